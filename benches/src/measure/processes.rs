//! Measuring in several processes, one after the other: what a process found by chance, such as the
//! state of its heap, moves some rows by a fifth.

use std::process::Command;

/// The seconds of each row of each table, of so many processes.
pub(super) fn run(processes: usize, filter: &str) -> Vec<Vec<Vec<f64>>> {
    let program = std::env::current_exe().expect("the path of this program");
    let run = |_| {
        let output = Command::new(&program).args(["--bench", "--seconds", filter]).output();
        let output = output.expect("this program");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        parse(&String::from_utf8(output.stdout).expect("text"))
    };
    (0..processes).map(run).collect()
}

/// Prints them, one line per table.
pub(super) fn print(seconds: &[Vec<f64>]) {
    for rows in seconds {
        let rows: Vec<_> = rows.iter().map(|seconds| format!("{seconds:e}")).collect();
        println!("{}", rows.join(" "));
    }
}

fn parse(text: &str) -> Vec<Vec<f64>> {
    let row = |number: &str| number.parse().expect("a number");
    text.lines().map(|line| line.split(' ').map(row).collect()).collect()
}

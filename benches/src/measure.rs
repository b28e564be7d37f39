//! Running the bench: criterion on every row, then the tables of ratios.

mod options;
mod processes;
mod report;
mod rounds;

use crate::{Row, Table, topics};
use criterion::{Criterion, Throughput};
use options::Options;
use std::collections::HashMap;
use std::process::Command;
use std::time::Duration;

/// Runs the bench. `counter` is the program that counts allocations.
///
/// `cargo bench -- --tables` leaves criterion out; a word chooses a topic, or tables by their titles;
/// `--processes 5` takes the median of five processes; `cargo test --benches` does everything once.
pub fn run(counter: &str) {
    let options = Options::new(std::env::args().skip(1));
    let Options { quick, ref filter, .. } = options;
    let mut tables = topics::tables(quick, filter);
    if options.only_seconds {
        processes::print(&rounds::seconds(&mut tables, quick));
        return;
    }
    if !options.only_tables {
        criterion(&mut tables);
    }
    let counts = counts(counter, quick, filter);
    let runs = match options.processes {
        1 => vec![rounds::seconds(&mut tables, quick)],
        several => processes::run(several, filter),
    };
    let measured = tables.into_iter().enumerate().map(|(at, table)| {
        let runs = runs.iter().map(|run| run[at].clone()).collect();
        Measured::new(table, runs, &counts)
    });
    let measured: Vec<Measured> = measured.collect();
    report::print_conditions(&options);
    report::print_bars(&measured);
    report::print_sizes(quick);
    println!("\n## Ratios");
    for group in measured.chunk_by(|one, next| one.table.group == next.table.group) {
        report::print_group(group);
    }
}

/// The memory that a row allocates and holds.
#[derive(Clone, Copy, Debug)]
struct Memory {
    allocations: u64,
    peak: u64,
}

/// A table, and what its rows cost.
struct Measured {
    table: Table,
    memory: Vec<Memory>,
    /// Of each process the seconds of each row.
    runs: Vec<Vec<f64>>,
}

impl Measured {
    fn new(table: Table, runs: Vec<Vec<f64>>, counts: &Counts) -> Self {
        let title = table.title();
        let memory = |row: &Row| counts[&(title.clone(), row.operation.clone())];
        let memory = table.rows.iter().map(memory).collect();
        Self { table, memory, runs }
    }

    /// The seconds of a unit of work.
    fn seconds(&self, row: usize) -> f64 {
        median(self.runs.iter().map(|run| run[row]))
    }

    /// The time of a row in times of another: of a unit of work, or of a byte.
    #[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
    fn ratio(&self, row: usize, against: &str) -> f64 {
        let rows = &self.table.rows;
        let other = rows.iter().position(|row| row.operation == against).expect("a row of the table");
        let unit = if self.table.per_byte { rows[row].bytes as f64 / rows[other].bytes as f64 } else { 1.0 };
        median(self.runs.iter().map(|run| run[row] / run[other])) / unit
    }
}

/// The middle one; of an even number, the greater of both in the middle.
fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn criterion(tables: &mut [Table]) {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(200))
        .configure_from_args()
        // Our own filter has chosen already, and knows topics as well.
        .with_filter("");
    for table in tables {
        let mut group = criterion.benchmark_group(table.title());
        for row in &mut table.rows {
            group.throughput(Throughput::Bytes(row.bytes as u64));
            group.bench_function(&row.operation, |bencher| bencher.iter(|| (row.work)()));
        }
        group.finish();
    }
    criterion.final_summary();
}

/// Allocations and the most bytes held at a time, of each row of each table.
type Counts = HashMap<(String, String), Memory>;

/// Asks a program of its own, because the allocator that counts is slower and would be linked into what is timed.
fn counts(counter: &str, quick: bool, filter: &str) -> Counts {
    let output = Command::new(counter).arg(filter).args(quick.then_some("--quick")).output();
    let output = output.expect("the program that counts allocations");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("text");
    let mut counts = Counts::new();
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let mut field = || fields.next().expect("four fields");
        let key = (field().into(), field().into());
        let mut number = || field().parse().expect("a number");
        counts.insert(key, Memory { allocations: number(), peak: number() });
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_the_median_of_the_ratios() {
        let mut table = Table::new("group", "subject").row("peer", 10, || ()).row("ours", 20, || ());
        let counts = table.rows.iter().map(|row| {
            (("group: subject".into(), row.operation.clone()), Memory { allocations: 0, peak: 0 })
        });
        let counts: Counts = counts.collect();
        // The ratios are 2, 0.5 and 1; the machine was slow in the last process.
        let runs = vec![vec![1.0, 2.0], vec![4.0, 2.0], vec![100.0, 100.0]];
        let measured = Measured::new(table, runs.clone(), &counts);
        let is = |number: f64, expected: f64| (number - expected).abs() < 1e-9;
        assert!(is(measured.ratio(1, "peer"), 1.0) && is(measured.seconds(1), 2.0));
        table = measured.table.per_byte();
        assert!(is(Measured::new(table, runs, &counts).ratio(1, "peer"), 0.5));
    }
}

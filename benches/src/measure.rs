//! Measuring tables: by criterion, and by interleaved rounds whose medians make the ratios.

use crate::{Row, Table};
use criterion::{Criterion, Throughput};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 40;
const ROUND: Duration = Duration::from_millis(3);
/// What all rounds of a row may take; rows whose work is long get fewer of them.
const BUDGET: Duration = Duration::from_millis(1500);
const FEWEST_ROUNDS: usize = 9;

/// Runs a bench: criterion on every row, then the tables. `counter` is the program that counts allocations.
///
/// `cargo bench -- --tables` leaves criterion out.
pub fn run(topic: &str, counter: &str, tables: Vec<Table>) {
    let mut tables = tables;
    if !std::env::args().any(|argument| argument == "--tables") {
        criterion(&mut tables);
    }
    let counts = counts(topic, counter);
    for table in &mut tables {
        print(table, &counts);
    }
}

/// Medians of the time each row takes, in seconds.
pub fn medians(table: &mut Table) -> Vec<f64> {
    let repeats: Vec<u32> = table.rows.iter_mut().map(repeats).collect();
    let longest =
        table.rows.iter_mut().zip(&repeats).map(|(row, repeats)| timed(row, *repeats) * f64::from(*repeats));
    let longest = longest.fold(ROUND.as_secs_f64(), f64::max);
    let mut times = vec![Vec::with_capacity(ROUNDS); table.rows.len()];
    for round in 0..ROUNDS {
        #[allow(clippy::cast_precision_loss, reason = "a small number")]
        if round >= FEWEST_ROUNDS && round as f64 * longest > BUDGET.as_secs_f64() {
            break;
        }
        for (row, (times, repeats)) in table.rows.iter_mut().zip(times.iter_mut().zip(&repeats)) {
            times.push(timed(row, *repeats));
        }
    }
    times.iter_mut().map(|times| median(times)).collect()
}

fn criterion(tables: &mut [Table]) {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(200))
        .configure_from_args();
    for table in tables {
        let mut group = criterion.benchmark_group(&table.title);
        for row in &mut table.rows {
            group.throughput(Throughput::Bytes(row.octets as u64));
            group.bench_function(&row.name, |bencher| bencher.iter(|| (row.work)()));
        }
        group.finish();
    }
    criterion.final_summary();
}

/// Allocations and the most octets held at a time, of each row of each table.
type Counts = HashMap<(String, String), (u64, u64)>;

/// Asks a program of its own, because the allocator that counts is slower and would be linked into what is timed.
fn counts(topic: &str, counter: &str) -> Counts {
    let output = Command::new(counter).arg(topic).output().expect("the program that counts allocations");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("text");
    let mut counts = Counts::new();
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let mut field = || fields.next().expect("four fields");
        let key = (field().into(), field().into());
        let mut number = || field().parse().expect("a number");
        counts.insert(key, (number(), number()));
    }
    counts
}

fn print(table: &mut Table, counts: &Counts) {
    let medians = medians(table);
    let costs: Vec<f64> =
        table.rows.iter().zip(&medians).map(|(row, time)| cost(table, row, *time)).collect();
    println!("\n{} (medians of interleaved rounds)", table.title);
    println!(
        "  {:<40} {:>8} {:>12} {:>9} {:>8} {:>10} {:>7}",
        "", "octets", "ns", "MB/s", "allocs", "peak", "ratio"
    );
    for ((row, time), cost) in table.rows.iter().zip(&medians).zip(&costs) {
        let (allocations, peak) =
            counts.get(&(table.title.clone(), row.name.clone())).copied().unwrap_or_default();
        #[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
        let speed = row.octets as f64 / time / 1e6;
        let mut verdicts = String::new();
        for bar in &row.bars {
            let at = table.rows.iter().position(|row| row.name == bar.against).expect("a row of the table");
            let ratio = cost / costs[at];
            let verdict = if ratio <= bar.most { "held" } else { "MISSED" };
            write!(verdicts, "  {ratio:.2} of {}, bar {:.2}: {verdict}", bar.against, bar.most)
                .expect("writing to a string");
        }
        println!(
            "  {:<40} {:>8} {:>12.0} {:>9.0} {:>8} {:>10} {:>7.3}{verdicts}",
            row.name,
            row.octets,
            time * 1e9,
            speed,
            allocations,
            peak,
            cost / costs[0],
        );
    }
    if table.fitted {
        println!("  time grows with the size to the power of {:.3}", exponent(&table.rows, &medians));
    }
}

/// The slope of the line that fits the logarithms of sizes and times best.
#[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
fn exponent(rows: &[Row], times: &[f64]) -> f64 {
    let points = || rows.iter().zip(times).map(|(row, time)| ((row.octets as f64).ln(), time.ln()));
    let (x, y) = points().fold((0.0, 0.0), |(x, y), (size, time)| (x + size, y + time));
    let count = rows.len() as f64;
    let (x, y) = (x / count, y / count);
    let (above, below) = points().fold((0.0, 0.0), |(above, below), (size, time)| {
        (above + (size - x) * (time - y), below + (size - x).powi(2))
    });
    above / below
}

#[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
fn cost(table: &Table, row: &Row, time: f64) -> f64 {
    if table.per_octet { time / row.octets as f64 } else { time }
}

/// How often the work fits into a round.
fn repeats(row: &mut Row) -> u32 {
    let mut repeats = 1;
    loop {
        let start = Instant::now();
        (0..repeats).for_each(|_| (row.work)());
        if start.elapsed() >= ROUND {
            return repeats;
        }
        repeats *= 2;
    }
}

/// Seconds that a unit of work takes.
fn timed(row: &mut Row, repeats: u32) -> f64 {
    let start = Instant::now();
    (0..repeats).for_each(|_| (row.work)());
    start.elapsed().as_secs_f64() / f64::from(repeats)
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

//! Running a bench: criterion on every row, then the tables of ratios.

mod report;
mod rounds;

use crate::Table;
use criterion::{Criterion, Throughput};
use std::collections::HashMap;
use std::process::Command;
use std::time::Duration;

/// Runs a bench. `counter` is the program that counts allocations.
///
/// `cargo bench -- --tables` leaves criterion out; a word leaves out the tables without it; `cargo test --benches` does everything once.
pub fn run(topic: &str, counter: &str, tables: fn(bool) -> Vec<Table>) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let quick = has("--test") || !has("--bench");
    let mut tables = tables(quick);
    if let Some(filter) = arguments.iter().find(|argument| !argument.starts_with('-')) {
        tables.retain(|table| table.title().contains(filter));
    }
    if !has("--tables") {
        criterion(&mut tables);
    }
    let counts = counts(topic, counter, quick);
    let measured: Vec<Measured> =
        tables.into_iter().map(|table| Measured::new(table, quick, &counts)).collect();
    for group in measured.chunk_by(|one, next| one.table.group == next.table.group) {
        report::print_group(group);
    }
    report::print_bars(&measured);
}

/// What a row costs.
#[derive(Clone, Copy, Debug)]
struct Cost {
    seconds: f64,
    allocations: u64,
    peak: u64,
}

/// A table, and what its rows cost.
struct Measured {
    table: Table,
    costs: Vec<Cost>,
}

impl Measured {
    fn new(mut table: Table, quick: bool, counts: &Counts) -> Self {
        let seconds = rounds::seconds(&mut table, quick);
        let title = table.title();
        let cost = |(row, seconds): (&crate::Row, f64)| {
            let (allocations, peak) =
                counts.get(&(title.clone(), row.operation.clone())).copied().expect("a count for each row");
            Cost { seconds, allocations, peak }
        };
        let costs = table.rows.iter().zip(seconds).map(cost).collect();
        Self { table, costs }
    }

    /// What is compared: the time of a unit of work, or of an octet.
    #[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
    fn time(&self, row: usize) -> f64 {
        let seconds = self.costs[row].seconds;
        if self.table.per_octet { seconds / self.table.rows[row].octets as f64 } else { seconds }
    }

    /// The time of a row in times of another.
    fn ratio(&self, row: usize, against: &str) -> f64 {
        let at = self.table.rows.iter().position(|row| row.operation == against);
        self.time(row) / self.time(at.expect("a row of the table"))
    }
}

fn criterion(tables: &mut [Table]) {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(200))
        .configure_from_args();
    for table in tables {
        let mut group = criterion.benchmark_group(table.title());
        for row in &mut table.rows {
            group.throughput(Throughput::Bytes(row.octets as u64));
            group.bench_function(&row.operation, |bencher| bencher.iter(|| (row.work)()));
        }
        group.finish();
    }
    criterion.final_summary();
}

/// Allocations and the most octets held at a time, of each row of each table.
type Counts = HashMap<(String, String), (u64, u64)>;

/// Asks a program of its own, because the allocator that counts is slower and would be linked into what is timed.
fn counts(topic: &str, counter: &str, quick: bool) -> Counts {
    let mut command = Command::new(counter);
    command.arg(topic).args(quick.then_some("--quick"));
    let output = command.output().expect("the program that counts allocations");
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

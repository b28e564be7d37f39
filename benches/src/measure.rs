//! Running the bench: criterion on every row, then the tables of ratios.

mod report;
mod rounds;

use crate::{Row, Table, topics};
use criterion::{Criterion, Throughput};
use std::collections::HashMap;
use std::process::Command;
use std::time::Duration;

/// Runs the bench. `counter` is the program that counts allocations.
///
/// `cargo bench -- --tables` leaves criterion out; a word chooses a topic, or tables by their titles;
/// `cargo test --benches` does everything once.
pub fn run(counter: &str) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let quick = has("--test") || !has("--bench");
    let filter = arguments.iter().find(|argument| !argument.starts_with('-')).map_or("", String::as_str);
    let mut tables = topics::tables(quick, filter);
    if !has("--tables") {
        criterion(&mut tables);
    }
    let counts = counts(counter, quick, filter);
    let seconds = rounds::seconds(&mut tables, quick);
    let measured: Vec<Measured> = tables
        .into_iter()
        .zip(seconds)
        .map(|(table, seconds)| Measured::new(table, &seconds, &counts))
        .collect();
    report::print_sizes(quick);
    for group in measured.chunk_by(|one, next| one.table.group == next.table.group) {
        report::print_group(group);
    }
    if quick {
        println!("\nMeasured once and without optimisation: these figures mean nothing.");
    }
    report::print_bars(&measured);
}

/// The cost of a row.
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
    fn new(table: Table, seconds: &[f64], counts: &Counts) -> Self {
        let title = table.title();
        let cost = |(row, seconds): (&Row, &f64)| {
            let (allocations, peak) = counts[&(title.clone(), row.operation.clone())];
            Cost { seconds: *seconds, allocations, peak }
        };
        let costs = table.rows.iter().zip(seconds).map(cost).collect();
        Self { table, costs }
    }

    /// The compared time: of a unit of work, or of a byte.
    #[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
    fn time(&self, row: usize) -> f64 {
        let seconds = self.costs[row].seconds;
        if self.table.per_byte { seconds / self.table.rows[row].bytes as f64 } else { seconds }
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
type Counts = HashMap<(String, String), (u64, u64)>;

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
        counts.insert(key, (number(), number()));
    }
    counts
}

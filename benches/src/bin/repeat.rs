//! Repeats one operation on one message, for callgrind to count its instructions: `repeat SendMessage 1000 wbxml decode`.

use imps_benches::messages::Which;
use imps_benches::{Row, Sample, topics};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [message, count, operation @ ..] = &arguments[..] else { usage() };
    let Some(which) = Which::ALL.into_iter().find(|which| which.name() == *message) else { usage() };
    let (Ok(count), operation) = (count.parse(), operation.join(" ")) else { usage() };
    let Some(mut row) = rows(which).find(|row| row.operation == operation) else { usage() };
    // Buffers that are used again are grown now.
    (row.work)();
    repeated(&mut row, count);
}

/// All that is counted: `--toggle-collect='repeat::repeated*'`.
#[inline(never)]
fn repeated(row: &mut Row, count: u64) {
    for _ in 0..count {
        (row.work)();
    }
}

fn rows(which: Which) -> impl Iterator<Item = Row> {
    let topics = [
        topics::wbxml::of,
        topics::xml::of,
        topics::transcode::of,
        topics::picture::of,
        topics::pts::of,
        topics::json::of,
        topics::session::of,
    ];
    let sample = Sample::of(which);
    topics.into_iter().flat_map(move |of| of(sample)).flat_map(|table| table.rows)
}

fn usage() -> ! {
    let mut operations: Vec<String> = rows(Which::Status).map(|row| row.operation).collect();
    operations.sort();
    operations.dedup();
    let messages = Which::ALL.map(Which::name).join(", ");
    eprintln!("repeat MESSAGE COUNT OPERATION\nmessages: {messages}\noperations: {}", operations.join(", "));
    std::process::exit(2)
}

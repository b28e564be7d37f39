//! Prints what each row of a bench's tables allocates: table, row, allocations, and the most octets held at a time.

use imps_benches::{Table, topics};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let topic = arguments.next().expect("the name of a bench");
    let quick = arguments.next().is_some_and(|argument| argument == "--quick");
    let tables: fn(bool) -> Vec<Table> = match &topic[..] {
        "wbxml" => topics::wbxml::tables,
        "xml" => topics::xml::tables,
        "transcode" => topics::transcode::tables,
        "pts" => topics::pts::tables,
        "json" => topics::json::tables,
        "refused" => topics::refused::tables,
        "scaling" => topics::scaling::tables,
        other => panic!("no bench of the name {other}"),
    };
    for table in tables(quick) {
        let title = table.title();
        for mut row in table.rows {
            // Buffers that are used again are grown now.
            (row.work)();
            let info = allocation_counter::measure(|| (row.work)());
            println!("{title}\t{}\t{}\t{}", row.operation, info.count_total, info.bytes_max);
        }
    }
}

//! Prints what each row of a bench's tables allocates: table, row, allocations, and the most octets held at a time.

use imps_benches::{Table, topics};

fn main() {
    for topic in std::env::args().skip(1) {
        let tables: fn() -> Vec<Table> = match &topic[..] {
            "wbxml" => topics::wbxml::tables,
            "xml" => topics::xml::tables,
            "transcode" => topics::transcode::tables,
            "pts" => topics::pts::tables,
            "json" => topics::json::tables,
            "refused" => topics::refused::tables,
            "scaling" => topics::scaling::tables,
            other => panic!("no bench of the name {other}"),
        };
        for table in tables() {
            for mut row in table.rows {
                // Buffers that are used again are grown now.
                (row.work)();
                let info = allocation_counter::measure(|| (row.work)());
                println!("{}\t{}\t{}\t{}", table.title, row.name, info.count_total, info.bytes_max);
            }
        }
    }
}

//! Prints what each row of the tables allocates: table, row, allocations, and the most bytes held at a time.

fn main() {
    let mut arguments = std::env::args().skip(1);
    let filter = arguments.next().unwrap_or_default();
    let quick = arguments.next().is_some_and(|argument| argument == "--quick");
    for table in imps_benches::topics::tables(quick, &filter) {
        let title = table.title();
        for mut row in table.rows {
            // Buffers that are used again are grown now.
            (row.work)();
            let info = allocation_counter::measure(|| (row.work)());
            println!("{title}\t{}\t{}\t{}", row.operation, info.count_total, info.bytes_max);
        }
    }
}

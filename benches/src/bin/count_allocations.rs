//! Prints what each row of a bench's tables allocates: table, row, allocations, and the most octets held at a time.

use imps_benches::tables;

fn main() {
    for topic in std::env::args().skip(1) {
        for table in tables(&topic) {
            for mut row in table.rows {
                // Buffers that are used again are grown now.
                (row.work)();
                let info = allocation_counter::measure(|| (row.work)());
                println!("{}\t{}\t{}\t{}", table.title, row.name, info.count_total, info.bytes_max);
            }
        }
    }
}

//! Converts each document of the command line into a fresh buffer, again and again, and prints path and least seconds.
//! For `against-libwbxml.sh`, which does the same with libwbxml.

use oma_imps::{Input, convert};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The conversions between two looks at the clock.
const REPEATS: u32 = 20;
/// For a document.
const BUDGET: Duration = Duration::from_millis(30);

fn main() {
    for path in std::env::args().skip(1) {
        let document = std::fs::read(&path).expect("a document");
        let Ok(syntax) = Input::new(&document).map(|input| input.other_syntax()) else { continue };
        if convert(&document, syntax).is_err() {
            continue;
        }
        let (start, mut least) = (Instant::now(), f64::INFINITY);
        while start.elapsed() < BUDGET {
            let round = Instant::now();
            for _ in 0..REPEATS {
                black_box(convert(black_box(&document), syntax).expect("a readable document"));
            }
            least = least.min(round.elapsed().as_secs_f64() / f64::from(REPEATS));
        }
        println!("{path}\t{least:e}");
    }
}

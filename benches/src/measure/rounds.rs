//! Timing by short rounds that take turns, in passes over all tables: noise comes in bursts, and some rounds of every row
//! lie between them.

use crate::{Row, Table};
use std::time::{Duration, Instant};

const ROUND: Duration = Duration::from_micros(250);
const PASSES: usize = 10;
/// Of each row in each pass.
const ROUNDS: usize = 20;
/// The time for the rounds of a table in a pass; tables with long work get fewer rounds.
const BUDGET: Duration = Duration::from_millis(500);

/// The seconds a unit of work takes when nothing disturbs it, of each row of each table.
pub(super) fn seconds(tables: &mut [Table], quick: bool) -> Vec<Vec<f64>> {
    if quick {
        let once = |table: &mut Table| table.rows.iter_mut().map(|row| timed(row, 1)).collect();
        return tables.iter_mut().map(once).collect();
    }
    let mut timings: Vec<Timing<'_>> = tables.iter_mut().map(Timing::new).collect();
    for _ in 0..PASSES {
        timings.iter_mut().for_each(Timing::pass);
    }
    timings.into_iter().map(|timing| timing.least).collect()
}

/// A table that is being measured.
struct Timing<'t> {
    rows: &'t mut [Row],
    repeats: Vec<u32>,
    least: Vec<f64>,
}

impl<'t> Timing<'t> {
    fn new(table: &'t mut Table) -> Self {
        let rows = &mut table.rows[..];
        Self { repeats: rows.iter_mut().map(repeats).collect(), least: vec![f64::INFINITY; rows.len()], rows }
    }

    fn pass(&mut self) {
        let start = Instant::now();
        for _ in 0..ROUNDS {
            for (row, (repeats, least)) in self.rows.iter_mut().zip(self.repeats.iter().zip(&mut self.least))
            {
                *least = least.min(timed(row, *repeats));
            }
            if start.elapsed() > BUDGET {
                break;
            }
        }
    }
}

/// How often the work fits into a round. The least of some timings counts, since one alone may be disturbed.
fn repeats(row: &mut Row) -> u32 {
    let mut repeats = 1;
    let mut least = |repeats| (0..3).map(|_| timed(row, repeats)).fold(f64::INFINITY, f64::min);
    while least(repeats) * f64::from(repeats) < ROUND.as_secs_f64() {
        repeats *= 2;
    }
    repeats
}

/// Seconds that a unit of work takes.
fn timed(row: &mut Row, repeats: u32) -> f64 {
    let start = Instant::now();
    (0..repeats).for_each(|_| (row.work)());
    start.elapsed().as_secs_f64() / f64::from(repeats)
}

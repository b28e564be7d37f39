//! Timing by short rounds that take turns: noise comes in bursts, and most rounds of every row lie between them.

use crate::{Row, Table};
use std::time::{Duration, Instant};

const ROUND: Duration = Duration::from_micros(250);
const ROUNDS: usize = 200;
/// What all rounds of a table may take; tables whose work is long get fewer of them.
const BUDGET: Duration = Duration::from_secs(5);
const FEWEST_ROUNDS: usize = 15;

/// The seconds a unit of work of each row takes when nothing disturbs it.
pub(super) fn seconds(table: &mut Table, quick: bool) -> Vec<f64> {
    let mut times = vec![Vec::with_capacity(ROUNDS); table.rows.len()];
    if quick {
        return table.rows.iter_mut().map(|row| timed(row, 1)).collect();
    }
    let repeats: Vec<u32> = table.rows.iter_mut().map(repeats).collect();
    let start = Instant::now();
    for round in 0..ROUNDS {
        if round >= FEWEST_ROUNDS && start.elapsed() > BUDGET {
            break;
        }
        for (row, (times, repeats)) in table.rows.iter_mut().zip(times.iter_mut().zip(&repeats)) {
            times.push(timed(row, *repeats));
        }
    }
    times.iter_mut().map(|times| undisturbed(times)).collect()
}

/// How often the work fits into a round.
fn repeats(row: &mut Row) -> u32 {
    let mut repeats = 1;
    while timed(row, repeats) * f64::from(repeats) < ROUND.as_secs_f64() {
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

/// The lower decile: the least is at times a stroke of luck.
fn undisturbed(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 10]
}

//! Ratios measured inside one run.

use std::time::{Duration, Instant};

/// Something to be measured.
pub struct Variant<'w> {
    /// What the table calls it.
    pub name: &'static str,
    /// The bar that its ratio is held against; `None` for the yardstick itself.
    pub bar: Option<f64>,
    /// One unit of work.
    pub work: Box<dyn FnMut() + 'w>,
}

impl std::fmt::Debug for Variant<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Variant").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Measures variants by turns, so that a noisy machine disturbs all of them alike, and compares their medians with the first.
#[derive(Debug)]
pub struct Ratios<'w> {
    title: &'static str,
    variants: Vec<Variant<'w>>,
}

impl<'w> Ratios<'w> {
    /// A table.
    pub fn new(title: &'static str) -> Self {
        Self { title, variants: Vec::new() }
    }

    /// Adds a variant; the first one is the yardstick.
    #[must_use]
    pub fn with(mut self, name: &'static str, bar: Option<f64>, work: impl FnMut() + 'w) -> Self {
        self.variants.push(Variant { name, bar, work: Box::new(work) });
        self
    }

    /// Measures and prints.
    pub fn print(mut self) {
        const ROUNDS: usize = 40;
        const ROUND: Duration = Duration::from_millis(5);
        let repeats: Vec<u32> =
            self.variants.iter_mut().map(|variant| repeats(&mut variant.work, ROUND)).collect();
        let mut times = vec![Vec::with_capacity(ROUNDS); self.variants.len()];
        for _ in 0..ROUNDS {
            for (at, variant) in self.variants.iter_mut().enumerate() {
                times[at].push(timed(&mut variant.work, repeats[at]));
            }
        }
        let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
        println!("\n{} (medians of {ROUNDS} interleaved rounds)", self.title);
        for (variant, time) in self.variants.iter().zip(&medians) {
            let ratio = time / medians[0];
            let verdict = match variant.bar {
                Some(bar) if ratio <= bar => format!("bar {bar:.2}: held"),
                Some(bar) => format!("bar {bar:.2}: MISSED"),
                None => String::new(),
            };
            println!("  {:<40} {:>12.0} ns  ratio {ratio:>6.3}  {verdict}", variant.name, time * 1e9);
        }
    }
}

/// How often the work fits into a round.
fn repeats(work: &mut dyn FnMut(), round: Duration) -> u32 {
    let mut repeats = 1;
    loop {
        let start = Instant::now();
        (0..repeats).for_each(|_| work());
        if start.elapsed() >= round {
            return repeats;
        }
        repeats *= 2;
    }
}

/// Seconds a piece of work takes.
fn timed(work: &mut dyn FnMut(), repeats: u32) -> f64 {
    let start = Instant::now();
    (0..repeats).for_each(|_| work());
    start.elapsed().as_secs_f64() / f64::from(repeats)
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

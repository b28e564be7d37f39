//! Small scopes: every string of a few symbols goes through every reader.
//!
//! Most faults show on small inputs already, and no generator is as thorough as all of them. A [`Scope`] is an alphabet with
//! what stands around the strings and what is checked of each; [`run`] tells what does not hold, the smallest input first.

mod scopes;

pub use scopes::SCOPES;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

/// A symbol of an alphabet.
#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    /// What it puts into the document.
    pub octets: &'static [u8],
    /// What ends it, if it stands open; strings are closed at their end.
    pub end: Option<&'static [u8]>,
    /// Whether it ends the symbol opened last.
    pub is_end: bool,
}

/// An alphabet, and what its strings are put into.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Its name.
    pub name: &'static str,
    /// The alphabet.
    pub symbols: &'static [Symbol],
    /// What stands before each string.
    pub before: &'static [u8],
    /// What stands behind each string.
    pub behind: &'static [u8],
    /// What is checked: each says whether a reader took the document, and panics when something does not hold.
    pub checks: &'static [fn(&[u8]) -> bool],
    /// Faults that are known and not mended here.
    pub exempt: &'static [Exemption],
}

/// A fault that is known.
#[derive(Clone, Copy, Debug)]
pub struct Exemption {
    /// Why it is left.
    pub reason: &'static str,
    /// Whether a document that fails has this fault.
    pub covers: fn(&[u8]) -> bool,
}

/// What came of a scope.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How many strings there were.
    pub strings: u64,
    /// How many of them some reader took.
    pub taken: u64,
    /// What does not hold: the start of each message, with the first and smallest document that brings it.
    pub faults: BTreeMap<String, Vec<u8>>,
    /// How often each exemption was needed.
    pub exempted: BTreeMap<&'static str, u64>,
}

/// Runs all strings of up to so many symbols.
///
/// # Panics
/// If a thread ends by a panic outside of the checks, which cannot be.
pub fn run(scope: &Scope, depth: u32, threads: usize) -> Outcome {
    silence();
    let threads = threads.max(1);
    let outcomes: Vec<Outcome> = thread::scope(|threaded| {
        let start = |first| threaded.spawn(move || part(scope, depth, first, threads));
        let handles: Vec<_> = (0..threads).map(start).collect();
        handles.into_iter().map(|handle| handle.join().expect("panics are caught")).collect()
    });
    let mut all = Outcome::default();
    for outcome in outcomes {
        all.strings += outcome.strings;
        all.taken += outcome.taken;
        for (message, document) in outcome.faults {
            let known = all.faults.entry(message).or_insert_with(|| document.clone());
            if document.len() < known.len() {
                *known = document;
            }
        }
        for (reason, count) in outcome.exempted {
            *all.exempted.entry(reason).or_default() += count;
        }
    }
    all
}

/// Every string whose number leaves this remainder.
fn part(scope: &Scope, depth: u32, first: usize, step: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let mut document = Vec::new();
    for length in 0..=depth {
        let count = scope.symbols.len().pow(length);
        for number in (first..count).step_by(step) {
            write(scope, number, length, &mut document);
            outcome.strings += 1;
            let mut was_taken = false;
            for check in scope.checks {
                match panic::catch_unwind(AssertUnwindSafe(|| check(&document))) {
                    Ok(taken) => was_taken |= taken,
                    Err(_) => fault(scope, &document, &mut outcome),
                }
            }
            outcome.taken += u64::from(was_taken);
        }
    }
    outcome
}

/// The document of a string, by its number among those of its length.
fn write(scope: &Scope, number: usize, length: u32, document: &mut Vec<u8>) {
    document.clear();
    document.extend_from_slice(scope.before);
    let (mut rest, mut open, mut is_whole) = (number, Vec::new(), true);
    for _ in 0..length {
        let symbol = scope.symbols[rest % scope.symbols.len()];
        rest /= scope.symbols.len();
        document.extend_from_slice(symbol.octets);
        open.extend(symbol.end);
        // What closes more than was opened closes what stands around.
        is_whole &= !symbol.is_end || open.pop().is_some();
    }
    for end in open.into_iter().rev() {
        document.extend_from_slice(end);
    }
    if is_whole {
        document.extend_from_slice(scope.behind);
    }
}

/// Messages are told apart by their beginning: what follows differs from document to document.
fn fault(scope: &Scope, document: &[u8], outcome: &mut Outcome) {
    let known = scope.exempt.iter().find(|known| (known.covers)(document));
    let message = MESSAGE.with(RefCell::take);
    match known {
        Some(known) => *outcome.exempted.entry(known.reason).or_default() += 1,
        None => {
            let message: String = message.chars().take(90).collect();
            // A handful tells enough.
            if outcome.faults.len() < 50 {
                outcome.faults.entry(message).or_insert_with(|| document.to_vec());
            }
        }
    }
}

thread_local! {
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
    static IS_QUIET: RefCell<bool> = const { RefCell::new(false) };
}

/// Keeps panics of the checks from being printed: they are told in the end.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name().is_none() {
                let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
                let text = info.payload().downcast_ref::<String>().map_or_else(
                    || info.payload().downcast_ref::<&str>().copied().unwrap_or("panic"),
                    String::as_str,
                );
                MESSAGE
                    .with(|message| *message.borrow_mut() = format!("{}: {text}", place.unwrap_or_default()));
            } else {
                before(info);
            }
        }));
    });
}

//! Small scopes: every string of a few symbols goes through every reader.
//!
//! Small inputs show most faults, and no generator is as thorough as all small inputs together. A
//! [`Scope`] is an alphabet, the document around its strings, and the checks of each document.
//! [`run`] counts the strings that each check accepts, and reports each fault with the smallest
//! document.

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
    /// The bytes that it puts into the document.
    pub bytes: &'static [u8],
    /// The bytes that close it. [`run`] adds them at the end of a string that leaves it open.
    pub end: Option<&'static [u8]>,
    /// Whether it closes the symbol that was opened last.
    pub is_end: bool,
}

/// A reader, and a property that must hold for it.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The name of the reader.
    pub name: &'static str,
    /// Returns whether the reader accepts the document; panics if the property does not hold.
    pub run: fn(&[u8]) -> bool,
}

/// An alphabet, and the document around its strings.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Its name.
    pub name: &'static str,
    /// The alphabet.
    pub symbols: &'static [Symbol],
    /// The number of symbols of the longest strings at full depth.
    pub depth: u32,
    /// The bytes before each string.
    pub before: &'static [u8],
    /// The bytes after each string.
    pub behind: &'static [u8],
    /// The checks of each document.
    pub checks: &'static [Check],
    /// The number of symbols of the shortest string that each check accepts, in the order of the
    /// checks.
    pub shortest: &'static [u32],
    /// Known faults that are exempt.
    pub exempt: &'static [Exemption],
}

/// A known fault.
#[derive(Clone, Copy, Debug)]
pub struct Exemption {
    /// The reason of the exemption.
    pub reason: &'static str,
    /// Whether a document that fails has this fault.
    pub covers: fn(&[u8]) -> bool,
}

/// The result of a scope.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The number of strings.
    pub strings: u64,
    /// The strings that each check accepts, in the order of the checks.
    pub taken: Vec<Taken>,
    /// The start of each message of a failed check, with the smallest document that causes it.
    pub faults: BTreeMap<String, Vec<u8>>,
    /// The number of faults that each exemption covers.
    pub exempted: BTreeMap<&'static str, u64>,
}

/// The strings that a check accepts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    /// Their number.
    pub strings: u64,
    /// The number of symbols of the shortest one.
    pub shortest: Option<u32>,
}

/// Runs all strings of at most `depth` symbols.
///
/// # Panics
/// If a thread panics outside of the checks, which cannot happen.
pub fn run(scope: &Scope, depth: u32, threads: usize) -> Outcome {
    silence();
    let threads = threads.max(1);
    let outcomes: Vec<Outcome> = thread::scope(|threaded| {
        let start = |first| threaded.spawn(move || part(scope, depth, first, threads));
        let handles: Vec<_> = (0..threads).map(start).collect();
        handles.into_iter().map(|handle| handle.join().expect("checks are caught")).collect()
    });
    let mut all = Outcome::new(scope);
    for outcome in outcomes {
        all.add(outcome);
    }
    all
}

impl Outcome {
    fn new(scope: &Scope) -> Self {
        Self { taken: vec![Taken::default(); scope.checks.len()], ..Self::default() }
    }

    fn add(&mut self, other: Self) {
        self.strings += other.strings;
        for (all, taken) in self.taken.iter_mut().zip(other.taken) {
            all.strings += taken.strings;
            all.shortest = [all.shortest, taken.shortest].into_iter().flatten().min();
        }
        for (message, document) in other.faults {
            let known = self.faults.entry(message).or_insert_with(|| document.clone());
            if document.len() < known.len() {
                *known = document;
            }
        }
        for (reason, count) in other.exempted {
            *self.exempted.entry(reason).or_default() += count;
        }
    }
}

/// Runs every string with a number that leaves the remainder `first` when divided by `step`.
fn part(scope: &Scope, depth: u32, first: usize, step: usize) -> Outcome {
    let mut outcome = Outcome::new(scope);
    let mut document = Vec::new();
    for length in 0..=depth {
        let count = scope.symbols.len().pow(length);
        for number in (first..count).step_by(step) {
            write(scope, number, length, &mut document);
            outcome.strings += 1;
            for (index, check) in scope.checks.iter().enumerate() {
                match panic::catch_unwind(AssertUnwindSafe(|| (check.run)(&document))) {
                    Ok(true) => {
                        outcome.taken[index].strings += 1;
                        outcome.taken[index].shortest.get_or_insert(length);
                    }
                    Ok(false) => {}
                    Err(_) => fault(scope, &document, &mut outcome),
                }
            }
        }
    }
    outcome
}

/// Writes the document of a string, by the number of the string among all of its length.
fn write(scope: &Scope, number: usize, length: u32, document: &mut Vec<u8>) {
    document.clear();
    document.extend_from_slice(scope.before);
    let (mut rest, mut open, mut is_whole) = (number, Vec::new(), true);
    for _ in 0..length {
        let symbol = scope.symbols[rest % scope.symbols.len()];
        rest /= scope.symbols.len();
        document.extend_from_slice(symbol.bytes);
        open.extend(symbol.end);
        // An end too many closes an element around the string.
        is_whole &= !symbol.is_end || open.pop().is_some();
    }
    for end in open.into_iter().rev() {
        document.extend_from_slice(end);
    }
    if is_whole {
        document.extend_from_slice(scope.behind);
    }
}

/// Keeps the document of a fault. The start of a message identifies the fault: the rest differs
/// from document to document.
fn fault(scope: &Scope, document: &[u8], outcome: &mut Outcome) {
    let known = scope.exempt.iter().find(|known| (known.covers)(document));
    let message = MESSAGE.with(RefCell::take);
    match known {
        Some(known) => *outcome.exempted.entry(known.reason).or_default() += 1,
        None => {
            let message: String = message.chars().take(90).collect();
            // A reader of the report needs only a few.
            if outcome.faults.len() < 50 {
                outcome.faults.entry(message).or_insert_with(|| document.to_vec());
            }
        }
    }
}

thread_local! {
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps the messages of failed checks for the report instead of printing them.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // Tests run in threads with a name; the checks do not.
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

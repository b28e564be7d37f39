//! About the size of a value, in bytes.

use core::fmt::{Debug, Result, Write};

struct Counter(usize);

impl Write for Counter {
    fn write_str(&mut self, text: &str) -> Result {
        self.0 = self.0.saturating_add(text.len());
        Ok(())
    }
}

/// The length of the debugging text of a value: it grows with all parts of the value.
pub(super) fn of(value: &impl Debug) -> usize {
    let mut counter = Counter(0);
    // Counting cannot fail.
    let _ = write!(counter, "{value:?}");
    counter.0
}

//! The crate from outside.

mod dictionaries;
mod exhaustion;
mod hostile;
mod random;
mod replay;

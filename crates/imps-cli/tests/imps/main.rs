//! The command as its users see it: arguments in, text and exit codes out.

mod documents;
mod hints;
mod places;
mod run;
mod usage;
mod validate;

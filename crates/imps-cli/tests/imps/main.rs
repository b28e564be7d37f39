//! The command as its users see it: arguments in, text and exit codes out.

mod documents;
mod hints;
mod places;
mod plain_text;
mod run;
mod usage;
mod validate;

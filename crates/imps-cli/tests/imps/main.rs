//! The command as its users see it: arguments in, text and exit codes out.

mod bad_input;
mod broken_output;
mod charsets;
mod conformance;
mod documents;
mod guide;
mod hints;
mod inspect;
mod parts;
mod picture;
mod places;
mod plain_text;
mod run;
mod setup;
mod snapshots;
mod tables;
mod timeline;
mod usage;
mod validate;
mod versions;
mod whole;
mod wrappings;

//! The protocol between servers on HTTP.

//! State machines against plain models of themselves, with random transitions.

mod handshake;
mod joiner;
mod mailbox;
mod schedule;

use proptest::test_runner::Config;

fn config() -> Config {
    Config { failure_persistence: None, ..Config::default() }
}

//! The lines of commands.

use super::command::Command;
use std::io::{BufRead, Read as _};
use std::sync::mpsc::{Receiver, sync_channel};

/// The longest line in bytes.
const LONGEST: u64 = 1 << 20;

/// The number of commands that are read ahead.
const AHEAD: usize = 16;

/// Reads commands in a thread of their own, each with the number of its line. The channel closes at
/// their end, and at an error of reading.
pub(super) fn read(mut input: impl BufRead + Send + 'static) -> Receiver<(u64, Result<Command, String>)> {
    let (sender, receiver) = sync_channel(AHEAD);
    std::thread::spawn(move || {
        for line in 1.. {
            let mut text = Vec::new();
            let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut text);
            if read.is_err() || text.is_empty() {
                return;
            }
            let is_whole = text.ends_with(b"\n") || u64::try_from(text.len()).unwrap_or(LONGEST) < LONGEST;
            let text = text.trim_ascii();
            if text.is_empty() {
                continue;
            }
            let command = serde_json::from_slice(text).map_err(|error| error.to_string());
            let command = if is_whole { command } else { Err(format!("longer than {LONGEST} bytes")) };
            // Nobody takes commands after the end of the session.
            if sender.send((line, command)).is_err() || !is_whole {
                return;
            }
        }
    });
    receiver
}

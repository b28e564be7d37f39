//! The standard output.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// The most lines that wait for a slow reader. Further ones are lost, and counted.
const MOST: usize = 10_000;

/// The time that a slow reader has at the end.
const PATIENCE: Duration = Duration::from_secs(1);

/// Prints lines on a thread of its own, so that a reader that waits does not stop the server.
#[derive(Clone)]
pub(super) struct Printer {
    lines: SyncSender<String>,
    lost: Arc<AtomicU64>,
}

/// The end of a printer.
pub(super) struct End(Receiver<()>);

impl Printer {
    /// Starts the thread. It ends when all copies of the printer are gone.
    pub(super) fn start() -> (Self, End) {
        let (lines, received) = sync_channel::<String>(MOST);
        let (end, ended) = sync_channel(1);
        let lost = Arc::new(AtomicU64::new(0));
        let printer = Self { lines, lost: lost.clone() };
        std::thread::spawn(move || {
            for line in received {
                print(&format!("{line}\n"));
                let count = lost.swap(0, Ordering::Relaxed);
                if count > 0 {
                    print(&format!("{count} lines are lost: nobody read them in time\n"));
                }
            }
            drop(end);
        });
        (printer, End(ended))
    }

    pub(super) fn line(&self, line: &str) {
        if self.lines.try_send(line.to_owned()).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl End {
    /// Waits until all lines are out.
    pub(super) fn wait(self) {
        // The thread sends nothing: its end ends the wait.
        let _ = self.0.recv_timeout(PATIENCE);
    }
}

/// Writes to the standard output. A reader that has gone does not end the server.
pub(super) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

//! The recording of the traffic: a file of packets, and the log, which is its timeline.

use super::ServiceOptions;
use super::packets::{self, RAW_IP, write_packet, write_start};
use imps_inspect::capture::{Assembler, CaptureLimits, Direction, Packet};
use imps_inspect::timeline::{Event, EventKind, Mode, Outcome, TimelineOptions, TimelineReader};
use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The most requests with a late answer that are remembered.
const MOST_LATE: usize = 1024;

/// The words of the timeline for a request without an answer.
const NO_ANSWER: &str = "; no answer";

/// Takes the lines of the log.
pub(super) type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// Turns all traffic into packets, and these into a file and into lines.
pub(super) struct Recorder {
    state: Mutex<State>,
    log: Log,
}

struct State {
    file: Option<BufWriter<File>>,
    assembler: Assembler,
    timeline: TimelineReader,
    /// The requests with a line in the log, but without an answer.
    late: BTreeSet<u64>,
    number: u64,
    last: Duration,
}

impl Recorder {
    /// Makes a recorder. With a path, it writes a file of pcapng.
    pub(super) fn new(options: &ServiceOptions) -> io::Result<Self> {
        let mut file = options.record.as_deref().map(File::create).transpose()?.map(BufWriter::new);
        if let Some(file) = &mut file {
            write_start(file)?;
            file.flush()?;
        }
        let timeline = TimelineOptions::default()
            .with_patience(options.patience)
            .with_validate(options.pedantic)
            .with_strict(options.pedantic);
        let state = State {
            file,
            assembler: Assembler::new(CaptureLimits::default()),
            timeline: TimelineReader::new(timeline),
            late: BTreeSet::new(),
            number: 0,
            last: Duration::ZERO,
        };
        Ok(Self { state: Mutex::new(state), log: options.log.clone() })
    }

    /// Writes a line to the log that is no event.
    pub(super) fn note(&self, text: &str) {
        (self.log)(&visible(text));
    }

    /// Takes packets.
    pub(super) fn packets(&self, now: Duration, packets: impl IntoIterator<Item = Vec<u8>>) {
        let mut lines = Vec::new();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for packet in packets {
            if let Err(error) = state.packet(now, &packet, &mut lines) {
                lines.push(format!("the recording ends: {error}"));
            }
        }
        // The order of the lines is the one of the packets.
        self.write(&lines);
    }

    fn write(&self, lines: &[String]) {
        for line in lines {
            (self.log)(line);
        }
    }

    /// Takes a datagram.
    pub(super) fn datagram(&self, now: Duration, source: SocketAddr, target: SocketAddr, payload: &[u8]) {
        self.packets(now, packets::datagram(source, target, payload));
    }

    /// Logs what has waited long enough, and writes the file out.
    pub(super) fn pass(&self, now: Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = Vec::new();
        let State { timeline, late, .. } = &mut *state;
        timeline.pass(now, &mut |event| line(&event, false, late, &mut lines));
        lines.extend(state.flush().err().map(|error| format!("the recording ends: {error}")));
        self.write(&lines);
    }

    /// Logs and writes what is left.
    pub(super) fn finish(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = Vec::new();
        let State { timeline, late, .. } = &mut *state;
        timeline.finish(&mut |event| line(&event, true, late, &mut lines));
        lines.extend(state.flush().err().map(|error| format!("the recording ends: {error}")));
        self.write(&lines);
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}

impl State {
    fn packet(&mut self, now: Duration, packet: &[u8], lines: &mut Vec<String>) -> io::Result<()> {
        // The file has microseconds, and the log agrees with it.
        self.last = self.last.max(Duration::from_micros(u64::try_from(now.as_micros()).unwrap_or(u64::MAX)));
        self.number = self.number.saturating_add(1);
        let Self { assembler, timeline, late, number, last, .. } = self;
        assembler.packet(Packet::new(*number, *last, RAW_IP, packet), &mut |carried| {
            timeline.carried(carried, &mut |event| line(&event, false, late, lines));
        });
        let Some(file) = &mut self.file else { return Ok(()) };
        write_packet(self.last, packet, file).inspect_err(|_| self.file = None)
    }

    fn flush(&mut self) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.flush().inspect_err(|_| self.file = None)
    }
}

/// Makes the line of an event: one per transaction, so that an answer has none unless it is late. The
/// session stays out of it: everybody who knows its id can use it.
fn line(event: &Event, is_end: bool, late: &mut BTreeSet<u64>, lines: &mut Vec<String>) {
    let is_late = event.answers.is_some_and(|answers| late.remove(&answers.number));
    let is_answer = event.answers.is_some() && event.mode != Some(Mode::Request);
    if is_answer && !is_late && event.kind != EventKind::Unreadable {
        lines.extend(event.findings.iter().map(|finding| visible(&format!("      answer: {finding}"))));
        return;
    }
    // The reply to an answer of a client.
    if event.kind == EventKind::Empty && &*event.head == "status 200" && !is_late {
        return;
    }
    let is_waiting = event.outcome == Outcome::Unanswered && !is_end;
    if is_waiting {
        if late.len() >= MOST_LATE {
            late.pop_first();
        }
        late.insert(event.number);
    }
    let arrow = match event.direction {
        Direction::ToServer => "->",
        Direction::ToClient => "<-",
    };
    let form = match (event.syntax, event.version) {
        (Some(syntax), Some(version)) => format!("{syntax} {version}"),
        (syntax, version) => syntax.or(version).unwrap_or("-").into(),
    };
    let at = event.at.as_secs_f64();
    let (number, bearer) = (event.number, event.bearer);
    let mut meaning = event.meaning();
    // The last one: a name in the message may have the same words.
    if is_waiting && let Some((before, after)) = meaning.rsplit_once(NO_ANSWER) {
        meaning = format!("{before}{NO_ANSWER} yet{after}");
    }
    lines.push(visible(&format!("{number:>4} {at:>9.3} {arrow} {bearer:<7} {form:<9} {meaning}")));
    lines.extend(event.findings.iter().map(|finding| visible(&format!("      {finding}"))));
}

/// Names in documents cannot write to the terminal.
fn visible(text: &str) -> String {
    let shown = |letter: char| if letter.is_control() { '\u{FFFD}' } else { letter };
    text.chars().map(shown).collect()
}

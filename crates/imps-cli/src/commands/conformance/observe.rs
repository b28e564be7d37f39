//! The feature groups that captures show.

use super::list;
use crate::commands::print;
use crate::commands::timeline::{hint_at, open};
use crate::exit::{BAD_INPUT, DONE};
use crate::files::Problem;
use crate::json::line as json;
use crate::report;
use imps_conformance::observe::{Bearer, Observer, Sent, Shown, Sighting, hidden};
use imps_conformance::{Group, Side};
use imps_inspect::capture::{self, CaptureError, CaptureLimits, Direction};
use imps_inspect::timeline::{Event, EventKind, TimelineOptions, TimelineReader};
use serde::Serialize;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

/// The maximum number of names in a line. JSON has all.
const MOST: usize = 6;

/// Shows the groups. Returns the exit code.
pub(super) fn run(captures: &[OsString], as_json: bool) -> u8 {
    let (mut observer, mut code) = (Observer::default(), DONE);
    for name in captures {
        let path = (name != "-").then(|| Path::new(name));
        let shown = path.map_or_else(|| "standard input".into(), |path| path.display().to_string());
        match read(path, &mut observer) {
            Ok(Ok(())) => continue,
            Ok(Err(fault)) => {
                report::line(&format!("imps: {shown}: {fault}"));
                hint_at(path, &fault);
            }
            Err(problem) => report::failure(&shown, &problem.into()),
        }
        code = BAD_INPUT;
    }
    if code != DONE && observer.shown().next().is_none() {
        return code;
    }
    let text = if as_json { lines(&observer) } else { people(&observer) };
    print(&text).max(code)
}

fn read(path: Option<&Path>, observer: &mut Observer) -> Result<Result<(), CaptureError>, Problem> {
    let capture = open(path)?;
    let mut reader = TimelineReader::new(TimelineOptions::default());
    let mut add = |event: Event| {
        if let Some(sighting) = sighting(&event) {
            observer.add(&sighting);
        }
    };
    let limits = CaptureLimits::default();
    let (_, read) = capture::read(capture, &limits, &mut |carried| reader.carried(carried, &mut add));
    reader.finish(&mut add);
    Ok(read)
}

/// The part of an event that shows groups.
fn sighting(event: &Event) -> Option<Sighting<'_>> {
    let side = match event.direction {
        Direction::ToServer => Side::Client,
        Direction::ToClient => Side::Server,
    };
    match event.kind {
        EventKind::Wakeup => Some(Sighting::Initiation(side)),
        // A line without a name is none of the channel.
        EventKind::Line => event.primitive.as_ref().map(|_| Sighting::Initiation(side)),
        EventKind::Message => {
            let primitive = event.primitive.as_deref().unwrap_or_default();
            let (version, syntax) = (event.version?.parse().ok()?, event.syntax?.parse().ok()?);
            let sent = match event.protocol {
                Some("ssp") => Sent::between_servers(primitive, version, syntax),
                _ => Sent::new(side, primitive, version, syntax),
            };
            Some(Sighting::Message(match event.bearer {
                capture::Bearer::Http => sent.on(Bearer::Http),
                capture::Bearer::Wsp => sent.on(Bearer::Wsp),
                _ => sent,
            }))
        }
        _ => None,
    }
}

fn people(observer: &Observer) -> String {
    let mut out = String::from("group              messages  versions       primitives that nobody sent\n");
    for shown in observer.shown() {
        let lacks = shown.lacks();
        let lacks = match lacks.len() {
            0 => String::new(),
            count if count > MOST => format!("{count}"),
            count => format!("{count}: {}", list(lacks)),
        };
        let versions = list(&shown.versions);
        let line = format!("{:<18} {:<9} {versions:<14} {lacks}", shown.group.short(), shown.messages);
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let absent = Group::all().filter(|group| observer.of(*group).is_none());
    let (invisible, absent): (Vec<_>, Vec<_>) = absent.partition(|group| hidden(*group).is_some());
    let _ = writeln!(out, "# not shown: {}", list(absent.into_iter().map(Group::short)));
    for group in invisible {
        let _ =
            writeln!(out, "# no message can show {}: {}", group.short(), hidden(group).unwrap_or_default());
    }
    out
}

#[derive(Serialize)]
struct Line {
    kind: &'static str,
    group: &'static str,
    messages: u64,
    versions: Vec<&'static str>,
    primitives: Vec<&'static str>,
    lacks: Vec<&'static str>,
}

fn lines(observer: &Observer) -> String {
    let line = |shown: &Shown| {
        json(&Line {
            kind: "shown",
            group: shown.group.id(),
            messages: shown.messages,
            versions: shown.versions.iter().map(|version| version.as_str()).collect(),
            primitives: shown.primitives.iter().copied().collect(),
            lacks: shown.lacks().into_iter().collect(),
        })
    };
    observer.shown().map(line).collect()
}

//! The files of the folder: documents, captures, and the manifest.

use super::faults::{self, Fault};
use super::network::{Carried, Direction, Row};
use super::story;
use imps_core::Version;
use imps_csp::Message;
use oma_imps::{Input, Syntax, pts};
use std::collections::BTreeMap;
use std::time::Duration;

const HEADER: &str = "version\tnumber\ttime\tclient\tdirection\tbearer\tfile\tsyntaxes\tprimitive\tmode\ttransaction\t\
                      session\tstatus\tmeaning\tfault\trule\tseverity\toffset\n";

/// The name of a capture before its compression.
pub(crate) const CAPTURE: &str = "capture.pcapng";

/// All made files, by their paths below the folder. Captures are not compressed.
pub(crate) fn made() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut manifest = String::from(HEADER);
    let mut faulty = Vec::new();
    for version in Version::ALL {
        let (binary, capture) = story::tell(version, Syntax::Wbxml);
        files.insert(format!("{version}-wbxml/{CAPTURE}"), capture);
        let (rows, capture) = story::tell(version, Syntax::Xml);
        files.insert(format!("{version}-xml/{CAPTURE}"), capture);
        assert_eq!(binary.len(), rows.len());
        for (number, (row, binary)) in (1..).zip(rows.iter().zip(&binary)) {
            let time = row.time.saturating_sub(rows[0].time);
            manifest += &match (&row.carried, &binary.carried) {
                (Carried::Document(xml), Carried::Document(wbxml)) => {
                    let cells = cells(xml);
                    let name = format!("{number:02}-{}-{}", direction(row), cells[0]);
                    let line = line(xml);
                    let syntaxes = if line.is_some() { "wbxml xml pts" } else { "wbxml xml" };
                    let bodies = [("wbxml", Some(wbxml)), ("xml", Some(xml)), ("pts", line.as_ref())];
                    for (syntax, body) in bodies {
                        let path = format!("{version}-{syntax}/{name}.{syntax}");
                        files.extend(body.map(|body| (path, body.clone())));
                    }
                    event(version, number, time, row, ["http", &name, syntaxes], &cells)
                }
                (Carried::Nothing, other) => {
                    assert_eq!(other, &Carried::Nothing);
                    event(version, number, time, row, ["http", "", ""], &Default::default())
                }
                (Carried::Line(text), _) => event(version, number, time, row, ["tcp", "", ""], &only(text)),
                (Carried::Datagram(text), _) => {
                    event(version, number, time, row, ["udp", "", ""], &only(text))
                }
                (Carried::Document(_), other) => panic!("{other:?}"),
            };
        }
        faulty.extend(faults::of(version, &rows));
    }
    for (fault, number) in faulty.into_iter().zip(1..) {
        manifest += &fault_line(number, &fault);
        files.insert(fault.file, fault.bytes);
    }
    files.insert("manifest.tsv".into(), manifest.into_bytes());
    files
}

/// The row of the manifest for a row of the record. `place` has the bearer, the file and the
/// syntaxes.
fn event(
    version: Version,
    number: usize,
    time: Duration,
    row: &Row,
    place: [&str; 3],
    cells: &[String; 5],
) -> String {
    let time = format!("{}.{:03}", time.as_secs(), time.subsec_millis());
    let (client, direction, step) = (row.client, direction(row), row.step);
    let (place, cells) = (place.join("\t"), cells.join("\t"));
    format!("{version}\t{number}\t{time}\t{client}\t{direction}\t{place}\t{cells}\t{step}\t\t\t\t\n")
}

fn direction(row: &Row) -> &'static str {
    match row.direction {
        Direction::ToServer => "to-server",
        Direction::ToClient => "to-client",
    }
}

/// The cells of a line of wake-ups: the first one has its text.
fn only(text: &str) -> [String; 5] {
    let mut cells = <[String; 5]>::default();
    cells[0] = text.into();
    cells
}

/// Primitive, mode, transaction, session and status of a document, as the library reads them.
fn cells(body: &[u8]) -> [String; 5] {
    let message: Message<'_> = oma_imps::read_owned(body).unwrap();
    let [transaction] = message.session.transactions.as_slice() else { panic!("{message:?}") };
    let primitive = transaction.primitive();
    let status = primitive.outcome().and_then(|outcome| outcome.code);
    [
        primitive.name().to_owned(),
        transaction.descriptor.transaction_mode.as_ref().map(ToString::to_string).unwrap_or_default(),
        transaction.descriptor.transaction_id.as_ref().map(ToString::to_string).unwrap_or_default(),
        message.session.descriptor.session_id.as_ref().map(ToString::to_string).unwrap_or_default(),
        status.map(|code| code.number().to_string()).unwrap_or_default(),
    ]
}

/// A document in plain text, if the built-in table has all its codes, and nothing is lost.
fn line(xml: &[u8]) -> Option<Vec<u8>> {
    let message = without_idle_poll(oma_imps::read_owned(xml).unwrap());
    let line = pts::to_string(&message).ok()?.into_bytes();
    let read: Message<'static> = oma_imps::read_owned(&line).ok()?;
    (read == message).then_some(line)
}

/// Removes the flag that nothing waits: plain text has no word for it, because it is the default.
pub(crate) fn without_idle_poll(mut message: Message<'static>) -> Message<'static> {
    let flags = message.session.transactions.iter_mut().map(|it| &mut it.descriptor.poll);
    for flag in flags.chain([&mut message.session.poll]) {
        flag.take_if(|waits| !*waits);
    }
    message
}

fn fault_line(number: usize, fault: &Fault) -> String {
    let Fault { version, syntax, file, bytes, meaning, seeded, rule, severity, offset } = fault;
    let mut cells = match Input::new(bytes).and_then(|input| input.read::<Message<'_>>().map(drop)) {
        Ok(()) => cells(bytes),
        Err(_) => Default::default(),
    };
    // An unknown token has no name.
    if cells[0].starts_with("unknown-") {
        cells[0].clear();
    }
    let cells = cells.join("\t");
    format!(
        "{version}\t{number}\t\t\t\t\t{file}\t{syntax}\t{cells}\t{meaning}\t{seeded}\t{rule}\t{severity}\t{offset}\n"
    )
}

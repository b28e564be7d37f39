//! Messages of the plain-text syntax in parts, one SMS per line.

use imps_inspect::lines;
use oma_imps::pts::sms::{Joiner, SplitError, split};
use oma_imps::pts::{Part, Preamble};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

/// A message in a file.
#[derive(Debug)]
pub(crate) struct Message<'d> {
    /// Its line, or the line of its first part, counted from 1.
    pub(crate) line: usize,
    /// Its offset in the file, in bytes; 0 if it was joined.
    pub(crate) offset: usize,
    pub(crate) bytes: Cow<'d, [u8]>,
    /// The number of parts from which it was joined.
    pub(crate) parts: usize,
}

/// The messages of a file, and notes.
#[derive(Debug)]
pub(crate) struct Joined<'d> {
    pub(crate) messages: Vec<Message<'d>>,
    pub(crate) notes: Vec<String>,
}

/// A message in parts, as far as it is known.
struct Set<'d> {
    /// Its place among the messages.
    place: usize,
    total: u8,
    first_line: usize,
    /// The line of each part, and all of it.
    parts: BTreeMap<u8, (usize, &'d [u8])>,
}

/// The preamble of a part, if the message has several.
fn part_of(line: &[u8]) -> Option<(Preamble, Part)> {
    let (preamble, _) = Preamble::parse_bytes(line).ok()?;
    let part = preamble.part.filter(|part| part.total > 1)?;
    Some((Preamble { part: None, ..preamble }, part))
}

/// Whether a file contains only parts.
pub(crate) fn are_parts(document: &[u8]) -> bool {
    let mut lines = lines(document).peekable();
    lines.peek().is_some() && lines.all(|line| part_of(line.message).is_some())
}

/// Returns the messages of a file, one per line or joined from parts. A joined message takes the
/// place of its first part. `place` names a line.
///
/// # Errors
/// One line per fault: a missing part, and a part that cannot belong to the same message as
/// another.
pub(crate) fn join<'d>(
    document: &'d [u8],
    place: impl Fn(usize) -> String,
) -> Result<Joined<'d>, Vec<String>> {
    let (mut messages, mut notes, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    let mut sets: BTreeMap<Preamble, Set<'d>> = BTreeMap::new();
    for line in lines(document) {
        let Some((preamble, part)) = part_of(line.message) else {
            let bytes = Cow::Borrowed(line.message);
            messages.push(Message { line: line.number, offset: line.offset, bytes, parts: 1 });
            continue;
        };
        let set = sets.entry(preamble).or_insert_with(|| {
            let bytes = Cow::Borrowed(&b""[..]);
            messages.push(Message { line: line.number, offset: 0, bytes, parts: usize::from(part.total) });
            Set {
                place: messages.len() - 1,
                total: part.total,
                first_line: line.number,
                parts: BTreeMap::new(),
            }
        });
        let (here, first) = (place(line.number), place(set.first_line));
        let (number, total) = (part.index + 1, part.total);
        if set.total != total {
            let other = set.total;
            faults.push(format!(
                "{here}: {preamble} has {total} parts here and {other} in {first}: these are two messages"
            ));
            continue;
        }
        match set.parts.get(&part.index) {
            None => drop(set.parts.insert(part.index, (line.number, line.message))),
            Some((earlier, same)) if *same == line.message => {
                let earlier = place(*earlier);
                notes.push(format!(
                    "{here}: part {number} of {total} of {preamble} came in {earlier} already, and is the same"
                ));
            }
            Some((earlier, _)) => {
                let earlier = place(*earlier);
                faults.push(format!(
                    "{here}: part {number} of {total} of {preamble} is another one than in {earlier}: \
                     these are two messages"
                ));
            }
        }
    }
    for (preamble, set) in &sets {
        let missing: Vec<u8> = (0..set.total).filter(|index| !set.parts.contains_key(index)).collect();
        if !missing.is_empty() {
            faults.push(format!("{preamble}: {} of {} missing", listed(&missing), set.total));
            continue;
        }
        match whole(set) {
            Ok(message) => {
                if let Some(place) = messages.get_mut(set.place) {
                    place.bytes = Cow::Owned(message);
                }
            }
            Err(reason) => faults.push(format!("{preamble}: {reason}")),
        }
    }
    if faults.is_empty() { Ok(Joined { messages, notes }) } else { Err(faults) }
}

/// The message; all its parts are present.
fn whole(set: &Set<'_>) -> Result<Vec<u8>, String> {
    let mut joiner = Joiner::default();
    let mut message = None;
    for (_, part) in set.parts.values() {
        message = joiner.push("", part, Duration::ZERO).map_err(|error| error.to_string())?;
    }
    message.map(String::into_bytes).ok_or_else(|| "the parts make no message".into())
}

/// `part 2`, `parts 2, 3 and 5`.
fn listed(indices: &[u8]) -> String {
    let numbers: Vec<String> = indices.iter().map(|index| (index + 1).to_string()).collect();
    match numbers.as_slice() {
        [] => String::new(),
        [one] => format!("part {one}"),
        [most @ .., last] => format!("parts {} and {last}", most.join(", ")),
    }
}

/// Splits messages into parts, one per line, none longer than this number of bytes.
pub(crate) fn split_lines(messages: &[u8], bytes: usize) -> Result<Vec<u8>, SplitError> {
    let mut parts = Vec::with_capacity(messages.len());
    for line in lines(messages) {
        // The bytes just written are text.
        let message = String::from_utf8_lossy(line.message);
        for part in split(&message, bytes)? {
            parts.extend_from_slice(&part);
            parts.push(b'\n');
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "WV12ST123 SI=S1 ST=(604,\"Gr\u{FC}\u{DF}e, \"\"x\"\"\")";

    fn lines_of(bytes: usize) -> Vec<Vec<u8>> {
        split(MESSAGE, bytes).unwrap()
    }

    #[track_caller]
    fn joined(parts: &[&[u8]]) -> Result<(Vec<String>, Vec<String>), Vec<String>> {
        let document = parts.join(&b"\n"[..]);
        let joined = join(&document, |line| format!("line {line}"))?;
        let messages = joined.messages.iter();
        let texts = messages.map(|message| String::from_utf8(message.bytes.to_vec()).unwrap());
        Ok((texts.collect(), joined.notes))
    }

    /// Of any length, in any order, with characters cut in two.
    #[test]
    fn parts_are_joined_in_any_order() {
        for bytes in 14..=MESSAGE.len() {
            let parts = lines_of(bytes);
            let mut lines: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            for _ in 0..lines.len() {
                lines.rotate_left(1);
                assert_eq!(joined(&lines), Ok((vec![MESSAGE.into()], vec![])), "{bytes}");
            }
            lines.reverse();
            assert_eq!(joined(&lines), Ok((vec![MESSAGE.into()], vec![])), "{bytes}");
            let written = split_lines(format!("{MESSAGE}\nWV12OR1\n").as_bytes(), bytes).unwrap();
            assert_eq!(written, [parts.join(&b"\n"[..]), b"\nWV12OR1\n".to_vec()].concat());
        }
    }

    #[test]
    fn messages_keep_their_order() {
        let parts = lines_of(40);
        let [one, other] = [parts[0].as_slice(), parts[1].as_slice()];
        let found = joined(&[b"WV12OR1", other, b"WV12OR2", one, b"WV12OR3aa SI=x"]).unwrap().0;
        assert_eq!(found, ["WV12OR1", MESSAGE, "WV12OR2", "WV12OR3aa SI=x"]);
    }

    #[test]
    fn what_is_missing_is_told() {
        let parts = lines_of(20);
        assert_eq!(parts.len(), 4);
        let without = |missing: &[usize]| {
            let kept = parts.iter().enumerate().filter(|(index, _)| !missing.contains(index));
            joined(&kept.map(|(_, part)| part.as_slice()).collect::<Vec<_>>()).unwrap_err()
        };
        assert_eq!(without(&[1]), ["WV12ST123: part 2 of 4 missing"]);
        assert_eq!(without(&[0, 3]), ["WV12ST123: parts 1 and 4 of 4 missing"]);
        assert_eq!(without(&[0, 1, 3]), ["WV12ST123: parts 1, 2 and 4 of 4 missing"]);
        // A missing part of one message says nothing against another, but nothing is half done.
        let found = joined(&[b"WV12ST1ab a", b"WV12ST2ab a", b"WV12ST2bb a"]).unwrap_err();
        assert_eq!(found, ["WV12ST1: part 2 of 2 missing"]);
    }

    #[test]
    fn doubled_and_mixed_parts_are_told() {
        let twice = joined(&[b"WV12OR1ab SI=", b"WV12OR1ab SI=", b"WV12OR1bb a"]).unwrap();
        let note = "line 2: part 1 of 2 of WV12OR1 came in line 1 already, and is the same";
        assert_eq!(twice, (vec!["WV12OR1 SI=a".into()], vec![note.into()]));
        let found = joined(&[b"WV12OR1ab SI=", b"WV12OR1bb a", b"WV12OR1bb b"]).unwrap_err();
        let fault = "line 3: part 2 of 2 of WV12OR1 is another one than in line 2: these are two messages";
        assert_eq!(found, [fault]);
        let found = joined(&[b"WV12OR1ab SI=", b"WV12OR1bc a", b"WV12OR1bb a"]).unwrap_err();
        assert_eq!(found, ["line 2: WV12OR1 has 3 parts here and 2 in line 1: these are two messages"]);
        let found = joined(&[b"WV12OR1ab SI=", b"WV12OR01bb a"]).unwrap_err();
        assert!(found[0].starts_with("WV12OR1: part disagrees"), "{found:?}");
        let found = joined(&[b"WV12OR1ab SI=\xFF", b"WV12OR1bb a"]).unwrap_err();
        assert_eq!(found, ["WV12OR1: message is not utf-8 at byte 11"]);
    }
}

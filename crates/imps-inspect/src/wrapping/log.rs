//! Text with documents inside, such as the lines of a log.

use super::layer::{Layer, Piece, Proof};
use super::literals::{before_document, may_begin};
use super::{Order, Radix, Wrapping, dump, encodings, http};
use oma_imps::{Guess, PartKind, documents};

/// The maximum number of documents of a text.
const MOST: usize = 10_000;

/// The documents in a text.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    if bytes.contains(&0) {
        return Vec::new();
    }
    let mut layers = Vec::new();
    if let Some(offset) = http::find_message(bytes).filter(|offset| *offset > 0) {
        let wrapping = place(bytes, offset);
        layers.extend(
            bytes.get(offset..).map(|rest| Layer::of_one(Proof::Certain, Piece::at(offset, rest, wrapping))),
        );
    }
    let mut found = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty() && found.len() < MOST) {
        let length =
            rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end.saturating_add(1));
        let line = rest.get(..length).unwrap_or_default();
        let end = at_line(bytes, at, line, &mut found);
        at = end.max(at.saturating_add(length));
    }
    if !found.is_empty() {
        let mut line = Lines { bytes, offset: 0, line: 1 };
        for piece in &mut found {
            if let Some(Wrapping::Text { offset, line: number }) = piece.wrappings.first_mut() {
                *number = line.at(*offset);
            }
        }
        layers.push(Layer::new(Proof::Certain, found));
    }
    layers
}

/// The documents in XML or HTML of another language.
pub(super) fn peel_markup(bytes: &[u8]) -> Vec<Layer<'_>> {
    let text = str::from_utf8(bytes).ok().filter(|_| Guess::of(bytes) == Guess::Xml);
    let root = text.and_then(oma_imps::xml::root_name);
    let is_other = root.is_some_and(|root| !root.rsplit(':').next().unwrap_or_default().starts_with("WV-"));
    let is_one = || documents(bytes, None).filter(|part| part.kind == PartKind::Document).count() == 1;
    if is_other && is_one() { peel(bytes) } else { Vec::new() }
}

/// Finds the documents that begin in a line. Returns the end of the last one.
fn at_line<'p>(bytes: &'p [u8], start: usize, line: &'p [u8], found: &mut Vec<Piece<'p>>) -> usize {
    let mut end = start;
    let stop = start.saturating_add(line.len());
    while let Some(offset) = text_document(bytes.get(end..stop).unwrap_or_default()) {
        let offset = end.saturating_add(offset);
        let length = length_of(bytes.get(offset..).unwrap_or_default());
        let document = bytes.get(offset..offset.saturating_add(length)).unwrap_or_default();
        found.push(Piece::at(offset, document, Wrapping::Text { offset, line: 0 }));
        end = offset.saturating_add(length.max(1));
        if end >= stop {
            return end;
        }
    }
    if end == start {
        return tokens(bytes, start, line, found);
    }
    end
}

/// The offset of a document in XML, JSON or plain text in a line.
fn text_document(line: &[u8]) -> Option<usize> {
    let marks: [&[u8]; 7] = [b"<?xml ", b"<WV-", b"<wv:WV-", b"<csp:WV-", b"{\"WV-", b"{\"version\"", b"WV1"];
    let found = marks.into_iter().filter_map(|mark| {
        let at = line.windows(mark.len()).position(|part| part == mark)?;
        Some((at, mark))
    });
    let (at, mark) = found.min_by_key(|(at, _)| *at)?;
    if mark != b"WV1" {
        return Some(at);
    }
    // A message in plain text begins with its version, and is a word of its own.
    let before = at.checked_sub(1).and_then(|before| line.get(before));
    let is_word =
        before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'/' | b'-' | b'.'));
    let rest = line.get(at..)?;
    let is_message = is_word && oma_imps::pts::Preamble::parse_bytes(rest.trim_ascii_end()).is_ok();
    if is_message {
        return Some(at);
    }
    let behind = at.saturating_add(3);
    text_document(line.get(behind..)?).map(|next| behind.saturating_add(next))
}

/// The length of the document that begins here. Text may follow it.
fn length_of(rest: &[u8]) -> usize {
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if Guess::of(rest) == Guess::PlainTextSyntax {
        return line.trim_ascii_end().len();
    }
    let length = documents(rest, None).next().map_or(rest.len(), |part| part.bytes.len());
    if length < rest.len() {
        return length;
    }
    // The document is the last thing, or no end was found because of the text behind it.
    end_of_root(rest).unwrap_or(length)
}

/// The end of the first end tag of a root of the protocol.
fn end_of_root(xml: &[u8]) -> Option<usize> {
    const ROOT: &[u8] = b"WV-";
    let mut from = 0_usize;
    loop {
        let found = xml.get(from..)?.windows(2).position(|part| part == b"</")?;
        let start = from.saturating_add(found).saturating_add(2);
        let name = xml.get(start..)?;
        let length = name.iter().take(64).position(|byte| *byte == b'>').unwrap_or(64);
        let name = name.get(..length)?;
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        if local.starts_with(ROOT) {
            return Some(start.saturating_add(length).saturating_add(1));
        }
        from = start;
    }
}

/// Finds the words of a line that encode a document. Returns the end of the last one.
fn tokens<'p>(bytes: &'p [u8], start: usize, line: &'p [u8], found: &mut Vec<Piece<'p>>) -> usize {
    let mut end = start;
    let mut at = 0_usize;
    // A dump that is cut or has gaps is no document.
    if str::from_utf8(line).is_ok_and(dump::is_line_with_offset) {
        return end;
    }
    while at < line.len() {
        let rest = line.get(at..).unwrap_or_default();
        let offset = start.saturating_add(at);
        let (length, piece) = digits(rest)
            .or_else(|| percent(rest))
            .unwrap_or_else(|| base64(rest, bytes.get(offset..).unwrap_or_default()));
        if let Some((bytes, wrapping)) = piece {
            let text = Wrapping::Text { offset, line: 0 };
            found.push(Piece { wrappings: vec![text, wrapping], ..Piece::new(bytes.into(), None) });
            end = offset.saturating_add(length);
        }
        at = at.saturating_add(length.max(1));
    }
    end
}

/// The length of a word, and its content if it may be a document.
type Word = (usize, Option<(Vec<u8>, Wrapping)>);

/// Hexadecimal digits in pairs, with the same separator between all of them.
fn digits(text: &[u8]) -> Option<Word> {
    let unmarked = text.strip_prefix(b"0x").unwrap_or(text);
    let mark = text.len().saturating_sub(unmarked.len());
    let (mut bytes, mut rest, mut separator) = (Vec::new(), unmarked, None);
    while let Some((pair, behind)) = rest.split_first_chunk::<2>() {
        let Some(byte) = encodings::pair(pair) else { break };
        bytes.push(byte);
        let next = match behind {
            [next @ (b' ' | b':' | b'-'), ..] => Some(*next),
            _ => None,
        };
        rest = behind;
        if bytes.len() == 1 {
            separator = Some(next);
        }
        if separator != Some(next) {
            break;
        }
        if next.is_some() {
            rest = behind.get(1..).unwrap_or_default();
        }
    }
    let length = unmarked.len().saturating_sub(rest.len());
    // An odd digit, or another letter, belongs to another word.
    let is_word = separator.flatten().is_some() || !rest.first().is_some_and(u8::is_ascii_alphanumeric);
    if bytes.len() < 5 || !is_word {
        return None;
    }
    // A time may come before the document, and other bytes are a head that nobody has taken off.
    let is_time = |before: &&[u8]| before.iter().all(|byte| byte >> 4 <= 5 && byte & 0x0F <= 9);
    let start = before_document(&bytes);
    let start = bytes.get(..start).filter(is_time).map_or(0, <[u8]>::len);
    let bytes = bytes.split_off(start);
    let wrapping =
        Wrapping::Dump { radix: Radix::Hexadecimal, width: 1, order: Order::BigEndian, length: bytes.len() };
    let is_document = may_begin(&bytes);
    let length = length.saturating_add(mark);
    // Times and addresses are digits too; a word may begin behind them.
    is_document.then_some((length, Some((bytes, wrapping))))
}

/// Percent escapes up to a blank or a quote.
fn percent(text: &[u8]) -> Option<Word> {
    if text.first() != Some(&b'%') {
        return None;
    }
    let length = text
        .iter()
        .take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'&'))
        .count();
    let word = str::from_utf8(text.get(..length)?).ok()?;
    let (bytes, wrapping) = encodings::percent(&word.replace('+', " "))?;
    (bytes.len() > 4 && may_begin(&bytes)).then_some((length, Some((bytes, wrapping))))
}

/// Base64, which may go on in the next lines.
fn base64(line: &[u8], all: &[u8]) -> Word {
    let is_letter = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let run = |text: &[u8]| {
        let letters = text.iter().take_while(is_letter).count();
        let padding =
            text.get(letters..).unwrap_or_default().iter().take_while(|byte| **byte == b'=').count();
        letters.saturating_add(padding.min(2))
    };
    let mut length = run(line);
    let first = line.get(..16).unwrap_or_default();
    let begins = encodings::base64(first).is_some_and(|(bytes, _)| may_begin(&bytes));
    if length < 16 || !begins {
        return (length, None);
    }
    // The next lines, if they are nothing else.
    loop {
        let rest = all.get(length..).unwrap_or_default();
        // Padding is the end.
        if all.get(length.saturating_sub(1)) == Some(&b'=') {
            break;
        }
        let Some(next) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) else { break };
        let blanks = next.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let next = next.get(blanks..).unwrap_or_default();
        let more = run(next);
        let is_line = more > 0 && next.get(more).is_none_or(|byte| matches!(byte, b'\r' | b'\n'));
        if !is_line {
            break;
        }
        length = all.len().saturating_sub(next.len()).saturating_add(more);
    }
    (length, encodings::base64(all.get(..length).unwrap_or_default()))
}

/// The place of a document in a text.
fn place(bytes: &[u8], offset: usize) -> Wrapping {
    Wrapping::Text { offset, line: Lines { bytes, offset: 0, line: 1 }.at(offset) }
}

/// Counts lines up to offsets that rise.
struct Lines<'b> {
    bytes: &'b [u8],
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> usize {
        let between = self.bytes.get(self.offset..offset).unwrap_or_default();
        self.line = self.line.saturating_add(between.split(|byte| *byte == b'\n').count().saturating_sub(1));
        self.offset = self.offset.max(offset);
        self.line
    }
}

//! Dumps: lines with the bytes in numbers, often with offsets before and text behind them.

mod line;
mod sections;
mod words;

pub(super) use self::words::peel as peel_words;

pub(super) use self::sections::Section;

use self::line::Line;
use self::sections::sections;
use super::layer::{Layer, Piece, Proof};
use super::{Direction, Order, Radix, Wrapping, frames};

/// The maximum number of bytes of a dump with omitted lines: a few lines could represent gigabytes.
const MOST: usize = 16 << 20;

/// Dumps with the bytes in order, in hexadecimal: one or several, of one or both directions, of
/// data or of network frames.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let Ok(text) = str::from_utf8(bytes) else { return Vec::new() };
    let text = text.trim_start_matches('\u{FEFF}');
    let Some(sections) = [16, 10, 8].into_iter().find_map(|radix| sections(text, radix)) else {
        return Vec::new();
    };
    let mut layers = Vec::new();
    let (whole, derived): (Vec<_>, Vec<_>) =
        sections.into_iter().partition(|section| section.direction.is_some() || !section.is_derived());
    if whole.iter().any(|section| frames::is_frame(&section.bytes)) {
        let found: Vec<Vec<u8>> = whole.into_iter().map(|section| section.bytes).collect();
        let length = found.iter().map(Vec::len).sum();
        let mut pieces = frames::join(&found);
        for piece in &mut pieces {
            piece.wrappings.insert(0, wrapping(length));
        }
        layers.push(Layer::new(Proof::Inside, pieces));
        layers.push(Layer::new(Proof::Form, found.into_iter().map(|bytes| decoded(bytes, None)).collect()));
    } else {
        layers.extend(joined(whole));
    }
    // Data that the program has put together from frames.
    if !derived.is_empty() {
        let from = layers.len().min(1);
        layers.insert(from, Layer::new(Proof::Inside, derived.into_iter().map(piece).collect()));
    }
    layers
}

/// Whether a line is of a dump with offsets.
pub(super) fn is_line_with_offset(line: &str) -> bool {
    Line::parse(line.trim_end(), None).is_some_and(|line| line.offset.is_some() && line.bytes.len() > 1)
}

/// The number of the line at which the offsets of a dump stop counting its bytes, if a text is such
/// a dump.
pub(crate) fn gap(text: &str) -> Option<usize> {
    let lines = text.lines().map(|line| Line::parse(line.trim_end(), None)).zip(1..);
    let mut end = None;
    let mut count = 0_usize;
    for (line, number) in lines {
        let Some(Line { offset: Some(offset), bytes, .. }) = line else { continue };
        let offset = usize::from_str_radix(offset, 16).ok()?;
        if end.is_some_and(|end| end != offset) && count > 0 && !bytes.is_empty() {
            return Some(number);
        }
        end = Some(offset.saturating_add(bytes.len()));
        count = count.saturating_add(1);
    }
    None
}

/// Sections as streams: the sections of a direction belong together. Without directions, each is a
/// document, or all are one.
pub(super) fn joined(sections: Vec<Section>) -> Vec<Layer<'static>> {
    if sections.len() > 1 && sections.iter().all(|section| section.direction.is_some()) {
        let mut streams: Vec<Section> = Vec::new();
        for section in sections {
            match streams.iter_mut().find(|stream| stream.direction == section.direction) {
                Some(stream) => stream.append(section),
                None => streams.push(section),
            }
        }
        return vec![Layer::new(Proof::Inside, streams.into_iter().map(piece).collect())];
    }
    let apart = Layer::new(Proof::Inside, sections.iter().cloned().map(piece).collect());
    if sections.len() < 2 {
        return vec![apart];
    }
    let all = sections.into_iter().flat_map(|section| section.bytes).collect();
    vec![apart, Layer::of_one(Proof::Inside, decoded(all, None))]
}

fn piece(section: Section) -> Piece<'static> {
    Piece { turns: section.turns, ..decoded(section.bytes, section.direction) }
}

fn decoded(bytes: Vec<u8>, direction: Option<Direction>) -> Piece<'static> {
    let wrapping = wrapping(bytes.len());
    Piece { direction, ..Piece::decoded(bytes, wrapping) }
}

fn wrapping(length: usize) -> Wrapping {
    Wrapping::Dump { radix: Radix::Hexadecimal, width: 1, order: Order::BigEndian, length }
}

/// Repeats the last line up to an offset; the last copy may be cut.
fn repeat(bytes: &mut Vec<u8>, line_start: usize, end: usize) -> Option<()> {
    let line = bytes.get(line_start..).filter(|line| !line.is_empty())?.to_vec();
    let missing = end.checked_sub(bytes.len()).filter(|_| end <= MOST)?;
    bytes.extend(line.iter().cycle().take(missing));
    Some(())
}

//! The string table of a document being written.
//!
//! Names of literals enter the table immediately, because their offset is written at once. Text is
//! written inline, and only its place is noted. At the end, references replace repeated strings
//! (and strings that the table already has). The most frequent strings come first, so that they get
//! the short offsets. A string is replaced only if that saves bytes.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use crate::{Error, ErrorKind, global, mb_u32};

#[derive(Debug, Default)]
pub(super) struct TableBuilder {
    bytes: Vec<u8>,
    literals: BTreeMap<String, u32>,
    /// The places of inline strings (of their tokens) and their lengths, in writing order.
    inline: Vec<Inline>,
}

#[derive(Debug, Clone, Copy)]
struct Inline {
    at: usize,
    length: usize,
}

impl Inline {
    /// Returns the string itself, after its token.
    fn string<'a>(&self, out: &'a [u8]) -> &'a [u8] {
        let behind = out.get(self.at..).and_then(<[u8]>::split_first);
        behind.and_then(|(_, behind)| behind.get(..self.length)).unwrap_or_default()
    }

    /// The number of bytes on the wire: token, string, terminator.
    fn size(&self) -> usize {
        self.length.saturating_add(2)
    }
}

/// An inline string that becomes a reference.
#[derive(Debug, Clone, Copy)]
struct Replacement {
    inline: Inline,
    offset: u32,
}

impl TableBuilder {
    /// Returns the offset of a name. Adds the name to the table unless it is there.
    pub(super) fn literal(&mut self, name: &str) -> u32 {
        if let Some(&offset) = self.literals.get(name) {
            return offset;
        }
        let offset = append(&mut self.bytes, name.as_bytes());
        self.literals.insert(name.into(), offset);
        offset
    }

    /// Notes an inline string that is about to be written.
    #[cold]
    pub(super) fn note(&mut self, at: usize, length: usize) {
        self.inline.push(Inline { at, length });
    }

    /// Inserts the table into `out`. `table_at` is the place of its length, now a single zero byte.
    pub(super) fn finish(mut self, out: &mut Vec<u8>, table_at: usize) -> Result<(), Error> {
        self.move_repeated_strings(out);
        let Ok(length) = u32::try_from(self.bytes.len()) else {
            return Err(Error::new(ErrorKind::TooLong, table_at));
        };
        if length > 0 {
            let mut table = Vec::with_capacity(self.bytes.len().saturating_add(5));
            mb_u32::write(length, &mut table);
            table.append(&mut self.bytes);
            out.splice(table_at..=table_at, table);
        }
        Ok(())
    }

    fn move_repeated_strings(&mut self, out: &mut Vec<u8>) {
        let (before, before_size) = (self.bytes.len(), self.size());
        let replacements = self.choose(out);
        let saved: usize =
            replacements.iter().map(|it| it.inline.size().saturating_sub(reference_size(it.offset))).sum();
        let spent = self.size().saturating_sub(before_size);
        if saved > spent {
            replace(out, &replacements);
        } else {
            self.bytes.truncate(before);
        }
    }

    /// The number of bytes of the table and of its length.
    fn size(&self) -> usize {
        self.bytes.len().saturating_add(length_width(self.bytes.len()))
    }

    /// Extends the table and returns the inline strings that become references, in the order of
    /// their places.
    fn choose(&mut self, out: &[u8]) -> Vec<Replacement> {
        let mut places: BTreeMap<&[u8], Vec<Inline>> = BTreeMap::new();
        for inline in &self.inline {
            places.entry(inline.string(out)).or_default().push(*inline);
        }
        let mut strings: Vec<_> = places.into_iter().collect();
        strings.sort_by_key(|(_, places)| core::cmp::Reverse(places.len()));

        let mut replacements = Vec::new();
        for (string, places) in strings {
            let known =
                core::str::from_utf8(string).ok().and_then(|string| self.literals.get(string)).copied();
            let Some(offset) = known.or_else(|| u32::try_from(self.bytes.len()).ok()) else { break };
            let spent = if known.is_some() { 0 } else { string.len().saturating_add(1) };
            let inline = string.len().saturating_add(2).saturating_mul(places.len());
            let references = reference_size(offset).saturating_mul(places.len());
            if inline > references.saturating_add(spent) {
                if known.is_none() {
                    append(&mut self.bytes, string);
                }
                replacements.extend(places.into_iter().map(|inline| Replacement { inline, offset }));
            }
        }
        replacements.sort_unstable_by_key(|it| it.inline.at);
        replacements
    }
}

fn append(table: &mut Vec<u8>, string: &[u8]) -> u32 {
    // `finish` refuses a table that outgrows 32 bits.
    let offset = u32::try_from(table.len()).unwrap_or(u32::MAX);
    table.extend_from_slice(string);
    table.push(0);
    offset
}

/// The number of bytes of `STR_T` and its offset.
fn reference_size(offset: u32) -> usize {
    1 + usize::from(mb_u32::width(offset))
}

/// The number of bytes that the length of the table takes.
fn length_width(length: usize) -> usize {
    u32::try_from(length).map_or(usize::from(mb_u32::MAX_WIDTH), |length| usize::from(mb_u32::width(length)))
}

/// Rewrites the body from the first replacement onwards.
fn replace(out: &mut Vec<u8>, replacements: &[Replacement]) {
    let Some(first) = replacements.first() else { return };
    let old = out.split_off(first.inline.at);
    let (base, mut done) = (first.inline.at, 0);
    for it in replacements {
        let at = it.inline.at.saturating_sub(base);
        out.extend_from_slice(old.get(done..at).unwrap_or_default());
        out.push(global::STR_T);
        mb_u32::write(it.offset, out);
        done = at.saturating_add(it.inline.size());
    }
    out.extend_from_slice(old.get(done..).unwrap_or_default());
}

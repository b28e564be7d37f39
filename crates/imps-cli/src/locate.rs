//! The places of faults in an input with many documents. No byte is read again for each fault.

use crate::report::Failure;
use imps_inspect::stray_charset;
use oma_imps::charset::Charset;
use oma_imps::xml::to_utf8_over;
use oma_imps::{Error, Syntax};
use std::borrow::Cow;
use std::ops::Range;

/// Describes the faults of an input, in the order of their places.
pub(crate) struct Locator<'d> {
    input: &'d [u8],
    from: Option<Syntax>,
    /// The character set that was stated beside the input.
    charset: Charset,
    lines: Option<Lines<'d>>,
    stray: StrayCharset,
}

impl<'d> Locator<'d> {
    pub(crate) fn new(input: &'d [u8], from: Option<Syntax>, charset: Charset) -> Self {
        Self { input, from, charset, lines: None, stray: StrayCharset::default() }
    }

    /// The failure of a document, with its name if it is one of several.
    pub(crate) fn failure(&mut self, document: Range<usize>, name: Option<String>, error: Error) -> Failure {
        let position = error.offset().and_then(|offset| self.position(offset));
        let stray = self.stray.hint(self.input.get(document.start..).unwrap_or_default());
        let document = self.input.get(document).unwrap_or_default().to_vec();
        Failure::Document { document, from: self.from, name, position, stray, error }
    }

    /// Line and column of an offset into XML, in characters from 1. Offsets count in UTF-8, whatever
    /// the character set of the document.
    fn position(&mut self, offset: usize) -> Option<(usize, usize)> {
        let (input, from, charset) = (self.input, self.from, self.charset);
        self.lines.get_or_insert_with(|| Lines::of(input, from, charset)).position(offset)
    }
}

/// The lines of a text, up to the last place that somebody asked for.
struct Lines<'d> {
    /// Empty if the input is no XML.
    text: Cow<'d, [u8]>,
    is_xml: bool,
    /// The last place, with its line and column.
    at: usize,
    line: usize,
    column: usize,
    /// The number of bytes that were read.
    #[cfg(test)]
    read: usize,
}

impl<'d> Lines<'d> {
    fn of(input: &'d [u8], from: Option<Syntax>, charset: Charset) -> Self {
        let is_xml = from.or_else(|| Syntax::detect(input)) == Some(Syntax::Xml);
        let text = match to_utf8_over(input, charset) {
            _ if !is_xml => Cow::Borrowed(&[][..]),
            Ok(Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
            Ok(Cow::Borrowed(text)) => Cow::Borrowed(text.as_bytes()),
            Err(_) => Cow::Borrowed(input),
        };
        Self {
            text,
            is_xml,
            at: 0,
            line: 1,
            column: 1,
            #[cfg(test)]
            read: 0,
        }
    }

    fn position(&mut self, offset: usize) -> Option<(usize, usize)> {
        if !self.is_xml {
            return None;
        }
        if offset < self.at {
            // Faults come in the order of their places, so this is rare.
            (self.at, self.line, self.column) = (0, 1, 1);
        }
        let between = str::from_utf8(self.text.get(self.at..offset)?).ok()?;
        #[cfg(test)]
        {
            self.read += between.len();
        }
        self.line += between.matches('\n').count();
        self.column = match between.rsplit_once('\n') {
            Some((_, line)) => line.chars().count() + 1,
            None => self.column + between.chars().count(),
        };
        self.at = offset;
        Some((self.line, self.column))
    }
}

/// The hint at a character set in the header of WBXML 1.0. It reads all documents that follow, so it
/// is made for the first document that may need it.
#[derive(Debug, Default)]
pub(crate) struct StrayCharset {
    is_made: bool,
}

impl StrayCharset {
    /// `rest`: the input from the start of a broken document.
    pub(crate) fn hint(&mut self, rest: &[u8]) -> Option<String> {
        // Only WBXML 1.0 begins with 0.
        if self.is_made || rest.first() != Some(&0) {
            return None;
        }
        self.is_made = true;
        stray_charset(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(input: &[u8], offset: usize) -> Option<(usize, usize)> {
        Locator::new(input, None, Charset::UNKNOWN).position(offset)
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let document = "<a>\n<\u{E9}/></a>".as_bytes();
        assert_eq!(position(document, 0), Some((1, 1)));
        assert_eq!(position(document, 4), Some((2, 1)));
        assert_eq!(position(document, 7), Some((2, 3)));
        assert_eq!(position(document, 6), None, "inside a character");
        assert_eq!(position(document, 99), None);
        let wide = b"\xFF\xFE<\0a\0>\0\n\0<\0/\0";
        assert_eq!(position(wide, 5), Some((2, 2)));
        assert_eq!(position(b"\x03\x11\x6A\x00", 1), None);
    }

    #[test]
    fn many_faults_read_each_byte_once() {
        for document in ["<a>\u{E9}</b>", "<a>\n\u{E9}</b>\n"] {
            let input = document.repeat(1000).into_bytes();
            let mut locator = Locator::new(&input, None, Charset::UNKNOWN);
            let places = (0..input.len()).step_by(document.len());
            let found: Vec<_> = places.clone().map(|at| locator.position(at).unwrap()).collect();
            let expected = places.map(|at| position(&input, at).unwrap());
            assert_eq!(found, expected.collect::<Vec<_>>());
            let read = locator.lines.unwrap().read;
            assert!(read <= input.len(), "{read} bytes of {}", input.len());
        }
    }

    #[test]
    fn a_failure_keeps_its_document_alone() {
        let input = b"\x03\x11\x6A".repeat(1000);
        let mut locator = Locator::new(&input, None, Charset::UNKNOWN);
        let error = || oma_imps::convert(b"\x03\x11\x6A", Syntax::Xml).unwrap_err();
        let kept = |failure| match failure {
            Failure::Document { document, .. } => document.len(),
            _ => 0,
        };
        let sum: usize = (0..1000).map(|at| kept(locator.failure(at * 3..at * 3 + 3, None, error()))).sum();
        assert_eq!(sum, input.len());
    }

    #[test]
    fn a_stray_character_set_is_looked_for_once() {
        let mut stray = StrayCharset::default();
        assert_eq!(stray.hint(b"\x03\x11\x6A\x00"), None);
        assert!(!stray.is_made);
        let _ = stray.hint(b"\x00\x11\x6A\x00");
        assert!(stray.is_made);
    }
}

//! Values: text of elements with a type, and leaves that take more than one step.

use super::{VENDOR, WbxmlSink};
use crate::table::{Release, unknown_value};
use imps_core::{ContentKind, DateTime, Sink as _, Tag, Word, parse_integer, tag};

impl<R: Release> WbxmlSink<'_, R> {
    /// Writes text of an element with numbers, dates or words as values, in the short form if there
    /// is one.
    pub(super) fn typed_text(&mut self, text: &str) {
        match self.kind() {
            ContentKind::Integer => match parse_integer(text) {
                Some(number) => self.write_integer(number),
                None => self.plain_text(text),
            },
            // `007` and `0x1F` are other names than 7 and 31.
            ContentKind::Identifier => match canonical_integer(text) {
                Some(number) => self.write_integer(number),
                None => self.plain_text(text),
            },
            ContentKind::DateTime => match text.trim_ascii().parse() {
                Ok(time) => self.write_date_time(time),
                Err(_) => self.plain_text(text),
            },
            kind => match Self::word_of(text, kind, self.current) {
                Some(word) => self.write_word(word),
                None => self.plain_text(text),
            },
        }
    }

    /// Finds the word that equals a text. White space around it has no meaning where only words are
    /// allowed.
    pub(super) fn word_of(text: &str, kind: ContentKind, element: Tag) -> Option<Word> {
        const MEDIA_TYPES: [Tag; 2] = [tag::ContentType, tag::AcceptedContentType];
        Word::new(text).or_else(|| {
            let word = text.trim_ascii();
            let is_free = !kind.is_trimmed() || MEDIA_TYPES.contains(&element) && !word.contains('/');
            if word.len() == text.len() || is_free { None } else { Word::new(word) }
        })
    }

    /// Writes free text, or a value token if the text is `unknown-80-NN`.
    #[inline]
    pub(super) fn plain_text(&mut self, text: &str) {
        if text.starts_with("unknown-") { self.unknown_value(text) } else { self.writer.text(text) }
    }

    /// For a text that is or may be a word or number, and inside a vendor's namespace.
    #[inline(never)]
    pub(super) fn leaf_text_elsewhere(&mut self, tag: Tag, text: &str) {
        let word = match self.kind_of(tag) {
            kind @ (ContentKind::Word | ContentKind::WordOrText) => Self::word_of(text, kind, tag),
            _ => None,
        };
        if let Some(word) = word {
            return self.leaf_word(tag, word);
        }
        self.start(tag);
        self.text(text);
        self.end(tag);
    }

    #[inline(never)]
    pub(super) fn leaf_word_elsewhere(&mut self, tag: Tag, word: Word) {
        self.start(tag);
        self.word(word);
        self.end(tag);
    }

    #[inline(never)]
    pub(super) fn leaf_integer_elsewhere(&mut self, tag: Tag, number: u32) {
        self.start(tag);
        self.integer(number);
        self.end(tag);
    }

    #[inline(never)]
    pub(super) fn leaf_date_time_elsewhere(&mut self, tag: Tag, time: DateTime) {
        self.start(tag);
        self.date_time(time);
        self.end(tag);
    }

    #[cold]
    pub(super) fn unknown_value(&mut self, text: &str) {
        let number = text.strip_prefix("unknown-80-").and_then(|digits| u32::from_str_radix(digits, 16).ok());
        // Accept only the spelling that reading produces, so that no other text becomes this token.
        match number.filter(|number| text == unknown_value(*number)) {
            Some(number) if self.table().word(number, self.current).is_none() => {
                self.writer.extension_t(0, number);
            }
            _ => self.writer.text(text),
        }
    }

    #[inline]
    pub(super) fn write_word(&mut self, word: Word) {
        match self.table().number(word, self.current) {
            Some(number) => self.writer.extension_t(0, u32::from(number)),
            None if self.pending & VENDOR != 0 => self.text_or_value(word.as_str()),
            None => self.writer.text(word.as_str()),
        }
    }

    #[inline]
    pub(super) fn text_of_kind(&mut self, text: &str) {
        match self.kind() {
            ContentKind::Identifier
            | ContentKind::Integer
            | ContentKind::DateTime
            | ContentKind::Boolean
            | ContentKind::Word
            | ContentKind::WordOrText => self.typed_text(text),
            _ => self.plain_text(text),
        }
    }

    pub(super) fn write_integer(&mut self, number: u32) {
        let bytes = number.to_be_bytes();
        self.writer.opaque(shortest(&bytes));
    }

    #[inline]
    pub(super) fn write_date_time(&mut self, time: DateTime) {
        self.writer.opaque(&time.to_bytes());
    }
}

/// Returns the number in a name, if the number alone gives the name back.
fn canonical_integer(name: &str) -> Option<u32> {
    let name = name.trim_ascii();
    let is_canonical =
        name == "0" || !name.starts_with('0') && name.bytes().all(|byte| byte.is_ascii_digit());
    if is_canonical { name.parse().ok() } else { None }
}

/// Returns a number in the fewest bytes, but one byte for zero: one faulty reader refuses an empty
/// number.
#[inline]
fn shortest(bytes: &[u8; 4]) -> &[u8] {
    match bytes {
        [0, 0, 0, last @ ..] => last,
        [0, 0, last @ ..] => last,
        [0, last @ ..] => last,
        all => all,
    }
}

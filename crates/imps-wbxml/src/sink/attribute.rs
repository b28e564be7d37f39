//! Attributes. The language has namespace declarations only; extensions may have others.

use super::WbxmlSink;
use crate::table::{Release, unknown_code};
use wbxml::table::ValuePiece;

impl<R: Release> WbxmlSink<'_, R> {
    pub(super) fn write_attribute(&mut self, name: &str, value: &str) {
        if let Some((token, rest)) = self.table().attribute_token(name, value) {
            self.writer.attribute(0, token);
            return self.write_text(rest);
        }
        match unknown_code(name) {
            Some((page, token @ 0x05..=0x7F))
                if is_of_page(token) && (page != 0 || self.table().attribute(token).is_none()) =>
            {
                self.writer.attribute(page, token);
                return self.write_value(value);
            }
            _ => {}
        }
        match self.codes.attribute_named(name, value, self.table()) {
            Some((row, rest)) => {
                self.writer.attribute(row.page, row.token);
                self.write_value(rest);
            }
            None => {
                self.writer.attribute_literal(name);
                self.write_value(value);
            }
        }
    }

    /// Writes the value, or the rest of it, of an attribute that the tables lack.
    fn write_value(&mut self, value: &str) {
        let Some(codes) = self.codes.codes() else { return self.write_text(value) };
        for piece in codes.split_value(value) {
            match piece {
                ValuePiece::Token(row) => self.writer.attribute_value(row.page, row.token),
                ValuePiece::Text(text) => self.write_text(text),
            }
        }
    }

    /// Writes text. `unknown-PAGE-TOKEN` in it becomes a value token.
    fn write_text(&mut self, text: &str) {
        const LENGTH: usize = "unknown-00-85".len();
        let mut rest = text;
        let mut from = 0;
        while let Some(at) =
            rest.get(from..).and_then(|tail| tail.find("unknown-")).map(|at| at.saturating_add(from))
        {
            let end = at.saturating_add(LENGTH);
            match rest.get(at..end).and_then(unknown_code) {
                Some((page, token @ 0x85..)) if is_of_page(token) => {
                    self.writer.text(rest.get(..at).unwrap_or_default());
                    self.writer.attribute_value(page, token);
                    rest = rest.get(end..).unwrap_or_default();
                    from = 0;
                }
                _ => from = at.saturating_add(1),
            }
        }
        self.writer.text(rest);
    }
}

/// Returns whether a token belongs to the code page, not to WBXML itself.
const fn is_of_page(token: u8) -> bool {
    token & 0x3F >= 0x05
}

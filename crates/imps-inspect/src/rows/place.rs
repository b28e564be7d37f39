//! Lines and columns.

/// Turns offsets that rise into lines and columns, both from 1; columns count characters.
#[derive(Debug)]
pub(super) struct Places {
    offset: usize,
    line: usize,
    column: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self { offset: 0, line: 1, column: 1 }
    }
}

impl Places {
    /// The line and column of an offset in the text, which is the same text at every call.
    pub(super) fn at(&mut self, text: &str, offset: usize) -> (usize, usize) {
        for character in text.get(self.offset..offset).unwrap_or_default().chars() {
            if character == '\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        self.offset = self.offset.max(offset);
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let mut places = Places::default();
        let text = "\u{E9}a\n\u{E9}b";
        assert_eq!(places.at(text, 0), (1, 1));
        assert_eq!(places.at(text, 2), (1, 2));
        assert_eq!(places.at(text, 4), (2, 1));
        assert_eq!(places.at(text, 6), (2, 2));
    }
}

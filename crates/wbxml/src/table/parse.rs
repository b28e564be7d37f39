//! Tables as text.

use alloc::collections::BTreeMap;

use super::rows::Rows;
use super::{AttributeRow, CodeSpace, ExtensionRow, PublicIdRow, TagRow, ValueRow};
use crate::{Error, ErrorKind, global};

impl<'a> CodeSpace<'a> {
    /// Parses a table file.
    ///
    /// There is one row per line. Fields are separated by single TABs. Empty lines and lines that
    /// start with `#` are ignored. The first field is the kind of the row:
    ///
    /// | row | fields |
    /// | --- | --- |
    /// | `public-id` | number, formal public identifier |
    /// | `tag` | page, token, name |
    /// | `attribute` | page, token, name, start of the value (may be left out) |
    /// | `value` | page, token, text |
    /// | `extension` | extension (0 to 2), number, text |
    ///
    /// A number that begins with `0x` is hexadecimal. Without `0x`, a page is decimal, and every
    /// other number is hexadecimal: so the documents of most languages write them.
    ///
    /// A second row for the same token or number is an error, and so are blanks in place of TABs.
    ///
    /// ```
    /// let table = wbxml::table::CodeSpace::parse("# Notes\ntag\t0\t05\tnotes\nattribute\t0\t06\thref\thttp://\n")?;
    /// assert_eq!(table.tags[0].name, "notes");
    /// assert_eq!(table.attributes[0].prefix, "http://");
    /// # Ok::<(), wbxml::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`TableLine`](crate::ErrorKind::TableLine) if a line is not a row,
    /// [`TableRowTwice`](crate::ErrorKind::TableRowTwice) if its token or number has a row already.
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        let (mut rows, mut lines) = (Rows::default(), BTreeMap::new());
        let mut offset = 0_usize;
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let row = line.strip_suffix('\n').unwrap_or(line);
            let row = row.strip_suffix('\r').unwrap_or(row);
            if !row.is_empty() && !row.starts_with('#') {
                let key = rows
                    .add(row)
                    .map_err(|problem| Error::new(ErrorKind::TableLine { line: number, problem }, offset))?;
                if let Some(first) = lines.insert(key, number) {
                    return Err(Error::new(ErrorKind::TableRowTwice { line: number, first }, offset));
                }
            }
            offset = offset.saturating_add(line.len());
        }
        Ok(Self {
            public_ids: rows.public_ids.into(),
            tags: rows.tags.into(),
            attributes: rows.attributes.into(),
            values: rows.values.into(),
            extensions: rows.extensions.into(),
        })
    }
}

/// The kind of a row, its page or extension, and its token or number: unique in a table.
type Key = (Kind, u8, u32);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    PublicId,
    Tag,
    Attribute,
    Value,
    Extension,
}

impl<'a> Rows<'a> {
    fn add(&mut self, line: &'a str) -> Result<Key, &'static str> {
        let mut fields = Fields(line.split('\t'));
        let key = match fields.word()? {
            "public-id" => {
                let (number, name) = (fields.code()?, fields.text()?);
                self.public_ids.push(PublicIdRow { number, name });
                (Kind::PublicId, 0, number)
            }
            "tag" => {
                let (page, token) = (fields.page()?, fields.token()?);
                in_range(matches!(token, global::FIRST..=global::IDENTITY))?;
                self.tags.push(TagRow { page, token, name: fields.word()? });
                (Kind::Tag, page, token.into())
            }
            "attribute" => {
                let (page, token) = (fields.page()?, fields.token()?);
                in_range(global::is_paged(token) && token & global::VALUE == 0)?;
                let (name, prefix) = (fields.word()?, fields.0.next().unwrap_or_default());
                self.attributes.push(AttributeRow { page, token, name, prefix });
                (Kind::Attribute, page, token.into())
            }
            "value" => {
                let (page, token) = (fields.page()?, fields.token()?);
                in_range(global::is_paged(token) && token & global::VALUE != 0)?;
                self.values.push(ValueRow { page, token, text: fields.text()? });
                (Kind::Value, page, token.into())
            }
            "extension" => {
                let extension = fields.token()?;
                in_range(extension <= 2)?;
                let (value, text) = (fields.code()?, fields.text()?);
                self.extensions.push(ExtensionRow { extension, value, text });
                (Kind::Extension, extension, value)
            }
            _ => return Err("unknown kind of row"),
        };
        fields.0.next().map_or(Ok(key), |_| Err("too many fields"))
    }
}

fn in_range(is_in_range: bool) -> Result<(), &'static str> {
    if is_in_range { Ok(()) } else { Err("token out of range") }
}

struct Fields<'a>(core::str::Split<'a, char>);

impl<'a> Fields<'a> {
    fn text(&mut self) -> Result<&'a str, &'static str> {
        match self.0.next() {
            None => Err("too few fields"),
            Some("") => Err("empty field"),
            Some(text) => Ok(text),
        }
    }

    /// A field in which a blank can only be in the place of a TAB.
    fn word(&mut self) -> Result<&'a str, &'static str> {
        let text = self.text()?;
        if text.contains(' ') { Err("a blank in place of a tab") } else { Ok(text) }
    }

    /// A page: decimal, or hexadecimal with `0x`.
    fn page(&mut self) -> Result<u8, &'static str> {
        let text = self.word()?;
        let problem = "not a page: write a decimal number, or 0x and a hexadecimal one";
        let page = match hexadecimal(text) {
            Some(digits) => number(digits, 16),
            None => number(text, 10),
        };
        u8::try_from(page.ok_or(problem)?).map_err(|_| "page above 255")
    }

    /// A code: hexadecimal, with or without `0x`.
    fn code(&mut self) -> Result<u32, &'static str> {
        let text = self.word()?;
        number(hexadecimal(text).unwrap_or(text), 16).ok_or("not a hexadecimal number")
    }

    fn token(&mut self) -> Result<u8, &'static str> {
        u8::try_from(self.code()?).map_err(|_| "number above FF")
    }
}

/// The digits behind `0x`.
fn hexadecimal(text: &str) -> Option<&str> {
    text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))
}

fn number(digits: &str, radix: u32) -> Option<u32> {
    u32::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'))
}

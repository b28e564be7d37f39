//! Tables as text.

use super::rows::Rows;
use super::{AttributeRow, CodeSpace, ExtensionRow, PublicIdRow, TagRow, ValueRow};
use crate::{Error, ErrorKind, global};

impl<'a> CodeSpace<'a> {
    /// Parses a table file.
    ///
    /// There is one row per line. Fields are separated by single TABs. Numbers are hexadecimal.
    /// Empty lines and lines that start with `#` are ignored. The first field is the kind of the
    /// row:
    ///
    /// | row | fields |
    /// | --- | --- |
    /// | `public-id` | number, formal public identifier |
    /// | `tag` | page, token, name |
    /// | `attribute` | page, token, name, start of the value (may be left out) |
    /// | `value` | page, token, text |
    /// | `extension` | extension (0 to 2), number, text |
    ///
    /// ```
    /// let table = wbxml::table::CodeSpace::parse("# Notes\ntag\t0\t05\tnotes\nattribute\t0\t06\thref\thttp://\n")?;
    /// assert_eq!(table.tags[0].name, "notes");
    /// assert_eq!(table.attributes[0].prefix, "http://");
    /// # Ok::<(), wbxml::Error>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, Error> {
        let mut rows = Rows::default();
        let mut offset = 0_usize;
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let row = line.strip_suffix('\n').unwrap_or(line);
            let row = row.strip_suffix('\r').unwrap_or(row);
            if !row.is_empty() && !row.starts_with('#') {
                rows.add(row)
                    .map_err(|problem| Error::new(ErrorKind::TableLine { line: number, problem }, offset))?;
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

impl<'a> Rows<'a> {
    fn add(&mut self, line: &'a str) -> Result<(), &'static str> {
        let mut fields = Fields(line.split('\t'));
        match fields.text()? {
            "public-id" => {
                let (number, name) = (fields.number()?, fields.text()?);
                self.public_ids.push(PublicIdRow { number, name });
            }
            "tag" => {
                let (page, token) = (fields.byte()?, fields.byte()?);
                in_range(matches!(token, global::FIRST..=global::IDENTITY))?;
                self.tags.push(TagRow { page, token, name: fields.text()? });
            }
            "attribute" => {
                let (page, token) = (fields.byte()?, fields.byte()?);
                in_range(global::is_paged(token) && token & global::VALUE == 0)?;
                let (name, prefix) = (fields.text()?, fields.0.next().unwrap_or_default());
                self.attributes.push(AttributeRow { page, token, name, prefix });
            }
            "value" => {
                let (page, token) = (fields.byte()?, fields.byte()?);
                in_range(global::is_paged(token) && token & global::VALUE != 0)?;
                self.values.push(ValueRow { page, token, text: fields.text()? });
            }
            "extension" => {
                let extension = fields.byte()?;
                in_range(extension <= 2)?;
                let (value, text) = (fields.number()?, fields.text()?);
                self.extensions.push(ExtensionRow { extension, value, text });
            }
            _ => return Err("unknown kind of row"),
        }
        fields.0.next().map_or(Ok(()), |_| Err("too many fields"))
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

    fn number(&mut self) -> Result<u32, &'static str> {
        let text = self.text()?;
        match u32::from_str_radix(text, 16) {
            Ok(number) if !text.starts_with('+') => Ok(number),
            _ => Err("not a hexadecimal number"),
        }
    }

    fn byte(&mut self) -> Result<u8, &'static str> {
        u8::try_from(self.number()?).map_err(|_| "number above FF")
    }
}

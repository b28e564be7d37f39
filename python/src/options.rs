//! Options, which arrive as plain strings.

use crate::fault::Fault;
use oma_imps::charset::Charset;
use oma_imps::wbxml::Codes;
use oma_imps::{Error, Input, ReadOptions, Syntax, UnknownContent, Version, WriteOptions};
use pyo3::FromPyObject;

/// How to read a document, as Python states it: `from_`, `csp_version`, `charset`, `strict`, `table`.
#[derive(FromPyObject)]
pub(crate) struct RawReading(Option<String>, Option<String>, Option<String>, bool, Option<String>);

/// How to write a document, as Python states it: `compact`, `string_table`, `transaction_id`.
#[derive(FromPyObject)]
pub(crate) struct RawWriting(bool, bool, Option<u16>);

/// How to read a document.
pub(crate) struct Reading<'r> {
    pub(crate) from: Option<Syntax>,
    pub(crate) charset: Charset,
    pub(crate) options: ReadOptions,
    /// The tokens of a vendor, or of another language.
    pub(crate) table: Option<Codes<'r>>,
}

impl RawReading {
    pub(crate) fn parsed(&self) -> Result<Reading<'_>, Fault> {
        let Self(from, version, charset, strict, table) = self;
        let mut options = ReadOptions::default().with_strict(*strict);
        options.version = version.as_deref().map(|name| version_of(name, "csp_version")).transpose()?;
        let from = from.as_deref().map(|name| syntax_of(name, "from_")).transpose()?;
        let charset = charset.as_deref().map(charset_of).transpose()?.unwrap_or(Charset::UNKNOWN);
        let codes = table.as_deref().map(|text| {
            Codes::parse(text).map_err(|error| Fault::Option(format!("table: {}", error.kind())))
        });
        Ok(Reading { from, charset, options, table: codes.transpose()? })
    }
}

impl<'r> Reading<'r> {
    /// Opens a document.
    pub(crate) fn input<'a>(&'a self, document: &'a [u8]) -> Result<Input<'a>, Error>
    where
        'r: 'a,
    {
        let input = match self.from.or_else(|| Syntax::detect(document)) {
            Some(from) => Input::in_charset(document, from, self.charset)?,
            None => Input::new(document)?,
        };
        let input = input.with_options(self.options);
        Ok(match &self.table {
            Some(codes) => input.with_wbxml_codes(codes),
            None => input,
        })
    }
}

impl RawWriting {
    pub(crate) fn parsed(&self) -> WriteOptions {
        let Self(compact, string_table, transaction_id) = *self;
        let mut options = WriteOptions::default();
        options.xml.indent = (!compact).then_some(2);
        options.json.indent = options.xml.indent;
        options.wbxml.string_table = string_table;
        options.pts.transaction_id = transaction_id;
        options
    }
}

/// The syntax to write: the stated one, else the other one.
pub(crate) fn target(to: Option<Syntax>, input: &Input<'_>) -> Syntax {
    to.unwrap_or_else(|| input.other_syntax())
}

pub(crate) fn syntax_of(name: &str, option: &str) -> Result<Syntax, Fault> {
    name.parse().map_err(|_| unknown(option, name, "wbxml, xml, pts or json"))
}

pub(crate) fn version_of(name: &str, option: &str) -> Result<Version, Fault> {
    name.parse().map_err(|_| unknown(option, name, "1.1, 1.2 or 1.3"))
}

pub(crate) fn unknown_content(name: &str) -> Result<UnknownContent, Fault> {
    match name {
        "keep" => Ok(UnknownContent::Keep),
        "skip" => Ok(UnknownContent::Skip),
        "refuse" => Ok(UnknownContent::Refuse),
        _ => Err(unknown("unknown", name, "keep, skip or refuse")),
    }
}

/// The error for an option with an unknown value.
pub(crate) fn unknown(option: &str, found: &str, expected: &str) -> Fault {
    let found: String = found.chars().take(40).collect();
    Fault::Option(format!("{option} is {found:?}, expected {expected}"))
}

fn charset_of(name: &str) -> Result<Charset, Fault> {
    let expected = "a name such as utf-8, or a number of the IANA registry";
    let charset: Charset = name.parse().map_err(|_| unknown("charset", name, expected))?;
    if charset.is_readable() {
        Ok(charset)
    } else {
        Err(unknown("charset", name, "a character set that can be read"))
    }
}

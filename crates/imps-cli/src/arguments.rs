//! The arguments that commands share: how to read documents.

use crate::exit::Usage;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};
use oma_imps::charset::{Charset, UnknownCharset};
use oma_imps::csp::Message;
use oma_imps::imps_core::Element as _;
use oma_imps::pts::Codes;
use oma_imps::{Limits, ReadOptions, Syntax, Version, wbxml};
use std::path::{Path, PathBuf};

/// Facts about documents that the user states.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Stated {
    /// The syntax of the input
    #[arg(long, value_enum, value_name = "SYNTAX", default_value_t = InputSyntax::Auto)]
    from: InputSyntax,

    /// Reads every document as this version of the protocol, whatever version the document states
    ///
    /// Without this, the namespace of the root element tells the version, else the public identifier, else it is 1.2.
    #[arg(long, value_name = "VERSION", value_parser = versions())]
    pub(crate) csp_version: Option<Version>,

    /// The character set of every document, whatever the document states: a name such as gb2312, or a number of the IANA registry
    ///
    /// Without this, a byte order mark tells the set, else the charset of an HTTP head, else the document itself, else it is
    /// UTF-8. Only a byte order mark wins over this.
    #[arg(long, value_name = "NAME", value_parser = charset)]
    pub(crate) charset: Option<Charset>,

    #[command(flatten)]
    pts: PtsTable,
}

impl Stated {
    /// The stated syntax of all documents.
    pub(crate) fn from(&self) -> Option<Syntax> {
        self.from.syntax()
    }

    /// The codes of the plain-text syntax.
    pub(crate) fn codes(&self) -> Result<&'static Codes, Usage> {
        self.pts.codes()
    }
}

/// Further codes of the plain-text syntax.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct PtsTable {
    /// A table with further codes of the plain-text syntax
    ///
    /// The built-in table has only a part of the codes. With the standard at hand you can complete them: one row a line, such as
    /// "message XX VerifyID-Request request"; the documentation of imps-pts explains the rows.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pts_table: Option<PathBuf>,
}

impl PtsTable {
    /// The codes of the plain-text syntax.
    pub(crate) fn codes(&self) -> Result<&'static Codes, Usage> {
        pts_codes(self.pts_table.as_deref())
    }
}

/// How to read documents: the same for every command that reads some.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    #[command(flatten)]
    stated: Stated,

    /// Refuses what known faulty writers produce, and names the rule that is broken
    ///
    /// Without this, such documents are read as they were meant.
    #[arg(long)]
    strict: bool,

    /// A table with the tokens of a vendor in binary XML
    ///
    /// The tables of the standard come first. One row a line, fields separated by tabs: tag, page, token, name. Pages are decimal,
    /// tokens hexadecimal; 0x says so anywhere. The documentation of wbxml explains all rows.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    table: Option<PathBuf>,
}

impl Reading {
    /// The syntax of a document, if it can be detected.
    pub(crate) fn syntax_of(&self, document: &[u8]) -> Option<Syntax> {
        self.from().or_else(|| Syntax::detect(document))
    }

    /// The stated syntax of all documents.
    pub(crate) fn from(&self) -> Option<Syntax> {
        self.stated.from()
    }

    /// The stated character set of all documents, else the set that a wrapping states.
    pub(crate) fn charset(&self, told: Charset) -> Charset {
        self.stated.charset.unwrap_or(told)
    }

    /// The codes of the plain-text syntax.
    pub(crate) fn codes(&self) -> Result<&'static Codes, Usage> {
        self.stated.codes()
    }

    /// The tokens of a vendor in binary XML.
    pub(crate) fn vendor(&self) -> Result<Option<&'static wbxml::Codes<'static>>, Usage> {
        Ok(tables(self.table.as_slice())?.first())
    }

    pub(crate) fn options(&self) -> ReadOptions {
        read_options(self.stated.csp_version).with_strict(self.strict)
    }
}

/// The options for reading. A user who names a file knows its size, so the limits concern only
/// content that a small file could multiply.
pub(crate) fn read_options(version: Option<Version>) -> ReadOptions {
    let all = usize::MAX;
    let limits = Limits::default()
        .with_document_bytes(all)
        .with_elements(all)
        .with_attributes(all)
        .with_text_bytes(all)
        .with_list_items(all);
    let mut options = ReadOptions::default().with_limits(limits);
    options.version = version;
    options
}

/// The codes of the plain-text syntax, with the codes of a file. The command needs them until it
/// ends, so leaking them costs nothing.
fn pts_codes(file: Option<&Path>) -> Result<&'static Codes, Usage> {
    let Some(path) = file else { return Ok(Codes::standard()) };
    let problem = |what: &dyn std::fmt::Display| Usage(format!("{}: {what}", path.display()));
    let table = std::fs::read_to_string(path).map_err(|error| problem(&error))?;
    let mut codes = Codes::standard().clone();
    codes.extend(&table, Message::SCHEMA).map_err(|error| problem(&error))?;
    Ok(Box::leak(Box::new(codes)))
}

/// The code spaces of files. The command needs them until it ends, so leaking them costs nothing.
pub(crate) fn tables(files: &[PathBuf]) -> Result<&'static [wbxml::Codes<'static>], Usage> {
    let parsed = |path: &PathBuf| {
        let problem = |what: &dyn std::fmt::Display| Usage(format!("{}: {what}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| problem(&error))?;
        wbxml::Codes::parse(text.leak()).map_err(|error| problem(error.kind()))
    };
    Ok(files.iter().map(parsed).collect::<Result<Vec<_>, _>>()?.leak())
}

/// The stated syntax of a document.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum InputSyntax {
    /// Detected for each input
    Auto,
    /// Binary XML
    Wbxml,
    /// XML
    Xml,
    /// The plain-text syntax, one message per line
    Pts,
    /// The JSON view of a document
    Json,
}

impl InputSyntax {
    /// The syntax, if one is stated.
    pub(crate) fn syntax(self) -> Option<Syntax> {
        match self {
            Self::Auto => None,
            Self::Wbxml => Some(Syntax::Wbxml),
            Self::Xml => Some(Syntax::Xml),
            Self::Pts => Some(Syntax::Pts),
            Self::Json => Some(Syntax::Json),
        }
    }
}

/// A character set by its name or number, if it can be read.
pub(crate) fn charset(text: &str) -> Result<Charset, String> {
    let charset: Charset = text.parse().map_err(|error: UnknownCharset| error.to_string())?;
    if charset.is_readable() {
        Ok(charset)
    } else {
        Err(format!("the character set {charset} cannot be read"))
    }
}

/// A version by its number.
pub(crate) fn versions() -> impl TypedValueParser<Value = Version> {
    let values = Version::ALL.map(|version| {
        let help = match version {
            Version::V1_1 => "Wireless Village 1.1",
            Version::V1_2 => "OMA IMPS 1.2",
            Version::V1_3 => "OMA IMPS 1.3",
        };
        PossibleValue::new(version.as_str()).help(help)
    });
    PossibleValuesParser::new(values).try_map(|version| version.parse::<Version>())
}

/// A syntax by its name.
pub(crate) fn syntaxes() -> impl TypedValueParser<Value = Syntax> {
    let values = InputSyntax::value_variants().iter().filter(|syntax| syntax.syntax().is_some());
    PossibleValuesParser::new(values.filter_map(ValueEnum::to_possible_value))
        .try_map(|syntax| syntax.parse::<Syntax>())
}

//! Rows of the body, token by token.

use super::super::meaning;
use super::super::nested::LEVELS;
use super::super::path::{DEEPEST, Path};
use super::super::pending::Pending;
use super::super::row::{Row, RowKind};
use super::fault;
use super::inner::{Inner, Place};
use super::names::{Names, code};
use crate::options::InspectOptions;
use crate::wrapping::is_certain_wbxml;
use oma_imps::DateTime;
use oma_imps::charset::{Charset, DecodeError, appearance};
use oma_imps::imps_core::{CSP, ContentKind as Holds, Quote, Tag};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};
use wbxml::{ErrorKind, Limits, MbU32, StringTable, Token, Tokens, global};

/// A body being shown.
pub(super) struct Body<'d> {
    document: &'d [u8],
    names: Names<'d>,
    tokens: Tokens<'d>,
    strings: StringTable<'d>,
    path: Path,
    tag_page: u8,
    attribute_page: u8,
    list: Option<List>,
    /// The value of the current attribute, as far as it was shown.
    attribute: String,
    /// A document in opaque data, while its rows are made.
    inner: Option<Inner<'d>>,
    options: InspectOptions<'d>,
    /// The number of documents around this one.
    level: usize,
    /// The number of bytes that the string table may still give: a few bytes of input can request a
    /// huge amount of text.
    table_budget: usize,
}

/// The maximum length of an attribute value that is shown again with each further piece.
const LONGEST_VALUE: usize = 1000;

/// The owner of the current attribute list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Element { has_content: bool },
    Instruction,
}

/// The part of a row that depends on the token alone. The rest follows from its place.
struct RowContent<'d> {
    kind: RowKind,
    token: Cow<'d, str>,
    code: Option<String>,
    meaning: Cow<'d, str>,
}

impl<'d> RowContent<'d> {
    fn new(kind: RowKind, token: impl Into<Cow<'d, str>>, meaning: impl Into<Cow<'d, str>>) -> Self {
        Self { kind, token: token.into(), code: None, meaning: meaning.into() }
    }

    fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }
}

impl<'d> Body<'d> {
    /// `None` when the header cannot be read, which was shown already.
    pub(super) fn new(
        document: &'d [u8],
        names: Names<'d>,
        options: &InspectOptions<'d>,
        level: usize,
    ) -> Option<Self> {
        let charset = options.charset;
        let (header, tokens) = Tokens::with_transport_charset(document, charset).ok()?;
        Some(Self {
            document,
            names,
            tokens,
            strings: header.string_table(charset),
            path: Path::default(),
            tag_page: 0,
            attribute_page: 0,
            list: None,
            attribute: String::new(),
            inner: None,
            options: *options,
            level,
            table_budget: Limits::default().string_table_budget(document.len()),
        })
    }

    /// Makes the rows of the next token.
    pub(super) fn step(&mut self, out: &mut Pending<'d>) -> ControlFlow<()> {
        if let Some(inner) = &mut self.inner {
            if inner.step(out).is_break() {
                self.inner = None;
            }
            return ControlFlow::Continue(());
        }
        let start = self.tokens.offset();
        match self.tokens.next() {
            Some(Ok(Token::Tag(_) | Token::LiteralTag(..))) if self.path.is_full() => {
                self.too_deep(start, out);
            }
            Some(Ok(token)) => {
                self.token(start..self.tokens.offset(), token, out);
                return ControlFlow::Continue(());
            }
            Some(Err(error)) => fault(self.document, start, self.depth(), self.path.as_str(), &error, out),
            None if self.tokens.is_complete() => {}
            None => self.cut(start, out),
        }
        ControlFlow::Break(())
    }

    /// The depth of content. Content of an attribute is inside the attribute.
    fn depth(&self) -> usize {
        self.list_depth().saturating_add(usize::from(self.list.is_some()))
    }

    /// The depth of attributes.
    fn list_depth(&self) -> usize {
        self.path.depth().saturating_add(usize::from(self.list == Some(List::Instruction)))
    }

    fn token(&mut self, range: Range<usize>, token: Token<'d>, out: &mut Pending<'d>) {
        match token {
            Token::Tag(byte) => {
                let element = self.names.element(self.tag_page, byte & 0x3F);
                let code = code(self.tag_page, byte & 0x3F);
                self.start(range, byte, &element.name, element.tag, code, &element.problem, out);
            }
            Token::LiteralTag(byte, offset) => {
                let (name, code) = (self.string(offset), "literal");
                match name {
                    Ok(name) => {
                        let problem = from_table(offset);
                        let tag = self.names.tag_named(&name);
                        self.start(range, byte, &name, tag, code.into(), &problem, out);
                    }
                    Err(problem) => {
                        self.fault(range, "literal tag", problem, out);
                        self.open(byte, "unknown", None);
                    }
                }
            }
            Token::End => self.end(range, out),
            Token::Pi => {
                let row = RowContent::new(RowKind::Instruction, "processing instruction", "");
                self.emit(range, self.depth(), row, out);
                self.list = Some(List::Instruction);
            }
            Token::AttributeStart(token) => self.attribute_start(range, token, out),
            Token::LiteralAttribute(offset) => match self.string(offset) {
                Ok(name) => {
                    self.attribute.clear();
                    let row = RowContent::new(RowKind::Attribute, format!("@{name}"), from_table(offset));
                    self.emit(range, self.list_depth(), row.with_code("literal"), out);
                }
                Err(problem) => self.fault(range, "literal attribute", problem, out),
            },
            Token::Opaque { bytes, .. } if self.is_document(bytes) => self.open_document(range, bytes, out),
            _ => match self.content(token) {
                Ok(row) => self.emit(range, self.depth(), row, out),
                Err((token, problem)) => self.fault(range, token, problem, out),
            },
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an element has that many facts")]
    fn start(
        &mut self,
        range: Range<usize>,
        byte: u8,
        name: &str,
        tag: Option<Tag>,
        code: String,
        problem: &str,
        out: &mut Pending<'d>,
    ) {
        let depth = self.depth();
        self.open(byte, name, tag);
        let empty = if byte & global::HAS_CONTENT == 0 { "no content" } else { "" };
        let meaning: Vec<_> = [problem, empty].into_iter().filter(|part| !part.is_empty()).collect();
        let row = RowContent::new(RowKind::Element, format!("<{name}>"), meaning.join(", ")).with_code(code);
        let end = range.end;
        self.emit(range, depth, row, out);
        if depth == 0
            && let Some(problem) = self.names.root_problem(name, tag)
        {
            self.emit(end..end, depth, RowContent::new(RowKind::Fault, "fault", problem), out);
        }
        if byte & (global::HAS_CONTENT | global::HAS_ATTRIBUTES) == 0 {
            self.path.pop();
        }
    }

    fn open(&mut self, byte: u8, name: &str, tag: Option<Tag>) {
        self.path.push(name, tag);
        if byte & global::HAS_ATTRIBUTES != 0 {
            self.list = Some(List::Element { has_content: byte & global::HAS_CONTENT != 0 });
        }
    }

    fn end(&mut self, range: Range<usize>, out: &mut Pending<'d>) {
        let list = self.list.take();
        let (token, depth) = match list {
            Some(List::Instruction) => ("end of the instruction".into(), self.path.depth()),
            Some(List::Element { .. }) => ("end of attributes".into(), self.path.depth()),
            None => (format!("</{}>", self.path.name()), self.path.depth().saturating_sub(1)),
        };
        self.emit(range, depth, RowContent::new(RowKind::End, token, ""), out);
        if matches!(list, None | Some(List::Element { has_content: false })) {
            self.path.pop();
        }
    }

    fn attribute_start(&mut self, range: Range<usize>, token: u8, out: &mut Pending<'d>) {
        self.attribute.clear();
        let page = self.attribute_page;
        let (token, meaning): (_, Cow<'_, str>) = match self.names.attribute(page, token) {
            Some(row) => {
                self.attribute.push_str(row.prefix);
                let rest =
                    if row.prefix.is_empty() { String::new() } else { format!("{:?} ...", row.prefix) };
                ((format!("@{}", row.name), code(page, token)), rest.into())
            }
            None => {
                let (name, problem) = self.names.unknown_attribute(page, token);
                ((format!("@{name}"), code(page, token)), problem.into())
            }
        };
        let row =
            RowContent { kind: RowKind::Attribute, token: token.0.into(), code: Some(token.1), meaning };
        self.emit(range, self.list_depth(), row, out);
    }

    /// Text, values and the like; else the kind of the token and its fault.
    fn content(&mut self, token: Token<'d>) -> Result<RowContent<'d>, (&'static str, String)> {
        Ok(match token {
            Token::SwitchPage(page) => self.switch(page),
            Token::StrI(bytes) => {
                let text = self.decode(bytes)?;
                let meaning = self.text(&text);
                RowContent::new(RowKind::Text, format!("{text:?}"), meaning)
            }
            Token::StrT(offset) => {
                let text = self.string(offset).map_err(|fault| ("text", fault))?;
                let meaning = [self.text(&text), from_table(offset)];
                let meaning = meaning.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
                RowContent::new(RowKind::Text, format!("{text:?}"), meaning.join(", "))
            }
            Token::Entity(number) => {
                let number = number.value();
                let character = char::from_u32(number)
                    .ok_or_else(|| ("entity", ErrorKind::InvalidEntity(number).to_string()))?;
                self.attribute.push(character);
                RowContent::new(RowKind::Text, format!("{character:?}"), format!("character U+{number:04X}"))
            }
            Token::Opaque { bytes, .. } => self.opaque(bytes)?,
            Token::ExtT(0, number) => self.value(number.value()),
            Token::AttributeValue(token) => {
                let code = code(self.attribute_page, token);
                match self.names.attribute_value(self.attribute_page, token) {
                    Some(text) => {
                        let meaning = self.text(text);
                        RowContent::new(RowKind::Value, format!("value {text:?}"), meaning)
                    }
                    None => RowContent::new(RowKind::Value, format!("value {code}"), ""),
                }
                .with_code(code)
            }
            Token::ExtT(extension, number) => {
                let number = number.value();
                match self.names.extension(extension, number) {
                    Some(text) => {
                        RowContent::new(RowKind::Value, format!("extension {extension}: {text:?}"), "")
                            .with_code(format!("{number:02X}"))
                    }
                    None => RowContent::new(
                        RowKind::Value,
                        format!("extension {extension}: {number}"),
                        self.foreign(),
                    ),
                }
            }
            Token::ExtI(extension, bytes) => {
                let text = self.decode(bytes)?;
                RowContent::new(RowKind::Value, format!("extension {extension}: {text:?}"), self.foreign())
            }
            Token::Ext(extension) => {
                RowContent::new(RowKind::Value, format!("extension {extension}"), self.foreign())
            }
            Token::Trailing(_) => {
                RowContent::new(RowKind::Trailing, "behind the document", "readers pass over this")
            }
            _ => RowContent::new(RowKind::Value, "unknown", ""),
        })
    }

    /// The text of an inline string; else its likely character set, and the text in that set.
    fn decode(&self, bytes: &'d [u8]) -> Result<Cow<'d, str>, (&'static str, String)> {
        self.strings.charset().decode(bytes).map_err(|fault| {
            let problem = match fault {
                DecodeError::Invalid { charset, .. } => misfit(charset, bytes),
                other => other.to_string(),
            };
            ("text", problem)
        })
    }

    fn switch(&mut self, page: u8) -> RowContent<'d> {
        let what = if self.list.is_some() {
            self.attribute_page = page;
            "attributes"
        } else {
            self.tag_page = page;
            "tags"
        };
        RowContent::new(RowKind::Page, format!("page {page:02X}"), format!("{what} from here on"))
    }

    /// The meaning of text at its place.
    fn text(&mut self, text: &str) -> String {
        if self.list.is_some() {
            let begun = !self.attribute.is_empty();
            if self.attribute.len().saturating_add(text.len()) > LONGEST_VALUE {
                return String::new();
            }
            self.attribute.push_str(text);
            return if begun { format!("{:?}", self.attribute) } else { String::new() };
        }
        meaning::of_text(self.path.tag(), text, self.names.version())
    }

    /// A value by its number.
    fn value(&mut self, number: u32) -> RowContent<'d> {
        let code = format!("{number:02X}");
        match self.names.word(number, self.path.tag()) {
            Ok(word) => {
                self.attribute.push_str(word);
                let meaning = meaning::of_text(self.path.tag(), word, self.names.version());
                RowContent::new(RowKind::Value, format!("value {word}"), meaning).with_code(code)
            }
            Err(problem) if problem.is_empty() => {
                RowContent::new(RowKind::Value, format!("extension 0: {number}"), "")
            }
            Err(problem) => {
                RowContent::new(RowKind::Value, format!("value unknown-80-{code}"), problem).with_code(code)
            }
        }
    }

    /// The kind of content that the innermost element holds; `None` in an attribute.
    fn holds(&self) -> Option<Holds> {
        self.path.tag().filter(|_| self.list.is_none()).map(|tag| CSP.kind(tag))
    }

    fn opaque(&self, bytes: &'d [u8]) -> Result<RowContent<'d>, (&'static str, String)> {
        match (self.holds(), bytes) {
            (Some(Holds::Integer), _) => {
                let significant = bytes.iter().skip_while(|byte| **byte == 0);
                if significant.clone().count() > 4 {
                    return Err(("integer", "a number has at most four bytes".into()));
                }
                let number = significant.fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
                let text = number.to_string();
                let meaning = meaning::of_text(self.path.tag(), &text, self.names.version());
                Ok(RowContent::new(RowKind::Value, format!("integer {number}"), meaning))
            }
            (Some(Holds::DateTime), _) if !bytes.is_ascii() || bytes.len() <= 6 => {
                let time = <[u8; 6]>::try_from(bytes).ok().and_then(DateTime::from_bytes);
                let time = time.ok_or_else(|| ("date and time", "a date and time has six bytes".into()))?;
                Ok(RowContent::new(RowKind::Value, format!("time {time}"), meaning::date_time(time)))
            }
            (_, []) => Ok(RowContent::new(RowKind::Value, "opaque", "empty")),
            _ => Ok(match str::from_utf8(bytes) {
                Ok(text) if self.names.version().is_some() || is_plain(text) => {
                    RowContent::new(RowKind::Value, format!("opaque {text:?}"), "")
                }
                _ => RowContent::new(RowKind::Value, format!("opaque, {} bytes", bytes.len()), ""),
            }),
        }
    }

    /// Whether opaque data is certainly a document, and no number or time.
    fn is_document(&self, bytes: &[u8]) -> bool {
        !matches!(self.holds(), Some(Holds::Integer | Holds::DateTime))
            && self.level < LEVELS
            && is_certain_wbxml(bytes)
    }

    /// Makes the row of the start of opaque data. The rows of the document inside follow.
    fn open_document(&mut self, range: Range<usize>, bytes: &'d [u8], out: &mut Pending<'d>) {
        let start = range.end.saturating_sub(bytes.len());
        let depth = self.depth();
        let place = Place { start, depth: depth.saturating_add(1), path: self.path.as_str().to_owned() };
        let (inner, language) = Inner::new(bytes, place, &self.options, self.level.saturating_add(1));
        let token = format!("opaque, {} bytes", bytes.len());
        let row = RowContent::new(RowKind::Value, token, format!("a document: {language}"));
        self.emit(range.start..start, depth, row, out);
        self.inner = Some(inner);
    }

    /// The remark on an extension without a meaning in the protocol.
    fn foreign(&self) -> &'static str {
        if self.names.version().is_some() { "without meaning in this protocol" } else { "" }
    }

    fn string(&mut self, offset: MbU32) -> Result<Cow<'d, str>, String> {
        let limit = ErrorKind::StringTableLimit(Limits::default().string_table_budget(self.document.len()));
        if self.table_budget == 0 {
            return Err(limit.to_string());
        }
        let string = self.strings.get(offset.value()).map_err(|fault| fault.to_string())?;
        self.table_budget = self.table_budget.saturating_sub(string.len());
        Ok(string)
    }

    fn emit(&mut self, range: Range<usize>, depth: usize, row: RowContent<'d>, out: &mut Pending<'d>) {
        out.row(Row {
            bytes: self.document.get(range.clone()).unwrap_or_default().into(),
            token: row.token,
            path: self.path.as_str().to_owned(),
            code: row.code,
            meaning: row.meaning,
            ..Row::new(row.kind, range.start, None, depth)
        });
    }

    /// A fault in a token that does not end the document.
    fn fault(&mut self, range: Range<usize>, token: &'static str, problem: String, out: &mut Pending<'d>) {
        let depth = self.depth();
        self.emit(range, depth, RowContent::new(RowKind::Fault, token, problem), out);
    }

    fn cut(&mut self, end: usize, out: &mut Pending<'d>) {
        let open = match (self.list, self.path.depth()) {
            (Some(_), _) => "an attribute list is open".into(),
            (None, 0) => "there is no root element".into(),
            (None, 1) => "1 element is open".into(),
            (None, open) => format!("{open} elements are open"),
        };
        self.fault(end..end, "fault", format!("{}: {open}", ErrorKind::Truncated), out);
    }

    fn too_deep(&mut self, start: usize, out: &mut Pending<'d>) {
        let problem = format!("elements are nested deeper than {DEEPEST}; what follows is not shown");
        self.fault(start..self.document.len(), "fault", problem, out);
    }
}

/// The fault of text that does not fit its character set, with the likely set and the text in that
/// set.
fn misfit(charset: Charset, bytes: &[u8]) -> String {
    let problem = format!("invalid text in character set {charset}");
    let Some(looks) = appearance(bytes) else { return problem };
    let reading = looks.charset().and_then(|likely| likely.decode(bytes).ok());
    match reading {
        Some(text) => format!("{problem}; it looks like {looks}: {:?}", Quote::<80>(&text)),
        None => format!("{problem}; it looks like {looks}"),
    }
}

/// Whether text of another language is text for people, and not a number that looks like it.
fn is_plain(text: &str) -> bool {
    let is_shown = |it: char| !it.is_control() || matches!(it, '\t' | '\r' | '\n');
    text.len() > 4 && text.chars().all(is_shown)
}

/// The source of a name or a text.
fn from_table(offset: MbU32) -> String {
    format!("string {} of the table", offset.value())
}

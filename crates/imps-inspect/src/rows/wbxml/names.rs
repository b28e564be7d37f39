//! The names of the codes of a document.

use super::super::unexpected_root;
use crate::languages::table_of;
use crate::options::InspectOptions;
use oma_imps::imps_core::{CSP, Source as _, Tag};
use oma_imps::wbxml::{WbxmlSource, codes};
use oma_imps::{ErrorKind, Protocol, Version};
use std::sync::LazyLock;
use wbxml::table::{AttributeRow, Codes};
use wbxml::{Header, PublicId, Token, Tokens};

/// The codes, by version.
static CODES: LazyLock<[Codes<'static>; 3]> =
    LazyLock::new(|| Version::ALL.map(|version| Codes::new(codes::code_space(version))));

/// The codes of a version.
pub(in crate::rows) fn codes_of(version: Version) -> Option<&'static Codes<'static>> {
    CODES.get(version as usize)
}

/// The names for one document.
pub(super) struct Names<'c> {
    language: Language<'c>,
    /// Whether the document itself states its language.
    judges_root: bool,
}

#[derive(Clone, Copy)]
enum Language<'c> {
    /// This protocol, with the codes of a vendor if there are some.
    Csp(Version, &'static Codes<'static>, Option<&'c Codes<'c>>),
    Other(&'c Codes<'c>),
    /// Codes have no names.
    Unknown,
}

/// The element of a tag token.
pub(super) struct Element {
    /// As `imps convert` calls it, where the language is known.
    pub(super) name: String,
    pub(super) tag: Option<Tag>,
    /// The fault of the token, if any.
    pub(super) problem: String,
}

impl<'c> Names<'c> {
    pub(super) fn of(document: &[u8], options: &InspectOptions<'c>) -> Self {
        let stated = options.version;
        let version = stated.or_else(|| version(document, options));
        let table = table_of(document, options);
        let language = match (version.and_then(|version| Some((version, codes_of(version)?))), table) {
            (Some((version, codes)), vendor) => Language::Csp(version, codes, vendor),
            (None, Some(codes)) => Language::Other(codes),
            (None, None) => Language::Unknown,
        };
        Self { judges_root: stated.is_none() && matches!(language, Language::Csp(..)), language }
    }

    pub(super) fn version(&self) -> Option<Version> {
        match self.language {
            Language::Csp(version, ..) => Some(version),
            _ => None,
        }
    }

    /// Whether the names of another language are known.
    pub(super) fn are_of_other(&self) -> bool {
        matches!(self.language, Language::Other(_))
    }

    /// The fault of the root, if any.
    pub(super) fn root_problem(&self, name: &str, tag: Option<Tag>) -> Option<String> {
        let wrong = self.judges_root && tag.is_none_or(|tag| !Protocol::Csp.roots().contains(&tag));
        wrong.then(|| unexpected_root(name, Protocol::Csp))
    }

    /// The table of another language, or of a vendor.
    fn table(&self) -> Option<&'c Codes<'c>> {
        match self.language {
            Language::Csp(_, _, vendor) => vendor,
            Language::Other(codes) => Some(codes),
            Language::Unknown => None,
        }
    }

    pub(super) fn element(&self, page: u8, token: u8) -> Element {
        let listed = self.table().and_then(|table| table.tag(page, token));
        let of = |name: String, problem: &str| Element { name, tag: None, problem: problem.into() };
        let (version, known) = match self.language {
            Language::Csp(version, known, _) => (version, known),
            Language::Other(_) if listed.is_none() => {
                return of(code(page, token), "no such tag in the table");
            }
            _ => return of(listed.map_or_else(|| code(page, token), |row| row.name.into()), ""),
        };
        match (known.tag(page, token), listed) {
            (Some(row), _) => Element {
                name: row.name.into(),
                tag: codes::tag(version, page, token),
                problem: String::new(),
            },
            (None, Some(row)) => Element { tag: CSP.tag(row.name), ..of(row.name.into(), "") },
            (None, None) => Element {
                name: format!("unknown-{page:02X}-{token:02X}"),
                tag: None,
                problem: nowhere(version, "tag", |other| {
                    let tag = codes::tag(other, page, token)?;
                    CSP.name(tag).map(ToOwned::to_owned)
                }),
            },
        }
    }

    /// The element of a literal name, in this protocol.
    pub(super) fn tag_named(&self, name: &str) -> Option<Tag> {
        if self.are_of_other() { None } else { CSP.tag(name) }
    }

    /// The name and the start of the value of an attribute-start token.
    pub(super) fn attribute(&self, page: u8, token: u8) -> Option<AttributeRow<'c>> {
        let known = match self.language {
            Language::Csp(_, codes, _) => codes.attribute(page, token),
            _ => None,
        };
        known.or_else(|| self.table()?.attribute(page, token))
    }

    /// The name and the fault of an attribute-start token without a row.
    pub(super) fn unknown_attribute(&self, page: u8, token: u8) -> (String, &'static str) {
        match self.language {
            Language::Csp(..) => {
                (format!("unknown-{page:02X}-{token:02X}"), "no such attribute in this version")
            }
            Language::Other(_) => (code(page, token), "no such attribute in the table"),
            Language::Unknown => (code(page, token), ""),
        }
    }

    /// The text of an attribute value token.
    pub(super) fn attribute_value(&self, page: u8, token: u8) -> Option<&'c str> {
        self.table()?.value(page, token).map(|row| row.text)
    }

    /// The text of a number of an extension.
    pub(super) fn extension(&self, extension: u8, number: u32) -> Option<&'c str> {
        self.table()?.extension(extension, number).map(|row| row.text)
    }

    /// The word of a value number inside an element, else what is wrong with it.
    pub(super) fn word(&self, number: u32, element: Option<Tag>) -> Result<&'c str, String> {
        let listed = || self.extension(0, number);
        let Language::Csp(version, ..) = self.language else { return listed().ok_or_else(String::new) };
        let word = |version| codes::word(version, number, element.unwrap_or(Tag::FOREIGN));
        let known = word(version).map(oma_imps::imps_core::Word::as_str).or_else(listed);
        known.ok_or_else(|| {
            nowhere(version, "value", |other| word(other).map(|word| word.as_str().to_owned()))
        })
    }
}

/// A code as the tables of the standard write it.
pub(in crate::rows) fn code(page: u8, token: u8) -> String {
    format!("{page:02X}:{token:02X}")
}

/// The text for a code that the version lacks, with the meaning of the code in other versions.
fn nowhere(version: Version, what: &str, other: impl Fn(Version) -> Option<String>) -> String {
    let others = Version::ALL.into_iter().filter(|known| *known != version);
    let found: Vec<_> =
        others.filter_map(|version| Some(format!("{} in csp {version}", other(version)?))).collect();
    match found.as_slice() {
        [] => format!("no such {what} in any version"),
        found => format!("no such {what} in csp {version}; {}", found.join(", ")),
    }
}

/// The version that readers find; `None` for a document of another language.
fn version(document: &[u8], options: &InspectOptions<'_>) -> Option<Version> {
    match WbxmlSource::new(document, &options.read_as(None)) {
        Ok(source) => Some(source.version()),
        Err(error) if matches!(error.kind(), ErrorKind::OtherLanguage(_)) => None,
        // If a fault follows the header, only the header states the version.
        Err(_) => {
            let (header, _) = Header::parse(document).ok()?;
            let PublicId::Number(number) = header.public_id() else { return by_root(document) };
            let mut known = Version::ALL.into_iter().zip(CODES.iter());
            let numbered = known.find(|(_, codes)| codes.public_id(number).is_some());
            numbered.map(|(version, _)| version).or_else(|| by_root(document))
        }
    }
}

/// The version of the root's namespace, for a document with a faulty header.
fn by_root(document: &[u8]) -> Option<Version> {
    let (_, mut tokens) = Tokens::parse(document).ok()?;
    let mut next = || tokens.next()?.ok();
    let (Token::Tag(_), Token::AttributeStart(token), Token::StrI(rest)) = (next()?, next()?, next()?) else {
        return None;
    };
    let start = CODES.last()?.attribute(0, token)?;
    CSP.version_of(&format!("{}{}", start.prefix, str::from_utf8(rest).ok()?))
}

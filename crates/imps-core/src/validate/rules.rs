//! The rules, explained.

use crate::reading::Rule;

pub(super) const MISSING: &str = "missing-element";
pub(super) const ATTRIBUTE: &str = "unexpected-attribute";
pub(super) const NOT_IN_VERSION: &str = "not-in-version";
pub(super) const CHARACTER: &str = "forbidden-character";
pub(super) const FOREIGN: &str = "foreign-element";

/// The explanation of a rule for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The name of the rule, stable across releases.
    pub id: &'static str,
    /// The demand of the rule, and its reason.
    pub says: &'static str,
    /// A piece of a document that breaks it.
    pub bad: &'static str,
    /// The same piece, corrected.
    pub good: &'static str,
    /// The origin of the rule.
    pub source: &'static str,
}

impl Explanation {
    /// Makes an explanation.
    pub const fn new(
        id: &'static str,
        says: &'static str,
        bad: &'static str,
        good: &'static str,
        source: &'static str,
    ) -> Self {
        Self { id, says, bad, good, source }
    }
}

/// Finds the explanation of a rule of this module.
pub fn explain(id: &str) -> Option<&'static Explanation> {
    RULES.iter().find(|rule| rule.id == id)
}

const MODELS: &str = "the content models, elements.tsv";
const TYPES: &str = "the data types, datatypes.tsv";
const READERS: &str = "faults that lenient reading accepts and strict reading refuses";

/// Every rule that applies to any protocol, and the rules of strict reading.
pub const RULES: &[Explanation] = &[
    Explanation::new(
        "syntax",
        "The document must be readable: well-formed XML or binary XML, in the language of the protocol. Nothing after the \
         fault was checked.",
        "<Result><Code>200</Result>",
        "<Result><Code>200</Code></Result>",
        "XML 1.0, WBXML 1.3",
    ),
    Explanation::new(
        "value",
        "The bytes of a leaf in binary XML must have the form of its type: a number one to four bytes, a date and time \
         six. Nothing after the fault was checked.",
        "Code as OPAQUE of five bytes",
        "Code as OPAQUE of two bytes",
        "encoding rules of binary XML",
    ),
    Explanation::new(
        CHARACTER,
        "A text holds a character that XML does not have: a control character, or U+FFFE or U+FFFF. Binary XML can carry it, \
         but the message has no form in XML then.",
        "Description with U+0001",
        "Description without it",
        "XML 1.0, characters",
    ),
    Explanation::new(
        "unexpected-root",
        "The root is WV-CSP-Message or a version discovery; between servers it is WV-SSP-Message.",
        "<Status>..</Status>",
        "<WV-CSP-Message>..<Status>..</Status>..</WV-CSP-Message>",
        MODELS,
    ),
    Explanation::new(
        MISSING,
        "A required element is missing. The offset is the offset of the element that should contain it.",
        "<Result/>",
        "<Result><Code>200</Code></Result>",
        MODELS,
    ),
    Explanation::new(
        "unexpected-element",
        "An element of the standard is in a place where no version has it.",
        "<Result><Code>200</Code><Poll>T</Poll></Result>",
        "<Result><Code>200</Code></Result>",
        MODELS,
    ),
    Explanation::new(
        NOT_IN_VERSION,
        "The version does not have the element, or does not have it in this place.",
        "GetMap-Request in a document of 1.2",
        "GetMap-Request in a document of 1.3",
        MODELS,
    ),
    Explanation::new(
        "tolerated-element",
        "The version does not have the element there, but some writers send it, and readers accept it.",
        "<Login-Request>..<SessionID>s1</SessionID>..</Login-Request> at 1.2",
        "SessionID in Login-Request from 1.3 on",
        "notes on the disagreements of implementations",
    ),
    Explanation::new(
        "wrong-order",
        "The order of the children differs from the content model. Most readers do not care; readers built from the document \
         type definition do.",
        "<Transaction><TransactionContent/><TransactionDescriptor/></Transaction>",
        "<Transaction><TransactionDescriptor/><TransactionContent/></Transaction>",
        MODELS,
    ),
    Explanation::new(
        "too-many",
        "An element that is allowed once comes again.",
        "<Result><Code>200</Code><Code>201</Code></Result>",
        "<Result><Code>200</Code></Result>",
        MODELS,
    ),
    Explanation::new(
        "choice",
        "Only one of several alternatives is allowed.",
        "<Recipient><User>..</User><Group>..</Group></Recipient> where one is allowed",
        "<Recipient><User>..</User></Recipient>",
        MODELS,
    ),
    Explanation::new(
        "element-in-leaf",
        "An element that holds a value holds child elements.",
        "<SessionID><URL>s1</URL></SessionID>",
        "<SessionID>s1</SessionID>",
        MODELS,
    ),
    Explanation::new(
        "content-in-empty",
        "An element that must be empty holds something.",
        "<INVIT>T</INVIT>",
        "<INVIT/>",
        MODELS,
    ),
    Explanation::new(
        "unexpected-text",
        "There is text among child elements. The offset is the offset of the element around it.",
        "<Session>hello<SessionDescriptor/></Session>",
        "<Session><SessionDescriptor/></Session>",
        MODELS,
    ),
    Explanation::new(
        ATTRIBUTE,
        "Elements of the client-server protocol have no attributes except declarations of namespaces; elements of the \
         server-to-server protocol have certain attributes.",
        "<Session version=\"1.2\">",
        "<Session>",
        MODELS,
    ),
    Explanation::new(
        "missing-attribute",
        "A required attribute is missing. Only the server-to-server protocol has attributes.",
        "<Session>",
        "<Session sessionID=\"71@example.com\">",
        MODELS,
    ),
    Explanation::new(
        FOREIGN,
        "An element outside of the standard has no namespace of its own. Readers skip it.",
        "<Status><Hello/></Status>",
        "<Status><Hello xmlns=\"http://example.com/\"/></Status>",
        "notes on XML syntax: unknown children are skipped",
    ),
    Explanation::new(
        "extension",
        "An element of a vendor, with a namespace of its own: allowed, and reported only if the check is strict.",
        "<Login xmlns=\"http://example.com/\"/>",
        "",
        "notes on XML syntax: unknown children are skipped",
    ),
    Explanation::new(
        "text",
        "The content of the leaf must be text.",
        "bytes that are not UTF-8",
        "text",
        TYPES,
    ),
    Explanation::new(
        "integer",
        "The leaf holds an unsigned number of 32 bits.",
        "<TimeToLive>-1</TimeToLive>",
        "<TimeToLive>3600</TimeToLive>",
        TYPES,
    ),
    Explanation::new("boolean", "The leaf holds T or F.", "<Poll>maybe</Poll>", "<Poll>T</Poll>", TYPES),
    Explanation::new(
        "date-time",
        "The leaf holds a date and time of ISO 8601, in the basic or the extended form, with a zone \
         letter, an offset from UTC, or neither.",
        "<DateTime>25 Sep 2001</DateTime>",
        "<DateTime>20010925T134013Z</DateTime>",
        TYPES,
    ),
    Explanation::new(
        "date-time-range",
        "The month, day, hour, minute and second exist.",
        "<DateTime>20011325T134013Z</DateTime>",
        "<DateTime>20011225T134013Z</DateTime>",
        TYPES,
    ),
    Explanation::new(
        Rule::DateTimeOffset.id(),
        "An offset from UTC has two digits of hours, and two of minutes if any. Readers accept one \
         digit of hours too.",
        "<DateTime>2001-09-25T13:40:13+1</DateTime>",
        "<DateTime>2001-09-25T13:40:13+01</DateTime>",
        TYPES,
    ),
    Explanation::new(
        "unknown-word",
        "The leaf holds a word of a list, and the list does not have this one, or not in this version. \
         Readers keep it, and may not understand it.",
        "<ClientType>TOASTER</ClientType>",
        "<ClientType>OTHER</ClientType>",
        "the enumerations, enumerations.tsv",
    ),
    Explanation::new(
        "data-type",
        "The text does not have the form of its data type: an address, a media type, a language and the like.",
        "<UserID>wv:john smith</UserID>",
        "<UserID>wv:john@smith.com</UserID>",
        TYPES,
    ),
    Explanation::new(
        Rule::IntegerLength.id(),
        Rule::IntegerLength.explanation(),
        "C3 00",
        "C3 01 00",
        READERS,
    ),
    Explanation::new(Rule::BooleanByte.id(), Rule::BooleanByte.explanation(), "C3 01 01", "80 30", READERS),
    Explanation::new(
        Rule::BooleanText.id(),
        Rule::BooleanText.explanation(),
        "<Poll>true</Poll>",
        "<Poll>T</Poll>",
        READERS,
    ),
    Explanation::new(
        Rule::NamespaceMissing.id(),
        Rule::NamespaceMissing.explanation(),
        "<WV-CSP-Message>",
        "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\">",
        READERS,
    ),
    Explanation::new(
        Rule::VersionMismatch.id(),
        Rule::VersionMismatch.explanation(),
        "a TransactionContent of 1.1 in a message of 1.2",
        "the namespaces of one version",
        READERS,
    ),
    Explanation::new(
        Rule::UnknownElement.id(),
        Rule::UnknownElement.explanation(),
        "token 3F of page 0",
        "a token of the table of the version",
        READERS,
    ),
    Explanation::new(
        Rule::UnknownValue.id(),
        Rule::UnknownValue.explanation(),
        "80 7E at 1.1",
        "a value token of the table of the version",
        READERS,
    ),
    Explanation::new(
        Rule::ValueToken.id(),
        Rule::ValueToken.explanation(),
        "a value token between two strings",
        "the whole text as one string",
        READERS,
    ),
    Explanation::new(Rule::Spelling.id(), Rule::Spelling.explanation(), "<CName>", "<Cname>", READERS),
    Explanation::new(
        Rule::StringTableEnd.id(),
        Rule::StringTableEnd.explanation(),
        "a string table that ends in a letter",
        "a string table that ends in 00",
        READERS,
    ),
    Explanation::new(
        Rule::TrailingContent.id(),
        Rule::TrailingContent.explanation(),
        "bytes behind the last END",
        "nothing behind the last END",
        READERS,
    ),
    Explanation::new(
        Rule::Instruction.id(),
        Rule::Instruction.explanation(),
        "<?php echo 1 ?>",
        "elements and text only",
        READERS,
    ),
    Explanation::new(
        Rule::ExtensionToken.id(),
        Rule::ExtensionToken.explanation(),
        "EXT_0 in the content",
        "EXT_T_0 with a value token",
        READERS,
    ),
    Explanation::new(
        Rule::DeclarationPlace.id(),
        Rule::DeclarationPlace.explanation(),
        "a line end, then <?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\"?> first",
        READERS,
    ),
    Explanation::new(
        Rule::SurrogateReference.id(),
        Rule::SurrogateReference.explanation(),
        "&#xD83D;&#xDE00;",
        "&#x1F600;",
        READERS,
    ),
];

//! The code tables, one per version, as data and as direct lookups that are built from it at
//! compile time.
//!
//! Tokens change their meaning between versions, so the tables are never merged.

mod v1_1;
mod v1_2;
mod v1_3;

use alloc::format;
use alloc::string::String;
use imps_core::{CSP, ContentKind, Tag, Version, Vocabulary, Word, tag};

/// Code page, token, element. If an element has two tokens, writers use the first row.
type TagRow = (u8, u8, Tag);
/// Number after `EXT_T_0`, word. If a word has two numbers, writers use the first row.
type ValueRow = (u8, &'static str);
/// Attribute-start token of page 0, name, start of the value.
type Attribute = (u8, &'static str, &'static str);

const PAGES: usize = 12;
/// More than the number of names in the vocabulary. A test compares the two.
const TAGS: usize = 512;
const WORDS: usize = Word::COUNT;
/// No value token has this number.
const NO_NUMBER: u8 = 0xFF;

/// A value number with a meaning that depends on the element, because two words share it.
#[derive(Debug)]
struct Shared {
    number: u8,
    element: Tag,
    word: Word,
}

/// The code of an element for writing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Code {
    pub(crate) page: u8,
    /// 0 if the version has no token for the element.
    pub(crate) token: u8,
}

impl Code {
    /// An element without a token.
    pub(crate) const NONE: Self = Self { page: 0, token: 0 };
}

/// The facts of an element in every version. These are constants, not statics: then the compiler
/// knows them for a known element, and the test for it is gone.
const KINDS: &[ContentKind; TAGS] = &{
    let mut kinds = [ContentKind::Any; TAGS];
    let mut rest: &mut [ContentKind] = &mut kinds;
    let mut at = 0;
    while let Some((kind, others)) = rest.split_first_mut() {
        *kind = CSP.kind(Tag::at(0, at));
        at += 1;
        rest = others;
    }
    kinds
};
#[expect(clippy::indexing_slicing, reason = "a constant: a fault is a compile error")]
const DECLARES: &[u8; TAGS] = &{
    let mut places = [0; TAGS];
    let (mut place, mut rest): (u8, &[Tag]) = (1, &DECLARING);
    while let [declaring, others @ ..] = rest {
        places[declaring.index()] = place;
        place += 1;
        rest = others;
    }
    places
};

/// The kind of content of an element.
#[inline(always)]
pub(crate) fn kind(tag: Tag) -> ContentKind {
    KINDS.get(tag.index()).copied().unwrap_or(ContentKind::Any)
}

/// The index of the namespace declaration that an element carries, from 1; 0 for none.
#[inline(always)]
pub(crate) fn declares(tag: Tag) -> u8 {
    DECLARES.get(tag.index()).copied().unwrap_or(0)
}

/// The codes of one version.
#[derive(Debug)]
pub struct Table {
    pub(crate) version: Version,
    pub(crate) public_id: u32,
    tags: [Tag; PAGES * 64],
    codes: [Code; TAGS],
    words: [Option<Word>; 256],
    /// The words without those numbers that depend on the element.
    plain_words: [Option<Word>; 128],
    /// The number of a word if it is the same in every element, else `NO_NUMBER`.
    plain_numbers: [u8; 256],
    /// The number of a word. 0 is a valid number: `AccessType` has it in every version.
    numbers: [Option<u8>; WORDS],
    shared: &'static [Shared],
    attributes: &'static [Attribute],
    /// The tokens of the version's own namespaces, by the elements that declare them.
    namespace_tokens: [(Tag, u8); 3],
    /// The declarations of these namespaces as whole attribute lists.
    declarations: [(Tag, [u8; 7]); 3],
}

/// The codes that a sink writes with.
///
/// The codes of a known version are constants, not a static: then the compiler copies them to where
/// an element is written, and writes the bytes of a known element directly.
pub trait Release: Copy {
    #[doc(hidden)]
    fn table(self) -> &'static Table;
}

/// Writes with the codes of the version that the sink was made with.
#[derive(Clone, Copy, Debug)]
pub struct AnyVersion(pub(crate) &'static Table);

impl Release for AnyVersion {
    #[inline(always)]
    fn table(self) -> &'static Table {
        self.0
    }
}

macro_rules! releases {
    ($($release:ident = $codes:ident;)+) => { $(
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $release;

        impl $release {
            const TABLE: &'static Table = &Table::new(
                Version::$release,
                $codes::PUBLIC_ID,
                $codes::TAGS,
                $codes::VALUES,
                $codes::ATTRIBUTES,
                $codes::SHARED,
            );
        }

        impl Release for $release {
            #[inline(always)]
            fn table(self) -> &'static Table {
                Self::TABLE
            }
        }
    )+ };
}

releases! {
    V1_1 = v1_1;
    V1_2 = v1_2;
    V1_3 = v1_3;
}

impl Table {
    pub(crate) fn of(version: Version) -> &'static Self {
        // One copy each for all that does not know its version.
        static TABLES: [&Table; 3] = [V1_1::TABLE, V1_2::TABLE, V1_3::TABLE];
        let [of_1_1, of_1_2, of_1_3] = TABLES;
        match version {
            Version::V1_1 => of_1_1,
            Version::V1_2 => of_1_2,
            Version::V1_3 => of_1_3,
        }
    }

    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::panic,
        reason = "called for constants only, where a fault is a compile error"
    )]
    const fn new(
        version: Version,
        public_id: u32,
        tag_rows: &[TagRow],
        value_rows: &[ValueRow],
        attributes: &'static [Attribute],
        shared: &'static [Shared],
    ) -> Self {
        let mut tags = [Tag::FOREIGN; PAGES * 64];
        let mut codes = [Code::NONE; TAGS];
        let mut at = 0;
        while at < tag_rows.len() {
            let (page, token, tag) = tag_rows[at];
            tags[index(page, token)] = tag;
            let code = &mut codes[tag.index()];
            if code.token == 0 {
                *code = Code { page, token };
            }
            at += 1;
        }
        let mut words = [None; 256];
        let mut numbers = [None; WORDS];
        at = 0;
        while at < value_rows.len() {
            let (number, word) = (value_rows[at].0, Word::known(value_rows[at].1));
            words[number as usize] = Some(word);
            if numbers[word.index()].is_none() {
                numbers[word.index()] = Some(number);
            }
            at += 1;
        }
        let mut plain_words = [None; 128];
        at = 0;
        while at < plain_words.len() {
            plain_words[at] = words[at];
            at += 1;
        }
        // Only `shared` writes numbers with two meanings. Outside its elements they are read as its
        // last row.
        at = 0;
        while at < shared.len() {
            words[shared[at].number as usize] = Some(shared[at].word);
            numbers[shared[at].word.index()] = None;
            plain_words[shared[at].number as usize] = None;
            at += 1;
        }
        // Every version adds three rows for its namespaces: message, presence, transaction.
        let [.., message, presence, transaction] = attributes else { panic!("three rows a version") };
        let namespace_tokens =
            [(DECLARING[0], message.0), (DECLARING[1], transaction.0), (DECLARING[2], presence.0)];
        let [of_message, of_transaction, of_presence] = namespace_tokens;
        let declarations = [
            (of_message.0, declaration(of_message.1, version)),
            (of_transaction.0, declaration(of_transaction.1, version)),
            (of_presence.0, declaration(of_presence.1, version)),
        ];
        let mut plain_numbers = [NO_NUMBER; 256];
        at = 0;
        while at < numbers.len() {
            if let Some(number) = numbers[at] {
                plain_numbers[at] = number;
            }
            at += 1;
        }
        Self {
            version,
            public_id,
            tags,
            codes,
            words,
            plain_words,
            plain_numbers,
            numbers,
            shared,
            attributes,
            namespace_tokens,
            declarations,
        }
    }

    /// Returns whether the version has an element with this token.
    pub(crate) fn has(&self, page: u8, token: u8) -> bool {
        self.tag(index(page, token)) != Tag::FOREIGN
    }

    /// The element of a token by its [`index`]; `FOREIGN` if the version has none.
    #[inline]
    pub(crate) fn tag(&self, index: usize) -> Tag {
        self.tags.get(index).copied().unwrap_or(Tag::FOREIGN)
    }

    /// The element of a token by its [`index`]; `None` if the version has none.
    #[inline]
    pub(crate) fn known(&self, index: usize) -> Option<Tag> {
        // Not `filter`, which becomes five more instructions per element.
        match self.tag(index) {
            Tag::FOREIGN => None,
            tag => Some(tag),
        }
    }

    /// Returns the code of an element.
    #[inline(always)]
    pub(crate) fn code(&self, tag: Tag) -> Code {
        self.codes.get(tag.index()).copied().unwrap_or(Code::NONE)
    }

    /// Returns the word of a value number inside an element.
    #[inline]
    pub(crate) fn word(&self, number: u32, element: Tag) -> Option<Word> {
        for shared in self.shared {
            if u32::from(shared.number) == number && shared.element == element {
                return Some(shared.word);
            }
        }
        *self.words.get(usize::try_from(number).ok()?)?
    }

    /// Returns the word of a value number with the same meaning in every element.
    #[inline]
    pub(crate) fn plain_word(&self, number: u8) -> Option<Word> {
        *self.plain_words.get(usize::from(number))?
    }

    /// Returns the value number of a word that has the same number in every element, else
    /// `NO_NUMBER`.
    #[inline(always)]
    pub(crate) fn plain_number(&self, word: Word) -> u8 {
        self.plain_numbers.get(word.index()).copied().unwrap_or(NO_NUMBER)
    }

    /// Returns the value number of a word inside an element.
    #[inline]
    pub(crate) fn number(&self, word: Word, element: Tag) -> Option<u8> {
        if let Some(number) = self.numbers.get(word.index()).copied().flatten() {
            return Some(number);
        }
        let shared = self.shared.iter().find(|shared| shared.word == word && shared.element == element)?;
        Some(shared.number)
    }

    /// The namespace that an element declares in every document of the version.
    pub(crate) fn namespace_on(&self, tag: Tag) -> Option<&'static str> {
        CSP.namespace_on(tag).map(|namespace| namespace.uri(self.version))
    }

    /// The token of that declaration. The version follows as text.
    pub(crate) fn namespace_token(&self, tag: Tag) -> Option<u8> {
        self.namespace_tokens.iter().find(|(declared_on, _)| *declared_on == tag).map(|(_, token)| *token)
    }

    /// That declaration as an attribute list, with the END of the list.
    pub(crate) fn declaration_on(&self, tag: Tag) -> Option<&[u8]> {
        self.declarations.iter().find(|(declared_on, _)| *declared_on == tag).map(|(_, bytes)| &bytes[..])
    }

    /// The declaration that [`declares`] refers to.
    #[inline(always)]
    pub(crate) fn declaration(&self, declares: u8) -> Option<&[u8; 7]> {
        self.declarations.get(usize::from(declares).wrapping_sub(1)).map(|(_, bytes)| bytes)
    }

    /// The name and the start of the value that an attribute-start token represents.
    pub(crate) fn attribute(&self, token: u8) -> Option<(&'static str, &'static str)> {
        self.attributes.iter().find(|row| row.0 == token).map(|(_, name, value)| (*name, *value))
    }

    /// Returns whether a default namespace belongs to this language, in any version. At the root,
    /// any namespace that begins like one with a token belongs to it.
    pub(crate) fn owns(&self, namespace: &str, depth: usize) -> bool {
        VOCABULARY.owns(namespace) || depth <= 1 && self.attribute_token("xmlns", namespace).is_some()
    }

    /// Returns the token for an attribute, and the rest of its value.
    pub(crate) fn attribute_token<'v>(&self, name: &str, value: &'v str) -> Option<(u8, &'v str)> {
        self.attributes
            .iter()
            .filter(|row| row.1 == name)
            .find_map(|(token, _, start)| Some((*token, value.strip_prefix(start)?)))
    }
}

/// The place of a token among the tokens of all pages.
#[expect(clippy::arithmetic_side_effects, reason = "both are bytes")]
pub(crate) const fn index(page: u8, token: u8) -> usize {
    page as usize * 64 + token as usize
}

/// The elements that declare namespaces.
const DECLARING: [Tag; 3] = [tag::WV_CSP_Message, tag::TransactionContent, tag::PresenceSubList];

/// Makes an attribute list that consists of a namespace token and a version.
const fn declaration(token: u8, version: Version) -> [u8; 7] {
    const STR_I: u8 = 0x03;
    const END: u8 = 0x01;
    let [major, point, minor] = match version {
        Version::V1_1 => *b"1.1",
        Version::V1_2 => *b"1.2",
        Version::V1_3 => *b"1.3",
    };
    [token, STR_I, major, point, minor, 0, END]
}

/// Returns the text for a value token that the tables do not have.
pub(crate) fn unknown_value(number: u32) -> String {
    format!("unknown-80-{number:02X}")
}

/// Reads `unknown-PAGE-TOKEN`, the name of a code that the tables do not have.
pub(crate) fn unknown_code(text: &str) -> Option<(u8, u8)> {
    let (page, token) = text.strip_prefix("unknown-")?.split_once('-')?;
    Some((hexadecimal(page)?, hexadecimal(token)?))
}

fn hexadecimal(digits: &str) -> Option<u8> {
    let upper = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F'));
    (upper && digits.len() == 2).then(|| u8::from_str_radix(digits, 16).ok())?
}

/// Finds the version of a registered public identifier.
pub(crate) fn version_by_number(public_id: u32) -> Option<Version> {
    Version::ALL.into_iter().find(|version| Table::of(*version).public_id == public_id)
}

/// The rows of a version, in the order of the tables.
pub(crate) fn rows(version: Version) -> (&'static [TagRow], &'static [ValueRow], &'static [Attribute]) {
    match version {
        Version::V1_1 => (v1_1::TAGS, v1_1::VALUES, v1_1::ATTRIBUTES),
        Version::V1_2 => (v1_2::TAGS, v1_2::VALUES, v1_2::ATTRIBUTES),
        Version::V1_3 => (v1_3::TAGS, v1_3::VALUES, v1_3::ATTRIBUTES),
    }
}

/// The vocabulary of the tables.
pub(crate) static VOCABULARY: &Vocabulary = &CSP;

//! Vocabularies: the names of a protocol as data.

use crate::names::Version;
use crate::names::lookup::Lookup;
use core::fmt;

const SLOTS: usize = 2048;

/// An element name: an index into a [`Vocabulary`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub(crate) u16);

impl Tag {
    /// An element outside the vocabulary. [`Source::name`](crate::Source::name) returns its name.
    pub const FOREIGN: Self = Self(u16::MAX);
    /// Text between the children of an element, not an element.
    /// [`Source::leaf`](crate::Source::leaf) reads it.
    pub const TEXT: Self = Self(u16::MAX - 1);
    /// The end of the current element, not an element.
    pub const END: Self = Self(u16::MAX - 2);

    /// Returns the tag at a position after the names of another vocabulary, for
    /// [`vocabulary!`](crate::vocabulary).
    #[doc(hidden)]
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        reason = "a vocabulary has at most 1024 names"
    )]
    pub const fn at(first: usize, index: u16) -> Self {
        Self(first as u16 + index)
    }

    /// The position in the vocabulary, from 0. The constants of this type lie past the end of every
    /// vocabulary.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Shows the name in [`CSP`](crate::CSP), whatever the vocabulary: a tag does not know its own
/// vocabulary.
impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::FOREIGN => f.write_str("Tag(foreign)"),
            Self::TEXT => f.write_str("Tag(text)"),
            Self::END => f.write_str("Tag(end)"),
            tag => match crate::CSP.name(tag) {
                Some(name) => write!(f, "Tag({name})"),
                None => write!(f, "Tag({})", tag.0),
            },
        }
    }
}

/// The kind of content that an element of a vocabulary holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentKind {
    /// Child elements. White space between them has no meaning.
    Structure,
    /// Nothing.
    Empty,
    /// Free text. White space around it belongs to the text.
    Text,
    /// A name, an address or a code.
    Token,
    /// A name that binary XML carries as a number if it is spelled as a number.
    Identifier,
    /// An unsigned number of 32 bits.
    Integer,
    /// `T` or `F`.
    Boolean,
    /// A date and time.
    DateTime,
    /// A word of a list, or a media type. Binary XML may carry it as a value token.
    Word,
    /// A word of a list, or free text.
    WordOrText,
    /// Content of a user: text, or bytes of any kind.
    Content,
    /// Any content; a vendor decides.
    Any,
}

impl ContentKind {
    /// Returns whether an element holds a value and no elements.
    pub(crate) const fn is_leaf(self) -> bool {
        !matches!(self, Self::Structure | Self::Empty | Self::Any)
    }

    /// Returns whether white space alone does not count as content.
    pub const fn ignores_blanks(self) -> bool {
        matches!(self, Self::Structure | Self::Empty | Self::Any)
    }

    /// Returns whether readers strip white space around the value. They do so for every leaf except
    /// free text and content.
    ///
    /// Writers of XML break lines inside elements, so that addresses and words have white space
    /// around them.
    pub const fn is_trimmed(self) -> bool {
        matches!(
            self,
            Self::Token | Self::Identifier | Self::Integer | Self::Boolean | Self::DateTime | Self::Word
        )
    }
}

/// An XML namespace of a vocabulary. One element declares it as its default namespace.
#[derive(Clone, Copy, Debug)]
pub struct Namespace {
    /// The element that carries the declaration.
    pub declared_on: Tag,
    /// The namespace names of versions 1.1, 1.2 and 1.3.
    pub uris: [&'static str; 3],
    /// Other names that readers accept for a version. They are never written.
    pub others: &'static [(&'static str, Version)],
}

impl Namespace {
    /// The namespace name of a version.
    #[expect(clippy::indexing_slicing, reason = "three versions have three names")]
    pub const fn uri(&self, version: Version) -> &'static str {
        self.uris[version as usize]
    }

    /// The version that uses this namespace name.
    pub fn version_of(&self, uri: &str) -> Option<Version> {
        let own = Version::ALL.into_iter().find(|version| self.uri(*version) == uri);
        own.or_else(|| self.others.iter().find(|(other, _)| *other == uri).map(|(_, version)| *version))
    }

    /// Every namespace name of every version, including the names that other writers use.
    pub fn all_uris(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.uris.into_iter().chain(self.others.iter().map(|(uri, _)| *uri))
    }
}

/// The element names of a protocol, the content kind of each element, and their namespaces.
///
/// ```
/// use imps_core::{CSP, tag};
/// assert_eq!(CSP.tag("SendMessage-Request"), Some(tag::SendMessage_Request));
/// assert_eq!(CSP.name(tag::SendMessage_Request), Some("SendMessage-Request"));
/// assert_eq!(CSP.tag("SendMessage"), None);
/// ```
pub struct Vocabulary {
    pub(crate) elements: &'static [(&'static str, ContentKind)],
    pub(crate) aliases: &'static [(&'static str, Tag)],
    pub(crate) namespaces: &'static [Namespace],
    pub(crate) public_ids: &'static [(&'static str, Version)],
    synonyms: &'static [&'static str],
    lookup: Lookup<SLOTS>,
}

impl Vocabulary {
    /// Builds a vocabulary at compile time from names with their kinds (a [`Tag`] is the position),
    /// other spellings that readers accept, namespaces, and formal public identifiers of document
    /// types.
    ///
    /// # Panics
    /// If there are more than 1024 names and spellings.
    pub const fn new(
        elements: &'static [(&'static str, ContentKind)],
        aliases: &'static [(&'static str, Tag)],
        namespaces: &'static [Namespace],
        public_ids: &'static [(&'static str, Version)],
    ) -> Self {
        assert!(elements.len().saturating_add(aliases.len()) <= SLOTS / 2);
        let mut lookup = Lookup::new();
        let (mut number, mut rest) = (0_u16, elements);
        while let [(name, _), others @ ..] = rest {
            lookup.insert(name, number);
            number = number.saturating_add(1);
            rest = others;
        }
        let mut rest = aliases;
        while let [(name, _), others @ ..] = rest {
            lookup.insert(name, number);
            number = number.saturating_add(1);
            rest = others;
        }
        Self { elements, aliases, namespaces, public_ids, synonyms: &[], lookup }
    }

    /// Sets the other spellings that are as good as the names. Strict reading accepts them.
    #[must_use]
    pub const fn with_synonyms(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// Returns the names of this vocabulary, some with another kind, followed by further names.
    #[doc(hidden)]
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "called for constants only, where a fault is a compile error"
    )]
    pub const fn elements_with<const N: usize>(
        &self,
        kinds: &[(Tag, ContentKind)],
        more: &[(&'static str, ContentKind)],
    ) -> [(&'static str, ContentKind); N] {
        let mut elements = [("", ContentKind::Any); N];
        let mut number = 0;
        while number < N {
            let base = self.elements.len();
            elements[number] = if number < base { self.elements[number] } else { more[number - base] };
            number += 1;
        }
        let mut number = 0;
        while number < kinds.len() {
            elements[kinds[number].0.index()].1 = kinds[number].1;
            number += 1;
        }
        elements
    }

    /// Returns the other spellings of this vocabulary, followed by further ones. If the new
    /// vocabulary has a name with the same spelling, the name wins.
    #[doc(hidden)]
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "called for constants only, where a fault is a compile error"
    )]
    pub const fn aliases_with<const N: usize>(
        &self,
        more: &[(&'static str, Tag)],
    ) -> [(&'static str, Tag); N] {
        let mut aliases = [("", Tag::FOREIGN); N];
        let mut number = 0;
        while number < N {
            let base = self.aliases.len();
            aliases[number] = if number < base { self.aliases[number] } else { more[number - base] };
            number += 1;
        }
        aliases
    }

    /// Finds the tag of a name or of another spelling.
    #[inline]
    pub fn tag(&self, name: &str) -> Option<Tag> {
        let number = self.lookup.get(name, |number| self.spelling(number))?;
        match self.aliases.get((number as usize).wrapping_sub(self.elements.len())) {
            Some((_, tag)) => Some(*tag),
            None => Some(Tag(number)),
        }
    }

    #[inline]
    fn spelling(&self, number: u16) -> Option<&'static str> {
        let index = number as usize;
        match self.elements.get(index) {
            Some((name, _)) => Some(name),
            None => self.aliases.get(index.wrapping_sub(self.elements.len())).map(|(name, _)| *name),
        }
    }

    /// The name of a tag; `None` for a tag of another vocabulary.
    #[inline]
    pub fn name(&self, tag: Tag) -> Option<&'static str> {
        self.elements.get(tag.index()).map(|(name, _)| *name)
    }

    /// The content kind of an element; `Any` for a tag of another vocabulary.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "the position is compared with the length first")]
    pub const fn kind(&self, tag: Tag) -> ContentKind {
        if tag.index() < self.elements.len() { self.elements[tag.index()].1 } else { ContentKind::Any }
    }

    /// The namespace that the element declares.
    #[inline]
    pub const fn namespace_on(&self, tag: Tag) -> Option<&'static Namespace> {
        let mut rest = self.namespaces;
        while let [first, others @ ..] = rest {
            if first.declared_on.0 == tag.0 {
                return Some(first);
            }
            rest = others;
        }
        None
    }

    /// The namespaces, outermost first.
    pub const fn namespaces(&self) -> &'static [Namespace] {
        self.namespaces
    }

    /// The version of a namespace name; `None` for a foreign namespace.
    pub fn version_of(&self, uri: &str) -> Option<Version> {
        self.namespaces.iter().find_map(|namespace| namespace.version_of(uri))
    }

    /// Returns whether a namespace name belongs to the vocabulary, even for a version that is not
    /// supported: the name may differ from a known one in the number at the end. The empty name
    /// belongs to it too: names without a namespace count as the vocabulary's.
    ///
    /// ```
    /// assert!(imps_core::CSP.owns("http://www.wireless-village.org/CSP1.0"));
    /// assert!(!imps_core::CSP.owns("http://www.wireless-village.org/other"));
    /// ```
    pub fn owns(&self, uri: &str) -> bool {
        if uri.is_empty() || self.version_of(uri).is_some() {
            return true;
        }
        let family = without_version(uri);
        self.namespaces.iter().flat_map(Namespace::all_uris).any(|known| without_version(known) == family)
    }

    /// The version of a formal public identifier of a document type.
    pub fn version_of_public_id(&self, public_id: &str) -> Option<Version> {
        self.public_ids.iter().find(|(known, _)| *known == public_id).map(|(_, version)| *version)
    }

    /// The formal public identifier that writers use for the document type of a version.
    pub fn public_id(&self, version: Version) -> Option<&'static str> {
        self.public_ids.iter().find(|(_, known)| *known == version).map(|(name, _)| *name)
    }

    /// The number of names. It is also the position of the first tag of a vocabulary that extends
    /// this one.
    pub const fn len(&self) -> usize {
        self.elements.len()
    }

    /// Returns whether there are no names.
    pub const fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Every tag, in order.
    pub fn tags(&self) -> impl Iterator<Item = Tag> + use<> {
        (0..u16::MAX).map(Tag).take(self.elements.len())
    }

    /// Returns whether strict reading accepts this spelling of an element: its name or a synonym.
    ///
    /// ```
    /// use imps_core::{CSP, tag};
    /// assert!(CSP.accepts(tag::AcceptedCharSet, "AcceptedCharset"));
    /// assert!(!CSP.accepts(tag::BlockEntity_Request, "BlockUser-Request"));
    /// ```
    pub fn accepts(&self, tag: Tag, spelling: &str) -> bool {
        self.name(tag) == Some(spelling)
            || self.synonyms.contains(&spelling) && self.tag(spelling) == Some(tag)
    }

    /// The other spellings that strict reading accepts.
    pub const fn synonyms(&self) -> &'static [&'static str] {
        self.synonyms
    }

    /// Other spellings that readers accept, with the tag that each means.
    pub const fn aliases(&self) -> &'static [(&'static str, Tag)] {
        self.aliases
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vocabulary").field("elements", &self.elements.len()).finish_non_exhaustive()
    }
}

fn without_version(uri: &str) -> &str {
    uri.trim_end_matches(|character: char| character.is_ascii_digit() || character == '.')
}

#[cfg(test)]
mod tests {
    use crate::names::{CSP, Version};
    use crate::tag;

    #[test]
    fn every_name_is_found_and_near_misses_are_not() {
        for tag in CSP.tags() {
            let name = CSP.name(tag).unwrap();
            assert_eq!(CSP.tag(name), Some(tag), "{name}");
            for miss in [alloc::format!("{name}x"), name[1..].into(), name.to_lowercase()] {
                let found = CSP.tag(&miss).and_then(|other| CSP.name(other));
                assert!(found.is_none_or(|found| found == miss), "{miss} found as {found:?}");
            }
        }
    }

    #[test]
    fn other_spellings_lead_to_the_standard_name() {
        assert_eq!(CSP.tag("PreferredContent"), Some(tag::ReferredContent));
        assert_eq!(CSP.tag("WV-CSP-NSDiscovery-Request"), Some(tag::WV_CSP_VersionDiscovery_Request));
    }

    #[test]
    fn a_namespace_tells_the_version() {
        assert_eq!(CSP.version_of("http://www.openmobilealliance.org/DTD/WV-PA1.2"), Some(Version::V1_2));
        assert_eq!(CSP.version_of("www.nokia.com/apiclient"), None);
    }

    #[test]
    fn the_vocabulary_owns_its_namespaces_in_every_version() {
        for own in ["http://www.wireless-village.org/TRC1.1", "http://www.wireless-village.org/CSP1.0", ""] {
            assert!(CSP.owns(own), "{own}");
        }
        for foreign in ["www.nokia.com/apiclient", "http://imps.colibria.com/PA-ext-1.2", "1.2"] {
            assert!(!CSP.owns(foreign), "{foreign}");
        }
    }
}

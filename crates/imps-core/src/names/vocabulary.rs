//! Vocabularies: the names of a protocol as data.

use crate::names::Version;
use crate::names::lookup::Lookup;
use core::fmt;

const SLOTS: usize = 2048;

/// An element name: an index into a [`Vocabulary`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub(crate) u16);

impl Tag {
    /// An element outside the vocabulary; [`Source::name`](crate::Source::name) tells its name.
    pub const FOREIGN: Self = Self(u16::MAX);
    /// Not an element: text between the children of an element, to be read with [`Source::leaf`](crate::Source::leaf).
    pub const TEXT: Self = Self(u16::MAX - 1);

    /// The tag at a position behind the names of another vocabulary, for [`vocabulary!`](crate::vocabulary).
    #[doc(hidden)]
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        reason = "a vocabulary has at most 1024 names"
    )]
    pub const fn at(first: usize, index: u16) -> Self {
        Self(first as u16 + index)
    }

    /// The position in the vocabulary, from 0; `FOREIGN` and `TEXT` lie past every vocabulary's end.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// With the name in [`CSP`](crate::CSP), whatever the vocabulary: a tag does not know its own.
impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::FOREIGN => f.write_str("Tag(foreign)"),
            Self::TEXT => f.write_str("Tag(text)"),
            tag => match crate::CSP.name(tag) {
                Some(name) => write!(f, "Tag({name})"),
                None => write!(f, "Tag({})", tag.0),
            },
        }
    }
}

/// What an element of a vocabulary holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentKind {
    /// Child elements; white space between them means nothing.
    Structure,
    /// Nothing.
    Empty,
    /// Free text: white space around it belongs to it.
    Text,
    /// A name, an address or a code.
    Token,
    /// A name that travels as a number in binary XML if it is spelled as one.
    Identifier,
    /// An unsigned number of 32 bits.
    Integer,
    /// `T` or `F`.
    Boolean,
    /// A date and time.
    DateTime,
    /// A word of a list, or a media type: what may travel as a value token in binary XML.
    Word,
    /// A word of a list, or free text.
    WordOrText,
    /// Content of a user: text, or octets of any kind.
    Content,
    /// Whatever a vendor puts there.
    Any,
}

impl ContentKind {
    /// Whether an element holds a value and no elements.
    pub(crate) const fn is_leaf(self) -> bool {
        !matches!(self, Self::Structure | Self::Empty | Self::Any)
    }

    /// Whether white space alone is no content.
    pub const fn ignores_blanks(self) -> bool {
        matches!(self, Self::Structure | Self::Empty | Self::Any)
    }

    /// Whether readers take white space off the value: from every leaf but free text and content.
    ///
    /// Writers of XML break lines inside of elements, so that the values of addresses and words have blanks around them.
    pub const fn is_trimmed(self) -> bool {
        matches!(
            self,
            Self::Token | Self::Identifier | Self::Integer | Self::Boolean | Self::DateTime | Self::Word
        )
    }
}

/// An XML namespace of a vocabulary, declared as default namespace on one element.
#[derive(Clone, Copy, Debug)]
pub struct Namespace {
    /// The element that carries the declaration.
    pub declared_on: Tag,
    /// The names for versions 1.1, 1.2 and 1.3.
    pub uris: [&'static str; 3],
    /// Other names that readers take for one of a version; never written.
    pub others: &'static [(&'static str, Version)],
}

impl Namespace {
    /// The name used by a version.
    #[expect(clippy::indexing_slicing, reason = "three versions have three names")]
    pub const fn uri(&self, version: Version) -> &'static str {
        self.uris[version as usize]
    }

    /// The version that uses this name.
    pub fn version_of(&self, uri: &str) -> Option<Version> {
        let own = Version::ALL.into_iter().find(|version| self.uri(*version) == uri);
        own.or_else(|| self.others.iter().find(|(other, _)| *other == uri).map(|(_, version)| *version))
    }

    /// Every name of whatever version, those of other writers included.
    pub fn all_uris(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.uris.into_iter().chain(self.others.iter().map(|(uri, _)| *uri))
    }
}

/// The element names of a protocol, what each holds, and the namespaces they live in.
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
    /// Builds a vocabulary at compile time: names with their kinds (a [`Tag`] is the position), other spellings that
    /// readers accept, namespaces, and formal public identifiers of document types.
    ///
    /// # Panics
    /// When there are more than 1024 names and spellings.
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

    /// States which of the other spellings are as good as the names: strict reading accepts them.
    #[must_use]
    pub const fn with_synonyms(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// The names of this vocabulary, some with another kind, and more behind them.
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

    /// The other spellings of this vocabulary, and more behind them. A name of its own that is spelled as one of them wins.
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

    /// The tag of a name, or of another spelling of it.
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

    /// The name of a tag; `None` for a tag of elsewhere.
    #[inline]
    pub fn name(&self, tag: Tag) -> Option<&'static str> {
        self.elements.get(tag.index()).map(|(name, _)| *name)
    }

    /// What the element holds; `Any` for a tag of elsewhere.
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

    /// The version to which a namespace name belongs; `None` for a foreign one.
    pub fn version_of(&self, uri: &str) -> Option<Version> {
        self.namespaces.iter().find_map(|namespace| namespace.version_of(uri))
    }

    /// Whether a namespace name is of the vocabulary, if maybe of a version that is not supported: one of its own but for the number at the
    /// end. The empty name is, too: names without a namespace count as the vocabulary's.
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

    /// The version to which a formal public identifier of a document type belongs.
    pub fn version_of_public_id(&self, public_id: &str) -> Option<Version> {
        self.public_ids.iter().find(|(known, _)| *known == public_id).map(|(_, version)| *version)
    }

    /// The formal public identifier of the document type of a version, as it is to be written.
    pub fn public_id(&self, version: Version) -> Option<&'static str> {
        self.public_ids.iter().find(|(_, known)| *known == version).map(|(name, _)| *name)
    }

    /// How many names there are: the position of the first tag of a vocabulary that extends this one.
    pub const fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether there are no names at all.
    pub const fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Every tag, in order.
    pub fn tags(&self) -> impl Iterator<Item = Tag> + use<> {
        (0..u16::MAX).map(Tag).take(self.elements.len())
    }

    /// Whether strict reading accepts this spelling of an element: its name or a synonym of it.
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

    /// Other spellings that readers accept, with the tag they stand for.
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

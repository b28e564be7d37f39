//! Vocabularies: the names of a protocol as data.

use crate::Version;
use crate::lookup::Lookup;
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

    /// The tag at a position, for [`vocabulary!`](crate::vocabulary).
    #[doc(hidden)]
    pub const fn at(index: u16) -> Self {
        Self(index)
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
pub enum Kind {
    /// Child elements; white space between them means nothing.
    Structure,
    /// Nothing.
    Empty,
    /// Text.
    Text,
    /// An unsigned number of 32 bits.
    Integer,
    /// `T` or `F`.
    Boolean,
    /// A date and time.
    DateTime,
    /// A word of a list, or a media type: what may travel as a value token in binary XML.
    Word,
    /// Content of a user: text, or octets of any kind.
    Content,
    /// Whatever a vendor puts there.
    Any,
}

impl Kind {
    /// Whether white space alone is no content.
    pub const fn ignores_blanks(self) -> bool {
        matches!(self, Self::Structure | Self::Empty | Self::Any)
    }
}

/// An XML namespace of a vocabulary, declared as default namespace on one element.
#[derive(Clone, Copy, Debug)]
pub struct Namespace {
    /// The element that carries the declaration.
    pub declared_on: Tag,
    /// The names for versions 1.1, 1.2 and 1.3.
    pub uris: [&'static str; 3],
}

impl Namespace {
    /// The name used by a version.
    pub const fn uri(&self, version: Version) -> &'static str {
        self.uris[version as usize]
    }

    /// The version that uses this name.
    pub fn version_of(&self, uri: &str) -> Option<Version> {
        Version::ALL.into_iter().find(|version| self.uri(*version) == uri)
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
    pub(crate) elements: &'static [(&'static str, Kind)],
    pub(crate) aliases: &'static [(&'static str, Tag)],
    pub(crate) namespaces: &'static [Namespace],
    pub(crate) public_ids: &'static [(&'static str, Version)],
    lookup: Lookup<SLOTS>,
}

impl Vocabulary {
    /// Builds a vocabulary at compile time: names with their kinds (a [`Tag`] is the position), other spellings that
    /// readers accept, namespaces, and formal public identifiers of document types.
    ///
    /// # Panics
    /// When there are more than 1024 names and spellings.
    #[allow(clippy::cast_possible_truncation, reason = "the number of names is checked first")]
    pub const fn new(
        elements: &'static [(&'static str, Kind)],
        aliases: &'static [(&'static str, Tag)],
        namespaces: &'static [Namespace],
        public_ids: &'static [(&'static str, Version)],
    ) -> Self {
        assert!(elements.len() + aliases.len() <= SLOTS / 2);
        let mut lookup = Lookup::new();
        let mut number = 0;
        while number < elements.len() {
            lookup.insert(elements[number].0, number as u16);
            number += 1;
        }
        while number < elements.len() + aliases.len() {
            lookup.insert(aliases[number - elements.len()].0, number as u16);
            number += 1;
        }
        Self { elements, aliases, namespaces, public_ids, lookup }
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
            None => self.aliases.get(index - self.elements.len()).map(|(name, _)| *name),
        }
    }

    /// The name of a tag; `None` for a tag of elsewhere.
    #[inline]
    pub fn name(&self, tag: Tag) -> Option<&'static str> {
        self.elements.get(tag.index()).map(|(name, _)| *name)
    }

    /// What the element holds; `Any` for a tag of elsewhere.
    #[inline]
    pub const fn kind(&self, tag: Tag) -> Kind {
        if tag.index() < self.elements.len() { self.elements[tag.index()].1 } else { Kind::Any }
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

    /// The version to which a formal public identifier of a document type belongs.
    pub fn version_of_public_id(&self, public_id: &str) -> Option<Version> {
        self.public_ids.iter().find(|(known, _)| *known == public_id).map(|(_, version)| *version)
    }

    /// Every tag, in order.
    pub fn tags(&self) -> impl Iterator<Item = Tag> + use<> {
        (0..u16::MAX).map(Tag).take(self.elements.len())
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

/// Declares a vocabulary: a constant for every name, and the static that holds them all.
///
/// To be used in a module of its own, which the declaring macros name in their first line: `use crate::tags;`. Names that are no
/// Rust identifiers stand behind `=`; behind the colon stands the [`Kind`](crate::Kind) of content.
///
/// ```
/// mod tags {
///     imps_core::vocabulary! {
///         /// The names of a protocol of our own.
///         pub static OURS;
///         namespaces: &[];
///         public_ids: &[];
///         aliases { "Remark" => Note, }
///         elements {
///             Note: Text,
///             Note_List = "Note-List": Structure,
///         }
///     }
/// }
///
/// imps_core::element! {
///     use tags;
///     /// A list of notes.
///     pub struct NoteList<'a> = Note_List {
///         /// The notes.
///         notes: Vec<imps_core::Text<'a>> = Note,
///     }
/// }
///
/// use imps_core::Element;
/// assert_eq!(NoteList::VOCABULARY.name(NoteList::TAG), Some("Note-List"));
/// ```
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$meta:meta])* pub static $vocabulary:ident;
        namespaces: $namespaces:expr;
        public_ids: $public_ids:expr;
        aliases { $($alias:literal => $canonical:ident,)* }
        elements { $($tag:ident $(= $name:literal)?: $kind:ident,)* }
    ) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, clippy::enum_variant_names)]
        enum Index { $($tag),* }
        $(
            #[doc = concat!("`", $crate::vocabulary!(@name $tag $($name)?), "`")]
            #[allow(non_upper_case_globals)]
            pub const $tag: $crate::Tag = $crate::Tag::at(Index::$tag as u16);
        )*
        $(#[$meta])*
        pub static $vocabulary: $crate::Vocabulary = $crate::Vocabulary::new(
            &[$(($crate::vocabulary!(@name $tag $($name)?), $crate::Kind::$kind)),*],
            &[$(($alias, $canonical)),*],
            $namespaces,
            $public_ids,
        );
        #[doc(hidden)]
        pub const VOCABULARY_OF_TAGS: &$crate::Vocabulary = &$vocabulary;
    };
    (@name $tag:ident $name:literal) => { $name };
    (@name $tag:ident) => { stringify!($tag) };
}

#[cfg(test)]
mod tests {
    use crate::{CSP, Version, tag};

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
}

//! The macro that declares the names of a protocol.

/// Declares a vocabulary: a constant for every name, and the static that holds all names.
///
/// Use it in a module of its own. The declaring macros name this module in their first line:
/// `use crate::tags;`. A name that is not a Rust identifier follows `=`. The
/// [`ContentKind`](crate::ContentKind) of the content follows the colon.
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
///
/// `synonyms: ["Remark"];` before the aliases names the aliases that the standard uses itself.
/// Strict reading accepts them.
///
/// `extends: imps_core::tag;` takes over every name of another vocabulary, so that one document can
/// contain declarations of both protocols. Shared names and other spellings keep their tags.
/// `kinds` lists the shared names that hold something else here.
///
/// ```
/// mod tags {
///     imps_core::vocabulary! {
///         /// The names of CSP, and ours.
///         pub static OURS;
///         extends: imps_core::tag;
///         namespaces: &[];
///         public_ids: &[];
///         aliases {}
///         kinds { ScreenName: Text, }
///         elements { Invited: Structure, }
///     }
/// }
///
/// use imps_core::{CSP, ContentKind, tag};
/// assert_eq!(tags::OURS.tag("ScreenName"), Some(tag::ScreenName));
/// assert_eq!((CSP.kind(tag::ScreenName), tags::OURS.kind(tags::ScreenName)), (ContentKind::Structure, ContentKind::Text));
/// assert_eq!((CSP.tag("Invited"), tags::OURS.tag("Invited")), (None, Some(tags::Invited)));
/// ```
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$meta:meta])* pub static $vocabulary:ident;
        extends: $first_segment:ident $(:: $segment:ident)*;
        namespaces: $namespaces:expr;
        public_ids: $public_ids:expr;
        aliases { $($alias:literal => $canonical:ident,)* }
        kinds { $($shared:ident: $shared_kind:ident,)* }
        elements { $($tag:ident $(= $name:literal)?: $kind:ident,)* }
    ) => {
        #[doc(no_inline)]
        pub use $first_segment $(:: $segment)*::*;
        #[allow(unused_qualifications, reason = "the path may be in scope")]
        const EXTENDED: &$crate::Vocabulary = $first_segment $(:: $segment)*::VOCABULARY_OF_TAGS;
        $crate::vocabulary! { @tags EXTENDED.len(), $($tag $(= $name)?: $kind,)* }
        $(#[$meta])*
        pub static $vocabulary: $crate::Vocabulary = {
            const OWN: &[(&str, $crate::ContentKind)] =
                &[$(($crate::vocabulary!(@name $tag $($name)?), $crate::ContentKind::$kind)),*];
            const OWN_ALIASES: &[(&str, $crate::Tag)] = &[$(($alias, $canonical)),*];
            const ELEMENTS: &[(&str, $crate::ContentKind)] = &EXTENDED.elements_with::<{ EXTENDED.len() + OWN.len() }>(
                &[$(($shared, $crate::ContentKind::$shared_kind)),*],
                OWN,
            );
            const ALIASES: &[(&str, $crate::Tag)] =
                &EXTENDED.aliases_with::<{ EXTENDED.aliases().len() + OWN_ALIASES.len() }>(OWN_ALIASES);
            $crate::Vocabulary::new(ELEMENTS, ALIASES, $namespaces, $public_ids)
                .with_synonyms(EXTENDED.synonyms())
        };
        #[doc(hidden)]
        pub const VOCABULARY_OF_TAGS: &$crate::Vocabulary = &$vocabulary;
    };
    (@tags $first:expr, $($tag:ident $(= $name:literal)?: $kind:ident,)*) => {
        #[allow(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            clippy::enum_variant_names,
            reason = "names of the standard"
        )]
        enum Index { $($tag),* }
        $(
            #[doc = concat!("`", $crate::vocabulary!(@name $tag $($name)?), "`")]
            #[allow(non_upper_case_globals, reason = "names of the standard")]
            pub const $tag: $crate::Tag = $crate::Tag::at($first, Index::$tag as u16);
        )*
    };
    (
        $(#[$meta:meta])* pub static $vocabulary:ident;
        namespaces: $namespaces:expr;
        public_ids: $public_ids:expr;
        $(synonyms: [$($synonym:literal),*];)?
        aliases { $($alias:literal => $canonical:ident,)* }
        elements { $($tag:ident $(= $name:literal)?: $kind:ident,)* }
    ) => {
        $crate::vocabulary! { @tags 0, $($tag $(= $name)?: $kind,)* }
        $(#[$meta])*
        pub static $vocabulary: $crate::Vocabulary = $crate::Vocabulary::new(
            &[$(($crate::vocabulary!(@name $tag $($name)?), $crate::ContentKind::$kind)),*],
            &[$(($alias, $canonical)),*],
            $namespaces,
            $public_ids,
        )
        $(.with_synonyms(&[$($synonym),*]))?;
        #[doc(hidden)]
        pub const VOCABULARY_OF_TAGS: &$crate::Vocabulary = &$vocabulary;
    };
    (@name $tag:ident $name:literal) => { $name };
    (@name $tag:ident) => { stringify!($tag) };
}

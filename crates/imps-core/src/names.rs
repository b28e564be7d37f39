//! Names: tags, words, namespaces, versions, and the vocabularies that contain them.

pub(crate) mod default_namespace;
pub(crate) mod lookup;
pub(crate) mod name;
pub mod tag;
pub(crate) mod version;
pub(crate) mod vocabulary;
pub(crate) mod word;

#[doc(hidden)]
pub use default_namespace::DefaultNamespace;
pub use name::Name;
pub use tag::CSP;
pub use version::{UnknownVersion, Version, Versions};
pub use vocabulary::{ContentKind, Namespace, Tag, Vocabulary};
pub use word::Word;

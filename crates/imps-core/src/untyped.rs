//! Documents without types.

pub(crate) mod document;
pub(crate) mod node;
pub(crate) mod tree;

pub use document::Document;
pub use node::{Item, Node};
pub use tree::{TreeSink, TreeSource};

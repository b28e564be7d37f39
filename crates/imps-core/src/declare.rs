//! The declaring macros: a message is declared once, and every syntax is a way to walk the declaration.

mod choice;
mod element;
mod enumeration;
mod text_type;
mod vocabulary;

pub use enumeration::write_word;

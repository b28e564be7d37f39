//! The declaring macros. A message is declared once, and every syntax walks the declaration.

mod choice;
mod element;
mod element_part;
mod enumeration;
mod number_type;
mod primitives;
mod text_type;
mod vocabulary;

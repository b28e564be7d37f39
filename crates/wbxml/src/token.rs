//! Tokens without loss of information.

use alloc::vec::Vec;

use crate::{MbU32, global};

/// One token of a document's body with its operand, as on the wire.
///
/// Strings are bytes without their terminator, in the document's character set.
#[doc(alias("global token", "opcode"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Token<'a> {
    /// `SWITCH_PAGE` to a page of the current code space.
    SwitchPage(u8),
    /// `END` of an attribute list, an element's content or a processing instruction.
    End,
    /// A tag byte, including the flag bits.
    Tag(u8),
    /// A literal tag byte (0x04, 0x44, 0x84, 0xC4) and the string-table offset of its name.
    LiteralTag(u8, MbU32),
    /// An attribute start, 0x05 to 0x7F.
    AttributeStart(u8),
    /// A literal attribute name by its string-table offset.
    LiteralAttribute(MbU32),
    /// An attribute value, 0x85 to 0xFF.
    AttributeValue(u8),
    /// An inline string.
    StrI(&'a [u8]),
    /// A string by its string-table offset.
    StrT(MbU32),
    /// A character entity.
    Entity(MbU32),
    /// Opaque data.
    Opaque {
        /// The number of bytes of its length on the wire.
        length_width: u8,
        /// The data.
        bytes: &'a [u8],
    },
    /// The start of a processing instruction; attribute starts and values follow, then `END`.
    Pi,
    /// An extension (0 to 2) with an inline string.
    ExtI(u8, &'a [u8]),
    /// An extension (0 to 2) with a number.
    ExtT(u8, MbU32),
    /// An extension (0 to 2) without a value.
    Ext(u8),
    /// Bytes after the root element that are not a processing instruction; always the last token.
    Trailing(&'a [u8]),
}

impl Token<'_> {
    /// Appends the token. Strings end with `terminator_width` zero bytes.
    ///
    /// The token is written unchanged. The caller makes sure that it is allowed at its place, and
    /// that its string contains no terminators.
    pub fn write(&self, terminator_width: usize, out: &mut Vec<u8>) {
        let mut with_integer = |byte: u8, integer: MbU32| {
            out.push(byte);
            integer.write(out);
        };
        match *self {
            Self::LiteralTag(byte, offset) => with_integer(byte, offset),
            Self::LiteralAttribute(offset) => with_integer(global::LITERAL, offset),
            Self::StrT(offset) => with_integer(global::STR_T, offset),
            Self::Entity(number) => with_integer(global::ENTITY, number),
            Self::ExtT(n, value) => with_integer(global::EXT_T_0 | n, value),
            Self::SwitchPage(page) => out.extend_from_slice(&[global::SWITCH_PAGE, page]),
            Self::End => out.push(global::END),
            Self::Tag(byte) | Self::AttributeStart(byte) | Self::AttributeValue(byte) => out.push(byte),
            Self::Pi => out.push(global::PI),
            Self::Ext(n) => out.push(global::EXT_0 | n),
            Self::StrI(string) => write_string(global::STR_I, string, terminator_width, out),
            Self::ExtI(n, string) => write_string(global::EXT_I_0 | n, string, terminator_width, out),
            Self::Opaque { length_width, bytes } => write_opaque(length_width, bytes, out),
            Self::Trailing(bytes) => out.extend_from_slice(bytes),
        }
    }
}

fn write_string(token: u8, string: &[u8], terminator_width: usize, out: &mut Vec<u8>) {
    out.push(token);
    out.extend_from_slice(string);
    out.extend(core::iter::repeat_n(0, terminator_width));
}

/// Data that is longer than a length can state is cut; no document can hold it.
fn write_opaque(length_width: u8, bytes: &[u8], out: &mut Vec<u8>) {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    out.push(global::OPAQUE);
    MbU32::with_width(length, length_width).unwrap_or(MbU32::new(length)).write(out);
    out.extend(bytes.iter().take(length as usize));
}

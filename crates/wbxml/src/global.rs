//! The global tokens: bytes with the same meaning in every code page.

/// Changes the code page of the current code space; the page number follows.
#[doc(alias = "code page")]
pub const SWITCH_PAGE: u8 = 0x00;
/// Ends an attribute list, an element's content or a processing instruction.
pub const END: u8 = 0x01;
/// A character entity; its number follows as `mb_u_int32`.
#[doc(alias = "character entity")]
pub const ENTITY: u8 = 0x02;
/// An inline string with its terminator follows.
pub const STR_I: u8 = 0x03;
/// An element or attribute named in the string table; the offset follows.
pub const LITERAL: u8 = 0x04;
/// Document-type-specific extension 0 with an inline string (1 and 2 come next).
pub const EXT_I_0: u8 = 0x40;
/// The last of the extensions with an inline string.
pub const EXT_I_2: u8 = 0x42;
/// A processing instruction.
#[doc(alias = "processing instruction")]
pub const PI: u8 = 0x43;
/// [`LITERAL`] element with content.
pub const LITERAL_C: u8 = LITERAL | HAS_CONTENT;
/// Document-type-specific extension 0 with an `mb_u_int32` (1 and 2 come next).
pub const EXT_T_0: u8 = 0x80;
/// The last of the extensions with an `mb_u_int32`.
pub const EXT_T_2: u8 = 0x82;
/// A string of the string table; the offset follows.
#[doc(alias = "string table")]
pub const STR_T: u8 = 0x83;
/// [`LITERAL`] element with attributes.
pub const LITERAL_A: u8 = LITERAL | HAS_ATTRIBUTES;
/// Document-type-specific extension 0 without a value (1 and 2 come next).
pub const EXT_0: u8 = 0xC0;
/// The last of the extensions without a value.
pub const EXT_2: u8 = 0xC2;
/// Opaque data; its length follows as `mb_u_int32`, then the bytes.
#[doc(alias = "opaque data")]
pub const OPAQUE: u8 = 0xC3;
/// [`LITERAL`] element with attributes and content.
pub const LITERAL_AC: u8 = LITERAL | HAS_CONTENT | HAS_ATTRIBUTES;

/// The bit of a tag byte that announces content.
pub const HAS_CONTENT: u8 = 0x40;
/// The bit of a tag byte that announces an attribute list.
pub const HAS_ATTRIBUTES: u8 = 0x80;

/// The bits of a tag byte that identify the element.
pub(crate) const IDENTITY: u8 = 0x3F;
/// The lowest token of a page. Lower values are global tokens.
pub(crate) const FIRST: u8 = 0x05;
/// The bit that distinguishes an attribute value from an attribute start.
pub(crate) const VALUE: u8 = 0x80;
/// The bits of an extension token that identify one of the three extensions.
pub(crate) const EXTENSION_NUMBER: u8 = 0x03;

/// Returns whether the byte is a token of a code page, not a global token.
#[inline]
pub(crate) const fn is_paged(byte: u8) -> bool {
    byte & IDENTITY >= FIRST
}

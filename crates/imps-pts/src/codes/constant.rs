//! Rows that are known at compile time.

use super::rows::{Chain, Links, NONE, Row};
use super::{Form, Message, Node, Parameter, Property, Word};
use crate::codes::Code;
use imps_core::Tag;
use std::borrow::Cow;

/// The numbers of the code and of the element of a row.
pub(super) type Key = [usize; 2];
/// The places in a [`Key`].
pub(super) const OF_CODE: usize = 0;
pub(super) const OF_TAG: usize = 1;

/// Returns the code with two letters.
#[expect(clippy::panic, reason = "called for constants only, where a fault is a compile error")]
pub(super) const fn code(letters: &str) -> Code {
    let [first, second] = *letters.as_bytes() else { panic!("expected two letters") };
    match Code::new([first, second]) {
        Some(code) => code,
        None => panic!("expected two letters"),
    }
}

/// Returns the element at the start of a path.
pub(super) const fn first(path: &[Tag]) -> Tag {
    match path {
        [first, ..] => *first,
        [] => Tag::FOREIGN,
    }
}

/// Returns the element at the end of a path.
pub(super) const fn last(path: &[Tag]) -> Tag {
    match path {
        [.., last] => *last,
        [] => Tag::FOREIGN,
    }
}

pub(super) const fn message(code: Code, path: &'static [Tag], is_request: bool) -> Message {
    Message { code, tag: first(path), is_request }
}

pub(super) const fn parameter(
    code: Code,
    path: &'static [Tag],
    order: usize,
    form: Form,
    is_last: bool,
    only_in: &'static [Tag],
) -> Parameter {
    Parameter { code, path: Cow::Borrowed(path), form, is_last, order, only_in: Cow::Borrowed(only_in) }
}

pub(super) const fn node(code: Code, path: &'static [Tag]) -> Node {
    Node { code, path: Cow::Borrowed(path) }
}

pub(super) const fn word(code: Code, path: &'static [Tag], text: &'static str, is_read: bool) -> Word {
    let known = imps_core::Word::find(text);
    Word { code, tag: first(path), text: Cow::Borrowed(text), known, is_read }
}

pub(super) const fn property(letters: &str, name: &'static str) -> Property {
    Property { code: code(letters), name: Cow::Borrowed(name) }
}

/// Returns a row with its links to the next rows with the same code and with the same element.
pub(super) const fn links<R: Row>(keys: &[Key], at: usize, row: R) -> Links<R> {
    Links { row, next_of_code: next(keys, at, OF_CODE), next_of_tag: next(keys, at, OF_TAG) }
}

/// Returns the next row that has the same number as another one.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "called for constants only, where a fault is a compile error"
)]
const fn next(keys: &[Key], at: usize, of: usize) -> u32 {
    let mut other = at + 1;
    while other < keys.len() {
        if keys[other][of] == keys[at][of] {
            return other as u32;
        }
        other += 1;
    }
    NONE
}

/// Returns the length of a list of chains: the highest number and one.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "called for constants only, where a fault is a compile error"
)]
pub(super) const fn length(keys: &[Key], of: usize) -> usize {
    let (mut length, mut at) = (0, 0);
    while at < keys.len() {
        if keys[at][of] >= length {
            length = keys[at][of] + 1;
        }
        at += 1;
    }
    length
}

/// Returns the chains of rows with the same number.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "called for constants only, where a fault is a compile error"
)]
pub(super) const fn chains<const N: usize>(keys: &[Key], of: usize) -> [Chain; N] {
    let mut chains = [Chain { first: NONE, last: NONE }; N];
    let mut at = 0;
    while at < keys.len() {
        let chain = &mut chains[keys[at][of]];
        if chain.first == NONE {
            chain.first = at as u32;
        }
        chain.last = at as u32;
        at += 1;
    }
    chains
}

/// Declares the rows of a kind, in order: number, letters, path, and the rest of the row. `first`
/// or `last` is the element of the path by which rows are found.
macro_rules! rows {
    ($row:ty, $element:ident: $(
        $at:literal $code:literal [$($tag:ident),+] $make:ident($($rest:expr),*),
    )*) => {{
        use $crate::codes::constant::{Key, OF_CODE, OF_TAG, chains, length, links};
        use $crate::codes::rows::{Chain, Links, Rows};
        const KEYS: &[Key] = &[$([code($code).index(), $element(&[$($tag),+]).index()]),*];
        static LIST: [Links<$row>; KEYS.len()] =
            [$(links(KEYS, $at, $make(code($code), &[$($tag),+], $($rest),*))),*];
        static CODES: [Chain; length(KEYS, OF_CODE)] = chains(KEYS, OF_CODE);
        static ELEMENTS: [Chain; length(KEYS, OF_TAG)] = chains(KEYS, OF_TAG);
        Rows::constant(&LIST, &CODES, &ELEMENTS)
    }};
}
pub(super) use rows;

//! A function that the grammars of the data types share.

use nom::Parser;
use nom::combinator::all_consuming;
use nom::error::Error;

/// Finds the position, in bytes, where a text leaves a grammar; `None` if the whole text follows
/// the grammar.
pub(crate) fn fault<'a>(
    grammar: impl Parser<&'a str, Error = Error<&'a str>>,
    text: &'a str,
) -> Option<usize> {
    match all_consuming(grammar).parse(text) {
        Ok(_) => None,
        Err(nom::Err::Error(error) | nom::Err::Failure(error)) => {
            Some(text.len().saturating_sub(error.input.len()))
        }
        Err(nom::Err::Incomplete(_)) => Some(text.len()),
    }
}

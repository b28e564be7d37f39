//! What the grammars of the data types share.

use nom::Parser;
use nom::combinator::all_consuming;
use nom::error::Error;

/// Where a text leaves a grammar, in octets; `None` when all of it follows.
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

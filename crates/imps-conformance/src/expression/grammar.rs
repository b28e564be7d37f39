//! The grammar of conformance expressions.
//!
//! ```text
//! expr    := term ("OR" term)*
//! term    := factor ("AND" factor)*
//! factor  := "(" expr ")" | item | group
//! ```

use super::{Expression, ExpressionError, ExpressionErrorKind, MAX_DEPTH, MAX_LENGTH, Parsed};
use crate::operand::Operand;
use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, multispace0};
use nom::combinator::{cut, verify};
use nom::error::{ErrorKind, ParseError};
use nom::multi::separated_list1;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// The fault of a text, and the number of bytes from it to the end.
#[derive(Debug)]
struct Fault {
    left: usize,
    kind: ExpressionErrorKind,
}

impl Fault {
    /// A fault that ends the reading.
    fn fatal(input: &str, kind: ExpressionErrorKind) -> nom::Err<Self> {
        nom::Err::Failure(Self { left: input.len(), kind })
    }
}

impl ParseError<&str> for Fault {
    fn from_error_kind(input: &str, _: ErrorKind) -> Self {
        Self { left: input.len(), kind: ExpressionErrorKind::ExpectedOperand }
    }

    fn append(_: &str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

type Parse<'a, T = Expression> = IResult<&'a str, T, Fault>;

/// Reads a whole text.
pub(super) fn parse(text: &str) -> Result<Parsed, ExpressionError> {
    let error = |offset, kind| ExpressionError { offset, kind };
    if text.len() > MAX_LENGTH {
        return Err(error(MAX_LENGTH, ExpressionErrorKind::TooLong));
    }
    let (text, stray_brackets) = without_stray_brackets(text);
    let rest = |left: usize| text.len().saturating_sub(left);
    match any(0, &text) {
        Ok((left, expression)) => match left.trim_start() {
            "" => Ok(Parsed { expression, stray_brackets }),
            other => Err(error(rest(other.len()), ExpressionErrorKind::ExpectedOperator)),
        },
        Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => Err(error(rest(fault.left), fault.kind)),
        Err(nom::Err::Incomplete(_)) => Err(error(text.len(), ExpressionErrorKind::ExpectedOperand)),
    }
}

/// Puts blanks in the places of brackets that close nothing. One expression of the standard has one.
fn without_stray_brackets(text: &str) -> (String, Vec<usize>) {
    let (mut open, mut stray) = (0_usize, Vec::new());
    let character = |(offset, character)| {
        match (character, open.checked_sub(1)) {
            ('(', _) => open = open.saturating_add(1),
            (')', Some(outer)) => open = outer,
            (')', None) => {
                stray.push(offset);
                return ' ';
            }
            _ => {}
        }
        character
    };
    let text = text.char_indices().map(character).collect();
    (text, stray)
}

fn any(depth: usize, input: &str) -> Parse<'_> {
    chain("OR", Expression::Any, |input| all(depth, input), input)
}

fn all(depth: usize, input: &str) -> Parse<'_> {
    chain("AND", Expression::All, |input| factor(depth, input), input)
}

/// Reads parts with an operator between them. One part is no chain.
fn chain<'a>(
    operator: &'static str,
    join: impl Fn(Vec<Expression>) -> Expression,
    part: impl Fn(&'a str) -> Parse<'a>,
    input: &'a str,
) -> Parse<'a> {
    let operator = preceded(multispace0, verify(word, move |found: &str| found == operator));
    let (rest, mut parts) = separated_list1(operator, cut(part)).parse(input)?;
    let one = if parts.len() == 1 { parts.pop() } else { None };
    Ok((rest, one.unwrap_or_else(|| join(parts))))
}

fn factor(depth: usize, input: &str) -> Parse<'_> {
    preceded(multispace0, alt((|input| bracketed(depth, input), operand))).parse(input)
}

fn bracketed(depth: usize, input: &str) -> Parse<'_> {
    let (inner, _) = char('(').parse(input)?;
    if depth >= MAX_DEPTH {
        return Err(Fault::fatal(input, ExpressionErrorKind::TooDeep));
    }
    let (rest, expression) = any(depth.saturating_add(1), inner)?;
    let rest = rest.trim_start();
    match rest.strip_prefix(')') {
        Some(rest) => Ok((rest, expression)),
        None if rest.is_empty() => Err(Fault::fatal(input, ExpressionErrorKind::Unclosed)),
        None => Err(Fault::fatal(rest, ExpressionErrorKind::ExpectedOperator)),
    }
}

fn operand(input: &str) -> Parse<'_> {
    let (rest, name) = verify(word, |found: &str| !["AND", "OR"].contains(&found)).parse(input)?;
    let found = if name.contains(':') {
        name.parse().map(Operand::Group).map_err(ExpressionErrorKind::UnknownGroup)
    } else {
        name.parse().map(Operand::Item).map_err(ExpressionErrorKind::UnknownItem)
    };
    match found {
        Ok(operand) => Ok((rest, Expression::Operand(operand))),
        Err(kind) => Err(Fault::fatal(input, kind)),
    }
}

fn word(input: &str) -> Parse<'_, &str> {
    take_while1(|character: char| !character.is_whitespace() && !"()".contains(character)).parse(input)
}

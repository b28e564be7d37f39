//! The grammar of parameters: names, values, quotes and groups. It knows no codes.
//!
//! ```text
//! params = param *( SP param ) [ SP ]
//! param  = name "=" value
//! value  = "(" value *( "," value ) ")" / DQUOTE *( qchar / 2DQUOTE ) DQUOTE / *tchar
//! ```

use crate::error::Fault;
use crate::{Fail, PtsErrorKind};
use imps_core::{LimitKind, Limits, Text};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_till1};
use nom::character::complete::char;
use nom::combinator::{recognize, value};
use nom::multi::many0_count;
use nom::sequence::delimited;
use nom::{IResult, Parser};

/// All parameters of a message in one list. A group comes before its members.
#[derive(Debug)]
pub(crate) struct Parameters<'a> {
    pub(crate) list: Vec<Parameter<'a>>,
    tokens: Vec<Token<'a>>,
}

/// One parameter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter<'a> {
    /// The letters before the equals sign, as written.
    pub(crate) name: &'a str,
    /// The offset in the message, in bytes.
    pub(crate) at: u32,
    value: u32,
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    /// The text between quotes, or without quotes; empty for a group.
    text: &'a str,
    form: Form,
    /// The number of the token after it and its members.
    end: u32,
    at: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    /// Whether every inner quote is doubled.
    Doubled,
    Group,
}

/// A text or a group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'t, 'a> {
    token: &'t Token<'a>,
    members: &'t [Token<'a>],
    first: u32,
}

impl<'a> Parameters<'a> {
    /// Returns the value of a parameter.
    pub(crate) fn value(&self, parameter: &Parameter<'a>) -> Option<Value<'_, 'a>> {
        let index = parameter.value as usize;
        Value::first(self.tokens.get(index..)?, parameter.value).map(|(value, _)| value)
    }
}

impl<'t, 'a> Value<'t, 'a> {
    /// Returns the first value of some tokens, and the tokens after it.
    fn first(tokens: &'t [Token<'a>], number: u32) -> Option<(Self, &'t [Token<'a>])> {
        let (token, rest) = tokens.split_first()?;
        let inside = token.end.saturating_sub(number).saturating_sub(1) as usize;
        let (members, behind) = rest.split_at_checked(inside)?;
        Some((Value { token, members, first: number.saturating_add(1) }, behind))
    }

    /// Returns the offset in the message, in bytes.
    pub(crate) fn at(self) -> u32 {
        self.token.at
    }

    /// Returns whether it is a group.
    pub(crate) fn is_group(self) -> bool {
        self.token.form == Form::Group
    }

    /// Returns the text, with single inner quotes.
    pub(crate) fn text(self) -> Option<Text<'a>> {
        match self.token.form {
            Form::Plain => Some(Text::borrowed(self.token.text)),
            Form::Doubled => Some(self.token.text.replace("\"\"", "\"").into()),
            Form::Group => None,
        }
    }

    /// Returns the text as written between quotes or without, for comparison with codes.
    pub(crate) fn raw(self) -> Option<&'a str> {
        (!self.is_group()).then_some(self.token.text)
    }

    /// Returns whether it is a text of nothing but blanks. Types trim those, so it means no value
    /// wherever an empty text does.
    pub(crate) fn is_blank(self) -> bool {
        self.raw().is_some_and(|text| text.trim_ascii().is_empty())
    }

    /// Iterates over the members of a group. A text is its own only member.
    pub(crate) fn members(self) -> Members<'t, 'a> {
        if self.is_group() {
            Members { tokens: self.members, number: self.first, single: None }
        } else {
            Members { tokens: &[], number: 0, single: Some(self) }
        }
    }
}

/// Iterates over the members of a group, in order.
#[derive(Clone, Debug)]
pub(crate) struct Members<'t, 'a> {
    tokens: &'t [Token<'a>],
    number: u32,
    single: Option<Value<'t, 'a>>,
}

impl<'t, 'a> Members<'t, 'a> {
    /// Returns the members, if there are exactly so many.
    pub(crate) fn exactly<const N: usize>(mut self) -> Option<[Value<'t, 'a>; N]> {
        let mut members = [self.next()?; N];
        for member in members.iter_mut().skip(1) {
            *member = self.next()?;
        }
        self.next().is_none().then_some(members)
    }
}

impl<'t, 'a> Iterator for Members<'t, 'a> {
    type Item = Value<'t, 'a>;

    fn next(&mut self) -> Option<Value<'t, 'a>> {
        let Some((value, behind)) = Value::first(self.tokens, self.number) else {
            return self.single.take();
        };
        self.number = value.token.end;
        self.tokens = behind;
        Some(value)
    }
}

/// Parses the text after the preamble of a message. `start` is its offset.
pub(crate) fn parameters(message: &str, start: usize, limits: Limits) -> Result<Parameters<'_>, Fail> {
    match parameters_to_fault(message, start, limits) {
        (parameters, None) => Ok(parameters),
        (_, Some(fail)) => Err(fail),
    }
}

/// Parses the same, and returns the parameters before a fault.
pub(crate) fn parameters_to_fault(
    message: &str,
    start: usize,
    limits: Limits,
) -> (Parameters<'_>, Option<Fail>) {
    let (list, tokens) = (Vec::with_capacity(8), Vec::with_capacity((message.len() / 8).saturating_add(8)));
    let mut parser = Parse { message, limits, parameters: Parameters { list, tokens } };
    let mut rest = message.get(start..).unwrap_or_default();
    while let Some(next) = rest.strip_prefix(' ') {
        // One space may end the message.
        if next.is_empty() {
            return (parser.parameters, None);
        }
        rest = match parser.parameter(next) {
            Ok(rest) => rest,
            Err(fault) => {
                let fail = parser.fail(fault);
                return (parser.parameters, Some(fail));
            }
        };
    }
    let fail = rest
        .chars()
        .next()
        .map(|_| parser.fail(Fault::unexpected(rest, "a space before the next parameter")));
    (parser.parameters, fail)
}

struct Parse<'a> {
    message: &'a str,
    limits: Limits,
    parameters: Parameters<'a>,
}

impl<'a> Parse<'a> {
    fn parameter(&mut self, input: &'a str) -> Result<&'a str, Fault<'a>> {
        let (rest, name) = name(input).map_err(|_| Fault::unexpected(input, "the name of a parameter"))?;
        let Some(rest) = rest.strip_prefix('=') else {
            return Err(Fault::unexpected(rest, "\"=\" and a value"));
        };
        if rest.is_empty() {
            return Err(Fault { at: rest, kind: PtsErrorKind::MissingValue });
        }
        let value = count(&self.parameters.tokens);
        self.parameters.list.push(Parameter { name, at: self.at(input), value });
        self.value(rest, 0)
    }

    fn value(&mut self, input: &'a str, depth: u32) -> Result<&'a str, Fault<'a>> {
        match input.as_bytes().first() {
            Some(b'(') => self.group(input, depth.saturating_add(1)),
            Some(b'"') => {
                let (rest, text) =
                    quoted(input).map_err(|_| Fault { at: input, kind: PtsErrorKind::UnclosedQuote })?;
                let form = if text.contains('"') { Form::Doubled } else { Form::Plain };
                self.push(input, text, form)?;
                Ok(rest)
            }
            _ => {
                let (rest, text) = token(input).map_err(|_| Fault::unexpected(input, "a value"))?;
                self.push(input, text, Form::Plain)?;
                Ok(rest)
            }
        }
    }

    fn group(&mut self, input: &'a str, depth: u32) -> Result<&'a str, Fault<'a>> {
        let limit = self.limits.depth();
        if depth > limit {
            return Err(Fault { at: input, kind: PtsErrorKind::TooDeep { limit } });
        }
        let group = self.parameters.tokens.len();
        self.push(input, "", Form::Group)?;
        let members = self.members(input, depth);
        let end = count(&self.parameters.tokens);
        if let Some(token) = self.parameters.tokens.get_mut(group) {
            token.end = end;
        }
        let rest = members?;
        match rest.strip_prefix(')') {
            Some(rest) => Ok(rest),
            None if rest.is_empty() => Err(Fault { at: input, kind: PtsErrorKind::UnclosedGroup }),
            None => Err(Fault::unexpected(rest, "\",\" or \")\"")),
        }
    }

    /// Parses the content of a group, and the text after it.
    fn members(&mut self, input: &'a str, depth: u32) -> Result<&'a str, Fault<'a>> {
        let mut rest = input;
        // The opening parenthesis first, then the commas.
        while let Some(next) = rest.strip_prefix(if rest.len() == input.len() { '(' } else { ',' }) {
            rest = self.value(next, depth)?;
        }
        Ok(rest)
    }

    fn push(&mut self, input: &'a str, text: &'a str, form: Form) -> Result<(), Fault<'a>> {
        let counts = [
            (LimitKind::Elements, self.parameters.tokens.len().saturating_add(1)),
            (LimitKind::TextBytes, text.len()),
        ];
        if let Some((bound, _)) = counts.into_iter().find(|(bound, found)| *found > self.limits.of(*bound)) {
            return Err(Fault { at: input, kind: PtsErrorKind::over(bound, &self.limits) });
        }
        let at = self.at(input);
        let end = count(&self.parameters.tokens).saturating_add(1);
        self.parameters.tokens.push(Token { text, form, end, at });
        Ok(())
    }

    /// Returns the offset of the rest of the message, in bytes.
    fn at(&self, rest: &str) -> u32 {
        offset(self.message.len().saturating_sub(rest.len()))
    }

    #[cold]
    fn fail(&self, fault: Fault<'a>) -> Fail {
        let character = fault.at.chars().next();
        // Line ends are a common accident: files end with one, and some gateways add them.
        let kind = match (fault.kind, character) {
            (PtsErrorKind::Unexpected { .. }, Some(character)) if is_line_end(character) => {
                PtsErrorKind::LineEnd
            }
            (PtsErrorKind::UnclosedQuote, _) if fault.at.contains(is_line_end) => PtsErrorKind::LineEnd,
            (kind, _) => kind,
        };
        Fail { kind, at: self.at(fault.at) }
    }
}

/// Offsets saturate at `u32::MAX`; messages are far shorter.
pub(crate) fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn count(tokens: &[Token<'_>]) -> u32 {
    offset(tokens.len())
}

fn name(input: &str) -> IResult<&str, &str> {
    take_till1(|character| matches!(character, '=' | ' ')).parse(input)
}

/// Parses text without quotes, which may be empty.
fn token(input: &str) -> IResult<&str, &str> {
    take_till(|character| is_special(character) || is_line_end(character)).parse(input)
}

/// Parses the text between quotes, in which quotes are doubled.
fn quoted(input: &str) -> IResult<&str, &str> {
    let piece = alt((value((), tag("\"\"")), value((), take_till1(|c| c == '"' || is_line_end(c)))));
    delimited(char('"'), recognize(many0_count(piece)), char('"')).parse(input)
}

/// Returns whether a character can appear only in quotes.
pub(crate) const fn is_special(character: char) -> bool {
    matches!(character, ' ' | '"' | ',' | '(' | ')' | '=' | '&')
}

/// Returns whether a character ends a line. A message must not contain one anywhere.
pub(crate) const fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats a value in a notation of these tests.
    fn shape(value: Value<'_, '_>) -> String {
        match value.text() {
            Some(text) => format!("{:?}", text.as_str()),
            None => format!("[{}]", value.members().map(shape).collect::<Vec<_>>().join(" ")),
        }
    }

    fn parse(message: &str) -> Result<Vec<String>, PtsErrorKind> {
        let parameters =
            parameters(message, 0, Limits::default().with_depth(10)).map_err(|fail| fail.kind)?;
        let one = |p: &Parameter<'_>| format!("{}={}", p.name, shape(parameters.value(p).unwrap()));
        Ok(parameters.list.iter().map(one).collect())
    }

    #[test]
    fn values_are_texts_and_groups() {
        for (message, expected) in [
            ("", vec![]),
            (" ", vec![]),
            (" ST=200", vec!["ST=\"200\""]),
            (" ST=200 ", vec!["ST=\"200\""]),
            (" ST= SI=x", vec!["ST=\"\"", "SI=\"x\""]),
            (" ST=\"\"", vec!["ST=\"\""]),
            (" ST=(200,\"say \"\"no\"\"\")", vec![r#"ST=["200" "say \"no\""]"#]),
            (" CL=(\"a b\",\"c,d\") DC=e", vec![r#"CL=["a b" "c,d"]"#, "DC=\"e\""]),
            (" X=((a,b),(c,(d)),e)", vec![r#"X=[["a" "b"] ["c" ["d"]] "e"]"#]),
            (" X=()", vec![r#"X=[""]"#]),
            (" X=(,x) Y=(x,)", vec![r#"X=["" "x"]"#, r#"Y=["x" ""]"#]),
            (" X=\u{e9}\u{1F600}\t", vec!["X=\"\u{e9}\u{1F600}\\t\""]),
        ] {
            assert_eq!(parse(message).unwrap(), expected, "{message}");
        }
    }

    #[test]
    fn text_is_borrowed_unless_a_quote_was_doubled() {
        let parameters = parameters(" A=x B=\"x y\" C=\"x\"\"y\"", 0, Limits::default()).ok().unwrap();
        let borrowed = |p: &Parameter<'_>| parameters.value(p).unwrap().text().unwrap().is_borrowed();
        assert_eq!(parameters.list.iter().map(borrowed).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn groups_do_not_nest_without_limit() {
        let message = format!(" X={}", "(".repeat(100_000));
        assert_eq!(parse(&message), Err(PtsErrorKind::TooDeep { limit: 10 }));
        let nested = |depth| format!(" X={}{}", "(".repeat(depth), ")".repeat(depth));
        assert!(parse(&nested(10)).is_ok());
        assert_eq!(parse(&nested(11)), Err(PtsErrorKind::TooDeep { limit: 10 }));
    }

    #[test]
    fn a_quote_left_open_is_not_taken_for_a_line_end() {
        assert_eq!(parse(" X=\"a b"), Err(PtsErrorKind::UnclosedQuote));
        assert_eq!(parse(" X=\"a\nb\""), Err(PtsErrorKind::LineEnd));
        assert_eq!(parse(" X=a\n"), Err(PtsErrorKind::LineEnd));
    }
}

//! Media types of content: `text/plain; charset=utf-8`. OMA-TS-IMPS-CSP_Data_Types.

use crate::Charset;
use crate::text_grammar::fault;
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use imps_core::schema::{DataType, InvalidText};
use imps_core::text_type;
use nom::branch::alt;
use nom::bytes::complete::{escaped, take_while1};
use nom::character::complete::{anychar, char, none_of, space0};
use nom::combinator::{cut, opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded, separated_pair};
use nom::{IResult, Parser};

/// The form of a media type with its parameters.
pub static MEDIA_TYPE: DataType =
    DataType::new("MediaType", "a media type such as text/plain; charset=utf-8", |text| {
        fault(media_type, text)
    });

/// The form of a word in a media type.
static TOKEN: DataType = DataType::new("Token", "a word of a media type", |text| fault(token, text));

text_type! {
    /// The type of content, with parameters: `text/plain; charset=utf-8`.
    ///
    /// It keeps the spelling. [`is`](Self::is) and [`same_as`](Self::same_as) compare as the
    /// standard does.
    ///
    /// ```
    /// use imps_types::{Charset, MediaType};
    /// let media_type = MediaType::from("Text/Plain; charset=UTF-8");
    /// assert_eq!((media_type.top_level(), media_type.subtype()), ("Text", "Plain"));
    /// assert!(media_type.is("text/plain"));
    /// assert_eq!(media_type.charset(), Some(Charset::UTF_8));
    ///
    /// let built = MediaType::new("text", "plain")?.with_parameter("charset", "utf-8")?;
    /// assert!(built.same_as(&media_type));
    /// # Ok::<_, imps_core::schema::InvalidText>(())
    /// ```
    #[doc(alias("MIME", "content type"))]
    pub struct MediaType: &MEDIA_TYPE;
}

impl MediaType<'static> {
    /// Makes a media type without parameters.
    ///
    /// # Errors
    /// [`InvalidText`] if a part is empty or has a character that a token of RFC 2045 cannot have.
    pub fn new(top_level: &str, subtype: &str) -> Result<Self, InvalidText> {
        TOKEN.check(top_level)?;
        TOKEN.check(subtype)?;
        Ok(format!("{top_level}/{subtype}").into())
    }
}

impl MediaType<'_> {
    /// Adds a parameter. The value is quoted if necessary.
    ///
    /// # Errors
    /// [`InvalidText`] for a name that is not a token, and for a value with a control character.
    pub fn with_parameter(self, name: &str, value: &str) -> Result<MediaType<'static>, InvalidText> {
        TOKEN.check(name)?;
        let value = if TOKEN.accepts(value) { Cow::Borrowed(value) } else { quote(value).into() };
        MediaType::parse_checked(format!("{self}; {name}={value}"))
    }

    /// The type and subtype without the parameters, as written: `text/plain`.
    pub fn essence(&self) -> &str {
        self.halves().0.trim()
    }

    /// The type, as written: `text`.
    pub fn top_level(&self) -> &str {
        self.essence().split_once('/').map_or(self.essence(), |(top_level, _)| top_level)
    }

    /// The subtype, as written: `plain`. Empty if none is given.
    pub fn subtype(&self) -> &str {
        self.essence().split_once('/').map_or("", |(_, subtype)| subtype)
    }

    /// The names and values of the parameters, in order, up to the first malformed parameter.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut rest = self.halves().1;
        core::iter::from_fn(move || {
            let (after, (name, value)) = parameter(rest).ok()?;
            rest = after;
            Some((name, unquote(value)))
        })
    }

    /// The value of a parameter. The name is compared without regard to case.
    pub fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.parameters().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The character set, if it is named and known.
    pub fn charset(&self) -> Option<Charset> {
        Charset::from_name(&self.parameter("charset")?)
    }

    /// Returns whether it has this type and subtype, whatever the parameters:
    /// `media_type.is("text/plain")`.
    pub fn is(&self, essence: &str) -> bool {
        self.essence().eq_ignore_ascii_case(essence)
    }

    /// Returns whether both are the same. Type, subtype, names of parameters and character sets are
    /// compared without regard to case, parameters in any order.
    pub fn same_as(&self, other: &MediaType<'_>) -> bool {
        let count = self.parameters().count();
        self.is(other.essence())
            && count == other.parameters().count()
            && self.parameters().all(|(name, value)| {
                other.parameter(name).is_some_and(|theirs| {
                    if name.eq_ignore_ascii_case("charset") {
                        theirs.eq_ignore_ascii_case(&value)
                    } else {
                        theirs == value
                    }
                })
            })
    }

    /// Returns the part before the parameters, and the parameters with their leading semicolon.
    fn halves(&self) -> (&str, &str) {
        let text = self.as_str();
        text.find(';').and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
    }
}

/// `type "/" subtype *( ";" name "=" value )`
fn media_type(input: &str) -> IResult<&str, &str> {
    recognize((token, char('/'), cut(token), many0_count(parameter), opt(trailing))).parse(input)
}

/// A semicolon at the end, which some writers leave.
fn trailing(input: &str) -> IResult<&str, &str> {
    recognize((space0, char(';'), space0, nom::combinator::eof)).parse(input)
}

/// A semicolon, a name, and a value that may be in quotation marks.
fn parameter(input: &str) -> IResult<&str, (&str, &str)> {
    let value = alt((quoted, token));
    preceded((space0, char(';'), space0), separated_pair(token, char('='), value)).parse(input)
}

/// `"any text"`, including the quotation marks.
fn quoted(input: &str) -> IResult<&str, &str> {
    let text = opt(escaped(none_of("\"\\\r\n"), '\\', anychar));
    recognize(delimited(char('"'), text, cut(char('"')))).parse(input)
}

/// Characters other than the separators of media types.
fn token(input: &str) -> IResult<&str, &str> {
    take_while1(|character: char| character.is_ascii_graphic() && !"()<>@,;:\\\"/[]?=".contains(character))
        .parse(input)
}

fn quote(value: &str) -> String {
    let mut quoted = String::from("\"");
    for character in value.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

fn unquote(value: &str) -> Cow<'_, str> {
    let Some(inner) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return Cow::Borrowed(value);
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut characters = inner.chars();
    let text = core::iter::from_fn(|| match characters.next() {
        Some('\\') => characters.next(),
        other => other,
    });
    Cow::Owned(text.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_with_and_without_quotation_marks() {
        let media_type = MediaType::from(r#"image/png ;Name="a \"b\"; c" ; x=1;y="" "#);
        let parameters: alloc::vec::Vec<_> = media_type.parameters().collect();
        assert_eq!(parameters, [("Name", r#"a "b"; c"#.into()), ("x", "1".into()), ("y", "".into())]);
        assert_eq!(media_type.parameter("NAME").as_deref(), Some(r#"a "b"; c"#));
    }

    #[test]
    fn the_error_names_the_offending_character() {
        let fault = |text: &'static str| {
            let error = MediaType::parse_checked(text).unwrap_err();
            (error.character(), error.offset())
        };
        assert_eq!(fault("text"), (None, 4));
        assert_eq!(fault("text/"), (None, 5));
        assert_eq!(fault("te xt/plain"), (Some(' '), 2));
        assert_eq!(fault("text/plain/x"), (Some('/'), 10));
        assert_eq!(fault("text/plain; charset"), (Some(';'), 10));
        for valid in
            ["text/plain", "text/plain;charset=utf-8", "text/plain;", "application/vnd.wap.mms-message"]
        {
            assert!(MediaType::from(valid).is_valid(), "{valid}");
        }
    }

    #[test]
    fn what_is_malformed_is_kept_and_read_as_far_as_possible() {
        let media_type = MediaType::from("text; charset=utf-8; what; x=1");
        assert_eq!((media_type.top_level(), media_type.subtype()), ("text", ""));
        assert_eq!(media_type.parameters().count(), 1);
        assert!(!media_type.is_valid());
    }

    #[test]
    fn comparison_is_without_case_where_the_standard_says_so() {
        let same = |one: &'static str, other: &'static str| MediaType::from(one).same_as(&other.into());
        assert!(same("TEXT/plain;Charset=UTF-8;a=1", "text/PLAIN; a=1; charset=\"utf-8\""));
        assert!(!same("text/plain;a=x", "text/plain;a=X"));
        assert!(!same("text/plain", "text/plain;a=1"));
        assert!(!same("text/plain", "text/html"));
    }

    #[test]
    fn built_values_are_quoted_where_they_need_it() {
        let built = MediaType::new("image", "png").unwrap().with_parameter("name", "a \"b\".png").unwrap();
        assert_eq!(built, r#"image/png; name="a \"b\".png""#);
        assert_eq!(built.parameter("name").as_deref(), Some("a \"b\".png"));
        assert_eq!(MediaType::new("text", "pl ain").unwrap_err().character(), Some(' '));
        let broken = MediaType::new("text", "plain").unwrap().with_parameter("a", "1\n2");
        assert!(broken.is_err());
    }
}

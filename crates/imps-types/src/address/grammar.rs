//! The grammar of addresses, according to the standard.

use crate::text_grammar::fault;
use imps_core::schema::DataType;
use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while1};
use nom::character::complete::{char, digit1};
use nom::combinator::{cut, opt, recognize};
use nom::error::Error;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// The form of an address of any kind.
pub static ADDRESS: DataType =
    DataType::new("Address", "an address such as wv:ann@example.com", |text| fault(address(local), text));

/// The form of the address of a user.
pub static USER_ID: DataType =
    DataType::new("UserID", "a user address such as wv:ann@example.com", |text| fault(address(user), text));

/// The form of the address of a group, private or public.
pub static GROUP_ID: DataType = DataType::new(
    "GroupID",
    "a group address such as wv:ann/friends@example.com or wv:/news@example.com",
    |text| fault(address(alt((public, owned))), text),
);

/// The form of the address of a contact list.
pub static CONTACT_LIST_ID: DataType =
    DataType::new("ContactListID", "a contact list address such as wv:ann/friends@example.com", |text| {
        fault(address(owned), text)
    });

/// The form of the user in an address: a name, or a telephone number with `+`.
pub(super) static USER: DataType =
    DataType::new("User", "the user part of an address", |text| fault(user, text));

/// The form of the group or contact list in an address.
pub(super) static RESOURCE: DataType =
    DataType::new("Resource", "the group or list part of an address", |text| fault(alpha, text));

/// The form of the domain in an address.
pub(super) static DOMAIN: DataType =
    DataType::new("Domain", "the domain part of an address", |text| fault(alpha, text));

/// Returns whether a character represents itself in a part of an address.
pub(super) const fn is_alpha(character: char) -> bool {
    matches!(character, ' '..='~') && !matches!(character, '/' | '@' | '+')
}

/// `[ "wv:" ] local [ "@" domain ]`
fn address<'a>(
    local: impl Parser<&'a str, Output = &'a str, Error = Error<&'a str>>,
) -> impl Parser<&'a str, Output = &'a str, Error = Error<&'a str>> {
    recognize((opt(tag_no_case("wv:")), local, opt(preceded(char('@'), cut(alpha)))))
}

/// `user | user "/" resource | "/" resource`
fn local(input: &str) -> IResult<&str, &str> {
    alt((public, recognize((user, opt(resource))))).parse(input)
}

/// `"/" resource`
fn public(input: &str) -> IResult<&str, &str> {
    resource.parse(input)
}

/// `user "/" resource`
fn owned(input: &str) -> IResult<&str, &str> {
    recognize((user, resource)).parse(input)
}

/// The part after the slash.
fn resource(input: &str) -> IResult<&str, &str> {
    preceded(char('/'), cut(alpha)).parse(input)
}

/// `"+" 1*digit | 1*alpha`
fn user(input: &str) -> IResult<&str, &str> {
    alt((recognize(preceded(char('+'), cut(digit1))), alpha)).parse(input)
}

fn alpha(input: &str) -> IResult<&str, &str> {
    take_while1(is_alpha).parse(input)
}

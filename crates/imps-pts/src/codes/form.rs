//! The shapes of values.

use super::table::Fault;
use imps_core::{CSP, Tag};

/// The shape of an element's content in the value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One text, or a list of texts if the element may appear more than once.
    Value,
    /// One text; the parameter itself appears once per element.
    Repeat,
    /// The text of one child: of the first if it looks like a telephone number, otherwise of the
    /// second.
    Either([Tag; 2]),
    /// The texts of two children, or only of the first.
    Group([Tag; 2]),
    /// Pairs of a capability code and a text.
    Capabilities,
    /// Pairs of a property code and a text.
    Properties,
    /// Pairs of a name, which may be empty, and a user.
    Members,
    /// Users: pairs with an empty name.
    Users,
    /// Codes of nodes of the service tree.
    Services,
    /// Codes of presence attributes.
    Names,
    /// Groups of a presence attribute, a qualifier and a value.
    Attributes,
    /// Groups of a user and a list of presence attributes.
    Presence,
}

impl Form {
    /// Parses the notation of the tables.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let (name, arguments) = match text.split_once('(') {
            Some((name, rest)) => (name, rest.strip_suffix(')').ok_or(Fault::Form)?),
            None => (text, ""),
        };
        match (name, arguments) {
            ("either", tags) => two(tags).map(Self::Either),
            ("group", tags) => two(tags).map(Self::Group),
            ("value", "") => Ok(Self::Value),
            ("repeat", "") => Ok(Self::Repeat),
            ("capabilities", "") => Ok(Self::Capabilities),
            ("properties", "") => Ok(Self::Properties),
            ("members", "") => Ok(Self::Members),
            ("users", "") => Ok(Self::Users),
            ("services", "") => Ok(Self::Services),
            ("names", "") => Ok(Self::Names),
            ("attributes", "") => Ok(Self::Attributes),
            ("presence", "") => Ok(Self::Presence),
            _ => Err(Fault::Form),
        }
    }
}

fn two(names: &str) -> Result<[Tag; 2], Fault> {
    let (first, second) = names.split_once(',').ok_or(Fault::Form)?;
    Ok([element(first)?, element(second)?])
}

/// Returns the element with a name.
pub(super) fn element(name: &str) -> Result<Tag, Fault> {
    CSP.tag(name).ok_or_else(|| Fault::Name(name.into()))
}

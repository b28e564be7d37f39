//! The attributes of one start tag.

use crate::XmlError;
use crate::characters::{clean, is_half, is_name, joined, referenced};
use imps_core::{Attribute, Error, ErrorKind, LimitKind, ReadOptions, Rule, Text};
use quick_xml::events::attributes::{AttrError, Attributes as Scan};
use std::borrow::Cow;

/// Pairwise comparison is faster than sorting up to this number.
const FEW: usize = 16;

/// The attributes of the current element. The list is reused from element to element.
#[derive(Debug, Default)]
pub(crate) struct Attributes<'a> {
    list: Vec<Attribute<'a>>,
    next: usize,
    /// The number of attributes in the document so far.
    count: usize,
}

impl<'a> Attributes<'a> {
    /// Creates an empty list.
    #[inline]
    pub(crate) fn clear(&mut self) {
        if !self.list.is_empty() {
            self.list.clear();
        }
        self.next = 0;
    }

    /// Reads all attributes of a tag: the text between `<` and `>`, starting at `offset` in the
    /// document.
    pub(crate) fn read(
        &mut self,
        tag: &'a str,
        name_length: usize,
        offset: usize,
        options: &ReadOptions,
    ) -> Result<(), Error> {
        self.clear();
        let limits = &options.limits;
        let place = |part: &str| {
            (part.as_ptr() as usize).saturating_sub(tag.as_ptr() as usize).saturating_add(offset)
        };
        for attribute in Scan::new(tag, name_length).with_checks(false) {
            let attribute = attribute.map_err(|fault| malformed(&fault, offset))?;
            let name = attribute.key.into_inner();
            if !is_name(name) {
                return Err(XmlError::InvalidName(name.into()).at(place(name)));
            }
            let Cow::Borrowed(raw) = attribute.value else {
                return Err(XmlError::IllFormed("malformed attribute").at(offset));
            };
            let value = normalized(raw).map_err(|fault| fault.at(place(raw)))?;
            if options.strict && has_halves(raw) {
                return Err(Error::new(ErrorKind::Strict(Rule::SurrogateReference)).at(place(raw)));
            }
            limits.check(LimitKind::TextBytes, value.len()).map_err(|error| error.at(place(raw)))?;
            self.count = self.count.saturating_add(1);
            limits.check(LimitKind::Attributes, self.count).map_err(|error| error.at(place(name)))?;
            self.list.push(Attribute { name: Text::borrowed(name), value: Text::from(value) });
        }
        match self.duplicate() {
            Some(name) => Err(XmlError::DuplicateAttribute(name.into()).at(place(name))),
            None => Ok(()),
        }
    }

    /// Returns the second of two equal names.
    fn duplicate(&self) -> Option<&str> {
        if self.list.len() <= FEW {
            let mut rest = self.list.as_slice();
            while let [first, others @ ..] = rest {
                if let Some(again) = others.iter().find(|other| other.name == first.name) {
                    return Some(&again.name);
                }
                rest = others;
            }
            return None;
        }
        let mut names: Vec<&str> = self.list.iter().map(|attribute| attribute.name.as_str()).collect();
        names.sort_unstable_by_key(|name| (*name, name.as_ptr()));
        names.windows(2).find_map(|pair| match pair {
            [first, second] if first == second => Some(*second),
            _ => None,
        })
    }

    /// Returns whether the list is empty.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the attributes that were not taken yet.
    pub(crate) fn list(&self) -> &[Attribute<'a>] {
        &self.list
    }

    /// Adds an attribute that is not in the document.
    pub(crate) fn push(&mut self, name: &'static str, value: &'static str) {
        self.list.push(Attribute { name: name.into(), value: value.into() });
    }

    /// Keeps the attributes that the closure accepts. The closure may change them.
    pub(crate) fn retain(&mut self, accept: impl FnMut(&mut Attribute<'a>) -> bool) {
        self.list.retain_mut(accept);
    }

    /// Takes the next attribute.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<Attribute<'a>> {
        let attribute = self.list.get_mut(self.next)?;
        self.next = self.next.saturating_add(1);
        let nothing = Attribute { name: Text::default(), value: Text::default() };
        Some(std::mem::replace(attribute, nothing))
    }
}

#[cold]
fn malformed(fault: &AttrError, offset: usize) -> Error {
    let (position, what) = match fault {
        AttrError::ExpectedEq(position) | AttrError::ExpectedValue(position) => {
            (*position, "attribute without a value")
        }
        AttrError::UnquotedValue(position) => (*position, "attribute value without quotes"),
        AttrError::ExpectedQuote(position, _) => (*position, "attribute value without its second quote"),
        AttrError::Duplicated(position, _) => (*position, "duplicate attribute"),
    };
    XmlError::IllFormed(what).at(offset.saturating_add(position))
}

/// Returns the value of an attribute: references resolved, white space turned into blanks.
pub(crate) fn normalized(raw: &str) -> Result<Cow<'_, str>, XmlError> {
    if raw.bytes().all(|byte| byte >= b' ' && byte != b'&' && byte != b'<' && byte.is_ascii()) {
        return Ok(Cow::Borrowed(raw));
    }
    let value = clean(raw).map_err(|(character, _)| XmlError::InvalidCharacter(character))?;
    if value.contains('<') {
        return Err(XmlError::IllFormed("\"<\" in an attribute value"));
    }
    let mut normal = String::with_capacity(value.len());
    let mut pieces = value.split('&');
    let blank = |text: &str| text.replace(['\t', '\n'], " ");
    normal.push_str(&blank(pieces.next().unwrap_or_default()));
    while let Some(piece) = pieces.next() {
        let (name, mut rest) = reference(piece)?;
        let character = match referenced(name) {
            Ok(character) => character,
            Err(fault) => {
                let second = pieces.next().filter(|_| rest.is_empty()).ok_or_else(|| fault.clone())?;
                let (second, behind) = reference(second)?;
                rest = behind;
                joined(name, second).ok_or(fault)?
            }
        };
        normal.push(character);
        normal.push_str(&blank(rest));
    }
    Ok(Cow::Owned(normal))
}

/// Returns the name of a reference, and the text after it.
fn reference(piece: &str) -> Result<(&str, &str), XmlError> {
    piece.split_once(';').ok_or(XmlError::IllFormed("ampersand without a reference"))
}

/// Returns whether references name halves of surrogate pairs.
#[cold]
fn has_halves(raw: &str) -> bool {
    raw.split('&').skip(1).any(|piece| reference(piece).is_ok_and(|(name, _)| is_half(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tag: &str) -> Result<Vec<(String, String)>, Error> {
        let mut attributes = Attributes::default();
        attributes.read(tag, 1, 0, &ReadOptions::default())?;
        Ok(std::iter::from_fn(|| attributes.next())
            .map(|next| (next.name.into(), next.value.into()))
            .collect())
    }

    #[test]
    fn values_are_normalized() {
        let list = read("a b = 'x &amp;&#10;\r\n\ty' c=\">\"").unwrap();
        assert_eq!(list, [("b".into(), "x &\n  y".into()), ("c".into(), ">".into())]);
        let list = read("a b='x&#xD83D;&#xDE00;y'").unwrap();
        assert_eq!(list, [("b".into(), "x\u{1F600}y".into())]);
    }

    #[test]
    fn faults_are_refused() {
        for tag in
            ["a b='&#xD83D;'", "a b='&#xD83D;x&#xDE00;'", "a b='&#xDE00;&#xD83D;'", "a b='&#xD83D;&amp;'"]
        {
            assert!(read(tag).is_err(), "{tag}");
        }
        for tag in
            ["a b", "a b=", "a b=c", "a b='", "a b='<'", "a b='&'", "a b='&x;'", "a 1='2'", "a b='1' b='2'"]
        {
            assert!(read(tag).is_err(), "{tag}");
        }
    }

    #[test]
    fn a_duplicate_among_many_is_found() {
        use std::fmt::Write as _;
        let mut tag = String::from("a");
        for number in 0..1000 {
            write!(tag, " b{number}='x'").unwrap();
        }
        assert_eq!(read(&tag).unwrap().len(), 1000);
        tag.push_str(" b7=''");
        assert!(read(&tag).is_err());
    }
}

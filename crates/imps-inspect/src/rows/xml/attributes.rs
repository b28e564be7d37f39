//! The places of the attributes in a tag. The parser gives only their values.

use std::ops::Range;

/// The place of an attribute, counted from the start of its tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) whole: Range<usize>,
    pub(super) name: Range<usize>,
    /// Without its quotes.
    pub(super) value: Range<usize>,
}

/// The attributes of a tag; in a malformed tag, the attributes before the fault.
pub(super) fn ranges(tag: &str) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut at = tag.find(is_blank).unwrap_or(tag.len());
    while let Some(attribute) = next(tag, at) {
        at = attribute.whole.end;
        found.push(attribute);
    }
    found
}

fn next(tag: &str, from: usize) -> Option<Attribute> {
    let start = from.saturating_add(tag.get(from..)?.find(|character| !is_blank(character))?);
    let rest = tag.get(start..)?;
    let equals = start.saturating_add(rest.find('=')?);
    let name = tag.get(start..equals)?.trim_end_matches(is_blank);
    let behind = equals.saturating_add(1);
    let opening = behind.saturating_add(tag.get(behind..)?.find(|character| !is_blank(character))?);
    let quote = tag.get(opening..)?.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let value = opening.saturating_add(1);
    let end = value.saturating_add(tag.get(value..)?.find(quote)?);
    let name = start..start.saturating_add(name.len());
    Some(Attribute { whole: start..end.saturating_add(1), name, value: value..end })
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_found() {
        let tag = "<a xmlns=\"b c\"\n  d = 'e=\"' f>";
        let parts = |attribute: &Attribute| (&tag[attribute.name.clone()], &tag[attribute.value.clone()]);
        let found = ranges(tag);
        assert_eq!(found.iter().map(parts).collect::<Vec<_>>(), [("xmlns", "b c"), ("d", "e=\"")]);
        assert_eq!(&tag[found[1].whole.clone()], "d = 'e=\"'");
        assert!(ranges("<a/>").is_empty() && ranges("<a >").is_empty() && ranges("<a b>").is_empty());
    }
}

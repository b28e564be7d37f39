//! The names of CSP, ready to be copied into tags.

use imps_core::{CSP, ContentKind, Tag, Vocabulary, tag};

/// A name with the `>` behind it, at the start of as many bytes as are copied at a time.
#[derive(Debug)]
pub(super) struct ReadyName {
    bytes: [u8; WIDTH],
    /// The length of the name; zero if the element needs more than its name: a namespace, or a look
    /// at its content. One name of the vocabulary is too long.
    length: u8,
}

const WIDTH: usize = 32;

/// In the order of the tags.
static OF_CSP: [ReadyName; CSP.len()] = all();

/// The ready names of a vocabulary; none for one other than CSP.
pub(super) fn of(vocabulary: &'static Vocabulary) -> &'static [ReadyName] {
    if std::ptr::eq(vocabulary, &raw const CSP) { &OF_CSP } else { &[] }
}

/// Finds the name of an element that needs nothing more.
#[inline(always)]
pub(super) fn find(names: &'static [ReadyName], tag: Tag) -> Option<&'static ReadyName> {
    names.get(tag.index()).filter(|name| name.length != 0)
}

impl ReadyName {
    /// Appends `<Name`.
    #[inline(always)]
    pub(super) fn start(&self, out: &mut Vec<u8>) {
        self.append(out, b'<', 0);
    }

    /// Appends `<Name>`.
    #[inline(always)]
    pub(super) fn whole_start(&self, out: &mut Vec<u8>) {
        self.append(out, b'<', 1);
    }

    /// Appends `</Name>`.
    #[inline(always)]
    pub(super) fn end(&self, out: &mut Vec<u8>) {
        out.push(b'<');
        self.append(out, b'/', 1);
    }

    // A copy of constant length takes a third of the instructions of one that asks for it.
    #[inline(always)]
    fn append(&self, out: &mut Vec<u8>, before: u8, behind: usize) {
        out.push(before);
        let length = out.len().saturating_add(usize::from(self.length)).saturating_add(behind);
        out.extend_from_slice(&self.bytes);
        out.truncate(length);
    }
}

#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "called for a constant only, where a fault is a compile error"
)]
const fn all() -> [ReadyName; CSP.len()] {
    let elements: [(&str, ContentKind); CSP.len()] = CSP.elements_with(&[], &[]);
    let mut names = [const { ReadyName { bytes: [0; WIDTH], length: 0 } }; CSP.len()];
    let mut number = 0;
    while number < names.len() {
        let name = elements[number].0.as_bytes();
        if name.len() < WIDTH && !needs_more(number) {
            let mut at = 0;
            while at < name.len() {
                names[number].bytes[at] = name[at];
                at += 1;
            }
            names[number].bytes[at] = b'>';
            names[number].length = name.len() as u8;
        }
        number += 1;
    }
    names
}

/// Returns whether the element declares a namespace, or describes or holds content.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "called for a constant only, where a fault is a compile error"
)]
const fn needs_more(number: usize) -> bool {
    let mut at = 0;
    while at < CSP.namespaces().len() {
        if CSP.namespaces()[at].declared_on.index() == number {
            return true;
        }
        at += 1;
    }
    number == tag::ContentType.index()
        || number == tag::ContentEncoding.index()
        || number == tag::ContentData.index()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_names_are_the_names() {
        let mut ready = 0;
        for tag in CSP.tags() {
            let name = CSP.name(tag).unwrap();
            let Some(found) = find(of(&CSP), tag) else {
                let is_described = [tag::ContentType, tag::ContentEncoding, tag::ContentData].contains(&tag);
                assert!(is_described || CSP.namespace_on(tag).is_some() || name.len() >= WIDTH, "{name}");
                continue;
            };
            ready += 1;
            let mut out = Vec::new();
            found.start(&mut out);
            found.whole_start(&mut out);
            found.end(&mut out);
            assert_eq!(String::from_utf8(out).unwrap(), format!("<{name}<{name}></{name}>"));
        }
        assert!(ready + 10 > CSP.len(), "{ready} names");
    }

    #[test]
    fn tags_outside_the_vocabulary_have_no_name() {
        assert!(find(of(&CSP), Tag::FOREIGN).is_none() && find(of(&CSP), Tag::TEXT).is_none());
    }
}

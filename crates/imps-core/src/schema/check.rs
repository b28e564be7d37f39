//! Checks of content models while a declaration compiles. [`element!`](crate::element) calls them
//! in constants, so that a mistake does not compile.

use super::Model;

/// Returns whether every name in a content model is among `names`. `EMPTY`, `ANY` and `#PCDATA` are
/// not names.
pub const fn has_only(content: &str, names: &[&str]) -> bool {
    let mut rest = content.as_bytes();
    while let [first, ..] = rest {
        let (word, behind) = split_word(rest);
        rest = behind;
        let is_known = word.is_empty()
            || *first == b'#'
            || is_same(word, b"EMPTY")
            || is_same(word, b"ANY")
            || is_among(word, names);
        if !is_known {
            return false;
        }
    }
    true
}

/// Returns whether a text names versions, such as `1.2` or `1.1-1.3`.
pub const fn are_versions(text: &str) -> bool {
    match text.as_bytes() {
        [b'1', b'.', one] => is_minor(*one),
        [b'1', b'.', first, b'-', b'1', b'.', last] => is_minor(*first) && is_minor(*last) && *first < *last,
        _ => false,
    }
}

const fn is_minor(digit: u8) -> bool {
    matches!(digit, b'1'..=b'3')
}

/// Returns whether no two models cover the same version.
pub const fn are_disjoint(models: &[Model]) -> bool {
    let mut rest = models;
    while let [first, others @ ..] = rest {
        let mut later = others;
        while let [other, behind @ ..] = later {
            if first.versions.overlaps(other.versions) {
                return false;
            }
            later = behind;
        }
        rest = others;
    }
    true
}

/// Returns whether a model mentions a child. Returns true if there are no models.
pub const fn is_mentioned(models: &[Model], child: &str) -> bool {
    let mut rest = models;
    while let [first, others @ ..] = rest {
        if first.mentions(child) {
            return true;
        }
        rest = others;
    }
    models.is_empty()
}

const fn is_among(word: &[u8], names: &[&str]) -> bool {
    let mut rest = names;
    while let [name, others @ ..] = rest {
        if is_same(word, name.as_bytes()) {
            return true;
        }
        rest = others;
    }
    false
}

/// Splits off the first word and returns it with the rest. The word is empty before a sign of the
/// notation, and the rest lacks that sign.
const fn split_word(content: &[u8]) -> (&[u8], &[u8]) {
    let mut length = 0_usize;
    let mut rest = content;
    while let [byte, others @ ..] = rest {
        if !super::is_name(*byte) && *byte != b'#' {
            break;
        }
        length = length.saturating_add(1);
        rest = others;
    }
    if length == 0
        && let [_, others @ ..] = content
    {
        return (&[], others);
    }
    content.split_at(length)
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([first, one_rest @ ..], [second, other_rest @ ..]) = (one, other) {
        if *first != *second {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_a_whole() {
        let names = ["Code", "Description", "User-ID"];
        for content in
            ["", "EMPTY", "ANY", "#PCDATA", "Code", "Code, Description?", "(Code | User-ID)*, Description+"]
        {
            assert!(has_only(content, &names), "{content}");
        }
        for content in ["Cod", "Codes", "Code, Descriptio?", "(Code | UserID)*", "code", "User", "EMPTYX"] {
            assert!(!has_only(content, &names), "{content}");
        }
    }

    #[test]
    fn versions_are_those_of_the_standard() {
        for text in ["1.1", "1.2", "1.3", "1.1-1.2", "1.1-1.3", "1.2-1.3"] {
            assert!(are_versions(text), "{text}");
        }
        for text in
            ["", "1", "1.0", "1.4", "2.1", "1.1-", "1.3-1.1", "1.1-1.4", "1.1-1.1", " 1.1", "1.1-1.2-1.3"]
        {
            assert!(!are_versions(text), "{text}");
        }
    }

    #[test]
    fn models_must_not_share_a_version() {
        let model = |versions| Model::new(versions, "Code", false);
        assert!(are_disjoint(&[]) && are_disjoint(&[model("1.1-1.2"), model("1.3")]));
        assert!(!are_disjoint(&[model("1.1-1.2"), model("1.3"), model("1.2")]));
    }

    #[test]
    fn without_models_every_child_is_mentioned() {
        assert!(is_mentioned(&[], "Code"));
        let models = [Model::new("1.1", "Name", false), Model::new("1.2", "Code?", false)];
        assert!(is_mentioned(&models, "Code") && !is_mentioned(&models, "Cod"));
    }
}

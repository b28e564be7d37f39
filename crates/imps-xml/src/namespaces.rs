//! Tracks which names belong to the vocabulary and which to a vendor.

/// The version number at the end of a namespace name.
pub(crate) fn version_in(uri: &str) -> &str {
    let family = uri.trim_end_matches(|character: char| character.is_ascii_digit() || character == '.');
    uri.strip_prefix(family).unwrap_or_default()
}

/// The maximum number of declarations in scope. It keeps each lookup cheap for any document.
pub(crate) const MOST_DECLARATIONS: usize = 256;

/// The namespace declarations in scope. An element without declarations costs nothing here.
#[derive(Debug)]
pub(crate) struct Scopes<'a> {
    declarations: Vec<Declaration<'a>>,
    /// Whether a name without prefix belongs to the vocabulary.
    pub(crate) default_is_ours: bool,
    /// The depth of the innermost element with a declaration.
    deepest: u32,
}

#[derive(Debug)]
struct Declaration<'a> {
    /// Empty for the default namespace.
    prefix: &'a str,
    ours: bool,
    depth: u32,
}

impl<'a> Scopes<'a> {
    /// Creates a state without declarations. Names without a namespace belong to the vocabulary.
    pub(crate) const fn new() -> Self {
        Self { declarations: Vec::new(), default_is_ours: true, deepest: 0 }
    }

    /// Adds a declaration on the element at this depth. Returns false if there are too many.
    pub(crate) fn declare(&mut self, prefix: &'a str, ours: bool, depth: u32) -> bool {
        if self.declarations.len() == MOST_DECLARATIONS {
            return false;
        }
        self.declarations.push(Declaration { prefix, ours, depth });
        self.deepest = depth;
        if prefix.is_empty() {
            self.default_is_ours = ours;
        }
        true
    }

    /// Removes the declarations of the element at this depth.
    #[inline]
    pub(crate) fn leave(&mut self, depth: u32) {
        if self.deepest == depth && depth > 0 {
            self.forget(depth);
        }
    }

    #[cold]
    fn forget(&mut self, depth: u32) {
        while self.declarations.pop_if(|declaration| declaration.depth >= depth).is_some() {}
        self.deepest = self.declarations.last().map_or(0, |declaration| declaration.depth);
        self.default_is_ours = self.find("").unwrap_or(true);
    }

    /// Returns whether the element at this depth declares a default namespace.
    pub(crate) fn declares_default(&self, depth: u32) -> bool {
        let mut innermost =
            self.declarations.iter().rev().take_while(|declaration| declaration.depth == depth);
        innermost.any(|declaration| declaration.prefix.is_empty())
    }

    /// Returns whether names with this prefix belong to the vocabulary; `None` for an undeclared
    /// prefix.
    pub(crate) fn find(&self, prefix: &str) -> Option<bool> {
        if prefix == "xml" {
            return Some(false);
        }
        self.declarations
            .iter()
            .rev()
            .find(|declaration| declaration.prefix == prefix)
            .map(|found| found.ours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_stands_at_the_end() {
        assert_eq!(version_in("http://www.wireless-village.org/CSP1.0"), "1.0");
        assert_eq!(version_in("urn:x"), "");
    }

    #[test]
    fn a_declaration_lasts_as_long_as_its_element() {
        let mut scopes = Scopes::new();
        assert!(scopes.declare("c", true, 1) && scopes.declare("", false, 3));
        assert!(!scopes.default_is_ours);
        scopes.leave(4);
        assert!(!scopes.default_is_ours);
        scopes.leave(3);
        assert!(scopes.default_is_ours);
        assert_eq!((scopes.find("c"), scopes.find("d")), (Some(true), None));
        scopes.leave(1);
        assert_eq!(scopes.find("c"), None);
    }
}

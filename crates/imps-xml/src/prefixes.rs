//! Checks the prefixes of written names: the element or an enclosing one must declare each.

/// The declared prefixes, and the prefixes used in the open start tag.
#[derive(Debug, Default)]
pub(crate) struct Prefixes {
    /// The depth of the declaring element, and the prefix.
    declared: Vec<(usize, String)>,
    used: Vec<String>,
}

impl Prefixes {
    /// Records the prefix of a name, if it needs a declaration.
    pub(crate) fn record(&mut self, name: &str) {
        if let Some((prefix, _)) = name.split_once(':')
            && prefix != "xml"
            && prefix != "xmlns"
        {
            self.used.push(prefix.into());
        }
    }

    /// Records a declaration. Returns false if namespaces in XML forbid it.
    pub(crate) fn declare(&mut self, depth: usize, prefix: &str, uri: &str) -> bool {
        self.declared.push((depth, prefix.into()));
        !uri.is_empty() && prefix != "xml" && prefix != "xmlns"
    }

    /// Returns whether the start tag uses prefixes.
    #[inline]
    pub(crate) const fn any_used(&self) -> bool {
        !self.used.is_empty()
    }

    /// Ends the start tag. Returns a prefix that it uses and nobody declares.
    pub(crate) fn take_undeclared(&mut self) -> Option<String> {
        let Self { declared, used } = self;
        used.drain(..).find(|used| !declared.iter().any(|(_, prefix)| prefix == used))
    }

    /// Records that an element has ended. Its parent is at this depth.
    #[inline]
    pub(crate) fn leave(&mut self, depth: usize) {
        while self.declared.pop_if(|(declared, _)| *declared > depth).is_some() {}
    }
}

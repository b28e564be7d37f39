//! Prefixes of names that are written: each has to be declared by the element or around it.

/// What is declared, and what the open start tag uses.
#[derive(Debug, Default)]
pub(crate) struct Prefixes {
    /// With the depth of the declaring element.
    declared: Vec<(usize, String)>,
    used: Vec<String>,
}

impl Prefixes {
    /// Notes the prefix of a name, if it has one that needs a declaration.
    pub(crate) fn note(&mut self, name: &str) {
        if let Some((prefix, _)) = name.split_once(':')
            && prefix != "xml"
            && prefix != "xmlns"
        {
            self.used.push(prefix.into());
        }
    }

    /// Notes a declaration; false when namespaces in XML forbid it.
    pub(crate) fn declare(&mut self, depth: usize, prefix: &str, uri: &str) -> bool {
        self.declared.push((depth, prefix.into()));
        !uri.is_empty() && prefix != "xml" && prefix != "xmlns"
    }

    /// Whether the start tag uses prefixes at all.
    #[inline]
    pub(crate) const fn any_used(&self) -> bool {
        !self.used.is_empty()
    }

    /// The start tag is complete: a prefix that it uses and nobody declares.
    pub(crate) fn settle(&mut self) -> Option<String> {
        let Self { declared, used } = self;
        used.drain(..).find(|used| !declared.iter().any(|(_, prefix)| prefix == used))
    }

    /// The parent of the element just ended is at this depth.
    #[inline]
    pub(crate) fn leave(&mut self, depth: usize) {
        while self.declared.pop_if(|(declared, _)| *declared > depth).is_some() {}
    }
}

//! Findings: each fault and its place.

use super::options::ValidateOptions;
use super::rules::FOREIGN;
use crate::names::{Tag, Version, Vocabulary};
use crate::reading::{Error, ErrorKind, Rule};
use crate::{LeftOut, Quote};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; no reader will have trouble with it.
    Note,
    /// Some readers may have trouble with it.
    Warning,
    /// A violation of the standard.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One fault of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The broken rule, under the name that [`explain`](super::explain) knows; stable across
    /// releases.
    pub rule: &'static str,
    /// The severity.
    pub severity: Severity,
    /// The start of the faulty element, in bytes from the start of the document. If something is
    /// missing, the start of the element that should contain it.
    pub offset: usize,
    /// The path of the faulty element: `WV-CSP-Message/Session/Transaction[0]`. Lists count from 0.
    pub path: String,
    /// The content of the document there, or the whole fault if `expected` is empty. Empty if
    /// something is missing.
    pub found: String,
    /// The expected or missing content. Empty if `found` says all.
    pub expected: String,
}

impl Finding {
    /// The fault, in words: `found another Result, expected Result once`, `missing SessionDescriptor
    /// in Session`, or `not base64`.
    pub fn fault(&self) -> String {
        match (self.found.as_str(), self.expected.as_str()) {
            ("", expected) => format!("missing {expected}{}", in_element(&self.path)),
            (found, "") => found.into(),
            (found, expected) => format!("found {found}, expected {expected}"),
        }
    }
}

/// Writes `error[too-many] at byte 24 in Status/Result[1]: found another Result, expected Result
/// once`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, severity, offset, path, .. } = self;
        let within = if path.is_empty() { "" } else { " in " };
        write!(f, "{severity}[{rule}] at byte {offset}{within}{path}: {}", self.fault())
    }
}

/// Findings, in the order of the document once [`into_vec`](Self::into_vec) has sorted them.
#[derive(Clone, Debug)]
pub struct Findings {
    list: Vec<Finding>,
    options: ValidateOptions,
    left_out: usize,
    unreadable: bool,
}

impl Findings {
    /// Makes an empty list.
    pub const fn new(options: &ValidateOptions) -> Self {
        Self { list: Vec::new(), options: *options, left_out: 0, unreadable: false }
    }

    /// The options of the check.
    pub const fn options(&self) -> &ValidateOptions {
        &self.options
    }

    /// Adds a finding. For something missing, `found` is empty; see [`Finding::found`].
    pub fn add(
        &mut self,
        rule: &'static str,
        severity: Severity,
        place: &Place<'_>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.add_at(rule, severity, place.offset, place.path(), found, expected);
    }

    /// Adds a finding about an earlier place.
    pub fn add_at(
        &mut self,
        rule: &'static str,
        severity: Severity,
        offset: usize,
        path: String,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        if !self.is_full() {
            // It may quote names of the document, which may have any length.
            let found = Quote::<200>(&found.into()).to_string();
            let expected = expected.into();
            self.list.push(Finding { rule, severity, offset, path, found, expected });
        }
    }

    /// Adds the error of a reader. Rules of strict reading are warnings, unless checking is strict
    /// too.
    pub fn add_error(&mut self, error: &Error) {
        self.refuse(error, error.offset().unwrap_or_default(), error.path());
    }

    /// Adds content that reading leaves out, unless a finding of the same rule already reports it.
    pub fn add_left_out(&mut self, left_out: &LeftOut) {
        let (rule, offset) = (left_out.rule.id(), left_out.offset);
        if left_out.count > 1 || !self.list.iter().any(|finding| finding.rule == rule) {
            let severity = if self.options.strict { Severity::Error } else { Severity::Warning };
            self.add_at(rule, severity, offset, String::new(), left_out.to_string(), "");
        }
    }

    /// Adds the error of a reader in the middle of a walk; see [`add_error`](Self::add_error).
    pub(super) fn add_error_at(&mut self, error: &Error, place: &Place<'_>) {
        self.refuse(error, place.offset, place.path());
    }

    fn refuse(&mut self, error: &Error, offset: usize, path: String) {
        self.unreadable |= !matches!(error.kind(), ErrorKind::Strict(_));
        let (rule, severity, found, expected) = match error.kind() {
            ErrorKind::Strict(rule) => {
                let severity = if self.options.strict { Severity::Error } else { Severity::Warning };
                let found = format!("strict readers refuse this: {}", rule.explanation());
                (rule.id(), severity, found, String::new())
            }
            ErrorKind::InvalidValue { expected, found } => {
                ("value", Severity::Error, quoted(found), (*expected).into())
            }
            kind => ("syntax", Severity::Error, kind.to_string(), String::new()),
        };
        // The walk has already reported it as content that readers skip.
        if let ErrorKind::Strict(Rule::UnknownElement) = error.kind()
            && let Some(told) =
                self.list.iter_mut().find(|told| told.rule == FOREIGN && told.offset == offset)
        {
            told.severity = told.severity.max(severity);
            return;
        }
        // Added beyond the limit too: there are at most two.
        if !self.has(rule, offset) {
            self.list.push(Finding { rule, severity, offset, path, found, expected });
        }
    }

    /// Returns whether the list is full, and counts the findings left out.
    fn is_full(&mut self) -> bool {
        let full = self.list.len() >= self.options.max_findings;
        self.left_out = self.left_out.saturating_add(usize::from(full));
        full
    }

    /// The number of findings beyond [`ValidateOptions::max_findings`].
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    /// Returns whether reading had to stop.
    pub const fn is_unreadable(&self) -> bool {
        self.unreadable
    }

    /// Returns whether a rule was found broken at an offset.
    pub fn has(&self, rule: &str, offset: usize) -> bool {
        self.list.iter().any(|finding| finding.rule == rule && finding.offset == offset)
    }

    /// The kept findings, in the order in which they were found.
    pub fn as_mut_slice(&mut self) -> &mut [Finding] {
        &mut self.list
    }

    /// Returns the findings, sorted by place.
    pub fn into_vec(mut self) -> Vec<Finding> {
        self.list.sort_by_key(|finding| finding.offset);
        self.list
    }
}

/// An open element, or a leaf being checked.
#[derive(Clone, Copy, Debug)]
pub struct Place<'w> {
    /// The enclosing elements, outermost first.
    pub(super) steps: &'w [Step],
    /// The vocabulary of the names.
    pub(super) vocabulary: &'static Vocabulary,
    /// The protocol version of the document.
    pub version: Version,
    /// The start of the element, in bytes from the start of the document.
    pub offset: usize,
}

/// One element of a path.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) tag: Tag,
    /// The name of an element outside of the vocabulary.
    pub(super) foreign: Option<String>,
    pub(super) index: Option<usize>,
}

impl Place<'_> {
    /// The element.
    pub fn tag(&self) -> Tag {
        self.ancestor(0)
    }

    /// The enclosing element; `Tag::FOREIGN` for the root.
    pub fn parent(&self) -> Tag {
        self.ancestor(1)
    }

    /// The element `levels` levels up; `Tag::FOREIGN` past the root.
    pub fn ancestor(&self, levels: usize) -> Tag {
        self.steps.iter().rev().nth(levels).map_or(Tag::FOREIGN, |step| step.tag)
    }

    /// Returns a text of the element as readers see it: without white space around it, unless it is
    /// free text.
    pub(super) fn trimmed<'t>(&self, text: &'t str) -> &'t str {
        if self.vocabulary.kind(self.tag()).is_trimmed() { text.trim_ascii() } else { text }
    }

    /// The number of open elements, including this one.
    pub const fn depth(&self) -> usize {
        self.steps.len()
    }

    /// The name of the element.
    pub fn name(&self) -> &str {
        self.steps.last().map_or("", |step| step.name(self.vocabulary))
    }

    /// The names from the root down: `WV-CSP-Message/Session/Transaction[0]`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps {
            if !path.is_empty() {
                path.push('/');
            }
            let _ = write!(path, "{}", Quote::<80>(step.name(self.vocabulary))); // cannot fail
            if let Some(index) = step.index {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
        path
    }
}

impl Step {
    fn name<'s>(&'s self, vocabulary: &'static Vocabulary) -> &'s str {
        match &self.foreign {
            Some(name) => name,
            None => vocabulary.name(self.tag).unwrap_or("(foreign)"),
        }
    }
}

/// Returns ` in ` and the last name of a path, without its index.
fn in_element(path: &str) -> String {
    match path.rsplit('/').next().and_then(|step| step.split('[').next()) {
        None | Some("") => String::new(),
        Some(name) => format!(" in {name}"),
    }
}

/// Quotes the start of a text.
pub(super) fn quoted(text: &str) -> String {
    alloc::format!("{:?}", Quote::<40>(text))
}

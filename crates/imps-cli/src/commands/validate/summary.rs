//! The last line of `imps validate`.

use super::Checked;
use crate::palette::of_severity;
use oma_imps::Severity;

/// The counts of documents and findings.
#[derive(Debug, Default)]
pub(super) struct Summary {
    documents: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// The number of inputs that could not be read.
    pub(super) unread: usize,
}

impl Summary {
    /// Counts the documents of an input. Returns whether one has an error.
    pub(super) fn add(&mut self, checked: &[Checked]) -> bool {
        let before = self.errors;
        self.documents += checked.iter().filter(|one| one.is_document).count();
        for finding in checked.iter().flat_map(|one| &one.findings) {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
        self.errors > before
    }

    /// `3 documents: 1 error, 2 warnings`, with styles. Where nobody waits at a terminal, good
    /// documents pass in silence, and the only finding of the only document needs no summary.
    pub(super) fn text(&self, is_terminal: bool) -> String {
        let findings = self.errors + self.warnings + self.notes;
        let is_clear = findings == 0 || findings == 1 && self.documents + self.unread < 2;
        if is_clear && !is_terminal {
            return String::new();
        }
        let of = |count: usize, what: &str, severity: Severity| {
            let style = of_severity(severity);
            (count > 0).then(|| format!("{style}{}{style:#}", counted(count, what)))
        };
        let found = [
            of(self.errors, "error", Severity::Error),
            of(self.warnings, "warning", Severity::Warning),
            of(self.notes, "note", Severity::Note),
            of(self.unread, "unreadable input", Severity::Error),
        ];
        let found: Vec<String> = found.into_iter().flatten().collect();
        let found = if found.is_empty() { "no findings".into() } else { found.join(", ") };
        format!("{}: {found}\n", counted(self.documents, "document"))
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

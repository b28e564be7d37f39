//! The converted documents of one input, until they are written.

use crate::files::{Input, Output, Problem, Target};
use crate::parts::split_lines;
use crate::report::{self, Failure};
use oma_imps::Syntax;
use std::collections::HashSet;
use std::fs;
use std::mem;
use std::path::PathBuf;

/// The documents of one input, one after the other.
#[derive(Debug, Default)]
pub(super) struct Converted {
    pub(super) bytes: Vec<u8>,
    /// Whether each document gets a file of its own.
    pub(super) are_apart: bool,
    /// The number of each document, and its end.
    ends: Vec<(usize, usize)>,
    /// The number of documents that could not be converted.
    failures: usize,
}

impl Converted {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        (self.are_apart, self.failures) = (false, 0);
    }

    /// The document with this number was converted.
    pub(super) fn end(&mut self, number: usize) {
        self.ends.push((number, self.bytes.len()));
    }

    /// A document was not converted. The others are, if each gets a file of its own.
    pub(super) fn failed(&mut self, input: &Input, failure: Failure) -> Result<(), Failure> {
        if !self.are_apart {
            return Err(failure);
        }
        self.bytes.truncate(self.ends.last().map_or(0, |(_, end)| *end));
        self.failures += 1;
        report::failure(input, &failure);
        Ok(())
    }

    /// Writes the documents. `taken` are the files that must stay: inputs, and other outputs.
    pub(super) fn write(
        &mut self,
        input: &Input,
        output: &Output,
        to: Syntax,
        split: Option<usize>,
        taken: &mut HashSet<PathBuf>,
    ) -> Result<(), Failure> {
        // Parts of one message are one document.
        if !self.are_apart || self.ends.len() == 1 && self.failures == 0 {
            let document = finished(mem::take(&mut self.bytes), to, split)?;
            return Ok(output.target(input, to).write(&document)?);
        }
        let highest = self.ends.iter().map(|(number, _)| *number).max().unwrap_or_default();
        let digits = highest.to_string().len();
        let (mut files, mut start) = (Vec::new(), 0);
        for (number, end) in &self.ends {
            let document = &self.bytes[start..*end];
            start = *end;
            // A request that does not travel to another version leaves nothing.
            if document.is_empty() {
                continue;
            }
            let target = output.numbered(input, *number, digits, to);
            if let Target::File(path) = &target
                && (fs::canonicalize(path).is_ok_and(|path| taken.contains(&path)) || taken.contains(path))
            {
                return Err(Problem::Taken(path.clone()).into());
            }
            files.push((target, finished(document.to_vec(), to, split)?));
        }
        for (target, document) in files {
            target.write(&document)?;
            if let Target::File(path) = target {
                taken.insert(path);
            }
        }
        Ok(())
    }
}

/// A document as it is written: plain text in whole lines, perhaps in parts.
fn finished(mut document: Vec<u8>, to: Syntax, split: Option<usize>) -> Result<Vec<u8>, Failure> {
    if to == Syntax::Pts {
        end_line(&mut document);
    }
    match split {
        Some(bytes) => split_lines(&document, bytes).map_err(Failure::Split),
        None => Ok(document),
    }
}

/// Ends the last line.
pub(super) fn end_line(document: &mut Vec<u8>) {
    if document.last() != Some(&b'\n') {
        document.push(b'\n');
    }
}

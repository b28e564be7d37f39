//! Reads a document as a program would, to find facts that the rows alone do not show.

use super::path::Path;
use oma_imps::Error;
use oma_imps::imps_core::{Source, Tag};

/// Reads a document to its end or its first fault, and passes on every element: its offset, its
/// path, and its text if it is a leaf.
pub(super) fn elements<'a, S: Source<'a>>(
    source: &mut S,
    mut element: impl FnMut(usize, &Path, Option<&str>),
) -> Result<(), Error> {
    let mut path = Path::default();
    loop {
        match source.child()? {
            Some(Tag::TEXT) => drop(source.leaf()?),
            Some(tag) => {
                path.push(&source.name(), Some(tag).filter(|tag| *tag != Tag::FOREIGN));
                let offset = source.offset();
                while source.attribute()?.is_some() {}
                match source.leaf()? {
                    Some(value) => {
                        element(offset, &path, Some(&value.as_text().unwrap_or_default()));
                        path.pop();
                    }
                    None => element(offset, &path, None),
                }
            }
            None if path.depth() == 0 => return Ok(()),
            None => path.pop(),
        }
    }
}

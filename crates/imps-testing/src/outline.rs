//! The findings of a reader, as text that can be compared.

use imps_core::{Error, Source, Tag};

/// Which elements to read as leaves. The others are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// Each element is asked for its whole content first.
    Asked,
    /// Only text between elements is asked for.
    Entered,
    /// Every third element is skipped, and the others are asked.
    Skipped,
}

impl Leaves {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Entered, Self::Skipped];
}

/// Everything that a source finds, one line each: elements with their offsets and attributes,
/// values, what was left out, and the fault that ends it.
pub fn outline<'a, S: Source<'a>>(source: Result<S, Error>, leaves: Leaves) -> Vec<String> {
    let mut lines = Vec::new();
    let end = source.and_then(|mut source| {
        let read = read(&mut source, leaves, &mut lines);
        lines.push(format!("{} {:?} {:?}", source.offset(), source.name(), source.left_out()));
        read
    });
    if let Err(error) = end {
        lines.push(format!("{error}: {error:?}"));
    }
    lines
}

fn read<'a, S: Source<'a>>(source: &mut S, leaves: Leaves, lines: &mut Vec<String>) -> Result<(), Error> {
    lines.push(source.version().to_string());
    let (mut depth, mut count) = (0_u32, 0_u32);
    loop {
        match source.child()? {
            None if depth == 0 => return source.finish(),
            None => {
                depth -= 1;
                lines.push("end".into());
            }
            Some(Tag::TEXT) => lines.push(format!("{:?}", source.leaf()?)),
            Some(tag) => {
                lines.push(format!("{tag:?} {:?} at {}", source.name(), source.offset()));
                while let Some(attribute) = source.attribute()? {
                    lines.push(format!("{attribute:?}"));
                }
                depth += 1;
                count += 1;
                if leaves == Leaves::Skipped && count.is_multiple_of(3) {
                    source.skip()?;
                    depth -= 1;
                } else if leaves != Leaves::Entered
                    && let Some(value) = source.leaf()?
                {
                    lines.push(format!("{value:?}"));
                    depth -= 1;
                }
            }
        }
    }
}

//! Characters written as references to the two halves of a surrogate pair, as some old writers do.

use super::XmlSource;
use crate::XmlError;
use crate::characters::{is_half, joined};
use imps_core::{Error, ErrorKind, Rule};
use quick_xml::events::Event;

impl XmlSource<'_> {
    /// Joins a reference to the first half of a character with the next one, if that is the second
    /// half.
    #[cold]
    pub(super) fn other_half(&mut self, first: &str, fault: XmlError, from: usize) -> Result<char, Error> {
        if is_half(first) {
            let behind = self.at;
            if let Event::GeneralRef(second) = self.event()?
                && self.gap(behind).is_empty()
                && let Some(character) = joined(first, &second)
            {
                if self.options.strict {
                    let rule = Rule::SurrogateReference;
                    return Err(Error::new(ErrorKind::Strict(rule)).at(self.place(from)));
                }
                return Ok(character);
            }
        }
        Err(fault.at(self.place(from)))
    }
}

//! The layout to which the shapes of values add elements.

use crate::PtsErrorKind;
use crate::codes::Codes;
use crate::codes::declarations::Child;
use crate::error::Fail;
use crate::layout::Tape;
use crate::reading::{Warning, WarningKind, grammar};
use imps_core::{CSP, Tag, Value, Version, Word};

/// The state that the shapes of values need to lay out elements.
pub(crate) struct Decoder<'a, 'c> {
    pub(crate) tape: Tape<Value<'a>>,
    pub(crate) codes: &'c Codes,
    pub(crate) version: Version,
    pub(super) strict: bool,
    /// Whether to refuse content instead of omitting it.
    pub(super) refuse: bool,
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Decoder<'a, '_> {
    /// Reports a warning to the caller, or refuses it.
    #[cold]
    pub(crate) fn warn(&mut self, kind: WarningKind, at: u32) -> Result<(), Fail> {
        if self.strict || self.refuse && kind.is_loss() {
            return Err(Fail::new(PtsErrorKind::Refused(kind), at));
        }
        self.warnings.push(Warning { kind, offset: at as usize });
        Ok(())
    }

    /// Adds a leaf that contains text.
    pub(crate) fn text(&mut self, tag: Tag, said: grammar::Value<'_, 'a>) -> Result<(), Fail> {
        let text = said.text().ok_or_else(|| wrong_shape(tag, "text, not a group", said))?;
        self.tape.leaf(tag, said.at(), Value::Text(text));
        Ok(())
    }

    /// Adds a leaf by its declaration: booleans are accepted in any case.
    pub(crate) fn scalar(&mut self, child: &Child, said: grammar::Value<'_, 'a>) -> Result<(), Fail> {
        match said.raw() {
            Some("T" | "t") if child.is_flag => {
                self.tape.leaf(child.tag, said.at(), Value::Word(Word::TRUE));
                Ok(())
            }
            Some("F" | "f") if child.is_flag => {
                self.tape.leaf(child.tag, said.at(), Value::Word(Word::FALSE));
                Ok(())
            }
            _ => self.text(child.tag, said),
        }
    }
}

/// Returns the error for a value with a shape that does not fit its element.
#[cold]
#[inline(never)]
pub(crate) fn wrong_shape(tag: Tag, expected: &'static str, said: grammar::Value<'_, '_>) -> Fail {
    Fail::new(PtsErrorKind::WrongShape { name: CSP.name(tag).unwrap_or_default(), expected }, said.at())
}

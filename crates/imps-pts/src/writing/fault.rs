//! Content without a code: omitted and reported, or refused.

use crate::writing::Loss;
use crate::writing::output::{Encoder, Entry};
use crate::writing::sink::SYNTAX;
use imps_core::{CSP, Error, ErrorKind, Tag};

impl<'t> Encoder<'t> {
    /// Handles an element without a code: omits it if the caller allows it, otherwise fails.
    #[cold]
    pub(crate) fn unmapped(&mut self, element: Entry<'t>) -> Result<(), Error> {
        let name = self.name(element);
        if self.may_leave_out(&name) { Ok(()) } else { Err(self.no_mapping(element)) }
    }

    /// Returns whether the caller allows the omission. Then it is reported.
    #[cold]
    pub(crate) fn may_leave_out(&mut self, name: &str) -> bool {
        let allowed = self.leave_out.contains(&name);
        if allowed {
            self.losses.push(Loss::LeftOut(name.into()));
        }
        allowed
    }

    /// Reports an empty list of attributes, which means the same as no list.
    #[cold]
    pub(crate) fn lose_empty_list(&mut self, element: Entry<'t>) -> Result<(), Error> {
        if element.value.is_some() {
            return Err(self.no_mapping(element));
        }
        self.losses.push(Loss::EmptyList(self.name(element)));
        Ok(())
    }

    /// Handles attributes, none of which has a code. Attributes of elements without a tag share the
    /// fate of these elements.
    pub(super) fn attributes(&mut self) -> Result<(), Error> {
        let foreign = self.foreign;
        for (number, name) in &foreign.attributes {
            let mut path: Vec<Tag> = self.tape.around(*number).collect();
            path.extend(self.tape.get(*number).map(|element| element.tag));
            if !path.contains(&Tag::FOREIGN) && !self.may_leave_out(name) {
                let kind = ErrorKind::NoMapping { name: name.clone(), syntax: SYNTAX };
                return Err(within(Error::new(kind), path));
            }
        }
        Ok(())
    }

    /// Returns the error for an element without a code.
    #[cold]
    pub(crate) fn no_mapping(&self, element: Entry<'t>) -> Error {
        let kind = ErrorKind::NoMapping { name: self.name(element), syntax: SYNTAX };
        self.within(Error::new(kind), element)
    }

    /// Returns the error for a word without a code.
    #[cold]
    pub(crate) fn no_code(&self, word: &str, element: Entry<'t>) -> Error {
        let kind = ErrorKind::NoMapping { name: word.into(), syntax: SYNTAX };
        self.within(Error::new(kind), element)
    }

    /// Adds the path of an element.
    #[cold]
    pub(super) fn within(&self, error: Error, element: Entry<'t>) -> Error {
        within(error, self.tape.around(element.number).collect())
    }

    #[cold]
    pub(super) fn name(&self, element: Entry<'t>) -> String {
        if element.tag == Tag::TEXT {
            return "text among elements".into();
        }
        let names = &self.foreign.elements;
        let foreign = names.binary_search_by_key(&element.number, |(number, _)| *number).ok();
        let foreign = foreign.and_then(|index| names.get(index)).map(|(_, name)| name.as_str());
        foreign.or(CSP.name(element.tag)).unwrap_or("(foreign)").into()
    }
}

#[cold]
fn within(error: Error, path: Vec<Tag>) -> Error {
    let name = |tag| CSP.name(tag).unwrap_or("(foreign)");
    path.into_iter().rev().fold(error, |error, tag| error.within(name(tag), None))
}

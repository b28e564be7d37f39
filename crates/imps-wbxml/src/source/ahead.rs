//! Content that is not only elements: text is read ahead to find its end.

use super::{Next, WbxmlSource};
use imps_core::{Error, Source as _, Tag, Value};

impl<'a> WbxmlSource<'a> {
    /// Returns the next child if something was read ahead, or if the content is not only elements.
    #[cold]
    #[inline(never)]
    pub(super) fn child_slow(&mut self) -> Result<Option<Tag>, Error> {
        if self.ahead.text.is_none() && self.ahead.next.is_none() {
            // Text among elements does not have the type of the element that ended before it.
            self.current = Tag::FOREIGN;
            self.among_elements = true;
            let (text, next) = self.run()?;
            self.among_elements = false;
            self.ahead.text = text.filter(|text| !text.is_blank());
            self.ahead.next = Some(next);
            self.set_plain(false);
        }
        if self.ahead.text.is_some() && !self.ahead.announced {
            self.ahead.announced = true;
            return Ok(Some(Tag::TEXT));
        }
        // Announced text that the caller did not read is skipped.
        self.ahead.text = None;
        self.ahead.announced = false;
        let next = self.ahead.next.take();
        self.update_plain();
        match next {
            Some(Next::Element(tag)) => self.enter(tag).map(Some),
            Some(Next::End) => {
                self.current = Tag::FOREIGN;
                Ok(None)
            }
            None => self.child(),
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn leaf_slow(&mut self) -> Result<Option<Value<'a>>, Error> {
        if let Some(text) = self.ahead.text.take() {
            self.ahead.announced = false;
            return Ok(Some(text));
        }
        let (value, next) = self.run()?;
        match next {
            Next::End => {
                self.current = Tag::FOREIGN;
                Ok(Some(value.unwrap_or(Value::from(""))))
            }
            Next::Element(_) => {
                self.ahead.text = value.filter(|value| !value.is_blank());
                self.ahead.next = Some(next);
                self.set_plain(false);
                Ok(None)
            }
        }
    }
}

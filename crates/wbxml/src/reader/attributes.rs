//! Attribute lists, and processing instructions, which have the same form.

use super::{AttributePiece, AttributeStart, Reader, State};
use crate::{Error, ErrorKind, global};

impl<'a> Reader<'a> {
    /// Returns the next attribute of the element just started, or `None` after the last one.
    ///
    /// [`attribute_piece`](Self::attribute_piece) reads its value. Unread pieces of the previous
    /// attribute are skipped. Returns `None` if there is no attribute list, or if reading of the
    /// content has begun.
    ///
    /// # Errors
    /// A fault of the document or a limit: see [errors of the body](Self#errors-of-the-body).
    pub fn attribute(&mut self) -> Result<Option<AttributeStart<'a>>, Error> {
        while self.state == State::AttributeValue {
            self.skip_piece()?;
        }
        if self.state != State::Attributes {
            return Ok(None);
        }
        let token = self.peek_attribute_token()?;
        let at = self.offset();
        self.cursor.byte()?;
        let start = match token {
            global::END => {
                self.set_state(self.behind_attributes());
                return Ok(None);
            }
            global::LITERAL => {
                let offset = self.cursor.mb_u32()?;
                let name = self.table_string(offset).map_err(|kind| Error::new(kind, at))?;
                AttributeStart::Literal(name)
            }
            token if is_start(token) => AttributeStart::Token { page: self.attribute_page, token },
            token => return Err(self.cursor.unexpected(token)),
        };
        let limit = ErrorKind::AttributeLimit(self.options.limits.attributes);
        self.attributes_left = self.attributes_left.checked_sub(1).ok_or_else(|| Error::new(limit, at))?;
        self.set_state(State::AttributeValue);
        Ok(Some(start))
    }

    /// Returns the next piece of the value of the attribute just started, or `None` after the last
    /// one.
    ///
    /// # Errors
    /// A fault of the document or a limit: see [errors of the body](Self#errors-of-the-body).
    pub fn attribute_piece(&mut self) -> Result<Option<AttributePiece<'a>>, Error> {
        let Some(token) = self.value_token()? else { return Ok(None) };
        if global::is_paged(token) {
            return Ok(Some(AttributePiece::Value { page: self.attribute_page, token }));
        }
        self.operand(token).map(|operand| Some(operand.into()))
    }

    fn skip_piece(&mut self) -> Result<(), Error> {
        match self.value_token()? {
            Some(token) if !global::is_paged(token) => self.cursor.skip_operand(token, self.unit),
            _ => Ok(()),
        }
    }

    /// Reads the token of the next value piece. At the next attribute start or END it reads
    /// nothing, and the value is over.
    fn value_token(&mut self) -> Result<Option<u8>, Error> {
        if self.state != State::AttributeValue {
            return Ok(None);
        }
        let token = self.peek_attribute_token()?;
        if token == global::END || is_start(token) {
            self.set_state(State::Attributes);
            return Ok(None);
        }
        self.cursor.byte().map(Some)
    }

    /// Returns the next token after page switches, without reading it.
    fn peek_attribute_token(&mut self) -> Result<u8, Error> {
        loop {
            match self.cursor.rest {
                [global::SWITCH_PAGE, page, rest @ ..] => {
                    self.attribute_page = *page;
                    self.cursor.rest = rest;
                }
                [] | [global::SWITCH_PAGE] => return Err(self.cursor.error(ErrorKind::Truncated)),
                [token, ..] => return Ok(*token),
            }
        }
    }

    /// Skips the unread attributes.
    #[inline]
    pub(super) fn leave_attributes(&mut self) -> Result<(), Error> {
        if self.in_attributes() {
            self.skip_attribute_list(self.state == State::AttributeValue)?;
            self.set_state(self.behind_attributes());
        }
        Ok(())
    }

    /// Skips attributes with their END. `started` states whether an attribute has started.
    pub(super) fn skip_attribute_list(&mut self, mut started: bool) -> Result<(), Error> {
        loop {
            match self.cursor.byte()? {
                global::SWITCH_PAGE => self.attribute_page = self.cursor.byte()?,
                global::END => return Ok(()),
                token if is_start(token) => {
                    started = true;
                    if token == global::LITERAL {
                        self.cursor.mb_u32()?;
                    }
                }
                token if !started => return Err(self.cursor.unexpected(token)),
                token if global::is_paged(token) => {}
                token => self.cursor.skip_operand(token, self.unit)?,
            }
        }
    }
}

/// Returns whether a token of the attribute code space starts an attribute.
fn is_start(token: u8) -> bool {
    token == global::LITERAL || global::is_paged(token) && token & global::VALUE == 0
}

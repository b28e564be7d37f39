//! Reads any markup with the XML library, and joins text from its pieces.

use super::{Edge, Kept, XmlSource};
use crate::characters::{is_blank, referenced};
use imps_core::{Error, Source as _, Tag, Text, Value};
use quick_xml::events::Event;
use std::borrow::Cow;

impl<'a> XmlSource<'a> {
    #[inline(never)]
    pub(super) fn careful_child(&mut self) -> Result<Option<Tag>, Error> {
        let from = self.at;
        match self.event()? {
            Event::Start(tag) => self.enter(self.markup(&tag, false)).map(Some),
            Event::Empty(tag) => self.enter(self.markup(&tag, true)).map(Some),
            Event::End(_) => {
                self.leave();
                Ok(None)
            }
            event => self.text(from, event),
        }
    }

    #[inline(never)]
    pub(super) fn careful_leaf(&mut self) -> Result<Option<Value<'a>>, Error> {
        let from = self.at;
        let event = self.event()?;
        if !matches!(event, Event::Text(_)) {
            return self.long_leaf("", from, event);
        }
        let end = self.at;
        let text = self.slice(from, end);
        let event = self.event()?;
        if !matches!(event, Event::End(_)) {
            return self.long_leaf(text, end, event);
        }
        let text = self.bounded(self.clean(text, from)?, from)?;
        self.leave();
        Ok(Some(Value::Text(text.into())))
    }

    /// Continues with the content that was read ahead.
    #[cold]
    #[inline(never)]
    pub(super) fn kept_child(&mut self) -> Result<Option<Tag>, Error> {
        match std::mem::replace(&mut self.kept, Kept::Nothing) {
            Kept::Run(text, edge) => {
                self.kept = Kept::Announced(text, edge);
                Ok(Some(Tag::TEXT))
            }
            Kept::Announced(_, edge) | Kept::Edge(edge) => self.enter_or_leave(edge),
            Kept::Nothing => self.child(),
        }
    }

    fn enter_or_leave(&mut self, edge: Edge<'a>) -> Result<Option<Tag>, Error> {
        match edge {
            Edge::Start(markup) => self.enter(markup).map(Some),
            Edge::End => {
                self.leave();
                Ok(None)
            }
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn kept_leaf(&mut self) -> Option<Value<'a>> {
        match std::mem::replace(&mut self.kept, Kept::Nothing) {
            Kept::Announced(text, edge) => {
                self.kept = Kept::Edge(edge);
                Some(Value::Text(text))
            }
            Kept::Edge(Edge::End) => {
                self.leave();
                Some(Value::from(""))
            }
            kept => {
                self.kept = kept;
                None
            }
        }
    }

    /// Handles text among elements, or a comment: everything up to the next tag. If it is only
    /// white space, returns that tag.
    #[cold]
    #[inline(never)]
    fn text(&mut self, from: usize, event: Event<'a>) -> Result<Option<Tag>, Error> {
        let (run, edge) = self.collect(Cow::Borrowed(""), from, event)?;
        if run.bytes().all(is_blank) {
            return self.enter_or_leave(edge);
        }
        self.kept = Kept::Announced(run, edge);
        Ok(Some(Tag::TEXT))
    }

    /// Returns the content of a leaf with more than one plain piece, or detects that it is not a
    /// leaf.
    #[cold]
    #[inline(never)]
    fn long_leaf(
        &mut self,
        first: &'a str,
        from: usize,
        event: Event<'a>,
    ) -> Result<Option<Value<'a>>, Error> {
        let first = self.clean(first, from.saturating_sub(first.len()))?;
        let (run, edge) = self.collect(first, from, event)?;
        match edge {
            Edge::End => {
                self.leave();
                Ok(Some(Value::Text(run)))
            }
            Edge::Start(_) if run.bytes().all(is_blank) => {
                self.kept = Kept::Edge(edge);
                Ok(None)
            }
            Edge::Start(_) => {
                self.kept = Kept::Run(run, edge);
                Ok(None)
            }
        }
    }

    /// Joins text up to the next tag. `first` precedes `event`, which was read from `from` on.
    fn collect(
        &mut self,
        first: Cow<'a, str>,
        mut from: usize,
        mut event: Event<'a>,
    ) -> Result<(Text<'a>, Edge<'a>), Error> {
        let mut run = first;
        loop {
            run = self.bounded(run, from)?;
            if let Event::Text(_) = event {
                append(&mut run, self.clean(self.slice(from, self.at), from)?);
            } else {
                let gap = self.gap(from);
                append(&mut run, self.clean(gap, from)?);
                from = from.saturating_add(gap.len());
            }
            match event {
                Event::Text(_) | Event::Comment(_) => {}
                Event::PI(_) => self.leave_out(from)?,
                Event::CData(_) => {
                    let start = from.saturating_add("<![CDATA[".len());
                    let text = self.slice(start, self.at.saturating_sub("]]>".len()));
                    append(&mut run, self.clean(text, start)?);
                }
                Event::GeneralRef(name) => {
                    let character = match referenced(&name) {
                        Ok(character) => character,
                        Err(fault) => self.other_half(&name, fault, from)?,
                    };
                    run.to_mut().push(character);
                }
                Event::Start(tag) => return Ok((run.into(), Edge::Start(self.markup(&tag, false)))),
                Event::Empty(tag) => return Ok((run.into(), Edge::Start(self.markup(&tag, true)))),
                Event::End(_) => return Ok((run.into(), Edge::End)),
                Event::Eof => return Err(self.unexpected_end()),
                Event::Decl(_) | Event::DocType(_) => return Err(self.misplaced(from)),
            }
            from = self.at;
            event = self.event()?;
        }
    }
}

/// Joins text. The first piece stays borrowed.
fn append<'a>(run: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if run.is_empty() {
        *run = piece;
    } else if !piece.is_empty() {
        run.to_mut().push_str(&piece);
    }
}

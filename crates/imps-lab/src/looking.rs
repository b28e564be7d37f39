//! A look at what a value would write.

use imps_core::{CSP, Content, DateTime, Error, Sink, Tag, Version, Versions, Vocabulary, Word};

/// A part of a value, in the order of a document.
pub(crate) enum Seen<'s> {
    Start(Tag),
    StartForeign(&'s str),
    Attribute(&'s str, &'s str),
    Text(&'s str),
    Word(Word),
    Integer,
    DateTime,
    Bytes(&'s [u8]),
    End,
}

/// Shows all parts of a value. The element around them has the name `tag`.
///
/// # Errors
/// A part that no syntax can carry.
pub(crate) fn look<'a>(value: &impl Content<'a>, tag: Tag, see: impl FnMut(Seen<'_>)) -> Result<(), Error> {
    value.write(tag, &mut Look(see))
}

struct Look<F>(F);

#[rustfmt::skip]
impl<F: FnMut(Seen<'_>)> Sink for Look<F> {
    type Output = ();

    fn vocabulary(&self) -> &'static Vocabulary { &CSP }
    fn version(&self) -> Version { Version::V1_3 }
    fn has(&self, _: Versions) -> bool { true }
    fn start(&mut self, tag: Tag) { (self.0)(Seen::Start(tag)); }
    fn start_foreign(&mut self, name: &str) { (self.0)(Seen::StartForeign(name)); }
    fn attribute(&mut self, name: &str, value: &str) { (self.0)(Seen::Attribute(name, value)); }
    fn text(&mut self, text: &str) { (self.0)(Seen::Text(text)); }
    fn word(&mut self, word: Word) { (self.0)(Seen::Word(word)); }
    fn integer(&mut self, _: u32) { (self.0)(Seen::Integer); }
    fn date_time(&mut self, _: DateTime) { (self.0)(Seen::DateTime); }
    fn bytes(&mut self, bytes: &[u8]) { (self.0)(Seen::Bytes(bytes)); }
    fn end(&mut self, _: Tag) { (self.0)(Seen::End); }
    fn end_foreign(&mut self, _: &str) { (self.0)(Seen::End); }
    fn finish(self) -> Result<(), Error> { Ok(()) }
}

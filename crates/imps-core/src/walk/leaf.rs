//! How values appear in documents: as the text of an element.

use crate::names::{Tag, Vocabulary, Word};
use crate::reading::Error;
use crate::schema::Type;
use crate::values::{AnyDateTime, Data, DateTime, Text, Value};
use crate::walk::content::put;
use crate::walk::{Content, Sink, Source};

/// Implements [`Content`] for a scalar.
macro_rules! scalar {
    ($type:ty, $kind:expr, $blank:expr, |$source:ident| $read:expr, |$self:ident, $tag:ident, $sink:ident| $write:expr) => {
        impl<'a> Content<'a> for $type {
            const TYPE: Type = $kind;

            #[inline]
            fn blank() -> Self {
                $blank
            }

            #[inline]
            fn load<S: Source<'a>>(&mut self, _: Tag, $source: &mut S) -> Result<(), Error> {
                put(self, $read?);
                Ok(())
            }

            #[inline(always)]
            fn write<K: Sink>(&$self, $tag: Tag, $sink: &mut K) -> Result<(), Error> {
                $write;
                Ok(())
            }
        }
    };
}

/// The kind of the element decides whether white space around the text belongs to it.
impl<'a> Content<'a> for Text<'a> {
    const TYPE: Type = Type::Text;

    #[inline]
    fn blank() -> Self {
        Self::default()
    }

    #[inline]
    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        let text = source.text()?;
        put(self, if text.has_blank_ends() { trimmed(text, tag, source.vocabulary()) } else { text });
        Ok(())
    }

    #[inline(always)]
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        sink.leaf_text(tag, self);
        Ok(())
    }
}

#[cold]
fn trimmed<'a>(text: Text<'a>, tag: Tag, vocabulary: &Vocabulary) -> Text<'a> {
    if vocabulary.kind(tag).is_trimmed() { text.trimmed() } else { text }
}

scalar!(
    u32,
    Type::Integer,
    0,
    |source| match source.integer() {
        Some(number) => Ok(number),
        None => source.value()?.integer(),
    },
    |self, tag, sink| sink.leaf_integer(tag, *self)
);
scalar!(
    DateTime,
    Type::DateTime,
    DateTime::ZERO,
    |source| match source.date_time() {
        Some(time) => Ok(time),
        None => source.value()?.date_time(),
    },
    |self, tag, sink| {
        AnyDateTime::from(*self).write(tag, sink);
    }
);
scalar!(
    AnyDateTime<'a>,
    Type::DateTime,
    DateTime::ZERO.into(),
    |source| match source.date_time() {
        Some(time) => Ok(AnyDateTime::from(time)),
        None => {
            let strict = source.options().strict;
            source.value()?.into_date_time(strict)
        }
    },
    |self, tag, sink| self.write(tag, sink)
);
/// Inlined, because most of a presence notification are flags.
impl<'a> Content<'a> for bool {
    const TYPE: Type = Type::Boolean;

    #[inline]
    fn blank() -> Self {
        false
    }

    #[inline(always)]
    fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
        *self = match source.word() {
            Some(Word::TRUE) => true,
            Some(Word::FALSE) => false,
            word => other_boolean(word, source)?,
        };
        Ok(())
    }

    #[inline(always)]
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        sink.leaf_word(tag, if *self { Word::TRUE } else { Word::FALSE });
        Ok(())
    }
}

/// For a boolean in text, and for one in another spelling.
#[inline(never)]
fn other_boolean<'a, S: Source<'a>>(word: Option<Word>, source: &mut S) -> Result<bool, Error> {
    let value = match word {
        Some(word) => Value::Word(word),
        None => source.value()?,
    };
    value.boolean(source.options())
}

scalar!(
    Data<'a>,
    Type::Data,
    Data::Text(Text::default()),
    |source| {
        Ok(match source.value()? {
            Value::Bytes(bytes) => Data::Bytes(bytes),
            other => Data::Text(other.into_text()?),
        })
    },
    |self, tag, sink| match self {
        Data::Text(text) => sink.leaf_text(tag, text),
        Data::Bytes(bytes) => {
            sink.start(tag);
            sink.bytes(bytes);
            sink.end(tag);
        }
    }
);

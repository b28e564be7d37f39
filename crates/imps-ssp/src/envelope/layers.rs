//! The layers around a primitive.
//!
//! ```text
//! WV-SSP-Message
//!   SetupTransaction   before there is a session: one step of opening it
//!   Session            afterwards
//!     Transaction      one or more, each with one primitive
//! ```

use crate::Primitive;
use crate::common::{Mode, SessionId, TransactionId};
use crate::envelope::SetupPrimitive;
use crate::tag;
use alloc::vec::Vec;
use core::fmt;
use imps_core::private::{
    AttributeSlot, debug, fill_attribute, misplaced, missing_attribute, write_attribute,
};
use imps_core::schema::{Attribute, Cardinality, Field as SchemaField, Model, Schema, Type};
use imps_core::{
    Content, Element, Error, ErrorKind, Extensions, Field, IntoOwned, ScalarField, Sink, Source, Tag,
    Versions, element,
};

element! {
    use crate::tag;

    /// Transactions of one session.
    pub struct Session<'a> = Session {
        @attributes {
            /// The half of the session's name that the sender of the document has issued.
            session_id: SessionId<'a> = "sessionID",
        }
        /// The transactions: at least one.
        transactions: Vec<Transaction<'a>> = Transaction,
    }
    models {
        "1.1-1.3" inferred: "Transaction+";
    }
    duplicates refused;
}

/// Declares transactions. Their content is their first child (`open`: any child), which no field of
/// `element!` can express.
macro_rules! transaction {
    ($($(#[$meta:meta])* $name:ident = $tag:ident ($primitive:ident) $($open:ident)?;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name<'a> {
            /// Whether the transaction opens or answers.
            pub mode: Mode<'a>,
            /// The name of the transaction; an answer repeats it.
            pub transaction_id: TransactionId<'a>,
            /// The content of the transaction.
            pub primitive: $primitive<'a>,
            /// Unknown content, kept so that it is written back.
            pub extensions: Extensions<'a>,
        }

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let fields: &[(&str, &dyn fmt::Debug)] = &[
                    ("mode", &self.mode),
                    ("transaction_id", &self.transaction_id),
                    ("primitive", &self.primitive),
                ];
                debug(f, stringify!($name), fields, &self.extensions)
            }
        }

        impl<'a> $name<'a> {
            /// Creates a transaction.
            pub fn new(
                mode: Mode<'a>,
                transaction_id: impl Into<TransactionId<'a>>,
                primitive: impl Into<$primitive<'a>>,
            ) -> Self {
                let (transaction_id, primitive) = (transaction_id.into(), primitive.into());
                Self { mode, transaction_id, primitive, extensions: Extensions::new() }
            }

            /// Returns the same content, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                IntoOwned::into_owned(self)
            }
        }

        impl<'a> Element<'a> for $name<'a> {
            const SCHEMA: &'static Schema = {
                const MODELS: &[Model] = &[];
                &Schema::new(
                    tag::$tag,
                    Versions::ALL,
                    &[SchemaField::new(
                        "primitive",
                        $primitive::TAGS,
                        Versions::ALL,
                        Cardinality::One,
                        <$primitive as Content>::TYPE,
                    )
                    $(.$open())?],
                    MODELS,
                )
                .in_vocabulary(&tag::SSP)
                .with_attributes(&[
                    Attribute::new("mode", &[], Cardinality::One, <Mode as Content>::TYPE),
                    Attribute::new("transactionID", &[], Cardinality::One, Type::Text),
                ])
            };
        }

        impl<'a> Content<'a> for $name<'a> {
            const TYPE: Type = Type::Structure(Self::SCHEMA);

            fn blank() -> Self {
                Self {
                    mode: Content::blank(),
                    transaction_id: Content::blank(),
                    primitive: Content::blank(),
                    extensions: Extensions::new(),
                }
            }

            fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
                let start = source.offset();
                let (mut mode, mut transaction_id) = (AttributeSlot::default(), AttributeSlot::default());
                while let Some(attribute) = source.attribute()? {
                    match attribute.name.as_str() {
                        "mode" => fill_attribute(&mut mode, "mode", attribute, &mut self.extensions, source)?,
                        "transactionID" => {
                            fill_attribute(&mut transaction_id, "transactionID", attribute, &mut self.extensions, source)?;
                        }
                        _ => self.extensions.read_attribute(attribute, source)?,
                    }
                }
                let is_open = Self::SCHEMA.fields.iter().any(|field| field.is_open);
                let mut children = 0;
                while let Some(child) = source.child()? {
                    if children > 0 || child == Tag::TEXT {
                        self.extensions.read(children, child, source)?;
                    } else if is_open || $primitive::TAGS.contains(&child) {
                        self.primitive.fill(child, source)?;
                        children = 1;
                    } else {
                        return Err(misplaced(source));
                    }
                }
                self.mode = ScalarField::finish(mode.into_value(), source.options())
                    .ok_or_else(|| missing_attribute("mode", start))?;
                self.transaction_id = ScalarField::finish(transaction_id.into_value(), source.options())
                    .ok_or_else(|| missing_attribute("transactionID", start))?;
                if children == 0 {
                    return Err(Error::new(ErrorKind::MissingElement { name: "(primitive)" }).at(start));
                }
                Ok(())
            }

            fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
                sink.start(tag);
                write_attribute(&self.mode, "mode", sink);
                write_attribute(&self.transaction_id, "transactionID", sink);
                let mut place = self.extensions.start(sink);
                place.before(1, sink)?;
                Field::write(&self.primitive, self.primitive.tag(), sink)?;
                place.finish(sink)?;
                sink.end(tag);
                Ok(())
            }
        }

        imps_core::serde_view! { content $name }

        impl IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            fn into_owned(self) -> $name<'static> {
                $name {
                    mode: self.mode.into_owned(),
                    transaction_id: self.transaction_id.into_owned(),
                    primitive: self.primitive.into_owned(),
                    extensions: self.extensions.into_owned(),
                }
            }
        }
    )* };
}

transaction! {
    /// One step of opening a session. Only the steps may appear in it.
    SetupTransaction = SetupTransaction (SetupPrimitive);
    /// One request or answer in a session.
    Transaction = Transaction (Primitive) open;
}

/// Steps of opening a session.
macro_rules! steps {
    ($($step:ident)*) => { $(
        impl<'a> From<crate::envelope::$step<'a>> for SetupPrimitive<'a> {
            fn from(step: crate::envelope::$step<'a>) -> Self {
                Self::$step(step)
            }
        }
    )* };
}

steps! { SendSecretToken LoginRequest LoginResponse }

//! Transactions that vendors add. OMA-TS-IMPS-CSP, "Extended primitives", since 1.2.

use imps_core::schema::{Model, Schema, Type};
use imps_core::{Content, Element, Error, IntoOwned, Node, Sink, Source, Tag, Versions, tag};

/// Declares primitives with vendor content.
macro_rules! extended {
    ($($(#[$meta:meta])* $name:ident = $tag:ident;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name<'a> {
            /// The whole element with its attributes. Its content declares its own namespace.
            pub element: Node<'a>,
        }

        impl<'a> Element<'a> for $name<'a> {
            const SCHEMA: &'static Schema = &Schema::new(
                tag::$tag,
                Versions::parse("1.2-1.3"),
                &[],
                &[Model::new("1.2-1.3", "ANY", false)],
            );
        }

        impl<'a> Content<'a> for $name<'a> {
            const TYPE: Type = Type::Structure(Self::SCHEMA);

            fn blank() -> Self {
                Self::default()
            }

            fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
                self.element.load(tag, source)
            }

            fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
                if !sink.has(Self::SCHEMA.versions) {
                    return Err(sink.not_in_version(tag));
                }
                self.element.write(tag, sink)
            }
        }

        /// Creates the primitive without content.
        impl Default for $name<'_> {
            fn default() -> Self {
                Self { element: Node::new(tag::$tag) }
            }
        }

        imps_core::serde_view! { content $name }

        impl IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            fn into_owned(self) -> $name<'static> {
                $name { element: self.element.into_owned() }
            }
        }

        impl $name<'_> {
            /// Returns the same content, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                IntoOwned::into_owned(self)
            }
        }
    )* };
}

extended! {
    /// A request of a vendor. Since 1.2.
    #[doc = page!(Extended_Request)]
    ExtendedRequest = Extended_Request;
    /// Answers a request of a vendor. Since 1.2.
    #[doc = page!(Extended_Response)]
    ExtendedResponse = Extended_Response;
}

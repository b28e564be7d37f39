//! Choices between elements.

/// Declares an enum for a place that holds one of several elements.
///
/// `pub enum Document<'a>: Root {` implements [`Root`](crate::Root) too, so that the JSON view
/// states the version.
///
/// A first line `use crate::tags;` names the module of a [`vocabulary!`](crate::vocabulary) other
/// than the one of CSP.
///
/// ```
/// use imps_core::{Text, choice};
///
/// choice! {
///     /// A user, named by an address or by a contact list.
///     pub enum Entity<'a> {
///         /// By address.
///         User(Text<'a>) = UserID,
///         /// By contact list.
///         List(Text<'a>) = ContactList,
///     }
/// }
/// ```
#[macro_export]
macro_rules! choice {
    (@in $tags:tt
        $(#[$meta:meta])*
        pub enum $name:ident<$life:lifetime> $(: $root:ident)? {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident($type:ty) = $tag:ident,
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name<$life> {
            $(
                $(#[$variant_meta])*
                $variant($type),
            )*
        }

        const _: () = {
            $crate::element_part!(@use $tags);

            impl<$life> $name<$life> {
                /// The elements that the choice accepts.
                pub const TAGS: &'static [$crate::Tag] = &[$(tags_of_declaration::$tag),*];

                /// Whether other elements fit too.
                #[doc(hidden)]
                pub const IS_OPEN: bool = false;

                /// The element of this value.
                pub const fn tag(&self) -> $crate::Tag {
                    match self {
                        $(Self::$variant(_) => tags_of_declaration::$tag,)*
                    }
                }

                /// Returns the same content, independent of the input.
                pub fn into_owned(self) -> $name<'static> {
                    $crate::IntoOwned::into_owned(self)
                }
            }

            impl<$life> $crate::Content<$life> for $name<$life> {
                const TYPE: $crate::schema::Type = $crate::schema::Type::Choice(&[
                    $((tags_of_declaration::$tag, <$type as $crate::Content<$life>>::TYPE)),*
                ]);

                fn blank() -> Self {
                    $crate::choice!(@first $($variant)*)($crate::Content::blank())
                }

                fn load<S: $crate::Source<$life>>(&mut self, tag: $crate::Tag, source: &mut S) -> Result<(), $crate::Error> {
                    *self = match tag {
                        $(tags_of_declaration::$tag => Self::$variant($crate::Content::blank()),)*
                        _ => return Err($crate::private::misplaced(source)),
                    };
                    match self {
                        $(Self::$variant(content) => $crate::Content::load(content, tag, source),)*
                    }
                }

                fn write<K: $crate::Sink>(&self, _: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                    match self {
                        $(Self::$variant(content) => $crate::Content::write(content, tags_of_declaration::$tag, sink),)*
                    }
                }

                fn visit<V: $crate::Visitor<$life>>(&mut self, visitor: &mut V) {
                    match self {
                        $(Self::$variant(content) => $crate::Content::visit(content, visitor),)*
                    }
                }

                fn element(&self, _: $crate::Tag) -> $crate::Tag {
                    self.tag()
                }

                fn is_in(&self, version: $crate::Version) -> bool {
                    match self {
                        $(Self::$variant(content) => $crate::Content::is_in(content, version),)*
                    }
                }
            }

            impl<$life> $crate::IntoOwned for $name<$life> {
                type Owned = $name<'static>;

                fn into_owned(self) -> $name<'static> {
                    match self {
                        $(Self::$variant(content) => $name::$variant($crate::IntoOwned::into_owned(content)),)*
                    }
                }
            }

            $crate::serde_view! { content $name $($root)? }
        };
    };
    (@first $first:ident $($variant:ident)*) => { Self::$first };
    (@ $($other:tt)*) => { compile_error!("this is no declaration: see the documentation of the macro") };
    (use $first_segment:ident $(:: $segment:ident)*; $($declaration:tt)*) => {
        $crate::choice! { @in [$first_segment $(:: $segment)*] $($declaration)* }
    };
    ($($declaration:tt)*) => { $crate::choice! { @in [$crate::tag] $($declaration)* } };
}

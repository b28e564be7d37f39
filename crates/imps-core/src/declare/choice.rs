//! Choices between elements.

/// Declares an enum for a place where one of several elements stands.
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
    (
        $(#[$meta:meta])*
        pub enum $name:ident<$life:lifetime> {
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

        impl<$life> $name<$life> {
            /// The elements that may stand here.
            pub const TAGS: &'static [$crate::Tag] = &[$($crate::tag::$tag),*];

            /// The element that stands here.
            pub const fn tag(&self) -> $crate::Tag {
                match self {
                    $(Self::$variant(_) => $crate::tag::$tag,)*
                }
            }

            /// The same content, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                $crate::IntoOwned::into_owned(self)
            }
        }

        impl<$life> $crate::Content<$life> for $name<$life> {
            const TYPE: $crate::schema::Type = $crate::schema::Type::Choice(&[
                $(($crate::tag::$tag, <$type as $crate::Content<$life>>::TYPE)),*
            ]);

            fn read<S: $crate::Source<$life>>(tag: $crate::Tag, source: &mut S) -> Result<Self, $crate::Error> {
                match tag {
                    $($crate::tag::$tag => $crate::Content::read(tag, source).map(Self::$variant),)*
                    _ => Err(source.not_a_leaf()),
                }
            }

            fn write<K: $crate::Sink>(&self, _: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                match self {
                    $(Self::$variant(content) => $crate::Content::write(content, $crate::tag::$tag, sink),)*
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
    };
}

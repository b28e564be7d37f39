//! The JSON view of declared types: one walk over an untyped tree, led by the declarations.
//!
//! Each type adds only a call, no code of its own: its content is written into a
//! [`Node`](crate::Node), and the schema decides the shape. The README describes the view.

#[cfg(feature = "serde")]
#[cfg(feature = "serde")]
mod read;
#[cfg(feature = "serde")]
mod untyped;
#[cfg(feature = "serde")]
mod write;

#[cfg(feature = "serde")]
pub use read::{custom_error, enter_root, read_content, read_document};
#[cfg(feature = "serde")]
pub use write::{write_content, write_document};

/// Implements `Serialize` and `Deserialize` if the feature `serde` of this crate is on, and nothing
/// otherwise.
///
/// The declaring macros use it themselves. Content that is implemented by hand states its form:
/// `content` for structures and choices, `root` for documents (which also implement
/// [`Root`](crate::Root)), `text` for types that convert from [`Text`](crate::Text) and have
/// `as_str`, `number` for types that convert from and into `u32`. All but `number` have a lifetime
/// and a method `into_owned`.
///
/// ```
/// # use imps_core::{Content, Error, Sink, Source, Tag, schema::Type};
/// #[derive(Clone, Copy)]
/// struct Code(u32);
/// # impl From<u32> for Code { fn from(n: u32) -> Self { Self(n) } }
/// # impl From<Code> for u32 { fn from(code: Code) -> Self { code.0 } }
/// imps_core::serde_view! { number Code }
/// ```
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_view {
    (content $name:ident) => {
        impl $crate::private::serde::Serialize for $name<'_> {
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::json::write_content(self, serializer)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $name<'_> {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let node =
                    $crate::json::read_content(<$name<'_> as $crate::Content<'_>>::TYPE, deserializer)?;
                let (tag, mut source) = $crate::json::enter_root(
                    &node,
                    $crate::Version::V1_3,
                    <$name<'_> as $crate::Content<'_>>::TYPE,
                )?;
                <$name<'_> as $crate::Content<'_>>::read(tag, &mut source)
                    .map(|content| content.into_owned())
                    .map_err($crate::json::custom_error)
            }
        }
    };
    (content $name:ident Root) => {
        $crate::serde_view! { root $name }
    };
    (root $name:ident) => {
        impl $crate::private::serde::Serialize for $name<'_> {
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::json::write_document(self, serializer)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $name<'_> {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let document = $crate::json::read_document::<Self, D>(deserializer)?;
                let (tag, mut source) = $crate::json::enter_root(
                    &document.root,
                    document.version,
                    <$name<'_> as $crate::Content<'_>>::TYPE,
                )?;
                <$name<'_> as $crate::Content<'_>>::read(tag, &mut source)
                    .map(|content| content.into_owned())
                    .map_err($crate::json::custom_error)
            }
        }
    };
    (text $name:ident) => {
        impl $crate::private::serde::Serialize for $name<'_> {
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $name<'_> {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <$crate::Text<'_> as $crate::private::serde::Deserialize>::deserialize(deserializer)
                    .map(Self::from)
            }
        }
    };
    (number $name:ident) => {
        impl $crate::private::serde::Serialize for $name {
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_u32((*self).into())
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <u32 as $crate::private::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

/// Expands to nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_view {
    ($($view:tt)*) => {};
}

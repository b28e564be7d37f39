//! Newtypes around a number.

/// Implements reading, writing and the serde view (a number) for a tuple struct around the `u32`
/// content of an element. `absent` is the value of a missing attribute.
#[macro_export]
macro_rules! number_type {
    ($name:ident $(, absent: $absent:literal)?) => {
        impl From<u32> for $name {
            fn from(number: u32) -> Self {
                Self(number)
            }
        }

        impl From<$name> for u32 {
            fn from(number: $name) -> Self {
                number.0
            }
        }

        impl<'a> $crate::Content<'a> for $name {
            const TYPE: $crate::schema::Type = $crate::schema::Type::Integer;

            #[inline]
            fn blank() -> Self {
                Self(0)
            }

            #[inline]
            fn load<S: $crate::Source<'a>>(
                &mut self,
                tag: $crate::Tag,
                source: &mut S,
            ) -> Result<(), $crate::Error> {
                self.0.load(tag, source)
            }

            #[inline(always)]
            fn write<K: $crate::Sink>(
                &self,
                tag: $crate::Tag,
                sink: &mut K,
            ) -> Result<(), $crate::Error> {
                $crate::Content::write(&self.0, tag, sink)
            }
        }

        impl<'a> $crate::Scalar<'a> for $name {
            const TYPE: $crate::schema::Type = $crate::schema::Type::Integer;

            fn from_value(
                value: $crate::Value<'a>,
                _: &$crate::ReadOptions,
            ) -> Result<Self, $crate::Error> {
                value.integer().map(Self)
            }

            fn to_value(&self) -> $crate::Value<'_> {
                self.0.into()
            }

            $(fn absent() -> Option<Self> {
                Some(Self($absent))
            })?
        }

        $crate::serde_view! { number $name }

        impl $crate::IntoOwned for $name {
            type Owned = Self;

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}

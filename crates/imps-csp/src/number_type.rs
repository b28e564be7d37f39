//! Types that are a number.

/// Makes a type around `u32` content of an element, and a number in the serde view. `absent` is what a missing attribute stands for.
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

        impl<'a> imps_core::Content<'a> for $name {
            const TYPE: imps_core::schema::Type = imps_core::schema::Type::Integer;

            #[inline]
            fn blank() -> Self {
                Self(0)
            }

            #[inline]
            fn load<S: imps_core::Source<'a>>(
                &mut self,
                tag: imps_core::Tag,
                source: &mut S,
            ) -> Result<(), imps_core::Error> {
                self.0.load(tag, source)
            }

            #[inline]
            fn write<K: imps_core::Sink>(
                &self,
                tag: imps_core::Tag,
                sink: &mut K,
            ) -> Result<(), imps_core::Error> {
                imps_core::Content::write(&self.0, tag, sink)
            }
        }

        impl<'a> imps_core::Scalar<'a> for $name {
            const TYPE: imps_core::schema::Type = imps_core::schema::Type::Integer;

            fn from_value(
                value: imps_core::Value<'a>,
                _: &imps_core::ReadOptions,
            ) -> Result<Self, imps_core::Error> {
                value.integer().map(Self)
            }

            fn to_value(&self) -> imps_core::Value<'_> {
                self.0.into()
            }

            $(fn absent() -> Option<Self> {
                Some(Self($absent))
            })?
        }

        imps_core::serde_view! { number $name }

        impl imps_core::IntoOwned for $name {
            type Owned = Self;

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}
pub(crate) use number_type;

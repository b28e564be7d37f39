//! Newtypes around text.

/// Declares newtypes around text for the names that the standard defines.
///
/// A [`DataType`](crate::schema::DataType) after a colon gives the text a form of its own. Reading
/// still accepts any text, so that nothing is lost. `is_valid`, `parse_checked` and `FromStr` check
/// the form.
///
/// ```
/// use imps_core::schema::DataType;
/// use imps_core::text_type;
///
/// static MSISDN: DataType = DataType::new("MSISDN", "a telephone number", |text| text.find(|c: char| !c.is_ascii_digit()));
///
/// text_type! {
///     /// The name of a session, made by the server.
///     pub struct SessionId;
///     /// A telephone number.
///     pub struct Msisdn: &MSISDN;
/// }
/// assert_eq!(SessionId::from("s1"), "s1");
/// assert_eq!(String::from(SessionId::from("s1")), "s1");
/// assert!(!Msisdn::from("+41 79").is_valid());
/// let error = "4179x".parse::<Msisdn>().unwrap_err();
/// assert_eq!(error.to_string(), "character 'x' at byte 4 has no place in a telephone number");
/// ```
#[macro_export]
macro_rules! text_type {
    ($($(#[$meta:meta])* pub struct $name:ident $(: $data_type:expr)?;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<'a>($crate::Text<'a>);

        impl<'a> $name<'a> {
            /// The text.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the inner text.
            #[inline]
            pub fn into_text(self) -> $crate::Text<'a> {
                self.0
            }

            /// Returns the same text, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                $name(self.0.into_owned())
            }
        }

        $crate::text_type!(@form $name $($data_type)?);

        impl<'a> From<$crate::Text<'a>> for $name<'a> {
            fn from(text: $crate::Text<'a>) -> Self {
                Self(text)
            }
        }

        impl<'a> From<&'a str> for $name<'a> {
            fn from(text: &'a str) -> Self {
                Self(text.into())
            }
        }

        impl From<$crate::private::String> for $name<'_> {
            fn from(text: $crate::private::String) -> Self {
                Self(text.into())
            }
        }

        impl AsRef<str> for $name<'_> {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::borrow::Borrow<str> for $name<'_> {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name<'_> {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name<'_> {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl PartialEq<$crate::private::String> for $name<'_> {
            fn eq(&self, other: &$crate::private::String) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl From<$name<'_>> for $crate::private::String {
            fn from(text: $name<'_>) -> Self {
                text.0.into()
            }
        }

        impl ::core::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }

        $crate::serde_view! { text $name }

        $crate::scalar_text! { $name = $crate::text_type!(@type $($data_type)?) }

        impl $crate::IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            #[inline]
            fn into_owned(self) -> $name<'static> {
                self.into_owned()
            }
        }

        impl<'a> $crate::Content<'a> for $name<'a> {
            const TYPE: $crate::schema::Type = $crate::text_type!(@type $($data_type)?);

            #[inline]
            fn blank() -> Self {
                Self::default()
            }

            #[inline]
            fn load<S: $crate::Source<'a>>(&mut self, tag: $crate::Tag, source: &mut S) -> Result<(), $crate::Error> {
                self.0.load(tag, source)
            }

            #[inline(always)]
            fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                $crate::Content::write(&self.0, tag, sink)
            }
        }
    )* };
    (@type) => { $crate::schema::Type::Text };
    (@type $data_type:expr) => { $crate::schema::Type::Special($data_type) };
    (@form $name:ident) => {
        impl ::core::str::FromStr for $name<'_> {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, ::core::convert::Infallible> {
                Ok(Self($crate::Text::from(text).into_owned()))
            }
        }
    };
    (@form $name:ident $data_type:expr) => {
        impl<'a> $name<'a> {
            /// The form of the text.
            pub const DATA_TYPE: &'static $crate::schema::DataType = $data_type;

            /// Accepts the text if it has the form that the standard states.
            ///
            /// # Errors
            /// `InvalidText` names the first character that does not fit.
            pub fn parse_checked(text: impl Into<$crate::Text<'a>>) -> Result<Self, $crate::schema::InvalidText> {
                let text = text.into();
                Self::DATA_TYPE.check(&text)?;
                Ok(Self(text))
            }

            /// Returns whether the text has the form that the standard states.
            pub fn is_valid(&self) -> bool {
                Self::DATA_TYPE.accepts(&self.0)
            }
        }

        impl ::core::str::FromStr for $name<'_> {
            type Err = $crate::schema::InvalidText;

            fn from_str(text: &str) -> Result<Self, $crate::schema::InvalidText> {
                Self::DATA_TYPE.check(text)?;
                Ok(Self($crate::Text::from(text).into_owned()))
            }
        }
    };
}

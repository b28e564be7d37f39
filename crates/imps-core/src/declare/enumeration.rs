//! Open enumerations.

/// Declares an open enumeration: the words of the standard, and `Other` for every other word, so
/// that no word is lost. `in "1.2-1.3"` after a word limits the word to these versions. Readers
/// accept it in any version.
///
/// ```
/// use imps_core::enumeration;
///
/// enumeration! {
///     /// How a message reaches the client.
///     pub enum DeliveryMethod {
///         /// The server sends the message.
///         Push = "P",
///         /// The server sends a notification, and the client fetches the message.
///         Notify = "N",
///     }
/// }
/// assert_eq!(DeliveryMethod::from("P"), DeliveryMethod::Push);
/// assert_eq!(DeliveryMethod::from("X").as_str(), "X");
/// ```
#[macro_export]
macro_rules! enumeration {
    ($(
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(#[$first_meta:meta])*
            $first:ident = $first_word:literal $(in $first_versions:literal)?,
            $(
                $(#[$variant_meta:meta])*
                $variant:ident = $word:literal $(in $versions:literal)?,
            )*
        }
    )*) => { $(
        $(#[$meta])*
        ///
        /// Open: a word outside the standard is kept as `Other`. The default is the first word.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name<'a> {
            $(#[$first_meta])*
            #[default]
            $first,
            $(
                $(#[$variant_meta])*
                $variant,
            )*
            /// A word outside the standard, as written.
            Other($crate::Text<'a>),
        }

        impl<'a> $name<'a> {
            /// The words of the standard.
            pub const WORDS: &'static [&'static str] = &[$first_word $(, $word)*];

            /// The words that only some versions have, with these versions.
            pub const WORDS_OF_VERSIONS: &'static [(&'static str, $crate::Versions)] = &[
                $(($first_word, $crate::Versions::parse($first_versions)),)?
                $($(($word, $crate::Versions::parse($versions)),)?)*
            ];

            /// The word as text.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)*
                    Self::Other(text) => text,
                }
            }

            /// Finds the word of the standard that equals `word` regardless of case. Keeps the
            /// spelling of any other word. Ignores white space around it.
            pub fn from_any_case(word: &'a str) -> Self {
                let word = word.trim_ascii();
                let known = Self::WORDS.iter().find(|known| known.eq_ignore_ascii_case(word));
                known.copied().unwrap_or(word).into()
            }

            /// Returns the same word, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                match self {
                    Self::$first => $name::$first,
                    $(Self::$variant => $name::$variant,)*
                    Self::Other(text) => $name::Other(text.into_owned()),
                }
            }
        }

        impl<'a> From<$crate::Text<'a>> for $name<'a> {
            fn from(text: $crate::Text<'a>) -> Self {
                match text.as_str() {
                    $first_word => Self::$first,
                    $($word => Self::$variant,)*
                    _ => Self::Other(text),
                }
            }
        }

        impl<'a> From<&'a str> for $name<'a> {
            fn from(text: &'a str) -> Self {
                $crate::Text::from(text).into()
            }
        }

        impl From<$crate::private::String> for $name<'_> {
            fn from(text: $crate::private::String) -> Self {
                $crate::Text::from(text).into()
            }
        }

        impl ::core::str::FromStr for $name<'_> {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, ::core::convert::Infallible> {
                Ok($name::from(text).into_owned())
            }
        }

        impl AsRef<str> for $name<'_> {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        $crate::serde_view! { text $name }

        $crate::scalar_text! {
            $name = $crate::schema::Type::Enumeration($name::WORDS, $name::WORDS_OF_VERSIONS)
        }

        impl $crate::IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            #[inline]
            fn into_owned(self) -> $name<'static> {
                self.into_owned()
            }
        }

        impl<'a> $crate::Content<'a> for $name<'a> {
            const TYPE: $crate::schema::Type =
                $crate::schema::Type::Enumeration(Self::WORDS, Self::WORDS_OF_VERSIONS);

            #[inline]
            fn blank() -> Self {
                Self::default()
            }

            #[inline]
            fn load<S: $crate::Source<'a>>(&mut self, _: $crate::Tag, source: &mut S) -> Result<(), $crate::Error> {
                let word = match source.word() {
                    Some(word) => word,
                    None => match source.value()? {
                        $crate::Value::Word(word) => word,
                        other => {
                            $crate::private::put(self, other.into_text()?.trimmed().into());
                            return Ok(());
                        }
                    },
                };
                $crate::private::put(self, if Some(word) == const { $crate::Word::find($first_word) } {
                    Self::$first
                }
                $(
                    else if Some(word) == const { $crate::Word::find($word) } {
                        Self::$variant
                    }
                )*
                else {
                    Self::Other(word.as_str().into())
                });
                Ok(())
            }

            #[inline(always)]
            fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                // One call for all variants, because it is inlined.
                let word = match self {
                    Self::$first => const { $crate::Word::find($first_word) },
                    $(Self::$variant => const { $crate::Word::find($word) },)*
                    Self::Other(_) => None,
                };
                match word {
                    Some(word) => sink.leaf_word(tag, word),
                    None => sink.leaf_text(tag, self.as_str()),
                }
                Ok(())
            }

            fn is_in(&self, version: $crate::Version) -> bool {
                $crate::private::is_word_in(Self::WORDS_OF_VERSIONS, self.as_str(), version)
            }
        }
    )* };
}

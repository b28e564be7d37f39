//! The declaring macros: a message is declared once, and every syntax is a way to walk the declaration.

/// Declares elements of the standard as structs.
///
/// `field: Type = Child` says which child the field holds; how often it may stand follows from the type (`T`, `Option<T>`, `Vec<T>`).
/// `= First | Second` reads either and writes the first, unless the type is a [`choice!`](crate::choice).
///
/// `models { "1.1-1.2": "UserID, ClientID?"; }` behind the struct states its content as the standard does, version by version;
/// `"1.3" inferred: ".."` marks lower bounds that are guesses. The versions of the element and of each field follow from the models;
/// `in "1.3"` states them where there are none, or where practice differs.
///
/// Fields are written in the order of declaration; where versions contradict each other, `order in "1.3" { first, second, ... }`
/// names all fields of those versions in their order. Every struct gets a last field, `extensions`, for what the declaration has
/// no place for.
///
/// ```
/// use imps_core::{Text, element};
///
/// element! {
///     /// A user of the service.
///     pub struct User<'a> = User {
///         /// The address.
///         user_id: Text<'a> = UserID,
///         /// A name for people to read.
///         friendly_name: Option<Text<'a>> = FriendlyName,
///     }
///     models {
///         "1.1-1.2": "UserID";
///         "1.3": "UserID, FriendlyName?";
///     }
/// }
/// let user = User { user_id: "wv:ann@example.com".into(), ..User::default() };
/// assert_eq!(user.friendly_name, None);
/// ```
#[macro_export]
macro_rules! element {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident<$life:lifetime> = $element:ident $(in $versions:literal)? {
            $(
                $(#[$field_meta:meta])*
                $field:ident: $type:ty = $first:ident $(| $more:ident)* $(in $field_versions:literal)?,
            )*
        }
        $(models { $($model_versions:literal $($inferred:ident)?: $model:literal;)* })?
        $(order in $order_versions:literal { $($ordered:ident),* $(,)? })?
    )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name<$life> {
            $(
                $(#[$field_meta])*
                pub $field: $type,
            )*
            /// What the declaration has no place for, kept so that it is written back.
            pub extensions: $crate::Extensions<$life>,
        }

        impl<$life> $crate::Element<$life> for $name<$life> {
            const SCHEMA: &'static $crate::schema::Schema = {
                const MODELS: &[$crate::schema::Model] = $name::MODELS;
                &$crate::schema::Schema::new(
                    $crate::tag::$element,
                    $crate::element!(@versions MODELS $(, $versions)?),
                    &[$($crate::schema::Field::new(
                        stringify!($field),
                        &[$crate::tag::$first $(, $crate::tag::$more)*],
                        $crate::element!(@versions MODELS, $first $(, $field_versions)?),
                        <$type as $crate::Field<$life>>::CARDINALITY,
                        <$type as $crate::Field<$life>>::TYPE,
                    )),*],
                    MODELS,
                )$(.ordered($crate::Versions::parse($order_versions), &[$(stringify!($ordered)),*]))?
            };
        }

        impl $name<'_> {
            /// The content models of the standard.
            const MODELS: &'static [$crate::schema::Model] =
                &[$($($crate::schema::Model::new($model_versions, $model, $crate::element!(@inferred $($inferred)?))),*)?];
        }

        impl<$life> $crate::Content<$life> for $name<$life> {
            const TYPE: $crate::schema::Type =
                $crate::schema::Type::Structure(<Self as $crate::Element<$life>>::SCHEMA);

            #[allow(unused_mut, unused_variables, unreachable_code)]
            fn read<S: $crate::Source<$life>>(_: $crate::Tag, source: &mut S) -> Result<Self, $crate::Error> {
                let start = source.offset();
                let mut extensions = $crate::Extensions::new();
                extensions.read_attributes(source)?;
                $(let mut $field = <<$type as $crate::Field<$life>>::Slot as Default>::default();)*
                let mut children = 0;
                while let Some(child) = source.child()? {
                    match child {
                        $(
                            $crate::tag::$first $(| $crate::tag::$more)* => {
                                <$type as $crate::Field<$life>>::fill(&mut $field, child, source)?;
                            }
                        )*
                        _ => {
                            extensions.read(children, child, source)?;
                            continue;
                        }
                    }
                    children += 1;
                }
                Ok(Self {
                    $(
                        $field: match <$type as $crate::Field<$life>>::finish($field) {
                            Some(field) => field,
                            None => return Err($crate::missing(source, $crate::tag::$first, start)),
                        },
                    )*
                    extensions,
                })
            }

            fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                const VERSIONS: $crate::Versions = $crate::element!(@versions $name::MODELS $(, $versions)?);
                if !VERSIONS.is_all() && !VERSIONS.contains(sink.version()) {
                    return Err(sink.not_in_version(tag));
                }
                sink.start(tag);
                let mut place = self.extensions.start(sink);
                $crate::element!(@write $name self place sink K $life
                    [$($field: $type = $first ($($field_versions)?),)*] $($order_versions [$($ordered)*])?);
                place.finish(sink)?;
                sink.end(tag);
                Ok(())
            }
        }

        impl<$life> $crate::IntoOwned for $name<$life> {
            type Owned = $name<'static>;

            fn into_owned(self) -> $name<'static> {
                $name {
                    $($field: $crate::IntoOwned::into_owned(self.$field),)*
                    extensions: $crate::IntoOwned::into_owned(self.extensions),
                }
            }
        }

        impl<$life> $name<$life> {
            /// The same content, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                $crate::IntoOwned::into_owned(self)
            }
        }
    )* };
    (@write $name:ident $self:ident $place:ident $sink:ident $K:ident $life:lifetime
        [$($field:ident: $type:ty = $first:ident ($($versions:literal)?),)*]) => {
        $($crate::element!(@field $name $self $place $sink $life $field: $type = $first ($($versions)?));)*
    };
    // With an order for some versions: first what those lack, which must be absent, then the rest in that order.
    (@write $name:ident $self:ident $place:ident $sink:ident $K:ident $life:lifetime
        [$($field:ident: $type:ty = $first:ident ($($versions:literal)?),)*] $order_versions:literal [$($ordered:ident)*]) => {
        $(let $field = |place: &mut $crate::Place<'_, $life>, sink: &mut $K| -> Result<(), $crate::Error> {
            $crate::element!(@field $name $self place sink $life $field: $type = $first ($($versions)?));
            Ok(())
        };)*
        const ORDER: $crate::Versions = $crate::Versions::parse($order_versions);
        if ORDER.contains($sink.version()) {
            $(if !$crate::element!(@versions $name::MODELS, $first $(, $versions)?).contains($sink.version()) {
                $field(&mut $place, $sink)?;
            })*
            $($ordered(&mut $place, $sink)?;)*
        } else {
            $($field(&mut $place, $sink)?;)*
        }
    };
    (@field $name:ident $self:ident $place:ident $sink:ident $life:lifetime
        $field:ident: $type:ty = $first:ident ($($versions:literal)?)) => {{
        const VERSIONS: $crate::Versions = $crate::element!(@versions $name::MODELS, $first $(, $versions)?);
        let count = <$type as $crate::Field<$life>>::count(&$self.$field);
        if !VERSIONS.is_all() && count > 0 && !VERSIONS.contains($sink.version()) {
            return Err($sink.not_in_version($crate::tag::$first));
        }
        $place.before(count, $sink)?;
        <$type as $crate::Field<$life>>::write(&$self.$field, $crate::tag::$first, $sink)?;
    }};
    (@inferred) => { false };
    (@inferred inferred) => { true };
    // What is stated, or else what follows from the models.
    (@versions $models:path, $versions:literal) => { $crate::Versions::parse($versions) };
    (@versions $models:path) => { $crate::schema::versions_of($models) };
    (@versions $models:path, $child:ident, $versions:literal) => { $crate::Versions::parse($versions) };
    (@versions $models:path, $child:ident) => { $crate::schema::versions_with($models, stringify!($child)) };
}

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

/// Declares an open enumeration: the words of the standard, and `Other` for any other, so that it survives.
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
            $first:ident = $first_word:literal,
            $(
                $(#[$variant_meta:meta])*
                $variant:ident = $word:literal,
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

            /// The word.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)*
                    Self::Other(text) => text,
                }
            }

            /// The same word, independent of the input.
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

        impl ::core::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            #[inline]
            fn into_owned(self) -> $name<'static> {
                self.into_owned()
            }
        }

        impl<'a> $crate::Content<'a> for $name<'a> {
            const TYPE: $crate::schema::Type = $crate::schema::Type::Enumeration(Self::WORDS);

            #[inline]
            fn read<S: $crate::Source<'a>>(_: $crate::Tag, source: &mut S) -> Result<Self, $crate::Error> {
                match source.value()? {
                    $crate::Value::Word(word) => {
                        if Some(word) == const { $crate::Word::find($first_word) } {
                            return Ok(Self::$first);
                        }
                        $(
                            if Some(word) == const { $crate::Word::find($word) } {
                                return Ok(Self::$variant);
                            }
                        )*
                        Ok(Self::Other(word.as_str().into()))
                    }
                    other => other.into_text().map(Self::from),
                }
            }

            #[inline]
            fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                sink.start(tag);
                match self {
                    Self::$first => $crate::write_word(const { $crate::Word::find($first_word) }, $first_word, sink),
                    $(Self::$variant => $crate::write_word(const { $crate::Word::find($word) }, $word, sink),)*
                    Self::Other(text) => sink.text(text),
                }
                sink.end(tag);
                Ok(())
            }
        }
    )* };
}

/// Declares newtypes around text for what the standard names.
///
/// ```
/// use imps_core::text_type;
///
/// text_type! {
///     /// The name of a session, made by the server.
///     pub struct SessionId;
/// }
/// assert_eq!(SessionId::from("s1").as_str(), "s1");
/// ```
#[macro_export]
macro_rules! text_type {
    ($($(#[$meta:meta])* pub struct $name:ident;)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<'a>($crate::Text<'a>);

        impl<'a> $name<'a> {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text itself.
            pub fn into_text(self) -> $crate::Text<'a> {
                self.0
            }

            /// The same text, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                $name(self.0.into_owned())
            }
        }

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

        impl From<$crate::String> for $name<'_> {
            fn from(text: $crate::String) -> Self {
                Self(text.into())
            }
        }

        impl AsRef<str> for $name<'_> {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl $crate::IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            #[inline]
            fn into_owned(self) -> $name<'static> {
                self.into_owned()
            }
        }

        impl<'a> $crate::Content<'a> for $name<'a> {
            const TYPE: $crate::schema::Type = $crate::schema::Type::Text;

            #[inline]
            fn read<S: $crate::Source<'a>>(tag: $crate::Tag, source: &mut S) -> Result<Self, $crate::Error> {
                <$crate::Text<'a> as $crate::Content<'a>>::read(tag, source).map(Self)
            }

            #[inline]
            fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                $crate::Content::write(&self.0, tag, sink)
            }
        }
    )* };
}

/// Writes a word of an enumeration that may or may not have a value token.
#[doc(hidden)]
#[inline]
pub fn write_word<K: crate::Sink>(word: Option<crate::Word>, text: &str, sink: &mut K) {
    match word {
        Some(word) => sink.word(word),
        None => sink.text(text),
    }
}

//! Structures.

/// Declares elements of the standard as structs.
///
/// `field: Type = Child` names the child that the field holds. The type decides how often the child
/// may appear (`T`, `Option<T>`, `Vec<T>`). `= First | Second` reads either element and writes the
/// first, unless the type is a [`choice!`](crate::choice).
///
/// `models { "1.1-1.2": "UserID, ClientID?"; }` after the struct gives the content model of the
/// standard, version by version. `"1.3" inferred: ".."` marks lower bounds that are guesses. The
/// versions of the element and of each field follow from the models. `in "1.3"` states the versions
/// where there are no models, or where practice differs from them.
///
/// Fields are written in the order of declaration. Where versions contradict each other,
/// `order in "1.3" { first, second, ... }` names all fields of those versions in their order. Every
/// struct gets a last field, `extensions`. It keeps the content that the declaration does not
/// describe; `Debug` leaves it out where it is empty.
///
/// If a child that may appear once appears again, lenient reading keeps the first in the field and
/// the others in `extensions`. `duplicates refused;` at the end makes the repetition an error. Use
/// it for structures that identify somebody or that decide something.
///
/// Attributes come first: `@attributes { field: Type = "name" | "otherSpelling", }`. Then
/// `@text { field: Type }` declares text beside attributes or children. The types of both are a
/// [`Scalar`](crate::Scalar) or an `Option` of one. Readers accept the other spellings unless
/// reading is strict. Writers never use them.
///
/// A first line `use crate::tags;` names the module of a [`vocabulary!`](crate::vocabulary) other
/// than the one of CSP.
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
///
/// ```
/// use imps_core::{Content, Node, Text, TreeSink, Version, element, tag};
///
/// element! {
///     /// The name under which a user takes part in a group.
///     pub struct ScreenName<'a> = ScreenName {
///         @attributes {
///             /// The group.
///             group_id: Text<'a> = "groupID" | "groupid",
///         }
///         @text {
///             /// The name.
///             name: Text<'a>
///         }
///     }
/// }
/// let name = ScreenName { group_id: "/chess@example.com".into(), name: "Castle".into(), ..ScreenName::default() };
/// let mut sink = TreeSink::new(Version::V1_3);
/// name.write(tag::ScreenName, &mut sink)?;
/// let expected = Node::leaf(tag::ScreenName, "Castle").with_attribute("groupID", "/chess@example.com");
/// assert_eq!(sink.finish()?, expected);
/// # Ok::<_, imps_core::Error>(())
/// ```
#[macro_export]
macro_rules! element {
    (use $first_segment:ident $(:: $segment:ident)*; $($declarations:tt)*) => {
        $crate::element_in! { @in [$first_segment $(:: $segment)*] $($declarations)* }
    };
    ($($declarations:tt)*) => { $crate::element_in! { @in [$crate::tag] $($declarations)* } };
}

// A macro of its own, because its pattern must not match everything: then the compiler marks the
// wrong token.
#[doc(hidden)]
#[macro_export]
macro_rules! element_in {
    (@in $tags:tt $(
        $(#[$meta:meta])*
        pub struct $name:ident<$life:lifetime> = $element:ident $(in $versions:literal)? {
            $(@attributes {
                $(
                    $(#[$attribute_meta:meta])*
                    $attribute:ident: $attribute_type:ty = $attribute_name:literal $(| $attribute_alias:literal)*,
                )*
            })?
            $(@text {
                $(#[$text_meta:meta])*
                $text:ident: $text_type:ty $(,)?
            })?
            $(
                $(#[$field_meta:meta])*
                $field:ident: $type:ty = $first:ident $(| $more:ident)* $(in $field_versions:literal)?,
            )*
        }
        $(models { $($model_versions:literal $($inferred:ident)?: $model:literal;)* })?
        $(order in $order_versions:literal { $($ordered:ident),* $(,)? })?
        $(duplicates $duplicates:ident;)?
    )*) => { $(
        $(#[$meta])*
        // The versions of each field, so that no field has to repeat them.
        $(
            ///
            /// Content by version (`inferred`: the lower bounds are guesses):
            ///
            $(#[doc = concat!("* ", $model_versions, ": `", $model, "` ", stringify!($($inferred)?))])*
        )?
        #[derive(Clone, Default, PartialEq, Eq)]
        pub struct $name<$life> {
            $($(
                $(#[$attribute_meta])*
                pub $attribute: $attribute_type,
            )*)?
            $(
                $(#[$text_meta])*
                pub $text: $text_type,
            )?
            $(
                $(#[$field_meta])*
                pub $field: $type,
            )*
            /// Content that the declaration does not describe, kept so that it is written back.
            pub extensions: $crate::Extensions<$life>,
        }

        // A mistake in the models does not compile; the message names the element, and the model or
        // the field.
        const _: () = {
            use $crate::schema::check;
            const NAMES: &[&str] = &[$(stringify!($first) $(, stringify!($more))*),*];
            $($(assert!(
                check::has_only($model, NAMES),
                "{}",
                concat!("a model of ", stringify!($element), " names an element that no field holds: ", $model)
            );)*)?
            $(assert!(
                $crate::element_in!(@mentioned $name::MODELS, [$first $($more)*] $($field_versions)?),
                "{}",
                concat!("no model of ", stringify!($element), " names the field ", stringify!($field))
            );)*
            $($(assert!(
                check::are_versions($field_versions),
                "{}",
                concat!("the field ", stringify!($field), " of ", stringify!($element), " is in no version: ", $field_versions)
            );)?)*
            $($(assert!(
                check::are_versions($model_versions),
                "{}",
                concat!("a model of ", stringify!($element), " is of no version: ", $model_versions)
            );)*)?
            assert!(
                check::are_disjoint($name::MODELS),
                "{}",
                concat!("two models of ", stringify!($element), " are about one version")
            );
        };

        const _: () = {
            $crate::element_in!(@use $tags);

            impl<$life> $crate::Element<$life> for $name<$life> {
                const SCHEMA: &'static $crate::schema::Schema = {
                    const MODELS: &[$crate::schema::Model] = $name::MODELS;
                    &$crate::schema::Schema::new(
                        tags_of_declaration::$element,
                        $crate::element_in!(@versions MODELS $(, $versions)?),
                        &[$($crate::schema::Field::new(
                            stringify!($field),
                            &[tags_of_declaration::$first $(, tags_of_declaration::$more)*],
                            $crate::element_in!(@versions MODELS, $first $(, $field_versions)?),
                            <$type as $crate::Field<$life>>::CARDINALITY,
                            <$type as $crate::Field<$life>>::TYPE,
                        )),*],
                        MODELS,
                    )
                    .in_vocabulary(tags_of_declaration::VOCABULARY_OF_TAGS)
                    $(.with_attributes(&[$($crate::schema::Attribute::new(
                        $attribute_name,
                        &[$($attribute_alias),*],
                        <$attribute_type as $crate::ScalarField<$life>>::CARDINALITY,
                        <<$attribute_type as $crate::ScalarField<$life>>::Scalar as $crate::Scalar<$life>>::TYPE,
                    )),*]))?
                    $(.with_text(
                        <<$text_type as $crate::ScalarField<$life>>::Scalar as $crate::Scalar<$life>>::TYPE
                    ))?
                    $(.ordered($crate::Versions::parse($order_versions), &[$(stringify!($ordered)),*]))?
                    $(.refusing_duplicates($crate::element_in!(@duplicates $duplicates)))?
                };
            }

            impl $name<'_> {
                /// The content models of the standard.
                const MODELS: &'static [$crate::schema::Model] =
                    &[$($($crate::schema::Model::new($model_versions, $model, $crate::element_in!(@inferred $($inferred)?))),*)?];
            }

            impl<$life> $crate::Content<$life> for $name<$life> {
                const TYPE: $crate::schema::Type =
                    $crate::schema::Type::Structure(<Self as $crate::Element<$life>>::SCHEMA);

                #[inline]
                fn blank() -> Self {
                    Self {
                        $($($attribute: <$attribute_type>::default(),)*)?
                        $($text: <$text_type>::default(),)?
                        $($field: <$type as $crate::Field<$life>>::blank(),)*
                        extensions: $crate::Extensions::new(),
                    }
                }

                #[allow(unused_mut, unused_variables, unreachable_code, reason = "not every declaration has everything")]
                fn load<S: $crate::Source<$life>>(&mut self, _: $crate::Tag, source: &mut S) -> Result<(), $crate::Error> {
                    #[allow(non_camel_case_types, reason = "fields become variants")]
                    enum Position { $($field),* }
                    let start = source.offset();
                    $crate::element_in!(@attributes self source
                        $([$($attribute = $attribute_name $(| $attribute_alias)*),*])?);
                    let mut seen = $crate::private::Seen::default();
                    $(let mut $text = None;)?
                    let is_leaf = $crate::element_in!(@text source start $([$text: $text_type])?);
                    while !is_leaf && let Some(child) = source.child()? {
                        match child {
                            $(
                                // Only the first text: further text goes to the extensions.
                                $crate::Tag::TEXT if $text.is_none() => {
                                    let value = source.value()?;
                                    $crate::private::fill_text::<$text_type, S>(&mut $text, value, start, source)?;
                                    continue;
                                }
                            )?
                            $(
                                tags_of_declaration::$first $(| tags_of_declaration::$more)* => {
                                    seen.fill::<Self, _, S>(
                                        &mut self.$field,
                                        Position::$field as u32,
                                        child,
                                        &mut self.extensions,
                                        source,
                                    )?;
                                }
                            )*
                            _ => seen.other(child, &mut self.extensions, source)?,
                        }
                    }
                    $($(
                        self.$attribute = match <$attribute_type as $crate::ScalarField<$life>>::finish($attribute.into_value(), source.options()) {
                            Some(attribute) => attribute,
                            None => return Err($crate::private::missing_attribute($attribute_name, start)),
                        };
                    )*)?
                    $(self.$text = $crate::private::finish_text::<$text_type, S>($text, start, source)?;)?
                    seen.check::<Self, S>(source, start)
                }

                fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                    const VERSIONS: $crate::Versions = $crate::element_in!(@versions $name::MODELS $(, $versions)?);
                    if !VERSIONS.is_all() && !sink.has(VERSIONS) {
                        return Err(sink.not_in_version(tag));
                    }
                    sink.start(tag);
                    $($($crate::private::write_attribute::<$attribute_type, K>(&self.$attribute, $attribute_name, sink);)*)?
                    let mut place = self.extensions.start(sink);
                    $($crate::private::write_text::<$text_type, K>(&self.$text, sink);)?
                    $crate::element_in!(@write $name self place sink K $life
                        [$($field: $type = $first ($($field_versions)?),)*] $($order_versions [$($ordered)*])?);
                    place.finish(sink)?;
                    sink.end(tag);
                    Ok(())
                }
            }

            impl ::core::fmt::Debug for $name<'_> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    $crate::private::debug(f, stringify!($name), &[
                        $($((stringify!($attribute), &self.$attribute),)*)?
                        $((stringify!($text), &self.$text),)?
                        $((stringify!($field), &self.$field),)*
                    ], &self.extensions)
                }
            }

            impl<$life> $crate::IntoOwned for $name<$life> {
                type Owned = $name<'static>;

                fn into_owned(self) -> $name<'static> {
                    $name {
                        $($($attribute: $crate::IntoOwned::into_owned(self.$attribute),)*)?
                        $($text: $crate::IntoOwned::into_owned(self.$text),)?
                        $($field: $crate::IntoOwned::into_owned(self.$field),)*
                        extensions: $crate::IntoOwned::into_owned(self.extensions),
                    }
                }
            }

            impl<$life> $name<$life> {
                /// Returns the same content, independent of the input.
                pub fn into_owned(self) -> $name<'static> {
                    $crate::IntoOwned::into_owned(self)
                }
            }

            $crate::serde_view! { content $name }
        };
    )* };
    (@attributes $self:ident $source:ident) => { $self.extensions.read_attributes($source)?; };
    (@attributes $self:ident $source:ident [$($attribute:ident = $name:literal $(| $alias:literal)*),*]) => {
        $(let mut $attribute = $crate::private::AttributeSlot::default();)*
        while let Some(attribute) = $source.attribute()? {
            match attribute.name.as_str() {
                $($name $(| $alias)* => {
                    $crate::private::fill_attribute(&mut $attribute, $name, attribute, &mut $self.extensions, $source)?;
                })*
                _ => $self.extensions.read_attribute(attribute, $source)?,
            }
        }
    };
    (@text $source:ident $start:ident) => { false };
    (@text $source:ident $start:ident [$text:ident: $type:ty]) => {
        match $source.leaf()? {
            Some(value) => {
                $crate::private::fill_text::<$type, S>(&mut $text, value, $start, $source)?;
                true
            }
            None => false,
        }
    };
    (@use [$($tags:tt)+]) => {
        #[allow(unused_imports, reason = "declarations without fields use no tag")]
        use $($tags)+ as tags_of_declaration;
    };
    (@write $name:ident $self:ident $place:ident $sink:ident $K:ident $life:lifetime
        [$($field:ident: $type:ty = $first:ident ($($versions:literal)?),)*]) => {
        $($crate::element_in!(@field $name $self $place $sink $life $field: $type = $first ($($versions)?));)*
    };
    // With an order for some versions: first the fields that these versions lack, which must be
    // absent, then the others in that order.
    (@write $name:ident $self:ident $place:ident $sink:ident $K:ident $life:lifetime
        [$($field:ident: $type:ty = $first:ident ($($versions:literal)?),)*] $order_versions:literal [$($ordered:ident)*]) => {
        $(let $field = |mut place: &mut $crate::private::Place<'_, $life>, sink: &mut $K| -> Result<(), $crate::Error> {
            $crate::element_in!(@field $name $self place sink $life $field: $type = $first ($($versions)?));
            Ok(())
        };)*
        const ORDER: $crate::Versions = $crate::Versions::parse($order_versions);
        if ORDER.contains($sink.version()) {
            $(if !$crate::element_in!(@versions $name::MODELS, $first $(, $versions)?).contains($sink.version()) {
                $field(&mut $place, $sink)?;
            })*
            $($ordered(&mut $place, $sink)?;)*
        } else {
            $($field(&mut $place, $sink)?;)*
        }
    };
    (@field $name:ident $self:ident $place:ident $sink:ident $life:lifetime
        $field:ident: $type:ty = $first:ident ($($versions:literal)?)) => {{
        const VERSIONS: $crate::Versions = $crate::element_in!(@versions $name::MODELS, $first $(, $versions)?);
        if <$type as $crate::Field<$life>>::count(&$self.$field) > 0 {
            if !VERSIONS.is_all() && !$sink.has(VERSIONS) {
                return Err($sink.not_in_version(tags_of_declaration::$first));
            }
            <$type as $crate::Field<$life>>::write_among(
                &$self.$field, tags_of_declaration::$first, &mut $place, $sink,
            )?;
        }
    }};
    // Versions are stated where practice differs from the models.
    (@mentioned $models:path, [$($child:ident)+] $versions:literal) => { true };
    (@mentioned $models:path, [$($child:ident)+]) => {
        $($crate::schema::check::is_mentioned($models, stringify!($child)))||+
    };
    (@duplicates refused) => { true };
    (@inferred) => { false };
    (@inferred inferred) => { true };
    // The stated versions, or else the versions that follow from the models.
    (@versions $models:path, $versions:literal) => { $crate::Versions::parse($versions) };
    (@versions $models:path) => { $crate::schema::versions_of($models) };
    (@versions $models:path, $child:ident, $versions:literal) => { $crate::Versions::parse($versions) };
    (@versions $models:path, $child:ident) => { $crate::schema::versions_with($models, stringify!($child)) };
}

//! Structures.

/// Declares elements of the standard as structs.
///
/// `field: Type = Child` names the child that the field holds. The type decides how often the child
/// may appear (`T`, `Option<T>`, `Vec<T>`). `= First | Second` reads either element and writes the
/// first, unless the type is a [`choice!`](crate::choice).
///
/// `models { "1.1-1.2": "UserID, ClientID?"; }` after the struct gives the content model of the
/// standard, version by version. `"1.3" guessed: ".."` marks lower bounds that are guesses. The
/// versions of the element and of each field follow from the models. `in "1.3"` states the versions
/// if there are no models, or if practice differs from the models.
///
/// Writers write the fields in the order of declaration. If versions have different orders,
/// `order in "1.3" { first, second, ... }` names all fields of those versions in their order. Every
/// struct gets a last field, `extensions`. It keeps the content that the declaration does not
/// describe. `Debug` omits it if it is empty.
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
/// Further lines declare special places:
///
/// * `@root "WV-CSP-Message";` first in the braces makes a document of the struct. It gets a field
///   `version` and implements [`Root`](crate::Root).
/// * `@first { field: Type }` holds the first child, whatever its name. The type is a
///   [`choice!`](crate::choice) or a list of [`primitives!`](crate::primitives).
/// * `@any { field: Node }` alone keeps the whole element without types.
/// * `leaf in "1.1-1.2": field;` after the models: these versions write the field as the text of
///   the element. Readers accept both forms in every version.
/// * `primitive Access ClientToServer Request;` at the end makes the element a primitive. The words
///   are an [`Area`](crate::schema::Area), a [`Direction`](crate::schema::Direction) if the
///   protocol has directions, and a [`PrimitiveKind`](crate::schema::PrimitiveKind).
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
/// use imps_core::{Content, Node, Sink, Text, TreeSink, Version, element, tag};
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
    // A whole element without types.
    (@in $tags:tt $(
        $(#[$meta:meta])*
        pub struct $name:ident<$life:lifetime> = $element:ident in $versions:literal {
            @any {
                $(#[$any_meta:meta])*
                $any:ident: $any_type:ty $(,)?
            }
        }
        $(primitive $area:ident $($fact:ident)+;)?
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name<$life> {
            $(#[$any_meta])*
            pub $any: $any_type,
        }

        const _: () = {
            $crate::element_part!(@use $tags);

            impl<$life> $crate::Element<$life> for $name<$life> {
                const SCHEMA: &'static $crate::schema::Schema = {
                    const MODELS: &[$crate::schema::Model] = &[$crate::schema::Model::new($versions, "ANY", false)];
                    &$crate::schema::Schema::new(
                        tags_of_declaration::$element,
                        $crate::Versions::parse($versions),
                        &[],
                        MODELS,
                    )
                    .in_vocabulary(tags_of_declaration::VOCABULARY_OF_TAGS)
                    $(.as_primitive($crate::schema::Area::$area, $crate::element_part!(@facts $($fact)+)))?
                };
            }

            impl<$life> $crate::Content<$life> for $name<$life> {
                const TYPE: $crate::schema::Type =
                    $crate::schema::Type::Structure(<Self as $crate::Element<$life>>::SCHEMA);

                fn blank() -> Self {
                    Self::default()
                }

                fn load<S: $crate::Source<$life>>(&mut self, tag: $crate::Tag, source: &mut S) -> Result<(), $crate::Error> {
                    $crate::Content::load(&mut self.$any, tag, source)
                }

                fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                    if !sink.has(<Self as $crate::Element<$life>>::SCHEMA.versions) {
                        return Err(sink.not_in_version(tag));
                    }
                    $crate::Content::write(&self.$any, tag, sink)
                }
            }

            /// An element without content.
            impl Default for $name<'_> {
                fn default() -> Self {
                    Self { $any: $crate::Node::new(tags_of_declaration::$element) }
                }
            }

            $crate::serde_view! { content $name }

            impl $crate::IntoOwned for $name<'_> {
                type Owned = $name<'static>;

                fn into_owned(self) -> $name<'static> {
                    $name { $any: $crate::IntoOwned::into_owned(self.$any) }
                }
            }

            impl $name<'_> {
                /// Returns the same content, independent of the input.
                pub fn into_owned(self) -> $name<'static> {
                    $crate::IntoOwned::into_owned(self)
                }
            }
        };
    )+ };
    (@in $tags:tt $(
        $(#[$meta:meta])*
        pub struct $name:ident<$life:lifetime> = $element:ident $(in $versions:literal)? {
            $(@root $root:literal;)?
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
            $(@first {
                $(#[$any_meta:meta])*
                $any:ident: $any_type:ty $(,)?
            })?
            $(
                $(#[$field_meta:meta])*
                $field:ident: $type:ty = $first:ident $(| $more:ident)* $(in $field_versions:literal)?,
            )*
        }
        $(models { $($model_versions:literal $($guessed:ident)?: $model:literal;)* })?
        $(leaf in $leaf_versions:literal: $leaf:ident;)?
        $(order in $order_versions:literal { $($ordered:ident),* $(,)? })?
        $(duplicates $duplicates:ident;)?
        $(primitive $area:ident $($fact:ident)+;)?
    )*) => { $(
        $(#[$meta])*
        // The versions of each field, so that no field has to repeat them.
        $(
            ///
            /// Content by version (`guessed`: the lower bounds are guesses):
            ///
            $(#[doc = concat!("* ", $model_versions, ": `", $model, "` ", stringify!($($guessed)?))])*
        )?
        #[derive(Clone, Default, PartialEq, Eq)]
        pub struct $name<$life> {
            $(
                #[doc = concat!("The protocol version of the document. Its root is `", $root, "`.")]
                pub version: $crate::Version,
            )?
            $($(
                $(#[$attribute_meta])*
                pub $attribute: $attribute_type,
            )*)?
            $(
                $(#[$text_meta])*
                pub $text: $text_type,
            )?
            $(
                $(#[$any_meta])*
                pub $any: $any_type,
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
                $crate::element_part!(@mentioned $name::MODELS, [$first $($more)*] $($field_versions)?),
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
            $crate::element_part!(@use $tags);

            impl<$life> $crate::Element<$life> for $name<$life> {
                const SCHEMA: &'static $crate::schema::Schema = {
                    const MODELS: &[$crate::schema::Model] = $name::MODELS;
                    &$crate::schema::Schema::new(
                        tags_of_declaration::$element,
                        $crate::element_part!(@versions MODELS $(, $versions)?),
                        &[
                            $($crate::schema::Field::new(
                                stringify!($any),
                                <$any_type>::TAGS,
                                $crate::Versions::ALL,
                                <$any_type as $crate::Field<$life>>::CARDINALITY,
                                <$any_type as $crate::Field<$life>>::TYPE,
                            )
                            .with_open(<$any_type>::IS_OPEN),)?
                            $($crate::schema::Field::new(
                                stringify!($field),
                                &[tags_of_declaration::$first $(, tags_of_declaration::$more)*],
                                $crate::element_part!(@versions MODELS, $first $(, $field_versions)?),
                                <$type as $crate::Field<$life>>::CARDINALITY,
                                <$type as $crate::Field<$life>>::TYPE,
                            ),)*
                        ],
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
                    $(.refusing_duplicates($crate::element_part!(@duplicates $duplicates)))?
                    $(.as_primitive($crate::schema::Area::$area, $crate::element_part!(@facts $($fact)+)))?
                };
            }

            impl $name<'_> {
                /// The content models of the standard.
                const MODELS: &'static [$crate::schema::Model] =
                    &[$($($crate::schema::Model::new($model_versions, $model, $crate::element_part!(@guessed $($guessed)?))),*)?];
            }

            impl<$life> $crate::Content<$life> for $name<$life> {
                const TYPE: $crate::schema::Type =
                    $crate::schema::Type::Structure(<Self as $crate::Element<$life>>::SCHEMA);

                #[inline]
                fn blank() -> Self {
                    Self {
                        $(version: $crate::element_part!(@about $root $crate::Version::default()),)?
                        $($($attribute: <$attribute_type>::default(),)*)?
                        $($text: <$text_type>::default(),)?
                        $($any: <$any_type as $crate::Field<$life>>::blank(),)?
                        $($field: <$type as $crate::Field<$life>>::blank(),)*
                        extensions: $crate::Extensions::new(),
                    }
                }

                #[allow(unused_mut, unused_variables, unreachable_code, reason = "not every declaration has everything")]
                fn load<S: $crate::Source<$life>>(&mut self, _: $crate::Tag, source: &mut S) -> Result<(), $crate::Error> {
                    #[allow(non_camel_case_types, reason = "fields become variants")]
                    enum Position { $($field),* }
                    let start = source.offset();
                    $(self.version = $crate::element_part!(@about $root source.version());)?
                    $crate::element_part!(@attributes self source
                        $([$($attribute = $attribute_name $(| $attribute_alias)*),*])?);
                    let mut read = $crate::private::ReadFields::default();
                    $(let mut $text = None;)?
                    let is_leaf = $crate::element_part!(@text source start $([$text: $text_type])?);
                    $(
                        const _: &str = $leaf_versions;
                        if $crate::private::read_as_leaf(&mut self.$leaf, start, source)? {
                            return Ok(());
                        }
                    )?
                    while !is_leaf {
                        let (child, has_attributes) = match source.plain_child() {
                            $crate::PlainChild::Elsewhere => match source.child()? {
                                Some(child) => (child, source.has_attributes()),
                                None => break,
                            },
                            $crate::PlainChild::End => break,
                            $crate::PlainChild::Child(child) => (child, false),
                        };
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
                                child if read.is_empty() && child != $crate::Tag::TEXT => {
                                    read.fill_first(&mut self.$any, child, source)?;
                                }
                            )?
                            $(
                                tags_of_declaration::$first $(| tags_of_declaration::$more)* => {
                                    read.fill::<Self, _, S>(
                                        &mut self.$field,
                                        Position::$field as u32,
                                        child,
                                        has_attributes,
                                        &mut self.extensions,
                                        source,
                                    )?;
                                }
                            )*
                            _ => read.other(child, &mut self.extensions, source)?,
                        }
                    }
                    $($(
                        self.$attribute = match <$attribute_type as $crate::ScalarField<$life>>::finish($attribute.into_value(), source.options()) {
                            Some(attribute) => attribute,
                            None => return Err($crate::private::missing_attribute($attribute_name, start)),
                        };
                    )*)?
                    $(self.$text = $crate::private::finish_text::<$text_type, S>($text, start, source)?;)?
                    $(
                        if read.is_empty() {
                            return Err($crate::private::missing_first(concat!("(", stringify!($any), ")"), start));
                        }
                    )?
                    $crate::element_part!(@check read source start $($leaf)?)
                }

                fn write<K: $crate::Sink>(&self, tag: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                    const VERSIONS: $crate::Versions = $crate::element_part!(@versions $name::MODELS $(, $versions)?);
                    if !VERSIONS.is_all() && !sink.has(VERSIONS) {
                        return Err(sink.not_in_version(tag));
                    }
                    let mut place = $crate::element_part!(@open $element self tag sink K $([$($attribute: $attribute_type = $attribute_name)*])?);
                    if $crate::element_part!(@is_leaf $name self sink $life [$($field: $type = $first)*] $($leaf_versions $leaf)?) {
                        $($crate::private::write_text(&self.$leaf, sink);)?
                        place.finish(sink)?;
                        sink.end(tag);
                        return Ok(());
                    }
                    $(
                        place.before(1, sink)?;
                        $crate::Field::write(&self.$any, self.$any.tag(), sink)?;
                    )?
                    $($crate::private::write_text::<$text_type, K>(&self.$text, sink);)?
                    $crate::element_part!(@write $name self place sink K $life
                        [$($field: $type = $first ($($field_versions)?),)*] $($order_versions [$($ordered)*])?);
                    place.finish(sink)?;
                    sink.end(tag);
                    Ok(())
                }

                #[allow(unused_variables, unused_mut, reason = "not every declaration has fields")]
                fn visit<V: $crate::Visitor<$life>>(&mut self, visitor: &mut V) {
                    let mut fields = $crate::private::FieldsToVisit::of::<Self>(&[$(stringify!($leaf))?]);
                    $(fields.visit_next(visitor, &mut self.$any);)?
                    $(fields.visit_next(visitor, &mut self.$field);)*
                    visitor.extensions(&mut self.extensions);
                }
            }

            impl ::core::fmt::Debug for $name<'_> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    $crate::private::debug(f, stringify!($name), &[
                        $($crate::element_part!(@about $root ("version", &self.version)),)?
                        $($((stringify!($attribute), &self.$attribute),)*)?
                        $((stringify!($text), &self.$text),)?
                        $((stringify!($any), &self.$any),)?
                        $((stringify!($field), &self.$field),)*
                    ], &self.extensions)
                }
            }

            impl<$life> $crate::IntoOwned for $name<$life> {
                type Owned = $name<'static>;

                fn into_owned(self) -> $name<'static> {
                    $name {
                        $(version: $crate::element_part!(@about $root self.version),)?
                        $($($attribute: $crate::IntoOwned::into_owned(self.$attribute),)*)?
                        $($text: $crate::IntoOwned::into_owned(self.$text),)?
                        $($any: $crate::IntoOwned::into_owned(self.$any),)?
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

            $(
                impl<$life> $crate::Root<$life> for $name<$life> {
                    const EXPECTED: &'static str = $root;
                    const VOCABULARY: &'static $crate::Vocabulary = tags_of_declaration::VOCABULARY_OF_TAGS;

                    fn accepts(tag: $crate::Tag) -> bool {
                        tag == tags_of_declaration::$element
                    }

                    fn root(&self) -> $crate::Tag {
                        tags_of_declaration::$element
                    }

                    fn version(&self) -> $crate::Version {
                        self.version
                    }
                }
            )?

            $crate::element_part!(@view $name $($root)?);
        };
    )* };
}

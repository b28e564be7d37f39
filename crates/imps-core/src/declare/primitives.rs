//! The list of primitives of a protocol.

/// Declares the enum of all primitives of a protocol, and their table.
///
/// A primitive is an [`element!`](crate::element) with a line
/// `primitive Access ClientToServer Request;`. The list names the type and the element:
/// `LoginRequest = Login_Request`. `boxed` primitives are in a box, which keeps the enum two words
/// wide. `unboxed` primitives are small enough without a box. The types of a list
/// `within Name in module` are in that module; a [`choice!`](crate::choice) `Name` of them is one
/// variant.
///
/// Any other element is `Other`, an untyped element, which loses nothing. `other refused;` at the
/// end makes it an error for readers with
/// [`UnknownContent::Refuse`](crate::UnknownContent::Refuse).
///
/// The enum gets `TAGS`, `ROWS`, `row`, `tag`, `name`, `into_owned`, `From` each primitive, and
/// `TryFrom` to each of them.
///
/// The caller implements `Default` and a function
/// `fn unexpected(found: Option<&Primitive<'_>>, expected: Tag) -> Error`.
#[macro_export]
macro_rules! primitives {
    // The rules for the parts of a list begin with `@`.
    (use $first_segment:ident $(:: $segment:ident)*; $($list:tt)*) => {
        $crate::primitives! { @in [$first_segment $(:: $segment)*] $($list)* }
    };
    (@in $tags:tt
        $(#[$enum_meta:meta])*
        pub enum $name:ident<$life:lifetime>;
        $(unboxed { $($(#[$small_meta:meta])* $small:ident = $small_tag:ident,)* })?
        boxed { $($(#[$meta:meta])* $primitive:ident = $tag:ident,)* }
        $($(#[$within_meta:meta])* within $within:ident in $module:ident { $($inner:ident = $inner_tag:ident,)* })?
        $(other $refused:ident;)?
    ) => {
        $crate::primitives! {
            @enum $tags [$(#[$enum_meta])*] $name $life
            [
                $($($(#[$small_meta])* $small[$small<$life>] = $small_tag,)*)?
                $($(#[$meta])* $primitive[$crate::private::Box<$primitive<$life>>] = $tag,)*
            ]
            [$($(#[$within_meta])* $within in $module { $($inner = $inner_tag,)* })?]
            [$($refused)?]
        }
    };
    (@enum $tags:tt [$(#[$enum_meta:meta])*] $name:ident $life:lifetime
        [$($(#[$meta:meta])* $primitive:ident[$held:ty] = $tag:ident,)*]
        [$($(#[$within_meta:meta])* $within:ident in $module:ident { $($inner:ident = $inner_tag:ident,)* })?]
        [$($refused:ident)?]
    ) => {
        $(#[$enum_meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name<$life> {
            $($(#[$meta])* $primitive($held),)*
            $($(#[$within_meta])* $within($crate::private::Box<$within<$life>>),)?
            /// An element without a type.
            Other($crate::private::Box<$crate::Node<$life>>),
        }

        const _: () = {
            $crate::element_part!(@use $tags);

            impl<$life> $name<$life> {
                /// The elements of the primitives that have a type.
                pub const TAGS: &'static [$crate::Tag] =
                    &[$(tags_of_declaration::$tag,)* $($(tags_of_declaration::$inner_tag,)*)?];

                /// Whether other elements fit too.
                #[doc(hidden)]
                pub const IS_OPEN: bool = true;

                /// The row of each primitive in the table of the protocol, in the order of
                /// [`TAGS`](Self::TAGS).
                pub const ROWS: &'static [$crate::schema::PrimitiveRow] = &[
                    $(<$primitive<'static> as $crate::Element<'static>>::SCHEMA.row(),)*
                    $($(<$module::$inner<'static> as $crate::Element<'static>>::SCHEMA.row(),)*)?
                ];

                /// Returns the row of the primitive in the table of the protocol; `None` if it has
                /// no type.
                pub fn row(&self) -> Option<&'static $crate::schema::PrimitiveRow> {
                    match self {
                        $(Self::$primitive(_) => {
                            const ROW: &$crate::schema::PrimitiveRow =
                                &<$primitive<'static> as $crate::Element<'static>>::SCHEMA.row();
                            Some(ROW)
                        })*
                        $(Self::$within(inner) => {
                            let tag = inner.tag();
                            Self::ROWS.iter().find(|row| row.tag == tag)
                        })?
                        Self::Other(_) => None,
                    }
                }

                /// Returns the element; `Tag::FOREIGN` if it is not an element of the protocol.
                pub fn tag(&self) -> $crate::Tag {
                    match self {
                        $(Self::$primitive(_) => tags_of_declaration::$tag,)*
                        $(Self::$within(inner) => inner.tag(),)?
                        Self::Other(node) => match node.name {
                            $crate::Name::Known(tag) => tag,
                            $crate::Name::Foreign(_) => $crate::Tag::FOREIGN,
                        },
                    }
                }

                /// Returns the name of the element, as written.
                pub fn name(&self) -> &str {
                    match self {
                        Self::Other(node) => node.name.as_str(tags_of_declaration::VOCABULARY_OF_TAGS),
                        other => tags_of_declaration::VOCABULARY_OF_TAGS.name(other.tag()).unwrap_or_default(),
                    }
                }

                /// Returns the same primitive, independent of the input.
                pub fn into_owned(self) -> $name<'static> {
                    $crate::IntoOwned::into_owned(self)
                }
            }

            impl<$life> $crate::Content<$life> for $name<$life> {
                const TYPE: $crate::schema::Type = $crate::schema::Type::Choice(&[
                    $((tags_of_declaration::$tag, <$primitive<$life> as $crate::Content<$life>>::TYPE),)*
                    $($((tags_of_declaration::$inner_tag, <$module::$inner<$life> as $crate::Content<$life>>::TYPE),)*)?
                ]);

                fn blank() -> Self {
                    $crate::choice!(@first $($primitive)*)($crate::Content::blank())
                }

                fn load<S: $crate::Source<$life>>(&mut self, tag: $crate::Tag, source: &mut S) -> Result<(), $crate::Error> {
                    *self = match tag {
                        $(tags_of_declaration::$tag => Self::$primitive($crate::Content::read(tag, source)?),)*
                        $(_ if $within::TAGS.contains(&tag) => Self::$within($crate::Content::read(tag, source)?),)?
                        $(_ if $crate::primitives!(@$refused source) => {
                            return Err($crate::private::misplaced(source));
                        })?
                        _ => Self::Other($crate::Content::read(tag, source)?),
                    };
                    Ok(())
                }

                fn write<K: $crate::Sink>(&self, _: $crate::Tag, sink: &mut K) -> Result<(), $crate::Error> {
                    match self {
                        $(Self::$primitive(message) => $crate::Content::write(message, tags_of_declaration::$tag, sink),)*
                        $(Self::$within(message) => $crate::Content::write(message, message.tag(), sink),)?
                        Self::Other(node) => $crate::Content::write(node, self.tag(), sink),
                    }
                }

                fn visit<V: $crate::Visitor<$life>>(&mut self, visitor: &mut V) {
                    match self {
                        $(Self::$primitive(message) => $crate::Content::visit(message, visitor),)*
                        $(Self::$within(message) => $crate::Content::visit(message, visitor),)?
                        Self::Other(_) => {}
                    }
                }

                fn element(&self, _: $crate::Tag) -> $crate::Tag {
                    self.tag()
                }
            }

            $crate::serde_view! { content $name }

            impl $crate::IntoOwned for $name<'_> {
                type Owned = $name<'static>;

                fn into_owned(self) -> $name<'static> {
                    match self {
                        $(Self::$primitive(message) => $name::$primitive($crate::IntoOwned::into_owned(message)),)*
                        $(Self::$within(message) => $name::$within($crate::IntoOwned::into_owned(message)),)?
                        Self::Other(node) => $name::Other($crate::IntoOwned::into_owned(node)),
                    }
                }
            }

            $(
                impl<$life> From<$primitive<$life>> for $name<$life> {
                    fn from(message: $primitive<$life>) -> Self {
                        Self::$primitive(message.into())
                    }
                }

                impl<'p, $life> TryFrom<&'p $name<$life>> for &'p $primitive<$life> {
                    type Error = $crate::Error;

                    fn try_from(primitive: &'p $name<$life>) -> Result<Self, $crate::Error> {
                        match primitive {
                            $name::$primitive(message) => Ok(message),
                            other => Err(unexpected(Some(other), tags_of_declaration::$tag)),
                        }
                    }
                }
            )*

            $($(
                impl<$life> From<$module::$inner<$life>> for $name<$life> {
                    fn from(message: $module::$inner<$life>) -> Self {
                        Self::$within($within::$inner(message).into())
                    }
                }

                impl<'p, $life> TryFrom<&'p $name<$life>> for &'p $module::$inner<$life> {
                    type Error = $crate::Error;

                    fn try_from(primitive: &'p $name<$life>) -> Result<Self, $crate::Error> {
                        if let $name::$within(within) = primitive
                            && let $within::$inner(message) = &**within
                        {
                            return Ok(message);
                        }
                        Err(unexpected(Some(primitive), tags_of_declaration::$inner_tag))
                    }
                }
            )*)?
        };
    };
    (@refused $source:ident) => { $source.options().unknown == $crate::UnknownContent::Refuse };
    (@ $($other:tt)*) => { compile_error!("this is no list of primitives: see the documentation of the macro") };
    ($($list:tt)*) => { $crate::primitives! { @in [$crate::tag] $($list)* } };
}

//! The parts of the code that `element!` and its kin expand to.

/// The parts of a declaration, each under a name with `@`.
#[doc(hidden)]
#[macro_export]
macro_rules! element_part {
    // The repetition of `$about` decides whether there is an output.
    (@about $about:literal $output:expr) => { $output };
    (@view $name:ident) => { $crate::serde_view! { content $name } };
    (@view $name:ident $root:literal) => { $crate::serde_view! { root $name } };
    // A structure that is a leaf in some versions may lack everything.
    (@check $read:ident $source:ident $start:ident $leaf:ident) => { Ok(()) };
    (@check $read:ident $source:ident $start:ident) => { $read.check::<Self, S>($source, $start) };
    // The old form, unless another field is set; in a tree of all versions, that field decides.
    (@is_leaf $name:ident $self:ident $sink:ident $life:lifetime [$($fields:tt)*]) => { false };
    (@is_leaf $name:ident $self:ident $sink:ident $life:lifetime [$($field:ident: $type:ty = $first:ident)*]
        $versions:literal $leaf:ident) => {{
        const VERSIONS: $crate::Versions = $crate::Versions::parse($versions);
        let other = [$((
            stringify!($field) != stringify!($leaf) && <$type as $crate::Field<$life>>::count(&$self.$field) > 0,
            tags_of_declaration::$first,
            $crate::schema::versions_with($name::MODELS, stringify!($first)),
        )),*]
        .into_iter()
        .find(|(is_set, ..)| *is_set);
        match other {
            Some((_, tag, versions)) if !$sink.has(versions) => return Err($sink.not_in_version(tag)),
            Some(_) => false,
            None => VERSIONS.contains($sink.version()),
        }
    }};
    // The direction, the kind, and whether the primitive is confirmed.
    (@facts $kind:ident) => { (None, $crate::schema::PrimitiveKind::$kind, true) };
    (@facts $kind:ident unconfirmed) => { (None, $crate::schema::PrimitiveKind::$kind, false) };
    (@facts $direction:ident $kind:ident) => {
        (Some($crate::schema::Direction::$direction), $crate::schema::PrimitiveKind::$kind, true)
    };
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
    (@open $element:ident $self:ident $tag:ident $sink:ident $K:ident) => {
        // The element of the declaration as a constant: nearly all structures have no other element, and
        // only then does the compiler write the bytes of the tag directly.
        if $tag == tags_of_declaration::$element {
            $self.extensions.open(tags_of_declaration::$element, $sink)
        } else {
            $self.extensions.open_other($tag, $sink)
        }
    };
    (@open $element:ident $self:ident $tag:ident $sink:ident $K:ident [$($attribute:ident: $type:ty = $name:literal)*]) => {{
        $sink.start($tag);
        $($crate::private::write_attribute::<$type, $K>(&$self.$attribute, $name, $sink);)*
        $self.extensions.start($sink)
    }};
    (@use [$($tags:tt)+]) => {
        #[allow(unused_imports, reason = "declarations without fields use no tag")]
        use $($tags)+ as tags_of_declaration;
    };
    (@write $name:ident $self:ident $place:ident $sink:ident $K:ident $life:lifetime
        [$($field:ident: $type:ty = $first:ident ($($versions:literal)?),)*]) => {
        $($crate::element_part!(@field $name $self $place $sink $life $field: $type = $first ($($versions)?));)*
    };
    // With an order for some versions: first the fields that these versions lack, which must be
    // absent, then the others in that order.
    (@write $name:ident $self:ident $place:ident $sink:ident $K:ident $life:lifetime
        [$($field:ident: $type:ty = $first:ident ($($versions:literal)?),)*] $order_versions:literal [$($ordered:ident)*]) => {
        $(let $field = |mut place: &mut $crate::private::Place<'_, $life>, sink: &mut $K| -> Result<(), $crate::Error> {
            $crate::element_part!(@field $name $self place sink $life $field: $type = $first ($($versions)?));
            Ok(())
        };)*
        const ORDER: $crate::Versions = $crate::Versions::parse($order_versions);
        if ORDER.contains($sink.version()) {
            $(if !$crate::element_part!(@versions $name::MODELS, $first $(, $versions)?).contains($sink.version()) {
                $field(&mut $place, $sink)?;
            })*
            $($ordered(&mut $place, $sink)?;)*
        } else {
            $($field(&mut $place, $sink)?;)*
        }
    };
    (@field $name:ident $self:ident $place:ident $sink:ident $life:lifetime
        $field:ident: $type:ty = $first:ident ($($versions:literal)?)) => {{
        const VERSIONS: $crate::Versions = $crate::element_part!(@versions $name::MODELS, $first $(, $versions)?);
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
    (@guessed) => { false };
    (@guessed guessed) => { true };
    // The stated versions, or else the versions that follow from the models.
    (@versions $models:path, $versions:literal) => { $crate::Versions::parse($versions) };
    (@versions $models:path) => { $crate::schema::versions_of($models) };
    (@versions $models:path, $child:ident, $versions:literal) => { $crate::Versions::parse($versions) };
    (@versions $models:path, $child:ident) => { $crate::schema::versions_with($models, stringify!($child)) };
}

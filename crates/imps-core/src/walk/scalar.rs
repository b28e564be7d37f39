//! Scalars in a structure without an element of their own: its attributes and its text.

use crate::reading::{Error, ErrorKind, ReadOptions, Rule};
use crate::schema::{Cardinality, Type};
use crate::values::{DateTime, Text, Value};
use crate::walk::{Attribute, Extensions, Sink, Source};
use alloc::format;

/// A type with a single scalar value. It can be an attribute, or the text beside attributes.
pub trait Scalar<'a>: Sized {
    /// The type as data.
    const TYPE: Type;

    /// Reads the value.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) for content that is not a value of the
    /// type. [`Strict`](crate::ErrorKind::Strict) for a spelling that only lenient reading accepts.
    fn from_value(value: Value<'a>, options: &ReadOptions) -> Result<Self, Error>;

    /// Returns the value to write.
    fn to_value(&self) -> Value<'_>;

    /// The value that lenient readers use for a missing mandatory attribute. `None` by default.
    fn absent() -> Option<Self> {
        None
    }
}

/// Implements [`Scalar`] for a type that converts from [`Text`](crate::Text) and has `as_str`.
///
/// ```
/// # use imps_core::{Text, schema::Type};
/// struct Code<'a>(Text<'a>);
/// impl<'a> From<Text<'a>> for Code<'a> {
///     fn from(text: Text<'a>) -> Self { Self(text) }
/// }
/// impl Code<'_> {
///     fn as_str(&self) -> &str { &self.0 }
/// }
/// imps_core::scalar_text! { Code = Type::Text }
/// ```
#[macro_export]
macro_rules! scalar_text {
    ($name:ident = $type:expr) => {
        impl<'a> $crate::Scalar<'a> for $name<'a> {
            const TYPE: $crate::schema::Type = $type;

            fn from_value(value: $crate::Value<'a>, _: &$crate::ReadOptions) -> Result<Self, $crate::Error> {
                value.into_text().map(Self::from)
            }

            fn to_value(&self) -> $crate::Value<'_> {
                $crate::Value::Text($crate::Text::borrowed(self.as_str()))
            }
        }
    };
}

scalar_text! { Text = Type::Text }

impl<'a> Scalar<'a> for u32 {
    const TYPE: Type = Type::Integer;

    fn from_value(value: Value<'a>, _: &ReadOptions) -> Result<Self, Error> {
        value.integer()
    }

    fn to_value(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl<'a> Scalar<'a> for DateTime {
    const TYPE: Type = Type::DateTime;

    fn from_value(value: Value<'a>, _: &ReadOptions) -> Result<Self, Error> {
        value.date_time()
    }

    fn to_value(&self) -> Value<'_> {
        Value::DateTime(*self)
    }
}

impl<'a> Scalar<'a> for bool {
    const TYPE: Type = Type::Boolean;

    fn from_value(value: Value<'a>, options: &ReadOptions) -> Result<Self, Error> {
        value.boolean(options)
    }

    fn to_value(&self) -> Value<'_> {
        Value::from(*self)
    }
}

/// Whether a scalar is mandatory: `T` is, `Option<T>` is not.
pub trait ScalarField<'a>: Sized {
    /// The scalar.
    type Scalar: Scalar<'a>;

    /// The cardinality.
    const CARDINALITY: Cardinality;

    /// Makes the field. Returns `None` if a mandatory scalar is missing.
    fn finish(slot: Option<Self::Scalar>, options: &ReadOptions) -> Option<Self>;

    /// The scalar, if present.
    fn scalar(&self) -> Option<&Self::Scalar>;
}

impl<'a, T: Scalar<'a>> ScalarField<'a> for T {
    type Scalar = T;

    const CARDINALITY: Cardinality = Cardinality::One;

    fn finish(slot: Option<T>, options: &ReadOptions) -> Option<T> {
        slot.or_else(|| T::absent().filter(|_| !options.strict))
    }

    fn scalar(&self) -> Option<&T> {
        Some(self)
    }
}

impl<'a, T: Scalar<'a>> ScalarField<'a> for Option<T> {
    type Scalar = T;

    const CARDINALITY: Cardinality = Cardinality::Optional;

    fn finish(slot: Self, _: &ReadOptions) -> Option<Self> {
        Some(slot)
    }

    fn scalar(&self) -> Option<&T> {
        self.as_ref()
    }
}

/// Collects a declared attribute while its element is read.
#[doc(hidden)]
#[derive(Debug)]
pub struct AttributeSlot<'a, T> {
    value: Option<T>,
    /// The attribute as written, if another spelling has filled the slot.
    slip: Option<Attribute<'a>>,
}

impl<T> Default for AttributeSlot<'_, T> {
    fn default() -> Self {
        Self { value: None, slip: None }
    }
}

impl<T> AttributeSlot<'_, T> {
    /// Returns the value that was read.
    pub fn into_value(self) -> Option<T> {
        self.value
    }
}

/// Reads an attribute into the slot of its field. If the name of the declaration is present too,
/// another spelling goes to the extensions, in whatever order the two appear.
#[doc(hidden)]
pub fn fill_attribute<'a, T: Scalar<'a>, S: Source<'a>>(
    slot: &mut AttributeSlot<'a, T>,
    name: &'static str,
    attribute: Attribute<'a>,
    extensions: &mut Extensions<'a>,
    source: &S,
) -> Result<(), Error> {
    let options = source.options();
    let is_slip = attribute.name != name;
    let fail = |error: Error| error.at(source.offset()).within(format!("@{name}"), None);
    if is_slip && options.strict {
        return Err(fail(Error::new(ErrorKind::Strict(Rule::Spelling))));
    }
    if slot.value.is_some() {
        if is_slip {
            return extensions.read_attribute(attribute, source);
        }
        let Some(slip) = slot.slip.take() else {
            // A document cannot repeat an attribute, but a tree can, and the result could not be
            // written.
            let kind = ErrorKind::UnexpectedAttribute { name: name.into() };
            return Err(Error::new(kind).at(source.offset()));
        };
        extensions.read_attribute(slip, source)?;
    }
    slot.slip = is_slip.then(|| attribute.clone());
    slot.value = Some(T::from_value(Value::Text(attribute.value), options).map_err(fail)?);
    Ok(())
}

/// Makes the error for a mandatory attribute that is missing from the element at `offset`.
#[doc(hidden)]
#[cold]
#[inline(never)]
pub fn missing_attribute(name: &'static str, offset: usize) -> Error {
    Error::new(ErrorKind::MissingAttribute { name }).at(offset)
}

/// Writes an attribute, if present.
#[doc(hidden)]
pub fn write_attribute<'a, T: ScalarField<'a>, K: Sink>(field: &T, name: &str, sink: &mut K) {
    if let Some(scalar) = field.scalar() {
        sink.attribute(name, &scalar.to_value().as_text().unwrap_or_default());
    }
}

/// Reads the text of an element into its slot. White space alone does not count as optional text.
#[doc(hidden)]
pub fn fill_text<'a, T: ScalarField<'a>, S: Source<'a>>(
    slot: &mut Option<T::Scalar>,
    value: Value<'a>,
    offset: usize,
    source: &S,
) -> Result<(), Error> {
    if T::CARDINALITY == Cardinality::One || !value.is_blank() {
        *slot = Some(T::Scalar::from_value(value, source.options()).map_err(|error| error.at(offset))?);
    }
    Ok(())
}

/// Reads an element that may be a leaf into its text field. Returns whether it was a leaf.
#[doc(hidden)]
pub fn read_as_leaf<'a, T: ScalarField<'a>, S: Source<'a>>(
    field: &mut T,
    offset: usize,
    source: &mut S,
) -> Result<bool, Error> {
    let Some(value) = source.leaf()? else { return Ok(false) };
    let mut slot = None;
    fill_text::<T, S>(&mut slot, value, offset, source)?;
    *field = finish_text(slot, offset, source)?;
    Ok(true)
}

/// Makes the text field of an element, at the end of the element.
#[doc(hidden)]
pub fn finish_text<'a, T: ScalarField<'a>, S: Source<'a>>(
    mut slot: Option<T::Scalar>,
    offset: usize,
    source: &S,
) -> Result<T, Error> {
    if slot.is_none() {
        fill_text::<T, S>(&mut slot, Value::from(""), offset, source)?;
    }
    T::finish(slot, source.options()).ok_or_else(|| Error::new(ErrorKind::UnexpectedText).at(offset))
}

/// Writes the text of an element, if there is any.
#[doc(hidden)]
pub fn write_text<'a, T: ScalarField<'a>, K: Sink>(field: &T, sink: &mut K) {
    if let Some(scalar) = field.scalar() {
        sink.value(&scalar.to_value());
    }
}

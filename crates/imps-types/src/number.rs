//! Numbers that every syntax carries as text.

use imps_core::schema::DataType;
use imps_core::text_type;

static NUMBER: DataType = DataType::new("integer", "a whole number such as 200", fault);

text_type! {
    /// A whole number. It keeps its spelling, because no writer packs it, and some add a unit or a
    /// fraction.
    pub struct Number: &NUMBER;
}

impl Number<'_> {
    /// The number; `None` for text that is not a number, or a number that is too large.
    ///
    /// ```
    /// use imps_types::Number;
    /// assert_eq!(Number::from("-12").value(), Some(-12));
    /// assert_eq!(Number::from("200 m").value(), None);
    /// ```
    pub fn value(&self) -> Option<i32> {
        self.as_str().trim().parse().ok()
    }
}

impl From<i32> for Number<'_> {
    fn from(number: i32) -> Self {
        alloc::string::ToString::to_string(&number).into()
    }
}

fn fault(text: &str) -> Option<usize> {
    let sign = usize::from(text.starts_with('-'));
    let digits = text.get(sign..).unwrap_or_default();
    match digits.find(|character: char| !character.is_ascii_digit()) {
        Some(offset) => Some(offset.saturating_add(sign)),
        None => digits.is_empty().then_some(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_number() {
        for text in ["0", "200", "-12"] {
            assert!(Number::from(text).is_valid(), "{text}");
        }
        for (text, offset) in [("", 0), ("-", 1), ("200 m", 3), ("12.5", 2), ("-é", 1)] {
            assert_eq!(Number::parse_checked(text).unwrap_err().offset(), offset, "{text}");
        }
        assert_eq!(Number::from(i32::MIN).value(), Some(i32::MIN));
        assert_eq!(Number::from("99999999999").value(), None);
    }
}

//! Conversion of WBXML errors into errors of the protocol.

use imps_core::{Error, ErrorKind, LimitKind, Rule};

/// Keeps the error of the WBXML engine as source, and its offset separately, so that the offset
/// appears once. An error of strict reading is a rule of this protocol too.
#[cold]
#[inline(never)]
#[expect(clippy::needless_pass_by_value, reason = "so that it is what `map_err` takes")]
pub(crate) fn syntax(error: wbxml::Error) -> Error {
    let offset = error.offset();
    match error.kind() {
        wbxml::ErrorKind::DepthLimit(limit) => Error::new(ErrorKind::TooDeep { limit: *limit }).at(offset),
        wbxml::ErrorKind::DocumentLimit(limit) => over(LimitKind::DocumentBytes, *limit, offset),
        wbxml::ErrorKind::ElementLimit(limit) => over(LimitKind::Elements, *limit, offset),
        wbxml::ErrorKind::AttributeLimit(limit) => over(LimitKind::Attributes, *limit, offset),
        wbxml::ErrorKind::TextLimit(limit) => over(LimitKind::TextBytes, *limit, offset),
        wbxml::ErrorKind::StringTableLimit(limit) => over(LimitKind::StringTableBytes, *limit, offset),
        wbxml::ErrorKind::UnterminatedTable => strict(Rule::StringTableEnd, offset),
        wbxml::ErrorKind::TrailingBytes => strict(Rule::TrailingContent, offset),
        kind => Error::syntax(*kind).at(offset),
    }
}

fn over(bound: LimitKind, limit: usize, offset: usize) -> Error {
    Error::new(ErrorKind::OverLimit { bound, limit }).at(offset)
}

fn strict(rule: Rule, offset: usize) -> Error {
    Error::new(ErrorKind::Strict(rule)).at(offset)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use imps_core::{Document, ErrorKind};

    #[test]
    fn the_offset_is_told_once() {
        let error = crate::from_slice::<Document>(b"\x03\x11\x6A").unwrap_err();
        assert_eq!(error.to_string(), "the document ends too early at byte 3");
        let ErrorKind::Syntax(source) = error.kind() else { unreachable!("{error}") };
        assert_eq!(source.downcast_ref(), Some(&wbxml::ErrorKind::Truncated));
    }
}

//! Headers of WSP as headers of HTTP.

use super::{ContentType, Header, MediaType, Name, Value};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};

/// Returns the headers that HTTP can have, and the others.
pub(super) fn to_http<'a>(
    content_type: Option<&ContentType<'a>>,
    headers: Vec<Header<'a>>,
) -> (HeaderMap, Vec<Header<'a>>) {
    let mut map = HeaderMap::new();
    let named = content_type.filter(|content_type| content_type.media_type.name().is_some());
    if let Some(Ok(value)) = named.map(|named| HeaderValue::try_from(named.to_string())) {
        map.insert(CONTENT_TYPE, value);
    }
    let mut left_out = Vec::new();
    for header in headers {
        // A second content type would contradict the first.
        let entry = entry(&header).filter(|(name, _)| name != CONTENT_TYPE);
        if entry.is_none_or(|(name, value)| map.try_append(name, value).is_err()) {
            left_out.push(header);
        }
    }
    (map, left_out)
}

fn entry(header: &Header<'_>) -> Option<(HeaderName, HeaderValue)> {
    match (header.name, header.value) {
        (Name::ACCEPT, Value::Short(number)) => {
            let media_type = MediaType::Number(number.into()).name()?;
            Some((ACCEPT, HeaderValue::from_static(media_type)))
        }
        (Name::ACCEPT, Value::Text(text)) => Some((ACCEPT, HeaderValue::from_bytes(text).ok()?)),
        (Name::Text(name), Value::Text(text)) => {
            Some((HeaderName::try_from(name).ok()?, HeaderValue::from_bytes(text).ok()?))
        }
        _ => None,
    }
}

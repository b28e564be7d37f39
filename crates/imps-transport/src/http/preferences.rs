//! Headers with a list of values and their qualities, such as `Accept-Language`. RFC 9110, 12.4.

use ::http::header::{HeaderMap, HeaderName};

/// The values of a list header: languages or character sets that a client prefers, also before it
/// has negotiated its capabilities (guideline 3).
///
/// It reads the header only when it is asked.
#[derive(Clone, Debug)]
pub struct Preferences<'a> {
    headers: &'a HeaderMap,
    name: HeaderName,
}

impl<'a> Preferences<'a> {
    /// Makes the list of a header.
    pub const fn new(headers: &'a HeaderMap, name: HeaderName) -> Self {
        Self { headers, name }
    }

    /// Returns the values, the best first. Equal ones keep their order. Values of quality 0 are
    /// excluded, and so is anything after the first [64](Self::MOST) values.
    ///
    /// ```
    /// use http::{HeaderMap, HeaderValue, header::ACCEPT_LANGUAGE};
    /// use imps_transport::http::Preferences;
    /// let mut headers = HeaderMap::new();
    /// headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en;q=0.5, fi, sv;q=0, de"));
    /// assert_eq!(Preferences::new(&headers, ACCEPT_LANGUAGE).to_vec(), ["fi", "de", "en"]);
    /// ```
    pub fn to_vec(&self) -> Vec<&'a str> {
        let lines = self.headers.get_all(&self.name).into_iter().filter_map(|line| line.to_str().ok());
        let values = lines.flat_map(|line| line.split(',')).filter_map(value);
        let mut values: Vec<_> = values.take(Self::MOST).collect();
        values.sort_by_key(|(_, quality)| std::cmp::Reverse(*quality));
        values.into_iter().filter(|(_, quality)| *quality > 0).map(|(value, _)| value).collect()
    }

    /// The maximum number of values.
    pub const MOST: usize = 64;
}

/// Returns a value and its quality in thousandths; `None` for an empty one.
fn value(piece: &str) -> Option<(&str, u16)> {
    let (value, parameters) = piece.split_once(';').unwrap_or((piece, ""));
    let quality = parameters.split(';').find_map(|parameter| {
        let (name, quality) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| thousandths(quality.trim()))
    });
    let value = value.trim();
    (!value.is_empty()).then(|| (value, quality.unwrap_or(1000)))
}

/// Reads `0.5`. Anything unreadable is the lowest quality that still counts.
fn thousandths(quality: &str) -> u16 {
    let (whole, fraction) = quality.split_once('.').unwrap_or((quality, ""));
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole, digits.parse::<u16>()) {
        ("1", _) => 1000,
        ("0" | "", Ok(thousandths)) => thousandths,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::http::HeaderValue;
    use ::http::header::ACCEPT_CHARSET;

    #[test]
    fn odd_lists_are_read_as_far_as_possible() {
        let mut headers = HeaderMap::new();
        let list = |headers: &HeaderMap| Preferences::new(headers, ACCEPT_CHARSET).to_vec().join(" ");
        assert_eq!(list(&headers), "");
        headers.append(
            ACCEPT_CHARSET,
            HeaderValue::from_static(" ,utf-8 ; Q=.25,, b;q=x, c;q=0.3;v=1, d;q=1.0"),
        );
        headers.append(ACCEPT_CHARSET, HeaderValue::from_static("e;v=2, f;q=0.000"));
        headers.append(ACCEPT_CHARSET, HeaderValue::from_bytes(b"\xFF").unwrap());
        assert_eq!(list(&headers), "d e c utf-8 b");
        headers.insert(ACCEPT_CHARSET, HeaderValue::from_str(&"a,".repeat(1000)).unwrap());
        assert_eq!(Preferences::new(&headers, ACCEPT_CHARSET).to_vec().len(), Preferences::MOST);
    }
}

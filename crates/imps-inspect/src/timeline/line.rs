//! The lines of CIR.

use super::Name;
use imps_transport::cir::Wakeup;

/// A line of CIR.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// `HELO session`.
    Hello(Name),
    Ping,
    Ok,
    /// `WVCI version cookie`.
    Wakeup {
        version: &'static str,
        cookie: Name,
    },
    /// Anything else, with the reason.
    Other(String),
}

impl Line {
    pub(super) fn of(line: &[u8]) -> Self {
        let text = String::from_utf8_lossy(line);
        let text = text.trim_ascii();
        let (word, rest) = text.split_once(|it: char| it.is_ascii_whitespace()).unwrap_or((text, ""));
        let rest = rest.trim_ascii();
        let is = |other: &str| word.eq_ignore_ascii_case(other);
        match rest {
            "" if is("PING") => Self::Ping,
            "" if is("OK") => Self::Ok,
            session if !session.is_empty() && is("HELO") => Self::Hello(Name::bounded(session)),
            _ => match text.parse::<Wakeup>() {
                Ok(Wakeup { version, cookie }) => {
                    Self::Wakeup { version: version.as_str(), cookie: Name::bounded(cookie.as_str()) }
                }
                Err(error) => Self::Other(error.to_string()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_the_protocol_are_known() {
        assert_eq!(Line::of(b"HELO s-1"), Line::Hello("s-1".into()));
        assert_eq!(Line::of(b"ping"), Line::Ping);
        assert_eq!(Line::of(b"OK"), Line::Ok);
        assert_eq!(Line::of(b"WVCI 1.2 c\r\n"), Line::Wakeup { version: "1.2", cookie: "c".into() });
        for other in [&b"HELO"[..], b"OK then", b"WVCI 1.2", b"\xFF", b""] {
            assert!(matches!(Line::of(other), Line::Other(_)), "{other:?}");
        }
    }
}

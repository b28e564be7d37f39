//! The query of `imps tables`.

use super::Entry;

/// A query for rows of the tables.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Query<'q> {
    /// `0x21`: a token of whatever page, a value number, a public identifier.
    Number(u32),
    /// `01:21`: a code page and a token.
    Token(u8, u8),
    /// `401`.
    Status(&'q str),
    /// A name, or two letters.
    Name(&'q str),
}

/// The bits of a tag byte that say what follows.
const FLAGS: u32 = 0xC0;

impl<'q> Query<'q> {
    pub(crate) fn parse(text: &'q str) -> Self {
        let digits = |text: &str| u8::from_str_radix(hexadecimal(text).unwrap_or(text), 16).ok();
        let token = || {
            let (page, token) = text.split_once(':')?;
            Some(Self::Token(digits(page)?, digits(token)?))
        };
        let number = || u32::from_str_radix(hexadecimal(text)?, 16).ok().map(Self::Number);
        let is_decimal = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let decimal = is_decimal.then_some(Self::Status(text));
        decimal.or_else(number).or_else(token).unwrap_or(Self::Name(text))
    }

    /// The entries that match.
    pub(crate) fn select(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        match *self {
            Self::Number(number) => {
                let value = format!("0x{number:02X}");
                // On the wire the token of a tag has flags.
                let tag = if number <= 0xFF { number & !FLAGS } else { number };
                let tag = format!(":{tag:02X}");
                let token = format!(":{number:02X}");
                entries.retain(|entry| match entry.kind.as_str() {
                    "tag" => entry.code.ends_with(&tag),
                    "attribute" => entry.code.ends_with(&token),
                    _ => entry.code == value,
                });
            }
            Self::Token(page, token) => {
                let (token, tag) =
                    (format!("{page:02X}:{token:02X}"), format!("{page:02X}:{:02X}", token & 0x3F));
                entries.retain(|entry| match entry.kind.as_str() {
                    "tag" => entry.code == tag,
                    _ => entry.code == token,
                });
            }
            Self::Status(code) => entries.retain(|entry| entry.kind == "status" && entry.code == code),
            Self::Name(name) => {
                if entries.iter().any(|entry| is_named(entry, name)) {
                    entries.retain(|entry| is_named(entry, name));
                } else {
                    let name = name.to_ascii_lowercase();
                    entries.retain(|entry| {
                        let said = [&entry.name, &entry.meaning];
                        said.iter().any(|text| text.to_ascii_lowercase().contains(&name))
                    });
                }
            }
        }
        entries
    }
}

fn hexadecimal(text: &str) -> Option<&str> {
    text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))
}

/// Whether an entry has a name: as its whole name, as a step of its path, as its word, or as its
/// two letters.
fn is_named(entry: &Entry, name: &str) -> bool {
    let is_code = entry.kind.starts_with("pts ") && entry.code.eq_ignore_ascii_case(name);
    let is_name = entry.name.eq_ignore_ascii_case(name);
    let is_part = entry.kind.starts_with("pts ")
        && entry.name.split(['/', '=']).any(|part| part.eq_ignore_ascii_case(name));
    is_code || is_name || is_part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_tells_what_is_meant() {
        assert_eq!(Query::parse("0x21"), Query::Number(0x21));
        assert_eq!(Query::parse("01:21"), Query::Token(1, 0x21));
        assert_eq!(Query::parse("0x1:0x21"), Query::Token(1, 0x21));
        assert_eq!(Query::parse("401"), Query::Status("401"));
        for name in ["Password", "LR", "text/plain", "T", "", "http://www.", "0xZZ", "1:2:3"] {
            assert_eq!(Query::parse(name), Query::Name(name));
        }
    }
}

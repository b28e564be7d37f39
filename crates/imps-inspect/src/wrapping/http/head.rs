//! The head of an HTTP message.

use std::borrow::Cow;

/// The maximum number of bytes of a head.
const LONGEST: usize = 64 << 10;

/// The methods of requests.
pub(super) const METHODS: [&str; 9] =
    ["POST", "GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE", "CONNECT"];

/// A head.
#[derive(Clone, Debug)]
pub(crate) struct Head<'m> {
    pub(crate) start: Start<'m>,
    pub(crate) fields: Fields<'m>,
    /// Whether a line is not a header field.
    pub(crate) is_malformed: bool,
    /// The number of bytes, with the empty line.
    pub(crate) length: usize,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Start<'m> {
    Request { method: &'m str, target: &'m str },
    Response { code: u16, reason: &'m str },
}

/// The header fields in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields<'m>(Vec<(&'m str, Cow<'m, str>)>);

impl<'m> Fields<'m> {
    /// The value of the first field with a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }

    /// Whether there is no field.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads fields up to an empty line or the end. Returns the number of read bytes, and whether
    /// each line is a field.
    pub(crate) fn parse(bytes: &'m [u8]) -> (Self, usize, bool) {
        let (mut fields, mut length, mut is_good) = (Vec::<(&str, Cow<'_, str>)>::new(), 0_usize, true);
        for line in bytes.get(..LONGEST).unwrap_or(bytes).split_inclusive(|byte| *byte == b'\n') {
            length = length.saturating_add(line.len());
            let text = line.trim_ascii_end();
            if text.is_empty() {
                break;
            }
            let field = str::from_utf8(text).ok();
            match (field, fields.last_mut()) {
                // A long field goes on in the next line.
                (Some(more), Some((_, value))) if more.starts_with([' ', '\t']) => {
                    value.to_mut().push(' ');
                    value.to_mut().push_str(more.trim());
                }
                (Some(field), _) => match field.split_once(':') {
                    Some((name, value)) if is_token(name) => {
                        fields.push((name, Cow::Borrowed(value.trim())));
                    }
                    _ => is_good = false,
                },
                // Values may have any bytes.
                (None, _) => is_good &= text.contains(&b':'),
            }
        }
        (Self(fields), length, is_good)
    }
}

impl<'m> Head<'m> {
    /// The head of the message that begins here.
    pub(super) fn parse(bytes: &'m [u8]) -> Option<Self> {
        let line = first_line(bytes);
        let start = Start::parse(line.trim_ascii_end())?;
        let rest = bytes.get(line.len()..).unwrap_or_default();
        let (fields, length, is_good) = Fields::parse(rest);
        Some(Self { start, fields, is_malformed: !is_good, length: line.len().saturating_add(length) })
    }
}

impl<'m> Start<'m> {
    fn parse(line: &'m [u8]) -> Option<Self> {
        let line = str::from_utf8(line).ok()?;
        if let Some((version, rest)) = line.split_once(' ')
            && is_version(version)
        {
            let (code, reason) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
            let code = code.parse().ok().filter(|code| (100..1000).contains(code))?;
            return Some(Self::Response { code, reason: reason.trim() });
        }
        let (method, rest) = line.split_once(' ')?;
        let (target, version) = rest.trim().rsplit_once(' ')?;
        let is_request = is_token(method) && !target.contains(' ') && is_version(version);
        // The lines of a dump begin with an offset.
        let is_offset = method.len() >= 4 && method.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_request && !is_offset).then_some(Self::Request { method, target: target.trim() })
    }
}

/// Whether bytes begin with the first line of a message.
pub(in crate::wrapping) fn begins_message(bytes: &[u8]) -> bool {
    Start::parse(first_line(bytes).trim_ascii_end()).is_some()
}

fn first_line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end.saturating_add(1));
    bytes.get(..end).unwrap_or(bytes)
}

fn is_version(text: &str) -> bool {
    text.strip_prefix("HTTP/").is_some_and(|version| {
        !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    })
}

/// Whether text is a name of a method or of a field.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

//! The heads of HTTP/1.

use crate::capture::{Problem, Start};

/// The head of a message.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) start: Start,
    pub(super) content_type: Option<String>,
    /// The content codings, and the transfer codings other than chunks.
    pub(super) codings: Option<String>,
    pub(super) length: Length,
    /// Chunks and a length.
    pub(super) has_both_lengths: bool,
}

/// The stated length of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    Unstated,
    Bytes(u64),
    Chunked,
}

const METHODS: [&[u8]; 9] =
    [b"POST", b"GET", b"HEAD", b"PUT", b"OPTIONS", b"DELETE", b"PATCH", b"TRACE", b"CONNECT"];

/// Whether bytes begin a request or a response.
pub(in crate::capture) fn is_start(bytes: &[u8]) -> bool {
    bytes.starts_with(b"HTTP/1.")
        || METHODS.iter().any(|method| {
            bytes
                .strip_prefix(*method)
                .is_some_and(|rest| matches!(rest, [b' ', b'/' | b'h' | b'*' | b'H', ..]))
                || *method == b"CONNECT" && bytes.starts_with(b"CONNECT ")
        })
}

/// The size in the line of a chunk. Extensions behind it mean nothing.
pub(super) fn chunk_size(line: &[u8]) -> Option<u64> {
    let size = line.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    let digits = str::from_utf8(size).ok()?;
    // `from_str_radix` accepts a sign.
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u64::from_str_radix(digits, 16).ok()
}

impl Head {
    /// Reads a whole head.
    ///
    /// A head that two readers could understand in two ways ends the stream: it might hide a message.
    pub(super) fn parse(text: &[u8]) -> Result<Self, Problem> {
        let mut lines =
            text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let start = start(lines.next().unwrap_or_default())?;
        let mut head = Self {
            start,
            content_type: None,
            codings: None,
            length: Length::Unstated,
            has_both_lengths: false,
        };
        let mut stated = None;
        let mut chunked = false;
        for line in lines.filter(|line| !line.is_empty()) {
            let malformed = || Problem::Head(String::from_utf8_lossy(line.get(..60).unwrap_or(line)).into());
            let colon = line.iter().position(|byte| *byte == b':').ok_or_else(malformed)?;
            let (name, value) = line.split_at_checked(colon).ok_or_else(malformed)?;
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            if name.is_empty() || name.iter().any(u8::is_ascii_whitespace) {
                return Err(malformed());
            }
            if name.eq_ignore_ascii_case(b"content-length") {
                let length = length(value)?;
                if stated.is_some_and(|stated| stated != length) {
                    return Err(Problem::Lengths(String::from_utf8_lossy(value).into()));
                }
                stated = Some(length);
            } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
                let codings = String::from_utf8_lossy(value);
                // Only the last coding may be chunks, and only once.
                if chunked {
                    return Err(Problem::Lengths(codings.into_owned()));
                }
                chunked = is_chunked(&codings)?;
                if chunked {
                    head.add_codings(&codings);
                }
            } else if name.eq_ignore_ascii_case(b"content-encoding") {
                head.add_codings(&String::from_utf8_lossy(value));
            } else if name.eq_ignore_ascii_case(b"content-type") && head.content_type.is_none() {
                head.content_type = Some(String::from_utf8_lossy(value).into_owned());
            }
        }
        head.has_both_lengths = chunked && stated.is_some();
        head.length = match (chunked, stated) {
            (true, _) => Length::Chunked,
            (false, Some(length)) => Length::Bytes(length),
            (false, None) => Length::Unstated,
        };
        Ok(head)
    }

    fn add_codings(&mut self, more: &str) {
        if more.eq_ignore_ascii_case("chunked") || more.eq_ignore_ascii_case("identity") {
            return;
        }
        match &mut self.codings {
            Some(codings) => {
                codings.push(',');
                codings.push_str(more);
            }
            None => self.codings = Some(more.into()),
        }
    }
}

fn start(line: &[u8]) -> Result<Start, Problem> {
    let malformed = || Problem::Head(String::from_utf8_lossy(line.get(..60).unwrap_or(line)).into());
    let text = str::from_utf8(line).map_err(|_| malformed())?;
    let mut words = text.split_ascii_whitespace();
    let (first, second) = (words.next(), words.next());
    match (first, second) {
        (Some(version), Some(status)) if version.starts_with("HTTP/1.") => {
            let status = status.parse().ok().filter(|status| (100..1000).contains(status));
            Ok(Start::Response { status: status.ok_or_else(malformed)? })
        }
        (Some(method), Some(target)) if words.next().is_some_and(|word| word.starts_with("HTTP/1.")) => {
            Ok(Start::Request { method: method.into(), target: target.into() })
        }
        _ => Err(malformed()),
    }
}

/// A list of equal lengths, as some proxies make, is one length.
fn length(value: &[u8]) -> Result<u64, Problem> {
    let contradictory = || Problem::Lengths(String::from_utf8_lossy(value).into());
    let text = str::from_utf8(value).map_err(|_| contradictory())?;
    let mut found = None;
    for part in text.split(',').map(str::trim_ascii) {
        // `parse` accepts a sign.
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let length = part.parse::<u64>().ok().filter(|_| digits).ok_or_else(contradictory)?;
        if found.is_some_and(|found| found != length) {
            return Err(contradictory());
        }
        found = Some(length);
    }
    found.ok_or_else(contradictory)
}

/// Whether the last coding is `chunked`. Another coding without chunks has no certain end.
fn is_chunked(codings: &str) -> Result<bool, Problem> {
    let mut names = codings.split(',').map(str::trim_ascii).rev();
    let last = names.next().unwrap_or_default();
    let again = names.any(|name| name.eq_ignore_ascii_case("chunked"));
    match last {
        "" => Err(Problem::Lengths(codings.into())),
        last if last.eq_ignore_ascii_case("chunked") && !again => Ok(true),
        last if last.eq_ignore_ascii_case("identity") && codings.trim_ascii().len() == last.len() => {
            Ok(false)
        }
        _ => Err(Problem::Lengths(codings.into())),
    }
}

//! The heads of HTTP/1.

use crate::capture::{Problem, Start};
use std::borrow::Cow;

/// The head of a message.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) start: Start<'a>,
    pub(super) content_type: Option<Cow<'a, str>>,
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

/// Whether bytes begin a request or a response.
pub(in crate::capture) fn is_start(bytes: &[u8]) -> bool {
    let target = match bytes {
        [b'H', b'T', b'T', b'P', b'/', b'1', b'.', ..]
        | [b'C', b'O', b'N', b'N', b'E', b'C', b'T', b' ', ..] => return true,
        [b'P', b'O', b'S', b'T', rest @ ..]
        | [b'G', b'E', b'T', rest @ ..]
        | [b'H', b'E', b'A', b'D', rest @ ..]
        | [b'P', b'U', b'T', rest @ ..]
        | [b'O', b'P', b'T', b'I', b'O', b'N', b'S', rest @ ..]
        | [b'D', b'E', b'L', b'E', b'T', b'E', rest @ ..]
        | [b'P', b'A', b'T', b'C', b'H', rest @ ..]
        | [b'T', b'R', b'A', b'C', b'E', rest @ ..] => rest,
        _ => return false,
    };
    matches!(target, [b' ', b'/' | b'h' | b'*' | b'H', ..])
}

/// The length of a line with its end.
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', bytes).map(|end| end.saturating_add(1))
}

/// The first line without its end, and the bytes behind it.
fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (line, rest) = bytes.split_at_checked(line_end(bytes)?)?;
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    Some((line.strip_suffix(b"\r").unwrap_or(line), rest))
}

impl<'a> Head<'a> {
    /// Reads a head up to its empty line. Returns the bytes behind it too, and `None` if the end of
    /// the head is not here.
    ///
    /// A head that two readers could understand in two ways ends the stream: it might hide a message.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Option<(Self, &'a [u8])>, Problem> {
        let Some((line, mut rest)) = split_line(bytes) else { return Ok(None) };
        let start = start(line)?;
        let mut head = Self {
            start,
            content_type: None,
            codings: None,
            length: Length::Unstated,
            has_both_lengths: false,
        };
        let mut stated = None;
        let mut chunked = false;
        loop {
            let Some((line, behind)) = split_line(rest) else { return Ok(None) };
            rest = behind;
            if line.is_empty() {
                break;
            }
            let malformed = || Problem::Head(String::from_utf8_lossy(line.get(..60).unwrap_or(line)).into());
            let (name, value) = field(line).ok_or_else(malformed)?;
            // Nothing else matters here.
            if !matches!(name.len(), 12 | 14 | 16 | 17) {
                continue;
            }
            let value = value.trim_ascii();
            if name.eq_ignore_ascii_case(b"content-length") {
                let length = stated_length(value)?;
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
                head.content_type = Some(match str::from_utf8(value) {
                    Ok(text) => Cow::Borrowed(text),
                    Err(_) => String::from_utf8_lossy(value),
                });
            }
        }
        head.has_both_lengths = chunked && stated.is_some();
        head.length = match (chunked, stated) {
            (true, _) => Length::Chunked,
            (false, Some(length)) => Length::Bytes(length),
            (false, None) => Length::Unstated,
        };
        Ok(Some((head, rest)))
    }

    /// Returns the same, independent of the text.
    pub(super) fn into_owned(self) -> Head<'static> {
        Head {
            start: self.start.into_owned(),
            content_type: self.content_type.map(|it| Cow::Owned(it.into_owned())),
            codings: self.codings,
            length: self.length,
            has_both_lengths: self.has_both_lengths,
        }
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

/// The name and the value of a field. `None` if the name is empty or has white space.
fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, value) = line.split_at_checked(memchr::memchr(b':', line)?)?;
    // The lowest byte of all: the processor looks at several at a time.
    let lowest = name.iter().copied().fold(u8::MAX, u8::min);
    let value = value.strip_prefix(b":")?;
    (lowest > b' ' && !name.is_empty()).then_some((name, value))
}

fn start(line: &[u8]) -> Result<Start<'_>, Problem> {
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
            Ok(Start::Request { method: Cow::Borrowed(method), target: Cow::Borrowed(target) })
        }
        _ => Err(malformed()),
    }
}

/// A list of equal lengths, as some proxies make, is one length.
fn stated_length(value: &[u8]) -> Result<u64, Problem> {
    let contradictory = || Problem::Lengths(String::from_utf8_lossy(value).into());
    let digits = |value: &[u8]| value.iter().all(u8::is_ascii_digit);
    if let [first, rest @ ..] = value
        && rest.len() < 18
        && digits(value)
    {
        let number = |digit: u8| u64::from(digit.wrapping_sub(b'0'));
        return Ok(rest
            .iter()
            .fold(number(*first), |sum, digit| sum.wrapping_mul(10).wrapping_add(number(*digit))));
    }
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

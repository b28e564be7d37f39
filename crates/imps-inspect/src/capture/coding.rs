//! The content codings of bodies: gzip and deflate. RFC 9110.

use super::Problem;
use crate::inflate::{End, Form, Inflater};
use std::borrow::Cow;

/// Two codings are rare, more are an attack.
const MAX_CODINGS: usize = 4;

/// Removes the codings that `names` lists, the last one first.
pub(super) fn decoded<'m>(
    body: Cow<'m, [u8]>,
    names: &str,
    limit: usize,
    inflater: &mut Inflater,
    problems: &mut Vec<Problem>,
) -> Cow<'m, [u8]> {
    let mut body = body;
    if names.split(',').count() > MAX_CODINGS {
        problems.push(Problem::UnknownCoding(names.into()));
        return body;
    }
    for name in names.split(',').rev().map(str::trim_ascii).filter(|name| !name.is_empty()) {
        let (coding, form) = match name.to_ascii_lowercase().as_str() {
            "identity" | "chunked" => continue,
            "gzip" | "x-gzip" => ("gzip", Form::Gzip),
            // Some peers send it without the header of zlib.
            "deflate" if is_zlib(&body) => ("deflate", Form::Zlib),
            "deflate" => ("deflate", Form::Deflate),
            _ => {
                problems.push(Problem::UnknownCoding(name.into()));
                return body;
            }
        };
        let found = inflater.inflate(form, &body, limit);
        match found.end {
            End::Whole => {}
            End::Fault => problems.push(Problem::Compressed(coding, found.bytes.len())),
            End::TooLong => problems.push(Problem::Bomb { coding, limit }),
        }
        body = Cow::Owned(found.bytes);
    }
    body
}

fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0x0F == 8
        && u16::from_be_bytes([*first, *second]).checked_rem(31) == Some(0))
}

//! The content codings of bodies: gzip and deflate. RFC 9110.

use super::Problem;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// Two codings are rare, more are an attack.
const MAX_CODINGS: usize = 4;

/// Removes the codings that `names` lists, the last one first.
pub(super) fn decoded(body: Vec<u8>, names: &str, limit: usize, problems: &mut Vec<Problem>) -> Vec<u8> {
    let mut body = body;
    if names.split(',').count() > MAX_CODINGS {
        problems.push(Problem::UnknownCoding(names.into()));
        return body;
    }
    for name in names.split(',').rev().map(str::trim_ascii).filter(|name| !name.is_empty()) {
        body = match name.to_ascii_lowercase().as_str() {
            "identity" | "chunked" => body,
            "gzip" | "x-gzip" => inflated(MultiGzDecoder::new(&body[..]), "gzip", limit, problems),
            // Some peers send it without the header of zlib.
            "deflate" if is_zlib(&body) => inflated(ZlibDecoder::new(&body[..]), "deflate", limit, problems),
            "deflate" => inflated(DeflateDecoder::new(&body[..]), "deflate", limit, problems),
            _ => {
                problems.push(Problem::UnknownCoding(name.into()));
                return body;
            }
        };
    }
    body
}

fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0x0F == 8
        && u16::from_be_bytes([*first, *second]).checked_rem(31) == Some(0))
}

fn inflated(decoder: impl Read, coding: &'static str, limit: usize, problems: &mut Vec<Problem>) -> Vec<u8> {
    let mut out = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let read = decoder.take(most.saturating_add(1)).read_to_end(&mut out);
    if out.len() > limit {
        out.truncate(limit);
        problems.push(Problem::Bomb { coding, limit });
    } else if read.is_err() {
        problems.push(Problem::Compressed(coding, out.len()));
    }
    out
}

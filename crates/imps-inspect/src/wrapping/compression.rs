//! Compression: gzip, zlib and raw deflate.

use super::Wrapping;
use super::anomaly::Anomaly;
use super::layer::{Layer, Piece, Proof};
use crate::inflate::{End, Form, Inflated, Inflater};
use std::fmt;

/// The maximum number of unpacked bytes.
const MOST: usize = 16 << 20;

/// The maximum number of unpacked bytes per packed byte. Deflate reaches 1,032; messages hardly
/// reach 20.
const EXPANSION: usize = 200;

/// The number of unpacked bytes that any data may have.
const LEAST: usize = 64 << 10;

/// A method of compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Coding {
    /// RFC 1952.
    Gzip,
    /// RFC 1950. HTTP calls it `deflate`.
    Zlib,
    /// RFC 1951, without a header. Some writers call it `deflate` too.
    Deflate,
}

impl Coding {
    /// The coding of a name in a header field.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            "zlib" => Some(Self::Zlib),
            _ => None,
        }
    }
}

impl fmt::Display for Coding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gzip => "gzip",
            Self::Zlib => "zlib",
            Self::Deflate => "deflate",
        })
    }
}

/// Unpacked data.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Whether there was no fault before the end.
    pub(super) is_whole: bool,
}

/// Unpacks data up to the first fault. `None` if that is at the start, or if there is too much.
pub(super) fn unpack(coding: Coding, packed: &[u8]) -> Option<Unpacked> {
    let most = packed.len().saturating_mul(EXPANSION).clamp(LEAST, MOST);
    let form = match coding {
        Coding::Gzip => Form::Gzip,
        Coding::Zlib => Form::Zlib,
        Coding::Deflate => Form::Deflate,
    };
    let Inflated { bytes, end } = Inflater::default().inflate(form, packed, most);
    // Without a header and a checksum, any bytes are data up to a fault.
    let is_enough = if coding == Coding::Deflate { end == End::Whole } else { end != End::TooLong };
    (is_enough && !bytes.is_empty()).then_some(Unpacked { bytes, is_whole: end == End::Whole })
}

/// Data that begin as gzip or zlib data do.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let coding = match bytes {
        [0x1F, 0x8B, 8, ..] => Coding::Gzip,
        [first @ 0x78, second, ..] if u16::from_be_bytes([*first, *second]) % 31 == 0 => Coding::Zlib,
        _ => return Vec::new(),
    };
    layer(coding, bytes, Proof::Inside).into_iter().collect()
}

/// Data without a header.
pub(super) fn peel_raw(bytes: &[u8]) -> Vec<Layer<'_>> {
    // Text is not packed.
    if bytes.len() < 8 || str::from_utf8(bytes).is_ok() {
        return Vec::new();
    }
    layer(Coding::Deflate, bytes, Proof::Certain).into_iter().collect()
}

fn layer(coding: Coding, packed: &[u8], proof: Proof) -> Option<Layer<'static>> {
    let Unpacked { bytes, is_whole } = unpack(coding, packed)?;
    let length = bytes.len();
    let mut piece = Piece::decoded(bytes, Wrapping::Compressed { coding, length });
    if !is_whole {
        piece.anomalies.push(Anomaly::CutCompression(coding));
    }
    Some(Layer::of_one(proof, piece))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    fn packed(coding: Coding, bytes: &[u8]) -> Vec<u8> {
        packed_as(coding, bytes, Compression::best())
    }

    fn packed_as(coding: Coding, bytes: &[u8], level: Compression) -> Vec<u8> {
        fn all<W: Write>(mut encoder: W, bytes: &[u8]) -> W {
            encoder.write_all(bytes).unwrap();
            encoder
        }
        let out = Vec::new();
        match coding {
            Coding::Gzip => all(GzEncoder::new(out, level), bytes).finish().unwrap(),
            Coding::Zlib => all(ZlibEncoder::new(out, level), bytes).finish().unwrap(),
            Coding::Deflate => all(DeflateEncoder::new(out, level), bytes).finish().unwrap(),
        }
    }

    const ALL: [Coding; 3] = [Coding::Gzip, Coding::Zlib, Coding::Deflate];

    #[test]
    fn packed_data_are_unpacked() {
        let text = b"wv:alice@example.com and wv:bob@example.com";
        for coding in ALL {
            let packed = packed(coding, text);
            let unpacked = unpack(coding, &packed).unwrap();
            assert_eq!((unpacked.bytes.as_slice(), unpacked.is_whole), (&text[..], true), "{coding}");
            // Cut data are read up to the cut.
            let cut = unpack(coding, &packed[..packed.len() - 12]);
            let good = cut.is_none_or(|cut| !cut.is_whole && text.starts_with(&cut.bytes));
            assert!(good, "{coding}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        for coding in ALL {
            assert!(
                unpack(coding, &packed(coding, &vec![0; 1 << 20])).is_none(),
                "{coding}: too much at once"
            );
            let large = vec![0; MOST + 1];
            assert!(
                unpack(coding, &packed_as(coding, &large, Compression::none())).is_none(),
                "{coding}: too much"
            );
            assert!(
                unpack(coding, &packed_as(coding, &large[1..], Compression::none())).is_some(),
                "{coding}"
            );
        }
    }
}

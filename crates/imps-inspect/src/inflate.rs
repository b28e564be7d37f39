//! Decompression: gzip, zlib and raw deflate, up to the first fault.

use flate2::Crc;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use std::fmt;

/// Decompresses. One state serves any number of bodies: to make one takes longer than a short body.
#[derive(Default)]
pub(crate) struct Inflater(Option<Box<DecompressorOxide>>);

impl fmt::Debug for Inflater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inflater").finish_non_exhaustive()
    }
}

/// Decompressed bytes.
#[derive(Debug, Default)]
pub(crate) struct Inflated {
    pub(crate) bytes: Vec<u8>,
    pub(crate) end: End,
}

/// Where decompressed bytes end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum End {
    /// All data were decompressed, and are what they were.
    #[default]
    Whole,
    /// The data end early, or are malformed, or have another checksum.
    Fault,
    /// There are more bytes than the limit.
    TooLong,
}

/// The form of compressed data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// RFC 1952, any number of members.
    Gzip,
    /// RFC 1950.
    Zlib,
    /// RFC 1951, without a header.
    Deflate,
}

impl Inflater {
    /// Decompresses at most `limit` bytes.
    pub(crate) fn inflate(&mut self, form: Form, packed: &[u8], limit: usize) -> Inflated {
        let mut out = Inflated::default();
        match form {
            Form::Zlib => out.end = self.stream(packed, true, limit, &mut out.bytes).0,
            Form::Deflate => out.end = self.stream(packed, false, limit, &mut out.bytes).0,
            Form::Gzip => self.members(packed, limit, &mut out),
        }
        out
    }

    fn members(&mut self, packed: &[u8], limit: usize, out: &mut Inflated) {
        let mut rest = packed;
        loop {
            let Some(data) = behind_header(rest) else {
                out.end = End::Fault;
                return;
            };
            let start = out.bytes.len();
            let (end, length) = self.stream(data, false, limit, &mut out.bytes);
            out.end = end;
            if end != End::Whole {
                return;
            }
            let mut crc = Crc::new();
            crc.update(out.bytes.get(start..).unwrap_or_default());
            let behind = data.get(length..).unwrap_or_default();
            let Some((trailer, next)) = behind.split_first_chunk::<8>() else {
                out.end = End::Fault;
                return;
            };
            let [a, b, c, d, sizes @ ..] = *trailer;
            if u32::from_le_bytes([a, b, c, d]) != crc.sum() || u32::from_le_bytes(sizes) != crc.amount() {
                out.end = End::Fault;
                return;
            }
            if next.is_empty() {
                return;
            }
            rest = next;
        }
    }

    /// Decompresses one stream of deflate. Returns the length of the stream too.
    fn stream(&mut self, packed: &[u8], has_header: bool, limit: usize, out: &mut Vec<u8>) -> (End, usize) {
        let state = self.0.get_or_insert_default();
        state.init();
        // The bytes so far serve as the window, so that no other one is filled.
        let mut flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        if has_header {
            flags |= inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER | inflate_flags::TINFL_FLAG_COMPUTE_ADLER32;
        }
        let (start, mut read, mut written) = (out.len(), 0_usize, 0_usize);
        // One byte more than the limit shows that there are more.
        let most = limit.saturating_add(1).saturating_sub(start);
        loop {
            // Data that turn out to be no data cost little.
            let first = packed.len().saturating_mul(4).clamp(256, 4096);
            let room = most.min(first.max(written.saturating_mul(2)));
            out.resize(start.saturating_add(room), 0);
            let (rest, place) = (packed.get(read..).unwrap_or_default(), out.get_mut(start..));
            let (status, more_read, more_written) =
                decompress(state, rest, place.unwrap_or_default(), written, flags);
            read = read.saturating_add(more_read);
            written = written.saturating_add(more_written);
            if status == TINFLStatus::HasMoreOutput && room < most {
                continue;
            }
            out.truncate(start.saturating_add(written));
            if out.len() > limit {
                out.truncate(limit);
                return (End::TooLong, read);
            }
            return (if status == TINFLStatus::Done { End::Whole } else { End::Fault }, read);
        }
    }
}

/// The data behind the header of a member.
fn behind_header(bytes: &[u8]) -> Option<&[u8]> {
    let [0x1F, 0x8B, 8, flags, _, _, _, _, _, _, rest @ ..] = bytes else { return None };
    let (has_checksum, has_extra) = (flags & 0x02 != 0, flags & 0x04 != 0);
    let mut rest = rest;
    if has_extra {
        let (length, behind) = rest.split_first_chunk::<2>()?;
        rest = behind.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    // A file name and a comment.
    for flag in [0x08, 0x10] {
        if flags & flag != 0 {
            let end = memchr::memchr(0, rest)?;
            rest = rest.get(end.saturating_add(1)..)?;
        }
    }
    if has_checksum { rest.get(2..) } else { Some(rest) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use flate2::{Compression, GzBuilder};
    use std::io::Write as _;

    const TEXT: &[u8] = b"wv:alice@example.com and wv:bob@example.com and wv:carol@example.com";

    fn packed(form: Form, bytes: &[u8]) -> Vec<u8> {
        let level = Compression::best();
        macro_rules! all {
            ($encoder:expr) => {{
                let mut encoder = $encoder;
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }};
        }
        match form {
            Form::Gzip => all!(GzEncoder::new(Vec::new(), level)),
            Form::Zlib => all!(ZlibEncoder::new(Vec::new(), level)),
            Form::Deflate => all!(DeflateEncoder::new(Vec::new(), level)),
        }
    }

    #[test]
    fn one_state_serves_all_forms_in_any_order() {
        let mut inflater = Inflater::default();
        let long = TEXT.repeat(2000);
        for form in [Form::Zlib, Form::Gzip, Form::Deflate, Form::Gzip, Form::Zlib] {
            for bytes in [TEXT, &long, b""] {
                let packed = packed(form, bytes);
                let Inflated { bytes: found, end } = inflater.inflate(form, &packed, 1 << 20);
                assert!(found == bytes && end == End::Whole, "{form:?}");
                // A cut keeps what was before it, and the next body begins anew.
                let cut = inflater.inflate(form, &packed[..packed.len() - 1], 1 << 20);
                assert_eq!(cut.end, End::Fault, "{form:?}");
                assert!(bytes.starts_with(&cut.bytes), "{form:?}");
            }
            let much = inflater.inflate(form, &packed(form, &long), 1000);
            assert_eq!((much.bytes.as_slice(), much.end), (&long[..1000], End::TooLong));
            let exact = inflater.inflate(form, &packed(form, &long), long.len());
            assert_eq!((exact.bytes.len(), exact.end), (long.len(), End::Whole));
        }
    }

    #[test]
    fn members_and_headers_of_gzip_are_read() {
        let mut inflater = Inflater::default();
        let mut named = GzBuilder::new()
            .filename("a")
            .comment("b")
            .extra(vec![1, 2, 3])
            .write(Vec::new(), Compression::fast());
        named.write_all(TEXT).unwrap();
        let named = named.finish().unwrap();
        let both = [named.as_slice(), &packed(Form::Gzip, TEXT)].concat();
        let found = inflater.inflate(Form::Gzip, &both, 1 << 20);
        assert_eq!((found.bytes, found.end), (TEXT.repeat(2), End::Whole));
        // A wrong checksum, and bytes that are no member.
        let mut wrong = named.clone();
        let at = wrong.len() - 8;
        wrong[at] ^= 1;
        assert_eq!(inflater.inflate(Form::Gzip, &wrong, 1 << 20).end, End::Fault);
        let behind = inflater.inflate(Form::Gzip, &[named.as_slice(), b"x"].concat(), 1 << 20);
        assert_eq!((behind.bytes.as_slice(), behind.end), (TEXT, End::Fault));
        for bad in
            [&b""[..], b"\x1F\x8B", b"\x1F\x8B\x08\x04\0\0\0\0\0\0\xFF\xFF", b"\x1F\x8B\x08\x08\0\0\0\0\0\0a"]
        {
            assert_eq!(inflater.inflate(Form::Gzip, bad, 100).end, End::Fault);
        }
    }
}

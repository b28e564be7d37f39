//! The chunks of bodies of HTTP/1. RFC 9112, section 7.1.

/// The size in the line of a chunk. Extensions behind it mean nothing.
pub(crate) fn chunk_size(line: &[u8]) -> Option<u64> {
    let size = line.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    let digits = str::from_utf8(size).ok()?;
    // `from_str_radix` accepts a sign.
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u64::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::chunk_size;

    #[test]
    fn sizes_are_hexadecimal_digits() {
        assert_eq!(chunk_size(b"1aF\r\n"), Some(0x1AF));
        assert_eq!(chunk_size(b" 0 ; a=b\r\n"), Some(0));
        assert_eq!(chunk_size(b"ffffffffffffffff"), Some(u64::MAX));
        for bad in [&b""[..], b"\r\n", b"+1", b"-1", b"0x1", b"1 2", b";1", b"10000000000000000", b"\xFF"] {
            assert_eq!(chunk_size(bad), None, "{bad:?}");
        }
    }
}

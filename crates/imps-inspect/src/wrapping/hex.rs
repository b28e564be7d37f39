//! Text dumps in hexadecimal: digits alone, and the output of xxd, hexdump -C and Wireshark.

/// The maximum number of bytes of a dump with omitted lines: a few lines could represent gigabytes.
const MOST: usize = 16 << 20;

/// The bytes of a dump; `None` unless every line is of one.
pub(super) fn bytes(dump: &[u8]) -> Option<Vec<u8>> {
    let text = str::from_utf8(dump).ok()?;
    let text = text.trim_start_matches('\u{FEFF}');
    // Hardly any document begins as the first offset of a table.
    let found = if text.trim_start().starts_with("0000") {
        table(text).or_else(|| digits(text))
    } else {
        digits(text).or_else(|| table(text))
    };
    found.filter(|bytes| !bytes.is_empty())
}

/// Digits alone: pairs, with or without a usual separator.
fn digits(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | ';')) {
        let word = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
        bytes.extend(pairs(word)?);
    }
    Some(bytes)
}

/// Lines with an offset, bytes, and the same as text; a `*` for lines that repeat the one before
/// it.
fn table(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut first = None;
    let (mut line_start, mut folded) = (0, false);
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if line == "*" {
            if folded {
                return None;
            }
            folded = true;
            continue;
        }
        let (offset, rest) = line.split_at(line.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(line.len()));
        let offset = usize::from_str_radix(offset, 16).ok().filter(|_| offset.len() >= 4)?;
        // Offsets that do not count the bytes are no offsets.
        let start = *first.get_or_insert(offset);
        let offset = offset.checked_sub(start)?;
        if folded {
            repeat(&mut bytes, line_start, offset)?;
            folded = false;
        }
        if offset != bytes.len() {
            return None;
        }
        line_start = bytes.len();
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        if !rest.is_empty() {
            bytes.extend(columns(rest.trim_start())?);
        }
    }
    // Up to where, the next offset would have said.
    (!folded).then_some(bytes)
}

/// Repeats the last line up to an offset; the last copy may be cut.
fn repeat(bytes: &mut Vec<u8>, line_start: usize, end: usize) -> Option<()> {
    let line = bytes.get(line_start..).filter(|line| !line.is_empty())?.to_vec();
    let missing = end.checked_sub(bytes.len()).filter(|_| end <= MOST)?;
    bytes.extend(line.iter().cycle().take(missing));
    Some(())
}

/// The bytes of a line: they end at a bar, or at two blanks. Two blanks in the middle of sixteen
/// bytes do not count.
fn columns(line: &str) -> Option<Vec<u8>> {
    let line = line.split('|').next().unwrap_or_default();
    let mut bytes = Vec::new();
    let mut rest = line;
    loop {
        let end = rest.find(' ').unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        bytes.extend(pairs(word)?);
        rest = behind.trim_start_matches(' ');
        let blanks = behind.len().saturating_sub(rest.len());
        let in_the_middle = blanks == 2 && bytes.len() == 8 && word.len() == 2;
        if rest.is_empty() || blanks > 1 && !in_the_middle || bytes.len() >= 64 {
            return Some(bytes);
        }
    }
}

/// Pairs of digits without separators.
fn pairs(word: &str) -> Option<Vec<u8>> {
    let (pairs, odd) = word.as_bytes().as_chunks::<2>();
    if !odd.is_empty() {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty bytes, of which some look like digits.
    const BYTES: &[u8] = b"\x03\x11j\x00ab cd  ef |x\x10  9";

    #[track_caller]
    fn check(dump: &str) {
        assert_eq!(bytes(dump.as_bytes()).as_deref(), Some(BYTES), "{dump}");
    }

    #[test]
    fn digits_may_have_anything_usual_between_them() {
        check("03116a006162206364202065 66207c7810202039");
        check("03:11:6A:00:61:62:20:63:64:20:20:65:66:20:7C:78:10:20:20:39");
        check(
            "0x03, 0x11, 0x6A, 0x00, 0x61, 0x62, 0x20, 0x63,\r\n0x64, 0x20, 0x20, 0x65, 0x66, 0x20, 0x7C, 0x78, 0x10, 0x20, 0x20, 0x39\n",
        );
    }

    #[test]
    fn dumps_of_the_usual_tools_are_read() {
        check(
            "00000000: 0311 6a00 6162 2063 6420 2065 6620 7c78  ..j.ab cd  ef |x\n\
             00000010: 1020 2039                                .  9\n",
        );
        check(
            "00000000: 03 11 6a 00 61 62 20 63 64 20 20 65 66 20 7c 78  ..j.ab cd  ef |x\n\
             00000010: 10 20 20 39                                      .  9\n",
        );
        check(
            "00000000  03 11 6a 00 61 62 20 63  64 20 20 65 66 20 7c 78  |..j.ab cd  ef |x|\n\
             00000010  10 20 20 39                                       |.  9|\n\
             00000014\n",
        );
        check(
            "0000   03 11 6a 00 61 62 20 63 64 20 20 65 66 20 7c 78   ..j.ab cd  ef |x\n\
             0010   10 20 20 39                                       .  9\n",
        );
        check(
            "0000   03 11 6a 00 61 62 20 63  64 20 20 65 66 20 7c 78   ..j.ab cd  ef |x\n\
             0010   10 20 20 39                                        .  9\n",
        );
        let eight = "00000000: 03 11 6a 00 61 62 20 63                          ..j.ab c\n";
        assert_eq!(bytes(eight.as_bytes()).as_deref(), BYTES.get(..8));
    }

    #[test]
    fn a_star_is_the_line_before_it_again() {
        let line = "61 62 63 64 65 66 67 68  69 6a 6b 6c 6d 6e 6f 70  |abcdefghijklmnop|";
        let dump = format!("00000000  {line}\n*\n00000030  71                 |q|\n00000031\n");
        let expected = [b"abcdefghijklmnop".repeat(3).as_slice(), b"q"].concat();
        assert_eq!(bytes(dump.as_bytes()), Some(expected));
        // The last line may be folded too, although it is shorter; and a part of a file may be shown.
        let dump = format!("00000020  {line}\n*\n00000044\n");
        assert_eq!(bytes(dump.as_bytes()), Some(b"abcdefghijklmnopabcdefghijklmnopabcd".to_vec()));
        let dump = "00000000  61 61                 |aa|\n*\n00000004  62 62  |bb|\n*\n00000008\n";
        assert_eq!(bytes(dump.as_bytes()), Some(b"aaaabbbb".to_vec()));
    }

    #[test]
    fn a_star_fills_in_no_more_than_there_may_be() {
        let dump = |end: usize| bytes(format!("00000000  61 62  |ab|\n*\n{end:08x}\n").as_bytes());
        assert_eq!(dump(MOST).map(|bytes| bytes.len()), Some(MOST));
        assert_eq!(dump(MOST + 1), None);
        assert_eq!(dump(usize::MAX), None);
        // Neither once nor in the sum.
        let (first, second) = (MOST / 2, MOST + 2);
        let dump = format!("00000000  61 61\n*\n{first:08x}  62 62\n*\n{second:08x}\n");
        assert_eq!(bytes(dump.as_bytes()), None);
    }

    #[test]
    fn what_is_no_dump_is_none() {
        for text in [
            "",
            "031",
            "03 1g",
            "Dear Sir",
            "0000 03 11 a.\n0004 6a b.",
            "1234 to be called",
            "WV12ST1 ST=200",
            "*\n00000010",
            "00000000  61 62\n*",
            "00000000  61 62\n*\n*\n00000008",
            "00000000  61 62\n*\n00000001",
            "00000000  61 62\n00000002\n*\n00000004",
            "00000000\n*\n00000004",
        ] {
            assert_eq!(bytes(text.as_bytes()), None, "{text}");
        }
    }
}

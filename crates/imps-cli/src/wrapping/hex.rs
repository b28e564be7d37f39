//! Text dumps in hexadecimal: digits alone, and what xxd, hexdump -C and Wireshark write.

/// The octets of a dump; `None` unless every line is of one.
pub(super) fn octets(dump: &[u8]) -> Option<Vec<u8>> {
    let text = str::from_utf8(dump).ok()?;
    let text = text.trim_start_matches('\u{FEFF}');
    // Hardly any document begins as the first offset of a table.
    let found = if text.trim_start().starts_with("0000") {
        table(text).or_else(|| digits(text))
    } else {
        digits(text).or_else(|| table(text))
    };
    found.filter(|octets| !octets.is_empty())
}

/// Digits alone: pairs, with or without anything usual between them.
fn digits(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | ';')) {
        let word = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
        octets.extend(pairs(word)?);
    }
    Some(octets)
}

/// Lines with an offset, octets, and the same as text.
fn table(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::new();
    let mut first = None;
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let (offset, rest) = line.split_at(line.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(line.len()));
        let offset = usize::from_str_radix(offset, 16).ok().filter(|_| offset.len() >= 4)?;
        // Offsets that do not count the octets are no offsets.
        let start = *first.get_or_insert(offset);
        if offset.checked_sub(start)? != octets.len() {
            return None;
        }
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        if !rest.is_empty() {
            octets.extend(columns(rest.trim_start())?);
        }
    }
    Some(octets)
}

/// The octets of a line: they end at a bar, or at two blanks; but two blanks in the middle of sixteen octets mean nothing.
fn columns(line: &str) -> Option<Vec<u8>> {
    let line = line.split('|').next().unwrap_or_default();
    let mut octets = Vec::new();
    let mut rest = line;
    loop {
        let end = rest.find(' ').unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        octets.extend(pairs(word)?);
        let blanks = behind.len() - behind.trim_start_matches(' ').len();
        rest = behind.trim_start_matches(' ');
        let in_the_middle = blanks == 2 && octets.len() == 8 && word.len() == 2;
        if rest.is_empty() || blanks > 1 && !in_the_middle || octets.len() >= 64 {
            return Some(octets);
        }
    }
}

/// Pairs of digits without anything between them.
fn pairs(word: &str) -> Option<Vec<u8>> {
    let (pairs, odd) = word.as_bytes().as_chunks::<2>();
    if !odd.is_empty() {
        return None;
    }
    let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty octets, of which some look like digits.
    const OCTETS: &[u8] = b"\x03\x11j\x00ab cd  ef |x\x10  9";

    #[track_caller]
    fn check(dump: &str) {
        assert_eq!(octets(dump.as_bytes()).as_deref(), Some(OCTETS), "{dump}");
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
        assert_eq!(octets(eight.as_bytes()).as_deref(), OCTETS.get(..8));
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
        ] {
            assert_eq!(octets(text.as_bytes()), None, "{text}");
        }
    }
}

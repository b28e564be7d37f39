//! Short pieces, appended and compared without a call.

use imps_core::DateTime;

/// Appends bytes. Up to 32, they are copied as two pieces that may overlap, of a constant length:
/// half of the instructions of a copy that asks for the length.
#[inline]
pub(crate) fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    match bytes.len() {
        1 => out.extend_from_slice(bytes.first_chunk::<1>().unwrap_or(&[0])),
        2..=3 => halves::<2>(out, bytes),
        4..=7 => halves::<4>(out, bytes),
        8..=15 => halves::<8>(out, bytes),
        16..=32 => halves::<16>(out, bytes),
        _ => out.extend_from_slice(bytes),
    }
}

/// Appends `N` to twice as many bytes.
#[inline(always)]
pub(crate) fn halves<const N: usize>(out: &mut Vec<u8>, bytes: &[u8]) {
    let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return };
    let last_at = out.len().saturating_add(bytes.len()).saturating_sub(N);
    out.extend_from_slice(first);
    out.truncate(last_at);
    out.extend_from_slice(last);
}

/// Returns the bytes behind a prefix. From 8 to 32 bytes, as nearly all names have, two pieces that
/// may overlap are compared without a call.
#[inline]
pub(crate) fn strip_prefix<'b>(bytes: &'b [u8], prefix: &[u8]) -> Option<&'b [u8]> {
    let (start, behind) = bytes.split_at_checked(prefix.len())?;
    let is_equal = match prefix.len() {
        8..=15 => ends_are_equal::<8>(start, prefix),
        16..=32 => ends_are_equal::<16>(start, prefix),
        _ => start == prefix,
    };
    is_equal.then_some(behind)
}

#[inline(always)]
fn ends_are_equal<const N: usize>(left: &[u8], right: &[u8]) -> bool {
    left.first_chunk::<N>() == right.first_chunk::<N>() && left.last_chunk::<N>() == right.last_chunk::<N>()
}

/// Appends a date and time as its `Display` shows it.
#[inline]
pub(crate) fn date_time(out: &mut Vec<u8>, time: DateTime) {
    let [year, century] =
        [time.year() % 100, time.year() / 100].map(|part| two_digits(part.to_le_bytes()[0]));
    let [month, day] = [time.month(), time.day()].map(two_digits);
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(two_digits);
    for pair in [century, year, month, day, [b'T', hour[0]], [hour[1], minute[0]], [minute[1], second[0]]] {
        out.extend_from_slice(&pair);
    }
    out.push(second[1]);
    if let Some(zone) = time.zone() {
        out.push(zone as u8);
    }
}

#[inline]
fn two_digits(number: u8) -> [u8; 2] {
    [b'0' | (number / 10 % 10), b'0' | (number % 10)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_every_length_are_appended() {
        let bytes: Vec<u8> = (1..=70).collect();
        for length in 0..=bytes.len() {
            let mut out = b"before".to_vec();
            append(&mut out, &bytes[..length]);
            assert_eq!(out, [b"before", &bytes[..length]].concat());
        }
    }

    #[test]
    fn a_prefix_is_compared_in_every_byte() {
        let bytes: Vec<u8> = (1..=70).collect();
        for length in 0..=bytes.len() {
            let (prefix, behind) = bytes.split_at(length);
            assert_eq!(strip_prefix(&bytes, prefix), Some(behind));
            for at in 0..length {
                let mut other = prefix.to_vec();
                other[at] ^= 1;
                assert_eq!(strip_prefix(&bytes, &other), None, "{at} of {length}");
            }
            assert_eq!(strip_prefix(prefix, &bytes).is_some(), length == bytes.len());
        }
    }

    #[test]
    fn times_look_as_they_are_displayed() {
        for bytes in [[0x1F, 0x46, 0x72, 0xDA, 0x00, 0x5A], [0; 6], [0x3F, 0xFF, 0xFF, 0xFF, 0xFF, 0x5A]] {
            let time = DateTime::from_bytes(bytes).expect("six bytes with the zone Z or none");
            let mut out = Vec::new();
            date_time(&mut out, time);
            assert_eq!(String::from_utf8(out).unwrap(), time.to_string());
        }
    }
}

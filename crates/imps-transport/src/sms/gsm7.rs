//! The 7-bit alphabet of SMS and its packing. 3GPP TS 23.038, 6.1.2 and 6.2.1.

/// The characters of the values 0 to 127. The value 1B, which selects the second table, reads as a
/// no-break space where nothing follows that the second table has.
const BASIC: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', //
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', '\u{A0}', 'Æ', 'æ', 'ß', 'É', //
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', //
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', //
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', //
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', //
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', //
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à', //
];

/// The value in front of a value of the second table.
const ESCAPE: u8 = 0x1B;

/// The second table.
const EXTENSION: [(u8, char); 10] = [
    (0x0A, '\u{0C}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2F, '\\'),
    (0x3C, '['),
    (0x3D, '~'),
    (0x3E, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// A text has a character that the alphabet lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("character {character:?} at byte {offset} is not in the 7-bit alphabet of sms")]
pub struct Unpackable {
    /// The character.
    pub character: char,
    /// Its place in the text, in bytes.
    pub offset: usize,
}

/// Appends a text in packed septets, and returns their number.
///
/// `header` is the number of bytes of the user data header in front: fill bits make the text begin
/// at a septet. In 8-bit data there are none; pass 0.
///
/// ```
/// use imps_transport::sms::gsm7;
///
/// let mut packed = Vec::new();
/// assert_eq!(gsm7::pack("HELO", 7, &mut packed)?, 4);
/// assert_eq!(packed, [0xC8, 0x22, 0xF3, 0x09]);
/// assert_eq!(gsm7::unpack(&packed, 7), "HELO");
/// # Ok::<_, gsm7::Unpackable>(())
/// ```
///
/// # Errors
/// [`Unpackable`] names the first character that the alphabet lacks. Nothing is appended then.
#[doc(alias("GSM 03.38", "7-bit alphabet"))]
pub fn pack(text: &str, header: usize, out: &mut Vec<u8>) -> Result<usize, Unpackable> {
    let mut septets = Vec::with_capacity(text.len());
    for (offset, character) in text.char_indices() {
        if let Some(septet) =
            (0..).zip(BASIC).find_map(|(septet, found)| (found == character).then_some(septet))
            && septet != ESCAPE
        {
            septets.push(septet);
        } else if let Some((septet, _)) = EXTENSION.iter().find(|(_, found)| *found == character) {
            septets.extend([ESCAPE, *septet]);
        } else {
            return Err(Unpackable { character, offset });
        }
    }
    let (mut bits, mut count) = (0_u32, fill(header));
    for septet in &septets {
        bits |= u32::from(*septet).wrapping_shl(count);
        count = count.saturating_add(7);
        while count >= 8 {
            out.push(bits.to_le_bytes()[0]);
            bits >>= 8;
            count = count.saturating_sub(8);
        }
    }
    // At most one, because fewer than eight bits remain.
    if count > 0 && !septets.is_empty() {
        out.push(bits.to_le_bytes()[0]);
    }
    Ok(septets.len())
}

/// Reads all septets. If the last one is `@` and fills the space of seven unused bits, it counts as
/// padding, and is left out.
///
/// `header` is as in [`pack`]. Values of the second table that it lacks read as a no-break space
/// and the character of the first table.
pub fn unpack(packed: &[u8], header: usize) -> String {
    let mut septets = Vec::with_capacity(packed.len().saturating_add(packed.len() / 7));
    let fill = fill(header);
    let (mut bits, mut count, mut pending) = (0_u32, 0_u32, fill);
    for byte in packed {
        bits |= u32::from(*byte).wrapping_shl(count);
        count = count.saturating_add(8);
        let skipped = pending.min(count);
        bits = bits.wrapping_shr(skipped);
        count = count.saturating_sub(skipped);
        pending = pending.saturating_sub(skipped);
        while count >= 7 {
            septets.push(bits.to_le_bytes()[0] & 0x7F);
            bits >>= 7;
            count = count.saturating_sub(7);
        }
    }
    if count == 0 && septets.last() == Some(&0) {
        septets.pop();
    }
    decode(&septets)
}

/// Returns the number of bits between a header and the next septet.
const fn fill(header: usize) -> u32 {
    match header % 7 {
        1 => 6,
        2 => 5,
        3 => 4,
        4 => 3,
        5 => 2,
        6 => 1,
        _ => 0,
    }
}

fn decode(septets: &[u8]) -> String {
    let basic = |septet: u8| BASIC.get(usize::from(septet)).copied().unwrap_or(char::REPLACEMENT_CHARACTER);
    let mut text = String::with_capacity(septets.len());
    let mut rest = septets.iter().copied();
    while let Some(septet) = rest.next() {
        let extended = rest.clone().next().filter(|_| septet == ESCAPE);
        match EXTENSION.iter().find(|(number, _)| Some(*number) == extended) {
            Some((_, character)) => {
                rest.next();
                text.push(*character);
            }
            None => text.push(basic(septet)),
        }
    }
    text
}

//! The check value of a document. OMA-WAP-TS-ProvBoot.

use super::{Imsi, Pin};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use std::fmt;
use std::str::FromStr;

/// The block of SHA-1. A shorter key is filled with zeros.
const BLOCK: usize = 64;

/// The secret that protects a document.
#[doc(alias("USERPIN", "NETWPIN", "HMAC", "IMSI"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Security {
    /// The IMSI of the card: the network knows it.
    NetwPin(Imsi),
    /// A PIN that the user types.
    UserPin(Pin),
    /// Both.
    UserNetwPin(Imsi, Pin),
}

/// The method, as a push states it in the parameter SEC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// The IMSI.
    NetwPin,
    /// A PIN.
    UserPin,
    /// IMSI and PIN.
    UserNetwPin,
    /// The PIN has check digits of its own. This crate reads the name, and computes nothing.
    UserPinMac,
    /// Any other number.
    Other(u32),
}

/// The check value (MAC) of a document: HMAC-SHA1.
///
/// Two values are compared in constant time, by [`Security::check`].
#[derive(Clone, Copy)]
pub struct Mac([u8; 20]);

impl Security {
    /// Returns the method.
    pub fn method(&self) -> Method {
        match self {
            Self::NetwPin(_) => Method::NetwPin,
            Self::UserPin(_) => Method::UserPin,
            Self::UserNetwPin(..) => Method::UserNetwPin,
        }
    }

    /// Returns the check value of a document, over its bytes exactly as they are sent.
    ///
    /// ```
    /// use imps_provisioning::push::Security;
    ///
    /// let security = Security::NetwPin("466923103145252".parse()?);
    /// let mac = security.mac(b"\x03\x0B\x6A\x00\x45\x01");
    /// assert_eq!(mac.to_string(), "1AF545FE2823DC9347064450F90FF1BBF957E146");
    /// # Ok::<(), imps_provisioning::push::InvalidDigits>(())
    /// ```
    pub fn mac(&self, document: &[u8]) -> Mac {
        Mac(self.hmac(document).finalize().into_bytes().into())
    }

    /// Returns whether a check value belongs to a document. Takes the same time for all values.
    pub fn check(&self, document: &[u8], mac: &Mac) -> bool {
        self.hmac(document).verify_slice(&mac.0).is_ok()
    }

    fn hmac(&self, document: &[u8]) -> Hmac<Sha1> {
        let mut key = [0; BLOCK];
        // At most 8 bytes of an IMSI and 40 digits of a PIN.
        key.iter_mut().zip(self.key()).for_each(|(to, from)| *to = from);
        Hmac::<Sha1>::new(&key.into()).chain_update(document)
    }

    fn key(&self) -> Vec<u8> {
        match self {
            Self::NetwPin(imsi) => semi_octets(imsi),
            Self::UserPin(pin) => pin.as_str().into(),
            Self::UserNetwPin(imsi, pin) => [&*semi_octets(imsi), pin.as_str().as_bytes()].concat(),
        }
    }
}

/// Packs an IMSI as the card has it: the first digit beside the parity, then two digits per byte,
/// the first of them in the low half. An even number of digits ends with F.
fn semi_octets(imsi: &Imsi) -> Vec<u8> {
    let digits: Vec<u8> = imsi.as_str().bytes().map(|digit| digit & 0x0F).collect();
    let Some((first, rest)) = digits.split_first() else { return Vec::new() };
    let parity = if digits.len() % 2 == 1 { 9 } else { 1 };
    let pairs = rest.chunks(2).map(|pair| match *pair {
        [low, high] => high << 4 | low,
        [low] => 0xF0 | low,
        _ => 0xFF,
    });
    [first << 4 | parity].into_iter().chain(pairs).collect()
}

impl Method {
    /// Makes the method from its number.
    pub(super) fn new(number: u32) -> Self {
        match number {
            0 => Self::NetwPin,
            1 => Self::UserPin,
            2 => Self::UserNetwPin,
            3 => Self::UserPinMac,
            _ => Self::Other(number),
        }
    }

    /// Returns the number of the method.
    pub fn number(self) -> u32 {
        match self {
            Self::NetwPin => 0,
            Self::UserPin => 1,
            Self::UserNetwPin => 2,
            Self::UserPinMac => 3,
            Self::Other(number) => number,
        }
    }
}

/// The text is no check value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a mac has 40 hexadecimal digits")]
pub struct InvalidMac;

/// Reads 40 hexadecimal digits, in upper or lower case.
impl FromStr for Mac {
    type Err = InvalidMac;

    fn from_str(text: &str) -> Result<Self, InvalidMac> {
        let mut mac = [0; 20];
        let pairs = text.as_bytes().chunks_exact(2);
        if text.len() != 40 {
            return Err(InvalidMac);
        }
        for (byte, pair) in mac.iter_mut().zip(pairs) {
            let digit =
                |digit: Option<&u8>| digit.and_then(|it| char::from(*it).to_digit(16)).ok_or(InvalidMac);
            let (high, low) = (digit(pair.first())?, digit(pair.get(1))?);
            *byte = u8::try_from(high << 4 | low).map_err(|_| InvalidMac)?;
        }
        Ok(Self(mac))
    }
}

/// Writes the digits in upper case.
impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mac({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
    }

    #[test]
    fn keys() {
        let imsi = |digits: &str| digits.parse::<Imsi>().unwrap();
        let pin: Pin = "0123".parse().unwrap();
        assert_eq!(hex(&Security::NetwPin(imsi("466923103145252")).key()), "4966291330412525");
        // An even number of digits: no 8 in the first byte, F at the end.
        assert_eq!(hex(&Security::NetwPin(imsi("12345678")).key()), "11325476f8");
        assert_eq!(Security::UserPin(pin.clone()).key(), b"0123");
        assert_eq!(
            hex(&Security::UserNetwPin(imsi("466923103145252"), pin).key()),
            "496629133041252530313233"
        );
    }

    #[test]
    fn methods_have_the_numbers_of_the_facts() {
        let facts = include_str!("../../../../testdata/spec/provisioning/delivery.md");
        let (_, list) = facts.split_once("| SEC (parameter 0x11) | ").unwrap();
        for (number, fact) in list.split(" | ").next().unwrap().split(", ").enumerate() {
            let method = Method::new(u32::try_from(number).unwrap());
            let expected = format!("{:02X} {}", 0x80 + number, format!("{method:?}").to_uppercase());
            assert_eq!(fact, expected);
            assert_eq!(usize::try_from(method.number()), Ok(number));
        }
    }
}

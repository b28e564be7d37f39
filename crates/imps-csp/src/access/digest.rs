//! Digests of passwords. At login a client proves with a digest that it knows the password.
//! OMA-TS-IMPS-CSP, "Login".
//!
//! A server that receives no password answers with a nonce. The client then sends the digest of
//! nonce and password as `DigestBytes`:
//!
//! ```
//! use imps_csp::DigestSchema;
//! use imps_csp::access::digest;
//! let bytes = digest::login_digest(&DigestSchema::Md5, "abc123", "p4ss w0rd")?;
//! assert_eq!(bytes, "Nf1/CCxYGfLYPtinb5T+Kw==");
//! assert!(digest::verify(&DigestSchema::Md5, "abc123", "p4ss w0rd", &bytes)?);
//! # Ok::<_, digest::DigestError>(())
//! ```

use crate::DigestSchema;
use alloc::string::String;
use core::fmt;
use md5::{Digest, Md5};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// The reason why a digest cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DigestError {
    /// The schema is not supported: only MD5 and SHA are.
    UnsupportedSchema,
    /// The nonce has a character outside ISO 8859-1.
    Nonce {
        /// The offset of the character in bytes.
        offset: usize,
    },
    /// The password has a character outside ISO 8859-1. The error does not repeat it, so that it
    /// may be logged.
    Password {
        /// The offset of the character in bytes.
        offset: usize,
    },
}

impl fmt::Display for DigestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnsupportedSchema => f.write_str("digest schema not supported: expected MD5 or SHA"),
            Self::Nonce { offset } => write!(f, "nonce has a character outside ISO 8859-1 at byte {offset}"),
            Self::Password { offset } => {
                write!(f, "password has a character outside ISO 8859-1 at byte {offset}")
            }
        }
    }
}

impl core::error::Error for DigestError {}

/// Returns the value of `DigestBytes`: the digest of the nonce, as received, followed by the
/// password, in base64.
///
/// Nonce and password are digested as ISO 8859-1.
///
/// # Errors
/// [`UnsupportedSchema`](DigestError::UnsupportedSchema) for schemas other than MD5 and SHA.
/// [`Nonce`](DigestError::Nonce) or [`Password`](DigestError::Password) for characters outside ISO
/// 8859-1.
#[doc(alias("4-way login", "nonce", "MD5", "SHA"))]
pub fn login_digest(schema: &DigestSchema<'_>, nonce: &str, password: &str) -> Result<String, DigestError> {
    match schema {
        DigestSchema::Md5 => encoded::<Md5>(nonce, password),
        DigestSchema::Sha => encoded::<Sha1>(nonce, password),
        _ => Err(DigestError::UnsupportedSchema),
    }
}

/// Returns whether `digest_bytes` is the digest of nonce and password. Ignores white space around
/// it.
///
/// The time that the comparison takes does not reveal where the two differ.
///
/// # Errors
/// The errors of [`login_digest`]. A wrong digest is not an error.
pub fn verify(
    schema: &DigestSchema<'_>,
    nonce: &str,
    password: &str,
    digest_bytes: &str,
) -> Result<bool, DigestError> {
    let expected = login_digest(schema, nonce, password)?;
    Ok(same(expected.as_bytes(), digest_bytes.trim().as_bytes()))
}

/// Compares both in a time that depends on their lengths alone.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

fn encoded<D: Digest>(nonce: &str, password: &str) -> Result<String, DigestError> {
    let mut digest = D::new();
    feed(&mut digest, nonce).map_err(|offset| DigestError::Nonce { offset })?;
    feed(&mut digest, password).map_err(|offset| DigestError::Password { offset })?;
    Ok(imps_core::base64::encode(&digest.finalize()))
}

/// Digests a text as ISO 8859-1. The error is the offset of the first character outside it.
fn feed<D: Digest>(digest: &mut D, text: &str) -> Result<(), usize> {
    for (offset, character) in text.char_indices() {
        let byte = u8::try_from(character).map_err(|_| offset)?;
        digest.update([byte]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    /// `addressing.md`, "Digest".
    const VECTORS: [(&str, &str, &str, &str); 2] = [
        (
            "e6b68ebd81309d538357e39e2fba3204",
            "secret",
            "ofnsv5Ty36paeU1JJ+f8fQ==",
            "R6C0q/NgsL/bHoQa1IxATvpy0CQ=",
        ),
        ("abc123", "p4ss w0rd", "Nf1/CCxYGfLYPtinb5T+Kw==", "mj8LpQ2CFjiaSvpszUPGSiGJM+8="),
    ];

    #[test]
    fn digests_are_those_of_the_tables() {
        for (nonce, password, md5, sha) in VECTORS {
            for (schema, expected) in [(DigestSchema::Md5, md5), (DigestSchema::Sha, sha)] {
                assert_eq!(login_digest(&schema, nonce, password).unwrap(), expected);
                assert!(verify(&schema, nonce, password, expected).unwrap());
                assert!(!verify(&schema, nonce, "Secret", expected).unwrap());
                assert!(!verify(&schema, nonce, password, "").unwrap());
            }
        }
    }

    #[test]
    fn characters_are_one_byte_each() {
        let digest = |text: &[u8]| imps_core::base64::encode(&Md5::digest(text));
        assert_eq!(login_digest(&DigestSchema::Md5, "n", "ü").unwrap(), digest(b"n\xFC"));
    }

    #[test]
    fn what_cannot_be_digested_is_told() {
        let fails =
            |schema: &DigestSchema<'_>, nonce, password| login_digest(schema, nonce, password).unwrap_err();
        assert_eq!(fails(&DigestSchema::Md5, "a€", "b"), DigestError::Nonce { offset: 1 });
        let error = fails(&DigestSchema::Sha, "a", "üж");
        assert_eq!(error, DigestError::Password { offset: 2 });
        assert!(!error.to_string().contains('ж'));
        for schema in [DigestSchema::Md4, DigestSchema::Md6, DigestSchema::Password, "X".into()] {
            assert_eq!(fails(&schema, "a", "b"), DigestError::UnsupportedSchema);
        }
    }
}

//! The credentials of a side, and the proof that it received the secret of the other side.

use crate::common::base64_text::decoded;
use crate::common::{Encoding, SessionId, TransactionId};
use crate::envelope::{PasswordDigest, SecretToken};
use crate::handshake::HandshakeError;
use core::fmt;
use imps_types::Secret;
use md5::{Digest, Md5};
use subtle::ConstantTimeEq;

/// The credentials of a side for one set-up. Create new ones each time.
///
/// This crate has no source of random numbers. **Nobody must be able to guess the three texts.**
/// Sixteen bytes from the system's random number generator, in hexadecimal, are enough for each.
/// The handshake proves only the secret. Only the transaction id distinguishes the last two
/// messages from forged ones, and only the session id protects the documents of the session.
/// Nothing is encrypted here, so the connections should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The secret; the peer proves that it has received it. White space around it does not count.
    pub secret: SecretToken<'static>,
    /// The name that this side uses for the session in its own documents.
    pub session_id: SessionId<'static>,
    /// The name of the set-up. For a responder, the name of the second message only. No other
    /// current set-up may have it.
    pub transaction_id: TransactionId<'static>,
    /// The requested lifetime of the session, in seconds.
    pub time_to_live: Option<u32>,
}

impl Credentials {
    /// A day, in seconds, which the only known server requests.
    pub const TIME_TO_LIVE: u32 = 86_400;

    /// Creates credentials with a secret that is sent unencoded, and with a lifetime of [a
    /// day](Self::TIME_TO_LIVE).
    pub fn new(
        secret: impl Into<Secret<'static>>,
        session_id: impl Into<SessionId<'static>>,
        transaction_id: impl Into<TransactionId<'static>>,
    ) -> Self {
        Self {
            secret: SecretToken { text: secret.into(), ..SecretToken::default() },
            session_id: session_id.into(),
            transaction_id: transaction_id.into(),
            time_to_live: Some(Self::TIME_TO_LIVE),
        }
    }

    /// Returns the proof that the peer must send.
    pub(super) fn proof(&self) -> Result<Proof, HandshakeError> {
        let named = [self.session_id.as_str(), self.transaction_id.as_str()];
        if named.iter().any(|text| text.trim().is_empty()) {
            return Err(HandshakeError::Credentials);
        }
        Proof::of(&self.secret).ok_or(HandshakeError::Credentials)
    }
}

/// The digest of a secret. It replaces the secret in memory and needs the same protection.
#[derive(Clone)]
pub(super) struct Proof([u8; 16]);

impl Proof {
    /// Returns `None` if there is no secret.
    pub(super) fn of(secret: &SecretToken<'_>) -> Option<Self> {
        let bytes = secret.bytes().filter(|bytes| !bytes.is_empty())?;
        Some(Self(Md5::digest(bytes).into()))
    }

    /// Returns the digest in the form of messages.
    pub(super) fn digest(&self) -> PasswordDigest<'static> {
        PasswordDigest::from_bytes(&self.0)
    }

    /// Compares in a time that does not reveal where the two differ. Decodes base64 even if the
    /// digest does not state it.
    pub(super) fn is(&self, digest: &PasswordDigest<'_>) -> bool {
        let bytes = decoded(digest.text.as_str(), Some(&Encoding::Base64));
        bytes.is_some_and(|bytes| self.0.as_slice().ct_eq(&bytes).into())
    }

    /// Returns whether both belong to the same secret.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proof(..)")
    }
}

/// Returns whether both name the same transaction. Compares in constant time, because the name
/// protects the last two messages.
pub(super) fn same_transaction(one: &TransactionId<'_>, other: &TransactionId<'_>) -> bool {
    one.as_str().trim().as_bytes().ct_eq(other.as_str().trim().as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    fn digest(text: &'static str) -> PasswordDigest<'static> {
        PasswordDigest { text: text.into(), ..PasswordDigest::default() }
    }

    #[test]
    fn a_digest_is_that_of_the_secret_without_what_is_around_it() {
        let secret = SecretToken { text: "\n c3e81d6604aa49bd ".into(), ..SecretToken::default() };
        let proof = Proof::of(&secret).unwrap();
        assert_eq!(proof.digest().text.as_str(), "Q1ct2guzUhGuGyCYdgMTZQ==");
        for text in ["Q1ct2guzUhGuGyCYdgMTZQ==", " Q1ct2guzUhGu\nGyCYdgMTZQ== "] {
            assert!(proof.is(&digest(text)), "{text}");
        }
        for text in ["", "Q1ct", "Q1ct2guzUhGuGyCYdgMTZA==", "Q1ct2guzUhGuGyCYdgMTZQAA", "*"] {
            assert!(!proof.is(&digest(text)), "{text}");
        }
        assert_eq!(format!("{proof:?}"), "Proof(..)");
    }

    #[test]
    fn credentials_hide_their_secret_and_must_be_complete() {
        let full = Credentials::new("5f2c9a1e", "s", "71");
        assert!(!format!("{full:?}").contains("5f2c9a1e"));
        assert!(full.proof().is_ok());
        let broken =
            SecretToken { text: "*".into(), encoding: Some(Encoding::Base64), ..SecretToken::default() };
        for empty in [
            Credentials::new(" ", "s", "71"),
            Credentials::new("x", "", "71"),
            Credentials::new("x", "s", " "),
            Credentials { secret: broken, ..full },
        ] {
            assert_eq!(empty.proof().unwrap_err(), HandshakeError::Credentials);
        }
    }
}

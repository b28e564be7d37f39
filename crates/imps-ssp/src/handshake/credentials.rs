//! What a side brings along, and the proof that it got what the other has brought.

use crate::common::base64_text::decoded;
use crate::common::{Encoding, SessionId, TransactionId};
use crate::envelope::{PasswordDigest, SecretToken};
use crate::handshake::HandshakeError;
use core::fmt;
use imps_types::Secret;
use md5::{Digest, Md5};
use subtle::ConstantTimeEq;

/// What a side brings along to one set-up, new each time.
///
/// This crate has no source of random numbers. **Nobody must be able to guess the three texts**: sixteen octets of the system's random
/// numbers in hexadecimal do for each. Only the secret is proved; the last two messages are told from forged ones by the transaction
/// id alone, and every document of the session by the session id. Nothing is encrypted here, so the connections should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// What the peer shall prove to have received. White space around it does not count.
    pub secret: SecretToken<'static>,
    /// The half of the session's name that this side will use in its own documents.
    pub session_id: SessionId<'static>,
    /// The name of the set-up; of a responder, that of the second message alone. No other set-up under way may have it.
    pub transaction_id: TransactionId<'static>,
    /// How long the session shall last, in seconds.
    pub time_to_live: Option<u32>,
}

impl Credentials {
    /// A day, in seconds: what the one server that was seen asks for.
    pub const TIME_TO_LIVE: u32 = 86_400;

    /// A secret that is sent as it stands, and a session of [a day](Self::TIME_TO_LIVE).
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

    /// What the peer has to show.
    pub(super) fn proof(&self) -> Result<Proof, HandshakeError> {
        let named = [self.session_id.as_str(), self.transaction_id.as_str()];
        if named.iter().any(|text| text.trim().is_empty()) {
            return Err(HandshakeError::Credentials);
        }
        Proof::of(&self.secret).ok_or(HandshakeError::Credentials)
    }
}

/// The digest of a secret. Kept in place of the secret, and as worthy of protection.
#[derive(Clone)]
pub(super) struct Proof([u8; 16]);

impl Proof {
    /// `None` when there is no secret.
    pub(super) fn of(secret: &SecretToken<'_>) -> Option<Self> {
        let octets = secret.octets().filter(|octets| !octets.is_empty())?;
        Some(Self(Md5::digest(octets).into()))
    }

    /// As it is sent.
    pub(super) fn digest(&self) -> PasswordDigest<'static> {
        PasswordDigest::from_octets(&self.0)
    }

    /// Whether this is it, in a time that does not tell where the two differ. A digest is base64 even if it does not say so.
    pub(super) fn is(&self, digest: &PasswordDigest<'_>) -> bool {
        let octets = decoded(digest.text.as_str(), Some(&Encoding::Base64));
        octets.is_some_and(|octets| self.0.as_slice().ct_eq(&octets).into())
    }

    /// Whether both are of the same secret.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proof(..)")
    }
}

/// Whether both name the same transaction: in constant time, because it is what protects the last two messages.
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

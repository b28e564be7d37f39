//! The steps of opening a session between two servers.

use crate::common::base64_text::decoded;
use crate::common::{Encoding, ServiceId, SessionId, Status};
use alloc::vec::Vec;
use imps_core::{Text, choice, element};
use imps_types::Secret;

choice! {
    use crate::tag;

    /// A step of opening a session. Each travels both ways.
    #[non_exhaustive]
    pub enum SetupPrimitive<'a> {
        /// The secret; the peer proves that it has received the secret.
        SendSecretToken(SendSecretToken<'a>) = SendSecretToken,
        /// The proof.
        LoginRequest(LoginRequest<'a>) = LoginRequest,
        /// The result of the proof, and the name of the session.
        LoginResponse(LoginResponse<'a>) = LoginResponse,
    }
}

element! {
    use crate::tag;

    /// Sends the secret to the peer, which proves that it has received the secret.
    #[doc = page!(SendSecretToken)]
    pub struct SendSecretToken<'a> = SendSecretToken {
        @attributes {
            /// The sending server.
            service_id: ServiceId<'a> = "serviceID",
            /// The protocol: `WV-SSP`. Writers must state it; no known reader needs it.
            protocol: Option<Text<'a>> = "protocol",
            /// The version of the protocol: `1.3`. Writers must state it; no known reader needs it.
            protocol_version: Option<Text<'a>> = "protocolVersion" | "procotolVersion",
        }
        /// The secret.
        secret_token: SecretToken<'a> = SecretToken,
    }
    models {
        "1.1-1.3" guessed: "SecretToken";
    }
    duplicates refused;

    /// A secret between two servers.
    pub struct SecretToken<'a> = SecretToken {
        @attributes {
            /// The encoding of the text; not encoded if missing.
            encoding: Option<Encoding<'a>> = "encoding",
        }
        @text {
            /// The secret as written. [`bytes`](SecretToken::bytes) decodes it.
            text: Secret<'a>
        }
    }
    models {
        "1.1-1.3" guessed: "#PCDATA";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// Proves that the secret of the peer has arrived, and requests a lifetime.
    #[doc = page!(LoginRequest)]
    pub struct LoginRequest<'a> = LoginRequest {
        @attributes {
            /// The sending server.
            service_id: ServiceId<'a> = "serviceID",
            /// The requested lifetime of the session, in seconds.
            time_to_live: Option<u32> = "timeToLive",
        }
        /// The proof.
        password_digest: PasswordDigest<'a> = PasswordDigest,
    }
    models {
        "1.1-1.3" guessed: "PasswordDigest";
    }
    duplicates refused;

    /// The digest of the received secret.
    pub struct PasswordDigest<'a> = PasswordDigest {
        @attributes {
            /// The encoding of the text; not encoded if missing.
            encoding: Option<Encoding<'a>> = "encoding",
            /// The digest algorithm. From memory only: no known implementation writes it, and MD5
            /// is the only known algorithm.
            schema: Option<Text<'a>> = "schema",
        }
        @text {
            /// The digest as written. [`bytes`](PasswordDigest::bytes) decodes it.
            text: Secret<'a>
        }
    }
    models {
        "1.1-1.3" guessed: "#PCDATA";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// The result of a login. A list of alternative addresses may follow `status`. The name of this
    /// list is unknown, so it appears in the extensions.
    #[doc = page!(LoginResponse)]
    pub struct LoginResponse<'a> = LoginResponse {
        @attributes {
            /// The name that the sender uses for the session in its own documents. Missing if the
            /// sender refuses.
            session_id: Option<SessionId<'a>> = "sessionID",
            /// The lifetime of the session, in seconds.
            time_to_live: Option<u32> = "timeToLive",
        }
        /// The result.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" guessed: "Status";
    }
    duplicates refused;
}

impl<'a> SendSecretToken<'a> {
    /// Creates a text secret for a server of version 1.3.
    pub fn new(service_id: impl Into<ServiceId<'a>>, secret: impl Into<Secret<'a>>) -> Self {
        Self {
            service_id: service_id.into(),
            protocol: Some("WV-SSP".into()),
            protocol_version: Some("1.3".into()),
            secret_token: SecretToken { text: secret.into(), ..SecretToken::default() },
            ..Self::default()
        }
    }
}

/// The functions of both kinds of encoded text.
macro_rules! encoded_text {
    ($($name:ident)*) => { $(
        impl $name<'_> {
            /// Returns the bytes: decoded if an encoding is stated, without the white space around
            /// them. `None` for invalid base64.
            pub fn bytes(&self) -> Option<Vec<u8>> {
                decoded(self.text.as_str(), self.encoding.as_ref())
            }

            /// Encodes these bytes as base64.
            pub fn from_bytes(bytes: &[u8]) -> $name<'static> {
                $name { encoding: Some(Encoding::Base64), text: imps_core::base64::encode(bytes).into(), ..$name::default() }
            }
        }
    )* };
}

encoded_text! { SecretToken PasswordDigest }

/// A secret that is empty.
impl Default for SetupPrimitive<'_> {
    fn default() -> Self {
        Self::SendSecretToken(SendSecretToken::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_with_or_without_base64() {
        let plain = SecretToken { text: " \n5f2c\n".into(), ..SecretToken::default() };
        assert_eq!(plain.bytes().unwrap(), b"5f2c");
        let odd =
            SecretToken { encoding: Some("B64".into()), text: "NWYy\n Yw".into(), ..SecretToken::default() };
        assert_eq!(odd.bytes().unwrap(), b"5f2c");
        assert_eq!(PasswordDigest::from_bytes(&[0, 255]).bytes().unwrap(), [0, 255]);
        let broken = SecretToken { text: "*".into(), ..odd };
        assert_eq!(broken.bytes(), None);
    }

    #[test]
    fn secrets_do_not_show_up_in_logs() {
        let token = SendSecretToken::new(ServiceId::of_domain("a.example"), "5f2c9a1e");
        assert!(!alloc::format!("{token:?}").contains("5f2c9a1e"));
    }
}

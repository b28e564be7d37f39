//! How two servers open a session.

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
        /// The secret that the peer shall prove to have received.
        SendSecretToken(SendSecretToken<'a>) = SendSecretToken,
        /// The proof.
        LoginRequest(LoginRequest<'a>) = LoginRequest,
        /// What became of the proof, and the name of the session.
        LoginResponse(LoginResponse<'a>) = LoginResponse,
    }
}

element! {
    use crate::tag;

    /// Hands the peer the secret that it shall prove to have received.
    #[doc = page!(SendSecretToken)]
    pub struct SendSecretToken<'a> = SendSecretToken {
        @attributes {
            /// The server that sends it.
            service_id: ServiceId<'a> = "serviceID",
            /// The protocol: `WV-SSP`. Writers owe it; no reader was seen to need it.
            protocol: Option<Text<'a>> = "protocol",
            /// Its version: `1.3`. Writers owe it; no reader was seen to need it.
            protocol_version: Option<Text<'a>> = "protocolVersion" | "procotolVersion",
        }
        /// The secret.
        secret_token: SecretToken<'a> = SecretToken,
    }
    models {
        "1.1-1.3" inferred: "SecretToken";
    }
    duplicates refused;

    /// A secret between two servers.
    pub struct SecretToken<'a> = SecretToken {
        @attributes {
            /// How the text is encoded; not at all when missing.
            encoding: Option<Encoding<'a>> = "encoding",
        }
        @text {
            /// The secret as written; [`octets`](SecretToken::octets) decodes it.
            text: Secret<'a>
        }
    }
    models {
        "1.1-1.3" inferred: "#PCDATA";
    }
    duplicates refused;

    /// Proves that the secret of the peer has arrived, and asks for a lifetime.
    #[doc = page!(LoginRequest)]
    pub struct LoginRequest<'a> = LoginRequest {
        @attributes {
            /// The server that sends it.
            service_id: ServiceId<'a> = "serviceID",
            /// How long the session shall last, in seconds.
            time_to_live: Option<u32> = "timeToLive",
        }
        /// The proof.
        password_digest: PasswordDigest<'a> = PasswordDigest,
    }
    models {
        "1.1-1.3" inferred: "PasswordDigest";
    }
    duplicates refused;

    /// The digest of the secret that was received.
    pub struct PasswordDigest<'a> = PasswordDigest {
        @attributes {
            /// How the text is encoded; not at all when missing.
            encoding: Option<Encoding<'a>> = "encoding",
            /// Which digest it is. From memory only: no implementation was seen with it, and MD5 is all that was seen.
            schema: Option<Text<'a>> = "schema",
        }
        @text {
            /// The digest as written; [`octets`](PasswordDigest::octets) decodes it.
            text: Secret<'a>
        }
    }
    models {
        "1.1-1.3" inferred: "#PCDATA";
    }
    duplicates refused;

    /// What became of a login. A list of addresses to go to instead may follow `status`; its name is not known, and it would be
    /// found in the extensions.
    #[doc = page!(LoginResponse)]
    pub struct LoginResponse<'a> = LoginResponse {
        @attributes {
            /// The half of the session's name that the sender will use in its own documents. Missing when it refuses.
            session_id: Option<SessionId<'a>> = "sessionID",
            /// How long the session lasts, in seconds.
            time_to_live: Option<u32> = "timeToLive",
        }
        /// How it went.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" inferred: "Status";
    }
    duplicates refused;
}

impl<'a> SendSecretToken<'a> {
    /// A secret that is text, of a server that speaks 1.3.
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

/// What both kinds of encoded text do.
macro_rules! encoded_text {
    ($($name:ident)*) => { $(
        impl $name<'_> {
            /// The octets: decoded where an encoding is stated, without the white space around them. `None` for what is no base64.
            pub fn octets(&self) -> Option<Vec<u8>> {
                decoded(self.text.as_str(), self.encoding.as_ref())
            }

            /// These octets in base64.
            pub fn from_octets(octets: &[u8]) -> $name<'static> {
                $name { encoding: Some(Encoding::Base64), text: imps_core::base64::encode(octets).into(), ..$name::default() }
            }
        }
    )* };
}

encoded_text! { SecretToken PasswordDigest }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octets_come_with_or_without_base64() {
        let plain = SecretToken { text: " \n5f2c\n".into(), ..SecretToken::default() };
        assert_eq!(plain.octets().unwrap(), b"5f2c");
        let odd =
            SecretToken { encoding: Some("B64".into()), text: "NWYy\n Yw".into(), ..SecretToken::default() };
        assert_eq!(odd.octets().unwrap(), b"5f2c");
        assert_eq!(PasswordDigest::from_octets(&[0, 255]).octets().unwrap(), [0, 255]);
        let broken = SecretToken { text: "*".into(), ..odd };
        assert_eq!(broken.octets(), None);
    }

    #[test]
    fn secrets_do_not_show_up_in_logs() {
        let token = SendSecretToken::new(ServiceId::of_domain("a.example"), "5f2c9a1e");
        assert!(!alloc::format!("{token:?}").contains("5f2c9a1e"));
    }
}

//! Opening a session. OMA-TS-IMPS-CSP.

use crate::common::SystemMessageResponseList;
use crate::service::features::Functions;
use crate::service::{AgreedCapabilityList, CapabilityList};
use crate::{ApplicationId, ClientId, DigestSchema, Outcome, Secret, SessionCookie, SessionId, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// Opens a session: either with a password at once, or with a digest in two rounds.
    ///
    /// The first round offers `digest_schema`. The second sends `digest_bytes`, computed with the
    /// nonce from the server.
    #[doc = page!(Login_Request)]
    #[doc(alias("Login-Request", "4-way login", "2-way login", "authentication"))]
    pub struct LoginRequest<'a> = Login_Request {
        /// The user who logs in.
        user_id: Option<UserId<'a>> = UserID,
        /// The client.
        client_id: Option<ClientId<'a>> = ClientID,
        /// The application on the client.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The password in clear.
        password: Option<Secret<'a>> = Password,
        /// The digest of nonce and password, in base64.
        digest_bytes: Option<Secret<'a>> = DigestBytes,
        /// The digests that the client can compute. In 1.1 one element lists them, separated by
        /// commas; [`digest_schemas`](Self::digest_schemas) reads either form.
        digest_schema: Vec<DigestSchema<'a>> = DigestSchema,
        /// The session to resume. 1.3, and 1.2 in practice.
        session_id: Option<SessionId<'a>> = SessionID in "1.2-1.3",
        /// The requested lifetime of the session without traffic, in seconds.
        time_to_live: Option<u32> = TimeToLive,
        /// The client's name for the session.
        session_cookie: Option<SessionCookie<'a>> = SessionCookie,
        /// Answers to system messages.
        system_message_response_list: Option<SystemMessageResponseList<'a>> = SystemMessageResponseList,
        /// The services of the session, negotiated with the login.
        functions: Option<Box<Functions<'a>>> = Functions,
        /// The capabilities of the client, negotiated with the login.
        capability_list: Option<Box<CapabilityList<'a>>> = CapabilityList,
    }
    models {
        "1.1": "UserID, ClientID, Password?, DigestBytes?, DigestSchema?, TimeToLive?, SessionCookie";
        "1.2": "UserID, ClientID, Password?, DigestBytes?, DigestSchema*, TimeToLive?, SessionCookie";
        "1.3" guessed: "UserID, ClientID, ApplicationID?, Password?, DigestBytes?, DigestSchema*, SessionID?, TimeToLive?, SessionCookie, SystemMessageResponseList?, Functions?, CapabilityList?";
    }
    duplicates refused;
    primitive Access ClientToServer Request;
}

element! {
    /// Answers [`LoginRequest`] with a challenge or with the session.
    #[doc = page!(Login_Response)]
    #[doc(alias = "Login-Response")]
    pub struct LoginResponse<'a> = Login_Response {
        /// The user who has logged in. Sent if the server created the account.
        user_id: Option<UserId<'a>> = UserID,
        /// The client.
        client_id: Option<ClientId<'a>> = ClientID,
        /// The password of an account that the server created.
        password: Option<Secret<'a>> = Password,
        /// 200 if the session is open. A challenge comes with 401, from some servers with 200.
        result: Option<Outcome<'a>> = Result,
        /// The challenge, which the client digests together with the password.
        nonce: Option<Text<'a>> = Nonce,
        /// The digest that the server chose.
        digest_schema: Option<DigestSchema<'a>> = DigestSchema,
        /// The session.
        session_id: Option<SessionId<'a>> = SessionID,
        /// The lifetime of the session without traffic, in seconds.
        keep_alive_time: Option<u32> = KeepAliveTime,
        /// Whether the client must state its capabilities now.
        capability_request: Option<bool> = CapabilityRequest,
        /// The services that are *not* agreed, if the login negotiated them.
        functions: Option<Box<Functions<'a>>> = Functions,
        /// The capabilities agreed, if the login negotiated them.
        agreed_capability_list: Option<Box<AgreedCapabilityList<'a>>> = AgreedCapabilityList,
    }
    models {
        "1.1-1.2": "ClientID, Result, Nonce?, DigestSchema?, SessionID?, KeepAliveTime?, CapabilityRequest?";
        "1.3" guessed: "UserID?, ClientID, Password?, Result, Nonce?, DigestSchema?, SessionID?, KeepAliveTime?, CapabilityRequest?, Functions?, AgreedCapabilityList?";
    }
    duplicates refused;
    primitive Access ServerToClient Response;
}

impl LoginRequest<'_> {
    /// Iterates over the digests that the client can compute, whether they are in separate elements
    /// or in one list with commas.
    ///
    /// ```
    /// use imps_csp::DigestSchema;
    /// use imps_csp::access::LoginRequest;
    /// let request = LoginRequest { digest_schema: vec!["SHA,MD5".into()], ..LoginRequest::default() };
    /// assert!(request.digest_schemas().eq([DigestSchema::Sha, DigestSchema::Md5]));
    /// ```
    pub fn digest_schemas(&self) -> impl Iterator<Item = DigestSchema<'_>> {
        self.digest_schema.iter().flat_map(|schema| schema.as_str().split(',').map(|word| word.trim().into()))
    }
}

//! Login and negotiation.

use super::event::{ClientEvent, LoginError};
use super::posts::What;
use super::{Client, State, fields};
use imps_transport::agreed::Agreed;
use oma_imps::Version;
use oma_imps::csp::access::{LoginRequest, LoginResponse, digest};
use oma_imps::csp::service::{ClientCapabilityRequest, ServiceRequest, ServiceTree};
use oma_imps::csp::{ClientId, DigestSchema, Primitive, StatusCode};
use std::time::Duration;

/// The part of a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// The first half of the four-way login, or the two-way login if the client sends no digest.
    First,
    /// The two-way login.
    Password,
    /// The second half of the four-way login, with the digest.
    Second(String),
}

impl Client {
    /// Posts a half of the login.
    pub(super) fn log_in(&mut self, half: Half, now: Duration) {
        let options = &self.options;
        let is_first = half == Half::First && options.sends_digest;
        let has_resume = self.version > Version::V1_1;
        let mut request = LoginRequest {
            user_id: Some(options.user_id.clone()),
            client_id: Some(options.client_id.clone()),
            session_cookie: Some(options.cookie.clone().into()),
            session_id: options.resume.clone().filter(|_| has_resume),
            time_to_live: options.time_to_live.filter(|_| !is_first),
            ..LoginRequest::default()
        };
        match &half {
            Half::Second(digest) => request.digest_bytes = Some(digest.clone().into()),
            Half::First if options.sends_digest => request.digest_schema = offer(self.version),
            _ => request.password = Some(options.password.clone()),
        }
        self.post(What::Login(half), request.into(), now);
    }

    /// Processes the answer to a half of the login. `version` is the one of its message.
    pub(super) fn login_answered(
        &mut self,
        half: &Half,
        answer: &Primitive<'static>,
        version: Version,
        now: Duration,
    ) {
        let code = answer.outcome().and_then(|outcome| outcome.code);
        let response = match answer {
            Primitive::LoginResponse(response) => Some(&**response),
            _ => None,
        };
        if code == Some(StatusCode::VERSION_NOT_SUPPORTED) {
            match self.options.after(self.version, version) {
                Some(version) => {
                    self.version = version;
                    self.log_in(Half::First, now);
                }
                None => self.fail(LoginError::Refused(StatusCode::VERSION_NOT_SUPPORTED)),
            }
            return;
        }
        let is_first = *half == Half::First && self.options.sends_digest;
        // 200 in 1.1, 401 later: both are taken.
        if let Some(nonce) = response.and_then(|it| it.nonce.as_deref().filter(|_| it.session_id.is_none())) {
            let schema = response.and_then(|response| response.digest_schema.clone());
            if is_first {
                self.answer_challenge(nonce, &schema.unwrap_or(DigestSchema::Md5), now);
            } else {
                self.fail(LoginError::NoSession);
            }
            return;
        }
        match (code, response.and_then(|response| Some((response, response.session_id.as_ref()?)))) {
            (Some(code), Some((response, _))) if code.is_success() => self.opened(response, now),
            // The session to resume is gone, or of another client: begin a new one.
            (Some(StatusCode::SESSION_NOT_RECOVERABLE | StatusCode::CLIENT_ID_MISMATCH), _)
                if self.options.resume.is_some() =>
            {
                self.options.resume = None;
                self.log_in(Half::First, now);
            }
            (Some(code), _) if is_first && self.options.sends_password && lacks_digests(code) => {
                self.log_in(Half::Password, now);
            }
            (Some(code), _) if !code.is_success() => self.fail(LoginError::Refused(code)),
            _ => self.fail(LoginError::NoSession),
        }
    }

    fn answer_challenge(&mut self, nonce: &str, schema: &DigestSchema<'_>, now: Duration) {
        match digest::login_digest(schema, nonce, self.options.password.as_str()) {
            Ok(digest) => self.log_in(Half::Second(digest), now),
            Err(_) => self.fail(LoginError::Digest),
        }
    }

    /// The session is open.
    fn opened(&mut self, response: &LoginResponse<'static>, now: Duration) {
        let Some(session_id) = response.session_id.clone() else { return };
        self.state = State::Negotiating;
        self.login.version = self.version;
        self.login.session_id = session_id.clone();
        self.login.services = self.options.services & ServiceTree::all(self.version);
        self.login.account = response.user_id.clone().map(|user| (user, response.password.clone()));
        self.session = Some(session_id);
        let keep_alive = response.keep_alive_time.map(|seconds| Duration::from_secs(seconds.into()));
        self.schedule.logged_in(keep_alive, now);
        // The agreement of an earlier session does not count.
        self.schedule.agree(&self.agreed, now);
        let request = ClientCapabilityRequest {
            client_id: self.repeated_client(),
            capability_list: Some(fields::for_version(&self.options.capabilities, self.version).into()),
            ..ClientCapabilityRequest::default()
        };
        self.post(What::Capabilities, request.into(), now);
    }

    /// Processes the answer to the capabilities. A server without the negotiation agrees on
    /// nothing.
    pub(super) fn capabilities_answered(&mut self, answer: &Primitive<'static>, now: Duration) {
        if let Primitive::ClientCapabilityResponse(answer) = answer {
            let offered = fields::for_version(&self.options.capabilities, self.version);
            self.agreed = Agreed::read(&offered, answer);
            self.schedule.agree(&self.agreed, now);
        }
        let request = ServiceRequest {
            client_id: self.repeated_client(),
            functions: self.login.services.to_functions(self.version),
            all_functions_request: true,
            ..ServiceRequest::default()
        };
        self.post(What::Services, request.into(), now);
    }

    /// Processes the answer to the services: the login is over.
    pub(super) fn services_answered(&mut self, answer: &Primitive<'static>) {
        if let Primitive::ServiceResponse(answer) = answer {
            let refused = answer.functions.as_deref();
            let refused = refused.map(|refused| ServiceTree::from_functions(refused, self.version));
            self.login.services = self.login.services.difference(refused.unwrap_or_default());
            let all = answer.all_functions.as_deref().and_then(|all| all.wv_csp_feat.as_ref());
            self.login.server_services = all.map(|all| ServiceTree::from_features(all, self.version));
        }
        self.login.agreed = self.agreed.clone();
        self.state = State::On;
        self.events.push_back(ClientEvent::LoggedIn(Box::new(self.login.clone())));
    }

    /// The login fails.
    pub(super) fn fail(&mut self, error: LoginError) {
        self.events.push_back(ClientEvent::LoginFailed(error));
        self.close();
    }

    /// Only 1.1 repeats the client in each negotiation.
    fn repeated_client(&self) -> Option<ClientId<'static>> {
        (self.version == Version::V1_1).then(|| self.options.client_id.clone())
    }
}

/// Returns the offer of digests: one list with commas in 1.1, several elements later.
fn offer(version: Version) -> Vec<DigestSchema<'static>> {
    match version {
        Version::V1_1 => vec!["SHA,MD5".into()],
        _ => vec![DigestSchema::Sha, DigestSchema::Md5],
    }
}

/// Returns whether a server that answers so to the first half may take a password: it supports no
/// digest of the offer, or no four-way login.
fn lacks_digests(code: StatusCode) -> bool {
    matches!(
        code,
        StatusCode::NO_DIGEST_SCHEMA_SUPPORTED
            | StatusCode::BAD_REQUEST
            | StatusCode::BAD_PARAMETER
            | StatusCode::NOT_IMPLEMENTED
    )
}

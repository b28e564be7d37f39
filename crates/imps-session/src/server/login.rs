//! Logins.

use super::challenges::{Challenge, Claim};
use super::negotiation::{self, is_same_client};
use super::session::Session;
use super::step::{Credentials, LoginCall, Step, Work};
use super::table::Serial;
use super::user_key::UserKey;
use super::{EndReason, SessionEvent, SessionOptions, Sessions};
use imps_transport::agreed::Agreed;
use imps_transport::mailbox::Mailbox;
use oma_imps::csp::access::{LoginRequest, LoginResponse, digest};
use oma_imps::csp::{
    ClientId, DigestSchema, Outcome, Primitive, Secret, SessionCookie, SessionId, Status, StatusCode, UserId,
};
use oma_imps::{Text, Version};
use std::time::Duration;

/// The longest name of a user, client or cookie in bytes. Old clients count on 50 characters.
const LONGEST_NAME: usize = 255;

/// Checks the lengths of the names of a login, which the server keeps.
pub(super) fn check_names(request: &LoginRequest<'_>) -> Result<(), StatusCode> {
    let client = request.client_id.as_ref();
    let names = [
        request.user_id.as_ref().map(UserId::as_str),
        request.session_cookie.as_ref().map(SessionCookie::as_str),
        client.and_then(|client| client.url.as_deref()),
        client.and_then(|client| client.msisdn.as_deref()),
    ];
    let is_short = names.into_iter().flatten().all(|name| name.len() <= LONGEST_NAME);
    let is_known = client.is_none_or(|client| client.extensions.is_empty());
    if is_short && is_known { Ok(()) } else { Err(StatusCode::BAD_REQUEST) }
}

/// A login that succeeds.
struct Admitted {
    user: UserKey,
    user_id: UserId<'static>,
    is_created: bool,
    /// The password of a new account.
    password: Option<Secret<'static>>,
}

/// The end of one half of a login.
enum Outcomes {
    Admitted(Admitted),
    Challenge { nonce: String, schema: DigestSchema<'static> },
    Refused(StatusCode),
}

impl Sessions {
    /// Continues with the credentials of the user who logs in.
    ///
    /// `random` are 32 bytes that nobody can guess, new for each call, such as from the operating
    /// system: nonces and session ids are made of them.
    pub fn log_in<'a>(
        &mut self,
        call: LoginCall<'a>,
        credentials: &Credentials,
        random: [u8; 32],
        now: Duration,
    ) -> Step<'a> {
        let LoginCall { mut work, transaction, user } = call;
        let answer = match transaction.primitive() {
            Primitive::LoginRequest(request) => {
                let version = work.version;
                match self.check(version, request, user, credentials, &random, now) {
                    Outcomes::Admitted(admitted) => self.admit(&work, request, admitted, &random, now),
                    Outcomes::Challenge { nonce, schema } => Ok(challenge(version, request, nonce, schema)),
                    Outcomes::Refused(code) => Err(code),
                }
                .unwrap_or_else(|code| refusal(request, code))
            }
            _ => Status::new(StatusCode::INTERNAL_SERVER_ERROR).into(),
        };
        work.answer(&transaction, answer);
        self.proceed(work, now)
    }

    fn check(
        &mut self,
        version: Version,
        request: &LoginRequest<'_>,
        user: Option<UserKey>,
        credentials: &Credentials,
        random: &[u8; 32],
        now: Duration,
    ) -> Outcomes {
        let claim = Claim {
            user: user.clone().unwrap_or_default(),
            client: request.client_id.as_ref().map(client_text).unwrap_or_default(),
            cookie: cookie(request).to_owned(),
        };
        // Each second half uses its challenge up, whatever comes of it.
        let taken = request.digest_bytes.as_ref().map(|bytes| (bytes, self.challenges.take(&claim, now)));
        let admit = |user: Option<UserKey>, user_id: UserId<'static>| match user {
            Some(user) => Outcomes::Admitted(Admitted { user, user_id, is_created: false, password: None }),
            None => Outcomes::Refused(StatusCode::UNKNOWN_USER),
        };
        let user_id = request.user_id.clone().map(UserId::into_owned).unwrap_or_default();
        let password = match credentials {
            Credentials::Refused(code) => return Outcomes::Refused(*code),
            Credentials::Trusted => return admit(user, user_id),
            Credentials::Created { user_id, password } => {
                let Some(user) = UserKey::new(user_id, &self.options.domain) else {
                    return Outcomes::Refused(StatusCode::UNKNOWN_USER);
                };
                let (user_id, password) = (user_id.clone(), password.clone());
                return Outcomes::Admitted(Admitted { user, user_id, is_created: true, password });
            }
            Credentials::Password(password) => Some(password.as_str()),
            Credentials::Unknown => None,
        };
        match (taken, &request.password) {
            (Some((bytes, challenge)), _) => match password {
                None => Outcomes::Refused(StatusCode::UNKNOWN_USER),
                Some(password) if answers(challenge.as_ref(), password, bytes) => admit(user, user_id),
                Some(_) => Outcomes::Refused(StatusCode::INVALID_PASSWORD),
            },
            (None, Some(_)) if !self.options.allows_passwords => Outcomes::Refused(StatusCode::FORBIDDEN),
            (None, Some(sent)) => match password {
                None => Outcomes::Refused(StatusCode::UNKNOWN_USER),
                Some(password) if digest::same(password.as_bytes(), sent.as_str().as_bytes()) => {
                    admit(user, user_id)
                }
                Some(_) => Outcomes::Refused(StatusCode::INVALID_PASSWORD),
            },
            // Unknown users get a challenge, too, so that the first half reveals nothing.
            (None, None) => self.issue(version, request, claim, random, now),
        }
    }

    /// Issues a challenge with the best digest that both sides can compute.
    fn issue(
        &mut self,
        version: Version,
        request: &LoginRequest<'_>,
        claim: Claim,
        random: &[u8; 32],
        now: Duration,
    ) -> Outcomes {
        let offered: Vec<_> = request.digest_schemas().collect();
        if offered.is_empty() {
            return Outcomes::Refused(StatusCode::BAD_REQUEST);
        }
        let is_offered = |own: &&DigestSchema<'_>| offered.iter().any(|it| it.as_str() == own.as_str());
        let Some(schema) = self.options.digests.iter().find(is_offered).cloned() else {
            let code = StatusCode::NO_DIGEST_SCHEMA_SUPPORTED;
            let is_in = code.versions().is_some_and(|versions| versions.contains(version));
            return Outcomes::Refused(if is_in { code } else { StatusCode::BAD_PARAMETER });
        };
        let nonce = hex(random.first_chunk::<16>().copied().unwrap_or_default());
        let expires_at = now.saturating_add(self.options.challenge_time);
        let challenge = Challenge { nonce: nonce.clone(), schema: schema.clone(), expires_at };
        self.challenges.insert(claim, challenge, self.options.challenges);
        Outcomes::Challenge { nonce, schema }
    }

    /// Makes or resumes the session of a login that succeeds.
    fn admit(
        &mut self,
        work: &Work<'_>,
        request: &LoginRequest<'_>,
        admitted: Admitted,
        random: &[u8; 32],
        now: Duration,
    ) -> Result<Primitive<'static>, StatusCode> {
        let has_negotiation = negotiation::is_in_login(work.version);
        if has_negotiation {
            // Before anything happens to a session.
            negotiation::check(request.capability_list.as_deref())?;
        }
        let tells_account = admitted.is_created && work.version >= Version::V1_3;
        let user_id = tells_account.then(|| admitted.user_id.clone());
        let password = admitted.password.clone().filter(|_| tells_account);
        let serial = match self.earlier(work.version, request, &admitted.user)? {
            Some(serial) => self.resume(serial, request, now),
            None => self.open(work.version, request, admitted, random, now)?,
        };
        let is_safe = self.has_safe_cookie(serial);
        let options = &self.options;
        let session = self.table.get_mut(serial).ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        let mut answer = LoginResponse {
            user_id,
            client_id: request.client_id.clone().map(ClientId::into_owned),
            password,
            result: Some(Outcome::new(StatusCode::SUCCESS)),
            session_id: Some(session.id.clone()),
            keep_alive_time: Some(seconds(session.time_to_live)),
            capability_request: Some(true),
            ..LoginResponse::default()
        };
        if has_negotiation {
            one_step(options, session, request, &mut answer, is_safe);
        }
        Ok(answer.into())
    }

    /// Returns the session that a login continues: the one that it names, or else the one of the
    /// same client with the same cookie.
    fn earlier(
        &mut self,
        version: Version,
        request: &LoginRequest<'_>,
        user: &UserKey,
    ) -> Result<Option<Serial>, StatusCode> {
        let is_client =
            |session: &Session| is_same_client(session.client_id.as_ref(), request.client_id.as_ref());
        if let Some(id) = &request.session_id {
            let serial = self.table.find(id.as_str()).ok_or(StatusCode::SESSION_NOT_RECOVERABLE)?;
            let session = self.table.get(serial).ok_or(StatusCode::SESSION_NOT_RECOVERABLE)?;
            if session.user != *user || !is_client(session) {
                return Err(StatusCode::CLIENT_ID_MISMATCH);
            }
            let can_continue = session.version == version && session.ending.is_none();
            return if can_continue { Ok(Some(serial)) } else { Err(StatusCode::SESSION_NOT_RECOVERABLE) };
        }
        let cookie = cookie(request);
        let is_same = |session: &Session| session.cookie == cookie && is_client(session);
        let mut own = self.table.of_user(user).filter(|_| !cookie.is_empty());
        let can_continue = |session: &Session| session.version == version && session.ending.is_none();
        let found = own.find(|(_, session)| is_same(session));
        let found = found.map(|(serial, session)| (serial, can_continue(session)));
        drop(own);
        match found {
            Some((serial, false)) => {
                self.end(serial, EndReason::Replaced);
                Ok(None)
            }
            found => Ok(found.map(|(serial, _)| serial)),
        }
    }

    /// Continues a session. The client may have lost its memory, so it negotiates again.
    fn resume(&mut self, serial: Serial, request: &LoginRequest<'_>, now: Duration) -> Serial {
        let time_to_live = self.options.lifetime(request.time_to_live);
        if let Some(session) = self.table.get_mut(serial) {
            session.time_to_live = time_to_live;
            session.hear(now);
            cookie(request).clone_into(&mut session.cookie);
            (session.services, session.capabilities) = (None, None);
            session.agreed = Agreed::default();
            session.last_request = None;
            session.mailbox.agree(&session.agreed);
            session.mailbox.resumed();
            let session_id = session.id.clone();
            self.events.push_back(SessionEvent::Resumed { session_id });
        }
        self.table.schedule(serial, Duration::ZERO);
        serial
    }

    /// Opens a session.
    fn open(
        &mut self,
        version: Version,
        request: &LoginRequest<'_>,
        admitted: Admitted,
        random: &[u8; 32],
        now: Duration,
    ) -> Result<Serial, StatusCode> {
        let Admitted { user, user_id, .. } = admitted;
        while self.table.of_user(&user).count() >= self.options.sessions_per_user.max(1) {
            let silent = self.table.of_user(&user).min_by_key(|(serial, it)| (it.heard_at, *serial));
            let Some((serial, _)) = silent else { break };
            self.end(serial, EndReason::TooMany);
        }
        if self.table.len() >= self.options.sessions {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        let (first, second) = random.split_at(16);
        let [id, token] =
            [first, second].map(|half| hex(half.first_chunk::<16>().copied().unwrap_or_default()));
        let id = SessionId::from(format!("s{id}"));
        let session = Session {
            mailbox: Mailbox::new(version, id.clone(), self.options.mailbox.clone()),
            id: id.clone(),
            version,
            user,
            user_id,
            client_id: request.client_id.clone().map(ClientId::into_owned),
            cookie: cookie(request).to_owned(),
            cir_token: self.options.offer.http_address.is_some().then_some(token),
            time_to_live: self.options.lifetime(request.time_to_live),
            heard_at: now,
            silent_before: Duration::ZERO,
            services: None,
            capabilities: None,
            agreed: Agreed::default(),
            ending: None,
            last_request: None,
            timer: None,
        };
        let serial = self.table.insert(session).ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        self.events.push_back(SessionEvent::Started { session_id: id });
        Ok(serial)
    }
}

/// Negotiates services and capabilities in the login, if the client states them there.
fn one_step(
    options: &SessionOptions,
    session: &mut Session,
    request: &LoginRequest<'_>,
    answer: &mut LoginResponse<'static>,
    is_safe: bool,
) {
    if let Some(functions) = request.functions.as_deref() {
        let refused = negotiation::agree(session, options.services, functions);
        answer.functions = refused.to_functions(session.version);
    }
    if let Some(stated) = request.capability_list.as_deref() {
        negotiation::state(options, session, Some(stated), is_safe);
        let mut list = session.agreed.to_agreed_list(session.version, Some(stated));
        negotiation::state_limit(options, session.version, &mut list);
        answer.agreed_capability_list = Some(Box::new(list));
        answer.capability_request = Some(false);
    }
}

/// Makes the answer to the first half of a four-way login: 200 in 1.1, 401 later.
fn challenge(
    version: Version,
    request: &LoginRequest<'_>,
    nonce: String,
    schema: DigestSchema<'static>,
) -> Primitive<'static> {
    let is_old = version == Version::V1_1;
    let code = if is_old { StatusCode::SUCCESS } else { StatusCode::UNAUTHORIZED };
    LoginResponse {
        client_id: request.client_id.clone().map(ClientId::into_owned),
        result: Some(Outcome::new(code)),
        nonce: Some(nonce.into()),
        digest_schema: Some(schema),
        ..LoginResponse::default()
    }
    .into()
}

/// Makes the answer to a login that fails. It needs a client; without one it is a status.
fn refusal(request: &LoginRequest<'_>, code: StatusCode) -> Primitive<'static> {
    match request.client_id.clone().map(ClientId::into_owned) {
        None => Status::new(code).into(),
        client_id => {
            let result = Some(Outcome::new(code));
            LoginResponse { client_id, result, ..LoginResponse::default() }.into()
        }
    }
}

/// Returns whether the digest answers a challenge.
fn answers(challenge: Option<&Challenge>, password: &str, bytes: &Secret<'_>) -> bool {
    challenge.is_some_and(|challenge| {
        let Challenge { nonce, schema, .. } = challenge;
        // A password outside of ISO 8859-1 has no digest.
        digest::verify(schema, nonce, password, bytes.as_str()).unwrap_or(false)
    })
}

/// Returns the identity of a client as one text.
fn client_text(client: &ClientId<'_>) -> String {
    let text = |text: &Option<Text<'_>>| text.as_deref().unwrap_or_default().trim().to_owned();
    format!("{} {}", text(&client.url), text(&client.msisdn))
}

fn cookie<'r>(request: &'r LoginRequest<'_>) -> &'r str {
    request.session_cookie.as_ref().map(SessionCookie::as_str).unwrap_or_default()
}

fn hex(bytes: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// Returns the seconds of an agreed time.
pub(super) fn seconds(time: Duration) -> u32 {
    u32::try_from(time.as_secs()).unwrap_or(u32::MAX)
}

//! The events for a script.

use imps_session::client::{LoggedIn, RequestError};
use oma_imps::csp::common::{Party, Sender};
use oma_imps::csp::messaging::NewMessage;
use oma_imps::csp::{MessageId, Outcome, Primitive, StatusCode, UserId};
use oma_imps::presence::PresenceSubList;
use serde::Serialize;
use std::io::{self, Write};

/// An event.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(super) enum Event<'e> {
    LoggedIn {
        version: &'static str,
        session: &'e str,
    },
    LoginFailed {
        error: String,
    },
    Answer {
        line: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        answer: Option<&'e Primitive<'static>>,
    },
    Message {
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'e str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<&'e str>,
        request: &'e Primitive<'static>,
    },
    Presence {
        #[serde(skip_serializing_if = "Option::is_none")]
        user: Option<&'e str>,
        presence: &'e [PresenceSubList<'static>],
    },
    Request {
        request: &'e Primitive<'static>,
    },
    BadCommand {
        line: u64,
        error: String,
    },
    Ended {
        reason: String,
    },
}

impl<'e> Event<'e> {
    pub(super) fn logged_in(login: &'e LoggedIn) -> Self {
        Self::LoggedIn { version: login.version.as_str(), session: login.session_id.as_str() }
    }

    pub(super) fn answer(line: u64, result: &'e Result<Primitive<'static>, RequestError>) -> Self {
        let number = |code: Option<StatusCode>| Some(code.unwrap_or(StatusCode::SUCCESS).number());
        match result {
            Ok(answer) => {
                let code = number(answer.outcome().and_then(|outcome: &Outcome<'_>| outcome.code));
                Self::Answer { line, code, error: None, answer: Some(answer) }
            }
            Err(RequestError::Refused { code, answer }) => {
                Self::Answer { line, code: number(Some(*code)), error: None, answer: Some(answer) }
            }
            Err(error) => Self::Answer { line, code: None, error: Some(error.to_string()), answer: None },
        }
    }

    /// Makes the events of a request of the server.
    pub(super) fn of_request(request: &'e Primitive<'static>) -> Vec<Self> {
        match request {
            Primitive::NewMessage(new) => {
                let NewMessage { message_info, content_data, .. } = &**new;
                vec![Self::Message {
                    from: message_info.sender.as_ref().and_then(sender),
                    text: content_data.as_ref().and_then(|data| data.as_text()),
                    id: message_info.message_id.as_ref().map(MessageId::as_str),
                    request,
                }]
            }
            Primitive::PresenceNotificationRequest(notice) => {
                let presence = notice.presence.iter().map(|presence| Self::Presence {
                    user: presence.user_id.as_ref().map(UserId::as_str),
                    presence: &presence.presence_sub_list,
                });
                presence.collect()
            }
            request => vec![Self::Request { request }],
        }
    }

    /// The name of the event, as scripts see it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::LoggedIn { .. } => "logged-in",
            Self::LoginFailed { .. } => "login-failed",
            Self::Answer { .. } => "answer",
            Self::Message { .. } => "message",
            Self::Presence { .. } => "presence",
            Self::Request { .. } => "request",
            Self::BadCommand { .. } => "bad-command",
            Self::Ended { .. } => "ended",
        }
    }

    /// Writes the event as a line, at once.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        out.write_all(&line)?;
        out.flush()
    }
}

/// The address of a sender: of a user, or the name in a group.
fn sender(sender: &Sender<'_>) -> Option<String> {
    use oma_imps::csp::common::GroupOrMember;
    match &sender.party {
        Party::User(user) => user.user_id.as_ref().map(|user| user.as_str().to_owned()),
        Party::Group(group) => Some(match &group.member {
            GroupOrMember::Member(name) => format!("{} in {}", name.name, name.group_id.as_str()),
            GroupOrMember::Group(group) => group.as_str().to_owned(),
        }),
    }
}

//! Checks the layers around a primitive: session, transaction and direction.

use super::{Role, rules};
use crate::{Direction, Primitive, PrimitiveKind, PrimitiveRow};
use alloc::format;
use alloc::string::String;
use imps_core::validate::{Findings, Place, Severity};
use imps_core::{Tag, Value, Version, tag};

/// The state of the message so far.
#[derive(Debug)]
pub(super) struct EnvelopeChecks {
    /// The author: stated, or inferred from the first primitive.
    role: Option<Role>,
    session_type: Option<String>,
    session_id: Option<SessionId>,
    transaction: Transaction,
    /// The first flag that only servers may set, while the author is unknown.
    flag: Option<Flag>,
}

/// The first `SessionID`. `SessionType` decides whether it is allowed, and may come after it.
#[derive(Debug)]
struct SessionId {
    is_blank: bool,
    offset: usize,
    path: String,
}

#[derive(Debug, Default)]
struct Transaction {
    mode: Option<String>,
    id: Option<String>,
    /// Whether the whole descriptor was read.
    described: bool,
}

#[derive(Debug)]
struct Flag {
    name: String,
    offset: usize,
    path: String,
}

impl EnvelopeChecks {
    pub(super) fn new(role: Option<Role>) -> Self {
        Self { role, session_type: None, session_id: None, transaction: Transaction::default(), flag: None }
    }

    pub(super) fn start(&mut self, place: &Place<'_>, findings: &mut Findings) {
        match place.tag() {
            tag::Transaction => self.transaction = Transaction::default(),
            _ if place.parent() == tag::TransactionContent => self.primitive(place, findings),
            _ => {}
        }
    }

    pub(super) fn leaf(&mut self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
        let text = || value.clone().into_text().ok().map(|text| String::from(text.trim()));
        match (place.parent(), place.tag()) {
            (tag::SessionDescriptor, tag::SessionType) => self.session_type = text(),
            (tag::SessionDescriptor, tag::SessionID) => {
                let is_blank = value.is_blank();
                self.session_id.get_or_insert_with(|| SessionId {
                    is_blank,
                    offset: place.offset,
                    path: place.path(),
                });
            }
            (tag::TransactionDescriptor, tag::TransactionMode) => self.transaction.mode = text(),
            (tag::TransactionDescriptor, tag::TransactionID) => self.transaction.id = text(),
            (tag::TransactionDescriptor | tag::Session, tag::Poll | tag::CIR) => self.flag(place, findings),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, place: &Place<'_>, findings: &mut Findings) {
        match place.tag() {
            tag::SessionDescriptor => self.session_id(place, findings),
            tag::TransactionDescriptor => self.transaction.described = true,
            tag::Session => self.late_flag(findings),
            _ => {}
        }
    }

    /// Inside a session the identifier must be present and not empty; outside it must be absent.
    fn session_id(&self, place: &Place<'_>, findings: &mut Findings) {
        const RULE: &str = rules::SESSION_ID;
        match (self.session_type.as_deref(), &self.session_id) {
            (Some("Inband"), None | Some(SessionId { is_blank: true, .. })) => {
                findings.add(RULE, Severity::Error, place, "Inband without SessionID", "");
            }
            (Some("Outband"), Some(id)) => {
                let (found, expected) = ("SessionID with Outband", "no SessionID outside of sessions");
                findings.add_at(RULE, Severity::Error, id.offset, id.path.clone(), found, expected);
            }
            _ => {}
        }
    }

    /// Checks the primitive against its envelope.
    fn primitive(&mut self, place: &Place<'_>, findings: &mut Findings) {
        self.session_type(place, findings);
        if self.transaction.described {
            self.transaction_id(place, findings);
        }
        if let Some(row) = Primitive::ROWS.iter().find(|row| row.tag == place.tag()) {
            self.mode(row, place, findings);
            self.direction(row, place, findings);
        }
    }

    /// Login and provider information happen outside of sessions. Any failure may be reported
    /// there, too.
    fn session_type(&self, place: &Place<'_>, findings: &mut Findings) {
        const LOGIN: [Tag; 2] = [tag::Login_Request, tag::Login_Response];
        const OUTSIDE: [Tag; 5] = [
            tag::GetSPInfo_Request,
            tag::GetSPInfo_Response,
            tag::Status,
            tag::Extended_Request,
            tag::Extended_Response,
        ];
        let primitive = place.tag();
        let expected = match self.session_type.as_deref() {
            Some("Outband") if !LOGIN.contains(&primitive) && !OUTSIDE.contains(&primitive) => "Inband",
            Some("Inband") if LOGIN.contains(&primitive) => "Outband",
            _ => return,
        };
        let found = self.session_type.clone().unwrap_or_default();
        let found = format!("{} in a message of SessionType {found}", place.name());
        findings.add(rules::SESSION_TYPE, Severity::Warning, place, found, format!("SessionType {expected}"));
    }

    fn transaction_id(&self, place: &Place<'_>, findings: &mut Findings) {
        let id = self.transaction.id.as_deref().unwrap_or_default();
        if place.tag() == tag::Polling_Request {
            if !id.is_empty() {
                let found = "a TransactionID";
                findings.add(
                    rules::POLLING_ID,
                    Severity::Warning,
                    place,
                    found,
                    "an empty TransactionID for polling",
                );
            }
        } else if id.is_empty() {
            let found = format!("{} without TransactionID", place.name());
            findings.add(rules::TRANSACTION_ID, Severity::Error, place, found, "");
        }
    }

    fn mode(&self, row: &PrimitiveRow, place: &Place<'_>, findings: &mut Findings) {
        // In the example of 1.1 it has mode Response with its own id; clients of 1.2 send mode
        // Request.
        let either = place.tag() == tag::PresenceAuth_User && place.version == Version::V1_1;
        let expected = match (self.transaction.mode.as_deref(), row.kind) {
            _ if either => return,
            (Some("Request"), PrimitiveKind::Response | PrimitiveKind::Status) => "Response",
            (Some("Response"), PrimitiveKind::Request) => "Request",
            _ => return,
        };
        let found =
            format!("{} in mode {}", place.name(), self.transaction.mode.as_deref().unwrap_or_default());
        findings.add(rules::MODE, Severity::Error, place, found, format!("mode {expected}"));
    }

    fn direction(&mut self, row: &PrimitiveRow, place: &Place<'_>, findings: &mut Findings) {
        let sender = match row.direction {
            Some(Direction::ClientToServer) => Role::Client,
            Some(Direction::ServerToClient) => Role::Server,
            Some(Direction::Both) | None => return,
        };
        let role = *self.role.get_or_insert(sender);
        if role != sender {
            let found = format!("{} from a {}", place.name(), role.as_str());
            let expected = format!("{} only from a {}", place.name(), sender.as_str());
            findings.add(rules::DIRECTION, Severity::Error, place, found, expected);
        }
    }

    fn flag(&mut self, place: &Place<'_>, findings: &mut Findings) {
        match self.role {
            Some(Role::Client) => {
                refuse_flag(place.name(), findings, |rule, found, expected, findings| {
                    findings.add(rule, Severity::Error, place, found, expected);
                });
            }
            Some(Role::Server) => {}
            None => {
                self.flag.get_or_insert_with(|| Flag {
                    name: place.name().into(),
                    offset: place.offset,
                    path: place.path(),
                });
            }
        }
    }

    /// Checks the flag that came before the author was known.
    fn late_flag(&mut self, findings: &mut Findings) {
        if let Some(flag) = self.flag.take()
            && self.role == Some(Role::Client)
        {
            refuse_flag(&flag.name, findings, |rule, found, expected, findings| {
                findings.add_at(rule, Severity::Error, flag.offset, flag.path, found, expected);
            });
        }
    }
}

fn refuse_flag(
    name: &str,
    findings: &mut Findings,
    add: impl FnOnce(&'static str, String, &'static str, &mut Findings),
) {
    add(rules::SERVER_FLAG, format!("{name} from a client"), "it only in messages of servers", findings);
}

/// The flag moved with 1.2. This has its own rule because many implementations get it wrong.
pub(super) fn rename_poll_findings(findings: &mut Findings) {
    for finding in findings.as_mut_slice() {
        if finding.rule == "not-in-version" && finding.path.ends_with("/Poll") {
            finding.rule = rules::POLL_PLACE;
            finding.severity = Severity::Error;
        }
    }
}

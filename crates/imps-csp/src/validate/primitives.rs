//! Checks children that need or exclude each other in ways that the models cannot express.

use super::rules;
use alloc::vec::Vec;
use imps_core::validate::{Findings, Place, Severity};
use imps_core::{Tag, Value, tag};

/// The children that the rules use.
const CHILDREN_OF_RULES: [Tag; 8] = [
    tag::Password,
    tag::DigestBytes,
    tag::DigestSchema,
    tag::SessionID,
    tag::Nonce,
    tag::GroupID,
    tag::URLList,
    tag::ApplicationID,
];

/// The content of the current primitive so far.
#[derive(Debug, Default)]
pub(super) struct PrimitiveChecks {
    /// The children that the rules use, each once.
    present: Vec<Tag>,
    code: Option<u32>,
    invite: Option<Invited>,
    /// Whether the search is for users; otherwise it is for groups.
    searches_users: Option<bool>,
    segment_count: Option<u32>,
}

/// The purpose of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Invited {
    Group,
    Content,
    Application,
}

impl PrimitiveChecks {
    pub(super) fn start(&mut self, place: &Place<'_>) {
        if place.parent() == tag::TransactionContent {
            *self = Self::default();
        }
        self.record(place);
    }

    pub(super) fn leaf(&mut self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
        self.record(place);
        match (place.parent(), place.tag()) {
            (tag::Result, tag::Code) if place.ancestor(2) == tag::Login_Response => {
                self.code = value.integer().ok();
            }
            (tag::Invite_Request | tag::InviteUser_Request, tag::InviteType) => {
                self.invite = invited(value);
            }
            (_, tag::SearchElement) => self.search(place, value, findings),
            (tag::SegmentInfo, tag::SegmentCount) => self.segment_count = value.integer().ok(),
            (tag::SegmentID, tag::SegmentReference) => self.segment(place, value, findings),
            _ => {}
        }
    }

    /// Records a child of the primitive.
    fn record(&mut self, place: &Place<'_>) {
        let is_child = place.ancestor(2) == tag::TransactionContent;
        if is_child && CHILDREN_OF_RULES.contains(&place.tag()) && !self.has(place.tag()) {
            self.present.push(place.tag());
        }
    }

    fn has(&self, child: Tag) -> bool {
        self.present.contains(&child)
    }

    pub(super) fn end(&mut self, place: &Place<'_>, findings: &mut Findings) {
        match place.tag() {
            tag::Login_Request => self.check_login_request(place, findings),
            tag::Login_Response => self.check_login_response(place, findings),
            tag::Invite_Request | tag::InviteUser_Request => self.check_invitation(place, findings),
            tag::SegmentInfo => self.segment_count = None,
            _ => {}
        }
    }

    fn check_login_request(&self, place: &Place<'_>, findings: &mut Findings) {
        let (found, expected) = if self.has(tag::Password) && self.has(tag::DigestBytes) {
            ("Password and DigestBytes", "the password or its digest, not both")
        } else if ![tag::Password, tag::DigestBytes, tag::DigestSchema, tag::SessionID]
            .iter()
            .any(|it| self.has(*it))
        {
            ("neither Password nor DigestBytes nor DigestSchema", "one of them")
        } else {
            return;
        };
        findings.add(rules::LOGIN_SECRET, Severity::Warning, place, found, expected);
    }

    fn check_login_response(&self, place: &Place<'_>, findings: &mut Findings) {
        let (found, expected) = match self.code {
            Some(200) if !self.has(tag::SessionID) && !self.has(tag::Nonce) => {
                ("200 without SessionID and Nonce", "the session, or a challenge")
            }
            Some(401) if !self.has(tag::Nonce) => ("401 without Nonce", "a challenge"),
            _ => return,
        };
        findings.add(rules::LOGIN_ANSWER, Severity::Warning, place, found, expected);
    }

    fn check_invitation(&self, place: &Place<'_>, findings: &mut Findings) {
        let (found, expected) = match self.invite {
            Some(Invited::Group) if !self.has(tag::GroupID) => {
                ("an invitation to a group that is not named", "GroupID")
            }
            Some(Invited::Content) if !self.has(tag::URLList) => {
                ("an invitation to content that is not named", "URLList")
            }
            Some(Invited::Application) if !self.has(tag::ApplicationID) => {
                ("an invitation to an application that is not named", "ApplicationID")
            }
            _ => return,
        };
        findings.add(rules::INVITE_PAYLOAD, Severity::Error, place, found, expected);
    }

    fn search(&mut self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
        let element = value.clone().into_text().unwrap_or_default();
        let users = match element.trim() {
            element if element.starts_with("USER_") => true,
            element if element.starts_with("GROUP_") => false,
            _ => return,
        };
        if *self.searches_users.get_or_insert(users) != users {
            let found = "users and groups in one search";
            findings.add(rules::SEARCH_MIXED, Severity::Warning, place, found, "users or groups");
        }
    }

    fn segment(&self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
        if let (Some(count), Ok(reference)) = (self.segment_count, value.integer())
            && reference > count
        {
            let found = alloc::format!("segment {reference} of {count}");
            findings.add(rules::SEGMENT, Severity::Warning, place, found, "one of the segments");
        }
    }
}

fn invited(value: &Value<'_>) -> Option<Invited> {
    match value.clone().into_text().unwrap_or_default().trim() {
        "GR" | "GM" => Some(Invited::Group),
        "SC" => Some(Invited::Content),
        "AP" => Some(Invited::Application),
        _ => None,
    }
}

//! The commands of a script.

use oma_imps::Version;
use oma_imps::csp::address::AddressForm;
use oma_imps::csp::common::{Group, Recipient, User};
use oma_imps::csp::messaging::SendMessageRequest;
use oma_imps::csp::presence::{SubscribePresenceRequest, UpdatePresenceRequest};
use oma_imps::csp::{ContactListId, GroupId, Primitive, UserId};
use oma_imps::presence::{PresenceSubList, StatusText, UserAvailability};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// A command.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Command {
    Send {
        to: String,
        text: String,
        #[serde(default)]
        report: bool,
    },
    Presence {
        text: Option<String>,
        availability: Option<String>,
    },
    Watch {
        users: Vec<String>,
    },
    Request {
        request: Primitive<'static>,
    },
    Wait {
        seconds: u64,
        #[serde(rename = "for")]
        event: Option<String>,
    },
    Logout {},
}

/// The end of a wait.
#[derive(Debug)]
pub(super) struct Wait {
    pub(super) until: Duration,
    /// The name of an event that ends it early.
    pub(super) event: Option<String>,
}

impl Wait {
    /// Takes an event that it waits for, if there is one.
    pub(super) fn takes(&self, untaken: &mut BTreeMap<&'static str, u64>) -> bool {
        let count = self.event.as_deref().and_then(|event| untaken.get_mut(event));
        count.is_some_and(|count| {
            let is_there = *count > 0;
            *count = count.saturating_sub(1);
            is_there
        })
    }
}

impl Command {
    /// Makes the request. The error is for people.
    pub(super) fn into_request(self, version: Version) -> Result<Primitive<'static>, String> {
        match self {
            Self::Send { to, text, report } => {
                let to = recipient(&to)?;
                Ok(SendMessageRequest::text(to, text).with_report(report).into())
            }
            Self::Presence { text, availability } => {
                let list = PresenceSubList {
                    status_text: text.map(StatusText::new),
                    user_availability: availability.map(UserAvailability::new),
                    ..PresenceSubList::default()
                };
                Ok(UpdatePresenceRequest {
                    presence_sub_list: Box::new(list),
                    ..UpdatePresenceRequest::default()
                }
                .into())
            }
            Self::Watch { users } => {
                let users = users.into_iter().map(UserId::from);
                Ok(SubscribePresenceRequest::default().with_user_ids(version, users).into())
            }
            Self::Request { request } => Ok(request),
            Self::Wait { .. } | Self::Logout {} => Err("not a request".into()),
        }
    }
}

/// The recipient of a message: a user, a contact list or private group of a user, or a public group.
/// Contact lists and private groups look alike, so a private group needs the command `request`.
fn recipient(to: &str) -> Result<Recipient<'static>, String> {
    let address = UserId::from(to.to_owned());
    match address.address().form() {
        Some(AddressForm::User) => Ok(Recipient::from_iter([User::new(address)])),
        Some(AddressForm::Owned) => {
            let contact_lists = vec![ContactListId::from(to.to_owned())];
            Ok(Recipient { contact_lists, ..Recipient::default() })
        }
        Some(_) => {
            let groups = vec![Group::from(GroupId::from(to.to_owned()))];
            Ok(Recipient { groups, ..Recipient::default() })
        }
        None => Err(format!("not an address: {to:?}")),
    }
}

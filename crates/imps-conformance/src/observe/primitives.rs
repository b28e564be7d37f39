//! The group of each primitive.

use super::Sent;
use crate::group::Group;
use crate::item::Side;
use oma_imps::csp::{Area, Direction, PrimitiveRow};
use oma_imps::imps_core::{Tag, tag};
use oma_imps::{CSP, Protocol, Version, csp, ssp};

/// The primitives of the mandatory groups: "login, logout, keep-alive, capability and service
/// negotiation, status, polling".
const BASIC: &[Tag] = &[
    tag::Status,
    tag::Login_Request,
    tag::Login_Response,
    tag::Logout_Request,
    tag::Disconnect,
    tag::KeepAlive_Request,
    tag::KeepAlive_Response,
    tag::ClientCapability_Request,
    tag::ClientCapability_Response,
    tag::Service_Request,
    tag::Service_Response,
    tag::Polling_Request,
];

/// The primitives that carry values of presence attributes.
const WITH_PRESENCE: &[Tag] =
    &[tag::UpdatePresence_Request, tag::PresenceNotification_Request, tag::GetPresence_Response];

/// The same between servers.
const WITH_PRESENCE_IN_SSP: &[Tag] = &[ssp::tag::PresenceNotification, ssp::tag::GetPresenceResponse];

/// The elements that open a session between servers.
const SET_UP: &[Tag] = &[ssp::tag::SendSecretToken, ssp::tag::LoginRequest, ssp::tag::LoginResponse];

/// A primitive that was found.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) name: &'static str,
    pub(super) group: Group,
    /// Whether it carries values of presence attributes.
    pub(super) has_presence: bool,
}

/// Finds the primitive of a message.
pub(super) fn find(sent: &Sent<'_>) -> Option<Found> {
    let vocabulary = sent.protocol.vocabulary();
    let tag = vocabulary.tag(sent.primitive)?;
    let (name, has) = (vocabulary.name(tag)?, |list: &[Tag]| list.contains(&tag));
    let (group, has_presence) = match sent.protocol {
        Protocol::Csp => {
            row(csp::Primitive::ROWS, tag)?;
            let group = match (sent.side, has(BASIC)) {
                (Side::Client, true) => Group::CSP_MCF,
                (Side::Client, false) => Group::CSP_OCF,
                (Side::Server, true) => Group::CSP_MSF,
                (Side::Server, false) => Group::CSP_OSF,
            };
            (group, has(WITH_PRESENCE))
        }
        _ if has(SET_UP) => (Group::SSP_MSF, false),
        _ => (between_servers(row(ssp::Primitive::ROWS, tag)?), has(WITH_PRESENCE_IN_SSP)),
    };
    Some(Found { name, group, has_presence })
}

fn row(rows: &'static [PrimitiveRow], tag: Tag) -> Option<&'static PrimitiveRow> {
    rows.iter().find(|row| row.tag == tag)
}

/// "Set-up, relay" is mandatory. The relay of one server shows the confirmed primitives.
fn between_servers(row: &PrimitiveRow) -> Group {
    if row.confirmed { Group::SSP_MSF } else { Group::SSP_OSF }
}

/// The primitives of 1.3 that the side of a group sends.
pub(super) fn of(group: Group) -> impl Iterator<Item = &'static str> {
    let of_clients = csp::Primitive::ROWS.iter().filter(move |row| {
        let is_sender = match (row.direction, group.side()) {
            (Some(Direction::ClientToServer), side) => side == Side::Client,
            (Some(Direction::ServerToClient), side) => side == Side::Server,
            (Some(Direction::Both) | None, _) => true,
        };
        let is_basic = BASIC.contains(&row.tag);
        let is_in = match group {
            Group::CSP_MCF | Group::CSP_MSF => is_basic,
            Group::CSP_OCF | Group::CSP_OSF => !is_basic,
            Group::TRANSPORT_MCF => row.tag == tag::Polling_Request,
            Group::PA_MCF | Group::PA_MSF | Group::PA_XMLS_MCF | Group::PA_XMLS_MSF => {
                WITH_PRESENCE.contains(&row.tag)
            }
            _ => false,
        };
        // Nobody needs additions of vendors.
        let is_standard = row.area != Area::Extension;
        is_in && is_sender && is_standard && row.versions.contains(Version::V1_3)
    });
    let of_servers = ssp::Primitive::ROWS.iter().filter(move |row| {
        let is_of_group = between_servers(row) == group;
        is_of_group && row.versions.contains(Version::V1_3)
    });
    let set_up = SET_UP.iter().filter(move |_| group == Group::SSP_MSF);
    let of_clients = of_clients.filter_map(|row| CSP.name(row.tag));
    let of_servers = of_servers.map(|row| &row.tag).chain(set_up).filter_map(|tag| ssp::SSP.name(*tag));
    of_clients.chain(of_servers)
}

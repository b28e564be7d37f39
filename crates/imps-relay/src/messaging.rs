//! Messages and reports of their delivery.

use crate::content::{ClientContent, csp_content, csp_date_time, csp_time, ssp_content, ssp_time};
use crate::entities::{
    address_of, csp_party, csp_user_id, party_in_other_domain, recipient_of, ssp_parties, ssp_party,
};
use crate::incoming::{Incoming, acting};
use crate::losses::{Reason, Walk};
use crate::results::{csp_result, ssp_status};
use crate::routing::{addressees, meta_info, per_domain, speaker};
use crate::{Outgoing, RelayError, Route};
use alloc::string::String;
use alloc::vec::Vec;
use imps_core::Version;
use imps_csp as csp;
use imps_csp::domain;
use imps_ssp::common::{GroupId, Party, YesNo};
use imps_ssp::messaging::{
    ContentData, DeliveryResult, DeliveryStatusReport, DisplayedSender, MessageInfo, Recipient,
    SendMessageRequest, SendMessageResponse, Sender, SenderDisplay, SenderParty,
};

/// Converts a message for users and groups of other domains: one request per domain.
pub(super) fn ssp_send_message<'a>(
    walk: &mut Walk<'_>,
    request: &csp::messaging::SendMessageRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::messaging::SendMessageRequest { delivery_report, message_info, content_data, extensions } =
        request;
    walk.lose_extensions(extensions);
    let meta_info = meta_info(walk, route);
    let content = match content_data {
        Some(data) => {
            let csp::messaging::MessageInfo { content_type, content_encoding, .. } = message_info;
            let content =
                |walk: &mut Walk<'_>| ssp_content(walk, content_type.as_ref(), content_encoding, data);
            Some(walk.inside("MessageInfo", content)?)
        }
        None => None,
    };
    let size = content.as_ref().and_then(|(_, size)| *size);
    let content_data = content.map(|(content, _)| content);
    let (info, parties) = walk.one("MessageInfo", message_info, |walk, info| {
        let parties =
            walk.maybe("Recipient", &info.recipient, |walk, it| ssp_parties(walk, it, party_in_other_domain));
        // Clients omit the sender: it is the logged-in user.
        let sender = speaker(walk, &info.sender, route);
        (ssp_message_info(walk, info, size, sender), parties.unwrap_or_default())
    });
    per_domain(parties, |parties| SendMessageRequest {
        delivery_report: YesNo::from(delivery_report.unwrap_or_default()),
        meta_info: meta_info.clone(),
        message_info: MessageInfo { recipients: recipients(parties), ..info.clone() },
        content_data: content_data.clone(),
        ..SendMessageRequest::default()
    })
}

fn recipients(parties: Vec<Party<'_>>) -> Vec<Recipient<'_>> {
    parties.into_iter().map(Recipient::from).collect()
}

/// Converts the description of a message, without its recipients. `size` is the size of the
/// content.
fn ssp_message_info<'a>(
    walk: &mut Walk<'_>,
    info: &csp::messaging::MessageInfo<'a>,
    size: Option<u32>,
    sender: Option<Party<'a>>,
) -> MessageInfo<'a> {
    let csp::messaging::MessageInfo {
        message_id,
        message_uri,
        content_type,
        content_encoding,
        content_size,
        ..
    } = info;
    let csp::messaging::MessageInfo {
        content_name, recipient: _, sender: _, date_time, font, validity, ..
    } = info;
    let csp::messaging::MessageInfo { ext_block_etem, extensions, .. } = info;
    if size.is_some_and(|size| *content_size != Some(size)) {
        walk.lost("ContentSize", content_size, Reason::Recomputed);
    }
    if size.is_none() {
        // Without content there is nothing to encode.
        walk.lost("ContentEncoding", content_encoding, Reason::NoPlace);
    }
    walk.lost("Font", font, Reason::NoPlace);
    walk.lost("ExtBlockETEM", ext_block_etem, Reason::NoPlace);
    walk.lose_extensions(extensions);
    MessageInfo {
        message_id: message_id.clone(),
        message_uri: message_uri.clone(),
        content_type: content_type.clone(),
        content_name: content_name.clone(),
        content_size: size.or(*content_size),
        validity: *validity,
        sender: sender.map(ssp_sender).unwrap_or_default(),
        date_time: date_time.as_ref().map(|time| ssp_time(time).into()),
        ..MessageInfo::default()
    }
}

/// Converts a sender. A sender in a group appears by name, or as the group.
fn ssp_sender(party: Party<'_>) -> Sender<'_> {
    let (group, shown) = match party {
        Party::User(user) => return user.into(),
        Party::Group(group) => (group.clone(), DisplayedSender::Group(group)),
        Party::ScreenName(name) => (GroupId::from(name.group_id.clone()), DisplayedSender::ScreenName(name)),
    };
    let sender_display = Some(SenderDisplay { sender: shown, ..SenderDisplay::default() });
    Sender { party: SenderParty::Group(group), sender_display, ..Sender::default() }
}

/// Converts a sender for clients. The form in which it appears overrules the rest.
fn csp_sender<'a>(walk: &mut Walk<'_>, sender: &Sender<'a>) -> (csp::common::Sender<'a>, String) {
    let Sender { party, sender_display, extensions } = sender;
    walk.lose_extensions(extensions);
    let plain = match party {
        SenderParty::User(user) => Party::User(user.clone()),
        SenderParty::Group(group) => Party::Group(group.clone()),
    };
    let shown = sender_display.as_ref().map(|display| &display.sender);
    let party = match shown {
        None => plain.clone(),
        Some(DisplayedSender::User(user)) => Party::User(user.user_id.clone().into()),
        Some(DisplayedSender::Group(group)) => Party::Group(group.clone()),
        Some(DisplayedSender::ScreenName(name)) => Party::ScreenName(name.clone()),
        Some(DisplayedSender::Name(_)) => {
            // A name alone is not an address.
            walk.lost("SenderDisplay", sender_display, Reason::NoPlace);
            plain.clone()
        }
    };
    let address = String::from(address_of(&party));
    if matches!(shown, None | Some(DisplayedSender::Name(_))) {
        return (csp_party(walk, &party), address);
    }
    let says_more = match (&plain, &party) {
        (Party::Group(group), _) => {
            address_of(&party) != group.group_id.as_str() || !group.extensions.is_empty()
        }
        (plain, party) => plain != party,
    };
    if says_more {
        walk.inside(if matches!(plain, Party::User(_)) { "User" } else { "GroupID" }, |walk| {
            walk.lose(Reason::Overruled);
        });
    }
    let sender = walk.inside("SenderDisplay", |walk| {
        if let Some(display) = sender_display {
            walk.lose_extensions(&display.extensions);
        }
        match shown {
            Some(DisplayedSender::User(user)) => {
                walk.inside("UserID", |walk| csp::common::User::new(csp_user_id(walk, user)).into())
            }
            _ => csp_party(walk, &party),
        }
    });
    (sender, address)
}

/// The side to which the parties belong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parties {
    /// The peer speaks for the sender.
    OfMessage,
    /// The peer speaks for the recipients, or for the sender if it writes the parties exchanged.
    OfReport,
}

/// Converts the description of a message for clients.
fn csp_message_info<'a>(
    walk: &mut Walk<'_>,
    info: &MessageInfo<'a>,
    parties: Parties,
    content: Option<&ContentData<'a>>,
    encoded: &Option<ClientContent<'a>>,
) -> Result<csp::messaging::MessageInfo<'a>, RelayError> {
    let MessageInfo { message_id, message_uri, content_type, content_name, content_size, .. } = info;
    let MessageInfo { validity, recipients, sender, date_time, extensions, .. } = info;
    walk.lose_extensions(extensions);
    let size = encoded.as_ref().and_then(|content| content.size);
    if size.is_some() && size != *content_size {
        walk.lost("@contentSize", content_size, Reason::Recomputed);
    }
    let (sender, address) = walk.one("Sender", sender, csp_sender);
    let is_from_peer = walk.context.is_peer(&address);
    if parties == Parties::OfMessage {
        walk.of_peer(&address)?;
    }
    let served: Vec<_> = walk.each("Recipient", recipients, |walk, recipient| {
        let Recipient { party, recipient_display, extensions } = recipient;
        walk.lost("RecipientDisplay", recipient_display, Reason::NoPlace);
        walk.lose_extensions(extensions);
        let is_kept = if is_from_peer { walk.serves_party(party) } else { walk.is_told_of(party) };
        is_kept.then(|| csp_party(walk, party))
    });
    let served: Vec<_> = served.into_iter().flatten().collect();
    if let ([], false, Some(first)) = (served.as_slice(), is_from_peer, recipients.first()) {
        // Fail if the report concerns no user of the peer.
        walk.of_peer(&address_of(&first.party))?;
    }
    let mut recipient = csp::common::Recipient::default();
    for party in walk.somebody(served)? {
        let csp::common::Recipient { users, groups, .. } = recipient_of(party);
        recipient.users.extend(users);
        recipient.groups.extend(groups);
    }
    let date_time = walk.maybe("DateTime", date_time, csp_date_time).flatten();
    let type_of_content = content.map(|content| &content.content_type);
    let mut info = csp::messaging::MessageInfo {
        message_id: message_id.clone(),
        message_uri: message_uri.clone(),
        content_type: content_type.as_ref().or(type_of_content).cloned(),
        content_encoding: encoded.as_ref().and_then(|content| content.encoding.clone()),
        content_size: size.or(*content_size),
        recipient: Some(recipient),
        sender: Some(sender),
        date_time,
        validity: *validity,
        ..csp::messaging::MessageInfo::default()
    };
    if walk.context.version < Version::V1_3 {
        walk.lost("@contentName", content_name, Reason::NoPlace);
    } else {
        info.content_name.clone_from(content_name);
    }
    Ok(info)
}

pub(super) fn csp_send_message<'a>(
    walk: &mut Walk<'_>,
    request: &SendMessageRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let SendMessageRequest { delivery_report, meta_info, message_info, content_data, extensions } = request;
    let sender = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let encoded = walk.maybe("ContentData", content_data, csp_content).transpose()?;
    if let (Some(stated), Some(content)) = (&message_info.content_type, content_data)
        && content.content_type != *stated
    {
        walk.inside("ContentData/@contentType", |walk| walk.lose(Reason::Overruled));
    }
    let content = content_data.as_ref();
    let message_info = walk.one("MessageInfo", message_info, |walk, info| {
        csp_message_info(walk, info, Parties::OfMessage, content, &encoded)
    })?;
    let request = csp::messaging::SendMessageRequest {
        delivery_report: Some(delivery_report.is_yes()),
        message_info,
        content_data: encoded.map(|content| content.data),
        ..csp::messaging::SendMessageRequest::default()
    };
    Ok(Incoming::new(sender, request))
}

/// Converts the answer to a message from a peer.
pub(super) fn ssp_send_message_response<'a>(
    walk: &mut Walk<'_>,
    response: &csp::messaging::SendMessageResponse<'a>,
    request: &csp::messaging::SendMessageRequest<'a>,
) -> SendMessageResponse<'a> {
    let csp::messaging::SendMessageResponse { result, message_id, extensions } = response;
    walk.lose_extensions(extensions);
    let status = walk.one("Result", result, ssp_status);
    let message_id = message_id.as_ref().or(request.message_info.message_id.as_ref());
    SendMessageResponse { message_id: message_id.cloned().unwrap_or_default(), status, ..Default::default() }
}

pub(super) fn csp_send_message_response<'a>(
    walk: &mut Walk<'_>,
    response: &SendMessageResponse<'a>,
    request: &csp::messaging::SendMessageRequest<'static>,
) -> csp::messaging::SendMessageResponse<'a> {
    let SendMessageResponse { message_id, status, extensions } = response;
    // The peer speaks only of the message that it was asked to deliver.
    let asked = request.message_info.message_id.as_ref();
    if asked.is_some_and(|asked| asked != message_id) {
        walk.lost("@messageID", message_id, Reason::Overruled);
    }
    walk.lose_extensions(extensions);
    let result = walk.one("Status", status, csp_result);
    let message_id = Some(asked.unwrap_or(message_id).clone());
    csp::messaging::SendMessageResponse { result, message_id, ..Default::default() }
}

/// Converts a report for the sender of the message: for the addressees, or else for the recipients
/// that it names.
pub(super) fn ssp_delivery_report<'a>(
    walk: &mut Walk<'_>,
    report: &csp::messaging::DeliveryReportRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::messaging::DeliveryReportRequest { result, delivery_time, message_info, extensions } = report;
    walk.lose_extensions(extensions);
    let meta_info = meta_info(walk, route);
    let status = walk.one("Result", result, ssp_status);
    let (info, named) = walk.one("MessageInfo", message_info, |walk, info| {
        let everybody = |_: &mut Walk<'_>, party| Some(party);
        let named = walk.maybe("Recipient", &info.recipient, |walk, it| ssp_parties(walk, it, everybody));
        // The reported message usually belongs to another user.
        let sender = walk.maybe("Sender", &info.sender, ssp_party).flatten();
        let known = |walk: &mut Walk<'_>| speaker(walk, &None, route);
        let sender = sender.or_else(|| known(walk));
        (ssp_message_info(walk, info, None, sender), named.unwrap_or_default())
    });
    let mut to = addressees(walk, route);
    if to.is_empty() {
        // A report names its recipient. The element depends on the writer.
        let sender = match &info.sender.party {
            SenderParty::User(user) => Some(user.user_id.clone()),
            SenderParty::Group(_) => None,
        };
        let users = named.iter().filter_map(|party| match party {
            Party::User(user) => Some(user.user_id.clone()),
            _ => None,
        });
        let is_in_other_domain =
            |user: &csp::UserId<'_>| user.address().domain().is_some_and(|it| !walk.context.is_own(it));
        let found = users.chain(sender).filter(is_in_other_domain);
        to =
            found.filter_map(|user| Some((domain::normal(user.address().domain()?), user.clone()))).collect();
    }
    per_domain(to, |_| DeliveryStatusReport {
        meta_info: meta_info.clone(),
        delivery_result: DeliveryResult { status: status.clone(), ..DeliveryResult::default() },
        delivery_time: delivery_time.as_ref().map(ssp_time),
        message_info: MessageInfo { recipients: recipients(named.clone()), ..info.clone() },
        ..DeliveryStatusReport::default()
    })
}

pub(super) fn csp_delivery_report<'a>(
    walk: &mut Walk<'_>,
    report: &DeliveryStatusReport<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let DeliveryStatusReport { meta_info, delivery_result, delivery_time, message_info, extensions } = report;
    let sender = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let result = walk.one("DeliveryResult", delivery_result, |walk, result| {
        walk.lose_extensions(&result.extensions);
        walk.one("Status", &result.status, csp_result)
    });
    let delivery_time = walk.maybe("DeliveryTime", delivery_time, csp_time).flatten();
    let message_info = walk.one("MessageInfo", message_info, |walk, info| {
        csp_message_info(walk, info, Parties::OfReport, None, &None)
    })?;
    let is_peers = |walk: &Walk<'_>, user: &csp::common::User<'_>| {
        user.user_id.as_ref().is_some_and(|id| walk.context.is_peer(id.as_str()))
    };
    let served = |walk: &mut Walk<'_>, user: &csp::common::User<'_>| {
        let bare = user.user_id.as_ref().map(|id| walk.context.ssp_user_id(id));
        bare.is_some_and(|bare| walk.serves(&bare))
    };
    // The report is for the sender of the message, or for the local recipients if the parties are
    // exchanged.
    let sent_by = match message_info.sender.as_ref().map(|sender| &sender.party) {
        Some(csp::common::Party::User(user)) if !is_peers(walk, user) => Some(&**user),
        _ => None,
    };
    let addressees = match sent_by {
        Some(user) if served(walk, user) => Vec::from([user.clone()]),
        Some(_) => Vec::new(),
        None => message_info.recipient.iter().flat_map(|it| it.users.clone()).collect(),
    };
    let addressees = walk.somebody(addressees)?;
    let report = csp::messaging::DeliveryReportRequest {
        result,
        delivery_time,
        message_info,
        ..csp::messaging::DeliveryReportRequest::default()
    };
    Ok(Incoming { addressees, ..Incoming::new(sender, report) })
}

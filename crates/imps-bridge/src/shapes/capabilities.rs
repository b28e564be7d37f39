//! The capabilities of a client: limits of content, character sets, bearers, and the answer.

use super::login::negotiating_client;
use crate::fit::fit;
use crate::losses::{Reason, Walk};
use imps_core::{Version, tag};
use imps_csp::service::{
    AgreedCapabilityList, CapabilityList, CirHttpAddress, CirUrl, ClientCapabilityRequest,
    ClientCapabilityResponse,
};
use imps_csp::{ClientType, DeliveryMethod, SupportedBearer};

/// 1.1 and 1.2 require limits. A client of 1.3 that states none has none.
const NO_LIMIT: u32 = u32::MAX;

pub(crate) fn capability_request<'a>(walk: &mut Walk<'a>, request: &mut ClientCapabilityRequest<'a>) {
    let ClientCapabilityRequest { client_id, capability_list, extensions: _ } = request;
    negotiating_client(walk, client_id);
    let list = capability_list.get_or_insert_default();
    walk.inside("CapabilityList", |walk| capabilities(walk, list));
}

/// The answer has the whole list in 1.1, and the agreed capabilities later.
pub(crate) fn capability_response<'a>(walk: &mut Walk<'a>, answer: &mut ClientCapabilityResponse<'a>) {
    let ClientCapabilityResponse { client_id, capability_list, agreed_capability_list, extensions: _ } =
        answer;
    negotiating_client(walk, client_id);
    if walk.since(Version::V1_2) {
        let agreed = agreed_capability_list.get_or_insert_default();
        if let Some(list) = capability_list.take() {
            walk.inside("CapabilityList", |walk| agree(walk, *list, agreed));
        }
        walk.inside("AgreedCapabilityList", |walk| agreed_capabilities(walk, agreed));
    } else {
        let list = capability_list.get_or_insert_default();
        if let Some(agreed) = agreed_capability_list.take() {
            walk.inside("AgreedCapabilityList", |walk| disagree(walk, *agreed, list));
        }
        walk.inside("CapabilityList", |walk| capabilities(walk, list));
    }
}

/// Clears the capabilities of a client that the server has agreed on otherwise.
pub(crate) fn yield_to(list: &mut CapabilityList<'_>, agreed: Option<&AgreedCapabilityList<'_>>) {
    let Some(agreed) = agreed else { return };
    if !agreed.supported_bearer.is_empty() {
        list.supported_bearer.clear();
    }
    if !agreed.supported_cir_method.is_empty() {
        list.supported_cir_method.clear();
    }
    if !agreed.accepted_content_type.is_empty() || agreed.any_content.is_some() {
        list.accepted_content_type.clear();
        list.any_content = None;
    }
    if !agreed.accepted_transfer_encoding.is_empty() {
        list.accepted_transfer_encoding.clear();
    }
    if agreed.accepted_pull_length.or(agreed.accepted_push_length).is_some() {
        list.accepted_content_length = None;
    }
    list.multi_trans.take_if(|_| agreed.multi_trans.is_some());
    list.server_poll_min.take_if(|_| agreed.server_poll_min.is_some());
    list.tcp_address.take_if(|_| agreed.tcp_address.is_some());
    list.tcp_port.take_if(|_| agreed.tcp_port.is_some());
    list.udp_port.take_if(|_| agreed.udp_port.is_some());
}

/// Moves limits and character sets, and states what 1.1 and 1.2 require.
fn capabilities(walk: &mut Walk<'_>, list: &mut CapabilityList<'_>) {
    let CapabilityList {
        client_type,
        initial_delivery_method,
        any_content,
        accepted_charset,
        accepted_content_type: _,
        accepted_pull_length,
        accepted_push_length,
        accepted_text_content_length: _,
        accepted_transfer_encoding: _,
        accepted_content_length,
        supported_bearer,
        multi_trans,
        multi_trans_per_message: _,
        offline_etem_handling: _,
        online_etem_handling: _,
        plain_text_charset,
        parser_size,
        supported_cir_method: _,
        udp_port: _,
        tcp_address: _,
        tcp_port: _,
        server_poll_min: _,
        default_language: _,
        supported_offline_bearer: _,
        session_priority: _,
        extensions: _,
    } = list;
    if walk.since(Version::V1_3) {
        plain_text_charset.append(accepted_charset);
        split_length(accepted_content_length, accepted_pull_length, accepted_push_length);
        bearers(walk, supported_bearer);
        return;
    }
    // Only a client that accepts any content states character sets beside it.
    if any_content.is_some() {
        accepted_charset.append(plain_text_charset);
    }
    join_length(walk, accepted_content_length, accepted_pull_length, accepted_push_length);
    accepted_content_length.get_or_insert(NO_LIMIT);
    client_type.get_or_insert(ClientType::Unspecified);
    initial_delivery_method.get_or_insert(DeliveryMethod::Push);
    multi_trans.get_or_insert(1);
    parser_size.get_or_insert(NO_LIMIT);
}

fn agreed_capabilities(walk: &mut Walk<'_>, list: &mut AgreedCapabilityList<'_>) {
    let AgreedCapabilityList {
        any_content: _,
        accepted_content_type: _,
        accepted_pull_length: _,
        accepted_push_length: _,
        accepted_text_content_length: _,
        accepted_transfer_encoding: _,
        cir_http_address,
        cir_sms_address: _,
        multi_trans: _,
        multi_trans_per_message: _,
        offline_etem_handling: _,
        online_etem_handling: _,
        server_poll_min: _,
        supported_bearer,
        supported_offline_bearer: _,
        supported_cir_method: _,
        tcp_address: _,
        tcp_port: _,
        udp_address: _,
        udp_port: _,
        cir_url,
        session_priority: _,
        user_session_limit: _,
        extensions: _,
    } = list;
    if walk.since(Version::V1_3) {
        bearers(walk, supported_bearer);
        if let Some(CirUrl { url, extensions }) = cir_url.take() {
            let mut moved = Some(CirHttpAddress { url: Some(url), extensions });
            walk.relocate("CIRURL", &mut moved, cir_http_address);
        }
    } else if let Some(CirHttpAddress { url: Some(url), extensions }) = cir_http_address.take() {
        walk.relocate("CIRHTTPAddress", &mut Some(CirUrl { url, extensions }), cir_url);
    }
}

/// Makes the agreed capabilities of the list of 1.1.
fn agree<'a>(walk: &mut Walk<'_>, list: CapabilityList<'a>, agreed: &mut AgreedCapabilityList<'a>) {
    let CapabilityList {
        mut client_type,
        mut initial_delivery_method,
        mut any_content,
        mut accepted_charset,
        mut accepted_content_type,
        mut accepted_pull_length,
        mut accepted_push_length,
        mut accepted_text_content_length,
        mut accepted_transfer_encoding,
        mut accepted_content_length,
        mut supported_bearer,
        mut multi_trans,
        mut multi_trans_per_message,
        mut offline_etem_handling,
        mut online_etem_handling,
        mut plain_text_charset,
        mut parser_size,
        supported_cir_method,
        mut udp_port,
        mut tcp_address,
        mut tcp_port,
        mut server_poll_min,
        mut default_language,
        supported_offline_bearer,
        mut session_priority,
        extensions,
    } = list;
    if walk.since(Version::V1_3) {
        bearers(walk, &mut supported_bearer);
    }
    agreed.supported_bearer.extend(supported_bearer);
    agreed.supported_cir_method.extend(supported_cir_method);
    agreed.supported_offline_bearer.extend(supported_offline_bearer);
    walk.relocate("TCPAddress", &mut tcp_address, &mut agreed.tcp_address);
    walk.relocate("TCPPort", &mut tcp_port, &mut agreed.tcp_port);
    walk.relocate("ServerPollMin", &mut server_poll_min, &mut agreed.server_poll_min);
    walk.clear("ClientType", &mut client_type);
    walk.clear("InitialDeliveryMethod", &mut initial_delivery_method);
    walk.clear("AcceptedCharSet", &mut accepted_charset);
    walk.clear("PlainTextCharset", &mut plain_text_charset);
    walk.clear("ParserSize", &mut parser_size);
    walk.clear("DefaultLanguage", &mut default_language);
    if walk.since(Version::V1_3) {
        split_length(&mut accepted_content_length, &mut accepted_pull_length, &mut accepted_push_length);
        agreed.accepted_content_type.append(&mut accepted_content_type);
        agreed.accepted_transfer_encoding.append(&mut accepted_transfer_encoding);
        walk.relocate("AnyContent", &mut any_content, &mut agreed.any_content);
        walk.relocate("AcceptedPullLength", &mut accepted_pull_length, &mut agreed.accepted_pull_length);
        walk.relocate("AcceptedPushLength", &mut accepted_push_length, &mut agreed.accepted_push_length);
        let text_length = &mut agreed.accepted_text_content_length;
        walk.relocate("AcceptedTextContentLength", &mut accepted_text_content_length, text_length);
        walk.relocate("MultiTrans", &mut multi_trans, &mut agreed.multi_trans);
        let per_message = &mut agreed.multi_trans_per_message;
        walk.relocate("MultiTransPerMessage", &mut multi_trans_per_message, per_message);
        walk.relocate("OfflineETEMHandling", &mut offline_etem_handling, &mut agreed.offline_etem_handling);
        walk.relocate("OnlineETEMHandling", &mut online_etem_handling, &mut agreed.online_etem_handling);
        walk.relocate("UDPPort", &mut udp_port, &mut agreed.udp_port);
        walk.relocate("SessionPriority", &mut session_priority, &mut agreed.session_priority);
    }
    walk.clear("AnyContent", &mut any_content);
    walk.clear("AcceptedContentType", &mut accepted_content_type);
    walk.clear("AcceptedContentLength", &mut accepted_content_length);
    walk.clear("AcceptedPullLength", &mut accepted_pull_length);
    walk.clear("AcceptedPushLength", &mut accepted_push_length);
    walk.clear("AcceptedTextContentLength", &mut accepted_text_content_length);
    walk.clear("AcceptedTransferEncoding", &mut accepted_transfer_encoding);
    walk.clear("MultiTrans", &mut multi_trans);
    walk.clear("MultiTransPerMessage", &mut multi_trans_per_message);
    walk.clear("OfflineETEMHandling", &mut offline_etem_handling);
    walk.clear("OnlineETEMHandling", &mut online_etem_handling);
    walk.clear("UDPPort", &mut udp_port);
    walk.clear("SessionPriority", &mut session_priority);
    walk.lose_extensions(&extensions);
}

/// Makes the list of 1.1 of the agreed capabilities.
fn disagree<'a>(walk: &mut Walk<'_>, agreed: AgreedCapabilityList<'a>, list: &mut CapabilityList<'a>) {
    let AgreedCapabilityList {
        mut any_content,
        accepted_content_type,
        mut accepted_pull_length,
        mut accepted_push_length,
        mut accepted_text_content_length,
        accepted_transfer_encoding,
        mut cir_http_address,
        mut cir_sms_address,
        mut multi_trans,
        mut multi_trans_per_message,
        mut offline_etem_handling,
        mut online_etem_handling,
        mut server_poll_min,
        supported_bearer,
        mut supported_offline_bearer,
        supported_cir_method,
        mut tcp_address,
        mut tcp_port,
        mut udp_address,
        mut udp_port,
        mut cir_url,
        mut session_priority,
        mut user_session_limit,
        extensions,
    } = agreed;
    join_length(
        walk,
        &mut list.accepted_content_length,
        &mut accepted_pull_length,
        &mut accepted_push_length,
    );
    for (index, mut content_type) in accepted_content_type.into_iter().enumerate() {
        walk.inside(format_args!("AcceptedContentType[{index}]"), |walk| {
            fit(walk, tag::AcceptedContentType, &mut content_type);
        });
        list.accepted_content_type.push(content_type);
    }
    list.accepted_transfer_encoding.extend(accepted_transfer_encoding);
    list.supported_bearer.extend(supported_bearer);
    for (index, method) in supported_cir_method.into_iter().enumerate() {
        // The declarations know the words of 1.1, but not the place in the source.
        if imps_core::Content::is_in(&method, walk.to) {
            list.supported_cir_method.push(method);
        } else {
            walk.lose_child(format_args!("SupportedCIRMethod[{index}]"), Reason::NotInVersion);
        }
    }
    walk.relocate("AnyContent", &mut any_content, &mut list.any_content);
    walk.relocate("MultiTrans", &mut multi_trans, &mut list.multi_trans);
    walk.relocate("ServerPollMin", &mut server_poll_min, &mut list.server_poll_min);
    walk.relocate("TCPAddress", &mut tcp_address, &mut list.tcp_address);
    walk.relocate("TCPPort", &mut tcp_port, &mut list.tcp_port);
    walk.relocate("UDPPort", &mut udp_port, &mut list.udp_port);
    walk.clear("AcceptedTextContentLength", &mut accepted_text_content_length);
    walk.clear("CIRHTTPAddress", &mut cir_http_address);
    walk.clear("CIRSMSAddress", &mut cir_sms_address);
    walk.clear("MultiTransPerMessage", &mut multi_trans_per_message);
    walk.clear("OfflineETEMHandling", &mut offline_etem_handling);
    walk.clear("OnlineETEMHandling", &mut online_etem_handling);
    walk.clear("SupportedOfflineBearer", &mut supported_offline_bearer);
    walk.clear("UDPAddress", &mut udp_address);
    walk.clear("CIRURL", &mut cir_url);
    walk.clear("SessionPriority", &mut session_priority);
    walk.clear("UserSessionLimit", &mut user_session_limit);
    walk.lose_extensions(&extensions);
}

/// One limit has become two.
fn split_length(length: &mut Option<u32>, pull: &mut Option<u32>, push: &mut Option<u32>) {
    let Some(length) = length.take() else { return };
    pull.get_or_insert(length);
    push.get_or_insert(length);
}

/// Keeps the lower of the two limits.
fn join_length(
    walk: &mut Walk<'_>,
    length: &mut Option<u32>,
    pull: &mut Option<u32>,
    push: &mut Option<u32>,
) {
    let lower = [*length, *pull, *push].into_iter().flatten().min();
    for (name, limit) in [("AcceptedPullLength", pull.take()), ("AcceptedPushLength", push.take())] {
        if limit.is_some_and(|limit| Some(limit) != lower) {
            walk.lose_child(name, Reason::Approximated);
        }
    }
    *length = lower;
}

/// In 1.3, TLS is no bearer of its own.
fn bearers(walk: &mut Walk<'_>, bearers: &mut [SupportedBearer<'_>]) {
    for (index, bearer) in bearers.iter_mut().enumerate() {
        if *bearer == SupportedBearer::Https {
            *bearer = SupportedBearer::Http;
            walk.lose_child(format_args!("SupportedBearer[{index}]"), Reason::Approximated);
        }
    }
}

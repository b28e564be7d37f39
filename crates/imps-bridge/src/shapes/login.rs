//! Login and the negotiation of services.

use crate::losses::{Reason, Walk};
use alloc::string::String;
use alloc::vec::Vec;
use imps_core::Version;
use imps_csp::access::LoginRequest;
use imps_csp::service::{ServiceRequest, ServiceResponse};
use imps_csp::{ClientId, DigestSchema};

/// Joins the digests into the list of 1.1, and splits that list.
pub(crate) fn login(walk: &mut Walk<'_>, request: &mut LoginRequest<'_>) {
    let LoginRequest {
        user_id: _,
        client_id: _,
        application_id: _,
        password: _,
        digest_bytes: _,
        digest_schema,
        session_id: _,
        time_to_live: _,
        session_cookie: _,
        system_message_response_list: _,
        functions: _,
        capability_list: _,
        extensions: _,
    } = request;
    if walk.since(Version::V1_2) {
        if digest_schema.iter().any(|schema| schema.as_str().contains(',')) {
            let words = digest_schema.iter().flat_map(|schema| schema.as_str().split(','));
            *digest_schema = words.map(|word| String::from(word.trim()).into()).collect();
        }
    } else if digest_schema.len() > 1 {
        let words: Vec<&str> = digest_schema.iter().map(DigestSchema::as_str).collect();
        *digest_schema = Vec::from([words.join(",").into()]);
    }
}

pub(crate) fn service_request<'a>(walk: &mut Walk<'a>, request: &mut ServiceRequest<'a>) {
    let ServiceRequest { client_id, functions: _, all_functions_request: _, extensions: _ } = request;
    negotiating_client(walk, client_id);
}

pub(crate) fn service_response<'a>(walk: &mut Walk<'a>, answer: &mut ServiceResponse<'a>) {
    let ServiceResponse { client_id, functions: _, all_functions: _, extensions: _ } = answer;
    negotiating_client(walk, client_id);
}

/// 1.1 names the client in a negotiation. Later the session identifies it.
pub(super) fn negotiating_client<'a>(walk: &mut Walk<'a>, client_id: &mut Option<ClientId<'a>>) {
    if walk.since(Version::V1_2) {
        walk.clear("ClientID", client_id);
    } else if client_id.is_none() {
        if walk.context.client_id.is_none() {
            walk.lose_child("ClientID", Reason::Required);
        }
        *client_id = Some(walk.context.client_id.clone().unwrap_or_default());
    }
}

//! The negotiation of services and capabilities.

use super::session::Session;
use super::{SessionOptions, Sessions};
use imps_transport::cir::Cookie;
use oma_imps::csp::service::features::Functions;
use oma_imps::csp::service::{
    AgreedCapabilityList, CapabilityList, ClientCapabilityRequest, ServiceRequest, ServiceResponse,
    ServiceTree,
};
use oma_imps::csp::{ClientId, Primitive, StatusCode};
use oma_imps::{Extensions, Version};

/// The maximum number of bytes of texts and list entries in the capabilities that are kept.
const LARGEST: usize = 4096;

/// Negotiates the services: the answer names the requested ones that are not agreed.
pub(super) fn services(
    options: &SessionOptions,
    session: &mut Session,
    request: &ServiceRequest<'_>,
) -> Result<Primitive<'static>, StatusCode> {
    check_client(session, request.client_id.as_ref())?;
    let (version, offered) = (session.version, options.services);
    let functions = request.functions.as_deref().map(|functions| agree(session, offered, functions));
    let all = (offered & ServiceTree::all(version)).to_features(version);
    let all = all.filter(|_| request.all_functions_request);
    Ok(ServiceResponse {
        client_id: request.client_id.clone().map(ClientId::into_owned),
        functions: functions.and_then(|refused| refused.to_functions(version)),
        all_functions: all.map(|features| Box::new(features.into())),
        ..ServiceResponse::default()
    }
    .into())
}

/// Agrees on services. Returns the requested ones that are not agreed.
pub(super) fn agree(session: &mut Session, offered: ServiceTree, functions: &Functions<'_>) -> ServiceTree {
    let asked = ServiceTree::from_functions(functions, session.version);
    session.services = Some(asked & offered);
    asked.not_agreed(offered)
}

/// Negotiates the capabilities.
pub(super) fn capabilities(
    options: &SessionOptions,
    session: &mut Session,
    request: &ClientCapabilityRequest<'_>,
    is_safe: bool,
) -> Result<Primitive<'static>, StatusCode> {
    check_client(session, request.client_id.as_ref())?;
    let stated = request.capability_list.as_deref();
    check(stated)?;
    state(options, session, stated, is_safe);
    // The client may have had no way to be woken before.
    session.mailbox.channel_restored();
    let mut response = session.agreed.to_response(session.version, request);
    if let Some(list) = response.agreed_capability_list.as_deref_mut() {
        state_limit(options, session.version, list);
    }
    Ok(response.into())
}

/// Tells the client how many sessions its user may have (guideline 6). 1.3.
pub(super) fn state_limit(options: &SessionOptions, version: Version, list: &mut AgreedCapabilityList<'_>) {
    let limit = u32::try_from(options.sessions_per_user.max(1)).ok();
    list.user_session_limit = limit.filter(|_| version >= Version::V1_3);
}

/// Checks the size of capabilities, which the session keeps.
pub(super) fn check(stated: Option<&CapabilityList<'_>>) -> Result<(), StatusCode> {
    let is_large = stated.is_some_and(|stated| size(stated) > LARGEST);
    if is_large { Err(StatusCode::BAD_PARAMETER) } else { Ok(()) }
}

/// Agrees on capabilities that were checked. `is_safe` says whether wake-ups with the cookie reach
/// the right client.
pub(super) fn state(
    options: &SessionOptions,
    session: &mut Session,
    stated: Option<&CapabilityList<'_>>,
    is_safe: bool,
) {
    let mut offer = options.offer.clone();
    if !is_safe {
        offer.cir_methods.clear();
        (offer.tcp, offer.http_address, offer.sms_address) = (None, None, None);
    }
    let token = session.cir_token.as_deref();
    offer.http_address = offer.http_address.zip(token).map(|(address, token)| format!("{address}{token}"));
    session.agreed = offer.agree(session.version, stated);
    session.capabilities = stated.map(|stated| Box::new(without_extensions(stated)));
    session.mailbox.agree(&session.agreed);
}

/// Only the client of the session may negotiate for it. 1.1 names the client each time.
fn check_client(session: &Session, client: Option<&ClientId<'_>>) -> Result<(), StatusCode> {
    let names = names(session.client_id.as_ref(), client);
    if names.iter().any(differ) { Err(StatusCode::CLIENT_ID_MISMATCH) } else { Ok(()) }
}

/// Returns whether a login comes from the client of a session: both state the same URL or telephone
/// number, or neither states any.
pub(super) fn is_same_client(own: Option<&ClientId<'_>>, other: Option<&ClientId<'_>>) -> bool {
    let names = names(own, other);
    let is_shared = |pair: &Pair<'_>| matches!(pair, (Some(one), Some(other)) if one == other);
    let is_nameless = names.iter().all(|pair| *pair == (None, None));
    is_nameless || names.iter().any(is_shared) && !names.iter().any(differ)
}

/// The names of one kind that two identities state.
type Pair<'c> = (Option<&'c str>, Option<&'c str>);

/// Returns the URLs and the telephone numbers.
fn names<'c>(one: Option<&'c ClientId<'_>>, other: Option<&'c ClientId<'_>>) -> [Pair<'c>; 2] {
    let name = |name: Option<&'c str>| name.map(str::trim).filter(|name| !name.is_empty());
    let url = |client: Option<&'c ClientId<'_>>| name(client.and_then(|client| client.url.as_deref()));
    let msisdn = |client: Option<&'c ClientId<'_>>| name(client.and_then(|client| client.msisdn.as_deref()));
    [(url(one), url(other)), (msisdn(one), msisdn(other))]
}

fn differ(pair: &Pair<'_>) -> bool {
    matches!(pair, (Some(one), Some(other)) if one != other)
}

/// Copies capabilities without vendor content, of which there may be any amount.
fn without_extensions(list: &CapabilityList<'_>) -> CapabilityList<'static> {
    let mut list = list.clone().into_owned();
    list.extensions = Extensions::new();
    for accepted in &mut list.accepted_content_type {
        accepted.extensions = Extensions::new();
    }
    list
}

/// Estimates the memory of capabilities in bytes.
fn size(list: &CapabilityList<'_>) -> usize {
    let words = [
        list.accepted_content_type
            .iter()
            .map(|it| it.content_type.as_ref().map_or(0, |it| it.as_str().len()))
            .sum::<usize>(),
        list.accepted_content_type
            .iter()
            .map(|it| it.content_policy.as_ref().map_or(0, |it| it.as_str().len()))
            .sum(),
        list.accepted_transfer_encoding.iter().map(|it| it.as_str().len()).sum(),
        list.supported_bearer.iter().map(|it| it.as_str().len()).sum(),
        list.supported_offline_bearer.iter().map(|it| it.as_str().len()).sum(),
        list.supported_cir_method.iter().map(|it| it.as_str().len()).sum(),
        list.tcp_address.as_ref().map_or(0, |text| text.len()),
        list.default_language.as_ref().map_or(0, |text| text.as_str().len()),
    ];
    let counts = [
        list.accepted_content_type.len(),
        list.accepted_transfer_encoding.len(),
        list.supported_bearer.len(),
        list.supported_offline_bearer.len(),
        list.supported_cir_method.len(),
        list.accepted_charset.len(),
        list.plain_text_charset.len(),
    ];
    let entries: usize = counts.iter().sum();
    words.iter().sum::<usize>().saturating_add(entries.saturating_mul(16))
}

impl Sessions {
    /// Returns whether wake-ups with the cookie of a session reach no other session of the user.
    pub(super) fn has_safe_cookie(&self, serial: super::Serial) -> bool {
        let Some(session) = self.table.get(serial) else { return false };
        let others = self.table.of_user(&session.user).filter(|(other, _)| *other != serial);
        let others: Vec<Cookie> = others.filter_map(|(_, other)| other.cookie.parse().ok()).collect();
        session.cookie.parse::<Cookie>().is_ok_and(|cookie| cookie.check_against(&others).is_ok())
    }
}

/// Returns whether the version negotiates as part of the login.
pub(super) fn is_in_login(version: Version) -> bool {
    version >= Version::V1_3
}

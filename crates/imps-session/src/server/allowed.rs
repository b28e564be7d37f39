//! The requests that a session may make.

use oma_imps::Version;
use oma_imps::csp::service::{Service, ServiceTree};
use oma_imps::csp::{Direction, Primitive, PrimitiveKind, StatusCode, schema_of};

/// Checks whether a client may send a request: 405 for a service that the server lacks, 501 for a
/// request that is unknown or not part of the version, 506 for a service that is not agreed, 400
/// for what only a server sends.
pub(super) fn check_request(
    request: &Primitive<'_>,
    version: Version,
    server: ServiceTree,
    agreed: ServiceTree,
) -> Result<(), StatusCode> {
    let (Some(direction), Some(kind)) = (request.direction(), request.kind()) else {
        return Err(StatusCode::NOT_IMPLEMENTED);
    };
    if direction == Direction::ServerToClient
        || matches!(kind, PrimitiveKind::Response | PrimitiveKind::Status)
    {
        return Err(StatusCode::BAD_REQUEST);
    }
    if !is_in_version(request, version) {
        return Err(StatusCode::NOT_IMPLEMENTED);
    }
    // One of these is enough; none means that no service is necessary.
    let gates: ServiceTree = Service::that_allow(request.tag(), version).collect();
    if !gates.is_empty() {
        let is_in = |services: ServiceTree| !(services & gates).is_empty();
        match (is_in(server), is_in(agreed)) {
            (false, _) => return Err(StatusCode::SERVICE_NOT_SUPPORTED),
            (true, false) => return Err(StatusCode::SERVICE_NOT_AGREED),
            (true, true) => {}
        }
    }
    let needs_more = matches!(request, Primitive::SearchRequest(search)
        if search.advanced_criteria.as_ref().is_some_and(|text| !text.trim().is_empty()));
    match (needs_more, server.contains(Service::ADVSR), agreed.contains(Service::ADVSR)) {
        (true, false, _) => Err(StatusCode::SERVICE_NOT_SUPPORTED),
        (true, true, false) => Err(StatusCode::SERVICE_NOT_AGREED),
        _ => Ok(()),
    }
}

/// Returns whether the version has a primitive.
pub(super) fn is_in_version(primitive: &Primitive<'_>, version: Version) -> bool {
    // Primitives without a declaration of their own are a vendor's.
    schema_of(primitive.tag()).is_none_or(|schema| schema.model(version).is_some())
}

/// Returns whether a primitive can answer a request.
pub(super) fn is_answer(primitive: &Primitive<'_>) -> bool {
    primitive.kind().is_some_and(|kind| kind != PrimitiveKind::Request)
}

/// Returns whether a primitive that a client sends in mode `Response` opens a transaction all the
/// same, with an id of its own, if the id is not one of the server's.
pub(super) fn may_open_as_response(primitive: &Primitive<'_>) -> bool {
    matches!(
        primitive,
        Primitive::MessageDelivered(_) | Primitive::PresenceAuthUser(_) | Primitive::InviteUserResponse(_)
    )
}

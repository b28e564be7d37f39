//! Requests of a peer, as if a client of this server had made them.

use crate::RelayError;
use crate::entities::csp_user;
use crate::losses::Walk;
use alloc::vec::Vec;
use imps_csp as csp;
use imps_ssp::MetaInfo;
use imps_ssp::common::DetailedResult;

/// A request of a peer, as if a client of this server had made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming<'a> {
    /// The acting user, who belongs to the peer. `None` if the server acts, on its own behalf or on
    /// behalf of a group. In this case do not change a group of this server, unless its owner has
    /// allowed the server to.
    pub sender: Option<csp::common::User<'a>>,
    /// The recipients, if the primitive does not state them.
    pub addressees: Vec<csp::common::User<'a>>,
    /// The request. Recipients of other servers are omitted.
    pub primitive: csp::Primitive<'a>,
    /// The omitted recipients, for the answer: 516 for third domains, 427 for unknown users.
    /// [`answer`](crate::answer) adds them.
    pub refused: Vec<DetailedResult<'static>>,
}

impl<'a> Incoming<'a> {
    pub(super) fn new(
        sender: Option<csp::common::User<'a>>,
        primitive: impl Into<csp::Primitive<'a>>,
    ) -> Self {
        Self { sender, addressees: Vec::new(), primitive: primitive.into(), refused: Vec::new() }
    }
}

/// Returns the acting user, who must belong to the domain of the peer. `None` if the server speaks
/// for itself.
pub(super) fn acting<'a>(
    walk: &mut Walk<'_>,
    meta_info: &Option<MetaInfo<'a>>,
) -> Result<Option<csp::common::User<'a>>, RelayError> {
    let Some(meta_info) = meta_info else { return Ok(None) };
    walk.inside("MetaInfo", |walk| {
        walk.lose_extensions(&meta_info.extensions);
        walk.inside("Requestor", |walk| {
            let requestor = &meta_info.requestor;
            walk.lose_extensions(&requestor.extensions);
            // The session says which server it is.
            if requestor.service_id.as_ref().is_some_and(|id| !walk.context.is_peer_server(id)) {
                walk.lost("@serviceID", &requestor.service_id, crate::Reason::Overruled);
            }
            let Some(user) = meta_info.user() else {
                walk.lost("User", &requestor.user, crate::Reason::Overruled);
                return Ok(None);
            };
            walk.of_peer(user.user_id.as_str())?;
            Ok(Some(walk.one("User", user, csp_user)))
        })
    })
}

//! The users in a request.

use crate::looking::{Seen, look};
use imps_core::tag;
use imps_csp::address::unescape;
use imps_csp::{Primitive, UserId};

/// Returns the users in a request. A user who occurs twice is returned twice.
pub(crate) fn users_of(request: &Primitive<'_>) -> Vec<UserId<'static>> {
    let (mut is_user, mut found) = (false, Vec::new());
    // A request that cannot be written names nobody.
    let _ = look(request, request.tag(), |seen| match seen {
        Seen::Start(tag) => is_user = tag == tag::UserID,
        Seen::StartForeign(_) | Seen::End => is_user = false,
        Seen::Text(text) if is_user => found.push(text.trim().to_owned().into()),
        _ => {}
    });
    found
}

/// One spelling per user.
pub(crate) fn normal(user: &UserId<'_>) -> String {
    unescape(user.address().user().unwrap_or_default()).to_ascii_lowercase()
}

//! Faults to order: users with certain names, to test how clients bear them.

use crate::names::users_of;
use imps_csp::{Primitive, StatusCode, UserId};
use std::time::Duration;

/// The longest delay, in seconds.
const LONGEST: u64 = 600;

/// A fault that a user name orders. A fault applies to each message that comes from such a user,
/// or has a request that names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// `fail-415`: this status code.
    Fail(StatusCode),
    /// `http-500`: an empty reply with this status of HTTP.
    Http(http::StatusCode),
    /// `slow-30`: the reply comes that many seconds late.
    Slow(Duration),
    /// `silent`: no reply.
    Silent,
    /// `drop`: the connection ends without a reply.
    Drop,
    /// `half`: half of the reply, and the connection ends.
    Half,
    /// `garbage`: a reply that is no document.
    Garbage,
    /// `gone`: the server ends the session with 604.
    Gone,
}

impl Fault {
    /// Returns the fault that the name of a user orders: the part before the domain.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        match name {
            "silent" => return Some(Self::Silent),
            "drop" => return Some(Self::Drop),
            "half" => return Some(Self::Half),
            "garbage" => return Some(Self::Garbage),
            "gone" => return Some(Self::Gone),
            _ => {}
        }
        let (kind, number) = name.split_once('-')?;
        if number.is_empty() || number.len() > 3 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let code = number;
        let number: u16 = number.parse().ok()?;
        match kind {
            "fail" if number >= 300 => code.parse().ok().map(Self::Fail),
            "http" if (300..=599).contains(&number) => {
                http::StatusCode::from_u16(number).ok().map(Self::Http)
            }
            "slow" if u64::from(number) <= LONGEST => Some(Self::Slow(Duration::from_secs(number.into()))),
            _ => None,
        }
    }

    /// Returns the fault that an address of the domain orders.
    pub(super) fn of_user(user: &UserId<'_>, domain: &str) -> Option<Self> {
        let address = user.address();
        let is_home = address.domain().is_none_or(|other| imps_csp::domain::is_same(other, domain));
        Self::of_name(&address.user()?.to_ascii_lowercase())
            .filter(|_| is_home && address.resource().is_none())
    }
}

/// Returns the users of the domain in a request that order a fault.
pub(super) fn ordered(request: &Primitive<'_>, domain: &str) -> Option<(UserId<'static>, Fault)> {
    let fault = |user: UserId<'static>| Fault::of_user(&user, domain).map(|fault| (user, fault));
    users_of(request).into_iter().find_map(fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_csp::common::{Recipient, User};
    use imps_csp::messaging::SendMessageRequest;

    #[test]
    fn names_order_faults() {
        let fail = |code: u32| Some(Fault::Fail(code.to_string().parse().unwrap()));
        for (name, fault) in [
            ("fail-415", fail(415)),
            ("slow-30", Some(Fault::Slow(Duration::from_secs(30)))),
            ("http-503", Some(Fault::Http(http::StatusCode::SERVICE_UNAVAILABLE))),
            ("silent", Some(Fault::Silent)),
            ("half", Some(Fault::Half)),
            ("fail-200", None),
            ("fail-", None),
            ("fail-+41", None),
            ("slow-999", None),
            ("http-200", None),
            ("ann", None),
        ] {
            assert_eq!(Fault::of_name(name), fault, "{name}");
        }
    }

    #[test]
    fn only_users_of_the_domain_order_faults_and_texts_do_not() {
        let send = |to: &'static str, text: &'static str| {
            let request = SendMessageRequest::text(Recipient::from_iter([User::new(to)]), text);
            ordered(&request.into(), "lab.example").map(|(_, fault)| fault)
        };
        assert_eq!(send("wv:silent@lab.example", "hello"), Some(Fault::Silent));
        assert_eq!(send("wv:Silent", "hello"), Some(Fault::Silent));
        assert_eq!(send("wv:silent@other.example", "hello"), None);
        assert_eq!(send("wv:ann@lab.example", "silent"), None);
    }
}

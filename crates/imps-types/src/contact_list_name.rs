//! Contact lists with a purpose, by the names that phones use (guideline 9).

use crate::{ContactListId, address};

/// The purpose of a contact list with a known name. The names belong to the presence-enhanced
/// phonebook of phones. Servers treat these lists as any other.
///
/// ```
/// use imps_types::{ContactListId, ContactListPurpose};
///
/// let list = ContactListId::from("wv:john/~pep1.0_friendlist@smith.com");
/// assert_eq!(ContactListPurpose::of(&list), Some(ContactListPurpose::Friends));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContactListPurpose {
    /// `~pep1.0_friendlist`: friends.
    Friends,
    /// `~pep1.0_privatelist`: users who may see private attributes.
    Private,
    /// `~pep1.0_blocklist`: users who may see nothing.
    Blocked,
    /// `~pep1.0_subscriptions`, with or without a suffix: users whom the phonebook watches.
    Subscriptions,
    /// `~IM_subscriptions`: users whom the messenger watches.
    MessengerSubscriptions,
}

impl ContactListPurpose {
    /// The known names, without the suffix that `~pep1.0_subscriptions` may have.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("~pep1.0_friendlist", Self::Friends),
        ("~pep1.0_privatelist", Self::Private),
        ("~pep1.0_blocklist", Self::Blocked),
        ("~pep1.0_subscriptions", Self::Subscriptions),
        ("~IM_subscriptions", Self::MessengerSubscriptions),
    ];

    /// Returns the purpose of a contact list. Compares names without case, because phones do not
    /// agree on it.
    pub fn of(list: &ContactListId<'_>) -> Option<Self> {
        let list = list.address();
        let name = address::unescape(list.resource()?);
        Self::NAMES.into_iter().find_map(|(known, purpose)| {
            let (start, rest) = name.split_at_checked(known.len())?;
            let is_suffix = purpose == Self::Subscriptions && rest.starts_with('-');
            (start.eq_ignore_ascii_case(known) && (rest.is_empty() || is_suffix)).then_some(purpose)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `addressing.md`: names seen in the field.
    #[test]
    fn names_have_purposes() {
        for (name, purpose) in [
            ("~IM_subscriptions", Some(ContactListPurpose::MessengerSubscriptions)),
            ("~pep1.0_privatelist", Some(ContactListPurpose::Private)),
            ("~pep1.0_blocklist", Some(ContactListPurpose::Blocked)),
            ("~pep1.0_subscriptions-7", Some(ContactListPurpose::Subscriptions)),
            ("~PEP1.0_subscriptions", Some(ContactListPurpose::Subscriptions)),
            ("~pep1.0_friendlist-7", None),
            ("~pep1.0_subscriptionsx", None),
            ("friends", None),
            ("~", None),
        ] {
            let id = alloc::format!("wv:john/{name}@smith.com");
            assert_eq!(ContactListPurpose::of(&id.as_str().into()), purpose, "{name}");
        }
        assert_eq!(ContactListPurpose::of(&"wv:john@smith.com".into()), None);
    }
}

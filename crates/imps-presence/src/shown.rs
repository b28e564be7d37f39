//! One state from the attributes of a user, as contact lists show it (guideline 11).

use crate::{PresenceSubList, Unqualified, UserAvailabilityValue};

/// The state of a user that a contact list shows.
#[doc(alias("away", "busy", "offline"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShownState {
    /// Not logged in.
    Offline,
    /// Ready to talk.
    Available,
    /// Logged in, and not at the device.
    Away,
    /// Logged in, and not to be disturbed.
    Busy,
    /// Logged in, and shown to others as offline.
    Invisible,
}

/// The meaning of the words of `UserAvailability`. The standard has three words, and clients do not
/// agree on the last two. Programs can make a mapping of their own.
///
/// ```
/// use imps_presence::{
///     OnlineStatus, PresenceSubList, ShownMapping, ShownState, UserAvailability, UserAvailabilityValue,
/// };
///
/// let list = PresenceSubList {
///     online_status: vec![OnlineStatus::new(true)],
///     user_availability: Some(UserAvailability::new(UserAvailabilityValue::Discreet)),
///     ..PresenceSubList::default()
/// };
/// assert_eq!(ShownMapping::ANDROID.state(&list), Some(ShownState::Busy));
/// let own = ShownMapping { discreet: ShownState::Away, ..ShownMapping::ANDROID };
/// assert_eq!(own.state(&list), Some(ShownState::Away));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownMapping {
    /// The state of `DISCREET`.
    pub discreet: ShownState,
    /// The state of `NOT_AVAILABLE`.
    pub not_available: ShownState,
    /// Whether `NOT_AVAILABLE` with an invalid status text means invisible.
    pub invisible_without_text: bool,
    /// The meaning of an attribute without a qualifier.
    pub unqualified: Unqualified,
}

impl ShownMapping {
    /// The client of Android: `NOT_AVAILABLE` is away, `DISCREET` is do not disturb.
    pub const ANDROID: Self = Self {
        discreet: ShownState::Busy,
        not_available: ShownState::Away,
        invisible_without_text: false,
        unqualified: Unqualified::Invalid,
    };

    /// The clients of Nokia: `DISCREET` is away, `NOT_AVAILABLE` with an invalid status text is
    /// invisible.
    pub const NOKIA: Self = Self {
        discreet: ShownState::Away,
        not_available: ShownState::Away,
        invisible_without_text: true,
        unqualified: Unqualified::Valid,
    };

    /// A gateway to XMPP: `NOT_AVAILABLE` is offline, any other state than available is `DISCREET`.
    pub const XMPP: Self = Self {
        discreet: ShownState::Away,
        not_available: ShownState::Offline,
        invisible_without_text: false,
        unqualified: Unqualified::Invalid,
    };

    /// Returns the state. `None` if the attributes do not say it.
    pub fn state(&self, list: &PresenceSubList<'_>) -> Option<ShownState> {
        let values = list.online_status.iter();
        let online = values.filter_map(|status| status.value(self.unqualified)?.value());
        let is_online = online.reduce(|one, other| one || other);
        if is_online == Some(false) {
            return Some(ShownState::Offline);
        }
        let availability = list.user_availability.as_ref().and_then(|it| it.value(self.unqualified));
        match availability {
            None if is_online == Some(true) => Some(ShownState::Available),
            Some(UserAvailabilityValue::Available) => Some(ShownState::Available),
            Some(UserAvailabilityValue::Discreet) => Some(self.discreet),
            Some(UserAvailabilityValue::NotAvailable) => {
                let text = list.status_text.as_ref();
                let has_no_text = text.is_some_and(|text| text.qualifier == Some(false));
                let is_invisible = self.invisible_without_text && has_no_text;
                Some(if is_invisible { ShownState::Invisible } else { self.not_available })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OnlineStatus, StatusText, UserAvailability};
    use alloc::vec;

    fn list(
        online: Option<bool>,
        availability: Option<&'static str>,
        text: Option<bool>,
    ) -> PresenceSubList<'static> {
        PresenceSubList {
            online_status: online.into_iter().map(OnlineStatus::new).collect(),
            user_availability: availability
                .map(|word| UserAvailability::new(UserAvailabilityValue::from(word))),
            status_text: text.map(|valid| StatusText { qualifier: Some(valid), ..StatusText::default() }),
            ..PresenceSubList::default()
        }
    }

    /// `presence/notes.md`, "State mapping".
    #[test]
    fn the_mappings_are_those_of_the_notes() {
        use ShownState::{Available, Away, Busy, Invisible, Offline};
        const AVAILABLE: Option<&str> = Some("AVAILABLE");
        const DISCREET: Option<&str> = Some("DISCREET");
        const NOT: Option<&str> = Some("NOT_AVAILABLE");
        for (online, availability, text, android, nokia, xmpp) in [
            (Some(false), AVAILABLE, None, Some(Offline), Some(Offline), Some(Offline)),
            (Some(true), AVAILABLE, None, Some(Available), Some(Available), Some(Available)),
            (Some(true), None, None, Some(Available), Some(Available), Some(Available)),
            (Some(true), DISCREET, None, Some(Busy), Some(Away), Some(Away)),
            (Some(true), NOT, None, Some(Away), Some(Away), Some(Offline)),
            (Some(true), NOT, Some(true), Some(Away), Some(Away), Some(Offline)),
            (Some(true), NOT, Some(false), Some(Away), Some(Invisible), Some(Offline)),
            (None, DISCREET, None, Some(Busy), Some(Away), Some(Away)),
            (None, None, None, None, None, None),
            (Some(true), Some("X-LUNCH"), None, None, None, None),
        ] {
            let list = list(online, availability, text);
            assert_eq!(ShownMapping::ANDROID.state(&list), android, "{list:?}");
            assert_eq!(ShownMapping::NOKIA.state(&list), nokia, "{list:?}");
            assert_eq!(ShownMapping::XMPP.state(&list), xmpp, "{list:?}");
        }
    }

    #[test]
    fn one_online_client_is_enough_and_qualifiers_count() {
        let mut two = list(Some(false), None, None);
        two.online_status.push(OnlineStatus::new(true));
        assert_eq!(ShownMapping::ANDROID.state(&two), Some(ShownState::Available));
        let unqualified = OnlineStatus { qualifier: None, ..OnlineStatus::new(false) };
        let unqualified = PresenceSubList { online_status: vec![unqualified], ..PresenceSubList::default() };
        assert_eq!(ShownMapping::ANDROID.state(&unqualified), None);
        assert_eq!(ShownMapping::NOKIA.state(&unqualified), Some(ShownState::Offline));
    }
}

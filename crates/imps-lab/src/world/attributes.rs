//! Sets of presence attributes, and lists with the values of such a set.

use imps_presence::{OnlineStatus, PresenceAttribute, PresenceSubList};

/// A set of presence attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "state", serde(into = "PresenceSubList<'static>", from = "PresenceSubList<'static>"))]
pub(super) struct AttributeSet(u32);

impl AttributeSet {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(u32::MAX);

    /// The attributes that a list names. A missing or empty list means all.
    pub(super) fn wanted(list: Option<&PresenceSubList<'_>>) -> Self {
        let named = list.map_or(Self::NONE, Self::named);
        if named == Self::NONE { Self::ALL } else { named }
    }

    /// The attributes that a list names. An empty list means none.
    pub(super) fn named(list: &PresenceSubList<'_>) -> Self {
        list.attributes().map(imps_presence::Qualified::attribute).collect()
    }

    /// The names, as a list.
    pub(super) fn names(self) -> PresenceSubList<'static> {
        let all = PresenceAttribute::ALL.iter().copied();
        PresenceSubList::names(all.filter(|attribute| self.contains(*attribute)))
    }

    pub(super) const fn contains(self, attribute: PresenceAttribute) -> bool {
        self.0 & Self::bit(attribute) != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn bit(attribute: PresenceAttribute) -> u32 {
        1 << attribute as u32
    }
}

impl From<AttributeSet> for PresenceSubList<'static> {
    fn from(set: AttributeSet) -> Self {
        set.names()
    }
}

impl From<PresenceSubList<'static>> for AttributeSet {
    fn from(names: PresenceSubList<'static>) -> Self {
        Self::named(&names)
    }
}

impl FromIterator<PresenceAttribute> for AttributeSet {
    fn from_iter<I: IntoIterator<Item = PresenceAttribute>>(attributes: I) -> Self {
        Self(attributes.into_iter().fold(0, |set, attribute| set | Self::bit(attribute)))
    }
}

/// Calls a macro-like action for each field of a list: fields of clients, then of users.
macro_rules! fields {
    ($of_client:ident, $of_user:ident) => {
        $of_client!(online_status, OnlineStatus);
        $of_client!(registration, Registration);
        $of_client!(client_info, ClientInfo);
        $of_client!(time_zone, TimeZone);
        $of_client!(geo_location, GeoLocation);
        $of_client!(address, Address);
        $of_client!(free_text_location, FreeTextLocation);
        $of_client!(plmn, Plmn);
        $of_client!(comm_cap, CommCap);
        $of_user!(user_availability, UserAvailability);
        $of_user!(preferred_contacts, PreferredContacts);
        $of_user!(preferred_language, PreferredLanguage);
        $of_user!(status_text, StatusText);
        $of_user!(status_mood, StatusMood);
        $of_user!(alias, Alias);
        $of_user!(status_content, StatusContent);
        $of_user!(contact_info, ContactInfo);
        $of_user!(info_link, InfoLink);
    };
}

/// Drops all attributes outside of a set, and everything that is not a standard attribute.
pub(super) fn retain(list: &mut PresenceSubList<'_>, set: AttributeSet) {
    macro_rules! of_client {
        ($field:ident, $attribute:ident) => {
            if !set.contains(PresenceAttribute::$attribute) {
                list.$field.clear();
            }
        };
    }
    macro_rules! of_user {
        ($field:ident, $attribute:ident) => {
            if !set.contains(PresenceAttribute::$attribute) {
                list.$field = None;
            }
        };
    }
    fields!(of_client, of_user);
    list.extensions = imps_core::Extensions::default();
}

/// Puts the attributes of an update into a list, and returns the attributes that have changed.
///
/// An `OnlineStatus` without a value keeps the value that the server has set.
///
/// The session says whether a user is online. Only another network says so of its users itself.
pub(super) fn update(
    list: &mut PresenceSubList<'static>,
    update: PresenceSubList<'_>,
    is_guest: bool,
) -> AttributeSet {
    let mut update = update.into_owned();
    let known = list.online_status.first().and_then(|status| status.presence_value.clone());
    for status in update.online_status.iter_mut().filter(|_| !is_guest) {
        status.presence_value.clone_from(&known);
    }
    let mut changed = Vec::new();
    macro_rules! of_client {
        ($field:ident, $attribute:ident) => {
            if !update.$field.is_empty() && list.$field != update.$field {
                list.$field = update.$field;
                changed.push(PresenceAttribute::$attribute);
            }
        };
    }
    macro_rules! of_user {
        ($field:ident, $attribute:ident) => {
            if update.$field.is_some() && list.$field != update.$field {
                list.$field = update.$field;
                changed.push(PresenceAttribute::$attribute);
            }
        };
    }
    fields!(of_client, of_user);
    changed.into_iter().collect()
}

/// Adds the presence of an older session: values of the user that the list lacks, and all values of
/// the client.
pub(super) fn add_older(list: &mut PresenceSubList<'static>, older: &PresenceSubList<'static>) {
    macro_rules! of_client {
        ($field:ident, $attribute:ident) => {
            list.$field.extend(older.$field.iter().cloned());
        };
    }
    macro_rules! of_user {
        ($field:ident, $attribute:ident) => {
            if list.$field.is_none() {
                list.$field.clone_from(&older.$field);
            }
        };
    }
    fields!(of_client, of_user);
}

/// Names the client in all values of a client, as 1.3 requires it.
pub(super) fn set_client(list: &mut PresenceSubList<'static>, client: &imps_csp::ClientId<'static>) {
    macro_rules! of_client {
        ($field:ident, $attribute:ident) => {
            for value in &mut list.$field {
                value.client_id = Some(Box::new(client.clone()));
            }
        };
    }
    macro_rules! of_user {
        ($field:ident, $attribute:ident) => {};
    }
    fields!(of_client, of_user);
}

/// The presence of a user without a session: she is not online.
pub(super) fn offline() -> PresenceSubList<'static> {
    PresenceSubList { online_status: vec![OnlineStatus::new(false)], ..PresenceSubList::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_presence::StatusText;

    #[test]
    fn every_attribute_has_its_bit_and_its_field() {
        for attribute in PresenceAttribute::ALL {
            let set = AttributeSet::from_iter([*attribute]);
            let mut list = AttributeSet::ALL.names();
            retain(&mut list, set);
            assert_eq!(AttributeSet::named(&list), set, "{attribute}");
            let mut without = AttributeSet::ALL.names();
            retain(&mut without, AttributeSet::ALL.without(set));
            assert!(!AttributeSet::named(&without).contains(*attribute), "{attribute}");
        }
    }

    /// `presence/notes.md`, "Updating".
    #[test]
    fn an_update_changes_only_what_it_names() {
        let mut list = PresenceSubList {
            online_status: vec![OnlineStatus::new(true)],
            status_text: Some(StatusText::new("out")),
            ..PresenceSubList::default()
        };
        let hide = OnlineStatus { qualifier: Some(false), ..OnlineStatus::default() };
        let hidden = PresenceSubList { online_status: vec![hide], ..PresenceSubList::default() };
        let changed = update(&mut list, hidden, false);
        assert_eq!(changed, AttributeSet::from_iter([PresenceAttribute::OnlineStatus]));
        assert_eq!(list.status_text, Some(StatusText::new("out")));
        assert_eq!(list.online_status[0].presence_value, OnlineStatus::new(true).presence_value);
    }
}

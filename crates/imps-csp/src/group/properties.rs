//! The properties of groups and of their users. OMA-TS-IMPS-CSP, "Group properties".
//!
//! Properties are names and values in text. [`get`](GroupProperties::get) finds a property by name,
//! without case, since writers do not agree on `AccessType`. The other accessors read the
//! properties of the standard. They return `None` for a missing or invalid value.

use crate::{ContentEncoding, GroupAccessType, GroupType, MediaType, Property};
use alloc::vec::Vec;
use imps_core::{Data, Text, element};

element! {
    /// The properties of a group.
    ///
    /// ```
    /// use imps_csp::GroupAccessType;
    /// use imps_csp::group::GroupProperties;
    ///
    /// let properties = GroupProperties::from_iter([("Name", "Party people"), ("Accesstype", "restricted")]);
    /// assert_eq!(properties.get("name"), Some("Party people"));
    /// assert_eq!(properties.access_type(), Some(GroupAccessType::Restricted));
    /// ```
    pub struct GroupProperties<'a> = GroupProperties {
        /// The properties.
        properties: Vec<Property<'a>> = Property,
        /// The welcome note for users who join.
        welcome_note: Option<WelcomeNote<'a>> = WelcomeNote,
    }
    models {
        "1.1-1.2": "Property+, WelcomeNote?";
        "1.3" guessed: "Property*, WelcomeNote?";
    }

    /// A welcome note for users who join a group.
    pub struct WelcomeNote<'a> = WelcomeNote {
        /// The media type; `text/plain` if missing. Writers must state it.
        content_type: Option<MediaType<'a>> = ContentType,
        /// The encoding of `content_data`; not encoded if missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The note. XML carries bytes only as base64.
        content_data: Data<'a> = ContentData,
    }
    models {
        "1.1-1.3": "ContentType, ContentEncoding?, ContentData";
    }
}

impl<'a> GroupProperties<'a> {
    /// Returns the value of a property. Compares names without case. Returns `None` if the property
    /// is missing or has no value.
    pub fn get(&self, name: &str) -> Option<&str> {
        Property::find(&self.properties, name)
    }

    /// Sets a property. Replaces a property of the same name in its place.
    pub fn set(&mut self, name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) {
        Property::set(&mut self.properties, name.into(), value.into());
    }

    /// `Name`: the name of the group.
    pub fn name(&self) -> Option<&str> {
        self.get("Name")
    }

    /// `Topic`: the topic of the group.
    pub fn topic(&self) -> Option<&str> {
        self.get("Topic")
    }

    /// `AccessType`: the users who may join.
    pub fn access_type(&self) -> Option<GroupAccessType<'_>> {
        Some(GroupAccessType::from_any_case(self.get("AccessType")?))
    }

    /// `Type`: the operator of the group.
    pub fn group_type(&self) -> Option<GroupType<'_>> {
        Some(GroupType::from_any_case(self.get("Type")?))
    }

    /// `PrivateMessaging`: whether users in the group may send private messages to each other.
    pub fn private_messaging(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "PrivateMessaging")
    }

    /// `Searchable`: whether a search finds the group.
    pub fn searchable(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "Searchable")
    }

    /// `ActiveUsers`: the number of users in the group now.
    pub fn active_users(&self) -> Option<u32> {
        Property::find_number(&self.properties, "ActiveUsers")
    }

    /// `MaxActiveUsers`: the maximum number of users in the group at once.
    pub fn max_active_users(&self) -> Option<u32> {
        Property::find_number(&self.properties, "MaxActiveUsers")
    }

    /// `AutoDelete`: whether the group ends when the last user leaves. Since 1.2.
    pub fn auto_delete(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "AutoDelete")
    }

    /// `Validity`: the lifetime of the group in seconds. Since 1.2.
    pub fn validity(&self) -> Option<u32> {
        Property::find_number(&self.properties, "Validity")
    }

    /// `MinimumAge`: the minimum age of users, in years. 1.3.
    pub fn minimum_age(&self) -> Option<u32> {
        Property::find_number(&self.properties, "MinimumAge")
    }

    /// `RequireInvitation`: whether only invited users may join. 1.3.
    pub fn require_invitation(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "RequireInvitation")
    }
}

impl<'a, N: Into<Text<'a>>, V: Into<Text<'a>>> FromIterator<(N, V)> for GroupProperties<'a> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(properties: I) -> Self {
        let properties = properties.into_iter().map(|(name, value)| Property::new(name, value));
        Self { properties: properties.collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_words_are_compared_without_case() {
        for (name, value) in
            [("AccessType", "Restricted"), ("Accesstype", "RESTRICTED"), ("ACCESSTYPE", " restricted ")]
        {
            let properties = GroupProperties::from_iter([(name, value)]);
            assert_eq!(properties.access_type(), Some(GroupAccessType::Restricted), "{name} {value}");
        }
        let odd = GroupProperties::from_iter([("AccessType", "Secret"), ("Type", "private")]);
        assert_eq!(odd.access_type(), Some(GroupAccessType::from("Secret")));
        assert_eq!(odd.group_type(), Some(GroupType::Private));
        assert_eq!(GroupProperties::default().access_type(), None);
    }

    #[test]
    fn values_that_make_no_sense_are_none() {
        let properties = GroupProperties::from_iter([
            ("ActiveUsers", "many"),
            ("Searchable", "perhaps"),
            ("AutoDelete", "t"),
        ]);
        assert_eq!((properties.active_users(), properties.searchable()), (None, None));
        assert_eq!(properties.auto_delete(), Some(true));
        let asked = GroupProperties {
            properties: Vec::from([Property { name: "Topic".into(), ..Property::default() }]),
            ..GroupProperties::default()
        };
        assert_eq!(asked.topic(), None);
    }

    #[test]
    fn a_property_is_set_in_its_place() {
        let mut properties = GroupProperties::from_iter([("Accesstype", "Open"), ("Name", "a")]);
        properties.set("AccessType", "Restricted");
        properties.set("Topic", "b");
        let expected = [("Accesstype", "Restricted"), ("Name", "a"), ("Topic", "b")];
        assert_eq!(properties, GroupProperties::from_iter(expected));
    }
}

//! What groups and those in them are like. OMA-TS-IMPS-CSP, "Group properties".
//!
//! Properties are names and values in text. [`get`](GroupProperties::get) finds one by name, without case, since writers do
//! not agree on `AccessType`; the other accessors read those of the standard, and give `None` for what is missing or makes no
//! sense.

use crate::{ContentEncoding, Property};
use alloc::vec::Vec;
use imps_core::{Data, ReadOptions, Text, Value, element, enumeration, parse_integer};

element! {
    /// What a group is like.
    ///
    /// ```
    /// use imps_csp::{GroupAccessType, GroupProperties};
    ///
    /// let properties = GroupProperties::from_iter([("Name", "Party people"), ("Accesstype", "restricted")]);
    /// assert_eq!(properties.get("name"), Some("Party people"));
    /// assert_eq!(properties.access_type(), Some(GroupAccessType::Restricted));
    /// ```
    pub struct GroupProperties<'a> = GroupProperties {
        /// The properties.
        properties: Vec<Property<'a>> = Property,
        /// A word of welcome for those who join.
        welcome_note: Option<WelcomeNote<'a>> = WelcomeNote,
    }
    models {
        "1.1-1.2": "Property+, WelcomeNote?";
        "1.3" inferred: "Property*, WelcomeNote?";
    }

    /// What a user is like in a group.
    pub struct OwnProperties<'a> = OwnProperties {
        /// The properties.
        properties: Vec<Property<'a>> = Property,
    }
    models {
        "1.1-1.3": "Property+";
    }

    /// A word of welcome for those who join a group.
    pub struct WelcomeNote<'a> = WelcomeNote {
        /// Its media type; `text/plain` when missing. Writers owe it.
        content_type: Option<Text<'a>> = ContentType,
        /// How `content_data` is encoded; not at all when missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The note. XML carries octets as base64 only.
        content_data: Data<'a> = ContentData,
    }
    models {
        "1.1-1.3": "ContentType, ContentEncoding?, ContentData";
    }
}

enumeration! {
    /// Who may join a group.
    pub enum GroupAccessType {
        /// Whoever is not barred.
        Open = "Open",
        /// Members only.
        Restricted = "Restricted",
    }

    /// Who runs a group.
    pub enum GroupType {
        /// The provider.
        Public = "Public",
        /// A user.
        Private = "Private",
    }

    /// What a user may do in a group.
    pub enum PrivilegeLevel {
        /// Everything: an administrator.
        Admin = "Admin",
        /// Much: a moderator.
        Moderator = "Mod",
        /// The usual. Some peers write `US`, the word that has a token in binary XML; an example of 1.1 has `Read`.
        User = "User",
    }
}

/// Lists of properties: access by name, and change.
macro_rules! property_list {
    ($($name:ident)*) => { $(
        impl<'a> $name<'a> {
            /// The value of a property; names are compared without case. `None` when it is missing or has no value.
            pub fn get(&self, name: &str) -> Option<&str> {
                self.properties.iter().find(|property| is_named(property, name))?.value.as_deref()
            }

            /// Sets a property, in the place of the one with that name if there is one.
            pub fn set(&mut self, name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) {
                let (name, value) = (name.into(), value.into());
                match self.properties.iter_mut().find(|property| is_named(property, &name)) {
                    Some(property) => property.value = Some(value),
                    None => self.properties.push(Property::new(name, value)),
                }
            }

            fn boolean(&self, name: &str) -> Option<bool> {
                Value::from(self.get(name)?).boolean(&ReadOptions::default()).ok()
            }
        }

        impl<'a, N: Into<Text<'a>>, V: Into<Text<'a>>> FromIterator<(N, V)> for $name<'a> {
            fn from_iter<I: IntoIterator<Item = (N, V)>>(properties: I) -> Self {
                let properties = properties.into_iter().map(|(name, value)| Property::new(name, value));
                Self { properties: properties.collect(), ..Self::default() }
            }
        }
    )* };
}

property_list! { GroupProperties OwnProperties }

fn is_named(property: &Property<'_>, name: &str) -> bool {
    property.name.trim_ascii().eq_ignore_ascii_case(name)
}

/// A word in the spelling of the standard, whatever its case; as it is when it is none.
fn spelled<'w>(word: &'w str, words: &[&'static str]) -> &'w str {
    let word = word.trim_ascii();
    words.iter().copied().find(|known| known.eq_ignore_ascii_case(word)).unwrap_or(word)
}

impl GroupProperties<'_> {
    /// `Name`: what the group is called.
    pub fn name(&self) -> Option<&str> {
        self.get("Name")
    }

    /// `Topic`: what the group talks about.
    pub fn topic(&self) -> Option<&str> {
        self.get("Topic")
    }

    /// `AccessType`: who may join.
    pub fn access_type(&self) -> Option<GroupAccessType<'_>> {
        Some(spelled(self.get("AccessType")?, GroupAccessType::WORDS).into())
    }

    /// `Type`: who runs the group.
    pub fn group_type(&self) -> Option<GroupType<'_>> {
        Some(spelled(self.get("Type")?, GroupType::WORDS).into())
    }

    /// `PrivateMessaging`: whether those in the group may send messages to one another alone.
    pub fn private_messaging(&self) -> Option<bool> {
        self.boolean("PrivateMessaging")
    }

    /// `Searchable`: whether a search finds the group.
    pub fn searchable(&self) -> Option<bool> {
        self.boolean("Searchable")
    }

    /// `ActiveUsers`: how many are in the group now.
    pub fn active_users(&self) -> Option<u32> {
        parse_integer(self.get("ActiveUsers")?)
    }

    /// `MaxActiveUsers`: how many may be in the group at once.
    pub fn max_active_users(&self) -> Option<u32> {
        parse_integer(self.get("MaxActiveUsers")?)
    }

    /// `AutoDelete`: whether the group ends when the last one leaves. Since 1.2.
    pub fn auto_delete(&self) -> Option<bool> {
        self.boolean("AutoDelete")
    }

    /// `Validity`: for how many seconds the group exists. Since 1.2.
    pub fn validity(&self) -> Option<u32> {
        parse_integer(self.get("Validity")?)
    }

    /// `MinimumAge`: how old one must be to join, in years. 1.3.
    pub fn minimum_age(&self) -> Option<u32> {
        parse_integer(self.get("MinimumAge")?)
    }

    /// `RequireInvitation`: whether only those invited may join. 1.3.
    pub fn require_invitation(&self) -> Option<bool> {
        self.boolean("RequireInvitation")
    }
}

impl OwnProperties<'_> {
    /// `PrivilegeLevel`: what the user may do in the group.
    pub fn privilege_level(&self) -> Option<PrivilegeLevel<'_>> {
        let word = self.get("PrivilegeLevel")?;
        if ["US", "Read"].iter().any(|usual| word.trim_ascii().eq_ignore_ascii_case(usual)) {
            return Some(PrivilegeLevel::User);
        }
        Some(spelled(word, PrivilegeLevel::WORDS).into())
    }

    /// `IsMember`: whether the user is a member.
    pub fn is_member(&self) -> Option<bool> {
        self.boolean("IsMember")
    }

    /// `PrivateMessaging`: whether the user takes messages meant for her alone.
    pub fn private_messaging(&self) -> Option<bool> {
        self.boolean("PrivateMessaging")
    }

    /// `AutoJoin`: whether the user joins the group at every login.
    pub fn auto_join(&self) -> Option<bool> {
        self.boolean("AutoJoin")
    }

    /// `ShowID`: whether the others see the address of the user. Since 1.2.
    pub fn show_id(&self) -> Option<bool> {
        self.boolean("ShowID")
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

    #[test]
    fn levels_are_known_by_other_words_too() {
        for (word, expected) in [
            ("Admin", PrivilegeLevel::Admin),
            ("mod", PrivilegeLevel::Moderator),
            ("User", PrivilegeLevel::User),
            ("US", PrivilegeLevel::User),
            ("read", PrivilegeLevel::User),
            ("Reader", PrivilegeLevel::from("Reader")),
        ] {
            assert_eq!(
                OwnProperties::from_iter([("PrivilegeLevel", word)]).privilege_level(),
                Some(expected)
            );
        }
    }
}

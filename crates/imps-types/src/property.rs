//! Properties: named values of groups, of users in groups, of contact lists and of public profiles.

use crate::PrivilegeLevel;
use alloc::vec::Vec;
use imps_core::{Extensions, ReadOptions, Text, Value, element, parse_integer};

element! {
    /// A property of a contact list, of a group or of a public profile.
    ///
    /// ```
    /// use imps_types::Property;
    ///
    /// let properties = [Property::new("Topic", "Chess")];
    /// assert_eq!(Property::find(&properties, "topic"), Some("Chess"));
    /// ```
    pub struct Property<'a> = Property {
        /// Its name, a word of the standard or of a vendor.
        name: Text<'a> = Name,
        /// Its value; missing in a question for the name alone.
        value: Option<Text<'a>> = Value,
    }
    models {
        "1.1-1.3": "Name, Value?";
    }

    /// The properties of a user in a group.
    pub struct OwnProperties<'a> = OwnProperties {
        /// The properties.
        properties: Vec<Property<'a>> = Property,
    }
    models {
        "1.1-1.3": "Property+";
    }
}

impl<'a> Property<'a> {
    /// Makes a property with its value.
    pub fn new(name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        Self { name: name.into(), value: Some(value.into()), extensions: Extensions::new() }
    }

    /// Finds the value of a property by name. Names are compared without regard to case.
    pub fn find<'p>(properties: &'p [Property<'_>], name: &str) -> Option<&'p str> {
        properties.iter().find(|property| property.is_named(name))?.value.as_deref()
    }

    /// Finds the value of a property as a boolean; `None` for text that is not a boolean.
    pub fn find_boolean(properties: &[Property<'_>], name: &str) -> Option<bool> {
        Value::from(Self::find(properties, name)?).boolean(&ReadOptions::default()).ok()
    }

    /// Finds the value of a property as a number; `None` for text that is not a number.
    pub fn find_number(properties: &[Property<'_>], name: &str) -> Option<u32> {
        parse_integer(Self::find(properties, name)?)
    }

    /// Sets a property. It replaces a property with the same name in its place.
    pub fn set(properties: &mut Vec<Self>, name: Text<'a>, value: Text<'a>) {
        match properties.iter_mut().find(|property| property.is_named(&name)) {
            Some(property) => property.value = Some(value),
            None => properties.push(Self::new(name, value)),
        }
    }

    fn is_named(&self, name: &str) -> bool {
        self.name.trim_ascii().eq_ignore_ascii_case(name.trim_ascii())
    }
}

impl<'a> OwnProperties<'a> {
    /// The value of a property; `None` if the property is missing or has no value. Names are
    /// compared without regard to case.
    pub fn get(&self, name: &str) -> Option<&str> {
        Property::find(&self.properties, name)
    }

    /// Sets a property. It replaces a property with the same name in its place.
    pub fn set(&mut self, name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) {
        Property::set(&mut self.properties, name.into(), value.into());
    }

    /// `PrivilegeLevel`: the rights of the user in the group.
    pub fn privilege_level(&self) -> Option<PrivilegeLevel<'_>> {
        let word = Property::find(&self.properties, "PrivilegeLevel")?;
        if ["US", "Read"].iter().any(|usual| word.trim_ascii().eq_ignore_ascii_case(usual)) {
            return Some(PrivilegeLevel::User);
        }
        Some(PrivilegeLevel::from_any_case(word))
    }

    /// `IsMember`: whether the user is a member.
    pub fn is_member(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "IsMember")
    }

    /// `PrivateMessaging`: whether the user accepts private messages.
    pub fn private_messaging(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "PrivateMessaging")
    }

    /// `AutoJoin`: whether the user joins the group at every login.
    pub fn auto_join(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "AutoJoin")
    }

    /// `ShowID`: whether other users see the address of the user. Since 1.2.
    pub fn show_id(&self) -> Option<bool> {
        Property::find_boolean(&self.properties, "ShowID")
    }
}

impl<'a, N: Into<Text<'a>>, V: Into<Text<'a>>> FromIterator<(N, V)> for OwnProperties<'a> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(properties: I) -> Self {
        let properties = properties.into_iter().map(|(name, value)| Property::new(name, value));
        Self { properties: properties.collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

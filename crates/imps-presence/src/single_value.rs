//! Attributes with one value.

use crate::{ClientId, Flag, StatusMoodValue, UserAvailabilityValue};
use alloc::boxed::Box;
use imps_core::{Text, element};
use imps_types::LanguageTag;

element! {
    /// Whether the user has a session. The server sets it. A client may publish the qualifier
    /// alone, to show or hide it.
    #[doc = page!(OnlineStatus)]
    pub struct OnlineStatus<'a> = OnlineStatus {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// Whether there is a session. Text other than `T` and `F` is kept.
        presence_value: Option<Flag<'a>> = PresenceValue,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, PresenceValue?";
        "1.3" guessed: "Qualifier?, PresenceValue?, ClientID?";
    }

    /// Whether the device is registered in its mobile network.
    #[doc = page!(Registration)]
    pub struct Registration<'a> = Registration {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// Whether it is registered. Text other than `T` and `F` is kept.
        presence_value: Option<Flag<'a>> = PresenceValue,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, PresenceValue?";
        "1.3" guessed: "Qualifier?, PresenceValue?, ClientID?";
    }
}

element! {
    /// The location of the user, in the user's own words.
    #[doc = page!(FreeTextLocation)]
    pub struct FreeTextLocation<'a> = FreeTextLocation {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The place.
        presence_value: Option<Text<'a>> = PresenceValue,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, PresenceValue?";
        "1.3" guessed: "Qualifier?, PresenceValue?, ClientID?";
    }

    /// The mobile network that the device uses.
    #[doc = page!(PLMN)]
    #[doc(alias("roaming", "mobile network", "MCC", "MNC"))]
    pub struct Plmn<'a> = PLMN {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The name of the operator, or the digits of country and network: `24405`.
        presence_value: Option<Text<'a>> = PresenceValue,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, PresenceValue?";
        "1.3" guessed: "Qualifier?, PresenceValue?, ClientID?";
    }
}

element! {
    /// The willingness of the user to communicate.
    #[doc = page!(UserAvailability)]
    #[doc(alias("busy", "away"))]
    pub struct UserAvailability<'a> = UserAvailability {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The willingness.
        presence_value: Option<UserAvailabilityValue<'a>> = PresenceValue,
    }
    models {
        "1.1-1.3": "Qualifier?, PresenceValue?";
    }

    /// The language in which the user prefers to communicate.
    #[doc = page!(PreferredLanguage)]
    pub struct PreferredLanguage<'a> = PreferredLanguage {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The language.
        presence_value: Option<LanguageTag<'a>> = PresenceValue,
    }
    models {
        "1.1-1.3": "Qualifier?, PresenceValue?";
    }

    /// The activity of the user, in the user's own words.
    #[doc = page!(StatusText)]
    #[doc(alias = "note")]
    pub struct StatusText<'a> = StatusText {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The text.
        presence_value: Option<Text<'a>> = PresenceValue,
    }
    models {
        "1.1-1.3": "Qualifier?, PresenceValue?";
    }
}

element! {
    /// The mood of the user.
    #[doc = page!(StatusMood)]
    #[doc(alias = "emotion")]
    pub struct StatusMood<'a> = StatusMood {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The mood.
        presence_value: Option<StatusMoodValue<'a>> = PresenceValue,
    }
    models {
        "1.1-1.3": "Qualifier?, PresenceValue?";
    }

    /// The name under which the user wishes to appear.
    #[doc = page!(Alias)]
    #[doc(alias("nickname", "display name"))]
    pub struct Alias<'a> = Alias {
        /// Whether the value may be used.
        qualifier: Option<bool> = Qualifier,
        /// The name.
        presence_value: Option<Text<'a>> = PresenceValue,
    }
    models {
        "1.1-1.3": "Qualifier?, PresenceValue?";
    }
}

/// Implements the construction of a usable value, and access to the value.
macro_rules! value {
    ($($name:ident: $value:ty,)*) => { $(
        impl<'a> $name<'a> {
            /// Makes a usable value: its qualifier is `T`.
            pub fn new(value: impl Into<$value>) -> Self {
                Self { qualifier: Some(true), presence_value: Some(value.into()), ..Self::default() }
            }

            /// Returns the value, if it may be used.
            pub fn value(&self, unqualified: crate::Unqualified) -> Option<&$value> {
                crate::Qualified::effective(self, unqualified)?.presence_value.as_ref()
            }
        }
    )* };
}

value! {
    OnlineStatus: Flag<'a>,
    Registration: Flag<'a>,
    FreeTextLocation: Text<'a>,
    Plmn: Text<'a>,
    UserAvailability: UserAvailabilityValue<'a>,
    PreferredLanguage: LanguageTag<'a>,
    StatusText: Text<'a>,
    StatusMood: StatusMoodValue<'a>,
    Alias: Text<'a>,
}

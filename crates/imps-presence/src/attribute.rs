//! Properties that all attributes share.

use crate::{
    Address, Alias, ClientId, ClientInfo, CommCap, ContactInfo, FreeTextLocation, GeoLocation, InfoLink,
    OnlineStatus, Plmn, PreferredContacts, PreferredLanguage, PresenceSubList, Registration, StatusContent,
    StatusMood, StatusText, TimeZone, UserAvailability,
};
use core::fmt;
use imps_core::{CSP, Element, Tag, Versions, tag};

/// How to treat a value without a qualifier. Implementations differ: some treat it as valid, some
/// do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unqualified {
    /// It may be used.
    Valid,
    /// It may not be used.
    Invalid,
}

/// Any presence attribute: its name, its qualifier, its client.
pub trait Qualified<'a>: fmt::Debug {
    /// The name of the attribute.
    fn attribute(&self) -> PresenceAttribute;

    /// Returns whether its values may be used; `None` without a qualifier.
    fn qualifier(&self) -> Option<bool>;

    /// The client it belongs to. Only attributes of a client in 1.3 have one.
    fn client_id(&self) -> Option<&ClientId<'a>>;

    /// Returns whether it is a name alone: it has no content, not even a qualifier.
    fn is_name(&self) -> bool;

    /// Returns the attribute, if its values may be used.
    fn effective(&self, unqualified: Unqualified) -> Option<&Self>
    where
        Self: Sized,
    {
        let valid = self.qualifier().unwrap_or(unqualified == Unqualified::Valid);
        (valid && !self.is_name()).then_some(self)
    }
}

macro_rules! attributes {
    (
        of the client { $($of_client:ident: $client_type:ident = $client_tag:ident,)* }
        of the user { $($of_user:ident: $user_type:ident = $user_tag:ident,)* }
    ) => {
        /// The name of a presence attribute.
        #[doc(alias = "PresenceSubList")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PresenceAttribute {
            $(#[doc = concat!("[`", stringify!($client_type), "`]")] $client_type,)*
            $(#[doc = concat!("[`", stringify!($user_type), "`]")] $user_type,)*
        }

        impl PresenceAttribute {
            /// All attributes, in the order of the standard.
            pub const ALL: &'static [Self] = &[$(Self::$client_type,)* $(Self::$user_type,)*];

            /// The element of the attribute.
            pub const fn tag(self) -> Tag {
                match self {
                    $(Self::$client_type => tag::$client_tag,)*
                    $(Self::$user_type => tag::$user_tag,)*
                }
            }

            /// Returns whether it describes a client, not the user. In 1.3, such an attribute may
            /// appear once per client.
            pub const fn is_of_client(self) -> bool {
                matches!(self, $(Self::$client_type)|*)
            }
        }

        impl<'a> PresenceSubList<'a> {
            /// Makes a list of the names of attributes, as in requests and grants.
            ///
            /// ```
            /// use imps_presence::{PresenceAttribute, PresenceSubList};
            /// let wanted = PresenceSubList::names([PresenceAttribute::OnlineStatus, PresenceAttribute::StatusText]);
            /// assert!(wanted.is_name_form());
            /// ```
            pub fn names(attributes: impl IntoIterator<Item = PresenceAttribute>) -> Self {
                let mut list = Self::default();
                for attribute in attributes {
                    match attribute {
                        $(PresenceAttribute::$client_type => list.$of_client = alloc::vec![$client_type::default()],)*
                        $(PresenceAttribute::$user_type => list.$of_user = Some($user_type::default().into()),)*
                    }
                }
                list
            }

            /// The attributes present, in the order of the standard. Vendor attributes are in
            /// `extensions`.
            pub fn attributes(&self) -> impl Iterator<Item = &dyn Qualified<'a>> {
                core::iter::empty()
                    $(.chain(self.$of_client.iter().map(|attribute| attribute as &dyn Qualified<'a>)))*
                    $(.chain(self.$of_user.iter().map(|attribute| {
                        let attribute: &$user_type<'a> = core::borrow::Borrow::borrow(attribute);
                        attribute as &dyn Qualified<'a>
                    })))*
            }
        }

        $(attributes!(@attribute $client_type |attribute| attribute.client_id.as_deref());)*
        $(attributes!(@attribute $user_type |_attribute| None);)*
    };
    (@attribute $name:ident |$attribute:ident| $client_id:expr) => {
        impl<'a> Qualified<'a> for $name<'a> {
            fn attribute(&self) -> PresenceAttribute {
                PresenceAttribute::$name
            }

            fn qualifier(&self) -> Option<bool> {
                self.qualifier
            }

            fn client_id(&self) -> Option<&ClientId<'a>> {
                let $attribute = self;
                $client_id
            }

            fn is_name(&self) -> bool {
                *self == Self::default()
            }
        }
    };
}

attributes! {
    of the client {
        online_status: OnlineStatus = OnlineStatus,
        registration: Registration = Registration,
        client_info: ClientInfo = ClientInfo,
        time_zone: TimeZone = TimeZone,
        geo_location: GeoLocation = GeoLocation,
        address: Address = Address,
        free_text_location: FreeTextLocation = FreeTextLocation,
        plmn: Plmn = PLMN,
        comm_cap: CommCap = CommCap,
    }
    of the user {
        user_availability: UserAvailability = UserAvailability,
        preferred_contacts: PreferredContacts = PreferredContacts,
        preferred_language: PreferredLanguage = PreferredLanguage,
        status_text: StatusText = StatusText,
        status_mood: StatusMood = StatusMood,
        alias: Alias = Alias,
        status_content: StatusContent = StatusContent,
        contact_info: ContactInfo = ContactInfo,
        info_link: InfoLink = InfoLink,
    }
}

impl PresenceAttribute {
    /// The name of the element.
    pub fn as_str(self) -> &'static str {
        CSP.name(self.tag()).unwrap_or_default()
    }

    /// Finds the attribute of an element.
    pub fn from_tag(tag: Tag) -> Option<Self> {
        Self::ALL.iter().copied().find(|attribute| attribute.tag() == tag)
    }

    /// The versions that have the attribute.
    pub fn versions(self) -> Versions {
        PresenceSubList::SCHEMA.field(self.tag()).map_or(Versions::NONE, |field| field.versions)
    }
}

impl fmt::Display for PresenceAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

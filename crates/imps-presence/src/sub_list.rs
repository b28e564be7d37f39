//! A list of presence attributes.

use crate::{
    Address, Alias, ClientInfo, CommCap, ContactInfo, FreeTextLocation, GeoLocation, InfoLink, OnlineStatus,
    Plmn, PreferredContacts, PreferredLanguage, Registration, StatusContent, StatusMood, StatusText,
    TimeZone, Unqualified, UserAvailability, UserAvailabilityValue,
};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Item, element};

element! {
    /// Presence attributes, with their values or as names alone.
    ///
    /// In a request, the list names the wanted attributes. In an update or a notification, it
    /// carries their values. The enclosing message decides which. [`names`](Self::names) makes a
    /// list of names. Vendor attributes are in `extensions`.
    ///
    /// In 1.3, an attribute of a client may appear once per client of the user. `client_id`
    /// distinguishes them.
    ///
    /// ```
    /// use imps_presence::{OnlineStatus, PresenceAttribute, PresenceSubList};
    ///
    /// let wanted = PresenceSubList::names([PresenceAttribute::OnlineStatus]);
    /// assert!(wanted.is_name_form());
    /// let online_status = vec![OnlineStatus::new(true)];
    /// let presence = PresenceSubList { online_status, ..PresenceSubList::default() };
    /// assert_eq!(presence.is_online(), Some(true));
    /// ```
    #[doc(alias("presence attributes", "presence document"))]
    pub struct PresenceSubList<'a> = PresenceSubList {
        /// Whether the user has a session.
        online_status: Vec<OnlineStatus<'a>> = OnlineStatus,
        /// Whether the device is registered in its mobile network.
        registration: Vec<Registration<'a>> = Registration,
        /// The client and its device.
        client_info: Vec<ClientInfo<'a>> = ClientInfo,
        /// The time zone.
        time_zone: Vec<TimeZone<'a>> = TimeZone,
        /// The position.
        geo_location: Vec<GeoLocation<'a>> = GeoLocation,
        /// The place, as an address.
        address: Vec<Address<'a>> = Address,
        /// The place, in the user's own words.
        free_text_location: Vec<FreeTextLocation<'a>> = FreeTextLocation,
        /// The mobile network.
        plmn: Vec<Plmn<'a>> = PLMN,
        /// The means of communication.
        comm_cap: Vec<CommCap<'a>> = CommCap,
        /// The willingness of the user to communicate.
        user_availability: Option<UserAvailability<'a>> = UserAvailability,
        /// The ways in which the user wishes to be reached.
        preferred_contacts: Option<Box<PreferredContacts<'a>>> = PreferredContacts,
        /// The language in which the user prefers to communicate.
        preferred_language: Option<Box<PreferredLanguage<'a>>> = PreferredLanguage,
        /// The activity of the user, in the user's own words.
        status_text: Option<StatusText<'a>> = StatusText,
        /// The mood of the user.
        status_mood: Option<Box<StatusMood<'a>>> = StatusMood,
        /// The name under which the user wishes to appear.
        alias: Option<Alias<'a>> = Alias,
        /// A picture, a sound or similar content.
        status_content: Option<Box<StatusContent<'a>>> = StatusContent,
        /// The business card.
        contact_info: Option<Box<ContactInfo<'a>>> = ContactInfo,
        /// Links. Since 1.2.
        info_link: Option<Box<InfoLink<'a>>> = InfoLink,
    }
    models {
        "1.1": "OnlineStatus?, Registration?, ClientInfo?, TimeZone?, GeoLocation?, Address?, FreeTextLocation?, PLMN?, CommCap?, UserAvailability?, PreferredContacts?, PreferredLanguage?, StatusText?, StatusMood?, Alias?, StatusContent?, ContactInfo?";
        "1.2": "OnlineStatus?, Registration?, ClientInfo?, TimeZone?, GeoLocation?, Address?, FreeTextLocation?, PLMN?, CommCap?, UserAvailability?, PreferredContacts?, PreferredLanguage?, StatusText?, StatusMood?, Alias?, StatusContent?, ContactInfo?, InfoLink?";
        "1.3" guessed: "OnlineStatus*, Registration*, ClientInfo*, TimeZone*, GeoLocation*, Address*, FreeTextLocation*, PLMN*, CommCap*, UserAvailability?, PreferredContacts?, PreferredLanguage?, StatusText?, StatusMood?, Alias?, StatusContent?, ContactInfo?, InfoLink?";
    }
}

impl PresenceSubList<'_> {
    /// Returns whether the list carries names alone. An empty list counts as one.
    pub fn is_name_form(&self) -> bool {
        let is_name = |item: &Item<'_>| matches!(item, Item::Element(element) if element.content.is_empty());
        let vendor_names = self.extensions.content().iter().all(|extension| is_name(&extension.item));
        vendor_names && self.attributes().all(crate::Qualified::is_name)
    }

    /// Returns whether any client of the user has a session, according to valid values.
    pub fn is_online(&self) -> Option<bool> {
        let values =
            self.online_status.iter().filter_map(|status| status.value(Unqualified::Invalid)?.value());
        values.reduce(|one, other| one || other)
    }

    /// Returns the willingness of the user to communicate, if there is a valid value.
    pub fn availability(&self) -> Option<&UserAvailabilityValue<'_>> {
        self.user_availability.as_ref()?.value(Unqualified::Invalid)
    }
}

//! Presence values of several clients, and the default attributes.

use crate::fit::fit;
use crate::losses::{Reason, Walk};
use alloc::vec::Vec;
use imps_core::{Version, tag};
use imps_csp::presence::DefaultAttributeList;
use imps_presence::{OnlineStatus, PresenceSubList, Unqualified};

/// 1.3 has a value per client, older versions have one value: keeps the client that is online.
///
/// The declarations keep the first of the other attributes.
pub(crate) fn best_values(walk: &mut Walk<'_>, list: &mut PresenceSubList<'_>) {
    if walk.since(Version::V1_3) || list.online_status.len() < 2 {
        return;
    }
    let is_online = |status: &OnlineStatus<'_>| {
        status.value(Unqualified::Invalid).and_then(imps_presence::Flag::value) == Some(true)
    };
    let best = list.online_status.iter().position(is_online).unwrap_or_default();
    for (index, mut status) in core::mem::take(&mut list.online_status).into_iter().enumerate() {
        walk.inside(format_args!("OnlineStatus[{index}]"), |walk| {
            if index == best {
                fit(walk, tag::OnlineStatus, &mut status);
                list.online_status.push(status);
            } else {
                walk.lose(Reason::Merged);
            }
        });
    }
}

/// 1.3 has one list of default attributes: joins several.
pub(crate) fn default_attributes(walk: &mut Walk<'_>, list: &mut DefaultAttributeList<'_>) {
    let DefaultAttributeList { default_notify, presence_sub_list, extensions: _ } = list;
    if walk.to < Version::V1_3 {
        return;
    }
    default_notify.get_or_insert(false);
    let mut lists = core::mem::take(presence_sub_list).into_iter();
    let Some(mut joined) = lists.next() else { return };
    walk.inside("PresenceSubList[0]", |walk| fit(walk, tag::PresenceSubList, &mut joined));
    for (index, mut list) in (1_usize..).zip(lists) {
        walk.inside(format_args!("PresenceSubList[{index}]"), |walk| {
            fit(walk, tag::PresenceSubList, &mut list);
            join(walk, &mut joined, list);
        });
    }
    presence_sub_list.push(joined);
}

/// Joins two lists. Two values of an attribute that may appear once are a loss.
fn join<'a>(walk: &mut Walk<'_>, joined: &mut PresenceSubList<'a>, list: PresenceSubList<'a>) {
    let PresenceSubList {
        online_status,
        registration,
        client_info,
        time_zone,
        geo_location,
        address,
        free_text_location,
        plmn,
        comm_cap,
        user_availability,
        preferred_contacts,
        preferred_language,
        status_text,
        status_mood,
        alias,
        status_content,
        contact_info,
        info_link,
        extensions,
    } = list;
    append(&mut joined.online_status, online_status);
    append(&mut joined.registration, registration);
    append(&mut joined.client_info, client_info);
    append(&mut joined.time_zone, time_zone);
    append(&mut joined.geo_location, geo_location);
    append(&mut joined.address, address);
    append(&mut joined.free_text_location, free_text_location);
    append(&mut joined.plmn, plmn);
    append(&mut joined.comm_cap, comm_cap);
    walk.relocate("UserAvailability", &mut { user_availability }, &mut joined.user_availability);
    walk.relocate("PreferredContacts", &mut { preferred_contacts }, &mut joined.preferred_contacts);
    walk.relocate("PreferredLanguage", &mut { preferred_language }, &mut joined.preferred_language);
    walk.relocate("StatusText", &mut { status_text }, &mut joined.status_text);
    walk.relocate("StatusMood", &mut { status_mood }, &mut joined.status_mood);
    walk.relocate("Alias", &mut { alias }, &mut joined.alias);
    walk.relocate("StatusContent", &mut { status_content }, &mut joined.status_content);
    walk.relocate("ContactInfo", &mut { contact_info }, &mut joined.contact_info);
    walk.relocate("InfoLink", &mut { info_link }, &mut joined.info_link);
    walk.lose_extensions(&extensions);
}

/// Adds the attributes that the list lacks: a name needs to be there once.
fn append<T: PartialEq>(list: &mut Vec<T>, others: Vec<T>) {
    for other in others {
        if !list.contains(&other) {
            list.push(other);
        }
    }
}

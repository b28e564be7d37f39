//! Versions, tokens and codes on the pages of the messages. The declarations know no syntax.
//! Made by the test `pages` of `oma-imps`, which writes it anew with `UPDATE_PAGES=1`.

/// The table on the page of a message: `#[doc = page!(Element)]` behind the comment of its
/// declaration.
#[rustfmt::skip]
macro_rules! page {
    (OnlineStatus) => { page! { @ " | 1.1-1.3 | `OnlineStatus` | page 05, token 21 | `OS` |" } };
    (Registration) => { page! { @ " | 1.1-1.3 | `Registration` | page 05, token 28 | no code known here |" } };
    (ClientInfo) => { page! { @ " | 1.1-1.3 | `ClientInfo` | page 05, token 0D | `CF` |" } };
    (TimeZone) => { page! { @ " | 1.1-1.3 | `TimeZone` | page 05, token 2D | no code known here |" } };
    (GeoLocation) => { page! { @ " | 1.1-1.3 | `GeoLocation` | page 05, token 1B | no code known here |" } };
    (Address) => { page! { @ " | 1.1-1.3 | `Address` | page 05, token 06 | no code known here |" } };
    (FreeTextLocation) => { page! { @ " | 1.1-1.3 | `FreeTextLocation` | page 05, token 1A | no code known here |" } };
    (PLMN) => { page! { @ " | 1.1-1.3 | `PLMN` | page 05, token 22 | no code known here |" } };
    (CommCap) => { page! { @ " | 1.1-1.3 | `CommCap` | page 05, token 12 | no code known here |" } };
    (UserAvailability) => { page! { @ " | 1.1-1.3 | `UserAvailability` | page 05, token 2E | `UA` |" } };
    (PreferredContacts) => { page! { @ " | 1.1-1.3 | `PreferredContacts` | page 05, token 24 | no code known here |" } };
    (PreferredLanguage) => { page! { @ " | 1.1-1.3 | `PreferredLanguage` | page 05, token 25 | no code known here |" } };
    (StatusText) => { page! { @ " | 1.1-1.3 | `StatusText` | page 05, token 2B | `ST` |" } };
    (StatusMood) => { page! { @ " | 1.1-1.3 | `StatusMood` | page 05, token 2A | no code known here |" } };
    (Alias) => { page! { @ " | 1.1-1.3 | `Alias` | page 05, token 08 | no code known here |" } };
    (StatusContent) => { page! { @ " | 1.1-1.3 | `StatusContent` | page 05, token 29 | `SC` |" } };
    (ContactInfo) => { page! { @ " | 1.1-1.3 | `ContactInfo` | page 05, token 13 | no code known here |" } };
    (InfoLink) => { page! { @ " | 1.2-1.3 | `InfoLink` | page 05, token 38 | no code known here |" } };
    // One that the test has not made yet.
    ($new:ident) => { "" };
    (@ $($row:literal)+) => { concat!("\n | versions | XML | binary XML | plain text |\n | --- | --- | --- | --- |", $("\n", $row),+) };
}

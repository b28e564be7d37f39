//! Search, identifiers and profiles. `flows.md`, 13 and 15.

use crate::common::{Lab, USERS, group, id, phone, show};
use crate::groups::create;
use imps_core::Version;
use imps_csp::common::{
    GetPublicProfileRequest, IdList, PublicProfile, ScreenName, SearchPair, SearchPairList, SearchRequest,
    SearchResponse, StopSearchRequest, UpdatePublicProfileRequest, UserList, VerifyIdRequest,
};
use imps_csp::{Primitive, Property, SearchElement};
use imps_lab::{Account, Options, PushSettings, World};
use imps_presence::PresenceAttribute;

fn search(pairs: &[(SearchElement<'static>, &'static str)]) -> SearchRequest<'static> {
    let pairs = pairs.iter().map(|(element, text)| SearchPair::new(element.clone(), *text));
    SearchRequest { search_pair_list: SearchPairList::new(Version::V1_3, pairs), ..Default::default() }
}

fn answer(lab: &mut Lab, name: &str, request: SearchRequest<'static>) -> SearchResponse<'static> {
    match lab.ask(name, request).answer {
        Primitive::SearchResponse(answer) => *answer,
        other => panic!("{other:?}"),
    }
}

/// The users or groups that a search finds on its first page.
fn found(lab: &mut Lab, name: &str, request: SearchRequest<'static>) -> Vec<String> {
    let Some(result) = answer(lab, name, request).search_result else { return Vec::new() };
    let users = result.user_list.iter().flat_map(UserList::user_ids).map(|id| id.as_str().to_owned());
    let groups = result.group_list.iter().flat_map(|list| &list.group_ids).map(|id| id.as_str().to_owned());
    users.chain(groups).collect()
}

/// Everybody has a name.
fn lab(mut options: Options) -> Lab {
    options.limits.page = 2;
    let accounts = USERS.map(|name| Account {
        first_name: name.to_uppercase(),
        last_name: if name < "c" { "Smith".into() } else { "Jones".into() },
        ..Account::new(id(name))
    });
    let mut lab = Lab::empty(Options::default());
    lab.world = World::new("example.com", accounts, options);
    for name in USERS {
        lab.world.log_in(&phone(name), PushSettings::default(), lab.now).unwrap();
    }
    lab
}

#[test]
fn all_criteria_have_to_match() {
    let mut lab = lab(Options::default());
    let smith = (SearchElement::UserLastName, "SMITH");
    assert_eq!(found(&mut lab, "dia", search(std::slice::from_ref(&smith))), [id("ann"), id("bob")]);
    let ann = (SearchElement::UserFirstName, "an");
    assert_eq!(found(&mut lab, "dia", search(&[smith, ann])), [id("ann")]);
    assert_eq!(found(&mut lab, "dia", search(&[(SearchElement::UserId, "nobody")])), [""; 0]);
}

/// `official-1.1.md`: the index counts the last result, and the next request asks for the number
/// after it.
#[test]
fn results_come_in_pages() {
    let mut lab = lab(Options::default());
    let first = answer(&mut lab, "ann", search(&[(SearchElement::UserId, "example")]));
    assert_eq!(
        (first.search_findings, first.search_index, first.completion_flag),
        (Some(4), Some(2), Some(false))
    );
    let search_id = first.search_id.unwrap();
    let next = |index| SearchRequest {
        search_id: Some(search_id.clone()),
        search_index: Some(index),
        ..Default::default()
    };
    assert_eq!(lab.code("ann", next(5)), 425);
    assert_eq!(lab.code("ann", next(0)), 425);
    assert_eq!(lab.code("bob", next(3)), 424);
    let last = answer(&mut lab, "ann", next(3));
    assert_eq!((last.search_index, last.completion_flag), (Some(4), Some(true)));
    assert_eq!(last.search_id, Some(search_id.clone()));
    assert_eq!(lab.code("ann", next(3)), 424);
}

#[test]
fn a_search_can_be_stopped() {
    let mut lab = lab(Options::default());
    let request = SearchRequest { search_limit: Some(1), ..search(&[(SearchElement::UserId, "example")]) };
    let first = answer(&mut lab, "ann", request);
    assert_eq!(first.search_index, Some(1));
    let stop = StopSearchRequest { search_id: first.search_id.unwrap(), ..Default::default() };
    assert_eq!(lab.code("ann", stop.clone()), 200);
    assert_eq!(lab.code("ann", stop), 424);
}

#[test]
fn a_search_without_sense_is_refused() {
    let mut lab = lab(Options::default());
    let mixed = [(SearchElement::UserId, "a"), (SearchElement::GroupName, "b")];
    assert_eq!(lab.code("ann", search(&mixed)), 562);
    assert_eq!(lab.code("ann", search(&[(SearchElement::UserId, " ")])), 537);
    assert_eq!(lab.code("ann", SearchRequest::default()), 400);
    assert_eq!(lab.code("ann", search(&[(SearchElement::from("X"), "a")])), 402);
    let advanced = SearchRequest { advanced_criteria: Some("1 OR 2".into()), ..search(&mixed) };
    assert_eq!(lab.code("ann", advanced), 501);
}

#[test]
fn searches_and_findings_have_limits() {
    let mut options = Options::default();
    (options.limits.findings, options.limits.searches) = (3, 1);
    let mut lab = lab(options);
    assert_eq!(lab.code("ann", search(&[(SearchElement::UserId, "example")])), 536);
    let limited =
        || SearchRequest { search_limit: Some(1), ..search(&[(SearchElement::UserLastName, "smith")]) };
    let first = answer(&mut lab, "ann", limited()).search_id;
    lab.ask("ann", limited());
    assert_eq!(lab.code("ann", SearchRequest { search_id: first, ..Default::default() }), 424);
}

/// A search tells nothing that presence would not.
#[test]
fn presence_is_found_only_by_who_may_see_it() {
    let mut lab = lab(Options::default());
    let online = || search(&[(SearchElement::UserOnlineStatus, "T"), (SearchElement::UserId, "bob")]);
    assert_eq!(found(&mut lab, "ann", online()), [""; 0]);
    lab.done("bob", show(&[PresenceAttribute::OnlineStatus], &["ann"]));
    assert_eq!(found(&mut lab, "ann", online()), [id("bob")]);
    assert_eq!(found(&mut lab, "cem", online()), [""; 0]);
}

#[test]
fn groups_are_found_if_they_want() {
    let mut lab = lab(Options::default());
    lab.done("ann", create(&[("Name", "Party people"), ("Searchable", "T")]));
    let named = || search(&[(SearchElement::GroupName, "party")]);
    assert_eq!(found(&mut lab, "bob", named()), [group("chat")]);
    let hide = imps_csp::group::GroupProperties::from_iter([("Searchable", "F")]);
    let hide = imps_csp::group::SetGroupPropsRequest {
        group_id: group("chat").into(),
        group_properties: Some(hide),
        ..Default::default()
    };
    lab.done("ann", hide);
    assert_eq!(found(&mut lab, "bob", named()), [""; 0]);
    assert_eq!(found(&mut lab, "ann", named()), [group("chat")]);
}

#[test]
fn the_groups_of_a_user_are_found_if_she_shows_herself() {
    let mut lab = lab(Options::default());
    lab.done("ann", create(&[("Name", "Party"), ("Searchable", "T")]));
    let joined = || search(&[(SearchElement::GroupUserIdJoined, "wv:ann@example.com")]);
    assert_eq!(found(&mut lab, "bob", joined()), [""; 0]);
    lab.done("ann", crate::groups::set_own(&[("ShowID", "T")]));
    assert_eq!(found(&mut lab, "bob", joined()), [group("chat")]);
    let owner = search(&[(SearchElement::GroupUserIdOwner, "wv:ann@example.com")]);
    assert_eq!(found(&mut lab, "bob", owner), [group("chat")]);
}

fn profile(pairs: &[(&'static str, &'static str)]) -> UpdatePublicProfileRequest<'static> {
    let properties = pairs.iter().map(|(name, value)| Property::new(*name, *value)).collect();
    let public_profile = Some(PublicProfile { properties, ..PublicProfile::default() });
    UpdatePublicProfileRequest { public_profile, ..Default::default() }
}

#[test]
fn a_profile_is_public_and_found() {
    let mut lab = lab(Options::default());
    lab.done("ann", profile(&[("PP_CITY", "Tampere"), ("PP_AGE", "30")]));
    let request = GetPublicProfileRequest { user_ids: vec![id("ann").into()], ..Default::default() };
    let Primitive::GetPublicProfileResponse(got) = lab.ask("bob", request.clone()).answer else { panic!() };
    assert_eq!(got.public_profiles[0].get("pp_city").unwrap(), "Tampere");
    let adult = || search(&[(SearchElement::UserAgeMin, "18"), (SearchElement::UserCity, "tamp")]);
    assert_eq!(found(&mut lab, "bob", adult()), [id("ann")]);
    // An empty value removes a property, and the flag removes all.
    lab.done("ann", profile(&[("PP_AGE", "")]));
    assert_eq!(found(&mut lab, "bob", adult()), [""; 0]);
    let clear = UpdatePublicProfileRequest { clear_public_profile: Some(true), ..Default::default() };
    lab.done("ann", clear);
    let Primitive::GetPublicProfileResponse(got) = lab.ask("bob", request).answer else { panic!() };
    assert_eq!(got.public_profiles[0].properties, []);
}

#[test]
fn a_profile_has_rules_and_limits() {
    let mut lab = lab(Options::default());
    assert_eq!(lab.code("ann", profile(&[("Colour", "red")])), 702);
    assert_eq!(lab.code("ann", profile(&[("PP_CITY", "a\u{7f}b")])), 702);
    let mut of_another = profile(&[("PP_CITY", "x")]);
    of_another.public_profile.as_mut().unwrap().user_id = Some(id("bob").into());
    assert_eq!(lab.code("ann", of_another), 427);
    assert_eq!(lab.code("ann", GetPublicProfileRequest::default()), 400);
    let unknown = GetPublicProfileRequest { user_ids: vec![id("nobody").into()], ..Default::default() };
    assert_eq!(lab.code("ann", unknown), 900);
    let mut options = Options::default();
    options.limits.properties = 1;
    let mut lab = Lab::with(options);
    assert_eq!(lab.code("ann", profile(&[("PP_A", "x"), ("PP_B", "x")])), 702);
}

/// `flows.md`, 15: a code for each kind of address.
#[test]
fn addresses_that_do_not_exist_have_their_codes() {
    let mut lab = lab(Options::default());
    lab.done("ann", create(&[]));
    let good = IdList {
        user_ids: vec![id("bob").into()],
        group_ids: vec![group("chat").into()],
        screen_names: vec![ScreenName::new("ann", group("chat"))],
        domains: vec!["Example.com".into()],
        ..IdList::default()
    };
    let verify = |list| VerifyIdRequest { id_list: Box::new(list), ..Default::default() };
    lab.done("bob", verify(good.clone()));
    let bad = IdList {
        user_ids: vec![id("nobody").into()],
        contact_lists: vec!["wv:ann/friends@example.com".into()],
        group_ids: vec![group("nothing").into()],
        screen_names: vec![ScreenName::new("x", group("chat"))],
        domains: vec!["other.com".into()],
        ..IdList::default()
    };
    let verified = lab.ask("ann", verify(bad));
    let outcome = verified.answer.outcome().unwrap();
    let codes: Vec<_> = outcome.detailed_result.iter().map(|it| it.code.unwrap().number()).collect();
    assert_eq!((outcome.code.unwrap().number(), codes), (900, vec![404, 531, 700, 800, 901]));
    assert_eq!(lab.code("ann", verify(IdList::default())), 400);
}

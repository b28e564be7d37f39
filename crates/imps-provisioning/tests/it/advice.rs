//! Limits of handsets, each from `wa.md` and `mo.md`.

use imps_provisioning::wa::{Account, Credentials, Handset, Service, advice};
use imps_provisioning::{Characteristic, Document};

fn account() -> Account {
    Account { addresses: vec!["http://imps.example/csp".into()], ..Account::default() }
}

#[track_caller]
fn check(account: &Account, handset: Handset, expected: &[&str]) {
    let napdef = Characteristic::new("NAPDEF").with_parm("NAPID", "nap");
    let document = Document::new("1.1").with(napdef).with(account.to_characteristic().unwrap());
    let found: Vec<String> = advice(&document, handset).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn symbian() {
    // Without services, the account is for presence too: `wa.md`, 5.5.
    const ALONE: &str = "APPLICATION[1]/SERVICES: presence needs an application of its own with the value PR";
    check(&account(), Handset::Symbian, &[ALONE]);
    let most = Account {
        name: Some("n".repeat(30)),
        addresses: vec![format!("http:{}", "a".repeat(95))],
        access_points: vec!["nap".into()],
        services: Some(vec![Service::PresenceAlone]),
        credentials: vec![Credentials::new("u".repeat(50), "p".repeat(50))],
        ..account()
    };
    check(&most, Handset::Symbian, &[]);
    let more = Account {
        name: Some("n".repeat(31)),
        addresses: vec![format!("http:{}", "a".repeat(96)), "b".into()],
        access_points: vec!["other".into()],
        services: Some(vec![Service::InstantMessaging, Service::Presence]),
        credentials: vec![Credentials::new("u".repeat(51), "p".repeat(51)), Credentials::default()],
        ..account()
    };
    let expected = [
        "APPLICATION[1]/NAME: cut to 30 characters",
        "APPLICATION[1]/ADDR: account dropped above 100 characters",
        "APPLICATION[1]/ADDR: only the first one is used",
        "APPLICATION[1]/APPAUTH[1]/AAUTHNAME: account dropped above 50 characters",
        "APPLICATION[1]/APPAUTH[1]/AAUTHSECRET: account dropped above 50 characters",
        "APPLICATION[1]/APPAUTH: only the first one is used",
        ALONE,
        "APPLICATION[1]/TO-NAPID: account not saved if no link resolves",
    ];
    check(&more, Handset::Symbian, &expected);
    let odd = Account {
        name: Some(String::new()),
        addresses: vec!["imps.example".into()],
        services: Some(vec![Service::PresenceAlone]),
        credentials: vec![Credentials::new("a\u{1}", "p")],
        ..account()
    };
    let expected = [
        "APPLICATION[1]/NAME: replaced by a default name",
        "APPLICATION[1]/ADDR: account dropped without an absolute uri",
        "APPLICATION[1]/APPAUTH[1]/AAUTHNAME: account dropped for an empty text or a control character",
        "APPLICATION[1]/TO-NAPID: presence needs an access point",
    ];
    check(&odd, Handset::Symbian, &expected);
    let empty = Account { addresses: vec![String::new()], ..account() };
    check(
        &empty,
        Handset::Symbian,
        &["APPLICATION[1]/ADDR: account dropped for an empty text or a control character", ALONE],
    );
}

#[test]
fn symbian_management() {
    let made = |bytes: usize, address: usize, services: Vec<Service>| Account {
        name: Some("n".repeat(bytes)),
        addresses: vec!["a".repeat(address)],
        services: Some(services),
        credentials: vec![Credentials::new("u".repeat(bytes), "p".repeat(bytes))],
        ..account()
    };
    let all = vec![Service::Groups, Service::Presence, Service::InstantMessaging];
    check(&made(50, 255, all), Handset::SymbianManagement, &[]);
    let expected = [
        "APPLICATION[1]/NAME: refused above 50 bytes",
        "APPLICATION[1]/ADDR: refused above 255 bytes",
        "APPLICATION[1]/APPAUTH[1]/AAUTHNAME: refused above 50 bytes",
        "APPLICATION[1]/APPAUTH[1]/AAUTHSECRET: refused above 50 bytes",
        "APPLICATION[1]/SERVICES: codes other than IM, PS and GR, or repeated ones, are refused",
    ];
    let twice = vec![Service::Groups, Service::Groups];
    check(&made(51, 256, twice), Handset::SymbianManagement, &expected);
    let codes = "APPLICATION[1]/SERVICES: codes other than IM, PS and GR, or repeated ones, are refused";
    check(&made(1, 1, vec![Service::PresenceAlone]), Handset::SymbianManagement, &[codes]);
}

#[test]
fn media_tek() {
    let form = Characteristic::new("APPADDR").with_parm("ADDR", "10.0.0.1");
    let application = account().to_characteristic().unwrap();
    let document = Document::new("1.1").with(application.clone()).with(application.with(form));
    let found: Vec<String> = advice(&document, Handset::MediaTek).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "APPLICATION[2]: only the first application is kept",
            "APPLICATION[2]/APPADDR[1]/ADDR: preferred to ADDR"
        ]
    );
}

//! The account of IMPS in a document.

use crate::documents::file;
use imps_provisioning::wa::{
    Account, AccountErrorKind, AddressType, Credentials, Level, OtherAddress, Port, Reading, Service,
    WarningKind,
};
use imps_provisioning::{Characteristic, Document, Item, Parm};
use imps_testing::table;

const URL: &str = "http://imps.example:80/csp";

fn application() -> Characteristic {
    Characteristic::new("APPLICATION").with_parm("APPID", "wA").with_parm("ADDR", URL)
}

fn read(application: Characteristic) -> Reading {
    Account::from_document(&Document::new("1.1").with(application)).unwrap()
}

fn warnings(reading: &Reading) -> Vec<String> {
    reading.warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_example_of_the_notes() {
    let document = Document::from_xml(&file("wa.xml")).unwrap();
    let reading = Account::from_document(&document).unwrap();
    let account = Account {
        provider_id: Some("imps.example".into()),
        name: Some("Example chat".into()),
        accepted_types: vec!["application/vnd.wv.csp+wbxml".into()],
        access_points: vec!["nap-a".into()],
        addresses: vec![URL.into()],
        services: Some(vec![Service::InstantMessaging, Service::Presence, Service::Groups]),
        client_id_prefix: Some("EXA".into()),
        credentials: vec![Credentials::new("wv:alice@imps.example", "correct-horse")],
        ..Account::default()
    };
    assert_eq!((&reading.account, &*reading.warnings), (&account, [].as_slice()));
    // The document has the order of the writer.
    let application = document.characteristics().last().unwrap();
    assert_eq!(account.to_characteristic().as_ref(), Ok(application));
    assert!(!format!("{reading:?}").contains("correct-horse"));
}

/// Each row of the table, alone: it is known, and is written back.
#[test]
fn every_parameter_of_the_table() {
    let mut seen = 0;
    for row in table("provisioning/wa-params.tsv") {
        let (path, parm, status) = (&row[0], &row[2], &row[3]);
        let names: Vec<&str> = path.split('/').skip(1).collect();
        if matches!(&*names, [] | ["APPID" | "ADDR"]) {
            continue;
        }
        let sample = if parm == "PORTNBR" { "8080" } else { "IPV6" };
        let mut made = if parm == "(characteristic)" {
            Item::Characteristic(Characteristic::new(*names.last().unwrap()))
        } else {
            Item::Parm(Parm::new(parm, sample))
        };
        let containers = &names[..names.len() - 1];
        for container in containers.iter().rev() {
            let mut outer = Characteristic::new(*container);
            outer.items.push(made);
            made = Item::Characteristic(outer);
        }
        let mut written = application();
        written.items.push(made);
        let reading = read(written.clone());
        let account = &reading.account;
        let others = [
            account.others.len(),
            account.credentials.iter().map(|it| it.others.len()).sum(),
            account.other_addresses.iter().map(|it| it.others.len()).sum(),
        ];
        assert_eq!(others, [0; 3], "{path}");
        let is_unexpected = reading.warnings.iter().any(|it| it.kind == WarningKind::NotExpected);
        assert_eq!(is_unexpected, status == "not expected", "{path}");
        let again = account.to_characteristic().unwrap();
        let sorted = |characteristic: &Characteristic| {
            let mut items: Vec<String> =
                characteristic.items.iter().map(|item| format!("{item:?}")).collect();
            items.sort();
            items
        };
        assert_eq!(sorted(&again), sorted(&written), "{path}");
        seen += 1;
    }
    assert_eq!(seen, 20);
}

#[test]
fn an_address_and_an_app_id_are_needed() {
    let fault = |applications: Vec<Characteristic>| {
        let document = applications.into_iter().fold(Document::new("1.1"), Document::with);
        Account::from_document(&document).unwrap_err()
    };
    let other = |id: &str| Characteristic::new("APPLICATION").with_parm("APPID", id).with_parm("ADDR", URL);
    assert_eq!(fault(vec![]).kind, AccountErrorKind::NoApplication);
    assert_eq!(fault(vec![Characteristic::new("NAPDEF")]).to_string(), "APPLICATION: missing");
    let error = fault(vec![other("w2"), other("w4")]);
    assert_eq!(error.kind, AccountErrorKind::OtherApplication("w2".into()));
    assert_eq!(error.to_string(), "APPLICATION[1]/APPID: application w2 instead of wA");
    let error = fault(vec![other("w2"), Characteristic::new("APPLICATION").with_parm("APPID", "wA")]);
    assert_eq!((error.kind, &*error.path), (AccountErrorKind::MissingAddress, "APPLICATION[2]/ADDR"));
    let error = fault(vec![Characteristic::new("APPLICATION").with_parm("ADDR", URL)]);
    assert_eq!((error.kind, &*error.path), (AccountErrorKind::MissingAppId, "APPLICATION[1]/APPID"));
    let error = Account::from_characteristic(&Characteristic::new("NAPDEF")).unwrap_err();
    assert_eq!(error.kind, AccountErrorKind::NoApplication);
    assert_eq!(Account::default().to_characteristic().unwrap_err().kind, AccountErrorKind::MissingAddress);
}

#[test]
fn several_accounts() {
    let presence = application().with_parm("SERVICES", "PR");
    let mail = Characteristic::new("APPLICATION").with_parm("APPID", "25");
    let document = Document::new("1.1").with(mail).with(application()).with(presence);
    let all = Account::all(&document).unwrap();
    let services: Vec<_> = all.iter().map(|reading| reading.account.services.clone()).collect();
    assert_eq!(services, [None, Some(vec![Service::PresenceAlone])]);
    assert_eq!(Account::from_document(&document).unwrap().account, all[0].account);
}

#[test]
fn peculiarities_are_warnings() {
    let mut odd = Characteristic::new("APPLICATION")
        .with_parm("APPID", "WA")
        .with_parm("NAME", "a")
        .with_parm("NAME", "b")
        .with_parm("ADDR", "imps.example")
        .with_parm("TO-NAPID", "INTERNET")
        .with_parm("TO-NAPID", "x")
        .with_parm("TO-PROXY", "y")
        .with_parm("SERVICES", "IM; PS;XX;")
        .with_parm("X-\n", "1")
        .with(Characteristic::new("APPAUTH").with_parm("AAUTHLEVEL", "APPSRV"))
        .with(
            Characteristic::new("APPAUTH").with_parm("AAUTHLEVEL", "SRVCRED").with(Characteristic::new("Z")),
        );
    let mut parm = Parm::new("CIDPREFIX", "");
    parm.value = None;
    parm.attributes.push(("datatype".into(), "string".into()));
    odd.items.push(Item::Parm(parm.clone()));
    let document = Document::new("1.0").with(odd);
    let reading = Account::from_document(&document).unwrap();
    let expected = [
        "APPLICATION[1]: an application needs version 1.1",
        "APPLICATION[1]/APPID: WA instead of wA",
        "APPLICATION[1]/NAME: repeated",
        "APPLICATION[1]/SERVICES: unknown value XX",
        "APPLICATION[1]/X-\\n: unknown",
        "APPLICATION[1]/APPAUTH[2]/AAUTHLEVEL: unknown value SRVCRED",
        "APPLICATION[1]/APPAUTH[2]/Z: unknown",
        "APPLICATION[1]/CIDPREFIX: other attributes left out",
        "APPLICATION[1]/CIDPREFIX: without a value",
        "APPLICATION[1]/ADDR: no absolute uri",
        "APPLICATION[1]/TO-PROXY: no characteristic has the id y",
        "APPLICATION[1]/TO-NAPID: no characteristic has the id x",
    ];
    assert_eq!(warnings(&reading), expected);
    let account = reading.account;
    assert_eq!(account.name.as_deref(), Some("a"));
    assert_eq!(
        account.others,
        [Item::Parm(Parm::new("NAME", "b")), Item::Parm(Parm::new("X-\n", "1")), Item::Parm(parm)]
    );
    let services = [Service::InstantMessaging, Service::Presence, Service::Other("XX".into())];
    assert_eq!(account.services.as_deref(), Some(services.as_slice()));
    assert_eq!(account.credentials[1].level, Some(Level::Other("SRVCRED".into())));
}

#[test]
fn an_address_in_the_other_form_is_enough() {
    let port = Characteristic::new("PORT").with_parm("PORTNBR", "8080").with_parm("PORTNBR", "1");
    let bad = Characteristic::new("PORT").with_parm("PORTNBR", "65536");
    let form = Characteristic::new("APPADDR")
        .with_parm("ADDR", "10.0.0.1")
        .with_parm("ADDRTYPE", "IPV4")
        .with(port)
        .with(bad);
    let reading = read(Characteristic::new("APPLICATION").with_parm("APPID", "wA").with(form));
    let expected = [
        "APPLICATION[1]/APPADDR: not expected in an account",
        "APPLICATION[1]/APPADDR[1]/PORT[1]/PORTNBR: repeated",
        "APPLICATION[1]/APPADDR[1]/PORT[2]/PORTNBR: unknown value 65536",
        "APPLICATION[1]/ADDR: the address is in APPADDR only",
    ];
    assert_eq!(warnings(&reading), expected);
    let ports = [
        Port { number: Some(8080), others: vec![Item::Parm(Parm::new("PORTNBR", "1"))] },
        Port { number: None, others: vec![Item::Parm(Parm::new("PORTNBR", "65536"))] },
    ];
    let form = OtherAddress {
        address: Some("10.0.0.1".into()),
        address_type: Some(AddressType::Ipv4),
        ports: ports.into(),
        others: vec![],
    };
    assert_eq!(reading.account.other_addresses, [form]);
    assert_eq!(reading.account.address(), Some("10.0.0.1"));
}

#[test]
fn many_links_and_warnings_cost_little() {
    let mut document = Document::new("1.1");
    let mut application = application();
    for number in 0..20_000 {
        document = document.with(Characteristic::new("NAPDEF").with_parm("NAPID", format!("a{number}")));
        application = application.with_parm("TO-NAPID", format!("b{number}"));
    }
    let reading = Account::from_document(&document.with(application)).unwrap();
    assert_eq!((reading.account.access_points.len(), reading.warnings.len()), (20_000, 1_001));
    assert_eq!(reading.warnings.last().unwrap().kind, WarningKind::More(1_000));
}

#[test]
fn an_item_of_a_list_has_no_separator() {
    let account = |types: &str, service: &str| Account {
        addresses: vec![URL.into()],
        accepted_types: vec![types.into()],
        services: Some(vec![Service::Other(service.into())]),
        ..Account::default()
    };
    for (types, service, path, item) in [
        ("a,b", "IM", "APPLICATION/AACCEPT", "a,b"),
        ("", "IM", "APPLICATION/AACCEPT", ""),
        ("a", "IM;PS", "APPLICATION/SERVICES", "IM;PS"),
        ("a", " IM", "APPLICATION/SERVICES", " IM"),
    ] {
        let error = account(types, service).to_characteristic().unwrap_err();
        assert_eq!((error.kind, &*error.path), (AccountErrorKind::Item(item.into()), path));
    }
    // No services are not all services.
    let none = Account { services: Some(vec![]), ..account("a", "b") };
    assert_eq!(read(none.to_characteristic().unwrap()).account, none);
}

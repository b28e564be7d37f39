//! The settings of a capability negotiation, at both sides, in all versions: `cir.md`,
//! `csp-http.md`, `client-needs.md`, and the notes on CSP.

use imps_transport::agreed::{
    Agreed, AgreedNote, CookieFault, DEFAULT_TCP_PORT, DEFAULT_UDP_PORT, Offer, TcpAddress, check_cookie,
};
use oma_imps::csp::service::{
    AgreedCapabilityList, CapabilityList, CirHttpAddress, CirUrl, ClientCapabilityRequest,
    ClientCapabilityResponse,
};
use oma_imps::csp::{
    ClientId, ClientType, DeliveryMethod, Message, SessionDescriptor, SupportedBearer, SupportedCirMethod,
};
use oma_imps::{Input, Syntax, Version};
use std::time::Duration;

const ALL: [SupportedCirMethod<'static>; 6] = [
    SupportedCirMethod::WapSms,
    SupportedCirMethod::WapUdp,
    SupportedCirMethod::Ssms,
    SupportedCirMethod::Sudp,
    SupportedCirMethod::Stcp,
    SupportedCirMethod::Shttp,
];

/// The list of a client that has every method, in an order of its own.
fn list() -> CapabilityList<'static> {
    CapabilityList {
        client_type: Some(ClientType::MobilePhone),
        initial_delivery_method: Some(DeliveryMethod::Push),
        any_content: Some(true),
        accepted_content_length: Some(20_000),
        supported_bearer: vec![SupportedBearer::Http],
        multi_trans: Some(3),
        parser_size: Some(300 << 10),
        supported_cir_method: ALL.to_vec(),
        udp_port: Some(5000),
        server_poll_min: Some(10),
        ..CapabilityList::default()
    }
}

fn request(list: CapabilityList<'static>) -> ClientCapabilityRequest<'static> {
    ClientCapabilityRequest {
        client_id: Some(ClientId::from_url("WV:PHONE")),
        capability_list: Some(list.into()),
        ..Default::default()
    }
}

fn offer() -> Offer {
    Offer::default()
        .with_cir_methods([SupportedCirMethod::Sudp, SupportedCirMethod::WapSms, SupportedCirMethod::Ssms])
        .with_tcp(TcpAddress::new("cir.example.com", 8080))
        .with_http_address("http://cir.example.com/cir/7/1")
        .with_poll_minimum(Duration::from_secs(30))
        .with_multi_trans(2, 2)
}

/// Sends the answer through a syntax.
fn sent(version: Version, answer: ClientCapabilityResponse<'static>) -> ClientCapabilityResponse<'static> {
    let message = Message::response(version, SessionDescriptor::inband("s1"), "t2", answer);
    let syntax = if version == Version::V1_2 { Syntax::Wbxml } else { Syntax::Xml };
    let bytes = syntax.to_vec(&message).unwrap();
    let read: Message = Input::new(&bytes).unwrap().read_owned().unwrap();
    assert_eq!(read.version, version);
    read.primitive_as::<ClientCapabilityResponse>().unwrap().clone()
}

#[test]
fn both_sides_agree_in_each_version() {
    for version in [Version::V1_1, Version::V1_2, Version::V1_3] {
        let (at_server, answer) = offer().answer(version, &request(list()));
        let at_client = Agreed::read(&list(), &sent(version, answer));
        let methods: &[_] = match version {
            Version::V1_1 => {
                &[SupportedCirMethod::WapSms, SupportedCirMethod::Sudp, SupportedCirMethod::Stcp]
            }
            _ => &[
                SupportedCirMethod::WapSms,
                SupportedCirMethod::Ssms,
                SupportedCirMethod::Sudp,
                SupportedCirMethod::Stcp,
                SupportedCirMethod::Shttp,
            ],
        };
        assert_eq!(at_client.cir_methods, methods, "{version}");
        assert_eq!(at_client.tcp, Some(TcpAddress::new("cir.example.com", 8080)));
        assert_eq!(at_client.poll_minimum, Some(Duration::from_secs(30)));
        let http = (version != Version::V1_1).then(|| "http://cir.example.com/cir/7/1".to_owned());
        assert_eq!(at_client.http_address, http, "{version}");
        assert_eq!((at_server.udp_port, at_client.udp_port), (Some(5000), Some(5000)));
        assert_eq!((at_server.multi_trans, at_server.multi_trans_per_message), (2, 1));
        // 1.2 has no field for it, so the client keeps its own number.
        assert_eq!(at_client.multi_trans, if version == Version::V1_2 { 3 } else { 2 });
        let same = Agreed { multi_trans: 2, notes: at_server.notes.clone(), ..at_client };
        assert_eq!(at_server, same, "{version}");
    }
}

#[test]
fn the_lists_have_the_place_of_the_version() {
    let (agreed, answer) = offer().answer(Version::V1_1, &request(list()));
    assert!(answer.agreed_capability_list.is_none() && answer.client_id.is_some());
    let whole = answer.capability_list.unwrap();
    assert_eq!((whole.accepted_content_length, whole.any_content), (Some(20_000), Some(true)));
    assert_eq!((whole.tcp_address.as_deref(), whole.tcp_port), (Some("cir.example.com"), Some(8080)));
    assert_eq!(
        agreed.notes,
        [SupportedCirMethod::Ssms, SupportedCirMethod::Shttp]
            .map(|method| AgreedNote::NotInVersion(method, Version::V1_1))
    );

    let (_, answer) = offer().answer(Version::V1_2, &request(list()));
    assert!(answer.capability_list.is_none() && answer.client_id.is_none());
    let list_1_2 = answer.agreed_capability_list.unwrap();
    assert!(list_1_2.cir_url.is_some() && list_1_2.cir_http_address.is_none());
    assert_eq!((list_1_2.multi_trans, list_1_2.any_content), (None, None));

    let (_, answer) = offer().answer(Version::V1_3, &request(list()));
    let list_1_3 = answer.agreed_capability_list.unwrap();
    assert!(list_1_3.cir_url.is_none() && list_1_3.cir_http_address.is_some());
    assert_eq!((list_1_3.multi_trans, list_1_3.any_content), (Some(2), Some(true)));
}

#[test]
fn a_server_agrees_only_to_what_both_have() {
    let stated = CapabilityList {
        supported_cir_method: vec![SupportedCirMethod::Stcp],
        multi_trans: Some(0),
        ..list()
    };
    let agreed = Offer::default().agree(Version::V1_2, Some(&stated));
    assert_eq!(agreed.cir_methods, []);
    assert_eq!((agreed.tcp.as_ref(), agreed.udp_port, agreed.multi_trans), (None, None, 1));
    assert_eq!(agreed.poll_minimum, Some(Duration::from_secs(10)));
    let agreed = offer().agree(Version::V1_2, None);
    assert_eq!(
        (agreed.notes, agreed.poll_minimum),
        (vec![AgreedNote::NoList], Some(Duration::from_secs(30)))
    );
}

#[test]
fn a_client_without_a_port_listens_on_the_registered_one() {
    for (number, notes) in [
        (None, vec![]),
        (Some(0), vec![AgreedNote::NotAPort(0)]),
        (Some(70_000), vec![AgreedNote::NotAPort(70_000)]),
    ] {
        let stated = CapabilityList {
            udp_port: number,
            supported_cir_method: vec![SupportedCirMethod::Sudp],
            ..list()
        };
        let agreed = offer().agree(Version::V1_3, Some(&stated));
        assert_eq!((agreed.udp_port, agreed.notes), (Some(DEFAULT_UDP_PORT), notes));
    }
    assert_eq!(DEFAULT_UDP_PORT, 3717);
}

#[test]
fn several_transactions_per_message_exist_since_1_3() {
    let stated = CapabilityList { multi_trans: Some(5), multi_trans_per_message: Some(9), ..list() };
    let of = |version| {
        let agreed = Offer::default().agree(version, Some(&stated));
        (agreed.multi_trans, agreed.multi_trans_per_message)
    };
    assert_eq!([Version::V1_1, Version::V1_2, Version::V1_3].map(of), [(5, 1), (5, 1), (5, 5)]);
}

fn read(list: &AgreedCapabilityList<'static>) -> Agreed {
    let offered = self::list();
    Agreed::read_list(&offered, list)
}

#[test]
fn a_client_reads_incomplete_answers() {
    let methods = vec![SupportedCirMethod::Stcp, SupportedCirMethod::Shttp];
    let agreed = read(&AgreedCapabilityList {
        supported_cir_method: methods.clone(),
        ..AgreedCapabilityList::default()
    });
    assert_eq!(agreed.cir_methods, []);
    assert_eq!(agreed.notes, [AgreedNote::NoTcpAddress, AgreedNote::NoHttpAddress]);

    // A missing port is 3171, as in the public Android client.
    let agreed = read(&AgreedCapabilityList {
        supported_cir_method: methods,
        tcp_address: Some(" cir.example.com ".into()),
        ..AgreedCapabilityList::default()
    });
    assert_eq!(agreed.tcp, Some(TcpAddress::new("cir.example.com", DEFAULT_TCP_PORT)));
    assert_eq!(agreed.notes, [AgreedNote::NoTcpPort, AgreedNote::NoHttpAddress]);

    // One known server names SHTTP alone, and gives the TCP address all the same.
    let agreed = read(&AgreedCapabilityList {
        supported_cir_method: vec![SupportedCirMethod::Shttp],
        tcp_address: Some("cir.example.com".into()),
        tcp_port: Some(8080),
        cir_url: Some(CirUrl { url: "http://cir.example.com/".into(), ..CirUrl::default() }),
        ..AgreedCapabilityList::default()
    });
    assert_eq!(agreed.cir_methods, [SupportedCirMethod::Shttp]);
    assert_eq!(agreed.notes, [AgreedNote::TcpAddressWithoutMethod]);
    assert!(agreed.tcp.is_some());

    let agreed = read(&AgreedCapabilityList {
        supported_cir_method: vec!["XCIR".into()],
        cir_http_address: Some(CirHttpAddress { url: Some("http://a/".into()), ..CirHttpAddress::default() }),
        tcp_address: Some("a".into()),
        tcp_port: Some(65_536),
        ..AgreedCapabilityList::default()
    });
    assert_eq!(agreed.http_address.as_deref(), Some("http://a/"));
    assert_eq!(agreed.notes, [AgreedNote::NotAPort(65_536), AgreedNote::NotOffered("XCIR".into())]);
}

#[test]
fn an_answer_without_a_list_leaves_the_settings_of_the_client() {
    let agreed = Agreed::read(&list(), &ClientCapabilityResponse::default());
    assert_eq!((agreed.multi_trans, agreed.parser_size), (3, Some(300 << 10)));
    assert_eq!((agreed.cir_methods.len(), agreed.notes), (0, vec![AgreedNote::NoList]));
}

#[test]
fn notes_are_one_line() {
    let long: SupportedCirMethod = "X\n".repeat(100).into();
    for note in [AgreedNote::NotOffered(long.clone()), AgreedNote::NotInVersion(long, Version::V1_1)] {
        let line = note.to_string();
        assert!(line.len() < 200 && !line.contains('\n'), "{line}");
    }
}

#[test]
fn cookies_that_wake_ups_cannot_tell_apart_are_reported() {
    assert_eq!(check_cookie("", []), Err(CookieFault::Empty));
    for cookie in ["a b", "a\tb", "a\r\n"] {
        assert_eq!(check_cookie(cookie, []), Err(CookieFault::Blank(cookie.into())));
    }
    for (cookie, live) in [("ab", "abc"), ("abc", "ab"), ("abc", "bc"), ("a", "a")] {
        let fault = CookieFault::Ambiguous { cookie: cookie.into(), live: live.into() };
        assert_eq!(check_cookie(cookie, ["zz", live]), Err(fault));
    }
    // Wake-ups compare the exact case.
    assert_eq!(check_cookie("cookie", ["COOKIE-1", ""]), Ok(()));
}

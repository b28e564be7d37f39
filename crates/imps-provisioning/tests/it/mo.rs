//! The account as a management object, and serialized trees.

use imps_provisioning::ddf::Format;
use imps_provisioning::mo::{
    Content, Link, MoError, Node, Nodes, NoteKind, Options, Tree, from_account, to_account,
};
use imps_provisioning::wa::{Account, Credentials, Level, OtherAddress, Service};
use imps_provisioning::{Characteristic, Document, ErrorKind, Item, Parm};

fn options() -> Options {
    Options::default()
        .with_link(Link::AccessPoint("nap-a".into()), "./AP/1")
        .with_link(Link::AccessPoint("nap-b".into()), "./AP/2")
        .with_link(Link::Proxy("px".into()), "Proxy/1")
}

fn full() -> Account {
    Account {
        provider_id: Some("imps.example".into()),
        name: Some("Example chat".into()),
        access_points: vec!["nap-a".into(), "nap-b".into()],
        proxies: vec!["px".into()],
        addresses: vec!["http://imps.example/csp".into()],
        services: Some(vec![Service::InstantMessaging, Service::Presence, Service::Other("XX".into())]),
        client_id_prefix: Some("EXA".into()),
        credentials: vec![
            Credentials { kind: Some("DIGEST".into()), data: Some("d".into()), ..Credentials::new("u", "p") },
            Credentials { level: Some(Level::Client), ..Credentials::default() },
            Credentials::default(),
        ],
        ..Account::default()
    }
}

fn notes(notes: &[imps_provisioning::mo::Note]) -> Vec<String> {
    notes.iter().map(ToString::to_string).collect()
}

#[test]
fn an_account_goes_into_the_tree_and_back() {
    let made = from_account(&full(), "1", &options());
    assert_eq!(notes(&made.notes), [""; 0]);
    let expected = [
        ("AppID", "wA"),
        ("ProviderID", "imps.example"),
        ("Name", "Example chat"),
        ("PrefConRef", "Proxy/1"),
        ("ToConRef/1/ConRef", "./AP/1"),
        ("ToConRef/2/ConRef", "./AP/2"),
        ("PrefAddr", "http://imps.example/csp"),
        ("AppAuth/1/AAuthLevel", "APPSRV"),
        ("AppAuth/1/AAuthSecret", "p"),
        ("AppAuth/2/AAuthLevel", "CLIENT"),
        ("AppAuth/3/AAuthLevel", ""),
        ("Services", "IM;PS;XX"),
        ("CIDPrefix", "EXA"),
    ];
    for (path, value) in expected {
        assert_eq!(made.node.value(path), Some(value), "{path}");
    }
    let read = to_account(&made.node, &options()).unwrap();
    assert_eq!((read.account, read.notes), (full(), vec![]));
    assert!(!format!("{:?}", made.node).contains("\"p\""));

    // Through a serialized tree too.
    let tree = Tree::new("./IMPS", made.node);
    assert_eq!(Tree::from_xml(tree.to_xml().unwrap().as_bytes()), Ok(tree));
}

/// wA, the tree and wA again: only parms without a node are missing.
#[test]
fn what_has_no_node_is_noted() {
    let account = Account {
        accepted_types: vec!["application/vnd.wv.csp+wbxml".into()],
        addresses: vec!["http://a".into(), "http://b".into()],
        access_points: vec!["nap-a".into(), "INTERNET".into()],
        services: Some(vec![Service::PresenceAlone, Service::Presence]),
        other_addresses: vec![OtherAddress::default()],
        protocol: Some("p".into()),
        resources: vec![Characteristic::new("RESOURCE")],
        credentials: vec![Credentials {
            others: vec![Item::Parm(Parm::new("X", "1"))],
            ..Credentials::new("u", "p")
        }],
        others: vec![Item::Characteristic(Characteristic::new("Y"))],
        ..Account::default()
    };
    let made = from_account(&account, "1", &options());
    let expected = [
        "TO-NAPID: no connectivity object for INTERNET",
        "ADDR: has no node",
        "APPAUTH[1]/X: has no node",
        "SERVICES: PR written as PS",
        "SERVICES: PS occurs twice",
        "AACCEPT: has no node",
        "APROTOCOL: has no node",
        "APPADDR[1]: has no node",
        "RESOURCE[1]: has no node",
        "Y: has no node",
    ];
    assert_eq!(notes(&made.notes), expected);
    let read = to_account(&made.node, &options()).unwrap();
    let left = Account {
        addresses: vec!["http://a".into()],
        access_points: vec!["nap-a".into()],
        services: Some(vec![Service::Presence]),
        credentials: vec![Credentials::new("u", "p")],
        ..Account::default()
    };
    assert_eq!((read.account, read.notes), (left, vec![]));
}

#[test]
fn the_observed_phone_has_fewer_nodes() {
    let made = from_account(&full(), "1", &options().with_nodes(Nodes::Observed));
    let expected = [
        "PROVIDER-ID: has no node",
        "TO-NAPID: has no node",
        "TO-NAPID: has no node",
        "APPAUTH[1]/AAUTHTYPE: has no node",
        "APPAUTH[1]/AAUTHDATA: has no node",
        "CIDPREFIX: has no node",
    ];
    assert_eq!(notes(&made.notes), expected);
    let names: Vec<&str> = made.node.nodes().iter().map(|node| &*node.name).collect();
    assert_eq!(names, ["AppID", "Name", "PrefConRef", "PrefAddr", "AppAuth", "Services"]);
}

#[test]
fn the_document_of_the_notes() {
    let document = Document::from_xml(&crate::documents::file("wa.xml")).unwrap();
    let account = Account::from_document(&document).unwrap().account;
    let made = from_account(&account, "1", &options());
    assert_eq!(notes(&made.notes), ["AACCEPT: has no node"]);
    let read = to_account(&made.node, &options()).unwrap();
    assert_eq!(read.account, Account { accepted_types: vec![], ..account });
}

#[test]
fn odd_trees() {
    let node = Node::interior(
        "x",
        vec![
            Node::leaf("PrefAddr", "http://a"),
            Node::leaf("PrefAddr", "http://b"),
            Node::leaf("PrefConRef", "AP/1"),
            Node::leaf("Name", "a"),
            Node::leaf("Name", "b"),
            Node::leaf("X\n", ""),
            Node::interior("Name", vec![]),
            Node::interior("Ext", vec![Node::leaf("PEPCompliant", "TRUE")]),
            Node::interior(
                "ToConRef",
                vec![Node::interior("1", vec![Node::leaf("ConRef", "AP/9"), Node::leaf("Z", "")])],
            ),
            Node::interior(
                "AppAuth",
                vec![
                    Node::interior(
                        "a",
                        vec![Node::leaf("AAuthLevel", "CLCRED"), Node::leaf("AAuthLevel", "OBEX")],
                    ),
                    Node::interior("b", vec![Node::leaf("AAuthLevel", "SRVCRED"), Node::leaf("Q", "")]),
                ],
            ),
        ],
    );
    let read = to_account(&node, &options()).unwrap();
    let expected = [
        "PrefAddr: has no parm",
        "Name: has no parm",
        "X\\n: has no parm",
        "Name: has no parm",
        "Ext: has no parm",
        "ToConRef/1/Z: has no parm",
        "AppAuth/a/AAuthLevel: CLCRED translated",
        "AppAuth/a/AAuthLevel: has no parm",
        "AppAuth/b/AAuthLevel: SRVCRED translated",
        "AppAuth/b/Q: has no parm",
        "AppID: missing",
        "ToConRef/1/ConRef: no connectivity object for AP/9",
    ];
    assert_eq!(notes(&read.notes), expected);
    let levels: Vec<_> = read.account.credentials.iter().map(|it| it.level.clone()).collect();
    assert_eq!(levels, [Some(Level::AppSrv), Some(Level::Client)]);
    assert_eq!(read.account.access_points, ["nap-a"]);

    let wrong = Node::interior("x", vec![Node::leaf("AppID", "w2"), Node::leaf("PrefAddr", "a")]);
    assert_eq!(to_account(&wrong, &options()), Err(MoError::OtherApplication("w2".into())));
    let other = Node::interior("x", vec![Node::leaf("AppID", "wa"), Node::leaf("PrefAddr", "a")]);
    assert_eq!(to_account(&other, &options()).unwrap().notes[0].kind, NoteKind::Translated("wa".into()));
    assert_eq!(to_account(&Node::default(), &options()), Err(MoError::MissingAddress));
}

/// Each loss has a note, and the first of several counts.
#[test]
fn nothing_of_a_tree_is_lost_in_silence() {
    let base64 = |name: &str| {
        let mut node = Node::leaf(name, "");
        node.content = Content::Value(Format::B64, "YQ==".into());
        node
    };
    let node = Node::interior(
        "x",
        vec![
            Node::leaf("AppID", "wA"),
            Node::leaf("PrefAddr", "http://a"),
            Node::leaf("PrefConRef", "./AP/1"),
            Node::leaf("PrefConRef", "./AP/2"),
            Node::interior("ToConRef", vec![Node::leaf("1", "./AP/2")]),
            Node::interior(
                "AppAuth",
                vec![Node::leaf("1", "secret"), Node::interior("2", vec![base64("AAuthSecret")])],
            ),
            base64("Name"),
        ],
    );
    let read = to_account(&node, &options()).unwrap();
    let expected = [
        "PrefConRef: has no parm",
        "ToConRef/1: has no parm",
        "AppAuth/1: has no parm",
        "AppAuth/2/AAuthSecret: has no parm",
        "Name: has no parm",
    ];
    assert_eq!(notes(&read.notes), expected);
    assert_eq!(read.account.access_points, ["nap-a"]);
    assert_eq!((read.account.name, read.account.credentials), (None, vec![Credentials::default()]));
}

#[test]
fn serialized_trees() {
    let xml = r#"<?xml version="1.0"?>
<MgmtTree xmlns="syncml:dmddf1.2">
  <VerDTD>1.2</VerDTD><Man>M</Man><Mod>m</Mod>
  <Node>
    <NodeName>IMPS</NodeName><Path>./Vendor</Path>
    <RTProperties><ACL>Get=*</ACL><Format><node/></Format><Type><DDFName/></Type></RTProperties>
    <Node>
      <NodeName>1</NodeName>
      <Node><NodeName>Name</NodeName><RTProperties><Format><chr/></Format><Type><MIME>text/plain</MIME></Type>
        <Title>t</Title></RTProperties><Value> a </Value></Node>
      <Node><NodeName>Flag</NodeName><RTProperties><Format><bool/></Format><Type><MIME>x/y</MIME></Type></RTProperties></Node>
    </Node>
  </Node>
</MgmtTree>"#;
    let tree = Tree::from_xml(xml.as_bytes()).unwrap();
    assert_eq!((tree.manufacturer.as_deref(), tree.model.as_deref()), (Some("M"), Some("m")));
    let (path, root) = &tree.nodes[0];
    assert_eq!(
        (path.as_deref(), &*root.properties),
        (Some("./Vendor"), [("ACL".into(), "Get=*".into())].as_slice())
    );
    assert_eq!(root.value("1/Name"), Some(" a "));
    assert_eq!(root.at("1/Name").unwrap().kind, None);
    let flag = root.at("1/Flag").unwrap();
    assert_eq!(
        (&flag.content, flag.kind.as_deref()),
        (&Content::Value(Format::Bool, String::new()), Some("x/y"))
    );
    assert_eq!(Tree::from_xml(tree.to_xml().unwrap().as_bytes()), Ok(tree));

    let fault = |content: &str| {
        let xml = format!("<MgmtTree>{content}</MgmtTree>");
        Tree::from_xml(xml.as_bytes()).unwrap_err().kind
    };
    let unexpected = |name: &str| ErrorKind::UnexpectedElement(name.into());
    assert_eq!(fault("<Node/>"), ErrorKind::MissingElement("NodeName"));
    assert_eq!(fault("<Node><NodeName>a</NodeName><NodeName>b</NodeName></Node>"), unexpected("NodeName"));
    assert_eq!(fault("<Node><NodeName/><Node><NodeName/><Path/></Node></Node>"), unexpected("Path"));
    assert_eq!(fault("<Node><NodeName/><Value/><Node/></Node>"), unexpected("Node"));
    assert_eq!(fault("<Node><NodeName><a/></NodeName></Node>"), unexpected("a"));
    assert_eq!(
        fault("<Node><NodeName/><RTProperties><Format><blob/></Format></RTProperties></Node>"),
        ErrorKind::Value { element: "Format", value: "blob".into() },
    );
    // A word is an element: as a text it is not taken for the default.
    for (element, value) in [("Format", "b64"), ("Type", "text/plain")] {
        let properties = format!("<RTProperties><{element}>{value}</{element}></RTProperties>");
        assert_eq!(
            fault(&format!("<Node><NodeName/>{properties}</Node>")),
            ErrorKind::Value { element, value: value.into() },
        );
    }
    assert_eq!(fault(&"<Node>".repeat(10_000)), ErrorKind::DepthLimit(50));
    let deep = (0..100).fold(Node::leaf("a", ""), |node, _| Node::interior("b", vec![node]));
    assert_eq!(Tree::new("./a", deep).to_xml().unwrap_err().kind, ErrorKind::DepthLimit(50));
}

//! The rules of the layers around a primitive, against the facts of `testdata/spec/csp/notes.md`:
//! each with documents that break it and documents that nearly do.

use imps_core::ReadOptions;
use imps_csp::validate::{Finding, Role, Severity, ValidateOptions, validate};
use imps_xml::XmlSource;

/// A message in parts.
#[derive(Clone, Copy)]
struct Envelope<'t> {
    /// The version, which surrounds the other parts.
    version: &'t str,
    descriptor: &'t str,
    flag: &'t str,
    transaction: &'t str,
    primitive: &'t str,
}

const INBAND: &str = "<SessionType>Inband</SessionType><SessionID>s1</SessionID>";
const OUTBAND: &str = "<SessionType>Outband</SessionType>";
const REQUEST: &str = "<TransactionMode>Request</TransactionMode><TransactionID>t1</TransactionID>";
const RESPONSE: &str = "<TransactionMode>Response</TransactionMode><TransactionID>t1</TransactionID>";
const KEEP_ALIVE: &str = "<KeepAlive-Request/>";
const LOGOUT: &str = "<Logout-Request/>";
const STATUS: &str = "<Status><Result><Code>200</Code></Result></Status>";
const POLLING: &str = "<Polling-Request/>";
const LOGIN: &str = "<Login-Request><UserID>wv:a@b.example</UserID><ClientID><URL>c</URL></ClientID><Password>p</Password>\
    <SessionCookie>k</SessionCookie></Login-Request>";
const LOGIN_ANSWER: &str = "<Login-Response><ClientID><URL>c</URL></ClientID><Result><Code>200</Code></Result>\
    <SessionID>s</SessionID><KeepAliveTime>60</KeepAliveTime><CapabilityRequest>F</CapabilityRequest></Login-Response>";
const PROVIDER: &str = "<GetSPInfo-Request><ClientID><URL>c</URL></ClientID></GetSPInfo-Request>";
const NEWS: &str = "<NewMessage><MessageInfo><ContentType>text/plain</ContentType><Recipient><User>\
    <UserID>wv:a@b.example</UserID></User></Recipient><Sender><User><UserID>wv:c@b.example</UserID></User></Sender>\
    <DateTime>20010925T134013Z</DateTime></MessageInfo></NewMessage>";

const PLAIN: Envelope<'static> =
    Envelope { version: "1.2", descriptor: INBAND, flag: "", transaction: REQUEST, primitive: KEEP_ALIVE };

impl Envelope<'_> {
    fn xml(&self) -> String {
        let Self { version, descriptor, flag, transaction, primitive } = self;
        let (message, content) = match *version {
            "1.1" => ("http://www.wireless-village.org/CSP1.1", "http://www.wireless-village.org/TRC1.1"),
            "1.2" => (
                "http://www.openmobilealliance.org/DTD/WV-CSP1.2",
                "http://www.openmobilealliance.org/DTD/WV-TRC1.2",
            ),
            _ => (
                "http://www.openmobilealliance.org/DTD/IMPS-CSP1.3",
                "http://www.openmobilealliance.org/DTD/IMPS-TRC1.3",
            ),
        };
        format!(
            "<WV-CSP-Message xmlns=\"{message}\"><Session><SessionDescriptor>{descriptor}</SessionDescriptor><Transaction>\
             <TransactionDescriptor>{transaction}</TransactionDescriptor><TransactionContent xmlns=\"{content}\">{primitive}\
             </TransactionContent></Transaction>{flag}</Session></WV-CSP-Message>"
        )
    }

    fn findings(&self, role: Option<Role>) -> Vec<Finding> {
        let document = self.xml();
        let mut options = ValidateOptions::default();
        options.role = role;
        let open = |read: &ReadOptions| XmlSource::new(&document, read);
        validate(open, &options)
    }

    /// Returns the rules of the envelope that it breaks, with their severity.
    fn broken(&self, role: Option<Role>) -> Vec<(&'static str, Severity)> {
        const RULES: [&str; 7] = [
            "session-id",
            "session-type",
            "transaction-id",
            "polling-id",
            "transaction-mode",
            "direction",
            "server-flag",
        ];
        let found = self.findings(role).into_iter().filter(|finding| RULES.contains(&finding.rule));
        found.map(|finding| (finding.rule, finding.severity)).collect()
    }
}

fn check(envelope: Envelope<'_>, expected: &[(&str, Severity)]) {
    assert_eq!(envelope.broken(None), expected, "{}", envelope.xml());
}

#[test]
fn a_session_is_named_inside_of_it_and_nowhere_else() {
    let error = [("session-id", Severity::Error)];
    let inband = |descriptor| Envelope { descriptor, ..PLAIN };
    let outband = |descriptor| Envelope { descriptor, primitive: PROVIDER, ..PLAIN };
    for good in [
        inband(INBAND),
        inband("<SessionID>s1</SessionID><SessionType>Inband</SessionType>"),
        outband(OUTBAND),
        // A value of neither type has its own faults.
        inband(""),
        inband("<SessionID>s1</SessionID>"),
        inband("<SessionType></SessionType>"),
        inband("<SessionType>Sideband</SessionType>"),
        inband("<SessionType>Sideband</SessionType><SessionID>s1</SessionID>"),
        inband("<SessionType>inband</SessionType>"),
    ] {
        check(good, &[]);
    }
    for bad in [
        inband("<SessionType>Inband</SessionType>"),
        inband("<SessionType>Inband</SessionType><SessionID/>"),
        inband("<SessionType>Inband</SessionType><SessionID> \n</SessionID>"),
        inband("<SessionID/><SessionType> Inband </SessionType>"),
        outband("<SessionType>Outband</SessionType><SessionID>s1</SessionID>"),
        outband("<SessionID>s1</SessionID><SessionType>Outband</SessionType>"),
        outband("<SessionType>Outband</SessionType><SessionID/>"),
    ] {
        check(bad, &error);
    }
}

#[test]
fn the_finding_about_a_session_id_stands_where_the_fault_is() {
    let finding = |descriptor| {
        let envelope = Envelope { descriptor, ..PLAIN };
        let findings = envelope.findings(None);
        let finding = findings.iter().find(|finding| finding.rule == "session-id").unwrap().clone();
        (
            finding.path.clone(),
            envelope.xml()[finding.offset..].chars().take(11).collect::<String>(),
            finding.found,
        )
    };
    let session = "WV-CSP-Message/Session/SessionDescriptor";
    let (path, at, found) = finding("<SessionType>Inband</SessionType>");
    assert_eq!((path.as_str(), at.as_str(), &*found), (session, "<SessionDes", "Inband without SessionID"));
    for descriptor in [
        "<SessionType>Outband</SessionType><SessionID>s1</SessionID>",
        "<SessionID>s1</SessionID><SessionType>Outband</SessionType>",
    ] {
        let (path, at, found) = finding(descriptor);
        assert_eq!(
            (path, at.as_str(), &*found),
            (format!("{session}/SessionID"), "<SessionID>", "SessionID with Outband")
        );
    }
}

#[test]
fn logging_in_happens_outside_of_sessions_and_most_else_inside() {
    let warning = [("session-type", Severity::Warning)];
    let inband = |primitive, transaction| Envelope { transaction, primitive, ..PLAIN };
    let outband = |primitive, transaction| Envelope { descriptor: OUTBAND, transaction, primitive, ..PLAIN };
    let extended = Envelope { version: "1.3", primitive: "<Extended-Request/>", ..outband("", REQUEST) };
    let answered = Envelope { version: "1.3", primitive: "<Extended-Response/>", ..outband("", RESPONSE) };
    let provider = "<GetSPInfo-Response><ClientID><URL>c</URL></ClientID></GetSPInfo-Response>";
    for good in [
        inband(KEEP_ALIVE, REQUEST),
        inband(STATUS, RESPONSE),
        inband(PROVIDER, REQUEST),
        outband(LOGIN, REQUEST),
        outband(LOGIN_ANSWER, RESPONSE),
        outband(PROVIDER, REQUEST),
        outband(provider, RESPONSE),
        outband(STATUS, RESPONSE),
        extended,
        answered,
        Envelope { descriptor: "<SessionType>Sideband</SessionType>", ..inband(LOGIN, REQUEST) },
        Envelope { descriptor: "<SessionID>s1</SessionID>", ..inband(LOGIN, REQUEST) },
    ] {
        check(good, &[]);
    }
    for bad in [
        inband(LOGIN, REQUEST),
        inband(LOGIN_ANSWER, RESPONSE),
        outband(KEEP_ALIVE, REQUEST),
        outband(LOGOUT, REQUEST),
        outband(POLLING, "<TransactionMode>Request</TransactionMode><TransactionID/>"),
        outband(NEWS, REQUEST),
    ] {
        check(bad, &warning);
    }
    let told = |envelope: Envelope<'_>| {
        let findings = envelope.findings(None);
        let finding = findings.iter().find(|finding| finding.rule == "session-type").unwrap().clone();
        (finding.found, finding.expected)
    };
    let of = |found: &str, expected: &str| (found.to_string(), expected.to_string());
    let login = of("Login-Request in a message of SessionType Inband", "SessionType Outband");
    assert_eq!(told(inband(LOGIN, REQUEST)), login);
    let logout = of("Logout-Request in a message of SessionType Outband", "SessionType Inband");
    assert_eq!(told(outband(LOGOUT, REQUEST)), logout);
}

#[test]
fn a_transaction_is_named_unless_it_polls() {
    let with = |primitive, id: &'static str| {
        let transaction: &str = match id {
            "none" => "<TransactionMode>Request</TransactionMode>",
            "empty" => "<TransactionMode>Request</TransactionMode><TransactionID/>",
            "blank" => "<TransactionMode>Request</TransactionMode><TransactionID> </TransactionID>",
            _ => REQUEST,
        };
        Envelope { transaction, primitive, ..PLAIN }
    };
    let (error, warning) = ([("transaction-id", Severity::Error)], [("polling-id", Severity::Warning)]);
    check(with(KEEP_ALIVE, "named"), &[]);
    check(with(LOGOUT, "named"), &[]);
    for id in ["none", "empty", "blank"] {
        check(with(KEEP_ALIVE, id), &error);
        check(with(NEWS, id), &error);
        check(with(POLLING, id), &[]);
    }
    check(with(POLLING, "named"), &warning);
    // Each transaction is checked separately.
    let transaction = |id: &str| {
        format!(
            "<Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode>{id}</TransactionDescriptor>\
             <TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\"><Logout-Request/></TransactionContent>\
             </Transaction>"
        )
    };
    let named = transaction("<TransactionID>t2</TransactionID>");
    check(Envelope { flag: &transaction(""), ..PLAIN }, &error);
    check(Envelope { flag: &named, ..PLAIN }, &[]);
    // A primitive before its descriptor, or without one, has another fault.
    let late = "<Transaction><TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\"><Logout-Request/>\
        </TransactionContent></Transaction>";
    check(Envelope { flag: late, ..PLAIN }, &[]);
}

#[test]
fn the_mode_is_that_of_the_primitive() {
    let error = [("transaction-mode", Severity::Error)];
    let with = |primitive, transaction| Envelope { transaction, primitive, ..PLAIN };
    let answer = "<KeepAlive-Response><Result><Code>200</Code></Result></KeepAlive-Response>";
    for good in [
        with(KEEP_ALIVE, REQUEST),
        with(answer, RESPONSE),
        with(STATUS, RESPONSE),
        with(NEWS, REQUEST),
        with(answer, "<TransactionID>t1</TransactionID>"),
        with(KEEP_ALIVE, "<TransactionMode>Sideways</TransactionMode><TransactionID>t1</TransactionID>"),
        with("<x xmlns=\"urn:x\"/>", RESPONSE),
    ] {
        check(good, &[]);
    }
    for bad in
        [with(KEEP_ALIVE, RESPONSE), with(answer, REQUEST), with(STATUS, REQUEST), with(NEWS, RESPONSE)]
    {
        check(bad, &error);
    }
    let envelope = with(KEEP_ALIVE, RESPONSE);
    let findings = envelope.findings(None);
    let finding = findings.iter().find(|finding| finding.rule == "transaction-mode").unwrap();
    assert_eq!((&*finding.found, &*finding.expected), ("KeepAlive-Request in mode Response", "mode Request"));
    let findings = with(STATUS, REQUEST).findings(None);
    let finding = findings.iter().find(|finding| finding.rule == "transaction-mode").unwrap();
    assert_eq!((&*finding.found, &*finding.expected), ("Status in mode Request", "mode Response"));
}

#[test]
fn one_side_speaks_and_it_is_the_one_that_is_stated() {
    let error = [("direction", Severity::Error)];
    let server = Envelope { primitive: NEWS, ..PLAIN };
    let both = Envelope { primitive: STATUS, transaction: RESPONSE, ..PLAIN };
    for (envelope, role) in [
        (PLAIN, None),
        (PLAIN, Some(Role::Client)),
        (server, None),
        (server, Some(Role::Server)),
        (both, Some(Role::Client)),
        (both, Some(Role::Server)),
    ] {
        assert_eq!(envelope.broken(role), [], "{role:?} {}", envelope.xml());
    }
    for (envelope, role) in [(PLAIN, Role::Server), (server, Role::Client)] {
        assert_eq!(envelope.broken(Some(role)), error, "{role:?} {}", envelope.xml());
    }
    // The first primitive that only one side sends decides who speaks.
    let more = format!(
        "<Transaction><TransactionDescriptor>{REQUEST}</TransactionDescriptor>\
         <TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\">{NEWS}</TransactionContent></Transaction>"
    );
    check(Envelope { flag: &more, ..PLAIN }, &error);
    check(Envelope { flag: &more, ..server }, &[]);
    let envelope = Envelope { flag: &more, ..PLAIN };
    let findings = envelope.findings(None);
    let finding = findings.iter().find(|finding| finding.rule == "direction").unwrap();
    assert_eq!(
        (&*finding.found, &*finding.expected),
        ("NewMessage from a client", "NewMessage only from a server")
    );
}

#[test]
fn only_servers_set_flags() {
    const POLL: &str = "<Poll>T</Poll>";
    let error = [("server-flag", Severity::Error)];
    let server = Envelope { primitive: NEWS, ..PLAIN };
    for role in [None, Some(Role::Server)] {
        for flag in [POLL, "<CIR>T</CIR>"] {
            let envelope = Envelope { version: "1.3", flag, ..server };
            assert_eq!(envelope.broken(role), [], "{}", envelope.xml());
        }
    }
    for role in [None, Some(Role::Client)] {
        // Before and after the primitive.
        let behind = Envelope { flag: POLL, ..PLAIN };
        let descriptor = format!("{REQUEST}{POLL}");
        let before = Envelope { version: "1.1", transaction: &descriptor, primitive: PROVIDER, ..PLAIN };
        let before = Envelope { descriptor: OUTBAND, ..before };
        for envelope in [behind, before] {
            assert_eq!(envelope.broken(role), error, "{role:?} {}", envelope.xml());
        }
        let findings = behind.findings(role);
        let finding = findings.iter().find(|finding| finding.rule == "server-flag").unwrap();
        assert_eq!(&*finding.found, "Poll from a client");
        assert_eq!(finding.path, "WV-CSP-Message/Session/Poll");
        assert!(behind.xml()[finding.offset..].starts_with("<Poll>"));
    }
    // The author of a message that both sides send is unknown.
    let both = Envelope { primitive: STATUS, transaction: RESPONSE, flag: POLL, ..PLAIN };
    check(both, &[]);
    // A flag elsewhere has another fault.
    check(
        Envelope {
            primitive: "<Status><Result><Code>200</Code></Result><Poll>T</Poll></Status>",
            flag: "",
            ..both
        },
        &[],
    );
}

#[test]
fn a_flag_at_the_place_of_another_version_is_told_as_that() {
    let rules = |envelope: Envelope<'_>| {
        let findings = envelope.findings(Some(Role::Server));
        findings.iter().map(|finding| (finding.rule, finding.severity)).collect::<Vec<_>>()
    };
    let descriptor = format!("{REQUEST}<Poll>T</Poll>");
    let old = Envelope { version: "1.1", primitive: NEWS, transaction: &descriptor, ..PLAIN };
    let new = Envelope { primitive: NEWS, flag: "<Poll>T</Poll>", ..PLAIN };
    assert!(!rules(old).iter().chain(&rules(new)).any(|(rule, _)| *rule == "poll-place"));
    for moved in [Envelope { version: "1.2", ..old }, Envelope { version: "1.1", ..new }] {
        assert!(rules(moved).contains(&("poll-place", Severity::Error)), "{:?}", rules(moved));
    }
}

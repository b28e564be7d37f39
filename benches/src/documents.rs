//! Documents to measure with.

use oma_imps::{ConvertOptions, Version, convert};
use std::fmt::Write as _;
use std::path::Path;

/// A document in both syntaxes, the XML compact.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Binary XML.
    pub wbxml: Vec<u8>,
    /// XML.
    pub xml: String,
}

impl Pair {
    fn of_wbxml(wbxml: Vec<u8>) -> Self {
        let xml = convert(&wbxml, &ConvertOptions::default()).expect("a readable document");
        Self { wbxml, xml: String::from_utf8(xml).expect("utf-8") }
    }
}

/// The messages of all versions under `testdata/`.
///
/// # Panics
/// When they are not there.
pub fn testdata() -> Vec<Pair> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/csp");
    let mut pairs = Vec::new();
    for version in Version::ALL {
        let mut paths: Vec<_> = std::fs::read_dir(root.join(version.as_str()))
            .expect("the test documents")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "wbxml"))
            .collect();
        paths.sort();
        pairs.extend(paths.iter().map(|path| Pair::of_wbxml(std::fs::read(path).expect("a document"))));
    }
    pairs
}

/// `testdata/csp/1.2/send-message-request`.
///
/// # Panics
/// When it is not there.
pub fn send_message_request() -> Pair {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/csp/1.2/send-message-request.wbxml");
    Pair::of_wbxml(std::fs::read(path).expect("a document"))
}

/// A presence notification of CSP 1.2 about many users, four attributes each.
///
/// # Panics
/// Never: the document is valid.
pub fn presence_notification(users: usize) -> Pair {
    let mut xml = String::from(concat!(
        r#"<WV-CSP-Message xmlns="http://www.openmobilealliance.org/DTD/WV-CSP1.2"><Session>"#,
        "<SessionDescriptor><SessionType>Inband</SessionType><SessionID>im.user.com#48815@server.com</SessionID></SessionDescriptor>",
        "<Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode><TransactionID>server#77</TransactionID>",
        r#"</TransactionDescriptor><TransactionContent xmlns="http://www.openmobilealliance.org/DTD/WV-TRC1.2"><PresenceNotification-Request>"#,
    ));
    for user in 0..users {
        let online = if user % 3 == 0 { "F" } else { "T" };
        write!(
            xml,
            concat!(
                "<Presence><UserID>wv:user{}@example.com</UserID>",
                r#"<PresenceSubList xmlns="http://www.openmobilealliance.org/DTD/WV-PA1.2">"#,
                "<OnlineStatus><Qualifier>T</Qualifier><PresenceValue>{}</PresenceValue></OnlineStatus>",
                "<UserAvailability><Qualifier>T</Qualifier><PresenceValue>AVAILABLE</PresenceValue></UserAvailability>",
                "<StatusText><Qualifier>T</Qualifier><PresenceValue>on the road until {}</PresenceValue></StatusText>",
                "</PresenceSubList></Presence>",
            ),
            user,
            online,
            user % 24,
        )
        .expect("writing to a string");
    }
    xml.push_str(
        "</PresenceNotification-Request></TransactionContent></Transaction></Session></WV-CSP-Message>",
    );
    Pair::of_wbxml(convert(xml.as_bytes(), &ConvertOptions::default()).expect("a valid document"))
}

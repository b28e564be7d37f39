//! Shared by the relay tests: two servers, alpha and beta, and the path of a message between them.

use imps_core::Version;
use imps_csp as csp;
use imps_relay::{
    Context, Incoming, Loss, RelayError, Relayed, Route, Waiting, answer, answer_to_csp, request_to_csp,
    to_ssp,
};
use imps_ssp::{Message, Mode, Primitive, SSP, Transaction};

pub(crate) const NADIA: &str = "wv:nadia@alpha.example";
pub(crate) const OMAR: &str = "wv:omar@beta.example";

pub(crate) fn alpha() -> Context<'static> {
    Context::new("alpha.example").with_peer("beta.example")
}

pub(crate) fn beta() -> Context<'static> {
    Context::new("beta.example").with_peer("alpha.example")
}

/// The route from Nadia, and to Omar if the message does not say it.
pub(crate) fn route() -> Route<'static> {
    Route::from_user(NADIA).to([OMAR.into()])
}

/// Returns a primitive of CSP as a client of a version writes it.
pub(crate) fn csp_of(version: Version, primitive: &str) -> csp::Primitive<'static> {
    let uri = match version {
        Version::V1_1 => "http://www.wireless-village.org/CSP1.1",
        Version::V1_2 => "http://www.openmobilealliance.org/DTD/WV-CSP1.2",
        Version::V1_3 => "http://www.openmobilealliance.org/DTD/IMPS-CSP1.3",
    };
    let document = format!(
        "<WV-CSP-Message xmlns=\"{uri}\"><Session><SessionDescriptor><SessionType>Inband</SessionType>\
         <SessionID>s1</SessionID></SessionDescriptor><Transaction><TransactionDescriptor><TransactionMode>Request\
         </TransactionMode><TransactionID>t1</TransactionID></TransactionDescriptor><TransactionContent>{primitive}\
         </TransactionContent></Transaction></Session></WV-CSP-Message>"
    );
    let message: csp::Message<'_> =
        imps_xml::from_str(&document).unwrap_or_else(|error| panic!("{error}: {document}"));
    assert_eq!(message.version, version);
    message.primitive().unwrap().clone().into_owned()
}

pub(crate) fn csp13(primitive: &str) -> csp::Primitive<'static> {
    csp_of(Version::V1_3, primitive)
}

/// Sends a primitive between servers: writes it as XML and reads it again.
pub(crate) fn wire(mode: &str, primitive: &Primitive<'_>) -> (String, Primitive<'static>) {
    let transaction = Transaction::new(Mode::from(mode.to_string()), "0000000540-0", primitive.clone());
    let session = imps_ssp::Session {
        session_id: "71@alpha.example".into(),
        transactions: vec![transaction],
        ..imps_ssp::Session::default()
    };
    let document = imps_xml::to_string(&Message::from(session)).unwrap();
    let message: Message<'_> = imps_xml::from_str(&document).unwrap();
    let read = message.primitive().unwrap().clone().into_owned();
    assert_eq!(&read, primitive, "{document}");
    (document, read)
}

/// Returns a primitive of SSP as a server writes it.
pub(crate) fn ssp(primitive: &str) -> Primitive<'static> {
    let document = crate::common::around(primitive);
    let message: Message<'_> =
        imps_xml::from_str(&document).unwrap_or_else(|error| panic!("{error}: {document}"));
    message.primitive().unwrap().clone().into_owned()
}

/// Alpha sends a request, which becomes exactly one.
pub(crate) fn sent(request: &csp::Primitive<'static>) -> Relayed<Primitive<'static>> {
    let Relayed { message, losses } = to_ssp(request, &route(), &alpha()).unwrap();
    assert_eq!(message.len(), 1, "{message:?}");
    let outgoing = message.into_iter().next().unwrap();
    assert_eq!(outgoing.domain, "beta.example");
    Relayed { message: outgoing.primitive, losses }
}

/// Beta receives it.
pub(crate) fn received(request: &Primitive<'static>) -> Result<Relayed<Incoming<'static>>, RelayError> {
    request_to_csp(request, &beta())
}

/// A waiting client of alpha.
pub(crate) fn waiting(request: csp::Primitive<'static>, version: Version, told: bool) -> Waiting {
    let session = csp::SessionDescriptor::inband("s1");
    let message = csp::Message::request(version, session, "t1", request);
    Waiting { told, ..Waiting::of(&message).unwrap() }
}

/// Beta answers a request of alpha.
pub(crate) fn answered(
    request: &csp::Primitive<'static>,
    response: &csp::Primitive<'static>,
) -> Relayed<Primitive<'static>> {
    let incoming = received(&sent(request).message).unwrap().message;
    answer(&incoming, response, &beta()).unwrap()
}

/// Alpha receives the answer.
pub(crate) fn answer_of(
    response: &Primitive<'static>,
    waiting: &Waiting,
) -> Relayed<Option<csp::Primitive<'static>>> {
    answer_to_csp(response, waiting, &alpha()).unwrap()
}

/// Returns the values at a place below the transaction: `InviteRequest/Invited/User@userID`,
/// `SubscribeRequest/UserID[1]@userID`.
pub(crate) fn at(document: &str, place: &str) -> Option<String> {
    let (path, attribute) = match place.rsplit_once('@') {
        Some((path, attribute)) => (path, Some(attribute)),
        None => (place, None),
    };
    let node = crate::common::untyped(document);
    let mut node = node.children().next()?.children().next()?;
    for step in path.split('/') {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.trim_end_matches(']').parse().ok()?),
            None => (step, 0),
        };
        node = node.children().filter(|child| child.name.as_str(&SSP) == name).nth(index)?;
    }
    match attribute {
        Some(name) => node.attribute(name).map(ToString::to_string),
        None => Some(node.text().map_or_else(|| "(elements)".into(), std::borrow::Cow::into_owned)),
    }
}

pub(crate) fn paths(losses: &[Loss]) -> Vec<&str> {
    losses.iter().map(|loss| loss.path.as_str()).collect()
}

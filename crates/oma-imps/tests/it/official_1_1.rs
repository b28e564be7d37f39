//! The rows of `testdata/spec/official-1.1.md`: the official document type of 1.1.
//!
//! The content models have a test of their own against the tables
//! (`imps-csp/tests/it/declarations.rs`), and so have addresses (`imps-types/tests/it/addresses.rs`).

#![allow(clippy::doc_markdown, reason = "comments quote the table")]

use crate::common::{Settings, convert};
use oma_imps::csp::common::SearchRequest;
use oma_imps::csp::{Message, Primitive};
use oma_imps::{Finding, Input, ReadOptions, Severity, Syntax};
use std::fs;

const SYNTAXES: [Syntax; 3] = [Syntax::Xml, Syntax::Wbxml, Syntax::Json];

fn testdata(name: &str) -> Vec<u8> {
    fs::read(imps_testing::testdata(name)).unwrap()
}

/// A message of 1.1 around a primitive, in mode Request unless it says otherwise.
fn message(mode: &str, primitive: &str) -> String {
    format!(
        "<WV-CSP-Message xmlns=\"http://www.wireless-village.org/CSP1.1\"><Session><SessionDescriptor>\
         <SessionType>Inband</SessionType><SessionID>s1</SessionID></SessionDescriptor><Transaction>\
         <TransactionDescriptor><TransactionMode>{mode}</TransactionMode><TransactionID>t1</TransactionID>\
         </TransactionDescriptor><TransactionContent xmlns=\"http://www.wireless-village.org/TRC1.1\">\
         {primitive}</TransactionContent></Transaction></Session></WV-CSP-Message>"
    )
}

fn to(document: impl AsRef<[u8]>, syntax: Syntax) -> Vec<u8> {
    convert(document.as_ref(), &Settings::default().with_to(syntax)).unwrap()
}

fn read(document: impl AsRef<[u8]>) -> Message<'static> {
    Input::new(document.as_ref()).unwrap().read_owned().unwrap()
}

/// Returns the rules that a document breaks, without notes. They are the same in every syntax.
fn findings(document: impl AsRef<[u8]>) -> Vec<(&'static str, Severity)> {
    let told = |document: &[u8]| {
        let all = Input::new(document).unwrap().validate().into_iter();
        all.filter(|finding| finding.severity != Severity::Note).collect::<Vec<Finding>>()
    };
    let of = |findings: &[Finding]| findings.iter().map(|it| (it.rule, it.severity)).collect::<Vec<_>>();
    let found = told(document.as_ref());
    let binary = told(&to(&document, Syntax::Wbxml));
    assert_eq!(of(&found), of(&binary), "{found:?} in XML, {binary:?} in binary XML");
    of(&found)
}

/// A document as text, after it went through another syntax.
fn through(document: impl AsRef<[u8]>, syntax: Syntax) -> String {
    String::from_utf8(to(to(document, syntax), Syntax::Xml)).unwrap()
}

/// csp/notes.md, "The three `xmlns` attributes of 1.1 are required".
#[test]
fn namespaces_are_required() {
    let without = message("Request", "<GetBlockedList-Request/>")
        .replace(" xmlns=\"http://www.wireless-village.org/TRC1.1\"", "");
    assert_eq!(findings(message("Request", "<GetBlockedList-Request/>")), []);
    let strict = ReadOptions::default().with_strict(true);
    let input = Input::new(without.as_bytes()).unwrap();
    assert!(input.read_owned_with::<Message>(&strict).unwrap_err().to_string().contains("namespace"));
    assert!(read(&without).primitive().is_some());
}

/// csp/notes.md, "`AcceptedCharset` reads `AcceptedCharSet` at 1.1 and 1.2". The other spelling is
/// accepted, too.
#[test]
fn the_element_is_accepted_char_set() {
    let standard = String::from_utf8(testdata("inputs/K14-1.1-accepted-char-set.xml")).unwrap();
    let other = standard.replace("AcceptedCharSet", "AcceptedCharset");
    let strict = ReadOptions::default().with_strict(true);
    for document in [&standard, &other] {
        assert_eq!(findings(document), []);
        let message: Message = Input::new(document.as_bytes()).unwrap().read_owned_with(&strict).unwrap();
        let Some(Primitive::ClientCapabilityRequest(request)) = message.primitive() else { panic!() };
        assert_eq!(request.capability_list.as_ref().unwrap().accepted_charset, [106]);
        for syntax in SYNTAXES {
            assert!(through(document, syntax).contains("<AcceptedCharSet>106</AcceptedCharSet>"));
        }
    }
    // The name of neither.
    let slip = standard.replace("AcceptedCharSet", "AcceptedcharSet");
    assert_eq!(findings(to(&slip, Syntax::Wbxml)), [("foreign-element", Severity::Warning)]);
}

/// csp/notes.md, "GetMessage-Response, `NewMessage`, SendMessage-Request: no difference between
/// versions".
#[test]
fn a_message_needs_no_content_and_a_request_a_wish_for_reports() {
    let message = testdata("inputs/K14-1.1-new-message-without-content.xml");
    assert_eq!(findings(&message), []);
    assert!(
        matches!(read(&message).primitive(), Some(Primitive::NewMessage(it)) if it.content_data.is_none())
    );
    let without = testdata("inputs/K14-1.1-send-message-without-delivery-report.xml");
    assert_eq!(findings(&without), [("missing-element", Severity::Error)]);
    assert!(
        matches!(read(&without).primitive(), Some(Primitive::SendMessageRequest(it)) if it.delivery_report.is_none())
    );
}

/// csp/notes.md, "Join: `JoinedRequest` required at every version"; Service-Request and
/// ClientCapability-Request likewise.
#[test]
fn what_1_1_requires_is_missed() {
    let group = "<GroupID>wv:/a@b.c</GroupID>";
    let client = "<ClientID><URL>u</URL></ClientID>";
    for (good, required) in [
        (
            format!(
                "<JoinGroup-Request>{group}<JoinedRequest>T</JoinedRequest><SubscribeNotification>T</SubscribeNotification></JoinGroup-Request>"
            ),
            "<JoinedRequest>T</JoinedRequest>",
        ),
        (
            format!(
                "<Service-Request>{client}<Functions><WVCSPFeat/></Functions><AllFunctionsRequest>T</AllFunctionsRequest></Service-Request>"
            ),
            "<Functions><WVCSPFeat/></Functions>",
        ),
        (
            format!(
                "<ClientCapability-Request>{client}<CapabilityList><ClientType>MOBILE_PHONE</ClientType><InitialDeliveryMethod>P</InitialDeliveryMethod><AcceptedContentLength>1</AcceptedContentLength><MultiTrans>1</MultiTrans><ParserSize>1</ParserSize></CapabilityList></ClientCapability-Request>"
            ),
            "<MultiTrans>1</MultiTrans>",
        ),
    ] {
        assert_eq!(findings(message("Request", &good)), [], "{good}");
        let bad = good.replace(required, "");
        assert_eq!(findings(message("Request", &bad)), [("missing-element", Severity::Error)], "{bad}");
    }
}

/// csp/notes.md, "`BlockEntity-Request` in XML (N)"; only token tables have the other name.
#[test]
fn block_entity_is_the_one_name_that_is_written() {
    let standard = testdata("inputs/T01-1.1-block-entity.xml");
    let other = String::from_utf8(standard.clone()).unwrap().replace("BlockEntity", "BlockUser");
    assert_eq!(findings(&standard), []);
    assert!(Input::new(other.as_bytes()).unwrap().validate().iter().all(|it| it.rule == "spelling"));
    assert_eq!(read(&standard), read(&other));
    let strict = ReadOptions::default().with_strict(true);
    assert!(Input::new(&standard).unwrap().read_owned_with::<Message>(&strict).is_ok());
    assert!(Input::new(other.as_bytes()).unwrap().read_owned_with::<Message>(&strict).is_err());
    for document in [standard.as_slice(), other.as_bytes()] {
        for syntax in SYNTAXES {
            let written = through(document, syntax);
            assert!(written.contains("<BlockEntity-Request>") && !written.contains("BlockUser"), "{written}");
        }
    }
}

/// csp/notes.md, "White space around the text of a leaf occurs in many examples of N".
#[test]
fn blanks_around_leaves_are_no_part_of_them() {
    let text = testdata("inputs/T02-1.1-contact-list-white-space.xml");
    assert_eq!(findings(&text), []);
    for syntax in SYNTAXES {
        let message = read(to(&text, syntax));
        let Some(Primitive::DeleteListRequest(request)) = message.primitive() else { panic!("{message:?}") };
        assert_eq!(request.contact_list, "wv:ann/friends@example.com", "{syntax}");
    }
    let json = String::from_utf8(to(&text, Syntax::Json)).unwrap();
    assert!(json.contains("\"wv:ann/friends@example.com\""), "{json}");

    let login = testdata("csp/1.1/login-request.xml");
    let broken =
        String::from_utf8(login.clone()).unwrap().replace("</SessionCookie>", "\r\n\t </SessionCookie>");
    assert_eq!(findings(&broken), []);
    assert_eq!(read(broken), read(login));
}

/// Counter-example: blanks of free text are kept, and an address that is invalid with blanks is
/// invalid without them.
#[test]
fn blanks_of_free_text_are_kept_and_blanks_make_no_address() {
    let note = "<InviteUser-Response><InviteID> i </InviteID><Acceptance>T</Acceptance><ResponseNote> so be it </ResponseNote></InviteUser-Response>";
    let message_1 = read(message("Request", note));
    let Some(Primitive::InviteUserResponse(response)) = message_1.primitive() else { panic!() };
    assert_eq!(
        (response.invite_id.as_ref().unwrap().as_str(), response.response_note.as_deref()),
        ("i", Some(" so be it "))
    );
    for list in ["wv:ann@example.com\n", " ", "wv:ann/ @example.com x\u{a0}"] {
        let request = format!("<DeleteList-Request><ContactList>{list}</ContactList></DeleteList-Request>");
        assert_eq!(findings(message("Request", &request)), [("data-type", Severity::Error)], "{list}");
    }
}

/// csp/notes.md, "`DigestSchema` at 1.1: one element with a comma list".
#[test]
fn digests_are_listed_in_one_element() {
    let login = String::from_utf8(testdata("csp/1.1/login-request-4way-1.xml")).unwrap();
    let start = login.find("<DigestSchema>").unwrap();
    let end = login.rfind("</DigestSchema>").unwrap();
    let listed = format!("{}<DigestSchema>PWD,SHA,MD4,MD5,MD9{}", &login[..start], &login[end..]);
    let named = listed.replace(",MD9", "");
    assert_eq!(findings(&named), []);
    assert_eq!(findings(&listed), [("unknown-word", Severity::Warning)]);
    let message = read(&named);
    let Some(Primitive::LoginRequest(request)) = message.primitive() else { panic!() };
    let schemas: Vec<_> = request.digest_schemas().map(|schema| schema.as_str().to_owned()).collect();
    assert_eq!(schemas, ["PWD", "SHA", "MD4", "MD5"]);
}

/// csp/notes.md, "step-2 code of the four-way login: 200 at 1.1".
#[test]
fn the_second_step_of_the_login_is_a_success() {
    let step = String::from_utf8(testdata("csp/1.1/login-response-4way-2.xml")).unwrap();
    let step = step.replace("<Code>401</Code>", "<Code>200</Code>");
    assert!(step.contains("<Code>200</Code>") && step.contains("<Nonce>"));
    assert_eq!(findings(&step), []);
    assert!(read(step).primitive().unwrap().outcome().unwrap().is_success());
}

/// csp/notes.md, "`SearchIndex`: always present at 1.1 (N), also on the last page".
#[test]
fn the_last_answer_of_a_search_has_an_index() {
    let last = "<Search-Response><SearchID>0x0f</SearchID><SearchFindings>7</SearchFindings>\
                <CompletionFlag>T</CompletionFlag><SearchIndex>7</SearchIndex></Search-Response>";
    assert_eq!(findings(message("Response", last)), []);
    let without = last.replace("<SearchIndex>7</SearchIndex>", "");
    assert_eq!(findings(message("Response", &without)), [("missing-element", Severity::Error)]);
}

/// csp/notes.md, "`SearchID`: text of the form 0x and hexadecimal digits at 1.1. Never renumber."
#[test]
fn identifiers_are_not_numbered_anew() {
    let input = String::from_utf8(testdata("inputs/T04-1.1-search-id-text.xml")).unwrap();
    assert_eq!(findings(&input), []);
    for id in
        ["0x0000BEEF", "007", "7", "0", "00", "4294967295", "4294967296", "-1", "+7", "7a", "٣", "abc", "1e3"]
    {
        let document = input.replace("0x0000BEEF", id);
        let message = read(&document);
        let Some(Primitive::SearchRequest(request)) = message.primitive() else { panic!() };
        let SearchRequest { search_id, search_index, .. } = &**request;
        assert_eq!((search_id.as_ref().unwrap().as_str(), *search_index), (id, Some(6)));
        for syntax in SYNTAXES {
            assert!(
                through(&document, syntax).contains(&format!("<SearchID>{id}</SearchID>")),
                "{id} in {syntax}"
            );
            assert_eq!(read(to(&document, syntax)), message, "{id} in {syntax}");
        }
        let strict = Settings::default().with_read(ReadOptions::default().with_strict(true));
        assert!(convert(document.as_bytes(), &strict.with_to(Syntax::Wbxml)).is_ok(), "{id}");
    }
    // As a number only if the number restores the name.
    let packed = |id: &str| {
        let binary = to(input.replace("0x0000BEEF", id), Syntax::Wbxml);
        !binary.windows(id.len()).any(|bytes| bytes == id.as_bytes())
    };
    assert!(packed("4294967295") && packed("48879"));
    assert!(!packed("4294967296") && !packed("007") && !packed("0x0000BEEF"));
    // Untyped conversion keeps the numbers of 1.3 that are names; real numbers are packed.
    let request = "<Search-Request><SearchPairList><SearchElement>USER_ALIAS</SearchElement><SearchString>a</SearchString>\
                   <PairID>007</PairID></SearchPairList><SearchLimit>0010</SearchLimit></Search-Request>";
    let written = through(message("Request", request), Syntax::Wbxml);
    assert!(
        written.contains("<PairID>007</PairID>") && written.contains("<SearchLimit>10</SearchLimit>"),
        "{written}"
    );
}

/// csp/notes.md: "`MessageID` and `InviteID` have the same form".
#[test]
fn message_and_invite_ids_are_text() {
    let delivered = message("Request", "<MessageDelivered><MessageID>0x00AB</MessageID></MessageDelivered>");
    let answer = message(
        "Request",
        "<InviteUser-Response><InviteID>0012</InviteID><Acceptance>T</Acceptance></InviteUser-Response>",
    );
    for syntax in SYNTAXES {
        assert!(through(&delivered, syntax).contains("<MessageID>0x00AB</MessageID>"));
        assert!(through(&answer, syntax).contains("<InviteID>0012</InviteID>"));
    }
}

/// csp/notes.md, "ClientCapability-Response at 1.1": with the accepted types or without;
/// csp/flows.md 4: the whole list, with the server's own polling time and TCP address.
#[test]
fn an_answer_about_capabilities_may_repeat_all_or_leave_types_out() {
    let answer = |types: &str| {
        format!(
            "<ClientCapability-Response><ClientID><URL>u</URL></ClientID><CapabilityList><ClientType>MOBILE_PHONE</ClientType>\
             <InitialDeliveryMethod>P</InitialDeliveryMethod>{types}<AcceptedTransferEncoding>BASE64</AcceptedTransferEncoding>\
             <AcceptedContentLength>1000</AcceptedContentLength><SupportedBearer>HTTP</SupportedBearer><MultiTrans>1</MultiTrans>\
             <ParserSize>4000</ParserSize><SupportedCIRMethod>STCP</SupportedCIRMethod><TCPAddress>10.9.8.7</TCPAddress>\
             <TCPPort>4711</TCPPort><ServerPollMin>3</ServerPollMin></CapabilityList></ClientCapability-Response>"
        )
    };
    for types in ["", "<AcceptedContentType>text/plain</AcceptedContentType>"] {
        assert_eq!(findings(message("Response", &answer(types))), [], "{types}");
    }
}

/// csp/flows.md 8, 9 and 10: `MessageDelivered` and `PresenceAuth-User` in either mode at 1.1.
#[test]
fn two_answers_with_an_id_of_their_own_have_either_mode() {
    let delivered = "<MessageDelivered><MessageID>m</MessageID></MessageDelivered>";
    let decided =
        "<PresenceAuth-User><UserID>wv:a@b.c</UserID><Acceptance>T</Acceptance></PresenceAuth-User>";
    for mode in ["Request", "Response"] {
        assert_eq!(findings(message(mode, delivered)), [], "{mode}");
        assert_eq!(findings(message(mode, decided)), [], "{mode}");
    }
    // No other request has this, and neither has this request in the next version.
    let other = "<GetMessage-Request><MessageID>m</MessageID></GetMessage-Request>";
    assert_eq!(findings(message("Response", other)), [("transaction-mode", Severity::Error)]);
    let later = String::from_utf8(testdata("csp/1.2/presence-auth-user.xml")).unwrap();
    assert_eq!(findings(&later), []);
    let later = later.replace("<TransactionMode>Request", "<TransactionMode>Response");
    assert_eq!(findings(&later), [("transaction-mode", Severity::Error)]);
}

/// csp/flows.md 12: four transactions, each opened in mode Request, each answered by Status.
#[test]
fn each_step_of_an_invitation_is_a_request() {
    for name in ["invite-request", "invite-user-request", "invite-user-response", "invite-response"] {
        let document = String::from_utf8(testdata(&format!("csp/1.1/{name}.xml"))).unwrap();
        assert_eq!(findings(&document), [], "{name}");
        let answered = document.replace("<TransactionMode>Request", "<TransactionMode>Response");
        assert_eq!(findings(&answered), [("transaction-mode", Severity::Error)], "{name}");
    }
}

/// csp/flows.md 5: `AllFunctions` with an empty WVCSPFeat is the whole tree.
#[test]
fn an_empty_tree_is_the_whole_tree() {
    let answer = "<Service-Response><ClientID><URL>u</URL></ClientID><AllFunctions><WVCSPFeat/></AllFunctions></Service-Response>";
    let document = message("Response", answer);
    assert_eq!(findings(&document), []);
    let message = read(document);
    let Some(Primitive::ServiceResponse(response)) = message.primitive() else { panic!() };
    let features = response.all_functions.as_ref().unwrap().wv_csp_feat.as_ref().unwrap();
    let tree = oma_imps::csp::service::ServiceTree::from_features(features, message.version);
    assert_eq!(tree, oma_imps::csp::service::ServiceTree::all(message.version));
}

/// csp/flows.md: `GetSPInfo` works outside a session, Outband and without SessionID.
#[test]
fn provider_information_needs_no_session() {
    let inband =
        message("Request", "<GetSPInfo-Request><ClientID><URL>u</URL></ClientID></GetSPInfo-Request>");
    let outband = inband.replace("Inband", "Outband").replace("<SessionID>s1</SessionID>", "");
    assert_eq!(findings(outband), []);
    assert_eq!(findings(inband.replace("Inband", "Outband")), [("session-id", Severity::Error)]);
}

/// presence/notes.md: "`PresenceSubList` may declare `xmlns:Ext`, so they are prefixed elements
/// beside the known ones".
#[test]
fn attributes_of_vendors_may_have_a_prefix() {
    let input = String::from_utf8(testdata("inputs/T03-1.1-ext-prefix.xml")).unwrap();
    assert_eq!(findings(&input), []);
    let element = "<Ext:Weather><Qualifier>T</Qualifier><PresenceValue>SUN</PresenceValue></Ext:Weather>";
    let declared = "xmlns:Ext=\"http://example.com/ext\"";
    for syntax in SYNTAXES {
        let written = through(&input, syntax).replace('\n', "");
        let written: String = written.split("> ").map(str::trim_start).collect::<Vec<_>>().join(">");
        assert!(written.contains(element) && written.contains(declared), "{syntax}: {written}");
        let typed = oma_imps::xml::to_string(&read(to(&input, syntax))).unwrap();
        assert!(typed.contains(element) && typed.contains(declared), "{syntax}: {typed}");
    }
    // Inside an attribute of the standard it is accepted, too.
    let inside = input.replace(
        "<Qualifier>T</Qualifier></OnlineStatus>",
        "<Qualifier>T</Qualifier><Ext:Mood/></OnlineStatus>",
    );
    assert_eq!(findings(&inside), []);
}

/// Counter-example: a prefix that nobody declares, or that an element declares which has already
/// ended.
#[test]
fn a_prefix_must_be_declared_around_the_element() {
    let input = String::from_utf8(testdata("inputs/T03-1.1-ext-prefix.xml")).unwrap();
    let undeclared = input.replace(" xmlns:Ext=\"http://example.com/ext\"", "");
    assert!(Input::new(undeclared.as_bytes()).unwrap().read_owned::<Message>().is_err());
    // Binary XML knows no prefixes: the names are literals.
    let binary = to(&input, Syntax::Wbxml);
    let renamed: Vec<u8> = {
        let at = binary.windows(9).position(|bytes| bytes == b"xmlns:Ext").unwrap();
        let mut renamed = binary.clone();
        renamed[at + 6..at + 9].copy_from_slice(b"Oth");
        renamed
    };
    let rules = |document: &[u8]| -> Vec<_> {
        Input::new(document).unwrap().validate().iter().map(|finding| finding.rule).collect()
    };
    assert_eq!(rules(&binary), Vec::<&str>::new());
    assert_eq!(rules(&renamed), ["foreign-element"]);
}

/// csp/flows.md 11: messages of our own in the shape of the official group examples.
#[test]
fn groups_are_spoken_of_as_in_the_examples() {
    let folder = imps_testing::testdata("csp/1.1");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let xml = fs::read_to_string(&path).unwrap_or_default();
        if path.extension().is_none_or(|end| end != "xml") || !xml.contains("reef.example#7402") {
            continue;
        }
        let name = path.display();
        let binary = fs::read(path.with_extension("wbxml")).unwrap();
        assert_eq!(to(&xml, Syntax::Wbxml), binary, "{name}");
        let indented = oma_imps::xml::WriteOptions::default().with_indent(Some(2));
        let indented = oma_imps::WriteOptions::default().with_xml(indented);
        let options = Settings::default().with_to(Syntax::Xml).with_write(indented);
        assert_eq!(String::from_utf8(convert(&binary, &options).unwrap()).unwrap(), xml, "{name}");
        assert_eq!(findings(&xml), [], "{name}");
        let strict = ReadOptions::default().with_strict(true).with_unknown(oma_imps::UnknownContent::Refuse);
        let message: Message = Input::new(&binary).unwrap().read_owned_with(&strict).unwrap();
        assert_eq!(message, read(&xml), "{name}");
        assert_eq!(oma_imps::wbxml::to_vec(&message).unwrap(), binary, "{name}");
        assert!(!matches!(message.primitive(), None | Some(Primitive::Other(_))), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 18);
}

/// The types agree with the examples.
#[test]
fn the_types_tell_what_the_group_examples_say() {
    let primitive = |name: &str| {
        let message = read(testdata(&format!("csp/1.1/{name}.wbxml")));
        message.primitive().unwrap().clone()
    };
    let Primitive::JoinGroupResponse(joined) = primitive("join-group-response-screen-names") else {
        panic!()
    };
    let users = joined.user_list.as_ref().unwrap();
    assert!(users.users.is_empty());
    assert!(users.screen_names.iter().map(|it| &*it.name).eq(["Octopus", "Manta", "Little Urchin"]));
    let Primitive::LeaveGroupResponse(left) = primitive("leave-group-response-thrown-out") else { panic!() };
    assert_eq!(left.result.code, Some(809.into()));
    let Primitive::GroupChangeNotice(notice) = primitive("group-change-notice-own-rights") else { panic!() };
    let level = notice.own_properties.as_ref().and_then(|own| own.privilege_level());
    assert_eq!(level, Some(oma_imps::csp::PrivilegeLevel::Moderator));
    let Primitive::SetGroupPropsRequest(set) = primitive("set-group-props-request-access") else { panic!() };
    let access = set.group_properties.as_ref().and_then(oma_imps::csp::group::GroupProperties::access_type);
    assert_eq!(access, Some(oma_imps::csp::GroupAccessType::Restricted));
    let Primitive::GetGroupMembersResponse(members) = primitive("get-group-members-response-no-moderators")
    else {
        panic!()
    };
    assert!(members.moderators.is_none());
}

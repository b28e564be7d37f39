//! Errors of reading and writing.

use crate::common::{read, read_typed};
use imps_core::{Document, ErrorKind, ReadOptions, UnknownContent};
use imps_csp::Message;
use imps_pts::{Codes, Loss, PtsError, PtsErrorKind as Kind, WarningKind, WriteOptions};

fn kind(line: &str) -> Kind {
    let error = read(line, Codes::standard(), ReadOptions::default()).map(drop).unwrap_err();
    let syntax = PtsError::of(&error).unwrap();
    assert_eq!(syntax.transaction_id, Some(7), "{line}");
    assert!(error.offset().is_some_and(|offset| offset <= line.len()), "{line}");
    syntax.kind.clone()
}

#[test]
fn unknown_letters_are_told_with_the_transaction() {
    let code = |space, code: &str| Kind::UnknownCode { space, code: code.into() };
    for (line, expected) in [
        ("WV12ZZ7 SI=S1", Kind::UnknownMessage("ZZ".parse().unwrap())),
        ("WV12NM007 SI=S1", Kind::UnknownMessage("NM".parse().unwrap())),
        ("WV12ST7 SI=S1 XY=1", Kind::UnknownParameter("XY".into())),
        ("WV12ST7 SI=S1 xyz=1", Kind::UnknownParameter("xyz".into())),
        ("WV12ST7 SI=S1 \u{e9}=1", Kind::UnknownParameter("\u{e9}".into())),
        // A code of another message.
        ("WV12OR7 SI=S1 RF=(WV)", Kind::UnknownParameter("RF".into())),
        ("WV12CP7 CA=((CT,MP),(ZZ,1))", code("capability", "ZZ")),
        ("WV12CP7 CA=((,1))", code("capability", "")),
        ("WV12ML7 CP=((ZZ,x))", code("property", "ZZ")),
        ("WV12ML7 CP=((dn,x))", code("property", "dn")),
        ("WV12SQ7 RF=(FF,ZZ)", code("service", "ZZ")),
        ("WV12SQ7 RF=((FF))", code("service", "")),
    ] {
        assert_eq!(kind(line), expected, "{line}");
    }
}

#[test]
fn the_offset_is_that_of_the_letters() {
    for (line, letters) in [
        ("WV12ZZ7 SI=S1", "ZZ"),
        ("WV12ST7 SI=S1 XY=1", "XY"),
        ("WV12CP7 CA=((CT,MP),(ZZ,1))", "ZZ"),
        ("WV12ML7 CP=((ZZ,x))", "ZZ"),
        ("WV12SQ7 RF=(FF,ZZ)", "ZZ"),
    ] {
        let error = read(line, Codes::standard(), ReadOptions::default()).map(drop).unwrap_err();
        assert_eq!(error.offset(), line.find(letters), "{line}");
        assert!(error.to_string().contains(letters), "{error}");
    }
}

#[test]
fn a_part_must_be_joined_first_but_one_of_one_is_whole() {
    assert_eq!(kind("WV12RL7ab ST=200"), Kind::Part);
    assert_eq!(kind("WV12RL7bb"), Kind::Part);
    assert_eq!(kind("WVXXRL7 ST=200"), Kind::Discovery);
    let (document, warnings) = read("WV12RL7aa ST=200", Codes::standard(), ReadOptions::default()).unwrap();
    assert_eq!(imps_pts::to_string(&document).unwrap(), "WV12RL7 ST=200");
    assert_eq!(warnings, []);
}

fn warnings(line: &str) -> (String, Vec<(WarningKind, usize)>) {
    let (document, warnings) = read(line, Codes::standard(), ReadOptions::default()).unwrap();
    let again = imps_pts::to_string(&document).unwrap();
    (again, warnings.into_iter().map(|warning| (warning.kind, warning.offset)).collect())
}

#[test]
fn an_unknown_version_is_read_as_1_2_and_told() {
    let (again, told) = warnings("WV14ST7 SI=S1 ST=200");
    assert_eq!(again, "WV12ST7 SI=S1 ST=200");
    assert_eq!(told, [(WarningKind::UnknownVersion(b'1', b'4'), 2)]);
    // The caller may override this.
    let options = ReadOptions::default().with_version(imps_core::Version::V1_3);
    let (document, warnings) = read("WV14ST7 SI=S1 ST=200", Codes::standard(), options).unwrap();
    assert_eq!((document.version, warnings), (imps_core::Version::V1_3, vec![]));
}

#[test]
fn unknown_presence_is_left_out_and_told() {
    let unknown = |code: &str, at| (WarningKind::UnknownAttribute(code.into()), at);
    let malformed = |code: &str, at| (WarningKind::MalformedAttribute(code.into()), at);
    for (line, again, told) in [
        ("WV12UP7 UV=((OS,T,T),(CC,T,x))", "WV12UP7 UV=((OS,T,T))", unknown("CC", 22)),
        ("WV12UP7 UV=((OS),(UA,T,AV))", "WV12UP7 UV=((UA,T,AV))", malformed("OS", 12)),
        ("WV12UP7 UV=((OS,T,T,x),(UA,T,AV))", "WV12UP7 UV=((UA,T,AV))", malformed("OS", 12)),
        ("WV12UP7 UV=((CF,T,((CT,MP),(ZZ,x))))", "WV12UP7 UV=((CF,T,((CT,MP))))", unknown("ZZ", 28)),
        // A part of another attribute.
        ("WV12UP7 UV=((CF,T,((CT,MP),(RC,x))))", "WV12UP7 UV=((CF,T,((CT,MP))))", unknown("RC", 28)),
        ("WV12GP7 PS=(OS,CC)", "WV12GP7 PS=OS", unknown("CC", 15)),
        ("WV12GP7 PS=(CF,(CT,ZZ)) UI=a", "WV12GP7 PS=CF UI=a", unknown("CT", 16)),
        ("WV12PN7 PR=(a,((CC,T,x),(OS,T,T)))", "WV12PN7 PR=(a,((OS,T,T)))", unknown("CC", 16)),
    ] {
        let (written, found) = warnings(line);
        assert_eq!(written, again, "{line}");
        assert_eq!(found.first(), Some(&told), "{line}");
    }
}

#[test]
fn a_parameter_that_stands_again_counts_last_or_is_refused() {
    let code = |code: &str| code.parse().unwrap();
    let again = |name: &str| WarningKind::RepeatedParameter(code(name));
    let same = |one: &str, other: &str| WarningKind::SameElement(code(one), code(other));
    for (line, written, code, kind) in [
        ("WV12AK7 SI=S1 ST=200 ST=404", "WV12AK7 SI=S1 ST=404", "ST", again("ST")),
        ("WV12AK7 SI=S1 ST=200 KA=6 st=404", "WV12AK7 SI=S1 ST=404 KA=6", "ST", again("ST")),
        ("WV12AK7 SI=S1 ST=200 SI=S2", "WV12AK7 SI=S2 ST=200", "SI", again("SI")),
        // Two names of one element: neither may appear again.
        ("WV12LG7 SI=S1 DC=a DL=b", "WV12LG7 SI=S1 DC=b", "DL", same("DC", "DL")),
        ("WV12LG7 SI=S1 DL=b DC=a", "WV12LG7 SI=S1 DC=a", "DC", same("DL", "DC")),
    ] {
        let (found, told) = warnings(line);
        assert_eq!(found, written, "{line}");
        let at = line.to_uppercase().rfind(&format!("{code}=")).unwrap();
        assert_eq!(told, [(kind.clone(), at)], "{line}");
        assert!(read_typed(line, Codes::standard(), ReadOptions::default()).is_ok(), "{line}");
        let strict = ReadOptions::default().with_strict(true);
        let error = read(line, Codes::standard(), strict).map(drop).unwrap_err();
        assert_eq!(PtsError::of(&error).unwrap().kind, Kind::Refused(kind), "{line}");
        assert_eq!(PtsError::of(&error).unwrap().transaction_id, Some(7), "{line}");
    }
    // Each digest schema has its own parameter; a list is accepted, too.
    let strict = ReadOptions::default().with_strict(true);
    let read = |line| read(line, Codes::standard(), strict).unwrap();
    let (document, warnings) = read("WV12LR7 SH=SHA sh=MD5");
    assert_eq!(warnings, []);
    assert_eq!(imps_pts::to_string(&document).unwrap(), "WV12LR7 SH=SHA SH=MD5");
    assert_eq!(read("WV12LR7 SH=(SHA,MD5)").0, document);
}

/// Even elements that the version lacks come in one order, whatever the order of the parameters.
#[test]
fn the_order_of_parameters_does_not_count() {
    let read = |line| read(line, Codes::standard(), ReadOptions::default()).unwrap().0;
    assert_eq!(read("WV12RL7 ST=200 SI=S1 UI=a CI=u"), read("WV12RL7 CI=u UI=a SI=S1 ST=200"));
    assert_eq!(read("WV12RL7 ST=200 CI=u KA=6 UI=a"), read("WV12RL7 UI=a KA=6 CI=u ST=200"));
}

/// A whole node represents everything below it.
#[test]
fn services_inside_another_are_not_told_again() {
    for (line, expected) in [
        ("WV12SQ7 RF=(WV,FF)", "WV12SQ7 RF=(WV)"),
        ("WV12SQ7 RF=(PF,WV,FF)", "WV12SQ7 RF=(WV)"),
        ("WV12SQ7 RF=(IF,FF,IF)", "WV12SQ7 RF=(FF,IF)"),
        ("WV12SQ7 RF=FF", "WV12SQ7 RF=(FF)"),
    ] {
        let (written, told) = warnings(line);
        assert_eq!((written.as_str(), told.as_slice()), (expected, &[][..]), "{line}");
    }
}

/// Returns the document of a message: the version 1.3, session S1, transaction 7.
fn document(content: &str, is_request: bool) -> String {
    let mode = if is_request { "Request" } else { "Response" };
    wrapped(
        "",
        &format!("<TransactionMode>{mode}</TransactionMode><TransactionID>7</TransactionID>"),
        content,
    )
}

fn wrapped(session: &str, descriptor: &str, content: &str) -> String {
    format!(
        "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/IMPS-CSP1.3\"><Session><SessionDescriptor>\
         <SessionType>Inband</SessionType><SessionID>S1</SessionID></SessionDescriptor><Transaction>\
         <TransactionDescriptor>{descriptor}</TransactionDescriptor>\
         <TransactionContent>{content}</TransactionContent></Transaction>{session}</Session></WV-CSP-Message>"
    )
}

/// Content without a code: the error names it and its path. If omitted, it is reported, and the
/// rest is written.
fn check(xml: &str, name: &str, path: &str, leave_out: &[&str], rest: Option<&str>) {
    let document: Document<'_> = imps_xml::from_str(xml).unwrap();
    let typed = imps_xml::from_str_with::<Message<'_>>(
        xml,
        &ReadOptions::default().with_unknown(UnknownContent::Keep),
    )
    .ok();
    let options = WriteOptions::default().with_leave_out(leave_out);
    let untyped = (imps_pts::to_string(&document), crate::common::line_with(&document, &options));
    let typed =
        typed.map(|message| (imps_pts::to_string(&message), crate::common::line_with(&message, &options)));
    for (error, left) in [Some(untyped), typed].into_iter().flatten() {
        let error = error.map(|line| panic!("{name}: {line}")).unwrap_err();
        // Typed messages know the elements of their version.
        if matches!(error.kind(), ErrorKind::NotInVersion { .. }) {
            continue;
        }
        let ErrorKind::NoMapping { name: found, syntax: "pts" } = error.kind() else {
            panic!("{name}: {error}")
        };
        assert_eq!((found.as_str(), error.path()), (name, format!("WV-CSP-Message{path}")), "{error}");
        match rest {
            Some(rest) => {
                let (line, losses) = left.unwrap_or_else(|error| panic!("{name}: {error}"));
                let expected: Vec<_> = leave_out.iter().map(|name| Loss::LeftOut((*name).into())).collect();
                assert_eq!((line.as_str(), losses), (rest, expected), "{name}");
            }
            None => assert!(left.is_err(), "{name}"),
        }
    }
}

const CONTENT: &str = "/Session/Transaction/TransactionContent";

#[test]
fn elements_without_a_code_are_named_or_left_out() {
    for (content, is_request, name, path, rest) in [
        (
            "<Status><Result><Code>201</Code><DetailedResult><Code>531</Code></DetailedResult></Result></Status>",
            false,
            "DetailedResult",
            "/Status/Result",
            "WV13ST7 SI=S1 ST=201",
        ),
        (
            "<GetPresence-Response><Result><Code>200</Code></Result><Presence><UserID>a</UserID>\
             <ContactList>b</ContactList></Presence></GetPresence-Response>",
            false,
            "ContactList",
            "/GetPresence-Response/Presence",
            "WV13PG7 SI=S1 ST=200 PR=(a)",
        ),
        (
            "<Status><Result><Code>200</Code></Result><ClientID><URL>u</URL><MSISDN>1</MSISDN></ClientID></Status>",
            false,
            "MSISDN",
            "/Status/ClientID",
            "WV13ST7 SI=S1 ST=200 CI=u",
        ),
        (
            "<UpdatePresence-Request><PresenceSubList><OnlineStatus><Qualifier>F</Qualifier></OnlineStatus>\
             <StatusMood><Qualifier>T</Qualifier></StatusMood></PresenceSubList></UpdatePresence-Request>",
            true,
            "StatusMood",
            "/UpdatePresence-Request/PresenceSubList",
            "WV13UP7 SI=S1 UV=((OS,F,))",
        ),
        (
            "<GetPresence-Request><PresenceSubList><OnlineStatus/><Alias/></PresenceSubList></GetPresence-Request>",
            true,
            "Alias",
            "/GetPresence-Request/PresenceSubList",
            "WV13GP7 SI=S1 PS=OS",
        ),
        (
            "<Service-Request><Functions><WVCSPFeat><PresenceFeat/><IMFeat><IMSendFunc><FWMSG/></IMSendFunc></IMFeat>\
             </WVCSPFeat></Functions><AllFunctionsRequest>T</AllFunctionsRequest></Service-Request>",
            true,
            "FWMSG",
            "/Service-Request/Functions/WVCSPFeat/IMFeat/IMSendFunc",
            "WV13SQ7 SI=S1 RF=(PF) AR=T",
        ),
        (
            "<ListManage-Request><ContactList>a</ContactList><ReceiveList>T</ReceiveList>\
             <AuthorizeAndGrant>T</AuthorizeAndGrant></ListManage-Request>",
            true,
            "AuthorizeAndGrant",
            "/ListManage-Request",
            "WV13LM7 SI=S1 RL=T CL=a",
        ),
        (
            "<GetPresence-Request><User><UserID>a</UserID><ClientID><URL>u</URL></ClientID></User></GetPresence-Request>",
            true,
            "ClientID",
            "/GetPresence-Request/User",
            "WV13GP7 SI=S1 UI=a",
        ),
        (
            "<DeleteList-Request><ContactList>a</ContactList><URL>b</URL></DeleteList-Request>",
            true,
            "URL",
            "/DeleteList-Request",
            "WV13DL7 SI=S1 CL=a",
        ),
        (
            "<DeleteList-Request><ContactList>a</ContactList><Vendor>b</Vendor></DeleteList-Request>",
            true,
            "Vendor",
            "/DeleteList-Request",
            "WV13DL7 SI=S1 CL=a",
        ),
        (
            "<DeleteList-Request colour=\"red\"><ContactList>a</ContactList></DeleteList-Request>",
            true,
            "colour",
            "/DeleteList-Request",
            "WV13DL7 SI=S1 CL=a",
        ),
        (
            "<CreateList-Request><ContactList>a</ContactList><NickList><UserID>b</UserID><URL>c</URL></NickList>\
             </CreateList-Request>",
            true,
            "URL",
            "/CreateList-Request/NickList",
            "WV13CL7 SI=S1 UN=((,b)) CL=a",
        ),
    ] {
        check(&document(content, is_request), name, &format!("{CONTENT}{path}"), &[name], Some(rest));
    }
}

#[test]
fn words_without_a_code_are_named_or_left_out() {
    let capabilities = "<ClientCapability-Request><CapabilityList><SupportedCIRMethod>SHTTP</SupportedCIRMethod>\
                        <SupportedCIRMethod>STCP</SupportedCIRMethod></CapabilityList></ClientCapability-Request>";
    let path = "/ClientCapability-Request/CapabilityList";
    let rest = "WV13CP7 SI=S1 CA=((SC,ST))";
    check(&document(capabilities, true), "SHTTP", &format!("{CONTENT}{path}"), &["SHTTP"], Some(rest));
    let properties = "<CreateList-Request><ContactList>a</ContactList><ContactListProperties><Property><Name>Colour</Name>\
                      <Value>red</Value></Property><Property><Name>Default</Name><Value>T</Value></Property>\
                      </ContactListProperties></CreateList-Request>";
    let path = "/CreateList-Request/ContactListProperties/Property";
    let rest = "WV13CL7 SI=S1 CP=((DE,T)) CL=a";
    check(&document(properties, true), "Colour", &format!("{CONTENT}{path}"), &["Colour"], Some(rest));
    // A vendor word that looks like the code of another word would be read as that word.
    let presence = "<UpdatePresence-Request><PresenceSubList><UserAvailability><PresenceValue>av</PresenceValue>\
                    </UserAvailability></PresenceSubList></UpdatePresence-Request>";
    let path = "/UpdatePresence-Request/PresenceSubList/UserAvailability";
    check(&document(presence, true), "av", &format!("{CONTENT}{path}"), &[], None);
}

#[test]
fn the_envelope_says_nothing_that_the_line_does_not() {
    let status = "<Status><Result><Code>200</Code></Result></Status>";
    let response = "<TransactionMode>Response</TransactionMode><TransactionID>7</TransactionID>";
    let rest = Some("WV13ST7 SI=S1 ST=200");
    let (session, descriptor) = ("/Session", "/Session/Transaction/TransactionDescriptor");
    check(&wrapped("<Poll>T</Poll>", response, status), "Poll", session, &["Poll"], rest);
    check(&wrapped("<CIR>F</CIR>", response, status), "CIR", session, &["CIR"], rest);
    let poll = format!("{response}<Poll>T</Poll>");
    check(&wrapped("", &poll, status), "Poll", descriptor, &["Poll"], rest);
    let segment = format!("{response}<SegmentInfo><SegmentCount>2</SegmentCount></SegmentInfo>");
    check(&wrapped("", &segment, status), "SegmentInfo", descriptor, &["SegmentInfo"], rest);
    let block =
        wrapped("", response, status).replace("</Transaction>", "<ExtBlock>x</ExtBlock></Transaction>");
    check(&block, "ExtBlock", "/Session/Transaction", &["ExtBlock"], rest);
    // Default values are omitted.
    let xml = wrapped("<Poll>F</Poll><CIR>T</CIR>", response, status);
    assert_eq!(written(&xml).ok().as_deref(), rest);
    // A message cannot be omitted.
    let message = "<SendMessage-Request/>";
    let request = response.replace("Response", "Request");
    let left_out = ["SendMessage-Request"];
    check(&wrapped("", &request, message), left_out[0], CONTENT, &left_out, None);
    let second = wrapped("", response, status);
    let (start, end) = (second.find("<Transaction>").unwrap(), second.find("</Session>").unwrap());
    let second = format!("{}{}{}", &second[..end], &second[start..end], &second[end..]);
    check(&second, "TransactionMode", descriptor, &["TransactionMode"], None);
}

fn written(xml: &str) -> Result<String, imps_pts::Error> {
    imps_pts::to_string(&imps_xml::from_str::<Document<'_>>(xml).unwrap())
}

#[test]
fn the_letters_and_the_id_say_the_same_as_the_envelope() {
    let xml = document("<Status><Result><Code>200</Code></Result></Status>", false);
    assert_eq!(written(&xml).unwrap(), "WV13ST7 SI=S1 ST=200");
    for (from, to, path) in [
        (">Response<", ">Request<", "/Session/Transaction/TransactionDescriptor"),
        (">Inband<", ">Outband<", "/Session/SessionDescriptor"),
        ("<SessionID>S1</SessionID>", "", "/Session/SessionDescriptor"),
        (">7<", ">server#7<", "/Session/Transaction/TransactionDescriptor"),
        (">7<", ">1000<", "/Session/Transaction/TransactionDescriptor"),
        (">7<", ">+7<", "/Session/Transaction/TransactionDescriptor"),
        // The answer would have another id.
        (">7<", ">007<", "/Session/Transaction/TransactionDescriptor"),
    ] {
        assert!(xml.contains(from));
        let error = written(&xml.replacen(from, to, 1)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::InvalidValue { .. }), "{to}: {error}");
        assert_eq!(error.path(), format!("WV-CSP-Message{path}"), "{to}");
    }
    let document: Document<'_> = imps_xml::from_str(&xml).unwrap();
    let with = |id| crate::common::line_with(&document, &WriteOptions::default().with_transaction_id(id));
    assert_eq!(with(999).unwrap().0, "WV13ST999 SI=S1 ST=200");
    assert!(with(1000).is_err());
}

/// Outside of a session there is no session id: in the answer to a login the same letters are
/// content.
#[test]
fn a_login_has_no_session_around_it() {
    let content =
        "<Login-Response><Result><Code>200</Code></Result><SessionID>S2</SessionID></Login-Response>";
    let path = "/Session/SessionDescriptor";
    check(&document(content, false), "SessionID", path, &["SessionID"], None);
}

#[test]
fn a_url_that_looks_like_a_number_would_become_one() {
    let content = "<Status><Result><Code>200</Code></Result><ClientID><URL>+1555</URL></ClientID></Status>";
    let (name, path) = ("URL", format!("{CONTENT}/Status/ClientID"));
    check(&document(content, false), name, &path, &["URL", "ClientID"], Some("WV13ST7 SI=S1 ST=200"));
    let content = content.replace("URL", "MSISDN").replace("+1555", "none");
    check(&document(&content, false), "MSISDN", &path, &["MSISDN", "ClientID"], Some("WV13ST7 SI=S1 ST=200"));
}

#[test]
fn line_ends_become_spaces_and_controls_are_refused() {
    let xml = |text: &str| {
        document(
            &format!("<Status><Result><Code>200</Code><Description>{text}</Description></Result></Status>"),
            false,
        )
    };
    for (text, expected) in
        [("a\nb", "a b"), ("a&#13;&#10;b", "a  b"), ("&#x2028;", " "), ("&#x85;x", " x"), ("&#x2029;", " ")]
    {
        let text = xml(text);
        let document: Document<'_> = imps_xml::from_str(&text).unwrap();
        let (line, losses) = crate::common::line_with(&document, &WriteOptions::default()).unwrap();
        assert_eq!(line, format!("WV13ST7 SI=S1 ST=(200,\"{expected}\")"));
        assert_eq!(losses, [Loss::LineEnds("Description".into())]);
    }
    let tab = written(&xml("a&#9;b")).unwrap();
    assert_eq!(tab, "WV13ST7 SI=S1 ST=(200,\"a\tb\")");
    let mut message: Message<'_> = imps_pts::from_str(&tab).unwrap();
    for control in (0..0x20).map(char::from).filter(|control| !"\t\n\r".contains(*control)) {
        message.session.descriptor.session_id = Some(format!("S{control}1").into());
        let error = imps_pts::to_string(&message).unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Inexpressible { character, .. } if *character == control),
            "{error}"
        );
        assert_eq!(error.path(), "WV-CSP-Message/Session/SessionDescriptor");
    }
}

/// The syntax cannot express text beside elements, and no part of a message is dropped silently.
#[test]
fn nothing_is_lost_in_silence() {
    for content in [
        "<Status>x<Result><Code>200</Code></Result></Status>",
        "<Status><Result>x<Code>200</Code></Result></Status>",
        "<Status><Result><Code>200</Code>x</Result></Status>",
        "<Status><Result><Code>200<URL>u</URL></Code></Result></Status>",
        "<Status><Result><Code>200</Code></Result><ClientID>x<URL>u</URL></ClientID></Status>",
    ] {
        let error = written(&document(content, false)).map(|line| panic!("{content}: {line}")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NoMapping { .. }), "{content}: {error}");
    }
    for content in [
        "<GetPresence-Request><User>x<UserID>a</UserID></User></GetPresence-Request>",
        "<GetPresence-Request><User/><User><UserID>a</UserID></User></GetPresence-Request>",
        "<UpdatePresence-Request><PresenceSubList><ClientInfo><PresenceValue>x</PresenceValue><ClientType>PDA</ClientType>\
         </ClientInfo></PresenceSubList></UpdatePresence-Request>",
        "<UpdatePresence-Request><PresenceSubList><OnlineStatus>x<PresenceValue>T</PresenceValue></OnlineStatus>\
         </PresenceSubList></UpdatePresence-Request>",
        "<GetPresence-Request><PresenceSubList><OnlineStatus>T</OnlineStatus></PresenceSubList></GetPresence-Request>",
        "<Service-Request><Functions><WVCSPFeat>x<PresenceFeat/></WVCSPFeat></Functions></Service-Request>",
        "<Service-Request><Functions><WVCSPFeat><PresenceFeat>x</PresenceFeat></WVCSPFeat></Functions></Service-Request>",
        "<ListManage-Request><RemoveNickList><NickName><Name>n</Name><UserID>a</UserID></NickName></RemoveNickList>\
         </ListManage-Request>",
    ] {
        let error = written(&document(content, true)).map(|line| panic!("{content}: {line}")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NoMapping { .. }), "{content}: {error}");
    }
}

#[test]
fn a_buffer_is_as_it_was_after_an_error() {
    let request = imps_csp::common::VerifyIdRequest::default();
    let session = imps_csp::SessionDescriptor::inband("S1");
    let message = Message::request(imps_core::Version::V1_3, session, "1", request);
    let mut out = b"before".to_vec();
    assert!(imps_pts::write(&message, &mut out, &WriteOptions::default()).is_err());
    assert_eq!(out, b"before");
    // The model detects content that the version lacks, before the message is complete.
    let message = Message { version: imps_core::Version::V1_1, ..message };
    assert!(imps_pts::write(&message, &mut out, &WriteOptions::default()).is_err());
    assert_eq!(out, b"before");
}

//! Additional code tables. All letters here are invented.

use crate::common::read;
use imps_core::{Element as _, ReadOptions};
use imps_csp::Message;
use imps_pts::{Codes, WriteOptions};

/// Reads a line with the standard table and some more rows, and writes it again, both without types
/// and with types.
fn check(rows: &str, line: &str, says: &str) {
    let mut codes = Codes::standard().clone();
    codes.extend(rows, Message::SCHEMA).unwrap();
    check_by(&codes, line, says);
    // Without the rows it means something else, or nothing.
    let standard = read(line, Codes::standard(), ReadOptions::default());
    let xml = standard.map(|(document, _)| imps_xml::to_string(&document).unwrap()).unwrap_or_default();
    assert!(!xml.contains(says), "{line}: {xml}");
}

fn check_by(codes: &Codes, line: &str, says: &str) {
    let options = ReadOptions::default().with_strict(true);
    let (document, warnings) = read(line, codes, options).unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(warnings, [], "{line}");
    let xml = imps_xml::to_string(&document).unwrap();
    assert!(xml.contains(says), "{line}: {says} is not in {xml}");
    let write = WriteOptions::default().with_codes(codes);
    let written =
        crate::common::line_with(&document, &write).unwrap_or_else(|error| panic!("{xml}: {error}"));
    assert_eq!(written, (line.to_owned(), vec![]));
    let message: Message<'_> =
        imps_pts::from_str_with(line, &imps_pts::ReadOptions::from(options).with_codes(codes))
            .unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(crate::common::line_with(&message, &write).unwrap().0, line);
}

#[test]
fn messages_are_added() {
    let rows = "message QQ CreateList-Response response  # invented\n\n# nothing\n";
    check(rows, "WV13QQ7 SI=S1 CP=((DN,\"a b\")) CL=c", "<CreateList-Response><ContactList>c");
    let rows = "message QQ UnsubscribePresence-Request request";
    check(rows, "WV12QQ7 SI=S1 UI=a CL=(b,c)", "<TransactionMode>Request<");
}

#[test]
fn another_parameter_may_name_the_session() {
    check("session XX SessionID", "WV12ST7 XX=S1 ST=200", "<SessionID>S1<");
    // The letters of the answer to a login are then free for this: only the content has them.
    check("session XX SessionID", "WV12RL7 XX=S1 CI=u ST=200 SI=S2", "<SessionID>S1<");
}

#[test]
fn a_table_without_a_session_cannot_write_one() {
    let mut codes = Codes::default();
    codes.extend("message OR Logout-Request request", Message::SCHEMA).unwrap();
    check_by(&codes, "WV12OR7", "<Logout-Request");
    let message: Message<'_> = imps_pts::from_str("WV12OR7 SI=S1").unwrap();
    let error = crate::common::line_with(&message, &WriteOptions::default().with_codes(&codes)).unwrap_err();
    assert_eq!(error.to_string(), "SessionID has no pts mapping in WV-CSP-Message/Session/SessionDescriptor");
}

#[test]
fn texts_are_added() {
    let rows = "message QQ GetWatcherList-Request request\nelement XA HistoryPeriod value last\nelement XB MaxWatcherList value";
    check(rows, "WV12QQ7 SI=S1 XB=5 XA=60", "<HistoryPeriod>60<");
    // A path, and many elements; only in these messages.
    let rows = "message QQ VerifyID-Request request\nelement XA IDList/UserID value in GetMap-Request VerifyID-Request";
    check(rows, "WV12QQ7 SI=S1 XA=(a,\"b c\")", "<IDList><UserID>a</UserID><UserID>b c<");
    let mut codes = Codes::default();
    codes.extend("session SI SessionID\nmessage QQ SubscribePresence-Request request\nelement XC ContactList repeat", Message::SCHEMA).unwrap();
    check_by(&codes, "WV12QQ7 SI=S1 XC=a XC=\"b c\"", "<ContactList>a</ContactList><ContactList>b c<");
    codes.extend("element XU User/UserID repeat", Message::SCHEMA).unwrap();
    check_by(&codes, "WV12QQ7 SI=S1 XU=a XU=b XC=c", "<User><UserID>a</UserID></User><User><UserID>b<");
}

#[test]
fn structures_of_two_texts_are_added() {
    let rows = "message QQ JoinGroup-Request request\nelement XA GroupID value\nelement XB ScreenName group(SName,GroupID)\n\
                element XC SubscribeNotification value\nelement XD JoinedRequest value";
    check(rows, "WV12QQ7 SI=S1 XA=g XB=(\"a b\",g) XD=F XC=T", "<ScreenName><SName>a b</SName><GroupID>g<");
    let mut codes = Codes::default();
    codes.extend("message QQ Status response\nelement XA ClientID either(MSISDN,URL)\nelement XB Result group(Code,Description)", Message::SCHEMA).unwrap();
    check_by(&codes, "WV12QQ7 XB=200 XA=15", "<MSISDN>15<");
    check_by(&codes, "WV12QQ7 XB=(200,) XA=x15", "<URL>x15<");
}

#[test]
fn lists_of_every_form_are_added() {
    let login = "WV13LR7 CI=u SC=c";
    let rows = "element XA CapabilityList capabilities last in Login-Request";
    check(rows, &format!("{login} UI=a XA=((CT,MP),(PS,1))"), "<CapabilityList><ClientType>MOBILE_PHONE<");
    let rows = "element XA Functions services last in Login-Request";
    check(rows, &format!("{login} UI=a XA=(FF,IF)"), "<WVCSPFeat><FundamentalFeat");

    let mut codes = Codes::default();
    let rows = "message QA ListManage-Response response\nmessage QB GetPresence-Response response\n\
                message QC UpdatePresence-Request request\nmessage QD CreateAttributeList-Request request\n\
                element XA Result group(Code,Description)\nelement XB NickList members\n\
                element XC ContactListProperties properties\nelement XD Presence presence\n\
                element XE PresenceSubList attributes in UpdatePresence-Request\n\
                element XF PresenceSubList names in CreateAttributeList-Request\nelement XG DefaultList value\n\
                property ZZ Colour\npresence YY StatusMood\npresence-value NN StatusMood HAPPY";
    codes.extend(rows, Message::SCHEMA).unwrap();
    check_by(&codes, "WV12QA7 XA=200 XB=((a,b)) XC=((ZZ,red))", "<Name>Colour</Name><Value>red<");
    check_by(&codes, "WV12QB7 XA=200 XD=(a,((YY,T,NN)))", "<PresenceValue>HAPPY<");
    check_by(&codes, "WV12QC7 XE=((YY,T,\"so so\"))", "<PresenceValue>so so<");
    check_by(&codes, "WV12QD7 XF=YY XG=T", "<StatusMood");
}

#[test]
fn codes_inside_of_lists_are_added() {
    let create = |property: &str| format!("WV12CL7 SI=S1 CP=((DN,a),({property},\"b c\")) CL=d");
    check("property XA Colour", &create("XA"), "<Name>Colour</Name><Value>b c<");
    check("capability XA UserSessionLimit", "WV13PC7 SI=S1 AP=((XA,3))", "<UserSessionLimit>3<");
    check("capability-value XA SupportedCIRMethod SHTTP", "WV12CP7 SI=S1 CA=((SC,XA),(SC,ST))", ">SHTTP<");
    // Then other words have no code.
    check("capability-value XA SupportedBearer HTTP", "WV12CP7 SI=S1 CA=((SB,XA))", "<SupportedBearer>HTTP<");
    check(
        "presence XA StatusMood\npresence-value HA StatusMood HAPPY",
        "WV12UP7 SI=S1 UV=((XA,T,HA))",
        ">HAPPY<",
    );
    check(
        "presence XA TimeZone\npresence XB TimeZone/Zone",
        "WV12UP7 SI=S1 UV=((XA,T,((XB,\"a b\"))))",
        "<Zone>a b<",
    );
    check(
        "presence XA TimeZone\npresence XB TimeZone/Zone",
        "WV12CA7 SI=S1 PS=(XA,(XB)) DL=T",
        "<TimeZone><Zone",
    );
    // A part that contains elements: its name can be written, but no value.
    let container = "presence XA CommCap\npresence XB CommCap/CommC";
    let mut codes = Codes::standard().clone();
    codes.extend(container, Message::SCHEMA).unwrap();
    assert!(read("WV12CA7 SI=S1 PS=(XA,(XB)) DL=T", &codes, ReadOptions::default()).is_ok());
    let error = read("WV12UP7 SI=S1 UV=((XA,T,((XB,a))))", &codes, ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("wrong value of CommC"), "{error}");
    let nested = "service XA WVCSPFeat/IMFeat/IMSendFunc/FWMSG\nservice XB WVCSPFeat/IMFeat/IMSendFunc";
    check(nested, "WV12SQ7 SI=S1 RF=(PF,XA,GE) AR=T", "<IMFeat><IMSendFunc><FWMSG");
    check(nested, "WV12SQ7 SI=S1 RF=(XB) AR=T", "<IMFeat><IMSendFunc");
}

#[test]
fn faults_of_a_table_are_told_with_their_line() {
    for (row, fault) in [
        ("nonsense AA B", "unknown kind of row"),
        ("message A1 Status response", "expected two letters"),
        ("message AAA Status response", "expected two letters"),
        ("message", "too few columns"),
        ("message AA", "too few columns"),
        ("message AA SystemMessage-User", "too few columns"),
        ("message AA SystemMessage-User answer", "expected \"request\" or \"response\""),
        ("message AA SystemMessage-User request x", "unexpected column"),
        ("message AA Nonsense-Request request", "unknown element \"Nonsense-Request\""),
        ("message LR SystemMessage-User request", "LR has another meaning already"),
        ("message AA Status response", "Status has another meaning already"),
        ("session AA Nonsense", "unknown element"),
        ("element AA Nonsense value", "unknown element"),
        ("element AA IDList/Nonsense value", "unknown element"),
        ("element AA IDList/ value", "unknown element \"\""),
        ("element AA UserID", "too few columns"),
        ("element AA UserID values", "unknown shape of value"),
        ("element AA NickList/NickName members", "path too long"),
        ("presence AA CommCap/CommC/Cap", "path too long"),
        ("element AA UserID group", "unknown shape of value"),
        ("element AA UserID group(Code)", "unknown shape of value"),
        ("element AA UserID group(Code,Nonsense)", "unknown element"),
        ("element AA UserID group(Code,Description", "unknown shape of value"),
        ("element AA UserID value(Code,Description)", "unknown shape of value"),
        ("element AA UserID value first", "unexpected column"),
        ("element AA UserID value in", "too few columns"),
        ("element AA UserID value in Nonsense", "unknown element"),
        ("property AA", "too few columns"),
        ("property AA Colour x", "unexpected column"),
        ("capability AA Nonsense", "unknown element"),
        ("capability-value AA ClientType", "too few columns"),
        ("presence AA Nonsense", "unknown element"),
        ("presence-value AA Nonsense x", "unknown element"),
        ("service AA WVCSPFeat/Nonsense", "unknown element"),
        // Existing names in the wrong place.
        (
            "element QA Result/Code/Description value",
            "no message has Result/Code/Description: Code holds text, no elements",
        ),
        ("element QA Result/User value", "no message has Result/User: Result holds no User"),
        ("element QA SessionType value", "no message has SessionType"),
        ("element QA MessageInfo value", "no message has MessageInfo: MessageInfo holds elements, no text"),
        ("element QA MessageInfo/Recipient/User value", "User holds elements, no text"),
        (
            "element QA MessageInfo/Recipient/User/UserID/URL value in SendMessage-Request",
            "SendMessage-Request has no MessageInfo/Recipient/User/UserID/URL: UserID holds text, no elements",
        ),
        ("element QA UserID value in Status", "Status has no UserID"),
        ("element QA UserID value in Status NewMessage", "none of these messages has UserID"),
        ("element QA UserID value in Result", "Result is the name of no message"),
        ("element QA UserID value in WV-CSP-Message", "WV-CSP-Message is the name of no message"),
        ("element QA Result group(Code,UserID)", "Result holds no UserID"),
        ("element QA Result group(Code,DetailedResult)", "DetailedResult holds elements, no text"),
        (
            "element QA UserID group(Code,Description)",
            "no message has UserID: UserID holds text, no elements",
        ),
        ("element QA UserID members", "UserID holds text"),
        ("element QA Functions members", "Functions holds no NickName"),
        ("element QA Result users", "Result holds no UserID"),
        ("element QA NickList services", "NickList holds no WVCSPFeat"),
        ("element QA NickList properties", "NickList holds no Property"),
        ("element QA UserID capabilities", "UserID holds text"),
        ("element QA Password names", "Password holds text"),
        ("element QA Password attributes", "Password holds text"),
        ("element QA NickList presence", "NickList holds no PresenceSubList"),
        ("message QA Result request", "Result is the name of no message"),
        ("message QA Session request", "Session is the name of no message"),
        ("session QA UserID", "no session descriptor has UserID"),
        ("capability QA UserID", "no list of capabilities has UserID"),
        ("capability QA CIRURL/UserID", "CIRURL holds no UserID"),
        ("capability QA ClientType/URL", "ClientType holds text, no elements"),
        ("capability-value QA UserID x", "no list of capabilities has UserID"),
        ("presence QA Password", "no list of presence attributes has Password"),
        ("presence QA StatusText/Zone", "StatusText holds no Zone"),
        ("presence-value QA Password x", "no list of presence attributes has Password"),
        ("service QA IMFeat", "no service tree has IMFeat"),
        ("service QA WVCSPFeat/IMSendFunc", "WVCSPFeat holds no IMSendFunc"),
        // Paths that return to their start.
        ("element QA User/User/UserID value", "the path comes back to User"),
        ("element QA MessageInfo/Recipient/MessageInfo/Validity value", "the path comes back to MessageInfo"),
        ("service QA WVCSPFeat/IMFeat/WVCSPFeat", "the path comes back to WVCSPFeat"),
        ("presence QA ClientInfo/ClientInfo", "the path comes back to ClientInfo"),
        ("capability QA CIRURL/URL/CIRURL", "the path comes back to CIRURL"),
        // Elements that are already described as a whole.
        (
            "element QA NickList/NickName/Name value",
            "one row says NickList as a whole, another says parts of it",
        ),
        ("element QA Result names", "one row says Result as a whole"),
    ] {
        let mut codes = Codes::standard().clone();
        let error = codes
            .extend(&format!("# a comment\n\n{row}  # another\nproperty XX Colour"), Message::SCHEMA)
            .unwrap_err();
        assert_eq!(error.line(), 3, "{row}");
        let text = error.to_string();
        assert!(text.starts_with("line 3: ") && text.contains(fault), "{row}: {text}");
        // Nothing of the row, or of later rows, was added.
        assert_eq!(&codes, Codes::standard(), "{row}");
    }
}

#[test]
fn rows_before_a_faulty_one_are_added() {
    let mut codes = Codes::standard().clone();
    codes.extend("message QQ SystemMessage-User response\nnonsense AA", Message::SCHEMA).unwrap_err();
    assert_eq!(codes.message("SystemMessage-User"), "QQ".parse().ok());
    assert_eq!(codes.messages().count(), 26);
}

/// The standard table fits the messages.
#[test]
fn the_standard_table_can_be_held_against_the_declarations() {
    let mut codes = Codes::default();
    codes.extend(include_str!("../../src/codes/standard.pts"), Message::SCHEMA).unwrap();
    assert!(codes.rows().eq(Codes::standard().rows()));
    // Existing rows may be repeated, because a message contains nothing twice.
    let mut codes = Codes::standard().clone();
    let rows = include_str!("../../src/codes/standard.pts").lines().filter(|row| row.starts_with("element"));
    let rows: String = rows.flat_map(|row| [row, "\n"]).collect();
    codes.extend(&rows, Message::SCHEMA).unwrap();
    check_by(&codes, "WV12LG7 SI=S1 DC=b CL=(a,b)", "<DefaultContactList>b<");
    check_by(&codes, "WV12ST7 SI=S1 ST=(200,)", "<Description/>");
}

/// Letters for the session that also represent an element of the message.
#[test]
fn the_session_is_not_written_as_an_element() {
    let mut codes = Codes::standard().clone();
    codes.extend("element SI UserID value", Message::SCHEMA).unwrap();
    let message: Message<'_> = imps_pts::from_str("WV12DL7 SI=S1 CL=a").unwrap();
    let write = WriteOptions::default().with_codes(&codes);
    assert_eq!(crate::common::line_with(&message, &write).unwrap().0, "WV12DL7 SI=S1 CL=a");
    let message: Message<'_> = imps_pts::from_str("WV12LR7 UI=a CI=u SI=S1 SC=c").unwrap();
    let error = crate::common::line_with(&message, &write).unwrap_err();
    assert!(error.to_string().starts_with("SessionID has no pts mapping"), "{error}");
}

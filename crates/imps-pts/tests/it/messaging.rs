//! All of messaging with an additional table. The letters are invented.

use crate::common::{read, read_typed};
use imps_core::{CSP, Document, Element as _, ErrorKind, ReadOptions};
use imps_csp::{Area, Message};
use imps_pts::{Codes, Loss, PtsError, WarningKind, WriteOptions};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn messaging() -> Codes {
    let mut codes = Codes::standard().clone();
    codes.extend(include_str!("messaging/table.pts"), Message::SCHEMA).unwrap();
    codes
}

fn testdata(path: &str) -> PathBuf {
    imps_testing::testdata(path)
}

/// Reads a line to types and to a tree, and writes it back to the same line. Returns the XML.
#[track_caller]
fn both_ways(codes: &Codes, line: &str) -> String {
    let strict = ReadOptions::default().with_strict(true);
    let write = WriteOptions::default().with_codes(codes);
    let (message, warnings) =
        read_typed(line, codes, strict).unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(warnings, [], "{line}");
    assert_eq!(crate::common::line_with(&message, &write).unwrap(), (line.to_owned(), vec![]));
    let (document, _) = read(line, codes, strict).unwrap();
    assert_eq!(crate::common::line_with(&document, &write).unwrap(), (line.to_owned(), vec![]));
    let xml = imps_xml::to_string(&message).unwrap();
    assert_eq!(imps_xml::to_string(&document).unwrap(), xml);
    let again: Message<'_> = imps_xml::from_str(&xml).unwrap();
    assert_eq!(again, message);
    assert_eq!(crate::common::line_with(&again, &write).unwrap().0, line);
    xml
}

#[track_caller]
fn says(codes: &Codes, line: &str, says: &str) {
    let xml = both_ways(codes, line);
    assert!(xml.contains(says), "{says} is not in {xml}");
}

/// Returns the input of the report.
#[test]
fn parts_of_one_structure_become_one() {
    let file = |name| fs::read_to_string(testdata(name)).unwrap();
    let mut codes = Codes::standard().clone();
    codes.extend(&file("inputs/A-pts-messageinfo.table"), Message::SCHEMA).unwrap();
    let line = file("inputs/A-pts-messageinfo.pts");
    let line = line.trim_end();
    let (document, warnings) = read(line, &codes, ReadOptions::default()).unwrap();
    assert_eq!(warnings, []);
    let xml = imps_xml::to_string(&document).unwrap();
    let info = "<MessageInfo><Recipient><User><UserID>wv:a</UserID></User></Recipient><Validity>5</Validity></MessageInfo><ContentData>hi<";
    assert!(xml.contains(info), "{xml}");
    let write = WriteOptions::default().with_codes(&codes);
    assert_eq!(crate::common::line_with(&document, &write).unwrap(), (line.into(), vec![]));
    let document: Document<'_> = imps_xml::from_str(&xml).unwrap();
    assert_eq!(crate::common::line_with(&document, &write).unwrap(), (line.into(), vec![]));
    // In any order.
    let (other, warnings) = read("WV12SM9 QV=5 QT=hi SI=S1 QR=wv:a", &codes, ReadOptions::default()).unwrap();
    assert_eq!((imps_xml::to_string(&other).unwrap(), warnings), (xml, vec![]));
}

#[test]
fn every_message_of_messaging_goes_both_ways() {
    let codes = messaging();
    let sender = "<Sender><User><UserID>wv:b</UserID><ClientID><URL>u</URL></ClientID></User></Sender>";
    for (line, part) in [
        (
            "WV12SM7 SI=S1 QD=T MT=text/plain ME=None ML=2 RU=(wv:a,wv:c) SU=wv:b SV=u MD=20010925T134013Z MV=600 QT=hi",
            sender,
        ),
        (
            "WV13SM7 SI=S1 QD=F MC=a.txt RG=wv:g/x FS=Big FT=(Bold,Italic) FC=Red QT=\"a b\"",
            "<Style>Bold</Style>",
        ),
        ("WV12SM7 SI=S1 QD=F RC=(wv:a/l,wv:a/m)", "<ContactList>wv:a/l</ContactList><ContactList>wv:a/m<"),
        ("WV12SM7 SI=S1 QD=F RU=wv:a RS=nick RT=wv:g", "<ScreenName><SName>nick</SName><GroupID>wv:g<"),
        ("WV12MS7 SI=S1 ST=200 QI=m1", "<MessageID>m1<"),
        (
            "WV12MS7 SI=S1 ST=(201,partly) XC=531 XD=no XU=((wv:a,wv:b)) QI=m1",
            "<Code>531</Code><Description>no<",
        ),
        (
            "WV12MS7 SI=S1 ST=201 XC=(531,532) XU=((wv:a,wv:b),wv:c) QI=m1",
            "<UserID>wv:c</UserID></DetailedResult>",
        ),
        ("WV12SD7 SI=S1 QA=P QB=100 QG=wv:g", "<DeliveryMethod>P<"),
        ("WV13SD7 SI=S1 QA=N QG=wv:g QE=100", "<GroupContentLimit>100<"),
        ("WV12QL7 SI=S1 QG=wv:g QK=9", "<MessageCount>9<"),
        ("WV12QL7 SI=S1", "<GetMessageList-Request"),
        (
            "WV12LQ7 SI=S1 MI=(m1,m2) ML=(5,6) RU=((wv:a,wv:c),wv:b)",
            "<ContentSize>6</ContentSize><Recipient><User><UserID>wv:b<",
        ),
        ("WV12LQ7 SI=S1 MI=m1 ML=5 RU=((wv:a,wv:c))", "<UserID>wv:a</UserID></User><User><UserID>wv:c<"),
        (
            "WV13LQ7 SI=S1 MI=(m1,m2) ML=(5,6) RU=(wv:a,wv:b) QW=2",
            "<MessageInfoList><MessageInfo><MessageID>m1<",
        ),
        ("WV12RM7 SI=S1 QI=(m1,m2)", "<MessageID>m1</MessageID><MessageID>m2<"),
        ("WV12MN7 SI=S1 MI=m1 MU=http://a/ ML=5 RU=wv:a", "<MessageURI>http://a/<"),
        ("WV12GM7 SI=S1 QI=m1", "<GetMessage-Request><MessageID>m1<"),
        ("WV12MG7 SI=S1 MI=m1 ML=5 RU=wv:a SG=wv:g QT=hello", "<Sender><Group><GroupID>wv:g<"),
        ("WV12NM7 SI=S1 MI=m1 ML=5 RU=wv:a SS=nick SX=wv:g QT=\"\"", "<ContentData/>"),
        ("WV12MD7 SI=S1 QI=m1", "<MessageDelivered><MessageID>m1<"),
        ("WV12DR7 SI=S1 ST=200 QP=20010925T134013Z MI=m1 RU=wv:a", "<DeliveryTime>20010925T134013Z<"),
        (
            "WV12FM7 SI=S1 QI=m1 RU=(wv:a,wv:b) RV=(u,v) RC=wv:l",
            "<URL>u</URL></ClientID></User><User><UserID>wv:b<",
        ),
        ("WV13FM7 SI=S1 QI=m1 SU=wv:c RG=wv:g", "<Sender><User><UserID>wv:c<"),
        ("WV13MF7 SI=S1 QI=m1", "<ForwardMessage-Response>"),
    ] {
        says(&codes, line, part);
    }
    let written: BTreeSet<&str> = codes.messages().map(|(_, name)| name).collect();
    let rows = imps_csp::Primitive::ROWS.iter().filter(|row| row.area == Area::InstantMessaging);
    let names = rows.filter_map(|row| CSP.name(row.tag));
    let missing: Vec<&str> = names.filter(|name| !written.contains(name)).collect();
    assert_eq!(missing, [""; 0]);
}

/// Every available document of messaging: XML to a line and back to the same XML, or an error that
/// names the inexpressible content.
#[test]
fn the_documents_of_messaging_come_back() {
    let codes = messaging();
    let write = WriteOptions::default().with_codes(&codes).with_transaction_id(7);
    let (mut same, mut refused) = (0, BTreeSet::new());
    for version in ["1.1", "1.2", "1.3"] {
        let mut paths: Vec<_> = fs::read_dir(testdata(&format!("csp/{version}")))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
            .collect();
        paths.sort();
        for path in paths {
            let xml = fs::read_to_string(&path).unwrap();
            let Ok(message) = imps_xml::from_str::<Message<'_>>(&xml) else { continue };
            let is_messaging =
                message.primitive().is_some_and(|primitive| primitive.area() == Some(Area::InstantMessaging));
            if !is_messaging {
                continue;
            }
            match crate::common::line_with(&message, &write) {
                Ok((line, losses)) => {
                    // A line end becomes a space, which is reported.
                    if !losses.is_empty() {
                        assert_eq!(losses, [Loss::LineEnds("ContentData".into())], "{line}");
                        continue;
                    }
                    let (again, warnings) = read_typed(&line, &codes, ReadOptions::default()).unwrap();
                    assert_eq!(warnings, [], "{line}");
                    assert_eq!(again.primitive(), message.primitive(), "{}: {line}", path.display());
                    same += 1;
                }
                Err(error) => {
                    let ErrorKind::NoMapping { name, .. } = error.kind() else { panic!("{error}") };
                    let file = path.file_stem().unwrap().to_str().unwrap();
                    refused.insert(format!("{version} {file}: {name}"));
                }
            }
        }
    }
    // A vendor's block declares a namespace, and segments are announced outside of the message.
    let expected = ["1.3 get-message-list-response: xmlns", "1.3 segmented-message: SegmentInfo"];
    assert_eq!(refused, expected.map(String::from).into());
    assert!(same >= 40, "{same}");
}

#[test]
fn lists_of_unequal_length_are_refused() {
    let codes = messaging();
    for line in ["WV12FM7 QI=m RU=(wv:a,wv:b) RV=u", "WV12FM7 QI=m RU=wv:a RV=(u,v)"] {
        let error = read(line, &codes, ReadOptions::default()).unwrap_err();
        assert!(error.to_string().contains("as many members as the other parameters"), "{error}");
        assert_eq!(error.offset(), line.find(if line.ends_with("=u") { "u" } else { "(u" }), "{error}");
        assert_eq!(PtsError::of(&error).unwrap().transaction_id, Some(7));
    }
    // A group where a text belongs, deep inside.
    let error = read("WV12SM7 QD=T MV=(5,6) RU=wv:a", &codes, ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("wrong value of Validity"), "{error}");
    let error = read("WV12SM7 QD=T MV=5 RU=((wv:a,wv:b),wv:c)", &codes, ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("wrong value of UserID"), "{error}");
}

/// There is no notation for a missing member.
#[test]
fn what_only_some_of_several_have_is_refused() {
    let codes = messaging();
    let user = |rest: &str| format!("<User><UserID>wv:a</UserID>{rest}</User>");
    let (with, without) = (user("<ClientID><URL>u</URL></ClientID>"), user(""));
    let write = WriteOptions::default().with_codes(&codes);
    for (users, good) in [
        (format!("{with}{with}"), true),
        (format!("{without}{without}"), true),
        (format!("{with}{without}"), false),
        (format!("{without}{with}"), false),
        (format!("{without}{with}{without}"), false),
    ] {
        let xml = format!(
            "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session><SessionDescriptor><SessionType>Inband</SessionType><SessionID>s</SessionID></SessionDescriptor><Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode><TransactionID>7</TransactionID></TransactionDescriptor><TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\"><ForwardMessage-Request><MessageID>m</MessageID><Recipient>{users}</Recipient></ForwardMessage-Request></TransactionContent></Transaction></Session></WV-CSP-Message>"
        );
        let document: Document<'_> = imps_xml::from_str(&xml).unwrap();
        let written = crate::common::line_with(&document, &write);
        match written {
            Ok((line, losses)) => {
                assert!(good, "{line}");
                assert_eq!(losses, []);
                let (again, _) = read(&line, &codes, ReadOptions::default()).unwrap();
                assert_eq!(imps_xml::to_string(&again).unwrap(), imps_xml::to_string(&document).unwrap());
            }
            Err(error) => {
                assert!(!good, "{error}");
                assert!(error.to_string().starts_with("URL has no pts mapping in"), "{error}");
            }
        }
    }
}

#[test]
fn a_structure_of_two_texts_takes_further_parts() {
    let codes = messaging();
    // Of repeated parameters the last one counts, and both names are reported.
    let codes = {
        let mut codes = codes;
        codes.extend("element XX Result/Code value", Message::SCHEMA).unwrap();
        codes
    };
    let lenient = ReadOptions::default();
    let (document, warnings) = read("WV12MS7 SI=S1 ST=(201,a) XX=404 QI=m", &codes, lenient).unwrap();
    let pair =
        |one: &str, other: &str| WarningKind::SameElement(one.parse().unwrap(), other.parse().unwrap());
    assert_eq!(warnings.iter().map(|warning| warning.kind.clone()).collect::<Vec<_>>(), [pair("ST", "XX")]);
    let xml = imps_xml::to_string(&document).unwrap();
    assert!(xml.contains("<Result><Code>404</Code></Result>"), "{xml}");
    let (document, warnings) = read("WV12MS7 SI=S1 XX=404 ST=(201,a) QI=m", &codes, lenient).unwrap();
    assert_eq!(
        warnings[0].kind.to_string(),
        "parameters XX and ST mean the same element, and only the last counts"
    );
    let xml = imps_xml::to_string(&document).unwrap();
    assert!(xml.contains("<Result><Code>201</Code><Description>a</Description></Result>"), "{xml}");
}

#[test]
fn a_parameter_that_repeats_is_a_list_where_the_element_may_stand_again() {
    let rows = "message QQ MessageNotification request\nelement XR MessageInfo/Recipient/User/UserID repeat\nelement XV MessageInfo/Validity value last\nelement XI MessageInfo/MessageID value";
    let mut codes = Codes::default();
    codes.extend(rows, Message::SCHEMA).unwrap();
    says(
        &codes,
        "WV12QQ7 XI=m XR=wv:a XR=\"wv:b c\" XV=5",
        "<User><UserID>wv:a</UserID></User><User><UserID>wv:b c<",
    );
    says(&codes, "WV12QQ7 XR=wv:a", "<MessageInfo><Recipient><User><UserID>wv:a<");
    // Final parameters also come last if they are inside an element.
    let (document, _) = read("WV12QQ7 XV=5 XI=m", &codes, ReadOptions::default()).unwrap();
    let write = WriteOptions::default().with_codes(&codes);
    assert_eq!(crate::common::line_with(&document, &write).unwrap().0, "WV12QQ7 XI=m XV=5");
}

/// Letters with an earlier meaning are never written for another one.
#[test]
fn letters_mean_one_thing() {
    let line = "WV13SM7 SI=S1 QD=T MC=name RU=wv:a";
    both_ways(&messaging(), line);
    // In 1.3 a message has both, and the first is read; in 1.2 it has no name of the content.
    let codes = {
        let mut codes = Codes::standard().clone();
        let rows = "message SM SendMessage-Request request\nelement QD DeliveryReport value\nelement RU MessageInfo/Recipient/User/UserID value\n\
                    element XA MessageInfo/ContentName value\nelement XA MessageInfo/MessageURI value\n\
                    presence XA StatusMood\npresence XA TimeZone\npresence-value XA UserAvailability THERE\n\
                    presence-value XA UserAvailability ELSEWHERE\nservice XA WVCSPFeat/IMFeat/IMSendFunc\nservice XA WVCSPFeat/IMFeat/IMReceiveFunc\n\
                    property XA Colour\nproperty XA Size";
        codes.extend(rows, Message::SCHEMA).unwrap();
        codes
    };
    says(&codes, "WV13SM7 SI=S1 QD=T XA=name RU=wv:a", "<ContentName>name<");
    says(&codes, "WV12SM7 SI=S1 QD=T XA=name RU=wv:a", "<MessageURI>name<");
    let write = WriteOptions::default().with_codes(&codes);
    for (line, old, new) in [
        ("WV13SM7 SI=S1 QD=T XA=name RU=wv:a", "ContentName", "MessageURI"),
        ("WV12CL7 SI=S1 CP=((XA,red)) CL=a", ">Colour<", ">Size<"),
        ("WV12UP7 SI=S1 UV=((UA,T,XA))", ">THERE<", ">ELSEWHERE<"),
        ("WV12CA7 SI=S1 PS=XA DL=T", "StatusMood", "TimeZone"),
        ("WV12SQ7 SI=S1 RF=(XA) AR=T", "IMSendFunc", "IMReceiveFunc"),
    ] {
        let xml = both_ways(&codes, line).replace(old, new);
        let document: Document<'_> = imps_xml::from_str(&xml).unwrap();
        let error = crate::common::line_with(&document, &write).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NoMapping { .. }), "{error}");
    }
}

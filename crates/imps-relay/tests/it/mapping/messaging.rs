//! Messages.

use super::*;

pub(crate) fn sizes_are_computed() {
    check("ContentSize", &Both(SEND, &[("SendMessageRequest/MessageInfo@contentSize", "5")]));
    let wrong = document(&csp13(SEND)).replace("contentSize=\"5\"", "contentSize=\"77\"");
    let wrong: imps_ssp::Message<'_> = imps_xml::from_str(&wrong).unwrap();
    let back = received(&wrong.primitive().unwrap().clone().into_owned()).unwrap();
    assert_eq!(
        (back.message.primitive, paths(&back.losses)),
        (csp13(SEND), vec!["SendMessageRequest/MessageInfo/@contentSize"])
    );
    // Without content the stated type stays.
    let uri = csp13(&SEND.replace("<ContentData>Hello</ContentData>", "").replace(">5<", ">77<"));
    let (document, read) = wire("Request", &sent(&uri).message);
    assert_eq!(at(&document, "SendMessageRequest/MessageInfo@contentSize").as_deref(), Some("77"));
    assert_eq!(received(&read).unwrap().message.primitive, uri);
}

pub(crate) fn nothing_is_encoded_twice() {
    for (encoding, content, lost) in [
        ("<ContentEncoding>BASE64</ContentEncoding>", "SGVsbG8=", vec![]),
        (
            "<ContentEncoding>None</ContentEncoding>",
            "Hello",
            vec!["SendMessage-Request/MessageInfo/ContentEncoding"],
        ),
        ("", "Hello", vec![]),
    ] {
        let request = SEND
            .replace("<ContentSize>", &format!("{encoding}<ContentSize>"))
            .replace(">Hello<", &format!(">{content}<"));
        let sent = sent(&csp13(&request));
        assert_eq!(paths(&sent.losses), lost);
        let (document, _) = wire("Request", &sent.message);
        assert_eq!(
            at(&document, "SendMessageRequest/ContentData").as_deref(),
            Some("SGVsbG8="),
            "{encoding}"
        );
        assert_eq!(at(&document, "SendMessageRequest/ContentData@encoding").as_deref(), Some("base64"));
        assert_eq!(at(&document, "SendMessageRequest/MessageInfo@contentSize").as_deref(), Some("5"));
    }
    // Content that is not text comes back as base64.
    let picture = SEND
        .replace("text/plain", "image/gif")
        .replace("<ContentSize>", "<ContentEncoding>BASE64</ContentEncoding><ContentSize>");
    let picture = csp13(&picture.replace(">Hello<", ">R0lGOA==<"));
    let (_, read) = wire("Request", &sent(&picture).message);
    assert!(matches!(&received(&read).unwrap().message.primitive, csp::Primitive::SendMessageRequest(back)
        if &*back.content_bytes().unwrap() == b"GIF8" && back.message_info.content_encoding.is_some()));
    let broken = csp13(
        &SEND
            .replace("<ContentSize>", "<ContentEncoding>BASE64</ContentEncoding><ContentSize>")
            .replace(">Hello<", ">?!<"),
    );
    assert_eq!(to_ssp(&broken, &route(), &alpha()), Err(RelayError::BadValue { element: "ContentData" }));
}

pub(crate) fn recipients_stand_one_by_one() {
    check(
        "Recipient",
        &Both(
            SEND,
            &[
                ("SendMessageRequest/MessageInfo/Recipient/User@userID", "omar@beta.example"),
                ("SendMessageRequest/MessageInfo/Recipient[1]/GroupID@groupID", "omar/chess@beta.example"),
            ],
        ),
    );
    let list = csp13(&SEND.replace(
        "</Group></Recipient>",
        "</Group><ContactList>wv:nadia/all@alpha.example</ContactList></Recipient>",
    ));
    assert_eq!(paths(&sent(&list).losses), ["SendMessage-Request/MessageInfo/Recipient/ContactList[0]"]);
}

pub(crate) fn senders_in_groups_are_shown() {
    check(
        "Sender",
        &Both(SEND, &[("SendMessageRequest/MessageInfo/Sender/User@userID", "nadia@alpha.example")]),
    );
    for (sender, place, value) in [
        (
            "<ScreenName><SName>Stroke</SName><GroupID>wv:nadia/rowing@alpha.example</GroupID></ScreenName>",
            "ScreenName",
            "Stroke",
        ),
        ("<GroupID>wv:nadia/rowing@alpha.example</GroupID>", "GroupID@groupID", "nadia/rowing@alpha.example"),
    ] {
        let sender = format!("<Group>{sender}</Group>");
        let request = csp13(&SEND.replace("<User><UserID>wv:nadia@alpha.example</UserID></User>", &sender));
        let (document, read) = wire("Request", &sent(&request).message);
        let place = format!("SendMessageRequest/MessageInfo/Sender/SenderDisplay/{place}");
        assert_eq!(at(&document, &place).as_deref(), Some(value));
        let group = at(&document, "SendMessageRequest/MessageInfo/Sender/GroupID@groupID");
        assert_eq!(group.as_deref(), Some("nadia/rowing@alpha.example"));
        assert_eq!(received(&read).unwrap().message.primitive, request);
    }
    // The form in which the sender appears wins.
    let shown = document(&csp13(SEND)).replace(
        "</Sender>",
        "<SenderDisplay><UserID userID=\"zoe@alpha.example\"/></SenderDisplay></Sender>",
    );
    let shown: imps_ssp::Message<'_> = imps_xml::from_str(&shown).unwrap();
    let back = received(&shown.primitive().unwrap().clone().into_owned()).unwrap();
    assert_eq!(back.message.primitive, csp13(&SEND.replace("nadia@alpha", "zoe@alpha")));
    assert_eq!(paths(&back.losses), ["SendMessageRequest/MessageInfo/Sender/User"]);
}

pub(crate) fn a_message_taken_is_no_news() {
    check("Result", &Answer(SEND, SENT, &[("SendMessageResponse/Status@code", "201")]));
    let taken = ssp("<SendMessageResponse messageID=\"m-1\"><Status code=\"200\"/></SendMessageResponse>");
    assert_eq!(answer_of(&taken, &waiting(csp13(SEND), Version::V1_3, true)).message, None);
    assert!(answer_of(&taken, &waiting(csp13(SEND), Version::V1_3, false)).message.is_some());
}

pub(crate) fn messages_are_pushed() {
    let back = received(&sent(&csp13(SEND)).message).unwrap().message.primitive;
    let csp::Primitive::SendMessageRequest(back) = back else { panic!("{back:?}") };
    let news = new_message(*back, csp::common::User::new(OMAR));
    assert_eq!(
        news.message_info.recipient,
        Some(csp::common::Recipient::from_iter([csp::common::User::new(OMAR)]))
    );
    assert_eq!(&*news.content_bytes().unwrap(), b"Hello");
    assert_eq!(news.message_info.message_id, Some("m-1".into()));
}

/// Content in base64 keeps its spelling and its type. The relay reports any other encoding, with
/// the reason.
#[test]
fn encoded_content_keeps_its_spelling() {
    let encoded = |encoding: &str, content: &str| {
        csp13(
            &SEND
                .replace("text/plain", "image/gif")
                .replace(
                    "<ContentSize>",
                    &format!("<ContentEncoding>{encoding}</ContentEncoding><ContentSize>"),
                )
                .replace(">Hello<", &format!(">{content}<")),
        )
    };
    let sent_so = sent(&encoded("BASE64", "R0lG\nOA=="));
    let (document, _) = wire("Request", &sent_so.message);
    let at = |place: &str| at(&document, &format!("SendMessageRequest/{place}"));
    assert_eq!(at("ContentData").as_deref(), Some("R0lG\nOA=="));
    assert_eq!(at("ContentData@contentType").as_deref(), Some("image/gif"));
    assert_eq!(at("ContentData@encoding").as_deref(), Some("base64"));
    assert_eq!(at("MessageInfo@contentSize").as_deref(), Some("4"));
    // The relay writes plain content anew in base64. An unknown encoding has no place between
    // servers.
    for (encoding, reason) in
        [("None", Reason::Recomputed), ("none", Reason::Recomputed), ("rot13", Reason::NoPlace)]
    {
        let losses = sent(&encoded(encoding, "Hello")).losses;
        let found = losses.iter().find(|loss| loss.path.ends_with("/ContentEncoding"));
        assert_eq!(found.map(|loss| loss.reason), Some(reason), "{encoding}");
    }
}

/// The displayed sender wins: the relay reports the plain sender as lost only where it says more.
#[test]
fn a_displayed_sender_overrules_what_it_does_not_repeat() {
    let named = "<ScreenName groupID='/rowing@alpha.example'>Stroke</ScreenName>";
    for (plain, shown, lost) in [
        ("<GroupID groupID='/rowing@alpha.example'/>", named, &[][..]),
        ("<GroupID groupID='/rowing@alpha.example'/>", "<GroupID groupID='/rowing@alpha.example'/>", &[]),
        ("<GroupID groupID='/go@alpha.example'/>", named, &["GroupID"]),
        ("<GroupID groupID='/rowing@alpha.example' vendor='v'/>", named, &["GroupID"]),
        ("<User userID='nadia@alpha.example'/>", "<UserID userID='nadia@alpha.example'/>", &[]),
        (
            "<User userID='nadia@alpha.example'><ClientID url='http://phone'/></User>",
            "<UserID userID='nadia@alpha.example'/>",
            &["User"],
        ),
        (
            "<User userID='nadia@alpha.example'/>",
            "<UserID userID='nadia@alpha.example' vendor='v'/>",
            &["SenderDisplay/UserID/@vendor"],
        ),
        // A name alone is no address: the relay keeps the plain sender.
        ("<User userID='nadia@alpha.example'/>", "<Name>Nadia</Name>", &["SenderDisplay"]),
    ] {
        let request = ssp(&format!(
            "<SendMessageRequest deliveryReport='No'><MessageInfo><Recipient><User userID='omar@beta.example'/></Recipient>\
             <Sender>{plain}<SenderDisplay>{shown}</SenderDisplay></Sender></MessageInfo></SendMessageRequest>"
        ));
        let relayed = received(&request).unwrap();
        let lost: Vec<_> =
            lost.iter().map(|place| format!("SendMessageRequest/MessageInfo/Sender/{place}")).collect();
        assert_eq!(paths(&relayed.losses), lost, "{plain} {shown}");
    }
}

/// A wrong size is computed anew, and reported; without content no size can be wrong.
#[test]
fn only_a_size_that_content_contradicts_is_lost() {
    let lost = |request: &str| {
        let sent = sent(&csp13(request));
        let back = received(&wire("Request", &sent.message).1).unwrap();
        assert_eq!(back.losses, [], "{request}");
        paths(&sent.losses).into_iter().map(String::from).collect::<Vec<_>>()
    };
    let wrong = SEND.replace(">5<", ">77<");
    assert_eq!(lost(&wrong), ["SendMessage-Request/MessageInfo/ContentSize"]);
    assert_eq!(lost(&wrong.replace("<ContentData>Hello</ContentData>", "")), Vec::<String>::new());
}

/// The type of the message overrules the type of the content beside it.
#[test]
fn another_type_of_the_content_is_overruled() {
    let right = document(&csp13(SEND));
    let content = "<ContentData contentType=\"text/plain\"";
    assert!(right.contains(content), "{right}");
    let wrong = right.replace(content, "<ContentData contentType=\"text/html\"");
    let wrong: imps_ssp::Message<'_> = imps_xml::from_str(&wrong).unwrap();
    let back = received(&wrong.primitive().unwrap().clone().into_owned()).unwrap();
    assert_eq!(paths(&back.losses), ["SendMessageRequest/ContentData/@contentType"]);
    assert_eq!(back.message.primitive, csp13(SEND));
}

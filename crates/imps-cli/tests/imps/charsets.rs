//! Character sets: of documents, of HTTP heads, by hand; and text that does not fit its own.

use crate::run::{Ran, bytes, imps, imps_with, testdata};
use std::path::PathBuf;

fn input(name: &str) -> PathBuf {
    testdata("inputs").join(name)
}

/// Runs a command on an input of `testdata/inputs`.
fn on(arguments: &[&str], name: &str) -> Ran {
    imps([arguments, &[input(name).to_str().unwrap()]].concat())
}

#[track_caller]
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_named_set_is_read_in_binary_xml_and_xml() {
    for (name, words) in [
        ("K04-gb2312.wbxml", "<Description>你好</Description>"),
        ("K05-gb2312.xml", "<ContentData>你好，世界</ContentData>"),
        ("K05-koi8-r.xml", "<ContentData>Привет</ContentData>"),
    ] {
        let converted = text(on(&["convert", "--to", "xml", "--compact"], name).good());
        assert!(converted.contains(words), "{converted}");
        let shown = text(on(&["inspect"], name).good());
        assert!(!shown.contains("fault") && !shown.contains("language unknown"), "{shown}");
        let findings = on(&["validate"], name);
        assert_eq!((findings.code, findings.err.as_str()), (Some(0), ""), "{name}");
    }
    assert!(text(on(&["inspect"], "K05-koi8-r.xml").good()).contains("it is in KOI8-R"));
}

#[test]
fn an_unknown_encoding_is_told_and_the_rest_is_shown() {
    let document = b"<?xml version='1.0' encoding='klingon'?><a>x\xE9y</a>";
    let Ran { code, out, err } = imps_with(["inspect"], document);
    let out = text(out);
    assert_eq!(code, Some(1), "{err}");
    assert!(out.contains("unsupported encoding klingon") && out.contains("</a>"), "{out}");
    assert!(!out.contains("unexpected end"), "{out}");
    let refused = imps_with(["convert"], document).bad();
    assert!(refused.contains("unsupported encoding klingon") && refused.contains("--charset"), "{refused}");
    let read = imps_with(["inspect", "--charset", "latin1"], document);
    assert_eq!(read.code, Some(0));
    assert!(text(read.out).contains("\"x\u{E9}y\""));
}

#[test]
fn the_charset_of_an_http_head_is_used_and_told() {
    for command in ["convert", "inspect", "validate"] {
        let Ran { code, out, err } = on(&[command], "K03-http-charset-xml.bin");
        assert_eq!(code, Some(0), "{err}");
        assert!(err.contains("its head names the character set ISO-8859-1"), "{err}");
        assert!(err.contains("note: read as ISO-8859-1, the stated set"), "{err}");
        let words = "¿Qué tal mañana?";
        assert!(command == "validate" || String::from_utf8_lossy(&out).contains(words), "{command}");
    }
    let message = bytes("inputs/K03-http-charset-xml.bin");
    let body = message.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
    let body = &message[body..];
    let refused = imps_with(["convert"], body).bad();
    assert!(refused.contains("UTF-8; it looks like iso-8859-1"), "{refused}");
    assert!(refused.contains("--charset iso-8859-1"), "{refused}");
    let by_hand = imps_with(["convert", "--to", "xml", "--charset", "iso-8859-1"], body);
    assert_eq!(by_hand.code, Some(0));
    assert!(text(by_hand.out).contains("mañana"));
    // By hand wins over the head, and is the right set here only for the head.
    let other = imps_with(["convert", "--to", "xml", "--charset", "utf-8"], &message).bad();
    assert!(other.contains("invalid text in character set UTF-8"), "{other}");
}

#[test]
fn a_head_with_binary_xml_wins_over_the_header() {
    let document = bytes("inputs/K11-utf8-says-latin1.wbxml");
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.wv.csp.wbxml; charset=latin1\r\n\r\n";
    let Ran { code, out, err } = imps_with(["convert"], &[&head[..], &document].concat());
    assert_eq!(code, Some(0), "{err}");
    assert!(text(out).contains("¿Qué?"));
    assert!(err.contains("read as ISO-8859-1, the stated set; the document states UTF-8"), "{err}");
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=klingon\r\n\r\n<WV-CSP-Message/>";
    let Ran { code, err, .. } = imps_with(["convert", "--to", "xml"], head);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("klingon, which is not known and means nothing"), "{err}");
}

#[test]
fn a_byte_order_mark_wins_over_what_is_told() {
    let document = "\u{FEFF}<WV-CSP-Message><!--é--></WV-CSP-Message>".as_bytes();
    let Ran { code, err, .. } = imps_with(["validate", "--charset", "koi8-r"], document);
    assert_eq!(code, Some(1));
    assert!(err.contains("read as UTF-8 by its byte order mark; the stated set is KOI8-R"), "{err}");
}

#[test]
fn a_bad_charset_is_a_misuse() {
    for command in ["convert", "inspect", "validate"] {
        for name in ["klingon", "", "9999", "utf-8 "] {
            let report = imps_with([command, "--charset", name], b"<a/>").misused();
            assert!(report.contains("--charset"), "{report}");
        }
    }
}

#[test]
fn text_that_does_not_fit_is_shown_with_what_it_looks_like() {
    const LATIN: &str = "K11-utf8-says-latin1.wbxml";
    let shown = on(&["inspect"], LATIN);
    let out = text(shown.out);
    assert_eq!(shown.code, Some(1));
    assert!(
        out.contains("it looks like iso-8859-1: \"¿Qué?\"") && out.contains("</WV-CSP-Message>"),
        "{out}"
    );
    let refused = on(&["convert"], LATIN).bad();
    assert!(refused.contains("--charset iso-8859-1 reads it so"), "{refused}");
    let read = on(&["convert", "--charset", "4"], LATIN);
    assert_eq!(read.code, Some(0));
    assert!(text(read.out).contains("<Description>¿Qué?</Description>"));
    // The same in XML: the rest behind the misfit is shown.
    let xml = b"<WV-CSP-Message><Session>\xBFQu\xE9?</Session></WV-CSP-Message>";
    let Ran { code, out, .. } = imps_with(["inspect"], xml);
    let out = text(out);
    assert_eq!(code, Some(1));
    assert!(out.contains("it looks like iso-8859-1") && out.contains("</WV-CSP-Message>"), "{out}");
}

#[test]
fn bytes_that_went_through_a_channel_for_text_are_recognised() {
    const REPLACED: &str = "K11-utf8-replacement-characters.wbxml";
    let refused = on(&["convert"], REPLACED).bad();
    assert!(refused.contains("EF BF BD (U+FFFD) appear 5 times"), "{refused}");
    let shown = on(&["inspect"], REPLACED);
    assert_eq!(shown.code, Some(1));
    assert!(shown.err.contains("EF BF BD (U+FFFD)"), "{}", shown.err);
    assert!(text(shown.out).contains("-//OMA//DTD WV-CSP 1.2//EN"));
    // Every byte became a character of ISO-8859-1, and that was encoded in UTF-8.
    let document = bytes("inputs/K04-gb2312.wbxml");
    let doubled: String = document.iter().copied().map(char::from).collect();
    let refused = imps_with(["convert"], doubled.as_bytes()).bad();
    assert!(refused.contains("encoded in utf-8; this undoes it: iconv"), "{refused}");
    let shown = imps_with(["inspect"], doubled.as_bytes());
    assert!(shown.err.contains("encoded in utf-8; this undoes it"), "{}", shown.err);
    // A document that is right says nothing of the kind, and another fault neither.
    let cut = &bytes("csp/1.2/login-request.wbxml")[..40];
    assert!(!imps_with(["convert"], cut).bad().contains("iconv"));
}

#[test]
fn cesu_8_is_told_and_read() {
    let document = b"<WV-CSP-Message><!--\xED\xA0\xBD\xED\xB8\x80--></WV-CSP-Message>";
    let refused = imps_with(["convert"], document).bad();
    assert!(refused.contains("looks like cesu-8") && refused.contains("--charset cesu-8"), "{refused}");
    assert_eq!(imps_with(["convert", "--to", "xml", "--charset", "cesu-8"], document).code, Some(0));
}

#[test]
fn a_character_that_xml_lacks_is_told_by_every_command() {
    const CONTROL: &str = "K12-control-character.wbxml";
    let refused = on(&["convert"], CONTROL).bad();
    assert!(refused.contains("character U+0001 cannot be written in xml"), "{refused}");
    assert!(refused.contains("--to json keeps it, and imps inspect shows it"), "{refused}");
    assert!(text(on(&["convert", "--to", "json"], CONTROL).good()).contains("\\u0001"));
    assert!(text(on(&["inspect"], CONTROL).good()).contains("\\u{1}"));
    let findings = on(&["validate"], CONTROL);
    assert_eq!(findings.code, Some(1));
    assert!(text(findings.out).contains("error[forbidden-character]"));
}

#[test]
fn blank_lines_in_front_of_a_declaration_are_passed_over() {
    const BLANK: &str = "K13-newline-before-declaration.xml";
    assert!(on(&["convert"], BLANK).good().starts_with(b"\x03"));
    let refused = on(&["convert", "--strict"], BLANK).bad();
    assert!(refused.contains("white space in front of the xml declaration"), "{refused}");
    // Anything else in front of it stays an error.
    for document in
        ["<!--a--><?xml version='1.0'?><WV-CSP-Message/>", "x<?xml version='1.0'?><WV-CSP-Message/>"]
    {
        imps_with(["convert", "--from", "xml"], document.as_bytes()).bad();
    }
}

#[test]
fn escaped_xml_is_found_and_told() {
    let Ran { code, out, err } = on(&["convert", "--to", "xml"], "K13-escaped-as-text.txt");
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("this is xml escaped with references, which begins at byte 0"), "{err}");
    assert!(text(out).contains("<Login-Request>"));
    let xml = text(out_of("K13-newline-before-declaration.xml"));
    let json = serde_json::json!({ "log": [{ "body": xml.trim() }] }).to_string();
    for command in ["convert", "validate", "inspect"] {
        let Ran { code, err, .. } = imps_with([command], json.as_bytes());
        assert_eq!(code, Some(0), "{err}");
        assert!(err.contains("a document in the json string /log/0/body"), "{err}");
    }
}

fn out_of(name: &str) -> Vec<u8> {
    bytes(&format!("inputs/{name}"))
}

#[test]
fn strict_reading_gives_the_same_verdict_in_both_syntaxes() {
    for name in ["A-strict-foreign.xml", "A-strict-foreign.wbxml"] {
        assert_eq!(on(&["convert"], name).code, Some(0), "{name}");
        let refused = on(&["convert", "--strict"], name).bad();
        assert!(refused.contains("the protocol version has no such element"), "{refused}");
        for (arguments, severity, code) in
            [(&["validate"][..], "warning", 0), (&["validate", "--strict"], "error", 1)]
        {
            let findings = on(arguments, name);
            let out = text(findings.out);
            assert_eq!(findings.code, Some(code), "{out}");
            let findings = out.lines().filter(|line| !line.starts_with(' '));
            assert_eq!(findings.count(), 1, "{out}");
            let place = "WV-CSP-Message/Session/Transaction[0]/TransactionContent/Status/Foo: found Foo";
            assert!(out.contains(&format!("{severity}[foreign-element] {place}")), "{out}");
        }
    }
}

#[test]
fn a_name_of_30_mb_makes_no_long_line() {
    let document = format!("<{}/>", "a".repeat(30 << 20));
    for command in ["validate", "convert"] {
        let Ran { code, out, err } = imps_with([command], document.as_bytes());
        assert_eq!(code, Some(1));
        assert!(out.len() + err.len() < 700, "{command}: {} {}", out.len(), err.len());
    }
}

/// A long name as an element, an end tag, an attribute, a value, an encoding, a prefix.
#[test]
fn no_line_quotes_more_than_200_characters() {
    let long = "a".repeat(1 << 16);
    let ours = |inside: &str| {
        format!("<WV-CSP-Message><Session><Transaction>{inside}</Transaction></Session></WV-CSP-Message>")
    };
    for document in [
        format!("<{long}/>"),
        format!("<a></{long}>"),
        format!("<{long}>"),
        format!("</{long}>"),
        ours(&format!("<{long}>&b;</{long}>")),
        ours(&format!("<{long}/>")),
        ours(&format!("&{long};")),
        ours(&format!("<Foo {long}='b' {long}='c'/>")),
        ours(&format!("<{long}:b/>")),
        format!("<?xml version='1.0' encoding='{long}'?><a/>"),
        format!("<a xmlns='{long}'/>"),
        format!("{{\"{long}\":1}}"),
    ] {
        for arguments in
            [&["validate"][..], &["validate", "--strict"], &["convert", "--strict", "--to", "json"]]
        {
            let Ran { code, out, err } = imps_with(arguments, document.as_bytes());
            assert!(matches!(code, Some(0 | 1)));
            if arguments[0] == "convert" && code == Some(0) {
                continue;
            }
            let start = &document[..60];
            for line in err.lines().chain(String::from_utf8_lossy(&out).lines()) {
                assert!(
                    line.len() < 700 && longest_run(line) <= 200,
                    "{start}: {} {}",
                    line.len(),
                    &line[..300]
                );
            }
        }
    }
}

fn longest_run(line: &str) -> usize {
    line.split(|character| character != 'a').map(str::len).max().unwrap_or_default()
}

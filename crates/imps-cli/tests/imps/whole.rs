//! One opinion on what a document is, and nothing dropped in silence, in every command.

use crate::run::{Ran, bytes, imps_with};
use insta::assert_snapshot;

const READERS: [&[&str]; 4] = [&["convert"], &["convert", "--to", "json"], &["validate"], &["inspect"]];

fn run(arguments: &[&str], input: &[u8]) -> Ran {
    imps_with(arguments, input)
}

/// The output of each command for an input, as people see it.
fn shown(input: &[u8], commands: &[&[&str]]) -> String {
    let show = |arguments: &&[&str]| {
        let Ran { code, out, err } = run(arguments, input);
        let out = if out.starts_with(&[3]) {
            format!("({} bytes)\n", out.len())
        } else {
            String::from_utf8(out).unwrap()
        };
        let err = if err.is_empty() { err } else { format!("--- standard error\n{err}") };
        format!("$ imps {}\n{out}{err}--- exit code {}\n", arguments.join(" "), code.unwrap())
    };
    commands.iter().map(show).collect()
}

fn text(ran: &Ran) -> String {
    format!("{}{}", ran.err, String::from_utf8_lossy(&ran.out))
}

#[test]
fn every_command_names_another_language() {
    let inputs = [
        (bytes("inputs/K01-activesync-sync-response.wbxml"), "00:05", "0x1 (unknown or missing)"),
        (bytes("inputs/K15-public-id-in-words.wbxml"), "12:05", "-//MICROSOFT//DTD ActiveSync//EN"),
        (bytes("inputs/K15-public-id-110E.txt"), "00:05", "-//PHONE.COM//DTD MMC 2.0//EN"),
    ];
    for (input, root, public_id) in &inputs {
        for arguments in [
            &["convert"][..],
            &["convert", "--to", "json"],
            &["validate"],
            &["convert", "--csp-version", "1.2"],
        ] {
            let ran = run(arguments, input);
            let text = text(&ran);
            assert_eq!(ran.code, Some(1), "{arguments:?}: {text}");
            for word in ["binary xml with root", root, public_id] {
                assert!(text.contains(word), "{arguments:?}: {word} is not in {text}");
            }
            assert!(arguments[0] == "validate" || text.contains("imps inspect shows"), "{text}");
        }
        let ran = run(&["inspect"], input);
        assert_eq!(ran.code, Some(0), "{}", text(&ran));
        assert!(text(&ran).contains("tokens by number"), "{}", text(&ran));
    }
    // Forced, and only then.
    let (activesync, ..) = &inputs[0];
    let forced = run(&["convert", "--from", "wbxml", "--csp-version", "1.2"], activesync);
    assert_eq!((forced.code, forced.out.starts_with(b"<?xml ")), (Some(0), true), "{}", forced.err);
    let report = run(&["convert", "--from", "wbxml"], activesync).bad();
    assert!(report.contains("--from wbxml --csp-version 1.2"), "{report}");
    let commands: Vec<_> = READERS.into_iter().chain([&["convert", "--from", "wbxml"][..]]).collect();
    assert_snapshot!("activesync", shown(activesync, &commands));
    assert_snapshot!(
        "public_id_in_words",
        shown(&inputs[1].0, &[&["convert"], &["inspect", "--max-depth", "0"]])
    );
}

#[test]
fn every_command_tells_a_root_that_is_none() {
    for input in
        [bytes("bad/wrong-root.wbxml"), bytes("bad/wrong-root.xml"), b"\x03\x11\x6A\x00\x3E".to_vec()]
    {
        for arguments in READERS {
            let ran = run(arguments, &input);
            let text = text(&ran);
            assert_eq!(ran.code, Some(1), "{arguments:?}: {text}");
            assert!(text.contains("WV-CSP-VersionDiscovery-Response"), "{arguments:?}: {text}");
        }
        let told = run(&["convert", "--csp-version", "1.1"], &input);
        assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
        let told = run(&["inspect", "--csp-version", "1.1"], &input);
        assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    }
    // One of ours, and one between servers.
    for good in ["csp/1.3/version-discovery-request.xml", "ssp/08-status-success.xml", "csp/1.2/status.wbxml"]
    {
        assert_eq!(run(&["inspect"], &bytes(good)).code, Some(0), "{good}");
    }
}

#[test]
fn a_stray_charset_is_explained() {
    let input = bytes("inputs/K17-libwbxml-wbxml-1.0.wbxml");
    for arguments in READERS {
        let ran = run(arguments, &input);
        assert_eq!(ran.code, Some(1), "{arguments:?}: {}", text(&ran));
        assert!(ran.err.contains("wbxml 1.0 with a character set (106)"), "{arguments:?}: {}", ran.err);
    }
    let mended = [&[1], &input[1..]].concat();
    assert_eq!(run(&["convert"], &mended).code, Some(0));
    // WBXML 1.0 as it should be is read, and one that is cut has no such hint.
    let right = [&[0, 0x10, 0], &input[4..]].concat();
    run(&["convert"], &right).good();
    let report = run(&["convert"], &input[..input.len() - 1]).bad();
    assert!(!report.contains("character set"), "{report}");
}

#[test]
fn faults_in_the_xml_of_another_language_are_told() {
    for (name, place, fault) in [
        ("inputs/K10-attribute-without-value.xml", "line 1, column ", "attribute without a value"),
        ("inputs/K10-undefined-entity.xml", "line 1, column 4", "undefined entity nbsp"),
    ] {
        let input = bytes(name);
        let ran = run(&["inspect"], &input);
        assert_eq!(ran.code, Some(1), "{}", text(&ran));
        assert!(text(&ran).contains(place) && text(&ran).contains(fault), "{}", text(&ran));
        for arguments in &READERS[..3] {
            assert_eq!(run(arguments, &input).code, Some(1), "{arguments:?}");
        }
    }
    // Each kind, and its good neighbour.
    for bad in [
        "<a b/>",
        "<a b=c/>",
        "<a b='1' b='2'/>",
        "<a>&x;</a>",
        "<a>&#0;</a>",
        "<a><b></a>",
        "<p:a/>",
        "<a b='<'/>",
    ] {
        assert_eq!(run(&["inspect"], bad.as_bytes()).code, Some(1), "{bad}");
    }
    for good in [
        "<a b='1' c=\"2\"/>",
        "<a>&amp;&#65;</a>",
        "<p:a xmlns:p='urn:p' p:b=''/>",
        "<a xmlns='urn:a'><?b?></a>",
    ] {
        assert_eq!(run(&["inspect"], good.as_bytes()).code, Some(0), "{good}");
    }
}

#[test]
fn every_command_treats_all_documents() {
    let two = bytes("inputs/K02-two-documents.wbxml");
    assert_snapshot!("two_documents", shown(&two, &READERS));
    // And back, in every syntax.
    for to in ["xml", "json", "wbxml"] {
        let there = run(&["convert", "--to", to], &two);
        assert_eq!(there.code, Some(0));
        assert!(there.err.contains("note: 2 documents, one behind the other"), "{}", there.err);
        let back = run(&["convert", "--to", "wbxml"], &there.out);
        assert_eq!((back.code, back.out == two), (Some(0), true), "{to}: {}", back.err);
    }
    // The number of the document at fault.
    let cut = &two[..two.len() - 1];
    let report = run(&["convert"], cut).bad();
    assert!(report.contains(&format!("document 2: byte {} ", cut.len())), "{report}");
    let findings = text(&run(&["validate"], cut));
    assert!(findings.contains(": error[syntax] document 2"), "{findings}");
    let findings = text(&run(&["validate", "--json"], cut));
    assert!(findings.contains("\"document\":2,\"rule\":\"syntax\""), "{findings}");
    assert_eq!(run(&["inspect"], cut).code, Some(1));
    // XML behind XML, in lines of its own; the place counts in the whole input.
    let xml = bytes("csp/1.2/status.xml");
    let bad = [&xml[..], b"<WV-CSP-Message>&x;</WV-CSP-Message>"].concat();
    let lines = xml.split(|byte| *byte == b'\n').count() - 1;
    let place = format!("line {}, column 17", lines + 1);
    let report = run(&["convert"], &bad).bad();
    assert!(report.contains(&format!("document 2: byte {} ", xml.len() + 16)), "{report}");
    assert!(report.contains(&place), "{report}");
    assert!(text(&run(&["inspect"], &bad)).contains(&place));
    // A second document of another language.
    let other = [&two[..], &bytes("inputs/K01-activesync-sync-response.wbxml")].concat();
    let report = run(&["convert"], &other).bad();
    assert!(report.contains("document 3: byte ") && report.contains("root 00:05"), "{report}");
}

#[test]
fn every_command_tells_what_follows_a_document() {
    let document = bytes("csp/1.2/status.wbxml");
    let xml = run(&["convert"], &document).good();
    for (behind, is_loss) in [(&b"\0\0"[..], false), (b"\r\n", false), (b"\0x", true), (b"<", true)] {
        let input = [&document[..], behind].concat();
        let ran = run(&["convert"], &input);
        assert_eq!(ran.out, xml, "{behind:02X?}");
        assert_eq!(ran.code, Some(i32::from(is_loss)), "{behind:02X?}: {}", ran.err);
        assert_eq!(ran.err.contains("note: left out: "), is_loss, "{}", ran.err);
        assert!(ran.err.contains("behind the document, from byte "), "{}", ran.err);
        let ran = run(&["convert", "--strict"], &input);
        assert_eq!((ran.code, ran.out.len()), (Some(1), 0), "{}", ran.err);
        assert!(text(&run(&["validate"], &input)).contains("[trailing-content]"));
        assert_eq!(run(&["validate"], &input).code, Some(0));
        assert_eq!(run(&["validate", "--strict"], &input).code, Some(1));
        assert!(text(&run(&["inspect"], &input)).contains("behind the document"));
    }
    let input = [&xml[..], b"\0"].concat();
    let ran = run(&["convert"], &input);
    assert_eq!((ran.code, ran.out), (Some(0), document));
    assert!(ran.err.contains("1 byte of padding"), "{}", ran.err);
}

#[test]
fn every_command_tells_what_means_nothing() {
    let input = bytes("inputs/K02-extension-in-foreign-element.wbxml");
    assert_snapshot!("extension_in_foreign_element", shown(&input, &READERS));
    let xml = b"<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><?php x ?><Session/></WV-CSP-Message>";
    let ran = run(&["convert"], xml);
    assert_eq!((ran.code, ran.out.len()), (Some(1), 14));
    assert!(ran.err.contains("left out: 1 processing instruction"), "{}", ran.err);
    assert!(text(&run(&["validate"], xml)).contains("[processing-instruction]"));
    // A loss that an option allows is none.
    let strict = run(&["convert", "--strict"], xml).bad();
    assert!(strict.contains("[processing-instruction]"), "{strict}");
}

#[test]
fn a_document_behind_something_else_is_pointed_at() {
    let input = [b"\x7F\xFF".as_slice(), &bytes("csp/1.2/status.wbxml")].concat();
    for arguments in [&READERS[0], &READERS[3]] {
        let report = run(arguments, &input).bad();
        assert!(report.contains("a document seems to begin at byte 2 (0x2)"), "{report}");
    }
    // Blanks are no reason to refuse it.
    for arguments in READERS {
        let ran = run(arguments, &bytes("inputs/K08-leading-crlf.wbxml"));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains("2 blank bytes with a document behind them"), "{}", ran.err);
    }
    let xml = [b"\x80\x81\0\0".as_slice(), &bytes("csp/1.2/status.xml")].concat();
    let report = run(&["convert"], &xml).bad();
    assert!(report.contains("seems to begin at byte 4 (0x4)"), "{report}");
    // These bytes only begin like a header.
    let report = run(&["convert"], b"\x80\x03\x11\x6A\x00").bad();
    assert!(!report.contains("seems to begin"), "{report}");
}

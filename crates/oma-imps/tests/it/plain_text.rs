//! The plain-text syntax compared with the others.

use crate::common::{Settings, convert, convert_noted};
use oma_imps::csp::Message;
use oma_imps::imps_core::Element as _;
use oma_imps::{Converted, Document, Input, Note, Syntax, pts};
use std::fs;

/// The lines under `testdata/pts`.
fn lines() -> Vec<Vec<u8>> {
    let folder = imps_testing::testdata("pts");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "pts"));
    let lines: Vec<_> = paths.map(|path| fs::read(path).unwrap()).collect();
    assert!(lines.len() > 60);
    lines
}

#[test]
fn a_line_survives_the_other_syntaxes() {
    let to = |syntax| Settings::default().with_to(syntax);
    for line in lines() {
        // In the order of the declarations, as in a document.
        let line = convert(&line, &to(Syntax::Pts)).unwrap();
        for other in [Syntax::Xml, Syntax::Wbxml] {
            let document = convert(&line, &to(other)).unwrap();
            assert_eq!(Syntax::detect(&document), Some(other));
            let again = convert(&document, &to(Syntax::Pts)).unwrap();
            assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&line), "{other}");
        }
    }
}

#[test]
fn an_input_is_read_with_and_without_types() {
    let input = Input::new(b"WV12AK3 SI=S1 ST=200 KA=600\n").unwrap();
    assert_eq!(input.syntax(), Syntax::Pts);
    let message: Message<'_> = input.read().unwrap();
    assert_eq!(message.primitive().unwrap().name(), "KeepAlive-Response");
    let document: Document<'static> = input.read_owned().unwrap();
    assert_eq!(Syntax::Pts.to_vec(&document).unwrap(), b"WV12AK3 SI=S1 ST=200 KA=600");
    assert_eq!(Syntax::Pts.to_vec(&message).unwrap(), b"WV12AK3 SI=S1 ST=200 KA=600");
    assert!(Input::new(b"WV12AK3 SI=\xFF").is_err());
}

#[test]
fn added_codes_are_read_and_written() {
    let mut codes = pts::Codes::standard().clone();
    // Invented letters: the source with the real ones was not available.
    codes.extend("message QQ GetSPInfo-Request request", Message::SCHEMA).unwrap();
    let codes: &'static pts::Codes = Box::leak(Box::new(codes));
    let line = b"WV13QQ1 SI=S1";
    assert!(convert(line, &Settings::default()).is_err());
    let mut options = Settings::default().with_codes(codes).with_to(Syntax::Xml);
    options.write.pts.codes = codes;
    let xml = convert(line, &options).unwrap();
    assert_eq!(convert(&xml, &options.with_to(Syntax::Pts)).unwrap(), line);
    let input = Input::new(line).unwrap().with_pts_codes(codes);
    assert_eq!(input.read::<Message<'_>>().unwrap().primitive().unwrap().name(), "GetSPInfo-Request");
}

#[test]
fn what_is_passed_over_or_changed_is_told() {
    let line = b"WV12PN2 SI=S1 PR=(wv:a,((OS,T,T),(QQ,T,x)))";
    let Converted { bytes, notes, .. } = convert_noted(line, &Settings::default()).unwrap();
    assert!(matches!(&notes[..], [Note::Read(_)]), "{notes:?}");
    assert_eq!(notes[0].to_string(), "unknown presence code \"QQ\" left out at byte 34");
    let xml = String::from_utf8(bytes).unwrap().replace("wv:a", "wv:&#10;");
    let options = Settings::default().with_to(Syntax::Pts);
    let Converted { bytes, notes, .. } = convert_noted(xml.as_bytes(), &options).unwrap();
    assert_eq!(notes[0].to_string(), "line ends in UserID replaced by spaces");
    assert_eq!(bytes, b"WV12PN2 SI=S1 PR=(\"wv: \",((OS,T,T)))");
}

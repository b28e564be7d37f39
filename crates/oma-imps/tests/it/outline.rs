//! The envelope alone says what the whole message says of it.

use ::wbxml as engine;
use oma_imps::csp::Message;
use oma_imps::csp::envelope::Outline;
use oma_imps::imps_core::Root as _;
use oma_imps::{ReadOptions, wbxml, xml};

/// Compares the outline of a message with the message. Returns false for another document.
fn agrees(
    outline: Result<Outline<'_>, oma_imps::Error>,
    message: Result<Message<'_>, oma_imps::Error>,
) -> bool {
    let Ok(message) = message else { return false };
    let outline = outline.expect("what the message is read from");
    assert_eq!(outline.version, message.version());
    assert_eq!(outline.descriptor, message.session.descriptor);
    assert_eq!(outline.transactions.len(), message.session.transactions.len());
    for (outline, transaction) in outline.transactions.iter().zip(&message.session.transactions) {
        assert_eq!(outline.descriptor, transaction.descriptor);
        assert_eq!(outline.primitive, transaction.content.primitive.tag());
        assert_eq!(outline.name, transaction.content.primitive.name());
    }
    true
}

#[test]
fn the_outline_agrees_with_every_message() {
    let options = ReadOptions::default();
    let mut compared = 0;
    for folder in ["csp/1.1", "csp/1.2", "csp/1.3"] {
        for entry in std::fs::read_dir(imps_testing::testdata(folder)).unwrap() {
            let path = entry.unwrap().path();
            let document = std::fs::read(&path).unwrap();
            let is_message = match path.extension().and_then(|extension| extension.to_str()) {
                Some("wbxml") => {
                    let outline = wbxml::WbxmlSource::new(&document, &options)
                        .and_then(|mut source| Outline::read(&mut source));
                    agrees(outline, wbxml::from_slice(&document))
                }
                Some("xml") => {
                    let Ok(text) = str::from_utf8(&document) else { continue };
                    let outline =
                        xml::XmlSource::new(text, &options).and_then(|mut source| Outline::read(&mut source));
                    agrees(outline, xml::from_str(text))
                }
                _ => continue,
            };
            compared += usize::from(is_message);
        }
    }
    assert!(compared > 500, "{compared} messages");
}

/// A document in another character set, with a string table, on other code pages: its bytes are
/// passed on as they are, so the outline has to read all of it.
#[test]
fn string_tables_and_pages_do_not_matter() {
    for folder in ["csp/1.2", "csp/1.3"] {
        for entry in std::fs::read_dir(imps_testing::testdata(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "wbxml") {
                continue;
            }
            let document = std::fs::read(&path).unwrap();
            let Ok(message) = wbxml::from_slice::<Message<'_>>(&document) else { continue };
            let options = wbxml::WriteOptions::default().with_string_table(true);
            let with_table = wbxml::to_vec_with(&message, &options).unwrap();
            let mut source = wbxml::WbxmlSource::new(&with_table, &ReadOptions::default()).unwrap();
            assert!(agrees(Outline::read(&mut source), Ok(message)));
        }
    }
}

#[test]
fn cut_messages_have_no_outline() {
    let document = std::fs::read(imps_testing::testdata("csp/1.3/login-request.wbxml")).unwrap();
    for length in 0..document.len() {
        let outline = wbxml::WbxmlSource::new(&document[..length], &ReadOptions::default())
            .and_then(|mut source| Outline::read(&mut source));
        assert!(outline.is_err(), "{length} bytes");
    }
}

/// A relay passes on bytes that it has not decoded. Nobody may find a fault of binary XML in them:
/// a depth, a place in the string table, text outside the character set.
#[test]
fn whoever_reads_all_accepts_what_the_outline_accepts() {
    let mut accepted = 0;
    for name in ["csp/1.3/login-request", "csp/1.2/send-message-request", "csp/1.3/get-presence-response"] {
        let document = std::fs::read(imps_testing::testdata(&format!("{name}.wbxml"))).unwrap();
        let table = wbxml::WriteOptions::default().with_string_table(true);
        let message: Message<'_> = wbxml::from_slice(&document).unwrap();
        for mut document in [wbxml::to_vec_with(&message, &table).unwrap(), document.clone()] {
            for place in 0..document.len() {
                for change in [0x01, 0x02, 0x04, 0x40, 0x80, 0xFF] {
                    document[place] ^= change;
                    let outline = wbxml::WbxmlSource::new(&document, &ReadOptions::default())
                        .and_then(|mut source| Outline::read(&mut source));
                    if outline.is_ok() {
                        accepted += 1;
                        let all = read_everything(&document);
                        assert!(all.is_ok(), "{name}, byte {place} ^ {change:#x}: {all:?}");
                    }
                    document[place] ^= change;
                }
            }
        }
    }
    assert!(accepted > 1000, "{accepted} changed documents");
}

fn read_everything(document: &[u8]) -> Result<(), engine::Error> {
    let mut reader = engine::Reader::new(document)?;
    loop {
        while reader.attribute()?.is_some() {
            while reader.attribute_piece()?.is_some() {}
        }
        if reader.item()? == engine::Item::EndOfDocument {
            return Ok(());
        }
    }
}

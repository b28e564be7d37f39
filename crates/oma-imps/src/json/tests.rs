use super::*;
use crate::Input;
use crate::csp::Message;
use imps_core::Version;

/// Every message of the standard's examples, with its file.
fn messages() -> Vec<(String, Message<'static>)> {
    let mut messages = Vec::new();
    for version in Version::ALL {
        let folder = imps_testing::testdata(&format!("csp/{version}"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "wbxml")
                && let Ok(message) = Input::new(&std::fs::read(&path).unwrap()).unwrap().read_owned()
            {
                messages.push((path.display().to_string(), message));
            }
        }
    }
    messages
}

fn by_tree(message: &Message<'_>) -> String {
    let mut out = Vec::new();
    write_by_tree(message, &mut out, WriteOptions::default()).unwrap();
    String::from_utf8(out).unwrap()
}

fn read_by_tree(document: &[u8], options: ReadOptions) -> Result<Message<'static>, Error> {
    let json = Json::new(document)?;
    read::<Message<'_>>(json.shaped(&options.limits)?, options).map(Message::into_owned)
}

/// The examples are what devices send, so one pass has to do for nearly all of them.
#[test]
fn one_pass_writes_what_the_tree_writes() {
    let (mut plain, mut all) = (0, 0);
    for (name, message) in messages() {
        let mut line = String::new();
        all += 1;
        if sink::write(&message, &mut line) {
            plain += 1;
            assert_eq!(line, by_tree(&message), "{name}");
        }
    }
    assert!(all >= 300 && plain * 10 >= all * 9, "{plain} of {all}");
}

#[test]
fn one_pass_reads_what_the_tree_reads() {
    let (mut plain, mut all) = (0, 0);
    for (name, message) in messages() {
        let document = by_tree(&message);
        let strict = ReadOptions::default().with_strict(true);
        for options in [ReadOptions::default(), strict] {
            all += 1;
            let expected = read_by_tree(document.as_bytes(), options);
            if let Some(found) = source::read::<Message<'_>>(document.as_bytes(), &options) {
                plain += 1;
                assert_eq!(found, expected.unwrap(), "{name}");
            }
        }
    }
    assert!(all >= 600 && plain * 10 >= all * 8, "{plain} of {all}");
}

/// Cuts, and single bytes replaced: one pass never accepts what the tree refuses, and never reads
/// another value.
#[test]
fn one_pass_accepts_no_damaged_document_that_the_tree_refuses() {
    let mut accepted = 0;
    for (name, message) in messages().into_iter().step_by(23) {
        let document = by_tree(&message).into_bytes();
        for at in 0..document.len() {
            for byte in *b"\"\\,:{}[]0a@ \n" {
                let mut damaged = document.clone();
                damaged[at] = byte;
                check(&name, &damaged, &mut accepted);
            }
            check(&name, &document[..at], &mut accepted);
        }
    }
    assert!(accepted > 1000, "{accepted}");
}

fn check(name: &str, document: &[u8], accepted: &mut usize) {
    let options = ReadOptions::default();
    if let Some(found) = source::read::<Message<'_>>(document, &options) {
        *accepted += 1;
        let shown = String::from_utf8_lossy(document);
        let expected =
            read_by_tree(document, options).unwrap_or_else(|error| panic!("{name}: {error}\n{shown}"));
        assert_eq!(found, expected, "{name}\n{shown}");
    }
}

//! The quick ways of writing write the same as the general way.

use wbxml::{ErrorKind, WriteHeader, WriteOptions, Writer};

fn write_with(options: WriteOptions, body: impl FnOnce(&mut Writer)) -> Result<Vec<u8>, wbxml::Error> {
    let mut writer = Writer::new(&WriteHeader::numbered(1), options);
    body(&mut writer);
    writer.finish()
}

#[track_caller]
fn writes(body: impl FnOnce(&mut Writer), expected: &[u8]) {
    assert_eq!(write_with(WriteOptions::default(), body).unwrap(), expected);
}

#[track_caller]
fn refuses(body: impl FnOnce(&mut Writer), kind: ErrorKind) {
    assert_eq!(*write_with(WriteOptions::default(), body).unwrap_err().kind(), kind);
}

#[test]
fn elements_in_one_step_are_those_in_three() {
    let same = |options: WriteOptions, one: &dyn Fn(&mut Writer), three: &dyn Fn(&mut Writer)| {
        // Before the root, after a tag, after an attribute, after content, and after the root.
        let around: [fn(&mut Writer); 5] = [
            |_| {},
            |w| w.start(0, 0x05),
            |w| (w.start(0, 0x05), w.attribute(0, 0x06)).1,
            |w| (w.start(0, 0x05), w.start(1, 0x06), w.end()).2,
            |w| (w.start(0, 0x05), w.end()).1,
        ];
        for (place, before) in around.iter().enumerate() {
            let write = |element: &dyn Fn(&mut Writer)| {
                write_with(options, |w| {
                    before(w);
                    element(w);
                    w.entity('x');
                    w.end();
                })
                .map_err(|error| *error.kind())
            };
            assert_eq!(write(one), write(three), "place {place}");
            let alone = |element: &dyn Fn(&mut Writer)| write_with(options, element);
            assert_eq!(alone(one), alone(three));
        }
    };
    for options in [WriteOptions::default(), WriteOptions::default().with_string_table(true)] {
        for (page, token) in [(0, 0x05), (1, 0x06), (2, 0x3F), (0, 0x04), (0, 0x40), (0, 0x85)] {
            for text in ["", "t", "a\0b", "some more text", "some more text"] {
                let three = |w: &mut Writer| (w.start(page, token), w.text(text), w.end()).2;
                same(options, &|w| w.leaf_text(page, token, text), &three);
            }
            for (n, value) in [(0, 0), (1, 0x7F), (2, 0x80), (2, u32::MAX), (3, 0)] {
                let three = |w: &mut Writer| (w.start(page, token), w.extension_t(n, value), w.end()).2;
                same(options, &|w| w.leaf_extension_t(page, token, n, value), &three);
            }
            for length in [0, 1, 127, 128, 255, 256] {
                let bytes = vec![0xC3; length];
                let three = |w: &mut Writer| (w.start(page, token), w.opaque(&bytes), w.end()).2;
                same(options, &|w| w.leaf_opaque(page, token, &bytes), &three);
            }
        }
    }
    let leaves = |w: &mut Writer| {
        w.start(0, 0x05);
        w.leaf_text(1, 0x06, "t");
        w.leaf_extension_t(1, 0x07, 2, 0x7F);
        w.leaf_opaque(0, 0x08, &[0xFF]);
        w.end();
    };
    writes(
        leaves,
        b"\x03\x01\x6A\x00\x45\x00\x01\x46\x03t\0\x01\x47\x82\x7F\x01\x00\x00\x48\xC3\x01\xFF\x01\x01",
    );
}

#[test]
fn text_written_in_one_step_moves_into_the_string_table_too() {
    let twice = |leaf: fn(&mut Writer)| {
        write_with(WriteOptions::default().with_string_table(true), |w| {
            w.start(0, 0x05);
            leaf(w);
            leaf(w);
            w.end();
        })
    };
    let expected = b"\x03\x01\x6A\x08example\0\x45\x46\x83\x00\x01\x46\x83\x00\x01\x01";
    assert_eq!(twice(|w| (w.start(0, 0x06), w.text("example"), w.end()).2).unwrap(), expected);
    assert_eq!(twice(|w| w.leaf_text(0, 0x06, "example")).unwrap(), expected);
}

#[test]
fn an_attribute_list_made_beforehand() {
    let list = b"\x06\x031\0\x01";
    writes(
        |w| {
            w.start(0, 0x05);
            assert!(w.attribute_list(list));
            w.start(0, 0x06);
            assert!(w.attribute_list(list));
            w.text("t");
            w.end();
            w.end();
        },
        b"\x03\x01\x6A\x00\xC5\x06\x031\0\x01\xC6\x06\x031\0\x01\x03t\0\x01\x01",
    );
    // An element with nothing but the list has no content.
    writes(
        |w| (w.start(0, 0x05), assert!(w.attribute_list(list)), w.end()).2,
        b"\x03\x01\x6A\x00\x85\x06\x031\0\x01",
    );
    // Its bytes have another meaning on another page, so nothing is written.
    writes(
        |w| {
            w.start(0, 0x05);
            w.attribute(1, 0x06);
            w.start(0, 0x06);
            assert!(!w.attribute_list(list));
            w.end();
            w.end();
        },
        b"\x03\x01\x6A\x00\xC5\x00\x01\x06\x01\x06\x01",
    );
    let refused = |before: fn(&mut Writer), list: &[u8]| {
        refuses(|w| (before(w), w.attribute_list(list)).0, ErrorKind::MisplacedAttribute);
    };
    refused(|_| {}, list);
    refused(|w| (w.start(0, 0x05), w.text("t")).1, list);
    refused(|w| (w.start(0, 0x05), w.attribute(0, 0x06)).1, list);
    refused(|w| (w.start(0, 0x05), w.attribute_list(b"\x06\x01")).0, list);
    refused(|w| w.start(0, 0x05), b"\x06\x031\0");
    refused(|w| w.start(0, 0x05), b"");
}

/// Writes pieces inside a root and a child, with the quick ways closed or open. Each piece is
/// written quickly or in steps.
fn inside(careful: bool, pieces: impl Fn(&mut Writer)) -> Result<Vec<u8>, ErrorKind> {
    write_with(WriteOptions::default(), |w| {
        w.set_careful(careful);
        w.start(0, 0x05);
        w.start(1, 0x06);
        pieces(w);
        w.end();
        w.end();
    })
    .map_err(|error| *error.kind())
}

#[test]
fn texts_of_every_length_are_written_whole_and_nul_is_seen_anywhere() {
    let letters: String = ('!'..='~').cycle().take(140).collect();
    for length in 0..140 {
        let nul = (0..length).map(|at| {
            let mut text = letters[..length].to_owned();
            text.replace_range(at..=at, "\0");
            text
        });
        for text in nul.chain([letters[..length].to_owned()]) {
            for page in [0, 1] {
                let write = |w: &mut Writer| w.leaf_text(page, 0x07, &text);
                assert_eq!(inside(false, write), inside(true, write), "{text:?}");
                let quick = |w: &mut Writer| {
                    let is_plain = !text.is_empty() && !text.contains('\0');
                    assert_eq!(w.plain_leaf_text(page, 0x07, &text), is_plain);
                    if !is_plain {
                        w.leaf_text(page, 0x07, &text);
                    }
                };
                assert_eq!(inside(false, quick), inside(true, write));
            }
        }
    }
}

#[test]
fn quick_pieces_are_those_in_steps() {
    let declaration = b"\x06\x031.2\0\x01";
    for (page, token) in [(0, 0x05), (1, 0x06), (2, 0x3F)] {
        for number in [0, 1, 0xFF, 0x100, 0xFFFF, 0x1_0000, 0xFF_FFFF, 0x100_0000, u32::MAX] {
            let bytes = number.to_be_bytes();
            let digits = bytes.iter().position(|byte| *byte != 0).unwrap_or(3);
            let steps = |w: &mut Writer| w.leaf_opaque(page, token, &bytes[digits..]);
            let quick = |w: &mut Writer| assert!(w.plain_leaf_number(page, token, number));
            assert_eq!(inside(false, quick), inside(true, steps));
        }
        let steps = |w: &mut Writer| w.leaf_opaque(page, token, &[1, 2, 3, 4, 5, 6]);
        let quick = |w: &mut Writer| assert!(w.plain_leaf_opaque(page, token, [1, 2, 3, 4, 5, 6]));
        assert_eq!(inside(false, quick), inside(true, steps));

        for content in ["", "t"] {
            let steps = |w: &mut Writer| {
                w.start(page, token);
                assert!(w.attribute_list(declaration));
                w.text(content);
                w.end();
            };
            let quick = |w: &mut Writer| {
                assert!(w.plain_start_with(page, token, declaration));
                w.text(content);
                assert!(w.plain_end());
            };
            assert_eq!(inside(false, quick), inside(true, steps));
            let steps = |w: &mut Writer| (w.start(page, token), w.text(content), w.end()).2;
            let quick = |w: &mut Writer| {
                assert!(w.plain_start(page, token));
                w.text(content);
                assert!(w.plain_end());
            };
            assert_eq!(inside(false, quick), inside(true, steps));
        }
    }
}

#[test]
fn closed_quick_ways_write_nothing() {
    let refused = |w: &mut Writer| {
        assert!(!w.plain_start(0, 0x05) && !w.plain_start_with(0, 0x05, b"\x06\x01") && !w.plain_end());
        assert!(!w.plain_leaf_text(0, 0x05, "t") && !w.plain_leaf_number(0, 0x05, 1));
        assert!(!w.plain_leaf_opaque(0, 0x05, [1]) && !w.plain_leaf_extension_t(0, 0x05, 0, 1));
    };
    assert_eq!(inside(true, refused), inside(true, |_| {}));
    // Before the root, in attributes, after the root, and with a token of no meaning.
    let document = write_with(WriteOptions::default(), |w| {
        refused(w);
        w.start(0, 0x05);
        w.attribute(0, 0x06);
        refused(w);
        w.content();
        assert!(!w.plain_start(0, 0x04) && !w.plain_leaf_text(0, 0x40, "t"));
        assert!(!w.plain_leaf_extension_t(0, 0x05, 3, 1) && !w.plain_leaf_extension_t(0, 0x05, 0, 0x80));
        w.end();
        refused(w);
    });
    assert_eq!(document.unwrap(), b"\x03\x01\x6A\x00\x85\x06\x01");
}

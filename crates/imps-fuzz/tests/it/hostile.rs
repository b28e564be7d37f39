//! Documents made to eat memory: what is held at most is a stated multiple of the input, and twice the input takes twice the work.
//!
//! Work is counted in bytes asked of the allocator, all together: a copy of what was read so far at every step would show.

use oma_imps::{Document, Input, Limits, ReadOptions, Syntax, convert, csp, ssp};

/// The start of a 1.2 message in binary XML, up to its session.
const BINARY: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D";
const CSP: &str = "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session>";
const CSP_END: &str = "</Session></WV-CSP-Message>";
const SSP: &str =
    "<WV-SSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-SSP1.3\"><Session sessionID=\"1\">";

/// One kind of document.
struct Hostile {
    name: &'static str,
    make: fn(usize) -> Vec<u8>,
    /// How many bytes types and trees may hold for one of the input.
    built: u64,
    /// How many bytes conversion may hold, its output included.
    streamed: u64,
    /// How many bytes conversion to JSON may hold, which goes by way of types.
    json: u64,
}

const fn hostile(name: &'static str, held: [u64; 3], make: fn(usize) -> Vec<u8>) -> Hostile {
    let [built, streamed, json] = held;
    Hostile { name, make, built, streamed, json }
}

/// Binary XML around the content of the session.
fn binary(content: &[u8], count: usize) -> Vec<u8> {
    [BINARY, &content.repeat(count), b"\x01\x01"].concat()
}

fn xml(content: &str, count: usize) -> Vec<u8> {
    [CSP, &content.repeat(count), CSP_END].concat().into()
}

/// A 1.2 message in JSON around the content of its transaction.
fn json(content: &str) -> Vec<u8> {
    let descriptor = r#""SessionDescriptor":{"SessionType":"Inband","SessionID":"1"}"#;
    let transaction = r#""TransactionDescriptor":{"TransactionMode":"Request","TransactionID":"1"}"#;
    let transaction = format!(r#"{{{transaction},"TransactionContent":{content}}}"#);
    format!(
        r#"{{"version":"1.2","WV-CSP-Message":{{"Session":{{{descriptor},"Transaction":[{transaction}]}}}}}}"#
    )
    .into()
}

/// A message in JSON with this beside what is declared.
fn json_beside(extensions: &str) -> Vec<u8> {
    json(&format!(r#"{{"Logout-Request":{{"extensions":{{"content":[{extensions}]}}}}}}"#))
}

fn numbered(count: usize, piece: fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

/// The measured peaks, and a quarter more. An element of one byte becomes a node of a hundred bytes, and lists grow by
/// doubling.
const ALL: &[Hostile] = &[
    hostile("empty elements of one byte", [250, 30, 250], |n| binary(b"\x05", n)),
    hostile("elements of no table", [250, 60, 265], |n| binary(b"\x3F", n)),
    hostile("page switches", [1, 1, 1], |n| binary(b"\x00\x01\x00\x00", n / 4)),
    hostile("pieces of text", [2, 2, 2], |n| binary(b"\x03a\0", n / 3)),
    hostile("characters by number", [2, 2, 2], |n| binary(b"\x02\x41", n / 2)),
    hostile("nesting", [1, 1, 1], |n| binary(b"\x6D", n)),
    hostile("attributes in binary XML", [40, 15, 42], |n| {
        [BINARY, b"\x90", &b"\x3F\x03a\0".repeat(n / 4), b"\x01\x01\x01"].concat()
    }),
    hostile("references to the string table", [150, 200, 155], |n| {
        let table = [vec![b'x'; 99], vec![0]].concat();
        [&b"\x03\x11\x6A\x64"[..], &table, &BINARY[4..], &b"\x83\x00".repeat(n / 2), b"\x01\x01"].concat()
    }),
    hostile("literal names", [120, 120, 122], |n| {
        let table = [vec![b'x'; 99], vec![0]].concat();
        [&b"\x03\x11\x6A\x64"[..], &table, &BINARY[4..], &b"\x04\x00".repeat(n / 2), b"\x01\x01"].concat()
    }),
    hostile("empty elements", [30, 2, 1], |n| xml("<Poll/>", n / 7)),
    hostile("foreign elements", [30, 2, 28], |n| xml("<a xmlns='b'/>", n / 14)),
    hostile("attributes", [20, 20, 20], |n| {
        let attributes = numbered(n / 10, |number| format!(" a{number:06}=''"));
        [CSP, "<ExtBlock", &attributes, "/>", CSP_END].concat().into()
    }),
    hostile("the same attribute", [20, 20, 20], |n| {
        [CSP, "<ExtBlock", &" a=''".repeat(n / 5), "/>", CSP_END].concat().into()
    }),
    hostile("namespaces", [10, 10, 10], |n| {
        let namespaces = numbered(n / 18, |number| format!(" xmlns:a{number:06}='b'"));
        [CSP, "<ExtBlock", &namespaces, "/>", CSP_END].concat().into()
    }),
    hostile("references", [2, 4, 2], |n| xml("&amp;", n / 5)),
    hostile("comments in text", [2, 2, 2], |n| {
        [CSP, "<SessionID>", &"a<!---->".repeat(n / 8), "</SessionID>", CSP_END].concat().into()
    }),
    hostile("sections in text", [2, 2, 2], |n| {
        [CSP, "<SessionID>", &"a<![CDATA[b]]>".repeat(n / 14), "</SessionID>", CSP_END].concat().into()
    }),
    hostile("entities", [1, 1, 1], |n| {
        let entities =
            numbered(n / 60, |number| format!("<!ENTITY a{number:06} '&b{number:06};&b{number:06};'>"));
        ["<!DOCTYPE a [", &entities, "]>", CSP, CSP_END].concat().into()
    }),
    hostile("a long name", [2, 5, 2], |n| format!("{CSP}<{}/>{CSP_END}", "a".repeat(n)).into()),
    hostile("nesting in XML", [1, 1, 2], |n| xml("<Session>", n / 9)),
    hostile("lists between servers", [25, 2, 50], |n| {
        let users = "<User><UserID/></User>".repeat(n / 22);
        format!(
            "{SSP}<Transaction mode='Request' transactionID='1'><SubscribeRequest>{users}</SubscribeRequest></Transaction></Session></WV-SSP-Message>"
        )
        .into()
    }),
    hostile("much of a string table", [155, 190, 155], |n| {
        // Fifty times the document, in texts of a hundredth of it.
        let table = [vec![b'x'; n / 100 - 1], vec![0]].concat();
        let length = table.len();
        let head =
            [3, 0x11, 0x6A, 0x80 | u8::try_from(length >> 7).unwrap(), u8::try_from(length & 0x7F).unwrap()];
        let end = [&b"\x83\x00".repeat(5000), &b"\x03"[..], &vec![b'y'; n - n / 100 - 10_000], b"\0\x01\x01"]
            .concat();
        [&head[..], &table, &BINARY[4..], &end].concat()
    }),
    hostile("too much of a string table", [120, 120, 120], |n| {
        let table = [vec![b'x'; n / 2 - 1], vec![0]].concat();
        let length = table.len();
        let head = [
            3,
            0x11,
            0x6A,
            0x80 | u8::try_from(length >> 14).unwrap(),
            0x80 | u8::try_from(length >> 7 & 0x7F).unwrap(),
            u8::try_from(length & 0x7F).unwrap(),
        ];
        [&head[..], &table, &BINARY[4..], &b"\x83\x00".repeat(n / 4), b"\x01\x01"].concat()
    }),
    hostile("empty users in JSON", [110, 110, 110], |n| {
        json(&format!(
            r#"{{"GetPresence-Request":{{"User":[{}]}}}}"#,
            vec![r#"{"UserID":""}"#; n / 14].join(",")
        ))
    }),
    hostile("texts in JSON", [17, 17, 20], |n| {
        json_beside(&vec![r#"{"after":0,"item":""}"#; n / 22].join(","))
    }),
    hostile("texts in an element in JSON", [132, 132, 132], |n| {
        json_beside(&format!(
            r#"{{"after":0,"item":{{"name":"a","content":[{}]}}}}"#,
            vec![r#""""#; n / 3].join(",")
        ))
    }),
    hostile("elements in JSON", [34, 34, 34], |n| {
        json_beside(&format!(
            r#"{{"after":0,"item":{{"name":"a","content":[{}]}}}}"#,
            vec![r#"{"name":"b"}"#; n / 13].join(",")
        ))
    }),
    hostile("attributes in JSON", [11, 11, 13], |n| {
        let attributes = vec![r#"{"name":"a","value":""}"#; n / 24].join(",");
        json_beside(&format!(r#"{{"after":0,"item":{{"name":"a","attributes":[{attributes}]}}}}"#))
    }),
    hostile("declared attributes in JSON", [10, 10, 10], |n| {
        let attributes = vec![r#""@sessionID":"""#; n / 16].join(",");
        format!(r#"{{"version":"1.3","WV-SSP-Message":{{"Session":{{{attributes}}}}}}}"#).into()
    }),
    hostile("nesting in JSON", [2, 2, 2], |n| json_beside(&("[".repeat(n / 2) + &"]".repeat(n / 2)))),
    hostile("a long text in JSON", [3, 6, 8], |n| {
        json_beside(&format!(r#"{{"after":0,"item":"{}"}}"#, "a".repeat(n)))
    }),
    hostile("escapes in JSON", [3, 3, 6], |n| {
        json_beside(&format!(r#"{{"after":0,"item":"{}"}}"#, r"\n".repeat(n / 2)))
    }),
    hostile("a list of nothing in JSON", [1, 1, 1], |n| json(&format!("[{}]", vec!["1"; n / 2].join(",")))),
    // Without the user, which the types do not demand: this goes all the way to JSON.
    hostile("parameters", [110, 50, 50], |n| format!("WV12LR7{}", " SH=a".repeat(n / 5)).into()),
    hostile("members", [500, 120, 202], |n| {
        format!("WV12GP7 SI=S1 UI=({})", ["a"].repeat(n / 2).join(",")).into()
    }),
    hostile("groups", [12, 12, 14], |n| format!("WV12GP7 SI=S1 PS={}", "(".repeat(n)).into()),
    hostile("quotes", [15, 15, 15], |n| format!("WV12ST7 ST=(200,{})", "\"".repeat(n / 2 * 2)).into()),
];

/// Those that no reader takes, for the nesting or the grammar.
const REFUSED: [&str; 9] = [
    "nesting",
    "nesting in XML",
    "groups",
    "the same attribute",
    "namespaces",
    "too much of a string table",
    "nesting in JSON",
    "declared attributes in JSON",
    "a list of nothing in JSON",
];

/// Whether a document is taken, with types or without.
fn is_taken(document: &[u8]) -> bool {
    let input = Input::new(document).unwrap();
    input.read::<Document<'_>>().is_ok() || input.read::<ssp::Message<'_>>().is_ok()
}

/// The most bytes held at a time, and all that were asked for: by types and trees, by conversion without either, and by conversion
/// to JSON.
fn costs(document: &[u8]) -> [(u64, u64); 3] {
    let built = allocation_counter::measure(|| {
        if let Ok(input) = Input::new(document) {
            drop(input.read::<Document<'_>>());
            drop(input.read::<csp::CspDocument<'_>>());
            drop(input.read::<ssp::Message<'_>>());
        }
    });
    let streamed = allocation_counter::measure(|| {
        for to in [Syntax::Wbxml, Syntax::Xml] {
            drop(convert(document, to));
        }
    });
    let json = allocation_counter::measure(|| {
        drop(convert(document, Syntax::Json));
    });
    [built, streamed, json].map(|info| (info.bytes_max, info.bytes_total))
}

#[test]
fn memory_and_work_are_in_proportion() {
    const SIZE: usize = 20_000;
    // Independent of the input: buffers that begin with some room, and errors.
    const START: u64 = 20_000;
    for Hostile { name, make, built, streamed, json } in ALL {
        let (once, twice) = (make(SIZE), make(2 * SIZE));
        assert_eq!(is_taken(&once), !REFUSED.contains(name), "{name}");
        let length = once.len() as u64;
        let all = costs(&once).into_iter().zip(costs(&twice)).zip([built, streamed, json]);
        for (((peak, work), (_, twice_work)), multiple) in all {
            assert!(peak <= multiple * length + START, "{name}: {peak} bytes held for {length}");
            assert!(twice_work <= work * 21 / 10 + START, "{name}: {work} bytes, then {twice_work}");
        }
    }
}

/// The most bytes held while a document of a megabyte is refused for a limit.
fn held(document: &[u8], limits: Limits) -> u64 {
    let options = ReadOptions::default().with_limits(limits);
    let info = allocation_counter::measure(|| {
        let read = Input::new(document).and_then(|input| input.read_with::<Document<'_>>(&options).map(drop));
        assert!(read.is_err(), "{limits:?}");
    });
    info.bytes_max
}

/// A small limit makes a large document cheap: nothing is set aside for what will not be read.
#[test]
fn limits_hold_the_memory() {
    const SIZE: usize = 1_000_000;
    const ROOM: u64 = 20_000;
    let hostile = |name: &str| {
        let hostile = ALL.iter().find(|hostile| hostile.name == name).unwrap();
        ((hostile.make)(SIZE), hostile.built)
    };
    let limits = Limits::default();
    for (name, limits, most) in [
        ("empty elements of one byte", limits.with_elements(100), 100),
        ("empty elements of one byte", limits.with_list_items(100), 100),
        ("empty elements", limits.with_elements(100), 700),
        ("attributes in binary XML", limits.with_attributes(100), 400),
        ("pieces of text", limits.with_text_bytes(1000), 3000),
        ("references to the string table", limits.with_string_table_bytes(10_000), 10_000),
        ("references to the string table", limits.with_text_bytes(10_000), 10_000),
        ("much of a string table", limits.with_string_table_expansion(0), 64 << 10),
        ("comments in text", limits.with_text_bytes(1000), 8000),
        ("foreign elements", limits.with_list_items(100), 1400),
        ("members", limits.with_document_bytes(1000), 1000),
        ("empty users in JSON", limits.with_elements(100), 100),
        ("empty users in JSON", limits.with_list_items(100), 100),
        ("texts in an element in JSON", limits.with_list_items(100), 100),
        ("elements in JSON", limits.with_elements(100), 100),
        ("attributes in JSON", limits.with_attributes(100), 100),
        ("declared attributes in JSON", limits.with_attributes(100), 100),
        ("a long text in JSON", limits.with_text_bytes(1000), 1000),
        ("escapes in JSON", limits.with_text_bytes(1000), 1000),
        ("empty users in JSON", limits.with_document_bytes(1000), 1000),
        ("empty elements of one byte", limits.with_document_bytes(1000), 1000),
        ("empty elements", limits.with_document_bytes(1000), 1000),
    ] {
        let (document, multiple) = hostile(name);
        let held = held(&document, limits);
        assert!(held <= multiple * most + ROOM, "{name}: {held} bytes held for {most}");
    }
}

/// First messages of strangers make a server hold at most the bytes of the limit, and a few hundred bytes per message.
#[test]
fn set_ups_hold_no_more_than_their_limits() {
    use oma_imps::ssp::envelope::SendSecretToken;
    use oma_imps::ssp::handshake::{Credentials, SetupLimits, Setups, Step};
    use oma_imps::ssp::{Message, Mode};
    use std::time::Duration;

    let limits = SetupLimits::default();
    let fill = |bytes: usize| {
        let first = |number: usize| {
            let token = SendSecretToken::new(format!("wv:@a{number}.example"), "a secret");
            Message::setup(Mode::Request, "t".repeat(bytes), token)
        };
        let messages: Vec<_> = (0..limits.incoming).map(first).collect();
        let mut setups = Setups::new("m.example".parse().unwrap(), limits);
        let mut taken = 0;
        let info = allocation_counter::measure(|| {
            for message in &messages {
                let fresh = || Credentials::new("secret", "session", "transaction");
                taken +=
                    usize::from(matches!(setups.receive(message, Duration::ZERO, fresh), Ok(Step::Reply(_))));
            }
        });
        assert_eq!(taken, setups.len());
        (taken, info.bytes_max)
    };
    let (taken, held) = fill(limits.bytes);
    let most = limits.incoming * (limits.bytes + 700);
    assert!(taken == limits.incoming && held < most as u64, "{taken} set-ups hold {held} bytes of {most}");
    let (taken, held) = fill(limits.bytes + 1);
    assert!(taken == 0 && held < 1000, "{taken} set-ups hold {held} bytes");
}

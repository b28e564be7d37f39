//! Tokens and documents lose nothing.

use proptest::prelude::*;
use wbxml::{
    Charset, Document, ErrorKind, Header, MbU32, PublicId, Token, Tokens, Version, terminator_width,
};

#[track_caller]
fn tokens(body: &[u8]) -> Vec<Token<'_>> {
    Tokens::parse(body).unwrap().1.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_token() {
    let wide = |value, width| MbU32::with_width(value, width).unwrap();
    let document = [
        &b"\x03\x01\x6A\x03ab\0"[..],
        b"\x00\x00\x00\x01\x43\x06\x85\x01",
        b"\xC4\x80\x00\x00\x02\x7F\x03v\0\xFF\xC3\x80\x01x\x04\x01\x01",
        b"\x03\0\x83\x80\x80\x00\x02\x41\x41i\0\x82\x05\xC1\x04\x00\x05\x01",
        b"\x43\x06\x01\x05",
    ]
    .concat();
    let expected = [
        Token::SwitchPage(0),
        Token::SwitchPage(1),
        Token::Pi,
        Token::AttributeStart(0x06),
        Token::AttributeValue(0x85),
        Token::End,
        Token::LiteralTag(0xC4, wide(0, 2)),
        Token::SwitchPage(2),
        Token::AttributeStart(0x7F),
        Token::StrI(b"v"),
        Token::AttributeValue(0xFF),
        Token::Opaque { length_width: 2, bytes: b"x" },
        Token::LiteralAttribute(wide(1, 1)),
        Token::End,
        Token::StrI(b""),
        Token::StrT(wide(0, 3)),
        Token::Entity(wide(0x41, 1)),
        Token::ExtI(1, b"i"),
        Token::ExtT(2, wide(5, 1)),
        Token::Ext(1),
        Token::LiteralTag(0x04, wide(0, 1)),
        Token::Tag(0x05),
        Token::End,
        Token::Pi,
        Token::AttributeStart(0x06),
        Token::End,
        Token::Trailing(&[0x05]),
    ];
    assert_eq!(tokens(&document), expected);
    assert_eq!(Document::parse(&document).unwrap().to_vec(), document);
}

#[test]
fn broken_instruction_behind_the_root_is_trailing() {
    for trailing in [&b"\x43"[..], b"\x43\x06", b"\x43\x03x\0\x01", b"\x00\x01", b"\x01"] {
        let document = [b"\x03\x01\x6A\x00\x05", trailing].concat();
        assert_eq!(tokens(&document), [Token::Tag(0x05), Token::Trailing(trailing)]);
    }
}

#[test]
fn missing_ends_are_kept_and_seen() {
    let document = b"\x03\x01\x6A\x00\x45\x46\x03x\0";
    let (_, mut tokens) = Tokens::parse(document).unwrap();
    assert_eq!(tokens.by_ref().count(), 3);
    assert!(!tokens.is_complete());
    assert_eq!(tokens.offset(), document.len());
    assert_eq!(Document::parse(document).unwrap().to_vec(), document);
}

#[test]
fn an_error_ends_the_iteration() {
    let (_, mut tokens) = Tokens::parse(b"\x03\x01\x6A\x00\x45\x80\xFF\xFF\xFF\xFF\x01").unwrap();
    assert_eq!(tokens.next().unwrap().unwrap(), Token::Tag(0x45));
    let error = tokens.next().unwrap().unwrap_err();
    assert_eq!((*error.kind(), error.offset()), (ErrorKind::IntegerOverflow, 6));
    assert_eq!(tokens.next(), None);
    let error = Document::parse(b"\x03\x01\x6A\x00\x03x\0").unwrap_err();
    assert_eq!((*error.kind(), error.offset()), (ErrorKind::UnexpectedToken(0x03), 4));
}

fn integer() -> impl Strategy<Value = MbU32> {
    (prop_oneof![0..300_u32, any::<u32>()], 1..=5_u8)
        .prop_map(|(value, width)| MbU32::with_width(value, width).unwrap_or(MbU32::new(value)))
}

/// Bytes of a string with characters of `unit` bytes, none of them zero.
fn string(unit: usize) -> impl Strategy<Value = &'static [u8]> {
    prop::collection::vec(1..=255_u8, 0..12).prop_map(move |mut bytes| {
        bytes.truncate(bytes.len() / unit * unit);
        &*bytes.leak()
    })
}

/// A token that both code spaces share.
fn shared(unit: usize) -> impl Strategy<Value = Token<'static>> {
    prop_oneof![
        any::<u8>().prop_map(Token::SwitchPage),
        string(unit).prop_map(Token::StrI),
        integer().prop_map(Token::StrT),
        integer().prop_map(Token::Entity),
        (0..3_u8, string(unit)).prop_map(|(n, string)| Token::ExtI(n, string)),
        (0..3_u8, integer()).prop_map(|(n, value)| Token::ExtT(n, value)),
        (0..3_u8).prop_map(Token::Ext),
        (prop::collection::vec(any::<u8>(), 0..20), 1..=5_u8)
            .prop_map(|(bytes, length_width)| Token::Opaque { length_width, bytes: bytes.leak() }),
    ]
}

/// The inside of an attribute list or processing instruction, and its END.
fn list(unit: usize) -> impl Strategy<Value = Vec<Token<'static>>> {
    let start = || {
        prop_oneof![
            (0x05..=0x3F_u8).prop_map(Token::AttributeStart),
            (0x45..=0x7F_u8).prop_map(Token::AttributeStart),
            integer().prop_map(Token::LiteralAttribute),
        ]
    };
    let rest = prop_oneof![
        shared(unit),
        (0x85..=0xBF_u8).prop_map(Token::AttributeValue),
        (0xC5..=0xFF_u8).prop_map(Token::AttributeValue),
        start(),
    ];
    (start(), prop::collection::vec(rest, 0..5)).prop_map(|(start, mut tokens)| {
        tokens.insert(0, start);
        tokens.push(Token::End);
        tokens
    })
}

fn instruction(unit: usize) -> impl Strategy<Value = Vec<Token<'static>>> {
    list(unit).prop_map(|list| [vec![Token::Pi], list].concat())
}

fn element(unit: usize) -> impl Strategy<Value = Vec<Token<'static>>> {
    let tag = || (0x05..=0x3F_u8).prop_map(Token::Tag);
    let literal = || integer().prop_map(|offset| Token::LiteralTag(0x04, offset));
    let with_flags = |tag, flags: u8| match tag {
        Token::LiteralTag(byte, offset) => Token::LiteralTag(byte | flags, offset),
        Token::Tag(byte) => Token::Tag(byte | flags),
        other => other,
    };
    let leaf = prop_oneof![tag(), literal()].prop_map(|tag| vec![tag]);
    leaf.prop_recursive(5, 60, 5, move |inner| {
        let content = prop_oneof![inner, shared(unit).prop_map(|token| vec![token]), instruction(unit)];
        let attributes = prop::option::of(list(unit));
        let content = prop::option::of(prop::collection::vec(content, 0..5));
        (prop_oneof![tag(), literal()], attributes, content).prop_map(move |(tag, attributes, content)| {
            let flags =
                if attributes.is_some() { 0x80 } else { 0 } | if content.is_some() { 0x40 } else { 0 };
            let mut tokens = vec![with_flags(tag, flags)];
            tokens.extend(attributes.into_iter().flatten());
            if let Some(content) = content {
                tokens.extend(content.into_iter().flatten());
                tokens.push(Token::End);
            }
            tokens
        })
    })
}

fn body(unit: usize) -> impl Strategy<Value = Vec<Token<'static>>> {
    let instructions = || prop::collection::vec(instruction(unit), 0..2).prop_map(|all| all.concat());
    // Neither a page switch nor END can start an instruction, so these bytes stay trailing bytes.
    let trailing = prop::option::of((0..=1_u8, prop::collection::vec(any::<u8>(), 0..9)));
    (instructions(), any::<Option<u8>>(), element(unit), instructions(), trailing).prop_map(
        |(before, switch, root, after, trailing)| {
            let mut tokens = before;
            tokens.extend(switch.map(Token::SwitchPage));
            tokens.extend(root);
            tokens.extend(after);
            tokens.extend(trailing.map(|(first, rest)| Token::Trailing([vec![first], rest].concat().leak())));
            tokens
        },
    )
}

fn header() -> impl Strategy<Value = (Version, PublicId, Charset, Vec<u8>)> {
    let public_id =
        prop_oneof![(1..=u32::MAX).prop_map(PublicId::Number), any::<u32>().prop_map(PublicId::Table)];
    let charset = prop_oneof![Just(106), Just(1000), Just(1017), 2..5_u32].prop_map(Charset);
    (1..16_u8, public_id, charset, prop::collection::vec(any::<u8>(), 0..20))
        .prop_map(|(version, public_id, charset, table)| (Version(version), public_id, charset, table))
}

fn document() -> impl Strategy<Value = (Header<'static>, Vec<Token<'static>>)> {
    header().prop_flat_map(|(version, public_id, charset, table)| {
        let header = Header::new(version, public_id, Some(charset), table.leak()).unwrap();
        (Just(header), body(terminator_width(charset)))
    })
}

proptest! {
    #[test]
    fn valid_documents_survive((header, tokens) in document()) {
        let document = Document { header, tokens, transport_charset: Charset::UNKNOWN };
        let bytes = document.to_vec();
        let parsed = Document::parse(&bytes).unwrap();
        prop_assert_eq!(&parsed, &document);
        prop_assert_eq!(parsed.to_vec(), bytes.as_slice());
        let (_, mut tokens) = Tokens::parse(&bytes).unwrap();
        tokens.by_ref().for_each(drop);
        prop_assert!(tokens.is_complete());
    }

    #[test]
    fn truncated_documents_survive_too((header, tokens) in document(), cut in any::<prop::sample::Index>()) {
        let document = Document { header, tokens, transport_charset: Charset::UNKNOWN };
        let bytes = document.to_vec();
        let bytes = &bytes[..cut.index(bytes.len() + 1)];
        if let Ok(parsed) = Document::parse(bytes) {
            prop_assert_eq!(parsed.to_vec(), bytes);
        }
    }

    #[test]
    fn whatever_parses_comes_back(body in prop::collection::vec(any::<u8>(), 0..60)) {
        for header in [&b"\x03\x01\x6A\x00"[..], b"\x00\x80\x00\x05\x03ab\0", b"\x02\x01\x87\x68\x00"] {
            let bytes = [header, &body].concat();
            if let Ok(document) = Document::parse(&bytes) {
                prop_assert_eq!(document.to_vec(), bytes);
            }
        }
    }
}

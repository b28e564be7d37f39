//! Code-space tables and their text form.

use std::borrow::Cow;

use wbxml::{
    ErrorKind,
    table::{AttributeRow, CodeSpace, Codes, ExtensionRow, PublicIdRow, TagRow, ValuePiece, ValueRow},
};

const TEXT: &str = "# A table\r\n\
public-id\tA\t-//WAPFORUM//DTD WML 1.3//EN\r\n\
\n\
tag\t0\t05\tAdd\n\
tag\t7\t0F\tAdd\n\
tag\t7\t3f\tOther\n\
attribute\t0\t05\thref\n\
attribute\t0\t06\thref\thttp://\n\
attribute\t0\t07\thref\thttp://www.\n\
attribute\t0\t7F\tother\t a b \n\
value\t0\t85\t.com/\n\
value\t0\t86\t.com\n\
extension\t0\t0E\thttp://";

const CONSTANT: CodeSpace<'static> = CodeSpace {
    public_ids: Cow::Borrowed(&[PublicIdRow { number: 10, name: "-//WAPFORUM//DTD WML 1.3//EN" }]),
    tags: Cow::Borrowed(&[
        TagRow { page: 0, token: 0x05, name: "Add" },
        TagRow { page: 7, token: 0x0F, name: "Add" },
        TagRow { page: 7, token: 0x3F, name: "Other" },
    ]),
    attributes: Cow::Borrowed(&[
        AttributeRow { page: 0, token: 0x05, name: "href", prefix: "" },
        AttributeRow { page: 0, token: 0x06, name: "href", prefix: "http://" },
        AttributeRow { page: 0, token: 0x07, name: "href", prefix: "http://www." },
        AttributeRow { page: 0, token: 0x7F, name: "other", prefix: " a b " },
    ]),
    values: Cow::Borrowed(&[
        ValueRow { page: 0, token: 0x85, text: ".com/" },
        ValueRow { page: 0, token: 0x86, text: ".com" },
    ]),
    extensions: Cow::Borrowed(&[ExtensionRow { extension: 0, value: 0x0E, text: "http://" }]),
};

#[test]
fn text_and_constant_tables_are_the_same() {
    assert_eq!(CodeSpace::parse(TEXT).unwrap(), CONSTANT);
    assert_eq!(CodeSpace::parse("").unwrap(), CodeSpace::EMPTY);
}

#[test]
fn lookups() {
    let codes = Codes::new(CONSTANT);
    assert_eq!(codes.tag(7, 0x0F).unwrap().name, "Add");
    assert_eq!(codes.tag(7, 0x05), None);
    assert_eq!(codes.tag_named("Add", 7).unwrap().page, 7);
    assert_eq!(codes.tag_named("Add", 3).unwrap().page, 0);
    assert_eq!(codes.tag_named("add", 0), None);
    assert_eq!(codes.attribute(0, 6).unwrap().prefix, "http://");
    assert_eq!(codes.value(0, 0x86).unwrap().text, ".com");
    assert_eq!(codes.extension(0, 14).unwrap().text, "http://");
    assert_eq!(codes.extension(1, 14), None);
    assert_eq!(codes.extension_of(0, "http://").unwrap().value, 14);
    assert_eq!(codes.public_id(10).unwrap().name, "-//WAPFORUM//DTD WML 1.3//EN");
    assert_eq!(codes.public_id_named("-//WAPFORUM//DTD WML 1.3//EN").unwrap().number, 10);
}

#[test]
fn longest_match_wins() {
    let codes = Codes::new(CONSTANT);
    let (start, rest) = codes.attribute_named("href", "http://www.é.com/x.com").unwrap();
    assert_eq!((start.token, rest), (7, "é.com/x.com"));
    let pieces = [
        ValuePiece::Text("é"),
        ValuePiece::Token(CONSTANT.values[0]),
        ValuePiece::Text("x"),
        ValuePiece::Token(CONSTANT.values[1]),
    ];
    assert_eq!(codes.split_value(rest), pieces);
    assert_eq!(codes.attribute_named("href", "http:/").unwrap().0.token, 5);
    assert_eq!(codes.attribute_named("other", "x"), None);
    assert_eq!(codes.split_value(""), []);
}

/// Documents number pages in decimal and tokens in hexadecimal. `0x` says so anywhere.
#[test]
fn pages_are_decimal_and_tokens_hexadecimal() {
    for (page, number) in [("17", 17), ("0x11", 17), ("0X11", 17), ("010", 10), ("255", 255), ("0xff", 255)] {
        for token in ["10", "0x10"] {
            let text =
                format!("tag\t{page}\t{token}\tx\nattribute\t{page}\t{token}\tx\nvalue\t{page}\t90\tx");
            let space = CodeSpace::parse(&text).unwrap();
            assert_eq!(*space.tags, [TagRow { page: number, token: 16, name: "x" }]);
            assert_eq!((space.attributes[0].page, space.attributes[0].token), (number, 16));
            assert_eq!((space.values[0].page, space.values[0].token), (number, 0x90));
        }
    }
    let space = CodeSpace::parse("public-id\t0x1201\tx\npublic-id\t10\ty\nextension\t0\t0x10\tz").unwrap();
    assert_eq!(space.public_ids.iter().map(|row| row.number).collect::<Vec<_>>(), [0x1201, 0x10]);
    assert_eq!(space.extensions[0].value, 0x10);
}

#[test]
fn a_second_row_for_a_token_is_an_error() {
    let rows = [
        ("tag\t17\t05\ta", "tag\t0x11\t05\tb"),
        ("attribute\t0\t05\ta", "attribute\t0\t05\ta\thttp://"),
        ("value\t0\t85\ta", "value\t0\t0x85\ta"),
        ("extension\t0\t1\ta", "extension\t0\t01\tb"),
        ("public-id\tA\ta", "public-id\t0A\tb"),
    ];
    for (first, second) in rows {
        let text = format!("{first}\n# Twice\n\n{second}\n");
        let error = CodeSpace::parse(&text).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::TableRowTwice { line: 4, first: 1 }, "{second}");
        assert_eq!(error.offset(), first.len() + 10);
    }
    // The same token of another kind or page is another token.
    CodeSpace::parse("tag\t0\t05\ta\ntag\t1\t05\ta\nattribute\t0\t05\ta\nattribute\t1\t05\ta").unwrap();
}

const PAGE: &str = "not a page: write a decimal number, or 0x and a hexadecimal one";

#[test]
fn bad_lines_are_named() {
    let cases = [
        ("tags\t0\t05\tx", "unknown kind of row"),
        ("tag 0 05 x", "a blank in place of a tab"),
        ("  ", "a blank in place of a tab"),
        ("tag\t0 05\tx", "a blank in place of a tab"),
        ("tag\t0\t05 x", "a blank in place of a tab"),
        ("tag\t0\t05\tx y", "a blank in place of a tab"),
        ("attribute\t0\t05\thref http://", "a blank in place of a tab"),
        ("tag\t0\t05", "too few fields"),
        ("tag\t0\t05\t", "empty field"),
        ("tag\t0\t05\tx\ty", "too many fields"),
        ("tag\t0\t04\tx", "token out of range"),
        ("tag\t0\t45\tx", "token out of range"),
        ("tag\t256\t05\tx", "page above 255"),
        ("tag\t0x100\t05\tx", "page above 255"),
        ("tag\t0A\t05\tx", PAGE),
        ("tag\tx\t05\tx", PAGE),
        ("tag\t0x\t05\tx", PAGE),
        ("tag\t+1\t05\tx", PAGE),
        ("tag\t0x+1\t05\tx", PAGE),
        ("tag\t0\t105\tx", "number above FF"),
        ("tag\t0\tx\tx", "not a hexadecimal number"),
        ("tag\t0\t+5\tx", "not a hexadecimal number"),
        ("attribute\t0\t85\tx", "token out of range"),
        ("attribute\t0\t43\tx", "token out of range"),
        ("value\t0\t7F\tx", "token out of range"),
        ("value\t0\tC3\tx", "token out of range"),
        ("extension\t3\t0\tx", "token out of range"),
        ("public-id\t100000000\tx", "not a hexadecimal number"),
    ];
    for (line, problem) in cases {
        let text = format!("# é\n\n{line}\n");
        let error = CodeSpace::parse(&text).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::TableLine { line: 3, problem }, "{line}");
        assert_eq!(error.offset(), 6);
    }
}

#[test]
fn codes_give_their_rows_back_and_fit_where_shorter_lives_are_wanted() {
    /// As a source does that borrows a document and the codes.
    fn first<'a>(name: &'a str, codes: &'a Codes<'a>) -> &'a str {
        codes.tag_named(name, 0).map_or(name, |row| row.name)
    }
    let codes: Codes<'static> = Codes::new(CONSTANT);
    let name = String::from("Other");
    assert_eq!(first(&name, &codes), "Other");
    for codes in [codes, Codes::parse(TEXT).unwrap()] {
        let space = codes.space();
        assert_eq!(*space.public_ids, *CONSTANT.public_ids);
        assert_eq!(*space.tags, *CONSTANT.tags);
        assert_eq!(*space.attributes, *CONSTANT.attributes);
        assert_eq!(*space.values, *CONSTANT.values);
        assert_eq!(*space.extensions, *CONSTANT.extensions);
    }
}

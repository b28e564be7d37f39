//! Texts that are no expression.

use imps_conformance::{ExpressionErrorKind as Kind, Item, MAX_DEPTH, MAX_LENGTH, Parsed, Reading};
use proptest::prelude::*;

#[track_caller]
fn fault(text: &str) -> (usize, Kind) {
    let error = Parsed::new(text).unwrap_err();
    let line = error.to_string();
    assert!(line.len() < 200 && !line.contains('\n'), "{line}");
    (error.offset, error.kind)
}

#[test]
fn a_fault_has_its_place() {
    for (text, offset, kind) in [
        ("", 0, Kind::ExpectedOperand),
        ("  ", 2, Kind::ExpectedOperand),
        ("C-001 AND", 9, Kind::ExpectedOperand),
        ("C-001 AND ", 10, Kind::ExpectedOperand),
        ("OR C-001", 0, Kind::ExpectedOperand),
        ("C-001 OR OR C-002", 9, Kind::ExpectedOperand),
        ("()", 1, Kind::ExpectedOperand),
        ("C-001 C-002", 6, Kind::ExpectedOperator),
        ("C-001 and C-002", 6, Kind::ExpectedOperator),
        ("(C-001 C-002)", 7, Kind::ExpectedOperator),
        ("C-001 (C-002)", 6, Kind::ExpectedOperator),
        ("(C-001", 0, Kind::Unclosed),
        ("C-001 AND (C-002 OR (C-003)", 10, Kind::Unclosed),
        ("C-001 AND ((C-002 OR C-003", 11, Kind::Unclosed),
    ] {
        assert_eq!(fault(text), (offset, kind), "{text:?}");
    }
}

#[test]
fn unknown_names_are_quoted() {
    let error = |text: &str| Parsed::new(text).unwrap_err().to_string();
    assert_eq!(
        error("C-001 OR OMA-ERDEF-IMPS-C-011"),
        "byte 9: unknown item \"OMA-ERDEF-IMPS-C-011\": expected one such as S-001"
    );
    assert_eq!(
        error("(OMA-TS-IMPS-CSP-1_3:XCF)"),
        "byte 1: unknown feature group \"OMA-TS-IMPS-CSP-1_3:XCF\": expected one such as CSP:MCF"
    );
    assert!(error(&"x".repeat(4000)).len() < 200);
    assert!(error("C-001\u{1}").contains("\"C-001\\u{1}\""));
}

#[test]
fn brackets_are_bounded() {
    let nested = |count: usize| format!("{}C-001{}", "(".repeat(count), ")".repeat(count));
    assert!(Parsed::new(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(fault(&nested(MAX_DEPTH + 1)), (MAX_DEPTH, Kind::TooDeep));
    assert_eq!(fault(&"(".repeat(MAX_LENGTH)), (MAX_DEPTH, Kind::TooDeep));
    assert_eq!(fault(&nested(10_000)), (MAX_LENGTH, Kind::TooLong));
    let stray = format!("C-001{}", ")".repeat(1000));
    assert_eq!(Parsed::new(&stray).unwrap().stray_brackets.len(), 1000);
}

#[test]
fn stray_brackets_are_warnings_everywhere() {
    let parsed = Parsed::new(") C-001) AND )(C-002 OR C-003))").unwrap();
    assert_eq!(parsed.stray_brackets, [0, 7, 13, 30]);
    let and = "OMA-ERDEF-IMPS-C-001 AND (OMA-ERDEF-IMPS-C-002 OR OMA-ERDEF-IMPS-C-003)";
    assert_eq!(parsed.expression.to_string(), and);
}

proptest! {
    #[test]
    fn any_text_is_read_or_has_a_fault_inside(text in "[(), ANDOR:C0-9-]{0,60}|\\PC{0,40}") {
        match Parsed::new(&text) {
            Ok(parsed) => {
                let again = Parsed::new(&parsed.expression.to_string()).unwrap();
                prop_assert_eq!(again.expression, parsed.expression);
            }
            Err(error) => prop_assert!(error.offset <= text.len(), "{}", error),
        }
    }

    #[test]
    fn a_damaged_expression_is_read_or_has_a_fault(row in 0_usize..30, at in 0_usize..200, with in "[() A:]{0,3}") {
        let mut text = Item::all().nth(row).unwrap().requirement().to_owned();
        let at = at.min(text.len());
        text.insert_str(at, &with);
        if let Err(error) = Parsed::new(&text) {
            prop_assert!(text.is_char_boundary(error.offset));
        }
    }
}

#[test]
fn and_binds_tighter() {
    let parsed = Parsed::new("C-001 OR C-002 AND C-003").unwrap();
    let same = Parsed::new("C-001 OR (C-002 AND C-003)").unwrap();
    assert_eq!(parsed, same);
    assert_eq!(Item::all().next().unwrap().expression(Reading::AsWritten).expression.operands().len(), 4);
}

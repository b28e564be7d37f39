//! Damaged and hostile lines: no panic, no endless work, and errors that can be answered.

#[path = "hostile/damage.rs"]
mod damage;

use crate::common::{lines, read, read_typed};
use damage::Damage;
use imps_core::{Document, ErrorKind, Limits, ReadOptions};
use imps_csp::Message;
use imps_pts::{Codes, Error, Preamble, PtsError, PtsErrorKind, WriteOptions};

/// Checks the required content of an error.
fn check_error(line: &str, error: &Error) {
    let offset = error.offset().unwrap_or_else(|| panic!("{line:?}: {error}"));
    assert!(offset <= line.len() && line.is_char_boundary(offset), "{line:?}: {error}");
    assert!(!error.to_string().contains('\n'), "{error}");
    let preamble = Preamble::parse(line).ok();
    match PtsError::of(error) {
        // A message with a valid preamble can be answered.
        Some(syntax) => {
            let is_bad = matches!(syntax.kind, PtsErrorKind::Preamble(_));
            assert_eq!(is_bad, preamble.is_none(), "{line:?}: {error}");
            assert_eq!(
                syntax.transaction_id,
                preamble.map(|preamble| preamble.0.transaction_id),
                "{line:?}: {error}"
            );
        }
        // The grammar and the codes are right, but the content does not fit the declarations.
        None => {
            assert!(!matches!(error.kind(), ErrorKind::Syntax(_)) && preamble.is_some(), "{line:?}: {error}");
        }
    }
}

/// Reads a line in every way. Returns whether it was read without types and with types.
fn try_line(line: &str) -> (bool, bool) {
    let codes = Codes::standard();
    let mut was_read = (false, false);
    for strict in [false, true] {
        let options = ReadOptions::default().with_strict(strict);
        match read(line, codes, options) {
            Ok((document, warnings)) => {
                was_read.0 = true;
                assert!(warnings.iter().all(|warning| warning.offset < line.len()), "{line:?}: {warnings:?}");
                write_again(line, &document);
            }
            Err(error) => {
                check_error(line, &error);
                assert!(PtsError::of(&error).is_some(), "{line:?}: {error}");
            }
        }
        match read_typed(line, codes, options) {
            Ok((message, _)) => {
                was_read.1 = true;
                // Empty lists of attributes are lost, and reported.
                let written = crate::common::line_with(&message, &WriteOptions::default());
                if let Ok((again, losses)) = written
                    && losses.is_empty()
                {
                    let read = imps_pts::from_str::<Message<'_>>(&again);
                    assert_eq!(
                        read.unwrap_or_else(|error| panic!("{line:?}, {again:?}: {error}")),
                        message,
                        "{line:?}"
                    );
                }
            }
            Err(error) => check_error(line, &error),
        }
    }
    was_read
}

/// Checks that a document that was read is written, or that the error says why not.
fn write_again(line: &str, document: &Document<'_>) {
    match crate::common::line_with(document, &WriteOptions::default()) {
        Ok((again, losses)) => {
            // No line end reaches a document.
            let is_empty_list = |loss: &imps_pts::Loss| matches!(loss, imps_pts::Loss::EmptyList(_));
            assert!(losses.iter().all(is_empty_list), "{line:?}: {losses:?}");
            let (read, warnings) = read(&again, Codes::standard(), ReadOptions::default())
                .unwrap_or_else(|error| panic!("{line:?} became {again:?}: {error}"));
            assert_eq!(warnings, [], "{line:?} became {again:?}");
            if losses.is_empty() {
                assert_eq!(read, *document, "{line:?} became {again:?}");
            }
        }
        Err(error) => assert!(
            matches!(error.kind(), ErrorKind::NoMapping { .. } | ErrorKind::Inexpressible { .. }),
            "{line:?}: {error}"
        ),
    }
}

#[test]
fn lines_cut_anywhere_are_read_or_refused() {
    let mut counts = [0; 2];
    for line in lines() {
        for end in (0..=line.len()).filter(|end| line.is_char_boundary(*end)) {
            counts[usize::from(try_line(&line[..end]).0)] += 1;
        }
        assert!(try_line(&line).0, "{line}");
    }
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}

/// Nothing marks the end of a line. Only a cut inside quotes or parentheses, or before a value, can
/// be detected.
#[test]
fn a_line_cut_inside_a_value_with_an_end_is_refused() {
    let mut cuts = 0;
    for line in lines() {
        let (mut is_quoted, mut depth) = (false, 0_u32);
        for (at, character) in line.char_indices() {
            if is_quoted || depth > 0 || line[..at].ends_with('=') {
                assert_eq!(try_line(&line[..at]), (false, false), "{}", &line[..at]);
                cuts += 1;
            }
            match character {
                '"' => is_quoted = !is_quoted,
                '(' if !is_quoted => depth += 1,
                ')' if !is_quoted => depth -= 1,
                _ => {}
            }
        }
        assert!(!is_quoted && depth == 0, "{line}");
    }
    assert!(cuts > 1000, "{cuts}");
}

#[test]
fn lines_damaged_anyhow_are_read_or_refused() {
    let lines = lines();
    let mut damage = Damage::new(0x5EED);
    let mut counts = [0; 3];
    for round in 0..6_000 {
        let mut line = lines[round % lines.len()].clone();
        for _ in 0..=damage.below(3) {
            line = damage.to(&line, &lines);
        }
        let (untyped, typed) = try_line(&line);
        counts[usize::from(untyped) + usize::from(typed)] += 1;
    }
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}

fn kind(line: &str, options: ReadOptions) -> PtsErrorKind {
    let error = read(line, Codes::standard(), options).map(drop).unwrap_err();
    check_error(line, &error);
    PtsError::of(&error).unwrap().kind.clone()
}

#[test]
fn groups_nested_without_end_are_refused() {
    let deepest = ReadOptions::default().with_limits(Limits::default().with_depth(u32::MAX));
    for parameter in ["ST", "CL", "PR", "PS", "CA", "XX"] {
        let line = format!("WV12ST7 {parameter}={}", "(".repeat(100_000));
        assert_eq!(kind(&line, ReadOptions::default()), PtsErrorKind::TooDeep { limit: 100 });
        assert_eq!(kind(&line, deepest), PtsErrorKind::TooDeep { limit: Limits::MAX_DEPTH });
    }
    // As deep as allowed, but useless.
    let line = format!("WV12GP7 SI=S1 PS={}x{}", "(".repeat(500), ")".repeat(500));
    let _ = read(&line, Codes::standard(), deepest);
}

/// Long lines: the tests would not end in any reasonable time if the work grew with the square of
/// the length.
mod long {
    use super::*;

    #[test]
    fn a_text_of_a_megabyte_comes_back() {
        let text = "say \"no\", (twice) ".repeat(60_000);
        let line = format!("WV12ST7 SI=S1 ST=(200,\"{}\")", text.replace('"', "\"\""));
        let (document, _) = read(&line, Codes::standard(), ReadOptions::default()).unwrap();
        assert_eq!(imps_pts::to_string(&document).unwrap(), line);
        // Quotes that never close,
        assert_eq!(kind(&line[..line.len() - 2], ReadOptions::default()), PtsErrorKind::UnclosedQuote);
        // and nothing but quotes.
        let line = format!("WV12ST7 ST={}", "\"".repeat(1_000_000));
        assert!(read(&line, Codes::standard(), ReadOptions::default()).is_ok());
        assert_eq!(kind(&line[..line.len() - 1], ReadOptions::default()), PtsErrorKind::UnclosedQuote);
    }

    #[test]
    fn a_hundred_thousand_members_come_back() {
        let repeat = |member: &str| [member].repeat(100_000).join(",");
        for line in [
            format!("WV12LG7 SI=S1 CL=({})", repeat("wv:nora/a")),
            format!("WV12GP7 SI=S1 UI=({})", repeat("wv:nora")),
            format!("WV13GP7 SI=S1 UI=({})", repeat("wv:nora")),
            format!("WV12CL7 SI=S1 UN=({}) CL=a", repeat("(a,b)")),
            format!("WV12LM7 SI=S1 RN=({}) CL=a", repeat("(,b)")),
            format!("WV12CP7 SI=S1 CA=({})", repeat("(SC,ST)")),
            format!("WV12PN7 SI=S1 PR=({})", repeat("(a,((OS,T,T)))")),
            format!("WV12UP7 SI=S1 UV=({})", repeat("(OS,T,T)")),
            format!("WV12GP7 SI=S1 PS=({})", repeat("(CF,(CT))")),
            format!("WV12UP7 SI=S1 UV=((CF,T,({})))", repeat("(CT,MP)")),
        ] {
            let (document, warnings) = read(&line, Codes::standard(), ReadOptions::default()).unwrap();
            assert_eq!(warnings, [], "{}", &line[..30]);
            assert!(imps_pts::to_string(&document).unwrap() == line, "{}", &line[..30]);
        }
        // Services are a set.
        let line = format!("WV12SQ7 SI=S1 RF=({})", repeat("FF"));
        let (document, _) = read(&line, Codes::standard(), ReadOptions::default()).unwrap();
        assert_eq!(imps_pts::to_string(&document).unwrap(), "WV12SQ7 SI=S1 RF=(FF)");
    }

    #[test]
    fn a_hundred_thousand_parameters_are_read_or_refused() {
        let repeat = |parameter: &str| parameter.repeat(50_000);
        for line in [
            format!("WV12LR7{}{}", repeat(" SH=a"), repeat(" TL=1")),
            format!("WV12LR7{}{}", repeat(" TL=1"), repeat(" SH=a")),
            format!("WV12LR7{}", repeat(" SH=a TL=1")),
            format!("WV12LR7{}", repeat(" TL=1 SC=a")),
            format!("WV12ST7 ST=200{}", repeat(" SI=a SI=b")),
        ] {
            let (document, warnings) = read(&line, Codes::standard(), ReadOptions::default()).unwrap();
            let repeated = line.split(' ').skip(1).filter(|parameter| !parameter.starts_with("SH")).count();
            let names =
                ["TL", "SC", "SI", "ST"].iter().filter(|name| line.contains(&format!(" {name}="))).count();
            assert_eq!(warnings.len(), repeated - names, "{}", &line[..30]);
            write_again("", &document);
            let strict = ReadOptions::default().with_strict(true);
            assert!(matches!(kind(&line, strict), PtsErrorKind::Refused(_)), "{}", &line[..30]);
        }
        let line = format!("WV12LR7{}", repeat(" SH=a XY=b"));
        assert_eq!(kind(&line, ReadOptions::default()), PtsErrorKind::UnknownParameter("XY".into()));
    }

    /// Elements of a document need not be in the order of the declarations.
    #[test]
    fn a_hundred_thousand_mixed_elements_are_written() {
        use imps_core::{Item, Node, Value, tag};
        let (mut document, _) = read("WV12LR7", Codes::standard(), ReadOptions::default()).unwrap();
        let mut path = &mut document.root;
        for _ in 0..3 {
            let Some(Item::Element(child)) = path.content.last_mut() else { panic!() };
            path = child;
        }
        let Some(Item::Element(login)) = path.content.last_mut() else { panic!() };
        let leaf = |tag| Item::Element(Node::leaf(tag, Value::from("a")));
        login.content.extend((0..50_000).map(|_| leaf(tag::DigestSchema)));
        for _ in 0..50_000 {
            login.content.extend([leaf(tag::Nonce), leaf(tag::SessionCookie)]);
        }
        let line = imps_pts::to_string(&document).unwrap();
        assert_eq!(line.matches(" SH=a").count(), 50_000);
        assert_eq!(line.matches("a,").count(), 2 * 49_999);
    }
}

//! Hints for a document that no reader accepts: its likely kind, and a remedy. The texts name
//! options of the command `imps`.

mod form;

use self::form::{is_html, is_json_list, json, known, look};
use crate::capture::{is_capture, is_packets};
use crate::cir::is_cir;
use crate::languages::other_language;
use crate::wrapping::{are_partial_rows, begins_frame, gap};
use oma_imps::charset::{Appearance, Charset, undoubled};
use oma_imps::imps_core::{Sink as _, Source as _, pump_document};
use oma_imps::pts::{self, PtsErrorKind};
use oma_imps::wbxml::WbxmlSource;
use oma_imps::xml::{self, XmlError, XmlSink};
use oma_imps::{Error, ErrorKind, Guess, PartKind, Protocol, ReadOptions, Syntax, documents};
use std::borrow::Cow;
use wbxml::Tokens;

/// Returns a hint at the cause of an error, in one line. `from` is the syntax that the caller
/// stated, if any. The text names options of the command `imps`.
///
/// ```
/// use oma_imps::{Syntax, convert};
///
/// let archive = b"PK\x03\x04";
/// let error = convert(archive, Syntax::Xml).unwrap_err();
/// let hint = imps_inspect::hint(archive, None, &error).ok_or("no hint")?;
/// assert_eq!(hint, "this is a zip archive; unpack it first: unzip -p FILE | imps convert");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn hint(document: &[u8], from: Option<Syntax>, error: &Error) -> Option<String> {
    match Guess::of(document) {
        Guess::Wbxml | Guess::OtherWbxml(_) if from == Some(Syntax::Xml) => {
            Some("this looks like binary xml: leave out --from xml".into())
        }
        Guess::Xml if from == Some(Syntax::Wbxml) => {
            Some("this looks like xml: leave out --from wbxml".into())
        }
        Guess::Wbxml | Guess::OtherWbxml(_) if from.is_none() && begins_frame(document) => {
            Some("this looks like a network frame, which ends before its data".into())
        }
        Guess::Wbxml => {
            let zeros = || all_equal(document);
            let of_error = || of_error(document, error);
            other_wbxml(document, error).or_else(zeros).or_else(|| damage(document)).or_else(of_error)
        }
        Guess::OtherWbxml(_) => damage(document).or_else(|| other_wbxml(document, error)),
        Guess::Xml => {
            other_xml(document, error).or_else(|| of_error(document, error)).or_else(|| no_markup(document))
        }
        Guess::Json => of_error(document, error).or_else(|| of_json(document)),
        Guess::PlainTextSyntax => of_pts(error),
        Guess::Http { .. } | Guess::Hexadecimal | Guess::Base64 if from.is_some() => {
            Some("without --from, wrappings such as http heads, dumps and base64 are taken off first".into())
        }
        other => of_guess(&other, document),
    }
}

fn other_wbxml(document: &[u8], error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::UnsupportedVersion(_) => {
            Some("--csp-version 1.1 reads it as the nearest version, as far as that goes".into())
        }
        ErrorKind::OtherLanguage(_) => {
            let language = other_language(document);
            let language = match language {
                Some(language) => format!("this is {language}; "),
                None if matches!(document, [3, 1, 0x6A, 0, ..]) => {
                    "Exchange ActiveSync writes such a header (--table activesync.tsv names its tokens); "
                        .into()
                }
                None => String::new(),
            };
            Some(format!(
                "{language}imps inspect shows what is in it; --from wbxml --csp-version 1.2 reads it all the same"
            ))
        }
        _ => None,
    }
}

fn other_xml(document: &[u8], error: &Error) -> Option<String> {
    let is_other = matches!(error.kind(), ErrorKind::OtherLanguage(_));
    if is_html(document) {
        let rest = if is_other { "; imps inspect shows what is in it" } else { "" };
        return Some(format!("this is an HTML page, such as the error page of a server or a proxy{rest}"));
    }
    is_other.then(|| "imps inspect shows what is in it".into())
}

/// The hint for text with a byte order mark that is no XML.
fn no_markup(document: &[u8]) -> Option<String> {
    let text = xml::to_utf8_over(document, Charset::UNKNOWN).ok()?;
    let is_text = matches!(text, Cow::Owned(_)) && !text.trim_start().starts_with('<');
    is_text.then(|| format!("this is text in UTF-16 or UTF-32 without XML in it ({})", look(document)))
}

/// The hint for JSON that is no view of a document.
fn of_json(document: &[u8]) -> Option<String> {
    // The view names its protocol first.
    let start = document.trim_ascii_start().get(..200).unwrap_or(document.trim_ascii_start());
    let is_view = start.windows(9).any(|part| part == b"\"version\"");
    (!is_view || is_capture(document)).then(|| json(document))
}

/// The hint for a document that a program has filled with one byte.
fn all_equal(document: &[u8]) -> Option<String> {
    let first = document.first()?;
    (document.len() > 8 && document.iter().all(|byte| byte == first)).then(|| {
        format!("all {} bytes are {first:02X}: the content is lost; get the document anew", document.len())
    })
}

/// Recognises WBXML 1.0 with a character set in its header. That version has no character set, but
/// one writer writes it, and readers then read the following bytes as a string table. Pass all
/// bytes from the start of the document, because readers find a wrong end too.
pub fn stray_charset(document: &[u8]) -> Option<String> {
    let [0, rest @ ..] = document else { return None };
    let later = [&[1], rest].concat();
    let (header, _) = wbxml::Header::parse(&later).ok()?;
    let charset = header.charset()?;
    // Read as 1.1, with the character set, it is a document of ours; as it is, it is none.
    let is_ours = |input| {
        let mut documents = documents(input, Some(Syntax::Wbxml));
        documents.all(|part| part.kind != PartKind::Document || has_xml(part.bytes).is_ok())
    };
    (is_ours(&later) && !is_ours(document)).then(|| {
        format!(
            "this is wbxml 1.0 with a character set ({}) in its header, as libwbxml writes it, though only 1.1 and later have one; \
             with 01 for the first byte it can be read",
            charset.0
        )
    })
}

/// Converts a document in binary XML to XML. `Input::convert` would bring every syntax into a program
/// that only wants hints.
fn has_xml(document: &[u8]) -> Result<(), Error> {
    let mut source = WbxmlSource::new(document, &ReadOptions::default())?;
    let mut text = Vec::new();
    let mut sink = XmlSink::new(&mut text, source.version(), &xml::WriteOptions::default());
    pump_document(&mut source, &mut sink, Protocol::Csp.roots(), Protocol::Csp.expected_roots())?;
    sink.finish()?;
    source.end().map(|_| ())
}

/// Recognises bytes that a text channel has damaged, and returns a remedy.
pub fn damage(document: &[u8]) -> Option<String> {
    const REPLACED: &[u8] = b"\xEF\xBF\xBD";
    let places = document.windows(REPLACED.len()).filter(|bytes| *bytes == REPLACED).count();
    if places > 0 {
        return Some(format!(
            "the bytes EF BF BD (U+FFFD) appear {places} times: a channel for text seems to have put them in place of \
             others, which are lost; get the document anew, as bytes"
        ));
    }
    let text = str::from_utf8(document).ok().filter(|text| !text.is_ascii())?;
    let bytes = undoubled(text)?;
    // Text that is right may look so too, and then is no UTF-8 once it is undone.
    Tokens::parse(&bytes).ok()?.1.all(|token| token.is_ok()).then(|| {
        "this looks like bytes that were taken for text and encoded in utf-8; this undoes it: \
         iconv -f utf-8 -t iso-8859-1 FILE | imps convert"
            .into()
    })
}

/// The hint for text that does not fit its character set.
fn of_text(looks: Option<Appearance>) -> String {
    match (looks, looks.and_then(Appearance::charset)) {
        (_, Some(charset)) => format!("--charset {} reads it so", charset.to_string().to_lowercase()),
        (Some(_), None) => "no character set makes that good; get the document anew, as bytes".into(),
        (None, None) => "--charset NAME reads the text in another character set".into(),
    }
}

/// The hint that follows from the error itself, for a document in one of the syntaxes.
fn of_error(document: &[u8], error: &Error) -> Option<String> {
    if matches!(error.kind(), ErrorKind::Strict(_)) {
        return Some("without --strict the document is read as it was meant".into());
    }
    if matches!(error.kind(), ErrorKind::UnexpectedRoot { .. }) {
        return Some(
            "no document of this protocol has that root; --csp-version VERSION converts it all the same"
                .into(),
        );
    }
    if let ErrorKind::NoMapping { name, .. } = error.kind()
        && Protocol::of_root(name) == Protocol::Ssp
    {
        return Some("documents between servers are written in xml, or in json: --to xml, --to json".into());
    }
    if let ErrorKind::NoMapping { syntax: "pts", .. } = error.kind() {
        return Some("--leave-out NAME leaves out what has no code; --pts-table FILE adds codes".into());
    }
    if let ErrorKind::Inexpressible { syntax: "xml", .. } = error.kind() {
        return Some("xml has no such character; --to json keeps it, and imps inspect shows it".into());
    }
    let ErrorKind::Syntax(source) = error.kind() else { return None };
    let length = document.len();
    let wbxml = source.downcast_ref::<wbxml::ErrorKind>();
    if let Some(wbxml::ErrorKind::InvalidText { looks, .. }) = wbxml {
        return Some(of_text(*looks));
    }
    match source.downcast_ref::<XmlError>() {
        Some(XmlError::InvalidEncoding { looks, .. }) => return Some(of_text(*looks)),
        Some(XmlError::UnsupportedEncoding(_)) => {
            return Some("--charset NAME reads the text in a character set that is known".into());
        }
        _ => {}
    }
    if matches!(wbxml, Some(wbxml::ErrorKind::LengthOutOfRange { .. })) {
        return Some(format!(
            "a length leads past the {length} bytes there are: was the document cut, or damaged?"
        ));
    }
    let cut = matches!(wbxml, Some(wbxml::ErrorKind::Truncated))
        || matches!(source.downcast_ref::<XmlError>(), Some(XmlError::UnexpectedEnd));
    cut.then(|| format!("the document ends in the middle, after {length} bytes: was it cut?"))
}

/// The hint for a message in the plain-text syntax, or for a message that this syntax cannot carry.
fn of_pts(error: &Error) -> Option<String> {
    match &pts::PtsError::of(error)?.kind {
        PtsErrorKind::UnknownMessage(_)
        | PtsErrorKind::UnknownParameter(_)
        | PtsErrorKind::UnknownCode { .. } => {
            Some("this table has only a part of the codes; --pts-table FILE adds others".into())
        }
        PtsErrorKind::Part => {
            Some("imps convert joins the parts of a message, one per line or one per input".into())
        }
        PtsErrorKind::Refused(_) => Some("without --strict the message is read as far as it goes".into()),
        _ => None,
    }
}

/// The hint for an input in no syntax of the protocol.
fn of_guess(guess: &Guess, document: &[u8]) -> Option<String> {
    let form = || known(document, matches!(guess, Guess::Text));
    Some(match guess {
        _ if is_packets(document) => {
            "this is a packet capture without a message of imps; imps timeline FILE counts what is in it".into()
        }
        Guess::Empty if document.is_empty() => "the input is empty; did the program that wrote it fail?".into(),
        Guess::Empty => format!("the input is empty except for {} bytes of white space", document.len()),
        Guess::Gzip => {
            "this is gzip data without a document in it; to see the content: gzip -dc FILE".into()
        }
        Guess::Zlib => {
            "this looks like zlib data without a document in it; to see the content: zlib-flate -uncompress <FILE".into()
        }
        Guess::Zip => "this is a zip archive; unpack it first: unzip -p FILE | imps convert".into(),
        Guess::Http { body } => return http(document, *body),
        Guess::Hexadecimal => {
            format!("these are hexadecimal digits that encode no document ({})", look(document))
        }
        Guess::Base64 => format!("this looks like base64, but it encodes no document ({})", look(document)),
        Guess::Text | Guess::Bytes if form().is_some() => return form(),
        Guess::Text if is_cir(document) => {
            "this is a communication initiation request, which wakes a client and is no message; imps inspect explains it".into()
        }
        Guess::Text if are_partial_rows(document) => {
            "these are rows of imps inspect without all bytes; imps inspect --full FILE shows all of a document in binary xml, and imps convert reads them back".into()
        }
        Guess::Text if missing_lines(document).is_some() => return missing_lines(document),
        Guess::Text if is_json_list(document) => json(document),
        Guess::Text => format!(
            "this is plain text ({}); binary xml begins with one of the bytes 00 to 03, and xml with <",
            look(document)
        ),
        _ => match seems_to_begin(document) {
            Some(at) => format!("a document seems to begin at byte {at} (0x{at:X}); cut off everything in front of it"),
            None => format!(
                "these are {}; binary xml begins with one of the bytes 00 to 03, and xml with <",
                look(document)
            ),
        },
    })
}

/// The hint for a dump with lines that are missing.
fn missing_lines(document: &[u8]) -> Option<String> {
    let line = gap(str::from_utf8(document).ok()?)?;
    Some(format!(
        "this looks like a dump in hexadecimal, but the offset in line {line} does not count the bytes before it: are lines missing?"
    ))
}

fn http(document: &[u8], body: usize) -> Option<String> {
    let rest = document.get(body..)?;
    if rest.is_empty() {
        return Some("these are http headers without a body".into());
    }
    let number = body.checked_add(1)?;
    let content = Guess::of(rest);
    Some(format!(
        "this is an http message, whose body ({content}) starts at byte {body} (0x{body:X}); \
         cut the headers off first: tail -c +{number} FILE | imps convert"
    ))
}

/// The likely start of a document of the protocol after other content.
pub(crate) fn seems_to_begin(input: &[u8]) -> Option<usize> {
    /// No writer puts more bytes before a document.
    const FAR: usize = 1 << 16;
    let starts = input.iter().enumerate().take(FAR).skip(1);
    starts.filter(|(_, byte)| matches!(byte, 0..=3 | b'<')).map(|(at, _)| at).find(|at| {
        let rest = input.get(*at..).unwrap_or_default();
        match Guess::of(rest) {
            // By its number and its root: four bytes of any kind may look like a header.
            Guess::Wbxml => matches!(rest, [_, 0x10..=0x12, 0x6A, ..]) && opens(rest),
            Guess::Xml => rest.starts_with(b"<?xml ") || rest.starts_with(b"<WV-"),
            _ => false,
        }
    })
}

fn opens(document: &[u8]) -> bool {
    WbxmlSource::new(document, &ReadOptions::default()).is_ok()
}

//! Forms of files that are no message, and the look of bytes without a known form.

use crate::capture::is_capture;
use oma_imps::imps_core::Quote;

/// The most bytes that are looked at.
const MOST: usize = 1 << 16;

/// A form by its first bytes, and what to do about it. The first matching row counts.
const FORMS: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG\r\n", "a PNG picture", ""),
    (b"\xFF\xD8\xFF", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"BM", "a BMP picture", ""),
    (b"RIFF", "a RIFF file, which has sound, a film or a picture", ""),
    (b"#!AMR", "AMR sound", ""),
    (b"MThd", "MIDI sound", ""),
    (b"ID3", "MP3 sound", ""),
    (b"OggS", "an Ogg file", ""),
    (b"%PDF-", "a PDF document", ""),
    (b"\xD0\xCF\x11\xE0", "a document of an old office program", ""),
    (b"\x7FELF", "a program", ""),
    (b"MZ", "a program for Windows", ""),
    (b"\xCA\xFE\xBA\xBE", "a class of Java", ""),
    (b"SQLite format 3", "a database of SQLite", "sqlite3 FILE .dump shows what is in it"),
    (b"BZh", "bzip2 data", "unpack it first: bzip2 -dc FILE | imps convert"),
    (b"\xFD7zXZ", "xz data", "unpack it first: xz -dc FILE | imps convert"),
    (b"\x28\xB5\x2F\xFD", "zstd data", "unpack it first: zstd -dc FILE | imps convert"),
    (b"\x04\x22\x4D\x18", "lz4 data", "unpack it first: lz4 -dc FILE | imps convert"),
    (b"\x1F\x9D", "data of compress", "unpack it first: gzip -dc FILE | imps convert"),
    (b"7z\xBC\xAF", "a 7z archive", "unpack it first: 7z x -so FILE | imps convert"),
    (b"Rar!", "a rar archive", "unpack it first: unrar p -inul FILE | imps convert"),
    (
        b"\x4C\x6F\xA7\x94\x93",
        "XML in EBCDIC",
        "recode it first: iconv -f cp037 -t utf-8 FILE | imps convert",
    ),
    (b"\x30\x82", "data in DER, such as a certificate", ""),
    (b"-----BEGIN ", "data in PEM, such as a certificate", ""),
    (b"#!", "a script", ""),
];

/// Says which form the bytes have, if it is known, and what to do. Text may begin with a word that
/// marks a form, such as `BM`.
pub(super) fn known(document: &[u8], is_text: bool) -> Option<String> {
    let is_word = |start: &[u8]| start.first().is_some_and(u8::is_ascii_alphanumeric);
    // The start of a file may be text too, but it has no spaces, and ten bytes: `BZh91AY&SY`.
    let is_prose = is_text && (document.len() < 10 || document.iter().any(u8::is_ascii_whitespace));
    let mut forms = FORMS.iter().filter(|(start, ..)| !is_prose || !is_word(start));
    let found = forms.find(|(start, ..)| document.starts_with(start));
    let (what, remedy) = match found {
        Some((_, what, remedy)) => (*what, *remedy),
        None if document.get(257..262) == Some(b"ustar") => {
            ("a tar archive", "unpack it first: tar -xOf FILE | imps convert")
        }
        None => return None,
    };
    let remedy = if remedy.is_empty() { "no message of imps has this form" } else { remedy };
    Some(format!("this is {what} ({}); {remedy}", look(document)))
}

/// The length, the start and the printable share of bytes: `500 bytes, 37 % printable, beginning with
/// 89 50 4E 47`.
pub(super) fn look(document: &[u8]) -> String {
    let start = document.get(..MOST).unwrap_or(document);
    let is_printable = |byte: &&u8| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n');
    let printable = start.iter().filter(is_printable).count();
    let share = printable.saturating_mul(100).checked_div(start.len()).unwrap_or(0);
    let plural = if document.len() == 1 { "" } else { "s" };
    let begins = match str::from_utf8(document) {
        Ok(text) if share == 100 => format!("{:?}", Quote::<24>(text.trim_start())),
        _ => document.iter().take(8).map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" "),
    };
    format!("{} byte{plural}, {share} % printable, beginning with {begins}", document.len())
}

/// Whether XML is a page of HTML.
pub(super) fn is_html(document: &[u8]) -> bool {
    let start = document.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(document).trim_ascii_start();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// The hint for JSON that is no view of a document.
pub(super) fn json(document: &[u8]) -> String {
    if is_capture(document) {
        return "this is an archive of HTTP messages (HAR); imps timeline FILE shows the messages in it"
            .into();
    }
    format!(
        "this is JSON ({}), but not the JSON of a document; imps convert --to json message.wbxml shows that form",
        look(document)
    )
}

/// Whether text is a list of JSON; Guess knows objects.
pub(super) fn is_json_list(document: &[u8]) -> bool {
    document.trim_ascii_start().starts_with(b"[")
        && serde_json::from_slice::<serde::de::IgnoredAny>(document).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_a_length_a_share_and_a_start() {
        assert_eq!(look(b""), "0 bytes, 0 % printable, beginning with ");
        assert_eq!(look(b"\xFF"), "1 byte, 0 % printable, beginning with FF");
        assert_eq!(look(b"ab\xFF\xFE"), "4 bytes, 50 % printable, beginning with 61 62 FF FE");
        assert_eq!(look(b" Dear Sir"), "9 bytes, 100 % printable, beginning with \"Dear Sir\"");
        assert!(look(&[b'a'; 100]).ends_with("a…\""), "{}", look(&[b'a'; 100]));
    }

    #[test]
    fn forms_are_known_by_their_start() {
        for (start, what, _) in FORMS {
            let said = known(start, false).unwrap();
            assert!(said.starts_with(&format!("this is {what} (")), "{said}");
        }
        let mut tar = vec![0; 512];
        tar.splice(257..262, *b"ustar");
        assert!(known(&tar, false).unwrap().contains("tar -xOf FILE"));
        assert_eq!(known(b"Dear Sir", true), None);
        assert_eq!(known(b"", true), None);
        for text in ["BMW wants to sell a car", "MZ", "Rar! it said", "RIFF raff"] {
            assert_eq!(known(text.as_bytes(), true), None);
        }
        assert!(known(b"BZh91AY&SY", true).unwrap().contains("bzip2 -dc"));
        assert!(known(b"#!/bin/sh", true).unwrap().starts_with("this is a script ("));
    }

    #[test]
    fn pages_archives_and_lists_are_recognised() {
        assert!(is_html(b" <!DOCTYPE HTML PUBLIC>") && is_html(b"<HTML>") && !is_html(b"<WV-CSP-Message>"));
        assert!(json(b"{ \"log\": {\"entries\": []}}").contains("imps timeline FILE"));
        assert!(json(b"{\"a\": 1}").contains("imps convert --to json"));
        assert!(is_json_list(b" [1, 2]") && !is_json_list(b"[draft] Dear Sir"));
    }
}

//! Messages of the plain-text syntax in several SMS.

use crate::run::{bytes, imps, imps_with};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

const MESSAGE: &str =
    "WV12ST123 SI=S1 ST=(604,\"Gr\u{FC}\u{DF}e und \"\"K\u{FC}sse\"\", wer auch immer das sei\")\n";

/// The parts of the message, a line each.
fn parts(bytes: usize) -> Vec<Vec<u8>> {
    let split = imps_with(["convert", &format!("--split={bytes}")], MESSAGE.as_bytes()).good();
    split.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

fn arguments(names: &[&str], files: &[&Path]) -> Vec<OsString> {
    names.iter().map(OsString::from).chain(files.iter().map(|file| file.as_os_str().to_owned())).collect()
}

#[test]
fn a_message_is_split_and_joined() {
    let xml = imps_with(["convert"], MESSAGE.as_bytes()).good();
    for bytes in [15, 20, 40, 60] {
        let parts = parts(bytes);
        assert!(parts.len() > 1 && parts.iter().all(|part| part.len() <= bytes + 1), "{bytes}");
        assert!(parts[0].starts_with(b"WV12ST123a"));
        assert_eq!(imps_with(["convert"], &parts.concat()).good(), xml);
        // In any order, and to plain text again.
        let backwards: Vec<u8> = parts.iter().rev().flatten().copied().collect();
        assert_eq!(imps_with(["convert", "--to", "pts"], &backwards).good(), MESSAGE.as_bytes());
    }
    // From another syntax, and with the bytes of one SMS by default.
    assert_eq!(imps_with(["convert", "--split"], &xml).good(), MESSAGE.as_bytes());
    let long = MESSAGE.replace("immer", &"immer ".repeat(30));
    let split = imps_with(["convert", "--to", "pts", "--split"], long.as_bytes()).good();
    let lengths: Vec<usize> = split.split(|byte| *byte == b'\n').map(<[u8]>::len).collect();
    assert_eq!((lengths.len(), lengths[0]), (3, 133));
    assert_eq!(imps_with(["convert", "--to", "pts"], &split).good(), long.as_bytes());
    // Whole messages stay beside parts.
    let both = [b"WV12OR3 SI=S1\n".to_vec(), parts(40).concat(), b"WV12OR4 SI=S1\n".to_vec()].concat();
    let whole = format!("WV12OR3 SI=S1\n{MESSAGE}WV12OR4 SI=S1\n");
    assert_eq!(imps_with(["convert", "--to", "pts"], &both).good(), whole.as_bytes());
}

#[test]
fn inputs_of_parts_are_one() {
    let folder = tempdir().unwrap();
    let parts = parts(26);
    assert_eq!(parts.len(), 5);
    let names: Vec<_> = (0..parts.len()).map(|number| folder.path().join(format!("{number}.pts"))).collect();
    for (name, part) in names.iter().zip(&parts) {
        // As an SMS is: without a line end.
        fs::write(name, &part[..part.len() - 1]).unwrap();
    }
    let files: Vec<&Path> = names.iter().rev().map(AsRef::as_ref).collect();
    let xml = imps_with(["convert"], MESSAGE.as_bytes()).good();
    assert_eq!(imps(arguments(&["convert"], &files)).good(), xml);
    let out = folder.path().join("out.xml");
    let to_file = [arguments(&["convert", "-o"], &[&out]), arguments(&[], &files)].concat();
    assert_eq!(imps(to_file).good(), b"");
    assert_eq!(fs::read(&out).unwrap(), xml);
    // Never over an input, whichever of them.
    let over = [arguments(&["convert", "-o"], &[&names[2]]), arguments(&[], &files)].concat();
    assert!(imps(over).misused().contains("would replace an input"));
    let ran = imps(arguments(&["validate"], &files));
    assert_eq!((ran.code, ran.out), (Some(0), vec![]));
    assert!(ran.err.contains("joined of 5 parts; offsets count in the message"), "{}", ran.err);
    // Without one of them.
    let error = imps(arguments(&["convert"], &files[1..])).bad();
    assert!(error.contains("and 3 others: WV12ST123: part 5 of 5 missing"), "{error}");
    assert!(error.contains("hint: "), "{error}");
    let ran = imps(arguments(&["validate", "--json"], &files[1..]));
    let out = String::from_utf8(ran.out).unwrap();
    assert_eq!(ran.code, Some(1));
    assert!(out.contains("\"rule\":\"syntax\"") && out.contains("part 5 of 5 missing"), "{out}");
    // One that came twice, and one of another message: both by the names of the files.
    let twice = folder.path().join("twice.pts");
    fs::copy(&names[0], &twice).unwrap();
    let ran = imps([arguments(&["convert"], &files), arguments(&[], &[&twice])].concat());
    assert_eq!((ran.code, &ran.out), (Some(0), &xml));
    let text = ran.err;
    assert!(text.contains("twice.pts: part 1 of 5 of WV12ST123 came in") && text.contains("0.pts"), "{text}");
    fs::write(&twice, b"WV12ST123ae SI=S2").unwrap();
    let error = imps([arguments(&["convert"], &files), arguments(&[], &[&twice])].concat()).bad();
    assert!(error.contains("twice.pts: part 1 of 5 of WV12ST123 is another one than in"), "{error}");
    // Others go on their own.
    let other = folder.path().join("other.pts");
    fs::write(&other, "WV12OR3 SI=S1\n").unwrap();
    let xml_folder = folder.path().join("xml");
    let all = [
        arguments(&["convert", "-o"], &[&xml_folder.join("")]),
        arguments(&[], &[&other]),
        arguments(&[], &files),
    ];
    assert_eq!(imps(all.concat()).good(), b"");
    assert_eq!(fs::read(xml_folder.join("4.xml")).unwrap(), xml);
    assert!(fs::read_to_string(xml_folder.join("other.xml")).unwrap().contains("<Logout-Request"));
}

#[test]
fn what_cannot_be_split_is_told() {
    let line = bytes("pts/09-status.pts");
    assert!(imps_with(["convert", "--split", "--to", "xml"], &line).misused().contains("--to pts"));
    assert!(imps_with(["convert", "--split=x"], &line).misused().contains("--split"));
    let error = imps_with(["convert", "--split=12"], MESSAGE.as_bytes()).bad();
    assert!(error.contains("no room for a part in 12 bytes, at least 13 are needed"), "{error}");
    let error = imps_with(["convert", "--split=0"], &line).bad();
    assert!(error.contains("no room for a part in 0 bytes"), "{error}");
    let long = MESSAGE.replace("immer", &"x".repeat(4000));
    let error = imps_with(["convert", "--split"], long.as_bytes()).bad();
    assert!(error.contains("fit into 26 parts"), "{error}");
    // A part alone is no message.
    let error = imps_with(["convert"], b"WV12ST123ab SI=S1\n").bad();
    assert!(error.contains("WV12ST123: part 2 of 2 missing"), "{error}");
}

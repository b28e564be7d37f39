//! `imps inspect`, compared with the documents and the tables, not with its earlier output.

use crate::run::{Ran, all, bytes, command, imps, imps_with, testdata};
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rows of a document, and the exit code.
fn rows(path: &Path, options: &[&str]) -> (Vec<Value>, Option<i32>) {
    let ran = imps([&["inspect", "--json"], options, &[path.to_str().unwrap()]].concat());
    assert!(!ran.err.contains("panicked"), "{}: {}", path.display(), ran.err);
    let text = String::from_utf8(ran.out).unwrap();
    (text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), ran.code)
}

fn number(row: &Value, field: &str) -> usize {
    row[field].as_u64().unwrap().try_into().unwrap()
}

fn text<'r>(row: &'r Value, field: &str) -> &'r str {
    row[field].as_str().unwrap_or_default()
}

/// A table of the standard, row by row.
fn table(name: &str) -> Vec<HashMap<String, String>> {
    let table = String::from_utf8(bytes(&format!("spec/wbxml/{name}"))).unwrap();
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<_> = lines.next().unwrap().split('\t').map(ToOwned::to_owned).collect();
    lines.map(|line| columns.iter().cloned().zip(line.split('\t').map(ToOwned::to_owned)).collect()).collect()
}

fn documents(folders: &[&str]) -> Vec<PathBuf> {
    folders.iter().flat_map(|folder| all(folder, "wbxml")).collect()
}

#[test]
fn every_byte_is_in_one_row_and_rows_are_in_order() {
    let folders = ["csp/1.1", "csp/1.2", "csp/1.3", "csp/odd", "bad", "faults"];
    for path in documents(&folders) {
        let document = fs::read(&path).unwrap();
        let (rows, code) = rows(&path, &[]);
        if path.parent().unwrap().parent().unwrap().ends_with("csp") {
            assert_eq!(code, Some(0), "{}", path.display());
        }
        let mut end = 0;
        for row in &rows {
            assert_eq!(number(row, "offset"), end, "{}: {row}", path.display());
            end += number(row, "length");
            let bytes = document[number(row, "offset")..end].iter().map(|byte| format!("{byte:02X}"));
            let bytes = bytes.collect::<Vec<_>>().concat();
            assert_eq!(text(row, "bytes"), bytes, "{}", path.display());
        }
        assert_eq!(end, document.len(), "{}", path.display());
    }
}

#[test]
fn every_code_has_the_name_of_the_tables() {
    let (mut tags, mut values, mut attributes) = (HashMap::new(), HashMap::new(), HashMap::new());
    for row in table("tags.tsv") {
        let page: u8 = row["code_page"].parse().unwrap();
        let code = format!("{page:02X}:{}", &row["token"][2..]);
        tags.insert((row["version"].clone(), code), row["element"].clone());
    }
    for row in table("values.tsv") {
        let words: &mut Vec<_> =
            values.entry((row["version"].clone(), row["token"][2..].to_owned())).or_default();
        words.push(row["value"].clone());
    }
    for row in table("attributes.tsv") {
        let code = format!("00:{}", &row["token"][2..]);
        attributes
            .insert((row["version"].clone(), code), (row["attribute"].clone(), row["value_prefix"].clone()));
    }
    let (mut elements, mut words, mut starts) = (0, 0, 0);
    for version in ["1.1", "1.2", "1.3"] {
        for path in all(&format!("csp/{version}"), "wbxml") {
            for row in rows(&path, &["--csp-version", version]).0 {
                let (code, token) = (text(&row, "code").to_owned(), text(&row, "token"));
                let key = (version.to_owned(), code.clone());
                match text(&row, "kind") {
                    "element" if code != "literal" => {
                        assert_eq!(token, format!("<{}>", tags[&key]), "{}", path.display());
                        assert_eq!(text(&row, "path").rsplit('/').next(), Some(tags[&key].as_str()));
                        elements += 1;
                    }
                    "value" if !code.is_empty() => {
                        let word = token.strip_prefix("value ").unwrap().to_owned();
                        assert!(values[&key].contains(&word), "{}: {row}", path.display());
                        words += 1;
                    }
                    "attribute" if code != "literal" => {
                        let (name, prefix) = &attributes[&key];
                        assert_eq!(token, format!("@{name}"));
                        assert_eq!(text(&row, "meaning"), format!("{prefix:?} ..."));
                        starts += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(elements > 6000 && words > 1000 && starts > 600, "{elements} {words} {starts}");
}

/// Two files of one message were made by other tools: elements, codes, paths and texts agree.
#[test]
fn both_syntaxes_of_a_message_are_shown_alike() {
    let elements = |path: &Path| -> Vec<(String, String, String)> {
        let rows = rows(path, &[]).0.into_iter().filter(|row| text(row, "kind") == "element");
        let field = |row: &Value, name| text(row, name).to_owned();
        rows.map(|row| (field(&row, "token"), field(&row, "code"), field(&row, "path"))).collect()
    };
    let mut checked = 0;
    for path in documents(&["csp/1.1", "csp/1.2", "csp/1.3"]).into_iter().step_by(3) {
        let mut binary = elements(&path);
        for (_, code, _) in binary.iter_mut().filter(|(_, code, _)| code == "literal") {
            code.clear();
        }
        assert_eq!(binary, elements(&path.with_extension("xml")), "{}", path.display());
        checked += binary.len();
    }
    assert!(checked > 2000, "{checked}");
}

/// By hand: the bytes from the file, the names from `spec/wbxml`, the meaning from `spec/csp/status-codes.tsv`.
#[test]
fn rows_say_what_the_standard_says() {
    let (rows, code) = rows(&testdata("csp/1.2/status.wbxml"), &[]);
    assert_eq!(code, Some(0));
    let path = "WV-CSP-Message/Session/Transaction/TransactionContent/Status/Result/Code";
    let at = |offset| rows.iter().find(|row| number(row, "offset") == offset).unwrap();
    for (offset, bytes, token, code, meaning) in [
        (0x00, "03", "version", "", "wbxml 1.3"),
        (0x01, "11", "public id 0x11", "", "-//OMA//DTD WV-CSP 1.2//EN"),
        (0x02, "6A", "charset 106", "", "UTF-8"),
        (0x04, "C9", "<WV-CSP-Message>", "00:09", ""),
        (0x06, "03312E3200", "\"1.2\"", "", "\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\""),
        (0x36, "8021", "value Response", "21", ""),
        (0x51, "4B", "<Code>", "00:0B", ""),
        (0x52, "C301C8", "integer 200", "", "\"success\""),
        (0x55, "01", "</Code>", "", ""),
    ] {
        let row = at(offset);
        let found = (text(row, "bytes"), text(row, "token"), text(row, "code"), text(row, "meaning"));
        assert_eq!(found, (bytes, token, code, meaning), "{offset:#x}");
    }
    for offset in [0x51, 0x52, 0x55] {
        assert_eq!(text(at(offset), "path"), path);
    }
    assert_eq!((number(at(0x51), "depth"), number(at(0x52), "depth")), (6, 7));
}

#[test]
fn values_are_explained() {
    let token = |file: &str, word: &str| {
        let (rows, _) = rows(&testdata(file), &[]);
        let row =
            rows.iter().find(|row| text(row, "token").starts_with(word) && text(row, "kind") != "header");
        row.map(|row| format!("{} | {}", text(row, "token"), text(row, "meaning"))).unwrap_or_default()
    };
    // C3 06 1F 59 8E 82 4A 5A: 7D6 is 2006, then month 6, day 7, hour 8, minute 9, second 10.
    assert_eq!(
        token("csp/odd/picture-as-bytes.wbxml", "time"),
        "time 20060607T080910Z | 2006-06-07 08:09:10 UTC"
    );
    assert!(token("bad/date-time-month-13.wbxml", "time").ends_with(", no such time"));
    assert_eq!(
        token("bad/tag-of-later-version.wbxml", "<unknown"),
        "<unknown-09-07> | no such tag in csp 1.1; ExtBlock in csp 1.2, ExtBlock in csp 1.3"
    );
    assert!(token("bad/value-unknown.wbxml", "value unknown").contains("no such value in csp 1.1"));
    assert_eq!(
        token("csp/odd/code-as-str-t.wbxml", "\"200\""),
        "\"200\" | \"success\", string 0 of the table"
    );
    assert_eq!(
        token("csp/odd/extension-tokens.wbxml", "extension 1"),
        "extension 1: 5 | without meaning in this protocol"
    );
}

#[test]
fn shared_numbers_mean_what_their_element_makes_of_them() {
    let mut seen = Vec::new();
    for path in all("csp/1.3", "wbxml") {
        for row in rows(&path, &[]).0.iter().filter(|row| text(row, "code") == "3D") {
            let element = text(row, "path").rsplit('/').next().unwrap().to_owned();
            seen.push((element, text(row, "token").to_owned()));
        }
    }
    seen.sort();
    seen.dedup();
    let pair = |element: &str, token: &str| (element.to_owned(), token.to_owned());
    assert_eq!(seen, [pair("Name", "value History"), pair("SearchElement", "value GROUP_ID")]);
}

/// The rows of the list of broken documents: file, kind of the fault, its offset.
fn broken() -> Vec<(String, String, Option<usize>)> {
    let list = String::from_utf8(bytes("bad/README.md")).unwrap();
    let rows = list.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        (cells[1].trim_matches('`').into(), cells[2].into(), cells[4].parse().ok())
    })
    .collect()
}

#[test]
fn faults_stand_in_their_place_and_what_is_before_them_is_shown() {
    let mut checked = 0;
    for (name, kind, offset) in broken() {
        let path = testdata("bad").join(&name);
        // Two roots are two documents.
        let is_two = name == "two-roots.xml";
        if is_two || !matches!(kind.as_str(), "grammar" | "limit") || fs::read(&path).unwrap().is_empty() {
            continue;
        }
        let (rows, code) = rows(&path, &[]);
        let fault = rows.iter().find(|row| text(row, "kind") == "fault");
        // A character set that nobody knows is a fault only where there is text.
        let fault = fault.unwrap_or_else(|| panic!("{name}"));
        assert_eq!(code, Some(1), "{name}");
        let (start, end) = (number(fault, "offset"), number(fault, "offset") + number(fault, "length"));
        if let Some(offset) = offset {
            // In XML a fault is put to the tag or text it is in.
            let before = if name.contains(".xml") { 80 } else { 8 };
            assert!(start <= offset + before && offset <= end + 8, "{name}: {offset} in {start}..{end}");
        }
        assert!(start < 8 || rows.len() > 3, "{name}: what stands before the fault");
        checked += 1;
    }
    assert_eq!(checked, 29);
}

#[test]
fn good_documents_have_no_fault() {
    let folders = [("csp/1.1", "xml"), ("csp/1.3", "xml"), ("ssp", "xml"), ("pts", "pts")];
    for path in folders.into_iter().flat_map(|(folder, extension)| all(folder, extension)) {
        let (rows, code) = rows(&path, &[]);
        assert!(code == Some(0) && rows.len() > 3, "{}: {rows:?}", path.display());
    }
}

#[test]
fn every_cut_shows_what_there_is() {
    for name in ["csp/1.2/status.wbxml", "csp/1.2/status.xml", "pts/04-login-response.pts"] {
        let document = bytes(name);
        let whole = rows(&testdata(name), &[]).0;
        for length in (5..document.trim_ascii_end().len()).step_by(7) {
            let ran = imps_with(["inspect", "--json"], &document[..length]);
            let out = String::from_utf8(ran.out).unwrap();
            let before = whole.iter().filter(|row| number(row, "offset") + number(row, "length") <= length);
            // The last of them may be the one that is cut.
            assert!(out.lines().count() + 1 >= before.count(), "{name} at {length}: {out}");
            if !name.contains("pts") {
                assert_eq!(ran.code, Some(1), "{name} at {length}");
                assert!(
                    out.lines().last().unwrap().contains("\"kind\":\"fault\""),
                    "{name} at {length}: {out}"
                );
            }
        }
    }
}

#[test]
fn no_bytes_make_it_panic() {
    for name in ["csp/1.3/login-request.wbxml", "csp/1.2/status.xml", "pts/37-list-manage-request.pts"] {
        let document = bytes(name);
        for at in (0..document.len()).step_by(3) {
            let mut broken = document.clone();
            broken[at] ^= 0x15;
            broken.truncate(document.len() - at % 7);
            let ran = imps_with(["inspect"], &broken);
            assert!(
                matches!(ran.code, Some(0 | 1)) && !ran.err.contains("panicked"),
                "{name} {at}: {}",
                ran.err
            );
        }
    }
}

#[test]
fn an_unknown_language_is_shown_by_number() {
    // ActiveSync: a page switch, FolderSync, SyncKey "0".
    let ran = imps_with(["inspect"], b"\x03\x01\x6A\x00\x00\x07\x56\x52\x030\x00\x01\x01");
    let out = String::from_utf8(ran.good()).unwrap();
    for part in ["language unknown; tokens by number", "page 07", "<07:16>", "07:16/07:12", "\"0\""] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let ran = imps_with(["inspect"], b"\x02\x05\x6A\x00\x45\xC6\x0C\x03abc\x00\x85\x01\x01\x01");
    let out = String::from_utf8(ran.good()).unwrap();
    for part in ["-//WAPFORUM//DTD SI 1.0//EN, a service indication", "@00:0C", "\"abc\"", "value 00:85"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let ran = imps_with(["inspect"], b"<svg a='b'><g/></svg>");
    let out = String::from_utf8(ran.good()).unwrap();
    for part in ["language unknown", "<svg>", "@a \"b\"", "<g>"] {
        assert!(out.contains(part), "{part}: {out}");
    }
}

#[test]
fn one_place_is_shown_with_its_whole_path() {
    let file = testdata("csp/1.2/status.wbxml");
    let at = |offset: &str| imps(["inspect", "--at", offset, file.to_str().unwrap()]);
    let out = String::from_utf8(at("0x53").good()).unwrap();
    assert_eq!(
        out,
        "offset   82 (0x52), 3 bytes\nbytes   C3 01 C8\ntoken    integer 200\n\
         path     WV-CSP-Message/Session/Transaction/TransactionContent/Status/Result/Code\n\
         meaning  \"success\"\n"
    );
    assert_eq!(String::from_utf8(at("83").good()).unwrap(), out);
    assert!(at("92").misused().contains("there is nothing at byte 92 (0x5C) of 92"));
    assert!(at("x").misused().contains("such as 48 or 0x30"));
}

#[test]
fn depth_can_be_bounded() {
    let file = testdata("csp/1.2/status.wbxml");
    let (rows, _) = rows(&file, &["--max-depth", "2"]);
    assert!(rows.iter().all(|row| number(row, "depth") <= 2));
    let elements = rows.iter().filter(|row| text(row, "kind") == "element").map(|row| text(row, "token"));
    assert_eq!(
        elements.collect::<Vec<_>>(),
        ["<WV-CSP-Message>", "<Session>", "<SessionDescriptor>", "<Transaction>"]
    );
    // A fault is shown wherever it is.
    let (rows, code) = self::rows(&testdata("bad/string-without-nul.wbxml"), &["--max-depth", "0"]);
    assert_eq!((text(rows.last().unwrap(), "kind"), code), ("fault", Some(1)));
}

#[test]
fn the_version_can_be_stated() {
    // Value 0x9C has no meaning before 1.3.
    let document = b"\x03\x12\x6A\x00\x49\x80\x81\x1C\x01";
    let shown = |options: &[&str]| {
        let ran = imps_with([&["inspect"], options].concat(), document);
        String::from_utf8(ran.good()).unwrap()
    };
    assert!(shown(&[]).contains("value REJECT"));
    assert!(shown(&["--csp-version", "1.2"]).contains("no such value in csp 1.2; REJECT in csp 1.3"));
}

#[test]
fn colours_are_for_terminals() {
    let colours = |name: &str| {
        let file = testdata("csp/1.2/status.wbxml");
        let mut command = command(["inspect".as_ref(), file.as_os_str()]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        if !name.is_empty() {
            command.env(name, "1");
        }
        command.output().unwrap().stdout.contains(&0x1B)
    };
    assert!(!colours("") && !colours("NO_COLOR") && colours("CLICOLOR_FORCE"));
}

#[test]
fn control_characters_stay_off_the_terminal() {
    let ran = imps_with(["inspect"], b"\x03\x11\x6A\x06a\x1B[1m\x00\x44\x00\x03\x1B[2m\x00\x01");
    let Ran { code, out, err } = ran;
    // No document has that root.
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(!out.contains(&0x1B), "{}", String::from_utf8_lossy(&out));
    let ran = imps_with(["inspect"], b"<a\x1B[31m b='\x1B'>\x1B</a>");
    assert!(!ran.out.contains(&0x1B) && !ran.err.contains('\x1B'));
}

#[test]
fn plain_text_messages_are_shown_one_a_line() {
    let lines = b"WV12ST1 ST=200\r\nWV12ST2 ST=(401,\"say \"\"no\"\"\")\n";
    let ran = imps_with(["inspect", "--json"], lines);
    let out = String::from_utf8(ran.good()).unwrap();
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let last = rows.last().unwrap();
    assert_eq!((number(last, "line"), number(last, "column")), (2, 17));
    assert_eq!(text(last, "token"), "\"say \\\"no\\\"\"");
    assert!(text(last, "path").ends_with("/Status/Result/Description"), "{last}");
    let code = rows.iter().rfind(|row| text(row, "token") == "\"401\"").unwrap();
    assert!(text(code, "path").ends_with("/Status/Result/Code"));
    assert!(text(code, "meaning").contains("not authorised"));
    // The rows name content that readers skip. It is not a fault.
    let out = imps_with(["inspect"], b"WV99ST1 ST=200 ST=201").good();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("unknown version 99, read as 1.2") && out.contains("ST comes again"), "{out}");
    // Unknown codes are faults, and everything before them is explained.
    let ran = imps_with(["inspect"], b"WV12ST1 ST=200 ZZ=1");
    let out = String::from_utf8(ran.out).unwrap();
    assert_eq!(ran.code, Some(1));
    assert!(out.contains("\"success\"") && out.contains("unknown parameter \"ZZ\""), "{out}");
}

/// Codes that a user adds to the tables work here, too.
#[test]
fn other_codes_can_be_added() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("codes");
    fs::write(&table, "message QQ VerifyID-Request request\n").unwrap();
    let document = folder.path().join("a.pts");
    fs::write(&document, "WV13QQ1").unwrap();
    let arguments = ["inspect", "--pts-table", table.to_str().unwrap(), document.to_str().unwrap()];
    assert!(String::from_utf8(imps(arguments).good()).unwrap().contains("VerifyID-Request"));
    assert!(
        imps(["inspect", "--pts-table", "none", document.to_str().unwrap()]).misused().contains("none: ")
    );
}

/// The root tells the version where the header does not.
#[test]
fn a_bad_header_does_not_take_the_names_away() {
    let (rows, code) = rows(&testdata("bad/public-id-outside-table.wbxml"), &[]);
    assert_eq!(code, Some(1));
    let faults: Vec<_> = rows.iter().filter(|row| text(row, "kind") == "fault").collect();
    assert_eq!((faults.len(), number(faults[0], "offset")), (1, 2), "{faults:?}");
    assert!(rows.iter().any(|row| text(row, "token") == "<Session>"));
}

/// A few bytes can name a string of any length, so that without bounds a small document asks for a huge amount of text.
#[test]
fn small_documents_do_not_become_huge_output() {
    let table = [vec![b'a'; 1 << 20], vec![0]].concat();
    let length = [0xC0, 0x80, 0x01];
    let head = [&b"\x03\x11\x6A"[..], &length, &table].concat();
    let references = [&head[..], b"\x49", &[0x83, 0x00].repeat(5000), b"\x01"].concat();
    let literals = [&head[..], &[0x44, 0x00].repeat(90), &[0x01].repeat(90)].concat();
    let attributes =
        [b"\x03\x11\x6A\x00\x89\x05", [0x03, b'a', 0].repeat(20_000).as_slice(), b"\x01"].concat();
    for (document, options) in [(&references, &["--json"][..]), (&literals, &["--json"]), (&attributes, &[])]
    {
        let ran = imps_with([&["inspect"], options].concat(), document);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        assert!(ran.out.len() < 80 << 20, "{} bytes", ran.out.len());
    }
    let ran = imps_with(["inspect"], &references);
    assert_eq!(ran.code, Some(1));
    assert!(String::from_utf8_lossy(&ran.out).contains("references exceed the limit"));
}

#[test]
fn rows_of_several_files_name_the_file() {
    let (first, second) = ("csp/1.3/login-request.wbxml", "csp/1.1/status-detailed.wbxml");
    let paths = [testdata(first), testdata(second)];
    let arguments = |flag: &str| {
        let paths = paths.iter().map(|path| path.to_str().unwrap().to_owned());
        ["inspect".to_owned(), flag.to_owned()].into_iter().chain(paths).collect::<Vec<_>>()
    };
    let rows = String::from_utf8(imps(arguments("--json")).good()).unwrap();
    for path in &paths {
        let alone = imps(["inspect", "--json", path.to_str().unwrap()]).good();
        let of_file = format!("{{\"file\":{:?},", path.to_str().unwrap());
        let those: String =
            rows.lines().filter_map(|row| Some(format!("{{{}\n", row.strip_prefix(&of_file)?))).collect();
        assert_eq!(those.as_bytes(), alone, "{}", path.display());
    }
    // Rows of several files are read back, each as a document.
    let full = imps(arguments("--full")).good();
    let text = String::from_utf8(full.clone()).unwrap();
    let names = paths.each_ref().map(|path| format!("# {}", path.display()));
    assert!(names.iter().all(|name| text.lines().any(|line| line == name)), "{text}");
    let ran = imps_with(["convert", "--to", "wbxml"], &full);
    assert_eq!((ran.code, ran.out), (Some(0), paths.each_ref().map(|path| fs::read(path).unwrap()).concat()));
    imps(arguments("--at=4")).misused();
}

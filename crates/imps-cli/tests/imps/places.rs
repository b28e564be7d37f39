//! Where documents come from and go to.

use crate::run::{bytes, imps, imps_with, testdata};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

const DOCUMENT: &str = "csp/1.2/status.wbxml";
const XML: &str = "csp/1.2/status.xml";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_as_a_whole() {
    let folder = tempdir().unwrap();
    let output = folder.path().join("out.xml");
    fs::write(&output, "what was there before, and longer than nothing").unwrap();
    let input = testdata(DOCUMENT);
    let arguments = ["convert".as_ref(), input.as_os_str(), "-o".as_ref(), output.as_os_str()];
    assert!(imps(arguments).good().is_empty());
    assert_eq!(fs::read(&output).unwrap(), bytes(XML));
    assert_eq!(names(folder.path()), ["out.xml"]);
}

#[test]
fn a_failure_leaves_the_old_file_and_nothing_else() {
    let folder = tempdir().unwrap();
    let output = folder.path().join("out.xml");
    fs::write(&output, "old").unwrap();
    imps_with(["convert", "-o", output.to_str().unwrap()], b"\x03\x11\x6A\x00").bad();
    assert_eq!(fs::read(&output).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["out.xml"]);
}

#[test]
fn a_folder_is_made_and_the_rest_is_done_after_a_failure() {
    let folder = tempdir().unwrap();
    let input = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    let first = input("one.wbxml", &bytes(DOCUMENT));
    let broken = input("two.wbxml", b"rubbish");
    let last = input("three.part.xml", &bytes(XML));
    let output = folder.path().join("made/here/");
    let report = imps(["convert", "-o", output.to_str().unwrap(), &first, &broken, "missing", &last]).bad();
    assert_eq!(names(&output), ["one.xml", "three.part.wbxml"]);
    assert_eq!(fs::read(output.join("one.xml")).unwrap(), bytes(XML));
    assert_eq!(fs::read(output.join("three.part.wbxml")).unwrap(), bytes(DOCUMENT));
    assert!(report.contains(&format!("imps: {broken}: byte 0")), "{report}");
    assert!(report.contains("imps: missing: cannot be read: "), "{report}");
    assert_eq!(report.matches("imps: ").count(), 2, "{report}");
}

#[test]
fn standard_input_has_a_name_in_a_folder() {
    let folder = tempdir().unwrap();
    imps_with(["convert", "-o", folder.path().to_str().unwrap()], &bytes(DOCUMENT)).good();
    assert_eq!(names(folder.path()), ["stdin.xml"]);
    assert_eq!(fs::read(folder.path().join("stdin.xml")).unwrap(), bytes(XML));
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let report = imps(["convert", path]).bad();
    assert_eq!(report, format!("imps: {path}: is a folder; name the files in it\n"));
    let report = imps(["convert", &format!("{path}/none.xml")]).bad();
    assert!(report.starts_with(&format!("imps: {path}/none.xml: cannot be read: ")), "{report}");
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = tempdir().unwrap();
    let output = folder.path().join("none/out.xml");
    let report = imps_with(["convert", "-o", output.to_str().unwrap()], &bytes(DOCUMENT)).bad();
    assert!(
        report.starts_with(&format!("imps: standard input: cannot write {}: ", output.display())),
        "{report}"
    );
    assert!(!report.contains(".imps-"), "{report}");
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let report = imps_with(["convert", "-o", &format!("{}/", file.display())], &bytes(DOCUMENT)).bad();
    assert!(report.contains("cannot write the folder"), "{report}");
}

#[test]
fn a_huge_file_is_refused() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("huge.wbxml");
    fs::File::create(&path).unwrap().set_len((256 << 20) + 1).unwrap();
    let report = imps(["convert", path.to_str().unwrap()]).bad();
    assert!(report.contains("is larger than 256 MiB"), "{report}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    #[test]
    fn permissions_and_links_stay() {
        let folder = tempdir().unwrap();
        let (file, link) = (folder.path().join("file.xml"), folder.path().join("link.xml"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file.xml", &link).unwrap();
        imps_with(["convert", "-o", link.to_str().unwrap()], &bytes(DOCUMENT)).good();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), bytes(XML));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn new_files_are_as_open_as_any() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("any"), "").unwrap();
        imps_with(["convert", "-o", folder.path().to_str().unwrap()], &bytes(DOCUMENT)).good();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("stdin.xml"), mode("any"));
    }

    #[test]
    fn a_read_only_file_stays() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("file.xml");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        imps_with(["convert", "-o", file.to_str().unwrap()], &bytes(DOCUMENT)).bad();
        assert_eq!(fs::read(&file).unwrap(), b"old");
    }

    #[test]
    fn devices_are_written_to() {
        imps_with(["convert", "-o", "/dev/null"], &bytes(DOCUMENT)).good();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}

//! Every document at hand, every seed and every input that once broke something, through every target, without a fuzzer.

use imps_fuzz::{TARGETS, Target};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The files of a folder and of those in it, in order; none when it is not there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Runs a target on its inputs; panics with the name of the one that broke it.
fn replay(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let documents = ["captures", "csp", "bad", "faults", "inputs", "provisioning", "pts", "ssp"];
    let folders = documents.map(|folder| format!("testdata/{folder}"));
    let own = [format!("fuzz/seeds/{name}"), format!("testdata/regressions/{name}")];
    let (mut taken, mut refused) = (0, 0);
    for path in folders.iter().chain(&own).flat_map(|folder| files(&root().join(folder))) {
        let count = if run(target, &path) { &mut taken } else { &mut refused };
        *count += 1;
    }
    // Else it would have shown little.
    assert!(taken >= 10 && refused >= 10, "{name}: {taken} taken, {refused} refused");
}

fn run(target: &Target, path: &Path) -> bool {
    struct Name<'p>(&'p Path);
    impl Drop for Name<'_> {
        fn drop(&mut self) {
            if std::thread::panicking() {
                eprintln!("broken by {}", self.0.display());
            }
        }
    }
    let name = Name(path);
    let taken = (target.run)(&fs::read(path).unwrap());
    drop(name);
    taken
}

/// One test a target, so that they run side by side.
macro_rules! replays {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                replay(stringify!($name));
            }
        )*

        /// Each target is replayed, and has a binary for the fuzzer.
        #[test]
        fn no_target_is_forgotten() {
            let replayed = BTreeSet::from([$(stringify!($name)),*]);
            let targets: BTreeSet<_> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(replayed, targets);
            let binaries = files(&root().join("fuzz/fuzz_targets"));
            let binaries = binaries.iter().map(|path| path.file_stem().unwrap().to_str().unwrap());
            assert_eq!(binaries.collect::<BTreeSet<_>>(), targets);
        }
    };
}

replays! {
    wbxml_read
    wbxml_lossless
    csp_wbxml_typed
    csp_xml_typed
    pts_typed
    ssp_xml_typed
    transcode
    three_syntaxes
    sms_reassembly
    validator
    handshake
    http_arrived
    xml_paths
    unwrap
    cir
    wsp
    capture
    provisioning
    server
}

#[test]
fn regressions_belong_to_targets() {
    for folder in fs::read_dir(root().join("testdata/regressions")).unwrap() {
        let folder = folder.unwrap();
        let name = folder.file_name().into_string().unwrap();
        let known = TARGETS.iter().any(|target| target.name == name);
        assert!(known || !folder.path().is_dir(), "{name}");
    }
}

//! Writes random messages as XML and binary XML, and reads the output of another program for them:
//! our part of `testdata/differential.sh`.

use imps_core::Version;
use imps_fuzz::random::{Chance, message};
use oma_imps::{Syntax, convert};
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["write", version, count, seed, folder] => {
            write(version.parse()?, count.parse()?, seed.parse()?, folder.as_ref())
        }
        ["read", folder] => read(folder.as_ref()),
        _ => {
            println!(
                "random_documents write VERSION COUNT SEED FOLDER: NNNNN.xml and NNNNN.wbxml, the same message"
            );
            println!("random_documents read FOLDER: NNNNN.back of every NNNNN.peer, XML or `error: ..`");
            Ok(())
        }
    }
}

fn write(version: Version, count: u32, seed: u64, folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut chance = Chance::new(seed);
    for number in 0..count {
        let message = message(version, &mut chance);
        fs::write(folder.join(format!("{number:05}.xml")), imps_xml::to_string(&message)?)?;
        fs::write(folder.join(format!("{number:05}.wbxml")), imps_wbxml::to_vec(&message)?)?;
    }
    Ok(())
}

fn read(folder: &Path) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "peer") {
            let xml = convert(&fs::read(&path)?, Syntax::Xml)
                .map_or_else(|error| format!("error: {error}").into_bytes(), |converted| converted.bytes);
            fs::write(path.with_extension("back"), xml)?;
        }
    }
    Ok(())
}

//! Document type declarations: the public identifier determines the version. Nothing in them is
//! ever expanded.

use crate::XmlError;
use crate::characters::is_blank;
use imps_core::{Error, ErrorKind, Version, Vocabulary};

/// The document type of version 1.0, which is not supported.
const OLD: &str = "-//WIRELESSVILLAGE//DTD CSP 1.0//EN";

/// Returns the version of a document type declaration, given without `<!DOCTYPE` and `>`.
pub(crate) fn version(declaration: &str, vocabulary: &Vocabulary) -> Result<Option<Version>, Error> {
    let Some(id) = public_id(declaration) else { return Ok(None) };
    if id == OLD {
        return Err(Error::new(ErrorKind::UnsupportedVersion("1.0".into())));
    }
    Ok(vocabulary.version_of_public_id(id))
}

fn public_id(declaration: &str) -> Option<&str> {
    let (_, rest) = declaration.split_once(|character: char| character.is_ascii_whitespace())?;
    let rest = rest.trim_ascii_start().strip_prefix("PUBLIC")?.trim_ascii_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest.get(1..)?.split_once(quote).map(|(id, _)| id.trim_ascii())
}

/// Refuses a declaration that does not start with a space and a name.
pub(crate) fn check(declaration: &str, offset: usize) -> Result<(), Error> {
    let end =
        declaration.bytes().position(|byte| is_blank(byte) || byte == b'[').unwrap_or(declaration.len());
    match declaration.get(..end) {
        Some(name) if crate::characters::is_name(name) => Ok(()),
        _ => Err(XmlError::IllFormed("document type without a name").at(offset)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_core::CSP;

    const TABLE: &str = include_str!("../../../testdata/spec/wbxml/public-ids.tsv");

    #[test]
    fn every_public_identifier_of_the_table_is_known() {
        let mut seen = 0;
        for row in TABLE.lines().filter(|line| line.starts_with("1.")) {
            let columns: Vec<&str> = row.split('\t').collect();
            let declaration = format!("{} PUBLIC '{}' 'system'", columns[3], columns[2]);
            match columns[0].parse::<Version>() {
                Ok(expected) => assert_eq!(version(&declaration, &CSP).unwrap(), Some(expected)),
                Err(_) => assert!(version(&declaration, &CSP).is_err()),
            }
            // The note has more forms: "B and E write the FPI as -//OMA//DTD WV-CSP 1.1//EN: ..."
            if let Some((_, other)) = row.split_once("FPI as ") {
                let (id, _) = other.split_once(':').unwrap();
                assert_eq!(version(&format!("x PUBLIC \"{id}\""), &CSP).unwrap(), columns[0].parse().ok());
            }
            seen += 1;
        }
        assert_eq!(seen, 4);
    }

    #[test]
    fn other_declarations_tell_nothing() {
        for declaration in
            ["a", "a SYSTEM 'b'", "a PUBLIC", "a PUBLIC 'x", "a [<!ENTITY b 'c'>]", "a PUBLIC \"x\""]
        {
            assert_eq!(version(declaration, &CSP).unwrap(), None, "{declaration}");
        }
    }

    #[test]
    fn a_declaration_has_a_name() {
        for declaration in ["a", "a PUBLIC 'x'", "a\tSYSTEM 'b'", "a[<!ENTITY b 'c'>]", "x:a"] {
            assert!(check(declaration, 0).is_ok(), "{declaration}");
        }
        for declaration in ["", " ", "1a", "[<!ENTITY b 'c'>]", "'x'"] {
            assert_eq!(check(declaration, 7).unwrap_err().offset(), Some(7), "{declaration}");
        }
    }
}

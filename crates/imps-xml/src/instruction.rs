//! The processing instruction that states the version of a document if its root has no namespace,
//! as in version discovery.

use imps_core::Version;

/// The name of the instruction. Other XML parsers ignore it.
const TARGET: &str = "imps";

/// Returns the version of an instruction, given without `<?` and `?>`.
pub(crate) fn version(instruction: &str) -> Option<Version> {
    let content = instruction.strip_prefix(TARGET)?;
    let content = content.strip_prefix(|character: char| character.is_ascii_whitespace())?.trim_ascii();
    let quoted = content.strip_prefix("version")?.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
    let version =
        ['"', '\''].into_iter().find_map(|quote| quoted.strip_prefix(quote)?.strip_suffix(quote))?;
    version.parse().ok()
}

/// Writes the instruction for a version.
pub(crate) fn write(version: Version, out: &mut Vec<u8>) {
    for piece in ["<?", TARGET, " version=\"", version.as_str(), "\"?>"] {
        out.extend_from_slice(piece.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for expected in Version::ALL {
            let mut out = Vec::new();
            write(expected, &mut out);
            let text = String::from_utf8(out).unwrap();
            let inside = text.strip_prefix("<?").and_then(|text| text.strip_suffix("?>")).unwrap();
            assert_eq!(version(inside), Some(expected));
        }
        assert_eq!(version("imps\n version = '1.1' "), Some(Version::V1_1));
    }

    #[test]
    fn other_instructions_tell_nothing() {
        for other in [
            "imps",
            "imps ",
            "imps version",
            "imps version=1.1",
            "imps version=\"1.1'",
            "imps version=\"",
            "imps version=\"1.4\"",
            "impsversion=\"1.1\"",
            "imps2 version=\"1.1\"",
            "imps \"1.1\"",
            "x version=\"1.1\"",
        ] {
            assert_eq!(version(other), None, "{other}");
        }
    }
}

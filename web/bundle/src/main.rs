//! Writes the page of the inspector: one HTML file with everything in it.
//!
//! `imps-web-bundle MODULE.wasm PAGE.html`

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The scripts of the page, each behind those that it needs.
const SCRIPTS: [&str; 12] = [
    "dom", "bytes", "engine", "store", "hex", "rows", "views", "findings", "timeline", "share", "start",
    "main",
];

/// The samples: title, explanation, and the file in `testdata/`.
const SAMPLES: [(&str, &str, &str); 9] = [
    ("A conversation", "two users over HTTP, WSP and CIR (pcapng)", "captures/conversation.pcapng"),
    ("A login", "binary XML of 1.2, with a password", "csp/1.2/login-request.wbxml"),
    ("A message", "binary XML of 1.3", "csp/1.3/new-message.wbxml"),
    ("A picture", "a message with an image in it", "csp/1.3/new-message-picture.wbxml"),
    ("Presence", "a notification in XML of 1.1", "csp/1.1/presence-notification.xml"),
    ("A text message", "a login in the plain text of SMS", "pts/01-login-request.pts"),
    ("A log", "lines of logcat with a document in them", "inputs/wrapped/logcat.txt"),
    ("Settings", "client provisioning of a phone", "inputs/provisioning-wa.wbxml"),
    ("A broken document", "cut in the middle", "bad/cut-in-the-middle.wbxml"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(module), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("expected: imps-web-bundle MODULE.wasm PAGE.html".into());
    };
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = |name: &str| text(&web.join("page").join(name));
    let mut script = String::new();
    for name in SCRIPTS {
        script += &part(&page(&format!("{name}.js"))?);
    }
    let style = page("style.css")?;
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(&script),
        hash(&style)
    );
    let parts = [
        ("{{CSP}}", policy),
        ("{{STYLE}}", style),
        ("{{MODULE}}", STANDARD.encode(gzip(&fs::read(&module)?)?)),
        ("{{SAMPLES}}", samples(&web.join("../testdata"))?),
        ("{{SCRIPT}}", script),
    ];
    let mut html = page("index.html")?;
    for (mark, part) in parts {
        if html.matches(mark).count() != 1 || part.contains("</script") {
            return Err(format!("{mark} has no single place, or would end its script").into());
        }
        html = html.replacen(mark, &part, 1);
    }
    fs::write(&out, html)?;
    Ok(())
}

fn text(path: &Path) -> Result<String, Box<dyn Error>> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// A script as a part of one large script: its own names in a scope of their own, and the exported
/// ones in the scope of all.
fn part(script: &str) -> String {
    let (mut exports, mut body) = (Vec::new(), String::new());
    for line in script.lines().filter(|line| !line.starts_with("import ")) {
        let exported = line.strip_prefix("export ");
        exports.extend(exported.and_then(declared));
        body += exported.unwrap_or(line);
        body.push('\n');
    }
    if exports.is_empty() {
        return body;
    }
    let exports = exports.join(", ");
    format!("const {{ {exports} }} = (() => {{\n{body}return {{ {exports} }};\n}})();\n")
}

/// The name that a line declares.
fn declared(line: &str) -> Option<&str> {
    let words = line.split(|other: char| !other.is_alphanumeric() && other != '_');
    words
        .filter(|word| !["async", "function", "class", "const", "let"].contains(word))
        .find(|word| !word.is_empty())
}

fn hash(part: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(part.as_bytes())))
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The samples as JSON. Titles and base64 need no escapes.
fn samples(testdata: &Path) -> Result<String, Box<dyn Error>> {
    let mut all = Vec::new();
    for (title, about, file) in SAMPLES {
        let path = testdata.join(file);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let bytes = STANDARD.encode(bytes);
        all.push(format!(r#"{{"title":"{title}","about":"{about}","bytes":"{bytes}"}}"#));
    }
    Ok(format!("[{}]", all.join(",")))
}

//! The picture in the README is what the command shows.

use crate::run::command;
use anstyle::{AnsiColor, RgbColor};
use anstyle_svg::Term;
use std::path::Path;

/// A document, and how much of its rows the picture has: the first lines, and the last.
const DOCUMENT: &str = "csp/1.3/status-error.wbxml";
const FIRST: usize = 6;
const LAST: usize = 24;

/// `UPDATE_PICTURE=1 cargo test -p imps-cli picture` draws it anew.
#[test]
fn the_picture_is_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = root.join("../../testdata").join(DOCUMENT);
    let ran =
        command(["inspect".as_ref(), document.as_os_str()]).env("CLICOLOR_FORCE", "1").output().unwrap();
    let rows = String::from_utf8(ran.stdout).unwrap();
    let lines: Vec<&str> = rows.lines().collect();
    let prompt = format!("$ imps inspect testdata/{DOCUMENT}");
    let shown = [&[prompt.as_str()], &lines[..FIRST], &["…"], &lines[lines.len() - LAST..]].concat();
    let picture = Term::new()
        .fg_color(AnsiColor::Black.into())
        .bg_color(RgbColor(255, 255, 255).into())
        .render_svg(&shown.join("\n"));
    let file = root.join("inspect.svg");
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::write(&file, &picture).unwrap();
    }
    let drawn = std::fs::read_to_string(file).unwrap();
    assert!(drawn == picture, "inspect.svg is not what the command shows: draw it anew");
}

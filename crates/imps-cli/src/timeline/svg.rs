//! The ladder as a picture: SVG without scripts, fonts or links.

use super::ladder::{Lanes, is_dashed, label, note};
use super::lines::seconds;
use imps_inspect::timeline::Event;
use std::fmt::Write as _;

/// Lengths in pixels.
const LEFT: usize = 130;
const LANE: usize = 180;
const ROW: usize = 22;
const TOP: usize = 50;

/// The picture.
pub(super) fn picture(events: &[Event], omitted: usize) -> String {
    let lanes = Lanes::of(events);
    let last = LEFT + lanes.names.len().saturating_sub(1) * LANE;
    let longest = events.iter().map(|event| label(event).chars().count()).max().unwrap_or(0);
    let (width, bottom) = (last + 20 + longest * 7, TOP + events.len() * ROW);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{0}\" viewBox=\"0 0 {width} {0}\" \
         font-family=\"monospace\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        bottom + 40
    );
    for (index, name) in lanes.names.iter().enumerate() {
        let x = LEFT + index * LANE;
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"20\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>",
            escaped(name)
        );
        let _ = writeln!(out, "<line x1=\"{x}\" y1=\"28\" x2=\"{x}\" y2=\"{bottom}\" stroke=\"#999\"/>");
    }
    for (index, (event, (from, to))) in events.iter().zip(&lanes.arrows).enumerate() {
        let y = TOP + index * ROW;
        let (from, to) = (LEFT + from * LANE, LEFT + to * LANE);
        let color = if event.is_error() { "#b00020" } else { "#1a4f8b" };
        let dashes = if is_dashed(event) { " stroke-dasharray=\"4 3\"" } else { "" };
        let back = if to > from { to - 8 } else { to + 8 };
        let _ = writeln!(
            out,
            "<text x=\"4\" y=\"{}\" fill=\"#555\">{} {}</text>",
            y + 4,
            event.number,
            seconds(event.at)
        );
        let _ = writeln!(
            out,
            "<line x1=\"{from}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\" stroke=\"{color}\"{dashes}/>"
        );
        let _ = writeln!(
            out,
            "<polygon points=\"{to},{y} {back},{} {back},{}\" fill=\"{color}\"/>",
            y - 4,
            y + 4
        );
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" fill=\"{color}\">{}</text>",
            last + 12,
            y + 4,
            escaped(&label(event))
        );
    }
    if let Some(note) = note(omitted) {
        let _ = writeln!(out, "<text x=\"4\" y=\"{}\">{note}</text>", bottom + 20);
    }
    out.push_str("</svg>\n");
    out
}

/// Text of XML. Control characters are visible already.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // XML has no form for these.
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            control if control.is_control() => out.push('\u{FFFD}'),
            other => out.push(other),
        }
    }
    out
}

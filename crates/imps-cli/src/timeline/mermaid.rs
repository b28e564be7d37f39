//! The ladder as a sequence diagram of Mermaid.

use super::ladder::{Lanes, is_dashed, label, note};
use super::lines::seconds;
use imps_inspect::timeline::Event;
use std::fmt::Write as _;

/// The diagram.
pub(super) fn diagram(events: &[Event], omitted: usize) -> String {
    let lanes = Lanes::of(events);
    let mut out = String::from("sequenceDiagram\n");
    for (index, name) in lanes.names.iter().enumerate() {
        let _ = writeln!(out, "    participant p{index} as {}", escaped(name));
    }
    for (event, (from, to)) in events.iter().zip(&lanes.arrows) {
        let arrow = if is_dashed(event) { "--x" } else { "->>" };
        let label = escaped(&label(event));
        let _ = writeln!(out, "    p{from}{arrow}p{to}: {} {} {label}", event.number, seconds(event.at));
    }
    if let (Some(note), false) = (note(omitted), lanes.names.is_empty()) {
        let _ = writeln!(out, "    note over p0: {note}");
    }
    out
}

/// Text without the characters that end a line or a label there.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '#' | ';' | '<' | '>' | '&' | '%' | '{' | '}' => {
                let _ = write!(out, "#{};", u32::from(character));
            }
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

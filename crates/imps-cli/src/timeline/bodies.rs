//! The bodies of messages, each in a file of its own.

use crate::files::{Problem, Target};
use imps_inspect::capture::Direction;
use imps_inspect::timeline::Event;
use std::path::Path;

/// Writes the body of an event: `0012-to-server-SendMessage-Request.wbxml`. The first transaction of
/// a document names the document.
pub(crate) fn bodies(folder: &Path, event: &Event) -> Result<(), Problem> {
    if event.body.is_empty() || event.part > 0 {
        return Ok(());
    }
    let direction = match event.direction {
        Direction::ToServer => "to-server",
        Direction::ToClient => "to-client",
    };
    // The name comes from a document: only harmless characters reach the file system.
    let is_harmless = |it: &char| it.is_ascii_alphanumeric() || *it == '-';
    let primitive: String =
        event.primitive.as_deref().unwrap_or("body").chars().filter(is_harmless).take(60).collect();
    let extension = event.syntax.unwrap_or("bin");
    let name = format!("{:04}-{direction}-{primitive}.{extension}", event.number);
    Target::File(folder.join(name)).write(&event.body)
}

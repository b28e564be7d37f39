//! One message of a capture, byte by byte.

use super::Spool;
use crate::files::Problem;
use crate::pen::{Pen, Sheet as _};
use crate::screen;
use crate::table::{Detail, Table};
use crate::text::visible;
use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use imps_inspect::capture::{self, CaptureError};
use imps_inspect::text::hexadecimal;
use imps_inspect::timeline::{TimelineOptions, TimelineReader};
use imps_inspect::{InspectOptions, RowKind, rows, syntax_of_rows};
use std::io::{Read, stdout};

/// Shows the rows of the message with this number.
pub(crate) fn show(
    capture: impl Read + Send,
    number: u64,
    out: &mut Spool,
) -> Result<Option<CaptureError>, Problem> {
    let options = TimelineOptions::default().with_bodies(true);
    let mut reader = TimelineReader::new(options);
    let (mut found, mut last) = (None, 0);
    let mut take = |event: imps_inspect::timeline::Event| {
        last = event.number;
        if event.number == number {
            found = Some(event);
        }
    };
    let (_, read) =
        capture::read(capture, &options.capture, &mut |carried| reader.carried(carried, &mut take));
    reader.finish(&mut take);
    let Some(event) = found else {
        // A capture that cannot be read to its end has its own fault.
        return if read.is_ok() { Err(Problem::NoMessage(number, last)) } else { Ok(read.err()) };
    };
    let head = format!(
        "# message {}, packet {}, {} -> {}, {}{}\n# {}\n",
        event.number,
        event.packet,
        event.source,
        event.target,
        event.bearer,
        if event.head.is_empty() { String::new() } else { format!(", {}", visible(&event.head)) },
        visible(&event.meaning()),
    );
    out.add(head.as_bytes())?;
    let mut shown = Vec::new();
    if syntax_of_rows(&event.body, None).is_some() {
        let mut table = Table::new(Pen::new(&mut shown), Detail::Line, screen::width());
        let mut options = InspectOptions::default();
        options.media_type = event.content_type.as_deref();
        for row in rows(&event.body, &options) {
            let _ =
                if row.kind == RowKind::Document { table.heading(None, &row) } else { table.row(None, &row) };
        }
        // Memory takes all lines.
        let _ = table.finish();
        drop(table);
        if AutoStream::choice(&stdout()) == ColorChoice::Never {
            shown = strip_bytes(&shown).into_vec();
        }
    } else if let Ok(text) = std::str::from_utf8(&event.body) {
        shown.extend(visible(text).bytes());
        shown.push(b'\n');
    } else {
        let bytes = hexadecimal(&event.body, " ");
        shown.extend(bytes.bytes());
        shown.push(b'\n');
    }
    out.add(&shown)?;
    Ok(read.err())
}

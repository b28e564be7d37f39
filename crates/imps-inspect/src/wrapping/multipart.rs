//! Multipart bodies, and MIME entities such as mails.

use super::Wrapping;
use super::http::{Fields, charset, content};
use super::layer::{Layer, Piece, Proof};

/// A multipart body without a head, or an entity with its head.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let body = bytes.get(start..).unwrap_or_default();
    let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if let Some(boundary) = line.strip_prefix(b"--").map(<[u8]>::trim_ascii_end)
        && !boundary.is_empty()
        && !boundary.starts_with(b"---BEGIN ")
        && let Ok(boundary) = str::from_utf8(boundary)
    {
        // Other lines begin so too; one that comes again is a boundary.
        let is_boundary =
            body.windows(line.len()).skip(1).any(|part| part.starts_with(line.trim_ascii_end()));
        let pieces = if is_boundary { parts(bytes, boundary, Some(0)) } else { Vec::new() };
        return if pieces.is_empty() { Vec::new() } else { vec![Layer::new(Proof::Inside, pieces)] };
    }
    entity(bytes).into_iter().collect()
}

/// An entity with its head.
fn entity(bytes: &[u8]) -> Option<Layer<'_>> {
    let (fields, head, is_good) = Fields::parse(bytes);
    if !is_good || fields.is_empty() || head >= bytes.len() {
        return None;
    }
    fields.get("Content-Type").or_else(|| fields.get("MIME-Version"))?;
    let (charset, unknown) = charset(&fields);
    let mut content = content(&fields, bytes.get(head..)?, head);
    content.wrappings.insert(0, Wrapping::MimeHead { head });
    content.anomalies.extend(unknown);
    Some(Layer::new(Proof::Inside, content.into_pieces(&fields, charset, None)))
}

/// The parts of a body between the lines with a boundary. `offset` is the offset of the body, if
/// the layer has its bytes unchanged.
pub(super) fn parts<'b>(body: &'b [u8], boundary: &str, offset: Option<usize>) -> Vec<Piece<'b>> {
    let mark = [b"--", boundary.as_bytes()].concat();
    let mut pieces = Vec::new();
    let Some(mut at) = delimiter(body, &mark, 0) else { return pieces };
    for number in 1.. {
        let behind = at.saturating_add(mark.len());
        let rest = body.get(behind..).unwrap_or_default();
        let Some(line_end) = rest.iter().position(|byte| *byte == b'\n').filter(|_| !rest.starts_with(b"--"))
        else {
            break;
        };
        let start = behind.saturating_add(line_end).saturating_add(1);
        let next = delimiter(body, &mark, start);
        // The line end before the delimiter belongs to it.
        let end = next.map_or(body.len(), |next| {
            let before = body.get(start..next).unwrap_or_default();
            let before =
                before.strip_suffix(b"\n").map_or(before, |rest| rest.strip_suffix(b"\r").unwrap_or(rest));
            start.saturating_add(before.len())
        });
        pieces.extend(part(
            body.get(start..end).unwrap_or_default(),
            number,
            offset.map(|offset| offset.saturating_add(start)),
        ));
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    pieces
}

fn part(bytes: &[u8], number: usize, offset: Option<usize>) -> Vec<Piece<'_>> {
    let (fields, head, _) = Fields::parse(bytes);
    let (charset, unknown) = charset(&fields);
    let mut content = content(
        &fields,
        bytes.get(head..).unwrap_or_default(),
        offset.unwrap_or_default().saturating_add(head),
    );
    content.offset = content.offset.and(offset.map(|offset| offset.saturating_add(head)));
    let media_type = fields.get("Content-Type").unwrap_or_default().to_owned();
    content.wrappings.insert(0, Wrapping::Multipart { part: number, media_type });
    content.anomalies.extend(unknown);
    vec![Piece {
        wrappings: content.wrappings,
        anomalies: content.anomalies,
        charset,
        ..Piece::new(content.bytes, content.offset)
    }]
}

/// The next line that begins with a mark.
fn delimiter(body: &[u8], mark: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let found = body.get(from..)?.windows(mark.len()).position(|part| part == mark)?;
        let at = from.saturating_add(found);
        if at == 0 || body.get(at.saturating_sub(1)) == Some(&b'\n') {
            return Some(at);
        }
        from = at.saturating_add(1);
    }
}

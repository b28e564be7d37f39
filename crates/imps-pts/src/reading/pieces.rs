//! Splits a message into pieces, for tools that show the position of each.

use crate::reading::grammar::{Value, parameters_to_fault};
use crate::{Error, Preamble, PtsError, PtsErrorKind};
use imps_core::{Limits, Text};

/// A piece of a message after its preamble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The offset from the start of the message, in bytes. The piece extends to the next one,
    /// including separators.
    pub offset: usize,
    /// The number of enclosing parameters and groups.
    pub depth: u32,
    /// The content of the piece.
    pub kind: PieceKind<'a>,
}

/// The content of a piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PieceKind<'a> {
    /// The name of a parameter, as written; its value follows.
    Parameter(&'a str),
    /// The start of a group; its members follow, a level deeper.
    Group,
    /// A text, without its quotes.
    Text(Text<'a>),
}

/// Splits the parameters of a message, and stops at the first fault of the grammar. Knows no codes.
///
/// ```
/// use imps_pts::{PieceKind, pieces};
///
/// let (pieces, fault) = pieces("WV12ST1 ST=(200,\"oh no");
/// assert_eq!(pieces[2].kind, PieceKind::Text("200".into()));
/// assert_eq!((pieces[2].offset, pieces[2].depth), (12, 2));
/// assert_eq!(fault.and_then(|fault| fault.offset()), Some(16));
/// ```
pub fn pieces(message: &str) -> (Vec<Piece<'_>>, Option<Error>) {
    let (preamble, length) = match Preamble::parse(message) {
        Ok(parsed) => parsed,
        Err(error) => {
            let at = error.offset();
            let kind = PtsErrorKind::Preamble(error);
            return (Vec::new(), Some(Error::syntax(PtsError { kind, transaction_id: None }).at(at)));
        }
    };
    let (parameters, fail) = parameters_to_fault(message, length, Limits::default());
    let mut pieces = Vec::new();
    for parameter in &parameters.list {
        let kind = PieceKind::Parameter(parameter.name);
        pieces.push(Piece { offset: parameter.at as usize, depth: 0, kind });
        if let Some(value) = parameters.value(parameter) {
            push(&mut pieces, value, 1);
        }
    }
    (pieces, fail.map(|fail| fail.in_transaction(Some(preamble.transaction_id))))
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, value: Value<'_, 'a>, depth: u32) {
    let kind = value.text().map_or(PieceKind::Group, PieceKind::Text);
    pieces.push(Piece { offset: value.at() as usize, depth, kind });
    if value.is_group() {
        value.members().for_each(|member| push(pieces, member, depth.saturating_add(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(message: &str) -> (Vec<(usize, u32)>, Option<usize>) {
        let (pieces, fault) = pieces(message);
        (pieces.iter().map(|p| (p.offset, p.depth)).collect(), fault.and_then(|fault| fault.offset()))
    }

    #[test]
    fn pieces_stand_in_the_order_of_the_message() {
        assert_eq!(shapes("WV12OR3"), (vec![], None));
        assert_eq!(shapes("WV12OR3 SI=S1"), (vec![(8, 0), (11, 1)], None));
        let message = "WV12OR3 A=(b,(c,d)) E=\"f g\"";
        let expected = [(8, 0), (10, 1), (11, 2), (13, 2), (14, 3), (16, 3), (20, 0), (22, 1)];
        assert_eq!(shapes(message), (expected.to_vec(), None));
    }

    #[test]
    fn what_stands_before_a_fault_keeps_its_depth() {
        assert_eq!(shapes("WV12"), (vec![], Some(4)));
        let before = [(8, 0), (10, 1), (11, 2), (13, 2), (14, 3)];
        assert_eq!(shapes("WV12OR3 A=(b,(c,\"d"), (before.to_vec(), Some(16)));
        assert_eq!(shapes("WV12OR3 A=b C"), (vec![(8, 0), (10, 1)], Some(13)));
    }
}

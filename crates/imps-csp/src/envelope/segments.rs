//! Splits an encoded message into segments and joins them (guidelines 10 and 23). OMA-TS-IMPS-CSP,
//! "Segmentation", 1.3.
//!
//! The sources show the elements of segmentation, and not its flow. Therefore only the slices are
//! here: the caller sends them.

use crate::TransactionId;
use crate::envelope::{GetSegmentResponse, SegmentId, SegmentInfo};
use alloc::vec::Vec;
use core::fmt;
use imps_core::{Data, Extensions};

/// An encoded message that is too large for the parser of its receiver, in slices.
///
/// ```
/// use imps_csp::envelope::{SegmentJoiner, Segments};
///
/// let segments = Segments::new(b"<WV-CSP-Message/>", 10);
/// assert_eq!(segments.count(), 2);
/// let mut joiner = SegmentJoiner::new(segments.count(), 1000);
/// for number in 1..=segments.count() {
///     joiner.add(number, &segments.get(number).ok_or("no such segment")?)?;
/// }
/// assert_eq!(joiner.finish()?, b"<WV-CSP-Message/>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias("chunk", "segmentation"))]
#[derive(Clone, Copy, Debug)]
pub struct Segments<'b> {
    encoded: &'b [u8],
    size: usize,
}

impl<'b> Segments<'b> {
    /// Splits an encoded message into slices of at most `size` bytes: less than the `ParserSize` of
    /// the receiver, because each slice travels in a message of its own. A size of 0 counts as 1.
    pub const fn new(encoded: &'b [u8], size: usize) -> Self {
        Self { encoded, size: if size == 0 { 1 } else { size } }
    }

    /// The number of slices.
    pub fn count(&self) -> u32 {
        u32::try_from(self.encoded.len().div_ceil(self.size)).unwrap_or(u32::MAX)
    }

    /// The description of a slice, for the descriptor of its transaction. Numbers begin at 1.
    pub fn info<'a>(&self, transaction_id: impl Into<TransactionId<'a>>, number: u32) -> SegmentInfo<'a> {
        let segment_id = SegmentId {
            transaction_id: Some(transaction_id.into()),
            segment_reference: Some(number),
            extensions: Extensions::new(),
        };
        SegmentInfo {
            segment_count: Some(self.count()),
            segment_id: Some(segment_id),
            extensions: Extensions::new(),
        }
    }

    /// The answer to a request for a slice. `None` if there is no such slice.
    pub fn get(&self, number: u32) -> Option<GetSegmentResponse<'b>> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        let bytes = self.encoded.chunks(self.size).nth(index)?;
        let segment_content = Some(Data::Bytes(bytes.into()));
        Some(GetSegmentResponse { segment_content, extensions: Extensions::new() })
    }
}

/// Joins the slices of a message, in any order, up to a size.
#[doc(alias("chunk", "segmentation", "reassembly"))]
#[derive(Clone, Debug)]
pub struct SegmentJoiner {
    slices: Vec<Option<Vec<u8>>>,
    room: usize,
}

/// The reason why slices do not make a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SegmentError {
    /// There is no slice with this number.
    UnknownSegment(u32),
    /// The slice is missing, or has no content.
    Missing(u32),
    /// The message is larger than the receiver allows. A server refuses it with 432.
    TooLarge,
}

impl fmt::Display for SegmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownSegment(number) => write!(f, "no segment {number} in the message"),
            Self::Missing(number) => write!(f, "segment {number} is missing"),
            Self::TooLarge => f.write_str("the segments are larger than the receiver allows"),
        }
    }
}

impl core::error::Error for SegmentError {}

/// The most slices that a joiner accepts.
const MOST: u32 = 65_536;

impl SegmentJoiner {
    /// Waits for slices. `limit` is the size of the whole message, in bytes. A message of more than
    /// 65,536 slices is too large.
    pub fn new(count: u32, limit: usize) -> Self {
        let (count, room) = if count > MOST { (0, 0) } else { (count, limit) };
        let slices = core::iter::repeat_n(None, usize::try_from(count).unwrap_or_default()).collect();
        Self { slices, room }
    }

    /// Adds a slice. The same slice again changes nothing.
    ///
    /// # Errors
    /// [`UnknownSegment`](SegmentError::UnknownSegment) for a slice without content, and for a
    /// number that the message does not have. [`TooLarge`](SegmentError::TooLarge) for a message
    /// that is too large.
    pub fn add(&mut self, number: u32, segment: &GetSegmentResponse<'_>) -> Result<(), SegmentError> {
        let unknown = SegmentError::UnknownSegment(number);
        let index = number.checked_sub(1).and_then(|index| usize::try_from(index).ok()).ok_or(unknown)?;
        let slot = self.slices.get_mut(index).ok_or(unknown)?;
        let bytes = match &segment.segment_content {
            Some(Data::Bytes(bytes)) => bytes.as_slice(),
            Some(Data::Text(text)) => text.as_bytes(),
            None => return Err(SegmentError::Missing(number)),
        };
        if slot.is_none() {
            self.room = self.room.checked_sub(bytes.len()).ok_or(SegmentError::TooLarge)?;
            *slot = Some(bytes.into());
        }
        Ok(())
    }

    /// Returns the numbers of the slices that are missing.
    pub fn missing(&self) -> impl Iterator<Item = u32> {
        let numbered = (1_u32..).zip(&self.slices);
        numbered.filter(|(_, slice)| slice.is_none()).map(|(number, _)| number)
    }

    /// Returns the encoded message.
    ///
    /// # Errors
    /// [`Missing`](SegmentError::Missing) for the first missing slice, and
    /// [`TooLarge`](SegmentError::TooLarge) for a message of too many slices.
    pub fn finish(self) -> Result<Vec<u8>, SegmentError> {
        if let Some(number) = self.missing().next() {
            return Err(SegmentError::Missing(number));
        }
        if self.slices.is_empty() {
            return Err(SegmentError::TooLarge);
        }
        Ok(self.slices.into_iter().flatten().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_join_in_any_order() {
        let segments = Segments::new(b"0123456789", 4);
        assert_eq!(segments.count(), 3);
        assert!(segments.get(0).is_none() && segments.get(4).is_none());
        let info = segments.info("t1", 2);
        assert_eq!((info.segment_count, info.segment_id.unwrap().segment_reference), (Some(3), Some(2)));
        let mut joiner = SegmentJoiner::new(3, 10);
        for number in [3, 1, 3] {
            joiner.add(number, &segments.get(number).unwrap()).unwrap();
        }
        assert!(joiner.missing().eq([2]));
        assert_eq!(joiner.clone().finish(), Err(SegmentError::Missing(2)));
        joiner.add(2, &segments.get(2).unwrap()).unwrap();
        assert_eq!(joiner.finish().unwrap(), b"0123456789");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let segments = Segments::new(b"0123456789", 0);
        assert_eq!(segments.count(), 10);
        let segments = Segments::new(b"0123456789", 5);
        let second = segments.get(2).unwrap();
        let mut joiner = SegmentJoiner::new(2, 9);
        joiner.add(1, &segments.get(1).unwrap()).unwrap();
        assert_eq!(joiner.add(2, &second), Err(SegmentError::TooLarge));
        assert_eq!(joiner.add(0, &second), Err(SegmentError::UnknownSegment(0)));
        assert_eq!(joiner.add(3, &second), Err(SegmentError::UnknownSegment(3)));
        assert_eq!(joiner.add(2, &GetSegmentResponse::default()), Err(SegmentError::Missing(2)));
        let text = GetSegmentResponse { segment_content: Some(Data::Text("5678".into())), ..second };
        joiner.add(2, &text).unwrap();
        assert_eq!(joiner.finish().unwrap(), b"012345678");
        assert_eq!(SegmentJoiner::new(u32::MAX, usize::MAX).finish(), Err(SegmentError::TooLarge));
    }
}

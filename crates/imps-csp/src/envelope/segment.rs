//! Segmentation: large messages are fetched piece by piece. OMA-TS-IMPS-CSP, "Segmentation", 1.3,
//! feature `SGMNT`.

use crate::TransactionId;
use imps_core::{Data, element};

element! {
    /// Says that a transaction is a segment of a message that is too large to send at once. 1.3.
    pub struct SegmentInfo<'a> = SegmentInfo {
        /// The number of segments.
        segment_count: Option<u32> = SegmentCount,
        /// The number of this segment.
        segment_id: Option<SegmentId<'a>> = SegmentID,
    }
    models {
        "1.3" guessed: "SegmentCount, SegmentID";
    }

    /// A segment of a message. 1.3.
    pub struct SegmentId<'a> = SegmentID {
        /// The transaction that carried the first segment.
        transaction_id: Option<TransactionId<'a>> = TransactionID,
        /// The number of the segment.
        segment_reference: Option<u32> = SegmentReference,
    }
    models {
        "1.3" guessed: "TransactionID, SegmentReference";
    }

    /// Asks for another segment of a message. 1.3.
    #[doc = page!(GetSegment_Request)]
    #[doc(alias = "GetSegment-Request")]
    pub struct GetSegmentRequest<'a> = GetSegment_Request {
        /// The segment.
        segment_id: Option<SegmentId<'a>> = SegmentID,
    }
    models {
        "1.3" guessed: "SegmentID";
    }
    primitive Access ClientToServer Request;
}

element! {
    /// Contains the requested segment of a message. 1.3.
    #[doc = page!(GetSegment_Response)]
    #[doc(alias = "GetSegment-Response")]
    pub struct GetSegmentResponse<'a> = GetSegment_Response {
        /// A slice of the encoded message: bytes if the message is binary XML.
        segment_content: Option<Data<'a>> = SegmentContent,
    }
    models {
        "1.3" guessed: "SegmentContent";
    }
    primitive Access ServerToClient Response;

    /// Ends the transfer of a message before all segments were fetched. 1.3.
    #[doc = page!(DropSegment_Request)]
    #[doc(alias = "DropSegment-Request")]
    pub struct DropSegmentRequest<'a> = DropSegment_Request {
        /// The segment at which to stop.
        segment_id: Option<SegmentId<'a>> = SegmentID,
    }
    models {
        "1.3" guessed: "SegmentID";
    }
    primitive Access ClientToServer Request;
}

//! Fetching large messages piece by piece. OMA-TS-IMPS-CSP, "Segmentation", 1.3, feature `SGMNT`.

use crate::TransactionId;
use imps_core::{Data, element};

element! {
    /// That a transaction is a part of a message too large to send at once. 1.3.
    pub struct SegmentInfo<'a> = SegmentInfo {
        /// How many parts there are.
        segment_count: Option<u32> = SegmentCount,
        /// Which part this is.
        segment_id: Option<SegmentId<'a>> = SegmentID,
    }
    models {
        "1.3" inferred: "SegmentCount, SegmentID";
    }

    /// A part of a message. 1.3.
    pub struct SegmentId<'a> = SegmentID {
        /// The transaction that carried the first part.
        transaction_id: Option<TransactionId<'a>> = TransactionID,
        /// The number of the part.
        segment_reference: Option<u32> = SegmentReference,
    }
    models {
        "1.3" inferred: "TransactionID, SegmentReference";
    }

    /// Asks for another part of a message. 1.3.
    #[doc = page!(GetSegment_Request)]
    pub struct GetSegmentRequest<'a> = GetSegment_Request {
        /// The part.
        segment_id: Option<SegmentId<'a>> = SegmentID,
    }
    models {
        "1.3" inferred: "SegmentID";
    }

    /// The part of a message that was asked for. 1.3.
    #[doc = page!(GetSegment_Response)]
    pub struct GetSegmentResponse<'a> = GetSegment_Response {
        /// A slice of the encoded message: octets when that is binary XML.
        segment_content: Option<Data<'a>> = SegmentContent,
    }
    models {
        "1.3" inferred: "SegmentContent";
    }

    /// Gives up fetching the rest of a message. 1.3.
    #[doc = page!(DropSegment_Request)]
    pub struct DropSegmentRequest<'a> = DropSegment_Request {
        /// The part at which to stop.
        segment_id: Option<SegmentId<'a>> = SegmentID,
    }
    models {
        "1.3" inferred: "SegmentID";
    }
}

//! Polls the server for waiting requests. OMA-TS-IMPS-CSP.

use imps_core::element;

element! {
    /// Asks for the next request that the server has queued; the transaction identifier is empty.
    ///
    /// The answer is that request, or nothing at all if the queue is empty.
    #[doc = page!(Polling_Request)]
    #[doc(alias("Polling-Request", "polling"))]
    pub struct PollingRequest<'a> = Polling_Request {}
    models {
        "1.1-1.3": "EMPTY";
    }
    primitive Access ClientToServer Request;
}

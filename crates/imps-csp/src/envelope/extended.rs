//! Transactions that vendors add. OMA-TS-IMPS-CSP, "Extended primitives", since 1.2.

use imps_core::{Node, element};

element! {
    /// A request of a vendor. Since 1.2.
    #[doc = page!(Extended_Request)]
    #[doc(alias = "Extended-Request")]
    pub struct ExtendedRequest<'a> = Extended_Request in "1.2-1.3" {
        @any {
            /// The whole element with its attributes. Its content declares its own namespace.
            element: Node<'a>,
        }
    }
    primitive Extension Both Request;

    /// Answers a request of a vendor. Since 1.2.
    #[doc = page!(Extended_Response)]
    #[doc(alias = "Extended-Response")]
    pub struct ExtendedResponse<'a> = Extended_Response in "1.2-1.3" {
        @any {
            /// The whole element with its attributes. Its content declares its own namespace.
            element: Node<'a>,
        }
    }
    primitive Extension Both Response;
}

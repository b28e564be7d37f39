//! The negotiation of the services of a session. OMA-TS-IMPS-CSP.

use crate::ClientId;
use crate::service::features::{AllFunctions, Functions};
use alloc::boxed::Box;
use imps_core::element;

element! {
    /// Proposes the services of the session.
    #[doc = page!(Service_Request)]
    #[doc(alias = "Service-Request")]
    pub struct ServiceRequest<'a> = Service_Request {
        /// The requesting client. It belongs to 1.1, but real 1.2 clients still send it. Every
        /// version therefore writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// The services that the client requests.
        functions: Option<Box<Functions<'a>>> = Functions,
        /// Whether the answer lists all services of the server.
        all_functions_request: bool = AllFunctionsRequest,
    }
    models {
        "1.1": "ClientID, Functions, AllFunctionsRequest";
        "1.2-1.3": "Functions, AllFunctionsRequest";
    }
    primitive Service ClientToServer Request;

    /// Answers [`ServiceRequest`].
    #[doc = page!(Service_Response)]
    #[doc(alias = "Service-Response")]
    pub struct ServiceResponse<'a> = Service_Response {
        /// The requesting client. It belongs to 1.1, but every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// The requested services that are *not* agreed; missing if all are agreed.
        functions: Option<Box<Functions<'a>>> = Functions,
        /// All services of the server, if the client asked for them.
        all_functions: Option<Box<AllFunctions<'a>>> = AllFunctions,
    }
    models {
        "1.1": "ClientID, Functions?, AllFunctions?";
        "1.2-1.3": "Functions?, AllFunctions?";
    }
    primitive Service ServerToClient Response;
}

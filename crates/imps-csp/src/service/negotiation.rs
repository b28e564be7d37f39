//! Which services a session may use. OMA-TS-IMPS-CSP.

use crate::ClientId;
use crate::service::features::{AllFunctions, Functions};
use alloc::boxed::Box;
use imps_core::element;

element! {
    /// Proposes the services of the session.
    #[doc = page!(Service_Request)]
    pub struct ServiceRequest<'a> = Service_Request {
        /// The client that asks. It belongs to 1.1, but real 1.2 clients still send it, so every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// What the client would like to use.
        functions: Option<Box<Functions<'a>>> = Functions,
        /// Whether the answer shall list everything the server offers.
        all_functions_request: bool = AllFunctionsRequest,
    }
    models {
        "1.1": "ClientID, Functions, AllFunctionsRequest";
        "1.2-1.3": "Functions, AllFunctionsRequest";
    }

    /// Answers [`ServiceRequest`].
    #[doc = page!(Service_Response)]
    pub struct ServiceResponse<'a> = Service_Response {
        /// The client that asked. It belongs to 1.1, but every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// What is *not* agreed of what was asked for; missing when everything is agreed.
        functions: Option<Box<Functions<'a>>> = Functions,
        /// Everything the server offers, when that was asked for.
        all_functions: Option<Box<AllFunctions<'a>>> = AllFunctions,
    }
    models {
        "1.1": "ClientID, Functions?, AllFunctions?";
        "1.2-1.3": "Functions?, AllFunctions?";
    }
}

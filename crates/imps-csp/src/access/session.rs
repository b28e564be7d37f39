//! The life of a session after login. OMA-TS-IMPS-CSP.

use crate::Outcome;
use imps_core::element;

element! {
    /// Ends the session. The answer is [`Disconnect`] in 1.1 and a [`Status`](crate::Status) later.
    #[doc = page!(Logout_Request)]
    pub struct LogoutRequest<'a> = Logout_Request {}
    models {
        "1.1-1.3": "EMPTY";
    }

    /// The server ends the session: on its own in mode `Request`, or in answer to a 1.1 logout.
    #[doc = page!(Disconnect)]
    pub struct Disconnect<'a> = Disconnect {
        /// Why.
        result: Outcome<'a> = Result,
    }
    models {
        "1.1-1.3": "Result";
    }
    duplicates refused;

    /// Starts the timer of the session anew.
    #[doc = page!(KeepAlive_Request)]
    pub struct KeepAliveRequest<'a> = KeepAlive_Request {
        /// The session's life without traffic that the client would like from now on, in seconds.
        time_to_live: Option<u32> = TimeToLive,
    }
    models {
        "1.1-1.3": "TimeToLive?";
    }

    /// Answers [`KeepAliveRequest`].
    #[doc = page!(KeepAlive_Response)]
    pub struct KeepAliveResponse<'a> = KeepAlive_Response {
        /// Whether the timer was started; 605 when the proposed time was not accepted.
        result: Outcome<'a> = Result,
        /// The time to live that holds, in seconds, when the server imposes another than was asked for.
        keep_alive_time: Option<u32> = KeepAliveTime,
    }
    models {
        "1.1-1.3": "Result, KeepAliveTime?";
    }
}

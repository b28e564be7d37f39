//! The lifetime of a session after login. OMA-TS-IMPS-CSP.

use crate::{Outcome, Primitive, Status};
use imps_core::{Extensions, Version, element};

element! {
    /// Ends the session. The answer is [`Disconnect`] in 1.1 and a [`Status`](crate::Status) later.
    #[doc = page!(Logout_Request)]
    #[doc(alias = "Logout-Request")]
    pub struct LogoutRequest<'a> = Logout_Request {}
    models {
        "1.1-1.3": "EMPTY";
    }
    primitive Access ClientToServer Request;

    /// Reports that the server ends the session: on its own in mode `Request`, or as the answer to
    /// a 1.1 logout.
    #[doc = page!(Disconnect)]
    pub struct Disconnect<'a> = Disconnect {
        /// The reason.
        result: Outcome<'a> = Result,
    }
    models {
        "1.1-1.3": "Result";
    }
    duplicates refused;
    primitive Access ServerToClient Both;

    /// Restarts the timer of the session.
    #[doc = page!(KeepAlive_Request)]
    #[doc(alias = "KeepAlive-Request")]
    pub struct KeepAliveRequest<'a> = KeepAlive_Request {
        /// The requested lifetime of the session without traffic from now on, in seconds.
        time_to_live: Option<u32> = TimeToLive,
    }
    models {
        "1.1-1.3": "TimeToLive?";
    }
    primitive Access ClientToServer Request;
}

element! {
    /// Answers [`KeepAliveRequest`].
    #[doc = page!(KeepAlive_Response)]
    #[doc(alias = "KeepAlive-Response")]
    pub struct KeepAliveResponse<'a> = KeepAlive_Response {
        /// Whether the timer was started; 605 if the server did not accept the proposed time.
        result: Outcome<'a> = Result,
        /// The actual lifetime in seconds, if the server sets another than the requested one.
        keep_alive_time: Option<u32> = KeepAliveTime,
    }
    models {
        "1.1-1.3": "Result, KeepAliveTime?";
    }
    primitive Access ServerToClient Response;
}

impl LogoutRequest<'_> {
    /// Makes the answer in the form of a version: a [`Disconnect`] in 1.1, a [`Status`] later.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::StatusCode;
    /// use imps_csp::access::LogoutRequest;
    ///
    /// let answer = |version| LogoutRequest::answer(version, StatusCode::SUCCESS);
    /// assert_eq!(answer(Version::V1_1).name(), "Disconnect");
    /// assert_eq!(answer(Version::V1_2).name(), "Status");
    /// ```
    pub fn answer<'a>(version: Version, result: impl Into<Outcome<'a>>) -> Primitive<'a> {
        let (result, extensions) = (result.into(), Extensions::new());
        if version == Version::V1_1 {
            Disconnect { result, extensions }.into()
        } else {
            Status { result, client_id: None, extensions }.into()
        }
    }
}

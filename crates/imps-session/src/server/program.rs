//! Programs that answer at once.

use super::{Call, Credentials, LoginCall, Sessions, Step};
use http::Response;
use imps_transport::http::{Head, Server};
use oma_imps::csp::Primitive;
use std::time::Duration;

/// The knowledge of a program that answers at once. A program that waits, for example for a
/// database, takes the [`Step`]s itself.
pub trait Program {
    /// Returns the credentials of a user who logs in.
    fn credentials(&mut self, login: &LoginCall<'_>) -> Credentials;

    /// Returns 32 bytes that nobody can guess, such as from the operating system. Called once per
    /// half of a login.
    fn random(&mut self) -> [u8; 32];

    /// Performs a request, and returns the answer: the one of the request, or a
    /// [`Status`](oma_imps::csp::Status).
    fn perform(&mut self, sessions: &mut Sessions, call: &Call<'_>, now: Duration) -> Primitive<'static>;
}

impl Sessions {
    /// Answers a request over HTTP: reads it, and takes all steps. Broken requests get the reply of
    /// their [`Refusal`](imps_transport::http::Refusal).
    pub fn serve<'h>(
        &mut self,
        program: &mut impl Program,
        server: &Server,
        head: impl Into<Head<'h>>,
        body: &'h [u8],
        now: Duration,
    ) -> Response<Vec<u8>> {
        let arrived = match server.arrived(head, body) {
            Ok(arrived) => arrived,
            Err(refusal) => return refusal.to_response(),
        };
        let mut step = self.arrived(&arrived, now);
        loop {
            step = match step {
                Step::Reply(reply) => return reply,
                Step::LogIn(call) => {
                    let credentials = program.credentials(&call);
                    self.log_in(call, &credentials, program.random(), now)
                }
                Step::Perform(call) => {
                    let answer = program.perform(self, &call, now);
                    self.answer(call, answer, now)
                }
            };
        }
    }
}

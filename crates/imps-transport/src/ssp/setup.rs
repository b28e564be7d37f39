//! The messages that open a session, over HTTP.

use crate::http::{Arrived, Refusal, format::head};
use ::http::{Response, StatusCode};
use oma_imps::ssp::Message;
use oma_imps::ssp::handshake::{Credentials, Established, HandshakeError, Post, Setups, Step};
use std::time::Duration;

/// The effect of a message that opens a session.
#[derive(Debug)]
#[non_exhaustive]
pub struct Setup {
    /// The reply to the message.
    pub reply: Response<()>,
    /// The next message, to post to the server that is [looked up](super::srv_name) for its domain.
    pub post: Option<Post>,
    /// The session, if it is open.
    pub session: Option<Box<Established>>,
    /// The reason why the message was refused.
    pub error: Option<HandshakeError>,
}

/// Passes a document of another server on to the set-ups.
///
/// | result | reply |
/// | --- | --- |
/// | the next step, and a message that was [replayed](HandshakeError::Replayed) | 200 |
/// | a crossed or parallel set-up, a refusal, a wrong proof: the peer did its part | 200 |
/// | a message that belongs to no set-up, or to one that is over | 404 |
/// | too many set-ups; the peer may try again | 503 |
/// | anything else | 400 |
///
/// All replies are empty. The known server closes the connection instead of 404 and 400.
///
/// # Errors
/// A [`Refusal`] of the kind [`Reason::Document`](crate::http::Reason::Document), if the document
/// cannot be read.
pub fn receive_setup(
    setups: &mut Setups,
    arrived: &Arrived<'_>,
    now: Duration,
    fresh: impl FnOnce() -> Credentials,
) -> Result<Setup, Refusal> {
    let message: Message<'_> = arrived.read()?;
    let reply = |status| head(status, None, 0);
    Ok(match setups.receive(&message, now, fresh) {
        Ok(Step::Reply(post)) => {
            Setup { reply: reply(StatusCode::OK), post: Some(post), session: None, error: None }
        }
        Ok(Step::Established { session, reply: post }) => {
            Setup { reply: reply(StatusCode::OK), post, session: Some(session), error: None }
        }
        Err(error) => Setup {
            reply: reply(status(&error)),
            post: error.reply().cloned(),
            session: None,
            error: Some(error),
        },
    })
}

fn status(error: &HandshakeError) -> StatusCode {
    match error {
        HandshakeError::Replayed { .. }
        | HandshakeError::Crossed(_)
        | HandshakeError::UnderWay(_)
        | HandshakeError::Refused { .. }
        | HandshakeError::WrongDigest { .. }
        | HandshakeError::MissingSessionId { .. } => StatusCode::OK,
        HandshakeError::UnknownTransaction
        | HandshakeError::Over
        | HandshakeError::TimedOut
        | HandshakeError::NotSetup => StatusCode::NOT_FOUND,
        HandshakeError::Full | HandshakeError::Credentials => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}

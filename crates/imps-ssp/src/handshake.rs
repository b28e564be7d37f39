//! Opening a session between two servers: six messages, without I/O and without a clock.
//!
//! | | from | message | says |
//! | --- | --- | --- | --- |
//! | 1 | initiator | `SendSecretToken` | its secret, and under which domain it asks |
//! | 2 | responder | `SendSecretToken` | its secret, **to the server found for the domain that the first message claims** |
//! | 3 | initiator | `LoginRequest` | the digest of the responder's secret: it was there to receive it |
//! | 4 | responder | `LoginRequest` | the digest of the initiator's secret |
//! | 5 | initiator | `LoginResponse` | how it will name the session |
//! | 6 | responder | `LoginResponse` | how it will name the session |
//!
//! Each is a document of its own, posted to the other server. The session is open for the responder after message 5, and for
//! the initiator after message 6: a responder should see message 6 acknowledged before it uses the session.
//!
//! [`Setups`] holds all set-ups of a server, [`Handshake`] is a single one. They take messages and say what is to be [posted](Post);
//! finding servers, posting, random numbers and timers are the caller's. What they send says version 1.3, the only one that was seen.
//!
//! ```
//! use imps_ssp::handshake::{Credentials, SetupLimits, Setups, Step};
//! use std::time::Duration;
//!
//! let mut alpha = Setups::new("alpha.example".parse()?, SetupLimits::default());
//! let mut beta = Setups::new("beta.example".parse()?, SetupLimits::default());
//! let now = Duration::ZERO; // `start.elapsed()`
//! // In earnest, texts that nobody can guess.
//! let of_alpha = Credentials::new("5f2c9a1e77d04b3f", "71@alpha.example", "71");
//! let of_beta = || Credentials::new("c3e81d6604aa49bd", "1904@beta.example", "1904");
//!
//! // Every message is posted to the server that is looked up for `post.to`.
//! let mut next = Some(alpha.initiate("beta.example".parse()?, of_alpha, now)?);
//! let (mut posted, mut sessions) = (0, Vec::new());
//! while let Some(post) = next {
//!     posted += 1;
//!     let receiver = if post.to == *alpha.own() { &mut alpha } else { &mut beta };
//!     next = match receiver.receive(&post.message, now, of_beta)? {
//!         Step::Reply(post) => Some(post),
//!         Step::Established { session, reply } => {
//!             sessions.push(session);
//!             reply
//!         }
//!     };
//! }
//! let [at_beta, at_alpha] = &sessions[..] else { panic!("two sides, two views") };
//! assert_eq!(posted, 6);
//! assert_eq!((at_beta.peer.as_str(), &at_beta.peer_session_id), ("alpha.example", &at_alpha.own_session_id));
//! assert_eq!(at_alpha.peer_session_id, "1904@beta.example");
//! # Ok::<(), imps_ssp::handshake::HandshakeError>(())
//! ```

mod credentials;
mod domain;
mod error;
mod machine;
mod setups;

pub use credentials::Credentials;
pub use domain::Domain;
pub use error::HandshakeError;
pub use machine::Handshake;
pub use setups::{SetupLimits, Setups};

use crate::common::SessionId;
use crate::envelope::Message;
use alloc::boxed::Box;

/// A message, and the server that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The domain to look the server up for. A message never goes back to where another came from.
    pub to: Domain,
    /// What to send.
    pub message: Message<'static>,
}

/// What is next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send this, and wait for the next message.
    Reply(Post),
    /// The session is open.
    Established {
        /// What is known of it.
        session: Box<Established>,
        /// The last message, of a responder: the session is open for the peer when it arrives.
        reply: Option<Post>,
    },
}

/// Which side of a set-up a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It sends the first message.
    Initiator,
    /// It answers, to the domain that the first message claims.
    Responder,
}

/// A session that is open.
///
/// An older session with the same peer is to be dropped only now: before, anybody could have opened in its name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Established {
    /// The own domain.
    pub own: Domain,
    /// The domain of the peer: the server found for it has received the secret.
    pub peer: Domain,
    /// Which side this server was.
    pub role: Role,
    /// The half of the session's name that stands in documents of this server.
    pub own_session_id: SessionId<'static>,
    /// The half that stands in documents of the peer, in whatever form. Other peers may have the same.
    pub peer_session_id: SessionId<'static>,
    /// How long this server lets it last, in seconds.
    pub own_time_to_live: Option<u32>,
    /// How long the peer lets it last, in seconds, as it said last.
    pub peer_time_to_live: Option<u32>,
}

impl Established {
    /// How long both let it last, in seconds; `None` if neither has set an end.
    pub fn time_to_live(&self) -> Option<u32> {
        self.own_time_to_live.into_iter().chain(self.peer_time_to_live).min()
    }
}

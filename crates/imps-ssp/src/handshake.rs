//! Opens a session between two servers: six messages, without I/O and without a clock.
//!
//! | | from | message | content |
//! | --- | --- | --- | --- |
//! | 1 | initiator | `SendSecretToken` | its secret, and the domain that it claims |
//! | 2 | responder | `SendSecretToken` | its secret, **to the server found for the domain that the first message claims** |
//! | 3 | initiator | `LoginRequest` | the digest of the responder's secret: proof that it received the secret |
//! | 4 | responder | `LoginRequest` | the digest of the initiator's secret |
//! | 5 | initiator | `LoginResponse` | its name for the session |
//! | 6 | responder | `LoginResponse` | its name for the session |
//!
//! Each message is a separate document, posted to the other server. The session is open for the
//! responder after message 5, and for the initiator after message 6. A responder should wait until
//! message 6 is acknowledged before it uses the session.
//!
//! [`Setups`] holds all set-ups of a server, [`Handshake`] is a single one. They take messages and
//! return the messages to [post](Post). The caller finds servers, posts, and provides random
//! numbers and timers. All messages state version 1.3, the only known one.
//!
//! ```
//! use imps_ssp::handshake::{Credentials, SetupLimits, Setups, Step};
//! use std::time::Duration;
//!
//! let mut alpha = Setups::new("alpha.example".parse()?, SetupLimits::default());
//! let mut beta = Setups::new("beta.example".parse()?, SetupLimits::default());
//! let now = Duration::ZERO; // `start.elapsed()`
//! // In a real program, texts that nobody can guess.
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

/// A message, and the server to which it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The domain of the server to look up. A message never goes back to the address from which
    /// another came.
    pub to: Domain,
    /// The message to send.
    pub message: Message<'static>,
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send this message, and wait for the next one.
    Reply(Post),
    /// The session is open.
    Established {
        /// The facts about the session.
        session: Box<Established>,
        /// The last message of a responder. The session is open for the peer when it arrives.
        reply: Option<Post>,
    },
}

/// The side of a server in a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The server sends the first message.
    Initiator,
    /// The server answers, to the domain that the first message claims.
    Responder,
}

/// An open session.
///
/// Drop an older session with the same peer only now: before this point anybody could have opened
/// one in the peer's name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Established {
    /// The server's own domain.
    pub own: Domain,
    /// The domain of the peer: the server found for this domain has received the secret.
    pub peer: Domain,
    /// The side of this server.
    pub role: Role,
    /// The name of the session in documents of this server.
    pub own_session_id: SessionId<'static>,
    /// The name of the session in documents of the peer, in any form. Other peers may use the same
    /// name.
    pub peer_session_id: SessionId<'static>,
    /// The lifetime that this server grants, in seconds.
    pub own_time_to_live: Option<u32>,
    /// The lifetime that the peer grants, in seconds, as it stated last.
    pub peer_time_to_live: Option<u32>,
}

impl Established {
    /// Returns the lifetime that both grant, in seconds; `None` if neither has set a limit.
    pub fn time_to_live(&self) -> Option<u32> {
        self.own_time_to_live.into_iter().chain(self.peer_time_to_live).min()
    }
}

//! The protocol between servers on HTTP. OMA-TS-IMPS-SSP_Transport.
//!
//! Both servers are HTTP clients and HTTP servers. Each posts its documents to the other and gets
//! an empty reply; the answer to a document comes as another post, in the other direction.
//!
//! | step | call |
//! | --- | --- |
//! | look up the peer in the DNS | [`srv_name`], [`order`], [`urls`] |
//! | post a document | [`Sender::post`], then [`Sender::receive`] for the reply |
//! | repeat it until it is delivered | [`Delivery`], a [`Machine`](crate::Machine) |
//! | receive a document | [`Server::arrived`](crate::http::Server::arrived) |
//! | open a session | [`receive_setup`] |
//! | drop a document that came twice | [`Recent`] |
//!
//! The reply to a document is [`empty`](crate::http::empty), or a
//! [`Refusal`](crate::http::Refusal): 400 for a document that cannot be read, 404 for an unknown
//! session.

mod delivery;
mod recent;
mod sender;
mod setup;
mod srv;

pub use delivery::{Delivery, DeliveryEvent, lifetime};
pub use recent::{Recent, RecentLimits};
pub use sender::{NotDelivered, Sender};
pub use setup::{Setup, receive_setup};
pub use srv::{Srv, order, srv_name, urls};

//! The settings of a server.

use crate::services::all_services;
use imps_transport::agreed::Offer;
use imps_transport::mailbox::MailboxOptions;
use oma_imps::Version;
use oma_imps::csp::DigestSchema;
use oma_imps::csp::service::ServiceTree;
use std::time::Duration;

/// The settings, limits and times of [`Sessions`](super::Sessions).
///
/// ```
/// use imps_session::server::SessionOptions;
/// use std::time::Duration;
/// let options = SessionOptions::default().with_time_to_live(Duration::from_secs(300));
/// assert_eq!(options.slack, Duration::from_secs(60));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SessionOptions {
    /// The versions of the server, at least one. Default: all.
    pub versions: Vec<Version>,
    /// The home domain, which users may leave out. Default: empty.
    pub domain: String,
    /// The services of the server. Default: all.
    pub services: ServiceTree,
    /// The services that a session may use before it has negotiated its services. Default: none, so
    /// that only mandatory requests are allowed.
    pub services_before: ServiceTree,
    /// The ways to wake a client, and the settings of polling. The address for `SHTTP` gets a part
    /// at its end that differs per session. Default: no way.
    pub offer: Offer,
    /// The digests of the four-way login, best first. Default: SHA, MD5.
    pub digests: Vec<DigestSchema<'static>>,
    /// Whether clients may send their password in clear. Default: yes.
    pub allows_passwords: bool,
    /// The lifetime of a session without traffic, if the client asks for none. Default: ten
    /// minutes.
    pub time_to_live: Duration,
    /// The shortest lifetime that a client gets. Default: one minute.
    pub shortest: Duration,
    /// The longest lifetime that a client gets. Default: one day.
    pub longest: Duration,
    /// The time after the lifetime until a session ends. Default: one minute.
    pub slack: Duration,
    /// The time that a client has for the second half of the four-way login. Default: two minutes.
    pub challenge_time: Duration,
    /// The maximum number of challenges without an answer. The oldest gives way. Default: 4,096.
    pub challenges: usize,
    /// The maximum number of sessions. Default: 100,000.
    pub sessions: usize,
    /// The maximum number of sessions per user. The one that was silent longest gives way.
    /// Default: 8.
    pub sessions_per_user: usize,
    /// The maximum number of requests per message; the others are answered 507. Default: 16.
    pub transactions: usize,
    /// The largest answer in bytes that is kept for a repeated request. Default: 2,048.
    pub kept_answer: usize,
    /// The settings of the mailboxes. Default: the ones of `imps-transport`, with 4 kept answers. A
    /// message with more requests keeps all of its answers.
    pub mailbox: MailboxOptions,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            versions: Version::ALL.to_vec(),
            domain: String::new(),
            services: all_services(),
            services_before: ServiceTree::EMPTY,
            offer: Offer::default(),
            digests: vec![DigestSchema::Sha, DigestSchema::Md5],
            allows_passwords: true,
            time_to_live: Duration::from_secs(600),
            shortest: Duration::from_secs(60),
            longest: Duration::from_secs(24 * 60 * 60),
            slack: Duration::from_secs(60),
            challenge_time: Duration::from_secs(120),
            challenges: 4096,
            sessions: 100_000,
            sessions_per_user: 8,
            transactions: 16,
            kept_answer: 2048,
            mailbox: MailboxOptions::default().with_answers(4),
        }
    }
}

macro_rules! setters {
    ($($setter:ident $field:ident: $type:ty;)*) => {
        impl SessionOptions { $(
            #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
            #[must_use]
            pub fn $setter(self, $field: impl Into<$type>) -> Self {
                Self { $field: $field.into(), ..self }
            }
        )* }
    };
}

setters! {
    with_versions versions: Vec<Version>;
    with_domain domain: String;
    with_services services: ServiceTree;
    with_services_before services_before: ServiceTree;
    with_offer offer: Offer;
    with_digests digests: Vec<DigestSchema<'static>>;
    with_passwords allows_passwords: bool;
    with_time_to_live time_to_live: Duration;
    with_shortest shortest: Duration;
    with_longest longest: Duration;
    with_slack slack: Duration;
    with_challenge_time challenge_time: Duration;
    with_challenges challenges: usize;
    with_sessions sessions: usize;
    with_sessions_per_user sessions_per_user: usize;
    with_transactions transactions: usize;
    with_kept_answer kept_answer: usize;
    with_mailbox mailbox: MailboxOptions;
}

impl SessionOptions {
    /// Returns the lifetime that a client gets which asks for some seconds.
    pub(super) fn lifetime(&self, wanted: Option<u32>) -> Duration {
        let wanted = wanted.map_or(self.time_to_live, |seconds| Duration::from_secs(seconds.into()));
        wanted.min(self.longest).max(self.shortest)
    }

    /// Returns the version for the answer to a message of a version that the server lacks: the
    /// nearest older one, because its clients know it, else the oldest.
    pub(super) fn nearest(&self, version: Version) -> Version {
        let older = self.versions.iter().filter(|own| **own <= version).max();
        older.or(self.versions.iter().min()).copied().unwrap_or_default()
    }
}

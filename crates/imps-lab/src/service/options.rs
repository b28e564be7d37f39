//! The settings of the service.

use super::recorder::Log;
use crate::world::Account;
use imps_csp::Secret;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The domain of the users, unless the operator names another.
pub const DOMAIN: &str = "lab.example";

/// The settings of [`serve`](super::serve).
///
/// ```
/// use imps_lab::service::ServiceOptions;
///
/// let options = ServiceOptions::default();
/// assert!(options.listen.ip().is_loopback());
/// assert_eq!(options.accounts.len(), 2);
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct ServiceOptions {
    /// The address of HTTP. Default: port 8080 of the loopback.
    pub listen: SocketAddr,
    /// The UDP address of WSP without connection. Default: port 9200 of the loopback.
    pub wap: Option<SocketAddr>,
    /// The address of the connections for wake-ups. Default: port 3171 of the loopback.
    pub cir_tcp: Option<SocketAddr>,
    /// The host that clients get for wake-ups. Default: the address on which the service listens.
    pub host: Option<String>,
    /// The domain of the users. Default: [`DOMAIN`].
    pub domain: String,
    /// The users. Default: ann and bob, with the passwords `ann` and `bob`.
    pub accounts: Vec<Account>,
    /// Whether there is a user `echo`, who sends each message back. Default: no.
    pub echo: bool,
    /// Whether the first login of an unknown user, with a password in clear, makes an account.
    /// Default: no.
    pub register: bool,
    /// Whether documents that break a rule are refused, and services must be negotiated. Default:
    /// no.
    pub pedantic: bool,
    /// The servers of other domains, with their URLs. Default: none.
    pub peers: Vec<(String, String)>,
    /// The file of pcapng for the traffic. Default: none.
    pub record: Option<PathBuf>,
    /// The file that keeps users, lists, groups and waiting messages. It is read at the start if it
    /// is there, and written soon after changes, and at the end. Default: none.
    pub state: Option<PathBuf>,
    /// The time for which the log waits for the answer to a request. Default: two seconds.
    pub patience: Duration,
    /// The time in which the head of the next request must be there on a connection of HTTP.
    /// Otherwise the connection ends. Default: five minutes.
    pub idle: Duration,
    /// Takes each line of the log. Default: nobody does.
    pub log: Log,
}

impl Default for ServiceOptions {
    fn default() -> Self {
        let local = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        Self {
            listen: local(8080),
            wap: Some(local(imps_transport::wsp::PORT)),
            cir_tcp: Some(local(imps_transport::agreed::DEFAULT_TCP_PORT)),
            host: None,
            domain: DOMAIN.into(),
            accounts: ["ann", "bob"].map(|name| user(name, name, DOMAIN)).into(),
            echo: false,
            register: false,
            pedantic: false,
            peers: Vec::new(),
            record: None,
            state: None,
            patience: Duration::from_secs(2),
            idle: Duration::from_secs(300),
            log: Arc::new(|_| {}),
        }
    }
}

/// Makes a user.
pub(super) fn user(name: &str, password: &str, domain: &str) -> Account {
    let password: Secret<'static> = password.to_owned().into();
    Account { password, ..Account::new(format!("wv:{name}@{domain}")) }
}

macro_rules! setters {
    ($($(#[$meta:meta])* $setter:ident $field:ident: $type:ty;)*) => {
        impl ServiceOptions { $(
            #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
            #[must_use]
            pub fn $setter(self, $field: impl Into<$type>) -> Self {
                Self { $field: $field.into(), ..self }
            }
        )* }
    };
}

setters! {
    with_listen listen: SocketAddr;
    with_wap wap: Option<SocketAddr>;
    with_cir_tcp cir_tcp: Option<SocketAddr>;
    with_host host: Option<String>;
    with_domain domain: String;
    with_accounts accounts: Vec<Account>;
    with_echo echo: bool;
    with_register register: bool;
    with_pedantic pedantic: bool;
    with_peers peers: Vec<(String, String)>;
    with_record record: Option<PathBuf>;
    with_state state: Option<PathBuf>;
    with_patience patience: Duration;
    with_idle idle: Duration;
}

impl ServiceOptions {
    /// Uses free ports of the loopback, for tests.
    #[must_use]
    pub fn on_free_ports(self) -> Self {
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self { listen: free, wap: Some(free), cir_tcp: Some(free), ..self }
    }

    /// Moves the users to another domain.
    #[must_use]
    pub fn in_domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = domain.into();
        for account in &mut self.accounts {
            let name = account.user_id.address().user().unwrap_or_default().to_owned();
            account.user_id = format!("wv:{name}@{}", self.domain).into();
        }
        self
    }

    /// Sets the taker of the lines of the [log](Self::log).
    #[must_use]
    pub fn with_log(self, log: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { log: Arc::new(log), ..self }
    }
}

impl fmt::Debug for ServiceOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { listen, wap, cir_tcp, domain, .. } = self;
        f.debug_struct("ServiceOptions")
            .field("listen", listen)
            .field("wap", wap)
            .field("cir_tcp", cir_tcp)
            .field("domain", domain)
            .finish_non_exhaustive()
    }
}

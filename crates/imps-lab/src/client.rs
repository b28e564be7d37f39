//! A client for scripts: commands and events are lines of JSON.
//!
//! It logs in, takes a command per line, writes an event per line, and logs out at the end of the
//! commands. The next command waits until the answer to the last one is there.
//!
//! | command | effect |
//! | --- | --- |
//! | `{"do":"send","to":"wv:bob@example.com","text":"hello","report":true}` | sends a message to a user, a contact list or a group |
//! | `{"do":"presence","text":"at lunch","availability":"DISCREET"}` | publishes presence |
//! | `{"do":"watch","users":["wv:bob@example.com"]}` | subscribes to the presence of users |
//! | `{"do":"request","request":{"GetSPInfo-Request":{}}}` | sends any request, with the names of the standard |
//! | `{"do":"wait","seconds":10}` | waits for events so long |
//! | `{"do":"wait","for":"message","seconds":10}` | waits at most so long for an event of this name that no wait has taken |
//! | `{"do":"logout"}` | logs out, whatever follows |
//!
//! | event | content |
//! | --- | --- |
//! | `{"event":"logged-in",..}` | `version`, `session` |
//! | `{"event":"login-failed",..}` | `error` |
//! | `{"event":"answer",..}` | `line` of the command, `code` or `error`, and the whole `answer` |
//! | `{"event":"message",..}` | `from`, `text` (none for other content), `id`, and the whole `request` |
//! | `{"event":"presence",..}` | `user` and `presence`, an event per user |
//! | `{"event":"request",..}` | any other `request` of the server |
//! | `{"event":"bad-command",..}` | `line` and `error`: the command did nothing |
//! | `{"event":"ended",..}` | `reason` |

mod command;
mod event;
mod lines;
mod post;

use command::{Command, Wait};
use event::Event;
use imps_session::client::{Client, ClientEvent, ClientOptions, Ended, LoginError, Ticket};
use imps_transport::http::{self, InvalidSapUrl, SapUrl};
use imps_transport::schedule::Rules;
use imps_transport::{Action, Machine as _};
use oma_imps::{Syntax, Version};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The settings of the client.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClientSettings {
    /// The address of the server, such as `http://127.0.0.1:8080/`.
    pub server: String,
    /// The user, such as `wv:ann@example.com`.
    pub user: String,
    /// The password.
    pub password: String,
    /// The only version that the client speaks. `None`: the newest that the server speaks.
    pub version: Option<Version>,
    /// The syntax.
    pub syntax: Syntax,
    /// The name of the client, which is the same at each login.
    pub client: String,
    /// The time between two polls while a script waits.
    pub poll_every: Duration,
    /// The time without data after which a reply does not come any more.
    pub reply_time: Duration,
}

impl ClientSettings {
    /// The settings of a user: binary XML, the newest version, a poll per second, and half a minute for
    /// a reply.
    pub fn new(server: impl Into<String>, user: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            server: server.into(),
            user: user.into(),
            password: password.into(),
            version: None,
            syntax: Syntax::Wbxml,
            client: "http://imps-lab.invalid/client".into(),
            poll_every: Duration::from_secs(1),
            reply_time: Duration::from_secs(30),
        }
    }

    /// Sets the only version.
    #[must_use]
    pub fn with_version(self, version: Version) -> Self {
        Self { version: Some(version), ..self }
    }

    /// Sets the syntax.
    #[must_use]
    pub fn with_syntax(self, syntax: Syntax) -> Self {
        Self { syntax, ..self }
    }

    /// Sets the time between two polls while a script waits.
    #[must_use]
    pub fn with_poll_every(self, poll_every: Duration) -> Self {
        Self { poll_every, ..self }
    }

    /// Sets the name of the client.
    #[must_use]
    pub fn with_client(self, client: impl Into<String>) -> Self {
        Self { client: client.into(), ..self }
    }
}

/// The reason why the client ended early.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientFailure {
    /// The address of the server is not one.
    #[error("address of the server: {0}")]
    Address(#[from] InvalidSapUrl),
    /// The address needs TLS, which the client does not have.
    #[error("the client has no TLS: put a proxy in front of the server")]
    NoTls,
    /// The login has failed.
    #[error(transparent)]
    Login(#[from] LoginError),
    /// The session has ended before the commands.
    #[error(transparent)]
    Ended(#[from] Ended),
    /// Events cannot be written.
    #[error("cannot write events: {0}")]
    Output(#[from] io::Error),
}

/// Text that is new for each run: a run after a broken one continues its session, and the server would
/// take the ids of the broken one for repetitions.
fn prefix() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-", now.as_micros() & 0xFFFF_FFFF)
}

/// Runs the client until the commands end. The end of `commands` logs out.
///
/// # Errors
/// [`ClientFailure`]. Refused requests and bad commands are events, not errors.
pub fn run(
    settings: &ClientSettings,
    commands: impl BufRead + Send + 'static,
    events: &mut impl Write,
) -> Result<(), ClientFailure> {
    let url: SapUrl = settings.server.parse()?;
    if url.is_protected() {
        return Err(ClientFailure::NoTls);
    }
    let http = http::Client::new(url.clone(), settings.syntax);
    let (user, password) = (settings.user.clone(), settings.password.clone());
    let mut options =
        ClientOptions::new(user, password, settings.client.clone(), "imps-lab").with_prefix(prefix());
    if let Some(version) = settings.version {
        options = options.with_versions([version]);
    }
    let client = Client::new(http, options, Rules::android());
    let talk = Talk {
        url,
        poll_every: settings.poll_every,
        poll_at: Duration::ZERO,
        untaken: BTreeMap::new(),
        reply_time: settings.reply_time,
        client,
        start: Instant::now(),
        commands: lines::read(commands),
        lines: BTreeMap::new(),
        wait: None,
        is_over: false,
    };
    talk.run(events)
}

/// A run of the client.
struct Talk {
    url: SapUrl,
    poll_every: Duration,
    /// The time of the next poll of a script that waits.
    poll_at: Duration,
    /// The numbers of events that no wait has taken, by their names.
    untaken: BTreeMap<&'static str, u64>,
    reply_time: Duration,
    client: Client,
    start: Instant,
    commands: Receiver<(u64, Result<Command, String>)>,
    /// The lines of the requests that wait for an answer.
    lines: BTreeMap<Ticket, u64>,
    /// The event or time that the next command waits for.
    wait: Option<Wait>,
    /// Whether the client logs out.
    is_over: bool,
}

impl Talk {
    fn run(mut self, events: &mut impl Write) -> Result<(), ClientFailure> {
        self.client.login(self.now());
        loop {
            let now = self.now();
            match self.client.next(now, &mut Vec::new()) {
                Action::Event(ClientEvent::Post { number, request }) => {
                    match post::post(&self.url, &request, self.reply_time) {
                        Ok(reply) => self.client.received(number, &reply, reply.body(), self.now()),
                        Err(failure) => self.client.failed(number, failure, self.now()),
                    }
                }
                Action::Event(event) => {
                    for event in self.events(&event) {
                        event.write(events)?;
                        let count = self.untaken.entry(event.name()).or_default();
                        *count = count.saturating_add(1);
                    }
                    match event {
                        ClientEvent::LoginFailed(error) => return Err(error.into()),
                        ClientEvent::Ended(Ended::LoggedOut) => return Ok(()),
                        ClientEvent::Ended(reason) => return Err(reason.into()),
                        ClientEvent::Asked { id, request } => {
                            self.client.answer(&id, Client::usual_answer(&request), self.now());
                        }
                        _ => {}
                    }
                }
                Action::Wait(deadline) => self.command(deadline, events)?,
                _ => {}
            }
        }
    }

    /// Takes the next command, or waits until something else is due.
    fn command(&mut self, deadline: Option<Duration>, events: &mut impl Write) -> Result<(), ClientFailure> {
        let now = self.now();
        let is_over = |wait: &Wait| wait.until <= now || wait.takes(&mut self.untaken);
        if self.wait.as_ref().is_some_and(is_over) {
            self.wait = None;
        }
        let until = deadline.into_iter().chain(self.wait.as_ref().map(|wait| wait.until)).min();
        let left = until.map_or(Duration::MAX, |until| until.saturating_sub(now));
        if self.wait.is_some() && self.poll_at <= now {
            // By itself, the client polls as rarely as a phone.
            self.client.woken();
            self.poll_at = now.saturating_add(self.poll_every);
            return Ok(());
        }
        let is_busy = self.wait.is_some() || !self.lines.is_empty() || !self.client.is_ready();
        if is_busy || self.is_over {
            // Everything else that can happen has a deadline.
            std::thread::sleep(left.min(self.reply_time).min(self.poll_every));
            return Ok(());
        }
        match self.commands.recv_timeout(left.min(self.reply_time)) {
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) | Ok((_, Ok(Command::Logout {}))) => {
                self.is_over = true;
                self.client.logout(self.now());
            }
            Ok((_, Ok(Command::Wait { seconds, event }))) => {
                let until = self.now().saturating_add(Duration::from_secs(seconds));
                self.wait = Some(Wait { until, event });
            }
            Ok((line, Ok(command))) => match command.into_request(self.client.version()) {
                Ok(request) => match self.client.request(request) {
                    Ok(ticket) => drop(self.lines.insert(ticket, line)),
                    Err(error) => Event::BadCommand { line, error: error.to_string() }.write(events)?,
                },
                Err(error) => Event::BadCommand { line, error }.write(events)?,
            },
            Ok((line, Err(error))) => Event::BadCommand { line, error }.write(events)?,
        }
        Ok(())
    }

    /// Makes the lines for an event of the client.
    fn events<'e>(&mut self, event: &'e ClientEvent) -> Vec<Event<'e>> {
        match event {
            ClientEvent::LoggedIn(login) => vec![Event::logged_in(login)],
            ClientEvent::LoginFailed(error) => vec![Event::LoginFailed { error: error.to_string() }],
            ClientEvent::Answered { ticket, result } => {
                let line = self.lines.remove(ticket).unwrap_or_default();
                vec![Event::answer(line, result)]
            }
            ClientEvent::Asked { request, .. } => Event::of_request(request),
            ClientEvent::Ended(reason) => vec![Event::Ended { reason: reason.to_string() }],
            _ => Vec::new(),
        }
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

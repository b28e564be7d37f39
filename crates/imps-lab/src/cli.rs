//! The command line.

mod printer;
mod scripted;

use clap::Parser;
use imps_lab::service::{DOMAIN, ServiceOptions, Users, serve, welcome};
use printer::{Printer, print};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::runtime::Builder;

const EXAMPLES: &str = "\
Examples:
  imps-lab                              two users, on this machine only
  imps-lab --users village.toml         your own users
  imps-lab --echo --record talk.pcapng  a user who answers, and a capture for `imps timeline`
  imps-lab client --user ann < commands a client for scripts

Exit codes:
  0  ended by Ctrl-C
  1  an address is in use, or a file cannot be read or written
  2  the arguments make no sense";

/// A server of OMA IMPS (formerly Wireless Village) in memory, for old phones, emulators and WAP
/// gateways in a lab.
///
/// Without arguments it serves two users on this machine, prints what to type into a phone, and
/// then a line per transaction. It speaks 1.1, 1.2 and 1.3. It has no TLS. Without --state it forgets
/// everything at its end.
#[derive(Debug, Parser)]
#[command(name = "imps-lab", version, after_long_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    serve: ServeArguments,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Client(scripted::Arguments),
}

/// The arguments of the server.
#[derive(Debug, clap::Args)]
struct ServeArguments {
    /// The address of HTTP
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// The UDP address of WAP phones (WSP without connection), or "none"
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9200", value_parser = optional)]
    wap: Optional,

    /// The address of the connections over which phones are woken, or "none"
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3171", value_parser = optional)]
    cir_tcp: Optional,

    /// The name or address of this machine that phones get for wake-ups
    ///
    /// Without it they get the address of --listen. Needed with 0.0.0.0.
    #[arg(long, value_name = "HOST")]
    host: Option<String>,

    /// A file of users in TOML
    ///
    /// A table [[user]] per user with id and password, and if you like first-name, last-name,
    /// friendly-name, email and mobile. Above them a line: domain = "village.example".
    #[arg(long, value_name = "FILE")]
    users: Option<PathBuf>,

    /// The domain of the users
    #[arg(long, value_name = "NAME")]
    domain: Option<String>,

    /// The server of another domain; repeat it for more. The other one needs this one, too
    #[arg(long, value_name = "DOMAIN=URL", value_parser = peer)]
    peer: Vec<(String, String)>,

    /// Keeps users, lists, groups and waiting messages in a file, and reads it at the start
    ///
    /// It is JSON, with the passwords in clear. It is written some seconds after a change, and at the
    /// end. Users of --users come from there; all others stay until they are removed from the file.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,

    /// Writes all traffic to a capture that `imps timeline` and Wireshark read
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// Refuses documents that break a rule, and logs the findings
    #[arg(long)]
    pedantic: bool,

    /// The first login of an unknown user makes an account, if the password comes in clear
    #[arg(long)]
    register: bool,

    /// Adds the user echo, who sends each message back
    #[arg(long)]
    echo: bool,
}

/// An address, or none.
#[derive(Clone, Copy, Debug)]
struct Optional(Option<SocketAddr>);

fn optional(text: &str) -> Result<Optional, String> {
    if text == "none" {
        return Ok(Optional(None));
    }
    text.parse().map(|address| Optional(Some(address))).map_err(|_| "expected ADDRESS:PORT or none".into())
}

fn peer(text: &str) -> Result<(String, String), String> {
    let (domain, url) = text.split_once('=').ok_or("expected DOMAIN=URL")?;
    Ok((domain.to_owned(), url.to_owned()))
}

impl Cli {
    /// Runs the command. Returns the exit code.
    pub(crate) fn run(self) -> ExitCode {
        let done = match self.command {
            Some(Command::Client(arguments)) => arguments.run(),
            None => self.serve.run(),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("imps-lab: {problem}");
                ExitCode::FAILURE
            }
        }
    }
}

impl ServeArguments {
    fn run(self) -> Result<(), String> {
        let (printer, end) = Printer::start();
        let options = self.options()?.with_log(move |line| printer.line(line));
        let runtime = Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())?;
        let ended = runtime.block_on(async {
            let mut running = serve(options.clone()).await.map_err(|error| error.to_string())?;
            print(&welcome(&options, &running));
            print("\nStop with Ctrl-C.\n");
            let failed = tokio::select! {
                ended = tokio::signal::ctrl_c() => ended.is_err(),
                () = running.failed() => true,
            };
            running.stop().await;
            if failed { Err("a socket has failed".into()) } else { Ok(()) }
        });
        // The log ends with everything that writes to it.
        drop((runtime, options));
        end.wait();
        ended
    }

    fn options(self) -> Result<ServiceOptions, String> {
        let mut options = ServiceOptions::default()
            .with_listen(self.listen)
            .with_wap(self.wap.0)
            .with_cir_tcp(self.cir_tcp.0)
            .with_host(self.host)
            .with_record(self.record)
            .with_state(self.state)
            .with_peers(self.peer)
            .with_pedantic(self.pedantic)
            .with_register(self.register)
            .with_echo(self.echo);
        if let Some(path) = self.users {
            let name = path.display();
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            let usual = self.domain.as_deref().unwrap_or(DOMAIN);
            let users = Users::read(&text, usual).map_err(|error| format!("{name}: {error}"))?;
            let domain = users.domain.unwrap_or_else(|| usual.into());
            options = options.with_accounts(users.accounts).with_domain(domain);
        }
        Ok(match self.domain {
            Some(domain) => options.in_domain(domain),
            None => options,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_make_sense() {
        Cli::command().debug_assert();
        let usual = Cli::parse_from(["imps-lab"]).serve.options().unwrap();
        assert!(
            [Some(usual.listen), usual.wap, usual.cir_tcp].iter().flatten().all(|it| it.ip().is_loopback())
        );
        assert!(!usual.pedantic && !usual.register && !usual.echo && usual.record.is_none());
        let arguments =
            ["imps-lab", "--wap", "none", "--domain", "a.example", "--peer", "b.example=http://c/"];
        let options = Cli::parse_from(arguments).serve.options().unwrap();
        assert_eq!((options.wap, &*options.domain), (None, "a.example"));
        assert_eq!(options.accounts[0].user_id, "wv:ann@a.example");
        assert_eq!(options.peers, [("b.example".to_owned(), "http://c/".to_owned())]);
        assert!(Cli::try_parse_from(["imps-lab", "--peer", "b.example"]).is_err());
    }
}

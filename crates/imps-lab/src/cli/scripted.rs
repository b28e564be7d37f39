//! `imps-lab client`: the client for scripts.

use clap::{Args, ValueEnum};
use imps_lab::client::{ClientSettings, run};
use oma_imps::{Syntax, Version};
use std::io::{BufReader, stdin, stdout};

const EXAMPLES: &str = "\
Example:
  echo '{\"do\":\"send\",\"to\":\"wv:bob@lab.example\",\"text\":\"hello\"}' | imps-lab client --user ann

The password comes from the variable IMPS_PASSWORD; without it, it is the name of the user, as in a
lab without a file of users. The documentation of imps_lab::client has all commands and events.";

/// A client for scripts: takes commands and prints events, one JSON object per line
///
/// It logs in, performs the commands of its standard input, and logs out at their end.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The address of the server
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080/")]
    server: String,

    /// The user, such as wv:ann@lab.example; ann means the same user
    #[arg(long, value_name = "ID")]
    user: String,

    /// The only version to speak (default: the newest that the server speaks)
    #[arg(long, value_name = "VERSION", value_parser = version)]
    csp_version: Option<Version>,

    /// The syntax to write
    #[arg(long, value_enum, value_name = "SYNTAX", default_value_t = Form::Wbxml)]
    to: Form,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Binary XML
    Wbxml,
    /// XML
    Xml,
}

fn version(text: &str) -> Result<Version, String> {
    text.parse().map_err(|_| "expected 1.1, 1.2 or 1.3".into())
}

impl Arguments {
    /// Runs the client until its commands end.
    pub(super) fn run(self) -> Result<(), String> {
        // A user without a domain is of the domain of the server.
        let user = self.user.strip_prefix("wv:").unwrap_or(&self.user);
        let name = user.split('@').next().unwrap_or(user);
        let password = std::env::var("IMPS_PASSWORD").unwrap_or_else(|_| name.to_owned());
        let mut settings = ClientSettings::new(self.server, format!("wv:{user}"), password);
        settings.version = self.csp_version;
        settings.syntax = match self.to {
            Form::Wbxml => Syntax::Wbxml,
            Form::Xml => Syntax::Xml,
        };
        run(&settings, BufReader::new(stdin()), &mut stdout()).map_err(|failure| failure.to_string())
    }
}

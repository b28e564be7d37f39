//! `imps provision`: the settings of a user for a phone.

use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::files::{Output, Target};
use crate::report;
use clap::{Args, ValueEnum, ValueHint};
use imps_inspect::text::hexadecimal;
use imps_provisioning::Document;
use imps_provisioning::push::{Imsi, Pin, Push, Security};
use imps_provisioning::wa::{Account, Credentials, Service};
use std::ffi::OsString;
use std::io::{IsTerminal as _, stdout};

const EXAMPLES: &str = "\
Examples:
  imps provision --user wv:alice@imps.example --server http://imps.example/csp
  imps provision --user alice --password secret --server http://imps.example/csp --pin 1234 --format sms
  imps provision --user alice --server http://imps.example/csp --imsi 466923103145252 --format push -o alice.pdu

Exit codes:
  0  the settings were written
  1  the output could not be written
  2  the arguments make no sense; nothing was written";

/// Writes the settings of a user for a phone
///
/// They are a document of client provisioning with an account of IMPS.
/// Phones take the settings from a push over SMS, with a check value of their IMSI or of a PIN that the user types.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The user: alice, or wv:alice@example.com
    #[arg(long, value_name = "USER")]
    user: String,

    /// The URL of the server
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    server: String,

    /// The password [default: the phone asks for it]
    #[arg(long, value_name = "TEXT")]
    password: Option<String>,

    /// The name of the account
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,

    /// The services, such as IM,PS,GR [default: all]
    #[arg(long, value_name = "CODE,...", value_delimiter = ',')]
    services: Option<Vec<String>>,

    /// Protects a push with this PIN
    #[arg(long, value_name = "DIGITS")]
    pin: Option<Pin>,

    /// Protects a push with the number of the phone's card; with --pin too, with both
    #[arg(long, value_name = "DIGITS")]
    imsi: Option<Imsi>,

    /// The form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Xml, help_heading = "Writing")]
    format: Format,

    /// Writes to this file [default: standard output]
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath, help_heading = "Writing")]
    output: Option<OsString>,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The document as XML
    Xml,
    /// The document as binary XML
    Wbxml,
    /// The push as a PDU of WSP
    Push,
    /// The user data of each SMS as a line of hexadecimal digits, with its header
    Sms,
}

/// Writes the settings. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    let security = match (&arguments.imsi, &arguments.pin) {
        (None, None) => None,
        (Some(imsi), None) => Some(Security::NetwPin(imsi.clone())),
        (None, Some(pin)) => Some(Security::UserPin(pin.clone())),
        (Some(imsi), Some(pin)) => Some(Security::UserNetwPin(imsi.clone(), pin.clone())),
    };
    let format = arguments.format;
    if security.is_some() && !matches!(format, Format::Push | Format::Sms) {
        return Err(Usage(
            "--pin and --imsi need --format push or sms: a document alone has no check value".into(),
        ));
    }
    let target = match Output::named(arguments.output.as_deref()) {
        Output::Stdout => Target::Stdout,
        Output::File(path) => Target::File(path),
        Output::Folder(_) => return Err(Usage("the settings are one file: name it with -o FILE".into())),
    };
    let is_binary = matches!(format, Format::Wbxml | Format::Push);
    if is_binary && matches!(target, Target::Stdout) && stdout().is_terminal() {
        return Err(Usage("binary output does not go to a terminal: add -o FILE, or redirect it".into()));
    }
    let bytes = bytes(&document(arguments)?, format, security.as_ref())?;
    Ok(match target.write(&bytes) {
        Ok(()) => DONE,
        Err(problem) => {
            if !problem.is_silent() {
                report::line(&format!("imps: {problem}"));
            }
            BAD_INPUT
        }
    })
}

/// Writes a document in its form.
fn bytes(document: &Document, format: Format, security: Option<&Security>) -> Result<Vec<u8>, Usage> {
    let unwritable = |error: &dyn std::error::Error| Usage(error.to_string());
    if format == Format::Xml {
        return Ok(document.to_xml().map_err(|error| unwritable(&error))?.into_bytes());
    }
    let bytes = document.to_wbxml().map_err(|error| unwritable(&error))?;
    let mut push = Push::new(&bytes);
    push.security = security;
    match format {
        Format::Push => push.to_pdu().map_err(|error| unwritable(&error)),
        Format::Sms => Ok(lines(&push.to_sms(1).map_err(|error| unwritable(&error))?).into_bytes()),
        Format::Xml | Format::Wbxml => Ok(bytes),
    }
}

/// Makes the document, and reports what is odd in it.
fn document(arguments: &Arguments) -> Result<Document, Usage> {
    let secret = arguments.password.as_ref();
    let mut credentials = Credentials::new(&arguments.user, secret.map_or("", String::as_str));
    credentials.secret = secret.cloned();
    let services = arguments.services.as_ref();
    let account = Account {
        name: arguments.name.clone(),
        addresses: vec![arguments.server.clone()],
        services: services.map(|codes| codes.iter().map(|code| Service::from(&**code)).collect()),
        credentials: vec![credentials],
        ..Account::default()
    };
    let application = account.to_characteristic().map_err(|error| Usage(error.to_string()))?;
    let document = Document::new("1.1").with(application);
    for warning in Account::from_document(&document).map_err(|error| Usage(error.to_string()))?.warnings {
        report::line(&format!("imps: note: {warning}"));
    }
    Ok(document)
}

/// Writes each SMS as a line of digits.
fn lines(sms: &[Vec<u8>]) -> String {
    sms.iter().map(|part| hexadecimal(part, "") + "\n").collect()
}

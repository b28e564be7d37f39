//! `imps provision`: the settings of a user for a phone.

use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::files::Target;
use crate::report;
use clap::{Args, ValueHint};
use imps_inspect::text::hexadecimal;
use imps_provisioning::Document;
use imps_provisioning::push::{Imsi, Pin, Push, Security};
use imps_provisioning::wa::{Account, Credentials, Service};
use std::io::{IsTerminal as _, stdout};

const EXAMPLES: &str = "\
Examples:
  imps provision --user wv:alice@imps.example --server http://imps.example/csp
  imps provision --user alice --password secret --server http://imps.example/csp --pin 1234 --sms
  imps provision --user alice --server http://imps.example/csp --imsi 466923103145252 --push > alice.pdu";

/// Writes the settings of a user for a phone
///
/// They are a document of client provisioning with an account of IMPS.
/// Phones take the settings from a push over SMS, with a check value of their IMSI or of a PIN that the user types.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The user id
    #[arg(long, value_name = "ID")]
    user: String,

    /// The URL of the server
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    server: String,

    /// The password. Without one, the phone asks for it
    #[arg(long, value_name = "TEXT")]
    password: Option<String>,

    /// The name of the account
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,

    /// The services, such as IM,PS,GR. Without this, all
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    services: Option<Vec<String>>,

    /// Protects a push with this PIN
    #[arg(long, value_name = "DIGITS")]
    pin: Option<Pin>,

    /// Protects a push with the number of the phone's card. With --pin, with both
    #[arg(long, value_name = "DIGITS")]
    imsi: Option<Imsi>,

    #[command(flatten)]
    form: Form,
}

/// The form of the output. XML without one.
#[derive(Debug, Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line, at most one of them")]
struct Form {
    /// Writes the document as XML. This is the default
    #[arg(long)]
    xml: bool,

    /// Writes the document as binary XML
    #[arg(long)]
    wbxml: bool,

    /// Writes the push as a PDU of WSP
    #[arg(long)]
    push: bool,

    /// Writes the user data of each SMS as a line of hexadecimal digits, with its header
    #[arg(long)]
    sms: bool,
}

/// Writes the settings. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    let security = match (&arguments.imsi, &arguments.pin) {
        (None, None) => None,
        (Some(imsi), None) => Some(Security::NetwPin(imsi.clone())),
        (None, Some(pin)) => Some(Security::UserPin(pin.clone())),
        (Some(imsi), Some(pin)) => Some(Security::UserNetwPin(imsi.clone(), pin.clone())),
    };
    let form = &arguments.form;
    if security.is_some() && !form.push && !form.sms {
        return Err(Usage(
            "--pin and --imsi need --push or --sms: a document alone has no check value".into(),
        ));
    }
    if (form.wbxml || form.push) && stdout().is_terminal() {
        return Err(Usage("binary output does not go to a terminal: redirect it".into()));
    }
    let document = document(arguments)?;
    let unwritable = |error: &dyn std::error::Error| Usage(error.to_string());
    let bytes = if form.wbxml || form.push || form.sms {
        let bytes = document.to_wbxml().map_err(|error| unwritable(&error))?;
        let mut push = Push::new(&bytes);
        push.security = security.as_ref();
        if form.push {
            push.to_pdu().map_err(|error| unwritable(&error))?
        } else if form.sms {
            lines(&push.to_sms(1).map_err(|error| unwritable(&error))?).into_bytes()
        } else {
            bytes
        }
    } else {
        document.to_xml().map_err(|error| unwritable(&error))?.into_bytes()
    };
    Ok(match Target::Stdout.write(&bytes) {
        Ok(()) => DONE,
        Err(problem) => {
            if !problem.is_silent() {
                report::line(&format!("imps: {problem}"));
            }
            BAD_INPUT
        }
    })
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

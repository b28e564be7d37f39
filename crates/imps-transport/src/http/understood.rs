//! The parts of a broken document that a refusal needs.

use crate::http::{Format, Payload};
use oma_imps::csp::{Message, Session, SessionDescriptor, Status, Transaction, TransactionMode};
use oma_imps::imps_core::{Source, Tag};
use oma_imps::{Error, ErrorKind, Version};

/// The envelope of a document, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Understood {
    /// The form of an answer.
    pub format: Format,
    /// The version of an answer: the version of the document, or the nearest one if the document
    /// has a version that is not supported.
    pub version: Version,
    /// The session.
    pub session_id: Option<String>,
    /// The first [64](Self::MOST) transactions.
    pub transactions: Vec<UnderstoodTransaction>,
}

/// A transaction of a broken document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnderstoodTransaction {
    /// Its identifier.
    pub id: Option<String>,
    /// Whether it is an answer.
    pub is_response: bool,
}

impl Understood {
    /// The maximum number of transactions. A document of any length gets an answer of a few
    /// kilobytes.
    pub const MOST: usize = 64;

    /// Makes the envelope of an answer to a document that was read.
    pub fn of_message(format: Format, message: &Message<'_>) -> Self {
        let transactions = message.session.transactions.iter().take(Self::MOST);
        let transactions = transactions.map(|transaction| UnderstoodTransaction {
            id: transaction.transaction_id().map(str::to_owned),
            is_response: transaction.descriptor.transaction_mode == Some(TransactionMode::Response),
        });
        let session_id = message.session.descriptor.session_id.as_ref().map(|id| id.as_str().to_owned());
        Self { format, version: message.version, session_id, transactions: transactions.collect() }
    }

    /// Reads a document that has a fault, up to the fault.
    pub(crate) fn of(payload: &Payload<'_>, fault: &Error) -> Self {
        let format = payload.format.clone();
        let mut this =
            Self { format, version: Version::default(), session_id: None, transactions: Vec::new() };
        // A reader refuses a version that it does not know, unless it gets another one.
        let version = match fault.kind() {
            ErrorKind::UnsupportedVersion(found) => Some(nearest(found)),
            _ => None,
        };
        // The fault is known; the start of the document is not.
        let _ = payload.walk(version, |source| this.read(source));
        this
    }

    fn read(&mut self, source: &mut dyn Source<'_>) -> Result<(), Error> {
        let mut depth = 0_usize;
        loop {
            match source.child()? {
                None if depth == 0 => return Ok(()),
                None => depth = depth.saturating_sub(1),
                Some(Tag::TEXT) => drop(source.leaf()?),
                Some(_) => {
                    self.version = source.version();
                    depth = depth.saturating_add(usize::from(self.element(source)?));
                }
            }
        }
    }

    /// Reads an element of the envelope. Returns whether its children come next.
    fn element(&mut self, source: &mut dyn Source<'_>) -> Result<bool, Error> {
        let name = source.name();
        match name.rsplit_once(':').map_or(name.as_str(), |(_, name)| name) {
            "Transaction" | "SetupTransaction" => {
                if self.transactions.len() < Self::MOST {
                    self.transactions.push(UnderstoodTransaction::default());
                }
                self.attributes(source)?;
                return Ok(true);
            }
            "WV-CSP-Message" | "WV-SSP-Message" | "Session" => {
                self.attributes(source)?;
                return Ok(true);
            }
            "SessionDescriptor" | "TransactionDescriptor" => return Ok(true),
            "SessionID" => self.session_id = text(source)?.or(self.session_id.take()),
            "TransactionID" => self.set("transactionID", text(source)?),
            "TransactionMode" => self.set("mode", text(source)?),
            _ => source.skip()?,
        }
        Ok(false)
    }

    /// Reads the attributes that have the envelope between servers.
    fn attributes(&mut self, source: &mut dyn Source<'_>) -> Result<(), Error> {
        while let Some(attribute) = source.attribute()? {
            self.set(attribute.name.as_str(), Some(attribute.value.as_str().to_owned()));
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: Option<String>) {
        match (name, self.transactions.last_mut()) {
            ("sessionID", _) => self.session_id = value,
            ("transactionID", Some(transaction)) => transaction.id = value,
            ("mode", Some(transaction)) => {
                transaction.is_response = value.is_some_and(|mode| mode.eq_ignore_ascii_case("Response"));
            }
            _ => {}
        }
    }

    /// Makes the document that answers every request with a status; `None` if there is none that
    /// can be answered.
    pub fn answer(&self, status: &Status<'_>) -> Option<Message<'static>> {
        let descriptor = match &self.session_id {
            Some(id) => SessionDescriptor::inband(id.clone()),
            None => SessionDescriptor::outband(),
        };
        let ids = self.transactions.iter().filter(|transaction| !transaction.is_response);
        let ids = ids.filter_map(|transaction| transaction.id.clone()).filter(|id| !id.is_empty());
        let transactions: Vec<_> = ids
            .map(|id| Transaction::new(TransactionMode::Response, id, status.clone().into_owned()))
            .collect();
        let session = Session { descriptor, transactions, ..Session::default() };
        (!session.transactions.is_empty()).then(|| Message {
            version: self.version,
            session,
            ..Message::default()
        })
    }
}

/// Returns the content of a leaf; `None` if it is not text.
fn text(source: &mut dyn Source<'_>) -> Result<Option<String>, Error> {
    match source.leaf()? {
        Some(value) => Ok(value.as_text().map(std::borrow::Cow::into_owned)),
        None => source.skip().map(|()| None),
    }
}

/// Returns the supported version for the answer to another one: the oldest for older ones, the
/// newest for newer ones.
fn nearest(found: &str) -> Version {
    let (major, minor) = found.split_once('.').unwrap_or((found, "0"));
    let number = |text: &str| text.trim().parse::<u32>().ok();
    match (number(major), number(minor)) {
        (Some(0), _) | (Some(1), Some(0)) => Version::V1_1,
        _ => Version::V1_3,
    }
}

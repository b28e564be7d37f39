//! A message in every form that is measured.

use crate::borrowed::{self, Lend as _};
use crate::markup;
use crate::messages::Which;
use crate::protobuf::{self, boxed, full, thin};
use oma_imps::csp::Message;
use oma_imps::imps_core::{Content as _, Element as _, Node, Sink as _, TreeSink};
use oma_imps::{Syntax, WriteOptions, pts, wbxml, xml};
use prost::Message as _;
use std::sync::OnceLock;

/// A message, its documents, and its equivalents of other libraries.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Which it is.
    pub which: Which,
    /// Its name in tables.
    pub name: String,
    /// Ours.
    pub message: Message<'static>,
    /// In binary XML.
    pub wbxml: Vec<u8>,
    /// In XML, compact.
    pub xml: String,
    /// In plain text, if that has codes for it.
    pub pts: Option<String>,
    /// In JSON, as this workspace writes it.
    pub json: Vec<u8>,
    /// As protobuf's types of the whole schema.
    pub full: full::WVCSPMessage,
    /// The same with boxed variants.
    pub boxed: boxed::WVCSPMessage,
    /// The bytes of both.
    pub full_bytes: Vec<u8>,
    /// As protobuf's types of what is sent.
    pub thin: thin::Envelope,
    /// Their bytes.
    pub thin_bytes: Vec<u8>,
    /// The same bytes of bilrost.
    pub bilrost_bytes: Vec<u8>,
    /// The same bytes of minicbor.
    pub cbor_bytes: Vec<u8>,
    /// As structs for serde.
    pub markup: markup::Message,
    /// The same as `serde_json` writes them.
    pub markup_json: String,
}

impl Sample {
    /// A message in all forms.
    ///
    /// # Panics
    /// When one of them refuses it.
    pub fn new(which: Which) -> Self {
        let message = which.message();
        let full_bytes = protobuf::encode(&tree(&message), Message::SCHEMA);
        let thin = thin::Envelope::new(which);
        let borrowed = thin.lend();
        let markup = markup::Message::new(which);
        Self {
            which,
            name: which.name(),
            wbxml: wbxml::to_vec(&message).expect("a message with a form in binary XML"),
            xml: xml::to_string(&message).expect("a message with a form in XML"),
            pts: pts::to_string_with(&message, &pts_options()).ok(),
            json: Syntax::Json
                .to_vec_with(&message, &WriteOptions::default())
                .expect("a message with a form in JSON"),
            full: full::WVCSPMessage::decode(&full_bytes[..]).expect("valid"),
            boxed: boxed::WVCSPMessage::decode(&full_bytes[..]).expect("valid"),
            full_bytes,
            bilrost_bytes: bilrost::Message::encode_to_vec(&borrowed),
            cbor_bytes: minicbor::to_vec(&borrowed).expect("room"),
            thin_bytes: prost::Message::encode_to_vec(&thin),
            thin,
            markup_json: serde_json::to_string(&markup).expect("a message with a form in JSON"),
            markup,
            message,
        }
    }

    /// All messages that are compared, or only those that take no time.
    pub fn all(quick: bool) -> impl Iterator<Item = &'static Self> + Clone {
        Which::ALL.into_iter().filter(move |which| !quick || *which != Which::Presence(10_000)).map(Self::of)
    }

    /// One of the messages that are compared. It lives as long as the process, so that work to be measured can borrow it.
    ///
    /// # Panics
    /// For any other message.
    pub fn of(which: Which) -> &'static Self {
        static SAMPLES: [OnceLock<Sample>; Which::ALL.len()] = [const { OnceLock::new() }; Which::ALL.len()];
        let at = Which::ALL.iter().position(|one| *one == which).expect("a message that is compared");
        SAMPLES[at].get_or_init(|| Self::new(which))
    }

    /// As structs that borrow, for bilrost and minicbor.
    pub fn borrowed(&self) -> borrowed::Envelope<'_> {
        self.thin.lend()
    }
}

/// How plain text is written here.
pub fn pts_options() -> pts::WriteOptions<'static> {
    pts::WriteOptions::default()
}

/// Ours as an element without types.
fn tree(message: &Message<'_>) -> Node<'static> {
    let mut sink = TreeSink::new(message.version);
    message.write(Message::SCHEMA.tag, &mut sink).expect("a message of its version");
    sink.finish().expect("a root")
}

//! What a message is, and for whom. OMA-TS-IMPS-CSP, "Message information".

use crate::common::{Recipient, Sender};
use crate::{Color, ContentEncoding, FontSize, FontStyle, MessageId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{AnyDateTime, Node, Text, element};

element! {
    /// What a message is, from whom and for whom. The content itself stands beside it.
    ///
    /// 1.1 and 1.2 require the sender and the size. Many clients leave them out and the server fills them in, so reading does not
    /// insist; [`with_sender`](Self::with_sender) writes the sender.
    pub struct MessageInfo<'a> = MessageInfo {
        /// The name of the message, once the server has given it one.
        message_id: Option<MessageId<'a>> = MessageID,
        /// Where the content can be fetched, when it is not sent along.
        message_uri: Option<Text<'a>> = MessageURI,
        /// The media type of the content; `text/plain` when missing.
        content_type: Option<Text<'a>> = ContentType,
        /// How the content is encoded; not at all when missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The size of the content in octets, before it is encoded. Writers owe it.
        content_size: Option<u32> = ContentSize,
        /// The file name of the content. 1.3.
        content_name: Option<Text<'a>> = ContentName,
        /// For whom. What a server delivers names the receiver alone.
        recipient: Option<Recipient<'a>> = Recipient,
        /// From whom. 1.1 and 1.2 require it.
        sender: Option<Sender<'a>> = Sender,
        /// When it was sent.
        date_time: Option<AnyDateTime<'a>> = DateTime,
        /// How text shall look. 1.3.
        font: Option<Box<Font<'a>>> = Font,
        /// For how many seconds the server keeps it.
        validity: Option<u32> = Validity,
        /// Whatever a vendor adds: each an `ExtBlockETEM` that declares its own namespace. 1.3.
        ext_block_etem: Vec<Node<'a>> = ExtBlockETEM,
    }
    models {
        "1.1-1.2": "MessageID?, MessageURI?, ContentType?, ContentEncoding?, ContentSize, Recipient, Sender, DateTime?, Validity?";
        "1.3" inferred: "MessageID?, MessageURI?, ContentType?, ContentEncoding?, ContentSize, ContentName?, Recipient, Sender?, DateTime?, Font?, Validity?, ExtBlockETEM*";
    }
    duplicates refused;

    /// How text shall look. 1.3.
    pub struct Font<'a> = Font {
        /// How large.
        size: Option<FontSize<'a>> = Size,
        /// Bold, italic, underlined: any of them.
        styles: Vec<FontStyle<'a>> = Style,
        /// In which colour.
        color: Option<Color<'a>> = Color,
    }
    models {
        "1.3" inferred: "Size?, Style*, Color?";
    }
}

impl<'a> MessageInfo<'a> {
    /// Describes text as it is, for whom it is meant.
    pub fn for_text(recipient: impl Into<Recipient<'a>>, text: &str) -> Self {
        Self::new(recipient, "text/plain", text.len())
    }

    /// Describes octets of a media type, to be sent in base64.
    pub fn for_octets(
        recipient: impl Into<Recipient<'a>>,
        content_type: impl Into<Text<'a>>,
        octets: &[u8],
    ) -> Self {
        let content_encoding = Some(ContentEncoding::Base64);
        Self { content_encoding, ..Self::new(recipient, content_type, octets.len()) }
    }

    /// The same description, with who sends the message.
    #[must_use]
    pub fn with_sender(mut self, sender: impl Into<Sender<'a>>) -> Self {
        self.sender = Some(sender.into());
        self
    }

    fn new(recipient: impl Into<Recipient<'a>>, content_type: impl Into<Text<'a>>, size: usize) -> Self {
        Self {
            content_type: Some(content_type.into()),
            content_size: u32::try_from(size).ok(),
            recipient: Some(recipient.into()),
            ..Self::default()
        }
    }
}

//! The description of a message, with its sender and recipients. OMA-TS-IMPS-CSP, "Message
//! information".

use crate::common::{Recipient, Sender};
use crate::{Color, ContentEncoding, FontSize, FontStyle, MediaType, MessageId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{AnyDateTime, Node, Text, element};

element! {
    /// Describes a message, with its sender and recipients. The content itself is beside it.
    ///
    /// 1.1 and 1.2 require the sender and the size. Many clients omit them and the server fills
    /// them in. Reading therefore does not require them; [`with_sender`](Self::with_sender) sets
    /// the sender.
    #[doc(alias = "MessageURI")]
    pub struct MessageInfo<'a> = MessageInfo {
        /// The identifier of the message, once the server has assigned one.
        message_id: Option<MessageId<'a>> = MessageID,
        /// The address of the content, if the content is not included.
        message_uri: Option<Text<'a>> = MessageURI,
        /// The media type of the content; `text/plain` if missing.
        content_type: Option<MediaType<'a>> = ContentType,
        /// The encoding of the content; not encoded if missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The size of the content in bytes, before it is encoded. Writers must state it.
        content_size: Option<u32> = ContentSize,
        /// The file name of the content.
        content_name: Option<Text<'a>> = ContentName,
        /// The recipients. A message delivered by a server names only the receiver.
        recipient: Option<Recipient<'a>> = Recipient,
        /// The sender. 1.1 and 1.2 require it.
        sender: Option<Sender<'a>> = Sender,
        /// The time at which the message was sent.
        date_time: Option<AnyDateTime<'a>> = DateTime,
        /// The style of text.
        font: Option<Box<Font<'a>>> = Font,
        /// The time that the server keeps the message, in seconds.
        validity: Option<u32> = Validity,
        /// Vendor content: each element is an `ExtBlockETEM` that declares its own namespace.
        ext_block_etem: Vec<Node<'a>> = ExtBlockETEM,
    }
    models {
        "1.1-1.2": "MessageID?, MessageURI?, ContentType?, ContentEncoding?, ContentSize, Recipient, Sender, DateTime?, Validity?";
        "1.3" guessed: "MessageID?, MessageURI?, ContentType?, ContentEncoding?, ContentSize, ContentName?, Recipient, Sender?, DateTime?, Font?, Validity?, ExtBlockETEM*";
    }
    duplicates refused;
}

element! {
    /// The style of text. 1.3.
    pub struct Font<'a> = Font {
        /// The size.
        size: Option<FontSize<'a>> = Size,
        /// Bold, italic, underlined, in any combination.
        styles: Vec<FontStyle<'a>> = Style,
        /// The colour.
        color: Option<Color<'a>> = Color,
    }
    models {
        "1.3" guessed: "Size?, Style*, Color?";
    }
}

impl<'a> MessageInfo<'a> {
    /// Describes a text and its recipients. The text is sent as it is.
    pub fn for_text(recipient: impl Into<Recipient<'a>>, text: &str) -> Self {
        Self::new(recipient, "text/plain", text.len())
    }

    /// Describes bytes of a media type, to be sent as base64.
    pub fn for_bytes(
        recipient: impl Into<Recipient<'a>>,
        content_type: impl Into<MediaType<'a>>,
        bytes: &[u8],
    ) -> Self {
        let content_encoding = Some(ContentEncoding::Base64);
        Self { content_encoding, ..Self::new(recipient, content_type, bytes.len()) }
    }

    /// Sets the sender of the message.
    #[must_use]
    pub fn with_sender(mut self, sender: impl Into<Sender<'a>>) -> Self {
        self.sender = Some(sender.into());
        self
    }

    fn new(recipient: impl Into<Recipient<'a>>, content_type: impl Into<MediaType<'a>>, size: usize) -> Self {
        Self {
            content_type: Some(content_type.into()),
            content_size: u32::try_from(size).ok(),
            recipient: Some(recipient.into()),
            ..Self::default()
        }
    }
}

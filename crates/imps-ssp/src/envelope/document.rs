//! The document, which is the unit on the wire.

use crate::Primitive;
use crate::common::{Mode, SessionId, TransactionId};
use crate::envelope::{Session, SetupPrimitive, SetupTransaction, Transaction};
use crate::primitive::unexpected;
use crate::tag;
use alloc::vec;
use core::fmt;
use imps_core::private::{debug, missing};
use imps_core::schema::{Cardinality, Field as SchemaField, Model, Schema, Type};
use imps_core::{
    Content, Element, Error, Extensions, Field, IntoOwned, Root, Sink, Source, Tag, Version, Versions,
    Vocabulary, choice,
};

/// Any document of the protocol.
#[doc(alias("WV-SSP-Message", "wireless village", "wv"))]
#[derive(Clone, PartialEq, Eq)]
pub struct Message<'a> {
    /// The protocol version of the document. Only 1.3 is known in practice.
    pub version: Version,
    /// The content of the document.
    pub content: MessageContent<'a>,
    /// Unknown content, kept so that it is written back.
    pub extensions: Extensions<'a>,
}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(f, "Message", &[("version", &self.version), ("content", &self.content)], &self.extensions)
    }
}

choice! {
    use crate::tag;

    /// The content of a document.
    pub enum MessageContent<'a> {
        /// One step of opening a session.
        SetupTransaction(SetupTransaction<'a>) = SetupTransaction,
        /// Transactions of one session.
        Session(Session<'a>) = Session,
    }
}

impl<'a> Element<'a> for Message<'a> {
    const SCHEMA: &'static Schema = {
        const MODELS: &[Model] = &[Model::new("1.1-1.3", "(SetupTransaction | Session)", true)];
        &Schema::new(
            tag::WV_SSP_Message,
            Versions::ALL,
            &[SchemaField::new(
                "content",
                MessageContent::TAGS,
                Versions::ALL,
                Cardinality::One,
                <MessageContent as Content>::TYPE,
            )],
            MODELS,
        )
        .in_vocabulary(&tag::SSP)
    };
}

impl<'a> Content<'a> for Message<'a> {
    const TYPE: Type = Type::Structure(Self::SCHEMA);

    fn blank() -> Self {
        Self { version: Version::default(), content: Content::blank(), extensions: Extensions::new() }
    }

    fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
        let start = source.offset();
        self.version = source.version();
        self.extensions.read_attributes(source)?;
        let mut children = 0;
        while let Some(child) = source.child()? {
            // Like the only known server: ignore everything after the first child.
            if children == 0 && MessageContent::TAGS.contains(&child) {
                self.content.fill(child, source)?;
                children = 1;
            } else {
                self.extensions.read(children, child, source)?;
            }
        }
        if children == 0 {
            return Err(missing(source, tag::Session, start));
        }
        Ok(())
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        sink.start(tag);
        let mut place = self.extensions.start(sink);
        Field::write_among(&self.content, self.content.tag(), &mut place, sink)?;
        place.finish(sink)?;
        sink.end(tag);
        Ok(())
    }
}

impl<'a> Root<'a> for Message<'a> {
    const EXPECTED: &'static str = "WV-SSP-Message";
    const VOCABULARY: &'static Vocabulary = &tag::SSP;

    fn accepts(tag: Tag) -> bool {
        tag == tag::WV_SSP_Message
    }

    fn root(&self) -> Tag {
        tag::WV_SSP_Message
    }

    fn version(&self) -> Version {
        self.version
    }
}

imps_core::serde_view! { root Message }

impl IntoOwned for Message<'_> {
    type Owned = Message<'static>;

    fn into_owned(self) -> Message<'static> {
        Message {
            version: self.version,
            content: self.content.into_owned(),
            extensions: self.extensions.into_owned(),
        }
    }
}

impl<'a> Message<'a> {
    /// Creates a document with one step of opening a session, in version 1.3.
    ///
    /// ```
    /// use imps_ssp::{Message, Mode, ServiceId};
    /// use imps_ssp::envelope::SendSecretToken;
    ///
    /// let token = SendSecretToken::new(ServiceId::of_domain("alpha.example"), "5f2c9a1e77d04b3f");
    /// let message = Message::setup(Mode::Request, "71", token);
    /// assert_eq!(message.setup_transaction().unwrap().transaction_id, "71");
    /// ```
    pub fn setup(
        mode: Mode<'a>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<SetupPrimitive<'a>>,
    ) -> Self {
        SetupTransaction::new(mode, transaction_id, primitive).into()
    }

    /// Creates a document with one request, in version 1.3. The session's name is the name given by
    /// the sender.
    pub fn request(
        session_id: impl Into<SessionId<'a>>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<Primitive<'a>>,
    ) -> Self {
        Self::in_session(session_id, Transaction::new(Mode::Request, transaction_id, primitive))
    }

    /// Creates a document with one answer, in version 1.3. The session's name is the name given by
    /// the sender: each server has its own.
    pub fn response(
        session_id: impl Into<SessionId<'a>>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<Primitive<'a>>,
    ) -> Self {
        Self::in_session(session_id, Transaction::new(Mode::Response, transaction_id, primitive))
    }

    fn in_session(session_id: impl Into<SessionId<'a>>, transaction: Transaction<'a>) -> Self {
        let session_id = session_id.into();
        Session { session_id, transactions: vec![transaction], ..Session::default() }.into()
    }

    /// Returns the session; `None` while it is being opened.
    pub fn session(&self) -> Option<&Session<'a>> {
        match &self.content {
            MessageContent::Session(session) => Some(session),
            MessageContent::SetupTransaction(_) => None,
        }
    }

    /// Returns the step of opening a session; `None` in a session.
    pub fn setup_transaction(&self) -> Option<&SetupTransaction<'a>> {
        match &self.content {
            MessageContent::SetupTransaction(setup) => Some(setup),
            MessageContent::Session(_) => None,
        }
    }

    /// Returns the first transaction of a session.
    pub fn transaction(&self) -> Option<&Transaction<'a>> {
        self.session()?.transactions.first()
    }

    /// Returns the primitive of the first transaction of a session.
    pub fn primitive(&self) -> Option<&Primitive<'a>> {
        self.transaction().map(|transaction| &transaction.primitive)
    }

    /// Returns the primitive of the first transaction if it has this type.
    ///
    /// ```
    /// use imps_types::StatusCode;
    /// use imps_ssp::{Message, Status};
    /// use imps_ssp::messaging::SendMessageResponse;
    ///
    /// let message = Message::response("1904@beta.example", "t1", Status::new(StatusCode::SUCCESS));
    /// let status: &Status = message.primitive_as()?;
    /// assert!(status.is_success());
    /// let error = message.primitive_as::<SendMessageResponse>().unwrap_err();
    /// assert_eq!(error.to_string(), "status 200 \"success\", expected SendMessageResponse");
    /// # Ok::<(), imps_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Status`](imps_core::ErrorKind::Status), with its code, if the primitive is a status:
    /// servers answer so if they cannot serve a request.
    /// [`Unexpected`](imps_core::ErrorKind::Unexpected) if it is any other primitive, or if there
    /// is no transaction.
    pub fn primitive_as<'m, T>(&'m self) -> Result<&'m T, Error>
    where
        T: Element<'a>,
        &'m T: TryFrom<&'m Primitive<'a>, Error = Error>,
    {
        match self.primitive() {
            Some(primitive) => primitive.try_into(),
            None => Err(unexpected(None, T::TAG)),
        }
    }

    /// Returns the same document, independent of the input.
    pub fn into_owned(self) -> Message<'static> {
        IntoOwned::into_owned(self)
    }
}

/// Creates a document in version 1.3.
impl<'a> From<SetupTransaction<'a>> for Message<'a> {
    fn from(setup: SetupTransaction<'a>) -> Self {
        let content = MessageContent::SetupTransaction(setup);
        Self { version: Version::V1_3, content, extensions: Extensions::new() }
    }
}

/// Creates a document in version 1.3.
impl<'a> From<Session<'a>> for Message<'a> {
    fn from(session: Session<'a>) -> Self {
        let content = MessageContent::Session(session);
        Self { version: Version::V1_3, content, extensions: Extensions::new() }
    }
}

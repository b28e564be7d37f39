//! The document, which is the unit on the wire.

use crate::Primitive;
use crate::common::{Mode, SessionId, TransactionId};
use crate::envelope::{Session, SetupPrimitive, SetupTransaction, Transaction};
use crate::primitive::unexpected;
use alloc::vec;
use imps_core::{Element, Error, Extensions, Version, choice, element};

element! {
    use crate::tag;

    /// Any document of the protocol. Only version 1.3 is known in practice.
    ///
    /// ```
    /// use imps_ssp::{Message, Status};
    /// use imps_types::StatusCode;
    ///
    /// let status = Status::new(StatusCode::SUCCESS);
    /// let answer = Message::response("1904@beta.example", "0000000540-93", status);
    /// assert!(imps_xml::to_string(&answer)?.contains("mode=\"Response\""));
    /// # Ok::<(), imps_core::Error>(())
    /// ```
    #[doc(alias("WV-SSP-Message", "WV-SSP", "IMPS"))]
    pub struct Message<'a> = WV_SSP_Message {
        @root "WV-SSP-Message";
        /// The content of the document.
        content: MessageContent<'a> = Session | SetupTransaction,
    }
    models {
        "1.1-1.3" guessed: "(SetupTransaction | Session)";
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

/// A session without transactions.
impl Default for MessageContent<'_> {
    fn default() -> Self {
        Self::Session(Session::default())
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
    /// let transaction = message.setup_transaction().ok_or("no step of a set-up")?;
    /// assert_eq!(transaction.transaction_id, "71");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
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

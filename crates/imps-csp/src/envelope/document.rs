//! The documents, which are the units on the wire. OMA-TS-IMPS-CSP.

use crate::envelope::{OtherServer, VersionList};
use crate::{Outcome, Primitive, Session, SessionDescriptor, Transaction, TransactionId, TransactionMode};
use alloc::vec;
use alloc::vec::Vec;
use imps_core::{Element, Error, Extensions, Node, Root, Tag, Version, choice, element};

element! {
    /// Contains transactions of one session: every document except version discovery.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::access::KeepAliveRequest;
    /// use imps_csp::{Message, SessionDescriptor, Status, StatusCode};
    ///
    /// let session = SessionDescriptor::inband("s1");
    /// let request = Message::request(Version::V1_2, session, "t7", KeepAliveRequest::default());
    /// let answer = request.answer(Status::new(StatusCode::SUCCESS)).ok_or("no transaction")?;
    /// assert_eq!(answer.outcome().map(|outcome| outcome.is_success()), Some(true));
    /// # Ok::<(), &str>(())
    /// ```
    #[doc(alias("WV-CSP-Message", "wireless village", "wv", "WV-CSP", "IMPS"))]
    pub struct Message<'a> = WV_CSP_Message {
        @root "WV-CSP-Message";
        /// The session and its transactions.
        session: Session<'a> = Session,
    }
    models {
        "1.1-1.3": "Session";
    }
    duplicates refused;

    /// Asks for the versions that the server supports. Sent outside of sessions and without a
    /// transaction. Since 1.2.
    #[doc = page!(WV_CSP_VersionDiscovery_Request)]
    #[doc(alias = "WV-CSP-VersionDiscovery-Request")]
    pub struct VersionDiscoveryRequest<'a> = WV_CSP_VersionDiscovery_Request {
        @root "WV-CSP-VersionDiscovery-Request";
        /// The versions that the client supports.
        version_list: Option<VersionList<'a>> = VersionList,
        /// Vendor content: each element is an `ExtendedData` that declares its own namespace.
        extended_data: Vec<Node<'a>> = ExtendedData,
    }
    models {
        "1.2-1.3" guessed: "VersionList?, ExtendedData*";
    }
    duplicates refused;
}

element! {
    /// Reports the versions that the server supports. Since 1.2.
    #[doc = page!(WV_CSP_VersionDiscovery_Response)]
    #[doc(alias = "WV-CSP-VersionDiscovery-Response")]
    pub struct VersionDiscoveryResponse<'a> = WV_CSP_VersionDiscovery_Response {
        @root "WV-CSP-VersionDiscovery-Response";
        /// The versions that the server supports.
        version_list: Option<VersionList<'a>> = VersionList,
        /// Servers that support other versions.
        other_servers: Vec<OtherServer<'a>> = OtherServer,
        /// Vendor content: each element is an `ExtendedData` that declares its own namespace.
        extended_data: Vec<Node<'a>> = ExtendedData,
    }
    models {
        "1.2-1.3" guessed: "VersionList?, OtherServer*, ExtendedData*";
    }
    duplicates refused;
}

choice! {
    /// Any document of the protocol.
    #[non_exhaustive]
    pub enum CspDocument<'a>: Root {
        /// Transactions of one session.
        Message(Message<'a>) = WV_CSP_Message,
        /// Asks for the versions that the server supports.
        VersionDiscoveryRequest(VersionDiscoveryRequest<'a>) = WV_CSP_VersionDiscovery_Request,
        /// Reports the versions that the server supports.
        VersionDiscoveryResponse(VersionDiscoveryResponse<'a>) = WV_CSP_VersionDiscovery_Response,
    }
}

impl<'a> Root<'a> for CspDocument<'a> {
    const EXPECTED: &'static str =
        "WV-CSP-Message, WV-CSP-VersionDiscovery-Request or WV-CSP-VersionDiscovery-Response";

    fn accepts(tag: Tag) -> bool {
        Self::TAGS.contains(&tag)
    }

    fn root(&self) -> Tag {
        self.tag()
    }

    fn version(&self) -> Version {
        match self {
            Self::Message(message) => message.version,
            Self::VersionDiscoveryRequest(request) => request.version,
            Self::VersionDiscoveryResponse(response) => response.version,
        }
    }
}

impl<'a> Message<'a> {
    /// Creates a message that opens one transaction.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::{Message, SessionDescriptor};
    /// use imps_csp::access::KeepAliveRequest;
    ///
    /// let message = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t7", KeepAliveRequest::default());
    /// assert_eq!(message.primitive().map(|primitive| primitive.name()), Some("KeepAlive-Request"));
    /// ```
    pub fn request(
        version: Version,
        session: SessionDescriptor<'a>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<Primitive<'a>>,
    ) -> Self {
        Self::single(version, session, Transaction::new(TransactionMode::Request, transaction_id, primitive))
    }

    /// Creates a message that answers one transaction.
    pub fn response(
        version: Version,
        session: SessionDescriptor<'a>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<Primitive<'a>>,
    ) -> Self {
        Self::single(version, session, Transaction::new(TransactionMode::Response, transaction_id, primitive))
    }

    fn single(version: Version, descriptor: SessionDescriptor<'a>, transaction: Transaction<'a>) -> Self {
        let session = Session { descriptor, transactions: vec![transaction], ..Session::default() };
        Self { version, session, extensions: Extensions::new() }
    }

    /// Creates the answer to the first transaction: same version, session and transaction, in mode
    /// `Response`. Returns `None` if there is no transaction. Does not check whether the message
    /// expects an answer, because peers send their answers in the same way; see
    /// [`is_request`](Self::is_request).
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::{Message, SessionDescriptor, Status, StatusCode};
    /// use imps_csp::access::KeepAliveRequest;
    ///
    /// let request = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t7", KeepAliveRequest::default());
    /// let answer = request.answer(Status::new(StatusCode::SUCCESS)).ok_or("no transaction")?;
    /// assert_eq!(answer.session.descriptor, request.session.descriptor);
    /// assert_eq!(answer.transaction_id(), Some("t7"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// [`Transaction::answer`] answers any of several transactions.
    pub fn answer(&self, primitive: impl Into<Primitive<'a>>) -> Option<Self> {
        let transaction = self.transaction()?.answer(primitive);
        Some(Self::single(self.version, self.session.descriptor.clone(), transaction))
    }

    /// Sets whether something waits on the server, in the place that the version uses: in a
    /// transaction in 1.1, in the session later. [`Session::poll`] reads it.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::{Message, SessionDescriptor};
    /// use imps_csp::access::{KeepAliveRequest, KeepAliveResponse};
    ///
    /// let request = Message::request(Version::V1_1, SessionDescriptor::inband("s1"), "t7", KeepAliveRequest::default());
    /// let answer = request.answer(KeepAliveResponse::default()).ok_or("no transaction")?;
    /// let answer = answer.with_poll(true);
    /// let transaction = answer.transaction().ok_or("no transaction")?;
    /// assert_eq!(transaction.descriptor.poll, Some(true));
    /// assert!(answer.session.poll());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_poll(mut self, waits: bool) -> Self {
        let in_session = self.version != Version::V1_1;
        self.session.poll = in_session.then_some(waits);
        if let Some(transaction) = self.session.transactions.last_mut() {
            transaction.descriptor.poll = (!in_session).then_some(waits);
        }
        self
    }

    /// Returns the first transaction.
    pub fn transaction(&self) -> Option<&Transaction<'a>> {
        self.session.transactions.first()
    }

    /// Returns the identifier of the first transaction; `None` if there is no transaction, or if it
    /// has no identifier, which 1.1 allows.
    pub fn transaction_id(&self) -> Option<&str> {
        self.transaction()?.transaction_id()
    }

    /// Returns whether the first transaction expects an answer; `false` if there is no transaction.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::{Message, SessionDescriptor};
    /// use imps_csp::access::{KeepAliveRequest, KeepAliveResponse};
    ///
    /// let request = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t7", KeepAliveRequest::default());
    /// assert!(request.is_request());
    /// let answer = request.answer(KeepAliveResponse::default());
    /// assert!(answer.is_some_and(|answer| !answer.is_request()));
    /// ```
    pub fn is_request(&self) -> bool {
        self.transaction().is_some_and(Transaction::is_request)
    }

    /// Returns the primitive of the first transaction; `None` if there is no transaction.
    pub fn primitive(&self) -> Option<&Primitive<'a>> {
        self.transaction().map(|transaction| &transaction.content.primitive)
    }

    /// Returns the `Result` of the first transaction. Many answers have none and mean success; see
    /// [`Primitive::outcome`].
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::{Message, SessionDescriptor, Status, StatusCode};
    /// use imps_csp::access::KeepAliveRequest;
    ///
    /// let request = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t7", KeepAliveRequest::default());
    /// let answer = request.answer(Status::new(StatusCode::NOT_LOGGED_IN)).ok_or("no transaction")?;
    /// assert_eq!(answer.outcome().and_then(|outcome| outcome.code), Some(StatusCode::NOT_LOGGED_IN));
    /// assert_eq!(request.outcome(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn outcome(&self) -> Option<&Outcome<'a>> {
        self.primitive()?.outcome()
    }

    /// Returns the primitive of the first transaction if it has this type.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::{Message, SessionDescriptor};
    /// use imps_csp::access::{KeepAliveRequest, LoginRequest};
    ///
    /// let request = KeepAliveRequest { time_to_live: Some(600), ..KeepAliveRequest::default() };
    /// let message = Message::request(Version::V1_2, SessionDescriptor::inband("s1"), "t7", request);
    /// let received: &KeepAliveRequest = message.primitive_as()?;
    /// assert_eq!(received.time_to_live, Some(600));
    /// let error = message.primitive_as::<LoginRequest>().unwrap_err();
    /// assert_eq!(error.to_string(), "unexpected KeepAlive-Request, expected Login-Request");
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
            None => Err(crate::primitive::unexpected(None, T::TAG)),
        }
    }
}

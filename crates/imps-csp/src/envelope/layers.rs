//! The layers around a primitive: message, session, transaction. OMA-TS-IMPS-CSP.
//!
//! ```text
//! WV-CSP-Message
//!   Session
//!     SessionDescriptor        which session
//!     Transaction              one or more
//!       TransactionDescriptor  request or response, and to what
//!       TransactionContent     one primitive
//! ```

use crate::envelope::SegmentInfo;
use crate::{Primitive, SessionId, SessionType, TransactionId, TransactionMode};
use alloc::vec::Vec;
use imps_core::{Extensions, Node, element};

element! {
    /// Transactions of one session.
    pub struct Session<'a> = Session {
        /// Identifies the session.
        descriptor: SessionDescriptor<'a> = SessionDescriptor,
        /// The transactions: at least one.
        transactions: Vec<Transaction<'a>> = Transaction,
        /// Whether something waits on the server, so that the client should poll. Only from the
        /// server, since 1.2; [`poll`](Self::poll) reads any version.
        poll: Option<bool> = Poll,
        /// `F`: the server has lost its channel to the client, and the client should set it up
        /// again. Only from the server, since 1.2.
        ///
        /// Omit it while the channel works. Never write `T`: a Nokia phone treats it as an error
        /// and opens its channel again. Readers should ignore `T`.
        cir: Option<bool> = CIR,
    }
    models {
        "1.1": "SessionDescriptor, Transaction+";
        "1.2-1.3": "SessionDescriptor, Transaction+, Poll?, CIR?";
    }
    duplicates refused;

    /// Identifies the session of a message.
    pub struct SessionDescriptor<'a> = SessionDescriptor {
        /// Whether the message belongs to a session.
        session_type: SessionType<'a> = SessionType,
        /// The session; missing outside of sessions.
        session_id: Option<SessionId<'a>> = SessionID,
    }
    models {
        "1.1-1.3": "SessionType, SessionID?";
    }
    duplicates refused;
}

element! {
    /// One request or response.
    pub struct Transaction<'a> = Transaction {
        /// Identifies the transaction, and says whether this is a request or a response.
        descriptor: TransactionDescriptor<'a> = TransactionDescriptor,
        /// The primitive.
        content: TransactionContent<'a> = TransactionContent,
        /// Vendor content: each element is an `ExtBlock` that declares its own namespace.
        ext_block: Vec<Node<'a>> = ExtBlock,
    }
    models {
        "1.1": "TransactionDescriptor, TransactionContent";
        "1.2-1.3": "TransactionDescriptor, TransactionContent, ExtBlock*";
    }
    duplicates refused;

    /// Identifies a transaction.
    #[doc(alias = "Poll")]
    pub struct TransactionDescriptor<'a> = TransactionDescriptor {
        /// Request or response.
        transaction_mode: Option<TransactionMode<'a>> = TransactionMode,
        /// The identifier of the transaction. Empty if a client polls; 1.1 may omit it.
        transaction_id: Option<TransactionId<'a>> = TransactionID,
        /// Whether something waits on the server. 1.1; later in [`Session`].
        poll: Option<bool> = Poll,
        /// Says that this is a segment of a message that is too large to send at once.
        segment_info: Option<SegmentInfo<'a>> = SegmentInfo,
    }
    models {
        "1.1": "TransactionMode, TransactionID?, Poll?";
        "1.2": "TransactionMode, TransactionID";
        "1.3" guessed: "TransactionMode, TransactionID, SegmentInfo?";
    }
    duplicates refused;

    /// The content of a transaction: exactly one primitive.
    pub struct TransactionContent<'a> = TransactionContent {
        @first {
            /// The primitive.
            primitive: Primitive<'a>,
        }
    }
}

impl Session<'_> {
    /// Returns whether something waits on the server, in any version: in a transaction in 1.1, in
    /// the session later.
    pub fn poll(&self) -> bool {
        let flags = self.transactions.iter().map(|transaction| transaction.descriptor.poll);
        flags.chain([self.poll]).any(|flag| flag == Some(true))
    }
}

impl<'a> SessionDescriptor<'a> {
    /// Creates a descriptor inside a session.
    pub fn inband(session_id: impl Into<SessionId<'a>>) -> Self {
        Self { session_type: SessionType::Inband, session_id: Some(session_id.into()), ..Self::default() }
    }

    /// Creates a descriptor outside of sessions: for login and provider information.
    pub fn outband() -> Self {
        Self { session_type: SessionType::Outband, ..Self::default() }
    }
}

impl<'a> Transaction<'a> {
    /// Creates a transaction with one primitive.
    pub fn new(
        mode: TransactionMode<'a>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<Primitive<'a>>,
    ) -> Self {
        let descriptor = TransactionDescriptor {
            transaction_mode: Some(mode),
            transaction_id: Some(transaction_id.into()),
            ..TransactionDescriptor::default()
        };
        Self {
            descriptor,
            content: primitive.into().into(),
            ext_block: Vec::new(),
            extensions: Extensions::new(),
        }
    }

    /// Creates the answer: the same transaction, in mode `Response`.
    /// [`Message::answer`](crate::Message::answer) creates a whole message.
    ///
    /// ```
    /// use imps_csp::{Status, StatusCode, Transaction, TransactionMode};
    /// use imps_csp::access::KeepAliveRequest;
    ///
    /// let asked = Transaction::new(TransactionMode::Request, "t7", KeepAliveRequest::default());
    /// let answer = asked.answer(Status::new(StatusCode::SUCCESS));
    /// assert_eq!((answer.transaction_id(), answer.is_request()), (Some("t7"), false));
    /// ```
    #[must_use]
    pub fn answer(&self, primitive: impl Into<Primitive<'a>>) -> Self {
        let descriptor = TransactionDescriptor {
            transaction_mode: Some(TransactionMode::Response),
            transaction_id: self.descriptor.transaction_id.clone(),
            ..TransactionDescriptor::default()
        };
        Self { descriptor, content: primitive.into().into(), ..Self::default() }
    }

    /// Returns whether it expects an answer; otherwise it is an answer.
    pub fn is_request(&self) -> bool {
        self.descriptor.transaction_mode == Some(TransactionMode::Request)
    }

    /// Returns the identifier of the transaction; 1.1 may omit it.
    pub fn transaction_id(&self) -> Option<&str> {
        self.descriptor.transaction_id.as_ref().map(TransactionId::as_str)
    }

    /// Returns the primitive.
    pub fn primitive(&self) -> &Primitive<'a> {
        &self.content.primitive
    }
}

impl<'a> From<Primitive<'a>> for TransactionContent<'a> {
    fn from(primitive: Primitive<'a>) -> Self {
        Self { primitive, extensions: Extensions::new() }
    }
}

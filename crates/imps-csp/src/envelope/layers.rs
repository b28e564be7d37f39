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
use imps_core::schema::{Cardinality, Field as SchemaField, Schema, Type};
use imps_core::{
    Content, Element, Error, ErrorKind, Extensions, Field, IntoOwned, Node, Sink, Source, Tag, Versions,
    element, tag,
};

element! {
    /// Transactions of one session.
    pub struct Session<'a> = Session {
        /// Which session.
        descriptor: SessionDescriptor<'a> = SessionDescriptor,
        /// The transactions: at least one.
        transactions: Vec<Transaction<'a>> = Transaction,
        /// Whether something waits on the server, so that the client should poll. Only from the server, since 1.2;
        /// [`poll`](Self::poll) reads any version.
        poll: Option<bool> = Poll,
        /// `F`: the server has lost its channel to the client, which should set it up again. Only from the server, since 1.2.
        ///
        /// Leave it out while the channel works. Never write `T`: a Nokia phone takes it as an error and opens its channel again.
        /// A reader takes `T` as nothing.
        cir: Option<bool> = CIR,
    }
    models {
        "1.1": "SessionDescriptor, Transaction+";
        "1.2-1.3": "SessionDescriptor, Transaction+, Poll?, CIR?";
    }
    duplicates refused;

    /// Which session a message belongs to.
    pub struct SessionDescriptor<'a> = SessionDescriptor {
        /// Whether it belongs to one.
        session_type: SessionType<'a> = SessionType,
        /// The session; missing outside of sessions.
        session_id: Option<SessionId<'a>> = SessionID,
    }
    models {
        "1.1-1.3": "SessionType, SessionID?";
    }
    duplicates refused;

    /// One request or response.
    pub struct Transaction<'a> = Transaction {
        /// Which of the two, and which transaction.
        descriptor: TransactionDescriptor<'a> = TransactionDescriptor,
        /// The primitive.
        content: TransactionContent<'a> = TransactionContent,
        /// Whatever a vendor adds: each an `ExtBlock` that declares its own namespace. Since 1.2.
        ext_block: Vec<Node<'a>> = ExtBlock,
    }
    models {
        "1.1": "TransactionDescriptor, TransactionContent";
        "1.2-1.3": "TransactionDescriptor, TransactionContent, ExtBlock*";
    }
    duplicates refused;

    /// Which transaction it is.
    pub struct TransactionDescriptor<'a> = TransactionDescriptor {
        /// Request or response.
        transaction_mode: Option<TransactionMode<'a>> = TransactionMode,
        /// The name of the transaction. Empty when a client polls; 1.1 may leave it out.
        transaction_id: Option<TransactionId<'a>> = TransactionID,
        /// Whether something waits on the server. 1.1; later in [`Session`].
        poll: Option<bool> = Poll,
        /// That this is a part of a message too large to send at once. 1.3.
        segment_info: Option<SegmentInfo<'a>> = SegmentInfo,
    }
    models {
        "1.1": "TransactionMode, TransactionID?, Poll?";
        "1.2": "TransactionMode, TransactionID";
        "1.3" inferred: "TransactionMode, TransactionID, SegmentInfo?";
    }
    duplicates refused;
}

/// What a transaction is about: exactly one primitive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransactionContent<'a> {
    /// The primitive.
    pub primitive: Primitive<'a>,
    /// What the declaration has no place for, kept so that it is written back.
    pub extensions: Extensions<'a>,
}

impl Session<'_> {
    /// Whether something waits on the server, wherever the version says so: 1.1 in a transaction, later in the session.
    pub fn poll(&self) -> bool {
        let flags = self.transactions.iter().map(|transaction| transaction.descriptor.poll);
        flags.chain([self.poll]).any(|flag| flag == Some(true))
    }
}

impl<'a> SessionDescriptor<'a> {
    /// Inside a session.
    pub fn inband(session_id: impl Into<SessionId<'a>>) -> Self {
        Self { session_type: SessionType::Inband, session_id: Some(session_id.into()), ..Self::default() }
    }

    /// Outside of sessions: login and provider information.
    pub fn outband() -> Self {
        Self { session_type: SessionType::Outband, ..Self::default() }
    }
}

impl<'a> Transaction<'a> {
    /// A transaction with one primitive.
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

    /// The answer: the same transaction, in mode `Response`. [`Message::answer`](crate::Message::answer) makes a whole message of it.
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

    /// Whether it asks for an answer; else it is one.
    pub fn is_request(&self) -> bool {
        self.descriptor.transaction_mode == Some(TransactionMode::Request)
    }

    /// The name of the transaction; 1.1 may leave it out.
    pub fn transaction_id(&self) -> Option<&str> {
        self.descriptor.transaction_id.as_ref().map(TransactionId::as_str)
    }

    /// The primitive.
    pub fn primitive(&self) -> &Primitive<'a> {
        &self.content.primitive
    }
}

impl<'a> From<Primitive<'a>> for TransactionContent<'a> {
    fn from(primitive: Primitive<'a>) -> Self {
        Self { primitive, extensions: Extensions::new() }
    }
}

impl<'a> Element<'a> for TransactionContent<'a> {
    const SCHEMA: &'static Schema = &Schema::new(
        tag::TransactionContent,
        Versions::ALL,
        &[SchemaField::new(
            "primitive",
            Primitive::TAGS,
            Versions::ALL,
            Cardinality::One,
            <Primitive as Content>::TYPE,
        )
        .open()],
        &[],
    );
}

impl<'a> Content<'a> for TransactionContent<'a> {
    const TYPE: Type = Type::Structure(Self::SCHEMA);

    fn blank() -> Self {
        Self { primitive: Content::blank(), extensions: Extensions::new() }
    }

    /// The first child is the primitive, whatever it is.
    fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
        let start = source.offset();
        self.extensions.read_attributes(source)?;
        let mut children = 0;
        while let Some(child) = source.child()? {
            if children == 0 && child != Tag::TEXT {
                self.primitive.fill(child, source)?;
                children = 1;
            } else {
                self.extensions.read(children, child, source)?;
            }
        }
        if children == 0 {
            return Err(Error::new(ErrorKind::MissingElement { name: "(primitive)" }).at(start));
        }
        Ok(())
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        sink.start(tag);
        let mut place = self.extensions.start(sink);
        place.before(1, sink)?;
        Field::write(&self.primitive, self.primitive.tag(), sink)?;
        place.finish(sink)?;
        sink.end(tag);
        Ok(())
    }
}

imps_core::serde_view! { content TransactionContent }

impl IntoOwned for TransactionContent<'_> {
    type Owned = TransactionContent<'static>;

    fn into_owned(self) -> TransactionContent<'static> {
        TransactionContent {
            primitive: self.primitive.into_owned(),
            extensions: self.extensions.into_owned(),
        }
    }
}

impl TransactionContent<'_> {
    /// The same content, independent of the input.
    pub fn into_owned(self) -> TransactionContent<'static> {
        IntoOwned::into_owned(self)
    }
}

//! The documents, which are the units on the wire. OMA-TS-IMPS-CSP.

use crate::envelope::{OtherServer, VersionList};
use crate::{Outcome, Primitive, Session, SessionDescriptor, Transaction, TransactionId, TransactionMode};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use imps_core::private::{Seen, debug};
use imps_core::schema::{Field as SchemaField, Model, Schema, Type};
use imps_core::{
    Content, Element, Error, Extensions, Field, IntoOwned, Node, Root, Sink, Source, Tag, Version, Versions,
    choice, tag,
};

/// Declares roots: like `element!`, plus the version, which the namespace of the root states.
macro_rules! root {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident<'a> = $root:ident $expected:literal in $versions:literal {
            $($(#[$field_meta:meta])* $field:ident: $type:ty = $child:ident,)*
        }
        models { $($model_versions:literal $($inferred:ident)?: $model:literal;)* }
    )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, Eq)]
        pub struct $name<'a> {
            /// The protocol version of the document.
            pub version: Version,
            $($(#[$field_meta])* pub $field: $type,)*
            /// Unknown content, kept so that it is written back.
            pub extensions: Extensions<'a>,
        }

        impl<'a> Element<'a> for $name<'a> {
            const SCHEMA: &'static Schema = &Schema::new(
                tag::$root,
                Versions::parse($versions),
                &[$(SchemaField::new(
                    stringify!($field),
                    &[tag::$child],
                    Versions::parse($versions),
                    <$type as Field<'a>>::CARDINALITY,
                    <$type as Field<'a>>::TYPE,
                )),*],
                &[$(Model::new($model_versions, $model, !stringify!($($inferred)?).is_empty())),*],
            )
            .refusing_duplicates(true);
        }

        impl<'a> Content<'a> for $name<'a> {
            const TYPE: Type = Type::Structure(Self::SCHEMA);

            fn blank() -> Self {
                Self {
                    version: Version::default(),
                    $($field: <$type as Field<'a>>::blank(),)*
                    extensions: Extensions::new(),
                }
            }

            fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
                #[allow(non_camel_case_types, reason = "fields become variants")]
                enum Position { $($field),* }
                let start = source.offset();
                self.version = source.version();
                self.extensions.read_attributes(source)?;
                let mut seen = Seen::default();
                while let Some(child) = source.child()? {
                    match child {
                        $(tag::$child => seen.fill::<Self, _, S>(
                            &mut self.$field,
                            Position::$field as u32,
                            child,
                            &mut self.extensions,
                            source,
                        )?,)*
                        _ => seen.other(child, &mut self.extensions, source)?,
                    }
                }
                seen.check::<Self, S>(source, start)
            }

            fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
                if !sink.has(Self::SCHEMA.versions) {
                    return Err(sink.not_in_version(tag));
                }
                sink.start(tag);
                let mut place = self.extensions.start(sink);
                $(
                    <$type as Field<'a>>::write_among(&self.$field, tag::$child, &mut place, sink)?;
                )*
                place.finish(sink)?;
                sink.end(tag);
                Ok(())
            }
        }

        impl<'a> Root<'a> for $name<'a> {
            const EXPECTED: &'static str = $expected;

            fn accepts(tag: Tag) -> bool {
                tag == tag::$root
            }

            fn root(&self) -> Tag {
                tag::$root
            }

            fn version(&self) -> Version {
                self.version
            }
        }

        impl fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let fields: &[(&str, &dyn fmt::Debug)] =
                    &[("version", &self.version), $((stringify!($field), &self.$field)),*];
                debug(f, stringify!($name), fields, &self.extensions)
            }
        }

        imps_core::serde_view! { root $name }

        impl IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            fn into_owned(self) -> $name<'static> {
                $name {
                    version: self.version,
                    $($field: IntoOwned::into_owned(self.$field),)*
                    extensions: IntoOwned::into_owned(self.extensions),
                }
            }
        }

        impl $name<'_> {
            /// Returns the same document, independent of the input.
            pub fn into_owned(self) -> $name<'static> {
                IntoOwned::into_owned(self)
            }
        }
    )* };
}

root! {
    /// Contains transactions of one session: every document except version discovery.
    #[doc(alias("WV-CSP-Message", "wireless village", "wv"))]
    pub struct Message<'a> = WV_CSP_Message "WV-CSP-Message" in "1.1-1.3" {
        /// The session and its transactions.
        session: Session<'a> = Session,
    }
    models {
        "1.1-1.3": "Session";
    }

    /// Asks for the versions that the server supports. Sent outside of sessions and without a
    /// transaction. Since 1.2.
    #[doc = page!(WV_CSP_VersionDiscovery_Request)]
    pub struct VersionDiscoveryRequest<'a> = WV_CSP_VersionDiscovery_Request "WV-CSP-VersionDiscovery-Request" in "1.2-1.3" {
        /// The versions that the client supports.
        version_list: Option<VersionList<'a>> = VersionList,
        /// Vendor content: each element is an `ExtendedData` that declares its own namespace.
        extended_data: Vec<Node<'a>> = ExtendedData,
    }
    models {
        "1.2-1.3" inferred: "VersionList?, ExtendedData*";
    }

    /// Reports the versions that the server supports. Since 1.2.
    #[doc = page!(WV_CSP_VersionDiscovery_Response)]
    pub struct VersionDiscoveryResponse<'a> = WV_CSP_VersionDiscovery_Response "WV-CSP-VersionDiscovery-Response" in "1.2-1.3" {
        /// The versions that the server supports.
        version_list: Option<VersionList<'a>> = VersionList,
        /// Servers that support other versions.
        other_servers: Vec<OtherServer<'a>> = OtherServer,
        /// Vendor content: each element is an `ExtendedData` that declares its own namespace.
        extended_data: Vec<Node<'a>> = ExtendedData,
    }
    models {
        "1.2-1.3" inferred: "VersionList?, OtherServer*, ExtendedData*";
    }
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
    /// assert_eq!(message.primitive().unwrap().name(), "KeepAlive-Request");
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
    /// let answer = request.answer(Status::new(StatusCode::SUCCESS)).unwrap();
    /// assert_eq!(answer.session.descriptor, request.session.descriptor);
    /// assert_eq!(answer.transaction_id(), Some("t7"));
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
    /// let answer = request.answer(KeepAliveResponse::default()).unwrap().with_poll(true);
    /// assert_eq!(answer.transaction().unwrap().descriptor.poll, Some(true));
    /// assert!(answer.session.poll());
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
    /// assert!(!request.answer(KeepAliveResponse::default()).unwrap().is_request());
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
    /// let answer = request.answer(Status::new(StatusCode::NOT_LOGGED_IN)).unwrap();
    /// assert_eq!(answer.outcome().and_then(|outcome| outcome.code), Some(StatusCode::NOT_LOGGED_IN));
    /// assert_eq!(request.outcome(), None);
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

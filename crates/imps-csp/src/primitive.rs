//! The primitives: what a transaction can be about. OMA-TS-IMPS-CSP.

use crate::{
    ClientCapabilityRequest, ClientCapabilityResponse, Disconnect, GetSpInfoRequest, GetSpInfoResponse,
    KeepAliveRequest, KeepAliveResponse, LoginRequest, LoginResponse, LogoutRequest, PollingRequest,
    ServiceRequest, ServiceResponse, Status,
};
use alloc::boxed::Box;
use imps_core::schema::Type;
use imps_core::{CSP, Content, Error, IntoOwned, Name, Node, Sink, Source, Tag, tag};

/// Declares the primitives: type, and element.
macro_rules! primitives {
    ($($(#[$meta:meta])* $primitive:ident = $tag:ident,)*) => {
        /// What a transaction is about. Two words wide: every message is in a box.
        ///
        /// Primitives without a type here are [`Other`](Self::Other), and nothing of them is lost.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Primitive<'a> {
            $($(#[$meta])* $primitive(Box<$primitive<'a>>),)*
            /// A primitive without a type.
            Other(Box<Node<'a>>),
        }

        impl<'a> Primitive<'a> {
            /// The elements of the primitives that have a type.
            pub const TAGS: &'static [Tag] = &[$(tag::$tag),*];

            /// The element; `Tag::FOREIGN` when it is none of the standard's.
            pub fn tag(&self) -> Tag {
                match self {
                    $(Self::$primitive(_) => tag::$tag,)*
                    Self::Other(node) => match node.name {
                        Name::Known(tag) => tag,
                        Name::Foreign(_) => Tag::FOREIGN,
                    },
                }
            }
        }

        impl<'a> Content<'a> for Primitive<'a> {
            const TYPE: Type = Type::Choice(&[$((tag::$tag, <$primitive<'a> as Content>::TYPE)),*]);

            fn read<S: Source<'a>>(tag: Tag, source: &mut S) -> Result<Self, Error> {
                match tag {
                    $(tag::$tag => Content::read(tag, source).map(Self::$primitive),)*
                    _ => Content::read(tag, source).map(Self::Other),
                }
            }

            fn write<K: Sink>(&self, _: Tag, sink: &mut K) -> Result<(), Error> {
                match self {
                    $(Self::$primitive(message) => message.write(tag::$tag, sink),)*
                    Self::Other(node) => node.write(self.tag(), sink),
                }
            }
        }

        impl IntoOwned for Primitive<'_> {
            type Owned = Primitive<'static>;

            fn into_owned(self) -> Primitive<'static> {
                match self {
                    $(Self::$primitive(message) => Primitive::$primitive(IntoOwned::into_owned(message)),)*
                    Self::Other(node) => Primitive::Other(IntoOwned::into_owned(node)),
                }
            }
        }

        $(
            impl<'a> From<$primitive<'a>> for Primitive<'a> {
                fn from(message: $primitive<'a>) -> Self {
                    Self::$primitive(Box::new(message))
                }
            }
        )*
    };
}

primitives! {
    /// How a request went.
    Status = Status,
    /// The client asks for what waits on the server.
    PollingRequest = Polling_Request,
    /// The client opens a session.
    LoginRequest = Login_Request,
    /// The server's challenge, or the session.
    LoginResponse = Login_Response,
    /// The client ends the session.
    LogoutRequest = Logout_Request,
    /// The server ends the session.
    Disconnect = Disconnect,
    /// The client starts the session's timer anew.
    KeepAliveRequest = KeepAlive_Request,
    /// The server has started the timer.
    KeepAliveResponse = KeepAlive_Response,
    /// The client asks who the provider is.
    GetSpInfoRequest = GetSPInfo_Request,
    /// Who the provider is.
    GetSpInfoResponse = GetSPInfo_Response,
    /// The client proposes the services of the session.
    ServiceRequest = Service_Request,
    /// The services that are not agreed.
    ServiceResponse = Service_Response,
    /// The client states its capabilities.
    ClientCapabilityRequest = ClientCapability_Request,
    /// The capabilities agreed.
    ClientCapabilityResponse = ClientCapability_Response,
}

impl Primitive<'_> {
    /// The name of the element: `Login-Request`.
    pub fn name(&self) -> &str {
        match self {
            Self::Other(node) => node.name.as_str(&CSP),
            typed => CSP.name(typed.tag()).unwrap_or_default(),
        }
    }

    /// The same primitive, independent of the input.
    pub fn into_owned(self) -> Primitive<'static> {
        IntoOwned::into_owned(self)
    }
}

impl<'a> From<Node<'a>> for Primitive<'a> {
    fn from(node: Node<'a>) -> Self {
        Self::Other(Box::new(node))
    }
}

/// A status of success.
impl Default for Primitive<'_> {
    fn default() -> Self {
        Status::default().into()
    }
}

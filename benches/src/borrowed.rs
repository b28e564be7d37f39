//! The thin messages with fields that borrow, for bilrost and minicbor: what the quickest codecs
//! make of them. bilrost numbers fields from 1 as they come.
#![allow(missing_docs, reason = "fields and variants are called as in the thin messages of protobuf")]

use crate::protobuf::thin;

macro_rules! structs {
    ($($name:ident $(<$life:lifetime>)? { $($(#[$meta:meta])* $field:ident: $type:ty,)* })*) => { $(
        #[derive(Clone, Debug, PartialEq, bilrost::Message, minicbor::Encode, minicbor::Decode)]
        pub struct $name $(<$life>)? {
            $($(#[$meta])* pub $field: $type,)*
        }

        impl<'a> Lend<'a, $name $(<$life>)?> for thin::$name {
            fn lend(&'a self) -> $name $(<$life>)? {
                $name { $($field: self.$field.lend(),)* }
            }
        }
    )* };
}

structs! {
    Envelope<'a> {
        #[n(0)] session_type: i32,
        #[b(1)] session_id: &'a str,
        #[b(2)] transactions: Vec<Transaction<'a>>,
    }
    Transaction<'a> {
        #[b(0)] descriptor: Option<Descriptor<'a>>,
        #[b(1)] #[bilrost(oneof(2-8))] primitive: Option<Primitive<'a>>,
    }
    Descriptor<'a> {
        #[n(0)] mode: i32,
        #[b(1)] id: &'a str,
    }
    Status<'a> {
        #[b(0)] result: Option<Outcome<'a>>,
    }
    Outcome<'a> {
        #[n(0)] code: u32,
        #[b(1)] description: Option<&'a str>,
    }
    Login<'a> {
        #[b(0)] user_id: &'a str,
        #[b(1)] client_id: Option<ClientId<'a>>,
        #[b(2)] digest: Option<&'a str>,
        #[n(3)] time_to_live: Option<u32>,
        #[b(4)] session_cookie: &'a str,
    }
    SendMessage<'a> {
        #[n(0)] delivery_report: bool,
        #[b(1)] info: Option<MessageInfo<'a>>,
        #[b(2)] content: &'a str,
    }
    NewMessage<'a> {
        #[b(0)] info: Option<MessageInfo<'a>>,
        #[b(1)] #[bilrost(encoding(plainbytes))] #[cbor(with = "minicbor::bytes")] content: &'a [u8],
    }
    MessageInfo<'a> {
        #[b(0)] content_type: &'a str,
        #[b(1)] content_encoding: Option<&'a str>,
        #[n(2)] content_size: u32,
        #[b(3)] recipient: Option<Recipient<'a>>,
        #[b(4)] sender: Option<User<'a>>,
        #[n(5)] date_time: i64,
        #[n(6)] validity: Option<u32>,
        #[b(7)] id: Option<&'a str>,
    }
    Recipient<'a> {
        #[b(0)] users: Vec<User<'a>>,
        #[b(1)] groups: Vec<Group<'a>>,
        #[b(2)] contact_lists: Vec<&'a str>,
    }
    User<'a> {
        #[b(0)] user_id: &'a str,
        #[b(1)] client_id: Option<ClientId<'a>>,
    }
    ClientId<'a> {
        #[b(0)] url: &'a str,
    }
    Group<'a> {
        #[b(0)] group_id: &'a str,
    }
    GetList<'a> {
        #[b(0)] contact_lists: Vec<&'a str>,
        #[b(1)] default: Option<&'a str>,
    }
    JoinGroup<'a> {
        #[b(0)] mappings: Vec<Mapping<'a>>,
        #[b(1)] welcome: Option<WelcomeNote<'a>>,
    }
    Mapping<'a> {
        #[b(0)] name: &'a str,
        #[b(1)] user_id: Option<&'a str>,
    }
    WelcomeNote<'a> {
        #[b(0)] content_type: &'a str,
        #[b(1)] content: &'a str,
    }
    PresenceNotification<'a> {
        #[b(0)] presence: Vec<Presence<'a>>,
    }
    Presence<'a> {
        #[b(0)] user_id: &'a str,
        #[b(1)] sub_list: Vec<SubList<'a>>,
    }
    SubList<'a> {
        #[n(0)] online_status: Option<Flag>,
        #[n(1)] availability: Option<Word>,
        #[b(2)] status_text: Option<Words<'a>>,
    }
    Flag {
        #[n(0)] qualifier: bool,
        #[n(1)] value: bool,
    }
    Word {
        #[n(0)] qualifier: bool,
        #[n(1)] value: i32,
    }
    Words<'a> {
        #[n(0)] qualifier: bool,
        #[b(1)] value: &'a str,
    }
}

#[derive(Clone, Debug, PartialEq, bilrost::Oneof, minicbor::Encode, minicbor::Decode)]
pub enum Primitive<'a> {
    #[bilrost(2)]
    #[n(2)]
    SendMessage(#[b(0)] SendMessage<'a>),
    #[bilrost(3)]
    #[n(3)]
    PresenceNotification(#[b(0)] PresenceNotification<'a>),
    #[bilrost(4)]
    #[n(4)]
    Status(#[b(0)] Status<'a>),
    #[bilrost(5)]
    #[n(5)]
    Login(#[b(0)] Login<'a>),
    #[bilrost(6)]
    #[n(6)]
    NewMessage(#[b(0)] NewMessage<'a>),
    #[bilrost(7)]
    #[n(7)]
    GetList(#[b(0)] GetList<'a>),
    #[bilrost(8)]
    #[n(8)]
    JoinGroup(#[b(0)] JoinGroup<'a>),
}

impl<'a> Lend<'a, Primitive<'a>> for thin::Primitive {
    fn lend(&'a self) -> Primitive<'a> {
        match self {
            Self::SendMessage(message) => Primitive::SendMessage(message.lend()),
            Self::PresenceNotification(message) => Primitive::PresenceNotification(message.lend()),
            Self::Status(message) => Primitive::Status(message.lend()),
            Self::Login(message) => Primitive::Login(message.lend()),
            Self::NewMessage(message) => Primitive::NewMessage(message.lend()),
            Self::GetList(message) => Primitive::GetList(message.lend()),
            Self::JoinGroup(message) => Primitive::JoinGroup(message.lend()),
        }
    }
}

/// Content that borrows from content that owns.
pub trait Lend<'a, T> {
    /// The same content.
    fn lend(&'a self) -> T;
}

macro_rules! copied {
    ($($type:ty)*) => { $(
        impl<'a> Lend<'a, $type> for $type {
            fn lend(&'a self) -> $type {
                *self
            }
        }
    )* };
}

copied! { bool i32 i64 u32 }

impl<'a> Lend<'a, &'a str> for String {
    fn lend(&'a self) -> &'a str {
        self
    }
}

impl<'a> Lend<'a, &'a [u8]> for Vec<u8> {
    fn lend(&'a self) -> &'a [u8] {
        self
    }
}

impl<'a, T: Lend<'a, U>, U> Lend<'a, Option<U>> for Option<T> {
    fn lend(&'a self) -> Option<U> {
        self.as_ref().map(T::lend)
    }
}

impl<'a, T: Lend<'a, U>, U> Lend<'a, Vec<U>> for Vec<T> {
    fn lend(&'a self) -> Vec<U> {
        self.iter().map(T::lend).collect()
    }
}

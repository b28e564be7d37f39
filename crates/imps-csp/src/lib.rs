#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;

mod capability;
mod document;
mod empty;
mod enums;
mod envelope;
pub mod features;
mod ids;
mod login;
mod polling;
mod primitive;
mod provider_info;
mod service;
mod session;
mod status;
mod status_code;
mod system_message;
mod version_discovery;

pub use capability::{
    AcceptedContentType, AgreedCapabilityList, CapabilityList, CirHttpAddress, CirUrl,
    ClientCapabilityRequest, ClientCapabilityResponse,
};
pub use document::{Document, Message, VersionDiscoveryRequest, VersionDiscoveryResponse};
pub use empty::Empty;
pub use enums::{
    AcceptedTransferEncoding, ClientType, ContentEncoding, ContentPolicy, DeliveryMethod, DigestSchema,
    OfflineEtemHandling, OnlineEtemHandling, SearchElement, SessionType, SupportedBearer, SupportedCirMethod,
    SupportedOfflineBearer, TransactionMode,
};
pub use envelope::{
    SegmentId, SegmentInfo, Session, SessionDescriptor, Transaction, TransactionContent,
    TransactionDescriptor,
};
pub use ids::{
    ApplicationId, ClientId, ContactListId, GroupId, MessageId, ScreenName, SessionCookie, SessionId,
    SystemMessageId, TransactionId, UserId,
};
pub use login::{LoginRequest, LoginResponse};
pub use polling::PollingRequest;
pub use primitive::Primitive;
pub use provider_info::{GetSpInfoRequest, GetSpInfoResponse, Logo};
pub use service::{ServiceRequest, ServiceResponse};
pub use session::{Disconnect, KeepAliveRequest, KeepAliveResponse, LogoutRequest};
pub use status::{DetailedResult, Outcome, Status};
pub use status_code::{StatusClass, StatusCode};
pub use system_message::{
    AnswerOption, AnswerOptions, SystemMessage, SystemMessageList, SystemMessageResponse,
    SystemMessageResponseList, VerificationMechanism,
};
pub use version_discovery::{OtherServer, VersionList};

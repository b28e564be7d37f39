//! Messages between users, and access control for them.

mod access_control;
mod content;
mod conversation;
mod info;
mod messages;

pub use access_control::{
    AddList, BlockEntityRequest, BlockList, EntityList, GetBlockedListRequest, GetBlockedListResponse,
    GrantList, RemoveList,
};
pub use content::content_bytes;
pub use conversation::{ExtendConversationRequest, ExtendConversationResponse, ExtendConversationUser};
pub use info::{Font, MessageInfo};
pub use messages::{
    DeliveryReportRequest, ForwardMessageRequest, ForwardMessageResponse, GetMessageListRequest,
    GetMessageListResponse, GetMessageRequest, GetMessageResponse, MessageDelivered, MessageInfoList,
    MessageNotification, NewMessage, RejectMessageRequest, SendMessageRequest, SendMessageResponse,
    SetDeliveryMethodRequest,
};

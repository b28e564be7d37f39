//! Made by the test `made` from `imps_csp::Message::SCHEMA`; `UPDATE=1` writes it anew.
//! All messages between client and server, the variants of a `oneof` in place.
#![allow(missing_docs, clippy::large_enum_variant, reason = "as prost-build writes it")]

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SessionDescriptor {
    #[prost(int32, tag = "1")]
    pub session_type: i32,
    #[prost(string, optional, tag = "2")]
    pub session_id: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SegmentID {
    #[prost(string, optional, tag = "1")]
    pub transaction_id: Option<String>,
    #[prost(uint32, optional, tag = "2")]
    pub segment_reference: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SegmentInfo {
    #[prost(uint32, optional, tag = "1")]
    pub segment_count: Option<u32>,
    #[prost(message, optional, tag = "2")]
    pub segment_id: Option<SegmentID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TransactionDescriptor {
    #[prost(int32, optional, tag = "1")]
    pub transaction_mode: Option<i32>,
    #[prost(string, optional, tag = "2")]
    pub transaction_id: Option<String>,
    #[prost(bool, optional, tag = "3")]
    pub poll: Option<bool>,
    #[prost(message, optional, tag = "4")]
    pub segment_info: Option<SegmentInfo>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PollingRequest {}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ScreenName {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub group_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DetailedResult {
    #[prost(uint32, optional, tag = "1")]
    pub code: Option<u32>,
    #[prost(string, optional, tag = "2")]
    pub description: Option<String>,
    #[prost(int32, repeated, tag = "3")]
    pub search_element: Vec<i32>,
    #[prost(string, repeated, tag = "4")]
    pub user_id: Vec<String>,
    #[prost(string, repeated, tag = "5")]
    pub group_id: Vec<String>,
    #[prost(message, repeated, tag = "6")]
    pub screen_name: Vec<ScreenName>,
    #[prost(string, repeated, tag = "7")]
    pub message_id: Vec<String>,
    #[prost(string, repeated, tag = "8")]
    pub contact_list: Vec<String>,
    #[prost(string, repeated, tag = "9")]
    pub domain: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AnswerOption {
    #[prost(uint32, optional, tag = "1")]
    pub answer_option_id: Option<u32>,
    #[prost(string, optional, tag = "2")]
    pub answer_option_text: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AnswerOptions {
    #[prost(message, repeated, tag = "1")]
    pub options: Vec<AnswerOption>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct VerificationMechanism {
    #[prost(string, optional, tag = "1")]
    pub in_text: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub url: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SystemMessage {
    #[prost(string, optional, tag = "1")]
    pub system_message_id: Option<String>,
    #[prost(bool, optional, tag = "2")]
    pub requires_response: Option<bool>,
    #[prost(string, optional, tag = "3")]
    pub system_message_text: Option<String>,
    #[prost(message, optional, tag = "4")]
    pub answer_options: Option<AnswerOptions>,
    #[prost(message, optional, tag = "5")]
    pub verification_mechanism: Option<VerificationMechanism>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SystemMessageList {
    #[prost(message, repeated, tag = "1")]
    pub messages: Vec<SystemMessage>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Result {
    #[prost(uint32, optional, tag = "1")]
    pub code: Option<u32>,
    #[prost(string, optional, tag = "2")]
    pub description: Option<String>,
    #[prost(message, repeated, tag = "3")]
    pub detailed_result: Vec<DetailedResult>,
    #[prost(message, optional, tag = "4")]
    pub system_message_list: Option<SystemMessageList>,
    #[prost(uint32, optional, tag = "5")]
    pub try_again_timeout: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ClientID {
    #[prost(string, optional, tag = "1")]
    pub url: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub msisdn: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Status {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(message, optional, tag = "2")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SystemMessageResponse {
    #[prost(string, optional, tag = "1")]
    pub system_message_id: Option<String>,
    #[prost(uint32, optional, tag = "2")]
    pub chosen_option_id: Option<u32>,
    #[prost(string, optional, tag = "3")]
    pub verification_key: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SystemMessageResponseList {
    #[prost(message, repeated, tag = "1")]
    pub responses: Vec<SystemMessageResponse>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ServiceFunc {
    #[prost(bool, optional, tag = "1")]
    pub getspi: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub getmap: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub sgmnt: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchFunc {
    #[prost(bool, optional, tag = "1")]
    pub srch: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub advsr: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub stsrc: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteFunc {
    #[prost(bool, optional, tag = "1")]
    pub invit: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub cainv: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct VerifyIDFunc {
    #[prost(bool, optional, tag = "1")]
    pub vrid: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct FundamentalFeat {
    #[prost(bool, optional, tag = "1")]
    pub mf: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub service_func: Option<ServiceFunc>,
    #[prost(message, optional, tag = "3")]
    pub search_func: Option<SearchFunc>,
    #[prost(message, optional, tag = "4")]
    pub invite_func: Option<InviteFunc>,
    #[prost(message, optional, tag = "5")]
    pub verify_id_func: Option<VerifyIDFunc>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ContListFunc {
    #[prost(bool, optional, tag = "1")]
    pub gcli: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub ccli: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub dcli: Option<bool>,
    #[prost(bool, optional, tag = "4")]
    pub mcls: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PresenceAuthFunc {
    #[prost(bool, optional, tag = "1")]
    pub getwl: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub react: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub caaut: Option<bool>,
    #[prost(bool, optional, tag = "4")]
    pub getaut: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PresenceDeliverFunc {
    #[prost(bool, optional, tag = "1")]
    pub getpr: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub updpr: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AttListFunc {
    #[prost(bool, optional, tag = "1")]
    pub cali: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub dali: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub gals: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PresenceFeat {
    #[prost(bool, optional, tag = "1")]
    pub mp: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub cont_list_func: Option<ContListFunc>,
    #[prost(message, optional, tag = "3")]
    pub presence_auth_func: Option<PresenceAuthFunc>,
    #[prost(message, optional, tag = "4")]
    pub presence_deliver_func: Option<PresenceDeliverFunc>,
    #[prost(message, optional, tag = "5")]
    pub att_list_func: Option<AttListFunc>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IMSendFunc {
    #[prost(bool, optional, tag = "1")]
    pub mdeliv: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub fwmsg: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IMReceiveFunc {
    #[prost(bool, optional, tag = "1")]
    pub setd: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub getlm: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub getm: Option<bool>,
    #[prost(bool, optional, tag = "4")]
    pub rejcm: Option<bool>,
    #[prost(bool, optional, tag = "5")]
    pub notif: Option<bool>,
    #[prost(bool, optional, tag = "6")]
    pub newm: Option<bool>,
    #[prost(bool, optional, tag = "7")]
    pub offnotif: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IMAuthFunc {
    #[prost(bool, optional, tag = "1")]
    pub glblu: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub blent: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IMFeat {
    #[prost(bool, optional, tag = "1")]
    pub mm: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub im_send_func: Option<IMSendFunc>,
    #[prost(message, optional, tag = "3")]
    pub im_receive_func: Option<IMReceiveFunc>,
    #[prost(message, optional, tag = "4")]
    pub im_auth_func: Option<IMAuthFunc>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GroupMgmtFunc {
    #[prost(bool, optional, tag = "1")]
    pub creag: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub delgr: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub getgp: Option<bool>,
    #[prost(bool, optional, tag = "4")]
    pub setgp: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GroupUseFunc {
    #[prost(bool, optional, tag = "1")]
    pub subgcn: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub grchn: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub excon: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GroupAuthFunc {
    #[prost(bool, optional, tag = "1")]
    pub getgm: Option<bool>,
    #[prost(bool, optional, tag = "2")]
    pub addgm: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub rmvgm: Option<bool>,
    #[prost(bool, optional, tag = "4")]
    pub mbrac: Option<bool>,
    #[prost(bool, optional, tag = "5")]
    pub rejec: Option<bool>,
    #[prost(bool, optional, tag = "6")]
    pub getju: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GroupFeat {
    #[prost(bool, optional, tag = "1")]
    pub mg: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub group_mgmt_func: Option<GroupMgmtFunc>,
    #[prost(message, optional, tag = "3")]
    pub group_use_func: Option<GroupUseFunc>,
    #[prost(message, optional, tag = "4")]
    pub group_auth_func: Option<GroupAuthFunc>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WVCSPFeat {
    #[prost(message, optional, tag = "1")]
    pub fundamental_feat: Option<FundamentalFeat>,
    #[prost(message, optional, tag = "2")]
    pub presence_feat: Option<PresenceFeat>,
    #[prost(message, optional, tag = "3")]
    pub im_feat: Option<IMFeat>,
    #[prost(message, optional, tag = "4")]
    pub group_feat: Option<GroupFeat>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Functions {
    #[prost(message, optional, tag = "1")]
    pub wv_csp_feat: Option<WVCSPFeat>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AcceptedContentType {
    #[prost(string, optional, tag = "1")]
    pub content_type: Option<String>,
    #[prost(uint32, optional, tag = "2")]
    pub accepted_rich_content_length: Option<u32>,
    #[prost(int32, optional, tag = "3")]
    pub content_policy: Option<i32>,
    #[prost(uint32, optional, tag = "4")]
    pub content_policy_limit: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CapabilityList {
    #[prost(int32, optional, tag = "1")]
    pub client_type: Option<i32>,
    #[prost(int32, optional, tag = "2")]
    pub initial_delivery_method: Option<i32>,
    #[prost(bool, optional, tag = "3")]
    pub any_content: Option<bool>,
    #[prost(uint32, repeated, tag = "4")]
    pub accepted_charset: Vec<u32>,
    #[prost(message, repeated, tag = "5")]
    pub accepted_content_type: Vec<AcceptedContentType>,
    #[prost(uint32, optional, tag = "6")]
    pub accepted_pull_length: Option<u32>,
    #[prost(uint32, optional, tag = "7")]
    pub accepted_push_length: Option<u32>,
    #[prost(uint32, optional, tag = "8")]
    pub accepted_text_content_length: Option<u32>,
    #[prost(int32, repeated, tag = "9")]
    pub accepted_transfer_encoding: Vec<i32>,
    #[prost(uint32, optional, tag = "10")]
    pub accepted_content_length: Option<u32>,
    #[prost(int32, repeated, tag = "11")]
    pub supported_bearer: Vec<i32>,
    #[prost(uint32, optional, tag = "12")]
    pub multi_trans: Option<u32>,
    #[prost(uint32, optional, tag = "13")]
    pub multi_trans_per_message: Option<u32>,
    #[prost(int32, optional, tag = "14")]
    pub offline_etem_handling: Option<i32>,
    #[prost(int32, optional, tag = "15")]
    pub online_etem_handling: Option<i32>,
    #[prost(uint32, repeated, tag = "16")]
    pub plain_text_charset: Vec<u32>,
    #[prost(uint32, optional, tag = "17")]
    pub parser_size: Option<u32>,
    #[prost(int32, repeated, tag = "18")]
    pub supported_cir_method: Vec<i32>,
    #[prost(uint32, optional, tag = "19")]
    pub udp_port: Option<u32>,
    #[prost(string, optional, tag = "20")]
    pub tcp_address: Option<String>,
    #[prost(uint32, optional, tag = "21")]
    pub tcp_port: Option<u32>,
    #[prost(uint32, optional, tag = "22")]
    pub server_poll_min: Option<u32>,
    #[prost(string, optional, tag = "23")]
    pub default_language: Option<String>,
    #[prost(int32, repeated, tag = "24")]
    pub supported_offline_bearer: Vec<i32>,
    #[prost(uint32, optional, tag = "25")]
    pub session_priority: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LoginRequest {
    #[prost(string, optional, tag = "1")]
    pub user_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub client_id: Option<ClientID>,
    #[prost(string, optional, tag = "3")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "4")]
    pub password: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub digest_bytes: Option<String>,
    #[prost(int32, repeated, tag = "6")]
    pub digest_schema: Vec<i32>,
    #[prost(string, optional, tag = "7")]
    pub session_id: Option<String>,
    #[prost(uint32, optional, tag = "8")]
    pub time_to_live: Option<u32>,
    #[prost(string, optional, tag = "9")]
    pub session_cookie: Option<String>,
    #[prost(message, optional, tag = "10")]
    pub system_message_response_list: Option<SystemMessageResponseList>,
    #[prost(message, optional, tag = "11")]
    pub functions: Option<Functions>,
    #[prost(message, optional, tag = "12")]
    pub capability_list: Option<CapabilityList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CIRHTTPAddress {
    #[prost(string, optional, tag = "1")]
    pub url: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CIRURL {
    #[prost(string, tag = "1")]
    pub url: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgreedCapabilityList {
    #[prost(bool, optional, tag = "1")]
    pub any_content: Option<bool>,
    #[prost(message, repeated, tag = "2")]
    pub accepted_content_type: Vec<AcceptedContentType>,
    #[prost(uint32, optional, tag = "3")]
    pub accepted_pull_length: Option<u32>,
    #[prost(uint32, optional, tag = "4")]
    pub accepted_push_length: Option<u32>,
    #[prost(uint32, optional, tag = "5")]
    pub accepted_text_content_length: Option<u32>,
    #[prost(int32, repeated, tag = "6")]
    pub accepted_transfer_encoding: Vec<i32>,
    #[prost(message, optional, tag = "7")]
    pub cir_http_address: Option<CIRHTTPAddress>,
    #[prost(string, optional, tag = "8")]
    pub cir_sms_address: Option<String>,
    #[prost(uint32, optional, tag = "9")]
    pub multi_trans: Option<u32>,
    #[prost(uint32, optional, tag = "10")]
    pub multi_trans_per_message: Option<u32>,
    #[prost(int32, optional, tag = "11")]
    pub offline_etem_handling: Option<i32>,
    #[prost(int32, optional, tag = "12")]
    pub online_etem_handling: Option<i32>,
    #[prost(uint32, optional, tag = "13")]
    pub server_poll_min: Option<u32>,
    #[prost(int32, repeated, tag = "14")]
    pub supported_bearer: Vec<i32>,
    #[prost(int32, repeated, tag = "15")]
    pub supported_offline_bearer: Vec<i32>,
    #[prost(int32, repeated, tag = "16")]
    pub supported_cir_method: Vec<i32>,
    #[prost(string, optional, tag = "17")]
    pub tcp_address: Option<String>,
    #[prost(uint32, optional, tag = "18")]
    pub tcp_port: Option<u32>,
    #[prost(string, optional, tag = "19")]
    pub udp_address: Option<String>,
    #[prost(uint32, optional, tag = "20")]
    pub udp_port: Option<u32>,
    #[prost(message, optional, tag = "21")]
    pub cir_url: Option<CIRURL>,
    #[prost(uint32, optional, tag = "22")]
    pub session_priority: Option<u32>,
    #[prost(uint32, optional, tag = "23")]
    pub user_session_limit: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LoginResponse {
    #[prost(string, optional, tag = "1")]
    pub user_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub client_id: Option<ClientID>,
    #[prost(string, optional, tag = "3")]
    pub password: Option<String>,
    #[prost(message, optional, tag = "4")]
    pub result: Option<Result>,
    #[prost(string, optional, tag = "5")]
    pub nonce: Option<String>,
    #[prost(int32, optional, tag = "6")]
    pub digest_schema: Option<i32>,
    #[prost(string, optional, tag = "7")]
    pub session_id: Option<String>,
    #[prost(uint32, optional, tag = "8")]
    pub keep_alive_time: Option<u32>,
    #[prost(bool, optional, tag = "9")]
    pub capability_request: Option<bool>,
    #[prost(message, optional, tag = "10")]
    pub functions: Option<Functions>,
    #[prost(message, optional, tag = "11")]
    pub agreed_capability_list: Option<AgreedCapabilityList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LogoutRequest {}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Disconnect {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct KeepAliveRequest {
    #[prost(uint32, optional, tag = "1")]
    pub time_to_live: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct KeepAliveResponse {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(uint32, optional, tag = "2")]
    pub keep_alive_time: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetSPInfoRequest {
    #[prost(message, optional, tag = "1")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Logo {
    #[prost(string, optional, tag = "1")]
    pub content_type: Option<String>,
    #[prost(uint32, optional, tag = "2")]
    pub content_size: Option<u32>,
    #[prost(int32, optional, tag = "3")]
    pub content_encoding: Option<i32>,
    #[prost(oneof = "LogoContentData", tags = "4, 5")]
    pub content_data: Option<LogoContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum LogoContentData {
    #[prost(string, tag = "4")]
    Text(String),
    #[prost(bytes = "vec", tag = "5")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetSPInfoResponse {
    #[prost(message, optional, tag = "1")]
    pub client_id: Option<ClientID>,
    #[prost(string, tag = "2")]
    pub name: String,
    #[prost(message, optional, tag = "3")]
    pub logo: Option<Logo>,
    #[prost(string, optional, tag = "4")]
    pub description: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub url: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ServiceRequest {
    #[prost(message, optional, tag = "1")]
    pub client_id: Option<ClientID>,
    #[prost(message, optional, tag = "2")]
    pub functions: Option<Functions>,
    #[prost(bool, tag = "3")]
    pub all_functions_request: bool,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AllFunctions {
    #[prost(message, optional, tag = "1")]
    pub wv_csp_feat: Option<WVCSPFeat>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ServiceResponse {
    #[prost(message, optional, tag = "1")]
    pub client_id: Option<ClientID>,
    #[prost(message, optional, tag = "2")]
    pub functions: Option<Functions>,
    #[prost(message, optional, tag = "3")]
    pub all_functions: Option<AllFunctions>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ClientCapabilityRequest {
    #[prost(message, optional, tag = "1")]
    pub client_id: Option<ClientID>,
    #[prost(message, optional, tag = "2")]
    pub capability_list: Option<CapabilityList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ClientCapabilityResponse {
    #[prost(message, optional, tag = "1")]
    pub client_id: Option<ClientID>,
    #[prost(message, optional, tag = "2")]
    pub capability_list: Option<CapabilityList>,
    #[prost(message, optional, tag = "3")]
    pub agreed_capability_list: Option<AgreedCapabilityList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetSegmentRequest {
    #[prost(message, optional, tag = "1")]
    pub segment_id: Option<SegmentID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetSegmentResponse {
    #[prost(oneof = "GetSegmentResponseSegmentContent", tags = "1, 2")]
    pub segment_content: Option<GetSegmentResponseSegmentContent>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetSegmentResponseSegmentContent {
    #[prost(string, tag = "1")]
    Text(String),
    #[prost(bytes = "vec", tag = "2")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DropSegmentRequest {
    #[prost(message, optional, tag = "1")]
    pub segment_id: Option<SegmentID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SystemMessageRequest {
    #[prost(message, optional, tag = "1")]
    pub system_message_list: Option<SystemMessageList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SystemMessageUser {
    #[prost(message, optional, tag = "1")]
    pub system_message_response_list: Option<SystemMessageResponseList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NotificationTypeList {
    #[prost(int32, repeated, tag = "1")]
    pub notification_types: Vec<i32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscribeNotificationRequest {
    #[prost(message, optional, tag = "1")]
    pub notification_type_list: Option<NotificationTypeList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UnsubscribeNotificationRequest {
    #[prost(message, optional, tag = "1")]
    pub notification_type_list: Option<NotificationTypeList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct OnlineStatus {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(int32, optional, tag = "2")]
    pub presence_value: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Registration {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(int32, optional, tag = "2")]
    pub presence_value: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ClientContentLimit {
    #[prost(bool, optional, tag = "1")]
    pub any_content: Option<bool>,
    #[prost(message, repeated, tag = "2")]
    pub accepted_content_type: Vec<AcceptedContentType>,
    #[prost(uint32, optional, tag = "3")]
    pub accepted_text_content_length: Option<u32>,
    #[prost(int32, repeated, tag = "4")]
    pub accepted_transfer_encoding: Vec<i32>,
    #[prost(uint32, optional, tag = "5")]
    pub max_pull_length: Option<u32>,
    #[prost(uint32, optional, tag = "6")]
    pub max_push_length: Option<u32>,
    #[prost(uint32, repeated, tag = "7")]
    pub plain_text_charset: Vec<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ClientInfo {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub client_content_limit: Option<ClientContentLimit>,
    #[prost(int32, optional, tag = "3")]
    pub client_type: Option<i32>,
    #[prost(string, optional, tag = "4")]
    pub dev_manufacturer: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub client_producer: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub model: Option<String>,
    #[prost(string, optional, tag = "7")]
    pub client_version: Option<String>,
    #[prost(string, optional, tag = "8")]
    pub language: Option<String>,
    #[prost(uint32, optional, tag = "9")]
    pub client_im_priority: Option<u32>,
    #[prost(string, optional, tag = "10")]
    pub application_id: Option<String>,
    #[prost(message, optional, tag = "11")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TimeZone {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub zone: Option<String>,
    #[prost(message, optional, tag = "3")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GeoLocation {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub longitude: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub latitude: Option<String>,
    #[prost(string, optional, tag = "4")]
    pub altitude: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub accuracy: Option<String>,
    #[prost(message, optional, tag = "6")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Address {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub country: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub city: Option<String>,
    #[prost(string, optional, tag = "4")]
    pub street: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub crossing1: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub crossing2: Option<String>,
    #[prost(string, optional, tag = "7")]
    pub building: Option<String>,
    #[prost(string, optional, tag = "8")]
    pub named_area: Option<String>,
    #[prost(string, optional, tag = "9")]
    pub accuracy: Option<String>,
    #[prost(message, optional, tag = "10")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct FreeTextLocation {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub presence_value: Option<String>,
    #[prost(message, optional, tag = "3")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PLMN {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub presence_value: Option<String>,
    #[prost(message, optional, tag = "3")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CommC {
    #[prost(int32, tag = "1")]
    pub cap: i32,
    #[prost(int32, tag = "2")]
    pub status: i32,
    #[prost(string, optional, tag = "3")]
    pub contact: Option<String>,
    #[prost(string, optional, tag = "4")]
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CommCap {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(message, repeated, tag = "2")]
    pub comm_c: Vec<CommC>,
    #[prost(message, optional, tag = "3")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UserAvailability {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(int32, optional, tag = "2")]
    pub presence_value: Option<i32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddrPref {
    #[prost(int32, tag = "1")]
    pub pref_c: i32,
    #[prost(string, tag = "2")]
    pub caddr: String,
    #[prost(int32, tag = "3")]
    pub cstatus: i32,
    #[prost(string, optional, tag = "4")]
    pub cname: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub cpriority: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PreferredContacts {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(message, repeated, tag = "2")]
    pub addr_pref: Vec<AddrPref>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PreferredLanguage {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub presence_value: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StatusText {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub presence_value: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StatusMood {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(int32, optional, tag = "2")]
    pub presence_value: Option<i32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Alias {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(string, optional, tag = "2")]
    pub presence_value: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StatusContent {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(oneof = "StatusContentDirectContent", tags = "2, 3")]
    pub direct_content: Option<StatusContentDirectContent>,
    #[prost(string, optional, tag = "4")]
    pub referred_content: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub content_type: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum StatusContentDirectContent {
    #[prost(string, tag = "2")]
    Text(String),
    #[prost(bytes = "vec", tag = "3")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ContactInfo {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(oneof = "ContactInfoContainedVcard", tags = "2, 3")]
    pub contained_vcard: Option<ContactInfoContainedVcard>,
    #[prost(string, optional, tag = "4")]
    pub referred_vcard: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum ContactInfoContainedVcard {
    #[prost(string, tag = "2")]
    Text(String),
    #[prost(bytes = "vec", tag = "3")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InfLink {
    #[prost(string, tag = "1")]
    pub link: String,
    #[prost(string, optional, tag = "2")]
    pub text: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub content_type: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InfoLink {
    #[prost(bool, optional, tag = "1")]
    pub qualifier: Option<bool>,
    #[prost(message, repeated, tag = "2")]
    pub inf_link: Vec<InfLink>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PresenceSubList {
    #[prost(message, repeated, tag = "1")]
    pub online_status: Vec<OnlineStatus>,
    #[prost(message, repeated, tag = "2")]
    pub registration: Vec<Registration>,
    #[prost(message, repeated, tag = "3")]
    pub client_info: Vec<ClientInfo>,
    #[prost(message, repeated, tag = "4")]
    pub time_zone: Vec<TimeZone>,
    #[prost(message, repeated, tag = "5")]
    pub geo_location: Vec<GeoLocation>,
    #[prost(message, repeated, tag = "6")]
    pub address: Vec<Address>,
    #[prost(message, repeated, tag = "7")]
    pub free_text_location: Vec<FreeTextLocation>,
    #[prost(message, repeated, tag = "8")]
    pub plmn: Vec<PLMN>,
    #[prost(message, repeated, tag = "9")]
    pub comm_cap: Vec<CommCap>,
    #[prost(message, optional, tag = "10")]
    pub user_availability: Option<UserAvailability>,
    #[prost(message, optional, tag = "11")]
    pub preferred_contacts: Option<PreferredContacts>,
    #[prost(message, optional, tag = "12")]
    pub preferred_language: Option<PreferredLanguage>,
    #[prost(message, optional, tag = "13")]
    pub status_text: Option<StatusText>,
    #[prost(message, optional, tag = "14")]
    pub status_mood: Option<StatusMood>,
    #[prost(message, optional, tag = "15")]
    pub alias: Option<Alias>,
    #[prost(message, optional, tag = "16")]
    pub status_content: Option<StatusContent>,
    #[prost(message, optional, tag = "17")]
    pub contact_info: Option<ContactInfo>,
    #[prost(message, optional, tag = "18")]
    pub info_link: Option<InfoLink>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UserIDList {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ContactListIDList {
    #[prost(string, repeated, tag = "1")]
    pub contact_lists: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct User {
    #[prost(string, optional, tag = "1")]
    pub user_id: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub friendly_name: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub application_id: Option<String>,
    #[prost(message, optional, tag = "4")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UserList {
    #[prost(message, repeated, tag = "1")]
    pub users: Vec<User>,
    #[prost(message, repeated, tag = "2")]
    pub screen_names: Vec<ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UserIDPair {
    #[prost(string, optional, tag = "1")]
    pub unrecognized_user_id: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub valid_user_id: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NotificationRequest {
    #[prost(int32, optional, tag = "1")]
    pub notification_type: Option<i32>,
    #[prost(bool, optional, tag = "2")]
    pub block_list_in_use: Option<bool>,
    #[prost(bool, optional, tag = "3")]
    pub grant_list_in_use: Option<bool>,
    #[prost(string, optional, tag = "4")]
    pub group_id: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub invite_id: Option<String>,
    #[prost(int32, optional, tag = "6")]
    pub online_etem_handling: Option<i32>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub user_id_list: Option<UserIDList>,
    #[prost(message, optional, tag = "9")]
    pub contact_list_id_list: Option<ContactListIDList>,
    #[prost(bool, optional, tag = "10")]
    pub default_list: Option<bool>,
    #[prost(uint32, optional, tag = "11")]
    pub session_priority: Option<u32>,
    #[prost(message, optional, tag = "12")]
    pub user_list: Option<UserList>,
    #[prost(message, optional, tag = "13")]
    pub user_id_pair: Option<UserIDPair>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetPublicProfileRequest {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Property {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, optional, tag = "2")]
    pub value: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PublicProfile {
    #[prost(string, optional, tag = "1")]
    pub user_id: Option<String>,
    #[prost(message, repeated, tag = "2")]
    pub properties: Vec<Property>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetPublicProfileResponse {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(message, repeated, tag = "2")]
    pub public_profiles: Vec<PublicProfile>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdatePublicProfileRequest {
    #[prost(bool, optional, tag = "1")]
    pub clear_public_profile: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub public_profile: Option<PublicProfile>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchPair {
    #[prost(int32, optional, tag = "1")]
    pub search_element: Option<i32>,
    #[prost(string, optional, tag = "2")]
    pub search_string: Option<String>,
    #[prost(uint32, optional, tag = "3")]
    pub pair_id: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchPairList {
    #[prost(message, repeated, tag = "1")]
    pub parts: Vec<SearchPairListPartsItem>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum SearchPairListParts {
    #[prost(int32, tag = "1")]
    SearchElement(i32),
    #[prost(string, tag = "2")]
    SearchString(String),
    #[prost(uint32, tag = "3")]
    PairID(u32),
    #[prost(message, tag = "4")]
    SearchPair(SearchPair),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchPairListPartsItem {
    #[prost(oneof = "SearchPairListParts", tags = "1, 2, 3, 4")]
    pub item: Option<SearchPairListParts>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchRequest {
    #[prost(message, repeated, tag = "1")]
    pub search_pair_list: Vec<SearchPairList>,
    #[prost(string, optional, tag = "2")]
    pub advanced_criteria: Option<String>,
    #[prost(uint32, optional, tag = "3")]
    pub search_limit: Option<u32>,
    #[prost(string, optional, tag = "4")]
    pub search_id: Option<String>,
    #[prost(uint32, optional, tag = "5")]
    pub search_index: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GroupList {
    #[prost(string, repeated, tag = "1")]
    pub group_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchResult {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
    #[prost(message, optional, tag = "2")]
    pub group_list: Option<GroupList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchResponse {
    #[prost(string, optional, tag = "1")]
    pub search_id: Option<String>,
    #[prost(uint32, optional, tag = "2")]
    pub search_findings: Option<u32>,
    #[prost(bool, optional, tag = "3")]
    pub completion_flag: Option<bool>,
    #[prost(uint32, optional, tag = "4")]
    pub search_index: Option<u32>,
    #[prost(message, optional, tag = "5")]
    pub search_result: Option<SearchResult>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StopSearchRequest {
    #[prost(string, tag = "1")]
    pub search_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Group {
    #[prost(oneof = "GroupMember", tags = "1, 2")]
    pub member: Option<GroupMember>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GroupMember {
    #[prost(string, tag = "1")]
    GroupID(String),
    #[prost(message, tag = "2")]
    ScreenName(ScreenName),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Sender {
    #[prost(oneof = "SenderParty", tags = "1, 2")]
    pub party: Option<SenderParty>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum SenderParty {
    #[prost(message, tag = "1")]
    User(User),
    #[prost(message, tag = "2")]
    Group(Group),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Recipient {
    #[prost(message, repeated, tag = "1")]
    pub users: Vec<User>,
    #[prost(message, repeated, tag = "2")]
    pub groups: Vec<Group>,
    #[prost(string, repeated, tag = "3")]
    pub contact_lists: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct URLList {
    #[prost(string, repeated, tag = "1")]
    pub urls: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub invite_type: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<URLList>,
    #[prost(string, optional, tag = "9")]
    pub invite_note: Option<String>,
    #[prost(message, optional, tag = "10")]
    pub screen_name: Option<ScreenName>,
    #[prost(uint32, optional, tag = "11")]
    pub validity: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteUserRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub invite_type: Option<i32>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<URLList>,
    #[prost(string, optional, tag = "9")]
    pub invite_note: Option<String>,
    #[prost(message, optional, tag = "10")]
    pub screen_name: Option<ScreenName>,
    #[prost(uint32, optional, tag = "11")]
    pub validity: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteUserResponse {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(bool, optional, tag = "2")]
    pub acceptance: Option<bool>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub response_note: Option<String>,
    #[prost(message, optional, tag = "6")]
    pub screen_name: Option<ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InviteResponse {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(bool, optional, tag = "2")]
    pub acceptance: Option<bool>,
    #[prost(message, optional, tag = "3")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "4")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "5")]
    pub response_note: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub invite_note: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub screen_name: Option<ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CancelInviteRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "3")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "4")]
    pub invite_note: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<URLList>,
    #[prost(message, optional, tag = "9")]
    pub screen_name: Option<ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CancelInviteUserRequest {
    #[prost(string, optional, tag = "1")]
    pub invite_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "3")]
    pub recipient: Option<Recipient>,
    #[prost(string, optional, tag = "4")]
    pub invite_note: Option<String>,
    #[prost(string, optional, tag = "5")]
    pub application_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub presence_sub_list: Option<PresenceSubList>,
    #[prost(message, optional, tag = "8")]
    pub url_list: Option<URLList>,
    #[prost(message, optional, tag = "9")]
    pub screen_name: Option<ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMapRequest {
    #[prost(oneof = "GetMapRequestPlace", tags = "1, 2")]
    pub place: Option<GetMapRequestPlace>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetMapRequestPlace {
    #[prost(string, tag = "1")]
    UserID(String),
    #[prost(message, tag = "2")]
    PresenceSubList(PresenceSubList),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Map {
    #[prost(string, optional, tag = "1")]
    pub content_type: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub content_encoding: Option<i32>,
    #[prost(oneof = "MapContentData", tags = "3, 4")]
    pub content_data: Option<MapContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum MapContentData {
    #[prost(string, tag = "3")]
    Text(String),
    #[prost(bytes = "vec", tag = "4")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMapResponse {
    #[prost(oneof = "GetMapResponseMap", tags = "1, 2")]
    pub map: Option<GetMapResponseMap>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetMapResponseMap {
    #[prost(message, tag = "1")]
    Map(Map),
    #[prost(string, tag = "2")]
    URL(String),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct IDList {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub contact_lists: Vec<String>,
    #[prost(string, repeated, tag = "3")]
    pub group_ids: Vec<String>,
    #[prost(message, repeated, tag = "4")]
    pub screen_names: Vec<ScreenName>,
    #[prost(string, repeated, tag = "5")]
    pub domains: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct VerifyIDRequest {
    #[prost(message, optional, tag = "1")]
    pub id_list: Option<IDList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetListRequest {}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetListResponse {
    #[prost(string, repeated, tag = "1")]
    pub contact_list: Vec<String>,
    #[prost(message, optional, tag = "2")]
    pub contact_list_id_list: Option<ContactListIDList>,
    #[prost(string, optional, tag = "3")]
    pub default_contact_list: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NickName {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub user_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NickList {
    #[prost(message, repeated, tag = "1")]
    pub members: Vec<NickListMembersItem>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum NickListMembers {
    #[prost(message, tag = "1")]
    NickName(NickName),
    #[prost(string, tag = "2")]
    UserID(String),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NickListMembersItem {
    #[prost(oneof = "NickListMembers", tags = "1, 2")]
    pub item: Option<NickListMembers>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ContactListProperties {
    #[prost(message, repeated, tag = "1")]
    pub properties: Vec<Property>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateListRequest {
    #[prost(string, tag = "1")]
    pub contact_list: String,
    #[prost(message, optional, tag = "2")]
    pub nick_list: Option<NickList>,
    #[prost(message, optional, tag = "3")]
    pub contact_list_properties: Option<ContactListProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateListResponse {
    #[prost(string, optional, tag = "1")]
    pub contact_list: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub contact_list_properties: Option<ContactListProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeleteListRequest {
    #[prost(string, tag = "1")]
    pub contact_list: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddNickList {
    #[prost(message, repeated, tag = "1")]
    pub members: Vec<AddNickListMembersItem>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum AddNickListMembers {
    #[prost(message, tag = "1")]
    NickName(NickName),
    #[prost(string, tag = "2")]
    UserID(String),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddNickListMembersItem {
    #[prost(oneof = "AddNickListMembers", tags = "1, 2")]
    pub item: Option<AddNickListMembers>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RemoveNickList {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListManageRequest {
    #[prost(string, optional, tag = "1")]
    pub contact_list: Option<String>,
    #[prost(oneof = "ListManageRequestChange", tags = "2, 3, 4")]
    pub change: Option<ListManageRequestChange>,
    #[prost(bool, optional, tag = "5")]
    pub receive_list: Option<bool>,
    #[prost(bool, optional, tag = "6")]
    pub authorize_and_grant: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum ListManageRequestChange {
    #[prost(message, tag = "2")]
    AddNickList(AddNickList),
    #[prost(message, tag = "3")]
    RemoveNickList(RemoveNickList),
    #[prost(message, tag = "4")]
    ContactListProperties(ContactListProperties),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListManageResponse {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(message, optional, tag = "2")]
    pub nick_list: Option<NickList>,
    #[prost(message, optional, tag = "3")]
    pub contact_list_properties: Option<ContactListProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateAttributeListRequest {
    #[prost(message, optional, tag = "1")]
    pub presence_sub_list: Option<PresenceSubList>,
    #[prost(string, repeated, tag = "2")]
    pub user_id: Vec<String>,
    #[prost(string, repeated, tag = "3")]
    pub contact_list: Vec<String>,
    #[prost(message, optional, tag = "4")]
    pub user_id_list: Option<UserIDList>,
    #[prost(message, optional, tag = "5")]
    pub contact_list_id_list: Option<ContactListIDList>,
    #[prost(bool, optional, tag = "6")]
    pub default_list: Option<bool>,
    #[prost(bool, optional, tag = "7")]
    pub default_notify: Option<bool>,
    #[prost(bool, optional, tag = "8")]
    pub user_notify: Option<bool>,
    #[prost(bool, optional, tag = "9")]
    pub contact_list_notify: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeleteAttributeListRequest {
    #[prost(string, repeated, tag = "1")]
    pub user_id: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub contact_list: Vec<String>,
    #[prost(message, optional, tag = "3")]
    pub user_id_list: Option<UserIDList>,
    #[prost(message, optional, tag = "4")]
    pub contact_list_id_list: Option<ContactListIDList>,
    #[prost(bool, optional, tag = "5")]
    pub default_list: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetAttributeListRequest {
    #[prost(bool, optional, tag = "1")]
    pub default_list: Option<bool>,
    #[prost(string, repeated, tag = "2")]
    pub contact_list: Vec<String>,
    #[prost(message, repeated, tag = "3")]
    pub user: Vec<User>,
    #[prost(message, optional, tag = "4")]
    pub contact_list_id_list: Option<ContactListIDList>,
    #[prost(message, optional, tag = "5")]
    pub user_id_list: Option<UserIDList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DefaultAttributeList {
    #[prost(bool, optional, tag = "1")]
    pub default_notify: Option<bool>,
    #[prost(message, repeated, tag = "2")]
    pub presence_sub_list: Vec<PresenceSubList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Presence {
    #[prost(string, optional, tag = "1")]
    pub user_id: Option<String>,
    #[prost(bool, optional, tag = "2")]
    pub user_notify: Option<bool>,
    #[prost(string, optional, tag = "3")]
    pub contact_list: Option<String>,
    #[prost(bool, optional, tag = "4")]
    pub contact_list_notify: Option<bool>,
    #[prost(message, repeated, tag = "5")]
    pub presence_sub_list: Vec<PresenceSubList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetAttributeListResponse {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(message, optional, tag = "2")]
    pub default_attribute_list: Option<DefaultAttributeList>,
    #[prost(message, repeated, tag = "3")]
    pub presence: Vec<Presence>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscribePresenceRequest {
    #[prost(message, repeated, tag = "1")]
    pub user: Vec<User>,
    #[prost(string, repeated, tag = "2")]
    pub contact_list: Vec<String>,
    #[prost(message, optional, tag = "3")]
    pub user_id_list: Option<UserIDList>,
    #[prost(message, optional, tag = "4")]
    pub contact_list_id_list: Option<ContactListIDList>,
    #[prost(message, optional, tag = "5")]
    pub presence_sub_list: Option<PresenceSubList>,
    #[prost(bool, optional, tag = "6")]
    pub auto_subscribe: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UnsubscribePresenceRequest {
    #[prost(message, repeated, tag = "1")]
    pub user: Vec<User>,
    #[prost(string, repeated, tag = "2")]
    pub contact_list: Vec<String>,
    #[prost(message, optional, tag = "3")]
    pub user_id_list: Option<UserIDList>,
    #[prost(message, optional, tag = "4")]
    pub contact_list_id_list: Option<ContactListIDList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PresenceNotificationRequest {
    #[prost(message, repeated, tag = "1")]
    pub presence: Vec<Presence>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetWatcherListRequest {
    #[prost(uint32, optional, tag = "1")]
    pub history_period: Option<u32>,
    #[prost(uint32, optional, tag = "2")]
    pub max_watcher_list: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Watcher {
    #[prost(message, optional, tag = "1")]
    pub user: Option<User>,
    #[prost(string, optional, tag = "2")]
    pub user_id: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub friendly_name: Option<String>,
    #[prost(int32, optional, tag = "4")]
    pub watcher_status: Option<i32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetWatcherListResponse {
    #[prost(message, repeated, tag = "1")]
    pub user: Vec<User>,
    #[prost(uint32, optional, tag = "2")]
    pub history_period: Option<u32>,
    #[prost(uint32, optional, tag = "3")]
    pub watcher_count: Option<u32>,
    #[prost(message, repeated, tag = "4")]
    pub watcher: Vec<Watcher>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetPresenceRequest {
    #[prost(message, repeated, tag = "1")]
    pub user: Vec<User>,
    #[prost(string, repeated, tag = "2")]
    pub contact_list: Vec<String>,
    #[prost(message, optional, tag = "3")]
    pub user_id_list: Option<UserIDList>,
    #[prost(message, optional, tag = "4")]
    pub contact_list_id_list: Option<ContactListIDList>,
    #[prost(message, optional, tag = "5")]
    pub presence_sub_list: Option<PresenceSubList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetPresenceResponse {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(message, repeated, tag = "2")]
    pub presence: Vec<Presence>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdatePresenceRequest {
    #[prost(message, optional, tag = "1")]
    pub presence_sub_list: Option<PresenceSubList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PresenceAuthRequest {
    #[prost(string, tag = "1")]
    pub user_id: String,
    #[prost(message, optional, tag = "2")]
    pub presence_sub_list: Option<PresenceSubList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PresenceAuthUser {
    #[prost(string, tag = "1")]
    pub user_id: String,
    #[prost(bool, tag = "2")]
    pub acceptance: bool,
    #[prost(message, optional, tag = "3")]
    pub presence_sub_list: Option<PresenceSubList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CancelAuthRequest {
    #[prost(string, tag = "1")]
    pub user_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetReactiveAuthStatusRequest {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ReactiveAuthStatus {
    #[prost(string, tag = "1")]
    pub user_id: String,
    #[prost(int32, tag = "2")]
    pub reactive_auth_state: i32,
    #[prost(message, optional, tag = "3")]
    pub presence_sub_list: Option<PresenceSubList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ReactiveAuthStatusList {
    #[prost(message, repeated, tag = "1")]
    pub statuses: Vec<ReactiveAuthStatus>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetReactiveAuthStatusResponse {
    #[prost(message, optional, tag = "1")]
    pub reactive_auth_status_list: Option<ReactiveAuthStatusList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Font {
    #[prost(int32, optional, tag = "1")]
    pub size: Option<i32>,
    #[prost(int32, repeated, tag = "2")]
    pub styles: Vec<i32>,
    #[prost(int32, optional, tag = "3")]
    pub color: Option<i32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MessageInfo {
    #[prost(string, optional, tag = "1")]
    pub message_id: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub message_uri: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub content_type: Option<String>,
    #[prost(int32, optional, tag = "4")]
    pub content_encoding: Option<i32>,
    #[prost(uint32, optional, tag = "5")]
    pub content_size: Option<u32>,
    #[prost(string, optional, tag = "6")]
    pub content_name: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub recipient: Option<Recipient>,
    #[prost(message, optional, tag = "8")]
    pub sender: Option<Sender>,
    #[prost(int64, optional, tag = "9")]
    pub date_time: Option<i64>,
    #[prost(message, optional, tag = "10")]
    pub font: Option<Font>,
    #[prost(uint32, optional, tag = "11")]
    pub validity: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SendMessageRequest {
    #[prost(bool, optional, tag = "1")]
    pub delivery_report: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub message_info: Option<MessageInfo>,
    #[prost(oneof = "SendMessageRequestContentData", tags = "3, 4")]
    pub content_data: Option<SendMessageRequestContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum SendMessageRequestContentData {
    #[prost(string, tag = "3")]
    Text(String),
    #[prost(bytes = "vec", tag = "4")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SendMessageResponse {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(string, optional, tag = "2")]
    pub message_id: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SetDeliveryMethodRequest {
    #[prost(int32, optional, tag = "1")]
    pub delivery_method: Option<i32>,
    #[prost(uint32, optional, tag = "2")]
    pub accepted_content_length: Option<u32>,
    #[prost(string, optional, tag = "3")]
    pub group_id: Option<String>,
    #[prost(uint32, optional, tag = "4")]
    pub group_content_limit: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMessageListRequest {
    #[prost(string, optional, tag = "1")]
    pub group_id: Option<String>,
    #[prost(uint32, optional, tag = "2")]
    pub message_count: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MessageInfoList {
    #[prost(message, repeated, tag = "1")]
    pub message_info: Vec<MessageInfo>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMessageListResponse {
    #[prost(message, repeated, tag = "1")]
    pub message_info: Vec<MessageInfo>,
    #[prost(message, optional, tag = "2")]
    pub message_info_list: Option<MessageInfoList>,
    #[prost(uint32, optional, tag = "3")]
    pub message_total_count: Option<u32>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RejectMessageRequest {
    #[prost(string, repeated, tag = "1")]
    pub message_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MessageNotification {
    #[prost(message, optional, tag = "1")]
    pub message_info: Option<MessageInfo>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMessageRequest {
    #[prost(string, tag = "1")]
    pub message_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMessageResponse {
    #[prost(message, optional, tag = "1")]
    pub message_info: Option<MessageInfo>,
    #[prost(oneof = "GetMessageResponseContentData", tags = "2, 3")]
    pub content_data: Option<GetMessageResponseContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetMessageResponseContentData {
    #[prost(string, tag = "2")]
    Text(String),
    #[prost(bytes = "vec", tag = "3")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct NewMessage {
    #[prost(message, optional, tag = "1")]
    pub message_info: Option<MessageInfo>,
    #[prost(oneof = "NewMessageContentData", tags = "2, 3")]
    pub content_data: Option<NewMessageContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum NewMessageContentData {
    #[prost(string, tag = "2")]
    Text(String),
    #[prost(bytes = "vec", tag = "3")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MessageDelivered {
    #[prost(string, tag = "1")]
    pub message_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeliveryReportRequest {
    #[prost(message, optional, tag = "1")]
    pub result: Option<Result>,
    #[prost(int64, optional, tag = "2")]
    pub delivery_time: Option<i64>,
    #[prost(message, optional, tag = "3")]
    pub message_info: Option<MessageInfo>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ForwardMessageRequest {
    #[prost(string, optional, tag = "1")]
    pub message_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub sender: Option<Sender>,
    #[prost(message, optional, tag = "3")]
    pub recipient: Option<Recipient>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ForwardMessageResponse {
    #[prost(string, optional, tag = "1")]
    pub message_id: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetBlockedListRequest {}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct EntityList {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
    #[prost(message, repeated, tag = "2")]
    pub screen_names: Vec<ScreenName>,
    #[prost(string, repeated, tag = "3")]
    pub group_ids: Vec<String>,
    #[prost(string, repeated, tag = "4")]
    pub contact_lists: Vec<String>,
    #[prost(string, repeated, tag = "5")]
    pub application_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddList {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
    #[prost(message, repeated, tag = "2")]
    pub screen_names: Vec<ScreenName>,
    #[prost(string, repeated, tag = "3")]
    pub group_ids: Vec<String>,
    #[prost(string, repeated, tag = "4")]
    pub contact_lists: Vec<String>,
    #[prost(string, repeated, tag = "5")]
    pub application_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RemoveList {
    #[prost(string, repeated, tag = "1")]
    pub user_ids: Vec<String>,
    #[prost(message, repeated, tag = "2")]
    pub screen_names: Vec<ScreenName>,
    #[prost(string, repeated, tag = "3")]
    pub group_ids: Vec<String>,
    #[prost(string, repeated, tag = "4")]
    pub contact_lists: Vec<String>,
    #[prost(string, repeated, tag = "5")]
    pub application_ids: Vec<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct BlockList {
    #[prost(bool, optional, tag = "1")]
    pub in_use: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub entity_list: Option<EntityList>,
    #[prost(message, optional, tag = "3")]
    pub add_list: Option<AddList>,
    #[prost(message, optional, tag = "4")]
    pub remove_list: Option<RemoveList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GrantList {
    #[prost(bool, optional, tag = "1")]
    pub in_use: Option<bool>,
    #[prost(message, optional, tag = "2")]
    pub entity_list: Option<EntityList>,
    #[prost(message, optional, tag = "3")]
    pub add_list: Option<AddList>,
    #[prost(message, optional, tag = "4")]
    pub remove_list: Option<RemoveList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetBlockedListResponse {
    #[prost(message, optional, tag = "1")]
    pub block_list: Option<BlockList>,
    #[prost(bool, optional, tag = "2")]
    pub block_list_in_use: Option<bool>,
    #[prost(message, optional, tag = "3")]
    pub grant_list: Option<GrantList>,
    #[prost(bool, optional, tag = "4")]
    pub grant_list_in_use: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct BlockEntityRequest {
    #[prost(message, optional, tag = "1")]
    pub block_list: Option<BlockList>,
    #[prost(bool, optional, tag = "2")]
    pub block_list_in_use: Option<bool>,
    #[prost(message, optional, tag = "3")]
    pub grant_list: Option<GrantList>,
    #[prost(bool, optional, tag = "4")]
    pub grant_list_in_use: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WelcomeNote {
    #[prost(string, optional, tag = "1")]
    pub content_type: Option<String>,
    #[prost(int32, optional, tag = "2")]
    pub content_encoding: Option<i32>,
    #[prost(oneof = "WelcomeNoteContentData", tags = "3, 4")]
    pub content_data: Option<WelcomeNoteContentData>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum WelcomeNoteContentData {
    #[prost(string, tag = "3")]
    Text(String),
    #[prost(bytes = "vec", tag = "4")]
    Bytes(Vec<u8>),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GroupProperties {
    #[prost(message, repeated, tag = "1")]
    pub properties: Vec<Property>,
    #[prost(message, optional, tag = "2")]
    pub welcome_note: Option<WelcomeNote>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct OwnProperties {
    #[prost(message, repeated, tag = "1")]
    pub properties: Vec<Property>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateGroupRequest {
    #[prost(string, optional, tag = "1")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub group_properties: Option<GroupProperties>,
    #[prost(message, optional, tag = "3")]
    pub own_properties: Option<OwnProperties>,
    #[prost(bool, optional, tag = "4")]
    pub join_group: Option<bool>,
    #[prost(message, optional, tag = "5")]
    pub screen_name: Option<ScreenName>,
    #[prost(bool, optional, tag = "6")]
    pub subscribe_notification: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeleteGroupRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct JoinGroupRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
    #[prost(message, optional, tag = "2")]
    pub screen_name: Option<ScreenName>,
    #[prost(bool, optional, tag = "3")]
    pub joined_request: Option<bool>,
    #[prost(bool, tag = "4")]
    pub subscribe_notification: bool,
    #[prost(message, optional, tag = "5")]
    pub own_properties: Option<OwnProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Mapping {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, optional, tag = "2")]
    pub user_id: Option<String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UserMapping {
    #[prost(message, repeated, tag = "1")]
    pub mappings: Vec<Mapping>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UserMapList {
    #[prost(message, optional, tag = "1")]
    pub user_mapping: Option<UserMapping>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Joined {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
    #[prost(message, optional, tag = "2")]
    pub user_map_list: Option<UserMapList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct JoinGroupResponse {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
    #[prost(message, optional, tag = "2")]
    pub user_map_list: Option<UserMapList>,
    #[prost(message, optional, tag = "3")]
    pub joined: Option<Joined>,
    #[prost(message, optional, tag = "4")]
    pub screen_name: Option<ScreenName>,
    #[prost(message, optional, tag = "5")]
    pub welcome_note: Option<WelcomeNote>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LeaveGroupRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LeaveGroupResponse {
    #[prost(string, optional, tag = "1")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub result: Option<Result>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetGroupMembersRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Admin {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Mod {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Users {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetGroupMembersResponse {
    #[prost(message, optional, tag = "1")]
    pub admin: Option<Admin>,
    #[prost(message, optional, tag = "2")]
    pub moderators: Option<Mod>,
    #[prost(message, optional, tag = "3")]
    pub users: Option<Users>,
    #[prost(message, optional, tag = "4")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetJoinedUsersRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AdminMapping {
    #[prost(message, repeated, tag = "1")]
    pub mappings: Vec<Mapping>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ModMapping {
    #[prost(message, repeated, tag = "1")]
    pub mappings: Vec<Mapping>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AdminMapList {
    #[prost(message, optional, tag = "1")]
    pub admin_mapping: Option<AdminMapping>,
    #[prost(message, optional, tag = "2")]
    pub mod_mapping: Option<ModMapping>,
    #[prost(message, optional, tag = "3")]
    pub user_mapping: Option<UserMapping>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct JoinedBlocked {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetJoinedUsersResponse {
    #[prost(oneof = "GetJoinedUsersResponseJoined", tags = "1, 2")]
    pub joined: Option<GetJoinedUsersResponseJoined>,
    #[prost(message, optional, tag = "3")]
    pub joined_blocked: Option<JoinedBlocked>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum GetJoinedUsersResponseJoined {
    #[prost(message, tag = "1")]
    AdminMapList(AdminMapList),
    #[prost(message, tag = "2")]
    UserMapList(UserMapList),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddGroupMembersRequest {
    #[prost(string, optional, tag = "1")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub user_list: Option<UserList>,
    #[prost(message, optional, tag = "3")]
    pub user_id_list: Option<UserIDList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RemoveGroupMembersRequest {
    #[prost(string, optional, tag = "1")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub user_list: Option<UserList>,
    #[prost(message, optional, tag = "3")]
    pub user_id_list: Option<UserIDList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MemberAccessRequest {
    #[prost(string, optional, tag = "1")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub admin: Option<Admin>,
    #[prost(message, optional, tag = "3")]
    pub moderators: Option<Mod>,
    #[prost(message, optional, tag = "4")]
    pub users: Option<Users>,
    #[prost(message, optional, tag = "5")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetGroupPropsRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetGroupPropsResponse {
    #[prost(message, optional, tag = "1")]
    pub group_properties: Option<GroupProperties>,
    #[prost(message, optional, tag = "2")]
    pub own_properties: Option<OwnProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SetGroupPropsRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
    #[prost(message, optional, tag = "2")]
    pub group_properties: Option<GroupProperties>,
    #[prost(message, optional, tag = "3")]
    pub own_properties: Option<OwnProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RejectListRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
    #[prost(message, optional, tag = "2")]
    pub add_list: Option<AddList>,
    #[prost(message, optional, tag = "3")]
    pub remove_list: Option<RemoveList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RejectListResponse {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscribeGroupNoticeRequest {
    #[prost(string, tag = "1")]
    pub group_id: String,
    #[prost(int32, tag = "2")]
    pub subscribe_type: i32,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscribeGroupNoticeResponse {
    #[prost(bool, tag = "1")]
    pub value: bool,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Left {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LeftBlocked {
    #[prost(message, optional, tag = "1")]
    pub user_list: Option<UserList>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GroupChangeNotice {
    #[prost(string, optional, tag = "1")]
    pub group_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub joined: Option<Joined>,
    #[prost(message, optional, tag = "3")]
    pub left: Option<Left>,
    #[prost(message, optional, tag = "4")]
    pub joined_blocked: Option<JoinedBlocked>,
    #[prost(message, optional, tag = "5")]
    pub left_blocked: Option<LeftBlocked>,
    #[prost(message, optional, tag = "6")]
    pub group_properties: Option<GroupProperties>,
    #[prost(message, optional, tag = "7")]
    pub own_properties: Option<OwnProperties>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ExtendConversationUser {
    #[prost(string, optional, tag = "1")]
    pub user_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub client_id: Option<ClientID>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ExtendConversationRequest {
    #[prost(string, optional, tag = "1")]
    pub extend_conversation_id: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub user_id_list: Option<UserIDList>,
    #[prost(message, optional, tag = "3")]
    pub extend_conversation_user: Option<ExtendConversationUser>,
    #[prost(bool, optional, tag = "4")]
    pub subscribe_notification: Option<bool>,
    #[prost(message, optional, tag = "5")]
    pub welcome_note: Option<WelcomeNote>,
    #[prost(message, optional, tag = "6")]
    pub screen_name: Option<ScreenName>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ExtendConversationResponse {
    #[prost(string, optional, tag = "1")]
    pub extend_conversation_id: Option<String>,
    #[prost(string, optional, tag = "2")]
    pub group_id: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub response_note: Option<String>,
    #[prost(message, optional, tag = "4")]
    pub result: Option<Result>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ExtendedRequest {}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ExtendedResponse {}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TransactionContent {
    #[prost(
        oneof = "TransactionContentPrimitive",
        tags = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103"
    )]
    pub primitive: Option<TransactionContentPrimitive>,
}

#[derive(Clone, PartialEq, ::prost::Oneof)]
pub enum TransactionContentPrimitive {
    #[prost(message, tag = "1")]
    PollingRequest(PollingRequest),
    #[prost(message, tag = "2")]
    Status(Status),
    #[prost(message, tag = "3")]
    LoginRequest(LoginRequest),
    #[prost(message, tag = "4")]
    LoginResponse(LoginResponse),
    #[prost(message, tag = "5")]
    LogoutRequest(LogoutRequest),
    #[prost(message, tag = "6")]
    Disconnect(Disconnect),
    #[prost(message, tag = "7")]
    KeepAliveRequest(KeepAliveRequest),
    #[prost(message, tag = "8")]
    KeepAliveResponse(KeepAliveResponse),
    #[prost(message, tag = "9")]
    GetSPInfoRequest(GetSPInfoRequest),
    #[prost(message, tag = "10")]
    GetSPInfoResponse(GetSPInfoResponse),
    #[prost(message, tag = "11")]
    ServiceRequest(ServiceRequest),
    #[prost(message, tag = "12")]
    ServiceResponse(ServiceResponse),
    #[prost(message, tag = "13")]
    ClientCapabilityRequest(ClientCapabilityRequest),
    #[prost(message, tag = "14")]
    ClientCapabilityResponse(ClientCapabilityResponse),
    #[prost(message, tag = "15")]
    GetSegmentRequest(GetSegmentRequest),
    #[prost(message, tag = "16")]
    GetSegmentResponse(GetSegmentResponse),
    #[prost(message, tag = "17")]
    DropSegmentRequest(DropSegmentRequest),
    #[prost(message, tag = "18")]
    SystemMessageRequest(SystemMessageRequest),
    #[prost(message, tag = "19")]
    SystemMessageUser(SystemMessageUser),
    #[prost(message, tag = "20")]
    SubscribeNotificationRequest(SubscribeNotificationRequest),
    #[prost(message, tag = "21")]
    UnsubscribeNotificationRequest(UnsubscribeNotificationRequest),
    #[prost(message, tag = "22")]
    NotificationRequest(NotificationRequest),
    #[prost(message, tag = "23")]
    GetPublicProfileRequest(GetPublicProfileRequest),
    #[prost(message, tag = "24")]
    GetPublicProfileResponse(GetPublicProfileResponse),
    #[prost(message, tag = "25")]
    UpdatePublicProfileRequest(UpdatePublicProfileRequest),
    #[prost(message, tag = "26")]
    SearchRequest(SearchRequest),
    #[prost(message, tag = "27")]
    SearchResponse(SearchResponse),
    #[prost(message, tag = "28")]
    StopSearchRequest(StopSearchRequest),
    #[prost(message, tag = "29")]
    InviteRequest(InviteRequest),
    #[prost(message, tag = "30")]
    InviteUserRequest(InviteUserRequest),
    #[prost(message, tag = "31")]
    InviteUserResponse(InviteUserResponse),
    #[prost(message, tag = "32")]
    InviteResponse(InviteResponse),
    #[prost(message, tag = "33")]
    CancelInviteRequest(CancelInviteRequest),
    #[prost(message, tag = "34")]
    CancelInviteUserRequest(CancelInviteUserRequest),
    #[prost(message, tag = "35")]
    GetMapRequest(GetMapRequest),
    #[prost(message, tag = "36")]
    GetMapResponse(GetMapResponse),
    #[prost(message, tag = "37")]
    VerifyIDRequest(VerifyIDRequest),
    #[prost(message, tag = "38")]
    GetListRequest(GetListRequest),
    #[prost(message, tag = "39")]
    GetListResponse(GetListResponse),
    #[prost(message, tag = "40")]
    CreateListRequest(CreateListRequest),
    #[prost(message, tag = "41")]
    CreateListResponse(CreateListResponse),
    #[prost(message, tag = "42")]
    DeleteListRequest(DeleteListRequest),
    #[prost(message, tag = "43")]
    ListManageRequest(ListManageRequest),
    #[prost(message, tag = "44")]
    ListManageResponse(ListManageResponse),
    #[prost(message, tag = "45")]
    CreateAttributeListRequest(CreateAttributeListRequest),
    #[prost(message, tag = "46")]
    DeleteAttributeListRequest(DeleteAttributeListRequest),
    #[prost(message, tag = "47")]
    GetAttributeListRequest(GetAttributeListRequest),
    #[prost(message, tag = "48")]
    GetAttributeListResponse(GetAttributeListResponse),
    #[prost(message, tag = "49")]
    SubscribePresenceRequest(SubscribePresenceRequest),
    #[prost(message, tag = "50")]
    UnsubscribePresenceRequest(UnsubscribePresenceRequest),
    #[prost(message, tag = "51")]
    PresenceNotificationRequest(PresenceNotificationRequest),
    #[prost(message, tag = "52")]
    GetWatcherListRequest(GetWatcherListRequest),
    #[prost(message, tag = "53")]
    GetWatcherListResponse(GetWatcherListResponse),
    #[prost(message, tag = "54")]
    GetPresenceRequest(GetPresenceRequest),
    #[prost(message, tag = "55")]
    GetPresenceResponse(GetPresenceResponse),
    #[prost(message, tag = "56")]
    UpdatePresenceRequest(UpdatePresenceRequest),
    #[prost(message, tag = "57")]
    PresenceAuthRequest(PresenceAuthRequest),
    #[prost(message, tag = "58")]
    PresenceAuthUser(PresenceAuthUser),
    #[prost(message, tag = "59")]
    CancelAuthRequest(CancelAuthRequest),
    #[prost(message, tag = "60")]
    GetReactiveAuthStatusRequest(GetReactiveAuthStatusRequest),
    #[prost(message, tag = "61")]
    GetReactiveAuthStatusResponse(GetReactiveAuthStatusResponse),
    #[prost(message, tag = "62")]
    SendMessageRequest(SendMessageRequest),
    #[prost(message, tag = "63")]
    SendMessageResponse(SendMessageResponse),
    #[prost(message, tag = "64")]
    SetDeliveryMethodRequest(SetDeliveryMethodRequest),
    #[prost(message, tag = "65")]
    GetMessageListRequest(GetMessageListRequest),
    #[prost(message, tag = "66")]
    GetMessageListResponse(GetMessageListResponse),
    #[prost(message, tag = "67")]
    RejectMessageRequest(RejectMessageRequest),
    #[prost(message, tag = "68")]
    MessageNotification(MessageNotification),
    #[prost(message, tag = "69")]
    GetMessageRequest(GetMessageRequest),
    #[prost(message, tag = "70")]
    GetMessageResponse(GetMessageResponse),
    #[prost(message, tag = "71")]
    NewMessage(NewMessage),
    #[prost(message, tag = "72")]
    MessageDelivered(MessageDelivered),
    #[prost(message, tag = "73")]
    DeliveryReportRequest(DeliveryReportRequest),
    #[prost(message, tag = "74")]
    ForwardMessageRequest(ForwardMessageRequest),
    #[prost(message, tag = "75")]
    ForwardMessageResponse(ForwardMessageResponse),
    #[prost(message, tag = "76")]
    GetBlockedListRequest(GetBlockedListRequest),
    #[prost(message, tag = "77")]
    GetBlockedListResponse(GetBlockedListResponse),
    #[prost(message, tag = "78")]
    BlockEntityRequest(BlockEntityRequest),
    #[prost(message, tag = "79")]
    CreateGroupRequest(CreateGroupRequest),
    #[prost(message, tag = "80")]
    DeleteGroupRequest(DeleteGroupRequest),
    #[prost(message, tag = "81")]
    JoinGroupRequest(JoinGroupRequest),
    #[prost(message, tag = "82")]
    JoinGroupResponse(JoinGroupResponse),
    #[prost(message, tag = "83")]
    LeaveGroupRequest(LeaveGroupRequest),
    #[prost(message, tag = "84")]
    LeaveGroupResponse(LeaveGroupResponse),
    #[prost(message, tag = "85")]
    GetGroupMembersRequest(GetGroupMembersRequest),
    #[prost(message, tag = "86")]
    GetGroupMembersResponse(GetGroupMembersResponse),
    #[prost(message, tag = "87")]
    GetJoinedUsersRequest(GetJoinedUsersRequest),
    #[prost(message, tag = "88")]
    GetJoinedUsersResponse(GetJoinedUsersResponse),
    #[prost(message, tag = "89")]
    AddGroupMembersRequest(AddGroupMembersRequest),
    #[prost(message, tag = "90")]
    RemoveGroupMembersRequest(RemoveGroupMembersRequest),
    #[prost(message, tag = "91")]
    MemberAccessRequest(MemberAccessRequest),
    #[prost(message, tag = "92")]
    GetGroupPropsRequest(GetGroupPropsRequest),
    #[prost(message, tag = "93")]
    GetGroupPropsResponse(GetGroupPropsResponse),
    #[prost(message, tag = "94")]
    SetGroupPropsRequest(SetGroupPropsRequest),
    #[prost(message, tag = "95")]
    RejectListRequest(RejectListRequest),
    #[prost(message, tag = "96")]
    RejectListResponse(RejectListResponse),
    #[prost(message, tag = "97")]
    SubscribeGroupNoticeRequest(SubscribeGroupNoticeRequest),
    #[prost(message, tag = "98")]
    SubscribeGroupNoticeResponse(SubscribeGroupNoticeResponse),
    #[prost(message, tag = "99")]
    GroupChangeNotice(GroupChangeNotice),
    #[prost(message, tag = "100")]
    ExtendConversationRequest(ExtendConversationRequest),
    #[prost(message, tag = "101")]
    ExtendConversationResponse(ExtendConversationResponse),
    #[prost(message, tag = "102")]
    ExtendedRequest(ExtendedRequest),
    #[prost(message, tag = "103")]
    ExtendedResponse(ExtendedResponse),
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Transaction {
    #[prost(message, optional, tag = "1")]
    pub descriptor: Option<TransactionDescriptor>,
    #[prost(message, optional, tag = "2")]
    pub content: Option<TransactionContent>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Session {
    #[prost(message, optional, tag = "1")]
    pub descriptor: Option<SessionDescriptor>,
    #[prost(message, repeated, tag = "2")]
    pub transactions: Vec<Transaction>,
    #[prost(bool, optional, tag = "3")]
    pub poll: Option<bool>,
    #[prost(bool, optional, tag = "4")]
    pub cir: Option<bool>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WVCSPMessage {
    #[prost(message, optional, tag = "1")]
    pub session: Option<Session>,
}

//! The outcome of a primitive: its `Result`.

use crate::{Outcome, Primitive};
use alloc::vec::Vec;
use imps_core::Extensions;

/// The outcome of an answer that requires one but does not contain it.
static NO_OUTCOME: Outcome<'static> = Outcome {
    code: None,
    description: None,
    detailed_result: Vec::new(),
    system_message_list: None,
    try_again_timeout: None,
    extensions: Extensions::new(),
};

impl<'a> Primitive<'a> {
    /// Returns the `Result` of any primitive that contains one: `Status`, and some of the answers.
    ///
    /// Many answers have no `Result`. Servers send them on success, and a `Status` instead of them
    /// on failure. `None` for an answer therefore means success.
    /// `answer.outcome().is_none_or(Outcome::is_success)` returns for any answer with a type
    /// whether it succeeded. A login answer always has an outcome: if it has no `Result`, the
    /// function returns an outcome without a code, which is not a success.
    ///
    /// ```
    /// use imps_csp::{Outcome, Primitive, Status, StatusCode};
    /// use imps_csp::access::LoginResponse;
    /// use imps_csp::contact_list::GetListResponse;
    ///
    /// let opened = Primitive::from(LoginResponse { result: Some(Outcome::new(StatusCode::SUCCESS)), ..LoginResponse::default() });
    /// let refused = Primitive::from(Status::new(StatusCode::UNKNOWN_USER));
    /// assert_eq!(opened.outcome().map(Outcome::is_success), Some(true));
    /// assert_eq!(refused.outcome().map(Outcome::is_success), Some(false));
    /// assert_eq!(Primitive::from(GetListResponse::default()).outcome(), None);
    /// ```
    pub fn outcome(&self) -> Option<&Outcome<'a>> {
        Some(match self {
            Self::Status(answer) => &answer.result,
            Self::LoginResponse(answer) => answer.result.as_ref().unwrap_or(&NO_OUTCOME),
            Self::Disconnect(end) => &end.result,
            Self::KeepAliveResponse(answer) => &answer.result,
            Self::ListManageResponse(answer) => &answer.result,
            Self::GetAttributeListResponse(answer) => &answer.result,
            Self::GetPresenceResponse(answer) => &answer.result,
            Self::SendMessageResponse(answer) => &answer.result,
            Self::DeliveryReportRequest(report) => &report.result,
            Self::LeaveGroupResponse(answer) => &answer.result,
            Self::GetPublicProfileResponse(answer) => answer.result.as_ref()?,
            Self::ExtendConversationResponse(answer) => answer.result.as_ref()?,
            _ => return None,
        })
    }

    /// Returns its `Result`, to change it. `None` if it has none.
    pub fn outcome_mut(&mut self) -> Option<&mut Outcome<'a>> {
        Some(match self {
            Self::Status(answer) => &mut answer.result,
            Self::LoginResponse(answer) => answer.result.as_mut()?,
            Self::Disconnect(end) => &mut end.result,
            Self::KeepAliveResponse(answer) => &mut answer.result,
            Self::ListManageResponse(answer) => &mut answer.result,
            Self::GetAttributeListResponse(answer) => &mut answer.result,
            Self::GetPresenceResponse(answer) => &mut answer.result,
            Self::SendMessageResponse(answer) => &mut answer.result,
            Self::DeliveryReportRequest(report) => &mut report.result,
            Self::LeaveGroupResponse(answer) => &mut answer.result,
            Self::GetPublicProfileResponse(answer) => answer.result.as_mut()?,
            Self::ExtendConversationResponse(answer) => answer.result.as_mut()?,
            _ => return None,
        })
    }
}

//! The result of a request. OMA-TS-IMPS-CSP.

use crate::common::{ScreenName, SystemMessageList};
use crate::{ClientId, ContactListId, GroupId, MessageId, SearchElement, StatusCode, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// Reports the result of a request. Answers requests that have no answer of their own, and any
    /// request that fails.
    ///
    /// ```
    /// use imps_csp::{Status, StatusCode};
    ///
    /// let status = Status::new(StatusCode::UNKNOWN_USER);
    /// assert_eq!(status.result.code, Some(StatusCode::UNKNOWN_USER));
    /// assert!(!status.result.is_success());
    /// ```
    #[doc = page!(Status)]
    pub struct Status<'a> = Status {
        /// The result.
        result: Outcome<'a> = Result,
        /// The client that asked.
        client_id: Option<ClientId<'a>> = ClientID,
    }
    models {
        "1.1-1.3": "Result, ClientID?";
    }
    duplicates refused;
    primitive Access Both Status;

    /// The result of a request: the element `Result`, renamed to avoid a conflict with Rust's
    /// `Result`.
    #[doc(alias("Result", "status code"))]
    pub struct Outcome<'a> = Result {
        /// The status code.
        code: Option<StatusCode> = Code,
        /// A human-readable text.
        description: Option<Text<'a>> = Description,
        /// Partial results that differ from `code`, for instance the recipients that a message did
        /// not reach.
        detailed_result: Vec<DetailedResult<'a>> = DetailedResult,
        /// System messages to the user.
        system_message_list: Option<Box<SystemMessageList<'a>>> = SystemMessageList,
        /// The time to wait before another attempt, in seconds.
        try_again_timeout: Option<u32> = TryAgainTimeout,
    }
    models {
        "1.1-1.2": "Code, Description?, DetailedResult*";
        "1.3" guessed: "Code, Description?, DetailedResult*, SystemMessageList?, TryAgainTimeout?";
    }
    duplicates refused;
}

element! {
    /// A code and the entities to which it applies.
    pub struct DetailedResult<'a> = DetailedResult {
        /// The status code.
        code: Option<StatusCode> = Code,
        /// A human-readable text.
        description: Option<Text<'a>> = Description,
        /// Search criteria. Nothing else appears beside them.
        search_element: Vec<SearchElement<'a>> = SearchElement,
        /// Users.
        user_id: Vec<UserId<'a>> = UserID,
        /// Groups.
        group_id: Vec<GroupId<'a>> = GroupID,
        /// Users of a group.
        screen_name: Vec<ScreenName<'a>> = ScreenName,
        /// Messages.
        message_id: Vec<MessageId<'a>> = MessageID,
        /// Contact lists.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// Domains.
        domain: Vec<Text<'a>> = Domain,
    }
    models {
        "1.1": "Code, Description?, UserID*, GroupID*, ScreenName*, MessageID*";
        "1.2": "Code, Description?, UserID*, GroupID*, ScreenName*, MessageID*, ContactList*, Domain*";
        "1.3" guessed: "Code, Description?, (SearchElement+ | (UserID*, GroupID*, ScreenName*, MessageID*, ContactList*, Domain*))";
    }
    duplicates refused;
}

impl Status<'_> {
    /// Creates a status with only a code.
    ///
    /// ```
    /// use imps_csp::{Status, StatusCode};
    /// assert!(Status::new(StatusCode::SUCCESS).result.is_success());
    /// ```
    pub fn new(code: StatusCode) -> Self {
        Self { result: Outcome::new(code), ..Self::default() }
    }
}

impl Outcome<'_> {
    /// Creates an outcome with only a code.
    pub fn new(code: StatusCode) -> Self {
        Self { code: Some(code), ..Self::default() }
    }

    /// Creates the outcome of a request about several things: 200 if all succeeded, 201 if some
    /// did, 900 if none did.
    ///
    /// ```
    /// use imps_csp::common::DetailedResult;
    /// use imps_csp::{Outcome, StatusCode};
    ///
    /// let unknown = DetailedResult { code: Some(StatusCode::UNKNOWN_USER), ..DetailedResult::default() };
    /// assert_eq!(Outcome::of(2, vec![]).code, Some(StatusCode::SUCCESS));
    /// assert_eq!(Outcome::of(1, vec![unknown.clone()]).code, Some(StatusCode::PARTIALLY_SUCCESSFUL));
    /// assert_eq!(Outcome::of(0, vec![unknown]).code, Some(StatusCode::MULTIPLE_ERRORS));
    /// ```
    pub fn of(successes: usize, failures: Vec<DetailedResult<'_>>) -> Outcome<'_> {
        let code = match (successes, failures.is_empty()) {
            (_, true) => StatusCode::SUCCESS,
            (0, false) => StatusCode::MULTIPLE_ERRORS,
            (_, false) => StatusCode::PARTIALLY_SUCCESSFUL,
        };
        Outcome { code: Some(code), detailed_result: failures, ..Outcome::default() }
    }

    /// Returns whether the request succeeded, at least in part: codes 200 to 299. An outcome
    /// without a code is not a success.
    pub fn is_success(&self) -> bool {
        self.code.is_some_and(StatusCode::is_success)
    }
}

/// Creates an outcome with only a code.
impl From<StatusCode> for Outcome<'_> {
    fn from(code: StatusCode) -> Self {
        Self::new(code)
    }
}

/// Creates a status with only a code.
impl From<StatusCode> for Status<'_> {
    fn from(code: StatusCode) -> Self {
        Self::new(code)
    }
}

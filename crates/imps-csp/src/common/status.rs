//! How a request went. OMA-TS-IMPS-CSP.

use crate::common::{ScreenName, SystemMessageList};
use crate::{ClientId, ContactListId, GroupId, MessageId, SearchElement, StatusCode, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// Tells how a request went: the answer to requests without an answer of their own, and to any request that fails.
    #[doc = page!(Status)]
    pub struct Status<'a> = Status {
        /// How it went.
        result: Outcome<'a> = Result,
        /// The client that asked.
        client_id: Option<ClientId<'a>> = ClientID,
    }
    models {
        "1.1-1.3": "Result, ClientID?";
    }
    duplicates refused;

    /// How a request went: the element `Result`, which could not keep its name beside Rust's `Result`.
    pub struct Outcome<'a> = Result {
        /// The status code.
        code: Option<StatusCode> = Code,
        /// A text for people to read.
        description: Option<Text<'a>> = Description,
        /// What went another way than `code` says, for instance whom a message did not reach.
        detailed_result: Vec<DetailedResult<'a>> = DetailedResult,
        /// Messages from the system to the user. 1.3.
        system_message_list: Option<Box<SystemMessageList<'a>>> = SystemMessageList,
        /// How long to wait before another try, in seconds. 1.3.
        try_again_timeout: Option<u32> = TryAgainTimeout,
    }
    models {
        "1.1-1.2": "Code, Description?, DetailedResult*";
        "1.3" inferred: "Code, Description?, DetailedResult*, SystemMessageList?, TryAgainTimeout?";
    }
    duplicates refused;

    /// A code, and what it applies to.
    pub struct DetailedResult<'a> = DetailedResult {
        /// The status code.
        code: Option<StatusCode> = Code,
        /// A text for people to read.
        description: Option<Text<'a>> = Description,
        /// Search criteria; nothing else stands beside them. 1.3.
        search_element: Vec<SearchElement<'a>> = SearchElement,
        /// Users.
        user_id: Vec<UserId<'a>> = UserID,
        /// Groups.
        group_id: Vec<GroupId<'a>> = GroupID,
        /// Users of a group.
        screen_name: Vec<ScreenName<'a>> = ScreenName,
        /// Messages.
        message_id: Vec<MessageId<'a>> = MessageID,
        /// Contact lists. Since 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// Domains. Since 1.2.
        domain: Vec<Text<'a>> = Domain,
    }
    models {
        "1.1": "Code, Description?, UserID*, GroupID*, ScreenName*, MessageID*";
        "1.2": "Code, Description?, UserID*, GroupID*, ScreenName*, MessageID*, ContactList*, Domain*";
        "1.3" inferred: "Code, Description?, (SearchElement+ | (UserID*, GroupID*, ScreenName*, MessageID*, ContactList*, Domain*))";
    }
    duplicates refused;
}

impl Status<'_> {
    /// A code and no more.
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
    /// A code and no more.
    pub fn new(code: StatusCode) -> Self {
        Self { code: Some(code), ..Self::default() }
    }

    /// The outcome of a request about several things: 200 when all succeeded, 201 when some did, 900 when none did.
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

    /// Whether the request has succeeded, at least in part: codes 200 to 299. Without a code it has not.
    pub fn is_success(&self) -> bool {
        self.code.is_some_and(StatusCode::is_success)
    }
}

/// A code and no more.
impl From<StatusCode> for Outcome<'_> {
    fn from(code: StatusCode) -> Self {
        Self::new(code)
    }
}

/// A code and no more.
impl From<StatusCode> for Status<'_> {
    fn from(code: StatusCode) -> Self {
        Self::new(code)
    }
}

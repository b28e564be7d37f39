//! Options for writing.

use crate::Codes;

/// Options for writing a message.
///
/// ```
/// use imps_pts::WriteOptions;
/// let options = WriteOptions::default().with_leave_out(&["AcceptedContentLength", "SHTTP"]).with_transaction_id(7);
/// assert_eq!(options.transaction_id, Some(7));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions<'o> {
    /// The code tables. Default: the [standard](Codes::standard) ones.
    pub codes: &'o Codes,
    /// Names of elements, and words of coded lists, that may be omitted if they have no code. Each
    /// omission is reported as a [`Loss`](crate::Loss). Default: none, so content without a code is
    /// an error.
    pub leave_out: &'o [&'o str],
    /// The transaction id to write, 0 to 999, instead of the id of the document. Default: the id of
    /// the document, which must be such a number; see
    /// [`TransactionIdMap`](crate::TransactionIdMap).
    pub transaction_id: Option<u16>,
}

impl Default for WriteOptions<'_> {
    fn default() -> Self {
        Self { codes: Codes::standard(), leave_out: &[], transaction_id: None }
    }
}

impl<'o> WriteOptions<'o> {
    /// Sets [`codes`](Self::codes).
    #[must_use]
    pub const fn with_codes(self, codes: &'o Codes) -> Self {
        Self { codes, ..self }
    }

    /// Sets [`leave_out`](Self::leave_out).
    #[must_use]
    pub const fn with_leave_out(self, leave_out: &'o [&'o str]) -> Self {
        Self { leave_out, ..self }
    }

    /// Sets [`transaction_id`](Self::transaction_id).
    #[must_use]
    pub const fn with_transaction_id(self, transaction_id: u16) -> Self {
        Self { transaction_id: Some(transaction_id), ..self }
    }
}

//! The layers around a primitive.
//!
//! ```text
//! WV-SSP-Message
//!   SetupTransaction   before there is a session: one step of opening it
//!   Session            afterwards
//!     Transaction      one or more, each with one primitive
//! ```

use crate::Primitive;
use crate::common::{Mode, SessionId, TransactionId};
use crate::envelope::SetupPrimitive;
use alloc::vec::Vec;
use imps_core::{Extensions, element};

element! {
    use crate::tag;

    /// Transactions of one session.
    pub struct Session<'a> = Session {
        @attributes {
            /// The name that the sender of the document uses for the session.
            session_id: SessionId<'a> = "sessionID",
        }
        /// The transactions: at least one.
        transactions: Vec<Transaction<'a>> = Transaction,
    }
    models {
        "1.1-1.3" guessed: "Transaction+";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// One step of opening a session. Only the steps may appear in it.
    pub struct SetupTransaction<'a> = SetupTransaction {
        @attributes {
            /// Whether the transaction opens or answers.
            mode: Mode<'a> = "mode",
            /// The name of the transaction; an answer repeats it.
            transaction_id: TransactionId<'a> = "transactionID",
        }
        @first {
            /// The content of the transaction.
            primitive: SetupPrimitive<'a>,
        }
    }

    /// One request or answer in a session.
    pub struct Transaction<'a> = Transaction {
        @attributes {
            /// Whether the transaction opens or answers.
            mode: Mode<'a> = "mode",
            /// The name of the transaction; an answer repeats it.
            transaction_id: TransactionId<'a> = "transactionID",
        }
        @first {
            /// The content of the transaction.
            primitive: Primitive<'a>,
        }
    }
}

impl<'a> SetupTransaction<'a> {
    /// Creates a transaction.
    pub fn new(
        mode: Mode<'a>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<SetupPrimitive<'a>>,
    ) -> Self {
        let (transaction_id, primitive) = (transaction_id.into(), primitive.into());
        Self { mode, transaction_id, primitive, extensions: Extensions::new() }
    }
}

impl<'a> Transaction<'a> {
    /// Creates a transaction.
    pub fn new(
        mode: Mode<'a>,
        transaction_id: impl Into<TransactionId<'a>>,
        primitive: impl Into<Primitive<'a>>,
    ) -> Self {
        let (transaction_id, primitive) = (transaction_id.into(), primitive.into());
        Self { mode, transaction_id, primitive, extensions: Extensions::new() }
    }
}

/// Steps of opening a session.
macro_rules! steps {
    ($($step:ident)*) => { $(
        impl<'a> From<crate::envelope::$step<'a>> for SetupPrimitive<'a> {
            fn from(step: crate::envelope::$step<'a>) -> Self {
                Self::$step(step)
            }
        }
    )* };
}

steps! { SendSecretToken LoginRequest LoginResponse }

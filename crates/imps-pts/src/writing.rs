//! Writing: from a document to parameters.

pub(crate) mod fault;
pub(crate) mod leaf;
pub(crate) mod loss;
pub(crate) mod message;
pub(crate) mod options;
pub(crate) mod output;
pub(crate) mod quote;
pub(crate) mod sink;

pub use loss::Loss;
pub use options::WriteOptions;
pub use sink::PtsSink;

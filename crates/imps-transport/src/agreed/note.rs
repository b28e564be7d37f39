//! Parts of a negotiation that do not count.

use oma_imps::Version;
use oma_imps::csp::SupportedCirMethod;
use oma_imps::imps_core::Quote;
use std::fmt;

/// A part of a negotiation that does not count as it was sent, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AgreedNote {
    /// The answer contains no list: nothing is agreed.
    NoList,
    /// The version does not have the method. It is left out.
    NotInVersion(SupportedCirMethod<'static>, Version),
    /// The answer names a method that the client did not offer. It is left out.
    NotOffered(SupportedCirMethod<'static>),
    /// The answer names `STCP` without `TCPAddress`. It is left out.
    NoTcpAddress,
    /// `TCPAddress` comes without `TCPPort`: the port is
    /// [`DEFAULT_TCP_PORT`](super::DEFAULT_TCP_PORT).
    NoTcpPort,
    /// The answer gives a TCP address, but does not name `STCP`. The address is kept, because one
    /// known server means it.
    TcpAddressWithoutMethod,
    /// The answer names `SHTTP` without an address: the client polls instead. It is left out.
    NoHttpAddress,
    /// The number is not a port. It is ignored.
    NotAPort(u32),
}

/// One line for a log.
impl fmt::Display for AgreedNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoList => f.write_str("the answer contains no list of capabilities"),
            Self::NotInVersion(method, version) => {
                write!(f, "version {version} does not have the method {}", Quote::<40>(method.as_str()))
            }
            Self::NotOffered(method) => {
                write!(f, "the client did not offer the method {}", Quote::<40>(method.as_str()))
            }
            Self::NoTcpAddress => f.write_str("STCP without TCPAddress"),
            Self::NoTcpPort => f.write_str("TCPAddress without TCPPort"),
            Self::TcpAddressWithoutMethod => f.write_str("TCPAddress without the method STCP"),
            Self::NoHttpAddress => f.write_str("SHTTP without an address"),
            Self::NotAPort(number) => write!(f, "{number} is not a port"),
        }
    }
}

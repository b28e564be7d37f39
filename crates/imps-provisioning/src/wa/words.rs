//! The words of values.

use std::fmt;

/// Declares an enumeration of words. It reads any text, and compares exactly.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// Any other word.
            Other(String),
        }

        impl $name {
            /// Returns the word of the document.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)*
                    _ => Self::Other(word.into()),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// A service of a server, as `SERVICES` names it.
    ///
    /// ```
    /// use imps_provisioning::wa::Service;
    /// assert_eq!(Service::from("GR"), Service::Groups);
    /// assert!(Service::from("PR").is_presence() && Service::from("PS").is_presence());
    /// ```
    Service {
        /// Instant messaging.
        InstantMessaging = "IM",
        /// Presence.
        Presence = "PS",
        /// Presence, with the code that one handset expects alone. See
        /// [`AdviceKind::PresenceAlone`](super::AdviceKind::PresenceAlone).
        PresenceAlone = "PR",
        /// Groups.
        Groups = "GR",
    }
}

impl Service {
    /// Returns whether it is presence, with either code.
    pub fn is_presence(&self) -> bool {
        matches!(self, Self::Presence | Self::PresenceAlone)
    }
}

words! {
    /// The direction in which credentials are shown.
    Level {
        /// The client shows them to the server.
        AppSrv = "APPSRV",
        /// The server shows them to the client.
        Client = "CLIENT",
        /// For OBEX.
        Obex = "OBEX",
    }
}

words! {
    /// The type of an address.
    AddressType {
        /// An address of IP version 4.
        Ipv4 = "IPV4",
        /// An address of IP version 6.
        Ipv6 = "IPV6",
        /// A telephone number.
        E164 = "E164",
        /// Any text.
        Alpha = "ALPHA",
    }
}

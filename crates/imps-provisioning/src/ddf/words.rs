//! The words of descriptions, which are names of empty elements.

/// Declares an enumeration of elements.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Returns the name of the element.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            pub(crate) fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// The format of a value.
    Format {
        /// Bytes in base64.
        B64 = "b64",
        /// Bytes.
        Bin = "bin",
        /// True or false.
        Bool = "bool",
        /// Text.
        Chr = "chr",
        /// A number.
        Int = "int",
        /// None: the node has nodes below it.
        Node = "node",
        /// No value.
        Null = "null",
        /// XML.
        Xml = "xml",
        /// A date.
        Date = "date",
        /// A time.
        Time = "time",
        /// A number with a fraction.
        Float = "float",
    }
}

words! {
    /// A command that a node takes.
    Access {
        /// It can be made.
        Add = "Add",
        /// It can be copied.
        Copy = "Copy",
        /// It can be deleted.
        Delete = "Delete",
        /// It can be executed.
        Exec = "Exec",
        /// It can be read.
        Get = "Get",
        /// It can be written.
        Replace = "Replace",
    }
}

words! {
    /// Whether a node can be made and deleted.
    Scope {
        /// It cannot.
        Permanent = "Permanent",
        /// It can.
        Dynamic = "Dynamic",
    }
}

/// How often a node occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Occurrence {
    /// Once.
    One,
    /// At most once.
    ZeroOrOne,
    /// Any number of times.
    ZeroOrMore,
    /// At least once.
    OneOrMore,
    /// At most this many times.
    ZeroOrN(u32),
    /// At least once, and at most this many times.
    OneOrN(u32),
}

impl Occurrence {
    /// Returns the name of the element, and the number in it.
    pub(crate) fn word(self) -> (&'static str, Option<u32>) {
        match self {
            Self::One => ("One", None),
            Self::ZeroOrOne => ("ZeroOrOne", None),
            Self::ZeroOrMore => ("ZeroOrMore", None),
            Self::OneOrMore => ("OneOrMore", None),
            Self::ZeroOrN(most) => ("ZeroOrN", Some(most)),
            Self::OneOrN(most) => ("OneOrN", Some(most)),
        }
    }

    pub(crate) fn from_word(word: &str, number: &str) -> Option<Self> {
        let most = || number.trim().parse().ok();
        match word {
            "One" => Some(Self::One),
            "ZeroOrOne" => Some(Self::ZeroOrOne),
            "ZeroOrMore" => Some(Self::ZeroOrMore),
            "OneOrMore" => Some(Self::OneOrMore),
            "ZeroOrN" => most().map(Self::ZeroOrN),
            "OneOrN" => most().map(Self::OneOrN),
            _ => None,
        }
    }
}

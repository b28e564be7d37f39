//! User data headers. 3GPP TS 23.040, 9.2.3.24.

/// The header in front of the text or data of an SMS.
///
/// ```
/// use imps_transport::sms::{Element, UserDataHeader};
///
/// let user_data = b"\x06\x05\x04\x0E\x84\x00\x00WVCI 1.2 cookie-1";
/// let (header, rest) = UserDataHeader::parse(user_data)?;
/// assert_eq!(header.elements, [Element::Ports16 { destination: 3716, source: 0 }]);
/// assert_eq!(rest, b"WVCI 1.2 cookie-1");
/// assert_eq!(header.to_vec()?, &user_data[..7]);
/// # Ok::<_, imps_transport::sms::HeaderError>(())
/// ```
#[doc(alias("UDH", "concatenation"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserDataHeader<'a> {
    /// The information elements, in order.
    pub elements: Vec<Element<'a>>,
}

/// An information element of a [`UserDataHeader`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Element<'a> {
    /// Application ports of 16 bits (element 05).
    Ports16 {
        /// The port of the receiving application.
        destination: u16,
        /// The port of the sending application.
        source: u16,
    },
    /// Application ports of 8 bits (element 04).
    Ports8 {
        /// The port of the receiving application.
        destination: u8,
        /// The port of the sending application.
        source: u8,
    },
    /// The place in a concatenated message with a reference of 8 bits (element 00).
    Concatenation8 {
        /// The same number in all parts.
        reference: u8,
        /// The number of parts.
        total: u8,
        /// The number of this part, from 1.
        number: u8,
    },
    /// The place in a concatenated message with a reference of 16 bits (element 08).
    Concatenation16 {
        /// The same number in all parts.
        reference: u16,
        /// The number of parts.
        total: u8,
        /// The number of this part, from 1.
        number: u8,
    },
    /// Any other element, and an element above with an unexpected length.
    Other {
        /// The number of the element.
        id: u8,
        /// Its data.
        data: &'a [u8],
    },
}

/// The reason why a header cannot be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {offset}")]
pub struct HeaderError {
    /// The fault.
    pub kind: HeaderErrorKind,
    /// The place in the user data, in bytes. In writing: the length of the header up to the fault.
    pub offset: usize,
}

/// The fault of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderErrorKind {
    /// A length goes beyond the header or the user data.
    #[error("length beyond the end of the user data header")]
    Truncated,
    /// The elements do not fit into a header of 255 bytes.
    #[error("user data header of more than 255 bytes")]
    TooLong,
}

impl UserDataHeader<'static> {
    /// Returns the header of a message for an application, as bytes.
    pub const fn to_port(destination: u16, source: u16) -> [u8; 7] {
        let ([to, to_low], [from, from_low]) = (destination.to_be_bytes(), source.to_be_bytes());
        [6, 5, 4, to, to_low, from, from_low]
    }
}

impl<'a> UserDataHeader<'a> {
    /// Reads the header at the front of user data. Returns it with the text or data behind it.
    ///
    /// # Errors
    /// [`HeaderErrorKind::Truncated`].
    pub fn parse(user_data: &'a [u8]) -> Result<(Self, &'a [u8]), HeaderError> {
        // `rest` is the number of bytes from the fault to the end.
        let truncated = |rest: usize| HeaderError {
            kind: HeaderErrorKind::Truncated,
            offset: user_data.len().saturating_sub(rest),
        };
        let (&length, rest) = user_data.split_first().ok_or_else(|| truncated(user_data.len()))?;
        let split = rest.split_at_checked(length.into());
        let (mut header, text) = split.ok_or_else(|| truncated(user_data.len()))?;
        let mut elements = Vec::new();
        while !header.is_empty() {
            let fault = || truncated(header.len().saturating_add(text.len()));
            let [id, length, rest @ ..] = header else { return Err(fault()) };
            let (data, rest) = rest.split_at_checked((*length).into()).ok_or_else(fault)?;
            elements.push(Element::new(*id, data));
            header = rest;
        }
        Ok((Self { elements }, text))
    }

    /// Appends the header with its length.
    ///
    /// # Errors
    /// [`HeaderErrorKind::TooLong`]. Nothing is appended then.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), HeaderError> {
        let start = out.len();
        out.push(0);
        self.elements.iter().for_each(|element| element.write(out));
        let length = out.len().saturating_sub(start).saturating_sub(1);
        let fits = self.elements.iter().all(Element::fits);
        match (out.get_mut(start), u8::try_from(length)) {
            (Some(first), Ok(length)) if fits => {
                *first = length;
                Ok(())
            }
            _ => {
                out.truncate(start);
                Err(HeaderError { kind: HeaderErrorKind::TooLong, offset: length })
            }
        }
    }

    /// Returns the header with its length.
    ///
    /// # Errors
    /// The errors of [`write`](Self::write).
    pub fn to_vec(&self) -> Result<Vec<u8>, HeaderError> {
        let mut out = Vec::new();
        self.write(&mut out).map(|()| out)
    }

    /// Returns the port of the receiving application.
    pub fn destination(&self) -> Option<u16> {
        self.elements.iter().find_map(|element| match *element {
            Element::Ports16 { destination, .. } => Some(destination),
            Element::Ports8 { destination, .. } => Some(destination.into()),
            _ => None,
        })
    }

    /// Returns whether the SMS is one of several parts of a concatenated message.
    pub fn is_part(&self) -> bool {
        self.elements.iter().any(|element| {
            matches!(element, Element::Concatenation8 { total, .. } | Element::Concatenation16 { total, .. }
                if *total > 1)
        })
    }
}

impl<'a> Element<'a> {
    const CONCATENATION_8: u8 = 0x00;
    const PORTS_8: u8 = 0x04;
    const PORTS_16: u8 = 0x05;
    const CONCATENATION_16: u8 = 0x08;

    fn new(id: u8, data: &'a [u8]) -> Self {
        match (id, data) {
            (Self::PORTS_16, &[to, to_low, from, from_low]) => Self::Ports16 {
                destination: u16::from_be_bytes([to, to_low]),
                source: u16::from_be_bytes([from, from_low]),
            },
            (Self::PORTS_8, &[destination, source]) => Self::Ports8 { destination, source },
            (Self::CONCATENATION_8, &[reference, total, number]) => {
                Self::Concatenation8 { reference, total, number }
            }
            (Self::CONCATENATION_16, &[high, low, total, number]) => {
                Self::Concatenation16 { reference: u16::from_be_bytes([high, low]), total, number }
            }
            _ => Self::Other { id, data },
        }
    }

    fn fits(&self) -> bool {
        !matches!(self, Self::Other { data, .. } if data.len() > usize::from(u8::MAX))
    }

    fn write(&self, out: &mut Vec<u8>) {
        match *self {
            Self::Ports16 { destination, source } => {
                out.extend([Self::PORTS_16, 4]);
                out.extend(destination.to_be_bytes());
                out.extend(source.to_be_bytes());
            }
            Self::Ports8 { destination, source } => out.extend([Self::PORTS_8, 2, destination, source]),
            Self::Concatenation8 { reference, total, number } => {
                out.extend([Self::CONCATENATION_8, 3, reference, total, number]);
            }
            Self::Concatenation16 { reference, total, number } => {
                out.extend([Self::CONCATENATION_16, 4]);
                out.extend(reference.to_be_bytes());
                out.extend([total, number]);
            }
            Self::Other { id, data } => {
                out.extend([id, u8::try_from(data.len()).unwrap_or(u8::MAX)]);
                out.extend_from_slice(data);
            }
        }
    }
}

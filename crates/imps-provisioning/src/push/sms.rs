//! The parts of a push over SMS. 3GPP TS 23.040, 9.2.3.24.

use super::Push;
use imps_transport::sms::{Element, HeaderError, MAX_USER_DATA, UserDataHeader, WSP_PORT};
use imps_transport::wsp::WspError;

/// The number of bytes of the header of one SMS alone.
const SINGLE_HEADER: usize = 7;
/// The number of bytes of the header of a part.
const PART_HEADER: usize = 12;

/// The reason why a push cannot be SMS, or SMS are no push.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SmsError {
    /// The PDU cannot be written.
    #[error(transparent)]
    Pdu(#[from] WspError),
    /// A header cannot be read. Has the index of the SMS, from 0.
    #[error("sms {index}: {fault}")]
    Header {
        /// The index of the SMS.
        index: usize,
        /// The fault.
        fault: HeaderError,
    },
    /// The push does not fit into 255 SMS.
    #[error("push of {0} bytes, at most {most} fit into 255 sms", most = 255 * (MAX_USER_DATA - PART_HEADER))]
    TooLong(usize),
    /// There is no SMS.
    #[error("no sms")]
    Empty,
    /// The SMS belongs to another message, or states another number of parts. Has its index.
    #[error("sms {0} belongs to another message")]
    OtherMessage(usize),
    /// A part occurs twice. Has its number, from 1.
    #[error("part {0} occurs twice")]
    Repeated(u8),
    /// A part is missing. Has its number, from 1.
    #[error("part {0} is missing")]
    Missing(u8),
}

impl Push<'_> {
    /// Writes the user data of each SMS, in order: 8-bit data with headers. A short push is one
    /// SMS; a longer one has parts with the reference.
    ///
    /// # Errors
    /// [`Pdu`](SmsError::Pdu) if the PDU cannot be written, [`Header`](SmsError::Header) if a
    /// header is too long, [`TooLong`](SmsError::TooLong) if the push does not fit into 255 SMS.
    pub fn to_sms(&self, reference: u8) -> Result<Vec<Vec<u8>>, SmsError> {
        let pdu = self.to_pdu()?;
        let address = Element::Ports16 { destination: self.port, source: WSP_PORT };
        let part = |(index, elements, data): (usize, Vec<Element<'static>>, &[u8])| {
            let mut part = Vec::with_capacity(MAX_USER_DATA);
            let written = UserDataHeader { elements }.write(&mut part);
            written.map_err(|fault| SmsError::Header { index, fault })?;
            part.extend_from_slice(data);
            Ok(part)
        };
        if pdu.len() <= const { MAX_USER_DATA - SINGLE_HEADER } {
            return Ok(vec![part((0, vec![address], &pdu))?]);
        }
        let parts = pdu.chunks(const { MAX_USER_DATA - PART_HEADER });
        let total = u8::try_from(parts.len()).map_err(|_| SmsError::TooLong(pdu.len()))?;
        let numbered = (0..).zip(1..=u8::MAX).zip(parts).map(|((index, number), data)| {
            (index, vec![address, Element::Concatenation8 { reference, total, number }], data)
        });
        numbered.map(part).collect()
    }
}

/// Joins the user data of SMS to the PDU of a push. The parts may be in any order.
///
/// # Errors
/// [`Missing`](SmsError::Missing), [`Repeated`](SmsError::Repeated) or
/// [`OtherMessage`](SmsError::OtherMessage) for a part, [`Empty`](SmsError::Empty) without any,
/// [`Header`](SmsError::Header) for a header that cannot be read.
pub fn join(user_data: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, SmsError> {
    let mut parts: Vec<(u8, &[u8])> = Vec::new();
    let mut message = None;
    for (index, sms) in user_data.iter().enumerate() {
        let parsed = UserDataHeader::parse(sms.as_ref());
        let (header, data) = parsed.map_err(|fault| SmsError::Header { index, fault })?;
        let place = header.elements.iter().find_map(|element| match *element {
            Element::Concatenation8 { reference, total, number } => {
                Some((u16::from(reference), total, number))
            }
            Element::Concatenation16 { reference, total, number } => Some((reference, total, number)),
            _ => None,
        });
        let (reference, total, number) = place.unwrap_or((0, 1, 1));
        let this = (header.destination(), reference, total);
        if *message.get_or_insert(this) != this || number == 0 || number > total {
            return Err(SmsError::OtherMessage(index));
        }
        if parts.iter().any(|(found, _)| *found == number) {
            return Err(SmsError::Repeated(number));
        }
        parts.push((number, data));
    }
    let (_, _, total) = message.ok_or(SmsError::Empty)?;
    parts.sort_unstable_by_key(|(number, _)| *number);
    match (1..=total).find(|number| !parts.iter().any(|(found, _)| found == number)) {
        Some(missing) => Err(SmsError::Missing(missing)),
        None => Ok(parts.iter().flat_map(|(_, data)| data.iter().copied()).collect()),
    }
}

//! The push that brings a document to a phone: the check value (MAC), the PDU, and the parts of
//! SMS. OMA-WAP-TS-ProvBoot, WAP-230-WSP, 3GPP TS 23.040.
//!
//! A phone trusts settings if their MAC fits a secret: the IMSI of its card, a PIN that the user
//! types, or both.
//!
//! ```
//! use imps_provisioning::push::{Pin, Push, Security, read};
//! use imps_provisioning::{Characteristic, Document};
//!
//! let document = Document::new("1.1").with(Characteristic::new("APPLICATION").with_parm("APPID", "wA"));
//! let bytes = document.to_wbxml()?;
//! let security = Security::UserPin("1234".parse()?);
//! let push = Push::new(&bytes).with_security(&security);
//! // The user data of each SMS, 8-bit data.
//! assert_eq!(push.to_sms(1)?.len(), 1);
//!
//! let pdu = push.to_pdu()?;
//! let received = read(&pdu)?;
//! assert!(received.is_authentic(&security));
//! assert!(!received.is_authentic(&Security::UserPin("4321".parse()?)));
//! assert_eq!(Document::from_wbxml(received.document)?, document);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod digits;
mod pdu;
mod security;
mod sms;

pub use digits::{Imsi, InvalidDigits, Pin};
pub use pdu::{Push, PushError, Received, read};
pub use security::{InvalidMac, Mac, Method, Security};
pub use sms::{SmsError, join};

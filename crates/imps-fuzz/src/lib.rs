#![doc = include_str!("../README.md")]

mod capture;
mod cir;
pub mod dictionary;
mod error;
pub mod exhaustion;
mod handshake;
mod http_arrived;
mod lossless;
mod provisioning;
mod pts;
pub mod random;
mod read;
mod server;
mod sms;
mod three_syntaxes;
mod transcode;
mod typed;
mod unwrap;
mod validator;
mod wsp;
mod xml_paths;

/// One thing to fuzz.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name of the target, of its binary, and of the folders with its seeds and regressions.
    pub name: &'static str,
    /// Checks the property with any bytes. Returns whether the target could read them.
    ///
    /// # Panics
    /// If the property does not hold.
    pub run: fn(&[u8]) -> bool,
}

/// Declares the targets.
macro_rules! targets {
    ($($(#[$meta:meta])* $name:ident = $run:path;)*) => {
        $(
            $(#[$meta])*
            ///
            /// # Panics
            /// If that does not hold.
            pub fn $name(data: &[u8]) -> bool {
                $run(data)
            }
        )*

        /// All of them.
        pub const TARGETS: &[Target] =
            &[$(Target { name: stringify!($name), run: $name }),*];
    };
}

targets! {
    /// The generic engine ends on any bytes, for any calls in any order, and all its ways to read
    /// agree.
    wbxml_read = read::run;
    /// Tokens of the engine, written again, give the same bytes.
    wbxml_lossless = lossless::run;
    /// A message read from binary XML is written and read again as the same message.
    csp_wbxml_typed = typed::csp_wbxml;
    /// A message read from XML is written and read again as the same message.
    csp_xml_typed = typed::csp_xml;
    /// A line of plain text is read and written again as the same message, or the loss is reported.
    pts_typed = pts::run;
    /// A message between servers is written and read again as the same message, in XML and JSON.
    ssp_xml_typed = typed::ssp_xml;
    /// Conversion from binary XML to XML and back, and the reverse, changes nothing after the first
    /// pass.
    transcode = transcode::run;
    /// A message made from the declarations is the same in all syntaxes.
    three_syntaxes = three_syntaxes::run;
    /// Parts of split messages, in any order and mixed with parts of others, give each message
    /// once, and limits hold.
    sms_reassembly = sms::run;
    /// Findings have a place and an explained rule, and agree with the readers.
    validator = validator::run;
    /// No sequence of messages, true or forged, opens a session without both digests.
    handshake = handshake::run;
    /// A request over HTTP is read, or refused with a reply that its client can read.
    http_arrived = http_arrived::run;
    /// The quick path for plain XML finds what the careful path finds: the same values, faults and
    /// offsets.
    xml_paths = xml_paths::run;
    /// Wrappings come off within the limits, documents have their place in the input, and rows have
    /// theirs in the document.
    unwrap = unwrap::run;
    /// Both ends of CIR over TCP act on lines, however the bytes are cut; texts, pushes and headers
    /// of SMS are written as they are read.
    cir = cir::run;
    /// A PDU of WSP is written and read again as the same PDU, and a request has a reply.
    wsp = wsp::run;
    /// A capture of any bytes has a timeline, and segments in any order carry the same messages.
    capture = capture::run;
    /// Settings of phones are written and read again as the same settings, and so is the account in
    /// them.
    provisioning = provisioning::run;
    /// In any conversation with the lab's service, each request has its answer, each syntax carries
    /// what comes out, and nobody gets a message or presence that she should not.
    server = server::run;
}

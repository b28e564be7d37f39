//! The peers' messages say what ours say.

mod full;
mod made;
mod thin;

use bilrost::BorrowedMessage as _;
use imps_benches::messages::Which;
use imps_benches::{Sample, borrowed, markup};
use oma_imps::csp::Message;
use oma_imps::{wbxml, xml};

fn samples() -> impl Iterator<Item = Sample> {
    Which::ALL.into_iter().map(Sample::new)
}

#[test]
fn every_form_of_ours_holds_the_message() {
    for sample in samples() {
        assert_eq!(
            wbxml::from_slice::<Message<'_>>(&sample.wbxml).unwrap(),
            sample.message,
            "{}",
            sample.name
        );
        let converted = oma_imps::convert(&sample.wbxml, oma_imps::Syntax::Xml).unwrap().bytes;
        assert!(converted == sample.xml.as_bytes(), "{}", sample.name);
    }
}

#[test]
fn quick_xml_serde_writes_and_reads_the_same_xml() {
    for sample in samples() {
        let written = quick_xml::se::to_string_with_root("WV-CSP-Message", &sample.markup).unwrap();
        // Escaping `>` and quotes or not is a matter of taste; the messages have none.
        let ours = sample.xml.split_once("?>").unwrap().1;
        assert!(written == ours, "{}\n{:.3000}\n{:.3000}", sample.name, written, ours);
        let read: markup::Message = quick_xml::de::from_str(&sample.xml).unwrap();
        assert!(read == sample.markup, "{}", sample.name);
    }
}

#[test]
fn serde_json_reads_what_it_writes() {
    for sample in samples() {
        let read: markup::Message = serde_json::from_str(&sample.markup_json).unwrap();
        assert!(read == sample.markup, "{}", sample.name);
    }
}

#[test]
fn plain_text_has_codes_for_four_of_the_messages() {
    for (which, sample) in Which::ALL.into_iter().zip(samples()) {
        let mapped = matches!(which, Which::Status | Which::Login | Which::Presence(_) | Which::GetList);
        assert_eq!(sample.pts.is_some(), mapped, "{}", sample.name);
    }
}

#[test]
fn bilrost_and_minicbor_read_what_they_write() {
    for sample in samples() {
        let read = borrowed::Envelope::decode_borrowed(&sample.bilrost_bytes).unwrap();
        assert!(read == sample.borrowed(), "{}", sample.name);
        let read: borrowed::Envelope<'_> = minicbor::decode(&sample.cbor_bytes).unwrap();
        assert!(read == sample.borrowed(), "{}", sample.name);
    }
}

#[test]
fn typed_xml_is_read_back() {
    for sample in samples() {
        let read: Message<'_> = xml::from_str(&sample.xml).unwrap();
        // The picture comes back as base64 text.
        if !sample.name.starts_with("NewMessage") {
            assert!(read == sample.message, "{}", sample.name);
        }
    }
}

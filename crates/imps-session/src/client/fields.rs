//! The capabilities that a version has.

use oma_imps::Version;
use oma_imps::csp::service::CapabilityList;

/// Leaves out the fields that the version lacks, and moves the largest content to its place in the
/// version.
pub(super) fn for_version(list: &CapabilityList<'static>, version: Version) -> CapabilityList<'static> {
    let mut list = list.clone();
    (list.tcp_address, list.tcp_port) = (None, None);
    if version >= Version::V1_3 {
        let length = list.accepted_content_length.take();
        list.accepted_pull_length = list.accepted_pull_length.or(length);
        list.accepted_push_length = list.accepted_push_length.or(length);
        list.accepted_charset.clear();
        return list;
    }
    let lengths = [list.accepted_pull_length.take(), list.accepted_push_length.take()];
    list.accepted_content_length = list.accepted_content_length.or(lengths.into_iter().flatten().min());
    list.accepted_text_content_length = None;
    list.multi_trans_per_message = None;
    list.plain_text_charset.clear();
    list.supported_offline_bearer.clear();
    (list.offline_etem_handling, list.online_etem_handling) = (None, None);
    list.session_priority = None;
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ClientOptions;
    use oma_imps::Syntax;
    use oma_imps::csp::service::ClientCapabilityRequest;
    use oma_imps::csp::{Message, SessionDescriptor};

    #[test]
    fn each_version_can_write_the_list() {
        let options = ClientOptions::new("wv:ann", "x", "client", "cookie");
        let full = CapabilityList {
            accepted_push_length: Some(7),
            accepted_charset: vec![106],
            plain_text_charset: vec![106],
            multi_trans_per_message: Some(2),
            session_priority: Some(1),
            ..options.capabilities.clone()
        };
        for version in Version::ALL {
            for list in [&options.capabilities, &full] {
                let list = for_version(list, version);
                let capability_list = Some(list.into());
                let request = ClientCapabilityRequest { capability_list, ..Default::default() };
                let message = Message::request(version, SessionDescriptor::inband("s"), "t", request);
                for syntax in [Syntax::Xml, Syntax::Wbxml] {
                    syntax.to_vec(&message).unwrap();
                }
            }
        }
    }
}

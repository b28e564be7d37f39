//! Version discovery.

use oma_imps::csp::envelope::{VersionDiscoveryRequest, VersionDiscoveryResponse, VersionList};
use oma_imps::{CSP, Version};

/// Makes the answer: the namespaces of the versions of the server. It is in the version of the
/// request.
pub(super) fn answer(
    request: &VersionDiscoveryRequest<'_>,
    versions: &[Version],
) -> VersionDiscoveryResponse<'static> {
    let [session, transaction, presence] = [0, 1, 2].map(|place| {
        let namespace = CSP.namespaces().get(place);
        let uris = versions.iter().filter_map(move |version| Some(namespace?.uri(*version).into()));
        uris.collect()
    });
    let list = VersionList {
        session_ns_name: session,
        transaction_ns_name: transaction,
        presence_attribute_ns_name: presence,
        ..VersionList::default()
    };
    VersionDiscoveryResponse {
        version: request.version,
        version_list: Some(list),
        ..VersionDiscoveryResponse::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_names_the_namespaces_of_the_versions() {
        let answer = answer(&VersionDiscoveryRequest::default(), &[Version::V1_1, Version::V1_3]);
        let list = answer.version_list.unwrap();
        assert_eq!(
            list.session_ns_name,
            ["http://www.wireless-village.org/CSP1.1", "http://www.openmobilealliance.org/DTD/IMPS-CSP1.3"]
        );
        assert_eq!(list.transaction_ns_name.len(), 2);
        assert!(list.presence_attribute_ns_name.iter().all(|name| name.contains("PA1.")));
    }
}

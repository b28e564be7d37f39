//! The services of all versions.

use oma_imps::Version;
use oma_imps::csp::service::ServiceTree;

/// Returns the services that at least one version has.
pub(crate) fn all_services() -> ServiceTree {
    Version::ALL.into_iter().fold(ServiceTree::EMPTY, |all, version| all | ServiceTree::all(version))
}

//! Whether addresses exist. OMA-TS-IMPS-CSP, "Verification".

use super::delivery::Turn;
use super::sending::Failures;
use super::{Answer, World};
use imps_csp::common::{IdList, VerifyIdRequest};
use imps_csp::{Outcome, Status, StatusCode};

impl World {
    /// Answers with a code per address that does not exist.
    pub(super) fn verify(&self, turn: &Turn, request: &VerifyIdRequest<'_>) -> Answer {
        let IdList { user_ids, contact_lists, group_ids, screen_names, domains, .. } = &*request.id_list;
        let count = [user_ids.len(), contact_lists.len(), group_ids.len(), screen_names.len(), domains.len()];
        let count = count.into_iter().fold(0, usize::saturating_add);
        if count == 0 || count > self.limits().recipients {
            return Err(StatusCode::BAD_REQUEST);
        }
        let (mut failures, mut failed) = (Failures::default(), 0_usize);
        let mut count_failure = || failed = failed.saturating_add(1);
        for user in user_ids {
            if let Err(code) = self.known(user) {
                count_failure();
                failures.of(code).user_id.push(user.clone().into_owned());
            }
        }
        for list in contact_lists {
            if let Err(code) = self.list_keys(turn, core::iter::once(list)) {
                count_failure();
                failures.of(code).contact_list.push(list.clone().into_owned());
            }
        }
        for group in group_ids {
            if let Err(code) = self.room(group) {
                count_failure();
                failures.of(code).group_id.push(group.clone().into_owned());
            }
        }
        for name in screen_names {
            let is_there =
                self.room(&name.group_id).is_ok_and(|(_, room)| room.named(name.name.trim()).is_some());
            if !is_there {
                count_failure();
                failures.of(StatusCode::GENERAL_ADDRESS_ERROR).screen_name.push(name.clone().into_owned());
            }
        }
        for domain in domains {
            if !self.is_home(domain.trim()) {
                count_failure();
                failures.of(StatusCode::NOT_FOUND).domain.push(domain.clone().into_owned());
            }
        }
        let result = Outcome::of(count.saturating_sub(failed), failures.into_results());
        Ok(Status { result, ..Status::default() }.into())
    }
}

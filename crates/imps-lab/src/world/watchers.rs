//! The watchers of a user: who subscribes now, who did, and who has asked once. OMA-TS-IMPS-CSP,
//! "Presence".

use super::delivery::Turn;
use super::key::Key;
use super::person::Online;
use super::{Answer, World};
use core::time::Duration;
use imps_csp::WatcherStatus;
use imps_csp::presence::{GetWatcherListRequest, GetWatcherListResponse, Watcher};
use std::collections::BTreeMap;

/// Former watchers, and users who have asked once.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct WatchLog {
    by_user: BTreeMap<Key, (WatcherStatus<'static>, Duration)>,
}

impl World {
    /// Remembers that the caller has watched a user, or has asked once.
    pub(super) fn log_watcher(&mut self, turn: &Turn, user: &Key, status: WatcherStatus<'static>) {
        let limit = self.limits().watchers;
        if *user == turn.user {
            return;
        }
        let Some(person) = self.people.get_mut(user) else { return };
        let log = &mut person.watch_log.by_user;
        if log.len() >= limit && !log.contains_key(&turn.user) {
            let oldest = log.iter().min_by_key(|(_, (_, time))| *time).map(|(user, _)| user.clone());
            oldest.map(|user| log.remove(&user));
        }
        log.insert(turn.user.clone(), (status, turn.now));
    }

    /// Remembers that the subscriptions of a session have ended.
    pub(super) fn remember_former(&mut self, turn: &Turn, online: &Online) {
        for user in online.watched.keys() {
            self.log_watcher(turn, user, WatcherStatus::FormerSubscriber);
        }
    }

    /// The watchers of the caller. Former watchers only for a request with a history period, which
    /// this server reads as seconds.
    pub(super) fn watcher_list(&mut self, turn: &Turn, request: &GetWatcherListRequest<'_>) -> Answer {
        let mut current: Vec<Key> = self.watching(&turn.user).map(|(watcher, ..)| watcher).collect();
        current.dedup();
        current.retain(|watcher| *watcher != turn.user);
        let mut all: Vec<_> =
            current.iter().map(|user| (user.clone(), WatcherStatus::CurrentSubscriber)).collect();
        if let Some(period) = request.history_period {
            let start = turn.now.saturating_sub(Duration::from_secs(period.into()));
            let log = self.caller(turn)?.watch_log.by_user.iter();
            let former = log.filter(|(user, (_, time))| *time >= start && !current.contains(user));
            all.extend(former.map(|(user, (status, _))| (user.clone(), status.clone())));
        }
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let most =
            request.max_watcher_list.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        all.truncate(most);
        let watcher = all.into_iter().map(|(user, status)| Watcher {
            user_id: Some(self.user_id(&user)),
            watcher_status: Some(status),
            ..Watcher::default()
        });
        Ok(GetWatcherListResponse {
            history_period: request.history_period,
            watcher_count: Some(count),
            watcher: watcher.collect(),
            ..GetWatcherListResponse::default()
        }
        .into())
    }
}

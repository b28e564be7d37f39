//! The challenges of four-way logins.

use super::user_key::UserKey;
use oma_imps::csp::DigestSchema;
use std::collections::BTreeMap;
use std::time::Duration;

/// The login to which a challenge belongs: the second half must come from the same user, client
/// and cookie.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim {
    pub(super) user: UserKey,
    pub(super) client: String,
    pub(super) cookie: String,
}

/// A challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Challenge {
    pub(super) nonce: String,
    pub(super) schema: DigestSchema<'static>,
    pub(super) expires_at: Duration,
}

/// The challenges that wait for an answer. Each can be taken once.
#[derive(Clone, Debug, Default)]
pub(super) struct Challenges {
    numbers: BTreeMap<Claim, u64>,
    /// Oldest first, which is also the order in which they expire.
    by_age: BTreeMap<u64, (Claim, Challenge)>,
    last: u64,
}

impl Challenges {
    /// Adds a challenge. Another one of the same login, and the oldest ones above the limit, give
    /// way.
    pub(super) fn insert(&mut self, claim: Claim, challenge: Challenge, limit: usize) {
        self.take_any(&claim);
        while self.by_age.len() >= limit.max(1) {
            let Some((_, (oldest, _))) = self.by_age.pop_first() else { break };
            self.numbers.remove(&oldest);
        }
        self.last = self.last.saturating_add(1);
        self.numbers.insert(claim.clone(), self.last);
        self.by_age.insert(self.last, (claim, challenge));
    }

    /// Takes the challenge of a login, unless it has expired.
    pub(super) fn take(&mut self, claim: &Claim, now: Duration) -> Option<Challenge> {
        self.take_any(claim).filter(|challenge| challenge.expires_at > now)
    }

    fn take_any(&mut self, claim: &Claim) -> Option<Challenge> {
        let number = self.numbers.remove(claim)?;
        self.by_age.remove(&number).map(|(_, challenge)| challenge)
    }

    /// Removes the challenges that have expired. Returns when the next one does.
    pub(super) fn expire(&mut self, now: Duration) -> Option<Duration> {
        loop {
            let (_, (claim, challenge)) = self.by_age.first_key_value()?;
            if challenge.expires_at > now {
                return Some(challenge.expires_at);
            }
            let claim = claim.clone();
            self.take_any(&claim);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Claim, &Challenge)> {
        self.by_age.values().map(|(claim, challenge)| (claim, challenge))
    }

    pub(super) fn len(&self) -> usize {
        self.by_age.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(user: &str, cookie: &str) -> Claim {
        let user = UserKey::new(&user.into(), "example.com").unwrap();
        Claim { user, client: "client".into(), cookie: cookie.into() }
    }

    fn challenge(nonce: &str, expires_at: u64) -> Challenge {
        let expires_at = Duration::from_secs(expires_at);
        Challenge { nonce: nonce.into(), schema: DigestSchema::Md5, expires_at }
    }

    #[test]
    fn a_challenge_is_taken_once_in_time_by_its_own_login() {
        let mut challenges = Challenges::default();
        challenges.insert(claim("ann", "1"), challenge("a", 10), 9);
        for other in [claim("bob", "1"), claim("ann", "2")] {
            assert_eq!(challenges.take(&other, Duration::ZERO), None);
        }
        let found = challenges.take(&claim("ann", "1"), Duration::from_secs(9)).unwrap();
        assert_eq!(found.nonce, "a");
        assert_eq!(challenges.take(&claim("ann", "1"), Duration::ZERO), None);

        challenges.insert(claim("ann", "1"), challenge("b", 10), 9);
        assert_eq!(challenges.take(&claim("ann", "1"), Duration::from_secs(10)), None);
        assert_eq!(challenges.len(), 0);
    }

    #[test]
    fn a_flood_removes_the_oldest_ones() {
        let mut challenges = Challenges::default();
        for number in 0..1000 {
            challenges.insert(claim("ann", &number.to_string()), challenge("a", 10), 8);
            challenges.insert(claim("ann", "same"), challenge("a", 10), 8);
        }
        assert_eq!((challenges.len(), challenges.numbers.len()), (8, 8));
        assert!(challenges.take(&claim("ann", "999"), Duration::ZERO).is_some());
        assert!(challenges.take(&claim("ann", "1"), Duration::ZERO).is_none());
        assert_eq!(challenges.expire(Duration::from_secs(9)), Some(Duration::from_secs(10)));
        assert_eq!(challenges.expire(Duration::from_secs(10)), None);
        assert_eq!((challenges.len(), challenges.numbers.len()), (0, 0));
    }
}

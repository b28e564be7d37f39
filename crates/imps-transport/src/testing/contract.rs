//! The promises of a state machine.

use crate::machine::{Action, Machine};
use std::time::Duration;

/// The reason why a machine breaks the contract of [`Machine`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContractFault {
    /// The machine waits for a time that has come: neither it returned anything, nor did its
    /// deadline move.
    #[error("at {now:?}, the machine waits until {deadline:?}")]
    DeadlinePassed {
        /// The time of the call.
        now: Duration,
        /// The deadline that the machine returned.
        deadline: Duration,
    },
    /// The machine does not wait after so many actions.
    #[error("the machine does not wait after {0} actions")]
    Endless(usize),
}

/// The number of actions that counts as endless.
const ENDLESS: usize = 10_000;

/// Takes the actions of a machine at `now`, at the deadline that it returns, and at earlier times.
/// Returns the actions until it waits at `now`, without [`Action::Wait`].
///
/// ```
/// use imps_transport::mailbox::{Mailbox, MailboxOptions};
/// use imps_transport::testing::check_contract;
/// use oma_imps::Version;
/// use std::time::Duration;
/// let mailbox = Mailbox::new(Version::V1_2, "s1", MailboxOptions::default());
/// assert_eq!(check_contract(&mut mailbox.clone(), Duration::ZERO), Ok(vec![]));
/// ```
///
/// # Errors
/// [`DeadlinePassed`](ContractFault::DeadlinePassed) or [`Endless`](ContractFault::Endless), if the
/// machine breaks its contract.
pub fn check_contract<M: Machine>(
    machine: &mut M,
    now: Duration,
) -> Result<Vec<Action<M::Event>>, ContractFault> {
    let (actions, deadline) = drain(machine, now)?;
    if let Some(deadline) = deadline {
        drain(machine, deadline)?;
    }
    for earlier in [now, now.checked_div(2).unwrap_or_default(), Duration::ZERO] {
        drain(machine, earlier)?;
    }
    Ok(actions)
}

type Drained<E> = (Vec<Action<E>>, Option<Duration>);

fn drain<M: Machine>(machine: &mut M, now: Duration) -> Result<Drained<M::Event>, ContractFault> {
    let (mut actions, mut out) = (Vec::new(), Vec::new());
    while actions.len() < ENDLESS {
        match machine.next(now, &mut out) {
            Action::Wait(Some(deadline)) if deadline <= now => {
                return Err(ContractFault::DeadlinePassed { now, deadline });
            }
            Action::Wait(deadline) => return Ok((actions, deadline)),
            Action::Close => {
                actions.push(Action::Close);
                return Ok((actions, None));
            }
            action => actions.push(action),
        }
    }
    Err(ContractFault::Endless(ENDLESS))
}

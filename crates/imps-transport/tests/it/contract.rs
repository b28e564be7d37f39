//! The contract of all state machines: at its deadline, a machine returns something or a later
//! deadline, and equal and earlier times are allowed.

use imps_transport::agreed::{Agreed, TcpAddress};
use imps_transport::mailbox::{Fingerprint, Mailbox, MailboxOptions};
use imps_transport::schedule::{Failure, PostKind, Rules, Schedule};
use imps_transport::testing::{ContractFault, check_contract};
use imps_transport::{Action, Machine};
use oma_imps::Version;
use oma_imps::csp::access::{KeepAliveRequest, KeepAliveResponse};
use oma_imps::csp::{Status, StatusCode, SupportedCirMethod, Transaction, TransactionMode};
use proptest::prelude::*;
use std::time::Duration;

/// Checks a copy, so that the machine itself goes on as if nothing had happened.
fn check<M: Machine + Clone>(machine: &M, now: Duration) {
    check_contract(&mut machine.clone(), now).unwrap_or_else(|fault| panic!("{fault}"));
}

/// Calls a method of a machine, chosen by a number.
type Call<M> = fn(&mut M, u64, Duration);

/// Calls methods at any times, earlier ones included, and checks the contract after each.
fn calls<M: Machine + Clone>(
    machine: impl Fn(u8) -> M,
    calls: &[Call<M>],
    steps: &[(usize, u64, u16)],
    of: u8,
) {
    let mut machine = machine(of);
    for (call, argument, time) in steps {
        let now = Duration::from_millis(u64::from(*time) * 100);
        calls[call % calls.len()](&mut machine, *argument, now);
        check(&machine, now);
        // A program takes the actions.
        while !matches!(machine.next(now, &mut Vec::new()), Action::Wait(_)) {}
    }
}

fn mailbox(of: u8) -> Mailbox {
    let options =
        MailboxOptions::default().with_tries(u32::from(of % 3)).with_lifetime(Duration::from_secs(900));
    let mut mailbox = Mailbox::new(Version::V1_2, "s1", options);
    mailbox.agree(&Agreed { multi_trans: u32::from(of % 4), ..Agreed::default() });
    mailbox
}

const MAILBOX: &[Call<Mailbox>] = &[
    |mailbox, _, now| drop(mailbox.push(KeepAliveResponse::default(), now)),
    |mailbox, seconds, now| {
        drop(mailbox.push_for(Duration::from_secs(seconds), KeepAliveResponse::default(), now));
    },
    |mailbox, _, now| drop(mailbox.poll(now)),
    |mailbox, number, now| {
        let answer = Status::new(StatusCode::SUCCESS);
        let answer = Transaction::new(TransactionMode::Response, format!("s{}", number % 8), answer);
        mailbox.receive(&answer, Fingerprint(0), now);
    },
    |mailbox, number, now| {
        let request = KeepAliveRequest::default();
        let request = Transaction::new(TransactionMode::Request, format!("c{}", number % 8), request);
        mailbox.receive(&request, Fingerprint(number), now);
        let answer = request.answer(KeepAliveResponse::default()).into_owned();
        mailbox.reply(vec![answer.clone()], now);
        mailbox.keep(answer);
    },
    |mailbox, _, now| *mailbox = Mailbox::load(mailbox.save(now), mailbox_options(), Duration::ZERO),
    |mailbox, _, _| mailbox.resumed(),
    |mailbox, _, _| mailbox.channel_lost(),
    |mailbox, _, _| mailbox.channel_restored(),
];

fn mailbox_options() -> MailboxOptions {
    MailboxOptions::default()
}

fn schedule(of: u8) -> Schedule {
    let rules = if of.is_multiple_of(2) { Rules::android() } else { Rules::s60() };
    let mut schedule = Schedule::new(rules, "c");
    agree(&mut schedule, u64::from(of), Duration::ZERO);
    schedule
}

fn agree(schedule: &mut Schedule, number: u64, now: Duration) {
    let methods = [SupportedCirMethod::Stcp, SupportedCirMethod::Shttp, SupportedCirMethod::Sudp];
    let method = usize::try_from(number % 4).ok().and_then(|number| methods.get(number).cloned());
    let agreed = Agreed {
        cir_methods: method.into_iter().collect(),
        tcp: Some(TcpAddress::new("cir.example.com", 8080)),
        multi_trans: u32::try_from(number % 3).unwrap(),
        poll_minimum: Some(Duration::from_secs(number % 100)),
        ..Agreed::default()
    };
    schedule.agree(&agreed, now);
}

const KINDS: [PostKind; 3] = [PostKind::Login, PostKind::Request, PostKind::Answer];

const SCHEDULE: &[Call<Schedule>] = &[
    |schedule, number, now| drop(schedule.post(KINDS[usize::try_from(number % 3).unwrap()], now)),
    |schedule, number, now| _ = schedule.replied(number % 40, now),
    |schedule, number, now| _ = schedule.failed(number % 40, Failure::Cut, now),
    |schedule, number, now| _ = schedule.failed(number % 40, Failure::TimedOut, now),
    |schedule, seconds, now| schedule.logged_in(Some(Duration::from_secs(seconds % 1000)), now),
    |schedule, _, now| schedule.logged_in(None, now),
    |schedule, seconds, _| schedule.set_keep_alive(Duration::from_secs(seconds % 1000)),
    |schedule, _, _| schedule.woken(),
    |schedule, number, _| schedule.flagged(number % 2 == 0),
    |schedule, number, now| agree(schedule, number, now),
    |schedule, _, now| schedule.channel_line(now),
    |schedule, _, now| schedule.channel_lost(now),
    |schedule, number, now| schedule.asked(Some(number % 2 == 0).filter(|_| number % 3 > 0), now),
    |schedule, number, _| {
        if number % 5 == 0 {
            schedule.logged_out();
        }
    },
];

fn steps() -> impl Strategy<Value = Vec<(usize, u64, u16)>> {
    proptest::collection::vec((any::<usize>(), 0..2000u64, any::<u16>()), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mailbox_keeps_it(steps in steps(), of: u8) {
        calls(mailbox, MAILBOX, &steps, of);
    }

    #[test]
    fn a_schedule_keeps_it(steps in steps(), of: u8) {
        calls(schedule, SCHEDULE, &steps, of);
    }
}

/// A machine that breaks the contract.
struct Broken {
    deadline: Duration,
    is_endless: bool,
}

impl Machine for Broken {
    type Event = ();

    fn next(&mut self, _: Duration, _: &mut Vec<u8>) -> Action<()> {
        if self.is_endless { Action::Event(()) } else { Action::Wait(Some(self.deadline)) }
    }
}

#[test]
fn a_machine_that_breaks_it_is_found() {
    let now = Duration::from_secs(1);
    // The deadline never moves.
    for deadline in [Duration::ZERO, now, 2 * now] {
        let fault = check_contract(&mut Broken { deadline, is_endless: false }, now).unwrap_err();
        let at = now.max(deadline);
        assert_eq!(fault, ContractFault::DeadlinePassed { now: at, deadline });
    }
    let fault = check_contract(&mut Broken { deadline: now, is_endless: true }, now).unwrap_err();
    assert_eq!(fault.to_string(), "the machine does not wait after 10000 actions");
}

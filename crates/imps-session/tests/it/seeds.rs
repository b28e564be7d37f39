//! Client and server over a bad network: everything is answered once, and nothing is lost.

use crate::pair::{Happened, Host, Phone, ask, minutes};
use imps_transport::schedule::Rules;
use imps_transport::testing::{Happening, Network, Pair, Side};
use oma_imps::Version;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const SEEDS: u64 = 12;

/// The events of a run.
#[derive(Debug, Default)]
struct Run {
    got: BTreeMap<u64, u32>,
    delivered: BTreeSet<u64>,
    lost: BTreeSet<u64>,
    answered: BTreeMap<u64, u32>,
    asked: u64,
    /// The requests with an answer that is no failure.
    succeeded: u64,
    restarts: u32,
}

fn run(version: Version, rules: Rules, network: Network, seed: u64) -> (Run, Pair<Phone, Host>) {
    let mut run = Run::default();
    let mut pair = Pair::new(Phone::new(version, rules), Host::new(), network, seed);
    pair.left.client.login(Duration::ZERO);
    for step in 0..60_u64 {
        if step == 40 {
            pair.heal();
        }
        if step < 40 && pair.right.push(pair.now()) {
            pair.left.client.woken();
        }
        if step < 40 && ask(&mut pair.left).is_ok() {
            run.asked += 1;
        }
        let until = minutes(step + 1);
        loop {
            match pair.step(until) {
                Happening::End => break,
                Happening::Left(Happened::Got(number)) => *run.got.entry(number).or_default() += 1,
                Happening::Left(Happened::Answered(ticket, is_success)) => {
                    run.succeeded += u64::from(is_success);
                    *run.answered.entry(u64::from(run.restarts) << 32 | ticket.0).or_default() += 1;
                }
                Happening::Left(Happened::Ended | Happened::LoginFailed) => {
                    pair.left.client.login(pair.now());
                }
                Happening::Right(Happened::Delivered(number)) => {
                    assert!(run.got.contains_key(&number), "seed {seed}: {number} was never read");
                    run.delivered.insert(number);
                }
                Happening::Right(Happened::Lost(number)) => drop(run.lost.insert(number)),
                Happening::Restarted(Side::Left) => run.restarts += 1,
                Happening::Left(_) | Happening::Right(_) | Happening::Restarted(_) => {}
                other => panic!("seed {seed}: {other:?}"),
            }
        }
    }
    (run, pair)
}

#[test]
fn every_request_is_answered_once_and_no_message_is_lost() {
    for version in Version::ALL {
        for seed in 0..SEEDS {
            let network =
                Network::default().with_loss(15).with_duplicates(10).with_jitter(Duration::from_secs(2));
            let (run, pair) = run(version, Rules::android(), network, seed);
            assert!(run.answered.values().all(|count| *count == 1), "seed {seed}");
            assert_eq!(run.answered.len() as u64, run.asked, "seed {seed}");
            // Each message was read once: repetitions of the server are recognised.
            assert!(run.got.values().all(|count| *count == 1), "seed {seed}: {:?}", run.got);
            let known: BTreeSet<u64> = run.delivered.union(&run.lost).copied().collect();
            assert_eq!(known, (1..=pair.right.pushed).collect(), "seed {seed}");
        }
    }
}

#[test]
fn a_client_that_repeats_its_bytes_is_served_once() {
    for seed in 0..SEEDS {
        let network = Network::default().with_duplicates(30).with_jitter(Duration::from_secs(2));
        let (run, pair) = run(Version::V1_2, Rules::s60(), network, seed);
        let performed = pair.right.village.performed.len() as u64;
        assert_eq!(run.answered.len() as u64, run.asked, "seed {seed}");
        assert_eq!(performed, run.succeeded, "seed {seed}");
        // A login may fail, if the refusal of its copy overtakes the answer.
        assert!(run.succeeded + 3 >= run.asked, "seed {seed}: {}", run.succeeded);
    }
}

#[test]
fn restarts_of_both_ends_lose_no_message() {
    for version in Version::ALL {
        for seed in 0..SEEDS {
            let network = Network::default().with_loss(5).with_restarts(minutes(4));
            let (run, pair) = run(version, Rules::android(), network, seed);
            let known: BTreeSet<u64> = run.delivered.union(&run.lost).copied().collect();
            let missing: Vec<_> = (1..=pair.right.pushed).filter(|number| !known.contains(number)).collect();
            assert!(missing.is_empty(), "seed {seed}: {missing:?}");
        }
    }
}

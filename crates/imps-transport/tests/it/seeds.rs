//! A server with a `Mailbox` and a client with a `Schedule` over a bad network, from seeds: 20 % of
//! the packets are lost, others arrive twice or late, and both ends restart and crash.
//!
//! `PAIR_SEEDS=10000 cargo test -p imps-transport --test it seeds -- --nocapture` runs more seeds,
//! and prints the counts. `PAIR_SEED=7` runs a single one.

mod client;
mod packet;
mod server;

use client::{Client, Outcome};
use imps_transport::agreed::Agreed;
use imps_transport::schedule::Rules;
use imps_transport::testing::{Counts, Happening, Network, Pair, Random};
use oma_imps::csp::SupportedCirMethod;
use oma_imps::{Syntax, Version};
use server::Server;
use std::collections::BTreeSet;
use std::ops::AddAssign;
use std::thread;
use std::time::Duration;

const MESSAGES: usize = 6;
const REQUESTS: usize = 6;

/// The end of the bad network, and the end of the run.
const HEALED: Duration = Duration::from_secs(300);
const END: Duration = Duration::from_secs(6 * 3600);

/// The choices of a run.
#[derive(Clone, Debug)]
struct Setting {
    version: Version,
    syntax: Syntax,
    agreed: Agreed,
    is_android: bool,
}

impl Setting {
    fn of(random: &mut Random) -> Self {
        let version = [Version::V1_1, Version::V1_2, Version::V1_3][pick(random, 3)];
        let syntax = [Syntax::Wbxml, Syntax::Xml][pick(random, 2)];
        let mut agreed = Agreed { multi_trans: 1 + u32::from(random.percent(50)) * 2, ..Agreed::default() };
        if version == Version::V1_3 && random.percent(50) {
            agreed.multi_trans_per_message = agreed.multi_trans;
        }
        if random.percent(50) {
            agreed.cir_methods.push(SupportedCirMethod::Sudp);
        }
        Self { version, syntax, agreed, is_android: random.percent(50) }
    }

    fn rules(&self) -> Rules {
        if self.is_android {
            return Rules::android();
        }
        let mut rules = Rules::s60();
        // A day is the setting for a channel that loses nothing.
        rules.poll.with_channel = Some(Duration::from_secs(300));
        rules
    }
}

fn pick(random: &mut Random, choices: usize) -> usize {
    usize::try_from(random.below(choices as u64)).unwrap()
}

/// The events of one or more runs; packets and restarts only while the network is bad.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    runs: u64,
    sent: u64,
    lost: u64,
    duplicated: u64,
    overtaken: u64,
    restarts: u64,
    crashes: u64,
    delivered: u64,
    offered_again: u64,
    performed: u64,
    repeated: u64,
    /// Requests that the server performed twice, because the client repeated them under a new id.
    performed_again: u64,
    wake_ups: u64,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.runs += other.runs;
        self.sent += other.sent;
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.overtaken += other.overtaken;
        self.restarts += other.restarts;
        self.crashes += other.crashes;
        self.delivered += other.delivered;
        self.offered_again += other.offered_again;
        self.performed += other.performed;
        self.repeated += other.repeated;
        self.performed_again += other.performed_again;
        self.wake_ups += other.wake_ups;
    }
}

/// Runs one seed, and checks the promises.
fn run(seed: u64) -> Sums {
    let mut random = Random::new(!seed);
    let setting = Setting::of(&mut random);
    let network = Network::default()
        .with_loss(20)
        .with_duplicates(5)
        .with_delay(Duration::from_millis(50))
        .with_jitter(Duration::from_secs(2))
        .with_restarts(Duration::from_secs(60));
    let client = Client::new(setting.clone(), random.number());
    let server = Server::new(&setting, random.number());
    let mut pair = Pair::new(client, server, network, seed);
    let numbers =
        (0..MESSAGES).map(|number| (true, number)).chain((0..REQUESTS).map(|number| (false, number)));
    let mut inputs: Vec<_> =
        numbers.map(|(is_push, number)| (random.time(HEALED), is_push, number)).collect();
    inputs.sort();
    for (at, is_push, number) in inputs {
        advance(&mut pair, at, seed);
        if is_push {
            pair.right.push(number, at);
        } else {
            pair.left.want(number, at);
        }
    }
    advance(&mut pair, HEALED, seed);
    let counts = pair.counts();
    pair.heal();
    pair.left.heal();
    pair.right.heal();
    let mut at = HEALED;
    while !(pair.left.is_idle() && pair.right.is_idle()) {
        at += Duration::from_secs(60);
        assert!(at < END, "seed {seed}: {:?} {:?}", setting, pair.left.stored);
        advance(&mut pair, at, seed);
    }
    check(&pair.left, &pair.right, seed);
    sums(&pair.left, &pair.right, counts)
}

fn advance(pair: &mut Pair<Client, Server>, until: Duration, seed: u64) {
    loop {
        match pair.step(until) {
            Happening::End => return,
            Happening::Left(event) => pair.left.act(event, pair.now()),
            Happening::Right(event) => pair.right.act(&event),
            Happening::Restarted(_) => {}
            other => panic!("seed {seed}: {other:?}"),
        }
    }
}

fn check(client: &Client, server: &Server, seed: u64) {
    // Nothing that the server took is lost, and nothing is delivered twice.
    let delivered: BTreeSet<_> = client.stored.delivered.iter().cloned().collect();
    assert_eq!(delivered.len(), client.stored.delivered.len(), "seed {seed}: delivered twice");
    let pushed: BTreeSet<_> = (0..MESSAGES).map(|number| format!("m{number}")).collect();
    assert_eq!(delivered, pushed, "seed {seed}");
    let confirmed: BTreeSet<_> = server.stored.confirmed.iter().cloned().collect();
    assert_eq!(confirmed, pushed, "seed {seed}");
    assert_eq!(confirmed.len(), server.stored.confirmed.len(), "seed {seed}: confirmed twice");
    for (number, outcome) in client.stored.requests.iter().enumerate() {
        let text = format!("c{number}");
        let performed = server.stored.performed.iter().filter(|other| **other == text).count();
        // Every answer that the client got is true.
        assert_eq!(outcome.as_ref(), Some(&Outcome::Done), "seed {seed}: {text}");
        assert!(performed >= 1, "seed {seed}: {text} was answered, but not performed");
        // A request is performed again only if the client repeats it under a new id.
        let ids = client.stored.ids[number];
        assert!(performed <= ids, "seed {seed}: {text} was performed {performed} times for {ids} ids");
    }
}

fn sums(client: &Client, server: &Server, counts: Counts) -> Sums {
    let performed = server.stored.performed.len() as u64;
    Sums {
        runs: 1,
        sent: counts.sent,
        lost: counts.lost,
        duplicated: counts.duplicated,
        overtaken: counts.overtaken,
        restarts: counts.restarts,
        crashes: client.crashes + server.crashes,
        delivered: client.stored.delivered.len() as u64,
        offered_again: client.offered_again,
        performed,
        repeated: server.repeated,
        performed_again: performed - REQUESTS as u64,
        wake_ups: server.wake_ups,
    }
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is not a number")))
}

#[test]
fn nothing_is_lost_and_nothing_is_delivered_twice() {
    if let Some(seed) = variable("PAIR_SEED") {
        println!("{:?}", run(seed));
        return;
    }
    let seeds = variable("PAIR_SEEDS").unwrap_or(1000);
    let threads = thread::available_parallelism().map_or(1, usize::from) as u64;
    let workers: Vec<_> = (0..threads)
        .map(|worker| {
            thread::spawn(move || {
                let mut sums = Sums::default();
                (0..seeds).filter(|seed| seed % threads == worker).for_each(|seed| sums += run(seed));
                sums
            })
        })
        .collect();
    let mut sums = Sums::default();
    for worker in workers {
        sums += worker.join().unwrap();
    }
    println!("{sums:#?}");
    assert_eq!(sums.runs, seeds);
    assert_eq!(sums.delivered, seeds * MESSAGES as u64);
    // Otherwise the runs would have shown nothing.
    let shown = [
        sums.overtaken,
        sums.restarts,
        sums.crashes,
        sums.offered_again,
        sums.repeated,
        sums.performed_again,
    ];
    assert!(shown.iter().all(|count| *count > 0), "{sums:#?}");
    let loss = sums.lost * 100 / sums.sent;
    assert!((18..=21).contains(&loss), "{sums:#?}");
}

#[test]
fn a_seed_repeats_its_run() {
    let [one, other] = [run(7), run(7)];
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
}

//! Two ends over a bad network: equal seeds give equal runs, and the faults are as frequent as the
//! network says.

use imps_transport::testing::{End, Happening, Network, Pair, Random, Side};
use imps_transport::{Action, Machine};
use std::time::Duration;

/// Sends a number every second, and notes the numbers that it receives.
#[derive(Clone, Debug, Default)]
struct Counter {
    next_at: Duration,
    sent: u64,
    received: Vec<(u64, Duration)>,
    restarted: Vec<Duration>,
    closes_after: Option<u64>,
}

impl Machine for Counter {
    type Event = u64;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<u64> {
        if self.closes_after == Some(self.sent) {
            return Action::Close;
        }
        if now < self.next_at {
            return Action::Wait(Some(self.next_at));
        }
        self.next_at = now + Duration::from_secs(1);
        out.extend(self.sent.to_be_bytes());
        self.sent += 1;
        Action::Send
    }
}

impl End for Counter {
    fn receive(&mut self, packet: &[u8], now: Duration) {
        self.received.push((u64::from_be_bytes(packet.try_into().unwrap()), now));
    }

    fn restart(&mut self, now: Duration) {
        self.restarted.push(now);
    }
}

const END: Duration = Duration::from_secs(2000);

fn run(network: Network, seed: u64) -> Pair<Counter, Counter> {
    let mut pair = Pair::new(Counter::default(), Counter::default(), network, seed);
    loop {
        match pair.step(END) {
            Happening::End => return pair,
            Happening::Restarted(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_perfect_network_delivers_everything_in_order() {
    let pair = run(Network::default(), 1);
    let numbers: Vec<_> = pair.left.received.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (0..2000).collect::<Vec<_>>());
    assert_eq!(pair.left.received[7].1, Duration::from_millis(7010));
    let counts = pair.counts();
    assert_eq!((counts.sent, counts.lost, counts.duplicated, counts.overtaken), (4000, 0, 0, 0));
    assert_eq!(pair.now(), END);
}

#[test]
fn the_faults_are_as_frequent_as_the_network_says() {
    let network = Network::default()
        .with_loss(20)
        .with_duplicates(10)
        .with_delay(Duration::from_millis(100))
        .with_jitter(Duration::from_secs(3))
        .with_restarts(Duration::from_secs(100));
    let pair = run(network, 1);
    let counts = pair.counts();
    assert_eq!(counts.sent, 4000);
    assert!((720..880).contains(&counts.lost), "{counts:?}");
    assert!((340..460).contains(&counts.duplicated), "{counts:?}");
    assert!((12..30).contains(&counts.restarts), "{counts:?}");
    assert!(counts.overtaken > 500, "{counts:?}");
    let restarts = pair.left.restarted.len() + pair.right.restarted.len();
    assert_eq!(restarts as u64, counts.restarts);
    assert!(!pair.left.restarted.is_empty() && !pair.right.restarted.is_empty());
    // Each packet takes as long as the network says.
    for (number, at) in &pair.left.received {
        let took = at.checked_sub(Duration::from_secs(*number)).unwrap();
        assert!(took >= Duration::from_millis(100) && took <= Duration::from_millis(3100), "{took:?}");
    }
}

#[test]
fn equal_seeds_give_equal_runs() {
    let network = Network::default().with_loss(20).with_jitter(Duration::from_secs(3));
    let run = |seed| run(network.clone(), seed).left.received;
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
}

#[test]
fn a_healed_network_loses_nothing() {
    let mut pair = Pair::new(Counter::default(), Counter::default(), Network::default().with_loss(100), 1);
    assert_eq!(pair.step(Duration::from_secs(10)), Happening::End);
    assert!(pair.left.received.is_empty());
    pair.heal();
    assert_eq!(pair.step(Duration::from_secs(20)), Happening::End);
    assert_eq!(pair.left.received.len(), 10);
}

#[test]
fn an_end_that_closes_receives_nothing_more() {
    let left = Counter { closes_after: Some(2), ..Counter::default() };
    let mut pair = Pair::new(left, Counter::default(), Network::default(), 1);
    assert_eq!(pair.step(END), Happening::Closed(Side::Left));
    assert_eq!(pair.now(), Duration::from_secs(1));
    assert_eq!(pair.step(END), Happening::End);
    assert_eq!((pair.left.received.len(), pair.right.received.len()), (1, 2));
}

/// Waits for a time that has passed, or never waits.
struct Broken(bool);

impl Machine for Broken {
    type Event = u64;

    fn next(&mut self, now: Duration, _: &mut Vec<u8>) -> Action<u64> {
        if self.0 { Action::Send } else { Action::Wait(Some(now)) }
    }
}

impl End for Broken {
    fn receive(&mut self, _: &[u8], _: Duration) {}
}

#[test]
fn a_broken_machine_does_not_stop_the_test() {
    for is_endless in [false, true] {
        let mut pair = Pair::new(Counter::default(), Broken(is_endless), Network::default(), 1);
        assert_eq!(pair.step(END), Happening::Stuck(Side::Right));
    }
}

#[test]
fn random_numbers_are_the_published_ones() {
    // The first numbers of SplitMix64 from the seed 1234567, as its author gives them.
    let mut random = Random::new(1_234_567);
    let numbers = [(); 3].map(|()| random.number());
    assert_eq!(numbers, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    assert_eq!((random.below(0), random.percent(0), random.percent(100)), (0, false, true));
    assert!((0..1000).all(|_| random.time(Duration::from_millis(5)) <= Duration::from_millis(5)));
}

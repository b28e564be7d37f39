//! The client: it sends requests and receives messages by a `Schedule`.

use super::packet::{WAKE_UP, packet, parse};
use super::{REQUESTS, Setting};
use imps_transport::mailbox::{Fingerprint, KeptAnswers, Repeat};
use imps_transport::schedule::{Failure, Post, PostKind, Reported, Schedule, ScheduleEvent};
use imps_transport::testing::{End, Random};
use imps_transport::{Action, Machine};
use oma_imps::csp::access::KeepAliveRequest;
use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::envelope::PollingRequest;
use oma_imps::csp::messaging::{MessageDelivered, SendMessageRequest};
use oma_imps::csp::{Message, Primitive, SessionDescriptor, Transaction};
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// More than the posts of one run.
const POSTS_PER_RUN: u64 = 1_000_000;

const KEEP_ALIVE: Duration = Duration::from_secs(300);

#[derive(Clone, Debug)]
pub(super) struct Client {
    setting: Setting,
    schedule: Schedule,
    /// The posts without a reply: the request in them, and their bytes.
    posts: BTreeMap<u64, (Option<usize>, Vec<u8>)>,
    /// The requests to post when there is room.
    to_post: VecDeque<usize>,
    /// The answers to post when there is room.
    answers: VecDeque<Transaction<'static>>,
    packets: VecDeque<Vec<u8>>,
    pub(super) stored: Stored,
    runs: u64,
    random: Random,
    fault_percent: u8,
    pub(super) crashes: u64,
    /// How often the server has offered a message that was delivered before.
    pub(super) offered_again: u64,
}

/// The state that survives a restart.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) requests: Vec<Option<Outcome>>,
    /// The number of transaction ids under which each request was posted.
    pub(super) ids: Vec<usize>,
    pub(super) delivered: Vec<String>,
    kept: KeptAnswers,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Wanted,
    Done,
}

impl Client {
    pub(super) fn new(setting: Setting, seed: u64) -> Self {
        let schedule = Schedule::new(setting.rules(), "");
        let stored = Stored {
            requests: vec![None; REQUESTS],
            ids: vec![0; REQUESTS],
            delivered: Vec::new(),
            kept: KeptAnswers::new(16),
        };
        let (posts, to_post, answers, packets) = Default::default();
        let mut client = Self {
            setting,
            schedule,
            posts,
            to_post,
            answers,
            packets,
            stored,
            runs: 0,
            random: Random::new(seed),
            fault_percent: 5,
            crashes: 0,
            offered_again: 0,
        };
        client.restart(Duration::ZERO);
        client
    }

    /// The user sends a message.
    pub(super) fn want(&mut self, number: usize, now: Duration) {
        self.stored.requests[number] = Some(Outcome::Wanted);
        self.to_post.push_back(number);
        self.post_waiting(now);
    }

    pub(super) fn heal(&mut self) {
        self.fault_percent = 0;
    }

    pub(super) fn is_idle(&self) -> bool {
        self.stored.requests.iter().all(|request| *request == Some(Outcome::Done))
    }

    fn descriptor() -> SessionDescriptor<'static> {
        SessionDescriptor::inband("s1")
    }

    fn log_in(&mut self, now: Duration) {
        self.schedule.logged_in(Some(KEEP_ALIVE), now);
        let agreed = self.setting.agreed.clone();
        self.schedule.agree(&agreed, now);
    }

    fn post_waiting(&mut self, now: Duration) {
        while self.schedule.has_room() {
            if let Some(answer) = self.answers.pop_front() {
                let post = self.schedule.post(PostKind::Answer, now);
                let id = answer.transaction_id().unwrap().to_owned();
                let primitive = answer.content.primitive;
                let message = Message::response(self.setting.version, Self::descriptor(), id, primitive);
                self.send(&post, None, &message, now);
            } else if let Some(number) = self.to_post.pop_front() {
                let post = self.schedule.post(PostKind::Request, now);
                self.send_request(&post, number, now);
            } else {
                return;
            }
        }
    }

    fn send_request(&mut self, post: &Post, number: usize, now: Duration) {
        self.stored.ids[number] += 1;
        let to = Recipient::from_iter([User::new("wv:bob@example.com")]);
        let request = SendMessageRequest::text(to, format!("c{number}"));
        let message =
            Message::request(self.setting.version, Self::descriptor(), post.transaction_id.clone(), request);
        self.send(post, Some(number), &message, now);
    }

    fn send(&mut self, post: &Post, request: Option<usize>, message: &Message<'_>, now: Duration) {
        let bytes = packet(self.runs * POSTS_PER_RUN + post.number, Some(message), self.setting.syntax);
        self.send_bytes(post, request, bytes, now);
    }

    fn send_bytes(&mut self, post: &Post, request: Option<usize>, bytes: Vec<u8>, now: Duration) {
        self.posts.insert(post.number, (request, bytes.clone()));
        self.packets.push_back(bytes);
        if self.random.percent(self.fault_percent) {
            // The connection ends before the reply; the post may have arrived.
            assert_ne!(self.schedule.failed(post.number, Failure::Cut, now), Reported::Late);
        }
    }

    pub(super) fn act(&mut self, event: ScheduleEvent, now: Duration) {
        let version = self.setting.version;
        match event {
            ScheduleEvent::Poll(post) => {
                let message = Message::request(version, Self::descriptor(), "", PollingRequest::default());
                self.send(&post, None, &message, now);
            }
            ScheduleEvent::KeepAlive(post) => {
                let id = post.transaction_id.clone();
                let message = Message::request(version, Self::descriptor(), id, KeepAliveRequest::default());
                self.send(&post, None, &message, now);
            }
            ScheduleEvent::Retry { failed, post, .. } => self.repeat(failed, &post, now),
            ScheduleEvent::GiveUp { post, .. } => {
                // The user tries again; answers are repeated when the server asks again.
                if let Some((Some(number), _)) = self.posts.remove(&post.number) {
                    self.to_post.push_back(number);
                }
            }
            ScheduleEvent::SessionExpired => self.log_in(now),
            other => panic!("{other}"),
        }
        self.post_waiting(now);
    }

    fn repeat(&mut self, failed: u64, post: &Post, now: Duration) {
        let (request, bytes) = self.posts.remove(&failed).unwrap();
        let (_, _, message) = parse(&bytes);
        let mut message = message.unwrap();
        let before = message.transaction_id().map(str::to_owned);
        if before.as_deref().is_some_and(|id| id != post.transaction_id.as_str()) && self.setting.is_android {
            if let Some(number) = request {
                self.stored.ids[number] += 1;
            }
            message.session.transactions[0].descriptor.transaction_id = Some(post.transaction_id.clone());
        }
        self.send(post, request, &message, now);
    }

    fn receive_transaction(&mut self, transaction: &Transaction<'static>, request: Option<usize>) {
        if !transaction.is_request() {
            if let Some(number) = request {
                self.stored.requests[number] = Some(Outcome::Done);
            }
            return;
        }
        let id = transaction.transaction_id().unwrap().to_owned();
        let answer = match self.stored.kept.receive(&id, Fingerprint::default()) {
            Repeat::Answered(answer) => {
                self.offered_again += 1;
                answer.clone()
            }
            Repeat::New => {
                let Primitive::NewMessage(message) = transaction.primitive() else { panic!() };
                let message_id = message.message_info.message_id.clone().unwrap();
                self.stored.delivered.push(message_id.as_str().to_owned());
                let answer = transaction.answer(MessageDelivered { message_id, ..Default::default() });
                self.stored.kept.answer(answer.clone());
                answer
            }
            other => panic!("{other:?}"),
        };
        self.answers.push_back(answer);
    }
}

impl Machine for Client {
    type Event = ScheduleEvent;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<ScheduleEvent> {
        match self.packets.pop_front() {
            Some(packet) => {
                out.extend(packet);
                Action::Send
            }
            None => self.schedule.next(now, out),
        }
    }
}

impl End for Client {
    fn receive(&mut self, packet_of_server: &[u8], now: Duration) {
        let stored = self.stored.clone();
        let (number, _, message) = parse(packet_of_server);
        if number == WAKE_UP {
            self.schedule.woken();
            return;
        }
        // The connections of an earlier run are closed.
        if number / POSTS_PER_RUN != self.runs {
            return;
        }
        let number = number % POSTS_PER_RUN;
        if self.schedule.replied(number, now) == Reported::Late {
            return;
        }
        let request = self.posts.remove(&number).and_then(|(request, _)| request);
        if let Some(message) = message {
            for transaction in &message.session.transactions {
                self.receive_transaction(transaction, request);
            }
            self.schedule.flagged(message.session.poll());
        }
        if self.random.percent(self.fault_percent) {
            // Before anything was saved or sent.
            self.crashes += 1;
            self.stored = Stored { ids: self.stored.ids.clone(), ..stored };
            self.restart(now);
            return;
        }
        self.post_waiting(now);
    }

    fn restart(&mut self, now: Duration) {
        self.runs += 1;
        self.schedule = Schedule::new(self.setting.rules(), format!("r{}-", self.runs));
        self.posts.clear();
        self.packets.clear();
        self.answers.clear();
        let open = self.stored.requests.iter().enumerate();
        let open = open.filter(|(_, request)| **request == Some(Outcome::Wanted));
        self.to_post = open.map(|(number, _)| number).collect();
        self.log_in(now);
        self.post_waiting(now);
    }
}

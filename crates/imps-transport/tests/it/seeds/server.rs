//! The server: it performs requests, and sends messages through a `Mailbox`.

use super::Setting;
use super::packet::{WAKE_UP, packet, parse};
use imps_transport::mailbox::{Fingerprint, Mailbox, MailboxEvent, MailboxOptions, MailboxState, Received};
use imps_transport::testing::{End, Random};
use imps_transport::{Action, Machine};
use oma_imps::Syntax;
use oma_imps::csp::access::KeepAliveResponse;
use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::messaging::{MessageInfo, NewMessage, SendMessageResponse};
use oma_imps::csp::{Outcome, Primitive, StatusCode};
use std::collections::VecDeque;
use std::time::Duration;

#[derive(Clone, Debug)]
pub(super) struct Server {
    mailbox: Mailbox,
    syntax: Syntax,
    has_channel: bool,
    /// The state saved last: of the mailbox, and of the program.
    saved: MailboxState,
    saved_at: Duration,
    pub(super) stored: Stored,
    random: Random,
    crash_percent: u8,
    packets: VecDeque<Vec<u8>>,
    pub(super) crashes: u64,
    pub(super) repeated: u64,
    pub(super) wake_ups: u64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Stored {
    /// The texts of performed requests.
    pub(super) performed: Vec<String>,
    /// The ids of messages that the client has confirmed.
    pub(super) confirmed: Vec<String>,
}

fn options() -> MailboxOptions {
    MailboxOptions::default().with_tries(u32::MAX)
}

impl Server {
    pub(super) fn new(setting: &Setting, seed: u64) -> Self {
        let mut mailbox = Mailbox::new(setting.version, "s1", options());
        mailbox.agree(&setting.agreed);
        Self {
            saved: mailbox.save(Duration::ZERO),
            saved_at: Duration::ZERO,
            mailbox,
            syntax: setting.syntax,
            has_channel: !setting.agreed.cir_methods.is_empty(),
            stored: Stored::default(),
            random: Random::new(seed),
            crash_percent: 3,
            packets: VecDeque::new(),
            crashes: 0,
            repeated: 0,
            wake_ups: 0,
        }
    }

    /// Sends a message to the client.
    pub(super) fn push(&mut self, number: usize, now: Duration) {
        let to = Recipient::from_iter([User::new("wv:ann@example.com")]);
        let text = format!("m{number}");
        let mut info = MessageInfo::for_text(to, &text);
        info.message_id = Some(text.clone().into());
        let message = NewMessage {
            message_info: info.into_owned(),
            content_data: Some(text.into()),
            ..NewMessage::default()
        };
        self.mailbox.push(message, now).unwrap();
        self.save(now);
    }

    pub(super) fn act(&mut self, event: &MailboxEvent) {
        assert_eq!(*event, MailboxEvent::Wake);
        if self.has_channel {
            self.wake_ups += 1;
            self.packets.push_back(packet(WAKE_UP, None, self.syntax));
        }
    }

    pub(super) fn heal(&mut self) {
        self.crash_percent = 0;
    }

    pub(super) fn is_idle(&self) -> bool {
        self.mailbox.is_empty()
    }

    fn save(&mut self, now: Duration) {
        (self.saved, self.saved_at) = (self.mailbox.save(now), now);
    }

    fn perform(&mut self, request: &Primitive<'_>) -> Primitive<'static> {
        let result = Outcome::new(StatusCode::SUCCESS);
        match request {
            Primitive::SendMessageRequest(request) => {
                let text = request.content_data.as_ref().and_then(|data| data.as_text()).unwrap();
                self.stored.performed.push(text.to_owned());
                SendMessageResponse { result, ..Default::default() }.into()
            }
            Primitive::KeepAliveRequest(_) => KeepAliveResponse { result, ..Default::default() }.into(),
            other => panic!("{}", other.name()),
        }
    }
}

impl Machine for Server {
    type Event = MailboxEvent;

    fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<MailboxEvent> {
        match self.packets.pop_front() {
            Some(packet) => {
                out.extend(packet);
                Action::Send
            }
            None => self.mailbox.next(now, out),
        }
    }
}

impl End for Server {
    fn receive(&mut self, packet_of_client: &[u8], now: Duration) {
        let stored = self.stored.clone();
        let (number, body, message) = parse(packet_of_client);
        let body = Fingerprint::of(body);
        let mut answers = Vec::new();
        let mut is_poll = false;
        for transaction in &message.unwrap().session.transactions {
            match self.mailbox.receive(transaction, body, now) {
                Received::Poll => is_poll = true,
                Received::Request { id_reused } => {
                    assert!(!id_reused);
                    answers.push(transaction.answer(self.perform(transaction.primitive())).into_owned());
                }
                Received::Repeated(answer) => {
                    self.repeated += 1;
                    answers.push(*answer);
                }
                Received::Answer(delivered) => {
                    let Primitive::NewMessage(message) = delivered.request else { panic!() };
                    let id = message.message_info.message_id.unwrap();
                    self.stored.confirmed.push(id.as_str().to_owned());
                }
                Received::AnswerAgain => {}
                other => panic!("{other:?}"),
            }
        }
        let reply = if is_poll { self.mailbox.poll(now) } else { self.mailbox.reply(answers.clone(), now) };
        for answer in answers {
            self.mailbox.keep(answer);
        }
        if self.random.percent(self.crash_percent) {
            // Before anything was saved or sent.
            self.crashes += 1;
            self.stored = stored;
            self.restart(now);
            return;
        }
        self.save(now);
        if let Some(reply) = &reply {
            assert!(reply.session.transactions.len() == 1 || reply.version == oma_imps::Version::V1_3);
            assert_eq!(reply.session.cir, None, "the channel is healthy");
        }
        self.packets.push_back(packet(number, reply.as_ref(), self.syntax));
    }

    fn restart(&mut self, now: Duration) {
        self.packets.clear();
        self.mailbox = Mailbox::load(self.saved.clone(), options(), now);
    }
}

//! A bridge to another network, which is a stub here: its users are robots who answer at once.
//!
//! Run with `cargo run -p imps-lab --example stub_network`.

use imps_core::{Data, Version};
use imps_csp::common::{Recipient, User};
use imps_csp::messaging::{MessageDelivered, SendMessageRequest};
use imps_csp::presence::SubscribePresenceRequest;
use imps_csp::{Primitive, UserId};
use imps_lab::network::{Inbound, Network, Outbound, Passed};
use imps_lab::{Account, Caller, Options, PushSettings, World};
use imps_presence::{PresenceSubList, StatusText};
use std::collections::VecDeque;
use std::error::Error;
use std::time::Duration;

/// The network: what its users would send next. A real one has a connection here.
#[derive(Default)]
struct Stub {
    sent: VecDeque<Inbound>,
}

impl Stub {
    /// Takes what leaves, as a robot of the network would.
    fn take(&mut self, outbound: Outbound) {
        match outbound {
            Outbound::Message { to, message } => {
                let text = message.content_data.as_ref().and_then(Data::as_text).unwrap_or_default();
                println!("  {to} gets: {text}");
                let message_id = message.message_info.message_id.clone().unwrap_or_default();
                self.sent.push_back(Inbound::Delivered { by: to.clone(), message_id });
                self.sent.push_back(Inbound::text(to, "wv:ann@example.com", "I am a robot."));
            }
            Outbound::Asks { to, watcher } => {
                println!("  {to} lets {watcher} see his presence");
                self.sent.push_back(Inbound::Decide { from: to.clone(), watcher, accepts: true });
                let status_text = Some(StatusText::new("charging"));
                let presence = Box::new(PresenceSubList { status_text, ..PresenceSubList::default() });
                self.sent.push_back(Inbound::Presence { of: to, presence });
            }
            other => println!("  the stub has no use for {other:?}"),
        }
    }
}

/// A service of one user, with the network.
struct Bridge {
    world: World,
    network: Network,
    stub: Stub,
    now: Duration,
    /// The names of the requests that have reached the phone of Ann.
    reached: Vec<String>,
}

impl Bridge {
    /// Performs a request of Ann, and everything that follows on both sides.
    fn perform(&mut self, ann: &Caller, request: impl Into<Primitive<'static>>) {
        let passed = self.network.perform(&mut self.world, ann, request.into(), self.now);
        self.pass(ann, passed);
        while let Some(inbound) = self.stub.sent.pop_front() {
            let passed = self.network.take(&mut self.world, inbound, self.now);
            self.pass(ann, passed);
        }
    }

    fn pass(&mut self, ann: &Caller, passed: Passed) {
        for outbound in passed.outbound {
            self.stub.take(outbound);
        }
        for delivery in passed.deliveries {
            println!("  {} gets: {}", delivery.user, delivery.primitive.name());
            self.reached.push(delivery.primitive.name().to_owned());
            if let Primitive::NewMessage(new) = &delivery.primitive {
                let message_id = new.message_info.message_id.clone().unwrap_or_default();
                let confirmed = MessageDelivered { message_id, ..MessageDelivered::default() };
                let confirmed = self.network.perform(&mut self.world, ann, confirmed.into(), self.now);
                self.pass(ann, confirmed);
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let world = World::new("example.com", [Account::new("wv:ann@example.com")], Options::default());
    let now = Duration::from_secs(1_000_000_000);
    let mut bridge = Bridge {
        world,
        network: Network::new("robots.example"),
        stub: Stub::default(),
        now,
        reached: Vec::new(),
    };
    let ann = Caller::new("wv:ann@example.com", "phone");
    bridge.world.log_in(&ann, PushSettings::default(), now).map_err(|code| code.to_string())?;
    let robot = UserId::from("wv:marvin@robots.example");

    println!("Ann watches a robot:");
    bridge.perform(&ann, SubscribePresenceRequest::default().with_user_ids(Version::V1_3, [robot.clone()]));
    println!("Ann writes to him:");
    let to = Recipient::from_iter([User::new(robot)]);
    bridge.perform(&ann, SendMessageRequest::text(to, "How are you?").with_report(true));

    let expected = [
        "PresenceNotification-Request",
        "PresenceNotification-Request",
        "DeliveryReport-Request",
        "NewMessage",
    ];
    if bridge.reached == expected { Ok(()) } else { Err(format!("Ann got {:?}", bridge.reached).into()) }
}

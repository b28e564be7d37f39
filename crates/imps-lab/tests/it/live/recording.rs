//! The log, and the recording, which is read back.

use super::Lab;
use super::chat::text;
use super::net::Bearer;
use super::phone::{Woken, phone};
use imps_core::Version;
use imps_inspect::capture::Bearer as Carrier;
use imps_inspect::timeline::{Event, EventKind, Mode, SessionState, Timeline, TimelineOptions};
use oma_imps::Syntax;
use std::collections::BTreeSet;
use std::time::Duration;

#[tokio::test]
async fn a_recorded_story_reads_back_as_it_was() {
    let file = std::env::temp_dir().join(format!("imps-lab-{}.pcapng", std::process::id()));
    let lab =
        Lab::with(|options| options.with_record(file.clone()).with_patience(Duration::from_secs(60))).await;
    let log = lab.lines.clone();
    let mut ann = phone("ann", Version::V1_2).on(&lab).await;
    let bob = phone("bob", Version::V1_3).with(Syntax::Wbxml, Bearer::Wsp, Woken::Polls);
    let mut bob = bob.on(&lab).await;
    ann.ask(text("ann", "bob", "hello")).await;
    assert_eq!(bob.reads().await, "hello");
    bob.ask(text("bob", "ann", "hi")).await;
    assert_eq!(ann.reads().await, "hi");
    let session = ann.login.session_id.as_str().to_owned();
    ann.off().await;
    bob.off().await;
    lab.running.stop().await;

    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let timeline = Timeline::read(&bytes[..], &TimelineOptions::default());
    assert!(timeline.fault.is_none());
    let states: Vec<_> = timeline.sessions.iter().map(|it| (it.user.as_deref(), it.state)).collect();
    let users = [Some("wv:ann@lab.example"), Some("wv:bob@lab.example")];
    assert_eq!(states, users.map(|user| (user, SessionState::Closed)));
    let bearers: BTreeSet<_> = timeline.events.iter().map(|event| event.bearer).collect();
    assert_eq!(bearers, [Carrier::Http, Carrier::Wsp, Carrier::CirTcp].into());
    assert!(timeline.events.iter().all(|event| event.problems.is_empty()), "{:#?}", timeline.events);

    // The log has one line per transaction, the same that the recording has.
    let lines = log.lock().unwrap().clone();
    let is_own = |event: &Event| event.answers.is_none() || event.mode == Some(Mode::Request);
    let is_nothing = |event: &Event| event.kind == EventKind::Empty && event.head.starts_with("status 200");
    let transactions = timeline.events.iter().filter(|event| is_own(event) && !is_nothing(event));
    let meanings: Vec<_> = transactions.map(Event::meaning).collect();
    assert_eq!(lines.len(), meanings.len(), "{lines:#?} {meanings:#?}");
    for (line, meaning) in lines.iter().zip(&meanings) {
        assert!(line.ends_with(meaning.as_str()), "{line:?} is not {meaning:?}");
    }
    let shown =
        lines.iter().filter(|line| line.contains("ann -> server SendMessage to bob, 5 bytes; 200 after"));
    assert_eq!(shown.count(), 1, "{lines:#?}");
    // Readers of the log must not be able to use a session.
    assert!(lines.iter().all(|line| !line.contains(&session)), "{lines:#?}");
}

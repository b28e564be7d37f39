//! The timeline of the committed capture.

use crate::conversation::path;
use imps_inspect::timeline::{Timeline, TimelineOptions};
use std::fs::File;

#[test]
fn the_conversation_reads_as_it_was() {
    let timeline = Timeline::read(File::open(path()).unwrap(), &TimelineOptions::default());
    for session in &timeline.sessions { eprintln!("{session:?}"); }
    for event in &timeline.events { eprintln!("{} {:?} {} {}", event.number, event.at, event.bearer, event.meaning()); }
    for line in timeline.tally.lines() { eprintln!("{line}"); }
    panic!();
}

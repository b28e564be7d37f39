//! Packets: a post with its number, the reply with the same number, or a wake-up with number 0.

use oma_imps::csp::Message;
use oma_imps::{Input, Syntax};

pub(super) const WAKE_UP: u64 = 0;

pub(super) fn packet(number: u64, message: Option<&Message<'_>>, syntax: Syntax) -> Vec<u8> {
    let mut packet = number.to_be_bytes().to_vec();
    packet.extend(message.map(|message| syntax.to_vec(message).unwrap()).unwrap_or_default());
    packet
}

pub(super) fn parse(packet: &[u8]) -> (u64, &[u8], Option<Message<'static>>) {
    let (number, body) = packet.split_first_chunk().unwrap();
    let message = (!body.is_empty()).then(|| Input::new(body).unwrap().read_owned().unwrap());
    (u64::from_be_bytes(*number), body, message)
}

//! From a question to its answer.

use crate::fault::Fault;
use crate::question::Question;
use crate::{conversation, convert, findings, inputs, pieces};
use serde::Serialize;

/// The largest capture, in bytes. It needs its size twice.
const MAX_CAPTURE: usize = 128 << 20;

/// Answers a question in JSON.
///
/// A request is the length of the question in four bytes, the lowest first; the question in JSON;
/// and the bytes that it is about. `{"ask":"open"}` finds the documents of an input, or the
/// conversation of a capture. `message`, `explain`, `convert` and `validate` are the others.
///
/// The answer is a JSON object. It has the field `fault` alone if there is no other answer. Bytes
/// are in base64. Every count in it is bounded, whatever the input.
///
/// ```
/// let question = br#"{"ask":"open"}"#;
/// let request = [&(question.len() as u32).to_le_bytes()[..], question, b"03 11 6A 00 05"].concat();
/// let answer = String::from_utf8(imps_web::answer(&request)).unwrap();
/// assert!(answer.contains("a dump in hexadecimal of 5 bytes"), "{answer}");
/// ```
pub fn answer(request: &[u8]) -> Vec<u8> {
    let answered = split(request).and_then(|(question, bytes)| {
        if bytes.len() > MAX_CAPTURE {
            return Err(Fault::new(format!("more than {} MiB", MAX_CAPTURE >> 20)));
        }
        match question.ask.as_str() {
            "open" => json(&inputs::open(bytes, &question)?),
            "message" => json(&conversation::message(bytes, question.number)?),
            "explain" => json(&pieces::explain(bytes, &question)),
            "convert" => json(&convert::convert(bytes, &question)?),
            "validate" => json(&findings::validate(bytes, &question)),
            _ => Err(Fault::new("a question of an unknown kind")),
        }
    });
    answered.unwrap_or_else(|fault| fault.json())
}

fn split(request: &[u8]) -> Result<(Question, &[u8]), Fault> {
    let parts = request
        .split_first_chunk::<4>()
        .and_then(|(length, rest)| rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?));
    let (question, bytes) = parts.ok_or_else(|| Fault::new("a request that is cut"))?;
    let question = serde_json::from_slice(question);
    Ok((question.map_err(|error| Fault::new(format!("not a question: {error}")))?, bytes))
}

fn json(answer: &impl Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(answer).map_err(|error| Fault::new(error.to_string()))
}

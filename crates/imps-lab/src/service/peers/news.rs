//! The news for the server of another domain: one after another, and again while it is away.

use super::ask;
use crate::service::now;
use crate::service::shared::Shared;
use crate::service::village::News;
use imps_csp::StatusCode;
use imps_ssp::Primitive;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

/// The time until something is sent once more to a peer that has not answered, unless the peer
/// opens a session before.
const PAUSE: Duration = Duration::from_secs(10);

/// The time for which news of presence and groups are of use (`ssp/session.md`).
const FRESH: Duration = Duration::from_secs(120);

/// The time for which other news are of use.
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Sends the news for a peer one after another, for ever. News that the peer does not get are sent
/// again until they are too old; the ones behind them wait.
pub(in crate::service) async fn send_news(
    shared: Arc<Shared>,
    domain: String,
    mut news: mpsc::Receiver<News>,
) {
    while let Some(news) = news.recv().await {
        let name = news.request.name().to_owned();
        let age = || now().saturating_sub(news.since);
        let mut tries = 0_u32;
        loop {
            if age() >= lifetime(&news.request) {
                shared.recorder().note(&format!("{name} for {domain} is lost: it is too old"));
                break;
            }
            match ask(&shared, &domain, news.request.clone()).await {
                Ok(answer) => {
                    arrived(&shared, &domain, &news, &answer);
                    break;
                }
                Err(code) if tries == 0 => {
                    shared.recorder().note(&format!("{name} has not reached {domain}: {code}"));
                }
                Err(_) => {}
            }
            tries = tries.saturating_add(1);
            if let Some(letter) = news.letter.clone() {
                let shared = shared.clone();
                // The world keeps it. The number of messages that wait has a limit.
                tokio::spawn(async move {
                    pause(&shared).await;
                    shared.with(|village, now| village.send_again(letter, now));
                });
                break;
            }
            pause(&shared).await;
        }
    }
}

/// Acts on the answer of a peer to a message.
fn arrived(shared: &Shared, domain: &str, news: &News, answer: &Primitive<'_>) {
    let Some(letter) = news.letter.clone() else { return };
    match refusal(answer) {
        None => shared.with(|village, now| village.peer_has(letter, now)),
        Some(code) => {
            shared.recorder().note(&format!("{domain} refuses {}: {code}", news.request.name()));
            shared.with(|village, now| village.peer_refuses(letter, now));
        }
    }
}

async fn pause(shared: &Shared) {
    tokio::select! {
        () = sleep(PAUSE) => {}
        () = shared.peers().returned.notified() => {}
    }
}

const fn lifetime(request: &Primitive<'_>) -> Duration {
    match request {
        Primitive::PresenceNotification(_) | Primitive::GroupChangeNotice(_) => FRESH,
        _ => LIFETIME,
    }
}

/// Returns the code with which a peer refuses a message. `None`: it has it.
fn refusal(answer: &Primitive<'_>) -> Option<StatusCode> {
    let status = match answer {
        Primitive::SendMessageResponse(response) => &response.status,
        Primitive::Status(status) => status,
        _ => return Some(StatusCode::INTERNAL_SERVER_ERROR),
    };
    (!status.is_success()).then_some(status.code)
}

//! Content, which travels as base64, and times.

use crate::RelayError;
use crate::losses::{Reason, Walk};
use alloc::string::String;
use alloc::vec::Vec;
use imps_core::{AnyDateTime, Data, DateTime};
use imps_csp::{self as csp, ContentEncoding, MediaType};
use imps_ssp::common::{Encoding, Time};
use imps_ssp::group::WelcomeNote;
use imps_ssp::messaging::ContentData;

/// The default media type of CSP.
const PLAIN_TEXT: &str = "text/plain";

/// Converts content of CSP to base64, and returns its size. Base64 stays as it is.
pub(super) fn ssp_content<'a>(
    walk: &mut Walk<'_>,
    content_type: Option<&MediaType<'a>>,
    encoding: &Option<ContentEncoding<'a>>,
    data: &Data<'a>,
) -> Result<(ContentData<'a>, Option<u32>), RelayError> {
    let is = |word: &str| encoding.as_ref().is_some_and(|it| it.as_str().trim().eq_ignore_ascii_case(word));
    // A peer could not undo any encoding except base64: the bytes travel as they are.
    let known = if is("BASE64") { encoding.as_ref() } else { None };
    if known.is_none() {
        let reason = if is("None") || is("") { Reason::Recomputed } else { Reason::NoPlace };
        walk.lost("ContentEncoding", encoding, reason);
    }
    let bytes = csp::messaging::content_bytes(known, data)
        .map_err(|_| RelayError::BadValue { element: "ContentData" })?;
    let content_type = content_type.cloned().unwrap_or(MediaType::from(PLAIN_TEXT));
    let content = match (known, data) {
        (Some(_), Data::Text(text)) => {
            let encoding = Some(Encoding::Base64);
            ContentData { content_type, encoding, text: text.clone(), ..ContentData::default() }
        }
        _ => ContentData::from_bytes(content_type, &bytes),
    };
    Ok((content, u32::try_from(bytes.len()).ok()))
}

/// Content in the form of clients.
pub(super) struct ClientContent<'a> {
    pub(super) data: Data<'a>,
    pub(super) encoding: Option<ContentEncoding<'a>>,
    pub(super) size: Option<u32>,
}

/// Converts content for clients: text stays text, everything else becomes base64, which every
/// syntax carries.
pub(super) fn csp_content<'a>(
    walk: &mut Walk<'_>,
    content: &ContentData<'a>,
) -> Result<ClientContent<'a>, RelayError> {
    let ContentData { content_type, encoding, text, extensions } = content;
    walk.lose_extensions(extensions);
    let bytes = content.bytes().ok_or(RelayError::BadValue { element: "ContentData" })?;
    let size = u32::try_from(bytes.len()).ok();
    let readable = content_type.top_level().eq_ignore_ascii_case("text");
    match (readable.then(|| plain(bytes)).flatten(), encoding) {
        (Some(text), _) => Ok(ClientContent { data: Data::Text(text.into()), encoding: None, size }),
        (None, Some(_)) => {
            let encoding = Some(ContentEncoding::Base64);
            Ok(ClientContent { data: Data::Text(text.clone()), encoding, size })
        }
        (None, None) => Ok(ClientContent { data: Data::Text(text.clone()), encoding: None, size }),
    }
}

/// Returns the bytes as a text if XML can carry it.
fn plain(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    let fits = |letter: char| matches!(letter, '\t' | '\n') || !letter.is_control();
    text.chars().all(fits).then_some(text)
}

pub(super) fn ssp_welcome_note<'a>(
    walk: &mut Walk<'_>,
    note: &csp::group::WelcomeNote<'a>,
) -> Result<WelcomeNote<'a>, RelayError> {
    let csp::group::WelcomeNote { content_type, content_encoding, content_data, extensions } = note;
    walk.lose_extensions(extensions);
    let (content_data, _) = ssp_content(walk, content_type.as_ref(), content_encoding, content_data)?;
    Ok(WelcomeNote { content_data, ..WelcomeNote::default() })
}

pub(super) fn csp_welcome_note<'a>(
    walk: &mut Walk<'_>,
    note: &WelcomeNote<'a>,
) -> Result<csp::group::WelcomeNote<'a>, RelayError> {
    walk.lose_extensions(&note.extensions);
    let content = walk.one("ContentData", &note.content_data, csp_content)?;
    Ok(csp::group::WelcomeNote {
        content_type: Some(note.content_data.content_type.clone()),
        content_encoding: content.encoding,
        content_data: content.data,
        ..csp::group::WelcomeNote::default()
    })
}

/// Converts to UTC if the time zone is known. A value that does not fit a plain date and time keeps
/// its spelling.
pub(super) fn ssp_time(time: &AnyDateTime<'_>) -> Time<'static> {
    let in_utc = time.date_time().and_then(DateTime::to_unix).and_then(DateTime::from_unix);
    in_utc.map_or_else(|| time.into(), Time::from)
}

/// Converts a time. Reports invalid times and the placeholder year 1970 as losses.
pub(super) fn csp_time(walk: &mut Walk<'_>, time: &Time<'_>) -> Option<AnyDateTime<'static>> {
    let moment = time.date_time().map(AnyDateTime::into_owned);
    if moment.is_none() {
        walk.lose(Reason::Unreadable);
    }
    moment
}

pub(super) fn csp_date_time(
    walk: &mut Walk<'_>,
    time: &imps_ssp::messaging::DateTime<'_>,
) -> Option<AnyDateTime<'static>> {
    let imps_ssp::messaging::DateTime { format, time, extensions } = time;
    walk.lose_extensions(extensions);
    if format.as_ref().is_some_and(|format| !format.eq_ignore_ascii_case("iso8601")) {
        walk.inside("@format", |walk| walk.lose(Reason::NoPlace));
    }
    walk.inside("text()", |walk| csp_time(walk, time))
}

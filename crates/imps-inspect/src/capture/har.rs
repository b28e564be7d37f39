//! Exports of proxies and browsers: HTTP archives (HAR 1.2).

use super::{
    Bearer, Body, CaptureError, CaptureLimits, Carried, Content, Direction, Endpoint, Passed, Problem, Start,
    Tally,
};
use oma_imps::imps_core::base64;
use serde::Deserialize;
use std::borrow::Cow;
use std::io::Read;
use std::time::Duration;

#[derive(Deserialize)]
struct Har {
    log: Log,
}

#[derive(Deserialize)]
struct Log {
    #[serde(default)]
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    started_date_time: String,
    /// Milliseconds.
    #[serde(default)]
    time: Option<f64>,
    request: Option<Request>,
    response: Option<Response>,
    #[serde(rename = "serverIPAddress")]
    server_address: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    #[serde(default)]
    method: String,
    #[serde(default)]
    url: String,
    post_data: Option<Text>,
    #[serde(default)]
    headers: Vec<Field>,
}

#[derive(Deserialize)]
struct Response {
    #[serde(default)]
    status: i64,
    content: Option<Text>,
    #[serde(default)]
    headers: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Text {
    mime_type: Option<String>,
    #[serde(rename = "text")]
    characters: Option<String>,
    encoding: Option<String>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    value: String,
}

/// Whether bytes begin like a HAR file.
pub(super) fn is_har(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let start = start.get(..4096).unwrap_or(start);
    let Some(rest) = start.strip_prefix(b"{") else { return false };
    rest.trim_ascii_start().starts_with(b"\"log\"")
}

/// Reads a HAR file.
pub(super) fn read(
    file: impl Read,
    limits: &CaptureLimits,
    sink: &mut dyn FnMut(Carried<'_>),
) -> Result<Tally, CaptureError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.har_bytes).unwrap_or(u64::MAX);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(CaptureError::Read)?;
    if bytes.len() > limits.har_bytes {
        return Err(CaptureError::HarTooLarge(limits.har_bytes));
    }
    let json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let har: Har = serde_json::from_slice(json).map_err(|error| CaptureError::Har(error.to_string()))?;
    drop(bytes);
    let mut tally = Tally::default();
    // Requests and responses in the order of their times.
    let mut all = Vec::new();
    for entry in har.log.entries {
        tally.packets = tally.packets.saturating_add(1);
        carried(entry, tally.packets, &mut tally, &mut all);
    }
    all.sort_by_key(|carried| carried.time);
    all.into_iter().for_each(sink);
    Ok(tally)
}

fn carried(entry: Entry, number: u64, tally: &mut Tally, out: &mut Vec<Carried<'static>>) {
    let begun = time(&entry.started_date_time).unwrap_or_default();
    let took = entry.time.filter(|took| took.is_finite() && (0.0..1e12).contains(took)).unwrap_or_default();
    let ended = begun.saturating_add(Duration::try_from_secs_f64(took / 1000.0).unwrap_or_default());
    if entry.request.is_none() && entry.response.is_none() {
        tally.pass(Passed::Entries, number);
    }
    let host = entry.request.as_ref().and_then(|request| host(&request.url)).map(str::to_owned);
    let server = Endpoint::Name(host.or(entry.server_address).unwrap_or_else(|| "server".into()));
    let client = Endpoint::Name("client".into());
    let mut add = |time, direction, start, text: Option<Text>, headers: &[Field]| {
        let mut problems = Vec::new();
        let stated = headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"));
        let stated = stated.map(|field| field.value.clone());
        let mime = text.as_ref().and_then(|text| text.mime_type.clone()).filter(|it| !it.is_empty());
        let bytes = text.map(|text| bytes(text, &mut problems)).unwrap_or_default();
        let content_type = stated.or(mime).map(Cow::Owned);
        let body = Body { start, content_type, bytes: Cow::Owned(bytes), problems };
        let ends = [client.clone(), server.clone()];
        let [source, target] = match (direction, ends) {
            (Direction::ToServer, ends) => ends,
            (Direction::ToClient, [client, server]) => [server, client],
        };
        out.push(Carried {
            packet: number,
            time,
            source,
            target,
            direction,
            bearer: Bearer::Http,
            exchange: Some(number),
            content: Content::Body(body),
        });
    };
    if let Some(request) = entry.request {
        let start = Start::Request { method: Cow::Owned(request.method), target: Cow::Owned(request.url) };
        add(begun, Direction::ToServer, start, request.post_data, &request.headers);
    }
    // Status 0: no response arrived.
    if let Some(response) = entry.response.filter(|response| response.status > 0) {
        let status = u16::try_from(response.status).unwrap_or_default();
        add(ended, Direction::ToClient, Start::Response { status }, response.content, &response.headers);
    }
}

/// The bytes of a text: base64, or text in which each character is a byte, else UTF-8.
fn bytes(text: Text, problems: &mut Vec<Problem>) -> Vec<u8> {
    let content = text.characters.unwrap_or_default();
    if text.encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return base64::decode(&content).unwrap_or_else(|_| {
            problems.push(Problem::Base64);
            Vec::new()
        });
    }
    // Binary XML begins with a version below 4. Proxies write each of its bytes as a character.
    let binary = content.starts_with(['\u{0}', '\u{1}', '\u{2}', '\u{3}']);
    let latin: Option<Vec<u8>> =
        binary.then(|| content.chars().map(|it| u8::try_from(u32::from(it)).ok()).collect()).flatten();
    latin.unwrap_or_else(|| content.into_bytes())
}

fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// A time of ISO 8601: `2026-01-02T03:04:05.678+01:00`.
fn time(text: &str) -> Option<Duration> {
    let (date, rest) = text.split_once(['T', ' '])?;
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (clock, zone) = match rest.find(['Z', 'z', '+', '-']) {
        Some(at) => rest.split_at_checked(at)?,
        None => (rest, "Z"),
    };
    let mut parts = clock.splitn(3, ':');
    let (hour, minute) = (parts.next()?.parse::<i64>().ok()?, parts.next()?.parse::<i64>().ok()?);
    let seconds = seconds(parts.next().unwrap_or("0"))?;
    let is_valid = (1970..10_000).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && seconds.as_secs() < 61;
    if !is_valid {
        return None;
    }
    let minutes = days(year, month, day)?
        .checked_mul(24 * 60)?
        .checked_add(hour.checked_mul(60)?)?
        .checked_add(minute)?
        .checked_sub(offset(zone)?)?;
    let whole = u64::try_from(minutes.checked_mul(60)?).ok()?;
    Some(Duration::from_secs(whole).saturating_add(seconds))
}

/// The seconds of a time, in whole nanoseconds.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let nanoseconds = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    Some(Duration::new(whole.parse().ok()?, nanoseconds))
}

/// The minutes of a zone east of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.chars().next()? {
        'Z' | 'z' => return Some(0),
        '+' => 1,
        _ => -1,
    };
    let digits = zone.get(1..)?.replace(':', "");
    let number: i64 = digits.parse().ok().filter(|number| (0..=2359).contains(number))?;
    let minutes = number.checked_div(100)?.checked_mul(60)?.checked_add(number.checked_rem(100)?)?;
    minutes.checked_mul(sign)
}

/// The days from 1970 to a date.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leaps = |year: i64| {
        let by = |divisor: i64| year.checked_div(divisor);
        by(4)?.checked_sub(by(100)?)?.checked_add(by(400)?)
    };
    // Before March, the leap day of the year has not happened.
    let counted = if month > 2 { year } else { year.checked_sub(1)? };
    let leap_days = leaps(counted)?.checked_sub(leaps(1969)?)?;
    let before = BEFORE.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    year.checked_sub(1970)?
        .checked_mul(365)?
        .checked_add(leap_days)?
        .checked_add(*before)?
        .checked_add(day.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_count_from_1970() {
        let seconds = |text| time(text).map(|time| time.as_secs_f64());
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(seconds("2000-02-29T12:00:00.5+01:00"), Some(951_822_000.5));
        assert_eq!(seconds("2024-03-01T00:00:00-0130"), Some(1_709_256_600.0));
        assert_eq!(time("1970-01-01T00:00:01.0000000019Z"), Some(Duration::from_nanos(1_000_000_001)));
        let bad = ["1970-01-01T00:00:00.5xZ", "1970-01-01T00:00:61Z", "1970-01-01T00:00:.5Z"];
        assert!(bad.iter().all(|text| time(text).is_none()));
        for bad in ["", "2000", "2000-13-01T00:00:00Z", "2000-01-01T25:00:00Z", "9999999-01-01T00:00:00Z"] {
            assert_eq!(seconds(bad), None, "{bad}");
        }
    }
}

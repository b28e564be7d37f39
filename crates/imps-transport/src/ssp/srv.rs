//! The address of another server in the DNS. RFC 2782.

use crate::http::{InvalidSapUrl, SapUrl};
use oma_imps::ssp::handshake::Domain;

/// A record of type SRV.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Srv {
    /// The lowest comes first.
    pub priority: u16,
    /// The share of the connections among records of one priority.
    pub weight: u16,
    /// The port. There is no well-known one.
    pub port: u16,
    /// The name of the host; `.` if the domain has no such service.
    pub target: String,
}

/// Returns the name under which a domain has its [records](Srv).
///
/// ```
/// use imps_transport::ssp::srv_name;
/// let peer = "wv:@beta.example".parse()?;
/// assert_eq!(srv_name(&peer), "_imps-server._tcp.beta.example");
/// # Ok::<_, oma_imps::ssp::handshake::HandshakeError>(())
/// ```
pub fn srv_name(peer: &Domain) -> String {
    format!("_imps-server._tcp.{peer}")
}

/// Returns the records in the order in which to try them: by priority, and in chance order by
/// weight among records of one priority.
///
/// `random` gets a bound and returns a number from 0 up to and including it. Records with the target
/// `.` are left out, and so is anything after the first 64 records.
///
/// ```
/// use imps_transport::ssp::{Srv, order};
/// let record = |priority, weight, host: &str| Srv { priority, weight, port: 80, target: host.into() };
/// let records = [record(2, 0, "c"), record(1, 1, "a"), record(1, 3, "b")];
/// let hosts = |random: u32| -> Vec<String> {
///     order(records.to_vec(), |bound| random.min(bound)).into_iter().map(|it| it.target).collect()
/// };
/// assert_eq!(hosts(1), ["a", "b", "c"]);
/// assert_eq!(hosts(2), ["b", "a", "c"]);
/// ```
pub fn order(records: Vec<Srv>, mut random: impl FnMut(u32) -> u32) -> Vec<Srv> {
    let mut open: Vec<Srv> = records.into_iter().filter(|record| record.target != ".").take(MOST).collect();
    // Records of weight 0 come first, so that they have a chance.
    open.sort_by_key(|record| (record.priority, record.weight > 0));
    let mut ordered = Vec::with_capacity(open.len());
    while let Some(priority) = open.first().map(|record| record.priority) {
        let equals = || open.iter().take_while(|record| record.priority == priority);
        let total = equals().map(|record| u32::from(record.weight)).fold(0, u32::saturating_add);
        let chosen = random(total);
        let mut sum = 0_u32;
        let at = equals().position(|record| {
            sum = sum.saturating_add(record.weight.into());
            sum >= chosen
        });
        ordered.push(open.remove(at.unwrap_or_default()));
    }
    ordered
}

/// The maximum number of records.
const MOST: usize = 64;

/// Returns the addresses of a record in the order in which to try them: https, then http.
///
/// Leave out the second one ([`SapUrl::is_protected`]) if secrets must not travel in the clear.
///
/// # Errors
/// [`InvalidSapUrl`] if the target is not the name of a host.
pub fn urls(record: &Srv) -> Result<[SapUrl; 2], InvalidSapUrl> {
    let host = record.target.strip_suffix('.').unwrap_or(&record.target);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    if !host.bytes().all(is_name) {
        return Err(InvalidSapUrl::new(&record.target));
    }
    let url = |scheme| format!("{scheme}://{host}:{}", record.port).parse();
    Ok([url("https")?, url("http")?])
}

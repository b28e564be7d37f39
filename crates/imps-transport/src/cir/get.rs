//! CIR over HTTP (SHTTP): the client asks an address from time to time whether it should poll.

use http::header::{CONTENT_LENGTH, HOST};
use http::{HeaderValue, Request, Response, StatusCode, Uri};
use std::time::Duration;

/// The time between two requests of a client with a quiet data channel, as one client has it.
pub const INTERVAL: Duration = Duration::from_secs(10);

/// Makes the request for the address that the server gave: `CIRURL` in 1.2, `CIRHTTPAddress` in
/// 1.3.
///
/// ```
/// use imps_transport::cir::get;
///
/// let url = "http://imps.example:8080/cir/5/17".parse()?;
/// let request = get::request(&url)?;
/// assert_eq!(request.uri(), "/cir/5/17");
/// assert_eq!(request.headers()["host"], "imps.example:8080");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NoHost`] if the address has no host.
pub fn request(url: &Uri) -> Result<Request<()>, NoHost> {
    let host = url.authority().filter(|authority| !authority.host().is_empty()).ok_or(NoHost)?;
    // A user name is not part of the header.
    let host = host.as_str().rsplit('@').next().unwrap_or_default();
    let host = HeaderValue::from_str(host).map_err(|_| NoHost)?;
    let mut request = Request::new(());
    if let Some(path) = url.path_and_query() {
        *request.uri_mut() = Uri::from(path.clone());
    }
    request.headers_mut().insert(HOST, host);
    Ok(request)
}

/// The address of a CIR has no host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no host in the address of the cir")]
pub struct NoHost;

/// Makes the response of a server: 200 if something waits for the client, else 204. Both are
/// empty. The server must finish it before it closes the connection, because some clients stop for
/// good at an error.
///
/// ```
/// use imps_transport::cir::get;
///
/// assert!(get::wakes(get::response(true).status())?);
/// assert!(!get::wakes(get::response(false).status())?);
/// # Ok::<_, get::OtherStatus>(())
/// ```
pub fn response(wake: bool) -> Response<()> {
    let mut response = Response::new(());
    if wake {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    } else {
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    response
}

/// Returns whether a client that got this status should poll. The body does not matter.
///
/// # Errors
/// [`OtherStatus`] if the status is not 200 or 204: the client ignores it.
pub fn wakes(status: StatusCode) -> Result<bool, OtherStatus> {
    match status {
        StatusCode::OK => Ok(true),
        StatusCode::NO_CONTENT => Ok(false),
        other => Err(OtherStatus(other)),
    }
}

/// A status that the address of a CIR does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("status {0} of a cir: expected 200 or 204")]
pub struct OtherStatus(pub StatusCode);

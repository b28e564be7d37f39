//! The text with which the command begins: what to type into a phone.

use super::{Running, ServiceOptions};
use std::fmt::Write as _;
use std::net::SocketAddr;

/// The most users that are shown with their passwords.
const SHOWN: usize = 10;

/// Makes the text with which the command begins: addresses, users with their passwords, and
/// warnings.
pub fn welcome(options: &ServiceOptions, running: &Running) -> String {
    let mut text = String::new();
    let host = |address: SocketAddr| match &options.host {
        Some(host) => format!("{host}:{}", address.port()),
        None => address.to_string(),
    };
    let http = host(running.http());
    let mut row = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name:<22} {value}");
    };
    row("server (SAP) address", &format!("http://{http}/"));
    if let Some(address) = running.wap() {
        row("WAP without gateway", &format!("{} (UDP, connectionless)", host(address)));
    }
    if let Some(address) = running.cir_tcp() {
        row("wake-ups over TCP", &format!("{} (the phone learns it)", host(address)));
    }
    row("versions", "1.1, 1.2, 1.3, in binary XML, XML and the plain text of SMS");
    for account in options.accounts.iter().take(SHOWN) {
        let password = account.password.as_str();
        row("user, password", &format!("{}, {password}", account.user_id));
    }
    if let Some(more) = options.accounts.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        row("", &format!("and {more} more"));
    }
    if options.echo {
        row("echo", &format!("wv:echo@{} sends each message back", options.domain));
    }
    let addresses = [Some(running.http()), running.wap(), running.cir_tcp()];
    let addresses: Vec<_> = addresses.into_iter().flatten().collect();
    text.push_str(&warnings(&addresses, options.host.is_some()));
    text
}

/// Warns of addresses that others can reach.
fn warnings(addresses: &[SocketAddr], has_host: bool) -> String {
    let mut text = String::new();
    if addresses.iter().all(|address| address.ip().is_loopback()) {
        return text;
    }
    text.push_str(
        "\nWarning: others can reach this server. It has no TLS: passwords and messages are readable on\n\
         the way. Put a reverse proxy with TLS in front of HTTP (nginx, Caddy, stunnel) and let this\n\
         server listen on the loopback. Wake-ups and WAP have no TLS at all.\n",
    );
    if !has_host && addresses.iter().any(|address| address.ip().is_unspecified()) {
        text.push_str("Warning: phones cannot be woken at 0.0.0.0. Name this machine with --host.\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_others_reach_have_warnings() {
        let warned = |addresses: &[&str], has_host| {
            let addresses: Vec<SocketAddr> = addresses.iter().map(|it| it.parse().unwrap()).collect();
            warnings(&addresses, has_host)
        };
        assert_eq!(warned(&["127.0.0.1:8080", "[::1]:3171"], false), "");
        let text = warned(&["127.0.0.1:8080", "0.0.0.0:9200"], false);
        assert!(text.contains("TLS") && text.contains("--host"), "{text}");
        assert!(!warned(&["192.0.2.1:8080"], false).contains("--host"));
        assert!(!warned(&["0.0.0.0:8080"], true).contains("--host"));
    }
}

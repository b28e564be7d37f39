//! A server over HTTP that wakes its clients over TCP.
//!
//! Run with `cargo run -p imps-transport --example http_server -- 127.0.0.1:8080`, and it serves
//! until you stop it. Everybody may log in with the password `secret`. Without an address, a client
//! talks to it once in both syntaxes and all versions, and it ends.

#[path = "support/conversation.rs"]
mod conversation;
#[path = "support/net.rs"]
mod net;
#[path = "support/village.rs"]
mod village;

use net::Result;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let given = std::env::args().nth(1);
    let http = TcpListener::bind(given.as_deref().unwrap_or("127.0.0.1:0")).await?;
    let address = http.local_addr()?;
    let cir = TcpListener::bind((address.ip(), 0)).await?;
    println!("http on {address}, cir on {}", cir.local_addr()?);
    let url = format!("http://{address}/").parse()?;
    tokio::select! {
        ended = net::serve(http, cir) => ended,
        talked = conversation::converse_in_all_forms(&url), if given.is_none() => talked,
    }
}

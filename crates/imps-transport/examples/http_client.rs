//! A client over HTTP that the server wakes over TCP: it talks in both syntaxes and all versions.
//!
//! Run with `cargo run -p imps-transport --example http_client -- http://127.0.0.1:8080/` beside the
//! example `http_server`. Without a URL, it starts such a server itself, in a thread.

#[path = "support/conversation.rs"]
mod conversation;
#[path = "support/net.rs"]
mod net;
#[path = "support/village.rs"]
mod village;

use net::Result;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let url = match std::env::args().nth(1) {
        Some(url) => url,
        None => format!("http://{}/", start_server()?),
    };
    conversation::converse_in_all_forms(&url.parse()?).await
}

/// Starts a server that ends with this program.
fn start_server() -> Result<SocketAddr> {
    let (started, address) = mpsc::channel();
    thread::spawn(move || -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let any = "127.0.0.1:0";
            let (http, cir) = (TcpListener::bind(any).await?, TcpListener::bind(any).await?);
            started.send(http.local_addr()?)?;
            net::serve(http, cir).await
        })
    });
    Ok(address.recv()?)
}

//! The examples talk to each other over real sockets.

#[path = "../../examples/smallest_client.rs"]
mod smallest_client;
#[path = "../../examples/smallest_server.rs"]
mod smallest_server;

use std::net::TcpListener;
use std::thread;

#[test]
fn the_smallest_client_gets_its_message_from_the_smallest_server() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    // The thread ends with the test.
    thread::spawn(move || smallest_server::serve(&listener));
    assert_eq!(smallest_client::talk(&address, "Hello!").unwrap(), "Hello!");
}

#[test]
fn the_smallest_server_has_fewer_than_60_lines_of_code() {
    let code = include_str!("../../examples/smallest_server.rs");
    let lines = code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let count = lines.count();
    assert!(count < 60, "{count}");
}

//! Stories over real sockets.

mod android;
mod chat;
mod command;
mod faults;
mod hostile;
mod net;
mod peers;
mod phone;
mod recording;
mod state;
mod table;
mod use_cases;

use imps_lab::service::{Running, ServiceOptions, serve};
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::timeout;

/// A service on free ports, and its log.
pub(crate) struct Lab {
    pub(crate) running: Running,
    pub(crate) lines: Arc<Mutex<Vec<String>>>,
}

impl Lab {
    /// Starts a service with the users ann, bob and cem. Their passwords are their names.
    pub(crate) async fn start() -> Self {
        Self::with(|options| options).await
    }

    pub(crate) async fn with(change: impl FnOnce(ServiceOptions) -> ServiceOptions) -> Self {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let log = lines.clone();
        let options = ServiceOptions::default()
            .with_accounts(["ann", "bob", "cem"].map(account))
            .on_free_ports()
            .with_log(move |line| log.lock().unwrap().push(line.to_owned()));
        let running = serve(change(options)).await.unwrap();
        Self { running, lines }
    }

    /// The lines of the log so far.
    pub(crate) fn log(&self) -> String {
        self.lines.lock().unwrap().join("\n")
    }
}

fn account(name: &str) -> imps_lab::Account {
    let password = name.to_owned().into();
    imps_lab::Account { password, ..imps_lab::Account::new(format!("wv:{name}@lab.example")) }
}

/// Waits for something that has to happen, on the slowest machine, too.
pub(crate) async fn within<F: Future>(future: F) -> F::Output {
    timeout(Duration::from_secs(30), future).await.expect("it has not happened in time")
}

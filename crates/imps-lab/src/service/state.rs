//! The file with the state, which a later server reads.

use super::shared::lock;
use crate::world::Saved;
use imps_csp::MessageId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Everything that outlives a server.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct State {
    pub(super) world: Saved,
    /// The identifiers of messages of guests: the own one, and the one of their server.
    pub(super) foreign_ids: BTreeMap<String, MessageId<'static>>,
}

/// The file, and its last content.
#[derive(Debug)]
pub(super) struct StateFile {
    path: PathBuf,
    written: Mutex<Vec<u8>>,
}

impl StateFile {
    /// Reads the file. A missing file is no state.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Option<State>)> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let is_there = !bytes.is_empty();
        let state = is_there.then(|| serde_json::from_slice(&bytes)).transpose()?;
        Ok((Self { path: path.to_owned(), written: Mutex::new(bytes) }, state))
    }

    /// Replaces the file in one step, if the state has changed. A reader finds a whole state.
    pub(super) fn write(&self, state: impl FnOnce() -> State) -> io::Result<()> {
        // The later of two writers has the later state.
        let mut written = lock(&self.written);
        let bytes = serde_json::to_vec_pretty(&state())?;
        if bytes == *written {
            return Ok(());
        }
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let temporary = self.path.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        // It has passwords.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&temporary)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, &self.path)?;
        *written = bytes;
        Ok(())
    }
}

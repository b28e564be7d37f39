//! The sources and targets of documents.

use oma_imps::Syntax;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf, is_separator};
use tempfile::NamedTempFile;

/// The largest input, in bytes. Documents have a few thousand.
const MAX_SIZE: u64 = 256 << 20;

/// The reason why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("is a folder; name the files in it")]
    Folder,
    #[error("is larger than {} MiB; documents of this protocol are much smaller", .0 >> 20)]
    TooLarge(u64),
    #[error("cannot be read: {0}")]
    Read(io::Error),
    #[error("cannot write {0}: {1}")]
    Write(String, io::Error),
    #[error("cannot write {}: it is an input, or another output", .0.display())]
    Taken(PathBuf),
    #[error("has no message {0}: the last one is {1}")]
    NoMessage(u64, u64),
}

impl Problem {
    /// Whether the reader of the output has closed it. This needs no error text, but the output is
    /// not complete, so the exit code reports it.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Write(_, error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// A document to read.
#[derive(Debug)]
pub(crate) struct Input {
    /// `None` is standard input.
    path: Option<PathBuf>,
    /// Input that was read ahead and cannot be read again.
    kept: Option<Result<Vec<u8>, Problem>>,
    /// The name of each line, if several inputs were joined to this one.
    lines: Vec<String>,
    /// The files after the first.
    others: Vec<PathBuf>,
}

impl Input {
    fn stdin() -> Self {
        Self { path: None, kept: None, lines: Vec::new(), others: Vec::new() }
    }

    /// The inputs that the user names; standard input if there are none.
    pub(crate) fn all(names: &[OsString]) -> Vec<Self> {
        match names {
            [] => vec![Self::stdin()],
            names => names.iter().map(|name| Self::named(name)).collect(),
        }
    }

    /// `-` is standard input.
    fn named(name: &OsStr) -> Self {
        Self { path: (name != "-").then(|| name.into()), ..Self::stdin() }
    }

    /// The path; `None` for standard input.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The files that are read.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.path.iter().chain(&self.others).map(PathBuf::as_path)
    }

    /// The name of a line of the document: its number, and its file if there are several.
    pub(crate) fn line(&self, number: usize) -> String {
        let name = number.checked_sub(1).and_then(|index| self.lines.get(index));
        name.cloned().unwrap_or_else(|| format!("line {number}"))
    }

    /// Joins several inputs that consist of lines to one.
    pub(crate) fn joined(inputs: Vec<(Self, Vec<u8>)>) -> Self {
        let mut joined = Self::stdin();
        let mut document = Vec::new();
        for (index, (input, bytes)) in inputs.into_iter().enumerate() {
            let lines = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
            let count = lines.split(|byte| *byte == b'\n').count();
            let name = input.to_string();
            let line = |number| if count == 1 { name.clone() } else { format!("{name}: line {number}") };
            joined.lines.extend((1..=count).map(line));
            document.extend_from_slice(lines);
            document.push(b'\n');
            match input.path {
                path if index == 0 => joined.path = path,
                path => joined.others.extend(path),
            }
        }
        joined.kept = Some(Ok(document));
        joined
    }

    /// Reads everything.
    pub(crate) fn read(&mut self) -> Result<Vec<u8>, Problem> {
        self.read_up_to(MAX_SIZE)
    }

    /// Reads everything, if it has at most this number of bytes.
    pub(crate) fn read_up_to(&mut self, most: u64) -> Result<Vec<u8>, Problem> {
        match (self.kept.take(), &self.path) {
            (Some(kept), _) => kept,
            (None, None) => read_all(io::stdin().lock(), most),
            (None, Some(path)) => read_file(path, most),
        }
    }

    /// Looks at the document before it is read; `None` if it cannot be read.
    pub(crate) fn peek<T>(&mut self, look: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let document = self.read();
        let seen = document.as_ref().ok().and_then(|document| look(document));
        let again = self.lines.is_empty() && self.path.as_ref().is_some_and(|path| path.is_file());
        self.kept = (!again).then_some(document);
        seen
    }

    /// The name of the output file without its extension.
    fn stem(&self) -> &OsStr {
        self.path.as_ref().and_then(|path| path.file_stem()).unwrap_or(OsStr::new("stdin"))
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => path.display().fmt(f)?,
            None => f.write_str("standard input")?,
        }
        match self.others.len() {
            0 => Ok(()),
            1 => f.write_str(" and 1 other"),
            others => write!(f, " and {others} others"),
        }
    }
}

/// The first bytes of a file; none if it cannot be read, which is reported later.
pub(crate) fn start_of(path: &Path) -> Vec<u8> {
    let mut start = Vec::new();
    // Pipes can be read only once.
    if path.is_file()
        && let Ok(file) = File::open(path)
    {
        let _ = file.take(4096).read_to_end(&mut start);
    }
    start
}

fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, Problem> {
    let file = File::open(path).map_err(Problem::Read)?;
    if file.metadata().map_err(Problem::Read)?.is_dir() {
        return Err(Problem::Folder);
    }
    read_all(file, most)
}

fn read_all(from: impl Read, most: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).map_err(Problem::Read)?;
    if bytes.len() as u64 > most { Err(Problem::TooLarge(most)) } else { Ok(bytes) }
}

/// The target of all documents.
#[derive(Debug)]
pub(crate) enum Output {
    Stdout,
    File(PathBuf),
    /// Each document to a file of its own in this folder.
    Folder(PathBuf),
}

impl Output {
    /// A folder if it exists or the name ends in a slash; `-` and no name are standard output.
    pub(crate) fn named(name: Option<&OsStr>) -> Self {
        match name {
            None => Self::Stdout,
            Some(name) if name == "-" => Self::Stdout,
            Some(name) if name.to_string_lossy().ends_with(is_separator) || Path::new(name).is_dir() => {
                Self::Folder(name.into())
            }
            Some(name) => Self::File(name.into()),
        }
    }

    /// Creates the folder if it does not exist.
    pub(crate) fn prepare(&self) -> Result<(), Problem> {
        match self {
            Self::Folder(path) => {
                fs::create_dir_all(path).map_err(|error| Problem::Write("the folder".into(), error))
            }
            Self::Stdout | Self::File(_) => Ok(()),
        }
    }

    /// The target of the document that is made from an input.
    pub(crate) fn target(&self, input: &Input, syntax: Syntax) -> Target {
        self.target_with(input, "", syntax)
    }

    /// The target of one of several documents of an input: `stream-07.xml` in a folder.
    pub(crate) fn numbered(&self, input: &Input, number: usize, digits: usize, syntax: Syntax) -> Target {
        self.target_with(input, &format!("-{number:0digits$}"), syntax)
    }

    fn target_with(&self, input: &Input, suffix: &str, syntax: Syntax) -> Target {
        match self {
            Self::Stdout => Target::Stdout,
            Self::File(path) => Target::File(path.clone()),
            Self::Folder(path) => {
                let mut name = input.stem().to_owned();
                name.push(suffix);
                name.push(".");
                name.push(syntax.as_str());
                Target::File(path.join(name))
            }
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdout => f.write_str("standard output"),
            Self::File(path) | Self::Folder(path) => path.display().fmt(f),
        }
    }
}

/// The target of one document.
#[derive(Debug)]
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
}

impl Target {
    /// Writes the whole document, or nothing.
    pub(crate) fn write(&self, document: &[u8]) -> Result<(), Problem> {
        match self {
            Self::Stdout => {
                let written = write_whole(io::stdout().lock(), document);
                written.map_err(|error| Problem::Write("to standard output".into(), error))
            }
            Self::File(path) => {
                replace(path, document).map_err(|error| Problem::Write(path.display().to_string(), error))
            }
        }
    }
}

/// Writes and flushes everything.
fn write_whole(mut out: impl Write, document: &[u8]) -> io::Result<()> {
    out.write_all(document)?;
    out.flush()
}

/// Writes a file beside the old one, and replaces the old one when the new one is complete.
fn replace(path: &Path, document: &[u8]) -> io::Result<()> {
    // A symbolic link stays one: what it points to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&path).ok();
    match &old {
        // Devices and pipes are written to, not replaced.
        Some(old) if !old.is_file() => return fs::write(path, document),
        Some(old) if old.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        _ => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = beside(folder, old.as_ref())?;
    file.write_all(document)?;
    file.persist(path)?;
    Ok(())
}

/// A temporary file, which is deleted unless it is renamed. It has the permissions of the old file,
/// or else of any new file.
fn beside(folder: &Path, old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".imps-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The error would name the temporary file, which says nothing to anybody.
    let file = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broken::Broken;

    #[test]
    fn output_that_breaks_at_any_byte_is_an_error() {
        let document = b"<WV-CSP-Message/>";
        for room in 0..document.len() {
            let mut out = Broken::at(room);
            write_whole(&mut out, document).unwrap_err();
            assert_eq!(out.written, document[..room]);
        }
        write_whole(Broken::at(document.len()), document).unwrap();
    }
}

//! Typed messages: a message that was read is written and read again unchanged.

use crate::error::{check, check_unwritable, length};
use imps_core::{Document, Root, UnknownContent};
use imps_csp::CspDocument;
use oma_imps::{Input, OwnedRoot, ReadOptions, Syntax};
use std::fmt::Debug;

pub(crate) fn csp_wbxml(data: &[u8]) -> bool {
    read_all::<Document<'static>>(data, Syntax::Wbxml, stable);
    read_all::<CspDocument<'static>>(data, Syntax::Wbxml, stable)
}

pub(crate) fn csp_xml(data: &[u8]) -> bool {
    read_all::<Document<'static>>(data, Syntax::Xml, same);
    read_all::<CspDocument<'static>>(data, Syntax::Xml, typed)
}

pub(crate) fn ssp_xml(data: &[u8]) -> bool {
    read_all::<imps_ssp::Message<'static>>(data, Syntax::Xml, typed)
}

/// Reads in every way, and compares the results.
fn read_all<T: OwnedRoot + Root<'static> + PartialEq + Debug>(
    data: &[u8],
    syntax: Syntax,
    check_read: fn(&T, Syntax),
) -> bool {
    let input = match Input::in_syntax(data, syntax) {
        Ok(input) => input,
        Err(error) => {
            check(&error, data.len());
            return false;
        }
    };
    let length = length(data, syntax);
    let read = |options: &ReadOptions| {
        input.read_owned_with::<T>(options).map_err(|error| check(&error, length)).ok()
    };
    let lenient = ReadOptions::default();
    let kept = read(&lenient);
    let strict = read(&lenient.with_strict(true));
    let refused = read(&lenient.with_unknown(UnknownContent::Refuse));
    let skipped = read(&lenient.with_unknown(UnknownContent::Skip));
    // A stricter reader reads nothing else.
    for choosier in [strict, refused] {
        assert!(choosier.is_none() || choosier == kept, "{choosier:?}\n{kept:?}");
    }
    for message in kept.iter().chain(&skipped) {
        check_read(message, syntax);
    }
    kept.is_some()
}

/// In binary XML a number or word in content without a type, or in an odd namespace, may be read as
/// text and written as a number or word. The bytes are the same from the second time on.
fn stable<T: OwnedRoot + Root<'static> + Debug>(message: &T, syntax: Syntax) {
    if let Some((_, read)) = written_and_read(message, syntax) {
        settled(&read, syntax);
    }
}

/// A typed message is the same in its syntax, and in the JSON view.
fn typed<T: OwnedRoot + Root<'static> + PartialEq + Debug>(message: &T, syntax: Syntax) {
    same(message, syntax);
    same(message, Syntax::Json);
}

/// Reading a written document gives the same document.
pub(crate) fn same<T: OwnedRoot + Root<'static> + PartialEq + Debug>(message: &T, syntax: Syntax) {
    if let Some(read) = settled(message, syntax) {
        assert_eq!(read, *message);
    }
}

/// Writes a message, reads it, and writes it again to the same bytes. Returns `None` if the syntax
/// or the version cannot express it.
fn settled<T: OwnedRoot + Root<'static> + Debug>(message: &T, syntax: Syntax) -> Option<T> {
    let (written, read) = written_and_read(message, syntax)?;
    let again = syntax.to_vec(&read).expect("written before");
    assert_eq!(again.escape_ascii().to_string(), written.escape_ascii().to_string());
    Some(read)
}

fn written_and_read<T: OwnedRoot + Root<'static> + Debug>(
    message: &T,
    syntax: Syntax,
) -> Option<(Vec<u8>, T)> {
    let written = syntax.to_vec(message).map_err(|error| check_unwritable(&error)).ok()?;
    let input = Input::in_syntax(&written, syntax).expect("just written");
    let options = ReadOptions::default();
    let read = match input.read_owned_with::<T>(&options) {
        Ok(read) if read.version() == message.version() => Ok(read),
        // A root in binary XML may declare two namespaces of ours, of which the first is left out as usual.
        Ok(_) if message.root() == T::VOCABULARY.namespaces()[0].declared_on => return None,
        Ok(read) => panic!("{} became {}: {}", message.version(), read.version(), written.escape_ascii()),
        // XML cannot state the language of a root of a vendor.
        Err(_) => input.read_owned_with(&options.with_version(message.version())),
    };
    let read = read.unwrap_or_else(|error| panic!("{error}: {message:?}\n{}", written.escape_ascii()));
    Some((written, read))
}

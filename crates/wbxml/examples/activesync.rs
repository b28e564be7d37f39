//! A message of another language, declared as a plain struct: the `Sync` request of `ActiveSync`.
//! Errors name the element.
//!
//! Run with `cargo run -p wbxml --example activesync`.

use std::borrow::Cow;
use wbxml::table::{CodeSpace, Codes, TagRow};
use wbxml::{Error, Reader, TagToken, WriteHeader, WriteOptions, Writer};

/// Makes a constant for `match`, and a row with the name, from each line.
macro_rules! elements {
    ($($element:ident = $page:literal $token:literal $name:literal;)*) => {
        $(const $element: usize = TagToken::index_of($page, $token);)*
        /// The rows of the token list that a request needs.
        pub const ROWS: &[TagRow<'static>] = &[$(TagRow { page: $page, token: $token, name: $name }),*];
    };
}

elements! {
    SYNC = 0 0x05 "Sync";
    SYNC_KEY = 0 0x0B "SyncKey";
    COLLECTION = 0 0x0F "Collection";
    COLLECTION_ID = 0 0x12 "CollectionId";
    WINDOW_SIZE = 0 0x15 "WindowSize";
    COLLECTIONS = 0 0x1C "Collections";
}

/// A folder to synchronise.
#[derive(Debug, Default, PartialEq)]
pub struct Collection<'a> {
    /// The state that the client has; `0` at first.
    pub sync_key: Cow<'a, str>,
    /// The folder.
    pub id: Cow<'a, str>,
    /// The number of changes that the client wants at most.
    pub window_size: Option<u32>,
}

/// Reads a request.
///
/// # Errors
/// The faults of the document, and `Custom` for another request, for a missing `SyncKey` and for a
/// window size that is not a number.
pub fn read(document: &[u8]) -> Result<Vec<Collection<'_>>, Error> {
    let mut reader = Reader::new(document)?;
    let names = Codes::new(CodeSpace { tags: ROWS.into(), ..CodeSpace::EMPTY });
    read_sync(&mut reader).map_err(|error| reader.locate(error, &names))
}

fn read_sync<'a>(reader: &mut Reader<'a>) -> Result<Vec<Collection<'a>>, Error> {
    let mut collections = Vec::new();
    for element in [SYNC, COLLECTIONS] {
        if reader.child()?.map(TagToken::index) != Some(element) {
            return Err(reader.custom_error("not a request to synchronise collections"));
        }
    }
    while let Some(tag) = reader.child()? {
        match tag.index() {
            COLLECTION => collections.push(read_collection(reader)?),
            _ => reader.skip()?,
        }
    }
    reader.skip()?; // the rest of Sync
    reader.finish().map(|()| collections)
}

fn read_collection<'a>(reader: &mut Reader<'a>) -> Result<Collection<'a>, Error> {
    let (start, mut collection) = (reader.element_offset(), Collection::default());
    while let Some(tag) = reader.child()? {
        match tag.index() {
            SYNC_KEY => collection.sync_key = reader.text()?,
            COLLECTION_ID => collection.id = reader.text()?,
            WINDOW_SIZE => {
                let size = reader.text()?.parse().map_err(|error| reader.custom_error(error))?;
                collection.window_size = Some(size);
            }
            _ => reader.skip()?,
        }
    }
    if collection.sync_key.is_empty() {
        return Err(Error::custom("missing SyncKey", start));
    }
    Ok(collection)
}

/// Writes a request.
///
/// # Errors
/// The writer would report a mistake of this function. There is none for any request.
pub fn write(collections: &[Collection<'_>]) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(&WriteHeader::numbered(1), WriteOptions::default());
    element(&mut writer, SYNC, |writer| {
        element(writer, COLLECTIONS, |writer| {
            for collection in collections {
                element(writer, COLLECTION, |writer| {
                    element(writer, SYNC_KEY, |writer| writer.text(&collection.sync_key));
                    element(writer, COLLECTION_ID, |writer| writer.text(&collection.id));
                    if let Some(size) = collection.window_size {
                        element(writer, WINDOW_SIZE, |writer| writer.text(&size.to_string()));
                    }
                });
            }
        });
    });
    writer.finish()
}

fn element(writer: &mut Writer, element: usize, content: impl FnOnce(&mut Writer)) {
    let (page, token) = TagToken::code_of(element).expect("one of the constants");
    writer.start(page, token);
    content(writer);
    writer.end();
}

fn main() -> Result<(), Error> {
    let contacts = Collection { sync_key: "1".into(), id: "2".into(), window_size: Some(25) };
    let document = write(&[contacts])?;
    println!("{document:02X?}\n{:#?}", read(&document)?);

    // A collection without a SyncKey.
    let broken = b"\x03\x01\x6A\x00\x45\x5C\x4F\x52\x032\0\x01\x01\x01\x01";
    println!("{}", read(broken).unwrap_err());
    Ok(())
}

//! A small document type of its own, as mail synchronisation has them: code pages, opaque data,
//! names from a table file.
//!
//! Run with `cargo run -p wbxml --example notes`.

use wbxml::{Error, Item, Reader, WriteHeader, WriteOptions, Writer, table::Codes};

/// In a program of its own this would be a file, read with `std::fs::read_to_string`.
const TABLE: &str = "\
# AirSync
tag\t0\t05\tSync
tag\t0\t0F\tCollection
tag\t0\t12\tCollectionId
tag\t0\t1D\tApplicationData
# Email
tag\t2\t0F\tDateReceived
tag\t2\t14\tSubject
# AirSyncBase
tag\t17\t0A\tBody
tag\t17\t0B\tData
";

fn main() -> Result<(), Error> {
    let codes = Codes::parse(TABLE)?;
    let document = write(&codes)?;
    println!("{} bytes: {document:02X?}\n", document.len());
    print!("{}", to_xml(&codes, &document)?);
    Ok(())
}

/// Writes a document by element names.
fn write(codes: &Codes<'_>) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(&WriteHeader::numbered(1), WriteOptions::default());
    let start = |writer: &mut Writer, name: &str| match codes.tag_named(name, 0) {
        Some(tag) => writer.start(tag.page, tag.token),
        None => writer.start_literal(name),
    };
    for name in ["Sync", "Collection", "ApplicationData", "Body"] {
        start(&mut writer, name);
    }
    start(&mut writer, "Data");
    writer.opaque(b"Shall we meet at noon?");
    writer.end();
    writer.end();
    for (name, text) in
        [("Subject", "Lunch & more"), ("DateReceived", "2007-05-01T09:00:00Z"), ("Colour", "blue")]
    {
        start(&mut writer, name);
        writer.text(text);
        writer.end();
    }
    for _ in 0..3 {
        writer.end();
    }
    writer.finish()
}

/// Shows a document as XML, whatever its elements are.
fn to_xml(codes: &Codes<'_>, document: &[u8]) -> Result<String, Error> {
    let mut reader = Reader::new(document)?;
    let mut open: Vec<String> = Vec::new();
    let mut xml = String::new();
    loop {
        match reader.item()? {
            Item::Element(tag) => {
                let name = match (tag.literal(), codes.tag(tag.page(), tag.token())) {
                    (Some(offset), _) => reader.literal(offset)?.into_owned(),
                    (None, Some(row)) => row.name.to_owned(),
                    (None, None) => format!("unknown-{:02X}-{:02X}", tag.page(), tag.token()),
                };
                xml.extend(["\n", &"  ".repeat(open.len()), "<", &name, ">"]);
                open.push(name);
            }
            Item::Text(text) => xml += &text.replace('&', "&amp;").replace('<', "&lt;"),
            Item::Opaque(bytes) => xml += &String::from_utf8_lossy(bytes),
            Item::Extension(extension) => xml.extend(["<!-- ", &format!("{extension:?}"), " -->"]),
            Item::End => xml.extend(["</", &open.pop().unwrap_or_default(), ">"]),
            Item::EndOfDocument => {
                reader.finish()?;
                return Ok(xml.trim_start().to_owned() + "\n");
            }
        }
    }
}

//! Tokens and documents lose nothing.

use wbxml::{Charset, Document, Tokens, terminator_width};

pub(crate) fn run(data: &[u8]) -> bool {
    // Strings end as the header says, or as the transport says.
    let charsets = [Charset::UNKNOWN, Charset::UTF_8, Charset::UTF_16BE];
    let parsed = charsets.map(|charset| {
        let Ok(document) = Document::with_transport_charset(data, charset) else { return false };
        assert_eq!(document.to_vec(), data);
        pieces(data, charset, &document);
        true
    });
    parsed.contains(&true)
}

/// Each token is written as exactly the bytes between its start and the start of the next one.
fn pieces(data: &[u8], charset: Charset, document: &Document<'_>) {
    let (header, mut tokens) =
        Tokens::with_transport_charset(data, charset).expect("the document was taken apart");
    let width = terminator_width(header.charset_over(charset));
    let mut out = Vec::new();
    header.write(&mut out);
    for expected in &document.tokens {
        assert_eq!(out.len(), tokens.offset());
        let token = tokens.next().expect("as many tokens").expect("as whole as before");
        assert_eq!(token, *expected);
        token.write(width, &mut out);
    }
    assert!(tokens.next().is_none() && out == data);
}

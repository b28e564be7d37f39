//! Measures JSON before anything of it is stored.
//!
//! Bytes of JSON do not distinguish elements from their descriptions. This pass refuses documents
//! that are larger than any document within the limits. The tree that is built afterwards is
//! checked against the limits themselves.

use imps_core::{Error, ErrorKind, LimitKind, Limits};

/// The maximum number of values of an element together with the text before it and at its end.
const VALUES: usize = 24;

/// The maximum length of a name, whatever the limit of texts.
const NAME: usize = 256;

/// Base64 is longer than the bytes that it represents, but not twice as long.
const BASE64: usize = 2;

/// The maximum depth of elements in JSON. Its reader needs more stack than the other readers.
const ELEMENTS: u32 = 120;

/// The maximum depth of arrays and maps: an element is a map in an array, and a few more surround
/// the first.
const DEPTH: usize = 256;

/// The kind of an array or a map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Map,
    List,
    /// The list of the attributes of an element.
    Attributes,
    /// One attribute of an element.
    Attribute,
}

struct Gauge<'l> {
    limits: &'l Limits,
    values: usize,
    attributes: usize,
    depth: usize,
    /// The open arrays and maps, with the number of commas in each.
    open: [(Kind, usize); DEPTH],
}

/// Refuses a document that is over the limits. Accepts any bytes: malformed JSON is reported later.
pub(super) fn check(document: &[u8], limits: &Limits) -> Result<(), Error> {
    limits
        .check(LimitKind::DocumentBytes, document.len())
        .map_err(|error| error.at(limits.document_bytes))?;
    let mut gauge = Gauge { limits, values: 0, attributes: 0, depth: 0, open: [(Kind::Map, 0); DEPTH] };
    let longest = limits.text_bytes.max(NAME).saturating_mul(BASE64);
    let (mut rest, mut key) = (document, &[][..]);
    while let Some((byte, behind)) = rest.split_first() {
        let offset = document.len().saturating_sub(rest.len());
        rest = behind;
        let within = match byte {
            b'"' => {
                let (length, end) = string(behind);
                rest = behind.get(end..).unwrap_or_default();
                let is_key = rest.trim_ascii_start().first() == Some(&b':');
                key = if is_key { behind.get(..end.saturating_sub(1)).unwrap_or_default() } else { &[] };
                match key {
                    [b'@', ..] => gauge.attribute(),
                    _ if length > longest => Err(limits.over(LimitKind::TextBytes)),
                    _ => Ok(()),
                }
            }
            b'[' | b'{' if gauge.depth < DEPTH => gauge.enter(*byte == b'[', key),
            b'[' | b'{' => Err(Error::new(ErrorKind::TooDeep { limit: limits.depth().min(ELEMENTS) })),
            b']' | b'}' => {
                gauge.depth = gauge.depth.saturating_sub(1);
                Ok(())
            }
            b',' => gauge.comma(),
            _ => Ok(()),
        };
        within.map_err(|error| error.at(offset))?;
    }
    Ok(())
}

/// Returns the minimum number of bytes that a string represents, and the number of its bytes in
/// JSON including the closing quote.
fn string(rest: &[u8]) -> (usize, usize) {
    let (mut length, mut end) = (0_usize, 0_usize);
    loop {
        let bytes = match rest.get(end..) {
            None | Some([]) => return (length, rest.len()),
            Some([b'"', ..]) => return (length, end.saturating_add(1)),
            Some([b'\\', b'u', ..]) => 6,
            Some([b'\\', ..]) => 2,
            Some(_) => 1,
        };
        (length, end) = (length.saturating_add(1), end.saturating_add(bytes));
    }
}

impl Gauge<'_> {
    /// Returns the array or map that contains the next value.
    fn around(&mut self) -> Option<&mut (Kind, usize)> {
        self.open.get_mut(self.depth.checked_sub(1)?)
    }

    fn enter(&mut self, is_list: bool, key: &[u8]) -> Result<(), Error> {
        let kind = match self.around().map(|(kind, _)| *kind) {
            Some(Kind::Attributes | Kind::Attribute) => Kind::Attribute,
            _ if is_list && key == b"attributes" => Kind::Attributes,
            _ if is_list => Kind::List,
            _ => Kind::Map,
        };
        let is_first_of_attribute = self.around().is_some_and(|(around, _)| *around == Kind::Attributes);
        self.depth = self.depth.saturating_add(1);
        if let Some(level) = self.around() {
            *level = (kind, 0);
        }
        match kind {
            Kind::Map | Kind::List | Kind::Attributes => self.value(),
            Kind::Attribute if is_first_of_attribute => self.attribute(),
            Kind::Attribute => Ok(()),
        }
    }

    fn comma(&mut self) -> Result<(), Error> {
        let most = self.limits.list_items;
        let Some((kind, commas)) = self.around() else { return self.value() };
        *commas = commas.saturating_add(1);
        match kind {
            Kind::List if *commas >= most => Err(self.limits.over(LimitKind::ListItems)),
            Kind::List | Kind::Map => self.value(),
            Kind::Attributes | Kind::Attribute => Ok(()),
        }
    }

    fn value(&mut self) -> Result<(), Error> {
        self.values = self.values.saturating_add(1);
        let elements = self.limits.elements.saturating_add(1).saturating_mul(VALUES);
        if self.values <= elements.saturating_add(self.attributes) {
            return Ok(());
        }
        Err(self.limits.over(LimitKind::Elements))
    }

    fn attribute(&mut self) -> Result<(), Error> {
        self.attributes = self.attributes.saturating_add(1);
        self.limits.check(LimitKind::Attributes, self.attributes)
    }
}

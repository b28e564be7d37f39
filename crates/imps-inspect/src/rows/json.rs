//! Rows as JSON.

use super::row::Row;
use crate::text::hexadecimal;
use serde::{Serialize, Serializer};

/// The field names are stable.
#[derive(Serialize)]
struct Object<'r> {
    offset: usize,
    length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    kind: &'static str,
    depth: usize,
    token: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
    path: &'r str,
    meaning: &'r str,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = Object {
            offset: self.offset,
            length: self.length(),
            bytes: self.position.is_none().then(|| hexadecimal(&self.bytes, "")),
            line: self.position.map(|(line, _)| line),
            column: self.position.map(|(_, column)| column),
            kind: self.kind.as_str(),
            depth: self.depth,
            token: &self.token,
            code: self.code.as_deref(),
            path: &self.path,
            meaning: &self.meaning,
        };
        object.serialize(serializer)
    }
}

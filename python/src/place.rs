//! The place of a fault in the JSON of a dictionary, as a path of entries.

use std::fmt::Write as _;

/// A level of JSON: the entry of a map, or the item of a list.
enum Level {
    Map(String),
    List(usize),
}

/// Returns the path to an offset in well-formed JSON without blanks: names, with the index of the
/// item behind the name of a list.
pub(crate) fn path_at(json: &[u8], offset: usize) -> String {
    let mut levels: Vec<Level> = Vec::new();
    let mut rest = json.iter().copied().enumerate();
    let mut is_key = false;
    while let Some((at, byte)) = rest.next() {
        // The reader has consumed the end of a level that lacks something.
        if at > offset || at == offset && !matches!(byte, b'}' | b']') {
            break;
        }
        match byte {
            b'{' => {
                levels.push(Level::Map(String::new()));
                is_key = true;
            }
            b'[' => {
                levels.push(Level::List(0));
                is_key = false;
            }
            b'}' | b']' => {
                levels.pop();
                is_key = false;
            }
            b',' => match levels.last_mut() {
                Some(Level::List(index)) => *index = index.saturating_add(1),
                Some(Level::Map(_)) => is_key = true,
                None => {}
            },
            b':' => is_key = false,
            b'"' => {
                let mut text = Vec::new();
                while let Some((_, byte)) = rest.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => text.extend(rest.next().map(|(_, byte)| byte)),
                        _ => text.push(byte),
                    }
                }
                if let Some(Level::Map(name)) = levels.last_mut().filter(|_| is_key) {
                    *name = String::from_utf8_lossy(&text).chars().take(80).collect();
                }
            }
            _ => {}
        }
    }
    let mut path = String::new();
    for level in &levels {
        match level {
            Level::Map(name) if name.is_empty() => {}
            Level::Map(name) if path.is_empty() => path.push_str(name),
            Level::Map(name) => path.extend(["/", name]),
            Level::List(index) => {
                // Writing to a `String` cannot fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

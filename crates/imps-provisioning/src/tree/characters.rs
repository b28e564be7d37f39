//! The characters of XML. XML 1.0, 2.2 and 2.3.

use crate::ErrorKind;

/// Refuses the first character that XML does not allow.
pub(super) fn check(text: &str) -> Result<(), ErrorKind> {
    let is_wrong = |character: &char| matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().find(is_wrong).map_or(Ok(()), |found| Err(ErrorKind::InvalidCharacter(found)))
}

/// Refuses a name that XML does not allow.
pub(super) fn check_name(name: &str) -> Result<(), ErrorKind> {
    let is_start = |character: char| character.is_alphabetic() || matches!(character, '_' | ':');
    let is_name = name.starts_with(is_start)
        && name.chars().all(|it| is_start(it) || it.is_numeric() || matches!(it, '-' | '.'));
    if is_name { Ok(()) } else { Err(ErrorKind::InvalidName(name.into())) }
}

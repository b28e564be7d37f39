//! The layout of made text.

/// The width of lines of items. `rustfmt` does not format them.
const WIDTH: usize = 107;

/// Puts items one after another into lines, each with a comma behind it.
pub(crate) fn lines(items: impl IntoIterator<Item = String>) -> String {
    const INDENT: &str = "   ";
    let mut out = String::new();
    let mut line = String::from(INDENT);
    for item in items {
        if line.len() > INDENT.len() && line.len() + item.len() + 2 > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = String::from(INDENT);
        }
        line.push(' ');
        line.push_str(&item);
        line.push(',');
    }
    if line.len() > INDENT.len() {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Returns the Rust name of an element.
pub(crate) fn ident(name: &str) -> String {
    name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_full_and_not_too_long() {
        let text = lines((0..100).map(|number| format!("\"{number}\"")));
        assert!(text.lines().all(|line| line.len() <= WIDTH && line.starts_with("    \"")));
        let full = text.lines().rev().skip(1);
        assert!(full.clone().count() > 3 && full.clone().all(|line| line.len() + 6 > WIDTH));
        assert_eq!(lines(["a".into(), "b".into()]), "    a, b,\n");
        assert_eq!(lines([]), "");
    }

    #[test]
    fn a_hyphen_is_no_part_of_a_rust_name() {
        assert_eq!(ident("WV-CSP-Message"), "WV_CSP_Message");
        assert_eq!(ident("Inf_link"), "Inf_link");
    }
}

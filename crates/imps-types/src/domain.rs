//! The normal form of a domain. Code that compares domains calls this module.

use alloc::string::String;

/// Returns the normal form of a domain: lower case, without the final dot.
pub fn normal(domain: &str) -> String {
    without_root(domain).to_ascii_lowercase()
}

/// Returns whether two texts name the same domain, without regard to case and a final dot. An empty
/// text names no domain.
pub fn is_same(one: &str, other: &str) -> bool {
    let one = without_root(one);
    !one.is_empty() && one.eq_ignore_ascii_case(without_root(other))
}

/// A name with the dot of the root is the same name.
fn without_root(domain: &str) -> &str {
    domain.strip_suffix('.').unwrap_or(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_the_dot_of_the_root_make_no_difference() {
        for text in ["alpha.example", "ALPHA.Example", "alpha.example.", "Alpha.example."] {
            assert_eq!(normal(text), "alpha.example");
            assert!(is_same(text, "alpha.example") && is_same("Alpha.Example.", text), "{text}");
        }
        for text in ["", ".", "alpha.example..", ".alpha.example", "alpha.exampl", "alpha.example "] {
            assert!(!is_same(text, "alpha.example") && !is_same("alpha.example", text), "{text}");
        }
    }

    #[test]
    fn nothing_is_no_domain() {
        for (one, other) in [("", ""), (".", ""), ("", "."), (".", ".")] {
            assert!(!is_same(one, other), "{one:?} {other:?}");
        }
    }
}

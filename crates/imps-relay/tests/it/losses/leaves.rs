//! The values of a message, and whether each is on the other side or lost.

use super::*;

/// All values with their places.
pub(crate) fn leaves(
    node: &Node<'_>,
    vocabulary: &'static Vocabulary,
    path: &str,
    found: &mut Vec<(String, String)>,
) {
    for attribute in &node.attributes {
        found.push((format!("{path}/@{}", attribute.name), attribute.value.to_string()));
    }
    let mut seen: Vec<&str> = Vec::new();
    for item in &node.content {
        match item {
            Item::Value(value) => found.push((path.into(), value.as_text().unwrap_or_default().into_owned())),
            Item::Element(child) => {
                let name = match &child.name {
                    Name::Known(tag) => vocabulary.name(*tag).unwrap(),
                    Name::Foreign(name) => name.as_str(),
                };
                let index = seen.iter().filter(|other| **other == name).count();
                seen.push(name);
                leaves(child, vocabulary, &format!("{path}/{name}[{index}]"), found);
            }
        }
    }
}

/// Returns the values of the other side, in any form.
pub(crate) fn values(trees: &[Node<'_>], vocabulary: &'static Vocabulary) -> Vec<String> {
    let mut found = Vec::new();
    for tree in trees {
        leaves(tree, vocabulary, "", &mut found);
    }
    let texts: Vec<String> = found.into_iter().map(|(_, value)| value).collect();
    let decoded = texts.iter().filter_map(|text| String::from_utf8(STANDARD.decode(text).ok()?).ok());
    let moments =
        texts.iter().filter_map(|text| Some(Time::from(text.parse::<DateTime>().ok()?).as_str().to_string()));
    let more: Vec<String> = decoded.chain(moments).collect();
    texts.into_iter().chain(more).collect()
}

pub(crate) fn is_there(value: &str, other_side: &[String]) -> bool {
    let bare = value.strip_prefix("wv:").unwrap_or(value);
    let word = match value {
        "T" => "Yes",
        "F" => "No",
        "Yes" => "T",
        "No" => "F",
        _ => bare,
    };
    let moment = value.parse::<DateTime>().ok().map(|time| Time::from(time).as_str().to_string());
    let decoded = STANDARD.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    other_side.iter().any(|other| {
        other.strip_prefix("wv:").unwrap_or(other) == bare
            || other == word
            || moment.as_ref() == Some(other)
            || decoded.as_ref() == Some(other)
    })
}

/// Implied values: the speaker, the success of an answer, the encoding of content.
pub(crate) fn is_implied(path: &str, value: &str) -> bool {
    path.ends_with("/@clientOriginated")
        || path.ends_with("/@encoding")
        || ((path == "Status/@code" || path.ends_with("/Status[0]/@code")) && ["200", "404"].contains(&value))
        || path.ends_with("Requestor[0]/@serviceID")
        // One primitive of clients corresponds to three of servers.
        || path.ends_with("/SubscribeType[0]")
}

/// Checks that every value is present or lost.
pub(crate) fn check(
    source: &Node<'_>,
    vocabulary: &'static Vocabulary,
    other_side: &[String],
    losses: &[Loss],
) -> Result<(), TestCaseError> {
    let mut found = Vec::new();
    leaves(source, vocabulary, vocabulary.name(source.name.tag()).unwrap(), &mut found);
    let plain = |path: &str| path.replace("[0]", "").replace("/text()", "");
    let lost: Vec<String> = losses.iter().map(|loss| plain(&loss.path)).collect();
    for (path, value) in &found {
        let place = plain(path);
        let is_lost = lost.iter().any(|lost| {
            place
                .strip_prefix(lost.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '[']))
        });
        prop_assert!(
            value.is_empty() || is_lost || is_there(value, other_side) || is_implied(path, value),
            "{} of {} is silently lost: {:?}\nlosses {:?}",
            value,
            path,
            other_side,
            lost
        );
    }
    // Reported losses must exist in the source.
    for lost in &lost {
        let root = lost.split('/').next().unwrap();
        prop_assert!(
            lost.contains('(') || root != source_name(source, vocabulary) || names(source, vocabulary, lost),
            "{} is not in {:?}",
            lost,
            found
        );
    }
    Ok(())
}

pub(crate) fn source_name(source: &Node<'_>, vocabulary: &'static Vocabulary) -> &'static str {
    vocabulary.name(source.name.tag()).unwrap()
}

/// Returns whether the place exists.
pub(crate) fn names(source: &Node<'_>, vocabulary: &'static Vocabulary, path: &str) -> bool {
    let mut node = source;
    for step in path.split('/').skip(1) {
        if let Some(attribute) = step.strip_prefix('@') {
            return node.attribute(attribute).is_some();
        }
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.trim_end_matches(']').parse().unwrap()),
            None => (step, 0),
        };
        match node.children().filter(|child| child.name.as_str(vocabulary) == name).nth(index) {
            Some(child) => node = child,
            None => return false,
        }
    }
    true
}

//! Search: one pair per list until 1.2, all pairs in one list in 1.3.

use crate::losses::{Reason, Walk};
use alloc::vec::Vec;
use imps_core::{Content as _, Extensions, Version};
use imps_csp::common::{SearchPair, SearchPairList, SearchPart, SearchRequest, SearchResponse};

/// Returns whether anything to search for remains.
pub(crate) fn search_request(walk: &mut Walk<'_>, request: &mut SearchRequest<'_>) -> bool {
    let SearchRequest {
        search_pair_list,
        advanced_criteria,
        search_limit: _,
        search_id: _,
        search_index: _,
        extensions: _,
    } = request;
    let had_criteria = !search_pair_list.is_empty() || advanced_criteria.is_some();
    let (mut pairs, mut kept) = (Vec::new(), Extensions::new());
    for (index, list) in core::mem::take(search_pair_list).into_iter().enumerate() {
        let SearchPairList { parts, extensions } = list;
        walk.inside(format_args!("SearchPairList[{index}]"), |walk| {
            criteria(walk, parts, &mut pairs);
            if index == 0 {
                kept = extensions;
            } else {
                walk.lose_extensions(&extensions);
            }
        });
    }
    *search_pair_list = SearchPairList::new(walk.to, pairs);
    if let Some(first) = search_pair_list.first_mut() {
        first.extensions = kept;
    }
    let has_advanced = advanced_criteria.is_some() && walk.since(Version::V1_3);
    !had_criteria || !search_pair_list.is_empty() || has_advanced
}

/// Takes the pairs out of a list. Drops pairs that the version cannot search for.
fn criteria<'a>(walk: &mut Walk<'_>, parts: Vec<SearchPart<'a>>, pairs: &mut Vec<SearchPair<'a>>) {
    let (mut elements, mut strings, mut numbers, mut wrapped) = (0_usize, 0_usize, 0_usize, 0_usize);
    // Whether the string and the number that follow belong to a pair that is lost.
    let mut is_lost = false;
    for part in parts {
        match part {
            SearchPart::Element(element) => {
                is_lost = !element.is_in(walk.to);
                if is_lost {
                    walk.lose_child(format_args!("SearchElement[{elements}]"), Reason::NotInVersion);
                } else {
                    pairs.push(SearchPair { search_element: Some(element), ..SearchPair::default() });
                }
                elements = elements.saturating_add(1);
            }
            SearchPart::String(string) => {
                match pairs.last_mut() {
                    Some(pair) if !is_lost && pair.search_string.is_none() => {
                        pair.search_string = Some(string);
                    }
                    _ => walk.lose_child(format_args!("SearchString[{strings}]"), Reason::NotInVersion),
                }
                strings = strings.saturating_add(1);
            }
            SearchPart::PairId(number) => {
                match pairs.last_mut() {
                    Some(pair) if !is_lost && walk.since(Version::V1_3) => pair.pair_id = Some(number),
                    _ => walk.lose_child(format_args!("PairID[{numbers}]"), Reason::NotInVersion),
                }
                numbers = numbers.saturating_add(1);
            }
            SearchPart::Pair(pair) => {
                walk.inside(format_args!("SearchPair[{wrapped}]"), |walk| wrapped_pair(walk, *pair, pairs));
                wrapped = wrapped.saturating_add(1);
            }
        }
    }
}

fn wrapped_pair<'a>(walk: &mut Walk<'_>, pair: SearchPair<'a>, pairs: &mut Vec<SearchPair<'a>>) {
    let SearchPair { search_element, search_string, mut pair_id, extensions } = pair;
    if search_element.as_ref().is_some_and(|element| !element.is_in(walk.to)) {
        return walk.lose(Reason::NotInVersion);
    }
    if walk.to < Version::V1_3 {
        walk.clear("PairID", &mut pair_id);
    }
    walk.lose_extensions(&extensions);
    pairs.push(SearchPair { search_element, search_string, pair_id, extensions: Extensions::new() });
}

/// States the index of the last result, which 1.3 may leave out on the last page.
pub(crate) fn search_response(walk: &mut Walk<'_>, answer: &mut SearchResponse<'_>) {
    let SearchResponse {
        search_id: _,
        search_findings,
        completion_flag: _,
        search_index,
        search_result: _,
        extensions: _,
    } = answer;
    if walk.to < Version::V1_3 && search_index.is_none() {
        *search_index = Some(search_findings.unwrap_or_default());
    }
}

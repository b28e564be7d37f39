//! Status codes.

use crate::losses::{Reason, Walk};
use imps_core::Version;
use imps_csp::common::DetailedResult;
use imps_csp::{Outcome, Primitive, StatusCode};

/// Replaces the status codes that the version lacks by codes that it has.
pub(crate) fn status_codes(walk: &mut Walk<'_>, primitive: &mut Primitive<'_>) {
    if let Some(outcome) = primitive.outcome_mut() {
        walk.inside("Result", |walk| recode_outcome(walk, outcome));
    }
}

fn recode_outcome(walk: &mut Walk<'_>, outcome: &mut Outcome<'_>) {
    let Outcome {
        code,
        description: _,
        detailed_result,
        system_message_list: _,
        try_again_timeout: _,
        extensions: _,
    } = outcome;
    recode(walk, code);
    for (index, result) in detailed_result.iter_mut().enumerate() {
        let DetailedResult {
            code,
            description: _,
            search_element: _,
            user_id: _,
            group_id: _,
            screen_name: _,
            message_id: _,
            contact_list: _,
            domain: _,
            extensions: _,
        } = result;
        walk.inside(format_args!("DetailedResult[{index}]"), |walk| recode(walk, code));
    }
}

fn recode(walk: &mut Walk<'_>, code: &mut Option<StatusCode>) {
    let Some(known) = code.and_then(|code| nearest(code, walk.to)) else { return };
    *code = Some(known);
    walk.lose_child("Code", Reason::Approximated);
}

/// Returns the code that says the same in general, if the version lacks this one. Codes of vendors
/// are in no version, and stay.
fn nearest(code: StatusCode, version: Version) -> Option<StatusCode> {
    if code.versions()?.contains(version) {
        return None;
    }
    Some(match code.number() {
        400..500 => StatusCode::BAD_REQUEST,
        500..600 => StatusCode::INTERNAL_SERVER_ERROR,
        // The first code of 7xx and of 8xx has a meaning of its own.
        _ => StatusCode::MULTIPLE_ERRORS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `status-codes.tsv`: the codes that are not in every version.
    #[test]
    fn codes_fall_to_their_hundred_or_to_900() {
        for (code, version, expected) in [
            (427, Version::V1_2, Some(400)),
            (450, Version::V1_1, Some(400)),
            (562, Version::V1_2, Some(500)),
            (541, Version::V1_1, Some(500)),
            (541, Version::V1_2, None),
            (753, Version::V1_1, Some(900)),
            (760, Version::V1_3, Some(900)),
            (824, Version::V1_2, Some(900)),
            (902, Version::V1_1, Some(900)),
            (200, Version::V1_1, None),
            (999, Version::V1_1, None),
        ] {
            let nearest = nearest(StatusCode::from(code), version).map(StatusCode::number);
            assert_eq!(nearest, expected, "{code} at {version}");
        }
    }
}

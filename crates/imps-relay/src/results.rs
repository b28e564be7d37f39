//! Results of requests: `Result` in CSP, `Status` in SSP.

use crate::entities::{csp_screen_name, csp_user_id, ssp_screen_name};
use crate::losses::{Reason, Walk};
use alloc::vec::Vec;
use imps_core::Sink as _;
use imps_core::{Content, TreeSink, Version};
use imps_csp::{self as csp, Outcome, StatusCode};
use imps_ssp::common::{DetailedResult, GroupId, UserId};
use imps_ssp::{Primitive, SSP, Status};

pub(super) fn ssp_status<'a>(walk: &mut Walk<'_>, result: &Outcome<'a>) -> Status<'a> {
    let Outcome { code, description, detailed_result, system_message_list, try_again_timeout, extensions } =
        result;
    walk.lost("SystemMessageList", system_message_list, Reason::NoPlace);
    walk.lose_extensions(extensions);
    let detailed_results = walk.each("DetailedResult", detailed_result, |walk, detail| {
        let csp::common::DetailedResult { code, description, search_element, user_id, group_id, .. } = detail;
        let csp::common::DetailedResult { screen_name, message_id, contact_list, domain, extensions, .. } =
            detail;
        walk.lost("SearchElement", search_element, Reason::NoPlace);
        walk.lost("MessageID", message_id, Reason::NoPlace);
        walk.lost("ContactList", contact_list, Reason::NoPlace);
        walk.lose_extensions(extensions);
        DetailedResult {
            code: ssp_code(walk, *code),
            description: description.clone(),
            users: user_id.iter().map(|id| UserId::from(walk.context.ssp_user_id(id))).collect(),
            groups: group_id.iter().map(|id| GroupId::from(walk.context.ssp_group_id(id))).collect(),
            screen_names: walk.each("ScreenName", screen_name, ssp_screen_name),
            domains: domain.clone(),
            ..DetailedResult::default()
        }
    });
    let (description, try_again_timeout) = (description.clone(), *try_again_timeout);
    let code = ssp_code(walk, *code);
    Status { code, description, detailed_results, try_again_timeout, ..Status::default() }
}

/// A result without a code is an error of the server, and never a success.
fn ssp_code(walk: &mut Walk<'_>, code: Option<StatusCode>) -> StatusCode {
    if code.is_none() {
        walk.lose(Reason::Unreadable);
    }
    code.unwrap_or_default()
}

pub(super) fn csp_result<'a>(walk: &mut Walk<'_>, status: &Status<'a>) -> Outcome<'a> {
    let Status { code, description, detailed_results, try_again_timeout, extensions } = status;
    walk.lose_extensions(extensions);
    let version = walk.context.version;
    let detailed_result = walk.each("DetailedResult", detailed_results, |walk, detail| {
        let DetailedResult {
            code,
            description,
            users,
            groups,
            screen_names,
            domains,
            message_ids,
            extensions,
        } = detail;
        walk.lost("MessageID", message_ids, Reason::NoPlace);
        walk.lose_extensions(extensions);
        let mut result = csp::common::DetailedResult {
            code: Some(*code),
            description: description.clone(),
            user_id: walk.each("UserID", users, csp_user_id),
            group_id: walk.each("GroupID", groups, crate::entities::csp_group_id),
            screen_name: walk.each("ScreenName", screen_names, csp_screen_name),
            ..csp::common::DetailedResult::default()
        };
        if version < Version::V1_2 {
            walk.lost("Domain", domains, Reason::NoPlace);
        } else {
            result.domain.clone_from(domains);
        }
        result
    });
    let mut result = Outcome {
        code: Some(*code),
        description: description.clone(),
        detailed_result,
        ..Outcome::default()
    };
    if version < Version::V1_3 {
        walk.lost("TryAgainTimeout", try_again_timeout, Reason::NoPlace);
    } else {
        result.try_again_timeout = *try_again_timeout;
    }
    result
}

/// A success that needs no answer: the code is implied, everything else is reported as lost.
pub(super) fn implied(walk: &mut Walk<'_>, status: &Status<'_>) {
    let Status { code, description, detailed_results, try_again_timeout, extensions } = status;
    if *code != StatusCode::SUCCESS {
        walk.inside("@code", |walk| walk.lose(Reason::NoPlace));
    }
    walk.lost("StatusDescription", description, Reason::NoPlace);
    walk.lost("DetailedResult", detailed_results, Reason::NoPlace);
    walk.lost("TryAgainTimeout", try_again_timeout, Reason::NoPlace);
    walk.lose_extensions(extensions);
}

/// Reports everything except the status of a failed answer as lost.
pub(super) fn beside_status(walk: &mut Walk<'_>, response: &Primitive<'_>) {
    let mut sink = TreeSink::new(Version::V1_3).with_vocabulary(&SSP).with_every_version();
    // A tree accepts everything that is declared.
    let Ok(node) = response.write(response.tag(), &mut sink).and_then(|()| sink.finish()) else {
        return;
    };
    for attribute in &node.attributes {
        walk.inside(format_args!("@{}", attribute.name), |walk| walk.lose(Reason::NoPlace));
    }
    let mut seen: Vec<&str> = Vec::new();
    for child in node.children() {
        let name = child.name.as_str(&SSP);
        let index = seen.iter().filter(|other| **other == name).count();
        seen.push(name);
        // Readers refuse a second status, but a program can add one.
        if name != "Status" || index > 0 {
            walk.inside(format_args!("{name}[{index}]"), |walk| walk.lose(Reason::NoPlace));
        }
    }
}

/// Adds the refused parties to the status of an answer.
pub(super) fn with_refused<'a>(mut status: Status<'a>, refused: &[DetailedResult<'static>]) -> Status<'a> {
    if !refused.is_empty() && status.code == StatusCode::SUCCESS {
        status.code = StatusCode::PARTIALLY_SUCCESSFUL;
    }
    let refused: Vec<_> = refused.to_vec();
    status.detailed_results.extend(refused);
    status
}

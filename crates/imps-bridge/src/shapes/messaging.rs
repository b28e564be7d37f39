//! Messages: the sender, the limits of content, and lists of messages.

use super::lists;
use crate::fit::fit;
use crate::losses::Walk;
use imps_core::{Version, tag};
use imps_csp::messaging::{GetMessageListResponse, MessageInfo, MessageInfoList, SetDeliveryMethodRequest};

/// States the sender, which 1.1 and 1.2 require.
pub(crate) fn message_info<'a>(walk: &mut Walk<'a>, info: &mut MessageInfo<'a>) {
    let MessageInfo {
        message_id: _,
        message_uri: _,
        content_type: _,
        content_encoding: _,
        content_size: _,
        content_name: _,
        recipient: _,
        sender,
        date_time: _,
        font: _,
        validity: _,
        ext_block_etem: _,
        extensions: _,
    } = info;
    if walk.to < Version::V1_3 {
        let known = walk.sender();
        walk.require("Sender", sender, known);
    }
}

/// Moves descriptions of messages into and out of `MessageInfoList`.
pub(crate) fn message_list<'a>(walk: &mut Walk<'a>, answer: &mut GetMessageListResponse<'a>) {
    let GetMessageListResponse {
        message_info: plain,
        message_info_list,
        message_total_count: _,
        extensions: _,
    } = answer;
    if walk.since(Version::V1_3) {
        if !plain.is_empty() {
            message_info_list.get_or_insert_default().message_info.append(plain);
        }
    } else if let Some(mut list) = message_info_list.take() {
        walk.inside("MessageInfoList", |walk| {
            for (index, info) in list.message_info.iter_mut().enumerate() {
                walk.inside(format_args!("MessageInfo[{index}]"), |walk| fit(walk, tag::MessageInfo, info));
            }
        });
        let MessageInfoList { message_info, extensions } = list;
        plain.extend(message_info);
        lists::dissolve(walk, "MessageInfoList", &extensions);
    }
    for (index, info) in plain.iter_mut().enumerate() {
        walk.inside(format_args!("MessageInfo[{index}]"), |walk| message_info(walk, info));
    }
}

/// Moves the limit for the content of a group. 1.3 has no other limit here.
pub(crate) fn delivery_method(walk: &mut Walk<'_>, request: &mut SetDeliveryMethodRequest<'_>) {
    let SetDeliveryMethodRequest {
        delivery_method: _,
        accepted_content_length,
        group_id,
        group_content_limit,
        extensions: _,
    } = request;
    if walk.to < Version::V1_3 {
        walk.relocate("GroupContentLimit", group_content_limit, accepted_content_length);
    } else if group_id.is_some() {
        walk.relocate("AcceptedContentLength", accepted_content_length, group_content_limit);
    } else {
        walk.clear("AcceptedContentLength", accepted_content_length);
    }
}

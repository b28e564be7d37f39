//! The flags of the block list and the grant list: in the list until 1.2, beside it in 1.3.

use crate::losses::{Reason, Walk};
use alloc::boxed::Box;
use imps_core::Version;
use imps_csp::messaging::{BlockEntityRequest, BlockList, GetBlockedListResponse, GrantList};

pub(crate) fn block_entity(walk: &mut Walk<'_>, request: &mut BlockEntityRequest<'_>) {
    let BlockEntityRequest { block_list, block_list_in_use, grant_list, grant_list_in_use, extensions: _ } =
        request;
    block_flag(walk, block_list, block_list_in_use);
    grant_flag(walk, grant_list, grant_list_in_use);
}

pub(crate) fn blocked_list(walk: &mut Walk<'_>, answer: &mut GetBlockedListResponse<'_>) {
    let GetBlockedListResponse {
        block_list,
        block_list_in_use,
        grant_list,
        grant_list_in_use,
        extensions: _,
    } = answer;
    block_flag(walk, block_list, block_list_in_use);
    grant_flag(walk, grant_list, grant_list_in_use);
}

macro_rules! flag {
    ($($name:ident: $list:ident = $element:literal, $flag:literal;)*) => { $(
        fn $name(walk: &mut Walk<'_>, list: &mut Option<Box<$list<'_>>>, beside: &mut Option<bool>) {
            if walk.since(Version::V1_3) {
                let Some(inside) = list else { return };
                let $list { in_use, entity_list, add_list, remove_list, extensions } = &mut **inside;
                let had_flag = in_use.is_some();
                walk.inside($element, |walk| walk.relocate("InUse", in_use, beside));
                let is_empty =
                    entity_list.is_none() && add_list.is_none() && remove_list.is_none() && extensions.is_empty();
                // A list that held the flag alone says nothing without it.
                if had_flag && is_empty {
                    *list = None;
                }
            } else if let Some(value) = beside.take() {
                let in_use = &mut list.get_or_insert_default().in_use;
                if in_use.is_some_and(|known| known != value) {
                    walk.lose_child($flag, Reason::Merged);
                } else {
                    *in_use = Some(value);
                }
            }
        }
    )* };
}

flag! {
    block_flag: BlockList = "BlockList", "BlockListInUse";
    grant_flag: GrantList = "GrantList", "GrantListInUse";
}

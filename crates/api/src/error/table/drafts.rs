//! Refusals of drafts.

use super::table;

table! {
    DRAFT_EXPIRED "draft-expired" 410 never,
        "草稿的保存期限已过。", "The time of the draft is over.",
        "请重新填写申请。", "Write the application anew.";
    DRAFT_ENDED "draft-ended" 409 never,
        "草稿已经提交或者删除。", "The draft was submitted or discarded.",
        "请查看由该草稿立的案件，或者新建草稿。", "Look at the case that was filed from it, or begin another draft.";
}

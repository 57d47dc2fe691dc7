//! Refusals of the choice of a mediator.

use super::table;

table! {
    LOAD_CAP_REACHED "load-cap-reached" 409 never,
        "该调解员在办案件已达上限（{load}/{cap}）。", "The mediator has as many open cases as may be ({load} of {cap}).",
        "请另选调解员，或等其办结案件。", "Choose another mediator, or wait until a case of theirs ends.";
    CHOICE_STILL_OPEN "choice-still-open" 409 never,
        "当事人选定调解员的期限至 {due}，以下当事人尚未委托中心指定：{parties}。", "The parties may choose until {due}, and these have not left it to the centre: {parties}.",
        "请等待当事人选定，或取得其委托指定的意见。", "Wait for their choice, or record that they leave it to the centre.";
    CHOICE_NOT_JOINT "choice-not-joint" 409 never,
        "并非全体当事人都选定了上述调解员。", "Not every party named these mediators.",
        "请分别记录各方当事人的选定；一致时系统即行邀请。", "Record each party's choice; whom all name is asked at once.";
    LIST_ALREADY_SENT "list-already-sent" 409 never,
        "已有候选名单送交当事人。", "A list of mediators is out already.",
        "请等待答复，或在期限届满后结束名单。", "Wait for the answers, or close the list when its time is over.";
    LIST_SIZE "list-size" 422 never,
        "名单应有 {least} 至 {most} 人。", "A list has {least} to {most} names.",
        "请增减名单人数，使每方当事人至少可划除一人。", "Add or take away names, so that every party can strike one.";
    LIST_NOT_OPEN "list-not-open" 409 never,
        "没有待答复的候选名单。", "No list of mediators is out.",
        "请先送交名单，或直接选定调解员。", "Send a list first, or choose a mediator.";
    LIST_STILL_OPEN "list-still-open" 409 never,
        "当事人答复名单的期限至 {due}。", "The parties may answer the list until {due}.",
        "请等待答复或期限届满。", "Wait for the answers or for the end of that day.";
    LIST_ALREADY_ANSWERED "list-already-answered" 409 never,
        "该当事人已答复名单，不能更改。", "The party has answered the list, and an answer is not changed.",
        "无需再办。", "Nothing remains to be done.";
    NOT_ON_LIST "not-on-list" 422 never,
        "所列人员中有人不在名单上。", "Somebody named does not stand on the list.",
        "请只使用名单上的调解员。", "Use names of the list only.";
    TOO_MANY_STRIKES "too-many-strikes" 422 never,
        "每方当事人至多划除 {limit} 人。", "Each party may strike at most {limit}.",
        "请减少划除人数，其余可以排序在后。", "Strike fewer, and rank the others last.";
    COMPLAINT_PENDING "complaint-pending" 409 never,
        "对该调解员的第 {complaint} 号投诉尚未处理。", "Complaint {complaint} about this mediator is not decided yet.",
        "请等待处理决定。", "Wait for the decision.";
    COMPLAINT_NOT_PENDING "complaint-not-pending" 409 never,
        "没有编号为 {complaint} 的待处理投诉。", "No complaint with number {complaint} waits for a decision.",
        "请使用投诉列表中的编号。", "Use a number of the list of complaints.";
}

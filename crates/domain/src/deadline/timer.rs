//! The periods of the procedure: their names, and the events that start them.
//!
//! Lengths are not here: they are parameters of a rule set (`rule_set.rs`).

use serde::{Deserialize, Serialize};

/// Defines the timers from one table, so that a timer, its stored name and its words stand in one row.
macro_rules! timers {
    ($($timer:ident = $id:literal, $name_zh:literal, $name_en:literal, $start_zh:literal, $start_en:literal;)*) => {
        /// A period of the procedure. The small letters tell variants of one period apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Timer {
            $(
                #[doc = concat!("The time for ", $name_en, "; starts when ", $start_en, ".")]
                #[serde(rename = $id)]
                $timer,
            )*
        }

        impl Timer {
            /// How many timers there are.
            pub const COUNT: usize = [$(Timer::$timer),*].len();

            /// Every timer in the order of the procedure.
            pub const ALL: [Timer; Timer::COUNT] = [$(Timer::$timer),*];

            /// The stable name under which events keep the timer.
            pub const fn id(self) -> &'static str {
                match self { $(Timer::$timer => $id,)* }
            }

            /// What must be done in the time, in Chinese.
            pub const fn name_zh(self) -> &'static str {
                match self { $(Timer::$timer => $name_zh,)* }
            }

            /// What must be done in the time, in English, to follow "the time for".
            pub const fn name_en(self) -> &'static str {
                match self { $(Timer::$timer => $name_en,)* }
            }

            /// The event whose day starts the time, in Chinese, to precede 之日.
            pub const fn start_zh(self) -> &'static str {
                match self { $(Timer::$timer => $start_zh,)* }
            }

            /// The event whose day starts the time, in English, to follow "the day on which".
            pub const fn start_en(self) -> &'static str {
                match self { $(Timer::$timer => $start_en,)* }
            }
        }
    };
}

timers! {
    Draft = "DRAFT", "提交调解申请草稿", "submitting a draft of an application",
        "最后一次保存草稿", "the draft was last saved";
    T01 = "T01", "决定是否受理调解申请", "accepting or refusing the application",
        "收到调解申请或者最后一次补正材料", "the application or its last supplement was received";
    T01r = "T01r", "决定是否接受法院移送的纠纷", "accepting or refusing a dispute referred by a court",
        "收到法院移送材料", "the court's referral was received";
    T02 = "T02", "申请人补正材料", "supplementing the application",
        "送达补正通知", "the request to supplement was served";
    T03 = "T03", "被申请人答复是否同意调解", "the respondent's answer whether it consents to mediation",
        "通知被申请人", "the respondent was notified";
    T03c = "T03c", "联系被申请人征求调解意愿", "contacting the respondent",
        "受理申请", "the application was accepted";
    T03r = "T03r", "联系法院移送案件的当事人征求调解意愿", "contacting the parties of a dispute referred by a court",
        "接受法院移送", "the court's referral was taken over";
    T04 = "T04", "当事人共同选定调解员", "the parties' joint choice of a mediator",
        "各方同意调解", "all parties had consented to mediation";
    T04a = "T04a", "指定调解员", "the appointment of a mediator",
        "共同选定调解员的期限届满", "the time for a joint choice ended";
    T05a = "T05a", "完成自行受理案件的调解", "mediating a dispute received by the centre itself",
        "受理申请", "the application was accepted";
    T05b = "T05b", "完成法院委派案件的调解", "mediating a dispute assigned by a court before docketing",
        "签收法院移送材料", "receipt of the court's papers was signed";
    T05c = "T05c", "完成法院委托案件（普通程序）的调解",
        "mediating a dispute entrusted by a court in ordinary procedure",
        "签收法院移送材料", "receipt of the court's papers was signed";
    T05d = "T05d", "完成法院委托案件（简易程序）的调解",
        "mediating a dispute entrusted by a court in summary procedure",
        "签收法院移送材料", "receipt of the court's papers was signed";
    T07 = "T07", "对无异议调解方案提出书面异议", "a written objection to the no-objection proposal",
        "送达调解方案", "the proposal was served";
    T08 = "T08", "决定是否回避", "deciding on a recusal",
        "收到回避申请", "the request for recusal was received";
    Complaint = "COMPLAINT", "处理对调解员的投诉", "deciding on a complaint against a mediator",
        "收到投诉", "the complaint was received";
    T09 = "T09", "提前通知调解会议", "notice before a session",
        "送达调解会议通知", "the notice of the session was served";
    Offer = "OFFER", "答复调解方案", "answering a proposal",
        "提出调解方案", "the proposal was made";
    Authority = "AUTHORITY", "答复机构内部授权申请", "the head office's answer to its own people",
        "提出授权申请", "authority was asked for";
    Opinion = "OPINION", "消费者答复小额纠纷调解意见书", "accepting the mediator's opinion on a small dispute",
        "出具意见书", "the opinion was issued";
    Bid = "BID", "提交密封报价", "handing in a sealed bid",
        "开启密封报价", "the round of sealed bids was opened";
    BidReveal = "BID_REVEAL", "揭示密封报价", "revealing a sealed bid",
        "双方均已报价", "both sides had bid";
    NextStep = "NEXT_STEP", "完成会后事项", "what was agreed as the next step of a session",
        "调解会议结束", "the session was closed";
    Exchange = "EXCHANGE", "提交书面意见", "statements in a session held in writing",
        "开始非同步调解", "the session in writing was opened";
    Signing = "SIGNING", "各方签署调解协议", "signing the settlement agreement by all",
        "调解协议文本定稿", "the text of the agreement became final";
    T10 = "T10", "共同申请司法确认", "the joint application for judicial confirmation",
        "调解协议生效", "the settlement agreement took effect";
    T11 = "T11", "法院决定是否受理司法确认申请", "the court's decision whether to accept the application",
        "法院收到司法确认申请", "the court received the application";
    T12 = "T12", "法院审结司法确认案件", "the court's review of the agreement, at the outer limit",
        "法院受理司法确认申请", "the court docketed the application";
    T12a = "T12a", "法院审查司法确认申请（预期）", "the court's review of the agreement, as expected",
        "法院受理司法确认申请", "the court docketed the application";
    T12b = "T12b", "法院审查司法确认申请（经批准延长）", "the court's review of the agreement, as lengthened by its president",
        "法院受理司法确认申请", "the court docketed the application";
    T13 = "T13", "当事人对确认裁定提出异议", "a party's objection to the confirmation ruling",
        "收到确认裁定", "the ruling was received";
    T13a = "T13a", "利害关系人对确认裁定提出异议", "an interested third party's objection to the confirmation ruling",
        "利害关系人知道或者应当知道其民事权益受到侵害", "the third party knew or should have known of the harm to its rights";
    T14 = "T14", "申请强制执行", "the application for enforcement",
        "履行期间届满", "the time for performance ended";
    T15 = "T15", "法院通知是否受理支付令申请", "the court's notice whether it accepts the application for a payment order",
        "法院收到支付令申请", "the court received the application for a payment order";
    T15a = "T15a", "法院发出支付令", "issuing the payment order",
        "法院受理支付令申请", "the court accepted the application for a payment order";
    T15b = "T15b", "债务人清偿债务或者提出书面异议", "the debtor's payment or written objection",
        "债务人收到支付令", "the debtor received the payment order";
    T16 = "T16", "机构处理消费投诉", "the institution's handling of the complaint",
        "机构收到投诉", "the institution received the complaint";
    T16a = "T16a", "机构处理情况复杂的消费投诉", "the institution's handling of a complex complaint",
        "机构收到投诉", "the institution received the complaint";
    T16b = "T16b", "机构处理情况特别复杂的消费投诉", "the institution's handling of an exceptionally complex complaint",
        "机构收到投诉", "the institution received the complaint";
    T17 = "T17", "向机构上级单位申请核查", "asking the institution's upper level for review",
        "收到投诉处理决定", "the decision on the complaint was received";
    T17a = "T17a", "机构上级单位作出核查决定", "the upper level's decision on the review",
        "机构上级单位收到核查申请", "the request for review was received";
    T18 = "T18", "登记调解结果", "registering the result of the mediation",
        "调解终结", "the mediation ended";
    T19 = "T19", "答复法院核实函", "the answer to a court's inquiry",
        "收到法院核实函", "the court's inquiry was received";
    T21 = "T21", "小额纠纷快速解决", "the whole fast track",
        "进入小额快速程序", "the case came onto the fast track";
    T22 = "T22", "整理归档", "archiving the case",
        "结案", "the case was closed";
    T24 = "T24", "答复个人信息权利请求", "answering a request of a person about his or her data",
        "收到请求", "the request was received";
    T23 = "T23", "向法院请求保护民事权利的普通诉讼时效", "suing before the general limitation of action expires",
        "权利人知道或者应当知道权利受到损害以及义务人", "the holder knew or should have known of the harm and of the obligor";
}

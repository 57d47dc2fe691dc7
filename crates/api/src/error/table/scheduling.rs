//! Refusals of calendars and of what is planned in them.

use super::table;

table! {
    SLOT_TAKEN "slot-taken" 409 never,
        "{resource} 在 {from} 至 {to} 已有安排。", "{resource} is taken from {from} to {to}.",
        "请改选时间、调解室或参加人。", "Choose another time, another place, or other participants.";
    OUTSIDE_AVAILABILITY "outside-availability" 409 never,
        "{resource} 在该时间不可预约。", "{resource} cannot be had at that time.",
        "请在其可预约时间内选择。", "Choose a time within its hours.";
    SLOT_NOT_HELD "slot-not-held" 409 never,
        "该时段没有预留。", "Nothing is held for this booking.",
        "请重新排期。", "Plan the session anew.";
    PLACE_UNKNOWN "place-unknown" 422 never,
        "本中心没有这个调解室或视频会议室。", "The centre has no such room or video link.",
        "请先登记，或改选。", "Register it first, or choose another.";
    PLACE_UNSUITABLE "place-unsuitable" 422 never,
        "现场调解用调解室，视频调解用视频会议室。", "A session on site needs a room, one by video a video link.",
        "请改选场所或方式。", "Choose another place or another way to meet.";
    AVAILABILITY_UNSOUND "availability-unsound" 422 never,
        "可预约时间有误：时段为空、超出当日或过多。", "The hours make no sense: empty, past the end of their day, or too many.",
        "请更正各时段。", "Correct the hours.";
    IDENTITY_NOT_VERIFIED "identity-not-verified" 422 never,
        "尚未核验身份：{parties}。", "Identity was not checked: {parties}.",
        "请核验，或写明不能核验而仍继续的理由。", "Check it, or say why the session goes on without.";
    SESSION_HOUR_NOT_COME "session-hour-not-come" 409 never,
        "尚未到约定时间（{starts_at}）。", "The hour of the session has not come ({starts_at}).",
        "请在约定时间之后记录。", "Record it after that hour.";
    SESSION_NOT_CLOSED "session-not-closed" 409 never,
        "这次调解尚未结束。", "The session is not closed.",
        "请先结束并形成笔录。", "Close it with its minutes first.";
    NO_MINUTES "no-minutes" 409 never,
        "这次调解没有笔录，以录音录像代替。", "The session has no minutes; a recording stands in their place.",
        "无须签名或更正。", "There is nothing to sign or correct.";
    MINUTES_NOT_CURRENT "minutes-not-current" 409 never,
        "笔录已有更正，现为第 {current} 版。", "The minutes were corrected; their version is {current}.",
        "请阅看现行版本后签名。", "Read the present version, then sign it.";
    CORRECTION_NOT_REQUESTED "correction-not-requested" 409 never,
        "没有编号为 {request} 的待答复补正申请。", "No correction with number {request} waits for an answer.",
        "请使用笔录下列出的编号。", "Use a number listed with the minutes.";
    DAYS_OUT_OF_RANGE "days-out-of-range" 422 never,
        "天数须为 1 至 {longest}。", "The number of days is 1 to {longest}.",
        "请更改天数。", "Change the number of days.";
    EXCHANGE_HAS_NO_HOUR "exchange-has-no-hour" 422 never,
        "非同步调解没有约定时间。", "A session in writing has no hour to be planned, missed or interrupted.",
        "请直接开始非同步调解，或改用其他方式。", "Open it as an exchange, or meet in another way.";
    NOT_AN_EXCHANGE "not-an-exchange" 409 never,
        "这次调解不是非同步调解。", "The session is not held in writing.",
        "请在会议中陈述意见。", "Speak in the session.";
    SIGNED_OR_REFUSED "signed-or-refused" 422 never,
        "签名方式与拒签理由须且只须填写一项。", "Exactly one of a way to sign and a reason to refuse is needed.",
        "请填写签名方式，或写明拒签理由。", "Say how it is signed, or why it is refused.";
    BOOKING_DROPPED "booking-dropped" 409 never,
        "预留的时段已经放弃，或参加人已有变动。", "What was held for this planning was given up, or those who take part have changed.",
        "请重新提交排期。", "Plan the session again.";
}

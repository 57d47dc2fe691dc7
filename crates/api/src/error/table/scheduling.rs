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
    BOOKING_DROPPED "booking-dropped" 409 never,
        "预留的时段已经放弃，或参加人已有变动。", "What was held for this planning was given up, or those who take part have changed.",
        "请重新提交排期。", "Plan the session again.";
}

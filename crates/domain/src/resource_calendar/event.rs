//! What can happen to a calendar. No personal data: ids, times, names of rooms.

use super::{Availability, Interval, ResourceId};
use crate::ids::{BookingId, CaseId, CentreId, PlaceId, SessionId, UserId};
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where sessions are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlaceKind {
    /// 调解室.
    Room,
    /// 视频会议室: a link that carries one meeting at a time.
    VideoLink,
}

/// 登记调解室或视频会议室.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRegistered {
    /// Which.
    pub place: PlaceId,
    /// The centre it belongs to; another centre's cases do not meet there.
    pub centre: CentreId,
    /// What it is.
    pub kind: PlaceKind,
    /// What people call it, e.g. the number on the door.
    pub name: ShortText,
}

/// 可预约时间. When the resource can be had from now on; what is taken already stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AvailabilitySet {
    /// Whose.
    pub resource: ResourceId,
    /// When.
    pub availability: Availability,
}

/// 暂留. Kept while a session is being planned: nobody else gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotHeld {
    /// Of which calendar.
    pub resource: ResourceId,
    /// Which placing of the session.
    pub booking: BookingId,
    /// For which session.
    pub session: SessionId,
    /// Of which case.
    pub case: CaseId,
    /// When.
    pub time: Interval,
}

/// 预定. The session is planned; the hold stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotBooked {
    /// Of which calendar.
    pub resource: ResourceId,
    /// Which placing of the session.
    pub booking: BookingId,
}

/// Why an hour is free again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReleaseReason {
    /// The session was not planned after all.
    NotPlanned,
    /// The session moved to another time or place.
    Moved,
    /// The session will not take place.
    Cancelled,
    /// The session is over or adjourned; what is left of the time is free.
    Over,
}

/// 释放. The time, or what is left of it, can be had by others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotReleased {
    /// Of which calendar.
    pub resource: ResourceId,
    /// Which placing of the session.
    pub booking: BookingId,
    /// Why.
    pub reason: ReleaseReason,
    /// From when on, UTC.
    pub at: DateTime<Utc>,
}

/// 开通日程订阅. The calendar can be read as iCalendar by whoever knows the secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedOpened {
    /// Of which calendar.
    pub resource: ResourceId,
    /// SHA-256 of the secret, 64 lower-case hexadecimal digits; the secret itself is told once and kept nowhere.
    pub secret_sha256: String,
    /// Who opened it, when: it closes when that access is withdrawn. Absent in events of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<FeedOpening>,
}

/// Who opened a feed, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedOpening {
    /// The account.
    pub by: UserId,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// 关闭日程订阅. The secret opens nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedRevoked {
    /// Of which calendar.
    pub resource: ResourceId,
}

personal_fields! {
    PlaceRegistered {}
    AvailabilitySet {}
    SlotHeld {}
    SlotBooked {}
    SlotReleased {}
    FeedOpened {}
    FeedRevoked {}
}

events! {
    /// Everything that can have happened to a calendar.
    pub enum CalendarEvent {
        PlaceRegistered => "calendar.place-registered.v1",
        AvailabilitySet => "calendar.availability-set.v1",
        SlotHeld => "calendar.slot-held.v1",
        SlotBooked => "calendar.slot-booked.v1",
        SlotReleased => "calendar.slot-released.v1",
        FeedOpened => "calendar.feed-opened.v1",
        FeedRevoked => "calendar.feed-revoked.v1",
    }
}

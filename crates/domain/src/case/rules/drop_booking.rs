//! 放弃预留: what was held for a planning that nobody finished is given up, before it is given to others.
//! Only the house itself does this; there is no address for it.
//!
//! The order matters: once this stands in the case, a planning that was only slow is refused, and so cannot plan a session on an
//! hour that somebody else has by then.

use crate::case::command::DropBooking;
use crate::case::event::{BookingDropped, Event};
use crate::case::rejection::Rejection;
use crate::case::reservation::{BookingFate, fate_of_booking};
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DropBooking,
) -> Result<Vec<Event>, Rejection> {
    if !occasion.by.is_the_house() || matches!(case, Case::NotFiled) {
        return Err(Rejection::NotInvolved);
    }
    match fate_of_booking(case, command.booking) {
        BookingFate::Unknown => Ok(vec![Event::BookingDropped(BookingDropped { booking: command.booking })]),
        BookingFate::Book | BookingFate::Release(_) => Ok(vec![]),
    }
}

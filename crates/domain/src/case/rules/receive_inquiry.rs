//! 收到法院核实函: a court asks about an agreement it has to do with, also after the case was closed; a paper is entered by the centre, whichever
//! court it comes from. The centre's duty to answer follows from CPLI 356, its time from T19.

use crate::case::command::ReceiveInquiry;
use crate::case::event::{CourtInquiryReceived, Event};
use crate::case::guard::{heard, not_in_future};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::deadline::Timer;
use crate::occasion::{Occasion, Role};

/// The most of one case.
const MOST: u32 = 50;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ReceiveInquiry,
) -> Result<Vec<Event>, Rejection> {
    let filed = heard(occasion, case)?;
    let ReceiveInquiry { matter, purpose, question, received_on } = command;
    let received_on = match (occasion.by.role, &occasion.by.court) {
        (Role::Court, Some(own)) if own != matter.court() => {
            return Err(Rejection::NumberOfAnotherCourt { court: own.clone() });
        }
        (Role::Court, _) => occasion.today(),
        _ => received_on.unwrap_or_else(|| occasion.today()),
    };
    not_in_future(occasion, received_on)?;
    let inquiry = u32::try_from(filed.dossier.inquiries.len()).unwrap_or(u32::MAX).saturating_add(1);
    if inquiry > MOST {
        return Err(Rejection::TooMany { limit: MOST });
    }
    Ok(vec![Event::CourtInquiryReceived(CourtInquiryReceived {
        inquiry,
        matter,
        purpose,
        question,
        received_on,
        answer_by: occasion.deadline_from(Timer::T19, received_on),
    })])
}

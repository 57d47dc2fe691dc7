//! 答复法院核实函: by the centre, once; an answer after its last day is kept as late.

use crate::case::command::AnswerInquiry;
use crate::case::event::{CourtInquiryAnswered, Event};
use crate::case::guard::{involved, sha256_hex};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::Occasion;

/// The most papers of one answer.
const MOST: u32 = 100;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AnswerInquiry,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let AnswerInquiry { inquiry, answer, documents } = command;
    let open = filed.dossier.inquiries.iter().find(|it| it.number == inquiry && !it.answered);
    let open = open.ok_or(Rejection::InquiryNotPending { inquiry })?;
    if documents.len() > MOST as usize {
        return Err(Rejection::TooMany { limit: MOST });
    }
    documents.iter().try_for_each(|document| sha256_hex(&document.sha256))?;
    let (due_date, late) = (open.answer_by.due_date, open.answer_by.is_over(occasion.today()));
    let answered = CourtInquiryAnswered { inquiry, answer, documents, due_date, late };
    Ok(vec![Event::CourtInquiryAnswered(answered)])
}

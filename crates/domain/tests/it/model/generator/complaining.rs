//! Complaints and inquiries of courts, and what is answered.

use super::super::chance::Chance;
use crate::story::actors::*;
use crate::story::commands::*;
use domain::case::*;
use domain::classification::{ComplaintGround, ComplaintMeasure};

pub(super) fn complaining(chance: &mut Chance, filed: &Filed) -> Command {
    if chance.percent(30) {
        return inquiring(chance, filed);
    }
    let open = filed.dossier.complaints.iter().find(|complaint| !complaint.decided);
    if let Some(open) = open.filter(|_| chance.percent(70)) {
        let measure = chance.one_of(ComplaintMeasure::ALL);
        return DecideComplaint { complaint: open.number, ..decide_complaint(measure) }.into();
    }
    let asked: Vec<_> = filed.dossier.asked.iter().copied().collect();
    let mediator = if asked.is_empty() { MEDIATOR } else { chance.one_of(&asked) };
    let grounds = chance.some_of(ComplaintGround::ALL, 30);
    let party = chance.one_of(&[APPLICANT, BANK]);
    FileComplaint { mediator, grounds, ..file_complaint(party) }.into()
}

fn inquiring(chance: &mut Chance, filed: &Filed) -> Command {
    match filed.dossier.inquiries.iter().find(|it| !it.answered) {
        Some(open) if chance.percent(70) => AnswerInquiry { inquiry: open.number, ..answer_inquiry() }.into(),
        Some(_) | None => receive_inquiry().into(),
    }
}

//! What inquiries of courts leave in the document.

use super::Moment;
use crate::case_view::{CaseView, CourtInquiryView, InquiryAnswerView};
use domain::case::{CourtInquiryAnswered, CourtInquiryReceived};

pub(super) fn received(view: &mut CaseView, event: &CourtInquiryReceived) {
    view.court_inquiries.push(CourtInquiryView {
        inquiry: event.inquiry,
        court: event.matter.court().to_owned(),
        matter: event.matter.clone(),
        purpose: event.purpose,
        question: event.question.clone(),
        received_on: event.received_on,
        answer_by: event.answer_by.clone(),
        answer: None,
    });
}

pub(super) fn answered(view: &mut CaseView, event: &CourtInquiryAnswered, moment: &Moment<'_>) {
    let asked = view.court_inquiries.iter_mut().find(|it| it.inquiry == event.inquiry);
    let Some(asked) = asked else { return };
    asked.answer = Some(InquiryAnswerView {
        text: event.answer.clone(),
        documents: event.documents.clone(),
        answered_on: moment.on(),
        late: event.late,
    });
}

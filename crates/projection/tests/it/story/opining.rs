//! A small dispute on the fast track, and the mediator's opinion at its end.

use super::Story;
use super::commands::{accept_case, branch, notify_respondent, secret_long, secret_short, yuan};
use chrono::Days;
use domain::case::*;
use domain::classification::SessionResult;
use domain::text::ShortText;

/// The mediator has said that the bank should pay 1,000 yuan within a month.
pub(crate) fn opined(story: Story) -> Story {
    let bound = BoundBy {
        party: story.bank_party(),
        institution: branch(),
        memorandum: 1,
        reference: ShortText::parse("粤金消备〔2026〕3号").expect("a text"),
        ceiling: yuan(100_000),
    };
    let accept = AcceptCase { memoranda: vec![bound], ..accept_case(&story) };
    let story = story.clone().step(story.clerk(), accept);
    let story = story.clone().step(story.clerk(), notify_respondent());
    let story = story.consented().declined().assigned().rights_told();
    let story = story.scheduled().met(SessionResult::Failed);
    let body = TermBody::Payment {
        payer: story.bank_party(),
        payee: story.applicant_party(),
        amount: yuan(1_000),
        due_on: story.today().checked_add_days(Days::new(30)).expect("a day"),
    };
    let opinion = IssueOpinion {
        terms: vec![ProposedTerm { term: Term { body, wording: None }, amount_in_words: None }],
        ground: secret_long(&story, "银行未就格式条款履行提示义务。"),
        salt: secret_short(&story, "c7d80a41"),
    };
    story.clone().step(story.mediator(), opinion)
}

/// The customer accepts it.
pub(crate) fn opinion_accepted(story: Story) -> Story {
    let story = opined(story);
    let accept = AcceptOpinion { version: 1, party: story.applicant_party(), representative: None };
    story.clone().step(story.applicant(), accept)
}

/// The customer does not.
pub(crate) fn opinion_declined(story: Story) -> Story {
    let story = opined(story);
    let decline = DeclineOpinion { version: 1, party: story.applicant_party(), reason: None };
    story.clone().step(story.applicant(), decline)
}

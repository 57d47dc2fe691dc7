//! An agreement in parts, and what becomes of it.

use super::commands::{secret_long, secret_short, yuan};
use super::{Story, agent};
use chrono::{Days, TimeDelta};
use domain::case::*;
use domain::classification::{DefaultGround, SessionResult};
use domain::court_number::CourtCaseNumber;
use domain::text::ShortText;

/// The bank pays in three parts, a week, five weeks and nine weeks from now; one that is missed makes the rest fall due.
pub(crate) fn in_parts(story: Story) -> Story {
    let story = story.in_mediation().scheduled().met(SessionResult::Agreed);
    let part = |days| Instalment {
        due_on: story.today().checked_add_days(Days::new(days)).expect("a day"),
        amount: yuan(1_000),
    };
    let body = TermBody::Instalments {
        payer: story.bank_party(),
        payee: story.applicant_party(),
        total: yuan(3_000),
        schedule: vec![part(7), part(35), part(63)],
        accelerates_after: Some(1),
    };
    let terms = vec![ProposedTerm { term: Term { body, wording: None }, amount_in_words: None }];
    let draft = DraftAgreement { terms, salt: secret_short(&story, "b8f1c2d3") };
    story.clone().step(story.mediator(), draft).signed().sealed()
}

/// The first part is missed, and the rest falls due.
pub(crate) fn in_default(story: Story) -> Story {
    let story = in_parts(story).later(TimeDelta::days(10));
    let asked_by = Some(story.applicant_party());
    let wording = Some(secret_long(&story, "电话督促，答复三日内付清。"));
    let default = DeclareDefault { seq: 1, asked_by, ground: DefaultGround::Overdue, accelerate: true };
    let urge = UrgePerformance { seq: 1, asked_by, wording };
    story.clone().step(story.applicant(), urge).step(story.applicant(), default)
}

/// What fell due at once is paid in part and the rest given up; the first part is enforced, and the creditor says how content it is.
pub(crate) fn in_the_end(story: Story) -> Story {
    let story = in_default(story);
    let party = story.applicant_party();
    let part = ReportPerformance {
        seq: 4,
        amount: Some(yuan(500)),
        performed_on: story.today(),
        proof: secret_short(&story, "FT-20261101-01"),
    };
    let rest = WaiveObligation {
        seq: 4,
        party,
        representative: None,
        declaration: secret_short(&story, "免除声明"),
    };
    let paper = RecordOtherRoute {
        route: OtherRoute::NotarialInstrument {
            notary: ShortText::parse("广州市示例公证处").expect("a name"),
            number: ShortText::parse("（2026）粤广示例第77号").expect("a number"),
            issued_on: story.today(),
            debtor: story.bank_party(),
            consent: Some(DocumentRef {
                title: secret_short(&story, "接受强制执行承诺书"),
                sha256: "a".repeat(64),
            }),
        },
    };
    let enforcement = RecordEnforcement {
        party,
        court_case_no: CourtCaseNumber::parse("（2026）粤0104执881号").expect("a number"),
        applied_on: story.today(),
        seqs: vec![1],
        title: None,
    };
    let told = RecordFollowUp {
        party,
        called_on: story.today(),
        satisfaction: Some(4),
        remarks: Some(secret_long(&story, "款项已收到一部分。")),
        no_further: true,
    };
    story
        .clone()
        .step(agent(), part)
        .step(story.applicant(), ConfirmReceipt { seq: 4, party })
        .step(story.applicant(), rest)
        .step(story.clerk(), paper)
        .step(story.applicant(), enforcement)
        .step(story.clerk(), told)
}

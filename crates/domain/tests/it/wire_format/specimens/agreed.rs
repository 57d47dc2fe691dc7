//! Agreements with every kind of clause, and what is done upon them.

use crate::story::referrals::report;
use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::money::Fen;

/// Agreements whose obligations are followed up, and what is done upon them.
pub(super) fn since_obligations_have_creditors() -> Vec<(&'static str, Story)> {
    let part = ReportPerformance { amount: Some(yuan(400)), ..report_performance() };
    let at_once = ReportPerformance { performed_on: day("2026-10-20"), ..report_performance() };
    vec![
        ("followed-up", effective_in_parts()),
        ("accelerates", closed_session().and(mediator(), on("2026-10-20 09:00"), in_parts(Some(2)))),
        ("part", effective_in_parts().and(agent(), on("2026-10-28 09:00"), part)),
        ("at-once", effective().and(agent(), on("2026-10-21 10:00"), at_once)),
        ("with-facts", facts_for_court().and(clerk(), on("2026-10-21 09:00"), report())),
        ("by-itself", facts_complete()),
        ("by-silence", agreed_by_silence()),
        (
            "withdrawn",
            silence_served().and(mediator(), on("2026-10-22 09:00"), WithdrawNoObjection { version: 1 }),
        ),
        ("bare", urged().and(clerk(), on("2026-11-02 09:00"), declare_default())),
    ]
}

/// A lawyer signed for the applicant, and the bank refused.
pub(super) fn facts_refused() -> Story {
    closed_session()
        .and(applicant(), on("2026-10-19 17:00"), appoint_representative())
        .and(mediator(), on("2026-10-20 09:00"), terminate_mediation())
        .and(mediator(), on("2026-10-20 10:00"), record_undisputed_facts())
        .and(lawyer(), on("2026-10-20 11:00"), sign_facts(APPLICANT))
        .and(agent(), on("2026-10-20 12:00"), refuse_facts(BANK))
}

/// One clause of every kind.
pub(super) fn every_clause() -> DraftAgreement {
    let part = |due_on, amount| Instalment { due_on: day(due_on), amount: yuan(amount) };
    let worded = |body, wording: &str| ProposedTerm {
        term: Term { body, wording: Some(secret_long(wording)) },
        amount_in_words: None,
    };
    let (payer, payee, obligor) = (BANK, APPLICANT, BANK);
    let schedule = vec![part("2026-11-27", 1_000), part("2026-12-27", 2_000)];
    let terms = vec![
        clause(payment(5_000, "2026-10-27")),
        clause(TermBody::Refund {
            payer,
            payee,
            amount: Fen::positive(1).unwrap(),
            due_on: day("2026-10-27"),
        }),
        clause(TermBody::Instalments { payer, payee, total: yuan(3_000), schedule, accelerates_after: None }),
        clause(TermBody::Waiver { creditor: BANK, amount: yuan(100), item: None }),
        worded(TermBody::Conduct { obligor, due_on: day("2026-11-30") }, "更正征信记录。"),
        worded(TermBody::Apology { obligor, due_on: day("2026-11-30") }, "书面致歉。"),
        worded(TermBody::Release {}, "双方就本案再无其他争议。"),
        clause(TermBody::Confidentiality {}),
        clause(TermBody::JointConfirmation {}),
        worded(TermBody::Costs { bearer: BANK }, "资料费由银行负担。"),
    ];
    DraftAgreement { terms, ..draft_agreement() }
}

/// The clauses that came later, one of every kind.
fn later_clauses() -> DraftAgreement {
    let worded = |body, wording: &str| ProposedTerm {
        term: Term { body, wording: Some(secret_long(wording)) },
        amount_in_words: None,
    };
    let change =
        TermBody::ContractChange { change: ContractChange::Changed, effective_on: day("2026-11-01") };
    let record = TermBody::CreditRecord {
        obligor: BANK,
        action: CreditRecordAction::Correct,
        due_on: day("2026-11-30"),
    };
    let penalty = |sum, daily_ppm| clause(TermBody::Penalty { obligor: BANK, sum, daily_ppm });
    let terms = vec![
        clause(payment(5_000, "2026-10-27")),
        clause(TermBody::Waiver { creditor: BANK, amount: yuan(100), item: Some(WaivedItem::Interest) }),
        worded(change, "贷款合同第 7 条利率由 4.9% 改为 4.1%。"),
        worded(record, "更正 2026 年 3 月的逾期记录。"),
        clause(TermBody::Security { guarantor: APPLICANT, debtor: BANK, up_to: yuan(1_000) }),
        penalty(None, Some(500)),
        penalty(Some(yuan(300)), None),
        clause(TermBody::EnforcementConsent { debtor: BANK }),
    ];
    DraftAgreement { terms, ..draft_agreement() }
}

/// A party wants another text, and the centre sends it back.
pub(super) fn sent_back() -> Story {
    drafted()
        .and(applicant(), on("2026-10-20 10:00"), answer_agreement(APPLICANT, AgreementAnswer::ChangesWanted))
        .and(clerk(), on("2026-10-20 10:30"), review_returned())
}

/// Agreed by word of mouth, and put on paper.
pub(super) fn spoken() -> Story {
    let spoken = closed_session().and(mediator(), on("2026-10-20 09:00"), record_oral_agreement());
    spoken.and(clerk(), on("2026-10-22 09:00"), write_down_agreement())
}

/// Since papers are scanned, and more kinds of clauses are known.
pub(super) fn since_papers_are_scanned() -> Vec<(&'static str, Story)> {
    vec![
        ("scanned", signed_by_hand()),
        ("later-clauses", closed_session().and(mediator(), on("2026-10-20 09:00"), later_clauses())),
    ]
}

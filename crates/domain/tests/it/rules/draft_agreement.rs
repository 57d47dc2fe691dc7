//! Clauses a court can find clear, after a session; a new version voids every signature.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::deadline::Basis;
use domain::ids::PartyId;
use domain::money::Fen;
use domain::personal::{Personal, Sealed};
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 09:00")
}

/// A draft of one clause.
fn of(proposed: ProposedTerm) -> DraftAgreement {
    DraftAgreement { terms: vec![proposed], ..draft_agreement() }
}

fn in_words(body: TermBody, words: &str) -> DraftAgreement {
    of(ProposedTerm { amount_in_words: Some(words.to_owned()), ..clause(body) })
}

fn paid_by(payer: PartyId) -> TermBody {
    TermBody::Payment { payer, payee: APPLICANT, amount: yuan(5_000), due_on: day("2026-10-27") }
}

fn instalments(total: i64, parts: &[(&str, i64)]) -> TermBody {
    let part = |(due_on, amount): &(&str, i64)| Instalment { due_on: day(due_on), amount: yuan(*amount) };
    let schedule = parts.iter().map(part).collect();
    TermBody::Instalments {
        payer: BANK,
        payee: APPLICANT,
        total: yuan(total),
        schedule,
        accelerates_after: None,
    }
}

fn unclear(problem: TermProblem) -> Rejection {
    Rejection::TermUnclear { clauses: vec![UnclearClause { clause: 1, problem }] }
}

fn drafts(draft: DraftAgreement) -> Outcome {
    given(closed_session()).when(mediator(), now(), draft)
}

#[test]
fn the_first_version_can_be_signed_for_five_working_days() {
    given(closed_session()).when(mediator(), now(), draft_agreement()).then(|events| {
        let [Event::AgreementDrafted(drafted)] = events else { panic!("{events:?}") };
        assert_eq!((drafted.version, drafted.settled_fen), (1, yuan(5_000)));
        assert_eq!(drafted.agreement_no.as_str(), "粤广州金调字〔2026〕1号-协1");
        assert_eq!(drafted.hash, hash());
        ends(&drafted.sign_by, "2026-10-27", Basis::Practice);
    });
}

#[test]
fn a_new_version_voids_every_signature() {
    let story = given(signed())
        .when(mediator(), on("2026-10-20 13:00"), draft_agreement())
        .then_stage(StageName::Signing);
    let Stage::Signing { agreement, .. } = &story.filed().stage else { panic!("not signing") };
    assert_eq!((agreement.version, agreement.signatures.len()), (2, 0));
    assert_ne!(agreement.hash, hash(), "the version is part of what is signed");
}

#[test]
fn obligations_follow_from_clauses_in_their_order() {
    let words = Some(secret_long("为申请人更正征信记录。"));
    let conduct = TermBody::Conduct { obligor: BANK, due_on: day("2026-11-30") };
    let terms = vec![
        clause(instalments(3_000, &[("2026-10-27", 1_000), ("2026-11-27", 2_000)])),
        clause(TermBody::Waiver { creditor: BANK, amount: yuan(100), item: None }),
        ProposedTerm { term: Term { body: conduct, wording: words }, amount_in_words: None },
        clause(TermBody::Refund {
            payer: BANK,
            payee: APPLICANT,
            amount: yuan(50),
            due_on: day("2026-10-30"),
        }),
    ];
    let story = drafts(DraftAgreement { terms, ..draft_agreement() }).accepted();
    let Stage::Signing { agreement, .. } = &story.filed().stage else { panic!("not signing") };
    let money = |amount| Performance::Money(yuan(amount));
    let owed = |clause, it| Obligation { clause: Some(clause), creditor: Some(APPLICANT), ..it };
    let expected = [
        owed(1, Obligation::new(1, BANK, day("2026-10-27"), money(1_000))),
        owed(1, Obligation::new(2, BANK, day("2026-11-27"), money(2_000))),
        Obligation { clause: Some(3), ..Obligation::new(3, BANK, day("2026-11-30"), Performance::Conduct) },
        owed(4, Obligation::new(4, BANK, day("2026-10-30"), money(50))),
    ];
    assert_eq!(agreement.obligations, expected);
    let Some(Event::AgreementDrafted(drafted)) = story.history().last() else { panic!("no draft") };
    assert_eq!(drafted.settled_fen, yuan(3_050), "a waiver moves no money");
}

#[test]
fn a_day_in_the_past_is_yesterday_and_not_today() {
    drafts(of(clause(payment(5_000, "2026-10-20")))).then_stage(StageName::Signing);
}

#[test]
fn another_salt_gives_another_hash() {
    let other = DraftAgreement { salt: secret_short("00000000"), ..draft_agreement() };
    drafts(other).then(|events| {
        let [Event::AgreementDrafted(drafted)] = events else { panic!("{events:?}") };
        assert_ne!(drafted.hash, hash());
    });
}

fn partial(claims: &[u32]) -> DraftAgreement {
    of(clause(TermBody::Partial { claims: claims.to_vec() }))
}
fn of_two(draft: DraftAgreement) -> crate::story::Outcome {
    given(two_claims_closed()).when(mediator(), now(), draft)
}

#[test]
fn a_part_is_settled_by_a_clause_that_says_so_and_everybody_signs_it() {
    of_two(draft_for_one()).then_stage(StageName::Signing);
}

refusals! {
    nothing_is_drafted_without_a_mediator:
        given(offered()).when(clerk(), now(), draft_agreement())
        => Rejection::WrongStage {
            stage: StageName::MediatorOffered,
            allowed: vec![StageName::InMediation, StageName::Signing],
        };
    nothing_is_drafted_while_a_session_goes_on:
        given(open()).when(mediator(), now(), draft_agreement()) => Rejection::SessionStillLive;
    nothing_is_drafted_before_anybody_met:
        given(rights_told()).when(mediator(), now(), draft_agreement()) => Rejection::NoSessionHeld;
    a_cancelled_session_was_not_held:
        given(scheduled().and(clerk(), on("2026-10-15 09:00"), cancel_session()))
            .when(mediator(), now(), draft_agreement())
        => Rejection::NoSessionHeld;
    an_agreement_says_something:
        drafts(DraftAgreement { terms: vec![], ..draft_agreement() }) => Rejection::NothingGiven;
    an_agreement_has_at_most_a_hundred_clauses:
        drafts(DraftAgreement { terms: vec![clause(TermBody::JointConfirmation {}); 101], ..draft_agreement() })
        => Rejection::TooMany { limit: 100 };
    what_is_signed_is_at_hand_in_clear:
        drafts(DraftAgreement {
            salt: Personal::sealed(Sealed {
                subject: SUBJECT,
                event: Uuid::nil(),
                field: "salt".to_owned(),
                content: String::new(),
            }),
            ..draft_agreement()
        }) => Rejection::NothingGiven;
    a_clause_names_parties_of_the_case:
        drafts(of(clause(paid_by(NOBODY)))) => unclear(TermProblem::PartyUnknown);
    nobody_pays_himself:
        drafts(of(clause(paid_by(APPLICANT)))) => unclear(TermProblem::SameParty);
    nobody_pays_himself_in_parts:
        drafts(of(clause(TermBody::Instalments {
            payer: BANK,
            payee: BANK,
            total: yuan(2),
            schedule: vec![],
            accelerates_after: None,
        }))) => unclear(TermProblem::SameParty);
    nothing_is_due_yesterday:
        drafts(of(clause(payment(5_000, "2026-10-19"))))
        => unclear(TermProblem::DateInPast(day("2026-10-19")));
    one_instalment_is_none:
        drafts(of(clause(instalments(1_000, &[("2026-10-27", 1_000)]))))
        => unclear(TermProblem::ScheduleTooShort);
    instalments_follow_each_other:
        drafts(of(clause(instalments(2_000, &[("2026-10-27", 1_000), ("2026-10-27", 1_000)]))))
        => unclear(TermProblem::ScheduleNotAscending);
    the_rest_falls_due_after_some_missed_instalment:
        given(closed_session()).when(mediator(), now(), in_parts(Some(0)))
        => unclear(TermProblem::AccelerationPointless);
    the_rest_falls_due_before_the_last_instalment:
        given(closed_session()).when(mediator(), now(), in_parts(Some(3)))
        => unclear(TermProblem::AccelerationPointless);
    instalments_add_up:
        drafts(of(clause(instalments(5_000, &[("2026-10-27", 1_000), ("2026-11-27", 2_000)]))))
        => unclear(TermProblem::ScheduleSum(Some(yuan(3_000))));
    conduct_is_put_into_words:
        drafts(of(clause(TermBody::Conduct { obligor: BANK, due_on: day("2026-11-30") })))
        => unclear(TermProblem::WordingMissing);
    words_say_what_the_figures_say:
        drafts(in_words(payment(5_000, "2026-10-27"), "伍佰元整"))
        => unclear(TermProblem::WordsMismatch("伍仟元整".to_owned()));
    words_need_a_figure:
        drafts(in_words(TermBody::JointConfirmation {}, "伍仟元整"))
        => unclear(TermProblem::WordsWithoutAmount);
    a_settlement_stays_countable:
        drafts(DraftAgreement {
            terms: vec![clause(TermBody::Payment {
                payer: BANK,
                payee: APPLICANT,
                amount: Fen::MAX,
                due_on: day("2026-10-27"),
            }); 2],
            ..draft_agreement()
        }) => Rejection::ClaimTooLarge;
    nothing_is_drafted_beside_a_proposal_that_waits_for_objections:
        given(silence_served()).when(mediator(), on("2026-10-22 09:00"), draft_agreement())
        => Rejection::NoObjectionOpen { version: 1 };
    a_part_is_not_the_whole:
        of_two(partial(&[1, 2])) => unclear(TermProblem::ScopeUnclear);
    a_part_is_something:
        of_two(partial(&[])) => unclear(TermProblem::ScopeUnclear);
    nobody_asked_for_that:
        of_two(partial(&[3])) => unclear(TermProblem::ScopeUnclear);
    a_case_with_one_claim_has_no_part:
        drafts(partial(&[1])) => unclear(TermProblem::ScopeUnclear);
    the_part_is_said_once:
        of_two(DraftAgreement {
            terms: vec![clause(TermBody::Partial { claims: vec![1] }); 2],
            ..draft_agreement()
        }) => Rejection::TermUnclear { clauses: vec![UnclearClause { clause: 2, problem: TermProblem::ScopeUnclear }] };
    a_penalty_is_a_sum_or_a_rate:
        drafts(penalty(None, None)) => unclear(TermProblem::PenaltyUnclear);
    a_penalty_is_not_both:
        drafts(penalty(Some(yuan(1)), Some(500))) => unclear(TermProblem::PenaltyUnclear);
    a_rate_of_nothing_is_none:
        drafts(penalty(None, Some(0))) => unclear(TermProblem::PenaltyUnclear);
    nobody_guarantees_his_own_debt:
        drafts(of(clause(TermBody::Security { guarantor: BANK, debtor: BANK, up_to: yuan(1) })))
        => unclear(TermProblem::SameParty);
    whoever_guarantees_has_joined_the_case:
        drafts(of(clause(TermBody::Security { guarantor: NOBODY, debtor: BANK, up_to: yuan(1) })))
        => unclear(TermProblem::PartyUnknown);
    only_an_institution_reports_credit_records:
        drafts(says(credit_record(APPLICANT), "更正记录。")) => unclear(TermProblem::NotInstitution);
    what_becomes_of_a_contract_is_put_into_words:
        drafts(of(clause(CHANGED))) => unclear(TermProblem::WordingMissing);
    who_owes_no_money_has_nothing_to_be_enforced:
        drafts(of(clause(TermBody::EnforcementConsent { debtor: BANK })))
        => unclear(TermProblem::NothingToEnforce);
    a_credit_record_that_is_right_is_not_deleted:
        drafts(says(credit_record(BANK), "银行应删除不良记录。"))
        => unclear(TermProblem::Forbidden(ForbiddenContent::CreditDeletion, "删除不良"));
    nobody_agrees_whose_title_it_is:
        drafts(says(TermBody::Release {}, "涉案房屋的所有权归申请人。"))
        => unclear(TermProblem::Forbidden(ForbiddenContent::Title, "所有权归"));
    nobody_is_divorced_here:
        drafts(says(TermBody::Release {}, "双方同意离婚。"))
        => unclear(TermProblem::Forbidden(ForbiddenContent::Identity, "离婚"));
    crimes_are_not_settled:
        drafts(says(TermBody::Release {}, "不追究刑事责任。"))
        => unclear(TermProblem::Forbidden(ForbiddenContent::CriminalLiability, "不追究刑事责任"));
    the_talks_are_over_when_an_opinion_is_there:
        given(opined()).when(mediator(), on("2026-10-21 09:00"), draft_agreement())
        => Rejection::OpinionPending { due: day("2026-10-27") };
}

/// A clause with wording beside it.
fn says(body: TermBody, wording: &str) -> DraftAgreement {
    let wording = Some(secret_long(wording));
    of(ProposedTerm { term: Term { body, wording }, amount_in_words: None })
}

fn penalty(sum: Option<Fen>, daily_ppm: Option<u32>) -> DraftAgreement {
    of(clause(TermBody::Penalty { obligor: BANK, sum, daily_ppm }))
}

fn credit_record(obligor: PartyId) -> TermBody {
    TermBody::CreditRecord { obligor, action: CreditRecordAction::Correct, due_on: day("2026-11-30") }
}

const CHANGED: TermBody = TermBody::ContractChange {
    change: ContractChange::Changed,
    effective_on: chrono::NaiveDate::MAX,
};

#[test]
fn every_kind_of_clause_can_stand_in_an_agreement() {
    let wording = |words: &str| Some(secret_long(words));
    let term = |body, wording| ProposedTerm { term: Term { body, wording }, amount_in_words: None };
    let terms = vec![
        clause(payment(5_000, "2026-10-27")),
        term(CHANGED, wording("贷款合同第 7 条利率由 4.9% 改为 4.1%。")),
        term(credit_record(BANK), wording("更正 2026 年 3 月的逾期记录。")),
        clause(TermBody::Security { guarantor: APPLICANT, debtor: BANK, up_to: yuan(1_000) }),
        clause(TermBody::Penalty { obligor: BANK, sum: None, daily_ppm: Some(500) }),
        clause(TermBody::EnforcementConsent { debtor: BANK }),
        clause(TermBody::Waiver { creditor: BANK, amount: yuan(10), item: Some(WaivedItem::Fee) }),
    ];
    let story = drafts(DraftAgreement { terms, ..draft_agreement() }).accepted();
    let Stage::Signing { agreement, .. } = &story.filed().stage else { panic!("not signing") };
    let owed: Vec<_> = agreement.obligations.iter().map(|it| (it.clause, it.performance)).collect();
    assert_eq!(
        owed,
        [(Some(1), Performance::Money(yuan(5_000))), (Some(3), Performance::Conduct)],
        "money moves, and a record is corrected"
    );
}

#[test]
fn everything_that_is_unclear_is_told_at_once() {
    let terms = vec![
        clause(TermBody::Conduct { obligor: NOBODY, due_on: day("2026-10-19") }),
        clause(TermBody::JointConfirmation {}),
        clause(TermBody::EnforcementConsent { debtor: APPLICANT }),
    ];
    let unclear = |clause, problem| UnclearClause { clause, problem };
    drafts(DraftAgreement { terms, ..draft_agreement() }).then_rejected(Rejection::TermUnclear {
        clauses: vec![
            unclear(1, TermProblem::PartyUnknown),
            unclear(1, TermProblem::DateInPast(day("2026-10-19"))),
            unclear(1, TermProblem::WordingMissing),
            unclear(3, TermProblem::NothingToEnforce),
        ],
    });
}

#[test]
fn whose_title_it_is_may_be_spoken_of_and_not_decided() {
    drafts(says(TermBody::Release {}, "双方对抵押房屋的所有权归属不作约定。")).then_stage(StageName::Signing);
}

#[test]
fn the_clause_that_is_unclear_is_named_by_its_place() {
    let terms = vec![clause(paid_by(BANK)), clause(paid_by(NOBODY))];
    drafts(DraftAgreement { terms, ..draft_agreement() })
        .then_rejected(Rejection::TermUnclear { clauses: vec![UnclearClause { clause: 2, problem: TermProblem::PartyUnknown }] });
}

#[test]
fn an_agreement_in_force_is_not_drafted_anew() {
    given(effective()).when(mediator(), on("2026-10-22 09:00"), draft_agreement()).then_rejected(
        Rejection::WrongStage {
            stage: StageName::Effective,
            allowed: vec![StageName::InMediation, StageName::Signing],
        },
    );
}

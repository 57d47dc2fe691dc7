//! Explained assignment: who is proposed, who is not and why, and that nobody waits for ever.

use chrono::{Days, NaiveDate};
use domain::case::{
    Candidate, CaseFacts, Matter, NotProposed, Past, Ranking, Tie, TieOf, Trigger, rank, scan,
};
use domain::classification::{Business, Language};
use domain::identity::Uscc;
use domain::ids::{CaseId, MediatorId, PartyId};
use domain::mediator::{Employment, MediatorFacts, RosterTerm};
use domain::rule_set::RuleSet;
use proptest::prelude::*;
use uuid::Uuid;

fn bank() -> Uscc {
    Uscc::parse("91350100M000100Y43").expect("a valid code")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).expect("a date")
}

fn id(number: u32) -> MediatorId {
    MediatorId(Uuid::from_u128(u128::from(number)))
}

/// A dispute about a loan with a bank, in which mediator 7 declined.
fn matter() -> Matter {
    let respondent = Tie {
        party: PartyId(Uuid::from_u128(1)),
        of: TieOf::Party,
        account: None,
        legal_person: Some(bank()),
        group: None,
    };
    Matter {
        facts: CaseFacts { case: CaseId(Uuid::from_u128(1)), ties: vec![respondent], past: Past::default() },
        business: Business::Loan,
        language: Some(Language::Cantonese),
        declined: vec![id(7)],
        sitting: Vec::new(),
    }
}

/// Somebody without experience, asked today.
fn anybody(number: u32) -> Candidate {
    Candidate {
        facts: MediatorFacts::new(id(number)),
        expertise: Vec::new(),
        languages: Vec::new(),
        load_cap: None,
        load: 0,
        waiting_since: today(),
    }
}

fn employed(number: u32) -> Candidate {
    let mut candidate = anybody(number);
    candidate.facts.employment = vec![Employment { legal_person: bank(), since: None, left_on: None }];
    candidate
}

fn judged(candidates: &[Candidate]) -> Ranking {
    rank(&matter(), candidates, today(), &RuleSet::builtin())
}

fn reasons_against(candidate: Candidate) -> Vec<NotProposed> {
    let ranking = judged(&[candidate]);
    assert!(ranking.eligible.is_empty());
    ranking.excluded[0].reasons.clone()
}

#[test]
fn somebody_is_left_out_for_reasons_that_are_all_told() {
    let mut suspended = anybody(1);
    suspended.facts.active = false;
    assert_eq!(reasons_against(suspended), [NotProposed::Inactive]);

    let mut expired = anybody(2);
    expired.facts.term = RosterTerm { from: None, to: today().pred_opt() };
    assert_eq!(reasons_against(expired), [NotProposed::OutsideTerm]);

    assert_eq!(reasons_against(anybody(7)), [NotProposed::DeclinedBefore]);

    let mut busy = employed(3);
    (busy.load, busy.load_cap) = (4, Some(4));
    let reasons = reasons_against(busy);
    assert_eq!(reasons[0], NotProposed::LoadCapReached { load: 4, cap: 4 });
    let NotProposed::Conflict { findings } = &reasons[1] else { panic!("{reasons:?}") };
    assert_eq!(findings[0].because, Some(Trigger::EmployedBy { legal_person: bank(), left_on: None }));
}

#[test]
fn whoever_sits_already_is_not_proposed_again() {
    let matter = Matter { sitting: vec![id(1)], ..matter() };
    let ranking = rank(&matter, &[anybody(1)], today(), &RuleSet::builtin());
    assert_eq!(ranking.excluded[0].reasons, [NotProposed::SitsAlready]);
}

#[test]
fn an_entry_without_a_cap_has_the_cap_of_the_rules() {
    let cap = RuleSet::builtin().assignment.default_load_cap;
    let with = |load| judged(&[Candidate { load, ..anybody(1) }]);
    assert_eq!(with(u32::from(cap) - 1).eligible.len(), 1);
    assert_eq!(with(u32::from(cap)).eligible.len(), 0);
}

#[test]
fn points_say_where_they_come_from() {
    let weights = RuleSet::builtin().assignment;
    let candidate = Candidate {
        expertise: vec![Business::Loan],
        languages: vec![Language::Cantonese],
        load_cap: Some(4),
        load: 1,
        waiting_since: today() - Days::new(3),
        ..anybody(1)
    };
    let proposal = judged(&[candidate]).eligible[0].clone();
    let parts = proposal.parts;
    assert_eq!(parts.load, u64::from(weights.load) * 3 / 4);
    assert_eq!(
        (parts.expertise, parts.language),
        (u64::from(weights.expertise), u64::from(weights.language))
    );
    assert_eq!(parts.fairness, u64::from(weights.per_day_waited) * 3);
    assert_eq!(proposal.score, parts.load + parts.expertise + parts.language + parts.fairness);
}

#[test]
fn equals_are_told_apart_by_their_ids() {
    let order = judged(&[anybody(3), anybody(1), anybody(2)]);
    let order: Vec<_> = order.eligible.into_iter().map(|it| it.mediator).collect();
    assert_eq!(order, [id(1), id(2), id(3)]);
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    let one =
        (any::<bool>(), any::<bool>(), any::<bool>(), 0_u32..30, 0_u64..60, prop::option::of(0_u16..30));
    prop::collection::vec(one, 1..40).prop_map(|all| {
        let numbered = (10_u32..).zip(all);
        let made = numbered.map(|(number, (barred, knows, speaks, load, waited, load_cap))| {
            let base = if barred { employed(number) } else { anybody(number) };
            Candidate {
                expertise: if knows { vec![Business::Loan] } else { Vec::new() },
                languages: if speaks { vec![Language::Cantonese] } else { Vec::new() },
                load,
                load_cap,
                waiting_since: today() - Days::new(waited),
                ..base
            }
        });
        made.collect()
    })
}

proptest! {
    #[test]
    fn nobody_barred_or_full_is_ever_proposed_and_nobody_is_forgotten(all in candidates()) {
        let rules = RuleSet::builtin();
        let ranking = judged(&all);
        prop_assert_eq!(ranking.eligible.len() + ranking.excluded.len(), all.len());
        for proposal in &ranking.eligible {
            let candidate = all.iter().find(|it| it.facts.id == proposal.mediator).expect("a candidate");
            let findings = scan(&candidate.facts, &matter().facts, today(), rules.cooling_off_years);
            prop_assert!(findings.is_empty());
            let cap = candidate.load_cap.unwrap_or(rules.assignment.default_load_cap);
            prop_assert!(candidate.load < u32::from(cap));
        }
        prop_assert!(ranking.excluded.iter().all(|excluded| !excluded.reasons.is_empty()));
    }

    #[test]
    fn the_order_of_the_roster_changes_nothing(all in candidates(), by in 0_usize..40) {
        let mut turned = all.clone();
        turned.rotate_left(by % all.len());
        prop_assert_eq!(judged(&turned), judged(&all));
        turned.reverse();
        prop_assert_eq!(judged(&turned), judged(&all));
    }

    /// One case a day, the first proposed gets it and the case stays open no day: everybody eligible has his or her turn within the
    /// days it takes to outweigh all bounded points, and one day for each colleague.
    #[test]
    fn nobody_idle_is_starved(mut all in candidates()) {
        let weights = RuleSet::builtin().assignment;
        all.iter_mut().for_each(|it| it.load = it.load.min(1));
        let eligible: Vec<_> = judged(&all).eligible.into_iter().map(|it| it.mediator).collect();
        let bounded = u64::from(weights.load + weights.expertise + weights.language);
        let outweighed = bounded / u64::from(weights.per_day_waited) + 1;
        let rounds = outweighed + eligible.len() as u64;
        let mut chosen = std::collections::BTreeSet::new();
        for round in 0..rounds {
            let day = today() + Days::new(round);
            let ranking = rank(&matter(), &all, day, &RuleSet::builtin());
            let Some(first) = ranking.eligible.first() else { break };
            chosen.insert(first.mediator);
            let next = all.iter_mut().find(|it| it.facts.id == first.mediator).expect("a candidate");
            next.waiting_since = day;
        }
        prop_assert_eq!(chosen, eligible.into_iter().collect());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A year in which up to three cases come a day and each stays open for weeks. From the day on which the wait outweighs all bounded
    /// points, a colleague who was just asked cannot come before somebody who waits: each of them passes him or her over once at most.
    #[test]
    fn nobody_idle_is_starved_in_a_year_of_cases(
        mut all in candidates(),
        year in prop::collection::vec((0_usize..4, 5_u64..40), 365),
    ) {
        let rules = RuleSet::builtin();
        let weights = &rules.assignment;
        let bounded = u64::from(weights.load + weights.expertise + weights.language);
        let outweighed = Days::new(bounded / u64::from(weights.per_day_waited));
        all.iter_mut().for_each(|it| it.load = 0);
        let colleagues = all.len() - 1;
        let mut open: Vec<(NaiveDate, MediatorId)> = Vec::new();
        let mut passed_over = std::collections::BTreeMap::<MediatorId, usize>::new();
        for (day, (cases, weeks)) in (0_u64..).zip(year) {
            let day = today() + Days::new(day);
            for _ in 0..cases {
                open.retain(|(until, _)| *until > day);
                for it in &mut all {
                    let load = open.iter().filter(|(_, who)| *who == it.facts.id).count();
                    it.load = u32::try_from(load).expect("few");
                }
                let eligible = rank(&matter(), &all, day, &rules).eligible;
                let Some(first) = eligible.first().map(|it| it.mediator) else { continue };
                for waiting in eligible.iter().skip(1).filter(|it| day > it.waiting_since + outweighed) {
                    let times = passed_over.entry(waiting.mediator).or_default();
                    *times += 1;
                    prop_assert!(*times <= colleagues, "{:?} waits since {}", waiting.mediator, waiting.waiting_since);
                }
                passed_over.remove(&first);
                open.push((day + Days::new(weeks), first));
                let asked = all.iter_mut().find(|it| it.facts.id == first).expect("a candidate");
                asked.waiting_since = day;
            }
        }
    }
}

//! The scan itself: eight grounds, each from its own facts.

use super::{CaseFacts, ConflictFinding, Tie, TieOf, Trigger};
use crate::classification::RecusalGround;
use crate::mediator::{Interest, InterestTarget, MediatorFacts};
use chrono::{Months, NaiveDate};

/// Every finding for `mediator` against `case` on `today`, in the order of the parties; the grounds of the matter itself last.
///
/// R1 from the mediator's own account; R5 bars whoever is seconded or employed by a party's legal person (any branch) or left it less
/// than `cooling_off_years` ago; R6 asks for a waiver where home institution and party belong to one group; R3 where a representative
/// comes from the same house; R7 and R8 from earlier cases and evaluations; any ground from a declared interest.
#[must_use]
pub fn scan(
    mediator: &MediatorFacts,
    case: &CaseFacts,
    today: NaiveDate,
    cooling_off_years: u16,
) -> Vec<ConflictFinding> {
    let mut findings = Vec::new();
    for tie in &case.ties {
        match tie.of {
            TieOf::Party => {
                findings.extend(own_account(mediator, tie));
                findings.extend(house(mediator, tie, today, cooling_off_years));
            }
            TieOf::Representative => {
                findings.extend(own_account(mediator, tie));
                findings.extend(colleague(mediator, tie));
            }
        }
    }
    for interest in mediator.interests.iter().filter(|interest| interest.in_force(today)) {
        findings.extend(declared(interest, case));
    }
    let handled = case.past.cases.iter().find(|earlier| mediator.handled.contains(earlier));
    findings.extend(handled.map(|earlier| {
        ConflictFinding::new(RecusalGround::EarlierHandling, None, Trigger::EarlierCase { case: *earlier })
    }));
    if case.past.evaluators.contains(&mediator.id) {
        findings.push(ConflictFinding::new(RecusalGround::WasEvaluator, None, Trigger::Evaluated));
    }
    findings
}

fn own_account(mediator: &MediatorFacts, tie: &Tie) -> Option<ConflictFinding> {
    let own = mediator.account.is_some() && mediator.account == tie.account;
    own.then(|| ConflictFinding::new(RecusalGround::IsPartyOrRelative, Some(tie.party), Trigger::OwnAccount))
}

fn house(
    mediator: &MediatorFacts,
    tie: &Tie,
    today: NaiveDate,
    cooling_off_years: u16,
) -> Option<ConflictFinding> {
    let legal_person = tie.legal_person.as_ref()?;
    let cooled_off = |left: NaiveDate| {
        left.checked_add_months(Months::new(u32::from(cooling_off_years) * 12))
            .is_some_and(|end| end <= today)
    };
    let bound = |because| ConflictFinding::new(RecusalGround::HomeInstitution, Some(tie.party), because);
    let home = mediator.home.as_ref();
    if home.is_some_and(|home| home.legal_person == *legal_person) {
        return Some(bound(Trigger::SecondedBy { legal_person: legal_person.clone() }));
    }
    let job = mediator
        .employment
        .iter()
        .find(|job| job.legal_person == *legal_person && !job.left_on.is_some_and(cooled_off));
    if let Some(job) = job {
        return Some(bound(Trigger::EmployedBy { legal_person: legal_person.clone(), left_on: job.left_on }));
    }
    let group =
        home.and_then(|home| home.group.as_ref()).filter(|group| tie.group.as_ref() == Some(group))?;
    let because = Trigger::SameGroup { group: group.clone() };
    Some(ConflictFinding::new(RecusalGround::RelatedInstitution, Some(tie.party), because))
}

fn colleague(mediator: &MediatorFacts, tie: &Tie) -> Option<ConflictFinding> {
    let legal_person = tie.legal_person.as_ref()?;
    let seconded = mediator.home.as_ref().is_some_and(|home| home.legal_person == *legal_person);
    let employed =
        mediator.employment.iter().any(|job| job.left_on.is_none() && job.legal_person == *legal_person);
    let home_group = mediator.home.as_ref().and_then(|home| home.group.as_ref());
    let related = home_group.is_some() && home_group == tie.group.as_ref();
    (seconded || employed || related).then(|| {
        let because = Trigger::ColleagueOfRepresentative { legal_person: legal_person.clone() };
        ConflictFinding::new(RecusalGround::OtherRelation, Some(tie.party), because)
    })
}

fn declared(interest: &Interest, case: &CaseFacts) -> Vec<ConflictFinding> {
    let finding =
        |party| ConflictFinding::new(interest.ground, party, Trigger::Declared { declaration: interest.seq });
    let with = |touched: &dyn Fn(&Tie) -> bool| {
        case.ties.iter().filter(|tie| touched(tie)).map(|tie| finding(Some(tie.party))).collect()
    };
    match &interest.target {
        InterestTarget::Institution { legal_person } => {
            with(&|tie| tie.legal_person.as_ref() == Some(legal_person))
        }
        InterestTarget::Account { user } => with(&|tie| tie.account.as_ref() == Some(user)),
        InterestTarget::Case { case: meant } => {
            let touched = *meant == case.case || case.past.cases.contains(meant);
            touched.then(|| finding(None)).into_iter().collect()
        }
        InterestTarget::Complaint { legal_person, number } => {
            if case.past.complaint_no.as_ref() == Some(number) {
                with(&|tie| tie.of == TieOf::Party && tie.legal_person.as_ref() == Some(legal_person))
            } else {
                Vec::new()
            }
        }
    }
}

//! Events of the roster.

use super::*;

pub(super) fn profile() -> Profile {
    Profile {
        languages: vec![Language::Mandarin, Language::Cantonese],
        court_registers: vec![short(COURT)],
        term: RosterTerm { from: Some(day("2026-01-01")), to: Some(day("2028-12-31")) },
        load_cap: Some(12),
    }
}

/// One command for each event of an entry.
pub(super) fn roster_commands(entry: MediatorRegistered) -> Vec<MediatorCommand> {
    let profile = profile();
    let amended = MediatorAmended {
        mediator: entry.mediator,
        kind: MediatorKind::Lawyer,
        home: entry.home.clone(),
        employment: entry.employment.clone(),
        expertise: vec![Business::Loan],
        account: Some(mediator().user),
        profile,
    };
    vec![
        MediatorCommand::Register(entry),
        MediatorCommand::SetActive(false),
        MediatorCommand::Amend(amended),
        MediatorCommand::DeclareInterest {
            ground: RecusalGround::Interest,
            target: InterestTarget::Institution { legal_person: bank() },
            since: Some(day("2026-01-15")),
            until: Some(day("2026-12-31")),
            wording: Some(secret_long("持有该行股票。")),
        },
        MediatorCommand::EndInterest { seq: 1, until: day("2026-10-12") },
    ]
}

pub(super) fn roster_entry() -> MediatorRegistered {
    let mut facts = once_employed(Some("2024-06-30"));
    facts.employment.extend(once_employed(None).employment);
    MediatorRegistered {
        mediator: SECONDED,
        centre: guangzhou(),
        name: secret(PersonName::parse("黎某").unwrap()),
        kind: MediatorKind::Seconded,
        home: of_group("某集团").home,
        employment: facts.employment,
        expertise: vec![Business::RmbSavings, Business::Loan],
        account: None,
        profile: Profile::default(),
    }
}

pub(super) fn roster() -> Vec<AnyEvent> {
    events_of(roster_commands(roster_entry()))
}

/// What the roster makes of these commands, one after the other.
pub(super) fn events_of(commands: Vec<MediatorCommand>) -> Vec<AnyEvent> {
    let (by, rules) = (director(), RuleSet::builtin());
    let holidays = domain::calendar::HolidayTable::builtin();
    let occasion = Occasion { by: &by, at: on("2026-10-12 09:00"), rules: &rules, holidays };
    let mut events = vec![];
    let mut state = Mediator::NotRegistered;
    for command in commands {
        for event in mediator::decide(&occasion, &state, command).unwrap() {
            state = mediator::evolve(state, &event);
            events.push(AnyEvent::Mediator(event));
        }
    }
    events
}

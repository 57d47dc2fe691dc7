//! Custody of a file: holds, restriction, erasure by two people, archive. Every refusal has its story.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::calendar::HolidayTable;
use domain::case::{Case, CloseCase};
use domain::classification::{ErasureGround, HoldGround, RestrictionGround, RetentionClassCode};
use domain::custody::{Custody, CustodyCommand, CustodyEvent, CustodyRejection, decide, evolve};
use domain::ids::{DataRequestId, HoldId, SubjectId};
use domain::occasion::{Actor, Occasion};
use domain::rule_set::RuleSet;
use std::collections::BTreeSet;
use uuid::Uuid;

const HOLD: HoldId = HoldId(Uuid::from_u128(0x401D));
const REQUEST: DataRequestId = DataRequestId(Uuid::from_u128(0xDA7A));

fn asked(
    custody: &Custody,
    case: &Case,
    by: &Actor,
    at: &str,
    command: CustodyCommand,
) -> Result<Vec<CustodyEvent>, CustodyRejection> {
    let rules = RuleSet::builtin();
    let occasion = Occasion { by, at: on(at), rules: &rules, holidays: HolidayTable::builtin() };
    decide(&occasion, custody, case, command)
}

fn after(custody: Custody, events: &[CustodyEvent]) -> Custody {
    events.iter().fold(custody, evolve)
}

fn hold() -> CustodyCommand {
    CustodyCommand::SetHold {
        hold: HOLD,
        ground: HoldGround::Litigation,
        reference: Some(short("（2026）粤0104民初1号")),
        reason: secret_short("法院要求保全案卷。"),
    }
}

fn lift() -> CustodyCommand {
    CustodyCommand::LiftHold { hold: HOLD, reason: secret_short("案件审结。") }
}

fn restrict() -> CustodyCommand {
    CustodyCommand::Restrict { ground: RestrictionGround::RetentionRunning, request: Some(REQUEST) }
}

fn shred(ground: ErasureGround) -> CustodyCommand {
    CustodyCommand::Shred {
        subject: SUBJECT,
        request: REQUEST,
        ground,
        proposed_by: officer().user,
        sealed_fields: 9,
    }
}

fn release(to: &Actor) -> CustodyCommand {
    CustodyCommand::ReleaseArchive { to: to.user.clone(), reason: secret_short("上级检查调阅。") }
}

fn archive() -> CustodyCommand {
    CustodyCommand::Archive { dossier_no: short("粤广州-2026-0001"), sha256: "ab".repeat(32) }
}

/// A mediation that failed and was closed on 2026-10-20: kept for five years.
fn failed() -> Case {
    let story = closed_session().and(mediator(), on("2026-10-20 09:00"), terminate_mediation());
    story.and(clerk(), on("2026-10-20 10:00"), CloseCase).case().clone()
}

/// One event of each type, every field filled.
pub(crate) fn every_event() -> Vec<CustodyEvent> {
    let case = failed();
    let mut custody = Custody::default();
    let mut events = vec![];
    for (by, at, command) in [
        (officer(), "2026-11-02 09:00", hold()),
        (director(), "2026-11-03 09:00", lift()),
        (clerk(), "2026-11-03 10:00", archive()),
        (officer(), "2026-11-03 10:30", release(&clerk())),
        (officer(), "2026-11-03 11:00", restrict()),
        (director(), "2026-11-04 09:00", CustodyCommand::LiftRestriction),
        (director(), "2031-10-21 09:00", shred(ErasureGround::RetentionOver)),
    ] {
        let happened = asked(&custody, &case, &by, at, command).unwrap();
        custody = after(custody, &happened);
        events.extend(happened);
    }
    events
}

#[test]
fn every_type_of_event_happens() {
    let names: BTreeSet<_> = every_event().iter().map(CustodyEvent::wire_name).collect();
    assert_eq!(names, CustodyEvent::WIRE_NAMES.iter().copied().collect());
}

#[test]
fn a_file_is_kept_to_the_last_day_of_its_class_and_no_longer() {
    let (case, none) = (failed(), Custody::default());
    let refused = asked(&none, &case, &director(), "2031-10-20 09:00", shred(ErasureGround::RetentionOver));
    let keep_until = day("2031-10-20");
    assert_eq!(
        refused,
        Err(CustodyRejection::RetentionRunning { class: RetentionClassCode::Terminated, keep_until })
    );
    let events =
        asked(&none, &case, &director(), "2031-10-21 09:00", shred(ErasureGround::RetentionOver)).unwrap();
    let [CustodyEvent::SubjectShredded(shredded)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!((&shredded.proposed_by, &shredded.approved_by), (&officer().user, &director().user));
    let again = asked(
        &after(none, &events),
        &case,
        &director(),
        "2031-10-22 09:00",
        shred(ErasureGround::RetentionOver),
    );
    assert_eq!(again, Ok(vec![]), "erased once is erased");
}

#[test]
fn the_years_are_parameters() {
    let (by, mut rules) = (director(), RuleSet::builtin());
    rules.retention.terminated_years = 0;
    let occasion =
        Occasion { by: &by, at: on("2026-10-21 09:00"), rules: &rules, holidays: HolidayTable::builtin() };
    let erased = decide(&occasion, &Custody::default(), &failed(), shred(ErasureGround::RetentionOver));
    assert_eq!(erased.unwrap().len(), 1);
}

#[test]
fn what_was_never_lawfully_held_goes_at_once_unless_a_court_has_built_on_it() {
    let unlawful = || shred(ErasureGround::Unlawful);
    let none = Custody::default();
    assert!(asked(&none, &failed(), &director(), "2026-10-21 09:00", unlawful()).is_ok());
    let confirmed = asked(&none, case_closed().case(), &director(), "2026-11-07 09:00", unlawful());
    let keep_until = day("2056-11-06");
    assert_eq!(
        confirmed,
        Err(CustodyRejection::RetentionRunning { class: RetentionClassCode::Confirmed, keep_until })
    );
}

#[test]
fn each_ending_has_its_class() {
    let settled = effective().and(agent(), on("2026-10-28 09:00"), report_performance());
    for (story, class) in [
        (refused(), RetentionClassCode::Refused),
        (withdrawn(), RetentionClassCode::Terminated),
        (settled, RetentionClassCode::Agreement),
        (performed(), RetentionClassCode::Confirmed),
    ] {
        let closed = story.and(clerk(), on("2026-11-06 09:00"), CloseCase);
        let retention = closed.filed().dossier.retention;
        assert_eq!((retention.class, retention.closed_on), (Some(class), Some(day("2026-11-06"))));
    }
}

#[test]
fn a_hold_goes_before_every_ground_and_every_expiry() {
    let (case, none) = (failed(), Custody::default());
    let held = after(none.clone(), &asked(&none, &case, &officer(), "2026-11-02 09:00", hold()).unwrap());
    assert_eq!(asked(&held, &case, &officer(), "2026-11-02 10:00", hold()), Ok(vec![]), "set once");
    for ground in ErasureGround::ALL {
        let refused = asked(&held, &case, &director(), "2040-01-01 09:00", shred(*ground));
        assert_eq!(refused, Err(CustodyRejection::LegalHold { ground: HoldGround::Litigation }));
    }
    let lifted = asked(&held, &case, &director(), "2040-01-01 09:00", lift()).unwrap();
    let free = after(held, &lifted);
    assert!(
        asked(&free, &case, &director(), "2040-01-01 09:00", shred(ErasureGround::RetentionOver)).is_ok()
    );
    assert_eq!(
        asked(&free, &case, &director(), "2040-01-01 09:00", lift()),
        Err(CustodyRejection::HoldUnknown)
    );
}

#[test]
fn who_proposes_never_approves() {
    let alone = CustodyCommand::Shred {
        subject: SUBJECT,
        request: REQUEST,
        ground: ErasureGround::RetentionOver,
        proposed_by: director().user,
        sealed_fields: 9,
    };
    let refused = asked(&Custody::default(), &failed(), &director(), "2040-01-01 09:00", alone);
    assert_eq!(refused, Err(CustodyRejection::SecondPersonRequired));
}

#[test]
fn only_a_closed_case_and_one_of_its_own_people_can_be_erased() {
    let none = Custody::default();
    let live =
        asked(&none, confirmed().case(), &director(), "2040-01-01 09:00", shred(ErasureGround::Unlawful));
    assert_eq!(live, Err(CustodyRejection::CaseNotClosed));
    let foreign = CustodyCommand::Shred {
        subject: SubjectId(Uuid::from_u128(0x99)),
        request: REQUEST,
        ground: ErasureGround::RetentionOver,
        proposed_by: officer().user,
        sealed_fields: 0,
    };
    let unknown = asked(&none, &failed(), &director(), "2040-01-01 09:00", foreign);
    assert_eq!(unknown, Err(CustodyRejection::SubjectUnknown));
}

#[test]
fn nothing_more_is_written_about_an_erased_person() {
    let (case, custody) = (failed(), Custody { shredded: [SUBJECT].into(), ..Custody::default() });
    for command in [hold(), lift()] {
        let refused = asked(&custody, &case, &director(), "2040-01-01 09:00", command);
        assert_eq!(refused, Err(CustodyRejection::SubjectErased));
    }
}

#[test]
fn a_restricted_file_is_neither_restricted_again_nor_archived() {
    let (case, none) = (failed(), Custody::default());
    let lifting = CustodyCommand::LiftRestriction;
    assert_eq!(
        asked(&none, &case, &director(), "2026-11-02 09:00", lifting.clone()),
        Err(CustodyRejection::NotRestricted)
    );
    let restricted =
        after(none.clone(), &asked(&none, &case, &officer(), "2026-11-02 09:00", restrict()).unwrap());
    assert_eq!(asked(&restricted, &case, &officer(), "2026-11-02 09:00", restrict()), Ok(vec![]));
    assert_eq!(
        asked(&restricted, &case, &clerk(), "2026-11-02 09:00", archive()),
        Err(CustodyRejection::ProcessingRestricted)
    );
    let free = after(
        restricted.clone(),
        &asked(&restricted, &case, &director(), "2026-11-03 09:00", lifting).unwrap(),
    );
    assert_eq!(free, none);
}

#[test]
fn a_file_is_archived_once_with_the_day_it_is_kept_until() {
    let (case, none) = (failed(), Custody::default());
    let archived = asked(&none, &case, &clerk(), "2026-11-02 09:00", archive()).unwrap();
    let [CustodyEvent::CaseArchived(event)] = archived.as_slice() else { panic!("{archived:?}") };
    assert_eq!(
        (event.retention_class, event.keep_until),
        (RetentionClassCode::Terminated, day("2031-10-20"))
    );
    assert_eq!(
        asked(&after(none, &archived), &case, &clerk(), "2026-11-03 09:00", archive()),
        Err(CustodyRejection::AlreadyArchived)
    );
}

#[test]
fn an_archive_file_is_handed_out_only_to_whom_another_person_released_it_and_for_three_days() {
    let (case, none) = (failed(), Custody::default());
    let at = "2026-11-03 09:00";
    assert_eq!(asked(&none, &case, &officer(), at, release(&clerk())), Err(CustodyRejection::NotArchived));
    let archived = after(none.clone(), &asked(&none, &case, &clerk(), at, archive()).unwrap());
    assert_eq!(
        asked(&archived, &case, &director(), at, release(&director())),
        Err(CustodyRejection::SecondPersonRequired),
        "nobody releases it to himself"
    );
    assert!(!archived.hands_archive_to(&clerk().user, on(at)));
    let released = asked(&archived, &case, &director(), at, release(&clerk())).unwrap();
    let released = after(archived, &released);
    assert!(released.hands_archive_to(&clerk().user, on("2026-11-06 08:59")));
    assert!(!released.hands_archive_to(&clerk().user, on("2026-11-06 09:00")), "three days, no longer");
    assert!(!released.hands_archive_to(&director().user, on(at)), "not to whoever released it");
}

#[test]
fn strangers_learn_nothing_of_a_file() {
    let custody = Custody::default();
    let parts = [applicant(), agent(), mediator(), court()].map(|actor| ("a participant", actor));
    for (who, stranger) in strangers().into_iter().chain(parts) {
        let refused = asked(&custody, &failed(), &stranger, "2026-11-02 09:00", restrict());
        assert_eq!(refused, Err(CustodyRejection::NotFound), "{who}");
    }
    let nowhere = asked(&custody, &Case::NotFiled, &officer(), "2026-11-02 09:00", restrict());
    assert_eq!(nowhere, Err(CustodyRejection::NotFound));
}

#[test]
fn a_refusal_explains_itself() {
    let refusals = [
        CustodyRejection::NotFound,
        CustodyRejection::LegalHold { ground: HoldGround::Audit },
        CustodyRejection::RetentionRunning {
            class: RetentionClassCode::Agreement,
            keep_until: day("2036-01-01"),
        },
        CustodyRejection::CaseNotClosed,
        CustodyRejection::SubjectUnknown,
        CustodyRejection::SubjectErased,
        CustodyRejection::SecondPersonRequired,
        CustodyRejection::HoldUnknown,
        CustodyRejection::NotRestricted,
        CustodyRejection::ProcessingRestricted,
        CustodyRejection::AlreadyArchived,
        CustodyRejection::NotArchived,
    ];
    let codes: Vec<_> = refusals.iter().map(CustodyRejection::code).collect();
    assert_eq!(codes, CustodyRejection::ALL_CODES);
    assert_eq!(refusals[1].facts(), [("ground", "AUDIT".to_owned())]);
    assert_eq!(refusals[2].basis(), Some("PIPL 47(2); PML 27"));
}

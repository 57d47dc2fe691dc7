//! An event of every type with every field filled, as the rules make them.

mod agreed;
mod intake;
mod older;
mod roster;
mod routes;
mod small;
mod time;

use super::AnyEvent;
use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use agreed::*;
use domain::case::*;
use domain::classification::*;
use domain::deadline::Timer;
use domain::ids::{PartyId, SessionId};
use domain::institution::{self, Institution, InstitutionRegistered};
use domain::mediator::{
    self, Interest, InterestTarget, Mediator, MediatorAmended, MediatorCommand, MediatorKind,
    MediatorRegistered, Profile, RosterTerm,
};
use domain::number_register::{self, NumberRegister};
use domain::occasion::Occasion;
use domain::personal::Sealed;
use domain::rule_set::RuleSet;
use domain::text::{PersonName, Phone};
use older::{OLDER, as_first_written};
use roster::*;
use routes::{orders, other_ways};
use small::{memoranda, opinions, since_small_disputes};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The event that every specimen is sealed for.
pub(crate) const SEALED_FOR: Uuid = Uuid::from_u128(0xE7);

/// Seals every slot as the vault does, with a placeholder for the ciphertext.
pub(crate) fn seal(mut event: AnyEvent) -> AnyEvent {
    event.each_personal(&mut |path, slot| {
        let field = path.to_owned();
        let content = "AQIDBAUGBwgJCgsMDQ4PEA==".to_owned();
        slot.put(Sealed { subject: slot.subject(), event: SEALED_FOR, field, content });
    });
    event
}

/// Name of the golden file and the event in clear: every type, and every other shape of a type.
pub(crate) fn specimens() -> BTreeMap<String, AnyEvent> {
    let mut all: BTreeMap<String, AnyEvent> = BTreeMap::new();
    for story in stories().into_iter().chain(opinions()) {
        for event in story.history() {
            all.entry(event.wire_name().to_owned()).or_insert_with(|| AnyEvent::Case(event.clone()));
        }
    }
    let first = opening_as_first_written(&all["case.session-opened.v1"]);
    all.insert("case.session-opened.v1".to_owned(), first);
    let challenged = offered().and(applicant(), on("2026-10-14 10:00"), request_recusal(Some(APPLICANT)));
    let decided = challenged.history().iter().find(|event| matches!(event, Event::RecusalDecided(_)));
    let decided = decided.expect("a consumer's request is granted").clone();
    all.insert("case.recusal-decided.v1~on-request".to_owned(), AnyEvent::Case(decided));
    for (variant, story) in variants() {
        let event = story.history().last().expect("a variant ends with its event").clone();
        all.insert(format!("{}~{variant}", event.wire_name()), AnyEvent::Case(event));
    }
    for (variant, story) in orders() {
        let event = story.history().last().expect("a variant ends with its event").clone();
        all.insert(format!("{}~{variant}", event.wire_name()), AnyEvent::Case(event));
    }
    for name in OLDER {
        let first = as_first_written(&all[*name]);
        all.insert((*name).to_owned(), first);
    }
    let since = [
        since_obligations_have_creditors(),
        since_papers_are_scanned(),
        since_parties_choose(),
        since_small_disputes(),
        time::since_rungs_have_days(),
    ];
    for (variant, story) in since.into_iter().flatten() {
        let event = story.history().last().expect("a variant ends with its event").clone();
        all.insert(format!("{}~{variant}", event.wire_name()), AnyEvent::Case(event));
    }
    let fully = MediatorRegistered { account: Some(mediator().user), profile: profile(), ..roster_entry() };
    let fully = events_of(vec![MediatorCommand::Register(fully)]).remove(0);
    all.insert("mediator.registered.v1~profile".to_owned(), fully);
    let custody = crate::custody::every_event().into_iter().map(AnyEvent::Custody);
    let requests = crate::data_request::every_event().into_iter().map(AnyEvent::DataRequest);
    for event in crate::data_request::of_a_correction() {
        all.insert(format!("{}~correction", event.wire_name()), AnyEvent::DataRequest(event));
    }
    let privacy = custody.chain(requests).collect();
    for event in [registers(), memoranda(), roster(), privacy, calendars()].concat() {
        all.insert(event.wire_name().to_owned(), event);
    }
    intake::add(&mut all);
    all
}

/// What they look like today.
fn since_parties_choose() -> Vec<(&'static str, Story)> {
    let at = on("2026-10-14 09:00");
    let reading = RosterReading {
        candidates: vec![
            candidate(unbound()),
            candidate(seconded_by(bank(), branch())),
            Candidate { load: 4, ..candidate(domain::mediator::MediatorFacts::new(FREE[0])) },
        ],
        language: Some(Language::Cantonese),
        read_at: 42,
    };
    let consents = consent_of(APPLICANT, &[ConsentMatter::Mediate]);
    vec![
        ("explained", consented().and(clerk(), at, OfferMediator { roster: reading, ..offer_mediator() })),
        ("centre-appoints", notified().and(applicant(), on("2026-10-13 09:00"), consents)),
        ("choice-reopened", offered().and(mediator(), at, decline_assignment())),
        ("choice-reopened", offered().and(director(), at, replace_mediator())),
        ("left-to-centre", choosing().and(applicant(), at, leave_to_centre(APPLICANT))),
    ]
}

/// The fullest story of each event first.
fn stories() -> Vec<Story> {
    vec![
        received_and_accepted(),
        flagged().and(
            clerk(),
            on("2026-10-12 09:30"),
            DecideSimilarity { relation: SimilarRelation::Joined, ..decide_similarity() },
        ),
        represented().and(clerk(), on("2026-10-12 10:00"), change_authority_fully()).and(
            applicant(),
            on("2026-10-12 11:00"),
            revoke_representative(),
        ),
        filed().and(clerk(), on("2026-10-12 10:00"), record_capacity()),
        filed()
            .and(clerk(), on("2026-10-12 10:00"), record_special_needs())
            .and(clerk(), on("2026-10-12 10:00"), screen_risk())
            .and(clerk(), on("2026-10-12 10:00"), report_risk()),
        accepted().and(clerk(), on("2026-10-12 11:00"), change_track()),
        notified().and(clerk(), on("2026-10-13 10:00"), join_branch()),
        accepted().and(clerk(), on("2026-10-20 09:00"), terminate_mediation()),
        mediated(),
        agreed_on(every_clause()),
        sent_back(),
        spoken(),
        case_closed(),
        listed()
            .and(applicant(), on("2026-10-14 10:00"), appoint_representative())
            .and(lawyer(), on("2026-10-14 10:30"), choose_mediator(APPLICANT))
            .and(lawyer(), on("2026-10-14 11:00"), answer_list(APPLICANT, &[MEDIATOR], &[FREE[1]]))
            .and(clerk(), on("2026-10-19 09:00"), close_with_one_gone()),
        supplementing().and(applicant(), on("2026-10-13 09:00"), submit_supplement()),
        supplementing().and(clerk(), on("2026-10-15 09:00"), extend_supplement()),
        supplementing().and(clerk(), on("2026-10-20 09:00"), LapseApplication),
        notified().and(the_house(), on("2026-11-04 00:00"), fire_timer(Timer::T05a, "2026-11-11")).and(
            the_house(),
            on("2026-12-04 00:00"),
            fire_timer(Timer::T03, "2026-10-19"),
        ),
        rights_told()
            .and(
                mediator(),
                on("2026-10-20 09:00"),
                ExtendPeriod { until: day("2027-02-13"), ..extend_period() },
            )
            .after_the_next_notice()
            .and(the_house(), on("2026-11-26 00:00"), recompute_deadline(Timer::T05a, "2027-02-15")),
        refused(),
        consented().and(applicant(), on("2026-10-14 09:00"), revoke(APPLICANT, ConsentMatter::Online)),
        notified().and(agent(), on("2026-10-13 09:00"), refuse_mediation()),
        offered().and(mediator(), on("2026-10-14 10:00"), decline_assignment()),
        scheduled().and(clerk(), on("2026-10-15 09:00"), cancel_session()),
        scheduled().and(clerk(), on("2026-10-15 09:00"), moved()),
        open().and(mediator(), on("2026-10-19 15:00"), adjourn_session()),
        scheduled().and(the_house(), on("2026-10-19 15:00"), drop_booking()),
        rights_told().and(
            mediator(),
            on("2026-10-20 09:00"),
            ExtendPeriod { until: day("2026-12-12"), ..extend_period() },
        ),
        minuted(),
        suspended().and(mediator(), on("2026-10-26 09:00"), resume_mediation()),
        appraising().and(clerk(), on("2026-10-26 09:00"), receive_appraisal()),
        evaluated().and(applicant(), on("2026-10-17 09:00"), answer_evaluation(APPLICANT)),
        complaint_decided(),
        open().and(mediator(), on("2026-10-19 15:00"), record_caucus()).and(
            mediator(),
            on("2026-10-19 15:10"),
            write_note(),
        ),
        scheduled().and(
            mediator(),
            on("2026-10-19 14:30"),
            RecordNoShow { excuse: Some(secret_short("代理人住院")), ..record_no_show() },
        ),
        exchanging().and(agent(), on("2026-10-15 09:00"), post_statement(Some(BANK))),
        rights_told()
            .and(agent(), on("2026-10-14 15:00"), offer_of_bank())
            .and(
                applicant(),
                on("2026-10-14 16:00"),
                MakeProposal { by: Some(APPLICANT), replies_to: Some(1), ..make_proposal() },
            )
            .and(applicant(), on("2026-10-14 17:00"), WithdrawProposal { proposal: 2 }),
        bids_apart(),
        filed_at_court().and(court(), on("2026-10-26 09:00"), court_does_not_accept()),
        prepared().and(agent(), on("2026-10-22 10:00"), abandon_confirmation()),
        jointly_signed().and(clerk(), on("2026-11-20 09:00"), LapseConfirmation),
        under_review().and(court(), on("2026-11-02 10:00"), court_extends_review()),
        inquired().and(clerk(), on("2026-10-28 09:00"), answer_inquiry()),
        objected().and(
            court(),
            on("2026-12-01 09:00"),
            court_decides(ObjectionOutcome::Changed, "2026-11-30"),
        ),
        confirmed().and(court(), on("2026-11-05 09:00"), court_confirms()),
        other_ways(),
        asked_for_more().and(clerk(), on("2026-10-27 09:00"), supply_confirmation_documents()),
        under_review().and(court(), on("2026-11-04 10:00"), court_dismisses()),
        under_review().and(court(), on("2026-11-04 10:00"), court_treats_as_withdrawn()),
        withdrawn(),
        effective().and(director(), on("2026-10-26 10:00"), correct_party_data()),
        open()
            .and(mediator(), on("2026-10-19 14:10"), disclose_conflict())
            .and(applicant(), on("2026-10-19 14:20"), waive_conflict(APPLICANT))
            .and(agent(), on("2026-10-19 14:30"), waive_conflict(BANK))
            .and(clerk(), on("2026-10-19 14:40"), scan_conflicts())
            .and(agent(), on("2026-10-19 14:50"), request_recusal(Some(BANK)))
            .and(director(), on("2026-10-20 09:00"), decide_recusal(false))
            .and(director(), on("2026-10-20 10:00"), replace_mediator()),
        given(signed_for(entrustment(TrialProcedure::Ordinary))),
        reported_to_court(),
        settled_for_court(assignment()).and(court(), on("2026-11-10 09:00"), court_paper()),
        at_foshan(),
        disputed().and(federation(), on("2026-10-15 09:00"), decide_transfer(false)),
        offered_to_foshan(consented()).and(clerk(), on("2026-10-14 10:00"), WithdrawTransfer),
        effective()
            .and(the_house(), on("2026-10-24 00:00"), follow_up_performance("2026-10-27"))
            .and(agent(), on("2026-10-28 09:00"), report_performance())
            .and(applicant(), on("2026-10-29 09:00"), confirm_receipt()),
        accelerated(),
        effective().and(applicant(), on("2026-10-28 09:00"), waive_obligation()),
        enforced().and(clerk(), on("2026-11-20 10:00"), record_follow_up()),
        facts_refused(),
        silence_served().and(applicant(), on("2026-10-22 09:00"), object(APPLICANT)),
        silence_served().and(
            applicant(),
            on("2026-10-22 09:00"),
            revoke(APPLICANT, ConsentMatter::NoObjection),
        ),
    ]
}

/// One side identified, the other let pass for a reason, and a third party that did not come.
fn with_somebody_absent() -> Story {
    let known = Participant { unverified: Some(secret_short("系统故障")), ..there(BANK, None) };
    let lawyer = Participant { representative: Some(LAWYER), ..both_there().remove(0) };
    let on_site = ScheduleSession { mode: SessionMode::OnSite, ..schedule_session() };
    rights_told()
        .and(mediator(), on("2026-10-14 15:00"), on_site)
        .and(applicant(), on("2026-10-15 09:00"), appoint_representative())
        .and(clerk(), on("2026-10-15 09:00"), join_branch())
        .and(mediator(), on("2026-10-15 10:00"), notify_rights())
        .and(
            mediator(),
            on("2026-10-19 14:00"),
            OpenSession { participants: vec![lawyer, known], recorded: false, ..open_session() },
        )
}

fn exchange_closing() -> CloseSession {
    CloseSession { record: SessionRecord::Exchange {}, ..close_session() }
}

/// Minutes that were corrected and that not everybody signs.
fn minuted() -> Story {
    closed_session()
        .and(applicant(), on("2026-10-19 17:00"), request_correction())
        .and(mediator(), on("2026-10-19 17:10"), record_correction())
        .and(
            agent(),
            on("2026-10-19 17:20"),
            SignMinutes { version: 2, ..refuse_minutes(Signer::Party(BANK)) },
        )
}

/// An opening as it was written before it was kept who checked.
fn opening_as_first_written(opening: &AnyEvent) -> AnyEvent {
    let AnyEvent::Case(Event::SessionOpened(opening)) = opening else { panic!("{opening:?}") };
    let participants = opening.participants.iter().cloned();
    let participants = participants.map(|it| Participant { checked_by: None, ..it }).collect();
    AnyEvent::Case(Event::SessionOpened(SessionOpened { participants, ..opening.clone() }))
}

/// One on the list was struck off the roster meanwhile.
fn close_with_one_gone() -> CloseMediatorList {
    let mut mediators = list_of_four();
    mediators[3].facts.active = false;
    CloseMediatorList { mediators }
}

fn change_authority_fully() -> ChangeAuthority {
    ChangeAuthority { authority: authority(), ..change_authority() }
}

/// Other shapes of a type.
fn variants() -> Vec<(&'static str, Story)> {
    let recording = CloseSession { record: SessionRecord::Recording { sha256: sha() }, ..close_session() };
    let matter = &[ConsentMatter::RecordingAsMinutes];
    let bare = FileApplication {
        outside_ticket: None,
        product: None,
        claims: vec![Claim { kind: ClaimKind::Apology, amount: None, wording: None }],
        dispute_fen: None,
        incident_on: None,
        prior_complaint: None,
        ..file_application()
    };
    let reserved = ScheduleSession { reservation: Some(reservation(0xB0)), ..schedule_session() };
    let x05 = RefuseAcceptance { grounds: vec![Exclusion::AlreadySettled], ..refuse_acceptance() };
    let same = flagged().and(clerk(), on("2026-10-12 09:30"), decided(SimilarRelation::Same));
    vec![
        ("same-dispute", same.and(director(), on("2026-10-12 10:00"), x05)),
        (
            "complaint-pending",
            nothing().and(
                applicant(),
                on("2026-10-12 09:00"),
                FileApplication {
                    prior_complaint: Some(PriorComplaint {
                        replied_on: None,
                        ..pending_complaint("2026-10-08")
                    }),
                    ..file_application()
                },
            ),
        ),
        (
            "complaint-answered",
            nothing().and(
                applicant(),
                on("2026-10-12 09:00"),
                FileApplication {
                    prior_complaint: Some(PriorComplaint {
                        replied_on: Some(day("2026-10-09")),
                        outcome: ComplaintOutcome::Rejected,
                        ..pending_complaint("2026-10-08")
                    }),
                    ..file_application()
                },
            ),
        ),
        ("reserved", rights_told().and(mediator(), on("2026-10-14 15:00"), reserved)),
        ("bare", nothing().and(clerk(), on("2026-10-12 09:00"), bare)),
        (
            "recording",
            open()
                .and(applicant(), on("2026-10-19 14:10"), consent_of(APPLICANT, matter))
                .and(agent(), on("2026-10-19 14:10"), consent_of(BANK, matter))
                .and(mediator(), on("2026-10-19 16:30"), recording),
        ),
        (
            "next-step",
            open().and(
                mediator(),
                on("2026-10-19 16:30"),
                CloseSession { next_step: Some(next_step()), ..close_session() },
            ),
        ),
        ("checked", with_somebody_absent()),
        (
            "signed",
            closed_session().and(applicant(), on("2026-10-19 16:50"), appoint_representative()).and(
                lawyer(),
                on("2026-10-19 17:00"),
                sign_minutes(Signer::Party(APPLICANT)),
            ),
        ),
        (
            "representative",
            exchanging().and(applicant(), on("2026-10-14 15:10"), appoint_representative()).and(
                lawyer(),
                on("2026-10-15 09:00"),
                post_statement(Some(APPLICANT)),
            ),
        ),
        ("exchange", exchanging().and(mediator(), on("2026-10-19 16:30"), exchange_closing())),
        (
            "by-the-court",
            mediated_for_court(entrustment(TrialProcedure::Ordinary)).and(
                mediator(),
                on("2026-10-20 09:00"),
                ExtendPeriod {
                    until: day("2026-11-20"),
                    court_consent: Some(short("（2026）粤0104民初123号延期函")),
                    ..extend_period()
                },
            ),
        ),
        ("mediator", signed()),
        (
            "certificate",
            drafted().and(
                applicant(),
                on("2026-10-20 10:00"),
                SignAgreement { certificate: Some(certificate()), ..sign_as_applicant() },
            ),
        ),
        ("panel", consented().and(clerk(), on("2026-10-14 09:00"), panel())),
        (
            "representative",
            drafted().and(applicant(), on("2026-10-20 09:10"), appoint_representative()).and(
                lawyer(),
                on("2026-10-20 10:00"),
                sign_as_applicant(),
            ),
        ),
        (
            "representative",
            prepared().and(applicant(), on("2026-10-22 09:10"), appoint_representative()).and(
                lawyer(),
                on("2026-10-22 10:00"),
                sign_confirmation(APPLICANT),
            ),
        ),
        (
            "guardian",
            guarded().and(clerk(), on("2026-10-12 10:00"), accept_case()).and(
                guardian(),
                on("2026-10-13 09:00"),
                consent_of(APPLICANT, &[ConsentMatter::Online]),
            ),
        ),
        (
            "counter",
            rights_told().and(agent(), on("2026-10-14 15:00"), offer_of_bank()).and(
                applicant(),
                on("2026-10-14 16:00"),
                MakeProposal { by: Some(APPLICANT), replies_to: Some(1), ..make_proposal() },
            ),
        ),
        (
            "objection",
            rights_told().and(mediator(), on("2026-10-14 15:00"), make_proposal()).and(
                agent(),
                on("2026-10-14 16:00"),
                object_to_proposal(BANK),
            ),
        ),
        ("second", both_bid()),
        (
            "matched",
            both_bid().and(applicant(), on("2026-10-15 12:00"), reveal(APPLICANT, 1, 400_000)).and(
                agent(),
                on("2026-10-15 13:00"),
                reveal(BANK, 1, 500_000),
            ),
        ),
        ("lapsed", bidding().and(clerk(), on("2026-10-20 09:00"), CloseBidding { round: 1 })),
        (
            "invalid",
            both_bid().and(applicant(), on("2026-10-15 12:00"), reveal(APPLICANT, 1, 400_001)).and(
                agent(),
                on("2026-10-15 13:00"),
                reveal(BANK, 1, 500_000),
            ),
        ),
        (
            "last-to-mediate",
            notified().and(agent(), on("2026-10-13 09:00"), consent_of(BANK, &[ConsentMatter::Mediate])).and(
                applicant(),
                on("2026-10-13 10:00"),
                consent_of(APPLICANT, &[ConsentMatter::Mediate]),
            ),
        ),
        (
            "nothing-to-enforce",
            under_review().and(agent(), on("2026-10-28 09:00"), report_performance()).and(
                court(),
                on("2026-11-04 10:00"),
                court_confirms(),
            ),
        ),
        (
            "conduct",
            agreed_on(every_clause()).and(
                clerk(),
                on("2026-11-20 09:00"),
                ReportPerformance {
                    seq: 5,
                    amount: None,
                    performed_on: day("2026-11-20"),
                    ..report_performance()
                },
            ),
        ),
    ]
}

/// At short notice that both waived, with everything held in calendars.
fn moved() -> RescheduleSession {
    RescheduleSession {
        starts_at: on("2026-10-16 09:00"),
        notice_waived_by: vec![APPLICANT, BANK],
        reservation: Some(reservation(0xB2)),
        ..reschedule_session()
    }
}

/// Three parties, a ticket from outside, and acceptance with remarks.
fn received_and_accepted() -> Story {
    let firm = PartyIdentity::Organisation {
        name: short("某商贸有限公司"),
        uscc: firm(),
        phone: Some(secret(Phone::parse("020-83330000").unwrap())),
    };
    let firm = FiledParty {
        party: PartyId(Uuid::from_u128(0xA2)),
        side: Side::Applicant,
        account: None,
        identity: firm,
    };
    let parties = vec![depositor(), firm, bank_branch()];
    let application =
        FileApplication { outside_ticket: Some(short("12363-2026-001")), parties, ..file_application() };
    let mut accept =
        AcceptCase { without_prior_complaint: Some(secret_short("网点撤并")), ..accept_case() };
    accept.checks[0].remark = Some(secret_short("核对身份证原件"));
    nothing().and(clerk(), on("2026-10-12 09:00"), application).and(clerk(), on("2026-10-12 10:00"), accept)
}

/// A seconded mediator who discloses something, and a session at short notice.
fn mediated() -> Story {
    let facts = domain::mediator::MediatorFacts { id: MEDIATOR, ..seconded_by(other_bank(), other_bank()) };
    let accept = AcceptAssignment {
        mediator: facts.clone(),
        disclosed: vec![RecusalGround::OtherRelation],
        disclosure: Some(secret_long("曾与申请人同住一个小区。")),
    };
    let soon = ScheduleSession {
        session: SessionId(Uuid::from_u128(0x5D)),
        starts_at: on("2026-10-15 09:00"),
        notice_waived_by: vec![APPLICANT, BANK],
        ..schedule_session()
    };
    consented()
        .and(clerk(), on("2026-10-14 09:00"), OfferMediator { mediator: facts, ..offer_mediator() })
        .and(clerk(), on("2026-10-14 09:10"), waive_conflict(APPLICANT))
        .and(clerk(), on("2026-10-14 09:20"), waive_conflict(BANK))
        .and(mediator(), on("2026-10-14 10:00"), accept)
        .and(mediator(), on("2026-10-14 11:00"), soon)
}

fn registers() -> Vec<AnyEvent> {
    let entry = InstitutionRegistered {
        uscc: branch(),
        name: short("某银行广州分行"),
        legal_person: bank(),
        parent: None,
        group: Some(short("某集团")),
        sector: Sector::Bank,
    };
    let institution = institution::register(&Institution::NotRegistered, entry);
    let number = number_register::reserve(&NumberRegister::default(), CASE, |_| None);
    let institution = institution.into_iter().map(AnyEvent::Institution);
    institution.chain(number.into_iter().map(AnyEvent::Number)).collect()
}

fn calendars() -> Vec<AnyEvent> {
    crate::resource_calendar::one_of_each().into_iter().map(AnyEvent::Calendar).collect()
}

/// Three mediators, of whom one is known thoroughly.
fn panel() -> OfferMediator {
    let mut known = seconded_by(other_bank(), other_bank());
    known.account = Some(mediator().user);
    known.employment = once_employed(Some("2024-06-30")).employment;
    known.employment[0].since = Some(day("2020-07-01"));
    known.handled = vec![domain::ids::CaseId(Uuid::from_u128(0xCA5F))];
    known.term.to = Some(day("2028-12-31"));
    known.interests = vec![Interest {
        seq: 1,
        ground: RecusalGround::Interest,
        target: InterestTarget::Account { user: court().user },
        since: None,
        until: Some(day("2025-12-31")),
    }];
    OfferMediator {
        co_mediators: vec![
            known,
            domain::mediator::MediatorFacts::new(domain::ids::MediatorId(Uuid::from_u128(0xC9))),
        ],
        number_agreed_by: vec![APPLICANT, BANK],
        ..offer_mediator()
    }
}

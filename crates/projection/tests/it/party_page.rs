//! A party's own page: who has to act is told so, and nobody else; nobody is blamed.

mod agents;

use crate::story::{
    Story, agent, bank, filed, in_default, opined, opinion_accepted, refuse, request_supplement, withdraw,
};
use crate::support::{House, value};
use chrono::{Days, NaiveDate};
use domain::case::*;
use domain::classification::*;
use domain::deadline::{Deadline, Timer};
use domain::ids::PartyId;
use domain::money::Fen;
use domain::occasion::Actor;
use projection::{
    AuthorityRequestView, AwaitedCode, BidRoundView, CaseView, ChoiceView, CommitmentView,
    EvaluationReportView, EvaluationView, FactsState, IfNothing, LastDay, ListView, NoObjectionServiceView,
    NoObjectionState, NoObjectionView, PageReader, PartyPage, PauseView, PerformanceCode, ProposalState,
    ProposalView, Reader, SelectionView, SessionRecordView, SessionState, StandCode, SuspensionView,
    TaskCode, TaskSubject, UndisputedFactsView,
};

/// A case as the views hold it, and its two sides.
struct Told {
    story: Story,
    view: CaseView,
    records: Vec<SessionRecordView>,
    today: NaiveDate,
}

impl Told {
    async fn of(story: Story) -> Self {
        let house = House::new();
        house.append(&story).await;
        let views = house.views().await;
        let reader = Reader::Staff(story.centre().clone());
        let view = value(views.case(&reader, story.id())).expect("the case is there");
        let records = value(views.session_records(&reader, story.id())).expect("records");
        let today = story.today();
        Self { story, view, records, today }
    }

    fn page(&self, actor: &Actor) -> PartyPage {
        let own = self.view.parties_of(actor, &[]);
        PartyPage::of(&self.view, &self.records, &PageReader { actor, own: &own, today: self.today })
    }

    fn applicant(&self) -> PartyPage {
        self.page(&self.story.applicant())
    }

    fn bank(&self) -> PartyPage {
        self.page(&agent())
    }

    /// Whether each side, the applicant first, has this to do.
    fn have(&self, code: TaskCode) -> (bool, bool) {
        let has = |page: PartyPage| page.tasks.iter().any(|task| task.code == code);
        (has(self.applicant()), has(self.bank()))
    }

    /// A period that ends in a week.
    fn period(&self, timer: Timer) -> Deadline {
        let due_date = self.today.checked_add_days(Days::new(7)).expect("a day");
        Deadline { timer, due_date, ..self.view.agreement_or_first() }
    }

    /// The day after the last one of such a period.
    fn too_late(mut self) -> Self {
        self.today = self.today.checked_add_days(Days::new(8)).expect("a day");
        self
    }
}

trait FirstPeriod {
    fn agreement_or_first(&self) -> Deadline;
}

impl FirstPeriod for CaseView {
    fn agreement_or_first(&self) -> Deadline {
        self.deadlines.first().expect("a period runs").clone()
    }
}

fn codes(page: &PartyPage) -> Vec<TaskCode> {
    page.tasks.iter().map(|task| task.code).collect()
}

fn awaited(page: &PartyPage) -> Vec<AwaitedCode> {
    page.awaited.iter().map(|it| it.code).collect()
}

#[tokio::test]
async fn whoever_filed_waits_for_the_centre_and_has_nothing_to_do() {
    let told = Told::of(filed(1)).await;
    let page = told.applicant();
    assert_eq!((page.stands, codes(&page)), (StandCode::Submitted, vec![]));
    assert_eq!(awaited(&page), [AwaitedCode::DecideAcceptance]);
    assert_eq!(page.own, [(told.story.applicant_party(), Side::Applicant)]);
}

#[tokio::test]
async fn what_is_missing_is_asked_of_the_applicant_until_its_last_day() {
    let story = filed(1);
    let asking = request_supplement(&story);
    let told = Told::of(story.clone().step(story.clerk(), asking)).await;
    assert_eq!(told.have(TaskCode::SupplySupplement), (true, false));
    let page = told.applicant();
    let task = &page.tasks[0];
    assert_eq!((page.stands, task.details.len()), (StandCode::Supplementing, 1));
    assert!(matches!(&task.last_day, Some(LastDay::Period(period)) if period.timer == Timer::T02));
    assert_eq!(task.code.if_nothing(), Some(IfNothing::Withdrawn));
    assert_eq!(awaited(&page), [], "it waits for the reader alone");
    assert_eq!(awaited(&told.bank()), [AwaitedCode::Supplement]);
    let after = Told { today: told.today.checked_add_days(Days::new(60)).expect("a day"), ..told };
    assert_eq!(after.have(TaskCode::SupplySupplement), (false, false));
}

#[tokio::test]
async fn each_side_is_asked_whether_it_mediates_once_it_was_told() {
    let accepted = Told::of(filed(1).accepted()).await;
    assert_eq!(accepted.have(TaskCode::AnswerInvitation), (true, false));
    let told = Told::of(filed(1).accepted().notified()).await;
    assert_eq!(told.have(TaskCode::AnswerInvitation), (true, true));
    let bank = told.bank();
    assert_eq!((bank.stands, awaited(&bank)), (StandCode::ConsentPending, vec![AwaitedCode::Consents]));
    assert!(matches!(&bank.tasks[0].last_day, Some(LastDay::Period(period)) if period.timer == Timer::T03));
    assert_eq!(bank.tasks[0].code.if_nothing(), Some(IfNothing::NoConsent));
    let consented = Told::of(filed(1).accepted().notified().consented()).await;
    assert_eq!(consented.have(TaskCode::AnswerInvitation), (false, false));
}

#[tokio::test]
async fn a_mediator_is_chosen_by_whoever_has_not_chosen() {
    let mut told = Told::of(filed(1).accepted().notified().consented()).await;
    assert_eq!(told.applicant().stands, StandCode::MediatorSelection);
    let by_applicant = |it: &ChoiceView| it.party == told.story.applicant_party();
    let mut choices = std::mem::take(&mut told.view.selection.choices);
    choices.retain(by_applicant);
    told.view.selection.choices = choices;
    assert_eq!(told.have(TaskCode::ChooseMediator), (false, true));
    let list = ListView {
        mediators: vec![],
        needed: 1,
        strikes: 1,
        sent_at: told.story.now(),
        answer_by: told.period(Timer::T04),
        answers: vec![projection::ListAnswerView {
            party: told.story.bank_party(),
            struck: vec![],
            ranked: vec![],
            answered_at: told.story.now(),
        }],
        result: None,
    };
    told.view.selection = SelectionView { choices: vec![], list: Some(list) };
    assert_eq!(told.have(TaskCode::AnswerMediatorList), (true, false));
    assert_eq!(told.have(TaskCode::ChooseMediator), (false, false), "the list stands in its place");
    assert_eq!(told.too_late().have(TaskCode::AnswerMediatorList), (false, false));
}

#[tokio::test]
async fn while_a_mediator_is_asked_nobody_else_has_to_act() {
    let told = Told::of(filed(1).accepted().notified().consented().asked(crate::story::MEDIATOR)).await;
    for page in [told.applicant(), told.bank()] {
        assert_eq!((page.stands, codes(&page)), (StandCode::MediatorOffered, vec![]));
        assert_eq!(awaited(&page), [AwaitedCode::MediatorAnswers]);
    }
}

#[tokio::test]
async fn a_relation_of_the_mediator_is_considered_by_each_party_for_itself() {
    let mut told = Told::of(filed(1).in_mediation()).await;
    let party = told.story.bank_party();
    let finding = ConflictFinding::new(RecusalGround::OtherRelation, Some(party), Trigger::Disclosed);
    let barred = ConflictFinding::new(RecusalGround::Benefit, Some(party), Trigger::Disclosed);
    let suspended_at = told.story.now();
    told.view.panel[0].suspended =
        Some(SuspensionView { findings: vec![finding, barred], inactive: false, suspended_at });
    assert_eq!(told.have(TaskCode::ConsiderRelation), (true, true));
    assert_eq!(told.applicant().tasks.len(), 1, "a bar nobody can lift is nobody's task");
    told.view.waivers.push(projection::WaiverView {
        mediator: crate::story::MEDIATOR,
        ground: RecusalGround::OtherRelation,
        about: Some(party),
        by: party,
        form: DeclarationForm::Written,
        waived_at: suspended_at,
    });
    assert_eq!(told.have(TaskCode::ConsiderRelation), (true, false));
}

#[tokio::test]
async fn a_proposal_is_answered_by_whom_it_was_made_to() {
    let mut told = Told::of(filed(1).in_mediation()).await;
    assert_eq!((told.applicant().stands, codes(&told.applicant())), (StandCode::InMediation, vec![]));
    told.view.proposals.push(ProposalView {
        proposal: 3,
        by: Proposer::Mediator(crate::story::MEDIATOR),
        to: vec![told.story.bank_party()],
        replies_to: None,
        terms: vec![],
        made_at: told.story.now(),
        answer_by: told.period(Timer::Offer),
        state: ProposalState::Open,
        answers: vec![],
    });
    assert_eq!(told.have(TaskCode::AnswerProposal), (false, true));
    let page = told.bank();
    assert_eq!(page.tasks[0].about, Some(TaskSubject::Number(3)));
    let other_side = format!("{:?}", told.applicant());
    assert!(!other_side.contains("AnswerProposal"), "who is asked what stays with whom it was asked");
    told.view.suspensions.push(PauseView {
        reason: SuspensionReason::PartiesAsk,
        wording: None,
        agreed_by: vec![],
        clock_stops: true,
        since: told.today,
        resumed_on: None,
    });
    assert_eq!(
        (told.bank().stands, told.have(TaskCode::AnswerProposal)),
        (StandCode::Suspended, (false, false))
    );
    told.view.suspensions.clear();
    assert_eq!(told.too_late().have(TaskCode::AnswerProposal), (false, false));
}

#[tokio::test]
async fn silence_upon_a_no_objection_proposal_is_explained_to_whoever_was_served() {
    let mut told = Told::of(filed(1).in_mediation()).await;
    let salt = told.view.claims[0].wording.clone().expect("a wording");
    let object_by = told.period(Timer::T07);
    let (party, served_on) = (told.story.applicant_party(), told.today);
    told.view.no_objection = Some(NoObjectionView {
        version: 1,
        agreement_no: domain::text::ShortText::parse("X1").expect("a number"),
        terms: vec![],
        settled_fen: Fen::ZERO,
        salt,
        hash: "0".repeat(64),
        proposed_on: served_on,
        served: vec![NoObjectionServiceView { party, method: ServiceMethod::Direct, served_on, object_by }],
        state: NoObjectionState::Open,
        objection: None,
        cause: None,
    });
    assert_eq!(told.have(TaskCode::ConsiderNoObjection), (true, false));
    let page = told.applicant();
    assert_eq!(page.tasks[0].code.if_nothing(), Some(IfNothing::BecomesAgreement));
    assert!(page.tasks[0].code.is_optional(), "nobody has to object");
    assert_eq!(told.too_late().have(TaskCode::ConsiderNoObjection), (false, false));
}

#[tokio::test]
async fn a_bid_is_handed_in_and_revealed_by_whoever_has_not() {
    let mut told = Told::of(filed(1).in_mediation()).await;
    let (payer, payee) = (told.story.bank_party(), told.story.applicant_party());
    let bid = |party: PartyId| CommitmentView { party, commitment: "c".repeat(64), key: "d".repeat(64) };
    told.view.bid_rounds.push(BidRoundView {
        round: 1,
        payer,
        payee,
        split_percent: 50,
        commit_by: told.period(Timer::Bid),
        bids: vec![bid(payer)],
        reveal_by: None,
        revealed: vec![],
        outcome: None,
    });
    assert_eq!(told.have(TaskCode::CommitBid), (true, false));
    let reveal_by = told.period(Timer::BidReveal);
    let round = &mut told.view.bid_rounds[0];
    (round.bids, round.reveal_by, round.revealed) =
        (vec![bid(payer), bid(payee)], Some(reveal_by), vec![payee]);
    assert_eq!(
        (told.have(TaskCode::CommitBid), told.have(TaskCode::RevealBid)),
        ((false, false), (false, true))
    );
    assert_eq!(told.too_late().have(TaskCode::RevealBid), (false, false));
}

#[tokio::test]
async fn an_opinion_is_answered_by_the_customer_alone() {
    let told = Told::of(opined(filed(1))).await;
    assert_eq!(told.have(TaskCode::AnswerOpinion), (true, false));
    let page = told.applicant();
    let task = page.tasks.iter().find(|it| it.code == TaskCode::AnswerOpinion).expect("the task");
    assert!(matches!(&task.last_day, Some(LastDay::Period(period)) if period.timer == Timer::Opinion));
    assert_eq!(task.code.if_nothing(), Some(IfNothing::NotAccepted));
    assert_eq!(awaited(&told.bank()), [AwaitedCode::Opinion]);
    let told = Told::of(opinion_accepted(filed(1))).await;
    assert_eq!(
        (told.bank().stands, told.have(TaskCode::AnswerOpinion)),
        (StandCode::Effective, (false, false))
    );
}

#[tokio::test]
async fn authority_is_asked_of_the_head_office_and_shown_to_nobody_else() {
    let mut told = Told::of(filed(1).in_mediation()).await;
    told.view.authority_requests.push(AuthorityRequestView {
        request: 1,
        party: told.story.bank_party(),
        representative: None,
        ceiling: Fen::ZERO,
        terms: told.view.facts.clone(),
        requested_at: told.story.now(),
        answer_by: told.period(Timer::Authority),
        answer: None,
    });
    assert_eq!(told.have(TaskCode::AnswerAuthority), (false, false), "the branch asked");
    let head_office = Actor { institution: Some(bank()), ..agent() };
    assert_eq!(codes(&told.page(&head_office)), [TaskCode::AnswerAuthority]);
    assert!(!format!("{:?}", told.applicant()).contains("Authority("));
}

#[tokio::test]
async fn minutes_evaluations_and_next_steps_are_for_whoever_has_not_dealt_with_them() {
    let mut told = Told::of(filed(1).in_mediation().scheduled().met(SessionResult::Continue)).await;
    assert_eq!(told.have(TaskCode::SignMinutes), (true, true));
    let (session, party) = (told.story.session(), told.story.applicant_party());
    told.records[0].signatures.push(MinutesSigned {
        session,
        version: 1,
        signer: Signer::Party(party),
        representative: None,
        read_back: ReadBack::ReadByHimself,
        answer: MinutesAnswer::Signed { method: SignatureMethod::Handwritten },
    });
    assert_eq!(told.have(TaskCode::SignMinutes), (false, true));
    told.records[0].version = 2;
    assert_eq!(told.have(TaskCode::SignMinutes), (true, true), "a corrected text is signed anew");
    told.records.clear();

    let text = told.view.facts.clone();
    let title = told.view.claims[0].wording.clone().expect("a wording");
    told.view.evaluations.push(EvaluationView {
        evaluation: 1,
        evaluator: Evaluator::Mediator(crate::story::BUSY),
        question: text.clone(),
        asked_on: told.today,
        delivered_on: Some(told.today),
        report: Some(EvaluationReportView {
            facts: text.clone(),
            opinion: text.clone(),
            expected_result: text,
            document: DocumentRef { title: title.clone(), sha256: "a".repeat(64) },
        }),
        answers: vec![projection::EvaluationAnswerView {
            party,
            accept: true,
            reason: None,
            answered_on: told.today,
        }],
    });
    assert_eq!(told.have(TaskCode::AnswerEvaluation), (false, true));
    let by = told.period(Timer::NextStep);
    told.view.deadlines.push(by.clone());
    told.view.sessions[0].next_step = Some(NextStep { what: title, who: NextActor::Party(party), by });
    assert_eq!(told.have(TaskCode::NextStep), (true, false));
    assert_eq!(told.too_late().have(TaskCode::NextStep), (false, false));
}

#[tokio::test]
async fn sessions_to_come_are_shown_with_time_and_place_and_statements_while_one_is_open_in_writing() {
    let mut told = Told::of(filed(1).in_mediation().scheduled()).await;
    let page = told.applicant();
    assert_eq!(page.sessions.len(), 1);
    assert_eq!(page.sessions[0].venue.as_ref().map(|it| it.as_str()), Some("video-room-3"));
    assert_eq!(awaited(&page), [AwaitedCode::HoldSession]);
    let by = told.period(Timer::Exchange);
    (told.view.sessions[0].state, told.view.sessions[0].exchange_by) = (SessionState::Open, Some(by));
    assert_eq!(told.have(TaskCode::PostStatement), (true, true));
    assert_eq!(told.too_late().have(TaskCode::PostStatement), (false, false));
}

#[tokio::test]
async fn a_text_is_answered_and_signed_by_whoever_has_not_signed() {
    let drafted = filed(1).in_mediation().scheduled().met(SessionResult::Agreed).drafted();
    let told = Told::of(drafted.clone()).await;
    let page = told.applicant();
    assert_eq!(page.stands, StandCode::Signing);
    for code in [TaskCode::AnswerAgreement, TaskCode::SignAgreement, TaskCode::SignMinutes] {
        assert_eq!(told.have(code), (true, true), "{code:?}");
    }
    assert_eq!((page.agreed.len(), page.agreed[0].signed_at.len()), (1, 0));
    let told = Told::of(drafted.signed()).await;
    assert_eq!(
        (told.have(TaskCode::AnswerAgreement), told.have(TaskCode::SignAgreement)),
        ((false, false), (false, false))
    );
    assert_eq!(awaited(&told.applicant()), [AwaitedCode::Seal]);
    assert_eq!(told.bank().agreed[0].signed_at.len(), 1, "its own signature, and no other");
}

#[tokio::test]
async fn what_is_agreed_is_performed_by_whoever_owes_it_and_its_receipt_confirmed_by_the_other() {
    let told = Told::of(filed(1).settled()).await;
    assert_eq!(told.have(TaskCode::Perform), (false, true));
    assert_eq!(told.have(TaskCode::ApplyForConfirmation), (true, true));
    let (own, other) = (told.bank(), told.applicant());
    assert_eq!((own.obligations[0].own, other.obligations[0].own), (true, false));
    assert_eq!(other.obligations[0].outstanding.map(Fen::get), Some(500_000));
    assert_eq!((own.stands, awaited(&other)), (StandCode::Effective, vec![AwaitedCode::FollowPerformance]));
    let day = own.tasks.iter().find(|it| it.code == TaskCode::Perform).and_then(|it| it.last_day.clone());
    assert!(matches!(day, Some(LastDay::OfAgreement(_))));
    let told = Told::of(filed(1).settled().performed()).await;
    assert_eq!(
        (told.have(TaskCode::Perform), told.have(TaskCode::ConfirmReceipt)),
        ((false, false), (true, false))
    );
    assert_eq!(told.applicant().obligations[0].state, PerformanceCode::Performed);
}

#[tokio::test]
async fn what_has_not_come_in_time_is_told_as_still_to_come() {
    let told = Told::of(in_default(filed(1))).await;
    let page = told.bank();
    assert!(page.obligations.iter().any(|it| it.state == PerformanceCode::Open));
    assert!(page.awaited.iter().all(|it| it.last_day.is_none()), "{:?}", page.awaited);
}

#[tokio::test]
async fn the_application_to_the_court_is_signed_by_whoever_has_not_and_completed_by_both() {
    let prepared = filed(1).settled().prepared(crate::story::COURT);
    let told = Told::of(prepared.clone()).await;
    assert_eq!(told.have(TaskCode::SignConfirmation), (true, true));
    assert_eq!(told.have(TaskCode::ApplyForConfirmation), (false, false));
    let mut told = Told::of(prepared.jointly_signed()).await;
    assert_eq!(told.have(TaskCode::SignConfirmation), (false, false));
    let item = told.view.claims[0].wording.clone().expect("a wording");
    let supply_by = told.today.checked_add_days(Days::new(3));
    let confirmation = told.view.confirmation.as_mut().expect("an application");
    confirmation.status = ConfirmationStatus::SupplementRequested;
    (confirmation.missing, confirmation.supply_by) = (vec![MissingItem { item }], supply_by);
    assert_eq!(told.have(TaskCode::SupplyCourtPapers), (true, true));
    let page = told.applicant();
    let task = page.tasks.iter().find(|it| it.code == TaskCode::SupplyCourtPapers).expect("the task");
    assert_eq!((task.last_day.clone(), task.details.len()), (supply_by.map(LastDay::OfCourt), 1));
}

#[tokio::test]
async fn facts_all_parties_accept_are_signed_by_whoever_has_not() {
    let mut told = Told::of(withdraw(filed(1).in_mediation())).await;
    let (applicant, bank) = (told.story.applicant_party(), told.story.bank_party());
    told.view.undisputed_facts = Some(UndisputedFactsView {
        version: 2,
        facts: vec![],
        agreed_by: vec![applicant, bank],
        drafted_at: told.story.now(),
        state: FactsState::Open,
        signatures: vec![projection::FactsSignatureView {
            party: bank,
            representative: None,
            method: SignatureMethod::Handwritten,
            signed_at: told.story.now(),
        }],
        complete_on: None,
        refused_by: None,
        refusal: None,
    });
    assert_eq!(told.have(TaskCode::SignUndisputedFacts), (true, false));
    assert_eq!(told.applicant().stands, StandCode::Terminated);
}

#[tokio::test]
async fn a_case_that_is_over_asks_nobody_for_anything() {
    for (story, stands) in [
        (refuse(filed(1)), StandCode::NotAccepted),
        (withdraw(filed(1).in_mediation()), StandCode::Terminated),
        (filed(1).whole(), StandCode::Closed),
    ] {
        let told = Told::of(story).await;
        for page in [told.applicant(), told.bank()] {
            assert_eq!((page.stands, codes(&page)), (stands, vec![]));
            assert!(page.sessions.is_empty());
        }
    }
}

#[tokio::test]
async fn a_stranger_has_no_party_in_it_and_nothing_to_do() {
    let told = Told::of(filed(1).accepted().notified()).await;
    let stranger = Actor { institution: Some(crate::story::other_bank()), ..agent() };
    let page = told.page(&stranger);
    assert_eq!((page.own.len(), page.tasks.len(), page.obligations.len()), (0, 0, 0));
}

#[test]
fn no_sentence_blames_anybody_and_each_stands_in_both_languages() {
    let stands = StandCode::ALL.iter().map(|it| (it.code(), it.zh(), it.en()));
    let tasks = TaskCode::ALL.iter().map(|it| (it.code(), it.zh(), it.en()));
    let silence = IfNothing::ALL.iter().map(|it| (it.code(), it.zh(), it.en()));
    let awaited = AwaitedCode::ALL.iter().map(|it| (it.code(), it.zh(), it.en()));
    let performance = PerformanceCode::ALL.iter().map(|it| (it.code(), it.zh(), it.en()));
    let blaming_zh = [
        "违约",
        "过错",
        "失信",
        "恶意",
        "责任",
        "逾期",
        "拖延",
        "拒绝",
        "违法",
        "违规",
        "虚假",
        "欺诈",
        "赖账",
        "催",
        "败",
        "不配合",
        "应当受",
        "处罚",
        "错误",
    ];
    let blaming_en = [
        "fault",
        "breach",
        "default",
        "blame",
        "guilt",
        "refus",
        "fail",
        "liable",
        "liabilit",
        "violat",
        "overdue",
        "late ",
        "bad faith",
        "dishonest",
        "fraud",
        "wrong",
        "delinquen",
        "punish",
        "must",
    ];
    for (code, zh, en) in stands.chain(tasks).chain(silence).chain(awaited).chain(performance) {
        let lower = en.to_lowercase();
        assert!(blaming_zh.iter().all(|word| !zh.contains(word)), "{code}: {zh}");
        assert!(blaming_en.iter().all(|word| !lower.contains(word)), "{code}: {en}");
        assert!(zh.ends_with('。') && zh.chars().filter(|it| !it.is_ascii()).count() > 4, "{code}: {zh}");
        assert!(en.is_ascii() && en.ends_with('.'), "{code}: {en}");
        let code_like = |b: u8| b.is_ascii_uppercase() || b == b'_';
        assert!(code.bytes().all(code_like), "{code}");
    }
}

#[tokio::test]
async fn whatever_happens_every_step_of_a_whole_case_has_a_page_for_both_sides() {
    let whole = filed(1).whole();
    for deeds in 1..=whole.deeds().len() {
        let told = Told::of(whole.until(deeds)).await;
        let pages = [told.applicant(), told.bank()];
        let nobody = pages.iter().all(|page| page.tasks.is_empty() && page.awaited.is_empty());
        assert!(
            !nobody || told.view.stage == StageName::Closed,
            "somebody moves the case after {deeds} deeds"
        );
    }
}

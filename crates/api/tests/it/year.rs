//! A year of the clock in simulated time: three nodes compete for it, one is killed at random, for a week none is there, and every timer
//! takes effect exactly once, with its true last day.
//!
//! Real: the log (SQLite), the rules, views, vault, lease and clock of each node. In process: the nodes share log and vault, each has
//! views, memory and timers of its own. Not here: HTTP, and a log that refuses a former holder; that is `tests/acceptance/leases.rs`.
//! `HEJIE_YEAR_CASES` says how many cases; 10,000 are the year that was promised, fewer are quicker while somebody works on it.

#![allow(clippy::print_stdout, reason = "what a year came to is told to whoever asks for it")]

mod keeping;
mod settling;

use application::{
    Acting, Call, Clock, DueItem, DueItems, Epoch, House, HouseOptions, LeaseDesk, LeaseError, MasterKeys,
    Stewardship, Timers, Vault,
};
use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::calendar::{legal_date, parse_instant};
use domain::case::{
    AcceptCase, CheckRecord, Claim, Command, Event, ExpiryOutcome, FileApplication, FiledParty, FollowUpStep,
    MissingItem, Obligation, PartyIdentity, RequestSupplement, Side, WithdrawApplication,
};
use domain::centre::CentreFacts;
use domain::classification::{AcceptanceCheck, Business, Cause, ClaimKind, IntakeChannel, Sector, Track};
use domain::deadline::Timer;
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, DraftId, PartyId, SubjectId, Tenant, UserId};
use domain::money::Fen;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{LongText, PersonName, ShortText};
use domain::wire::Metadata;
use event_store::{EventStore, Follow, FollowItem, Position};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use projection::{DueRow, Runner, RunnerOptions, ViewStore, Views};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// The lease runs out so soon after its holder died.
const TERM: Duration = Duration::from_millis(150);

/// The first day of the year that is lived through.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();

fn cases() -> usize {
    std::env::var("HEJIE_YEAR_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_500)
}

/// A lease in memory that runs out by the machine's clock.
struct Desk {
    store: Arc<dyn EventStore>,
    held: Mutex<(String, u64, Instant)>,
}

#[async_trait]
impl LeaseDesk for Desk {
    async fn take(&self, holder: &str, term: Duration) -> Result<Option<Epoch>, LeaseError> {
        let (mut held, now) = (self.held.lock().unwrap(), Instant::now());
        if held.0 != holder {
            if held.2 > now {
                return Ok(None);
            }
            *held = (holder.to_owned(), held.1 + 1, now);
        }
        held.2 = now + term;
        Ok(Some(Epoch(held.1)))
    }

    async fn give_back(&self, _: &str, _: Epoch) -> Result<(), LeaseError> {
        Ok(())
    }

    fn fenced(&self, _: Epoch) -> Arc<dyn EventStore> {
        Arc::clone(&self.store)
    }
}

/// What is due, as the views of a node know it.
struct InViews(Views);

fn row(item: &DueItem) -> DueRow {
    DueRow { on_day: item.on_day, due_date: item.due_date, case: item.case, of: item.of }
}

fn item(it: DueRow) -> DueItem {
    DueItem { on_day: it.on_day, due_date: it.due_date, case: it.case, of: it.of }
}

impl DueItems for InViews {
    fn due(&self, today: NaiveDate, after: Option<&DueItem>, limit: u32) -> Result<Vec<DueItem>, String> {
        let found = self.0.due(today, after.map(row).as_ref(), limit).map_err(|error| error.to_string())?;
        Ok(found.value.into_iter().map(item).collect())
    }

    fn computed_by_other_tables(
        &self,
        _: &str,
        _: NaiveDate,
        _: Option<&DueItem>,
        _: u32,
    ) -> Result<Vec<DueItem>, String> {
        Ok(vec![])
    }

    fn drafts_over(
        &self,
        today: NaiveDate,
        after: Option<(NaiveDate, DraftId)>,
        limit: u32,
    ) -> Result<Vec<(NaiveDate, DraftId)>, String> {
        let found = self.0.drafts_over(today, after, limit);
        found.map(|found| found.value).map_err(|error| error.to_string())
    }
}

/// One node: its house and views, and, while it lives, its share in the lease and its clock.
struct Node {
    house: Arc<House>,
    runner: Runner,
    alive: Option<(Stewardship, Timers)>,
}

impl Node {
    async fn new(directory: &Path, store: &Arc<SqliteEventStore>, vault: &Arc<Vault>, clock: &Clock) -> Self {
        std::fs::create_dir_all(directory).unwrap();
        let house = Arc::new(House::new(HouseOptions {
            store: store.clone(),
            vault: Arc::clone(vault),
            clock: clock.clone(),
            tenant: Tenant::parse("gd").unwrap(),
            centres: CentreFacts::guangdong(),
            cached_streams: 4_000,
        }));
        let views = ViewStore::open(directory.join("views.db"), store.incarnation()).unwrap();
        let runner = Runner::start(store.clone(), views, RunnerOptions::default()).await.unwrap();
        Self { house, runner, alive: None }
    }

    async fn start(&mut self, desk: &Arc<Desk>) {
        let steward = Stewardship::start(desk.clone(), TERM, Arc::clone(&self.house)).await.unwrap();
        let (acting, due): (Acting, _) = (steward.acting(), Arc::new(InViews(self.runner.views())));
        let timers = Timers::start(Arc::clone(&self.house), acting, due, Duration::from_millis(5));
        self.alive = Some((steward, timers));
    }

    /// Dead in the middle of whatever it does; the lease is not given back.
    fn kill(&mut self) {
        self.alive = None;
    }
}

fn clerk() -> Actor {
    Actor {
        user: UserId::parse("clerk").unwrap(),
        role: Role::Clerk,
        centre: Some(CentreId::parse("440100").unwrap()),
        institution: None,
        court: None,
        mediator: None,
        party: None,
    }
}

fn call(house: &House, key: &str) -> Call {
    let actor = clerk();
    let command = house.command_id(&actor, key);
    Call { actor, command, digest: house.digest(&[key.as_bytes()]), expected: None, correlation: None }
}

fn application(house: &House, call: &Call) -> (CaseId, PartyId, FileApplication) {
    let case = house.case_of(call.command);
    let subject = SubjectId(call.command.derive("subject", 0));
    let bank = Uscc::parse("91350100M000100Y43").unwrap();
    let person = PartyIdentity::Person {
        name: Personal::clear(subject, PersonName::parse("张三").unwrap()),
        document: None,
        phone: None,
        address: None,
    };
    let institution = PartyIdentity::Institution {
        name: ShortText::parse("某银行").unwrap(),
        uscc: bank.clone(),
        legal_person: bank,
        above: vec![],
        group: None,
        sector: Sector::Bank,
    };
    let party = |index, side, identity| FiledParty {
        party: PartyId(call.command.derive("party", index)),
        side,
        account: None,
        identity,
    };
    let amount = Some(Fen::positive(128_000).unwrap());
    let command = FileApplication {
        case,
        centre: CentreId::parse("440100").unwrap(),
        channel: IntakeChannel::Counter,
        outside_ticket: None,
        handed_over: None,
        filed_by: None,
        agents: vec![],
        parties: vec![party(0, Side::Applicant, person), party(1, Side::Respondent, institution)],
        business: Business::RmbSavings,
        cause: Cause::ProductReturn,
        product: None,
        facts: Personal::clear(subject, LongText::parse("定期存款利息少付").unwrap()),
        claims: vec![Claim { kind: ClaimKind::Payment, amount, wording: None }],
        dispute_fen: None,
        incident_on: None,
        prior_complaint: None,
        privacy_notice: Some(ShortText::parse("2026-01").unwrap()),
    };
    (case, PartyId(call.command.derive("party", 0)), command)
}

/// How a case goes on after its filing, by its number.
fn fate(number: usize, case: CaseId, applicant: PartyId) -> Option<Command> {
    let subject = SubjectId(case.0);
    match number % 6 {
        0 => None,
        1 => Some(
            RequestSupplement {
                items: vec![MissingItem {
                    item: Personal::clear(subject, ShortText::parse("流水").unwrap()),
                }],
            }
            .into(),
        ),
        2 => Some(WithdrawApplication { party: applicant, self_settled: true, reason: None }.into()),
        3 => Some(accept(number, case).into()),
        _ => None,
    }
}

/// Whether the case ends in an agreement, and whether what that promises is paid.
const fn settles(number: usize) -> Option<bool> {
    match number % 6 {
        4 => Some(false),
        5 => Some(true),
        _ => None,
    }
}

fn accept(number: usize, case: CaseId) -> AcceptCase {
    let met = |check: &AcceptanceCheck| CheckRecord { check: *check, met: true, remark: None };
    let reason = ShortText::parse("网点撤并").unwrap();
    AcceptCase {
        case_no: ShortText::parse(&format!("粤广州金调字〔2026〕{number}号")).unwrap(),
        centre: CentreFacts::guangdong().remove(0),
        track: Track::Simple,
        checks: AcceptanceCheck::ALL.iter().map(met).collect(),
        without_prior_complaint: Some(Personal::clear(SubjectId(case.0), reason)),
        track_reason: None,
        acceptor_home: None,
        memoranda: vec![],
    }
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    parse_instant(&format!("{day}T09:00:00+08:00")).unwrap()
}

struct Year {
    clock: Clock,
    store: Arc<SqliteEventStore>,
    desk: Arc<Desk>,
    nodes: Vec<Node>,
    chance: u64,
    kills: u32,
}

impl Year {
    fn chance(&mut self, below: u64) -> u64 {
        self.chance =
            self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) % below
    }

    /// Files what comes in on this day, and does with yesterday's what their fate is.
    async fn people(&self, day: usize, daily: usize) {
        let mut at_work = JoinSet::new();
        for lane in 0..daily {
            let house = Arc::clone(&self.nodes[lane % 3].house);
            at_work.spawn(async move {
                let number = day * daily + lane;
                let filing = call(&house, &format!("file {number}"));
                let (case, _, command) = application(&house, &filing);
                house.case(&filing, case, command).await.unwrap();
                if let Some(before) = number.checked_sub(daily) {
                    let (case, applicant, _) = application(&house, &call(&house, &format!("file {before}")));
                    if let Some(command) = fate(before, case, applicant) {
                        let next = call(&house, &format!("next {before}"));
                        house.case(&next, case, command).await.unwrap();
                    }
                    if settles(before).is_some() {
                        settling::settle(&house, before, case).await;
                    }
                }
            });
        }
        while let Some(done) = at_work.join_next().await {
            done.unwrap();
        }
    }

    /// Pays what falls due on this day, in the cases where it is paid.
    async fn debtors(&self, day: usize, daily: usize) {
        // Filed the day before it was settled.
        let Some(filed) = day.checked_sub(settling::PAID_WITHIN as usize + 1) else { return };
        let mut at_work = JoinSet::new();
        for number in (filed * daily..(filed + 1) * daily).filter(|number| settles(*number) == Some(true)) {
            let house = Arc::clone(&self.nodes[number % 3].house);
            at_work.spawn(async move {
                let (case, ..) = application(&house, &call(&house, &format!("file {number}")));
                settling::pay(&house, number, case).await;
            });
        }
        while let Some(done) = at_work.join_next().await {
            done.unwrap();
        }
    }

    /// Until nothing is owed any more on this day, as every node sees it.
    async fn quiet(&self, day: NaiveDate) {
        let begun = Instant::now();
        loop {
            let head = self.store.head().await.unwrap();
            for node in &self.nodes {
                node.runner.wait_for(head, Duration::from_secs(60)).await.unwrap();
            }
            let owed = self.nodes[0].runner.views().due(day, None, 5).unwrap().value;
            if owed.is_empty() && self.swept(day) && head == self.store.head().await.unwrap() {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "{day}: never told: {owed:?}");
            tokio::task::yield_now().await;
        }
    }
}

/// What the clock did to a case, in order.
type Told = Vec<(NaiveDate, Event)>;

/// What the events of a case set: periods with their last days, and what is to be performed.
#[derive(Default)]
struct Set {
    periods: Vec<(Timer, NaiveDate)>,
    obligations: Vec<Obligation>,
    paid: bool,
}

async fn told(store: Arc<SqliteEventStore>) -> (BTreeMap<String, Told>, BTreeMap<String, Set>) {
    let (mut told, mut set) = (BTreeMap::<String, Told>::new(), BTreeMap::<String, Set>::new());
    let mut follow = Follow::new(store, Position::START, 1_000);
    loop {
        match follow.next().await.unwrap() {
            FollowItem::Event(recorded) if recorded.stream.category() == "case" => {
                let event = Event::decode(&recorded.event_type, &recorded.payload).unwrap();
                let beside = Metadata::decode(&recorded.event_type, &recorded.metadata).unwrap();
                let stream = recorded.stream.to_string();
                let of_case = set.entry(stream.clone()).or_default();
                of_case.periods.extend(event.deadlines().into_iter().map(|it| (it.timer, it.due_date)));
                if let Event::AgreementBecameEffective(effect) = &event {
                    of_case.obligations = effect.obligations.clone();
                }
                of_case.paid |= matches!(event, Event::ObligationPerformed(_));
                let by_clock = told.entry(stream).or_default();
                if beside.actor.is_the_house() {
                    by_clock.push((legal_date(beside.occurred_at), event));
                }
            }
            FollowItem::CaughtUp(_) => return (told, set),
            FollowItem::Event(_) | FollowItem::Progress(_) => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_year_of_cases_on_three_nodes_and_every_timer_takes_effect_exactly_once() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteEventStore::open(SqliteOptions::new(directory.path().join("log.db"))).unwrap();
    let vault =
        Arc::new(Vault::open(directory.path(), MasterKeys::parse(&"07".repeat(32)).unwrap()).unwrap());
    let clock = Clock::stepped(morning(FIRST));
    let desk = Arc::new(Desk { store: store.clone(), held: Mutex::new((String::new(), 0, Instant::now())) });
    let mut nodes = Vec::new();
    for name in ["one", "two", "three"] {
        let mut node = Node::new(&directory.path().join(name), &store, &vault, &clock).await;
        node.start(&desk).await;
        nodes.push(node);
    }
    let mut year = Year { clock, store: store.clone(), desk, nodes, chance: 2026, kills: 0 };
    // Filed until the middle of November, so that what is accepted last still ends within the year.
    let filing_days = 310;
    let daily = (cases() / filing_days).max(4) / 4 * 4;
    let begun = Instant::now();
    for number in 0..360_usize {
        let day = FIRST.checked_add_days(Days::new(number as u64)).unwrap();
        year.clock.move_to(morning(day));
        if number < filing_days {
            year.people(number, daily).await;
            keeping::begin(&year.nodes[number % 3].house, number).await;
        }
        // What was filed last was not settled any more.
        if number < filing_days + settling::PAID_WITHIN as usize {
            year.debtors(number, daily).await;
        }
        match number {
            // A week in which nobody tells the time, and filings go on.
            100 => year.nodes.iter_mut().for_each(Node::kill),
            101..107 => {}
            107 => {
                for node in 0..3 {
                    let desk = Arc::clone(&year.desk);
                    year.nodes[node].start(&desk).await;
                }
                year.quiet(day).await;
            }
            _ => {
                if year.chance(7) == 0 {
                    // Whichever it is, and whatever it is doing; it is there again the next day.
                    let victim = usize::try_from(year.chance(3)).unwrap();
                    for _ in 0..year.chance(40) {
                        tokio::task::yield_now().await;
                    }
                    year.nodes[victim].kill();
                    year.kills += 1;
                    year.quiet(day).await;
                    let desk = Arc::clone(&year.desk);
                    year.nodes[victim].start(&desk).await;
                } else {
                    year.quiet(day).await;
                }
            }
        }
    }
    let kills = year.kills;
    let epochs = year.desk.held.lock().unwrap().1;
    year.nodes.iter_mut().for_each(Node::kill);
    keeping::check(store.clone(), filing_days).await;
    let (told, set) = told(store).await;
    check(&told, &set, filing_days * daily);
    println!(
        "{} cases, {} entries of the clock, {kills} kills, the lease passed on {epochs} times, {:.0?}",
        filing_days * daily,
        told.values().map(Vec::len).sum::<usize>(),
        begun.elapsed()
    );
}

/// The clock's own account of each case against what its periods ask for, each thing exactly once.
#[expect(clippy::wildcard_enum_match_arm, reason = "an account of the clock; nothing else is its to write")]
fn check(told: &BTreeMap<String, Told>, set: &BTreeMap<String, Set>, filed: usize) {
    assert_eq!(told.len(), filed);
    let mut kinds = BTreeMap::<&str, usize>::new();
    for (stream, told) in told {
        let periods = &set[stream].periods;
        let due = |timer| periods.iter().rfind(|(it, _)| *it == timer).map(|(_, due)| *due);
        let mut expired = BTreeMap::new();
        let mut followed_up = Vec::new();
        let (mut warned, mut escalated) = (BTreeMap::<(Timer, u16), u32>::new(), 0);
        for (on, event) in told {
            match event {
                Event::DeadlineExpired(it) => {
                    assert_eq!(Some(it.due_date), due(it.timer), "{stream}: not its true last day");
                    assert!(*on > it.due_date, "{stream}: over before it was");
                    assert!(
                        expired.insert(it.timer, it.outcome).is_none(),
                        "{stream}: {:?} over twice",
                        it.timer
                    );
                }
                Event::DeadlineWarned(it) => {
                    assert_eq!(Some(it.due_date), due(it.timer), "{stream}");
                    *warned.entry((it.timer, it.days_before)).or_default() += 1;
                }
                Event::DeadlineEscalated(_) => escalated += 1,
                Event::ApplicationLapsed(_) | Event::MediationTerminated(_) => {}
                Event::FollowUpFellDue(it) => followed_up.push((it.step, it.on_day, *on)),
                other => panic!("{stream}: not of the clock: {other:?}"),
            }
        }
        assert!(warned.values().all(|times| *times == 1), "{stream}: warned twice: {warned:?}");
        let lapsed = told.iter().filter(|(_, event)| matches!(event, Event::MediationTerminated(_))).count();
        looked_after(stream, &set[stream], &followed_up);
        let kind = if !set[stream].obligations.is_empty() {
            let ended = [(Timer::T10, ExpiryOutcome::RightEnded)].into();
            assert!(expired == ended || expired.is_empty(), "{stream}: {expired:?}");
            assert_eq!((lapsed, escalated), (0, 0), "{stream}");
            if set[stream].paid { "agreed and paid" } else { "agreed and never paid" }
        } else if let Some(outcome) = expired.get(&Timer::T02) {
            assert_eq!((*outcome, lapsed, told.len()), (ExpiryOutcome::ApplicationLapsed, 1, 3), "{stream}");
            "supplement never came"
        } else if let Some(outcome) = expired.get(&Timer::T05a) {
            assert_eq!((*outcome, lapsed, escalated), (ExpiryOutcome::MediationEnded, 1, 1), "{stream}");
            assert_eq!(expired.get(&Timer::T03c), Some(&ExpiryOutcome::Asked), "{stream}");
            // A week of downtime leaves out a warning that the next one has overtaken, never both.
            assert!((1..=2).contains(&warned.len()), "{stream}: {warned:?}");
            "accepted, and nobody acted"
        } else if expired.contains_key(&Timer::T01) {
            assert_eq!((lapsed, told.len()), (0, 1), "{stream}");
            "nobody decided on acceptance"
        } else {
            assert!(told.is_empty(), "{stream}: {told:?}");
            "withdrawn in time"
        };
        *kinds.entry(kind).or_default() += 1;
    }
    println!("{kinds:?}");
    let sixth = filed / 6;
    let all: usize = kinds.values().sum();
    assert!(kinds.values().all(|n| n.abs_diff(sixth) <= filed / 100 + 8), "{kinds:?} of {all}");
    assert_eq!(kinds.len(), 6, "{kinds:?}");
}

/// The days of the week in which nobody told the time.
fn downtime() -> std::ops::RangeInclusive<NaiveDate> {
    let day = |number| FIRST.checked_add_days(Days::new(number)).unwrap();
    day(100)..=day(106)
}

/// T20 of a case: reminded before the last day, noted overdue and called twice unless paid; each on its true day, and once.
fn looked_after(stream: &str, set: &Set, told: &[(FollowUpStep, NaiveDate, NaiveDate)]) {
    let mut asked = Vec::new();
    for obligation in &set.obligations {
        let dates = obligation.follow_up.as_ref().unwrap();
        asked.push((FollowUpStep::Reminder, dates.remind_on));
        if !set.paid {
            asked.push((FollowUpStep::Overdue, dates.overdue_on));
            asked.extend(dates.call_on.iter().map(|day| (FollowUpStep::Callback, *day)));
        }
        // Nobody is reminded of what is over, or paid, when the time is told again.
        let over = |day: NaiveDate| if set.paid { day.pred_opt().unwrap() } else { day };
        let may_fall_away =
            downtime().contains(&dates.remind_on) && downtime().contains(&over(obligation.due_on));
        let reminded = told.iter().any(|(step, ..)| *step == FollowUpStep::Reminder);
        if may_fall_away && !reminded {
            asked.remove(0);
        }
    }
    let steps: Vec<_> = told.iter().map(|(step, on_day, _)| (*step, *on_day)).collect();
    assert_eq!(steps, asked, "{stream}: not each once, on its true day");
    let late =
        |(_, owed, on): &(FollowUpStep, NaiveDate, NaiveDate)| on != owed && !downtime().contains(owed);
    assert!(told.iter().all(|it| it.2 >= it.1 && !late(it)), "{stream}: early, or late without a reason");
}

//! Cases as they happen: each step asks the rules, and time moves on with every step.

pub(crate) mod commands;
mod evaluating;
mod opining;
mod performing;

use chrono::{DateTime, Days, TimeDelta, Utc};
use commands::*;
use domain::calendar::{HolidayTable, legal_date, parse_instant};
use domain::case::{
    AcceptAssignment, Case, CloseCase, Command, Event, FileComplaint, SignReferralReceipt, Signer, WriteNote,
    decide, evolve,
};
use domain::classification::{ComplaintGround, SessionResult, SignatureMethod};
use domain::ids::{CaseId, CentreId, CommandId, MediatorId, PartyId, SessionId, UserId};
use domain::occasion::{Actor, Occasion, Role};
use domain::rule_set::RuleSet;
use domain::wire::Metadata;
use uuid::Uuid;

pub(crate) const GUANGZHOU: &str = "440100";
pub(crate) const FOSHAN: &str = "440600";
pub(crate) const COURT: &str = "粤0104";
pub(crate) const OTHER_COURT: &str = "粤0103";
pub(crate) const MEDIATOR: MediatorId = MediatorId(Uuid::from_u128(0xC1));
pub(crate) const BUSY: MediatorId = MediatorId(Uuid::from_u128(0xC2));

pub(crate) use evaluating::{evaluated, evaluation_answered};
pub(crate) use opining::{opined, opinion_accepted, opinion_declined};
pub(crate) use performing::{in_default, in_parts, in_the_end};

pub(crate) use commands::{
    agent, bank, branch, court_number, institution, mediator_entry, other_bank, request_supplement,
};

/// What one command did: its events and what stands beside them.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    pub(crate) events: Vec<Event>,
    pub(crate) metadata: Metadata,
}

/// A case and everything that has happened to it.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    number: u128,
    centre: CentreId,
    now: DateTime<Utc>,
    case: Case,
    deeds: Vec<Deed>,
}

/// An instant in Shanghai, written `2026-10-12 09:00`.
pub(crate) fn on(text: &str) -> DateTime<Utc> {
    parse_instant(&format!("{}:00+08:00", text.replace(' ', "T"))).expect("an instant")
}

pub(crate) fn centre(id: &str) -> CentreId {
    CentreId::parse(id).expect("a centre")
}

fn actor(user: &str, role: Role) -> Actor {
    let user = UserId::parse(user).expect("a user");
    Actor { user, role, centre: None, institution: None, court: None, mediator: None, party: None }
}

/// Somebody without a centre.
pub(crate) fn actor_of(user: &str, role: Role) -> Actor {
    actor(user, role)
}

/// The house itself, when it tells the time.
pub(crate) fn the_house() -> Actor {
    Actor::house().expect("the house")
}

/// What stands beside the events of a command.
pub(crate) fn metadata(by: &Actor, at: DateTime<Utc>, command: u128) -> Metadata {
    Metadata {
        actor: by.clone(),
        occurred_at: at,
        command: CommandId(Uuid::from_u128(command)),
        digest: "0".repeat(64),
        correlation: None,
        rules: None,
    }
}

/// Case number `number` of Guangzhou, filed on a Monday in October.
pub(crate) fn filed(number: u128) -> Story {
    filed_with(number, GUANGZHOU, "2026-10-12 09:00")
}

/// A case filed with a centre at a moment.
pub(crate) fn filed_with(number: u128, centre_id: &str, at: &str) -> Story {
    let story =
        Story { number, centre: centre(centre_id), now: on(at), case: Case::NotFiled, deeds: Vec::new() };
    let filing = file_application(&story);
    story.step(story_applicant(number), filing)
}

/// A case a firm filed as a customer.
pub(crate) fn filed_by_a_firm(number: u128) -> Story {
    let story = Story {
        number,
        centre: centre(GUANGZHOU),
        now: on("2026-10-12 09:00"),
        case: Case::NotFiled,
        deeds: Vec::new(),
    };
    let filing = file_as_a_firm(&story);
    story.step(story_applicant(number), filing)
}

/// A dispute that a court sent, and signed for by the centre.
pub(crate) fn referred(number: u128) -> Story {
    let story = Story {
        number,
        centre: centre(GUANGZHOU),
        now: on("2026-10-12 09:00"),
        case: Case::NotFiled,
        deeds: Vec::new(),
    };
    let (clerk, letter) = (story.clerk(), register_referral(&story));
    story.step(clerk, letter)
}

fn story_applicant(number: u128) -> Actor {
    actor(&format!("u-applicant-{number}"), Role::Party)
}

impl Story {
    pub(crate) fn id(&self) -> CaseId {
        CaseId(Uuid::from_u128(0xCA5E_0000_0000 + self.number))
    }
    pub(crate) fn applicant_party(&self) -> PartyId {
        PartyId(Uuid::from_u128(0xA_0000_0000 + self.number))
    }
    pub(crate) fn bank_party(&self) -> PartyId {
        PartyId(Uuid::from_u128(0xB_0000_0000 + self.number))
    }
    pub(crate) fn session(&self) -> SessionId {
        SessionId(Uuid::from_u128(0x5E_0000_0000 + self.number))
    }
    pub(crate) fn number(&self) -> u128 {
        self.number
    }
    pub(crate) fn centre(&self) -> &CentreId {
        &self.centre
    }
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now
    }
    pub(crate) fn today(&self) -> chrono::NaiveDate {
        legal_date(self.now)
    }
    pub(crate) fn deeds(&self) -> &[Deed] {
        &self.deeds
    }
    /// The story as it was after its first deeds.
    pub(crate) fn until(&self, deeds: usize) -> Self {
        Self { deeds: self.deeds[..deeds].to_vec(), ..self.clone() }
    }
    pub(crate) fn events(&self) -> impl Iterator<Item = &Event> {
        self.deeds.iter().flat_map(|deed| &deed.events)
    }

    pub(crate) fn clerk(&self) -> Actor {
        Actor { centre: Some(self.centre.clone()), ..actor("u-clerk", Role::Clerk) }
    }
    pub(crate) fn applicant(&self) -> Actor {
        story_applicant(self.number)
    }
    pub(crate) fn mediator(&self) -> Actor {
        Actor { mediator: Some(MEDIATOR), ..actor("u-mediator", Role::Mediator) }
    }
    pub(crate) fn busy_mediator(&self) -> Actor {
        Actor { mediator: Some(BUSY), ..actor("u-busy", Role::Mediator) }
    }
    pub(crate) fn court(&self) -> Actor {
        Actor { court: Some(COURT.to_owned()), ..actor("u-court", Role::Court) }
    }

    /// One more step, an hour later; the rules must allow it.
    #[track_caller]
    pub(crate) fn step(self, by: Actor, command: impl Into<Command>) -> Self {
        self.step_under(&RuleSet::builtin(), by, command)
    }

    /// The same under other rules of the house.
    #[track_caller]
    pub(crate) fn step_under(mut self, rules: &RuleSet, by: Actor, command: impl Into<Command>) -> Self {
        let command = command.into();
        let occasion = Occasion { by: &by, at: self.now, rules, holidays: HolidayTable::builtin() };
        let name = command.name();
        let events = match decide(&occasion, &self.case, command) {
            Ok(events) => events,
            Err(rejection) => panic!("{name} is refused: {rejection:?}"),
        };
        for event in &events {
            self.case = evolve(self.case, event);
        }
        let command = self.number << 32 | self.deeds.len() as u128;
        self.deeds.push(Deed { events, metadata: metadata(&by, self.now, command) });
        self.later(TimeDelta::hours(1))
    }

    /// Time passes.
    pub(crate) fn later(mut self, time: TimeDelta) -> Self {
        self.now += time;
        self
    }

    pub(crate) fn accepted(self) -> Self {
        let command = accept_case(&self);
        self.clone().step(self.clerk(), command)
    }
    pub(crate) fn notified(self) -> Self {
        self.clone().step(self.clerk(), notify_respondent())
    }
    pub(crate) fn consented(self) -> Self {
        let (applicant, bank) = (self.applicant_party(), self.bank_party());
        self.clone().step(self.applicant(), consent_of(applicant)).step(agent(), consent_of(bank))
    }
    /// The first mediator asked declines.
    pub(crate) fn declined(self) -> Self {
        self.asked(BUSY).step_declined()
    }
    pub(crate) fn asked(self, mediator: MediatorId) -> Self {
        self.clone().step(self.clerk(), offer_mediator(mediator))
    }
    fn step_declined(self) -> Self {
        self.clone().step(self.busy_mediator(), decline_assignment(BUSY))
    }
    pub(crate) fn assigned(self) -> Self {
        let story = self.asked(MEDIATOR);
        let command = AcceptAssignment {
            mediator: facts(MEDIATOR),
            disclosed: vec![],
            disclosure: Some(secret_long(&story, "无")),
        };
        story.clone().step(story.mediator(), command)
    }
    pub(crate) fn rights_told(self) -> Self {
        self.clone().step(self.mediator(), notify_rights())
    }
    /// A video session five days on.
    pub(crate) fn scheduled(self) -> Self {
        let command = schedule_session(&self);
        self.clone().step(self.mediator(), command)
    }
    /// The session of two and a half hours, held and closed.
    pub(crate) fn met(self, result: SessionResult) -> Self {
        let story = self.later(TimeDelta::days(5));
        let opening = open_session(&story);
        let story = story.clone().step(story.mediator(), opening).later(TimeDelta::minutes(90));
        let closing = close_session(&story, result);
        story.clone().step(story.mediator(), closing)
    }
    /// The bank pays within seven days.
    pub(crate) fn drafted(self) -> Self {
        let command = draft_agreement(&self);
        self.clone().step(self.mediator(), command)
    }
    pub(crate) fn signed(self) -> Self {
        let by_applicant = sign(&self, Signer::Party(self.applicant_party()), SignatureMethod::Electronic);
        let by_bank = sign(&self, Signer::Party(self.bank_party()), SignatureMethod::Electronic);
        let by_mediator = sign(&self, Signer::Mediator(MEDIATOR), SignatureMethod::Handwritten);
        let story = self.clone().step(self.applicant(), by_applicant).step(agent(), by_bank);
        story.step(self.mediator(), by_mediator)
    }
    pub(crate) fn sealed(self) -> Self {
        let command = seal_agreement(&self);
        self.clone().step(self.clerk(), command)
    }
    pub(crate) fn prepared(self, court: &str) -> Self {
        let command = prepare_confirmation(&self, court);
        self.clone().step(self.applicant(), command)
    }
    pub(crate) fn jointly_signed(self) -> Self {
        let (applicant, bank) = (self.applicant_party(), self.bank_party());
        self.clone()
            .step(self.applicant(), sign_confirmation(applicant))
            .step(agent(), sign_confirmation(bank))
    }
    pub(crate) fn filed_at_court(self) -> Self {
        self.clone().step(self.clerk(), file_confirmation())
    }
    pub(crate) fn taken_by_court(self) -> Self {
        let command = court_accepts(&self);
        self.clone().step(self.court(), command)
    }
    pub(crate) fn confirmed(self) -> Self {
        let command = court_confirms(&self);
        self.clone().step(self.court(), command)
    }
    pub(crate) fn performed(self) -> Self {
        let command = report_performance(&self);
        self.step(agent(), command)
    }
    pub(crate) fn closed(self) -> Self {
        self.clone().step(self.clerk(), CloseCase)
    }

    /// From filing to a mediator at work.
    pub(crate) fn in_mediation(self) -> Self {
        self.accepted().notified().consented().declined().assigned().rights_told()
    }
    /// From filing to an agreement in force.
    pub(crate) fn settled(self) -> Self {
        self.in_mediation().scheduled().met(SessionResult::Agreed).drafted().signed().sealed()
    }
    /// From filing to a court that has the application.
    pub(crate) fn at_court(self) -> Self {
        self.settled().prepared(COURT).jointly_signed().filed_at_court()
    }
    /// The whole way.
    pub(crate) fn whole(self) -> Self {
        self.at_court().taken_by_court().confirmed().performed().closed()
    }

    /// The agreement's last day of payment.
    pub(crate) fn pay_by(&self) -> chrono::NaiveDate {
        self.today().checked_add_days(Days::new(7)).expect("a day")
    }
}

/// The centre signs for the court's papers.
pub(crate) fn receipt(story: Story) -> Story {
    let receipt_no = domain::text::ShortText::parse("粤广州金调收字〔2026〕1号").expect("a number");
    story.clone().step(story.clerk(), SignReferralReceipt { receipt_no })
}

/// Offered to another centre.
pub(crate) fn offered_to(story: Story, to: &str) -> Story {
    let command = propose_transfer(&story, to);
    story.clone().step(story.clerk(), command)
}

/// Taken over by the centre it was offered to.
pub(crate) fn taken_over_by(story: Story, to: &str) -> Story {
    let facts = |id: &CentreId| {
        let all = domain::centre::CentreFacts::guangdong();
        all.into_iter().find(|facts| facts.id == *id).expect("a centre of Guangdong")
    };
    let handover = domain::case::Handover {
        from: facts(story.centre()),
        to: facts(&centre(to)),
        case_no: None,
        notice: domain::classification::ServiceMethod::Electronic,
    };
    let director = Actor { centre: Some(centre(to)), ..actor("u-director-there", Role::Director) };
    story.step(director, domain::case::AcceptTransfer { handover })
}

/// Not accepted.
pub(crate) fn refuse(story: Story) -> Story {
    let command = refuse_acceptance(&story);
    let director = Actor { role: Role::Director, ..story.clerk() };
    story.step(director, command)
}

/// A supplement asked for and handed in.
pub(crate) fn supplement(story: Story) -> Story {
    let asking = request_supplement(&story);
    let story = story.clone().step(story.clerk(), asking);
    let handing_in = submit_supplement(&story);
    story.clone().step(story.applicant(), handing_in)
}

/// The mediator writes a note.
pub(crate) fn noted(story: Story) -> Story {
    let text = secret_long(&story, "双方差距约两千元，可再谈。");
    story.clone().step(story.mediator(), WriteNote { text })
}

/// The applicant complains about the mediator.
pub(crate) fn complained(story: Story) -> Story {
    let command = FileComplaint {
        party: story.applicant_party(),
        mediator: MEDIATOR,
        grounds: vec![ComplaintGround::Partiality],
        text: secret_long(&story, "只听一方陈述。"),
    };
    story.clone().step(story.applicant(), command)
}

/// Withdrawn by the applicant.
pub(crate) fn withdraw(story: Story) -> Story {
    let command = withdraw_application(&story);
    story.clone().step(story.applicant(), command)
}

/// The court does not take the application.
pub(crate) fn not_taken(story: Story) -> Story {
    let command = court_does_not_accept(&story);
    story.clone().step(story.court(), command)
}

/// Somebody who was not party to the ruling has it revoked, after the case was closed.
pub(crate) fn third_party_revoked(story: Story) -> Story {
    let command = third_party_objects(&story);
    let objected = story.clone().step(story.court(), command);
    let command = court_revokes(&objected);
    objected.clone().step(objected.court(), command)
}

/// The court's message comes a second time.
pub(crate) fn told_twice(story: Story) -> Story {
    let command = court_does_not_accept(&story);
    story.clone().step(story.court(), command)
}

/// Somebody sues on the agreement.
pub(crate) fn sued(story: Story) -> Story {
    let command = suit(&story);
    story.clone().step(story.clerk(), command)
}

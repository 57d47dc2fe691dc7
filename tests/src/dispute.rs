//! A dispute that is taken through the house step by step, each by whoever may take it.

use crate::call::Answer;
use crate::cast;
use crate::house::House;
use crate::who::Who;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::calendar::{in_shanghai, legal_date};
use serde_json::{Value, json};

/// The steps of a dispute that goes the whole way, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named like the command it sends")]
pub enum Step {
    Filed,
    Accepted,
    RespondentNotified,
    Consented,
    MediatorOffered,
    AssignmentAccepted,
    RightsNotified,
    SessionScheduled,
    SessionOpened,
    SessionClosed,
    Drafted,
    Signed,
    Sealed,
    ConfirmationPrepared,
    ConfirmationSigned,
    ConfirmationFiled,
    CourtAccepted,
    Confirmed,
    Performed,
    Closed,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 20] = [
        Self::Filed,
        Self::Accepted,
        Self::RespondentNotified,
        Self::Consented,
        Self::MediatorOffered,
        Self::AssignmentAccepted,
        Self::RightsNotified,
        Self::SessionScheduled,
        Self::SessionOpened,
        Self::SessionClosed,
        Self::Drafted,
        Self::Signed,
        Self::Sealed,
        Self::ConfirmationPrepared,
        Self::ConfirmationSigned,
        Self::ConfirmationFiled,
        Self::CourtAccepted,
        Self::Confirmed,
        Self::Performed,
        Self::Closed,
    ];
}

/// Who acts in a dispute for its parties, and who mediates it.
#[derive(Debug, Clone)]
pub struct People {
    /// The applicant.
    pub applicant: Who,
    /// The respondent's agent.
    pub agent: Who,
    /// The mediator.
    pub mediator: Who,
    /// The mediator's roster entry.
    pub mediator_id: String,
    /// What is owed, in fen.
    pub amount_fen: i64,
}

impl People {
    /// Those of the stories.
    #[must_use]
    pub fn of(house: &House) -> Self {
        Self {
            applicant: house.applicant(),
            agent: house.agent(),
            mediator: house.mediator(),
            mediator_id: house.mediator_id(),
            amount_fen: cast::AMOUNT_FEN,
        }
    }
}

/// A dispute under way.
#[derive(Debug)]
pub struct Dispute<'a> {
    /// Where it is mediated.
    pub house: &'a House,
    /// The case.
    pub case: String,
    /// Who acts in it.
    pub people: People,
    /// The applicant's party id.
    pub applicant: String,
    /// The respondent's party id.
    pub respondent: String,
    /// The session of [`Step::SessionScheduled`].
    pub session: String,
    /// The version on the table.
    pub version: u64,
    /// The hash of that version.
    pub hash: String,
}

impl<'a> Dispute<'a> {
    /// Files an application and takes it through every step up to `step`.
    pub async fn at(house: &'a House, step: Step) -> Self {
        let filed = house.post(&house.applicant(), "/v1/cases", &cast::application()).await.ok();
        let mut dispute = Self::of(house, &filed.text("/id")).await;
        dispute.go_on_to(step).await;
        dispute
    }

    /// The dispute of a case that was filed by the people of the stories.
    pub async fn of(house: &'a House, case: &str) -> Self {
        Self::between(house, case, People::of(house)).await
    }

    /// The dispute of a case that was filed.
    pub async fn between(house: &'a House, case: &str, people: People) -> Self {
        let read = house.get(&house.clerk(), &format!("/v1/cases/{case}")).await.ok();
        Self {
            house,
            case: case.to_owned(),
            people,
            applicant: read.text("/parties/0/party"),
            respondent: read.text("/parties/1/party"),
            session: String::new(),
            version: 0,
            hash: String::new(),
        }
    }

    /// Takes the remaining steps up to `step`, from where the case stands by its last step taken here.
    pub async fn go_on_to(&mut self, step: Step) {
        self.go_on(Step::Filed, step).await;
    }

    /// Takes the steps after `from` up to `to`.
    pub async fn go_on(&mut self, from: Step, to: Step) {
        for step in Step::ALL.into_iter().filter(|step| *step > from && *step <= to) {
            self.take(step).await;
        }
    }

    /// Takes one step.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn take(&mut self, step: Step) {
        match step {
            Step::Filed => {}
            Step::Accepted => self.accept_on("SIMPLE").await,
            Step::RespondentNotified => {
                self.write(&self.house.clerk(), "respondent-notice", json!({ "method": "ELECTRONIC" })).await;
            }
            // As most do: the form of consent says that the centre appoints the mediator.
            Step::Consented => self.consent(&["MEDIATE", "ONLINE", "E_SIGNATURE"]).await,
            Step::MediatorOffered => {
                let offer = json!({ "mediator": self.people.mediator_id, "chosen_by_parties": false });
                self.write(&self.house.clerk(), "mediator-offers", offer).await;
            }
            Step::AssignmentAccepted => {
                self.write(&self.people.mediator, "assignment-acceptance", json!({ "disclosed": [] })).await;
            }
            Step::RightsNotified => {
                self.write(&self.people.mediator, "rights-notice", json!({ "notice": "2026-1" })).await;
            }
            Step::SessionScheduled => self.schedule().await,
            Step::SessionOpened => self.open_session().await,
            Step::SessionClosed => {
                let closing = json!({ "minutes": cast::MINUTES, "result": "AGREED" });
                let path = format!("sessions/{}/closing", self.session);
                self.write(&self.people.mediator, &path, closing).await;
            }
            Step::Drafted => self.draft(self.people.amount_fen).await,
            Step::Signed => self.sign().await,
            Step::Sealed => {
                let seal = json!({ "seal": "centre-seal-1", "hash": self.hash });
                self.write(&self.house.clerk(), &format!("agreements/{}/seal", self.version), seal).await;
            }
            Step::ConfirmationPrepared => self.prepare().await,
            Step::ConfirmationSigned => {
                for (who, party) in
                    [(&self.people.applicant, &self.applicant), (&self.people.agent, &self.respondent)]
                {
                    self.write(who, "confirmation/signatures", json!({ "party": party })).await;
                }
            }
            Step::ConfirmationFiled => self.file_confirmation().await,
            Step::CourtAccepted => {
                let step = json!({ "step": "ACCEPT", "court_case_no": cast::COURT_CASE_NO, "on": today() });
                self.court(step).await;
            }
            Step::Confirmed => {
                let step = json!({
                    "step": "CONFIRM", "ruling_no": cast::COURT_CASE_NO, "ruled_on": today(), "served_on": today(),
                });
                self.court(step).await;
            }
            Step::Performed => self.perform().await,
            Step::Closed => {
                self.write(&self.house.clerk(), "closing", json!({})).await;
            }
        }
    }

    /// The path of the case, or of something below it.
    #[must_use]
    pub fn path(&self, below: &str) -> String {
        if below.is_empty() {
            format!("/v1/cases/{}", self.case)
        } else {
            format!("/v1/cases/{}/{below}", self.case)
        }
    }

    /// Writes below the case, and must succeed.
    pub async fn write(&self, who: &Who, below: &str, body: Value) -> Answer {
        self.try_write(who, below, body).await.ok()
    }

    /// Writes below the case.
    pub async fn try_write(&self, who: &Who, below: &str, body: Value) -> Answer {
        self.house.post(who, &self.path(below), &body).await
    }

    /// Reads the case or something below it, and must succeed.
    pub async fn read(&self, who: &Who, below: &str) -> Answer {
        self.try_read(who, below).await.ok()
    }

    /// Reads the case or something below it.
    pub async fn try_read(&self, who: &Who, below: &str) -> Answer {
        self.house.get(who, &self.path(below)).await
    }

    /// The stage the case stands in.
    pub async fn stage(&self) -> String {
        self.read(&self.house.clerk(), "").await.text("/stage")
    }

    /// A step of the court.
    pub async fn court(&self, step: Value) -> Answer {
        self.write(&self.house.court(), "confirmation/court-steps", step).await
    }

    /// The centre accepts the case on a track; other cases of the same people are told apart first.
    pub async fn accept_on(&self, track: &str) {
        let acceptance = json!({ "track": track, "checks": cast::checks() });
        // The people of the stories have one dispute after the other: here they are told apart, also those that the comparison finds
        // while the clerk is at it.
        loop {
            let taken = self.try_write(&self.house.clerk(), "acceptance", acceptance.clone()).await;
            if taken.body["code"] != "similarity-undecided" {
                let _taken = taken.ok();
                return;
            }
            self.tell_apart(&taken).await;
        }
    }

    /// The clerk holds every case for another dispute that `held_up`, a refused acceptance, names. The refusal is asked and not the
    /// view, which may not have heard of them yet.
    ///
    /// # Panics
    /// When it names none.
    pub async fn tell_apart(&self, held_up: &Answer) {
        let others = held_up.body["facts"]["others"].as_str().expect("cases that may be the same dispute");
        let cases: Vec<&str> = others.split(", ").collect();
        let decision = json!({ "cases": cases, "relation": "DIFFERENT", "reason": cast::TOLD_APART });
        self.write(&self.house.clerk(), "similarity-decisions", decision).await;
    }

    /// Both parties consent, and leave the choice of a mediator to the centre.
    pub async fn consent(&self, matters: &[&str]) {
        self.consent_and(matters, true).await;
    }

    /// Both parties consent to mediate online, and choose their mediator themselves.
    pub async fn consent_and_choose(&self) {
        self.consent_and(&["MEDIATE", "ONLINE", "E_SIGNATURE"], false).await;
    }

    async fn consent_and(&self, matters: &[&str], centre_appoints: bool) {
        for (who, party) in
            [(&self.people.applicant, &self.applicant), (&self.people.agent, &self.respondent)]
        {
            let consent = json!({
                "party": party, "matters": matters, "form": "ELECTRONIC", "centre_appoints": centre_appoints,
            });
            self.write(who, "consents", consent).await;
        }
    }

    /// Schedules a video session that both waive the notice of.
    pub async fn schedule(&mut self) {
        let session = json!({
            "starts_at": in_shanghai(soon()),
            "planned_minutes": 60,
            "mode": "VIDEO",
            "venue": "room-7",
            "notice_waived_by": [self.applicant, self.respondent],
        });
        self.session = self.write(&self.people.mediator, "sessions", session).await.text("/id");
    }

    /// Opens the session; one that was scheduled a moment before midnight belongs to the next day, which is waited for.
    async fn open_session(&self) {
        let there = |party: &str| json!({ "party": party, "verified_by": "FACE" });
        let opening =
            json!({ "participants": [there(&self.applicant), there(&self.respondent)], "recorded": false });
        let path = format!("sessions/{}/opening", self.session);
        loop {
            let answer = self.try_write(&self.people.mediator, &path, opening.clone()).await;
            if answer.body["code"] != "session-too-early" {
                let _opened = answer.ok();
                return;
            }
        }
    }

    /// Drafts an agreement: the respondent refunds `amount_fen` within a week, and that is the end of it.
    pub async fn draft(&mut self, amount_fen: i64) {
        let refund = json!({
            "type": "REFUND",
            "payer": self.respondent,
            "payee": self.applicant,
            "amount_fen": amount_fen,
            "due_on": today().checked_add_days(Days::new(7)),
        });
        let terms = json!({ "terms": [
            { "term": refund },
            { "term": { "type": "RELEASE" }, "wording": cast::RELEASE },
            { "term": { "type": "JOINT_CONFIRMATION" } },
        ] });
        self.draft_terms(terms).await;
    }

    /// Drafts an agreement of these clauses.
    pub async fn draft_terms(&mut self, terms: Value) {
        self.write(&self.people.mediator, "agreements", terms).await;
        let read = self.read(&self.people.mediator, "").await;
        self.version = read.body["agreement"]["version"].as_u64().unwrap_or_default();
        self.hash = read.text("/agreement/hash");
    }

    /// Everybody signs what is on the table.
    pub async fn sign(&self) {
        let signers = [
            (&self.people.applicant, Some(&self.applicant)),
            (&self.people.agent, Some(&self.respondent)),
            (&self.people.mediator, None),
        ];
        for (who, party) in signers {
            let signature = self.signature(party.map(String::as_str));
            self.write(who, &format!("agreements/{}/signatures", self.version), signature).await;
        }
    }

    /// The respondent will not sign what is on the table.
    pub async fn refuse_to_sign(&self) {
        let (party, hash) = (&self.respondent, &self.hash);
        let refusal =
            json!({ "party": party, "answer": "REFUSED_TO_SIGN", "reason": cast::REASON, "hash": hash });
        self.write(&self.people.agent, &format!("agreements/{}/answers", self.version), refusal).await;
    }

    /// A signature of a party, or of the mediator.
    #[must_use]
    pub fn signature(&self, party: Option<&str>) -> Value {
        let mut signature = json!({
            "method": "E_SIGN",
            "special_authorisation": true,
            "evidence": "signature-record-1",
            "hash": self.hash,
        });
        if let Some(party) = party {
            signature["party"] = json!(party);
        }
        signature
    }

    /// The applicant asks for judicial confirmation.
    pub async fn prepare(&self) {
        let asked = json!({ "party": self.applicant, "court": cast::COURT, "basis": "ORGANISATION_SEAT" });
        self.write(&self.people.applicant, "confirmation", asked).await;
    }

    /// The joint application goes to the court.
    pub async fn file_confirmation(&self) {
        let papers =
            ["APPLICATION", "AGREEMENT", "MEDIATION_CERTIFICATE", "IDENTITY_PROOFS", "AUTHORISATION"];
        let filing = json!({ "papers": papers, "green_channel": true });
        self.write(&self.house.clerk(), "confirmation/filing", filing).await;
    }

    async fn perform(&self) {
        let report = json!({ "seq": 1, "amount_fen": self.people.amount_fen, "performed_on": today(), "proof": cast::PROOF });
        self.write(&self.people.agent, "performance-reports", report).await;
    }
}

/// Today, as the law counts it.
#[must_use]
pub fn today() -> NaiveDate {
    legal_date(now())
}

/// So many minutes from now, as clerks write it.
#[must_use]
pub fn in_minutes(minutes: i64) -> String {
    in_shanghai(now() + TimeDelta::minutes(minutes))
}

fn now() -> DateTime<Utc> {
    let now = i64::try_from(crate::who::now_s()).unwrap_or_default();
    DateTime::from_timestamp(now, 0).unwrap_or_default()
}

fn soon() -> DateTime<Utc> {
    now() + TimeDelta::seconds(10)
}

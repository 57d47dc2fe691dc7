//! The roads a dispute can take through the house, each to an end that the procedure knows.

use crate::choosing;
use crate::complaints::Complaint;
use crate::intake;
use crate::mechanisms;
use crate::moving;
use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, House, People, Step};
use serde_json::{Value, json};

/// Longer than the clock of the house needs for everything that became due at once.
const CLOCK: std::time::Duration = std::time::Duration::from_secs(120);

/// Declares the roads: variant, name in the table, stage at the end.
macro_rules! roads {
    ($($road:ident $name:literal => $stage:literal;)+) => {
        /// One way through the procedure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Road { $($road,)+ }

        impl Road {
            /// Every road.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$road,)+];

            /// The road of a dispute.
            pub(crate) const fn of(number: usize) -> Self {
                Self::ALL[number % Self::ALL.len()]
            }

            /// Its name in the table.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$road => $name,)+ }
            }

            /// The stage in which a case is left that took it.
            pub(crate) const fn end(self) -> &'static str {
                match self { $(Self::$road => $stage,)+ }
            }
        }
    };
}

roads! {
    ConfirmedAndPerformed "settled, confirmed by the court, performed, closed" => "CLOSED";
    PerformedUnconfirmed "settled, performed without the court, closed" => "CLOSED";
    ConfirmedAfterRefiling "not accepted by the court, filed again, confirmed" => "EFFECTIVE";
    ConfirmedAfterSupplement "confirmed after papers were supplied" => "EFFECTIVE";
    Dismissed "dismissed by the court, performed as a contract, closed" => "CLOSED";
    TakenBackAtCourt "application to the court taken back" => "EFFECTIVE";
    NotAccepted "not accepted by the centre" => "NOT_ACCEPTED";
    SupplementedThenSettled "supplemented, then settled" => "EFFECTIVE";
    WithdrawnEarly "withdrawn before acceptance (E02)" => "TERMINATED";
    SelfSettled "settled between the parties (E02)" => "CLOSED";
    RespondentRefuses "refused by the institution (E03)" => "TERMINATED";
    ApplicantQuits "quit by the applicant (E03)" => "TERMINATED";
    TooFarApart "positions too far apart (E05)" => "TERMINATED";
    RefusedToSign "agreement not signed (E07)" => "TERMINATED";
    AgreedOrally "agreed by word of mouth" => "EFFECTIVE";
    BadFaith "ended for bad faith (E08)" => "TERMINATED";
    Collusion "ended for suspected collusion (E09)" => "TERMINATED";
    Litigation "suit begun meanwhile (E10)" => "TERMINATED";
    OtherReason "ended for another reason (E13)" => "TERMINATED";
    MediatorDeclines "mediator declines, another settles it" => "EFFECTIVE";
    SecondDraft "settled on a second draft" => "EFFECTIVE";
    SessionCancelled "settled after a cancelled session" => "EFFECTIVE";
    Extended "settled after an extension" => "EFFECTIVE";
    Unreachable "respondent never reached (E04), weeks later" => "TERMINATED";
    PeriodExpired "mediation period expired (E06), weeks later" => "TERMINATED";
    JointChoice "mediator named by both sides, settled" => "EFFECTIVE";
    StruckAndRanked "mediator struck and ranked for, settled" => "EFFECTIVE";
    ListUnanswered "list answered by one side alone, closed weeks later (E06)" => "TERMINATED";
    NobodyChose "nobody chose, the centre appointed weeks later (E06)" => "TERMINATED";
    PanelOfThree "settled before three mediators" => "EFFECTIVE";
    Recused "mediator recused by the consumer, another settles it" => "EFFECTIVE";
    AgentsTimeOver "agent's authority ended meanwhile, weeks later (E06)" => "TERMINATED";
    AssignedByCourt "assigned by a court, settled, reported" => "EFFECTIVE";
    EntrustedByCourt "entrusted by a court, failed, papers returned" => "TERMINATED";
    TransferDisputed "transfer declined and disputed, stays, settled" => "EFFECTIVE";
    ThereAndBack "moved to another centre and back, settled" => "EFFECTIVE";
    SealedBids "sealed bids met, settled" => "EFFECTIVE";
    DraftedOnline "written as a draft, filed, settled" => "EFFECTIVE";
    HandedOver "handed over by a hotline, settled" => "EFFECTIVE";
    SmallTrack "a small amount, settled" => "EFFECTIVE";
    OrdinaryTrack "on the ordinary track, settled" => "EFFECTIVE";
    ComplexTrack "before three on the complex track, settled" => "EFFECTIVE";
    Evaluated "evaluated by somebody neutral, settled" => "EFFECTIVE";
    StoodStill "suspended, appraised, settled" => "EFFECTIVE";
    FactsSigned "failed, undisputed facts signed by all (E05)" => "TERMINATED";
    Objected "a proposal objected to in time (E11)" => "TERMINATED";
    NobodyObjected "a proposal nobody objected to, weeks later" => "EFFECTIVE";
    OpinionAccepted "fast track, opinion accepted" => "EFFECTIVE";
    OpinionDeclined "fast track, opinion declined (E05)" => "TERMINATED";
    HeadOfficeAsked "head office asked how far to go, settled" => "EFFECTIVE";
    PartSettled "a part settled, the rest ended" => "EFFECTIVE";
    TooLateForCourt "asked the court too late, performed as a contract" => "CLOSED";
}

/// One dispute of the docket.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// Its road.
    pub(crate) road: Road,
    /// The dispute.
    pub(crate) dispute: Dispute<'a>,
    /// A mediator beside the one of the dispute.
    pub(crate) other: People,
    number: usize,
    uscc: String,
}

/// Files a complaint and takes it down its road, as far as today allows.
pub(crate) async fn set_out<'a>(
    house: &'a House,
    road: Road,
    number: usize,
    complaint: &Complaint,
    people: (People, People),
) -> Entry<'a> {
    let application = application(number, complaint);
    let filed = intake::file(house, road, number, &people.0.applicant, application).await;
    let mut dispute = Dispute::between(house, &filed.text("/id"), people.0).await;
    if intake::by_others(road) {
        // Nobody of the parties filed: the centre opens an account for the applicant.
        dispute.people.applicant = house.accounts.party_of(&account(number), &dispute.applicant);
    }
    let mut entry = Entry { road, dispute, other: people.1, number, uscc: complaint.uscc.clone() };
    entry.walk().await;
    entry
}

/// An application in the applicant's own words.
fn application(number: usize, complaint: &Complaint) -> Value {
    let amount_fen = amount(number);
    json!({
        "centre": cast::CENTRE,
        "channel": "ONLINE",
        "applicants": [{ "kind": "PERSON", "name": format!("试验申请人{number}"), "phone": format!("100{number:08}") }],
        "respondents": [{ "kind": "INSTITUTION", "uscc": complaint.uscc }],
        "business": complaint.business,
        "cause": complaint.cause,
        "product": complaint.product,
        "facts": complaint.facts,
        "claims": [{ "kind": complaint.claim, "amount_fen": amount_fen }],
        "prior_complaint": { "lodged_on": "2026-04-01", "outcome": "REJECTED" },
        "privacy_notice": "2026-1",
    })
}

/// The account of the applicant of a dispute.
pub(crate) fn account(number: usize) -> String {
    format!("docket-{number}")
}

/// What is in dispute, in fen: from ten yuan to some ten thousand, or less where it is small.
pub(crate) fn amount(number: usize) -> i64 {
    let road = Road::of(number);
    let most = if intake::under_a_memorandum(road) {
        intake::MEMORANDUM_FEN - 1_000
    } else if road == Road::SmallTrack {
        400_000
    } else {
        2_000_000
    };
    1_000 + (number as i64 * 7_919) % most
}

impl Entry<'_> {
    async fn walk(&mut self) {
        match self.road {
            Road::ConfirmedAndPerformed => self.to(Step::Closed).await,
            Road::PerformedUnconfirmed => {
                self.to(Step::Sealed).await;
                self.dispute.go_on(Step::Confirmed, Step::Closed).await;
            }
            Road::ConfirmedAfterRefiling => {
                self.to(Step::ConfirmationFiled).await;
                self.dispute
                    .court(json!({ "step": "NOT_ACCEPT", "ground": "WRONG_COURT", "on": today() }))
                    .await;
                self.dispute.go_on(Step::Sealed, Step::Confirmed).await;
            }
            Road::ConfirmedAfterSupplement => self.supply_to_court().await,
            Road::Dismissed => {
                self.to(Step::CourtAccepted).await;
                let grounds = ["UNCLEAR"];
                let ruling = json!({ "step": "DISMISS", "ruling_no": cast::COURT_CASE_NO, "grounds": grounds, "ruled_on": today() });
                self.dispute.court(ruling).await;
                self.dispute.go_on(Step::Confirmed, Step::Closed).await;
            }
            Road::TakenBackAtCourt => {
                self.to(Step::ConfirmationFiled).await;
                self.dispute.court(json!({ "step": "WITHDRAW", "deemed": false, "on": today() })).await;
            }
            Road::NotAccepted => {
                let refusal = json!({ "grounds": ["X04"], "reason": cast::REASON });
                self.dispute.write(&self.dispute.house.director(), "refusal", refusal).await;
            }
            Road::SupplementedThenSettled => {
                let items = json!({ "items": ["合同复印件"] });
                self.dispute.write(&self.dispute.house.clerk(), "supplement-requests", items).await;
                let papers = [json!({ "title": "合同复印件", "sha256": cast::some_sha256() })];
                let papers = json!({ "party": self.dispute.applicant, "documents": papers });
                self.dispute.write(&self.dispute.people.applicant, "supplements", papers).await;
                self.to(Step::Sealed).await;
            }
            Road::WithdrawnEarly => self.withdraw(false).await,
            Road::SelfSettled => {
                self.to(Step::RightsNotified).await;
                self.withdraw(true).await;
                self.dispute.take(Step::Closed).await;
            }
            Road::RespondentRefuses => {
                self.to(Step::RespondentNotified).await;
                let refusal = json!({ "party": self.dispute.respondent, "reason": "UNFOUNDED", "wording": cast::REASON });
                self.dispute.write(&self.dispute.people.agent, "mediation-refusals", refusal).await;
            }
            Road::ApplicantQuits => {
                self.to(Step::SessionClosed).await;
                let refusal = json!({ "party": self.dispute.applicant, "wording": cast::REASON });
                self.dispute.write(&self.dispute.people.applicant, "mediation-refusals", refusal).await;
            }
            Road::TooFarApart => self.end("E05", Step::SessionClosed).await,
            Road::RefusedToSign => {
                self.to(Step::Drafted).await;
                self.dispute.refuse_to_sign().await;
                self.terminate("E07").await;
            }
            Road::AgreedOrally => mechanisms::agree_orally(&mut self.dispute).await,
            Road::BadFaith => self.end("E08", Step::SessionClosed).await,
            Road::Collusion => self.end("E09", Step::RightsNotified).await,
            Road::Litigation => self.end("E10", Step::RightsNotified).await,
            Road::OtherReason => self.end("E13", Step::SessionClosed).await,
            Road::MediatorDeclines => self.change_mediator().await,
            Road::SecondDraft => {
                self.to(Step::Drafted).await;
                self.dispute.draft(self.dispute.people.amount_fen / 2).await;
                self.dispute.go_on(Step::Drafted, Step::Sealed).await;
            }
            Road::SessionCancelled => {
                self.to(Step::SessionScheduled).await;
                let path = format!("sessions/{}/cancellation", self.dispute.session);
                let reason = json!({ "reason": "TECHNICAL" });
                self.dispute.write(&self.dispute.house.clerk(), &path, reason).await;
                self.dispute.go_on(Step::RightsNotified, Step::Sealed).await;
            }
            Road::Extended => {
                self.to(Step::RightsNotified).await;
                let both = [&self.dispute.applicant, &self.dispute.respondent];
                let until = today().checked_add_days(chrono::Days::new(60));
                let extension = json!({ "until": until, "agreed_by": both });
                self.dispute.write(&self.dispute.people.mediator, "extensions", extension).await;
                self.dispute.go_on(Step::RightsNotified, Step::Sealed).await;
            }
            Road::JointChoice => choosing::jointly(&mut self.dispute).await,
            Road::StruckAndRanked => choosing::from_a_list(&mut self.dispute, &self.other).await,
            Road::ListUnanswered => choosing::answered_by_one(&mut self.dispute, &self.other).await,
            Road::NobodyChose => choosing::open(&mut self.dispute).await,
            Road::PanelOfThree => choosing::three(&mut self.dispute, &self.other).await,
            Road::Recused => choosing::recused(&mut self.dispute, &self.other).await,
            Road::AgentsTimeOver => choosing::with_an_agent(&mut self.dispute, self.number).await,
            Road::AssignedByCourt => moving::assigned(&mut self.dispute).await,
            Road::EntrustedByCourt => moving::entrusted(&mut self.dispute).await,
            Road::TransferDisputed => moving::disputed(&mut self.dispute).await,
            Road::ThereAndBack => moving::there_and_back(&mut self.dispute).await,
            Road::SealedBids => moving::bids(&mut self.dispute).await,
            Road::DraftedOnline | Road::HandedOver => self.to(Step::Sealed).await,
            Road::SmallTrack => mechanisms::on_track(&mut self.dispute, "SMALL").await,
            Road::OrdinaryTrack => mechanisms::on_track(&mut self.dispute, "ORDINARY").await,
            Road::ComplexTrack => choosing::complex(&mut self.dispute, &self.other).await,
            Road::Evaluated => mechanisms::evaluated(&mut self.dispute, &self.other).await,
            Road::StoodStill => mechanisms::stood_still(&mut self.dispute).await,
            Road::FactsSigned => {
                self.end("E05", Step::SessionClosed).await;
                mechanisms::sign_facts(&self.dispute).await;
            }
            Road::Objected => mechanisms::object(&mut self.dispute).await,
            Road::NobodyObjected => mechanisms::propose(&mut self.dispute).await,
            Road::OpinionAccepted => mechanisms::opinion(&mut self.dispute, true).await,
            Road::OpinionDeclined => mechanisms::opinion(&mut self.dispute, false).await,
            Road::HeadOfficeAsked => mechanisms::ask_head_office(&mut self.dispute).await,
            Road::PartSettled => mechanisms::settle_a_part(&mut self.dispute).await,
            Road::Unreachable => self.to(Step::RespondentNotified).await,
            Road::PeriodExpired => self.to(Step::SessionClosed).await,
            Road::TooLateForCourt => self.to(Step::Sealed).await,
        }
    }

    /// The next step for those who had to wait for weeks to pass.
    pub(crate) async fn weeks_later(&mut self) {
        self.sign_in_again();
        if self.road == Road::Unreachable {
            self.terminate("E04").await;
        } else if self.road == Road::ListUnanswered {
            choosing::close_the_list(&self.dispute, &self.other).await;
        } else if self.road == Road::NobodyChose {
            choosing::appoint(&self.dispute).await;
        } else if self.road == Road::NobodyObjected {
            self.by_the_clock("EFFECTIVE").await;
        } else if self.road == Road::AgentsTimeOver {
            choosing::shut_out(&self.dispute, self.number).await;
        }
    }

    /// The rest of the way, once every period is over.
    pub(crate) async fn at_last(&mut self) {
        self.sign_in_again();
        let waiting = [Road::PeriodExpired, Road::ListUnanswered, Road::NobodyChose, Road::AgentsTimeOver];
        if waiting.contains(&self.road) {
            self.by_the_clock("TERMINATED").await;
            let case = self.dispute.read(&self.dispute.house.director(), "").await;
            assert_eq!(case.body["termination"]["code"], "E06", "{}", case.body["termination"]);
        } else if self.road == Road::TooLateForCourt {
            self.ask_the_court_too_late().await;
        }
    }

    /// Nobody does anything: the house itself brings about what is due.
    async fn by_the_clock(&self, stage: &str) {
        let director = self.dispute.house.director();
        let comes = async { while self.dispute.read(&director, "").await.body["stage"] != stage {} };
        let came = tokio::time::timeout(CLOCK, comes).await;
        assert!(came.is_ok(), "{:?} {} did not come to {stage}", self.road, self.dispute.case);
    }

    async fn ask_the_court_too_late(&mut self) {
        let asked =
            json!({ "party": self.dispute.applicant, "court": cast::COURT, "basis": "ORGANISATION_SEAT" });
        let late = self.dispute.try_write(&self.dispute.people.applicant, "confirmation", asked).await;
        let problem = late.refused(409, "confirmation-too-late");
        assert!(problem["facts"]["due"].is_string(), "{problem}");
        self.dispute.go_on(Step::Confirmed, Step::Closed).await;
    }

    /// Tokens of weeks ago have expired.
    fn sign_in_again(&mut self) {
        let accounts = &self.dispute.house.accounts;
        let people = &mut self.dispute.people;
        people.applicant = accounts.party(&account(self.number));
        people.agent = accounts.agent(&self.uscc);
        people.mediator = accounts.mediator(&people.mediator_id);
    }

    async fn to(&mut self, step: Step) {
        self.dispute.go_on_to(step).await;
    }

    async fn end(&mut self, code: &str, from: Step) {
        self.to(from).await;
        self.terminate(code).await;
    }

    async fn terminate(&self, code: &str) {
        let director = self.dispute.house.director();
        self.dispute.write(&director, "termination", json!({ "code": code, "reason": cast::REASON })).await;
    }

    async fn withdraw(&self, self_settled: bool) {
        let withdrawal =
            json!({ "party": self.dispute.applicant, "self_settled": self_settled, "reason": cast::REASON });
        self.dispute.write(&self.dispute.people.applicant, "withdrawal", withdrawal).await;
    }

    async fn change_mediator(&mut self) {
        self.to(Step::MediatorOffered).await;
        let mediator = &self.dispute.people.mediator;
        self.dispute.write(mediator, "assignment-decline", json!({ "reason": "WORKLOAD" })).await;
        self.dispute.people.mediator = self.other.mediator.clone();
        self.dispute.people.mediator_id = self.other.mediator_id.clone();
        self.dispute.go_on(Step::Consented, Step::Sealed).await;
    }

    async fn supply_to_court(&mut self) {
        self.to(Step::ConfirmationFiled).await;
        let due = today().checked_add_days(chrono::Days::new(5));
        let asked = json!({ "step": "ASK_SUPPLEMENT", "items": ["住所证明"], "supply_by": due });
        self.dispute.court(asked).await;
        let documents = [json!({ "title": "住所证明", "sha256": cast::some_sha256() })];
        let documents = json!({ "party": self.dispute.applicant, "documents": documents });
        self.dispute.write(&self.dispute.people.applicant, "confirmation/documents", documents).await;
        self.dispute.go_on(Step::ConfirmationFiled, Step::Confirmed).await;
    }
}

//! A court's own client carries a hundred confirmations through every outcome there is, and the registers count each of them once.

use acceptance::dispute::today;
use acceptance::process::Dial;
use acceptance::who::now_s;
use acceptance::{Dispute, House, Provider, Step, Who, cast};
use api::auth::HejieClaims;
use chrono::{Datelike, NaiveDate};
use domain::occasion::Role;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Secret of the court's machine.
const SECRET: &str = "a secret between two machines of the test";
/// Days the clock is turned on for what nobody files.
const LATER_DAYS: u64 = 40;

/// Why a year is restated.
const LATE: &str = "一份裁定书事后才送达登记";
/// More than any year has, on whichever of its days this runs.
const DAYS_OF_A_YEAR: u64 = 400;

/// Days until the next year has begun for good.
fn days_to_next_year() -> u64 {
    let next = NaiveDate::from_ymd_opt(today().year() + 1, 1, 10).expect("a day");
    u64::try_from((next - today()).num_days()).expect("a day to come").max(LATER_DAYS)
}

/// Turns a clock on by whole days.
fn turn(dial: &Dial, days: u64) {
    dial.turn(i64::try_from(days * 86_400).expect("some days"));
}

/// Every end, and how many of the hundred come to it.
const OUTCOMES: [(&str, usize); 11] = [
    ("CONFIRMED", 28),
    ("UPHELD", 6),
    ("REVOKED", 6),
    ("CHANGED", 6),
    ("REJECTED", 12),
    ("NOT_ACCEPTED", 8),
    ("WITHDRAWN", 8),
    ("DEEMED_WITHDRAWN", 8),
    ("SUPPLEMENT_REQUESTED", 4),
    ("ABANDONED", 6),
    ("LAPSED", 8),
];

/// The court's system, under a token of its own that outlasts the turn of the clock.
fn client(house: &House, subject: &str, claims: HejieClaims) -> Who {
    let mut token = house.accounts.claims(subject, claims);
    token.exp = now_s() + 2 * DAYS_OF_A_YEAR * 86_400;
    Who { token: house.accounts.sign(&token), ..house.court() }
}

/// One confirmation on its way.
struct Matter<'a> {
    dispute: Dispute<'a>,
    court: &'a Who,
    number: String,
}

impl Matter<'_> {
    /// What the court did, and the types of the events it came to.
    async fn tells(&self, step: Value) -> Vec<String> {
        let answer = self.dispute.write(self.court, "confirmation/court-steps", step).await;
        answer.events().into_iter().map(str::to_owned).collect()
    }

    async fn accepts(&self) {
        self.tells(json!({ "step": "ACCEPT", "court_case_no": self.number, "on": today() })).await;
        self.tells(json!({ "step": "BEGIN_REVIEW", "on": today(), "attend_on": today() })).await;
    }

    fn ruling(&self) -> Value {
        json!({ "step": "CONFIRM", "ruling_no": self.number, "ruled_on": today(), "served_on": today() })
    }

    async fn confirms(&self) {
        self.accepts().await;
        self.tells(self.ruling()).await;
        let again = self.tells(self.ruling()).await;
        assert_eq!(again, ["case.court-message-kept.v1"], "a ruling that comes twice changes nothing");
    }

    async fn decides(&self, objector: Value, outcome: &str) {
        self.confirms().await;
        self.tells(json!({ "step": "TAKE_OBJECTION", "objector": objector, "lodged_on": today() })).await;
        let number = self.number.replace("诉前调确", "民特监");
        self.tells(json!({
            "step": "DECIDE_OBJECTION", "outcome": outcome, "ruling_no": number, "ruled_on": today(),
        }))
        .await;
    }

    /// Carries it from an agreement in force to its end.
    async fn come_to(&mut self, outcome: &str) {
        let third_party = json!({ "kind": "THIRD_PARTY", "knew_on": today() });
        let party = json!({ "kind": "PARTY", "party": self.dispute.applicant });
        let until = match outcome {
            "LAPSED" => Step::Sealed,
            "ABANDONED" => Step::ConfirmationPrepared,
            _ => Step::ConfirmationFiled,
        };
        self.dispute.go_on(Step::Sealed, until).await;
        match outcome {
            "CONFIRMED" => self.confirms().await,
            "UPHELD" => self.decides(party, outcome).await,
            "REVOKED" | "CHANGED" => self.decides(third_party, outcome).await,
            "REJECTED" => {
                self.accepts().await;
                self.tells(json!({
                    "step": "DISMISS", "ruling_no": self.number, "grounds": ["UNCLEAR"], "ruled_on": today(),
                }))
                .await;
            }
            "NOT_ACCEPTED" => {
                self.tells(json!({ "step": "NOT_ACCEPT", "ground": "TITLE", "on": today() })).await;
            }
            "WITHDRAWN" => {
                self.accepts().await;
                self.tells(json!({ "step": "WITHDRAW", "deemed": false, "on": today() })).await;
                let late = self.tells(self.ruling()).await;
                assert_eq!(late, ["case.court-message-kept.v1"], "a ruling on what was withdrawn is kept");
            }
            "DEEMED_WITHDRAWN" => {
                self.tells(json!({ "step": "WITHDRAW", "deemed": true, "on": today() })).await;
            }
            "SUPPLEMENT_REQUESTED" => {
                let asked = json!({ "step": "ASK_SUPPLEMENT", "items": ["住所证明"], "supply_by": today() });
                self.tells(asked).await;
            }
            "ABANDONED" => {
                let body = json!({ "party": self.dispute.respondent, "reason": "总行不同意" });
                self.dispute.write(&self.dispute.people.agent, "confirmation/abandonment", body).await;
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_courts_own_client_carries_a_hundred_confirmations_through_every_outcome() {
    let dial = Dial::right();
    // The court's machine signs in at the court's own provider; people at the local issuer, whose tokens outlast the turn of the clock.
    let provider = Provider::start("ES256", &json!({}), &[("docket", SECRET)]);
    let issuer = format!(
        r#"[{{ name = "court", issuer = "{}", roles = ["court"], clients.docket = {{ role = "court", court = "{}" }} }}]"#,
        provider.issuer,
        cast::COURT,
    );
    let mut environment = dial.environment();
    environment.extend([
        ("HEJIE_AUTH_ISSUERS".to_owned(), issuer),
        ("HEJIE_AUTH_LOCAL_ISSUER".to_owned(), "on".to_owned()),
        Provider::allowed(),
    ]);
    let house = House::with("info", environment);
    house.fill_registers().await;
    let machine = Who { token: provider.service("docket", SECRET).await, ..house.court() };
    let of_court = HejieClaims { court: Some(cast::COURT.to_owned()), ..HejieClaims::role(Role::Court) };
    let court = client(&house, "court-system", of_court);
    let of_centre = HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..HejieClaims::role(Role::Clerk) };
    let clerk = client(&house, "clerk-long", of_centre);

    let outcomes: Vec<&str> =
        OUTCOMES.into_iter().flat_map(|(outcome, times)| std::iter::repeat_n(outcome, times)).collect();
    assert!(outcomes.len() == 100 && OUTCOMES.iter().all(|(_, times)| *times > 0));
    let (mut lapsing, mut waiting) = (Vec::new(), String::new());
    for (place, outcome) in outcomes.iter().enumerate() {
        let filed = house.post(&house.applicant(), "/v1/cases", &cast::application_of(place)).await.ok();
        let mut dispute = Dispute::of(&house, &filed.text("/id")).await;
        dispute.go_on_to(Step::Sealed).await;
        let number = format!("（2026）{}诉前调确{}号", cast::COURT, 1_000 + place);
        let mut matter = Matter { dispute, court: &machine, number };
        matter.come_to(outcome).await;
        if *outcome == "SUPPLEMENT_REQUESTED" {
            waiting = matter.dispute.path("confirmation");
        }
        if *outcome == "LAPSED" {
            lapsing.push(matter.dispute.path("confirmation/lapse"));
        }
    }
    let early = house.post(&clerk, &lapsing[0], &json!({})).await.refused(409, "period-running");
    assert_eq!(early["facts"]["timer"], "T10", "{early}");
    turn(&dial, LATER_DAYS);
    for path in &lapsing {
        let _lapsed = house.post(&clerk, path, &json!({})).await.ok();
        let again = house.post(&clerk, path, &json!({})).await.ok();
        assert!(again.events().is_empty(), "what has lapsed does not lapse again");
    }

    let mut counted = BTreeMap::new();
    for (outcome, times) in OUTCOMES {
        let path = format!("/v1/settlements?limit=200&status={outcome}");
        let of_centre = house.get(&clerk, &path).await.ok().items().len();
        let of_court = house.get(&court, &path).await.ok().items().len();
        assert_eq!(of_centre, times, "{outcome} in the centre's register");
        let filed = !matches!(outcome, "ABANDONED" | "LAPSED");
        assert_eq!(of_court, if filed { times } else { 0 }, "{outcome} in the court's register");
        counted.insert(outcome, of_centre);
    }
    assert_eq!(counted.values().sum::<usize>(), 100);
    look_back(&house, &court).await;
    turn(&dial, days_to_next_year());
    publish(&house, (&court, &clerk), &waiting).await;
    house.finish().await;
}

/// What the record said when the judge ruled: of a confirmation that was revoked since.
async fn look_back(house: &House, court: &Who) {
    let revoked = house.get(court, "/v1/settlements?status=REVOKED&limit=1").await.ok();
    let row = &revoked.items()[0];
    let number = row["agreement_no"].as_str().expect("a number");
    let states: Vec<&str> = row["history"]
        .as_array()
        .expect("a history")
        .iter()
        .filter_map(|entry| entry["status"].as_str())
        .collect();
    let way = [
        "PREPARING",
        "JOINTLY_SIGNED",
        "FILED",
        "ACCEPTED",
        "UNDER_REVIEW",
        "CONFIRMED",
        "OBJECTED",
        "REVOKED",
    ];
    assert_eq!(states, way);
    let case = row["case"].as_str().expect("a case");
    let timeline = house.get(court, &format!("/v1/cases/{case}")).await.ok();
    assert_eq!(timeline.text("/confirmation/status"), "REVOKED");
    let long_ago = house.get(court, &format!("/v1/settlements/{number}?as_of=2020-01-01T00:00:00Z")).await;
    long_ago.refused(404, "not-found");
}

/// The court takes a matter and confirms it, as of today by the calendar on the wall.
async fn rule(house: &House, court: &Who, confirmation: &str) {
    let number = format!("（{}）{}诉前调确4321号", today().year(), cast::COURT);
    for step in [
        json!({ "step": "ACCEPT", "court_case_no": number, "on": today() }),
        json!({ "step": "CONFIRM", "ruling_no": number, "ruled_on": today(), "served_on": today() }),
    ] {
        let told = house.post(court, &format!("{confirmation}/court-steps"), &step).await.ok();
        assert!(!told.events().contains(&"case.court-message-kept.v1"), "{}", told.body);
    }
}

/// The federation restates; the table is made of the views, which follow a moment behind, so it says what it has seen.
async fn restate(house: &House, federation: &Who, path: &str) {
    let token = house.consistency_token().expect("the court was answered");
    let call = house.call(Method::POST, path).by(federation).key(&house.fresh_key());
    let call = call.json(&json!({ "reason": LATE })).header("consistency-token", &token);
    let _restated = call.send().await.ok();
}

/// What somebody did with success in a house whose year went by: published it, and restated it when a ruling came to be known.
pub(crate) async fn seen_after_the_year() -> BTreeSet<(String, u16)> {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let of_court = HejieClaims { court: Some(cast::COURT.to_owned()), ..HejieClaims::role(Role::Court) };
    let court = client(&house, "court-system", of_court);
    let federation = client(&house, "federation-long", HejieClaims::role(Role::Federation));
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    turn(&dial, days_to_next_year());
    let (address, year) = ("/v1/statistics/publications", today().year());
    let _published = house.post(&federation, address, &json!({ "year": year })).await.ok();
    rule(&house, &court, &dispute.path("confirmation")).await;
    restate(&house, &federation, &format!("{address}/{year}/restatements")).await;
    let seen = house.seen();
    house.finish().await;
    seen
}

/// The year is over: it is given to the public, and put right when a ruling of that year comes to be known. `waiting`: where the court waits
/// for papers.
async fn publish(house: &House, (court, clerk): (&Who, &Who), waiting: &str) {
    let federation = client(house, "federation-long", HejieClaims::role(Role::Federation));
    let year = today().year();
    let (address, open) = ("/v1/statistics/publications", format!("/open-data/statistics/{year}"));
    let restating = format!("{address}/{year}/restatements");
    let reason = json!({ "reason": LATE });
    house.post(clerk, address, &json!({ "year": year })).await.refused(403, "forbidden");
    house
        .post(&federation, address, &json!({ "year": year + 1 }))
        .await
        .refused(409, "publication-year-not-over");
    house.post(&federation, &restating, &reason).await.refused(409, "publication-missing");
    let _published = house.post(&federation, address, &json!({ "year": year })).await.ok();
    house.post(&federation, address, &json!({ "year": year })).await.refused(409, "publication-exists");
    house.post(&federation, &restating, &reason).await.refused(409, "publication-unchanged");
    let first = house.call(Method::GET, &open).send().await.ok();
    assert_eq!((&first.body["edition"], &first.body["restated_because"]), (&json!(1), &Value::Null));
    let before = first.body["total"]["confirmed"].as_i64().expect("a number");

    let papers = json!({ "documents": [{ "title": "住所证明", "sha256": cast::some_sha256() }] });
    let _supplied = house.post(clerk, &format!("{waiting}/documents"), &papers).await.ok();
    rule(house, court, waiting).await;
    // What was published stays as it is, until it is restated.
    let still = house.call(Method::GET, &open).send().await.ok();
    assert_eq!(still.body["total"]["confirmed"], before);
    restate(house, &federation, &restating).await;
    let second = house.call(Method::GET, &open).send().await.ok();
    assert_eq!((&second.body["edition"], &second.body["restated_because"]), (&json!(2), &reason["reason"]));
    assert_eq!(second.body["total"]["confirmed"], before + 1);
    let editions = house.get(&federation, &format!("{address}/{year}")).await.ok();
    assert_eq!(editions.body["editions"][0]["figures"]["total"]["confirmed"], before);
}

#[tokio::test]
async fn the_record_is_read_as_it_stood_when_the_judge_ruled() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Confirmed).await;
    let ruled = house.consistency_token().expect("a write says where it stands");
    dispute.go_on(Step::Confirmed, Step::Closed).await;
    dispute
        .court(json!({
            "step": "TAKE_OBJECTION", "objector": { "kind": "THIRD_PARTY", "knew_on": today() }, "lodged_on": today(),
        }))
        .await;
    dispute
        .court(json!({
            "step": "DECIDE_OBJECTION", "outcome": "REVOKED", "ruling_no": "（2026）粤0104民特监9号",
            "ruled_on": today(),
        }))
        .await;
    let now = dispute.read(&house.court(), "").await;
    assert_eq!((now.text("/stage"), now.text("/confirmation/status")), ("CLOSED".into(), "REVOKED".into()));
    let then = house.get(&house.court(), &format!("{}?as_of={ruled}", dispute.path(""))).await.ok();
    assert_eq!(
        (then.text("/stage"), then.text("/confirmation/status")),
        ("EFFECTIVE".into(), "CONFIRMED".into())
    );
    let number = now.text("/agreement/agreement_no");
    let row = house.get(&house.court(), &format!("/v1/settlements/{number}?as_of={ruled}")).await.ok();
    assert_eq!((row.text("/status"), row.text("/performance")), ("CONFIRMED".into(), "OPEN".into()));
    let stranger = house.accounts.court("粤1971");
    let asked = format!("{}?as_of={ruled}", dispute.path(""));
    house.get(&stranger, &asked).await.refused(404, "not-found");
    let asked = format!("{}?as_of=yesterday", dispute.path(""));
    house.get(&house.court(), &asked).await.refused(400, "query-parameter-invalid");
    house.finish().await;
}

#[tokio::test]
async fn another_way_to_enforce_is_kept_apart_from_confirmation() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Sealed).await;
    let without = json!({
        "route": "NOTARIAL_INSTRUMENT", "notary": "广州市示例公证处", "number": "（2026）粤广示例第1号",
        "issued_on": today(), "debtor": dispute.respondent,
    });
    dispute
        .try_write(&house.agent(), "other-routes", without.clone())
        .await
        .refused(422, "enforcement-consent-missing");
    let mut notarised = without;
    notarised["consent"] = json!({ "title": "接受强制执行承诺书", "sha256": cast::some_sha256() });
    dispute.write(&house.agent(), "other-routes", notarised).await;
    let suit = json!({
        "route": "SUIT", "claimant": dispute.applicant, "number": "（2026）粤0104民初5号", "docketed_on": today(),
    });
    dispute.try_write(&house.applicant(), "other-routes", suit).await.refused(409, "already-enforceable");
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(read.text("/other_routes/0/route"), "NOTARIAL_INSTRUMENT");
    let counts = house.get(&house.director(), "/v1/centres/440100/counts").await.ok();
    assert_eq!(counts.body["total"]["confirmed"], 0, "no other way is ever counted as a confirmation");
    house.finish().await;
}

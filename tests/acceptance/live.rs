//! Listening: what changed is told while it happens, to whom it concerns, and no longer than that.

use acceptance::{Dispute, House, Step, Who, cast};
use api::auth::HejieClaims;
use domain::occasion::Role;
use reqwest::Response;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Longer than anything takes here, a heartbeat included.
const LONG: Duration = Duration::from_secs(60);

/// One event of a stream.
#[derive(Debug)]
struct Told {
    name: String,
    id: String,
    data: Value,
}

/// Somebody who listens.
struct Ear {
    response: Response,
    text: String,
    told: VecDeque<Told>,
}

impl Ear {
    async fn at(house: &House, who: &Who, path: &str, last: Option<&str>) -> Self {
        let mut request = reqwest::Client::new().get(format!("{}{path}", house.base()));
        request = request.bearer_auth(&who.token).header("accept", "text/event-stream");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        if let Some(token) = house.consistency_token() {
            request = request.header("consistency-token", token);
        }
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, text: String::new(), told: VecDeque::new() }
    }

    /// The next event; none when the stream is over. Comments are passed over.
    async fn hears(&mut self) -> Option<Told> {
        while self.told.is_empty() {
            let chunk = tokio::time::timeout(LONG, self.response.chunk()).await.expect("something is said");
            self.text.push_str(&String::from_utf8_lossy(&chunk.expect("the stream goes on")?));
            while let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                    line.unwrap_or_default().to_owned()
                };
                if !event.starts_with(':') {
                    let data = serde_json::from_str(&field("data")).expect("JSON");
                    self.told.push_back(Told { name: field("event"), id: field("id"), data });
                }
                self.text = rest.to_owned();
            }
        }
        self.told.pop_front()
    }
}

#[tokio::test]
async fn a_clerk_hears_of_the_own_centre_and_a_party_of_the_own_case() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Filed).await;
    let mut list = Ear::at(&house, &house.clerk(), "/v1/work-list/events", None).await;
    let mut elsewhere = Ear::at(&house, &house.accounts.clerk("441900"), "/v1/work-list/events", None).await;
    let mut own =
        Ear::at(&house, &house.applicant(), &format!("/v1/cases/{}/events", dispute.case), None).await;
    for ear in [&mut list, &mut elsewhere, &mut own] {
        assert_eq!(ear.hears().await.map(|told| told.name).as_deref(), Some("ready"));
    }
    dispute.take(Step::Accepted).await;
    for ear in [&mut list, &mut own] {
        let told = ear.hears().await.expect("it is told");
        assert_eq!((told.name.as_str(), &told.data["cases"][0]["case"]), ("changed", &json!(dispute.case)));
        // Nothing of the case but that it changed.
        assert_eq!(told.data["cases"][0].as_object().map(serde_json::Map::len), Some(2));
        // Read again with the id, and the change is there.
        let call = house.call(reqwest::Method::GET, &format!("/v1/cases/{}", dispute.case));
        let read = call.by(&house.clerk()).header("consistency-token", &told.id).send().await.ok();
        assert_eq!(read.body["stage"], "CONSENT_PENDING");
    }
    // The other centre hears of its own next case, and of nothing before it.
    let mut there = cast::application();
    there["centre"] = json!("441900");
    let filed = house.post(&house.accounts.clerk("441900"), "/v1/cases", &there).await;
    if filed.status == 201 {
        let told = elsewhere.hears().await.expect("it is told");
        assert_eq!(told.data["cases"][0]["case"], filed.body["id"]);
    }
    let stranger = house.accounts.party("party-stranger");
    house.get(&stranger, &format!("/v1/cases/{}/events", dispute.case)).await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn after_a_break_a_client_learns_whether_it_missed_something() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Filed).await;
    let path = format!("/v1/cases/{}/events", dispute.case);
    let mut ear = Ear::at(&house, &house.clerk(), &path, None).await;
    let seen = ear.hears().await.expect("ready").id;
    drop(ear);
    let mut back = Ear::at(&house, &house.clerk(), &path, Some(&seen)).await;
    assert_eq!(back.hears().await.map(|told| told.name).as_deref(), Some("ready"));
    drop(back);
    dispute.take(Step::Accepted).await;
    for last in [seen.as_str(), "nonsense"] {
        let mut late = Ear::at(&house, &house.clerk(), &path, Some(last)).await;
        assert_eq!(late.hears().await.map(|told| told.name).as_deref(), Some("read-again"));
    }
    // Who asks for no stream is told where things stand, and that is all.
    let once = house.get(&house.clerk(), &path).await.ok();
    assert!(String::from_utf8_lossy(&once.raw).contains("event: ready"));
    house.finish().await;
}

#[tokio::test]
async fn a_withdrawn_access_ends_the_stream() {
    let house = House::open().await;
    let claims = HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..HejieClaims::role(Role::Clerk) };
    let clerk = house.accounts.account("clerk-who-leaves", claims);
    let mut ear = Ear::at(&house, &clerk, "/v1/work-list/events", None).await;
    assert_eq!(ear.hears().await.map(|told| told.name).as_deref(), Some("ready"));
    let account = json!({ "account": "clerk-who-leaves", "withdraws": "ACCOUNT", "reason": cast::REASON });
    let security = house.accounts.security_administrator();
    let _withdrawn = house.post(&security, "/v1/access-revocations", &account).await.ok();
    assert_eq!(ear.hears().await.map(|told| told.name).as_deref(), Some("ended"));
    assert!(ear.hears().await.is_none());
    house.finish().await;
}

#[tokio::test]
async fn a_server_that_stops_lets_its_listeners_go_at_once() {
    let house = House::open().await;
    let mut ear = Ear::at(&house, &house.clerk(), "/v1/work-list/events", None).await;
    assert_eq!(ear.hears().await.map(|told| told.name).as_deref(), Some("ready"));
    let began = Instant::now();
    house.finish().await;
    // Long before the thirty seconds that a server waits for what still runs.
    assert!(began.elapsed() < Duration::from_secs(10), "a listener held it for {:?}", began.elapsed());
    assert!(ear.hears().await.is_none());
}

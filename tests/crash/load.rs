//! Clients that file cases and take them forward, writing down what they asked and what was acknowledged.

use acceptance::cast;
use acceptance::{Answer, House, Who};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A write, as it is sent again and again.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The account and its token.
    pub(crate) who: Who,
    /// The path.
    pub(crate) path: String,
    /// The intention.
    pub(crate) key: String,
    /// What is asked for.
    pub(crate) body: Value,
}

impl Request {
    /// Sends it to a server that may be dying.
    ///
    /// # Errors
    /// When no answer comes: nobody knows whether it was written.
    pub(crate) async fn send(&self, house: &House) -> Result<Answer, reqwest::Error> {
        house.call(Method::POST, &self.path).by(&self.who).key(&self.key).json(&self.body).try_send().await
    }
}

/// A write that was acknowledged, with its answer.
#[derive(Debug, Clone)]
pub(crate) struct Acknowledged {
    /// The write.
    pub(crate) request: Request,
    /// The answer.
    pub(crate) body: Value,
}

impl Acknowledged {
    /// Names of the recorded events.
    pub(crate) fn events(&self) -> Vec<&str> {
        let events = self.body["events"].as_array().map(Vec::as_slice).unwrap_or_default();
        events.iter().filter_map(|event| event["type"].as_str()).collect()
    }

    /// The case it wrote to.
    pub(crate) fn case(&self) -> &str {
        self.request.path.split('/').nth(3).or(self.body["id"].as_str()).expect("a write names its case")
    }
}

/// One client: its case under way, and where that stands.
#[derive(Debug)]
pub(crate) struct Client {
    number: usize,
    keys: usize,
    case: Option<Case>,
    /// The write nobody knows the outcome of, if the last one was cut off.
    pub(crate) in_flight: Option<Request>,
    /// Everything that was acknowledged, in order.
    pub(crate) acknowledged: Vec<Acknowledged>,
}

#[derive(Debug)]
struct Case {
    id: String,
    parties: Option<(String, String)>,
    steps: usize,
}

/// Steps after filing; the case is left where it stands then, and the client files another.
const STEPS: usize = 7;

impl Client {
    /// A client that has done nothing yet.
    pub(crate) fn new(number: usize) -> Self {
        Self { number, keys: 0, case: None, in_flight: None, acknowledged: Vec::new() }
    }

    /// Files and advances until the server is gone. Whoever brings `acknowledged` to `deadly` kills it.
    pub(crate) async fn work(&mut self, house: &House, acknowledged: &AtomicUsize, deadly: usize) {
        loop {
            if !self.know_parties(house).await {
                return;
            }
            let request = self.next(house);
            if !self.try_once(house, request).await {
                return;
            }
            if acknowledged.fetch_add(1, Ordering::SeqCst) + 1 == deadly {
                house.kill();
            }
        }
    }

    /// Sends the write again that was cut off, which must be done now, whether it was before or not. Tells whether it was.
    pub(crate) async fn retry(&mut self, house: &House) -> Option<bool> {
        let request = self.in_flight.take()?;
        let answer = request.send(house).await.expect("the server answers").ok();
        let replayed = answer.header("idempotency-replayed") == "true";
        self.done(request, &answer);
        Some(replayed)
    }

    /// The cases this client filed.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &str> {
        self.acknowledged.iter().map(Acknowledged::case)
    }

    async fn try_once(&mut self, house: &House, request: Request) -> bool {
        loop {
            match request.send(house).await {
                // Many at once reserve a number of the same centre: told to try again with the same key, they do.
                Ok(answer) if answer.body["retryable"] == true => {}
                Ok(answer) => {
                    self.done(request, &answer.ok());
                    return true;
                }
                Err(_) => {
                    self.in_flight = Some(request);
                    return false;
                }
            }
        }
    }

    fn done(&mut self, request: Request, answer: &Answer) {
        match &mut self.case {
            Some(case) => case.steps += 1,
            None => self.case = Some(Case { id: answer.text("/id"), parties: None, steps: 0 }),
        }
        if self.case.as_ref().is_some_and(|case| case.steps == STEPS) {
            self.case = None;
        }
        self.acknowledged.push(Acknowledged { request, body: answer.body.clone() });
    }

    /// Reads the ids of the parties of a case just filed; false when the server is gone.
    async fn know_parties(&mut self, house: &House) -> bool {
        let Some(case) = &mut self.case else { return true };
        if case.parties.is_some() {
            return true;
        }
        let path = format!("/v1/cases/{}", case.id);
        let token = self.acknowledged.last().map(|last| last.body["position"].as_str().unwrap_or("0"));
        let seen = format!("{}.{}", incarnation(house), token.unwrap_or("0"));
        let call = house.call(Method::GET, &path).by(&house.clerk()).header("consistency-token", &seen);
        let Ok(read) = call.try_send().await else { return false };
        let read = read.ok();
        case.parties = Some((read.text("/parties/0/party"), read.text("/parties/1/party")));
        true
    }

    fn next(&mut self, house: &House) -> Request {
        self.keys += 1;
        let key = format!("client-{}-{}", self.number, self.keys);
        let (who, path, body) = match &self.case {
            None => {
                // Nobody files twice: a filing like an earlier one waits for a clerk.
                let application = cast::application_of(self.number * 1_000_000 + self.keys);
                (house.applicant(), "/v1/cases".to_owned(), application)
            }
            Some(case) => {
                let (who, below, body) = case.step(house);
                (who, format!("/v1/cases/{}/{below}", case.id), body)
            }
        };
        Request { who, path, key, body }
    }
}

impl Case {
    fn step(&self, house: &House) -> (Who, &'static str, Value) {
        let (applicant, respondent) = self.parties.as_ref().expect("they are read before the first step");
        let consent = |party: &str| json!({ "party": party, "matters": ["MEDIATE", "ONLINE"], "form": "ELECTRONIC", "centre_appoints": true });
        match self.steps {
            0 => (house.clerk(), "acceptance", json!({ "track": "SIMPLE", "checks": cast::checks() })),
            1 => (house.clerk(), "respondent-notice", json!({ "method": "ELECTRONIC" })),
            2 => (house.applicant(), "consents", consent(applicant)),
            3 => (house.agent(), "consents", consent(respondent)),
            4 => {
                let offer = json!({ "mediator": house.mediator_id(), "chosen_by_parties": false });
                (house.clerk(), "mediator-offers", offer)
            }
            5 => (house.mediator(), "assignment-acceptance", json!({ "disclosed": [] })),
            _ => {
                let withdrawal = json!({ "party": applicant, "self_settled": true, "reason": cast::REASON });
                (house.applicant(), "withdrawal", withdrawal)
            }
        }
    }
}

/// The life of the log, from the last token of consistency.
fn incarnation(house: &House) -> String {
    let token = house.consistency_token().expect("something was written");
    token.split('.').next().unwrap_or_default().to_owned()
}

//! Random and mutated requests: whatever comes, the server answers with a refusal or a success, never with a failure of its own.

use acceptance::cast;
use acceptance::document::{Operation, operations};
use acceptance::{House, Step, Who};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

/// How many requests are sent.
const REQUESTS: usize = 3_000;

/// One request that should not have been sent.
#[derive(Debug, Clone)]
struct Odd {
    operation: usize,
    who: usize,
    segment: String,
    query: String,
    body: Vec<u8>,
}

fn odd(operations: usize, actors: usize) -> impl Strategy<Value = Odd> {
    let segment = prop_oneof![
        4 => Just("{own}".to_owned()),
        1 => "[a-zA-Z0-9%._~-]{1,40}",
        1 => "(%[0-9A-Fa-f]{2}){1,12}",
    ]
    // A client takes steps up and down out of an address before it sends it.
    .prop_filter("a step in the path", |text: &String| {
        !matches!(text.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
    });
    let query = prop_oneof![
        4 => Just(String::new()),
        2 => "\\?(limit|after|stage|from|active|overdue)=[a-zA-Z0-9%._~-]{0,20}",
        1 => "\\?[!-~&&[^#\"<>`{}]]{0,60}",
    ];
    let body = prop_oneof![
        3 => mutated(),
        2 => random_json().prop_map(|value| value.to_string().into_bytes()),
        1 => proptest::collection::vec(any::<u8>(), 0..200),
    ];
    (0..operations, 0..actors, segment, query, body).prop_map(|(operation, who, segment, query, body)| Odd {
        operation,
        who,
        segment,
        query,
        body,
    })
}

/// Bodies the house knows, with a few bytes changed, doubled or cut out.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let known = vec![
        cast::application().to_string(),
        json!({ "track": "SIMPLE", "checks": cast::checks() }).to_string(),
        json!({ "party": "0199f5a3-0000-7000-8000-00000000dead", "matters": ["MEDIATE"], "form": "ORAL" }).to_string(),
        json!({ "starts_at": "2099-01-01T09:00:00+08:00", "planned_minutes": 60, "mode": "VIDEO", "venue": "x" })
            .to_string(),
        json!({ "terms": [{ "term": { "type": "RELEASE" }, "wording": "x" }] }).to_string(),
        json!({ "step": "ACCEPT", "court_case_no": cast::COURT_CASE_NO, "on": "2026-01-01" }).to_string(),
    ];
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4_u8);
    (prop::sample::select(known), proptest::collection::vec(change, 0..4)).prop_map(|(text, changes)| {
        let mut bytes = text.into_bytes();
        for (index, byte, kind) in changes {
            let at = index.index(bytes.len().max(1));
            match kind {
                _ if bytes.is_empty() => {}
                0 => bytes[at] = byte,
                1 => bytes.truncate(at),
                2 => bytes.insert(at, b"\"{}[],:0\\"[usize::from(byte) % 9]),
                _ => bytes.extend_from_within(at..),
            }
        }
        bytes
    })
}

fn random_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,30}".prop_map(Value::from),
    ];
    let name = prop_oneof![
        3 => prop::sample::select(vec!["party", "terms", "amount_fen", "claims", "facts", "checks", "on", "step", "kind"])
            .prop_map(str::to_owned),
        1 => ".{0,12}",
    ];
    leaf.prop_recursive(6, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            proptest::collection::hash_map(name.clone(), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[tokio::test]
async fn no_request_makes_the_server_fail() {
    let house = House::open().await;
    let dispute = acceptance::Dispute::at(&house, Step::SessionClosed).await;
    let actors: Vec<Who> = vec![
        house.clerk(),
        house.director(),
        house.mediator(),
        house.applicant(),
        house.agent(),
        house.court(),
        house.accounts.federation(),
    ];
    let operations = operations();
    let mut runner = TestRunner::new(Config::default());
    let strategy = odd(operations.len(), actors.len());
    for number in 0..REQUESTS {
        let odd = strategy.new_tree(&mut runner).expect("a request").current();
        let operation = &operations[odd.operation];
        let path = format!("{}{}", address(operation, &odd.segment, &dispute.case), odd.query);
        let call = house.call(operation.method.clone(), &path).by(&actors[odd.who]);
        let write = operation.method == reqwest::Method::POST;
        let call = if write { call.key(&format!("odd-{number}")).raw(odd.body.clone()) } else { call };
        let answer = call.send().await;
        assert!(answer.status < 500, "{odd:?} to {path}: {} {}", answer.status, answer.body);
        if answer.status >= 400 {
            assert!(
                answer.body["code"].is_string(),
                "{odd:?} to {path}: a refusal without a code: {}",
                answer.body
            );
        }
    }
    let _list = house.get(&house.clerk(), "/v1/work-list").await.ok();
    house.finish().await;
}

fn address(operation: &Operation, segment: &str, case: &str) -> String {
    let segments = operation.pattern.split('/').map(|part| match (part, segment) {
        ("{case}", "{own}") => case,
        (part, "{own}") if part.starts_with('{') => "1",
        (part, random) if part.starts_with('{') => random,
        (part, _) => part,
    });
    segments.collect::<Vec<_>>().join("/")
}

//! Clients who write to the same few cases over HTTP and write down what they were answered, so that it can be asked whether one
//! house that does one thing at a time could have answered so.
//!
//! Each write names the revision its author saw (`If-Match`): to the case it is a compare-and-set, and a refusal that names the revision
//! the case has moved on to is an observation. Views follow the log and promise nothing of the kind; they are not asked.

use crate::{Dispute, House, Step, cast, wait};
use chrono::NaiveDate;
use event_store::contract::{Answered, Asked, History, is_linearisable};
use event_store::{AppendError, Appended, Expected, Position, Revision, StreamName};
use reqwest::Method;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Cases that everybody writes to.
const CASES: usize = 3;

/// Where a case stands by an answer, and whether the write was taken.
struct Stands {
    revision: u64,
    taken: bool,
}

/// What is contested, and what was said.
#[derive(Debug, Clone)]
pub struct Contest {
    cases: Vec<String>,
    history: History,
    reported_on: NaiveDate,
    positions: Arc<Mutex<BTreeMap<String, Uuid>>>,
    /// Writes that were acknowledged.
    pub acknowledged: Arc<AtomicUsize>,
    /// Writes nobody answered at first.
    pub cut_off: Arc<AtomicUsize>,
}

impl Contest {
    /// Files and accepts the cases at this node.
    ///
    /// # Panics
    /// When it does not let itself be prepared.
    pub async fn at(node: &House) -> Self {
        let (mut cases, history) = (Vec::new(), History::default());
        for _ in 0..CASES {
            let dispute = Dispute::at(node, Step::Accepted).await;
            let case = dispute.path("").rsplit('/').next().expect("a path ends in an id").to_owned();
            let shown = node.get(&node.clerk(), &dispute.path("")).await.ok();
            let revision = shown.body["revision"].as_u64().expect("a revision");
            let ids: Vec<Uuid> = (0..=revision).map(|_| Uuid::new_v4()).collect();
            let call = history.made(&stream(&case), Asked::Append { expected: Expected::NoStream, ids });
            history.answered(call, Answered::Append(Ok(appended(0, revision, true))));
            cases.push(case);
        }
        Self {
            cases,
            history,
            reported_on: crate::dispute::today(),
            positions: Arc::default(),
            acknowledged: Arc::default(),
            cut_off: Arc::default(),
        }
    }

    /// One client, until so many of its writes were acknowledged. Each is sent to one node after the other until there is an answer.
    ///
    /// # Panics
    /// When a node answers what no node may.
    pub async fn work(self, nodes: Vec<Arc<House>>, client: usize, writes: usize) {
        // As far as this client knows: it learns from what it is answered.
        let mut known: BTreeMap<&str, u64> = BTreeMap::new();
        let mut acknowledged = 0;
        for write in 0.. {
            let case = &self.cases[(client + write * 7 / 3) % self.cases.len()];
            let expected = known.get(case.as_str()).copied().unwrap_or(0);
            let key = format!("contest-{client}-{write}");
            let stands = self.insist(&nodes, client + write, case, &key, expected).await;
            known.insert(case, stands.revision);
            acknowledged += usize::from(stands.taken);
            if acknowledged == writes {
                return;
            }
        }
    }

    async fn insist(
        &self,
        nodes: &[Arc<House>],
        first: usize,
        case: &str,
        key: &str,
        expected: u64,
    ) -> Stands {
        let ids = vec![Uuid::new_v4()];
        for turn in first.. {
            let node = &nodes[turn % nodes.len()];
            let asked = Asked::Append { expected: Expected::Exact(Revision(expected)), ids: ids.clone() };
            let call = self.history.made(&stream(case), asked);
            let (answer, stands) = self.ask(node, case, key, expected, ids[0]).await;
            self.history.answered(call, Answered::Append(answer));
            if let Some(stands) = stands {
                return stands;
            }
            wait::a_moment().await;
        }
        unreachable!("there is always another turn")
    }

    /// One try: what it means to the history, and where the case stands if that was told.
    async fn ask(
        &self,
        node: &House,
        case: &str,
        key: &str,
        expected: u64,
        id: Uuid,
    ) -> (Result<Appended, AppendError>, Option<Stands>) {
        let path = format!("/v1/cases/{case}/risk-reports");
        let report = json!({ "to": "POLICE", "reported_on": self.reported_on, "facts": cast::REASON });
        let call = node.call(Method::POST, &path).by(&node.director()).key(key);
        let sent = call.header("if-match", &format!("\"{expected}\"")).json(&report).try_send().await;
        let answer = match sent {
            Ok(answer) => answer,
            Err(error) if error.is_connect() => {
                return (Err(AppendError::Unavailable { reason: "never sent".to_owned() }), None);
            }
            Err(_) => {
                self.cut_off.fetch_add(1, Ordering::SeqCst);
                return (Err(AppendError::Unknown), None);
            }
        };
        match (answer.status, answer.body["code"].as_str()) {
            (200 | 201, _) => {
                let revision = answer.body["revision"].as_u64().expect("a revision");
                let position = answer.text("/position");
                let other = self.positions.lock().expect("no panic").insert(position.clone(), id);
                assert!(other.is_none_or(|other| other == id), "two writes at place {position}");
                self.acknowledged.fetch_add(1, Ordering::SeqCst);
                let fresh = answer.header("idempotency-replayed") != "true";
                (Ok(appended(revision, revision, fresh)), Some(Stands { revision, taken: true }))
            }
            (412, Some("revision-mismatch")) => {
                let actual: u64 = answer.text("/facts/actual").parse().expect("a revision");
                (
                    Err(AppendError::Conflict { actual: Some(Revision(actual)) }),
                    Some(Stands { revision: actual, taken: false }),
                )
            }
            (503, Some("outcome-unknown")) => (Err(AppendError::Unknown), None),
            // Refused before anything was written, and to be asked again.
            (503, Some("store-busy")) | (409, Some("conflict-contended")) => {
                (Err(AppendError::Unavailable { reason: String::new() }), None)
            }
            (status, code) => panic!("{path}: {status} {code:?}: {}", answer.body),
        }
    }

    /// The history has an order that explains every answer, and every acknowledged write has a revision to itself.
    ///
    /// # Panics
    /// When it has not, with the case and how far an explanation goes.
    pub fn insist_on(&self) {
        let calls = self.history.calls();
        if let Err(reason) = is_linearisable(&calls) {
            panic!("{reason}");
        }
        let places: BTreeSet<_> = calls
            .iter()
            .filter_map(|call| match &call.answered {
                Some((Answered::Append(Ok(appended)), _)) => Some((call.stream.clone(), appended.revision)),
                _ => None,
            })
            .collect();
        let acknowledged = self.acknowledged.load(Ordering::SeqCst);
        assert_eq!(places.len(), acknowledged + self.cases.len(), "a revision was given out twice");
    }

    /// Waits until so many more writes were acknowledged.
    ///
    /// # Panics
    /// When they are not in a minute.
    pub async fn progress(&self, more: usize) {
        let acknowledged = Arc::clone(&self.acknowledged);
        let goal = acknowledged.load(Ordering::SeqCst) + more;
        let enough = move || (acknowledged.load(Ordering::SeqCst) >= goal).then_some(());
        let waiting = tokio::task::spawn_blocking(move || wait::until("acknowledged writes", enough));
        waiting.await.expect("they come");
    }
}

fn stream(case: &str) -> StreamName {
    StreamName::parse(&format!("case-{case}")).expect("a name")
}

fn appended(first: u64, last: u64, fresh: bool) -> Appended {
    Appended { first_revision: Revision(first), revision: Revision(last), position: Position::START, fresh }
}

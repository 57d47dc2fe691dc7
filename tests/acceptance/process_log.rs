//! Process logs: what a miner of processes discovers from them is the procedure, and nobody is in them.

use acceptance::{Dispute, House, Step, Who, cast, venv};
use reqwest::Method;
use serde_json::{Value, json};

const TOLD: &str = "CANARY-K4-底线四千";

async fn log(house: &House, who: &Who, path: &str) -> String {
    let token = house.consistency_token().unwrap_or_default();
    let call = house.call(Method::GET, path).by(who).header("consistency-token", &token);
    String::from_utf8(call.send().await.ok().raw).expect("UTF-8")
}

#[tokio::test]
async fn a_miner_discovers_the_procedure_and_learns_of_nobody() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::SessionOpened).await;
    let told = json!({ "party": dispute.applicant, "session": dispute.session, "text": TOLD });
    dispute.write(&house.mediator(), "caucus-records", told).await;
    dispute.write(&house.mediator(), "notes", json!({ "text": TOLD })).await;
    dispute.go_on(Step::SessionOpened, Step::ConfirmationFiled).await;
    let accepted = Dispute::at(&house, Step::Accepted).await;
    let federation = house.accounts.federation();
    let [ocel, xes] = [
        log(&house, &federation, "/v1/process-log?format=ocel").await,
        log(&house, &federation, "/v1/process-log?format=xes").await,
    ];
    let known = house.get(&house.clerk(), &format!("/v1/cases/{}", dispute.case)).await.ok();
    let name = known.text("/parties/0/identity/name");
    for text in [&ocel, &xes] {
        let revealing = [
            TOLD,
            "caucus",
            "note-written",
            &dispute.case,
            &accepted.case,
            &dispute.applicant,
            &name,
            cast::BRANCH,
            &house.mediator_id(),
        ];
        for told in revealing {
            assert!(!text.contains(told), "the log tells {told}");
        }
    }
    // Two answers cannot be laid over each other.
    assert_ne!(ocel, log(&house, &federation, "/v1/process-log?format=ocel").await);

    let folder = tempfile::tempdir().expect("a folder");
    let files = [("log.jsonocel", &ocel), ("log.xes", &xes)].map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("the log is kept");
        path.display().to_string()
    });
    let said = venv::python("process_mining", "discover_process.py", &[&files[0], &files[1]]);
    let found: Value = serde_json::from_str(said.lines().last().unwrap_or_default()).expect("JSON");
    assert_eq!((&found["cases"], &found["objects"]), (&json!(2), &json!({ "case": 2, "centre": 1 })));
    assert_eq!(found["xes"], found["ocel"], "both say the same");
    assert_eq!(found["xes"]["starts"], json!(["application-filed"]));
    let edges = found["xes"]["edges"].as_array().expect("edges");
    assert!(edges.contains(&json!(["application-filed", "accepted", 2])), "{edges:?}");
    assert!(edges.iter().any(|edge| edge[1] == "agreement-became-effective"));
    assert!(found["fitness"].as_f64() > Some(0.99), "the model replays every case: {}", found["tree"]);
    house.finish().await;
}

#[tokio::test]
async fn a_director_gets_the_log_of_the_own_centre_and_a_clerk_none() {
    let house = House::open().await;
    let _filed = Dispute::at(&house, Step::Filed).await;
    let own = log(&house, &house.director(), "/v1/process-log?format=xes").await;
    assert_eq!(own.matches("<trace>").count(), 1);
    let far = log(&house, &house.accounts.director("441900"), "/v1/process-log?format=xes").await;
    assert_eq!(far.matches("<trace>").count(), 0);
    let today = acceptance::dispute::today();
    let path = format!("/v1/process-log?from={today}&to={today}");
    let filed: Value = serde_json::from_str(&log(&house, &house.director(), &path).await).expect("JSON");
    assert_eq!(filed["objects"].as_array().map(Vec::len), Some(2));
    let before = log(&house, &house.director(), "/v1/process-log?to=2020-01-01").await;
    let before: Value = serde_json::from_str(&before).expect("JSON");
    assert_eq!((&before["objects"], &before["events"]), (&json!([]), &json!([])));
    house.get(&house.clerk(), "/v1/process-log").await.refused(403, "forbidden");
    let auditor = house.accounts.audit_administrator();
    let journal = house.get(&auditor, "/v1/access-journal?action=read_process_log").await.ok();
    assert!(
        journal
            .items()
            .iter()
            .any(|entry| entry["about"].as_str().is_some_and(|it| it.contains("process log")))
    );
    house.finish().await;
}

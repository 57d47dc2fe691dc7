//! Policies of an operator's own: they forbid, at the door and at the case, and what is wrong with them keeps the house shut.

use acceptance::{Dispute, House, Step, process};
use std::path::Path;

const VARIABLE: &str = "HEJIE_AUTH_POLICIES";

fn named(directory: &Path) -> Vec<(String, String)> {
    vec![(VARIABLE.to_owned(), directory.display().to_string())]
}

#[tokio::test]
async fn an_operator_forbids_what_the_house_permits_at_the_door_and_at_a_case() {
    let policies = tempfile::tempdir().expect("a directory");
    let text = "// No calendar leaves this house.\n@id(\"own.feeds\")\n\
                forbid (principal, action == Action::\"open_feed\", resource);\n\n\
                // The court of the first district is asked on paper.\n@id(\"own.court\")\n\
                forbid (principal, action == Action::\"read_case\", resource is Case)\n\
                when { resource in Court::\"粤0104\" };\n";
    std::fs::write(policies.path().join("own.cedar"), text).expect("written");
    let house = House::with("info", named(policies.path()));
    house.fill_registers().await;
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    let feed = format!("/v1/calendars/mediator.{}/feed", house.mediator_id());
    let refused = house.post(&house.clerk(), &feed, &serde_json::json!({})).await.refused(403, "forbidden");
    assert_eq!(refused["facts"]["action"], "open_feed");
    let case = format!("/v1/cases/{}", dispute.case);
    house.get(&house.court(), &case).await.refused(404, "not-found");
    let _elsewhere = house.get(&house.court(), &format!("{case}/timeline")).await.ok();
    let _others = house.get(&house.clerk(), &case).await.ok();
    house.finish().await;
}

#[test]
fn a_policy_that_cannot_be_read_keeps_the_house_shut_and_is_named_with_its_line() {
    let data = tempfile::tempdir().expect("a directory");
    let policies = tempfile::tempdir().expect("a directory");
    let complaints = [
        ("@id(\"own.one\")\nforbid (principal, action == Action::\"read_evrything\", resource);\n", "line 2"),
        ("\n\n@id(\"own.one\")\npermit (principal, action, resource);\n", "line 3"),
        ("@id(\"own.one\")\nforbid (principal, action, resource)\nwhen { principal.role = 1 };\n", "line 3"),
    ];
    for (text, line) in complaints {
        std::fs::write(policies.path().join("own.cedar"), text).expect("written");
        for command in [["serve", "--listen", "127.0.0.1:0"].as_slice(), &["config", "check"]] {
            let ended = process::run_with(data.path(), command, &named(policies.path()));
            let told = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert!(!ended.status.success(), "{command:?}");
            assert!(told.contains("own.cedar") && told.contains(line), "{command:?}: {told}");
        }
    }
    assert!(!data.path().join("log.db").exists(), "nothing was opened");
}

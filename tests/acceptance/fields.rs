//! A caller chooses which fields of a case, or of the rows of a list, it wants.

use acceptance::document::{Operation, operations};
use acceptance::{Answer, Dispute, House, Step};
use api::fieldset::{FIELDSETS, Fieldset};
use serde_json::Value;
use std::collections::BTreeSet;

fn names(row: &Value) -> BTreeSet<&str> {
    row.as_object().into_iter().flat_map(|fields| fields.keys().map(String::as_str)).collect()
}

/// A field an answer bears and nobody can ask for; whoever asks everything of everybody looks at each answer.
pub(crate) fn unknown_fields(operation: &Operation, answer: &Answer) -> Option<String> {
    let of_get = Fieldset::of(&operation.pattern).filter(|_| operation.method == reqwest::Method::GET);
    let fieldset = of_get.filter(|_| answer.status == 200)?;
    let rows = if fieldset.rows { answer.items() } else { std::slice::from_ref(&answer.body) };
    let known: BTreeSet<&str> = fieldset.known().collect();
    let met = rows.iter().flat_map(names).find(|name| !known.contains(name))?;
    Some(format!("{}: {met} stands in no row of crates/api/src/fieldset/table.rs", operation.name))
}

#[test]
fn fields_are_chosen_of_every_list_and_of_nothing_that_is_not_there() {
    let document = serde_json::to_value(api::server::document()).expect("JSON");
    let lists = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .filter(|(_, item)| item["get"]["responses"]["200"].to_string().contains("/PageBody\""));
    let lists: BTreeSet<&str> = lists.map(|(pattern, _)| pattern.as_str()).collect();
    let chosen: BTreeSet<&str> = FIELDSETS.iter().filter(|it| it.rows).map(|it| it.pattern).collect();
    assert_eq!(chosen, lists);
    let there: BTreeSet<String> = operations().into_iter().map(|it| it.pattern).collect();
    assert!(FIELDSETS.iter().all(|fieldset| there.contains(fieldset.pattern)));
}

#[tokio::test]
async fn a_caller_gets_the_fields_it_asks_for_and_what_names_the_row() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let clerk = house.clerk();
    let list = house.get(&clerk, "/v1/work-list?fields=stage,colour&sort=age&limit=5").await.ok();
    assert_eq!(names(&list.items()[0]), BTreeSet::from(["case", "colour", "stage"]), "{}", list.body);
    assert_eq!(list.body["total"], 1, "what is told of the list stays");
    assert_ne!(list.header("views-lag"), "");
    let mine = house.get(&house.applicant(), "/v1/my-cases?fields=case").await.ok();
    assert_eq!(names(&mine.items()[0]), BTreeSet::from(["case"]));
    let case =
        house.get(&clerk, &format!("/v1/cases/{}?fields=next_action,parties", dispute.case)).await.ok();
    assert_eq!(names(&case.body), BTreeSet::from(["case", "next_action", "parties", "revision"]));
    assert_eq!(case.header("etag"), format!("\"{}\"", case.body["revision"]), "{}", case.body);
    let hidden =
        house.get(&house.applicant(), &format!("/v1/cases/{}?fields=checks", dispute.case)).await.ok();
    assert_eq!(names(&hidden.body), BTreeSet::from(["case", "revision"]), "naming a field shows nobody more");
    let timeline = format!("/v1/cases/{}/timeline?fields=type&limit=1", dispute.case);
    assert_eq!(
        names(&house.get(&clerk, &timeline).await.ok().items()[0]),
        BTreeSet::from(["revision", "type"])
    );
    house.finish().await;
}

#[tokio::test]
async fn a_field_nobody_knows_is_refused_with_those_that_are_known() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let clerk = house.clerk();
    for (path, place) in [
        ("/v1/work-list?fields=stage,box", "fields/1"),
        ("/v1/work-list?fields=", "fields/0"),
        ("/v1/work-list?fields=stage,", "fields/1"),
        ("/v1/work-list?fields=stream", "fields/0"),
        ("/v1/work-list?fields=stage&fields=case", "fields"),
        ("/v1/centres?fields=secret", "fields/0"),
    ] {
        let told = house.get(&clerk, path).await.refused(400, "query-parameter-invalid");
        assert_eq!(told["errors"][0]["pointer"], place, "{path}: {told}");
        let known = if path.contains("centres") { "court_prefix" } else { "unserved_papers" };
        assert!(told["errors"][0]["detail"].as_str().expect("a sentence").contains(known), "{told}");
    }
    let case = format!("/v1/cases/{}", dispute.case);
    house.get(&clerk, &format!("{case}?fields=facts.text")).await.refused(400, "query-parameter-invalid");
    let foreign = house.accounts.clerk(acceptance::cast::OTHER_CENTRE);
    house.get(&foreign, &format!("{case}?fields=stage")).await.refused(404, "not-found");
    house.finish().await;
}

//! Figures: who sees whose, what they say of themselves, and what a spreadsheet makes of them.

use acceptance::{Call, Dispute, House, Step, Who, cast, venv};
use reqwest::Method;
use serde_json::{Value, json};

/// A settled case, one that was withdrawn, one that was only filed.
async fn three_cases(house: &House) {
    let _settled = Dispute::at(house, Step::ConfirmationFiled).await;
    let withdrawn = Dispute::at(house, Step::Accepted).await;
    let own = json!({ "party": withdrawn.applicant, "self_settled": true });
    withdrawn.write(&house.applicant(), "withdrawal", own).await;
    let _filed = Dispute::at(house, Step::Filed).await;
}

#[tokio::test]
async fn every_rate_names_its_denominator_and_every_answer_its_basis() {
    let house = House::open().await;
    three_cases(&house).await;
    let found = house.get(&house.clerk(), "/v1/statistics?by=month,centre,business").await.ok();
    let total = &found.body["total"];
    assert_eq!(total["M1"]["received"], 3);
    assert_eq!(total["M2"]["accepted"], 2);
    assert_eq!((&total["M3"]["ended"], &total["M4"]["self_settled"]), (&json!(2), &json!(1)));
    let rates = [("ended", 2), ("accepted", 2)].map(|(among, denominator)| {
        json!({ "of": "settled", "among": among, "numerator": 1, "denominator": denominator, "per_10_000": 5_000 })
    });
    assert_eq!(total["M5"], json!(rates));
    assert_eq!(total["M9"]["confirmed"], 0);
    assert_eq!(found.body["definitions"], 1);
    assert!(found.body["position"].as_str().is_some_and(|position| position != "0"));
    let rows = found.body["rows"].as_array().expect("rows");
    assert!(rows.iter().all(|row| row["centre"] == cast::CENTRE && row["business"].is_string()));
    let definitions = house.get(&house.clerk(), "/v1/statistics/definitions").await.ok();
    assert_eq!(definitions.body["version"], found.body["definitions"]);
    assert_eq!(definitions.body["measures"].as_array().map(Vec::len), Some(14));
    house.finish().await;
}

#[tokio::test]
async fn everybody_sees_the_figures_of_the_own_cases_and_no_others() {
    let house = House::open().await;
    three_cases(&house).await;
    let it = &house.accounts;
    let received = async |who: &Who, by: &str| -> Value {
        house.get(who, &format!("/v1/statistics?by={by}")).await.ok().body["total"]["M1"]["received"].clone()
    };
    for who in [&house.clerk(), &house.director(), &it.federation()] {
        assert_eq!(received(who, "month").await, 3);
        assert_eq!(received(who, "institution").await, 3);
    }
    for who in [&it.clerk("441900"), &it.director("441900"), &it.agent(cast::OTHER_BANK), &it.court("粤1971")]
    {
        assert_eq!(received(who, "month").await, 0);
    }
    assert_eq!(received(&house.agent(), "month").await, 3);
    // What ended with the mediator, and what was filed with the court.
    let ended = house.get(&house.mediator(), "/v1/statistics").await.ok();
    assert_eq!(ended.body["total"]["M4"]["settled"], 1);
    for who in [&house.agent(), &house.mediator(), &house.court()] {
        house.get(who, "/v1/statistics?by=institution").await.refused(400, "query-parameter-invalid");
    }
    house.get(&house.clerk(), "/v1/statistics?by=name").await.refused(400, "query-parameter-invalid");
    for who in [house.applicant(), house.officer(), it.administrator()] {
        house.get(&who, "/v1/statistics").await.refused(403, "forbidden");
    }
    house.finish().await;
}

async fn exported(house: &House, path: &str, name: &str) -> Value {
    let call: Call<'_> = house.call(Method::GET, path).by(&house.accounts.federation());
    let token = house.consistency_token().unwrap_or_default();
    let bytes = call.header("consistency-token", &token).send().await.ok().raw;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).expect("the export is kept");
    let said = venv::python("spreadsheets", "read_figures.py", &[&file.display().to_string()]);
    serde_json::from_str(&said).expect("JSON")
}

#[tokio::test]
async fn a_spreadsheet_reads_the_figures_that_were_answered() {
    let house = House::open().await;
    three_cases(&house).await;
    let by = "/v1/statistics?by=month,centre,business&format";
    for (format, marked) in [("csv", false), ("csvbom", true)] {
        let read = exported(&house, &format!("{by}={format}"), "figures.csv").await;
        assert_eq!(read["bom"], marked);
        let rows = read["sheets"]["csv"].as_array().expect("rows");
        let at = |name: &str| rows[0].as_array().and_then(|head| head.iter().position(|it| it == name));
        let (received, rate) =
            (at("received").expect("a column"), at("settled_per_10000_ended").expect("a column"));
        let total = rows.last().expect("a total");
        assert_eq!(
            (&total[0], &total[received], &total[rate]),
            (&json!("TOTAL"), &json!("3"), &json!("5000"))
        );
    }
    let read = exported(&house, &format!("{by}=xlsx"), "figures.xlsx").await;
    let sheet = &read["sheets"]["统计 Statistics"];
    assert_eq!(sheet[0][4], "received");
    assert_eq!(sheet.as_array().and_then(|rows| rows.last()).map(|total| &total[4]), Some(&json!(3)));
    assert_eq!(read["sheets"]["口径 Definitions"].as_array().map(Vec::len), Some(15));
    let year = acceptance::dispute::today().to_string()[..4].to_owned();
    let path = format!("/v1/statistics/annual-reports/{year}?format=xlsx");
    let annual = exported(&house, &path, "annual.xlsx").await;
    for title in ["按月 By month", "按中心 By centre", "按业务 By business"] {
        assert_eq!(
            annual["sheets"][title].as_array().and_then(|rows| rows.last()).map(|row| &row[4]),
            Some(&json!(3))
        );
    }
    house.finish().await;
}

/// The year that runs is not published at all; of one that is over nothing small is told, and nothing happened then in this house.
#[tokio::test]
async fn open_data_is_for_everybody_and_tells_years_that_are_over() {
    let house = House::open().await;
    three_cases(&house).await;
    let year: i32 = acceptance::dispute::today().to_string()[..4].parse().expect("a year");
    let running = house.call(Method::GET, &format!("/open-data/statistics/{year}")).send().await;
    running.refused(404, "not-found");
    let over = house.call(Method::GET, &format!("/open-data/statistics/{}", year - 1)).send().await.ok();
    assert_eq!(over.body["total"]["received"], 0);
    assert_eq!(over.body["by_centre"], json!([]));
    let definitions = house.call(Method::GET, "/open-data/definitions").send().await.ok();
    assert_eq!(definitions.body["smallest_published"], 5);
    house.call(Method::GET, "/open-data/statistics/26").send().await.refused(400, "path-parameter-invalid");
    house.finish().await;
}

//! The demo plays a whole case through the front door, as often as one likes, and leaves nothing personal in clear.

use api::demo::{Demo, DemoError, PRIVATE, PUBLIC, PlayError, Ready, Told, Who};
use api::extract::Language;
use api::settings::Settings;
use application::Clock;
use chrono::NaiveDate;
use domain::calendar::legal_date;
use serde_json::{Value, json};
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use tempfile::TempDir;
use tracing_subscriber::fmt::MakeWriter;

/// Everything this process logs, down to the finest level.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl Logged {
    fn all() -> &'static Self {
        static ALL: OnceLock<Logged> = OnceLock::new();
        ALL.get_or_init(|| {
            let logged = Self::default();
            let lines = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE);
            lines.with_writer(logged.clone()).try_init().expect("nobody else captures logs");
            logged
        })
    }
}

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Logged {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn settings(data: &TempDir) -> Settings {
    let mut settings = Settings { data: data.path().to_owned(), ..Settings::default() };
    settings.server.listen = "127.0.0.1:0".to_owned();
    settings.server.workers = 1;
    settings
}

async fn played(demo: &Demo) -> (Vec<Told>, Ready) {
    let mut steps = Vec::new();
    let ready = demo.play(Language::English, &mut |told| steps.push(told.clone())).await;
    let ready = ready.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((ready.steps as usize, ready.stage.as_str()), (steps.len(), "CLOSED"));
    (steps, ready)
}

/// Every file below `data`, by name, without the zeros a log is filled with ahead of its writer.
fn files(data: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| {
        if path.is_dir() {
            return files(&path);
        }
        const ZEROS: &[u8] = &[0; 4096];
        let bytes = std::fs::read(&path).unwrap();
        let written = bytes.chunks(ZEROS.len()).filter(|chunk| !ZEROS.starts_with(chunk));
        let bytes = written.collect::<Vec<_>>().concat();
        vec![(path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned())]
    };
    entries.flat_map(read).collect()
}

#[track_caller]
fn nothing_private_in(files: &[(String, String)]) {
    for text in PUBLIC {
        assert!(files.iter().any(|(_, held)| held.contains(text)), "the search finds what is there: {text}");
    }
    for (file, held) in files {
        for text in PRIVATE {
            assert!(!held.contains(text), "{text} in {file}");
        }
    }
}

#[tokio::test]
async fn the_case_is_played_to_its_end_again_and_again_without_a_personal_word_in_clear() {
    let logged = Logged::all();
    let data = tempfile::tempdir().unwrap();
    let mut cases = Vec::new();
    for run in 0..2 {
        let demo = Demo::open(&settings(&data)).await.unwrap();
        let (steps, ready) = played(&demo).await;
        let replayed = steps.iter().filter(|told| told.replayed).count();
        assert_eq!(replayed, run * 5, "the registers are filled once");
        cases.push(ready.case);
        nothing_private_in(&files(data.path()));
        demo.close().await.unwrap();
        nothing_private_in(&files(data.path()));
    }
    assert_ne!(cases.first(), cases.last(), "each run has a case of its own");

    let logged = String::from_utf8_lossy(&logged.0.lock().unwrap()).into_owned();
    assert!(logged.contains("/v1/cases/{case}/acceptance"), "the requests were logged");
    for text in PRIVATE {
        assert!(!logged.contains(text), "{text} in the log lines");
    }
}

#[tokio::test]
async fn the_story_shows_the_refusal_the_deadlines_and_the_courts_reading() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::open(&settings(&data)).await.unwrap();
    let (steps, _) = played(&demo).await;
    let refused: Vec<_> = steps.iter().filter(|told| told.problem.is_some()).collect();
    let [refused] = refused.as_slice() else { panic!("one refusal: {refused:?}") };
    assert_eq!(refused.status, 409);
    assert_eq!(refused.problem.as_ref().unwrap()["code"], "conflict-of-interest");

    let deadlines = steps.iter().flat_map(|told| &told.events).flat_map(|event| &event.deadlines);
    let set: Vec<_> = deadlines.map(|due| (due.timer.as_str(), due.due_date.as_str())).collect();
    let by_hand = [
        ("T01", "2026-09-08"),
        ("T03c", "2026-09-07"),
        ("T05a", "2026-10-08"),
        ("T03", "2026-09-11"),
        ("T04", "2026-09-10"),
        ("T09", "2026-09-15"),
        ("SIGNING", "2026-09-23"),
        ("T10", "2026-10-19"),
        ("T11", "2026-09-24"),
        ("T12", "2026-10-22"),
        ("T12a", "2026-10-08"),
        ("T13", "2026-10-08"),
        ("T14", "2028-09-25"),
        ("T22", "2026-10-28"),
    ];
    assert_eq!(set, by_hand);

    let reading = steps.iter().find(|told| told.path.starts_with("/v1/settlements/")).unwrap();
    assert!(reading.shown.contains(&"status CONFIRMED".to_owned()), "{reading:?}");
    demo.close().await.unwrap();
}

#[tokio::test]
async fn every_token_opens_the_address_it_is_shown_with() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::open(&settings(&data)).await.unwrap();
    let (_, ready) = played(&demo).await;
    assert_eq!(ready.tokens.len(), 6);
    let client = reqwest::Client::new();
    for token in &ready.tokens {
        let answer = client.get(&token.url).bearer_auth(&token.token).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{:?} at {}", token.who, token.url);
    }
    let page = client.get(&ready.docs).send().await.unwrap();
    assert_eq!(page.status(), 200);
    demo.close().await.unwrap();
}

#[tokio::test]
async fn after_the_story_the_house_keeps_the_machines_time() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::open(&settings(&data)).await.unwrap();
    let (_, ready) = played(&demo).await;
    let client = reqwest::Client::new();
    let clerk = ready.tokens.iter().find(|token| token.who == Who::Clerk).unwrap();
    let url = |path: &str| format!("{}{path}", ready.base);
    let banks = client.get(url("/v1/institutions")).bearer_auth(&clerk.token).send().await.unwrap();
    let banks: Value = banks.json().await.unwrap();
    let application = json!({
        "centre": "440100",
        "channel": "COUNTER",
        "applicants": [{ "kind": "PERSON", "name": "测试甲" }],
        "respondents": [{ "kind": "INSTITUTION", "uscc": banks["items"][0]["uscc"] }],
        "business": "RMB_SAVINGS",
        "cause": "SERVICE",
        "facts": "柜台等候过久。",
        "claims": [{ "kind": "APOLOGY" }],
        "privacy_notice": "2026-01",
    });
    let before = legal_date(Clock::System.now());
    let filing = client.post(url("/v1/cases")).bearer_auth(&clerk.token).header("idempotency-key", "later");
    let filed: Value = filing.json(&application).send().await.unwrap().json().await.unwrap();
    let start: NaiveDate = filed["events"][0]["deadlines"][0]["legal_start_date"]
        .as_str()
        .unwrap_or_else(|| panic!("{filed}"))
        .parse()
        .unwrap();
    assert!((before..=legal_date(Clock::System.now())).contains(&start), "{start}");
    demo.close().await.unwrap();
}

#[tokio::test]
async fn a_taken_port_is_said_and_another_one_is_taken() {
    let data = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut settings = settings(&data);
    settings.server.listen = taken.local_addr().unwrap().to_string();
    let demo = Demo::open(&settings).await.unwrap();
    assert_eq!(demo.instead_of(), Some(settings.server.listen.as_str()));
    assert!(!demo.base().ends_with(&settings.server.listen), "{}", demo.base());
    demo.close().await.unwrap();
}

#[tokio::test]
async fn a_failed_step_names_itself_its_request_and_its_problem() {
    let data = tempfile::tempdir().unwrap();
    let mut settings = settings(&data);
    settings.server.requests_per_second = 1;
    let demo = Demo::open(&settings).await.unwrap();
    let failed = demo.play(Language::English, &mut |_| {}).await.unwrap_err();
    let DemoError::Play(error) = &failed else { panic!("{failed}") };
    let PlayError::Unexpected { status, request_id, body, .. } = &**error else { panic!("{failed}") };
    assert_eq!(*status, 429);
    assert!(body.contains("rate-limited") && body.contains(request_id), "{failed}");
    demo.close().await.unwrap();
}

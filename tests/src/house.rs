//! The house under test: a server on a directory of its own, and a record of everything it answered.

use crate::call::{Answer, Call};
use crate::cast;
use crate::document::{Operation, operation_of, operations};
use crate::postgres::Shared;
use crate::process::Process;
use crate::who::{Accounts, Who};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, RwLock};
use tempfile::TempDir;

/// Operation and status.
type Seen = (String, u16);

/// A request that was answered with a success.
#[derive(Debug, Clone)]
pub struct Succeeded {
    /// Path and query.
    pub path: String,
    /// The body of a write.
    pub body: Option<Vec<u8>>,
}

/// A running house. Call [`House::finish`] at the end of a story: it looks at what was answered and logged.
pub struct House {
    process: Mutex<Process>,
    base: RwLock<String>,
    http: reqwest::Client,
    /// Who may speak.
    pub accounts: Accounts,
    /// Its roster entry for [`cast::MEDIATOR`] and [`cast::BARRED`].
    mediators: RwLock<(String, String)>,
    operations: Vec<Operation>,
    seen: Mutex<BTreeSet<Seen>>,
    codes: Mutex<BTreeMap<String, u16>>,
    succeeded: Mutex<BTreeMap<String, Succeeded>>,
    token: Mutex<Option<String>>,
    keys: AtomicU64,
    environment: Vec<(String, String)>,
    directory: TempDir,
}

impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "House({})", self.base())
    }
}

impl House {
    /// Opens a house with nothing in it; `log` is what it logs.
    ///
    /// # Panics
    /// When the server does not start.
    #[must_use]
    pub fn empty(log: &str) -> Self {
        Self::start(log, Vec::new(), None)
    }

    /// Opens a house with nothing in it under settings of the environment.
    #[must_use]
    pub fn with(log: &str, environment: Vec<(String, String)>) -> Self {
        Self::start(log, environment, None)
    }

    /// A node of a house that several nodes keep together.
    #[must_use]
    pub fn node(shared: &Shared) -> Self {
        Self::serving_as(shared, "hejie")
    }

    /// The same under a database role.
    #[must_use]
    pub fn serving_as(shared: &Shared, user: &str) -> Self {
        Self::start("info", shared.environment(user), Some(shared.issuer()))
    }

    /// Takes over what another node of the same house entered into the registers.
    ///
    /// # Panics
    /// Never in practice.
    pub fn know_mediators_of(&self, other: &Self) {
        *self.mediators.write().expect("no panic") = other.mediators.read().expect("no panic").clone();
    }

    fn start(log: &str, environment: Vec<(String, String)>, issuer: Option<&Path>) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let data = directory.path().join("data");
        let process = Process::serve_with(&data, &directory.path().join("stderr.log"), log, &environment);
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self {
            base: RwLock::new(process.base.clone()),
            process: Mutex::new(process),
            http,
            accounts: Accounts::of(issuer.unwrap_or(&data)),
            mediators: RwLock::default(),
            operations: operations(),
            seen: Mutex::default(),
            codes: Mutex::default(),
            succeeded: Mutex::default(),
            token: Mutex::default(),
            keys: AtomicU64::new(1),
            environment,
            directory,
        }
    }

    /// Opens a house whose registers hold the banks and mediators of the stories.
    pub async fn open() -> Self {
        let house = Self::empty("debug");
        house.fill_registers().await;
        house
    }

    /// Enters the banks and mediators of the stories.
    ///
    /// # Panics
    /// When the registers refuse.
    pub async fn fill_registers(&self) {
        let federation = self.accounts.federation();
        for (uscc, name, legal_person) in [
            (cast::BANK, "试验银行", cast::BANK),
            (cast::BRANCH, "试验银行假想支行", cast::BANK),
            (cast::OTHER_BANK, "另一试验银行", cast::OTHER_BANK),
        ] {
            let entry = json!({ "uscc": uscc, "name": name, "legal_person": legal_person, "sector": "BANK" });
            let _entered = self.post(&federation, "/v1/institutions", &entry).await.ok();
        }
        let director = self.accounts.director(cast::CENTRE);
        let mut ids = Vec::new();
        for (name, home) in [(cast::MEDIATOR, cast::OTHER_BANK), (cast::BARRED, cast::BANK)] {
            // One mediator takes the cases of whole storms of requests.
            let entry = json!({
                "centre": cast::CENTRE, "name": name, "kind": "SECONDED", "home_institution": home, "profile": { "load_cap": 60_000 },
            });
            ids.push(self.post(&director, "/v1/mediators", &entry).await.ok().text("/id"));
        }
        *self.mediators.write().expect("no panic") = (ids.remove(0), ids.remove(0));
    }

    /// Enters one more mediator without any tie to the stories' bank; `more` is added to the entry.
    ///
    /// # Panics
    /// When the roster refuses.
    pub async fn enter_mediator(&self, name: &str, more: Value) -> String {
        let mut entry = json!({ "centre": cast::CENTRE, "name": name, "kind": "FULL_TIME" });
        if let (Some(entry), Value::Object(more)) = (entry.as_object_mut(), more) {
            entry.extend(more);
        }
        let director = self.accounts.director(cast::CENTRE);
        self.post(&director, "/v1/mediators", &entry).await.ok().text("/id")
    }

    /// The mediator who may take cases against [`cast::BRANCH`].
    #[must_use]
    pub fn mediator_id(&self) -> String {
        self.mediators.read().expect("no panic").0.clone()
    }

    /// The mediator whose home is the respondent's own bank.
    #[must_use]
    pub fn barred_id(&self) -> String {
        self.mediators.read().expect("no panic").1.clone()
    }

    /// The clerk of [`cast::CENTRE`].
    #[must_use]
    pub fn clerk(&self) -> Who {
        self.accounts.clerk(cast::CENTRE)
    }

    /// The director of [`cast::CENTRE`].
    #[must_use]
    pub fn director(&self) -> Who {
        self.accounts.director(cast::CENTRE)
    }

    /// The data-protection officer of [`cast::CENTRE`].
    #[must_use]
    pub fn officer(&self) -> Who {
        self.accounts.officer(cast::CENTRE)
    }

    /// The mediator who may take cases.
    #[must_use]
    pub fn mediator(&self) -> Who {
        self.accounts.mediator(&self.mediator_id())
    }

    /// The applicant's own account.
    #[must_use]
    pub fn applicant(&self) -> Who {
        self.accounts.party(cast::APPLICANT_ACCOUNT)
    }

    /// The respondent's agent.
    #[must_use]
    pub fn agent(&self) -> Who {
        self.accounts.agent(cast::BRANCH)
    }

    /// The court of the stories.
    #[must_use]
    pub fn court(&self) -> Who {
        self.accounts.court(cast::COURT)
    }

    /// Where it listens now.
    #[must_use]
    pub fn base(&self) -> String {
        self.base.read().expect("no panic").clone()
    }

    pub(crate) const fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// The data directory.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    /// Where its log is kept.
    #[must_use]
    pub fn stderr(&self) -> PathBuf {
        self.directory.path().join("stderr.log")
    }

    /// A request to be put together by hand.
    #[must_use]
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        Call::new(self, method, path)
    }

    /// A write under a key of its own.
    pub async fn post(&self, who: &Who, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path).by(who).key(&self.fresh_key()).json(body).send().await
    }

    /// A read that waits for the last write of this test.
    ///
    /// # Panics
    /// When no answer comes.
    pub async fn get(&self, who: &Who, path: &str) -> Answer {
        let mut call = self.call(Method::GET, path).by(who);
        if let Some(token) = self.consistency_token() {
            call = call.header("consistency-token", &token);
        }
        call.send().await
    }

    /// A key nobody used.
    #[must_use]
    pub fn fresh_key(&self) -> String {
        format!("key-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// The token of the last write of this test.
    ///
    /// # Panics
    /// Never in practice.
    #[must_use]
    pub fn consistency_token(&self) -> Option<String> {
        self.token.lock().expect("no panic").clone()
    }

    /// Position of the last event of the log.
    ///
    /// # Panics
    /// When the house does not say.
    pub async fn head(&self) -> String {
        let ready = self.call(Method::GET, "/health/ready").send().await.ok();
        let checks = ready.body["checks"].as_array().cloned().unwrap_or_default();
        let store = checks.iter().find(|check| check["name"] == "store").expect("the store is checked");
        store["reason"].as_str().expect("a reason").to_owned()
    }

    /// What it has logged so far.
    ///
    /// # Panics
    /// Never in practice.
    #[must_use]
    pub fn log(&self) -> String {
        self.process.lock().expect("no panic").log()
    }

    /// Variables its server was started with.
    #[must_use]
    pub fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// Kills the server where it stands.
    ///
    /// # Panics
    /// When the system refuses.
    pub fn kill(&self) {
        self.process.lock().expect("no panic").kill();
    }

    /// What the system says of the server's process, by the name of the page.
    ///
    /// # Panics
    /// When it has ended.
    pub fn told_by_the_system(&self, page: &str) -> String {
        let number = self.process.lock().expect("no panic").number();
        std::fs::read_to_string(format!("/proc/{number}/{page}")).expect("it runs")
    }

    /// Lets the server stand still, as a frozen machine does.
    ///
    /// # Panics
    /// When the system refuses.
    pub fn freeze(&self) {
        self.process.lock().expect("no panic").freeze();
    }

    /// Lets it go on after [`House::freeze`].
    ///
    /// # Panics
    /// When the system refuses.
    pub fn thaw(&self) {
        self.process.lock().expect("no panic").thaw();
    }

    /// One of its metrics without labels; `None` when it does not answer or has no such metric.
    pub async fn metric(&self, name: &str) -> Option<f64> {
        let answer = self.call(Method::GET, "/metrics").try_send().await.ok()?;
        let text = String::from_utf8_lossy(&answer.raw).into_owned();
        text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
    }

    /// Asks the server to end, and waits until it has.
    ///
    /// # Panics
    /// When it does not end well.
    pub fn stop(&self) {
        let ended = self.process.lock().expect("no panic").stop();
        assert!(ended.success(), "the server ended with {ended}: {}", self.log());
    }

    /// Starts the server again on the same directory, after [`House::kill`] or [`House::stop`].
    ///
    /// # Panics
    /// When it does not start.
    pub fn restart(&self, log: &str) {
        let process = Process::serve_with(&self.data(), &self.stderr(), log, &self.environment);
        *self.base.write().expect("no panic") = process.base.clone();
        *self.process.lock().expect("no panic") = process;
    }

    /// Notes what was answered.
    pub(crate) fn watch(&self, method: &Method, path: &str, answer: &Answer) {
        // What has no id was refused while it was read, before any route was found: a head that is too large, say.
        if answer.header("x-request-id").is_empty() {
            return;
        }
        if let Some(operation) = operation_of(&self.operations, method, path) {
            let seen = (operation.name.clone(), answer.status);
            self.seen.lock().expect("no panic").insert(seen);
        }
        if let (400.., Some(code)) = (answer.status, answer.body["code"].as_str()) {
            self.codes.lock().expect("no panic").insert(code.to_owned(), answer.status);
        }
        let token = answer.header("consistency-token");
        if *method == Method::POST && !token.is_empty() {
            *self.token.lock().expect("no panic") = Some(token.to_owned());
        }
    }

    /// The operations and what they answered.
    ///
    /// # Panics
    /// Never in practice.
    #[must_use]
    pub fn seen(&self) -> BTreeSet<Seen> {
        self.seen.lock().expect("no panic").clone()
    }

    /// Keeps the first request of each operation that succeeded.
    pub(crate) fn keep(&self, method: &Method, path: &str, body: Option<Vec<u8>>) {
        if let Some(operation) = operation_of(&self.operations, method, path) {
            let request = Succeeded { path: path.to_owned(), body };
            self.succeeded.lock().expect("no panic").entry(operation.name.clone()).or_insert(request);
        }
    }

    /// The first request of each operation that succeeded in this story.
    ///
    /// # Panics
    /// Never in practice.
    #[must_use]
    pub fn succeeded(&self) -> BTreeMap<String, Succeeded> {
        self.succeeded.lock().expect("no panic").clone()
    }

    /// The end of a story: every refusal has its page, every status is in the interface document, the server ends well, and its log
    /// holds neither a panic nor anything personal.
    ///
    /// # Panics
    /// When one of these is not so.
    pub async fn finish(self) {
        let codes = self.codes.lock().expect("no panic").clone();
        for (code, status) in codes {
            let page = self.call(Method::GET, &format!("/problems/{code}")).send().await.ok();
            assert_eq!(page.body["status"], status, "/problems/{code}: {}", page.body);
        }
        for (name, status) in self.seen() {
            let documented = self
                .operations
                .iter()
                .any(|operation| operation.name == name && operation.statuses.contains(&status));
            assert!(documented, "{name} answered {status}, which its document does not list");
        }
        self.stop();
        clean(&self.log(), self.directory.path());
    }
}

/// No panic, no personal data, no token in a log.
fn clean(log: &str, directory: &Path) {
    assert!(log.contains("\"request\"") || log.contains("serving"), "the log was not captured");
    assert!(!log.contains("panicked"), "the server panicked: {}", line_with(log, "panicked"));
    for private in cast::PRIVATE {
        assert!(!log.contains(private), "the log tells {private:?}: {}", line_with(log, private));
    }
    // Every token of every issuer begins with the same four characters of `{"`.
    assert!(!log.contains("eyJ"), "the log tells a token: {}", line_with(log, "eyJ"));
    assert!(!log.contains("PRIVATE KEY"), "the log tells a key of {}", directory.display());
}

fn line_with<'a>(log: &'a str, text: &str) -> &'a str {
    log.lines().find(|line| line.contains(text)).unwrap_or_default()
}

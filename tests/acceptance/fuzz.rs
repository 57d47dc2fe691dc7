//! Requests nobody would write, to every operation and to everything outside `/v1`: kept ones, and what becomes of those that once
//! succeeded when their path, query, headers and body are bent.
//!
//! The corpus is `tests/corpus/requests`, a file an operation, a request a line. What a run finds that is answered in a new way is
//! written there with `UPDATE_CORPUS=1`. `HEJIE_FUZZ_SECONDS` makes it longer; the ring of the same name gives it ten minutes.

use crate::endpoint_coverage::{do_everything, somebody};
use acceptance::House;
use acceptance::document::{Operation, operation_of, operations};
use acceptance::odd::{Dice, bent};
use acceptance::process::root;
use acceptance::wire::{Raw, Told, Wire};
use api::auth::{OPEN, roles_of};
use api::error::table;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::occasion::Role;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How many requests an ordinary run bends.
const BENT: usize = 6_000;
/// How many callers bend at once; a stranger's 404 waits for the next tick, and others may go on meanwhile.
const CALLERS: u64 = 4;
/// No body is larger: what is refused before it was read may end the connection, and then nobody hears the answer.
const MOST_SENT: usize = 500_000;
/// No kept request is larger.
const MOST_KEPT: usize = 4_000;

/// Everything outside `/v1`, and addresses of nothing.
const OUTSIDE: &[&str] = &[
    "/",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/problems",
    "/problems/token-missing",
    "/docs/",
    "/docs/index.html",
    "/v1/openapi.json",
    "/proof/checkpoint",
    "/proof/cosigned",
    "/proof/keys",
    "/proof/status",
    "/proof/tile/0/000",
    "/proof/tile/entries/000",
    "/verify/0000000000000000000000000000000000000000000000000000000000000000",
    "/feeds/place.0199f5a3-0000-7000-8000-00000000dead/0000000000000000000000000000000000000000000000000000000000000000",
    "/nowhere/at/all",
];

/// A request with the operation it began as and who makes it.
#[derive(Debug, Clone, PartialEq)]
struct Seed {
    operation: String,
    role: Option<Role>,
    raw: Raw,
}

/// How one was answered.
type Answered = (String, u16, String);

struct Range {
    base: String,
    operations: Vec<Operation>,
    queries: BTreeMap<String, Vec<String>>,
    tokens: BTreeMap<&'static str, String>,
    /// The ids in the request of an operation that succeeded, in order: kept requests name them by number.
    ids: BTreeMap<String, Vec<String>>,
    pool: Mutex<Vec<Seed>>,
    answers: Mutex<BTreeMap<Answered, u64>>,
    found: Mutex<BTreeMap<String, Vec<String>>>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_path_query_header_or_body_makes_the_house_fail() {
    let house = House::with("warn,api::server=info", Vec::new());
    house.fill_registers().await;
    do_everything(&house).await;
    let range = Range::of(&house);
    let seconds = std::env::var("HEJIE_FUZZ_SECONDS").ok().and_then(|text| text.parse::<u64>().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let began = Instant::now();
    let kept = range.pool.lock().expect("no panic").clone();
    let (sent, kept_sent) = tokio::task::block_in_place(|| {
        let mut wire = Wire::to(&range.base);
        for (number, seed) in kept.iter().enumerate() {
            range.ask(&mut wire, seed, &format!("kept-{number}"), true);
        }
        let callers: Vec<u64> = (0..CALLERS).collect();
        let sent = std::thread::scope(|scope| {
            let callers: Vec<_> =
                callers.iter().map(|caller| scope.spawn(|| range.bend(*caller, until))).collect();
            callers
                .into_iter()
                .map(|caller| caller.join().expect("every answer was a good one"))
                .sum::<usize>()
        });
        (sent, kept.len())
    });
    let answers = range.answers.lock().expect("no panic").clone();
    let by_status = answers.iter().fold(BTreeMap::<u16, u64>::new(), |mut sum, ((_, status, _), times)| {
        *sum.entry(*status).or_default() += times;
        sum
    });
    println!(
        "{kept_sent} kept and {sent} bent requests in {:.0?}, {} ways: {by_status:?}",
        began.elapsed(),
        answers.len()
    );
    range.keep();
    let ready = house.call(Method::GET, "/health/ready").send().await.ok();
    for check in ready.body["checks"].as_array().expect("checks") {
        assert_eq!(check["ok"], true, "what was written stops nobody: {check}");
        let reason = check["reason"].as_str().unwrap_or_default();
        assert!(
            !reason.contains("parked")
                || reason.contains("0 streams parked")
                || reason.contains("0 cases parked"),
            "{check}"
        );
    }
    assert!(!house.log().contains("internal error"), "{}", house.log());
    house.finish().await;
}

impl Range {
    fn of(house: &House) -> Self {
        let operations = operations();
        let mut tokens = BTreeMap::new();
        for role in Role::ALL {
            tokens.insert(role.wire_name(), somebody(house, role).token);
        }
        let mut range = Self {
            base: house.base(),
            queries: queries(),
            operations,
            tokens,
            ids: BTreeMap::new(),
            pool: Mutex::default(),
            answers: Mutex::default(),
            found: Mutex::default(),
        };
        let mut pool: Vec<Seed> = OUTSIDE.iter().map(|path| outside(path)).collect();
        for (name, request) in house.succeeded() {
            let Some(operation) = range.operations.iter().find(|operation| operation.name == name) else {
                continue;
            };
            let raw = Raw {
                method: operation.method.to_string(),
                target: request.path.clone().into_bytes(),
                headers: request
                    .body
                    .iter()
                    .map(|_| ("content-type".to_owned(), b"application/json".to_vec()))
                    .collect(),
                body: request.body.clone(),
            };
            range.ids.insert(name.clone(), ids_in(&raw));
            // Whoever signs in comes without a token.
            let open = OPEN.contains(&name.as_str()).then_some(None);
            for role in roles_of(&name).into_iter().map(Some).chain(open) {
                pool.push(Seed { operation: name.clone(), role, raw: raw.clone() });
            }
        }
        pool.extend(range.kept());
        range.pool = Mutex::new(pool);
        range
    }

    /// Bends until the time is over, or so many times; how many were sent.
    fn bend(&self, caller: u64, until: Option<Instant>) -> usize {
        let (mut dice, mut wire, mut sent) = (Dice::new(caller), Wire::to(&self.base), 0);
        let share = BENT / usize::try_from(CALLERS).expect("few");
        let start = self.pool.lock().expect("no panic").clone();
        while until.map_or(sent < share, |until| Instant::now() < until) {
            // A long run goes on from what it found; a short one is the same each time.
            let (one, other) = if until.is_some() {
                let pool = self.pool.lock().expect("no panic");
                (pool[dice.below(pool.len())].clone(), pool[dice.below(pool.len())].clone())
            } else {
                (start[dice.below(start.len())].clone(), start[dice.below(start.len())].clone())
            };
            let names = self.queries.get(&one.operation).map_or(&[][..], Vec::as_slice);
            let seed = Seed { raw: bent(&mut dice, &one.raw, &other.raw, names), ..one };
            self.ask(&mut wire, &seed, &format!("bent-{caller}-{sent}"), false);
            sent += 1;
        }
        sent
    }

    /// Sends one and judges the answer.
    fn ask(&self, wire: &mut Wire, seed: &Seed, key: &str, kept: bool) {
        let mut raw = seed.raw.clone();
        if raw.body.as_ref().is_some_and(|body| body.len() > MOST_SENT) {
            return;
        }
        let has = |raw: &Raw, name: &str| raw.headers.iter().any(|(known, _)| known == name);
        if let Some(token) = seed.role.and_then(|role| self.tokens.get(role.wire_name()))
            && !has(&raw, "authorization")
        {
            raw.headers.push(("authorization".to_owned(), format!("Bearer {token}").into_bytes()));
        }
        if raw.body.is_some() && !has(&raw, "idempotency-key") {
            raw.headers.push(("idempotency-key".to_owned(), key.as_bytes().to_vec()));
        }
        let shown = || format!("{} as {:?}: {}", seed.operation, seed.role, written(seed, &[]));
        let told = wire.send(&raw).unwrap_or_else(|error| panic!("no answer ({error}): {}", shown()));
        let code = self.judge(&raw, &told).unwrap_or_else(|wrong| {
            panic!("{wrong}: {} {} for {}", told.status, String::from_utf8_lossy(&told.body), shown())
        });
        let answered = (seed.operation.clone(), told.status, code);
        let mut answers = self.answers.lock().expect("no panic");
        let times = answers.entry(answered).or_default();
        *times += 1;
        if *times == 1 && !kept {
            let ids = self.ids.get(&seed.operation).map_or(&[][..], Vec::as_slice);
            let line = written(seed, ids);
            if line.len() <= MOST_KEPT {
                self.pool.lock().expect("no panic").push(seed.clone());
                self.found.lock().expect("no panic").entry(seed.operation.clone()).or_default().push(line);
            }
        }
    }

    /// What every answer must be; its code, empty for a success.
    fn judge(&self, raw: &Raw, told: &Told) -> Result<String, String> {
        let problem: Value = serde_json::from_slice(&told.body).unwrap_or(Value::Null);
        let code = problem["code"].as_str().unwrap_or_default().to_owned();
        if told.header("x-request-id").is_none() {
            // Refused while it was read, before anybody could give it an id.
            let unread = matches!(told.status, 400 | 408 | 413 | 414 | 417 | 431) && told.body.is_empty();
            return if unread { Ok("unread".to_owned()) } else { Err("an answer without an id".to_owned()) };
        }
        if told.status < 400 {
            return Ok(String::new());
        }
        if raw.method == "HEAD" {
            return if told.status < 500 { Ok("head".to_owned()) } else { Err("a failure".to_owned()) };
        }
        let row = table::row(&code).ok_or("a refusal without a known code")?;
        let kind = told.header("content-type").unwrap_or_default();
        if row.status != told.status || problem["status"] != told.status {
            return Err("another status than the code's".to_owned());
        }
        if !kind.starts_with("application/problem+json") {
            return Err(format!("a refusal as {kind}"));
        }
        let target = String::from_utf8_lossy(&raw.target).into_owned();
        let method: Method = raw.method.parse().map_err(|_| "no method")?;
        let plain = target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'%');
        let meant = operation_of(&self.operations, &method, &target).filter(|_| plain);
        let documented = meant.is_none_or(|operation| operation.statuses.contains(&told.status));
        match (told.status, documented) {
            (503, true) if row.retryable && meant.is_some() => Ok(code),
            (500.., _) => Err("a failure".to_owned()),
            (_, true) => Ok(code),
            (_, false) => Err("a status the document does not list".to_owned()),
        }
    }

    /// Requests of earlier runs, with the ids of this one.
    fn kept(&self) -> Vec<Seed> {
        let mut seeds = Vec::new();
        let Ok(folder) = std::fs::read_dir(corpus()) else { return seeds };
        let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("a file").path()).collect();
        files.sort();
        for file in files {
            let operation = file.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            let ids = self.ids.get(&operation).map_or(&[][..], Vec::as_slice);
            let text = std::fs::read_to_string(&file).expect("a corpus");
            seeds.extend(text.lines().map(|line| read(&operation, line, ids)));
        }
        seeds
    }

    /// Writes down what was answered in a way nothing kept was.
    fn keep(&self) {
        if std::env::var_os("UPDATE_CORPUS").is_none() {
            return;
        }
        std::fs::create_dir_all(corpus()).expect("a folder");
        for (operation, lines) in self.found.lock().expect("no panic").iter() {
            let file = corpus().join(format!("{operation}.jsonl"));
            let before = std::fs::read_to_string(&file).unwrap_or_default();
            let mut all: BTreeSet<&str> = before.lines().collect();
            all.extend(lines.iter().map(String::as_str));
            let text: String = all.iter().map(|line| format!("{line}\n")).collect();
            std::fs::write(file, text).expect("a corpus");
        }
    }
}

fn corpus() -> PathBuf {
    root().join("tests/corpus/requests")
}

fn outside(path: &str) -> Seed {
    let raw = Raw { method: "GET".to_owned(), target: path.as_bytes().to_vec(), ..Raw::default() };
    Seed { operation: "outside".to_owned(), role: None, raw }
}

/// The queries each operation reads, by the interface document.
fn queries() -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(root().join("docs/openapi.json")).expect("the interface document");
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let operations = document["paths"]
        .as_object()
        .expect("paths")
        .values()
        .flat_map(|item| item.as_object().expect("operations").values());
    let named = operations.map(|operation| {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let queries = parameters.filter(|parameter| parameter["in"] == "query");
        let names = queries.filter_map(|parameter| parameter["name"].as_str().map(str::to_owned)).collect();
        (operation["operationId"].as_str().expect("a name").to_owned(), names)
    });
    named.collect()
}

/// The ids a request names, each once.
fn ids_in(raw: &Raw) -> Vec<String> {
    let text = [&raw.target[..], b" ", raw.body.as_deref().unwrap_or_default()].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    let mut ids: Vec<String> = Vec::new();
    for at in 0..text.len().saturating_sub(35) {
        if let Some(id) = text.get(at..at + 36).filter(|id| uuid::Uuid::try_parse(id).is_ok())
            && !ids.iter().any(|known| known == id)
        {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// A line of the corpus: text where it is text, else base64; ids by number.
fn written(seed: &Seed, ids: &[String]) -> String {
    let numbered = |bytes: &[u8]| -> Value {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let named = ids.iter().enumerate();
                json!(named.fold(text.to_owned(), |text, (at, id)| {
                    text.replace(id.as_str(), &format!("{{id-{at}}}"))
                }))
            }
            Err(_) => json!({ "base64": STANDARD.encode(bytes) }),
        }
    };
    let headers: Vec<Value> =
        seed.raw.headers.iter().map(|(name, value)| json!([name, numbered(value)])).collect();
    json!({
        "method": seed.raw.method, "target": numbered(&seed.raw.target), "headers": headers,
        "body": seed.raw.body.as_deref().map(numbered), "role": seed.role.map(Role::wire_name),
    })
    .to_string()
}

fn read(operation: &str, line: &str, ids: &[String]) -> Seed {
    let kept: Value =
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{operation}: {error}: {line}"));
    let bytes = |value: &Value| -> Vec<u8> {
        match value.as_str() {
            Some(text) => {
                let named = ids.iter().enumerate();
                named
                    .fold(text.to_owned(), |text, (at, id)| text.replace(&format!("{{id-{at}}}"), id))
                    .into_bytes()
            }
            None => STANDARD.decode(value["base64"].as_str().expect("base64")).expect("base64"),
        }
    };
    let headers = kept["headers"].as_array().expect("headers").iter();
    let role = kept["role"].as_str();
    Seed {
        operation: operation.to_owned(),
        role: Role::ALL.into_iter().find(|known| Some(known.wire_name()) == role),
        raw: Raw {
            method: kept["method"].as_str().expect("a method").to_owned(),
            target: bytes(&kept["target"]),
            headers: headers
                .map(|pair| (pair[0].as_str().expect("a name").to_owned(), bytes(&pair[1])))
                .collect(),
            body: Some(&kept["body"]).filter(|body| !body.is_null()).map(bytes),
        },
    }
}

//! A real OpenID provider, started by the test that needs it: the npm package `oidc-provider` under Node.js.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

/// Where people come back to after they signed in; nobody listens there.
const CALLBACK: &str = "http://127.0.0.1/signed-in";
/// The client people sign in with.
const DESK: &str = "desk";

/// A provider that runs; it ends when dropped.
pub struct Provider {
    child: Child,
    pipes: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    http: reqwest::Client,
    /// Its `iss`, where it listens.
    pub issuer: String,
}

impl Provider {
    /// The setting that lets a house ask an issuer on its own machine.
    #[must_use]
    pub fn allowed() -> (String, String) {
        ("HEJIE_OUTBOUND_ALLOW".to_owned(), "127.0.0.1".to_owned())
    }

    /// Starts one that signs with `algorithm` and knows these people (claims by account) and service clients (secret by id).
    ///
    /// # Panics
    /// When Node.js, npm or the package cannot be had.
    #[must_use]
    pub fn start(algorithm: &str, people: &Value, services: &[(&str, &str)]) -> Self {
        let mut clients = vec![json!({
            "client_id": DESK, "redirect_uris": [CALLBACK], "application_type": "native",
            "grant_types": ["authorization_code"], "response_types": ["code"],
        })];
        clients.extend(services.iter().map(|(id, secret)| {
            json!({
                "client_id": id, "client_secret": secret, "redirect_uris": [], "response_types": [],
                "grant_types": ["client_credentials"],
            })
        }));
        let told =
            json!({ "algorithm": algorithm, "audience": "hejie", "people": people, "clients": clients });
        let mut child = Command::new("node")
            .arg("provider.mjs")
            .arg(told.to_string())
            .current_dir(installed())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("node is installed: see the table of packages in xtask/src/packages.rs");
        let stdin = child.stdin.take().expect("its input is ours");
        let mut stdout = BufReader::new(child.stdout.take().expect("its output is ours"));
        let issuer = said(&mut stdout)["issuer"].as_str().expect("it says where it is").to_owned();
        let redirects = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder().no_proxy().redirect(redirects).build().expect("a client");
        Self { child, pipes: Mutex::new((stdin, stdout)), http, issuer }
    }

    /// Signs with a new key from now on, and publishes that one alone.
    pub fn rotate(&self) {
        self.order("rotate");
    }

    /// Closes its doors.
    pub fn down(&self) {
        self.order("down");
    }

    /// Opens them again.
    pub fn up(&self) {
        self.order("up");
    }

    /// How often its keys were asked for.
    ///
    /// # Panics
    /// When it does not say.
    pub fn fetches(&self) -> u64 {
        self.order("fetches")["fetches"].as_u64().expect("a number")
    }

    fn order(&self, order: &str) -> Value {
        let mut pipes = self.pipes.lock().expect("no panic");
        writeln!(pipes.0, "{order}").expect("it listens");
        said(&mut pipes.1)
    }

    /// The access token of a service client: client credentials.
    ///
    /// # Panics
    /// When the provider refuses.
    pub async fn service(&self, id: &str, secret: &str) -> String {
        let request = self.http.post(format!("{}/token", self.issuer)).basic_auth(id, Some(secret));
        let answer = form(request, "grant_type=client_credentials&scope=cases").await;
        answer["access_token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned()
    }

    /// What somebody gets who signs in: authorization code with PKCE.
    ///
    /// # Panics
    /// When the provider refuses.
    pub async fn sign_in(&self, account: &str) -> Tokens {
        let proof = "a-proof-of-possession-that-is-long-enough-for-the-provider";
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(proof));
        let mut at = format!(
            "{}/auth?client_id={DESK}&response_type=code&scope=openid%20cases&redirect_uri={}&code_challenge={challenge}\
             &code_challenge_method=S256&state=s&login_hint={account}",
            self.issuer,
            escaped(CALLBACK),
        );
        let mut cookies = BTreeMap::new();
        let code = loop {
            if let Some((_, code)) = at.strip_prefix(CALLBACK).and_then(|query| query.split_once("code=")) {
                break code.split('&').next().unwrap_or_default().to_owned();
            }
            let jar = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
            let answer = self.http.get(&at).header(COOKIE, jar.join("; ")).send().await.expect("an answer");
            for cookie in answer.headers().get_all(SET_COOKIE) {
                let pair = cookie.to_str().expect("text").split(';').next().unwrap_or_default();
                if let Some((name, value)) = pair.split_once('=') {
                    cookies.insert(name.to_owned(), value.to_owned());
                }
            }
            let next = answer.headers().get(LOCATION).map(|to| to.to_str().expect("text").to_owned());
            let next = next.unwrap_or_else(|| panic!("{at} answered {}", answer.status()));
            at = if next.starts_with('/') { format!("{}{next}", self.issuer) } else { next };
        };
        let body = format!(
            "grant_type=authorization_code&client_id={DESK}&code={code}&redirect_uri={}&code_verifier={proof}",
            escaped(CALLBACK),
        );
        let answer = form(self.http.post(format!("{}/token", self.issuer)), &body).await;
        let token =
            |name: &str| answer[name].as_str().unwrap_or_else(|| panic!("no {name}: {answer}")).to_owned();
        Tokens { access: token("access_token"), id: token("id_token") }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What somebody gets who signs in.
pub struct Tokens {
    /// The access token, for the house.
    pub access: String,
    /// The ID token, for the client only.
    pub id: String,
}

async fn form(request: reqwest::RequestBuilder, body: &str) -> Value {
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(body.to_owned());
    let answer = request.send().await.expect("an answer");
    serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON")
}

fn said(stdout: &mut BufReader<ChildStdout>) -> Value {
    // The package may remark something in words between two answers.
    let mut lines = stdout.lines().map_while(Result::ok);
    lines.find_map(|line| serde_json::from_str(&line).ok()).expect("the provider answers")
}

fn escaped(address: &str) -> String {
    address.replace(':', "%3A").replace('/', "%2F")
}

/// The folder where provider and package lie, beside what cargo built; filled once by whoever comes first.
fn installed() -> PathBuf {
    let source = crate::process::root().join("tests/oidc");
    let exe = std::env::current_exe().expect("a test has an executable");
    let folder = exe.ancestors().nth(3).expect("target/<profile>/deps/<test>").join("oidc-provider");
    fs::create_dir_all(&folder).expect("a folder");
    let lock = File::create(folder.join("install.lock")).expect("a lock");
    lock.lock().expect("the lock");
    let differs = |name: &str| fs::read(source.join(name)).ok() != fs::read(folder.join(name)).ok();
    let copy = |name: &str| fs::copy(source.join(name), folder.join(name)).expect("a copy");
    if differs("package-lock.json") || !folder.join("node_modules/oidc-provider").exists() {
        copy("package.json");
        let _earlier = fs::remove_file(folder.join("package-lock.json"));
        npm_ci(&source, &folder);
        copy("package-lock.json");
    }
    if differs("provider.mjs") {
        copy("provider.mjs");
    }
    folder
}

/// Installs in a folder of its own and moves the result, so that an install that was cut off leaves nothing that looks whole.
fn npm_ci(source: &Path, folder: &Path) {
    let draft = tempfile::tempdir_in(folder).expect("a folder");
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), draft.path().join(name)).expect("a copy");
    }
    let npm = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
    let status = Command::new("npm").args(npm).current_dir(draft.path()).stdout(Stdio::null()).status();
    let status = status.expect("npm is installed: see the table of packages in xtask/src/packages.rs");
    assert!(status.success(), "npm could not install oidc-provider");
    let _earlier = fs::remove_dir_all(folder.join("node_modules"));
    fs::rename(draft.path().join("node_modules"), folder.join("node_modules")).expect("it can be moved");
}

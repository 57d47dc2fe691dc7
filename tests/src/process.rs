//! The binary `hejie` as a process of its own.

use crate::wait;
use crate::who::ahead_s;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;

/// A server that runs; killed when dropped.
pub struct Process {
    child: Child,
    /// Where it listens, e.g. `http://127.0.0.1:40123`.
    pub base: String,
    stderr: PathBuf,
}

impl Process {
    /// Starts `hejie serve` on `data` and waits until it has said where it listens. What it logs is added to `stderr`.
    ///
    /// # Panics
    /// When it ends instead of listening.
    #[must_use]
    pub fn serve(data: &Path, stderr: &Path, log: &str) -> Self {
        Self::serve_with(data, stderr, log, &[])
    }

    /// The same with these variables set.
    ///
    /// # Panics
    /// When it ends instead of listening.
    #[must_use]
    pub fn serve_with(data: &Path, stderr: &Path, log: &str, environment: &[(String, String)]) -> Self {
        let mut child = Self::spawn(data, stderr, log, environment);
        let stdout = child.stdout.take().expect("its output is ours");
        let mut said = String::new();
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            said.push_str(&line);
            if line == "}" {
                break;
            }
        }
        let Ok(said) = serde_json::from_str::<Value>(&said) else {
            let ended = child.wait();
            panic!("the server did not start ({ended:?}): {}", read(stderr));
        };
        let said = |name: &str| said[name].as_str().expect("it says where it listens").to_owned();
        let base = format!("{}://{}", said("scheme"), said("address"));
        Self { child, base, stderr: stderr.to_owned() }
    }

    /// Starts `hejie serve` and kills it as soon as `line` stands in its log: in the middle of starting.
    pub fn kill_while_starting(data: &Path, stderr: &Path, line: &str) {
        let before = read(stderr).matches(line).count();
        let mut child = Self::spawn(data, stderr, "info", &[]);
        wait::until(line, || (read(stderr).matches(line).count() > before).then_some(()));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
    }

    fn spawn(data: &Path, stderr: &Path, log: &str, environment: &[(String, String)]) -> Child {
        let stderr = File::options().create(true).append(true).open(stderr).expect("a file for its log");
        let mut server = hejie(data);
        if let ahead @ 1.. = ahead_s() {
            // A clock that shows another day, for the binary as it is shipped; what measures durations goes on undisturbed.
            server
                .env("LD_PRELOAD", faketime())
                .env("FAKETIME", format!("+{ahead}"))
                .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
        server
            .args(["serve", "--listen", "127.0.0.1:0", "--json"])
            .env("HEJIE_LOG", log)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .expect("the binary starts")
    }

    /// SIGKILL: it gets no chance to tidy up.
    ///
    /// # Panics
    /// When the system refuses.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// SIGSTOP: it stands still in the middle of whatever it does, and knows nothing of it.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// SIGCONT: it goes on as if no time had passed.
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    /// SIGHUP: it is to look at its files again.
    pub fn hang_up(&self) {
        self.signal("-HUP");
    }

    /// Its number, by which the system tells of it.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.child.id()
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().expect("kill is there");
        assert!(sent.success(), "{signal} was not delivered");
    }

    /// SIGTERM, and waits for the end.
    ///
    /// # Panics
    /// When the system refuses.
    #[must_use]
    pub fn stop(&mut self) -> ExitStatus {
        self.signal("-TERM");
        self.child.wait().expect("it ends")
    }

    /// Everything it has logged.
    #[must_use]
    pub fn log(&self) -> String {
        read(&self.stderr)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command of the binary to its end.
///
/// # Panics
/// When it cannot be started.
#[must_use]
pub fn run(data: &Path, arguments: &[&str]) -> Output {
    run_with(data, arguments, &[])
}

/// The same with these variables set.
///
/// # Panics
/// When it cannot be started.
#[must_use]
pub fn run_with(data: &Path, arguments: &[&str], environment: &[(String, String)]) -> Output {
    let variables = environment.iter().map(|(name, value)| (name, value));
    hejie(data).args(arguments).envs(variables).output().expect("the binary starts")
}

/// A dial that moves the wall clock of a server while it runs; what measures durations goes on undisturbed.
#[derive(Debug)]
pub struct Dial {
    folder: tempfile::TempDir,
}

impl Dial {
    /// A dial that shows the right time.
    ///
    /// # Panics
    /// When there is no place for it.
    #[must_use]
    pub fn right() -> Self {
        let dial = Self { folder: tempfile::tempdir().expect("a temporary directory") };
        dial.turn(0);
        dial
    }

    /// From now on the clock shows so many seconds more than is true, or fewer.
    ///
    /// # Panics
    /// When it cannot be turned.
    pub fn turn(&self, seconds: i64) {
        let unfinished = self.folder.path().join("next");
        std::fs::write(&unfinished, format!("{seconds:+}\n")).expect("a file");
        std::fs::rename(unfinished, self.file()).expect("it takes its place at once");
    }

    /// What a server is started with to look at it.
    #[must_use]
    pub fn environment(&self) -> Vec<(String, String)> {
        let text = |path: PathBuf| path.to_str().expect("a readable path").to_owned();
        vec![
            ("LD_PRELOAD".to_owned(), text(faketime())),
            ("FAKETIME_TIMESTAMP_FILE".to_owned(), text(self.file())),
            // Looks at the file again whenever the time is asked for.
            ("FAKETIME_NO_CACHE".to_owned(), "1".to_owned()),
            ("FAKETIME_DONT_FAKE_MONOTONIC".to_owned(), "1".to_owned()),
        ]
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("time")
    }
}

/// The library that shows a process another time.
fn faketime() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib").expect("libraries").flatten();
    let candidates = folders.map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
    let found = candidates.into_iter().find(|candidate| candidate.exists());
    found.expect("libfaketime is installed: see the table of packages in xtask/src/packages.rs")
}

/// The binary on a data directory, deaf to the settings of whoever runs the tests.
fn hejie(data: &Path) -> Command {
    let mut command = Command::new(binary());
    for (variable, _) in std::env::vars_os() {
        if variable.to_string_lossy().starts_with("HEJIE_") {
            command.env_remove(variable);
        }
    }
    command.arg("--data").arg(data);
    command
}

/// The binary beside this test's own executable, built when it is missing or older than its sources.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let own = std::env::current_exe().expect("a test has an executable");
        let profile = own.ancestors().nth(2).expect("target/<profile>/deps/<test>");
        let binary = profile.join(format!("hejie{}", std::env::consts::EXE_SUFFIX));
        let built = binary.metadata().and_then(|file| file.modified()).ok();
        if built.is_none_or(|built| built < newest_source()) {
            build(profile);
        }
        assert!(binary.exists(), "{} was not built", binary.display());
        binary
    })
}

fn build(profile: &Path) {
    eprintln!("hejie is missing or older than its sources: building it");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--locked",
        "-p",
        "api",
        "--features",
        "kurrent,postgres",
        "--bin",
        "hejie",
        "--target-dir",
    ]);
    cargo.arg(profile.parent().expect("target/<profile>"));
    match profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => {}
        Some(name) => {
            cargo.args(["--profile", name]);
        }
    }
    let status = cargo.current_dir(root()).status().expect("cargo starts");
    assert!(status.success(), "the binary hejie does not build: `cargo build -p api --bin hejie` says why");
}

/// The root of the workspace.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

fn newest_source() -> SystemTime {
    let mut newest = SystemTime::UNIX_EPOCH;
    let mut folders = vec![root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the sources are there").flatten() {
            let path = entry.path();
            let is_source = path.extension().is_some_and(|extension| extension == "rs");
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if is_source {
                newest = newest.max(entry.metadata().and_then(|file| file.modified()).unwrap_or(newest));
            }
        }
    }
    newest
}

fn read(file: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(file).unwrap_or_default()).into_owned()
}

/// Starts a command of the binary and kills it as soon as `enough` holds; `false` when it had ended before.
///
/// # Panics
/// When it cannot be started or killed.
#[must_use]
pub fn kill_when(data: &Path, arguments: &[&str], mut enough: impl FnMut() -> bool) -> bool {
    let mut child = hejie(data)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");
    loop {
        if child.try_wait().expect("its end can be asked for").is_some() {
            return false;
        }
        if enough() {
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            return true;
        }
        std::thread::yield_now();
    }
}

//! A PostgreSQL server of our own: made with initdb in a temporary directory, reached through a Unix socket there, gone with the test
//! process however that ends.

use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::{fs, io};

/// Settings every cluster of these tests has, beside those a test adds.
const SETTINGS: &str = "
listen_addresses = ''
max_connections = 150
shared_buffers = 32MB
max_wal_size = 256MB
";

/// A running server.
#[allow(dead_code, reason = "other rings share this file and need less of it")]
pub(crate) struct Cluster {
    directory: PathBuf,
    /// Reads from us until we are gone, then stops the server and removes its files.
    _watchdog: Child,
}

/// The server most tests share; each has a database of its own there.
#[allow(dead_code, reason = "other rings share this file and need less of it")]
pub(crate) fn shared() -> &'static Cluster {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(|| Cluster::start(""))
}

#[allow(dead_code, reason = "other rings share this file and need less of it")]
impl Cluster {
    /// Creates and starts one.
    pub(crate) fn start(settings: &str) -> Self {
        Self::start_with(settings, &[])
    }

    /// The same with these files in its data directory: name and content.
    pub(crate) fn start_with(settings: &str, files: &[(&str, &str)]) -> Self {
        let cluster = Self::prepare();
        cluster.run("initdb", &["-U", "hejie", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        cluster.configure(settings);
        for (name, content) in files {
            let path = cluster.directory.join("data").join(name);
            fs::write(&path, content).expect("a file of the server");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
            if let Some((user, group)) = server_user() {
                chown(&path, Some(user), Some(group)).expect("root may give a file away");
            }
        }
        cluster.control(&["start"]);
        cluster
    }

    /// Creates and starts a streaming copy of `primary`, which calls it `name`.
    pub(crate) fn standby_of(primary: &Self, name: &str) -> Self {
        let cluster = Self::prepare();
        let from = format!("host={} user=hejie application_name={name}", primary.socket());
        cluster.run("pg_basebackup", &["-R", "--checkpoint=fast", "-d", &from]);
        cluster.configure("");
        cluster.control(&["start"]);
        cluster
    }

    /// Directory of the Unix socket.
    pub(crate) fn socket(&self) -> &str {
        self.directory.to_str().expect("a temporary directory has a readable name")
    }

    /// What a person with psql gets: rows without decoration.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut psql = command(program("psql"), &self.directory);
        psql.args([
            "-h",
            self.socket(),
            "-U",
            "hejie",
            "-d",
            database,
            "-v",
            "ON_ERROR_STOP=1",
            "-Atqc",
            sql,
        ]);
        let done = psql.stdin(Stdio::null()).output().expect("psql can be started");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if done.status.success() { Ok(text(&done.stdout)) } else { Err(text(&done.stderr)) }
    }

    /// Dumps one database and restores the dump into a new one, as an operator does.
    pub(crate) fn dump_into(&self, from: &str, to: &str) {
        let done = |name: &str, words: &[&str]| {
            let mut run = command(program(name), &self.directory);
            run.args(["-h", self.socket(), "-U", "hejie"]).args(words).stdin(Stdio::null());
            let output = run.output().expect("the program can be started");
            assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        };
        done("pg_dump", &["-Fc", "-f", "dump", from]);
        done("createdb", &["-T", "template0", to]);
        done("pg_restore", &["-d", to, "dump"]);
    }

    /// A dump of one database as SQL.
    pub(crate) fn dumped(&self, database: &str) -> String {
        let mut run = command(program("pg_dump"), &self.directory);
        let output = run.args(["-h", self.socket(), "-U", "hejie", database]).stdin(Stdio::null()).output();
        let output = output.expect("the program can be started");
        assert!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Where the server keeps its files.
    pub(crate) fn files(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// `pg_ctl` with these words, waiting until it is done.
    pub(crate) fn control(&self, words: &[&str]) {
        let log = self.directory.join("server.log");
        let log = log.to_str().expect("a readable name");
        self.run("pg_ctl", &[&["-w", "-t", "60", "-l", log], words].concat());
    }

    /// An empty directory of the server's user, and its watchdog.
    fn prepare() -> Self {
        let directory =
            tempfile::Builder::new().prefix("hejie-pg").tempdir().expect("a temporary directory").keep();
        if let Some((user, group)) = server_user() {
            chown(&directory, Some(user), Some(group)).expect("root may give a directory away");
        }
        let script =
            "trap '' INT TERM HUP; read -r gone; \"$1\" -D \"$2/data\" -m immediate stop; rm -rf \"$2\"";
        let mut watchdog = command("sh", &directory);
        watchdog.args(["-c", script, "watchdog"]).arg(program("pg_ctl")).arg(&directory);
        watchdog.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Self { _watchdog: watchdog.spawn().expect("a shell can be started"), directory }
    }

    fn configure(&self, settings: &str) {
        let path = self.directory.join("data/postgresql.conf");
        let mut file = fs::File::options().append(true).open(path).expect("initdb wrote a configuration");
        write!(file, "{SETTINGS}unix_socket_directories = '{}'\n{settings}", self.socket())
            .expect("the configuration can be extended");
    }

    fn run(&self, name: &str, words: &[&str]) {
        let mut run = command(program(name), &self.directory);
        run.args(["-D", "data"]).args(words).stdin(Stdio::null()).stdout(Stdio::null());
        // Not a pipe: the server would inherit it and keep it open.
        let errors = self.directory.join(format!("{name}.err"));
        run.stderr(fs::File::create(&errors).expect("a file"));
        let status = run.status().expect("the program can be started");
        let said = || fs::read_to_string(&errors).unwrap_or_default();
        assert!(status.success(), "{name} {words:?}: {status}\n{}", said());
    }
}

/// A command of the server's user in the directory, where root may not be the one who runs a server.
fn command(program: impl AsRef<Path>, directory: &Path) -> Command {
    let mut command = Command::new(program.as_ref());
    command.current_dir(directory);
    if let Some((user, group)) = server_user() {
        command.uid(user).gid(group);
    }
    command
}

/// The user and group to run a server as when we are root, which PostgreSQL refuses to serve under.
fn server_user() -> Option<(u32, u32)> {
    let ours = fs::metadata("/proc/self").expect("this is Linux").uid();
    if ours != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("a list of users");
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    Some(find("postgres").or_else(|| find("nobody")).expect("a user other than root"))
}

/// A program of the newest PostgreSQL installed.
fn program(name: &str) -> PathBuf {
    let versions = || -> io::Result<Vec<(u32, PathBuf)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir("/usr/lib/postgresql")? {
            let path = entry?.path();
            let version = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
            found.extend(version.map(|version| (version, path.join("bin").join(name))));
        }
        Ok(found)
    };
    let newest = versions().unwrap_or_default().into_iter().filter(|(_, path)| path.exists()).max();
    match newest {
        Some((_, path)) => path,
        None => {
            panic!("PostgreSQL is not installed: apt-get install postgresql (`cargo xtask test` does it)")
        }
    }
}

//! The server under measurement: a child process of this same binary, looked at through `/proc`.

use super::connection::{Call, Connection};
use super::{BenchError, Options};
use hyper::header::HeaderValue;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest wait until a server that was started is ready.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server; killed when dropped.
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
    /// From the start of the process to the first `200` of `/health/ready`.
    pub(super) ready_after: Duration,
    _stdout: BufReader<ChildStdout>,
}

/// CPU time in seconds, by part of the server.
pub(super) type CpuSeconds = BTreeMap<&'static str, f64>;

/// Resident memory of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Memory {
    /// Now, KiB.
    pub resident_kib: u64,
    /// The most there ever was, KiB.
    pub peak_kib: u64,
}

/// This binary.
pub(super) fn own_binary() -> Result<Command, BenchError> {
    Ok(Command::new(std::env::current_exe().map_err(BenchError::io("this binary"))?))
}

impl Server {
    /// Starts a server on `data` and waits until it is ready.
    pub(super) async fn start(options: &Options, data: &Path) -> Result<Self, BenchError> {
        Self::start_as(own_binary()?, options, data).await
    }

    /// The same, with what the caller has put into the command before.
    pub(super) async fn start_as(
        mut command: Command,
        options: &Options,
        data: &Path,
    ) -> Result<Self, BenchError> {
        command.args(["serve", "--listen", "127.0.0.1:0", "--json", "--data"]).arg(data);
        if let Some(config) = &options.config {
            command.arg("--config").arg(config);
        }
        command.env("HEJIE_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::piped());
        let started = Instant::now();
        let mut child = command.spawn().map_err(BenchError::io("hejie serve"))?;
        let address = child.stdout.take().map(|stdout| {
            let mut stdout = BufReader::new(stdout);
            (address(&mut stdout), stdout)
        });
        let Some((Some(address), stdout)) = address else {
            return Err(BenchError::Server(format!("it told no address; it ended: {:?}", child.wait())));
        };
        let mut server = Self { child, address, ready_after: Duration::ZERO, _stdout: stdout };
        server.wait_until_ready(started).await?;
        server.ready_after = started.elapsed();
        Ok(server)
    }

    async fn wait_until_ready(&mut self, started: Instant) -> Result<(), BenchError> {
        let ready = Call { token: None, ..Call::get("/health/ready", &HeaderValue::from_static("-")) };
        while started.elapsed() < PATIENCE {
            if let Ok(mut connection) = Connection::open(self.address).await
                && connection.send(ready.clone()).await.is_ok_and(|answer| answer.status == 200)
            {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(BenchError::Server(format!("it ended: {status}")));
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Err(BenchError::Server("it did not become ready".to_owned()))
    }

    /// Asks it to stop and waits for the end.
    pub(super) fn stop(mut self) -> Result<(), BenchError> {
        let kill = format!("kill -TERM {}", self.child.id());
        let asked = Command::new("sh").args(["-c", &kill]).status().map_err(BenchError::io("kill"))?;
        let status = self.child.wait().map_err(BenchError::io("hejie serve"))?;
        if asked.success() && status.success() {
            Ok(())
        } else {
            Err(BenchError::Server(format!("it ended with {status}")))
        }
    }

    /// Ends it as a power cut would, the disk's cache apart.
    pub(super) fn kill(mut self) -> Result<(), BenchError> {
        self.child.kill().and_then(|()| self.child.wait().map(|_| ())).map_err(BenchError::io("hejie serve"))
    }

    /// Its memory.
    pub(super) fn memory(&self) -> Memory {
        memory(self.child.id())
    }

    /// CPU time its threads have used.
    pub(super) fn cpu(&self) -> CpuSeconds {
        let mut seconds = CpuSeconds::new();
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id()));
        for task in tasks.into_iter().flatten().flatten() {
            let Ok(stat) = std::fs::read_to_string(task.path().join("stat")) else { continue };
            *seconds.entry(part(&stat)).or_default() += cpu_of(&stat);
        }
        seconds
    }

    /// One of its metrics, summed over labels.
    pub(super) async fn metric(&self, name: &str) -> Result<f64, BenchError> {
        let call = Call { token: None, ..Call::get("/metrics", &HeaderValue::from_static("-")) };
        let answer = Connection::open(self.address).await?.done(call).await?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let values = text.lines().filter_map(|line| {
            let (head, value) = line.rsplit_once(' ')?;
            (head.split('{').next() == Some(name)).then(|| value.parse::<f64>().ok())?
        });
        Ok(values.sum())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already, in all but failed measurements.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address in the JSON the server prints first.
fn address(stdout: &mut impl BufRead) -> Option<SocketAddr> {
    let mut text = String::new();
    loop {
        if stdout.read_line(&mut text).ok()? == 0 {
            return None;
        }
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
            return value.get("address")?.as_str()?.parse().ok();
        }
    }
}

/// Memory of a process; zeros when it is gone.
pub(super) fn memory(process: u32) -> Memory {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kib = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    };
    Memory { resident_kib: kib("VmRSS:"), peak_kib: kib("VmHWM:") }
}

/// CPU time of this process so far, seconds.
pub(super) fn own_cpu() -> f64 {
    std::fs::read_to_string("/proc/self/stat").map_or(0.0, |stat| cpu_of(&stat))
}

/// User and system time of a line of `stat`, which Linux counts in hundredths of a second.
fn cpu_of(stat: &str) -> f64 {
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// Which part of the server a thread belongs to, by its name.
fn part(stat: &str) -> &'static str {
    let name = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |(name, _)| name);
    const PARTS: [(&str, &str); 7] = [
        ("actix", "requests"),
        ("event-store-wri", "log writer"),
        ("event-store", "log checkpoints"),
        ("hejie-vault", "vault writer"),
        ("views", "views"),
        ("notary", "tree"),
        ("scrubber", "scrubber"),
    ];
    PARTS.into_iter().find(|(prefix, _)| name.starts_with(prefix)).map_or("rest", |(_, part)| part)
}

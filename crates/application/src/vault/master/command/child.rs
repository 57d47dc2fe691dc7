//! The process behind the key command: started, asked line by line, killed when it is not needed any more.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use zeroize::Zeroizing;

/// Longest answer, bytes.
const LONGEST: u64 = 64 * 1024;

/// Why there is no answer.
pub(super) enum Ended {
    /// The system cannot start it.
    NotStarted(String),
    /// It ended.
    Gone,
    /// It took too long.
    Slow,
    /// It said something else.
    Garbage,
}

/// A running command.
pub(super) struct Child {
    process: std::process::Child,
    input: ChildStdin,
    lines: Receiver<Zeroizing<Vec<u8>>>,
}

impl Child {
    /// Starts it, without the settings of the house, which hold secrets of their own. What it writes to its standard error goes to that of the house.
    pub(super) fn start(words: &[String]) -> Result<Self, Ended> {
        let not_started = |error: std::io::Error| Ended::NotStarted(error.to_string());
        let Some((program, arguments)) = words.split_first() else {
            return Err(Ended::NotStarted("no command is named".to_owned()));
        };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("HEJIE_") {
                command.env_remove(variable);
            }
        }
        let mut process = command.spawn().map_err(not_started)?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(Ended::Gone);
        };
        let (sender, lines) = sync_channel(1);
        let reading = std::thread::Builder::new().name("hejie-keys".to_owned());
        reading.spawn(move || listen(output, &sender)).map_err(not_started)?;
        Ok(Self { process, input, lines })
    }

    /// Sends a line and waits for one.
    pub(super) fn ask(&mut self, line: &[u8], patience: Duration) -> Result<Zeroizing<Vec<u8>>, Ended> {
        // Whatever came unasked is not the answer to this.
        if self.lines.try_recv().is_ok() {
            return Err(Ended::Garbage);
        }
        self.input.write_all(line).and_then(|()| self.input.flush()).map_err(|_| Ended::Gone)?;
        match self.lines.recv_timeout(patience) {
            Ok(said) if said.ends_with(b"\n") => Ok(said),
            Ok(_) => Err(Ended::Garbage),
            Err(RecvTimeoutError::Timeout) => Err(Ended::Slow),
            Err(RecvTimeoutError::Disconnected) => Err(Ended::Gone),
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended already; either way nothing of it stays behind.
        let _ended = self.process.kill();
        let _status = self.process.wait();
    }
}

/// Hands on line after line until the command ends or nobody listens.
fn listen(output: ChildStdout, sender: &SyncSender<Zeroizing<Vec<u8>>>) {
    let mut output = BufReader::new(output);
    loop {
        let mut line = Zeroizing::new(Vec::new());
        match output.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {
                if sender.send(line).is_err() {
                    return;
                }
            }
        }
    }
}

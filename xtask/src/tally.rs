//! Running one command that tests, and counting what it says.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// No test of ours takes as long, on a machine four times as slow.
const SILENCE: Duration = Duration::from_secs(12 * 60);

/// How many tests went which way, and which went wrong.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// One line for each failed test, for the end of the report.
    pub(crate) wrong: Vec<String>,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.wrong.extend(other.wrong);
    }

    /// Something that should have run did not; counts as one failed test.
    pub(crate) fn broken(text: &str) -> Self {
        println!("!! {text}");
        Self { passed: 0, failed: 1, wrong: vec![text.to_owned()] }
    }
}

/// Runs a command, shows what it prints, and sums its result lines. A bad end without a failed test counts as one, and so does a
/// silence longer than `SILENCE`: one test that waits for ever must not cost the whole run its verdict.
pub(crate) fn run_counted(what: &str, command: Command) -> Tally {
    run_within(what, command, SILENCE)
}

fn run_within(what: &str, mut command: Command, silence: Duration) -> Tally {
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0).spawn();
    let Ok(mut child) = started else {
        return Tally::broken(&format!("{what}: cannot be started"));
    };
    let mut sum = Tally::default();
    let lines = child.stdout.take().map(lines_of);
    let mut waiting = Vec::new();
    while let Some(next) = lines.as_ref().map(|lines| lines.recv_timeout(silence)) {
        let line = match next {
            Ok(line) => line,
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                end_group(child.id());
                let _ended = child.wait();
                let last = if waiting.is_empty() { "nobody knows".to_owned() } else { waiting.join(", ") };
                let minutes = silence.as_secs() / 60;
                sum.add(Tally::broken(&format!(
                    "{what}: said nothing for {minutes} minutes and was ended; waited for: {last}"
                )));
                return sum;
            }
        };
        println!("{line}");
        if let Some(tally) = result_line(&line) {
            sum.add(tally);
        }
        sum.wrong.extend(failed_test(&line).map(|test| format!("{what}: {test}")));
        waiting.retain(|test: &String| !line.starts_with(&format!("test {test} ... ")));
        waiting.extend(slow_test(&line).map(str::to_owned));
    }
    match child.wait() {
        Ok(status) if status.success() || sum.failed > 0 => {}
        Ok(status) => {
            sum.add(Tally::broken(&format!("{what}: ended badly, naming no failed test: {status}")))
        }
        Err(error) => sum.add(Tally::broken(&format!("{what}: was lost: {error}"))),
    }
    sum
}

/// What a command says, line by line, read by a thread of its own so that silence can be noticed.
fn lines_of(stdout: impl Read + Send + 'static) -> Receiver<String> {
    let (said, lines) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            if said.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
    lines
}

/// Ends a command and whatever it started in its process group.
fn end_group(leader: u32) {
    let _ended = Command::new("kill").args(["-KILL", "--", &format!("-{leader}")]).status();
}

/// Reads libtest's closing line: `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
fn result_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        let part = counts.split("; ").find(|part| part.ends_with(word))?;
        part.split(' ').next()?.parse().ok()
    };
    Some(Tally { passed: count(" passed")?, failed: count(" failed")?, wrong: Vec::new() })
}

/// The name in `test a_story has been running for over 60 seconds`.
fn slow_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.split_once(" has been running for over ").map(|(test, _)| test)
}

/// The name in `test a_story ... FAILED`.
fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64) -> Tally {
        Tally { passed, failed, wrong: Vec::new() }
    }

    #[test]
    fn a_failed_test_is_named_at_the_end() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo 'test a ... ok'; echo 'test it::b ... FAILED'; echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'; exit 101"]);
        assert_eq!(run_counted("domain", command).wrong, ["domain: it::b"]);
    }

    #[test]
    fn the_closing_line_of_a_test_executable_is_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0.02s";
        assert_eq!(result_line(line), Some(tally(12, 3)));
        let line =
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(result_line(line), Some(tally(0, 0)));
    }

    #[test]
    fn other_lines_are_not_counted() {
        for line in [
            "",
            "test a_story ... ok",
            "running 3 tests",
            "test result: lost",
            "  test result: ok. 1 passed; 0 failed;",
        ] {
            assert_eq!(result_line(line), None, "{line}");
        }
    }

    #[test]
    fn a_command_that_ends_badly_without_a_failed_test_still_counts() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; exit 3"]);
        let sum = run_counted("sh", command);
        assert_eq!((sum.passed, sum.failed, sum.wrong.len()), (2, 1, 1));
    }

    #[test]
    fn a_test_that_waits_for_ever_is_ended_and_named() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo 'test it::c has been running for over 60 seconds'; sleep 1000"]);
        let sum = run_within("domain", command, Duration::from_millis(300));
        assert_eq!(sum.failed, 1);
        assert!(sum.wrong[0].ends_with("waited for: it::c"), "{:?}", sum.wrong);
    }
}

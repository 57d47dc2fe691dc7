//! Telling a torn end from damage in the middle.
//!
//! SQLite recovers a write-ahead log up to the first frame that does not verify, and drops the rest in silence. After a crash that is
//! right: at most the last transaction was still on its way to the disk. But when *several* transactions lie behind the bad frame,
//! each but the last was synced and acknowledged, and dropping them would lose promises. Then opening must be refused.
//!
//! Format: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::io::{self, Read};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Looks through a write-ahead log. `Some` tells in words where acknowledged events would be lost.
pub(crate) fn lost_commits(mut log: impl Read) -> io::Result<Option<String>> {
    let mut header = [0_u8; HEADER];
    if !fill(&mut log, &mut header)? {
        return Ok(None);
    }
    let big_endian = header[3] & 1 == 1;
    let mut sum = Sum { big_endian, s0: 0, s1: 0 };
    sum.add(&header[..24]);
    if !sum.is(&header[24..32]) {
        return Ok(Some("the header of its write-ahead log does not verify".to_owned()));
    }
    let page = word(&header, 8) as usize;
    if !(512..=65536).contains(&page) {
        return Ok(Some(format!("its write-ahead log claims pages of {page} bytes")));
    }
    let mut frame = vec![0_u8; FRAME_HEADER + page];
    let mut number = 0_u64;
    let mut bad: Option<Bad> = None;
    while fill(&mut log, &mut frame)? {
        number += 1;
        let same_log = frame[8..16] == header[16..24];
        sum.add(&frame[..8]);
        sum.add(&frame[FRAME_HEADER..]);
        let valid = same_log && sum.is(&frame[16..24]);
        // Each sum goes on from the one before it, so that frames behind a bad one can still be verified by their neighbour.
        sum = Sum { big_endian, s0: word(&frame, 16), s1: word(&frame, 20) };
        let commits = same_log && word(&frame, 4) != 0;
        match &mut bad {
            None if valid => {}
            None => bad = Some(Bad { frame: number, commits: u64::from(commits) }),
            Some(_) if !same_log => break,
            Some(bad) if commits && valid && bad.commits > 0 => {
                let (first, later) = (bad.frame, number);
                return Ok(Some(format!(
                    "frame {first} of its write-ahead log is unreadable, and acknowledged events follow it up to frame {later}"
                )));
            }
            Some(bad) => bad.commits += u64::from(commits),
        }
    }
    Ok(None)
}

/// The first frame that did not verify, and the ends of transactions seen from there on.
struct Bad {
    frame: u64,
    commits: u64,
}

/// SQLite's running sum over pairs of words.
struct Sum {
    big_endian: bool,
    s0: u32,
    s1: u32,
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for pair in bytes.chunks_exact(8) {
            let (first, second) = if self.big_endian {
                (word(pair, 0), word(pair, 4))
            } else {
                (word(pair, 0).swap_bytes(), word(pair, 4).swap_bytes())
            };
            self.s0 = self.s0.wrapping_add(first).wrapping_add(self.s1);
            self.s1 = self.s1.wrapping_add(second).wrapping_add(self.s0);
        }
    }

    fn is(&self, stored: &[u8]) -> bool {
        word(stored, 0) == self.s0 && word(stored, 4) == self.s1
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let mut four = [0_u8; 4];
    four.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(four)
}

/// False when the log ends before `buffer` is full.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

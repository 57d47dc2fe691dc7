//! Searching files for texts that should be gone, in the ways this house and its files could hold them in clear.

use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Bytes read at once.
const CHUNK: usize = 1 << 20;
/// Shorter texts stand everywhere by chance.
const SHORTEST: usize = 4;

/// A text in all its spellings.
pub(super) struct Text {
    number: usize,
    spellings: Vec<Vec<u8>>,
}

/// Where texts were found.
#[derive(Default, Serialize)]
pub(super) struct Traces {
    /// Files searched.
    pub(super) files: u64,
    /// Bytes in them.
    pub(super) bytes: u64,
    /// Each text once a file, at its first place; the text itself is not told again.
    pub(super) found: Vec<Found>,
}

/// A text in a file.
#[derive(Serialize)]
pub(super) struct Found {
    /// The file.
    pub(super) file: String,
    /// Which line of the texts, from 1.
    pub(super) text: usize,
    /// Where it begins.
    pub(super) byte: u64,
}

/// The texts of a file, one a line; `-` is the standard input.
pub(super) fn texts(file: &Path) -> Result<Vec<Text>, String> {
    let failed = |error: io::Error| format!("{}: {error}", file.display());
    let lines = if file == Path::new("-") {
        io::read_to_string(io::stdin()).map_err(failed)?
    } else {
        std::fs::read_to_string(file).map_err(failed)?
    };
    let texts: Vec<_> = (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
    if texts.is_empty() {
        return Err(format!("{}: no text stands in it", file.display()));
    }
    if let Some((number, _)) = texts.iter().find(|(_, line)| line.trim().len() < SHORTEST) {
        return Err(format!(
            "line {number} has fewer than {SHORTEST} bytes, which stand everywhere by chance"
        ));
    }
    Ok(texts.into_iter().map(|(number, line)| Text::new(number, line.trim())).collect())
}

impl Text {
    /// As UTF-8, as JSON with escapes in both cases, and in both orders of UTF-16.
    fn new(number: usize, text: &str) -> Self {
        let escaped = |upper: bool| {
            let mut escaped = String::new();
            for c in text.chars() {
                if c.is_ascii() {
                    escaped.push(c);
                } else {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        let hex = if upper { format!("{unit:04X}") } else { format!("{unit:04x}") };
                        escaped.push_str("\\u");
                        escaped.push_str(&hex);
                    }
                }
            }
            escaped.into_bytes()
        };
        let mut spellings = vec![
            text.as_bytes().to_vec(),
            escaped(false),
            escaped(true),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ];
        spellings.sort();
        spellings.dedup();
        Self { number, spellings }
    }

    fn place(&self, bytes: &[u8]) -> Option<usize> {
        let first = |spelling: &Vec<u8>| memchr::memmem::find(bytes, spelling);
        self.spellings.iter().filter_map(first).min()
    }

    fn longest(&self) -> usize {
        self.spellings.iter().map(Vec::len).max().unwrap_or(0)
    }
}

impl Traces {
    /// Searches a file, or every file below a directory, which may be written meanwhile.
    pub(super) fn look_in(&mut self, place: &Path, texts: &[Text]) -> Result<(), String> {
        self.look_at(place, texts).map_err(|(at, error)| format!("{}: {error}", at.display()))
    }

    fn look_at(&mut self, place: &Path, texts: &[Text]) -> Result<(), (PathBuf, io::Error)> {
        let failed = |error: io::Error| (place.to_path_buf(), error);
        let kind = std::fs::symlink_metadata(place).map_err(failed)?.file_type();
        if kind.is_dir() {
            return self.look_below(place, texts);
        }
        if kind.is_file() { self.look_into(place, texts).map_err(failed) } else { Ok(()) }
    }

    /// Looks again for as long as something listed was gone when its turn came: a running server finishes files under one name and
    /// renames them, and what has another name now must be searched under it.
    fn look_below(&mut self, directory: &Path, texts: &[Text]) -> Result<(), (PathBuf, io::Error)> {
        let failed = |error: io::Error| (directory.to_path_buf(), error);
        let mut looked = BTreeSet::new();
        loop {
            let mut below: Vec<_> = std::fs::read_dir(directory)
                .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>())
                .map_err(failed)?;
            below.sort();
            let mut gone = false;
            for path in below {
                if looked.contains(&path) {
                    continue;
                }
                match self.look_at(&path, texts) {
                    Ok(()) => _ = looked.insert(path),
                    Err((_, error)) if error.kind() == io::ErrorKind::NotFound => gone = true,
                    Err(other) => return Err(other),
                }
            }
            if !gone {
                return Ok(());
            }
        }
    }

    fn look_into(&mut self, path: &Path, texts: &[Text]) -> io::Result<()> {
        let mut file = File::open(path)?;
        let overlap = texts.iter().map(Text::longest).max().unwrap_or(0).saturating_sub(1);
        let mut seen = vec![false; texts.len()];
        let (mut window, mut begin) = (Vec::with_capacity(CHUNK + overlap), 0_u64);
        loop {
            let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
            self.bytes += read as u64;
            for (text, seen) in texts.iter().zip(&mut seen).filter(|(_, seen)| !**seen) {
                if let Some(place) = text.place(&window) {
                    *seen = true;
                    let byte = begin + place as u64;
                    let file = path.display().to_string();
                    self.found.push(Found { file, text: text.number, byte });
                }
            }
            if read < CHUNK {
                break;
            }
            let gone = window.len().saturating_sub(overlap);
            window.drain(..gone);
            begin += gone as u64;
        }
        self.files += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Files that are finished under one name and renamed, as fast as they can be, while they are searched.
    #[test]
    fn a_file_that_is_renamed_while_it_is_looked_for_is_searched_under_its_new_name() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("texts"), "何试验\n").unwrap();
        let texts = texts(&place.path().join("texts")).unwrap();
        let searched = place.path().join("searched");
        std::fs::create_dir(&searched).unwrap();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for number in 0_u32.. {
                    let name = |kind: &str| searched.join(format!("{kind}{}", number % 7));
                    std::fs::write(name("unfinished"), "nothing").unwrap();
                    std::fs::rename(name("unfinished"), name("finished")).unwrap();
                    std::fs::remove_file(name("finished")).unwrap();
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                }
                std::fs::write(searched.join("unfinished"), "…何试验…").unwrap();
                std::fs::rename(searched.join("unfinished"), searched.join("finished")).unwrap();
            });
            for _ in 0..500 {
                let mut traces = Traces::default();
                traces.look_in(&searched, &texts).unwrap();
                assert!(traces.found.is_empty());
            }
            stop.store(true, Ordering::Relaxed);
        });
        let mut traces = Traces::default();
        traces.look_in(&searched, &texts).unwrap();
        assert_eq!(traces.found.len(), 1);
        let absent = traces.look_in(&place.path().join("absent"), &texts).unwrap_err();
        assert!(absent.contains("absent"), "what was named and is not there is said: {absent}");
    }
}

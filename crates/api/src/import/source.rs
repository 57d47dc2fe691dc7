//! The file: plain or gzip, told by its first bytes; how much of it has been read.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const GZIP: &[u8] = &[0x1f, 0x8b];
const BYTE_ORDER_MARK: &[u8] = &[0xef, 0xbb, 0xbf];

/// Why a file cannot be read further. What stood before that place is whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// It cannot be opened.
    #[error("cannot be opened: {0}")]
    Open(String),
    /// It ends or breaks off in the middle.
    #[error("cannot be read on from line {line}: {reason}")]
    Broken {
        /// The line of the first row that is lost.
        line: u64,
        /// Why.
        reason: String,
    },
    /// The header does not name what the format needs.
    #[error("header: {0}")]
    Header(String),
}

impl SourceError {
    /// What the system said about reading, in words that help.
    pub(super) fn broken(line: u64, error: &io::Error) -> Self {
        let reason = if error.kind() == ErrorKind::UnexpectedEof {
            "the compressed data ends too early: the file was cut off".to_owned()
        } else {
            error.to_string()
        };
        Self::Broken { line, reason }
    }
}

/// A file opened for reading, unpacked and without a byte order mark.
pub struct Source {
    /// The text.
    pub reader: Box<dyn BufRead + Send>,
    /// Bytes of the file itself read so far, for the progress.
    pub read: Arc<AtomicU64>,
    /// Bytes of the file itself.
    pub size: u64,
}

impl Source {
    /// Opens a file.
    ///
    /// # Errors
    /// [`SourceError::Open`]; a damaged beginning of compressed data is [`SourceError::Broken`].
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        let (metadata, file) = opened.map_err(|error| SourceError::Open(error.to_string()))?;
        if metadata.is_dir() {
            return Err(SourceError::Open("it is a directory".to_owned()));
        }
        Self::of(file, metadata.len()).map_err(|error| SourceError::broken(1, &error))
    }

    /// Takes in any bytes; `size` is for the progress.
    ///
    /// # Errors
    /// When the first bytes cannot be read.
    pub fn of(bytes: impl Read + Send + 'static, size: u64) -> io::Result<Self> {
        let read = Arc::new(AtomicU64::new(0));
        let mut file = BufReader::with_capacity(64 << 10, Counted { inner: bytes, read: Arc::clone(&read) });
        let first = peek(&mut file, GZIP.len())?;
        let is_gzip = first == GZIP;
        let file = Cursor::new(first).chain(file);
        let mut reader: Box<dyn BufRead + Send> =
            if is_gzip { Box::new(BufReader::new(MultiGzDecoder::new(file))) } else { Box::new(file) };
        let mut first = peek(&mut reader, BYTE_ORDER_MARK.len())?;
        if first == BYTE_ORDER_MARK {
            first.clear();
        }
        Ok(Self { reader: Box::new(Cursor::new(first).chain(reader)), read, size })
    }
}

fn peek(reader: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(count);
    reader.by_ref().take(count as u64).read_to_end(&mut first)?;
    Ok(first)
}

struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

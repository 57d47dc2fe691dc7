//! Signed notes (C2SP signed-note): a text, an empty line, signature lines. Read strictly: one text, one reading.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// Longest note in bytes.
pub const NOTE_BYTES_MAX: usize = 64 * 1024;

/// Most signature lines; the format asks readers to take at least 16.
pub const SIGNATURES_MAX: usize = 64;

const MARK: &str = "\u{2014} ";

/// One signature line: `— <name> base64(<4 bytes of key id><signature>)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key.
    pub name: String,
    /// First bytes of a hash over name, algorithm and public key: tells keys apart, proves nothing.
    pub key_id: [u8; 4],
    /// What the algorithm of that key made.
    pub bytes: Vec<u8>,
}

/// A text with its signatures, none of them checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What is signed, up to and with its last newline.
    pub text: String,
    /// In the order of the lines.
    pub signatures: Vec<NoteSignature>,
}

/// Why bytes are no signed note.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than [`NOTE_BYTES_MAX`].
    #[error("the note is longer than {NOTE_BYTES_MAX} bytes")]
    TooLong,
    /// Not UTF-8, or with control characters.
    #[error("the note is not plain text")]
    NotText,
    /// No text, empty line and signature lines in this order, each ended by a newline.
    #[error("the note is not a text, an empty line and signature lines")]
    Shape,
    /// A signature line is not one.
    #[error("signature line {0} is malformed")]
    SignatureLine(usize),
    /// More than [`SIGNATURES_MAX`].
    #[error("the note has more than {SIGNATURES_MAX} signatures")]
    TooManySignatures,
    /// Two lines of one key.
    #[error("two signatures of the key {0}")]
    SignedTwice(String),
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// [`NoteError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLong);
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::NotText)?;
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::NotText);
        }
        let blank = note.rfind("\n\n").ok_or(NoteError::Shape)?;
        let (text, lines) = (&note[..=blank], &note[blank + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Shape)?;
        let mut signatures: Vec<NoteSignature> = Vec::new();
        for (number, line) in (1..).zip(lines.split('\n')) {
            if number > SIGNATURES_MAX {
                return Err(NoteError::TooManySignatures);
            }
            let signature = NoteSignature::parse(line).ok_or(NoteError::SignatureLine(number))?;
            if signatures.iter().any(|other| other.is_by_the_key_of(&signature)) {
                return Err(NoteError::SignedTwice(signature.key_name()));
            }
            signatures.push(signature);
        }
        Ok(Self { text: text.to_owned(), signatures })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl NoteSignature {
    /// Reads one line, without its newline; `None` when it is not one.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(MARK)?.split_once(' ')?;
        let bytes = STANDARD.decode(encoded).ok()?;
        let (key_id, signature) = bytes.split_first_chunk::<4>()?;
        let is_whole = is_key_name(name) && !signature.is_empty();
        is_whole.then(|| Self { name: name.to_owned(), key_id: *key_id, bytes: signature.to_vec() })
    }

    /// Name and id of the key as people compare them: `example.org/log+0a1b2c3d`.
    #[must_use]
    pub fn key_name(&self) -> String {
        format!("{}+{}", self.name, hex::encode(self.key_id))
    }

    pub(crate) fn is_by_the_key_of(&self, other: &Self) -> bool {
        self.name == other.name && self.key_id == other.key_id
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.key_id[..], &self.bytes].concat();
        write!(f, "{MARK}{} {}", self.name, STANDARD.encode(bytes))
    }
}

/// Whether a text may name a key: not empty, no blanks, no plus sign, no control characters.
#[must_use]
pub fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

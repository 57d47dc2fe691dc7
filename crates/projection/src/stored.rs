//! A document as a view keeps it: packed JSON that is opened by whoever needs it, and not taken apart and put together again on its way.

use crate::error::QueryError;
use crate::packed::unpack_bytes;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::marker::PhantomData;

/// The document of a `T`, not decoded. Whoever shows it opens its fields; whoever reasons about it reads it as a `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    kept: Kept,
    of: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    Packed(Vec<u8>),
    /// Too short to be packed, or not worth it.
    Plain(String),
}

impl<T: DeserializeOwned> Stored<T> {
    pub(crate) const fn new(packed: Vec<u8>) -> Self {
        Self { kept: Kept::Packed(packed), of: PhantomData }
    }

    pub(crate) const fn plain(json: String) -> Self {
        Self { kept: Kept::Plain(json), of: PhantomData }
    }

    /// The JSON of it, as `T` is written.
    ///
    /// # Errors
    /// [`QueryError::Document`] when the file was damaged.
    pub fn json(&self) -> Result<Cow<'_, [u8]>, QueryError> {
        Ok(match &self.kept {
            Kept::Packed(packed) => Cow::Owned(unpack_bytes(packed)?),
            Kept::Plain(json) => Cow::Borrowed(json.as_bytes()),
        })
    }

    /// What it says.
    ///
    /// # Errors
    /// [`QueryError::Document`] when the file was damaged.
    pub fn read(&self) -> Result<T, QueryError> {
        Ok(serde_json::from_slice(&self.json()?)?)
    }
}

//! A document as a view keeps it: JSON that is handed on as it stands, not taken apart and put together again.

use crate::error::QueryError;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::marker::PhantomData;

/// The document of a `T`, not decoded. Whoever shows it opens its fields; whoever reasons about it reads it as a `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    text: String,
    of: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Stored<T> {
    pub(crate) const fn new(text: String) -> Self {
        Self { text, of: PhantomData }
    }

    /// Its fields, under the names and in the order in which `T` is written.
    ///
    /// # Errors
    /// [`QueryError::Document`] when the file was damaged.
    pub fn fields(&self) -> Result<Value, QueryError> {
        Ok(serde_json::from_str(&self.text)?)
    }

    /// What it says.
    ///
    /// # Errors
    /// [`QueryError::Document`] when the file was damaged.
    pub fn read(&self) -> Result<T, QueryError> {
        Ok(serde_json::from_str(&self.text)?)
    }
}

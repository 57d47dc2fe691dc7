//! A document as a view keeps it: packed JSON that is opened by whoever needs it, and not taken apart and put together again on its way.

use crate::error::QueryError;
use crate::packed::unpack;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::marker::PhantomData;

/// The document of a `T`, not decoded. Whoever shows it opens its fields; whoever reasons about it reads it as a `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    packed: Vec<u8>,
    of: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Stored<T> {
    pub(crate) const fn new(packed: Vec<u8>) -> Self {
        Self { packed, of: PhantomData }
    }

    /// Its fields, under the names and in the order in which `T` is written.
    ///
    /// # Errors
    /// [`QueryError::Document`] when the file was damaged.
    pub fn fields(&self) -> Result<Value, QueryError> {
        Ok(unpack(&self.packed)?)
    }

    /// What it says.
    ///
    /// # Errors
    /// [`QueryError::Document`] when the file was damaged.
    pub fn read(&self) -> Result<T, QueryError> {
        Ok(unpack(&self.packed)?)
    }
}

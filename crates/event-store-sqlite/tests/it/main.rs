//! The SQLite engine from outside.

mod contract;
mod support;

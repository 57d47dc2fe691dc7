//! The rules and values of the domain, tested from outside as other crates use them.

mod values;

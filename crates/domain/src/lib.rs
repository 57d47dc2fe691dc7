//! The mediation case as pure rules: decide, evolve, value objects, the legal clock.
//!
//! Absent on purpose: no I/O, no async, no clock, no randomness, no HTTP, no SQL. Time, actor and looked-up facts arrive
//! inside the call; whoever reads a rule here reads all of it. In reading order:

pub mod case;
pub mod centre;
pub mod custody;
pub mod data_request;
pub mod docking;
pub mod draft;
pub mod institution;
pub mod mediator;
pub mod number_register;
pub mod resource_calendar;
pub mod statistics;

pub mod batch;
pub mod calendar;
pub mod deadline;
pub mod holiday_register;
pub mod retention;
pub mod rule_book;
pub mod rule_set;

pub mod classification;
pub mod correction;
pub mod court;
pub mod court_number;
pub mod identity;
pub mod ids;
pub mod invalid;
pub mod money;
pub mod occasion;
pub mod personal;
pub mod publication;
pub mod text;
pub mod wire;

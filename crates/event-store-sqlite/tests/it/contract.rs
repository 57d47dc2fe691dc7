//! The contract every engine keeps.

use crate::support::Place;

event_store::contract_tests!(Place::new());

//! The contract every engine keeps.

use crate::support::Database;

event_store::contract_tests!(Database::new().await);

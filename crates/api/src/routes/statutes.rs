//! The rules of the province and its holiday table, as the federation publishes them.

pub mod publish_holidays;
pub mod publish_rule_set;
pub mod read_holidays;
pub mod read_rule_sets;

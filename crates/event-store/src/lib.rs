//! The port of the event log: what every engine promises, and the suite that holds it to it.

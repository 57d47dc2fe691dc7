//! The harness of the acceptance ring.

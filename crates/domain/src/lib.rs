//! The mediation case as pure rules: decide, evolve, value objects, the legal clock.

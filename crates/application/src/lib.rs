//! The shell around the domain: execute a command, keep personal data sealed. Knows no HTTP.

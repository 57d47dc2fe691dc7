//! The embedded engine of the event log: one SQLite file, one writer thread, group commit.

//! The rules of a case as stories: one file a verb, the happy path and every refusal.

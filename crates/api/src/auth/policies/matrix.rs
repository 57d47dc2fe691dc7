//! What the policies come to, as a document: every action and role.

use super::Policies;
use crate::auth::actions::{ACTIONS, ActionKind};
use domain::occasion::Role;
use std::fmt::Write as _;

/// The roles that may come with an action, as the product says; none for a name that is no action.
#[must_use]
pub fn roles_of(name: &str) -> Vec<Role> {
    let index = ACTIONS.iter().position(|row| row.name == name);
    match (index, Policies::built_in()) {
        (Some(index), Ok(policies)) => policies.roles(index),
        // A house whose policies do not hold does not open.
        (None, _) | (_, Err(_)) => Vec::new(),
    }
}

/// The table as a document.
#[must_use]
pub fn matrix() -> String {
    let mut page = String::from(
        "# Who may do what\n\nEvaluated from the policies in `crates/api/policies/` by a test; change them there.\n\
         A mark means: may, within the own centre, case, institution or court. No mark: refused with `forbidden`.\n\n",
    );
    let heads: Vec<_> = Role::ALL.iter().map(|role| role.wire_name()).collect();
    let _ =
        writeln!(page, "| Action | Kind | {} |\n|---|---|{}", heads.join(" | "), "---|".repeat(heads.len()));
    for row in ACTIONS {
        let kind = match row.kind {
            ActionKind::Command => "command",
            ActionKind::Query => "query",
        };
        let may = roles_of(row.name);
        let marks: Vec<_> = Role::ALL.iter().map(|role| if may.contains(role) { "x" } else { "" }).collect();
        let _ = writeln!(page, "| `{}` | {kind} | {} |", row.name, marks.join(" | "));
    }
    page
}

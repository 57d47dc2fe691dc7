//! A party's page names operations; what it names is in the interface, and for parties.

use domain::occasion::Role;
use projection::{Operation, TaskCode};

/// Address and operation id of every `POST` of the interface document.
fn posts() -> Vec<(String, String)> {
    let document = api::server::document();
    let named = document.paths.paths.iter().filter_map(|(path, item)| {
        let operation = item.post.as_ref()?;
        Some((path.clone(), operation.operation_id.clone()?))
    });
    named.collect()
}

/// The address of the document without the names of its parameters.
fn nameless(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

#[test]
fn every_operation_a_page_names_is_in_the_interface_document_and_for_parties() {
    let posts = posts();
    let named = |code: TaskCode| [code.operation(), code.instead()];
    for (name, below) in TaskCode::ALL.iter().copied().flat_map(named).flatten() {
        let (name, below): Operation = (name, below);
        let address = nameless(&format!("/v1/cases/{{case}}/{below}"));
        let found = posts.iter().find(|(_, operation)| operation == name);
        let (path, _) = found.unwrap_or_else(|| panic!("{name} is no operation"));
        assert_eq!(nameless(path), address, "{name}");
        let roles = api::auth::roles_of(name);
        assert!(roles.contains(&Role::InstitutionAgent), "{name}");
        assert!(roles.contains(&Role::Party) || name == "answer_authority", "{name}");
    }
}

#[test]
fn every_task_is_done_by_some_operation_but_what_was_agreed_in_a_session() {
    let without = TaskCode::ALL.iter().filter(|code| code.operation().is_none());
    assert_eq!(without.copied().collect::<Vec<_>>(), [TaskCode::NextStep]);
}

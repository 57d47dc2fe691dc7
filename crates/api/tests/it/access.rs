//! The policies are the law: every role they do not name is refused.

use crate::harness::{House, expect};
use api::auth::{ACTIONS, HejieClaims, roles_of};
use domain::occasion::Role;
use std::collections::BTreeSet;

fn complete(role: Role) -> HejieClaims {
    HejieClaims {
        centre: Some("440100".to_owned()),
        institution: Some("91350211M000100Y46".to_owned()),
        court: Some("粤0104".to_owned()),
        mediator: Some(uuid::Uuid::from_u128(1).to_string()),
        party: Some(uuid::Uuid::from_u128(2).to_string()),
        ..HejieClaims::role(role)
    }
}

#[tokio::test]
async fn only_the_roles_of_the_table_pass() {
    let house = House::open().await;
    let may = roles_of("read_case");
    for role in Role::ALL {
        let token = house.token(&house.claims(complete(role)));
        let request = house.get(&format!("/v1/cases/{}", uuid::Uuid::nil())).bearer_auth(token);
        if may.contains(&role) {
            assert_eq!(request.send().await.unwrap().status(), 200, "{role:?}");
        } else {
            let problem = expect(request, 403, "forbidden").await;
            assert_eq!(problem["facts"]["action"], "read_case");
        }
    }
}

#[tokio::test]
async fn a_forbidden_writer_is_refused_before_the_body_is_looked_at() {
    let house = House::open().await;
    let token = house.token(&house.claims(complete(Role::Court)));
    let request = house.client.post(format!("{}/v1/cases", house.base)).bearer_auth(token).body("no json");
    expect(request, 403, "forbidden").await;
}

#[test]
fn every_action_has_one_row_and_no_administrator_has_one_but_for_auditing_and_withdrawing() {
    let names: BTreeSet<_> = ACTIONS.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), ACTIONS.len());
    for row in ACTIONS {
        let administrators = [Role::Administrator, Role::SecurityAdministrator, Role::AuditAdministrator];
        let may = roles_of(row.name);
        assert!(!may.is_empty(), "{}", row.name);
        let audit = [
            "search_access_journal",
            "read_emergency_accesses",
            "review_emergency_access",
            "read_access_revocations",
            "read_accounts",
        ];
        let security = [
            "revoke_access",
            "lift_access_revocation",
            "read_access_revocations",
            "add_account",
            "reset_account",
            "read_accounts",
        ];
        let running = [
            "rebuild_views",
            "roll_back_views",
            "read_view_rebuild",
            "read_parked_streams",
            "retry_parked_stream",
            "discard_parked_stream",
        ];
        let has = |role: &Role| {
            may.contains(role)
                && !(*role == Role::AuditAdministrator && audit.contains(&row.name))
                && !(*role == Role::SecurityAdministrator && security.contains(&row.name))
                && !(*role == Role::Administrator && running.contains(&row.name))
        };
        assert!(!administrators.iter().any(has), "{}", row.name);
    }
}

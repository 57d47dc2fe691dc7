//! The policies: what they are refused for, and what they say of every role and relation.

use api::auth::actions::{OF_A_CASE, ReadBundle, ReadCase, ReadCaucusRecords, ReadNotes};
use api::auth::{ACTIONS, OfCase, Policies, PolicyError, Source, Standing, roles_of};
use api::settings::AuthSettings;
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, MediatorId, PartyId, UserId};
use domain::occasion::{Actor, Role};
use projection::{Reader, Tie};
use std::path::Path;
use uuid::Uuid;

const CASE: CaseId = CaseId(Uuid::from_u128(7));

/// Somebody with every claim, whatever the role: what counts is the claim that belongs to the role.
fn somebody(role: Role) -> Actor {
    Actor {
        user: UserId::parse("somebody").unwrap(),
        role,
        centre: Some(CentreId::parse("440100").unwrap()),
        institution: Some(Uscc::parse("91350211M000100Y46").unwrap()),
        court: Some("粤0104".to_owned()),
        mediator: Some(MediatorId(Uuid::from_u128(1))),
        party: Some(PartyId(Uuid::from_u128(2))),
    }
}

fn add(text: &str) -> Result<Policies, PolicyError> {
    let mut sources = Policies::texts();
    sources.push(Source { file: "own.cedar".to_owned(), text: text.to_owned(), added: true });
    Policies::of(&sources)
}

#[track_caller]
fn refused(text: &str, line: usize, reason: &str) {
    let error = add(text).err().expect("refused");
    let told = error.to_string();
    assert!(told.starts_with(&format!("own.cedar, line {line}: ")), "{told}");
    assert!(told.contains(reason), "{told}");
}

#[test]
fn the_policies_hold_and_every_action_is_permitted_to_somebody() {
    let policies = Policies::built_in().unwrap();
    for (index, row) in ACTIONS.iter().enumerate() {
        assert!(!policies.roles(index).is_empty(), "{}", row.name);
    }
}

#[test]
fn an_action_without_a_policy_keeps_the_house_shut() {
    let mut sources = Policies::texts();
    for source in &mut sources {
        source.text = source
            .text
            .replace("action == Action::\"refuse_acceptance\"", "action == Action::\"accept_case\"");
    }
    assert_eq!(Policies::of(&sources).err(), Some(PolicyError::Unpermitted("refuse_acceptance")));
}

#[test]
fn what_a_policy_names_must_exist() {
    let forbid = |what: &str| format!("// Why.\n@id(\"own.one\")\nforbid (principal, {what});\n");
    refused(&forbid("action == Action::\"read_everything\", resource"), 3, "read_everything");
    refused(&forbid("action, resource is File"), 3, "File");
    refused(
        "@id(\"own.one\")\nforbid (principal, action, resource)\nwhen {\n    principal.role == Role::\"clark\"\n};\n",
        4,
        "clark",
    );
    refused(
        "@id(\"own.one\")\nforbid (principal, action, resource)\nwhen { true &&\n    principal.age > 3 };\n",
        4,
        "age",
    );
}

#[test]
fn what_cannot_be_read_or_says_nothing_is_refused_with_its_line() {
    refused("@id(\"own.one\")\nforbid (principal, action, resource)\nwhen { ;\n", 3, "unexpected token");
    refused("// No name.\n\nforbid (principal, action, resource);\n", 3, "@id");
    refused("\n@id(\"reading.case\")\nforbid (principal, action, resource);\n", 2, "reading.cedar");
    refused("@id(\"own.one\")\nforbid (principal == ?principal, action, resource);\n", 1, "filled in");
    let never = "@id(\"own.one\")\nforbid (principal, action, resource)\nwhen { 1 == 2 };\n";
    assert!(add(never).is_err(), "a policy that never applies is no policy");
    // A command is asked of the house: of which case it may be is for the rules, in the same breath as it is recorded.
    assert!(
        add("@id(\"own.one\")\nforbid (principal, action == Action::\"accept_case\", resource is Case);")
            .is_err()
    );
}

#[test]
fn an_operator_may_forbid_and_not_permit() {
    refused("\n\n@id(\"own.one\")\npermit (principal, action, resource);\n", 3, "may only forbid");
    let policies = add("@id(\"own.one\")\nforbid (principal, action == Action::\"accept_case\", resource)\n\
         when { principal has centre && principal.centre == Centre::\"440100\" };\n\
         @id(\"own.two\")\nforbid (principal, action, resource is Case)\n\
         when { principal has court && resource in Court::\"粤0104\" };\n")
    .unwrap();
    use api::auth::actions::{AcceptCase, RefuseAcceptance};
    let here = somebody(Role::Clerk);
    let elsewhere = Actor { centre: Some(CentreId::parse("440600").unwrap()), ..here.clone() };
    assert!(!policies.allow::<AcceptCase>(&here));
    assert!(policies.allow::<AcceptCase>(&elsewhere));
    assert!(policies.allow::<RefuseAcceptance>(&somebody(Role::Director)));
    let court = somebody(Role::Court);
    let own = Standing::found(&court, &[Tie::Court]);
    assert!(policies.allow::<ReadCase>(&court) && !policies.admit::<ReadCase>(&court, CASE, &own));
    assert!(Policies::built_in().unwrap().admit::<ReadCase>(&court, CASE, &own));
}

#[test]
fn a_policy_that_names_one_case_speaks_of_no_other_one_however_alike() {
    let other = CaseId(uuid::Uuid::from_u128(0xCA5E));
    let court = somebody(Role::Court);
    let own = Standing::found(&court, &[Tie::Court]);
    for written in ["Case::\"", "Case ::\n    \""] {
        let text = format!(
            "@id(\"own.one\")\nforbid (principal, action == Action::\"read_case\", resource == {written}{}\");\n",
            other.0
        );
        let policies = add(&text).unwrap();
        for _ in 0..2 {
            assert!(policies.admit::<ReadCase>(&court, CASE, &own), "{written}");
            assert!(!policies.admit::<ReadCase>(&court, other, &own), "{written}");
        }
    }
}

#[test]
fn a_directory_is_read_and_a_bad_file_in_it_is_named_with_its_line() {
    let place = tempfile::tempdir().unwrap();
    let load = |directory: &Path| {
        let policies = directory.display().to_string();
        Policies::load(&AuthSettings { policies, ..AuthSettings::default() })
    };
    let nothing = load(place.path()).err().unwrap().to_string();
    assert!(nothing.contains("*.cedar"), "{nothing}");
    assert!(load(&place.path().join("absent")).is_err());
    let good = "@id(\"own.one\")\nforbid (principal, action == Action::\"open_feed\", resource);\n";
    std::fs::write(place.path().join("a.cedar"), good).unwrap();
    std::fs::write(place.path().join("readme.txt"), "no policy").unwrap();
    let policies = load(place.path()).unwrap();
    assert!(!policies.allow::<api::auth::actions::OpenFeed>(&somebody(Role::Clerk)));
    std::fs::write(
        place.path().join("b.cedar"),
        good.replace("own.one", "own.two") + "forbid (principal);\n",
    )
    .unwrap();
    let bad = load(place.path()).err().unwrap().to_string();
    assert!(bad.contains("b.cedar, line 3: "), "{bad}");
}

#[test]
fn what_is_permitted_at_the_door_is_the_reviewed_matrix() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/access-matrix.md");
    let page = std::fs::read_to_string(path).unwrap();
    let policies = Policies::built_in().unwrap();
    for (index, row) in ACTIONS.iter().enumerate() {
        let line = page.lines().find(|line| line.starts_with(&format!("| `{}` |", row.name))).unwrap();
        let marks: Vec<_> = line.split('|').skip(3).map(|cell| cell.trim() == "x").collect();
        for (role, marked) in Role::ALL.into_iter().zip(marks) {
            assert_eq!(policies.roles(index).contains(&role), marked, "{} {role:?}", row.name);
        }
    }
}

/// What a case may be to somebody.
fn relations(role: Role) -> Vec<(&'static str, Standing)> {
    let own = Actor { user: UserId::parse("somebody").unwrap(), ..somebody(role) };
    let found = |ties: &[Tie]| Standing::found(&own, ties);
    let today = Standing { serves: true, acts: true, ..Standing::default() };
    let as_of_today = |standing: Standing| Standing { serves: true, acts: true, ..standing };
    vec![
        ("same centre", as_of_today(found(&[Tie::Centre]))),
        (
            "other centre",
            Standing { centre: Some(CentreId::parse("440600").unwrap()), in_use: true, ..today.clone() },
        ),
        ("under hold", as_of_today(found(&[Tie::Centre, Tie::Custody]))),
        ("under restriction", as_of_today(found(&[Tie::Custody]))),
        ("assigned", as_of_today(found(&[Tie::Mediator]))),
        ("barred", found(&[Tie::Mediator])),
        ("another's case", Standing { mediators: vec![MediatorId(Uuid::from_u128(9))], ..today.clone() }),
        ("own account", as_of_today(found(&[Tie::Account]))),
        ("own party", as_of_today(found(&[Tie::Party]))),
        ("revoked", found(&[Tie::Account, Tie::Party, Tie::Institution])),
        ("own institution", as_of_today(found(&[Tie::Institution]))),
        (
            "other institution",
            Standing {
                institutions: vec![
                    Uscc::parse("91440101MA59AAAA1X").unwrap_or(Uscc::parse("91990000MA00DEM14N").unwrap()),
                ],
                ..today.clone()
            },
        ),
        ("own court", as_of_today(found(&[Tie::Court]))),
        ("other court", Standing { courts: vec!["粤0604".to_owned()], ..today.clone() }),
        (
            "emergency",
            Standing {
                centre: Some(CentreId::parse("440600").unwrap()),
                emergency: true,
                ..Standing::default()
            },
        ),
        ("stranger", Standing::default()),
        ("stranger with a part elsewhere", today),
    ]
}

/// The relations in which a role sees a case.
fn sees<A: OfCase>(role: Role) -> Vec<&'static str> {
    let policies = Policies::built_in().unwrap();
    let all = relations(role).into_iter();
    all.filter(|(_, standing)| policies.admit::<A>(&somebody(role), CASE, standing))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn each_role_sees_a_case_in_its_own_relations_and_in_no_other() {
    let expected: [(Role, &[&str]); 11] = [
        (Role::Clerk, &["same centre", "under hold"]),
        (Role::Director, &["same centre", "under hold", "under restriction", "emergency"]),
        (Role::Mediator, &["assigned"]),
        (Role::Party, &["own account", "own party"]),
        (Role::InstitutionAgent, &["own institution"]),
        (Role::Court, &["own court"]),
        (Role::DataProtection, &["under hold", "under restriction"]),
        (Role::Federation, &[]),
        (Role::Administrator, &[]),
        (Role::SecurityAdministrator, &[]),
        (Role::AuditAdministrator, &[]),
    ];
    for (role, relations) in expected {
        assert_eq!(sees::<ReadCase>(role), relations, "{role:?}");
    }
}

#[test]
fn a_relation_opens_only_what_the_role_may_do_at_all() {
    assert_eq!(sees::<ReadNotes>(Role::Mediator), ["assigned"]);
    for role in [Role::Clerk, Role::Director, Role::Court, Role::Party] {
        assert!(sees::<ReadNotes>(role).is_empty(), "{role:?}");
    }
    assert!(sees::<ReadCaucusRecords>(Role::Court).is_empty());
    assert!(sees::<ReadCaucusRecords>(Role::Director).is_empty());
    assert_eq!(sees::<ReadBundle>(Role::Court), ["own court"]);
}

/// What a list is filtered by, and what the policies ask for, are the same relations: each tie by which a list finds a case is one the
/// policies admit by, for every role that reads cases, and whoever is found by none is admitted to none.
#[test]
fn lists_find_a_case_by_exactly_the_ties_the_policies_admit_by() {
    let policies = Policies::built_in().unwrap();
    let every =
        [Tie::Centre, Tie::Custody, Tie::Mediator, Tie::Account, Tie::Party, Tie::Institution, Tie::Court];
    for role in Role::ALL {
        let actor = somebody(role);
        let looked_up = Reader::of(&actor).map(|reader| reader.ties()).unwrap_or_default();
        for tie in every {
            let standing = Standing { serves: true, acts: true, ..Standing::found(&actor, &[tie]) };
            let admitted = policies.admit::<ReadCase>(&actor, CASE, &standing);
            assert_eq!(admitted, looked_up.contains(&tie), "{role:?} {tie:?}");
        }
        assert_eq!(Reader::of(&actor).is_some(), roles_of("read_case").contains(&role), "{role:?}");
    }
}

#[test]
fn what_is_asked_of_a_case_is_what_the_schema_says() {
    // The start compares them; this names them, so that a new one is decided on purpose.
    assert_eq!(OF_A_CASE.len(), 20);
}

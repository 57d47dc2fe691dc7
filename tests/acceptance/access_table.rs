//! Every operation of the interface document, asked by everybody in every relation to a case, against the reviewed table.
//!
//! The requests are those with which each operation succeeded in the stories of [`crate::endpoint_coverage`], so that nobody is turned away
//! for a bad body first. What came out is compared with `docs/access-table.md`; `UPDATE_DOCS=1` writes it, and whoever reviews a change of it
//! reviews who may do what. What must hold whatever the table says stands in [`laws`].

mod people;

use crate::endpoint_coverage::do_everything;
use acceptance::document::{Operation, operations};
use acceptance::process::root;
use acceptance::{Answer, Call, Dispute, House, Succeeded};
use api::auth::OPEN;
use domain::occasion::Role;
use futures_util::future::join_all;
use people::{Bench, Person, case_of_the_table, everybody};
use reqwest::Method;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Passes: answered, or refused by nothing but the state of things.
const MAY: &str = "yes";
/// The same as for what does not exist.
const HIDDEN: &str = "404";

/// Takes no token, but a proof of its own: a token gives nothing there.
const PROOF: &str = "proof";

/// An id nothing has.
const NOWHERE: &str = "0199f5a3-0000-7000-8000-00000000dead";

/// One request, and where it is sent: to the case of the table, or to where it succeeded.
struct Asked<'a> {
    operation: &'a Operation,
    kept: Succeeded,
}

impl Asked<'_> {
    /// Below a case, a request or the like, which a stranger must not learn the existence of.
    fn hides(&self) -> Option<&'static str> {
        ["{case}", "{request}", "{draft}", "{batch}", "{docking}"]
            .into_iter()
            .find(|name| self.operation.pattern.contains(name))
    }

    fn id(&self) -> Option<String> {
        let name = self.hides()?;
        let segments = self.operation.pattern.split('/').zip(self.kept.path.split(['/', '?']));
        segments.filter(|(part, _)| *part == name).map(|(_, id)| id.to_owned()).next()
    }

    /// The same request about another thing.
    fn about(&self, changes: &[(String, String)]) -> Succeeded {
        let changed =
            |text: &str| changes.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
        let body = self.kept.body.as_ref().map(|body| changed(&String::from_utf8_lossy(body)).into_bytes());
        Succeeded { path: changed(&self.kept.path), body }
    }

    fn call<'h>(&self, house: &'h House, person: &Person, request: &Succeeded) -> Call<'h> {
        let call = person.sends(house.call(self.operation.method.clone(), &request.path));
        match &request.body {
            Some(body) => call.key(&house.fresh_key()).raw(body.clone()),
            None if self.operation.method == Method::POST => call.key(&house.fresh_key()).raw("{}"),
            None => call,
        }
    }
}

/// What an answer says about the right to ask.
fn verdict(answer: &Answer) -> &'static str {
    match (answer.status, answer.body["code"].as_str().unwrap_or_default()) {
        (401, _) => "401",
        (403, "forbidden") => "403",
        (404, "not-found") => HIDDEN,
        (500.., _) => "failed",
        _ => MAY,
    }
}

/// What of a refusal may differ between two requests: the ids it was asked with, and its own.
fn told(answer: &Answer, ids: &[&str]) -> (BTreeSet<(String, String)>, String) {
    let own = ["x-request-id", "date"];
    let headers = answer.headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
    let mut body = answer.body.clone();
    body["instance"] = "".into();
    let body = ids.iter().fold(body.to_string(), |text, id| text.replace(id, NOWHERE));
    (headers.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect(), body)
}

/// The ids of a case and its parts in the request that succeeded, and those of the case of the table.
async fn changes(asked: &Asked<'_>, dispute: &Dispute<'_>) -> Vec<(String, String)> {
    let Some(id) = asked.id().filter(|_| asked.hides() == Some("{case}")) else { return Vec::new() };
    let house = dispute.house;
    let known = house.get(&house.director(), &format!("/v1/cases/{id}")).await;
    let mut changes = vec![(id, dispute.case.clone())];
    for (pointer, own) in
        [("/parties/0/party", &dispute.applicant), ("/parties/1/party", &dispute.respondent)]
    {
        let party = known.body.pointer(pointer).and_then(serde_json::Value::as_str);
        changes.extend(party.map(|party| (party.to_owned(), own.clone())));
    }
    if let Some(at) = asked.operation.pattern.split('/').position(|part| part == "{session}") {
        let session = asked.kept.path.split('/').nth(at).unwrap_or_default().to_owned();
        changes.push((session, dispute.session.clone()));
    }
    changes
}

/// A stranger is told about a case that exists exactly what is told about one that does not, with a revision in hand as without.
async fn hidden_alike(
    house: &House,
    asked: &Asked<'_>,
    person: &Person,
    here: &Succeeded,
    id: &str,
) -> Option<String> {
    let elsewhere = Succeeded { path: here.path.replace(id, NOWHERE), body: here.body.clone() };
    let post = asked.operation.method == Method::POST;
    for revision in [None, Some("\"0\""), Some("\"3\"")].into_iter().take(if post { 3 } else { 1 }) {
        let pair = [here, &elsewhere].map(|request| {
            let call = asked.call(house, person, request);
            let call = match revision {
                Some(revision) => call.header("if-match", revision),
                None => call,
            };
            call.send()
        });
        let answers = join_all(pair).await;
        let [there, nowhere] = [&answers[0], &answers[1]].map(|answer| told(answer, &[id]));
        if there != nowhere {
            let place = format!("{} by {} {revision:?}", asked.operation.name, person.name);
            return Some(format!("{place}: {there:?} instead of {nowhere:?}"));
        }
    }
    None
}

type Table = BTreeMap<String, Vec<&'static str>>;

async fn observed(house: &House, people: &[Person], bench: &Bench) -> (Table, Vec<String>) {
    let mut telling = Vec::new();
    let mut kept = house.succeeded();
    let mut dispute = case_of_the_table(house, bench).await;
    let mut table = Table::new();
    for operation in &operations() {
        let nothing = || Succeeded { path: operation.nowhere(), body: None };
        let asked = Asked { operation, kept: kept.remove(&operation.name).unwrap_or_else(nothing) };
        let mut cells = Vec::new();
        for person in people {
            let here = asked.about(&changes(&asked, &dispute).await);
            let answer = asked.call(house, person, &here).send().await;
            let cell = match verdict(&answer) {
                MAY | "401" if OPEN.contains(&operation.name.as_str()) => PROOF,
                cell => cell,
            };
            if cell == HIDDEN
                && let Some(name) = asked.hides()
            {
                let id = if name == "{case}" { dispute.case.clone() } else { asked.id().unwrap_or_default() };
                telling.extend(hidden_alike(house, &asked, person, &here, &id).await);
            }
            if answer.status < 300 && operation.method == Method::POST && asked.hides() == Some("{case}") {
                dispute = case_of_the_table(house, bench).await;
            }
            telling.extend(crate::fields::unknown_fields(operation, &answer));
            cells.push(cell);
        }
        table.insert(operation.name.clone(), cells);
    }
    (table, telling)
}

fn page(table: &Table, people: &[Person]) -> String {
    let mut page = String::from(
        "# Who gets what answer\n\n\
         Reviewed by people, compared with a running server by `tests/acceptance/access_table.rs`; what a change of the rules changes here is\n\
         shown by `UPDATE_DOCS=1 cargo test -p acceptance --test acceptance access_table`, to be reviewed like code. An operation without a row fails the build.\n\n\
         The case is one before the court; its first mediator was replaced, the applicant's agent revoked, another mediator is barred.\n\
         `yes`: answered, or refused by nothing but the state of things. `404`: nothing here, word for word as for a case that does not exist.\n\
         `403`: the role may not, see [access-matrix.md](access-matrix.md). `401`: nobody known. `proof`: takes no token, but a proof of its\n\
         own.\n\n| Operation |",
    );
    for person in people {
        let _ = write!(page, " {} |", person.name);
    }
    page.push_str("\n|---|");
    page.push_str(&"---|".repeat(people.len()));
    page.push('\n');
    for (operation, cells) in table {
        let _ = writeln!(page, "| `{operation}` | {} |", cells.join(" | "));
    }
    page
}

/// What the audit administrator is there for; none of it shows anything of a case but its id.
const AUDIT: [&str; 5] = [
    "search_access_journal",
    "read_emergency_accesses",
    "review_emergency_access",
    "read_access_revocations",
    "read_accounts",
];
/// What the security administrator is there for; none of it knows of cases.
const SECURITY: [&str; 6] = [
    "revoke_access",
    "lift_access_revocation",
    "read_access_revocations",
    "add_account",
    "reset_account",
    "read_accounts",
];

/// What the system administrator is there for; none of it shows anything of a case.
const RUNNING: [&str; 6] = [
    "rebuild_views",
    "roll_back_views",
    "read_view_rebuild",
    "read_parked_streams",
    "retry_parked_stream",
    "discard_parked_stream",
];

/// What no table may say otherwise (domain reference §1.7, §5.3, §6.5, §6.6); the places where it does.
fn laws(table: &Table, people: &[Person]) -> Vec<String> {
    let of_a_case: BTreeSet<String> =
        operations().into_iter().filter(|it| it.pattern.contains("{case}")).map(|it| it.name).collect();
    let mut broken = Vec::new();
    for (name, cells) in table {
        for (person, cell) in people.iter().zip(cells) {
            let stranger = !person.involved && of_a_case.contains(name);
            let open = OPEN.contains(&name.as_str());
            let lawful = *cell != "failed"
                && open == (*cell == PROOF)
                && match person.role {
                    _ if open => true,
                    None => *cell == "401",
                    Some(Role::AuditAdministrator) if AUDIT.contains(&name.as_str()) => *cell == MAY,
                    Some(Role::Administrator) if RUNNING.contains(&name.as_str()) => *cell == MAY,
                    Some(Role::SecurityAdministrator) if SECURITY.contains(&name.as_str()) => *cell == MAY,
                    Some(Role::Administrator | Role::SecurityAdministrator | Role::AuditAdministrator) => {
                        *cell == "403"
                    }
                    // Whether a case moves is for the federation to decide, which reads nothing of it.
                    Some(Role::Federation) if name == "decide_transfer" => true,
                    Some(role) => *cell != MAY || !(stranger || kept_from(name, role)),
                };
            if !lawful {
                broken.push(format!("{name} by {}: {cell}", person.name));
            }
        }
    }
    broken
}

/// Caucus records (K4) and notes (K5) are kept from a role altogether.
fn kept_from(name: &str, role: Role) -> bool {
    match name {
        "read_notes" => role != Role::Mediator,
        "read_caucus_records" => !matches!(role, Role::Mediator | Role::Party | Role::InstitutionAgent),
        _ => false,
    }
}

#[tokio::test]
async fn every_operation_answers_everybody_as_the_reviewed_table_says() {
    let house = House::open().await;
    do_everything(&house).await;
    let bench = Bench::seated(&house).await;
    let people = everybody(&house, &bench);
    let (table, telling) = observed(&house, &people, &bench).await;
    let page = page(&table, &people);
    let path = root().join("docs/access-table.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).expect("the table is written");
    }
    let broken = laws(&table, &people);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(telling.is_empty(), "a stranger can tell what exists:\n{}", telling.join("\n"));
    let reviewed = std::fs::read_to_string(&path).expect("the reviewed table");
    for (seen, said) in page.lines().zip(reviewed.lines()) {
        assert_eq!(seen, said, "the server answers otherwise than docs/access-table.md says");
    }
    assert_eq!(page, reviewed);
    house.finish().await;
}

#[tokio::test]
async fn lists_totals_and_cursors_hold_nothing_of_others() {
    let house = House::open().await;
    let bench = Bench::seated(&house).await;
    let _case = case_of_the_table(&house, &bench).await;
    let _other = case_of_the_table(&house, &bench).await;
    let mut looked = 0;
    for person in everybody(&house, &bench).iter().filter(|person| !person.involved) {
        let lists = ["/v1/my-cases", "/v1/work-list", "/v1/settlements", "/v1/referrals", "/v1/transfers"];
        for list in
            lists.into_iter().chain(["/v1/retention?class=CONFIRMED&due=2099-01-01", "/v1/data-requests"])
        {
            let call = person.sends(house.call(Method::GET, &format!("{list}{}limit=1", joined(list))));
            let token = house.consistency_token().unwrap_or_default();
            let answer = call.header("consistency-token", &token).send().await;
            if answer.status != 200 {
                continue;
            }
            looked += 1;
            assert!(answer.items().is_empty(), "{} reads {list}: {}", person.name, answer.body);
            let total = answer.body["total"].as_u64().unwrap_or_default();
            assert!(
                total == 0 && answer.body.get("next").is_none(),
                "{} counts {list}: {}",
                person.name,
                answer.body
            );
        }
    }
    assert!(looked > 10, "only {looked} lists were looked at");
    house.finish().await;
}

/// Where a role finds its cases.
fn list_of(role: Role) -> Option<&'static str> {
    match role {
        Role::Clerk | Role::Director => Some("/v1/work-list?limit=200"),
        Role::Mediator | Role::Party | Role::InstitutionAgent => Some("/v1/my-cases?limit=200"),
        Role::Court => Some("/v1/settlements?limit=200"),
        Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => None,
    }
}

#[tokio::test]
async fn a_list_shows_a_case_to_exactly_those_whom_the_policies_let_read_it() {
    let house = House::open().await;
    let bench = Bench::seated(&house).await;
    let dispute = case_of_the_table(&house, &bench).await;
    let token = house.consistency_token().unwrap_or_default();
    let mut agreed = BTreeSet::new();
    for person in everybody(&house, &bench) {
        let Some(list) = person.role.and_then(list_of) else { continue };
        let ask = |path: String| {
            person.sends(house.call(Method::GET, &path)).header("consistency-token", &token).send()
        };
        let listed = ask(list.to_owned()).await;
        let read = ask(format!("/v1/cases/{}", dispute.case)).await;
        if listed.status == 401 {
            continue;
        }
        assert_eq!(listed.status, 200, "{}: {}", person.name, listed.body);
        let stands = listed.body["items"].to_string().contains(&dispute.case);
        assert_eq!(stands, read.status == 200, "{}: listed {stands}, read {}", person.name, read.status);
        assert_eq!(stands, person.involved, "{}", person.name);
        agreed.insert((format!("{:?}", person.role), stands));
    }
    assert_eq!(
        agreed.len(),
        12,
        "each of six roles was asked inside and outside of its relation: {agreed:?}"
    );
    house.finish().await;
}

fn joined(list: &str) -> char {
    if list.contains('?') { '&' } else { '?' }
}

#[tokio::test]
async fn what_exists_takes_a_stranger_no_longer_than_what_does_not() {
    let house = House::open().await;
    let bench = Bench::seated(&house).await;
    let dispute = case_of_the_table(&house, &bench).await;
    let stranger = house.accounts.party("party-stranger");
    let case = |id: &str| format!("/v1/cases/{id}");
    let note = |id: &str| format!("/v1/cases/{id}/mediation-refusals");
    let mut took: [Vec<u128>; 4] = Default::default();
    for _ in 0..60 {
        let asked = [case(&dispute.case), case(NOWHERE), note(&dispute.case), note(NOWHERE)];
        for (path, took) in asked.iter().zip(&mut took) {
            let begun = std::time::Instant::now();
            let answer = if path.ends_with("refusals") {
                house.post(&stranger, path, &serde_json::json!({ "party": NOWHERE })).await
            } else {
                house.get(&stranger, path).await
            };
            took.push(begun.elapsed().as_micros());
            answer.refused(404, "not-found");
        }
    }
    let middle = took.map(|mut all| {
        all.sort_unstable();
        all[all.len() / 2]
    });
    // A tick is ten milliseconds; what is inside of it is not seen from outside but for the network's own noise.
    assert!(middle[0].abs_diff(middle[1]) < 2_000, "a read tells: {middle:?} µs");
    assert!(middle[2].abs_diff(middle[3]) < 2_000, "a write tells: {middle:?} µs");
    house.finish().await;
}

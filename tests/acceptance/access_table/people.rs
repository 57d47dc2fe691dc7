//! Everybody there can be: each role in each relation to a case, and nobody known.

use acceptance::dispute::People;
use acceptance::{Call, Dispute, House, Step, Who, cast};
use api::auth::HejieClaims;
use domain::occasion::Role;
use serde_json::json;

/// A centre nothing in the stories ever goes to.
const FAR_CENTRE: &str = "441900";
/// A court nothing in the stories ever goes to.
const FAR_COURT: &str = "粤1971";
/// A mediator of the same centre whom nobody ever asked, and one who was replaced.
const NAMES: [&str; 2] = ["尤试验", "许试验"];

/// Somebody in a relation.
#[derive(Debug)]
pub(super) struct Person {
    /// The heading of the column.
    pub(super) name: &'static str,
    /// The role; none for nobody known.
    pub(super) role: Option<Role>,
    /// Whether a case of the stories is this person's affair.
    pub(super) involved: bool,
    token: Option<String>,
}

impl Person {
    /// The request, by this person.
    pub(super) fn sends<'a>(&self, call: Call<'a>) -> Call<'a> {
        match &self.token {
            Some(token) => call.bearer(token),
            None => call,
        }
    }
}

/// The mediators of the table by roster entry.
#[derive(Debug)]
pub(super) struct Bench {
    unasked: String,
    /// Worked in the case and was replaced.
    pub(super) replaced: String,
}

impl Bench {
    pub(super) async fn seated(house: &House) -> Self {
        let profile = json!({ "profile": { "load_cap": 60_000 } });
        let [unasked, replaced] = NAMES;
        Self {
            unasked: house.enter_mediator(unasked, profile.clone()).await,
            replaced: house.enter_mediator(replaced, profile).await,
        }
    }
}

/// Every column of the table.
pub(super) fn everybody(house: &House, bench: &Bench) -> Vec<Person> {
    let it = &house.accounts;
    let mine = |name, who: Who| Person { name, role: Some(who.role), involved: true, token: Some(who.token) };
    let not = |name, who: Who| Person { involved: false, ..mine(name, who) };
    let mut expired = it.claims("clerk-1", claims_of_clerk());
    (expired.iat, expired.nbf, expired.exp) = (1_000, 1_000, 2_000);
    vec![
        mine("clerk: same centre", house.clerk()),
        not("clerk: other centre", it.clerk(FAR_CENTRE)),
        mine("director: same centre", house.director()),
        not("director: other centre", it.director(FAR_CENTRE)),
        mine("officer: same centre", house.officer()),
        not("officer: other centre", it.officer(FAR_CENTRE)),
        mine("mediator: assigned", house.mediator()),
        not("mediator: same centre", it.mediator(&bench.unasked)),
        not("mediator: barred", it.mediator(&house.barred_id())),
        not("mediator: replaced", it.mediator(&bench.replaced)),
        mine("party: own", house.applicant()),
        not("party: stranger", it.party("party-stranger")),
        not("party: revoked agent", it.party(cast::LAWYER)),
        mine("agent: own", house.agent()),
        not("agent: stranger", it.agent(cast::OTHER_BANK)),
        mine("court: own matter", house.court()),
        not("court: stranger", it.court(FAR_COURT)),
        not("federation", it.federation()),
        not("administrator: system", it.administrator()),
        not("administrator: security", it.security_administrator()),
        not("administrator: audit", it.audit_administrator()),
        Person { name: "no token", role: None, involved: false, token: None },
        Person { name: "expired token", role: None, involved: false, token: Some(it.sign(&expired)) },
    ]
}

fn claims_of_clerk() -> HejieClaims {
    HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..HejieClaims::role(Role::Clerk) }
}

/// A case everybody of the table stands in its relation to: its agent was revoked, its first mediator replaced, its agreement is before the
/// court.
pub(super) async fn case_of_the_table<'a>(house: &'a House, bench: &Bench) -> Dispute<'a> {
    let mut dispute = Dispute::at(house, Step::Filed).await;
    let lawyer = dispute.write(&house.applicant(), "representatives", cast::lawyer(&dispute.applicant)).await;
    let revocation = format!("representatives/{}/revocation", lawyer.text("/id"));
    dispute.write(&house.applicant(), &revocation, json!({})).await;
    dispute.people.mediator = house.accounts.mediator(&bench.replaced);
    dispute.people.mediator_id.clone_from(&bench.replaced);
    dispute.go_on_to(Step::AssignmentAccepted).await;
    let replacement = json!({ "mediator": bench.replaced, "reason": "UNAVAILABLE" });
    dispute.write(&house.director(), "mediator-replacements", replacement).await;
    dispute.people = People::of(house);
    dispute.go_on(Step::Consented, Step::ConfirmationFiled).await;
    dispute
}

//! A house on a fresh log in a temporary directory, and the people in it.

use application::{Call, Clock, House, HouseOptions, MasterKeys, Vault};
use chrono::{DateTime, Utc};
use domain::case::{Claim, FileApplication, FiledParty, PartyIdentity, Side};
use domain::centre::CentreFacts;
use domain::classification::{Business, Cause, ClaimKind, IntakeChannel, Sector};
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, PartyId, SubjectId, Tenant, UserId};
use domain::money::Fen;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{LongText, PersonName, ShortText};
use event_store::EventStore;
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::path::Path;
use std::sync::Arc;

/// A name no other text of the test contains.
pub(crate) const NAME: &str = "张·卡娜莉";

pub(crate) fn master() -> MasterKeys {
    MasterKeys::parse(&"07".repeat(32)).unwrap()
}

pub(crate) fn open(directory: &Path) -> House {
    open_on(directory, SqliteEventStore::open(SqliteOptions::new(directory.join("log.db"))).unwrap())
}

/// A house on some log.
pub(crate) fn open_on(directory: &Path, store: Arc<dyn EventStore>) -> House {
    let vault = Arc::new(Vault::open(directory, master()).unwrap());
    let at: DateTime<Utc> = "2026-09-01T01:00:00Z".parse().unwrap();
    House::new(HouseOptions {
        store,
        vault,
        clock: Clock::stepped(at),
        tenant: Tenant::parse("gd").unwrap(),
        centres: CentreFacts::guangdong(),
        cached_streams: 1_000,
    })
}

pub(crate) fn clerk() -> Actor {
    actor(Role::Clerk)
}

pub(crate) fn actor(role: Role) -> Actor {
    Actor {
        user: UserId::parse(role.wire_name()).unwrap(),
        role,
        centre: Some(CentreId::parse("440100").unwrap()),
        institution: None,
        court: None,
        mediator: None,
        party: None,
    }
}

/// A call by `actor` under an idempotency key; the key stands in for the body.
pub(crate) fn call(house: &House, actor: Actor, key: &str) -> Call {
    let command = house.command_id(&actor, key);
    let digest = house.digest(&[key.as_bytes()]);
    Call { actor, command, digest, expected: None, correlation: None }
}

/// The application of a depositor against a bank, named by the command that files it.
pub(crate) fn application(house: &House, call: &Call) -> (CaseId, FileApplication) {
    let case = house.case_of(call.command);
    let subject = SubjectId(call.command.derive("subject", 0));
    let bank = Uscc::parse("91350100M000100Y43").unwrap();
    let person = PartyIdentity::Person {
        name: Personal::clear(subject, PersonName::parse(NAME).unwrap()),
        document: None,
        phone: None,
        address: None,
    };
    let institution = PartyIdentity::Institution {
        name: ShortText::parse("某银行").unwrap(),
        uscc: bank.clone(),
        legal_person: bank,
        above: vec![],
        group: None,
        sector: Sector::Bank,
    };
    let party = |index, side, identity| FiledParty {
        party: PartyId(call.command.derive("party", index)),
        side,
        account: None,
        identity,
    };
    let command = FileApplication {
        case,
        centre: CentreId::parse("440100").unwrap(),
        channel: IntakeChannel::Counter,
        outside_ticket: None,
        handed_over: None,
        agents: vec![],
        filed_by: None,
        parties: vec![party(0, Side::Applicant, person), party(1, Side::Respondent, institution)],
        business: Business::RmbSavings,
        cause: Cause::ProductReturn,
        product: None,
        facts: Personal::clear(subject, LongText::parse("定期存款利息少付").unwrap()),
        claims: vec![Claim {
            kind: ClaimKind::Payment,
            amount: Some(Fen::positive(128_000).unwrap()),
            wording: None,
        }],
        dispute_fen: None,
        incident_on: None,
        prior_complaint: None,
        privacy_notice: Some(ShortText::parse("2026-01").unwrap()),
    };
    (case, command)
}

/// What processes act with where there is but one node.
pub(crate) fn always(house: &std::sync::Arc<House>) -> application::Acting {
    tokio::sync::watch::channel(Some(std::sync::Arc::clone(house))).1
}

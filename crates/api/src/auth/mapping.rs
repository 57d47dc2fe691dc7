//! From what an outside issuer says to what somebody is to the house.

use super::claims::HejieClaims;
use crate::settings::{ClaimSource, ClientSettings, IssuerSettings};
use domain::occasion::{Actor, Role};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Longest `sub` that becomes part of an account's name as it is.
const LONGEST_SUBJECT: usize = 64;

/// What the claims do not say clearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclear(pub(super) &'static str);

/// The account and everything it is bound to.
pub(super) fn actor(settings: &IssuerSettings, claims: &Map<String, Value>) -> Result<Actor, Unclear> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let client = text("client_id").or_else(|| text("azp"));
    let subject = text("sub").or(client).ok_or(Unclear("sub"))?;
    let hejie = match settings.clients.get(subject) {
        // A service client speaks for itself: its token names it as the subject, or names no subject.
        Some(service) if client.is_none_or(|client| client == subject) => of_client(service),
        Some(_) | None => mapped(settings, claims)?,
    };
    if !settings.roles.contains(&hejie.role) {
        return Err(Unclear("role"));
    }
    hejie.actor(&account(&settings.name, subject)).ok_or(Unclear("identity"))
}

/// `name.sub`; a `sub` that does not fit a name is told by its digest, which begins with a dash so that no `sub` looks like one.
pub(super) fn account(name: &str, subject: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || ['.', '_', '-'].contains(&c);
    if subject.len() <= LONGEST_SUBJECT && !subject.starts_with('-') && subject.chars().all(fits) {
        return format!("{name}.{subject}");
    }
    format!("{name}.-{}", &hex::encode(Sha256::digest(subject))[..40])
}

fn of_client(client: &ClientSettings) -> HejieClaims {
    HejieClaims {
        centre: client.centre.clone(),
        institution: client.institution.clone(),
        court: client.court.clone(),
        ..HejieClaims::role(client.role)
    }
}

fn mapped(settings: &IssuerSettings, claims: &Map<String, Value>) -> Result<HejieClaims, Unclear> {
    let sources = &settings.claims;
    let one = |name: &'static str, source: &ClaimSource| one(source, claims).map_err(|()| Unclear(name));
    let role = one("role", &sources.role)?;
    let role = Role::ALL.into_iter().find(|known| Some(known.wire_name()) == role.as_deref());
    Ok(HejieClaims {
        role: role.ok_or(Unclear("role"))?,
        centre: one("centre", &sources.centre)?,
        institution: one("institution", &sources.institution)?,
        court: one("court", &sources.court)?,
        mediator: one("mediator", &sources.mediator)?,
        party: one("party", &sources.party)?,
    })
}

/// The one value a source gives; two are one too many.
fn one(source: &ClaimSource, claims: &Map<String, Value>) -> Result<Option<String>, ()> {
    let said = find(&source.claim, claims).map(values).unwrap_or_default();
    let mut meant: BTreeSet<String> = if source.values.is_empty() {
        said.into_iter().collect()
    } else {
        said.iter().filter_map(|value| source.values.get(value).cloned()).collect()
    };
    match (meant.pop_first(), meant.is_empty()) {
        (Some(value), true) => Ok(Some(value)),
        (Some(_), false) => Err(()),
        (None, _) => Ok(Some(source.otherwise.clone()).filter(|value| !value.is_empty())),
    }
}

fn find<'a>(path: &str, claims: &'a Map<String, Value>) -> Option<&'a Value> {
    if path.is_empty() {
        return None;
    }
    if let Some(pointer) = path.strip_prefix('/') {
        let mut names = pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~"));
        let first = claims.get(&names.next()?)?;
        return names.try_fold(first, |value, name| value.get(name));
    }
    // A claim of this very name wins over a path: names with dots are common where names are addresses.
    claims.get(path).or_else(|| {
        let mut names = path.split('.');
        let first = claims.get(names.next()?)?;
        names.try_fold(first, |value, name| value.get(name))
    })
}

fn values(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Array(several) => several.iter().filter(|value| !value.is_array()).flat_map(values).collect(),
        Value::Null | Value::Object(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn settings() -> IssuerSettings {
        toml::from_str(
            r#"
            name = "gz"
            issuer = "https://id.example.cn"
            roles = ["clerk", "director", "court"]
            claims.role = { claim = "realm_access.roles", values = { desk = "clerk", head = "director", boss = "administrator" } }
            claims.centre = { claim = "https://example.cn/centre", otherwise = "440100" }
            claims.court = { claim = "/org/court~1code" }
            clients.docket = { role = "court", court = "粤0104" }
            "#,
        )
        .unwrap()
    }

    fn read(claims: Value) -> Result<Actor, Unclear> {
        let Value::Object(claims) = claims else { panic!("an object") };
        actor(&settings(), &claims)
    }

    #[test]
    fn values_are_found_by_path_by_address_and_by_pointer_and_read_by_the_table() {
        let said = json!({
            "sub": "u-7", "realm_access": { "roles": ["offline", "desk"] }, "https://example.cn/centre": "440600",
            "org": { "court/code": "粤0604" },
        });
        let actor = read(said).unwrap();
        assert_eq!((actor.user.as_str(), actor.role), ("gz.u-7", Role::Clerk));
        assert_eq!(actor.centre.unwrap().as_str(), "440600");
        assert_eq!(actor.court.as_deref(), Some("粤0604"));
        let fallen_back = read(json!({ "sub": "u-8", "realm_access": { "roles": "head" } })).unwrap();
        assert_eq!(fallen_back.centre.unwrap().as_str(), "440100");
    }

    #[test]
    fn nobody_is_two_things_at_once_nothing_or_more_than_the_issuer_may_give() {
        let with = |roles: Value| read(json!({ "sub": "u", "realm_access": { "roles": roles } }));
        assert_eq!(with(json!(["desk", "head"])), Err(Unclear("role")));
        assert_eq!(with(json!([])), Err(Unclear("role")));
        assert_eq!(with(json!(["clerk"])), Err(Unclear("role")), "not in the table");
        assert_eq!(with(json!(["boss"])), Err(Unclear("role")), "not this issuer's to give");
        assert!(with(json!(["desk", "desk"])).is_ok());
    }

    #[test]
    fn a_service_client_is_what_the_settings_say_and_nobody_else_is_it() {
        let service = read(json!({ "sub": "docket", "client_id": "docket" })).unwrap();
        assert_eq!((service.role, service.court.as_deref()), (Role::Court, Some("粤0104")));
        assert!(read(json!({ "client_id": "docket" })).is_ok());
        assert_eq!(read(json!({ "sub": "docket", "client_id": "another" })), Err(Unclear("role")));
        assert_eq!(read(json!({ "sub": "person", "client_id": "docket" })), Err(Unclear("role")));
    }

    #[test]
    fn accounts_of_two_issuers_and_two_subjects_never_meet() {
        assert_eq!(account("a", "b.c"), "a.b.c");
        let long = account("a", "张三|7");
        assert!(long.starts_with("a.-") && long.len() < 96, "{long}");
        let imitated = account("a", long.strip_prefix("a.").unwrap());
        assert_ne!(imitated, long);
    }
}

//! Who may do what, as the policies say: cedar texts under `crates/api/policies/`, compiled in, read and checked before the house opens.
//!
//! Asked on two levels. What depends on nothing but the role is asked once, at the start, for every action and role, and looked up
//! from then on. What depends on the case is asked for each case, with only the policies that speak of the action. An operator may
//! add policies that forbid; nothing he adds can permit. Whatever no policy permits is denied.

mod entities;
mod matrix;
mod text;

pub use entities::Standing;
pub use matrix::{matrix, roles_of};
pub use text::{PolicyError, Source};

use super::actions::{ACTIONS, Action, OF_A_CASE, OfCase};
use crate::settings::AuthSettings;
use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision, Entities, EntityUid, Policy, PolicySet, Request,
    ResourceConstraint,
};
use domain::ids::{CaseId, UserId};
use domain::occasion::{Actor, Role};
use entities::{Names, nobody, today};
use quick_cache::sync::Cache;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use text::Texts;

/// Answers remembered; the least used one goes first.
const REMEMBERED: usize = 16_384;

/// All a policy of a case can know, but for which case it is: action, who asks, and how he stands to it.
type Question = (usize, Actor, Standing);

/// Every policy, cut to pieces by action.
pub struct Policies {
    names: Names,
    authorizer: Authorizer,
    rules: Vec<Rule>,
    /// What was answered, unless some policy names a case: an answer depends on nothing that is not in its question.
    answers: Option<Cache<Question, bool>>,
    /// Nobody is asked: only to measure what asking costs.
    #[cfg(feature = "bench-bare")]
    silent: bool,
}

/// What the policies say of one action.
struct Rule {
    action: EntityUid,
    /// One bit for each role that may come with it.
    roles: u16,
    /// The policies of the house where an operator's are among them: those may depend on more than the role.
    of_house: Option<PolicySet>,
    /// The policies of a single case.
    of_case: PolicySet,
}

impl Policies {
    /// The policies of the product.
    ///
    /// # Errors
    /// [`PolicyError`]; never in a build whose tests passed.
    pub fn built_in() -> Result<Arc<Self>, PolicyError> {
        static BUILT_IN: OnceLock<Result<Arc<Policies>, PolicyError>> = OnceLock::new();
        BUILT_IN.get_or_init(|| Self::of(&text::built_in()).map(Arc::new)).clone()
    }

    /// The texts of the product.
    #[must_use]
    pub fn texts() -> Vec<Source> {
        text::built_in()
    }

    /// The policies of the product and those of the directory the settings name.
    ///
    /// # Errors
    /// [`PolicyError`], naming file and line.
    pub fn load(settings: &AuthSettings) -> Result<Arc<Self>, PolicyError> {
        match settings.policies.as_str() {
            "" => Self::built_in(),
            directory => {
                let mut sources = text::built_in();
                sources.extend(text::read(Path::new(directory))?);
                Self::of(&sources).map(Arc::new)
            }
        }
    }

    /// Reads and checks these texts, and asks for every action and role.
    ///
    /// # Errors
    /// [`PolicyError`], naming file and line.
    pub fn of(sources: &[Source]) -> Result<Self, PolicyError> {
        let texts = Texts::check(sources)?;
        let mut policies = Self {
            names: Names::new()?,
            authorizer: Authorizer::new(),
            rules: Vec::with_capacity(ACTIONS.len()),
            answers: (!texts.name_a_case()?).then(|| Cache::new(REMEMBERED)),
            #[cfg(feature = "bench-bare")]
            silent: false,
        };
        let asking = UserId::parse("nobody").map_err(|error| PolicyError::Asking(error.to_string()))?;
        for row in ACTIONS {
            let action = policies.names.action(row.name);
            let built_in = slice(&texts.built_in, &action, "House")?;
            let added = slice(&texts.added, &action, "House")?;
            let mut roles = 0;
            for role in Role::ALL {
                let asked = policies.ask(&action, &built_in, &nobody(role, asking.clone()), None)?;
                roles |= if asked { bit(role) } else { 0 };
            }
            if roles == 0 {
                return Err(PolicyError::Unpermitted(row.name));
            }
            let of_house = if added.is_empty() { None } else { Some(together(&built_in, &added)?) };
            let of_case =
                together(&slice(&texts.built_in, &action, "Case")?, &slice(&texts.added, &action, "Case")?)?;
            policies.rules.push(Rule { action, roles, of_house, of_case });
        }
        Ok(policies)
    }

    /// Whether somebody may do this at all, where he belongs.
    #[must_use]
    pub fn allow<A: Action>(&self, actor: &Actor) -> bool {
        #[cfg(feature = "bench-bare")]
        if self.silent {
            return true;
        }
        let Some(rule) = self.rules.get(A::INDEX) else { return false };
        if rule.roles & bit(actor.role) == 0 {
            return false;
        }
        match &rule.of_house {
            None => true,
            Some(set) => self.ask(&rule.action, set, actor, None).unwrap_or(false),
        }
    }

    /// Whether somebody who may do this may do it to this case, as he stands to it.
    #[must_use]
    pub fn admit<A: OfCase>(&self, actor: &Actor, case: CaseId, standing: &Standing) -> bool {
        let Some(rule) = self.rules.get(A::INDEX) else { return false };
        let ask = || self.ask(&rule.action, &rule.of_case, actor, Some((case, standing)));
        match &self.answers {
            None => ask().unwrap_or(false),
            // What could not be asked denies, and is asked again.
            Some(answers) => {
                let question = (A::INDEX, actor.clone(), standing.clone());
                answers.get_or_insert_with(&question, ask).unwrap_or(false)
            }
        }
    }

    /// Whether some policy names a case, so that an answer about one says nothing about another.
    #[must_use]
    pub const fn name_a_case(&self) -> bool {
        self.answers.is_none()
    }

    /// The roles that may come with an action.
    #[must_use]
    pub fn roles(&self, index: usize) -> Vec<Role> {
        let roles = self.rules.get(index).map_or(0, |rule| rule.roles);
        Role::ALL.into_iter().filter(|role| roles & bit(*role) != 0).collect()
    }

    /// Nobody is asked any more: to measure what asking costs, and nothing else.
    ///
    /// # Errors
    /// [`PolicyError`].
    #[cfg(feature = "bench-bare")]
    pub(crate) fn silenced() -> Result<Arc<Self>, PolicyError> {
        let mut policies = Self::of(&text::built_in())?;
        policies.silent = true;
        Ok(Arc::new(policies))
    }

    /// Whether anybody is asked.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        #[cfg(feature = "bench-bare")]
        return !self.silent;
        #[cfg(not(feature = "bench-bare"))]
        true
    }

    /// Asks. A policy that cannot be evaluated denies, whatever the others say.
    fn ask(
        &self,
        action: &EntityUid,
        set: &PolicySet,
        actor: &Actor,
        about: Option<(CaseId, &Standing)>,
    ) -> Result<bool, PolicyError> {
        let not_asked = |reason: &dyn std::fmt::Display| {
            tracing::error!(%reason, %action, "the policies could not be asked");
            PolicyError::Asking(reason.to_string())
        };
        let account = self.names.account(actor).map_err(|error| not_asked(&error))?;
        let principal = account.uid();
        let (resource, context, known) = match about {
            None => (self.names.house(), Context::empty(), vec![account]),
            Some((case, standing)) => {
                let entity = self.names.case(case, standing).map_err(|error| not_asked(&error))?;
                let today = today(standing).map_err(|error| not_asked(&error))?;
                (entity.uid(), today, vec![account, entity])
            }
        };
        let entities = Entities::from_entities(known, None).map_err(|error| not_asked(&error))?;
        let request = Request::new(principal, action.clone(), resource, context, None)
            .map_err(|error| not_asked(&error))?;
        let response = self.authorizer.is_authorized(&request, set, &entities);
        if let Some(error) = response.diagnostics().errors().next() {
            return Err(not_asked(error));
        }
        Ok(response.decision() == Decision::Allow)
    }
}

/// The actions the schema knows, each with what it may be asked of, against those there are.
fn known(schema: &cedar_policy::Schema) -> Result<(), PolicyError> {
    let mut known = std::collections::BTreeSet::new();
    for action in schema.actions() {
        let name: &str = action.id().as_ref();
        if !ACTIONS.iter().any(|row| row.name == name) {
            return Err(PolicyError::Schema(format!("there is no action {name}")));
        }
        let case = schema
            .resources_for_action(action)
            .is_some_and(|mut resources| resources.any(|resource| resource.basename() == "Case"));
        if case != OF_A_CASE.contains(&name) {
            return Err(PolicyError::Schema(format!(
                "{name}: asked of a case in one place and not in the other"
            )));
        }
        known.insert(name.to_owned());
    }
    match ACTIONS.iter().find(|row| !known.contains(row.name)) {
        Some(row) => Err(PolicyError::Schema(format!("the action {} is missing", row.name))),
        None => Ok(()),
    }
}

/// The policies that speak of an action asked of such a thing.
fn slice(all: &[Policy], action: &EntityUid, of: &str) -> Result<PolicySet, PolicyError> {
    let speaks = |policy: &&Policy| {
        let names = match policy.action_constraint() {
            ActionConstraint::Any => true,
            ActionConstraint::Eq(named) => named == *action,
            ActionConstraint::In(named) => named.contains(action),
        };
        names
            && match policy.resource_constraint() {
                ResourceConstraint::Any | ResourceConstraint::In(_) => true,
                ResourceConstraint::Eq(named) => named.type_name().basename() == of,
                ResourceConstraint::Is(kind) | ResourceConstraint::IsIn(kind, _) => kind.basename() == of,
            }
    };
    PolicySet::from_policies(all.iter().filter(speaks).cloned())
        .map_err(|error| PolicyError::Asking(error.to_string()))
}

fn together(one: &PolicySet, other: &PolicySet) -> Result<PolicySet, PolicyError> {
    PolicySet::from_policies(one.policies().chain(other.policies()).cloned())
        .map_err(|error| PolicyError::Asking(error.to_string()))
}

const fn bit(role: Role) -> u16 {
    1 << role as u16
}

//! Which address a request names, found once: by the frame, before actix looks for a handler.
//!
//! Actix tries its patterns one after the other, and most of ours begin alike; two hundred of them cost more than what a command
//! decides. A tree finds the pattern in well under a microsecond. From it the frame names the route in metrics and log lines, and
//! [`InGroup`] spares actix every group of routes that cannot be meant.

use super::app::document_of;
use crate::openapi;
use actix_web::guard::{Guard, GuardContext};
use actix_web::http::Method;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

/// A group of routes that are registered together.
pub type Group = fn(&mut ServiceConfig<'_>);

/// Every address below `/v1`.
pub(crate) struct Templates(matchit::Router<Template>);

struct Template {
    pattern: Arc<str>,
    /// The group that serves each method.
    served: Vec<(Method, usize)>,
}

/// What a request names, kept with it.
#[derive(Clone)]
pub(crate) struct Named {
    /// The pattern, e.g. `/v1/cases/{case}`.
    pub(crate) pattern: Arc<str>,
    /// The group that serves it with the request's method; none: no group does.
    group: Option<usize>,
}

impl Templates {
    /// The addresses of all groups. A pattern the tree cannot take is left to actix alone.
    pub(crate) fn of(groups: &[Group]) -> Self {
        let mut patterns: BTreeMap<String, Vec<(Method, usize)>> = BTreeMap::new();
        for (group, register) in groups.iter().enumerate() {
            for (pattern, methods) in openapi::methods(&document_of(&[*register])) {
                let served = methods.split(", ").filter_map(|method| method.parse().ok());
                patterns.entry(pattern).or_default().extend(served.map(|method| (method, group)));
            }
        }
        let mut router = matchit::Router::new();
        for (pattern, served) in patterns {
            let template = Template { pattern: pattern.as_str().into(), served };
            if let Err(error) = router.insert(pattern, template) {
                tracing::error!(%error, "an address is found the slow way only");
            }
        }
        Self(router)
    }

    /// What a request for `path` names; none for addresses that are not below `/v1`, do not exist, or are spelled in another way.
    pub(crate) fn name(&self, path: &str, method: &Method) -> Option<Named> {
        let template = self.0.at(path).ok()?.value;
        let group = template.served.iter().find(|(served, _)| served == method).map(|(_, group)| *group);
        Some(Named { pattern: Arc::clone(&template.pattern), group })
    }
}

/// Passes what this group serves, and whatever has not been named: that is for actix to find.
pub(crate) struct InGroup(pub(crate) usize);

impl Guard for InGroup {
    fn check(&self, request: &GuardContext<'_>) -> bool {
        request.req_data().get::<Named>().is_none_or(|named| named.group == Some(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::{Templates, document_of};
    use crate::openapi;
    use crate::routes::V1;
    use actix_web::http::Method;

    #[test]
    fn every_address_is_found_with_each_of_its_methods_in_the_group_that_registers_it() {
        let templates = Templates::of(&V1);
        for (group, register) in V1.iter().enumerate() {
            for (pattern, methods) in openapi::methods(&document_of(&[*register])) {
                let path = pattern.replace(['{', '}'], "");
                for method in methods.split(", ") {
                    let named =
                        templates.name(&path, &method.parse().expect("a method")).expect("it is named");
                    assert_eq!(*named.pattern, *pattern);
                    assert_eq!(named.group, Some(group), "{method} {pattern}");
                }
            }
        }
    }

    #[test]
    fn a_method_nobody_serves_belongs_to_no_group_and_an_unknown_address_has_no_name() {
        let templates = Templates::of(&V1);
        assert!(templates.name("/v1/cases", &Method::DELETE).is_some_and(|named| named.group.is_none()));
        assert!(templates.name("/v1/nowhere", &Method::GET).is_none());
        assert!(templates.name("/metrics", &Method::GET).is_none());
    }
}

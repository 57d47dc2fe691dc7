//! The OpenAPI document: collected from the handlers, completed with what all of them share.
//!
//! A handler declares its own path, body and success; token, headers and refusals are the same everywhere and are added here.

mod tagged;

use crate::auth::{ACTIONS, ActionKind, ActionRow, OPEN, roles_of};
use crate::error::{Problem, ProblemField};
use crate::extract::{ConsistencyToken, ViewsLag};
use crate::fieldset::{self, Fieldset};
use std::collections::BTreeMap;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, ParameterStyle, PathItem};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Required};
use utoipa::{OpenApi as _, ToSchema as _};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Hejie 和解",
        description = "Mediation of disputes between consumers and financial institutions. Writes need an Idempotency-Key and answer with \
                       ETag and Consistency-Token; answers from the views say in Views-Lag how far behind the log they stand; refusals are RFC 9457 problem documents, explained at /problems/{code}.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Problem, ProblemField)),
    servers((url = "/", description = "this server"))
)]
struct Head;

/// Name of the security scheme.
const BEARER: &str = "bearer";

/// The document before the handlers are collected.
#[must_use]
pub fn head() -> OpenApi {
    let mut document = Head::openapi();
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let components = document.components.get_or_insert_default();
    components.security_schemes.insert(BEARER.to_owned(), RefOr::T(SecurityScheme::Http(scheme)));
    document
}

/// Adds to every operation what all share.
pub fn complete(document: &mut OpenApi) {
    tagged::name_bodies(document);
    for (pattern, item) in &mut document.paths.paths {
        if let (Some(fieldset), Some(operation)) = (Fieldset::of(pattern), item.get.as_mut()) {
            operation.parameters.get_or_insert_default().push(chosen_fields(fieldset));
        }
        for (_, operation) in operations(item) {
            let name = operation.operation_id.clone().unwrap_or_default();
            if let Some(action) = ACTIONS.iter().find(|row| row.name == name) {
                complete_operation(operation, action);
            } else if OPEN.contains(&name.as_str()) {
                complete_open(operation);
            }
        }
    }
}

/// The methods each pattern takes, for `Allow`.
#[must_use]
pub fn methods(document: &OpenApi) -> BTreeMap<String, String> {
    let mut table = BTreeMap::new();
    for (pattern, item) in &document.paths.paths {
        let mut item = item.clone();
        let names: Vec<_> = operations(&mut item).map(|(name, _)| name).collect();
        table.insert(pattern.clone(), names.join(", "));
    }
    table
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("GET", item.get.as_mut()),
        ("PUT", item.put.as_mut()),
        ("POST", item.post.as_mut()),
        ("PATCH", item.patch.as_mut()),
        ("DELETE", item.delete.as_mut()),
    ]
    .into_iter()
    .filter_map(|(name, operation)| operation.map(|operation| (name, operation)))
}

fn complete_operation(operation: &mut Operation, action: &ActionRow) {
    let roles: Vec<_> = roles_of(action.name).iter().map(|role| role.wire_name()).collect();
    operation.security = Some(vec![SecurityRequirement::new(BEARER, Vec::<String>::new())]);
    operation
        .extensions
        .get_or_insert_default()
        .merge(ExtensionsBuilder::new().add("x-roles", roles).build());
    let parameters = operation.parameters.get_or_insert_default();
    parameters.push(header(
        "Accept-Language",
        "zh-CN or en: the language of sentences; zh-CN when absent.",
        false,
    ));
    let refusals: &[(u16, &str)] = match action.kind {
        ActionKind::Command => {
            parameters.push(header(
                "Idempotency-Key",
                "Your name for this intention; keep it for every retry.",
                true,
            ));
            parameters.push(header(
                "If-Match",
                "The ETag you have seen; refused with 412 when the case has moved on.",
                false,
            ));
            &[
                (400, "The request cannot be read."),
                (401, "Nobody known calls."),
                (403, "This caller may not, or not now."),
                (404, "Not there, or not yours to see."),
                (409, "The state of the case forbids it, or somebody else was faster."),
                (412, "The case has moved on."),
                (
                    422,
                    "A value or its combination is not acceptable, or the key was used for another request.",
                ),
                (
                    429,
                    "Too many requests of this account or from this address: try again as Retry-After says.",
                ),
                (500, "Our mistake."),
                (503, "Busy: try again as Retry-After says."),
            ]
        }
        ActionKind::Query => {
            parameters.push(header(
                ConsistencyToken::HEADER,
                "From the answer of a write: this query will show that write.",
                false,
            ));
            tell_lag(operation);
            &[
                (400, "The request cannot be read."),
                (401, "Nobody known calls."),
                (403, "This caller may not."),
                (404, "Not there, or not yours to see."),
                (409, "The Consistency-Token belongs to another life of the log."),
                (422, "A parameter has a value that is not acceptable."),
                (
                    429,
                    "Too many requests of this account or from this address: try again as Retry-After says.",
                ),
                (500, "Our mistake."),
                (503, "The view is behind the Consistency-Token: try again as Retry-After says."),
            ]
        }
    };
    // A question with a body: what is asked has no place in an address.
    let of_a_body = if operation.request_body.is_some() { OF_A_BODY } else { &[] };
    for (status, description) in refusals.iter().chain(of_a_body) {
        let response = RefOr::T(problem(description));
        operation.responses.responses.entry(status.to_string()).or_insert(response);
    }
}

/// The parameter by which fields are chosen.
fn chosen_fields(fieldset: &Fieldset) -> RefOr<Parameter> {
    let names = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(fieldset.known())).build();
    let of = if fieldset.rows { "of each row" } else { "of it" };
    let keys = fieldset.keys.join(" and ");
    let parameter = ParameterBuilder::new()
        .name(fieldset::PARAMETER)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(format!(
            "Only these fields {of}, separated by commas; {keys} always. All of them when absent."
        )))
        .style(Some(ParameterStyle::Form))
        .explode(Some(false))
        .schema(Some(Schema::Array(ArrayBuilder::new().items(names).min_items(Some(1)).build())))
        .build();
    RefOr::T(parameter)
}

/// Says of the successes of a query that they tell how fresh the views were.
fn tell_lag(operation: &mut Operation) {
    let schema = ObjectBuilder::new().schema_type(Type::String).examples([LAG_EXAMPLE]).build();
    let header = HeaderBuilder::new()
        .description(Some(
            "How far the views stood behind the end of the log when they were asked, in positions and seconds; absent where the answer is not \
             from the views.",
        ))
        .schema(Some(Schema::Object(schema)))
        .build();
    for (status, response) in &mut operation.responses.responses {
        if let (true, RefOr::T(response)) = (status.starts_with('2'), response) {
            response.headers.insert(ViewsLag::HEADER.to_owned(), RefOr::T(header.clone()));
        }
    }
}

const LAG_EXAMPLE: &str = "positions=0, seconds=0.000";

/// How a body is refused before it is read.
const OF_A_BODY: &[(u16, &str)] =
    &[(408, "The body did not arrive in time."), (413, "The body is too large."), (415, "Not JSON.")];

/// What takes no token.
fn complete_open(operation: &mut Operation) {
    operation.security = Some(Vec::new());
    let language = "zh-CN or en: the language of sentences; zh-CN when absent.";
    operation.parameters.get_or_insert_default().push(header("Accept-Language", language, false));
    let refusals = [
        (400, "The request cannot be read."),
        (401, "Name, password or code is wrong, or the session has ended."),
        (403, "Something has to be done before."),
        (409, "Nobody signs in here, or there is nothing to confirm."),
        (422, "A value is not acceptable."),
        (429, "Too many wrong ones, or too many requests: try again as Retry-After says."),
        (500, "Our mistake."),
        (503, "Busy: try again as Retry-After says."),
    ];
    for (status, description) in refusals.iter().chain(OF_A_BODY) {
        let response = RefOr::T(problem(description));
        operation.responses.responses.entry(status.to_string()).or_insert(response);
    }
}

fn header(name: &str, description: &str, required: bool) -> RefOr<Parameter> {
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(if required { Required::True } else { Required::False })
        .description(Some(description))
        .schema(Some(Schema::Object(ObjectBuilder::new().schema_type(Type::String).build())))
        .build();
    RefOr::T(parameter)
}

fn problem(description: &str) -> Response {
    let schema = Ref::from_schema_name(Problem::name());
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", ContentBuilder::new().schema(Some(schema)).build())
        .build()
}

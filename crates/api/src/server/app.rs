//! What every worker thread serves.

use super::templates::{Group, InGroup, Templates};
use super::unmatched::{Methods, unmatched};
use crate::auth::{Addresses, Policies, SignIn, Throttle, Verifier};
use crate::extract::{BodyLimit, ConsistencyWait};
use crate::observe::{self, Recorder};
use crate::openapi;
use crate::read_side::ReadSide;
use crate::routes;
use crate::routes::live::Stopping;
use crate::routes::proof::PublicThrottle;
use crate::settings::{QuerySettings, ServerSettings};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App, Error, HttpResponse, web};
use application::{House, Journal, Notary, Revocations, Shelf};
use domain::ids::UserId;
use projection::{Runner, Succession, Views};
use std::sync::Arc;
use std::time::Duration;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::AppExt as _;
use utoipa_actix_web::scope::scope;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_swagger_ui::SwaggerUi;

/// What the routes work with.
#[derive(Clone)]
pub struct Parts {
    /// Turns tokens into actors.
    pub verifier: Arc<Verifier>,
    /// Say who may do what.
    pub policies: Arc<Policies>,
    /// The views' progress.
    pub read_side: Arc<dyn ReadSide>,
    /// How queries wait.
    pub queries: QuerySettings,
    /// The routes below `/v1`; [`routes::V1`] but for tests of the server itself.
    pub v1: &'static [Group],
    /// Questions a second the public verification answers.
    pub public_per_second: u32,
    /// House and views; none only in tests of the frame around the routes.
    pub rooms: Option<Rooms>,
}

/// What the routes of the product work in.
#[derive(Clone)]
pub struct Rooms {
    /// Executes commands.
    pub house: Arc<House>,
    /// Answers questions.
    pub views: Views,
    /// Writes reads down.
    pub journal: Arc<Journal>,
    /// Proves.
    pub notary: Arc<Notary>,
    /// Keeps archive files.
    pub shelf: Arc<Shelf>,
    /// Whose access was withdrawn.
    pub revocations: Arc<Revocations>,
    /// Replaces the views.
    pub succession: Arc<Succession>,
    /// Feeds them, and tries parked streams again.
    pub runner: Arc<Runner>,
    /// Where people sign in; none where they do so elsewhere.
    pub sign_in: Option<Arc<SignIn>>,
}

/// Made once, shared by all workers.
#[derive(Clone)]
pub(super) struct Shared {
    parts: Parts,
    body: BodyLimit,
    throttle: web::Data<Throttle<UserId>>,
    addresses: web::Data<Addresses>,
    recorder: web::Data<Recorder>,
    document: web::Data<OpenApi>,
    methods: web::Data<Methods>,
    templates: web::Data<Templates>,
    public: web::Data<PublicThrottle>,
    stopping: Stopping,
}

impl Shared {
    pub(super) fn new(
        settings: &ServerSettings,
        parts: Parts,
        recorder: Recorder,
        stopping: Stopping,
    ) -> Self {
        let document = document_of(parts.v1);
        Self {
            body: BodyLimit {
                bytes: settings.body_limit_bytes,
                time: Duration::from_secs(settings.request_timeout_s),
            },
            addresses: web::Data::new(Addresses::new(settings)),
            throttle: web::Data::new(Throttle::new(settings.requests_per_second)),
            public: web::Data::new(PublicThrottle::new(parts.public_per_second)),
            templates: web::Data::new(Templates::of(parts.v1)),
            parts,
            recorder: web::Data::new(recorder),
            methods: web::Data::new(Methods(openapi::methods(&document))),
            document: web::Data::new(document),
            stopping,
        }
    }
}

/// The OpenAPI document of the product.
#[must_use]
pub fn document() -> OpenApi {
    document_of(&routes::V1)
}

pub(super) fn document_of(groups: &[Group]) -> OpenApi {
    let app = App::new().into_utoipa_app().openapi(openapi::head());
    let (_, mut document) =
        app.service(scope("/v1").configure(|routes| v1(routes, groups))).split_for_parts();
    openapi::complete(&mut document);
    document
}

pub(super) fn build(
    shared: &Shared,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    let parts = &shared.parts;
    let (app, _) = App::new()
        .wrap(from_fn(observe::frame))
        .into_utoipa_app()
        .app_data(web::Data::from(Arc::clone(&parts.verifier)))
        .app_data(web::Data::from(Arc::clone(&parts.policies)))
        .app_data(web::Data::from(Arc::clone(&parts.read_side)))
        .app_data(ConsistencyWait(Duration::from_millis(parts.queries.consistency_wait_ms)))
        .app_data(web::PayloadConfig::new(shared.body.bytes))
        .app_data(shared.body)
        .app_data(shared.throttle.clone())
        .app_data(shared.addresses.clone())
        .app_data(shared.recorder.clone())
        .app_data(shared.document.clone())
        .app_data(shared.methods.clone())
        .app_data(shared.templates.clone())
        .app_data(shared.public.clone())
        .app_data(shared.stopping.clone())
        .configure(|routes| rooms(routes, parts.rooms.as_ref()))
        // Before the scope: whatever begins with its path never comes out of it again.
        .route(OPENAPI, web::get().to(show_document))
        .service(scope("/v1").configure(|routes| v1(routes, parts.v1)))
        .split_for_parts();
    let page = SwaggerUi::new("/docs/{_:.*}").config(utoipa_swagger_ui::Config::from(OPENAPI));
    app.route("/docs", web::get().to(to_docs))
        .service(page)
        .route("/problems", web::get().to(routes::problems::list_problems))
        .route("/problems/{code}", web::get().to(routes::problems::read_problem))
        .configure(routes::proof::public)
        .route(
            routes::statistics::open_data::ADDRESS,
            web::get().to(routes::statistics::open_data::read_open_data),
        )
        .route(
            routes::statistics::open_data::DEFINITIONS,
            web::get().to(routes::statistics::open_data::read_open_definitions),
        )
        .route(routes::calendars::feed::ADDRESS, web::get().to(routes::calendars::feed::read_feed))
        .route("/health/live", web::get().to(observe::live))
        .route("/health/ready", web::get().to(observe::ready))
        .route("/metrics", web::get().to(observe::show_metrics))
        .default_service(web::to(unmatched))
}

/// Each group behind its guard.
fn v1(routes: &mut ServiceConfig<'_>, groups: &[Group]) {
    for (group, register) in groups.iter().enumerate() {
        routes.service(scope("").guard(InGroup(group)).configure(*register));
    }
}

fn rooms(routes: &mut ServiceConfig<'_>, rooms: Option<&Rooms>) {
    if let Some(Rooms { house, views, journal, notary, shelf, revocations, succession, runner, sign_in }) =
        rooms
    {
        routes
            .app_data(web::Data::from(Arc::clone(house)))
            .app_data(web::Data::new(views.clone()))
            .app_data(web::Data::from(Arc::clone(journal)))
            .app_data(web::Data::from(Arc::clone(notary)))
            .app_data(web::Data::from(Arc::clone(shelf)))
            .app_data(web::Data::from(Arc::clone(revocations)))
            .app_data(web::Data::from(Arc::clone(succession)))
            .app_data(web::Data::from(Arc::clone(runner)));
        if let Some(sign_in) = sign_in {
            routes.app_data(web::Data::from(Arc::clone(sign_in)));
        }
    }
}

/// Where the document is served.
const OPENAPI: &str = "/v1/openapi.json";

async fn show_document(document: web::Data<OpenApi>) -> HttpResponse {
    HttpResponse::Ok().json(document.get_ref())
}

async fn to_docs() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header(("location", "/docs/")).finish()
}

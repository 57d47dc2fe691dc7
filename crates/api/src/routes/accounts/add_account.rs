//! `POST /v1/accounts`: 开立账号 Gives somebody an account of the house itself.

use super::{InitialBody, initial_password};
use crate::auth::{self, HejieClaims, SignInDesk, refused};
use crate::error::{ApiError, FieldError, table};
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use application::Purpose;
use domain::ids::UserId;
use domain::occasion::Role;
use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// The name of a role.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct RoleName(Role);

impl PartialSchema for RoleName {
    fn schema() -> RefOr<Schema> {
        let names: Vec<&'static str> = Role::ALL.iter().map(|role| role.wire_name()).collect();
        let object = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build();
        RefOr::T(Schema::Object(object))
    }
}

impl ToSchema for RoleName {}

/// Who, and what he is to the house.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountBody {
    /// The name to sign in with: letters, digits, `.`, `_` and `-`; opaque, never a person's name or phone number.
    #[schema(min_length = 1, max_length = 96)]
    user: String,
    /// In which capacity.
    role: RoleName,
    /// The centre of a clerk, director or data-protection officer.
    #[schema(max_length = 16)]
    centre: Option<String>,
    /// The unified social credit code of the institution an agent speaks for.
    #[schema(max_length = 18)]
    institution: Option<String>,
    /// The court of a court's user.
    #[schema(max_length = 20)]
    court: Option<String>,
    /// The roster entry of a mediator.
    #[schema(max_length = 36)]
    mediator: Option<String>,
    /// The party it is opened for.
    #[schema(max_length = 36)]
    party: Option<String>,
}

/// 开立账号 Gives somebody an account with a first password, which has to be changed before the first sign-in. Nobody gives one to himself.
#[utoipa::path(
    tag = "accounts",
    request_body = AccountBody,
    responses((status = 201, description = "Opened.", body = InitialBody))
)]
#[post("/accounts")]
pub(crate) async fn add_account(
    write: HouseWrite<auth::AddAccount, AccountBody>,
    rooms: Rooms,
    desk: SignInDesk,
) -> Result<HttpResponse, ApiError> {
    let AccountBody { user, role, centre, institution, court, mediator, party } = &write.body;
    let user = UserId::parse(user).map_err(|_| {
        ApiError::field(
            FieldError::new("/user", &table::FIELD_VALUE).with("expected", "letters, digits, . _ -"),
        )
    })?;
    if desk.0.settings.issuers.iter().any(|issuer| user.as_str().starts_with(&format!("{}.", issuer.name))) {
        let taken = FieldError::new("/user", &table::FIELD_VALUE)
            .with("expected", "no name of an issuer before the dot");
        return Err(ApiError::field(taken));
    }
    let claims = HejieClaims {
        role: role.0,
        centre: centre.clone(),
        institution: institution.clone(),
        court: court.clone(),
        mediator: mediator.clone(),
        party: party.clone(),
    };
    let unfit =
        || ApiError::field(FieldError::new("/role", &table::CLAIMS_UNFIT).with("role", role.0.wire_name()));
    let actor = claims.whole(user.as_str()).ok_or_else(unfit)?;
    let caller = &write.call.actor;
    if caller.user == user {
        return Err(ApiError::new(&table::ACCOUNT_OWN));
    }
    let initial = initial_password(&write.house, &write.call, &user);
    if desk.0.accounts.find(&user).await.map_err(refused)?.is_some() {
        let again = desk.0.accounts.is_initial(&user, initial.clone()).await.map_err(refused)?;
        return if again {
            Ok(HttpResponse::Created().json(InitialBody::of(&user, initial)))
        } else {
            Err(ApiError::new(&table::ACCOUNT_TAKEN))
        };
    }
    let shown = Shown {
        about: Some(format!("account {user}")),
        purpose: Some(Purpose { code: role.0.wire_name().to_owned(), reference: None, note: None }),
        ..Shown::by::<auth::AddAccount>()
    };
    let _trace = rooms.write_down::<auth::AddAccount>(caller, Vec::new(), shown).await?;
    if !desk.0.accounts.add(actor, initial.clone()).await.map_err(refused)? {
        return Err(ApiError::new(&table::ACCOUNT_TAKEN));
    }
    tracing::info!(
        account = user.as_str(),
        by = caller.user.as_str(),
        role = role.0.wire_name(),
        "an account was opened"
    );
    Ok(HttpResponse::Created().json(InitialBody::of(&user, initial)))
}

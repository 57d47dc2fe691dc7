//! 统计: figures by month, centre, business and one further dimension; their definitions; the annual table; open data.
//!
//! Figures name no person and no case. Whose figures somebody sees is part of the question the views are asked ([`Scope`]).

mod figures;
pub mod open_data;
pub mod publish_statistics;
pub mod read_annual_report;
pub mod read_publication;
pub mod read_statistics;
pub mod read_statistics_definitions;
pub mod restate_statistics;
mod table;

use crate::error::{ApiError, table as problems};
use actix_web::HttpResponse;
use domain::occasion::{Actor, Role};
use event_store::Position;
use projection::Scope;
use serde::Deserialize;
use utoipa::ToSchema;

/// In which form figures are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FigureFormat {
    /// JSON.
    #[default]
    Json,
    /// Comma-separated values (RFC 4180), UTF-8.
    Csv,
    /// The same with a byte-order mark, which Excel wants before it believes in UTF-8.
    CsvBom,
    /// A workbook for spreadsheets.
    Xlsx,
}

/// Whose figures somebody may see.
///
/// # Errors
/// `not-found` for a token without the claim its role needs.
pub(super) fn scope(actor: &Actor) -> Result<Scope, ApiError> {
    let scope = match actor.role {
        Role::Federation => Some(Scope::All),
        Role::Clerk | Role::Director => actor.centre.clone().map(Scope::Centre),
        Role::Mediator => actor.mediator.map(Scope::Mediator),
        Role::InstitutionAgent => actor.institution.clone().map(Scope::Institution),
        Role::Court => actor.court.clone().map(Scope::Court),
        Role::Party
        | Role::DataProtection
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => None,
    };
    scope.ok_or(ApiError::new(&problems::NOT_FOUND))
}

/// A file to keep, named so that it says what it holds and up to where.
fn attachment(kind: &'static str, name: &str, extension: &str, at: Position, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header(("cache-control", "no-store"))
        .insert_header((
            "content-disposition",
            format!("attachment; filename=\"{name}-{}.{extension}\"", at.commit),
        ))
        .body(bytes)
}

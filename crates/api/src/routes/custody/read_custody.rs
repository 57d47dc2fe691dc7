//! `GET /v1/cases/{case}/custody`: 保管状况 Holds, restriction, erasures and archive of a file.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use domain::case::Case;
use domain::classification::{RestrictionGround, RetentionClassCode};
use domain::ids::{CaseId, SubjectId};
use projection::Answer;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// How a file is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustodyBody {
    /// Holds in force; reasons opened.
    #[schema(value_type = Vec<Object>)]
    holds: Vec<Value>,
    /// Why everything but storing has stopped, while it has.
    #[schema(value_type = Option<String>)]
    restricted: Option<RestrictionGround>,
    /// Subjects whose keys were destroyed.
    #[schema(value_type = Vec<Uuid>)]
    erased: Vec<SubjectId>,
    /// Class of retention, once the case is closed.
    #[schema(value_type = Option<String>)]
    retention_class: Option<RetentionClassCode>,
    /// To be kept until this legal date, by the rules in force today.
    keep_until: Option<NaiveDate>,
    /// Number of the dossier, once archived.
    dossier_no: Option<String>,
    /// SHA-256 of its archive file.
    archive_sha256: Option<String>,
}

/// 保管状况 Holds, restriction, erasures and archive of a file.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = CustodyBody))
)]
#[get("/cases/{case}/custody")]
pub(crate) async fn read_custody(
    permit: Permit<auth::ReadCustody>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let state = rooms.house.case_state(case).await?;
    let Case::Filed(filed) = &state.state else { return Err(ApiError::new(&table::NOT_FOUND)) };
    if permit.actor().centre.as_ref() != Some(&filed.dossier.centre) {
        return Err(ApiError::new(&table::NOT_FOUND));
    }
    let custody = rooms.house.custody_state(case).await?;
    let stream = rooms.house.custody_name(case);
    let holds = custody.holds.values().map(|hold| shown(&rooms.house, &stream, hold));
    let retention = filed.dossier.retention;
    let rules = rooms.house.rules().retention;
    let body = CustodyBody {
        holds: holds.collect::<Result<_, _>>()?,
        restricted: custody.restricted,
        erased: custody.shredded.iter().copied().collect(),
        retention_class: retention.class.filter(|_| retention.closed_on.is_some()),
        keep_until: retention.class.zip(retention.closed_on).map(|(class, on)| rules.keep_until(class, on)),
        dossier_no: custody.archived.as_ref().map(|number| number.as_str().to_owned()),
        archive_sha256: custody.archive_sha256.clone(),
    };
    let answer = Answer { position: rooms.views.position()?, value: () };
    let trace = rooms.trace(&permit, vec![case]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

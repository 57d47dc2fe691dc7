//! `GET /proof/tile/<level>/<index>[.p/<width>]`: one tile, as C2SP tlog-tiles names it.

use crate::error::{ApiError, table};
use actix_web::{HttpResponse, web};
use application::Notary;
use proof::TreeHash;
use proof::tree::{TILE_WIDTH, TileAt, TileStore};

/// A full tile never changes and may be kept for ever; one of the right edge is cut to the width that is asked for.
pub(super) async fn read_tile(
    notary: web::Data<Notary>,
    path: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let not_found = || ApiError::new(&table::NOT_FOUND);
    let (at, width) = TileAt::parse_path(&format!("tile/{path}")).ok_or_else(not_found)?;
    if width > at.width_in(notary.published().head.size) {
        return Err(not_found());
    }
    let tiles = notary.files().tiles();
    let read = web::block(move || tiles.read(at, width)).await.map_err(|error| ApiError::internal(&error))?;
    let mut bytes = read.map_err(|error| ApiError::internal(&error))?.ok_or_else(not_found)?;
    bytes.truncate(width * TreeHash::BYTES);
    let keep = if width == TILE_WIDTH { "public, max-age=31536000, immutable" } else { "public, max-age=60" };
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(("cache-control", keep))
        .body(bytes))
}

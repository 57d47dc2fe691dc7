//! 搁置的事件流 Streams the views of this node have set aside, because an event of theirs cannot be read. One verb a file.

pub mod discard_parked_stream;
pub mod read_parked_streams;
pub mod retry_parked_stream;

use crate::auth::Action;
use crate::error::{ApiError, table};
use crate::routes::rooms::{Rooms, Shown};
use application::{Purpose, Trace};
use domain::occasion::Actor;
use projection::{RetryError, ViewError};

/// Writes down that somebody is about to change what the views hold of a stream.
async fn written_down<A: Action>(
    rooms: &Rooms,
    actor: &Actor,
    stream: &str,
    purpose: Option<Purpose>,
) -> Result<Trace, ApiError> {
    let about = Some(format!("parked stream {}", named(stream)));
    rooms.write_down::<A>(actor, Vec::new(), Shown { about, purpose, ..Shown::by::<A>() }).await
}

/// A name as the house gives them, and of no other text: it is kept in the journal.
fn named(stream: &str) -> &str {
    let sane = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'~' | b'.');
    if stream.len() <= 200 && stream.bytes().all(sane) { stream } else { "of no such name" }
}

fn not_tried(error: RetryError) -> ApiError {
    match error {
        RetryError::NotParked(_) => ApiError::new(&table::STREAM_NOT_PARKED),
        RetryError::OtherStream(_) => ApiError::new(&table::STREAM_HELD_TWICE),
        RetryError::View(error) => not_written(&error),
    }
}

fn not_written(error: &ViewError) -> ApiError {
    if matches!(error, ViewError::NotFollowed) {
        return ApiError::new(&table::NOT_YET);
    }
    ApiError::internal(error)
}

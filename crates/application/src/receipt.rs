//! What a command answers: a pure function of the events it recorded, so that a repeat gets the very same.

use domain::deadline::Deadline;
use event_store::{Incarnation, Position, Revision, StreamName};

/// One recorded event, as far as the caller needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptEvent {
    /// Wire name.
    pub event_type: String,
    /// Place in its stream.
    pub revision: Revision,
    /// Deadlines it sets.
    pub deadlines: Vec<Deadline>,
}

/// The answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The stream.
    pub stream: StreamName,
    /// Where it stands after the command.
    pub revision: Revision,
    /// Position of the command's last event; of nothing when it was already so.
    pub position: Position,
    /// The life of the log the position belongs to.
    pub incarnation: Incarnation,
    /// The events; none when it was already so.
    pub events: Vec<ReceiptEvent>,
    /// True when the command had been answered before.
    pub replayed: bool,
}

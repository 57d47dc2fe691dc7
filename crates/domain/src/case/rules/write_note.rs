//! 写工作笔记: a mediator's own notes, which nobody else ever reads (K5).

use crate::case::command::WriteNote;
use crate::case::event::{Event, NoteWritten};
use crate::case::guard::{at_work, involved};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::{Occasion, Role};

/// The most of one case.
const MOST: u32 = 1_000;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: WriteNote,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    at_work(&filed.stage)?;
    let (Role::Mediator, Some(author)) = (occasion.by.role, occasion.by.mediator) else {
        return Err(Rejection::NotInvolved);
    };
    if filed.dossier.notes >= MOST {
        return Err(Rejection::TooMany { limit: MOST });
    }
    Ok(vec![Event::NoteWritten(NoteWritten {
        note: filed.dossier.notes.saturating_add(1),
        author,
        text: command.text,
    })])
}

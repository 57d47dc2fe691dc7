//! Events read from their bytes, before anything is made of them: on several threads where there are many.

use domain::batch::BatchEvent;
use domain::case::Event;
use domain::centre::CentreEvent;
use domain::custody::CustodyEvent;
use domain::data_request::DataRequestEvent;
use domain::docking::DockingEvent;
use domain::draft::DraftEvent;
use domain::institution::InstitutionEvent;
use domain::mediator::MediatorEvent;
use domain::resource_calendar::CalendarEvent;
use domain::wire::{DecodeError, Metadata};
use event_store::RecordedEvent;

/// What an event says.
pub(crate) enum Said {
    Case(Box<Event>),
    Mediator(Box<MediatorEvent>),
    Institution(InstitutionEvent),
    Centre(CentreEvent),
    Draft(DraftEvent),
    Linked(BatchEvent),
    Docking(DockingEvent),
    Calendar(CalendarEvent),
    Custody(CustodyEvent),
    DataRequest(Box<DataRequestEvent>),
}

/// An event, and what stands beside it.
pub(crate) struct Decoded {
    pub(crate) said: Said,
    pub(crate) metadata: Metadata,
}

/// What an event says, or why it cannot be read; `None` for what is nobody's view: a number register, or whatever else the log holds.
pub(crate) type Reading = Option<Result<Decoded, DecodeError>>;

/// Reads an event.
pub(crate) fn decode(recorded: &RecordedEvent) -> Reading {
    let (name, payload) = (&recorded.event_type, &recorded.payload);
    let said = match recorded.stream.category() {
        "case" => Event::decode(name, payload).map(|event| Said::Case(Box::new(event))),
        "mediator" => MediatorEvent::decode(name, payload).map(|event| Said::Mediator(Box::new(event))),
        "institution" => InstitutionEvent::decode(name, payload).map(Said::Institution),
        "centre" => CentreEvent::decode(name, payload).map(Said::Centre),
        "draft" => DraftEvent::decode(name, payload).map(Said::Draft),
        "batch" => BatchEvent::decode(name, payload).map(Said::Linked),
        "docking" => DockingEvent::decode(name, payload).map(Said::Docking),
        "calendar" => CalendarEvent::decode(name, payload).map(Said::Calendar),
        "custody" => CustodyEvent::decode(name, payload).map(Said::Custody),
        "data_request" => {
            DataRequestEvent::decode(name, payload).map(|event| Said::DataRequest(Box::new(event)))
        }
        _ => return None,
    };
    let metadata = || Metadata::decode(name, &recorded.metadata);
    Some(said.and_then(|said| Ok(Decoded { said, metadata: metadata()? })))
}

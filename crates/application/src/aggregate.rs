//! What the shell needs of a kind of stream: how to fold it and how to write it.

use domain::batch::{self, BatchEvent, CaseBatch};
use domain::case::{self, Case};
use domain::centre::{self, Centre, CentreEvent};
use domain::custody::{self, Custody, CustodyEvent};
use domain::data_request::{self, DataRequest, DataRequestEvent};
use domain::deadline::Deadline;
use domain::docking::{self, DockingEvent, DockingRegister};
use domain::draft::{self, Draft, DraftEvent};
use domain::holiday_register::{self, HolidayEvent, HolidayRegister};
use domain::ids::CentreId;
use domain::institution::{self, Institution, InstitutionEvent};
use domain::mediator::{self, Mediator, MediatorEvent};
use domain::number_register::{self, NumberEvent, NumberRegister};
use domain::personal::HoldsPersonal;
use domain::publication::{self, Publication, PublicationEvent};
use domain::resource_calendar::{self, Calendar, CalendarEvent};
use domain::rule_book::{self, RuleBook, RuleBookEvent};
use domain::wire::{DecodeError, EncodeError};

/// A kind of stream. Implemented by thin calls into the domain.
pub trait Aggregate: Clone + Send + Sync + 'static {
    /// What can have happened.
    type Event: HoldsPersonal + Clone + Send + Sync + 'static;

    /// Before the first event.
    fn initial() -> Self;
    /// After one more event.
    fn evolve(self, event: &Self::Event) -> Self;
    /// The wire name of an event.
    fn wire_name(event: &Self::Event) -> &'static str;
    /// The payload of an event.
    ///
    /// # Errors
    /// When personal data in it is not sealed.
    fn encode(event: &Self::Event) -> Result<Vec<u8>, EncodeError>;
    /// Reads a stored event.
    ///
    /// # Errors
    /// When it cannot be read.
    fn decode(wire_name: &str, payload: &[u8]) -> Result<Self::Event, DecodeError>;
    /// Deadlines an event sets.
    fn deadlines(event: &Self::Event) -> Vec<Deadline>;
    /// The centre by whose rules the stream is judged; `None`: by those of the house.
    fn centre(&self) -> Option<&CentreId>;
}

macro_rules! aggregates {
    ($($state:ty, $event:ty, $initial:expr, $evolve:path, $deadlines:expr, $centre:expr;)+) => {$(
        impl Aggregate for $state {
            type Event = $event;

            fn initial() -> Self {
                $initial
            }

            fn evolve(self, event: &Self::Event) -> Self {
                $evolve(self, event)
            }

            fn wire_name(event: &Self::Event) -> &'static str {
                event.wire_name()
            }

            fn encode(event: &Self::Event) -> Result<Vec<u8>, EncodeError> {
                event.encode()
            }

            fn decode(wire_name: &str, payload: &[u8]) -> Result<Self::Event, DecodeError> {
                <$event>::decode(wire_name, payload)
            }

            fn deadlines(event: &Self::Event) -> Vec<Deadline> {
                let deadlines: fn(&Self::Event) -> Vec<Deadline> = $deadlines;
                deadlines(event)
            }

            fn centre(&self) -> Option<&CentreId> {
                let centre: fn(&Self) -> Option<&CentreId> = $centre;
                centre(self)
            }
        }
    )+};
}

aggregates! {
    Case, case::Event, Case::NotFiled, case::evolve,
        |event| event.deadlines().into_iter().cloned().collect(), |case| case.centre();
    Centre, CentreEvent, Centre::default(), centre::evolve, |_| vec![], |_| None;
    CaseBatch, BatchEvent, CaseBatch::NotOpened, batch::evolve, |_| vec![],
        |state| state.linked().map(|linked| &linked.centre);
    DockingRegister, DockingEvent, DockingRegister::default(), docking::evolve, |_| vec![], DockingRegister::centre;
    Publication, PublicationEvent, Publication::default(), publication::evolve, |_| vec![], |_| None;
    HolidayRegister, HolidayEvent, HolidayRegister::default(), holiday_register::evolve, |_| vec![], |_| None;
    RuleBook, RuleBookEvent, RuleBook::default(), rule_book::evolve, |_| vec![], |_| None;
    Draft, DraftEvent, Draft::NotOpened, draft::evolve,
        |event| event.deadlines().into_iter().cloned().collect(), |state| state.kept().map(|kept| &kept.centre);
    Mediator, MediatorEvent, Mediator::NotRegistered, mediator::evolve, |_| vec![], |_| None;
    Institution, InstitutionEvent, Institution::NotRegistered, institution::evolve, |_| vec![], |_| None;
    Calendar, CalendarEvent, Calendar::default(), resource_calendar::evolve, |_| vec![], |_| None;
    NumberRegister, NumberEvent, NumberRegister::default(), number_register::evolve, |_| vec![], |_| None;
    Custody, CustodyEvent, Custody::default(), custody::evolve, |_| vec![], |_| None;
    DataRequest, DataRequestEvent, DataRequest::NotReceived, data_request::evolve,
        |event| event.deadlines().into_iter().cloned().collect(), |state| state.asked().map(|asked| &asked.centre);
}

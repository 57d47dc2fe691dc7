//! Planning a session: hold every calendar in a fixed order, plan the session in the case, book; or give everything back.
//!
//! Nothing is ever done that a crash could leave wrong. A hold carries its session and case, so [`crate::Reservations`] finds what was
//! left half done. A hold is given back only after the case has refused its booking for good: a planning that is merely slow can
//! then no longer come true on an hour that somebody else has. Every command id follows from the booking, so repeats do nothing.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::receipt::Receipt;
use domain::case::{
    self, BookingFate, Case, Command, DropBooking, RescheduleSession, Reservation, ScheduleSession,
    fate_of_booking, resources_of,
};
use domain::classification::SessionMode;
use domain::ids::{BookingId, CaseId, CommandId, PlaceId, SessionId, UserId};
use domain::occasion::Actor;
use domain::resource_calendar::{self, CalendarCommand, CalendarRejection, Interval, ResourceId, SlotHeld};
use event_store::Position;
use uuid::Uuid;

/// Where a session takes place and who comes besides the parties themselves.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    /// A registered room or video link.
    pub place: Option<PlaceId>,
    /// Accounts of representatives who are to attend.
    pub representatives: Vec<UserId>,
}

/// A planning on its way through the calendars.
struct Placing {
    session: SessionId,
    time: Interval,
    mode: SessionMode,
}

/// Whoever reads with the receipt in hand sees the calendars as they are now.
fn covering(mut receipt: Receipt, settled: Option<Position>) -> Receipt {
    receipt.position = settled.map_or(receipt.position, |settled| receipt.position.max(settled));
    receipt
}

impl House {
    /// Plans a session.
    ///
    /// # Errors
    /// See [`ExecuteError`]; [`CalendarRejection::SlotTaken`] names the clash.
    pub async fn schedule_session(
        &self,
        call: &Call,
        target: CaseId,
        attendance: &Attendance,
        command: ScheduleSession,
    ) -> Result<Receipt, ExecuteError> {
        let placing = Placing {
            session: command.session,
            time: interval(command.starts_at, command.planned_minutes),
            mode: command.mode,
        };
        let with = |reservation| ScheduleSession { reservation, ..command.clone() }.into();
        self.place(call, target, attendance, &placing, with).await
    }

    /// Moves a session. Until the case has moved it, it keeps its old time as well.
    ///
    /// # Errors
    /// See [`ExecuteError`]; [`CalendarRejection::SlotTaken`] names the clash.
    pub async fn reschedule_session(
        &self,
        call: &Call,
        target: CaseId,
        attendance: &Attendance,
        command: RescheduleSession,
    ) -> Result<Receipt, ExecuteError> {
        let placing = Placing {
            session: command.session,
            time: interval(command.starts_at, command.planned_minutes),
            mode: command.mode,
        };
        let with = |reservation| RescheduleSession { reservation, ..command.clone() }.into();
        self.place(call, target, attendance, &placing, with).await
    }

    /// A command after which a session needs less of the calendars: cancelled, adjourned, closed.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn end_session(
        &self,
        call: &Call,
        target: CaseId,
        session: SessionId,
        command: impl Into<Command>,
    ) -> Result<Receipt, ExecuteError> {
        let before = self.case_state(target).await?;
        let bookings = bookings_of(&before.state, session);
        let receipt = self.case(call, target, command).await?;
        let settled = self.settle_soon(target, &bookings).await;
        Ok(covering(receipt, settled))
    }

    async fn place(
        &self,
        call: &Call,
        target: CaseId,
        attendance: &Attendance,
        placing: &Placing,
        command: impl Fn(Option<Reservation>) -> Command,
    ) -> Result<Receipt, ExecuteError> {
        let folded = self.case_state(target).await?;
        let stale = call.expected.is_some() && call.expected != folded.revision;
        if folded.remembers(call.command).is_some() || stale {
            // Answered before, or out of date: the case says which.
            return self.case(call, target, command(None)).await;
        }
        let reservation = Reservation {
            booking: booking(call.command, &folded.state),
            resources: resources_of(&folded.state, attendance.place, &attendance.representatives),
        };
        let planned = command(Some(reservation.clone()));
        let rules = self.rules_of(folded.state.centre()).await?;
        case::decide(&self.occasion(&call.actor, &rules), &folded.state, planned.clone())
            .map_err(Refusal::Case)?;
        if let Some(place) = attendance.place {
            self.suits(&folded.state, place, placing.mode).await?;
        }
        self.hold(call, target, placing, &reservation).await?;
        let mut touched = bookings_of(&folded.state, placing.session);
        touched.push(reservation);
        match self.case(call, target, planned).await {
            Ok(receipt) => {
                let settled = self.settle_soon(target, &touched).await;
                Ok(covering(receipt, settled))
            }
            Err(ExecuteError::Unknown) => Err(ExecuteError::Unknown),
            Err(refused) => {
                let _settled = self.settle_soon(target, &touched).await;
                Err(refused)
            }
        }
    }

    /// Holds every calendar, or none: looked at first, so that whoever comes too late leaves no trace.
    async fn hold(
        &self,
        call: &Call,
        target: CaseId,
        placing: &Placing,
        reservation: &Reservation,
    ) -> Result<(), ExecuteError> {
        let holds = reservation.resources.iter().map(|resource| SlotHeld {
            resource: resource.clone(),
            booking: reservation.booking,
            session: placing.session,
            case: target,
            time: placing.time,
        });
        let holds: Vec<_> = holds.collect();
        for hold in &holds {
            if self.hold_as_known(call, hold).await?.is_err() {
                self.forget(&self.calendar_stream(&hold.resource));
                self.hold_as_known(call, hold).await?.map_err(Refusal::Calendar)?;
            }
        }
        for (index, hold) in holds.iter().enumerate() {
            let step = step(reservation.booking, "hold", &hold.resource);
            let step = Call {
                expected: None,
                command: step,
                digest: self.digest(&[step.0.as_bytes()]),
                ..call.clone()
            };
            let resource = hold.resource.clone();
            if let Err(error) = self.calendar(&step, &resource, CalendarCommand::Hold(hold.clone())).await {
                if index > 0 || error == ExecuteError::Unknown {
                    let _settled = self.settle_soon(target, std::slice::from_ref(reservation)).await;
                }
                return Err(error);
            }
        }
        Ok(())
    }

    /// Whether a hold would be taken, as far as this node knows.
    async fn hold_as_known(
        &self,
        call: &Call,
        hold: &SlotHeld,
    ) -> Result<Result<(), CalendarRejection>, ExecuteError> {
        let folded = self.calendar_state(&hold.resource).await?;
        let command = CalendarCommand::Hold(hold.clone());
        let judged =
            resource_calendar::decide(&self.occasion(&call.actor, &self.rules()), &folded.state, command);
        Ok(judged.map(|_| ()))
    }

    /// Settles bookings; what cannot be settled now is found by whoever follows the log. Tells where the calendars were written last.
    async fn settle_soon(&self, case: CaseId, bookings: &[Reservation]) -> Option<Position> {
        let mut settled = None;
        for reservation in bookings {
            match self.settle_booking(case, reservation).await {
                Ok(position) => settled = settled.max(position),
                Err(error) => {
                    tracing::info!(%error, booking = %reservation.booking, "a booking is settled later");
                }
            }
        }
        settled
    }

    /// Brings the calendars to where the case says they should be. A booking the case does not know is refused there first, for good,
    /// and only then given back. Tells where they were written last.
    pub(crate) async fn settle_booking(
        &self,
        case: CaseId,
        reservation: &Reservation,
    ) -> Result<Option<Position>, ExecuteError> {
        let (booking, mut settled) = (reservation.booking, None);
        let mut fate = fate_of_booking(&self.case_state(case).await?.state, booking);
        if fate == BookingFate::Unknown {
            let drop = self.own_call(CommandId(Uuid::new_v5(&booking.0, b"drop")))?;
            self.case(&drop, case, DropBooking { booking }).await?;
            fate = fate_of_booking(&self.case_state(case).await?.state, booking);
        }
        for resource in &reservation.resources {
            let (name, command) = match fate {
                BookingFate::Unknown => continue,
                BookingFate::Book => ("book", CalendarCommand::Book(resource.clone(), booking)),
                BookingFate::Release(reason) => {
                    ("release", CalendarCommand::Release(resource.clone(), booking, reason))
                }
            };
            let call = self.own_call(step(booking, name, resource))?;
            match self.calendar(&call, resource, command).await {
                Ok(receipt) => settled = settled.max(Some(receipt.position)),
                // Released in the meantime: the case has moved on, and so will whoever settles it next.
                Err(ExecuteError::Refused(refusal))
                    if *refusal == Refusal::Calendar(CalendarRejection::SlotNotHeld) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(settled)
    }

    /// A call of the house itself.
    fn own_call(&self, command: CommandId) -> Result<Call, ExecuteError> {
        let actor = Actor::house().map_err(|_| ExecuteError::Contended)?;
        let digest = self.digest(&[command.0.as_bytes()]);
        Ok(Call { actor, command, digest, expected: None, correlation: self.own_correlation() })
    }
}

/// The booking a command makes: a new one after an earlier attempt was given up.
fn booking(command: CommandId, case: &Case) -> BookingId {
    let given_up = match case {
        Case::NotFiled => 0,
        Case::Filed(filed) => filed.dossier.dropped_bookings.len(),
    };
    BookingId(command.derive("booking", given_up))
}

fn step(booking: BookingId, name: &str, resource: &ResourceId) -> CommandId {
    CommandId(Uuid::new_v5(&booking.0, format!("{name}.{resource}").as_bytes()))
}

fn interval(from: chrono::DateTime<chrono::Utc>, minutes: u16) -> Interval {
    let to = from.checked_add_signed(chrono::TimeDelta::minutes(i64::from(minutes)));
    Interval { from, to: to.unwrap_or(from) }
}

/// Everything that was ever held for a session.
fn bookings_of(case: &Case, session: SessionId) -> Vec<Reservation> {
    let Case::Filed(filed) = case else { return vec![] };
    let sessions = filed.stage.sessions().iter().filter(|it| it.id == session);
    sessions.flat_map(|it| it.earlier.iter().chain(&it.reservation).cloned()).collect()
}

//! 逾期未补正，视为撤回: the time to supply passed, and the centre says so; a new application stays open.

use crate::case::event::{ApplicationLapsed, Event, MediationTerminated};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage, StageName};
use crate::classification::{Remedy, Termination};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(occasion: &Occasion<'_>, case: &Case) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::Supplementing { supply_by } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Supplementing]));
    };
    let due = supply_by.due_date;
    if !supply_by.is_over(occasion.today()) {
        return Err(Rejection::PeriodRunning { timer: Timer::T02, due });
    }
    Ok(vec![
        Event::ApplicationLapsed(ApplicationLapsed { due }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::Withdrawn,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ])
}

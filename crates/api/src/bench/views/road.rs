//! What happens to a case: the visits somebody pays it, days apart, and the commands of each.

/// One command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    File,
    AskForSupplement,
    Supply,
    RefuseAcceptance,
    Accept,
    Notify,
    Withdraw,
    BankRefuses,
    ApplicantConsents,
    BankConsents,
    Offer,
    TakeOn,
    TellRights,
    Schedule,
    Open,
    PartAgreed,
    PartApart,
    Terminate,
    Draft,
    ApplicantSigns,
    BankSigns,
    MediatorSigns,
    Seal,
    Prepare,
    ApplicantJoins,
    BankJoins,
    FileAtCourt,
    CourtAccepts,
    CourtConfirms,
    Perform,
    Close,
}

/// Steps on one day, at one hour.
pub(super) struct Visit {
    /// Days after the visit before.
    pub(super) days: usize,
    /// Which of [`HOURS`].
    pub(super) hour: usize,
    pub(super) steps: &'static [Step],
}

/// Hours and minutes of a day at which something happens, in Shanghai: the next day's work, what follows it, sessions, and their end.
pub(super) const HOURS: [(u32, u32); 4] = [(9, 0), (10, 0), (14, 0), (16, 30)];

/// A session is held so many days after it was planned, at the third of the hours.
pub(super) const AHEAD: usize = 5;

const fn on(days: usize, hour: usize, steps: &'static [Step]) -> Visit {
    Visit { days, hour, steps }
}

use Step::*;

/// How a case may go, and how many of a hundred go so.
pub(super) const ROADS: [(usize, &[Visit]); 6] = [
    (
        14,
        &[
            on(0, 0, &[File]),
            on(1, 0, &[AskForSupplement]),
            on(4, 0, &[Supply]),
            on(1, 0, &[RefuseAcceptance]),
        ],
    ),
    (8, &[on(0, 0, &[File]), on(1, 0, &[Accept, Notify]), on(5, 0, &[Withdraw]), on(1, 0, &[Close])]),
    (20, &[on(0, 0, &[File]), on(1, 0, &[Accept, Notify]), on(4, 0, &[BankRefuses]), on(1, 0, &[Close])]),
    (
        16,
        &[
            on(0, 0, &[File]),
            on(1, 0, &[Accept, Notify]),
            on(2, 0, &[ApplicantConsents]),
            on(2, 0, &[BankConsents]),
            on(1, 0, &[Offer]),
            on(0, 1, &[TakeOn, TellRights, Schedule]),
            on(AHEAD, 2, &[Open]),
            on(0, 3, &[PartApart]),
            on(3, 0, &[Terminate]),
            on(1, 0, &[Close]),
        ],
    ),
    (
        22,
        &[
            on(0, 0, &[File]),
            on(1, 0, &[Accept, Notify]),
            on(2, 0, &[ApplicantConsents]),
            on(1, 0, &[BankConsents]),
            on(1, 0, &[Offer]),
            on(0, 1, &[TakeOn, TellRights, Schedule]),
            on(AHEAD, 2, &[Open]),
            on(0, 3, &[PartAgreed, Draft]),
            on(1, 0, &[ApplicantSigns, BankSigns, MediatorSigns]),
            on(1, 0, &[Seal]),
            on(7, 0, &[Perform]),
            on(1, 0, &[Close]),
        ],
    ),
    (
        20,
        &[
            on(0, 0, &[File]),
            on(1, 0, &[Accept, Notify]),
            on(2, 0, &[ApplicantConsents]),
            on(1, 0, &[BankConsents]),
            on(1, 0, &[Offer]),
            on(0, 1, &[TakeOn, TellRights, Schedule]),
            on(AHEAD, 2, &[Open]),
            on(0, 3, &[PartAgreed, Draft]),
            on(1, 0, &[ApplicantSigns, BankSigns, MediatorSigns]),
            on(1, 0, &[Seal]),
            on(2, 0, &[Prepare, ApplicantJoins, BankJoins]),
            on(1, 0, &[FileAtCourt]),
            on(3, 0, &[CourtAccepts]),
            on(9, 0, &[CourtConfirms]),
            on(1, 0, &[Perform]),
            on(1, 0, &[Close]),
        ],
    ),
];

/// The road of a number from 0 to 99.
pub(super) fn road(mut of_hundred: usize) -> &'static [Visit] {
    for (many, road) in &ROADS {
        if of_hundred < *many {
            return road;
        }
        of_hundred -= many;
    }
    ROADS[0].1
}

#[cfg(test)]
mod tests {
    use super::{ROADS, road};

    #[test]
    fn every_case_has_a_road() {
        assert_eq!(ROADS.iter().map(|(many, _)| many).sum::<usize>(), 100);
        let first = |at: usize| road(at).len();
        assert_eq!([first(0), first(13), first(14), first(99)], [4, 4, 4, 16]);
    }
}

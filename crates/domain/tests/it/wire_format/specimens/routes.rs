//! Other ways to enforce an agreement.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::NonAcceptanceGround;

/// A settlement nobody had confirmed, enforced every other way one after the other.
pub(super) fn other_ways() -> Story {
    let ways = [order_applied(), order_refused(), suit(), arbitral_paper(), notarised()];
    let at = on("2026-11-10 09:00");
    let story = effective();
    ways.into_iter().fold(story, |story, way| story.and(clerk(), at, way))
}

/// How a payment order goes on, and other shapes of what a court does.
pub(super) fn orders() -> Vec<(&'static str, Story)> {
    let at = on("2026-11-10 09:00");
    let after = |steps: &[RecordOtherRoute]| {
        steps.iter().fold(effective(), |story, step| story.and(clerk(), at, step.clone()))
    };
    let steps = [order_applied(), order_accepted(), order_issued("2026-11-06")];
    let takes_effect = order(PaymentOrderStep::TakeEffect { on: day("2026-11-24") });
    vec![
        ("accepted", after(&steps[..2])),
        ("issued", after(&steps)),
        ("objected", after(&steps).and(clerk(), at, order_objected(true, false))),
        ("effective", after(&steps).and(clerk(), on("2026-11-24 09:00"), takes_effect)),
        ("refused", after(&[order_applied(), order_refused()])),
        ("expected", docketed()),
        ("grounds", confirmed().and(court(), on("2026-11-05 09:00"), court_dismisses())),
        (
            "outsider",
            effective().and(
                applicant(),
                on("2026-10-22 09:00"),
                PrepareConfirmation { outside_province: true, cross_border: true, ..prepare_confirmation() },
            ),
        ),
        (
            "not-acceptable",
            under_review().and(
                court(),
                on("2026-11-04 10:00"),
                court_dismisses_for(NonAcceptanceGround::Title),
            ),
        ),
        (
            "third-party-by-leave",
            confirmed().and(
                court(),
                on("2027-06-01 09:00"),
                by_leave(third_party_objects("2026-11-05", "2027-05-31")),
            ),
        ),
    ]
}

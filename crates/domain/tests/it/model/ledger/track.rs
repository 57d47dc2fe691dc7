//! The track of a case: what it takes, and when it may become another.

use super::Ledger;
use domain::case::TrackChanged;
use domain::classification::Track;

impl Ledger {
    pub(super) fn another_track(&mut self, place: &str, changed: &TrackChanged) {
        assert_eq!(self.track, Some(changed.from), "{place}: from another track");
        assert_ne!(changed.from, changed.to, "{place}: no change");
        let alone = Track::Complex != changed.from && Track::Complex != changed.to;
        assert!(alone || self.mediator.is_none(), "{place}: a mediator at work for another number");
        self.follow(place, changed.to);
        self.small.enters(place, self.claim, changed.fast_track.as_ref());
    }

    /// The track from now on, which takes only so much.
    pub(super) fn follow(&mut self, place: &str, track: Track) {
        let most = match track {
            Track::Small => 500_000,
            Track::Simple => 5_000_000,
            Track::Ordinary | Track::Complex => i64::MAX,
        };
        assert!(self.claim <= most, "{place}: {} fen in {track:?}", self.claim);
        self.track = Some(track);
    }
}

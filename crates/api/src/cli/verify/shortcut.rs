//! Where the notary says its tree stood: `state.json` and `positions`. Only shortcuts, yet proofs are found by them.

use super::Finding;
use application::NotaryFiles;
use event_store::{Incarnation, Position};
use proof::log::LogCheck;
use proof::tree::{Head, TILE_WIDTH};

/// What the two files say, compared while the log is walked.
pub(in crate::cli) struct Shortcut {
    stated: Stated,
    wrong: Option<String>,
    reached: bool,
}

enum Stated {
    /// Neither file is there: the tree is grown anew at the next start.
    Nothing,
    /// One of them cannot be read, or they do not fit each other.
    Unreadable(&'static str),
    Tree {
        head: Head,
        last: Position,
        firsts: Vec<Position>,
    },
}

impl Shortcut {
    pub(in crate::cli) fn read(files: &NotaryFiles, incarnation: Incarnation) -> Self {
        let stated = match files.state() {
            None if files.has("state.json") => Stated::Unreadable("state.json cannot be read"),
            None => Stated::Nothing,
            Some(state) if state.incarnation != incarnation => {
                Stated::Unreadable("state.json belongs to another life of the log")
            }
            Some(state) => match (state.head(), files.positions(state.size)) {
                (Some(head), Some(firsts)) => Stated::Tree { head, last: state.position, firsts },
                (None, _) => Stated::Unreadable("state.json states no root"),
                (_, None) => {
                    Stated::Unreadable("positions does not hold one position for each tile of state.json")
                }
            },
        };
        Self { stated, wrong: None, reached: false }
    }

    /// Heeds an event that was just taken into the check.
    pub(super) fn event(&mut self, position: Position, check: &LogCheck<'_>) {
        let Stated::Tree { head, last, firsts } = &self.stated else { return };
        if self.reached && position <= *last {
            self.wrong.get_or_insert_with(|| format!("state.json states the position {last} for event {} of the log, but later ones stand before that", head.size - 1));
        }
        if self.reached || self.wrong.is_some() {
            return;
        }
        let index = check.size() - 1;
        let tile = (index / TILE_WIDTH as u64) as usize;
        if index.is_multiple_of(TILE_WIDTH as u64) && firsts.get(tile) != Some(&position) {
            self.wrong = Some(format!(
                "positions names another event as the first of tile {tile}: event {index} of the log stands at {position}"
            ));
        }
        if check.size() == head.size {
            self.reached = true;
            let found = check.head().root;
            if found != head.root {
                let (size, stated) = (head.size, head.root);
                self.wrong = Some(format!(
                    "state.json states the root {stated} for {size} events, the log has {found}"
                ));
            } else if *last < position {
                self.wrong = Some(format!(
                    "state.json states the position {last} for the last of {} events, it stands at {position}",
                    head.size
                ));
            }
        }
    }

    /// Heeds how far the log reaches.
    pub(super) fn ended(&mut self, through: Position) {
        if let Stated::Tree { last, .. } = &self.stated
            && *last > through
        {
            self.wrong.get_or_insert_with(|| {
                format!("state.json states the position {last}, the log ends at {through}")
            });
        }
    }

    /// The verdict after the walk; none when there are no such files.
    pub(super) fn finding(self) -> Option<Finding> {
        let part = "state";
        match (self.stated, self.wrong) {
            (Stated::Nothing, _) => None,
            (Stated::Unreadable(words), _) => Some(Finding::bad(
                part,
                format_args!("{words}: remove state.json, and the tree is grown anew"),
            )),
            (Stated::Tree { .. }, Some(words)) => Some(Finding::bad(part, words)),
            (Stated::Tree { head, .. }, None) if !self.reached && head.size > 0 => Some(Finding::bad(
                part,
                format_args!("state.json states {} events, the log holds fewer", head.size),
            )),
            (Stated::Tree { head, .. }, None) => Some(Finding::good(
                part,
                format!("the tree of {} events is taken up where it stood", head.size),
            )),
        }
    }
}

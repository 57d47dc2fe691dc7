//! Work that can be done by several threads at once without anybody seeing it in the result.

use std::num::NonZero;

/// Fewer pieces than this are done where they are: a thread costs more.
const WORTH_IT: usize = 16;

/// How many threads may work at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Workers(NonZero<usize>);

impl Workers {
    /// The thread that asks, alone.
    pub(crate) const ONE: Self = Self(NonZero::<usize>::MIN);

    /// So many; one at least.
    pub(crate) fn new(many: usize) -> Self {
        Self(NonZero::new(many).unwrap_or(NonZero::<usize>::MIN))
    }

    /// As many as the machine has cores.
    pub(crate) fn all() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, NonZero::get))
    }

    /// Half of the cores, so that whoever is served meanwhile has the others.
    pub(crate) fn half() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, NonZero::get) / 2)
    }

    /// Whether so many pieces are done by other threads than the one that asks.
    pub(crate) fn share(self, pieces: usize) -> bool {
        self.0.get() > 1 && pieces >= WORTH_IT
    }

    /// Does `work` on every piece; the results stand in the order of the pieces, whoever made them.
    pub(crate) fn each<T: Send, R: Send>(self, pieces: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        let many = self.0.get();
        if !self.share(pieces.len()) {
            return pieces.into_iter().map(work).collect();
        }
        let share = pieces.len().div_ceil(many);
        let mut pieces = pieces.into_iter();
        let shares: Vec<Vec<T>> =
            std::iter::from_fn(|| Some(pieces.by_ref().take(share).collect())).take(many).collect();
        let work = &work;
        std::thread::scope(|scope| {
            let spawn = |share: Vec<T>| scope.spawn(move || share.into_iter().map(work).collect::<Vec<R>>());
            let threads: Vec<_> = shares.into_iter().map(spawn).collect();
            let joined = threads.into_iter().map(|thread| match thread.join() {
                Ok(results) => results,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            joined.flatten().collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Workers;

    #[test]
    fn results_stand_in_the_order_of_the_pieces_whoever_made_them() {
        let expected: Vec<usize> = (0..1_003).map(|piece| piece * 2).collect();
        for many in [0, 1, 2, 3, 7] {
            assert_eq!(Workers::new(many).each((0..1_003).collect(), |piece: usize| piece * 2), expected);
        }
    }
}

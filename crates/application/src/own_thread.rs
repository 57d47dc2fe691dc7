//! A task on a thread of its own: what reads and writes a file inline must not stand in the way of whoever answers requests.

use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// How much a thread matters beside the others when there are not cores enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rank {
    /// Somebody waits for it.
    Equal,
    /// It may fall behind for a while: commands, answers and views come first.
    Behind,
}

/// The thread. Dropping it ends the task.
pub(crate) struct OwnThread {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl OwnThread {
    /// Runs `task` until it ends or is told to.
    ///
    /// # Errors
    /// When the machine has no thread to give.
    pub(crate) fn start<T>(name: &str, rank: Rank, task: T) -> std::io::Result<Self>
    where
        T: Future<Output = ()> + Send + 'static,
    {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            if rank == Rank::Behind {
                fall_behind();
            }
            runtime.block_on(async {
                tokio::select! {
                    () = task => {}
                    // Told, or nobody is there to tell.
                    _ = stopped => {}
                }
            });
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }

    /// Ends it, and returns when it has let go of what it held.
    pub(crate) async fn end(&mut self) {
        drop(self.stop.take());
        let Some(thread) = self.thread.take() else { return };
        // It was told to end: that it did not come to its end is no news.
        let _ended = tokio::task::spawn_blocking(move || thread.join()).await;
    }
}

impl Drop for OwnThread {
    fn drop(&mut self) {
        drop(self.stop.take());
    }
}

/// Where it cannot be done, the thread is one among equals.
fn fall_behind() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 10) {
        tracing::debug!(%error, "a thread keeps its rank");
    }
}

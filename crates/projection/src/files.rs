//! Which file of a directory holds the views: those in use, those they have replaced, and those being built to replace them.
//!
//! Each is a numbered file, `views-7.db`, and what it is to the node is said by a symbolic link: `views.db`, `views-before.db`,
//! `views-next.db`. A link is replaced by renaming another one over it, which the file system does at once or not at all: at every
//! instant, also of a crash, `views.db` leads to whole views, and no file is ever renamed while it is in use.

use crate::error::ViewError;
use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};

const LIVE: &str = "views.db";
const BEFORE: &str = "views-before.db";
const NEXT: &str = "views-next.db";
const LOCK: &str = "views.lock";
/// A link on its way to its place.
const ARRIVING: &str = "views-arriving.db";

/// The files of one node's views, locked: nobody else builds, replaces or corrects views there meanwhile.
#[derive(Debug)]
pub struct ViewFiles {
    directory: PathBuf,
    _lock: File,
}

impl ViewFiles {
    /// Where the views of a directory are found, by whoever only looks.
    #[must_use]
    pub fn live_in(directory: &Path) -> PathBuf {
        directory.join(LIVE)
    }

    /// Takes the views of a directory in hand; makes the directory.
    ///
    /// # Errors
    /// [`ViewError::InUse`] while another process has them; [`ViewError::Io`].
    pub fn lock(directory: impl Into<PathBuf>) -> Result<Self, ViewError> {
        let directory = directory.into();
        std::fs::create_dir_all(&directory).map_err(at(&directory))?;
        let path = directory.join(LOCK);
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(at(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Err(ViewError::InUse { path }),
            Err(std::fs::TryLockError::Error(source)) => return Err(ViewError::Io { path, source }),
        }
        let files = Self { directory, _lock: lock };
        files.settle()?;
        Ok(files)
    }

    /// The file in use; it need not be there yet.
    ///
    /// # Errors
    /// [`ViewError::Io`].
    pub fn live(&self) -> Result<PathBuf, ViewError> {
        match self.target(LIVE) {
            Some(live) => Ok(live),
            None => self.link_new(LIVE),
        }
    }

    /// The views that were in use before, if they are kept.
    #[must_use]
    pub fn before(&self) -> Option<PathBuf> {
        self.target(BEFORE).filter(|before| before.exists() && self.target(LIVE).as_ref() != Some(before))
    }

    /// Views that are being built to replace those in use, if somebody has begun that.
    #[must_use]
    pub fn next(&self) -> Option<PathBuf> {
        self.target(NEXT).filter(|next| next.exists() && self.target(LIVE).as_ref() != Some(next))
    }

    /// The file to build new views in: the one that was begun, or a new one.
    ///
    /// # Errors
    /// [`ViewError::Io`].
    pub fn begin(&self) -> Result<PathBuf, ViewError> {
        match self.next() {
            Some(begun) => Ok(begun),
            None => self.link_new(NEXT),
        }
    }

    /// Gives up views that were being built.
    ///
    /// # Errors
    /// [`ViewError::Io`].
    pub fn abandon(&self) -> Result<(), ViewError> {
        self.unlink(NEXT)?;
        self.remove_forgotten()
    }

    /// Puts the new views in the place of those in use, which are kept as those before; the ones kept until now go.
    ///
    /// # Errors
    /// [`ViewError::Io`]; the views in use are then the old ones or the new ones, and whole.
    pub fn flip(&self) -> Result<(), ViewError> {
        let (live, next) = (self.live()?, self.begin()?);
        self.link(BEFORE, &live)?;
        self.link(LIVE, &next)?;
        self.unlink(NEXT)?;
        self.remove_forgotten()
    }

    /// Puts the views from before in use again, and keeps those that were in use until now; nothing when none are kept.
    ///
    /// # Errors
    /// [`ViewError::Io`]; the views in use are then the old ones or the new ones, and whole.
    pub fn flip_back(&self) -> Result<(), ViewError> {
        let Some(before) = self.before() else { return Ok(()) };
        let live = self.live()?;
        self.link(LIVE, &before)?;
        self.link(BEFORE, &live)
    }

    /// Views that are a file of that name, as all were once, become a numbered one and a link.
    fn settle(&self) -> Result<(), ViewError> {
        let live = self.directory.join(LIVE);
        let plain = live.symlink_metadata().is_ok_and(|found| found.is_file());
        if plain {
            // What SQLite keeps beside the file bears its name: it has to be taken in first.
            fold_in(&live)?;
            let numbered = self.free();
            std::fs::hard_link(&live, &numbered).map_err(at(&numbered))?;
            self.link(LIVE, &numbered)?;
        }
        self.remove_forgotten()
    }

    fn target(&self, name: &str) -> Option<PathBuf> {
        let target = std::fs::read_link(self.directory.join(name)).ok()?;
        number(target.file_name()?).map(|_| self.directory.join(target))
    }

    fn link_new(&self, name: &str) -> Result<PathBuf, ViewError> {
        let new = self.free();
        self.link(name, &new)?;
        Ok(new)
    }

    /// Points a link elsewhere, at once and durably.
    fn link(&self, name: &str, to: &Path) -> Result<(), ViewError> {
        let (arriving, place) = (self.directory.join(ARRIVING), self.directory.join(name));
        self.unlink(ARRIVING)?;
        let target = to.file_name().unwrap_or_default();
        std::os::unix::fs::symlink(target, &arriving).map_err(at(&arriving))?;
        std::fs::rename(&arriving, &place).map_err(at(&place))?;
        let directory = File::open(&self.directory).map_err(at(&self.directory))?;
        directory.sync_all().map_err(at(&self.directory))
    }

    fn unlink(&self, name: &str) -> Result<(), ViewError> {
        remove(&self.directory.join(name))
    }

    /// A numbered name nothing bears, and no link leads to: what it leads to need not be there yet.
    fn free(&self) -> PathBuf {
        let linked = [LIVE, BEFORE, NEXT].into_iter().filter_map(|name| self.target(name));
        let taken = self.numbered().chain(linked).filter_map(|path| number(path.file_name()?));
        let highest = taken.max().unwrap_or(0);
        self.directory.join(format!("views-{}.db", highest + 1))
    }

    /// Numbered files, with what SQLite keeps beside them.
    fn numbered(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let entries = std::fs::read_dir(&self.directory).ok();
        let paths = entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        paths.filter(|path| path.file_name().and_then(number).is_some())
    }

    /// Removes numbered files that no link leads to.
    fn remove_forgotten(&self) -> Result<(), ViewError> {
        let kept = [LIVE, BEFORE, NEXT].map(|name| self.target(name)?.file_name().and_then(number));
        for path in self.numbered() {
            if !kept.contains(&path.file_name().and_then(number)) {
                remove(&path)?;
            }
        }
        Ok(())
    }
}

/// The number in `views-7.db`, `views-7.db-wal` or `views-7.db-shm`.
fn number(name: &OsStr) -> Option<u64> {
    let rest = name.to_str()?.strip_prefix("views-")?;
    let (number, suffix) = rest.split_once('.')?;
    let known = matches!(suffix, "db" | "db-wal" | "db-shm");
    number.parse().ok().filter(|_| known)
}

/// Takes what SQLite keeps beside a database into it; what is no database stays as it is, to be complained of by whoever opens it.
fn fold_in(path: &Path) -> Result<(), ViewError> {
    let connection = rusqlite::Connection::open(path)?;
    let folded = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get::<_, i64>(0));
    drop(connection);
    match folded {
        Ok(0) | Err(_) => Ok(()),
        Ok(_) => Err(ViewError::InUse { path: path.to_owned() }),
    }
}

fn remove(path: &Path) -> Result<(), ViewError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(at(path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> ViewError + use<> {
    let path = path.to_owned();
    |source| ViewError::Io { path, source }
}

//! The PostgreSQL engine of the event log: several nodes append to one database, positions are gapless and equal to commit order.
//!
//! One task a process appends. It takes whatever appends are waiting, looks up where their streams stand, and writes them with one
//! call of a function inside the database: that call locks the one row of the table `head`, counts on from the last position, inserts
//! every event and commits, in one round trip. The lock is held until the commit is visible, so nobody ever sees a position before a
//! smaller one; while it commits, the next group gathers by itself, so there is no timer.
//!
//! The lookup happens before the lock. What another node writes in between meets a unique index, and the group is judged again under
//! the lock; a lost race of one append therefore never fails its neighbours.
//!
//! Absent on purpose: sequences, snapshots of transaction ids (a foreign transaction cannot hide or delay an event), update, delete.

mod appender;
mod connect;
mod fenced;
mod link;
mod options;
mod queue;
mod reader;
mod row;
mod schema;
mod session;
mod shared;
mod store;
mod tls;
mod watcher;

pub use connect::{OpenError, renew_incarnation};
pub use fenced::Fence;
pub use options::PgOptions;
pub use session::Session;
pub use store::PgEventStore;

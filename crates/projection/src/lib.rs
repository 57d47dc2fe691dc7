//! The read side: views, their runner, checkpoints and rebuild.

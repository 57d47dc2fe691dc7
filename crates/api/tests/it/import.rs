//! Importing files: every row is filed once, whatever its spelling, and none by halves.

mod again;
mod bad_rows;
mod command_line;
mod content;
mod desk;
mod real_files;

//! Texts of strangers: every character that moves, hides or turns, in every place of a file that takes a text,
//! looked for in everything that the program writes.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "strangers/characters.rs"]
mod characters;
#[path = "support/driver.rs"]
mod driver;
#[path = "strangers/file.rs"]
mod file;
#[path = "support/folder.rs"]
mod folder;
#[path = "strangers/screens.rs"]
mod screens;
#[path = "strangers/written.rs"]
mod written;

//! The pages say what is so: the README and those of `docs`, each command, key, name, file and number in them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;
#[path = "support/folder.rs"]
mod folder;

#[path = "readme/commands.rs"]
mod commands;
#[path = "readme/examples.rs"]
mod examples;
#[path = "readme/held.rs"]
mod held;
#[path = "readme/links.rs"]
mod links;
#[path = "readme/names.rs"]
mod names;
#[path = "readme/pages.rs"]
mod pages;
#[path = "readme/program.rs"]
mod program;
#[path = "readme/scenario_file.rs"]
mod scenario_file;

//! Long runs. Each is a command of its own, `cargo test --test long NAME -- --ignored --nocapture`, and prints the
//! figures that `docs/reliability.md` keeps; most have a short version that runs with the other tests.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails in a test fails the test")]

#[path = "support/built.rs"]
mod built;
#[path = "support/folder.rs"]
mod folder;
#[path = "support/pty.rs"]
mod pty;

#[path = "long/hostile.rs"]
mod hostile;
#[path = "long/monkey.rs"]
mod monkey;
#[path = "long/recovering.rs"]
mod recovering;
#[path = "long/refusing.rs"]
mod refusing;
#[path = "long/saving.rs"]
mod saving;
#[path = "long/signals.rs"]
mod signals;
#[path = "long/suspending.rs"]
mod suspending;

//! How the program does in a real terminal beside others: its start, its keys, its rest, its memory.
//!
//! `cargo bench --bench terminal` opens each program that is installed in the same terminal of 120 columns and
//! 40 rows, one after the other in every round, and prints a table, then each goal as a ratio of figures of this
//! one run. It reads `/proc`, so that it is for Linux.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a benchmark that cannot set up measures nothing"
)]

#[path = "goal.rs"]
mod goal;
#[path = "terminal/goals.rs"]
mod goals;
#[path = "terminal/peers.rs"]
mod peers;
#[path = "terminal/process.rs"]
mod process;
#[path = "terminal/watched.rs"]
mod watched;

use std::time::Duration;

use peers::{Peer, peers};
use watched::Watched;

/// Starts of each program.
const STARTS: usize = 15;
/// Keys that are pressed in each.
const KEYS: usize = 200;
/// A screen on which nothing has come for so long is stable.
const QUIET: Duration = Duration::from_millis(150);
/// A key that brings nothing within this time brings nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long it is watched while nobody does anything.
const REST: Duration = Duration::from_secs(4);

/// What was measured of a program.
struct Figures {
    name: &'static str,
    /// From its start to the last byte of its first screen; the median.
    stable: Duration,
    /// From a key to the first byte of what it brings: the median, and what 99 of 100 stay below.
    key: Duration,
    slow_key: Duration,
    /// Keys that brought something.
    answered: usize,
    /// A key's bytes and writes, on average.
    bytes: f64,
    writes: f64,
    /// How often it wakes up in a second in which nothing happens, and what it writes then.
    wake_ups: f64,
    idle_bytes: usize,
    /// The most memory that it held, in bytes.
    memory: u64,
}

/// The value below which `share` of all are; they get sorted.
fn quantile(all: &mut [Duration], share: f64) -> Duration {
    all.sort_unstable();
    let at = (all.len() as f64 * share) as usize;
    all.get(at.min(all.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// All starts of all programs, in turn, so that what else the machine does meets all of them.
fn starts(peers: &[Peer]) -> Vec<Duration> {
    let mut all = vec![Vec::new(); peers.len()];
    for _ in 0..STARTS {
        for (peer, times) in peers.iter().zip(&mut all) {
            times.push(Watched::open(peer).until_stable(QUIET));
        }
    }
    all.iter_mut().map(|times| quantile(times, 0.5)).collect()
}

fn figures(peer: &Peer, stable: Duration) -> Figures {
    let mut watched = Watched::open(peer);
    watched.until_stable(QUIET);
    let (before, mut times) = (process::read(watched.id()), Vec::new());
    let mut bytes = 0;
    for key in peer.presses().take(KEYS) {
        let answer = watched.press(key, PATIENCE);
        bytes += answer.bytes;
        times.extend(answer.first);
    }
    let after = process::read(watched.id());
    watched.until_stable(QUIET);
    let (rested, came) = watched.rest(REST);
    Figures {
        name: peer.name,
        stable,
        key: quantile(&mut times, 0.5),
        slow_key: quantile(&mut times, 0.99),
        answered: times.len(),
        bytes: bytes as f64 / KEYS as f64,
        writes: (after.writes - before.writes) as f64 / KEYS as f64,
        wake_ups: rested as f64 / REST.as_secs_f64(),
        idle_bytes: came,
        memory: after.most_memory,
    }
}

fn print_table(all: &[Figures]) {
    println!("| | stable | key | p99 | wake-ups | memory | bytes a key | writes a key |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for one in all {
        println!(
            "| {} | {} | {} | {} | {:.1} | {:.1} MB | {:.0} | {:.2} |",
            one.name,
            span(one.stable),
            span(one.key),
            span(one.slow_key),
            one.wake_ups,
            one.memory as f64 / 1e6,
            one.bytes,
            one.writes,
        );
    }
}

/// A time as a person reads it.
fn span(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        ..1000.0 => format!("{micros:.0} µs"),
        ..10_000.0 => format!("{:.1} ms", micros / 1e3),
        _ => format!("{:.0} ms", micros / 1e3),
    }
}

fn main() {
    let (here, missing) = peers();
    let stable = starts(&here);
    let all: Vec<Figures> = here.iter().zip(stable).map(|(peer, stable)| figures(peer, stable)).collect();
    print_table(&all);
    if !missing.is_empty() {
        println!("\nNot installed: {}.", missing.join(", "));
    }
    for one in all.iter().filter(|one| one.answered < KEYS) {
        println!("{}: {} of {KEYS} keys brought something.", one.name, one.answered);
    }
    println!();
    goals::print(&all);
}

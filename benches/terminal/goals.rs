//! The goals: each as a bound, and the figure of this run.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::goal::{head, line};
use crate::peers::ours;
use crate::watched::Watched;
use crate::{Figures, QUIET, process};

/// Weights of the built-in scenario `large`.
const LARGE_WEIGHTS: f64 = 535_040.0;
/// A line of 9,600 bytes a second: so many at a time, with this pause after each.
const SLOW_LINE: (usize, Duration) = (96, Duration::from_millis(10));
/// Keys that are pressed on that line, and the time between two.
const SLOW_KEYS: (usize, Duration) = (100, Duration::from_millis(50));
/// What a terminal keeps that has not gone out, 8 KB, and a frame take about so many seconds on that line.
const LATEST: f64 = 1.5;
/// How long a training is watched.
const TRAINING: Duration = Duration::from_secs(3);

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// Prints every goal with its figure; those that need a program that is not there are left out.
pub fn print(all: &[Figures]) {
    let of = |name: &str| all.iter().find(|figures| figures.name.starts_with(name));
    let (Some(ours), Some(large)) = (of("chainrule"), of("chainrule large")) else { return };
    head();
    if let Some(vim) = of("vim") {
        line("start, beside vim's", ratio(ours.stable, vim.stable), 1.0, "");
        line("a key, beside vim's", ratio(ours.key, vim.key), 2.0, "");
    }
    if let Some(less) = of("less") {
        line("start, beside less's", ratio(ours.stable, less.stable), 1.5, "");
    }
    if let Some(bottom) = of("bottom") {
        line("a key, beside bottom's", ratio(ours.key, bottom.key), 1.0, "");
    }
    line("the slowest of 100 keys, beside the median", ratio(ours.slow_key, ours.key), 3.0, "");
    line("writes a key", ours.writes, 1.0, "");
    line("a key's bytes", ours.bytes, 3000.0, "");
    line("wake-ups a second, nothing happening", ours.wake_ups, 0.0, "");
    line("bytes, nothing happening", ours.idle_bytes as f64, 0.0, "");
    line("peak memory", ours.memory as f64 / 1e6, 6.0, " MB");
    let more = large.memory.saturating_sub(ours.memory) as f64 / LARGE_WEIGHTS;
    line("memory a weight beyond that", more, 16.0, " bytes");
    training();
    slow_line();
    let binary = std::fs::metadata(Path::new(env!("CARGO_BIN_EXE_chainrule"))).map_or(0, |file| file.len());
    line("the program's file", binary as f64 / 1e6, 4.0, " MB");
}

/// Frames and the processor while a training goes on.
fn training() {
    let peer = ours("training", &["digits", "--step", "check/train"]);
    let mut watched = Watched::open(&peer);
    watched.until_stable(QUIET);
    watched.send("t");
    watched.wait(Duration::from_millis(300));
    watched.send("100000\r");
    watched.wait(Duration::from_millis(300));
    let (before, began) = (process::read(watched.id()), Instant::now());
    let bytes = watched.wait(TRAINING);
    let (after, took) = (process::read(watched.id()), began.elapsed().as_secs_f64());
    let frames = (after.writes - before.writes) as f64 / took;
    if bytes == 0 {
        println!("| frames a second, training | nothing came | 30 | **missed** |");
        return;
    }
    line("frames a second, training", frames, 30.0, "");
    line("cores, training", (after.busy - before.busy) / took, 1.0, "");
}

/// Keys on a slow line: how far the screen is behind the last one, and whether it is that one's.
fn slow_line() {
    let peer = ours("slow line", &[]);
    let (at_a_time, pause) = SLOW_LINE;
    let mut slow = Watched::open_with(&peer, at_a_time, pause);
    let mut quick = Watched::open(&peer);
    slow.until_stable(QUIET);
    quick.until_stable(QUIET);
    let before = process::read(slow.id());
    for key in peer.presses().take(SLOW_KEYS.0) {
        slow.send(key);
        quick.press(key, Duration::from_millis(500));
        thread::sleep(SLOW_KEYS.1);
    }
    let pressed = Instant::now();
    let last = slow.until_quiet(Duration::from_secs(1)).unwrap_or(pressed);
    quick.until_quiet(QUIET);
    let frames = process::read(slow.id()).writes - before.writes;
    let differing = differing(slow.shown.screen(), quick.shown.screen());
    let behind = last.saturating_duration_since(pressed).as_secs_f64();
    let most = SLOW_KEYS.0 as f64 - 1.0;
    line("frames of 100 keys, 20 a second, at 9,600 bytes a second", frames as f64, most, "");
    line("… seconds that the last key's frame comes later", behind, LATEST, "");
    line("… cells that are not those of the last key's frame", differing as f64, 0.0, "");
}

/// Cells of one screen that look otherwise than those of another. Of a blank its ink is not seen.
fn differing(one: &vt100::Screen, other: &vt100::Screen) -> usize {
    let seen = |screen: &vt100::Screen, y, x| {
        let cell = screen.cell(y, x)?;
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let ink = (text != " " || cell.inverse()).then(|| (cell.fgcolor(), cell.bold()));
        Some((text.to_owned(), cell.bgcolor(), cell.inverse(), ink))
    };
    let (rows, columns) = one.size();
    let all = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
    all.filter(|&(y, x)| seen(one, y, x) != seen(other, y, x)).count()
}

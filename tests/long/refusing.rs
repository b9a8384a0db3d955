//! Bad files, and how long the program takes to refuse each, with how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::built::{ORIGIN, built};
use super::folder::folder;

/// What is promised of each.
const MOST_TIME: Duration = Duration::from_millis(200);
const MOST_MEMORY: usize = 256 << 20;
const MOST_BYTES: usize = 2048;
/// How often each is opened: the quickest counts.
const TIMES: usize = 3;

/// What one run took.
struct Took {
    /// Of the processor. The program has one thread, so that on an idle machine it is the time that goes by; on a busy
    /// one, more goes by.
    time: Duration,
    elapsed: Duration,
    memory: usize,
    said: String,
}

/// Runs the program on a file by GNU time, which says how long it was at work, and how much memory it had at most.
fn refused(program: &str, file: &Path, said_by_time: &Path) -> Took {
    let start = Instant::now();
    let output = Command::new("time")
        .args(["--format", "%U %S %M", "--output"])
        .arg(said_by_time)
        .arg(program)
        .arg("values")
        .arg(file)
        .output()
        .expect("GNU time is installed");
    let elapsed = start.elapsed();
    assert!(!output.status.success() && output.stdout.is_empty(), "{} is not refused", file.display());
    let figures = fs::read_to_string(said_by_time).unwrap();
    let figures: Vec<f64> =
        figures.lines().last().unwrap().split(' ').map(|figure| figure.parse().unwrap()).collect();
    let time = Duration::from_secs_f64(figures[0] + figures[1]);
    let memory = figures[2] as usize * 1024;
    let said = String::from_utf8(output.stderr).unwrap();
    Took { time, elapsed, memory, said }
}

#[test]
#[ignore = "long: every bad file three times, some 2 minutes; PROGRAM names a release build; needs GNU time"]
fn bad_files_are_refused_soon_and_in_little_memory() {
    let program = std::env::var("PROGRAM").expect("PROGRAM names the release build to measure");
    let folder = folder("refusing");
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")).unwrap() {
        let path = entry.unwrap().path();
        files.push((path.file_name().unwrap().to_string_lossy().into_owned(), path));
    }
    for (n, bad) in built().into_iter().enumerate() {
        let below = folder.join(n.to_string());
        fs::create_dir(&below).unwrap();
        fs::write(below.join(ORIGIN), bad.bytes).unwrap();
        files.push((bad.name, below.join(ORIGIN)));
    }
    let said_by_time = folder.join("time");
    let (mut slowest, mut largest, mut longest) = ((Duration::ZERO, ""), (0, ""), (0, ""));
    let mut elapsed = Duration::ZERO;
    let mut placed = 0;
    for (name, path) in &files {
        let runs: Vec<Took> = (0..TIMES).map(|_| refused(&program, path, &said_by_time)).collect();
        let time = runs.iter().map(|run| run.time).min().unwrap();
        let memory = runs.iter().map(|run| run.memory).max().unwrap();
        let said = &runs[0].said;
        slowest = slowest.max((time, name));
        elapsed = elapsed.max(runs.iter().map(|run| run.elapsed).min().unwrap());
        largest = largest.max((memory, name));
        longest = longest.max((said.len(), name));
        placed += usize::from(said.contains("--> "));
        assert!(time <= MOST_TIME, "{name} takes {time:?}");
        assert!(memory <= MOST_MEMORY, "{name} takes {} MiB", memory >> 20);
        assert!(said.len() <= MOST_BYTES, "{name}: a message of {} bytes", said.len());
    }
    println!(
        "{} bad files, {placed} with line and column: the slowest takes {:.0?} of the processor ({}), {elapsed:.0?} \
         went by at most, the largest takes {} MiB ({}), \
         the longest message has {} bytes ({})",
        files.len(),
        slowest.0,
        slowest.1,
        largest.0 >> 20,
        largest.1,
        longest.0,
        longest.1
    );
}

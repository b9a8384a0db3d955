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
/// How often each is opened: the quickest counts, since the machine may be busy with something else.
const TIMES: usize = 3;

/// What one run took.
struct Took {
    time: Duration,
    memory: usize,
    said: String,
}

/// Runs the program on a file by GNU time, which says how much memory it had at most. The time is GNU time's own as
/// well, and that of a process.
fn refused(program: &str, file: &Path, said_by_time: &Path) -> Took {
    let start = Instant::now();
    let output = Command::new("time")
        .args(["--format", "%M", "--output"])
        .arg(said_by_time)
        .arg(program)
        .arg("values")
        .arg(file)
        .output()
        .expect("GNU time is installed");
    let time = start.elapsed();
    assert!(!output.status.success() && output.stdout.is_empty(), "{} is not refused", file.display());
    let memory = fs::read_to_string(said_by_time).unwrap();
    let kilobytes: usize = memory.lines().last().unwrap().trim().parse().unwrap();
    Took { time, memory: kilobytes << 10, said: String::from_utf8(output.stderr).unwrap() }
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
    let mut placed = 0;
    for (name, path) in &files {
        let runs: Vec<Took> = (0..TIMES).map(|_| refused(&program, path, &said_by_time)).collect();
        let time = runs.iter().map(|run| run.time).min().unwrap();
        let memory = runs.iter().map(|run| run.memory).max().unwrap();
        let said = &runs[0].said;
        slowest = slowest.max((time, name));
        largest = largest.max((memory, name));
        longest = longest.max((said.len(), name));
        placed += usize::from(said.contains("\n") && said.contains("--> "));
        assert!(time <= MOST_TIME, "{name} takes {time:?}");
        assert!(memory <= MOST_MEMORY, "{name} takes {} MiB", memory >> 20);
        assert!(said.len() <= MOST_BYTES, "{name}: a message of {} bytes", said.len());
    }
    println!(
        "{} bad files, {placed} with line and column: the slowest is refused in {:.0?} ({}), the largest takes {} MiB ({}), \
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

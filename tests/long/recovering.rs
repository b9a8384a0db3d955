//! A program that is killed after edits: how much the next run has.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::pty::{Session, state};
use super::saving::Random;

const KILLS: usize = 100;
/// The longest that a run is left alone, and the longest between two edits.
const LONGEST: (Duration, Duration) = (Duration::from_secs(6), Duration::from_millis(900));
/// What is promised.
const PROMISED: Duration = Duration::from_secs(4);

fn kept(state: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(state.join("chainrule/unsaved")).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect()
}

/// Each run takes up what the one before it left, edits at random moments and is killed at one.
#[test]
#[ignore = "long: 100 kills, some 5 minutes"]
fn edits_survive_a_hundred_kills() {
    let state = state();
    let mut random = Random(11);
    let (mut number, mut behind, mut edits, mut lost) = (0_usize, Duration::ZERO, 0, 0);
    let mut newest_kept = 0;
    for kill in 0..KILLS {
        let mut session = Session::open_with(&state, 100, 30, &[]);
        session.shows("step 1 of 116");
        if newest_kept > 0 {
            session.shows("not saved. :recover makes");
            session.press(":recover\r");
            session.shows(" made again: ");
        }
        let end = Instant::now() + random.time(LONGEST.0);
        let mut made = Vec::new();
        while made.is_empty() || Instant::now() < end {
            number += 1;
            session.press(&format!(":set w_d1 {number}.5\r"));
            session.shows(&format!("→ {number}.5"));
            made.push((number, Instant::now()));
            thread::sleep(random.time(LONGEST.1));
        }
        session.signal("KILL");
        let killed = Instant::now();
        session.child.wait().unwrap();
        let files = kept(&state);
        assert!(files.len() <= 1, "{files:?}");
        let text = files.first().map(|file| fs::read_to_string(file).unwrap()).unwrap_or_default();
        let values = text.split("w_d1=").skip(1).filter_map(|rest| rest.split_once(".5\"")?.0.parse().ok());
        newest_kept = values.last().unwrap_or(0);
        for (number, at) in &made {
            if *number > newest_kept {
                lost += 1;
                behind = behind.max(killed - *at);
                assert!(killed - *at < PROMISED, "kill {kill}: {number} was made {:?} before", killed - *at);
            }
        }
        edits += made.len();
    }
    let litter = fs::read_dir(state.join("chainrule/unsaved")).unwrap().count() - kept(&state).len();
    println!(
        "{KILLS} kills after {edits} edits: {lost} edits lost, the oldest {behind:.1?} before its kill; \
         {litter} files left that were being written"
    );
    assert!(litter <= 1);
}

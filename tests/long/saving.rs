//! A program that is killed while it saves: the file is the old one or the new one.
//!
//! The program reads commands from a pipe (`chainrule read`), changes a number and saves, again and again. It is
//! killed at a random instant. Each saving that it has told to be done must be in the file, and at most the one
//! after that, to the byte.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::folder::folder;
use super::pty::{Session, binary};

/// Savings that are asked for in one run, more than it will ever come to.
const MOST_SAVINGS: usize = 5000;
/// Kills of a long run.
const KILLS: usize = 1000;

/// Random numbers (SplitMix64): the same in every run that begins with the same.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A time shorter than this.
    pub fn time(&mut self, below: Duration) -> Duration {
        Duration::from_nanos(self.next() % below.as_nanos().max(1) as u64)
    }
}

/// The text of the file after so many savings.
fn text(savings: usize) -> String {
    let source = include_str!("../../scenarios/swap.toml");
    if savings == 0 {
        return source.to_owned();
    }
    let text = source.replacen("d = [[0.3,", &format!("d = [[{savings}.5,"), 1);
    text.replace("quotes = true", "quotes = \"changed\"")
}

/// Which of the texts a file holds; what is none of them fails the test.
fn savings_in(file: &Path) -> usize {
    let held = fs::read_to_string(file).expect("the file is there");
    let number = held.split_once("d = [[").and_then(|(_, rest)| rest.split_once([',', '.']));
    let savings = number.and_then(|(number, _)| number.parse().ok()).expect("a number");
    assert_eq!(held, text(savings), "neither the old file nor the new one");
    savings
}

fn names(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn reading(file: &Path) -> Child {
    let mut command = Command::new(binary());
    command.arg("read").arg(file).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Figures of a run.
#[derive(Default)]
struct Figures {
    /// After how many a file was left that was being written.
    while_writing: usize,
    /// How many saved nothing before they were killed.
    before_the_first: usize,
    /// Savings that were told to be done, in all.
    told: usize,
    /// Savings that were done and not told.
    untold: usize,
}

fn killed(name: &str, kills: usize) -> Figures {
    let folder = folder(name);
    let file = folder.join("mine.toml");
    fs::write(&file, text(0)).unwrap();
    let mut random = Random(7);
    let mut figures = Figures::default();
    for _ in 0..kills {
        let before = savings_in(&file);
        let mut child = reading(&file);
        let mut input = child.stdin.take().unwrap();
        let writer = thread::spawn(move || {
            for n in before + 1..before + MOST_SAVINGS {
                // It is killed in the midst of this.
                if writeln!(input, "set w_d1 {n}.5\nsave").is_err() {
                    break;
                }
            }
        });
        let mut output = child.stdout.take().unwrap();
        let mut told = vec![0; 1 << 12];
        // It has begun.
        let count = output.read(&mut told).unwrap();
        told.truncate(count);
        thread::sleep(random.time(Duration::from_millis(40)));
        child.kill().unwrap();
        child.wait().unwrap();
        output.read_to_end(&mut told).unwrap();
        writer.join().unwrap();
        let told = String::from_utf8_lossy(&told).matches("Written to").count();
        let after = savings_in(&file);
        assert!(
            (before + told..=before + told + 1).contains(&after),
            "{told} savings were told after {before}, and the file holds {after}"
        );
        let litter = names(&folder).len() - 1;
        assert!(litter <= 1, "what is left of one that was killed goes with the next saving");
        figures.while_writing += litter;
        figures.before_the_first += usize::from(after == before);
        figures.told += told;
        figures.untold += after - before - told;
    }
    let before = savings_in(&file);
    let mut last = reading(&file);
    write!(last.stdin.take().unwrap(), "set w_d1 {}.5\nsave\n", before + 1).unwrap();
    assert!(last.wait_with_output().unwrap().status.success());
    assert_eq!(savings_in(&file), before + 1);
    assert_eq!(names(&folder), [file], "nothing is left of those that were killed");
    figures
}

#[test]
fn a_program_killed_while_it_saves_leaves_the_old_file_or_the_new_one() {
    killed("killed-while-saving", 10);
}

#[test]
#[ignore = "long: 1,000 kills"]
fn saving_survives_a_thousand_kills() {
    let began = Instant::now();
    let figures = killed("killed-while-saving-long", KILLS);
    let Figures { while_writing, before_the_first, told, untold } = figures;
    println!(
        "{KILLS} kills in {:.0?}: {told} savings told and there, {untold} there and not told; {before_the_first} kills \
         before a first saving, {while_writing} while a file was being written; nothing left in the folder",
        began.elapsed()
    );
}

/// The same on the screen: what keys ask for. How far it came is not told there.
#[test]
#[ignore = "long: 100 kills in a terminal"]
fn saving_on_the_screen_survives_kills() {
    let folder = folder("killed-while-saving-on-the-screen");
    let file = folder.join("mine.toml");
    fs::write(&file, text(0)).unwrap();
    let mut random = Random(13);
    let (mut while_writing, mut savings) = (0, 0);
    for _ in 0..100 {
        let before = savings_in(&file);
        let mut session = Session::open(100, 30, &[file.to_str().unwrap()]);
        session.shows("step 1 of 116");
        let keys = |n: usize| format!(":set w_d1 {n}.5\r:save\r");
        session.press(&(before + 1..before + 100).map(keys).collect::<String>());
        thread::sleep(random.time(Duration::from_millis(200)));
        session.signal("KILL");
        session.child.wait().unwrap();
        let after = savings_in(&file);
        assert!(after >= before, "{after} after {before}");
        savings += after - before;
        let litter = names(&folder).len() - 1;
        assert!(litter <= 1);
        while_writing += litter;
    }
    // What is left goes when the scenario is opened, too.
    let mut last = Session::open(100, 30, &[file.to_str().unwrap()]);
    last.shows("step 1 of 116");
    last.press("q");
    assert_eq!(last.ends().exit_code(), 0);
    assert_eq!(names(&folder), [file]);
    println!(
        "100 kills on the screen after {savings} savings, {while_writing} while a file was being written"
    );
}

/// A real disk of 64 KiB that is full, and one that can only be read. It needs the right to mount in a name
/// space of its own; where that is not given, the run fails.
#[test]
#[ignore = "long: it mounts file systems of its own"]
fn saving_tells_a_full_and_a_read_only_disk() {
    let folder = folder("disks");
    let run = |options: &str, prepare: &str, lines: &str, after: &str| {
        let script = format!(
            "set -e; mount -t tmpfs -o {options} none {disk}; cd {disk}; cp {source} mine.toml; {prepare}\n\
             printf '{lines}' | {program} read mine.toml; echo; {after}; cmp mine.toml {source}; ls -A",
            disk = folder.display(),
            source = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/swap.toml"),
            program = binary().display(),
        );
        let output = Command::new("unshare").args(["-rm", "sh", "-c", &script]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
        said
    };
    let full = run("size=64k", "cat /dev/zero > rest 2>/dev/null || true", "set w_d1 0.9\\nsave\\n", "true");
    assert!(full.contains("mine.toml cannot be written: there is no room left on its disk"), "{full}");
    assert!(full.ends_with("mine.toml\nrest\n"), "{full}");
    let lines = "set w_d1 0.9\\nsave\\nsave new.toml\\n";
    let protected = run("size=64k", "mount -o remount,ro .", lines, "true");
    for name in ["mine.toml", "new.toml"] {
        let sentence = format!("{name} cannot be written: its disk can only be read");
        assert!(protected.contains(&sentence), "{protected}");
    }
    assert!(protected.ends_with("\nmine.toml\n"), "{protected}");
    println!("a full disk and one that can only be read are told, and the file stays");
}

//! Signals at any moment: the terminal is as before, and soon.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, native_pty_system};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use crate::folder::folder;
use crate::pty::{Session, binary, keep_apart, private, program_in, size, within_the_deadline};

/// How long it takes at most from the signal to the end.
const MOST: Duration = Duration::from_millis(500);
/// Signals, and the exit codes that tell of them.
const SIGNALS: [(&str, u32); 4] = [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)];

/// What the program is doing when a signal comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doing {
    /// It has only just been started.
    Starting,
    Walking,
    /// A paste has begun and does not end.
    Pasted,
    /// The terminal has sent half of a key.
    HalfAKey,
    Editing,
    Training,
    /// It is asked for a long computation.
    Computing,
    Presenting,
    FollowingNobody,
    Following,
    Reading,
}

use Doing::{
    Computing, Editing, Following, FollowingNobody, HalfAKey, Pasted, Presenting, Reading, Starting,
    Training, Walking,
};

const ALL: [Doing; 11] = [
    Starting,
    Walking,
    Pasted,
    HalfAKey,
    Editing,
    Training,
    Computing,
    Presenting,
    FollowingNobody,
    Following,
    Reading,
];

/// The program, doing that. Who follows finds an explainer in `busy` and none in `empty`.
fn doing(what: Doing, busy: &Path, empty: &Path) -> Session {
    let open = |arguments: &[&str]| Session::open(100, 30, arguments);
    let walking = || {
        let session = open(&["--step", "chain/w_d1/slope"]);
        session.shows("step 41 of 116");
        session
    };
    let then = |keys: &str, text: &str| {
        let mut session = walking();
        session.press(keys);
        session.shows(text);
        session
    };
    match what {
        Starting => open(&[]),
        Walking => walking(),
        Pasted => {
            // What comes before it has been dealt with by the time that it is read.
            let mut session = then("l", "step 42 of 116");
            session.press("\x1b[200~qqq\n:quit\n");
            session
        }
        HalfAKey => {
            let mut session = then("l", "step 42 of 116");
            session.press("\x1b[1;");
            session
        }
        Editing => then("e0.2", "Edit W_d"),
        Training => then("t100000\r", "epochs a second"),
        Computing => {
            let mut session = open(&["digits"]);
            session.shows("step 1 of");
            session.press(":epoch 100000");
            session.shows(":epoch 100000");
            session.press("\r");
            session
        }
        Presenting => {
            let mut session = open(&["--present", "--step", "chain/w_d1/slope"]);
            session.shows("step 41 of 116");
            session.press("a");
            session
        }
        FollowingNobody => {
            let session = Session::open_as(program_in(empty), 100, 30, &["follow"]);
            session.shows("Waiting for an explainer to start");
            session
        }
        Following => {
            let session = Session::open_as(program_in(busy), 100, 30, &["follow"]);
            session.shows("step 41 of 116");
            session
        }
        Reading => {
            let session = open(&["read"]);
            session.shows("network");
            session
        }
    }
}

/// One who is followed.
fn explainer(runtime: &Path) -> Session {
    let explainer = Session::open_as(program_in(runtime), 100, 30, &["--step", "chain/w_d1/slope"]);
    explainer.shows("step 41 of 116");
    explainer
}

/// Sends a signal; returns how long it took from there to the end.
fn ended_by(mut session: Session, what: Doing, (name, code): (&str, u32)) -> Duration {
    let process = rustix::process::Pid::from_raw(session.child.process_id().unwrap() as i32).unwrap();
    let number = rustix::process::Signal::from_named_raw(code as i32 - 128).unwrap();
    let asked = Instant::now();
    rustix::process::kill_process(process, number).unwrap();
    let status = session.child.wait().unwrap();
    let took = asked.elapsed();
    session.is_as_before();
    // Where nothing is changed that must be put back, signals do what they always do.
    let is_plain = matches!(what, Starting | Reading) && status.signal().is_some();
    assert!(is_plain || status.exit_code() == code, "{what:?} {name}: {status:?}");
    took
}

#[test]
fn whatever_it_does_a_signal_ends_it_and_the_terminal_is_as_before() {
    let (busy, empty) = (private("followed-once"), private("nobody-once"));
    let _explainer = explainer(&busy);
    for (n, what) in ALL.into_iter().enumerate() {
        ended_by(doing(what, &busy, &empty), what, SIGNALS[n % 4]);
    }
}

#[test]
#[ignore = "long: two hundred signals at random moments"]
fn signals() {
    let seed = std::env::var("SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (busy, empty) = (private("followed"), private("nobody"));
    let _explainer = explainer(&busy);
    let mut all: BTreeMap<Doing, Vec<Duration>> = BTreeMap::new();
    for n in 0..200 {
        let what = ALL[n % ALL.len()];
        let session = doing(what, &busy, &empty);
        std::thread::sleep(Duration::from_micros(u64::from(random.next_u32()) % 300_000));
        let signal = SIGNALS[random.next_u32() as usize % 4];
        all.entry(what).or_default().push(ended_by(session, what, signal));
    }
    for (what, times) in &mut all {
        times.sort();
        let (median, last) = (times[times.len() / 2], times[times.len() - 1]);
        println!("{what:?}: {} signals, gone after {median:?} (median), {last:?} (longest)", times.len());
    }
    let mut times: Vec<Duration> = all.into_values().flatten().collect();
    times.sort();
    println!(
        "all {}: {:?} (median), {:?} (95 of 100), {:?} (longest)",
        times.len(),
        times[100],
        times[190],
        times[199]
    );
    assert!(times[199] < MOST, "{:?}", times[199]);
}

/// What is left of a program whose terminal was closed: its exit code, and the seconds of the processor that it took.
///
/// The shell that started it is told and ignores it; the program is not even told.
fn closed(name: &str, (keys, shown): (&str, &str)) -> (Duration, u32, f64) {
    let place = folder(&format!("closed-{name}"));
    let (before, after): (PathBuf, PathBuf) = (place.join("writing"), place.join("written"));
    let mut command = CommandBuilder::new("sh");
    keep_apart(&mut command);
    let script = "trap '' HUP; \"$0\"; echo $? > \"$1\"; times >> \"$1\"; mv \"$1\" \"$2\"";
    command.args(["-c", script]);
    command.args([&binary(), &before, &after]);
    let pair = native_pty_system().openpty(size(100, 30)).unwrap();
    let _shell = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    // No thread reads: it would hold the terminal open.
    let (mut to, mut from) = (pair.master.take_writer().unwrap(), pair.master.try_clone_reader().unwrap());
    let mut parser = vt100::Parser::new(30, 100, 0);
    for (keys, text) in [("", "step 1 of 116"), (keys, shown)] {
        to.write_all(keys.as_bytes()).unwrap();
        while !parser.screen().contents().contains(text) {
            let mut bytes = [0; 4096];
            let count = from.read(&mut bytes).unwrap();
            parser.process(&bytes[..count]);
        }
    }
    let began = Instant::now();
    drop((to, from, pair.master));
    let left = within_the_deadline("the end", || std::fs::read_to_string(&after).ok());
    let took = began.elapsed();
    // The exit code; then user and system time of the shell, and of the program.
    let lines: Vec<&str> = left.lines().collect();
    let seconds = lines[2].split_whitespace().map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    });
    (took, lines[0].parse().unwrap(), seconds.sum())
}

/// What it is doing when its terminal is closed: keys, and what is shown then.
const CLOSED: [(&str, &str); 4] = [
    ("l", "step 2 of 116"),
    ("l\x1b[200~l", "step 2 of 116"),
    ("l\x1b[1;", "step 2 of 116"),
    ("t100000\r", "epochs a second"),
];

#[test]
fn a_closed_terminal_ends_it_though_no_signal_says_so() {
    let (_, code, _) = closed("once", CLOSED[0]);
    assert_eq!(code, 1, "it was no signal that ended it");
}

#[test]
#[ignore = "long: fifty terminals that are closed"]
fn closing() {
    let all: Vec<_> = (0..50).map(|n| closed(&n.to_string(), CLOSED[n % 4])).collect();
    let longest = all.iter().map(|(took, ..)| *took).max().unwrap();
    let busiest = all.iter().map(|(.., seconds)| *seconds).fold(0.0, f64::max);
    println!(
        "{} closed: gone after {longest:?} at the latest; {busiest} s of the processor at most, start and all",
        all.len()
    );
    assert!(all.iter().all(|(_, code, _)| *code == 1));
    assert!(longest < Duration::from_secs(2));
}

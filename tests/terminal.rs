//! The explainer in a real terminal: few tests, each waiting for what the screen shows.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/pty.rs"]
mod pty;

use std::io::Read as _;
use std::time::{Duration, Instant};

use folder::folder;
use portable_pty::{Child, MasterPty, native_pty_system};
use pty::{Session, modes, private, program, program_in, signal, size, state, within_the_deadline};

#[test]
fn it_opens_steps_follows_a_resize_and_quits() {
    let mut session = Session::open(120, 36, &[]);
    session.shows("step 1 of 116");
    session.press("l\x1b[C");
    session.shows("step 3 of 116");
    session.press("\x1b[6~\x1b[5~");
    session.shows("step 3 of 116");
    session.press("42G");
    session.shows("step 42 of 116");
    session.resize(80, 24);
    session.until("the smaller frame", |screen| {
        let rows: Vec<String> = screen.rows(0, 80).collect();
        rows[1].contains("step 42 of 116") && rows[23].contains("q quit")
    });
    session.press("q");
    assert_eq!(session.ends().exit_code(), 0);
}

#[test]
fn marks_and_the_place_are_there_the_next_time() {
    let state = state();
    let mut first = Session::open_with(&state, 80, 24, &[]);
    first.shows("step 1 of 116");
    first.press("41Gm");
    first.shows("This step is marked.");
    first.press("42G");
    first.shows("step 42 of 116");
    first.press("q");
    assert_eq!(first.ends().exit_code(), 0);
    let mut second = Session::open_with(&state, 80, 24, &[]);
    second.shows("Last time you were at step 42, chain/w_d1/input. ' goes there.");
    second.press("'");
    second.shows("step 42 of 116");
    second.press("'");
    second.shows("◆ step 41 of 116");
    second.press("q");
    assert_eq!(second.ends().exit_code(), 0);
    // Who asks for a step is offered no other.
    let third = Session::open_with(&state, 80, 24, &["--step", "5"]);
    third.shows("step 5 of 116");
    assert!(!third.contents().contains("Last time"));
    third.signal("TERM");
    assert_eq!(third.ends().exit_code(), 143);
    let fourth = Session::open_with(&state, 80, 24, &[]);
    fourth.shows("Last time you were at step 5");
    fourth.signal("TERM");
    assert_eq!(fourth.ends().exit_code(), 143);
}

#[test]
fn a_paste_is_no_command() {
    let mut session = Session::open(100, 30, &[]);
    session.shows("step 1 of 116");
    session.press("\x1b[200~qlll\x1b[201~l");
    session.shows("step 2 of 116");
    session.press("\x03");
    assert_eq!(session.ends().exit_code(), 0);
}

#[test]
fn a_flood_of_keys_is_read_to_its_end() {
    let mut session = Session::open(100, 30, &[]);
    session.shows("step 1 of 116");
    // Far more than a terminal holds for who reads from it; no key comes after it.
    session.press(&("lh".repeat(10_000) + "42G"));
    session.shows("step 42 of 116");
    session.press("q");
    assert_eq!(session.ends().exit_code(), 0);
}

/// Where a text stands on the screen, counted from 1 as the mouse's reports count.
fn place(session: &Session, text: &str) -> (usize, usize) {
    let shown = session.shown();
    let rows: Vec<String> = shown.parser.screen().rows(0, 120).collect();
    let found =
        rows.iter().enumerate().find_map(|(y, row)| Some((row[..row.find(text)?].chars().count(), y)));
    let (x, y) = found.unwrap_or_else(|| panic!("no {text} in\n{}", rows.join("\n")));
    (x + 1, y + 1)
}

#[test]
fn numbers_are_changed_by_keys_and_mouse_saved_and_asked_about() {
    let file = folder("edited").join("mine.toml");
    let source = include_str!("../scenarios/swap.toml");
    std::fs::write(&file, source).unwrap();
    let mut session = Session::open(120, 36, &[file.to_str().unwrap(), "--step", "forward/c/net/2"]);
    session.shows("step 17 of 116");
    // A click on the first weight of the row that is lit, then a number.
    session.shows("0.45  0.50");
    let (x, y) = place(&session, "0.45  0.50");
    session.press(&format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
    session.shows("Edit W_c");
    session.press("-1,5\r");
    session.shows("w_c5 0.45 → −1.5");
    session.shows("step 17 of 116");
    session.press("\x1b");
    session.hides("Edit W_c");
    session.press("q");
    session.shows("Edits are not saved");
    session.press("\x1b");
    session.hides("Edits are not saved");
    session.press(":save\r");
    session.shows("Written to");
    let written = std::fs::read_to_string(&file).unwrap();
    let expected = source.replacen("[0.45,", "[-1.5,", 1).replace("quotes = true", "quotes = \"changed\"");
    assert_eq!(written, expected, "one number; quotations of those that were are marked");
    session.press("y");
    session.shows("Link to this view");
    let copied = session.shown().parser.callbacks().0.clone();
    assert!(!copied.is_empty(), "nothing was put on the clipboard");
    session.press("\x1b");
    session.hides("Link to this view");
    session.press("q");
    assert_eq!(session.ends().exit_code(), 0);
}

#[test]
fn signals_end_it_and_the_terminal_is_as_before() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let session = Session::open(80, 24, &["--step", "chain/w_d1/slope"]);
        session.shows("step 41 of 116");
        session.signal(name);
        assert_eq!(session.ends().exit_code(), code, "{name}");
    }
}

#[test]
fn a_dumb_terminal_is_refused_before_anything_is_drawn() {
    let pair = native_pty_system().openpty(size(80, 24)).unwrap();
    let mut command = program();
    command.env("TERM", "dumb");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut said = String::new();
    // When the other side is gone, reading a terminal may end in an error; what was said is there.
    let _ = pair.master.try_clone_reader().unwrap().read_to_string(&mut said);
    assert_eq!(child.wait().unwrap().exit_code(), 1);
    assert!(said.contains("dumb") && !said.contains('\x1b'), "{said:?}");
}

#[test]
fn a_terminal_of_ascii_gets_ascii() {
    for (name, value) in [("LC_ALL", "C"), ("LC_ALL", "POSIX"), ("LC_ALL", "en_US.ISO-8859-1")] {
        let mut command = program();
        command.env(name, value);
        let mut session = Session::open_as(command, 100, 30, &["--step", "chain/w_d1/slope"]);
        session.shows("step 41 of 116");
        session.press("?");
        session.shows("Moving");
        session.press("\x1b");
        session.hides("Moving");
        session.press("q");
        // What it wrote is there when nothing more can come.
        session.until_shown("the end", |shown| shown.is_over);
        assert!(session.shown().bytes.is_ascii(), "{value}");
        assert_eq!(session.ends().exit_code(), 0);
    }
}

/// The attributes that were set, as their numbers: `1` is bold, `7` reverse, `30` and more are colours.
fn attributes(bytes: &[u8]) -> Vec<u32> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let (numbers, _) = rest.split_once('m')?;
        numbers.chars().all(|c| c.is_ascii_digit() || c == ';').then(|| numbers.to_owned())
    });
    sequences
        .flat_map(|numbers| numbers.split(';').map(|n| n.parse().unwrap_or(0)).collect::<Vec<_>>())
        .collect()
}

#[test]
fn without_colour_there_is_none_but_bold_and_reverse_there_are() {
    let seen = |no_colour: bool| {
        let mut command = program();
        if no_colour {
            command.env("NO_COLOR", "1");
        }
        let mut session = Session::open_as(command, 100, 30, &["--step", "chain/w_d1/slope"]);
        session.shows("step 41 of 116");
        session.press("l?");
        session.shows("Moving");
        session.press("\x1b");
        session.hides("Moving");
        session.press("q");
        session.until_shown("the end", |shown| shown.is_over);
        let found = attributes(&session.shown().bytes);
        assert_eq!(session.ends().exit_code(), 0);
        found
    };
    let is_colour = |n: &&u32| (30..=49).contains(*n) || (90..=107).contains(*n);
    let without = seen(true);
    assert_eq!(without.iter().find(is_colour), None);
    assert!(without.contains(&1) && without.contains(&7), "{without:?}");
    assert!(seen(false).iter().any(|n| is_colour(&n)), "the check sees colours where they are");
}

#[test]
fn a_long_computation_does_not_keep_it_from_ending() {
    let mut session = Session::open(80, 24, &["digits"]);
    session.shows("step 1 of");
    session.press(":epoch 100000");
    session.shows(":epoch 100000");
    session.press("\r");
    session.signal("TERM");
    let asked = Instant::now();
    assert_eq!(session.ends().exit_code(), 143);
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
}

#[test]
fn without_a_shell_to_continue_it_it_is_not_suspended() {
    let mut session = Session::open(100, 30, &[]);
    session.shows("step 1 of 116");
    session.press("\x1a");
    session.shows("cannot be suspended");
    session.press("q");
    assert_eq!(session.ends().exit_code(), 0);
}

/// The program in a terminal that nobody reads, once it has taken it.
fn unread() -> (Box<dyn MasterPty + Send>, Box<dyn Child + Send + Sync>, String) {
    let pair = native_pty_system().openpty(size(300, 100)).unwrap();
    let before = modes(pair.master.as_ref());
    let child = pair.slave.spawn_command(program()).unwrap();
    drop(pair.slave);
    within_the_deadline("raw mode", || (modes(pair.master.as_ref()) != before).then_some(()));
    (pair.master, child, before)
}

#[test]
fn a_terminal_that_takes_nothing_does_not_keep_it_from_ending() {
    let (master, mut child, before) = unread();
    signal(child.process_id().unwrap(), "TERM");
    let status = within_the_deadline("the end", || child.try_wait().unwrap());
    assert_eq!(status.exit_code(), 143);
    assert_eq!(modes(master.as_ref()), before);
}

#[test]
fn a_terminal_that_hangs_up_ends_it() {
    let (master, mut child, _) = unread();
    drop(master);
    let status = within_the_deadline("the end", || child.try_wait().unwrap());
    // Whichever comes first: the signal, or that nobody is at the other side.
    assert!([1, 129].contains(&status.exit_code()), "{status:?}");
}

#[test]
fn a_second_screen_follows_and_waits_again_when_the_explainer_is_killed() {
    let runtime = private("followed");
    let open = |size: (u16, u16), arguments: &[&str]| {
        Session::open_as(program_in(&runtime), size.0, size.1, arguments)
    };
    let mut all = open((100, 30), &["follow"]);
    let notes = open((80, 24), &["follow", "--view", "notes"]);
    all.shows("Waiting for an explainer to start");
    notes.shows("Waiting for an explainer to start");

    let mut explainer = open((120, 36), &["--step", "chain/w_d1/slope"]);
    explainer.shows("step 41 of 116");
    all.shows("step 41 of 116");
    notes.shows("since the start");
    let once = open((80, 24), &["follow", "--once"]);
    once.shows("step 41 of 116");
    explainer.press("l:set w_d1 0.9\r");
    explainer.shows("w_d1 0.3 → 0.9");
    for follower in [&all, &once] {
        follower.shows("w_d1 0.3 → 0.9");
    }
    notes.shows("step 42 of 116");

    explainer.signal("KILL");
    explainer.child.wait().unwrap();
    for follower in [&all, &notes] {
        follower.shows("has ended");
        follower.shows("Waiting for an explainer to start");
    }
    assert_eq!(once.ends().exit_code(), 0);

    let mut next = open((120, 36), &["xor", "--theme", "light"]);
    next.shows("step 1 of 72");
    all.shows("XOR");
    notes.shows("step 1 of 72");
    // Keys of a follower change nothing there.
    all.press("lll");
    next.press("G");
    all.shows("step 72 of 72");
    all.press("q");
    assert_eq!(all.ends().exit_code(), 0);
    next.press("q");
    assert_eq!(next.ends().exit_code(), 0);
    notes.shows("has ended");
    notes.signal("TERM");
    assert_eq!(notes.ends().exit_code(), 143);
    let left = std::fs::read_dir(runtime.join("chainrule")).unwrap().count();
    assert_eq!(left, 0, "who is killed leaves a socket, which is removed by who finds it");
}

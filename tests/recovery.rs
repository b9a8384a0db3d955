//! Edits survive a program that breaks off: what is kept gives the same numbers, and the next run offers it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;
#[path = "support/folder.rs"]
mod folder;
#[path = "support/pty.rs"]
mod pty;

use std::path::{Path, PathBuf};

use chainrule::app::{App, Effect, Start};
use chainrule::edit::Edit;
use chainrule::lesson::{Lesson, View};
use chainrule::scenario::{self, Scenario};
use driver::{command, message, press};
use folder::folder;
use proptest::prelude::*;
use pty::{Session, state, within_the_deadline};

fn app_of(scenario: Scenario) -> App {
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).unwrap(), Start::default())
}

/// What a person may do, by number.
fn do_something(app: &mut App, number: usize, value: f64) {
    let line = match number {
        0 => format!("set w_b1 {value}"),
        1 => format!("set w_d6 {value}"),
        2 => format!("set a1@3 {value}"),
        3 => format!("set target_d2 {value}"),
        4 => format!("set learning_rate {}", value.abs() + 0.1),
        5 => format!("set W_c times {value}"),
        6 => format!("set W_d random {}", value.abs().floor()),
        7 => format!("set W_b {value}"),
        8 => format!("set out_a@2 {value}"),
        9 => "undo".into(),
        10 => "redo".into(),
        11 => "reset".into(),
        12 => format!("sample {}", 1 + value.abs() as usize % 4),
        13 => format!("epoch {}", value.abs() as usize % 3),
        // Written, as far as the state knows.
        14 => {
            let effects = command(app, "save /no/folder/my.toml");
            if let Some(Effect::Save(saving)) = effects.last() {
                app.saved(saving, Ok(()));
            }
            return;
        }
        15 => {
            press(app, &["+", "+", "-"]);
            return;
        }
        _ => {
            press(app, &["u"]);
            return;
        }
    };
    command(app, &line);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_kept_leads_to_the_same_numbers_bit_for_bit(
        things in prop::collection::vec((0..17_usize, -9.0..9.0_f64), 1..24),
    ) {
        let mut app = app_of(scenario::builtin("swap").unwrap());
        let mut saved = app.lesson().scenario().clone();
        for (number, value) in things {
            do_something(&mut app, number, value);
            if number == 14 {
                saved = app.lesson().scenario().clone();
            }
        }
        let now = app.lesson().scenario();
        let is_same = |one: &Scenario, other: &Scenario| {
            one.network() == other.network() && one.samples == other.samples && one.learning == other.learning
        };
        let Some(unsaved) = app.keeping().unsaved else {
            // Whoever has other numbers than the file would be asked before the end.
            prop_assert!(is_same(now, &saved));
            return Ok(());
        };
        let record = unsaved.record().unwrap();
        let mut again = saved.clone();
        for text in &record.edits {
            Edit::parse(text, again.network(), usize::MAX).unwrap().apply(&mut again).unwrap();
        }
        prop_assert!(is_same(&again, now), "{record:?}");
        // And so it is where it is offered.
        let mut next = app_of(saved);
        next.offer_edits(record);
        command(&mut next, "recover");
        prop_assert!(message(&next).contains(" made again: "), "{}", message(&next));
        prop_assert!(is_same(next.lesson().scenario(), now));
    }
}

#[test]
fn a_tour_hides_no_edits() {
    let mut app = app_of(scenario::builtin("swap").unwrap());
    command(&mut app, "set w_d1 0.9");
    command(&mut app, "tour");
    press(&mut app, &["+"]);
    assert!(app.is_touring() && app.lesson().scenario().network() != app.start().network());
    assert_eq!(app.keeping().unsaved.unwrap().record().unwrap().edits, ["w_d1=0.9"]);
}

/// The files of unsaved edits in a user's state.
fn kept(state: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(state.join("chainrule/unsaved")).into_iter().flatten().flatten();
    // Not what is still being written.
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect()
}

/// Waits until such a file says this.
fn keeps(state: &Path, text: &str) {
    let says = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|kept| kept.contains(text));
    within_the_deadline(text, || kept(state).iter().any(says).then_some(()));
}

/// A scenario of one's own.
fn mine(name: &str) -> String {
    let file = folder(name).join("mine.toml");
    std::fs::write(&file, include_str!("../scenarios/swap.toml")).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn edits_of_a_killed_program_are_offered_made_again_and_saved() {
    let (state, file) = (state(), mine("killed"));
    let mut first = Session::open_with(&state, 100, 30, &[&file]);
    first.shows("step 1 of 116");
    first.press(":set w_d1 0.9\r");
    first.shows("w_d1 0.3 → 0.9");
    first.press(":set W_c random 7\r");
    keeps(&state, "W_c=random 7");
    first.signal("KILL");
    first.child.wait().unwrap();

    // Whoever is asked and decides nothing is asked again.
    let mut second = Session::open_with(&state, 100, 30, &[&file]);
    second.shows("2 edits were not saved. :recover makes them again, :recover no drops them.");
    second.press("q");
    assert_eq!(second.ends().exit_code(), 0);

    let mut third = Session::open_with(&state, 100, 30, &[&file]);
    third.shows("2 edits were not saved.");
    third.press(":recover\r");
    third.shows("2 unsaved edits are made again: u takes back");
    third.shows("(edited)");
    third.press("q");
    third.shows("Edits are not saved");
    third.press("s");
    assert_eq!(third.ends().exit_code(), 0);
    assert!(kept(&state).is_empty(), "they are saved");
    let opened = scenario::open(Some(&file)).unwrap();
    let mut expected = scenario::builtin("swap").unwrap();
    for text in ["w_d1=0.9", "W_c=random 7"] {
        Edit::parse(text, expected.network(), 0).unwrap().apply(&mut expected).unwrap();
    }
    assert_eq!(opened.network(), expected.network());

    let mut fourth = Session::open_with(&state, 100, 30, &[&file]);
    fourth.shows("step 1 of 116");
    fourth.press(":recover\r");
    fourth.shows("No edits are left of a run that broke off.");
    fourth.press("q");
    assert_eq!(fourth.ends().exit_code(), 0);
}

#[test]
fn edits_of_a_reading_are_kept_where_a_person_types() {
    let state = state();
    let mut first = Session::open_with(&state, 100, 30, &["read"]);
    first.shows("Step 1: Layers and neurons.");
    first.press("set w_d1 0.9\r");
    keeps(&state, "w_d1=0.9");
    first.signal("KILL");
    first.child.wait().unwrap();
    let mut second = Session::open_with(&state, 100, 30, &["read"]);
    second.shows("recover makes it again, recover no drops it.");
    second.press("recover\r");
    second.shows("1 unsaved edit is made again: undo takes back");
    // The lines run out.
    second.press("\x04");
    second.child.wait().unwrap();
    let mut third = Session::open_with(&state, 100, 30, &[]);
    third.shows("1 edit was not saved.");
    third.press(":recover no\r");
    third.shows("They are dropped.");
    third.press("q");
    assert_eq!(third.ends().exit_code(), 0);
    // Lines of a file are a program, which can be run again.
    let mut piped = assert_cmd::Command::new(pty::binary());
    piped.env("XDG_STATE_HOME", &state).arg("read").write_stdin("set w_d1 0.9\n").assert().success();
    assert!(kept(&state).is_empty());
}

#[test]
fn signals_leave_the_edits_and_quitting_knowingly_does_not() {
    let state = state();
    for (name, code, value) in [("TERM", 143, "0.7"), ("HUP", 129, "0.8"), ("INT", 130, "0.9")] {
        let mut session = Session::open_with(&state, 100, 30, &[]);
        session.shows("step 1 of 116");
        session.press(&format!(":set w_d1 {value}\r"));
        session.shows(&format!("→ {value}"));
        session.signal(name);
        assert_eq!(session.ends().exit_code(), code, "{name}");
        let mut next = Session::open_with(&state, 100, 30, &[]);
        next.shows("1 edit was not saved. :recover makes it again, :recover no drops it.");
        next.press(":recover no\r");
        next.shows("They are dropped.");
        next.press("q");
        assert_eq!(next.ends().exit_code(), 0);
        assert!(kept(&state).is_empty());
    }
    let mut last = Session::open_with(&state, 100, 30, &[]);
    last.shows("step 1 of 116");
    last.press(":set w_d1 0.5\r");
    last.shows("→ 0.5");
    last.press("q");
    last.shows("Edits are not saved");
    last.press("q");
    assert_eq!(last.ends().exit_code(), 0);
    assert!(kept(&state).is_empty(), "whoever was asked has said so");
}

#[test]
fn two_programs_on_one_scenario_leave_each_others_edits_alone() {
    let state = state();
    let mut one = Session::open_with(&state, 100, 30, &[]);
    one.shows("step 1 of 116");
    one.press(":set w_d1 0.8\r");
    keeps(&state, "w_d1=0.8");
    // The first one goes on: its edits are offered to nobody.
    let mut other = Session::open_with(&state, 100, 30, &[]);
    other.shows("step 1 of 116");
    other.press(":recover\r");
    other.shows("No edits are left");
    other.press(":set w_d2 0.6\r");
    keeps(&state, "w_d2=0.6");
    assert_eq!(kept(&state).len(), 2);
    one.signal("KILL");
    one.child.wait().unwrap();
    let mut third = Session::open_with(&state, 100, 30, &[]);
    third.shows("1 edit was not saved.");
    third.press(":recover\r");
    third.shows("1 unsaved edit is made again");
    other.press("u");
    other.press(":history\r");
    other.shows("the start");
    within_the_deadline("one file less", || (kept(&state).len() == 1).then_some(()));
    keeps(&state, "w_d1=0.8");
    other.signal("KILL");
    third.signal("KILL");
    other.child.wait().unwrap();
    third.child.wait().unwrap();
}

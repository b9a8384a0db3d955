//! Changing numbers: by keys, by the mouse, by commands; and that nothing on the screen is ever from
//! before.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use chainrule::app::{Action, Against, App, ModeKind, Panel};
use chainrule::engine::Carry;
use chainrule::lesson::Zoom;
use chainrule::scenario::name;
use chainrule::ui;
use driver::{SCREEN, act, app_at, click, command, draw, message, place, press, screen};

/// The edits that hold, as `--set` takes them.
fn edits(app: &App) -> String {
    let network = app.lesson().scenario().network();
    let sample = app.lesson().view().sample;
    let holding = app.history().since_the_start();
    holding.iter().map(|made| made.edit.text(network, sample)).collect::<Vec<_>>().join("; ")
}

/// The number under the cursor.
fn cursor(app: &App) -> String {
    app.cursor().map_or(String::new(), |cursor| name(cursor.at, app.lesson().scenario().network()))
}

/// A step, keys, the edits that hold after, and what the cursor is at ("" where nothing is open).
type Case = (&'static str, &'static [&'static str], &'static str, &'static str);

const KEYS: &[Case] = &[
    // Opening, at what the step is about; closing.
    ("chain/w_d1/slope", &["e"], "", "w_d1"),
    ("chain/w_b1/path/3", &["e"], "", "w_b1"),
    ("network/givens", &["e"], "", "a1"),
    ("forward/c/net/2", &["e"], "", "w_c5"),
    ("error/d2", &["e"], "", "target_d2"),
    ("pattern/c/gradient/2", &["e"], "", "w_c5"),
    ("learn/d/1", &["e"], "", "w_d1"),
    ("error/descent", &["e"], "", "learning_rate"),
    ("check/w_d4", &["e"], "", "w_d4"),
    ("chain/w_d1", &["e", "Esc"], "", ""),
    ("chain/w_d1", &["e", "Enter"], "", ""),
    // Typing.
    ("chain/w_d1", &["e", "0.35", "Enter"], "w_d1=0.35", "w_d1"),
    ("chain/w_d1", &["e", "0,35", "Enter", "Enter"], "w_d1=0.35", ""),
    ("chain/w_d1", &["e", ".5", "Enter"], "w_d1=0.5", "w_d1"),
    ("chain/w_d1", &["e", "1e-3", "Enter"], "w_d1=0.001", "w_d1"),
    ("chain/w_d1", &["e", "2E+2", "Enter"], "w_d1=200", "w_d1"),
    ("chain/w_d1", &["e", "1/4", "Enter"], "w_d1=0.25", "w_d1"),
    ("chain/w_d1", &["e", "1/-4", "Enter"], "w_d1=-0.25", "w_d1"),
    ("chain/w_d1", &["e", "0.35", "Backspace", "7", "Enter"], "w_d1=0.37", "w_d1"),
    ("chain/w_d1", &["e", "9", "Ctrl-U", "0.4", "Enter"], "w_d1=0.4", "w_d1"),
    ("chain/w_d1", &["e", "0.35", "Esc"], "", "w_d1"),
    ("chain/w_d1", &["e", "0.35", "Esc", "Esc"], "", ""),
    // A sign right before a digit belongs to the number; alone it nudges.
    ("chain/w_d1", &["e", "-0.5", "Enter"], "w_d1=-0.5", "w_d1"),
    ("chain/w_d1", &["e", "+0.5", "Enter"], "w_d1=0.5", "w_d1"),
    ("chain/w_d1", &["e", "-", ",5", "Enter"], "w_d1=-0.5", "w_d1"),
    ("chain/w_d1", &["e", "+"], "w_d1=0.31", "w_d1"),
    ("chain/w_d1", &["e", "-"], "w_d1=0.29", "w_d1"),
    ("chain/w_d1", &["e", "+", "+"], "w_d1=0.32", "w_d1"),
    ("chain/w_d1", &["e", "+", "+", "u"], "", "w_d1"),
    ("chain/w_d1", &["e", "+", "-"], "w_d1=0.3", "w_d1"),
    ("chain/w_d1", &["e", "+", "→", "←", "+"], "w_d1=0.31; w_d1=0.32", "w_d1"),
    ("chain/w_d1", &["e", "−", "5", "Enter"], "w_d1=-5", "w_d1"),
    ("chain/w_d1", &["e", "+", "→", "2", "Enter"], "w_d1=0.31; w_d2=2", "w_d2"),
    ("chain/w_d1", &["e", ">", "+"], "w_d1=0.4", "w_d1"),
    ("chain/w_d1", &["e", "<", "+"], "w_d1=0.301", "w_d1"),
    ("chain/w_d1", &["e", "<", "<", ">", ">", "-"], "w_d1=0.29", "w_d1"),
    // Moving; a number that was typed is kept.
    ("chain/w_d1", &["e", "→"], "", "w_d2"),
    ("chain/w_d1", &["e", "↓"], "", "w_d4"),
    ("chain/w_d1", &["e", "↑"], "", "w_c9"),
    ("chain/w_d1", &["e", "←"], "", "w_c4"),
    ("chain/w_d1", &["e", "Tab"], "", "target_d1"),
    ("chain/w_d1", &["e", "Tab", "Tab"], "", "learning_rate"),
    ("chain/w_d1", &["e", "Tab", "Tab", "Tab"], "", "a1"),
    ("chain/w_d1", &["e", "Shift-Tab"], "", "w_c1"),
    (
        "chain/w_d1",
        &["e", "0.5", "→", "0.6", "↓", "0.75", "Tab"],
        "w_d1=0.5; w_d2=0.6; w_d5=0.75",
        "target_d1",
    ),
    // A whole matrix at once.
    ("chain/w_d1", &["e", "x"], "W_d=0", "w_d1"),
    ("chain/w_d1", &["e", "x", "x"], "W_d=0", "w_d1"),
    ("chain/w_d1", &["e", "="], "W_d=0.3", "w_d1"),
    ("error/descent", &["e", "2", "*"], "learning_rate=1", "learning_rate"),
    ("error/descent", &["e", "R"], "", "learning_rate"),
    (
        "chain/w_d1",
        &[":", "set W_d random 1", "Enter", "e", "Tab", "R"],
        "W_d=random 1; target_d=random 2",
        "target_d1",
    ),
    ("chain/w_d1", &["e", "0.7", "="], "W_d=0.7", "w_d1"),
    ("chain/w_d1", &["e", "0.5", "*"], "W_d=times 0.5", "w_d1"),
    ("chain/w_d1", &["e", "*"], "", "w_d1"),
    ("chain/w_d1", &["e", "R", "R"], "W_d=random 1; W_d=random 2", "w_d1"),
    ("network/givens", &["e", "x"], "out_a=0", "a1"),
    // Taking back and making again.
    ("chain/w_d1", &["e", "1", "Enter", "2", "Enter", "u"], "w_d1=1", "w_d1"),
    ("chain/w_d1", &["e", "1", "Enter", "u", "u", "u"], "", "w_d1"),
    ("chain/w_d1", &["e", "1", "Enter", "u", "Ctrl-R"], "w_d1=1", "w_d1"),
    ("chain/w_d1", &["e", "x", "u", "Esc"], "", ""),
    // What a sign took the place of is there again once it is part of a number.
    (
        "chain/w_d1",
        &["e", "1", "Enter", "2", "Enter", "u", "-", "5", "Esc", "Ctrl-R"],
        "w_d1=1; w_d1=2",
        "w_d1",
    ),
    ("chain/w_d1", &["+", "+", "u"], "", ""),
    ("chain/w_d1", &["+", "l", "+", "u"], "w_d1=0.31", ""),
    // Without opening: the number changed last, else the step's own.
    ("chain/w_d4/error", &["+"], "w_d4=0.61", ""),
    ("chain/w_d4/error", &["-", "→", "-"], "w_d4=0.59; w_d4=0.58", ""),
    // What is refused.
    ("chain/w_d1", &["e", "1e999", "Enter"], "", "w_d1"),
    ("chain/w_d1", &["e", "1/0", "Enter"], "", "w_d1"),
    ("chain/w_d1", &["e", "1e", "Enter"], "", "w_d1"),
    ("chain/w_d1", &["e", "1e", "→"], "", "w_d1"),
    ("chain/w_d1", &["e", "nan", "Enter"], "", ""),
    ("error/descent", &["e", "0", "Enter"], "", "learning_rate"),
    ("error/descent", &["e", "-2", "Enter"], "", "learning_rate"),
    ("error/descent", &["e", ">", ">", "-2", "Enter"], "", "learning_rate"),
    // A number that is what it was is no edit.
    ("chain/w_d1", &["e", "0.3", "Enter"], "", "w_d1"),
    // Steps, samples and decimals while numbers stay open.
    ("chain/w_d1", &["e", "PageDown"], "", "w_d1"),
    ("chain/w_d1", &["e", "s", "d"], "", "w_d1"),
    // What opens over it comes back to it.
    ("chain/w_d1", &["e", "?", "Esc"], "", "w_d1"),
    ("chain/w_d1", &["e", "i", "Esc"], "", "w_d1"),
    ("chain/w_d1", &["e", ":", "set w_b1 2", "Enter"], "w_b1=2", "w_d1"),
    // Going back to the start is an edit.
    ("chain/w_d1", &["+", ":", "reset", "Enter"], "", ""),
    ("chain/w_d1", &["+", "+", ":", "reset", "Enter", "u"], "w_d1=0.32", ""),
    (
        "chain/w_d1",
        &["+", ":", "set w_d2=1 a2=1", "Enter", ":", "reset w_d2", "Enter"],
        "w_d1=0.31; w_d2=1; a2=1; w_d2=0.4",
        "",
    ),
    (
        "chain/w_d1",
        &[":", "set η 0.1", "Enter", ":", "undo", "Enter", ":", "redo", "Enter"],
        "learning_rate=0.1",
        "",
    ),
    ("chain/w_d1", &[":", "edit a2", "Enter"], "", "a2"),
    ("chain/w_d1", &["+", ":", "reset", "Enter", "u", "Ctrl-R"], "", ""),
];

#[test]
fn every_editing_key_does_what_it_says() {
    for &(step, keys, expected, at) in KEYS {
        let mut app = app_at(step, Zoom::Operation);
        press(&mut app, keys);
        assert_eq!(edits(&app), expected, "{keys:?} at {step}");
        assert_eq!(cursor(&app), at, "{keys:?} at {step}");
    }
}

#[test]
fn a_number_that_cannot_be_is_refused_with_the_reason() {
    for (keys, reason) in [
        (&["e", "1e999", "Enter"][..], "too large"),
        (&["e", "1e-999", "Enter"], "too small"),
        (&["e", "1/0", "Enter"], "divides by zero"),
        (&["e", "1..2", "Enter"], "is no number"),
        (&["e", "k"], "is no part of a number"),
        (&[":", "set w_d1 nan", "Enter"], "is no number"),
        (&[":", "set w_d1 inf", "Enter"], "is no number"),
        (&[":", "set learning_rate 0", "Enter"], "above 0"),
        (&[":", "set W_d times 1e308", "Enter", ":", "set W_d times 1e308", "Enter"], "finite"),
        (&[":", "nudge 0", "Enter"], "above 0"),
        (&[":", "inspect a1", "Enter"], "takes a weight"),
        (&[":", "set out_b1 2", "Enter"], "is computed, not given"),
        (&[":", "set w_d1@2 1", "Enter"], "belongs to no sample"),
    ] {
        let mut app = app_at("chain/w_d1", Zoom::Operation);
        press(&mut app, keys);
        assert!(message(&app).contains(reason), "{keys:?}: {}", message(&app));
        let is_last_refused =
            app.lesson().scenario() == app_at("chain/w_d1", Zoom::Operation).lesson().scenario();
        assert!(is_last_refused || keys.len() > 3, "{keys:?} changed something");
    }
}

#[test]
fn a_refused_number_stays_to_be_mended() {
    let mut app = app_at("chain/w_d1", Zoom::Operation);
    press(&mut app, &["e", "1e999", "Enter"]);
    assert_eq!(app.cursor().unwrap().typed.text(), "1e999");
    press(&mut app, &["Backspace", "Backspace", "Backspace", "Enter"]);
    assert_eq!((edits(&app), message(&app).contains("no number")), (String::new(), true), "1e is none");
    press(&mut app, &["Backspace", "Enter"]);
    assert_eq!(edits(&app), "w_d1=1");
}

#[test]
fn a_paste_is_text_for_the_number_and_nothing_else() {
    let mut app = app_at("chain/w_d1", Zoom::Operation);
    app.update(Action::Edit);
    app.update(Action::Paste("0.75\n".into()));
    assert_eq!(edits(&app), "", "a line feed in a paste submits nothing");
    press(&mut app, &["Enter"]);
    assert_eq!(edits(&app), "w_d1=0.75");
}

#[test]
fn the_mouse_does_what_one_would_try() {
    // On a cell of a matrix.
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    click(&mut app, "0.45  0.50", 1);
    assert_eq!(cursor(&app), "w_c5");
    // On another one while the numbers are open.
    click(&mut app, "▌ 0.50", 3);
    assert_eq!(cursor(&app), "w_c6");
    // On a computed number: it is pointed at, then gone to.
    let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
    click(&mut app, "0.7199 · (1", 2);
    assert_eq!((app.mode_kind(), place(&app)), (ModeKind::Point, "chain/w_d1/slope".to_owned()));
    click(&mut app, "0.7199 · (1", 2);
    assert_eq!((app.mode_kind(), place(&app)), (ModeKind::Walk, "forward/d/out/1".to_owned()));
    press(&mut app, &["Backspace"]);
    assert_eq!(place(&app), "chain/w_d1/slope");
    // On a connection, with one button and the other.
    let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
    let (x, y) = driver::find(&draw(&app, SCREEN.width, SCREEN.height), "▐c1▌◀").unwrap();
    act(&mut app, Action::Click(x + 8, y));
    assert_eq!(cursor(&app), "w_d1");
    press(&mut app, &["Esc"]);
    act(&mut app, Action::OtherClick(x + 8, y));
    assert!(screen(&app).contains("∂E/∂w_d1 — inspected"));
    press(&mut app, &["Esc"]);
    // On a panel.
    click(&mut app, "Why ──", 0);
    assert_eq!(app.focus(), Panel::Why);
    // On a chapter, and on what the bottom line offers.
    click(&mut app, "○ Learn", 3);
    assert_eq!(place(&app), "learn/d");
    click(&mut app, "e edit", 2);
    assert_eq!(app.mode_kind(), ModeKind::Edit);
    press(&mut app, &["Esc"]);
    command(&mut app, "goto chain/w_d1/slope");
    press(&mut app, &["Esc"]);
}

#[test]
fn every_number_in_sight_leads_to_the_step_that_computed_it() {
    // A slope that was derived by hand comes from there, not from a chapter that is still to come.
    let mut app = app_at("chain/w_d1/product", Zoom::Operation);
    click(&mut app, "0.2016", 2);
    press(&mut app, &["Enter"]);
    assert_eq!(place(&app), "chain/w_d1/slope");
    let start = app_at("network/layers", Zoom::Operation);
    let outline = start.lesson().outline();
    let mut jumps = 0;
    for n in 0..outline.len(Zoom::Operation) {
        let address = start.lesson().address_text(outline.at(Zoom::Operation, n).unwrap());
        let app = app_at(&address, Zoom::Operation);
        for pointer in ui::numbers(&app, SCREEN) {
            let mut app = app.clone();
            let home = app.lesson().source(pointer.quantity, app.place(), app.zoom());
            app.update(Action::PointAt(pointer));
            app.update(Action::Jump);
            let Some(home) = home else {
                assert!(message(&app).contains("is given"), "{address}: {pointer:?}");
                continue;
            };
            assert_eq!(place(&app), place_of(&app, home), "{address}: {pointer:?}");
            if place(&app) == address {
                continue;
            }
            jumps += 1;
            press(&mut app, &["Backspace"]);
            assert_eq!(place(&app), address, "{pointer:?}");
        }
    }
    assert!(jumps > 1000, "only {jumps} numbers were found to point at");
}

fn place_of(app: &App, home: chainrule::lesson::Address) -> String {
    let lesson = app.lesson();
    lesson.address_text(lesson.outline().nearest(app.zoom(), home).unwrap())
}

#[test]
fn arrows_reach_numbers_in_every_direction() {
    let mut app = app_at("pattern/c/delta", Zoom::Operation);
    press(&mut app, &["Enter"]);
    assert_eq!(app.mode_kind(), ModeKind::Point);
    let mut seen = std::collections::HashSet::new();
    for keys in ["→", "↓", "←", "↑", "↓", "Tab", "→", "↓", "Tab", "←", "↓"] {
        press(&mut app, &[keys]);
        if let chainrule::app::Mode::Point(pointer) = app.mode() {
            seen.insert((pointer.panel, pointer.quantity));
        }
        assert!(ui::numbers(&app, SCREEN).len() > 10);
    }
    assert!(seen.len() >= 6, "{seen:?}");
    press(&mut app, &["Esc"]);
    assert_eq!(app.mode_kind(), ModeKind::Walk);
}

#[test]
fn the_history_is_shown_and_gone_through() {
    let mut app = app_at("pattern/c/delta/1", Zoom::Operation);
    for line in ["set w_d1 0.35", "set W_b times 2", "set a1@3 0.5", "reset", "set w_c1 1"] {
        command(&mut app, line);
    }
    command(&mut app, "history");
    let page = screen(&app);
    for line in [
        "  0  the start",
        "  1  w_d1 0.3 → 0.35",
        "  2  W_b: all times 2",
        "  3  a1 of sample 3 0 → 0.5",
        "  4  back to the start",
        "● 5  w_c1 0.25 → 1  you are here",
    ] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
    press(&mut app, &["↑", "↑", "Enter"]);
    assert_eq!(
        (app.mode_kind(), edits(&app)),
        (ModeKind::History, "w_d1=0.35; W_b=times 2; a1@3=0.5".to_owned())
    );
    assert!(screen(&app).contains("● 3"));
    press(&mut app, &["u", "u"]);
    assert!(screen(&app).contains("● 1"));
    press(&mut app, &["Home", "Enter", "Esc"]);
    assert!(!app.is_edited() && app.history().all().len() == 5);
    command(&mut app, "history");
    press(&mut app, &["End", "Enter", "Esc"]);
    assert_eq!((edits(&app), place(&app)), ("w_c1=1".to_owned(), "pattern/c/delta/1".to_owned()));
}

#[test]
fn marks_compare_with_the_last_edit_or_with_the_start_until_they_are_dropped() {
    let mut app = app_at("forward/d/net/1", Zoom::Operation);
    let plain = screen(&app);
    assert!(!plain.contains("was ") && !plain.contains('▲'));
    command(&mut app, "set w_d1 0.35");
    command(&mut app, "set w_d1 0.4");
    let last = screen(&app);
    assert!(last.contains("0.4▲·0.6876") && last.contains("was 0.35·0.6876"), "{last}");
    assert_eq!(app.against(), Against::LastEdit);
    press(&mut app, &["r"]);
    let start = screen(&app);
    assert!(start.contains("was 0.3·0.6876") && !start.contains("was 0.35"), "{start}");
    press(&mut app, &["r"]);
    assert!(screen(&app).contains("was 0.35·0.6876"));
    press(&mut app, &["Esc"]);
    let dropped = screen(&app);
    assert!(!dropped.contains("was ") && dropped.contains("= 0.4·0.6876"), "{dropped}");
    press(&mut app, &["r"]);
    assert!(screen(&app).contains("was 0.3·0.6876"), "r brings marks back");
    command(&mut app, "reset");
    assert!(screen(&app).contains("w_d1"), "going back is an edit");
    press(&mut app, &["u", "u", "u", "u"]);
    press(&mut app, &["Esc"]);
    assert!(screen(&app) == plain, "all taken back, nothing is marked");
}

#[test]
fn where_carrying_and_full_precision_part_is_said_and_gone_to() {
    let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
    press(&mut app, &["c"]);
    let page = screen(&app);
    let partings = app.partings();
    assert_eq!((partings.decimals, partings.of), (4, 101));
    // By the numbers computed independently: those whose carried value is not the full one rounded.
    let golden: serde_json::Value = serde_json::from_str(include_str!("golden.json")).unwrap();
    let expected = golden_partings(&golden);
    assert_eq!(partings.list.len(), expected, "{page}");
    assert!(page.contains(&format!("{expected} of 101 quantities")));
    assert!(
        page.contains("forward/c/net/3") && page.contains("1.7448") && page.contains("1.74474095"),
        "{page}"
    );
    press(&mut app, &["↓", "Enter"]);
    assert_eq!(place(&app), "pattern/d/delta/1");
    press(&mut app, &["Backspace"]);
    assert_eq!(place(&app), "chain/w_d1/slope");
    press(&mut app, &["d", "c"]);
    assert_eq!(app.partings().list.len(), expected, "looked at in full precision, the same");
}

/// How many of the golden numbers carried are not the full ones rounded once.
fn golden_partings(golden: &serde_json::Value) -> usize {
    let side = |key: &str| golden[key].as_object().unwrap();
    let (carried, full) = (side("carrying 4 decimals"), side("full precision"));
    carried
        .iter()
        .filter(|(name, value)| {
            Carry::Decimals(4).round(full[*name].as_f64().unwrap()) != value.as_f64().unwrap()
        })
        .count()
}

#[test]
fn frames_after_edits_at_three_sizes() {
    // step, keys
    let scenes: [(&str, &[&str]); 10] = [
        ("forward/d/net/1", &[":", "set w_d1 0.35", "Enter"]),
        ("chain/w_d1/slope", &[":", "set w_d1 0.35", "Enter", "l", "h"]),
        ("chain/w_b1/path/3", &[":", "set w_b1 0.5", "Enter"]),
        ("pattern/c/delta", &["e", "Tab", "0.35", "Enter"]),
        ("pattern/d/gradient/1", &["e", "-0.1"]),
        ("error/samples", &[":", "set target_d2 0.5", "Enter"]),
        ("learn/d", &[":", "set learning_rate 2", "Enter", "e"]),
        ("pattern/c/dout/1", &["+", "l", "h", "+", ":", "reset", "Enter", ":", "history", "Enter"]),
        ("error/total", &["c"]),
        ("error/total", &["+", "q"]),
    ];
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        let mut all = String::new();
        for (step, keys) in scenes {
            let mut app = app_at(step, Zoom::Operation);
            press(&mut app, keys);
            let frame = draw(&app, width, height);
            all.extend([step, " ", &keys.join(" "), ", lit: ", &driver::lit(&frame), "\n"]);
            all.extend([driver::text(&frame).as_str(), "\n\n"]);
        }
        insta::assert_snapshot!(format!("edited_{width}x{height}"), all);
    }
}

/// What stands in the formula of a step, each line as it is set where there is all the room it wants.
fn formula_lines(app: &App, before: Option<(&App, &chainrule::lesson::Step)>) -> Vec<String> {
    use chainrule::notation::set::{Before, Setting, Spacing, formula};
    let lesson = app.lesson();
    let before = before.map(|(app, step)| Before { pass: app.lesson().pass(), formula: Some(&step.formula) });
    let setting = Setting { names: lesson.names(), carry: lesson.carry(), lit: &[], working: &[], before };
    let lines = formula(&app.step().formula, setting, 600, Spacing::Airy).lines();
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn what_a_line_was_is_the_line_that_stood_there_before() {
    let mut seen = 0;
    for set in ["w_d1 0.35", "w_c1 0.9", "w_b1 0.12345", "a2 1", "learning_rate 0.3", "W_c times 0.5"] {
        // At the finest zoom a step is a product, whose forms are few.
        let zooms = if set == "w_c1 0.9" { &[Zoom::Operation, Zoom::Term][..] } else { &[Zoom::Operation] };
        for &zoom in zooms {
            let old = app_at("network/layers", zoom);
            let mut new = old.clone();
            command(&mut new, &format!("set {set}"));
            for n in 0..old.lesson().outline().len(zoom) {
                let (mut old, mut new) = (old.clone(), new.clone());
                old.update(Action::StepNumber(n + 1));
                new.update(Action::StepNumber(n + 1));
                let stood = formula_lines(&old, None);
                let step = old.step();
                for line in formula_lines(&new, Some((&old, &step))) {
                    // Beside a matrix it is an entry that says what it was.
                    let Some(was) = line.strip_prefix("was ") else { continue };
                    if was.starts_with(['▲', '▼']) {
                        continue;
                    }
                    seen += 1;
                    let is_there =
                        stood.iter().any(|stood| stood == was || stood.ends_with(&format!(" {was}")));
                    assert!(is_there, "{set} at {}: “{was}” in {stood:#?}", place(&old));
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} lines say what they were");
}

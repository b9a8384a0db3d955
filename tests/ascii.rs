//! A terminal that knows ASCII only: everything that can be drawn is drawn with it.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use std::collections::BTreeSet;
use std::time::Duration;

use chainrule::app::{Action, App, Effect, Mode, ModeKind, Panel, Start};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario;
use driver::{command, draw, press, text};

fn open(name: &str, zoom: Zoom, present: bool) -> App {
    let scenario = scenario::builtin(name).unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    App::new(lesson, Start { ascii: true, zoom, present, ..Start::default() })
}

/// The frame, of which every byte is ASCII.
fn ascii(app: &App, width: u16, height: u16) -> String {
    let frame = text(&draw(app, width, height));
    let beyond = frame.chars().find(|c| !c.is_ascii());
    assert!(beyond.is_none(), "{beyond:?} in\n{frame}");
    frame
}

#[test]
fn every_step_of_every_scenario_is_ascii() {
    for builtin in scenario::builtins() {
        let mut app = open(builtin.name, Zoom::Operation, false);
        // Only some steps of each, from the first chapter to the last.
        let every = if builtin.name == "swap" { 3 } else { 61 };
        for n in 0.. {
            if n % every == 0 {
                ascii(&app, 120, 36);
            }
            if app.update(Action::Next) == Effect::None {
                break;
            }
        }
    }
}

#[test]
fn every_panel_alone_is_ascii() {
    let mut app = open("swap", Zoom::Operation, false);
    press(&mut app, &["f"]);
    let mut seen = BTreeSet::new();
    for n in 0.. {
        for _ in Panel::ALL.iter().filter(|_| n % 5 == 0) {
            ascii(&app, 100, 40);
            seen.insert(format!("{:?}", app.focus()));
            press(&mut app, &["Tab"]);
        }
        if app.update(Action::Next) == Effect::None {
            break;
        }
    }
    assert_eq!(seen.len(), Panel::ALL.len(), "{seen:?}");
}

#[test]
fn every_page_is_ascii() {
    let pages: &[(ModeKind, &[&str])] = &[
        (ModeKind::Walk, &["42G", "+"]),
        (ModeKind::Help, &["?"]),
        (ModeKind::Command, &[":", "goto forward/", "Tab"]),
        (ModeKind::What, &[":", "what trans", "Enter"]),
        (ModeKind::Edit, &["17G", "e"]),
        (ModeKind::Point, &["42G", "Enter"]),
        (ModeKind::Inspect, &["42G", "i"]),
        (ModeKind::History, &["42G", "+", ":", "history", "Enter"]),
        (ModeKind::Compare, &["c"]),
        (ModeKind::Link, &["y"]),
        (ModeKind::Epochs, &["t"]),
        (ModeKind::Train, &["t", "200", "Enter"]),
        (ModeKind::Predict, &["17G", "p"]),
        (ModeKind::Wrong, &[":", "wrong", "Enter"]),
        (ModeKind::Unsaved, &["42G", "+", "q"]),
        (ModeKind::Find, &["/", "slope"]),
        (ModeKind::Words, &["42G", "w"]),
        (ModeKind::Bookmarks, &["m", "M"]),
        (ModeKind::Recap, &["4G", "l"]),
        (ModeKind::Present, &[":", "present", "Enter", "42G", "l"]),
        (ModeKind::Blank, &[":", "present", "Enter", "b"]),
    ];
    for name in ["swap", "three-classes"] {
        for (mode, keys) in pages {
            let mut app = open(name, Zoom::Operation, false);
            press(&mut app, keys);
            assert_eq!(app.mode_kind(), *mode, "{keys:?}");
            for _ in 0..5 {
                app.update(Action::Tick(Duration::from_millis(30)));
            }
            for (width, height) in [(80, 24), (120, 36), (200, 60)] {
                ascii(&app, width, height);
            }
            for _ in 0..8 {
                press(&mut app, &["PageDown"]);
                ascii(&app, 80, 24);
            }
        }
    }
    let met: BTreeSet<String> = pages.iter().map(|(mode, _)| format!("{mode:?}")).collect();
    assert_eq!(met.len(), ModeKind::ALL.len(), "a page is missing here: {met:?}");
}

#[test]
fn every_mistake_and_word_is_ascii() {
    // Page by page, from the first mistake to the last.
    let mut app = open("mazur", Zoom::Operation, false);
    command(&mut app, "wrong");
    let mut seen = BTreeSet::new();
    while let Mode::Wrong { mistake, .. } = *app.mode()
        && seen.insert(format!("{mistake:?}"))
    {
        ascii(&app, 120, 36);
        press(&mut app, &["→"]);
    }
    assert_eq!(seen.len(), chainrule::engine::Mistake::ALL.len(), "{seen:?}");
    for entry in chainrule::lesson::glossary::entries() {
        let mut app = open("swap", Zoom::Operation, false);
        command(&mut app, &format!("what {}", entry.word));
        assert!(matches!(app.mode_kind(), ModeKind::What | ModeKind::Words), "{}", entry.word);
        ascii(&app, 120, 60);
    }
}

#[test]
fn of_its_own_texts_nothing_is_left_as_a_question_mark() {
    let marks = |app: &App| text(&draw(app, 120, 36)).matches('?').count();
    let mut app = open("swap", Zoom::Operation, false);
    let scenario = scenario::builtin("swap").unwrap();
    let view = View::of(&scenario);
    let start = Start { zoom: Zoom::Operation, ..Start::default() };
    let mut usual = App::new(Lesson::new(scenario, view).unwrap(), start);
    loop {
        assert_eq!(marks(&app), marks(&usual), "{}", text(&draw(&app, 120, 36)));
        usual.update(Action::Next);
        if app.update(Action::Next) == Effect::None {
            break;
        }
    }
}

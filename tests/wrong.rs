//! The wrong way: a known mistake beside the right pass, on its page.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use chainrule::app::{App, Mode, ModeKind};
use chainrule::engine::Mistake;
use chainrule::lesson::Zoom;
use chainrule::scenario;
use driver::{app_at, command, draw, message, open, place, press, screen, text};

fn mistake(app: &App) -> Mistake {
    let Mode::Wrong { mistake, .. } = app.mode() else { panic!("{:?}", app.mode()) };
    *mistake
}

#[test]
fn the_page_stands_at_the_step_where_both_ways_part() {
    let steps = [
        ("early-update", "pattern/c/dout/1"),
        ("no-slope", "pattern/d/delta/1"),
        ("no-half", "error/d1"),
        ("sign", "error/dout/1"),
        ("no-activation", "forward/b/out/1"),
        ("no-rate", "learn/d/1"),
        ("no-input", "pattern/d/gradient/1"),
    ];
    for (word, step) in steps {
        let mut app = app_at("network/layers", Zoom::Operation);
        command(&mut app, &format!("wrong {word}"));
        assert_eq!((app.mode_kind(), place(&app).as_str()), (ModeKind::Wrong, step), "{word}");
        press(&mut app, &["Esc"]);
        assert_eq!((app.mode_kind(), place(&app).as_str()), (ModeKind::Walk, step), "{word}");
    }
}

#[test]
fn both_ways_are_written_with_their_own_numbers() {
    let mut app = app_at("network/layers", Zoom::Operation);
    command(&mut app, "wrong early-update");
    let frame = screen(&app);
    let pass = app.lesson().pass();
    let shown = |name: &str| {
        let q = app.names().quantity(name).unwrap();
        format!("{:.4}", pass.value(q).unwrap())
    };
    assert!(frame.contains(&shown("dE/dout_c1")), "{frame}");
    // The weight after the update is what the wrong way multiplies with.
    let after = app.names().quantity("w_d1").unwrap().with(chainrule::engine::Kind::WeightAfter);
    assert!(frame.contains(&format!("{:.4}·0.1451", pass.value(after).unwrap())), "{frame}");
    assert!(frame.contains("new w_d1·δ_d1"), "{frame}");
}

#[test]
fn arrows_go_from_mistake_to_mistake_and_around() {
    let mut app = open(scenario::builtin("mazur").unwrap(), "network/layers", Zoom::Operation);
    command(&mut app, "wrong");
    let mut seen = vec![mistake(&app)];
    for _ in 1..Mistake::ALL.len() {
        press(&mut app, &["→"]);
        seen.push(mistake(&app));
    }
    assert_eq!(seen, Mistake::ALL);
    press(&mut app, &["→"]);
    assert_eq!(mistake(&app), Mistake::ALL[0]);
    press(&mut app, &["←"]);
    assert_eq!(mistake(&app), Mistake::ALL[Mistake::ALL.len() - 1]);
}

#[test]
fn a_mistake_that_cannot_be_made_says_so() {
    let mut app = app_at("forward/c/net/1", Zoom::Operation);
    command(&mut app, "wrong no-bias");
    assert_eq!(place(&app), "forward/c/net/1");
    assert!(screen(&app).contains("Here it makes no difference"), "{}", screen(&app));
    let mut app = open(scenario::builtin("mazur").unwrap(), "network/layers", Zoom::Operation);
    command(&mut app, "wrong no-bias");
    assert_eq!(place(&app), "forward/b/net/1");
}

#[test]
fn what_is_no_mistake_is_refused_with_those_that_are() {
    let mut app = app_at("forward/c/net/1", Zoom::Operation);
    command(&mut app, "wrong way");
    assert_eq!(app.mode_kind(), ModeKind::Walk);
    assert!(message(&app).contains("no such mistake is known; these are: no-slope"), "{}", message(&app));
}

#[test]
fn edits_and_samples_are_followed() {
    let mut app = open(scenario::builtin("and").unwrap(), "network/layers", Zoom::Operation);
    command(&mut app, "wrong no-slope");
    let before = screen(&app);
    press(&mut app, &["s"]);
    assert_ne!(screen(&app), before);
    press(&mut app, &["s", "s", "s"]);
    assert_eq!(screen(&app), before);
    command(&mut app, "set w_b1 0.9");
    assert_ne!(screen(&app), before);
}

#[test]
fn a_large_network_says_that_it_is_not_trained() {
    let mut app = open(scenario::builtin("digits").unwrap(), "network/layers", Zoom::Operation);
    command(&mut app, "wrong no-slope");
    assert!(screen(&app).contains("too large to be trained the wrong way"), "{}", screen(&app));
}

#[test]
fn frames_of_the_wrong_way() {
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        for word in ["early-update", "untransposed"] {
            let mut app = app_at("network/layers", Zoom::Operation);
            command(&mut app, &format!("wrong {word}"));
            insta::assert_snapshot!(format!("{word}_{width}x{height}"), text(&draw(&app, width, height)));
        }
    }
}

//! Predicting: keys, what is shown while a number is asked for, and what is said to an answer.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use chainrule::app::{App, Effect, ModeKind, Start};
use chainrule::engine::{Carry, Mistake, Quantity, Verdict};
use chainrule::lesson::{Chapter, Hint, Lesson, View, Zoom};
use chainrule::scenario;
use chainrule::ui;
use driver::{app_at, command, draw, open, place, press, screen, text};

/// An explainer that carries so many digits that no two numbers look alike by accident.
fn with_digits(name: &str, zoom: Zoom) -> App {
    let scenario = scenario::builtin(name).unwrap();
    let view = View { carry: Carry::Decimals(9), ..View::of(&scenario) };
    App::new(Lesson::new(scenario, view).unwrap(), Start { zoom, ..Start::default() })
}

fn asked(app: &App) -> Quantity {
    app.predicting().unwrap().asked
}

/// The number as it stands on the screen.
fn shown(value: f64) -> String {
    format!("{value:.9}").replace('-', "−")
}

/// Whether another number that is known is the same.
fn is_twice(app: &App, value: f64) -> bool {
    let lesson = app.lesson();
    let is_same = |known: f64| (known.abs() - value.abs()).abs() < 1e-8;
    lesson.pass().numbers().any(|(q, known)| app.knows(q) && is_same(known))
        || lesson.pass().given().sample.input.iter().any(|&input| is_same(input))
}

#[test]
fn nothing_on_the_screen_gives_the_answer_away() {
    // In finer zooms of the third a sum has one product that is not 0, which is the answer.
    let all = [
        ("swap", &Zoom::ALL[..2]),
        ("mazur", &Zoom::ALL[1..]),
        ("three-classes", &Zoom::ALL[..1]),
        ("regression", &Zoom::ALL[..1]),
    ];
    for (name, zooms) in all {
        for &zoom in zooms {
            let mut app = with_digits(name, zoom);
            let mut questions = 0;
            press(&mut app, &["p"]);
            while let Some(predicting) = app.predicting() {
                let q = predicting.asked;
                let value = app.lesson().value(q).unwrap();
                let is_telling = value.abs() > 1e-4 && !is_twice(&app, value);
                for hint in [Hint::None, Hint::Formula, Hint::Numbers] {
                    assert_eq!(app.predicting().unwrap().hint, hint);
                    let frame = text(&draw(&app, 120, 36));
                    let at = format!("{name} {} {zoom:?} {hint:?} {q:?}\n{frame}", place(&app));
                    let says = frame.contains(&shown(value.abs()));
                    assert!(!(is_telling && says), "{at}");
                    assert!(
                        !ui::numbers(&app, driver::SCREEN).iter().any(|pointer| pointer.quantity == q),
                        "{at}"
                    );
                    press(&mut app, &["Tab"]);
                }
                press(&mut app, &["PageDown"]);
                let frame = text(&draw(&app, 200, 60));
                assert!(
                    !is_telling || frame.contains(&shown(value)),
                    "shown at last: {}\n{frame}",
                    place(&app)
                );
                press(&mut app, &["PageDown"]);
                questions += 1;
            }
            assert!(questions >= 12, "{name} {zoom:?} asks {questions}");
            assert_eq!(app.mode_kind(), ModeKind::Walk);
        }
    }
}

#[test]
fn a_right_answer_is_right_and_goes_on() {
    let mut app = app_at("forward/c/net/1", Zoom::Operation);
    press(&mut app, &["p"]);
    assert_eq!((place(&app).as_str(), app.mode_kind()), ("forward/c/net/2", ModeKind::Predict));
    press(&mut app, &["0.45*out_b1 + 0.5·0.5744+w_c7·0,6225+0.6*out_b4", "Enter"]);
    assert!(app.predicting().unwrap().is_done);
    assert!(screen(&app).contains("Right, at the first try."));
    assert!(screen(&app).contains("1.2667"));
    press(&mut app, &["Enter"]);
    assert_eq!(place(&app), "forward/c/net/3");
    // One off in the last digit.
    press(&mut app, &["1.7867", "Enter"]);
    let judged = app.lesson().judge(asked(&app), app.lesson().value(asked(&app)).unwrap() + 1e-4);
    assert_eq!(judged, Verdict::Right);
}

#[test]
fn who_makes_a_mistake_is_told_and_may_try_again() {
    let mut app = app_at("pattern/c/dout/3", Zoom::Operation);
    press(&mut app, &["p", "dE/dout_c1", "Enter"]);
    assert_eq!(place(&app), "pattern/c/delta/1");
    assert!(!app.predicting().unwrap().is_done);
    assert!(screen(&app).contains("This is what comes out without the slope."), "{}", screen(&app));
    press(&mut app, &["Ctrl-U", "7", "Enter"]);
    assert!(screen(&app).contains("No mistake that is known"));
    press(&mut app, &["Ctrl-U", "dE/dout_c1·slope_c1", "Enter"]);
    assert!(app.predicting().unwrap().is_done);
    assert!(screen(&app).contains("Right.") && !screen(&app).contains("first try"));
    let tally = app.tally(Chapter::Pattern).unwrap();
    assert_eq!((tally.asked, tally.at_once, tally.most()), (1, 0, Some((Mistake::NoSlope, 1))));
}

#[test]
fn what_cannot_be_read_says_why_and_stays() {
    let mut app = app_at("forward/c/net/1", Zoom::Operation);
    press(&mut app, &["p", "out_d1*2", "Enter"]);
    assert!(screen(&app).contains("'out_d1' is no number that is known here"), "{}", screen(&app));
    // What is asked for is not known either.
    press(&mut app, &["Ctrl-U", "net_c2", "Enter"]);
    assert!(screen(&app).contains("'net_c2' is no number"));
    assert!(app.tally(Chapter::Forward).is_none());
}

#[test]
fn leaving_stays_at_the_step_and_shows_its_number() {
    let mut app = app_at("forward/c/net/1", Zoom::Operation);
    press(&mut app, &["p", "12", "Esc"]);
    assert_eq!((app.mode_kind(), app.predicting().unwrap().field.text()), (ModeKind::Predict, ""));
    press(&mut app, &["Esc"]);
    assert_eq!((app.mode_kind(), place(&app).as_str()), (ModeKind::Walk, "forward/c/net/2"));
    assert!(screen(&app).contains("1.2667"));
}

#[test]
fn pages_and_commands_leave_the_question_as_it_is() {
    let mut app = app_at("forward/c/net/1", Zoom::Operation);
    press(&mut app, &["p", "1.2"]);
    let before = screen(&app);
    press(&mut app, &["?", "Esc"]);
    assert_eq!(screen(&app), before);
    command(&mut app, "what sigmoid");
    assert!(!screen(&app).contains("1.2667"));
    press(&mut app, &["Esc"]);
    assert_eq!(screen(&app), before);
    // The numbers may change under it.
    command(&mut app, "set w_c5 0.5");
    assert_eq!(app.mode_kind(), ModeKind::Predict);
    press(&mut app, &["Ctrl-U", "1.2929", "Enter"]);
    assert!(app.predicting().unwrap().is_done, "{}", screen(&app));
    // Elsewhere it is over.
    command(&mut app, "goto 3");
    press(&mut app, &["→"]);
    assert_eq!((app.mode_kind(), place(&app).as_str()), (ModeKind::Walk, "network/samples"));
}

#[test]
fn a_step_with_several_numbers_asks_for_each() {
    let mut app = app_at("learn/c", Zoom::Operation);
    let mut all = Vec::new();
    press(&mut app, &["p"]);
    while place(&app) == "learn/c/1" {
        all.push(app.names().plain(asked(&app)));
        press(&mut app, &["PageDown", "PageDown"]);
    }
    assert_eq!(all, ["updated w_c1", "updated w_c2", "updated w_c3", "updated w_c4"]);
}

#[test]
fn after_the_last_number_the_lesson_goes_on() {
    let mut app = app_at("learn/b/4", Zoom::Operation);
    assert_eq!(press(&mut app, &["p"]), [Effect::Redraw]);
    assert_eq!(app.mode_kind(), ModeKind::Walk);
    assert!(driver::message(&app).contains("No further number"));
}

#[test]
fn at_the_end_of_a_chapter_it_says_how_it_went() {
    let mut app = app_at("forward/d/net", Zoom::Operation);
    // The first is right, the second is not, then it is; the others are shown.
    press(&mut app, &["p", "w_d1*out_c1+w_d2*out_c2+w_d3*out_c3", "Enter", "Enter"]);
    assert_eq!(place(&app), "forward/d/net/2");
    press(&mut app, &["w_d4*out_c1", "Enter", "Ctrl-U", "1.6397", "Enter", "Enter"]);
    assert_eq!(place(&app), "forward/d/out/1");
    press(&mut app, &["net_d1", "Enter", "PageDown", "PageDown", "PageDown", "PageDown"]);
    assert_eq!(place(&app), "error/d1");
    let told = "Numbers predicted in the chapter Forward: 4; right at the first try: 1. What came most: the net value \
                passed on as the output, once.";
    let frame = text(&draw(&app, 200, 60)).replace(['│', '\n'], " ");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&frame).contains("Numbers predicted in the chapter Forward: 4;"), "{frame}");
    assert_eq!(app.told_tally(Chapter::Forward).unwrap().plain(&app.names(), Carry::Full), told);
    press(&mut app, &["PageDown"]);
    assert!(!screen(&app).contains("Numbers predicted"));
}

#[test]
fn a_bias_forgotten_is_named() {
    let mut app = open(scenario::builtin("mazur").unwrap(), "forward/b/net", Zoom::Operation);
    press(&mut app, &["p", "w_b1*a1+w_b2*a2", "Enter"]);
    assert!(screen(&app).contains("bias_b1 is missing from the sum."), "{}", screen(&app));
}

#[test]
fn frames_of_predicting() {
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        let mut app = app_at("pattern/c/dout/3", Zoom::Operation);
        let mut snap = |name: &str, keys: &[&str]| {
            press(&mut app, keys);
            insta::assert_snapshot!(
                format!("predict_{name}_{width}x{height}"),
                text(&draw(&app, width, height))
            );
        };
        snap("asked", &["p"]);
        snap("hinted", &["Tab", "Tab"]);
        snap("mistaken", &["0.0303", "Enter"]);
        snap("right", &["Ctrl-U", "0.0065", "Enter"]);
    }
}

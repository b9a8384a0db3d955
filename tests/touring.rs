//! A teacher's tour: from stop to stop, each with its numbers, and back to one's own.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use std::fmt::Write as _;

use assert_cmd::Command;
use chainrule::app::{Action, Against, App, Effect, ModeKind, Start};
use chainrule::edit::By;
use chainrule::engine::{Kind, Quantity, WeightId};
use chainrule::lesson::{Lesson, LessonError, Piece, View, Zoom};
use chainrule::scenario::{Said, Scenario, builtin, builtins, parse};
use driver::{SCREEN, app_at, command, draw, find, message, open, place, press, screen, text};
use proptest::prelude::*;

/// A scenario with a tour that uses all that a stop can say.
const LESSON: &str = r#"
title = "All of it"

[network]
layers = [2, 2, 2]

[network.weights]
b = [[0.1, 0.2], [0.3, 0.4]]
c = [[0.5, 0.6], [0.7, 0.8]]

[network.biases]
b = [0.1, 0.2]

[lesson]
sample = 2

[[samples]]
input = [1, 0]
target = [0, 1]

[[samples]]
input = [0.5, 1]
target = [1, 0]

[[samples]]
input = [0.25, 0.75]
target = [1, 1]

[[tour]]
at = "forward/b/net/1"
text = "Plain: {net_b1}."

[[tour]]
at = "forward/b/net/1/2"
text = "A product, so closer: {out_a2} {{in braces}}."
set = { w_b2 = 2, bias_b1 = -1 }

[[tour]]
at = "error/total"
text = "Both hold here: {E_total}."
sample = 1
set = { a1 = 3 }

[[tour]]
at = "error/total"
text = "Here too, and in full: {E_total}."
decimals = "full"

[[tour]]
at = "pattern/c/delta"
text = "Anew: {δ_c1} and {delta_c2}, then {new w_c1}, {new E_total}."
reset = true
set = { "target_c1@3" = 0, learning_rate = 2 }
zoom = "layer"

[[tour]]
at = "learn/error"
text = "As it was: {E_total} and {new out_c1}."
reset = true
"#;

fn scenario() -> Scenario {
    parse(LESSON, "all.toml").unwrap_or_else(|error| panic!("{error}"))
}

fn explainer(scenario: Scenario) -> App {
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).unwrap(), Start::default())
}

/// A fresh explainer that goes to a stop at once.
fn at_stop(scenario: &Scenario, stop: usize) -> App {
    let mut app = explainer(scenario.clone());
    command(&mut app, &format!("tour {stop}"));
    assert_eq!(app.tour_progress().unwrap().0, stop);
    app
}

fn stop(app: &App) -> usize {
    app.tour_progress().map_or(0, |(stop, _)| stop)
}

fn value(app: &App, name: &str) -> f64 {
    app.lesson().value(app.names().quantity(name).unwrap()).unwrap()
}

fn words(app: &App) -> String {
    app.tour_words().map_or_else(String::new, |words| words.plain(&app.names(), app.lesson().carry()))
}

#[test]
fn keys_go_from_stop_to_stop_and_leave() {
    let mut app = app_at("error/d2", Zoom::Operation);
    command(&mut app, "tour");
    assert_eq!((place(&app).as_str(), app.tour_progress()), ("network/layers", Some((1, 26))));
    let shown = screen(&app);
    assert!(shown.contains("tour 1 of 26 · step 1 of 116") && shown.contains("Tour. Welcome."), "{shown}");
    assert!(shown.contains("← → stop") && shown.contains("Esc leave tour"), "{shown}");
    for (keys, at, number) in [
        ("→", "network/samples", 2),
        ("Space", "forward/b/net/1", 3),
        ("←", "network/samples", 2),
        ("Backspace", "network/layers", 1),
        ("←", "network/layers", 1),
        ("7G", "error/descent", 7),
        ("G", "check/train", 26),
        ("gg", "network/layers", 1),
    ] {
        press(&mut app, &[keys]);
        assert_eq!((place(&app).as_str(), stop(&app)), (at, number), "{keys}");
    }
    press(&mut app, &["99G"]);
    assert_eq!((message(&app), stop(&app)), ("there is no stop 99; they count from 1 to 26", 1));
    press(&mut app, &["G", "→"]);
    assert_eq!((message(&app), stop(&app)), ("This is the last stop.", 26));
    assert!(screen(&app).contains("This is the last stop. Esc leaves the tour."));
    press(&mut app, &["Esc"]);
    assert_eq!((place(&app).as_str(), app.is_touring()), ("check/train", false));
    assert!(!screen(&app).contains("Tour.") && !screen(&app).contains("tour 26"));
    press(&mut app, &["←"]);
    assert_eq!(place(&app), "check/all", "step by step again");
    assert!(!screen(&app).contains("Esc leave tour"));
}

#[test]
fn a_tour_goes_on_where_it_was_left() {
    let mut app = app_at("error/d2", Zoom::Operation);
    command(&mut app, "tour 9");
    assert_eq!(press(&mut app, &["Esc"]), [Effect::Redraw]);
    assert!(message(&app).ends_with(":tour goes on at stop 9."), "{}", message(&app));
    press(&mut app, &["→"]);
    command(&mut app, "tour");
    assert_eq!(stop(&app), 9);
    command(&mut app, "tour");
    assert!(!app.is_touring(), "the command leaves it too");
    command(&mut app, "tour 26");
    command(&mut app, "tour");
    command(&mut app, "tour");
    assert_eq!(stop(&app), 1, "from its end, it begins again");
    for wrong in ["0", "27", "x"] {
        command(&mut app, &format!("tour {wrong}"));
        assert_eq!(message(&app), format!("there is no stop {wrong}; they count from 1 to 26"));
    }
    let mut none = open(builtin("and").unwrap(), "network/layers", Zoom::Operation);
    command(&mut none, "tour");
    assert_eq!(message(&none), "this scenario has no tour; a file gives one in [[tour]]");
}

#[test]
fn who_strayed_comes_back_to_the_stop_first() {
    let mut app = app_at("error/d2", Zoom::Operation);
    command(&mut app, "tour 12");
    press(&mut app, &["]"]);
    assert_eq!((place(&app).as_str(), words(&app).as_str(), stop(&app)), ("pattern/d/delta", "", 12));
    press(&mut app, &["←"]);
    assert_eq!((place(&app).as_str(), stop(&app)), ("chain/w_d1/product", 12));
    assert!(!words(&app).is_empty());
    command(&mut app, "goto error/d1");
    press(&mut app, &["→"]);
    assert_eq!(stop(&app), 13, "on from the stop, not from where one strayed to");
    // A click on a chapter goes to the chapter, not to a stop.
    driver::click(&mut app, "Pattern", 1);
    assert_eq!((place(&app).as_str(), stop(&app)), ("pattern/d/delta", 13));
}

#[test]
fn numbers_add_up_from_the_last_reset_on() {
    let scenario = scenario();
    let weight = |app: &App| value(app, "w_b2");
    let numbers = |n: usize| {
        let app = at_stop(&scenario, n);
        (weight(&app), value(&app, "bias_b1"), value(&app, "a1"), value(&app, "learning_rate"))
    };
    assert_eq!(numbers(1), (0.2, 0.1, 0.5, 0.5));
    assert_eq!(numbers(2), (2.0, -1.0, 0.5, 0.5));
    assert_eq!(numbers(3), (2.0, -1.0, 3.0, 0.5), "of sample 1, which it shows");
    assert_eq!(numbers(4), (2.0, -1.0, 0.5, 0.5), "of sample 2, which nothing set");
    assert_eq!(numbers(5), (0.2, 0.1, 0.5, 2.0));
    assert_eq!(numbers(6), (0.2, 0.1, 0.5, 0.5));
    let targets = at_stop(&scenario, 5).lesson().scenario().samples[2].target.to_vec();
    assert_eq!(targets, [0.0, 1.0]);
    let zoom = |n| at_stop(&scenario, n).zoom();
    assert_eq!([1, 2, 5, 6].map(zoom), [Zoom::Operation, Zoom::Term, Zoom::Layer, Zoom::Operation]);
    let view = |n| at_stop(&scenario, n).lesson().view();
    assert_eq!((view(3).sample, view(4).sample), (0, 1));
    assert_eq!((view(3).carry.decimals(), view(4).carry.decimals()), (Some(4), None));
}

#[test]
fn words_hold_the_numbers_of_the_stop() {
    let scenario = scenario();
    let said = |n| words(&at_stop(&scenario, n));
    assert_eq!(said(1), format!("Plain: {:.4}.", 0.1 * 0.5 + 0.2 + 0.1));
    assert_eq!(said(2), "A product, so closer: 1 {in braces}.");
    let app = at_stop(&scenario, 5);
    let number = |q: Quantity| format!("{:.4}", app.lesson().value(q).unwrap());
    let w = WeightId { layer: 2, neuron: 0, input: 0 };
    let expected = format!(
        "Anew: {} and {}, then {}, {}.",
        number(Quantity::of(Kind::Delta, 2, 0)),
        number(Quantity::of(Kind::Delta, 2, 1)),
        number(Quantity::at(Kind::WeightAfter, w)),
        number(Quantity::whole(Kind::ErrorTotalAfter)),
    );
    assert_eq!(words(&app), expected);
    // They follow what the learner does there.
    let mut app = at_stop(&scenario, 1);
    command(&mut app, "set w_b2 1");
    assert_eq!(words(&app), format!("Plain: {:.4}.", 0.1 * 0.5 + 1.0 + 0.1));
}

#[test]
fn what_a_stop_changes_is_marked_told_and_listed_as_the_tours() {
    let mut app = app_at("error/d2", Zoom::Operation);
    command(&mut app, "tour 6");
    assert!(message(&app).starts_with("tour: w_d1 0.3 → 1.3 · E_total "), "{}", message(&app));
    assert_eq!(app.against(), Against::LastEdit);
    let shown = screen(&app);
    assert!(
        shown.contains("was 0.2723") && shown.contains("The tour changed w_d1 from 0.3 to 1.3."),
        "{shown}"
    );
    command(&mut app, "set w_d2 0.5");
    press(&mut app, &[":history", "Enter"]);
    let shown = screen(&app);
    assert!(shown.contains("1  tour: w_d1 0.3 → 1.3") && shown.contains("2  w_d2 0.4 → 0.5"), "{shown}");
    press(&mut app, &["Esc", "→"]);
    assert_eq!(message(&app), "The numbers are the scenario's own again.");
    assert!(!app.is_edited() && app.against() == Against::Nothing);
    press(&mut app, &["←"]);
    assert_eq!((value(&app, "w_d1"), value(&app, "w_d2")), (1.3, 0.4), "what was changed there is gone");

    let mut several = at_stop(&scenario(), 2);
    assert!(message(&several).starts_with("tour: w_b2 0.2 → 2, bias_b1 0.1 → −1 · E_total "));
    press(&mut several, &["u"]);
    assert_eq!((value(&several, "w_b2"), value(&several, "bias_b1")), (0.2, 0.1), "taken back as one");
    press(&mut several, &["Ctrl-R"]);
    assert_eq!((value(&several, "w_b2"), value(&several, "bias_b1")), (2.0, -1.0));
}

#[test]
fn ones_own_numbers_come_back() {
    let mut app = app_at("error/d2", Zoom::Term);
    command(&mut app, "set w_d1 0.4");
    command(&mut app, "set w_d2 0.5");
    press(&mut app, &["u", "s", "d"]);
    let before = (app.history().clone(), app.lesson().view(), app.zoom(), app.against());
    command(&mut app, "tour 6");
    assert_eq!((value(&app, "w_d1"), app.lesson().view().sample), (1.3, 1), "the file's, and the tour's");
    press(&mut app, &["u", "u", "+", "→", "+", "]", "Esc"]);
    assert!(app.is_touring(), "the first Esc drops one's own marks");
    press(&mut app, &["Esc"]);
    assert_eq!((app.history().clone(), app.lesson().view(), app.zoom(), app.against()), before);
    assert_eq!((value(&app, "w_d1"), value(&app, "w_d2")), (0.4, 0.4));
    press(&mut app, &["Ctrl-R"]);
    assert_eq!(value(&app, "w_d2"), 0.5);
}

#[test]
fn nothing_of_a_tour_is_saved_and_nothing_is_lost_by_it() {
    let mut app = app_at("error/d2", Zoom::Operation);
    command(&mut app, "tour 6");
    assert_eq!(press(&mut app, &["q"]), [Effect::Quit], "nothing of one's own is unsaved");
    assert_eq!(command(&mut app, "save /nowhere/x.toml").last(), Some(&Effect::Redraw));
    assert_eq!(message(&app), "On a tour the numbers are the tour's: leave it, then :save.");
    press(&mut app, &["Esc"]);
    command(&mut app, "set w_d1 0.4");
    command(&mut app, "tour 6");
    press(&mut app, &["q"]);
    assert_eq!((app.mode_kind(), app.is_touring()), (ModeKind::Unsaved, false));
    assert_eq!(value(&app, "w_d1"), 0.4, "what is asked about is there to be saved");
}

#[test]
fn saving_leaves_a_tour_as_it_stands() {
    let mut scenario = scenario();
    let tour = &LESSON[LESSON.find("[[tour]]").unwrap()..];
    scenario.learning.rate = 0.25;
    scenario.network_mut().layer_mut(1).weights[[0, 1]] = 0.75;
    let written = scenario.written().unwrap();
    assert!(written.contains(tour), "{written}");
    let read = parse(&written, "all.toml").unwrap();
    let set = |scenario: &Scenario| scenario.tour.iter().map(|stop| stop.set.clone()).collect::<Vec<_>>();
    assert_eq!((set(&read), read.learning.rate), (set(&scenario), 0.25));
}

#[test]
fn a_tour_that_does_not_fit_the_lesson_is_refused_with_its_place() {
    let refused = |from: &str, to: &str| {
        assert!(LESSON.contains(from), "{from}");
        let scenario = parse(&LESSON.replacen(from, to, 1), "all.toml").unwrap();
        let view = View::of(&scenario);
        match Lesson::new(scenario, view) {
            Err(LessonError::Tour(error)) => error.to_string(),
            other => panic!("{:?}", other.map(|lesson| lesson.tour().len())),
        }
    };
    let line = |text: &str| LESSON.lines().position(|line| line.starts_with(text)).unwrap() + 1;
    let said = refused("at = \"forward/b/net/1\"", "at = \"forward/b/net/9\"");
    let at = line("at = \"forward/b/net/1\"");
    let expected = format!(
        "a stop of the tour stands at \"forward/b/net/9\", but the lesson has no such step\n  --> standard input:{at}:7\n   |\n{at} | at = \"forward/b/net/9\"\n   |       ^\nhelp: steps are called as they are on the screen: forward/b/net, pattern/b/delta/1; without the tour, `chainrule steps` lists them all"
    );
    assert_eq!(said, expected);
    let said = refused("sample = 2\n", "sample = 2\nchapters = [\"forward\", \"error\"]\n");
    assert!(said.starts_with("a stop of the tour stands at \"pattern/c/delta\", but"), "{said}");
    let said = refused("{net_b1}", "{net_b7}");
    let at = line("text = \"Plain");
    assert!(
        said.starts_with("`tour.text` asks for {net_b7}, but the network has no such number\n"),
        "{said}"
    );
    assert!(said.contains(&format!("--> standard input:{at}:16\n")), "{said}");
    for name in ["", "new", "new δ_c1", "w_b9", "E_total "] {
        let with = LESSON.replacen("{net_b1}", &format!("{{{name}}}"), 1);
        let scenario = parse(&with, "all.toml").unwrap();
        let view = View::of(&scenario);
        let is_fine = Lesson::new(scenario, view).is_ok();
        assert_eq!(is_fine, name == "E_total ", "{name:?}");
    }
    let said = refused(
        "zoom = \"layer\"",
        "zoom = \"layer\"\n[[tour]]\nat = \"forward/b/net/1\"\ntext = \"x\"\nzoom = \"layer\"",
    );
    assert!(
        said.starts_with("zoom layer does not show the step \"forward/b/net/1\" of this stop\n"),
        "{said}"
    );
}

/// What a walker may do at a stop, and how to go on from it.
fn actions() -> impl Strategy<Value = Vec<(Vec<Action>, Action)>> {
    let number = |name: &str| {
        let scenario = builtin("swap").unwrap();
        chainrule::scenario::parse_name(name, scenario.network()).unwrap()
    };
    let at_stop = prop_oneof![
        Just(Action::Undo),
        Just(Action::Redo),
        Just(Action::NudgeUp),
        Just(Action::NextSample),
        Just(Action::ToggleDecimals),
        Just(Action::ZoomIn),
        Just(Action::ZoomOut),
        Just(Action::NextChapter),
        Just(Action::CompareStart),
        Just(Action::EditAt(number("w_d1"))),
        Just(Action::Submit),
    ];
    let on = prop_oneof![
        4 => Just(Action::Next),
        3 => Just(Action::Back),
        1 => Just(Action::First),
        1 => Just(Action::Last),
        3 => (1..30_usize).prop_map(Action::StepNumber),
    ];
    prop::collection::vec((prop::collection::vec(at_stop, 0..4), on), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever way one came to a stop, it looks as if one had gone there at once; and after the tour, all
    /// is as it would be without it.
    #[test]
    fn no_way_through_a_tour_leaves_stale_numbers(
        built_in in any::<bool>(),
        own in prop::option::of(-2.0..2.0_f64),
        walk in actions(),
    ) {
        let scenario = if built_in { builtin("swap").unwrap() } else { scenario() };
        let mut app = explainer(scenario.clone());
        if let Some(value) = own {
            command(&mut app, &format!("set w_b1 {value}"));
        }
        let mut untouched = app.clone();
        command(&mut app, "tour");
        for (meddling, on) in walk {
            for action in meddling {
                driver::act(&mut app, action);
            }
            if app.mode_kind() != ModeKind::Walk {
                press(&mut app, &["Esc"]);
            }
            let before = stop(&app);
            driver::act(&mut app, on.clone());
            let is_arrival = stop(&app) != before || matches!(on, Action::First | Action::Last);
            if is_arrival {
                let fresh = at_stop(&scenario, stop(&app));
                prop_assert_eq!(app.lesson().scenario(), fresh.lesson().scenario());
                let (frame, expected) = (draw(&app, 120, 36), draw(&fresh, 120, 36));
                prop_assert!(frame == expected, "{:?}\n{}\n{}", on, text(&frame), text(&expected));
            }
        }
        command(&mut app, "tour");
        prop_assert!(!app.is_touring());
        let at = place(&app);
        // What an edit reaches is shown until one moves on.
        for address in ["error/d1", at.as_str()] {
            command(&mut untouched, &format!("goto {address}"));
        }
        command(&mut untouched, &format!("zoom {}", app.zoom().word()));
        prop_assert_eq!(app.history(), untouched.history());
        prop_assert_eq!(app.lesson().scenario(), untouched.lesson().scenario());
        // What was said last goes with the next key.
        for app in [&mut app, &mut untouched] {
            driver::act(app, Action::Submit);
        }
        prop_assert_eq!(screen(&app), screen(&untouched));
    }
}

/// The frame that a command line opens.
fn shown(link: &str) -> String {
    let words = shlex::split(link).unwrap();
    let mut show = Command::cargo_bin("chainrule").unwrap();
    show.args(["show", "--size", "120x36"]).args(&words[1..]);
    let output = show.assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap().trim_end().to_owned()
}

#[test]
fn a_link_leads_to_the_stop_as_it_is() {
    for (keys, expected) in [
        (&[":tour 1", "Enter"][..], "chainrule swap --stop 1"),
        (&[":tour 13", "Enter"], "chainrule swap --stop 13"),
        (&[":tour 14", "Enter"], "chainrule swap --stop 14"),
        (&[":tour 7", "Enter"], "chainrule swap --stop 7"),
    ] {
        let mut app = app_at("error/d2", Zoom::Operation);
        press(&mut app, keys);
        assert_eq!(app.link().unwrap(), expected);
        assert_eq!(shown(expected), screen(&app).trim_end());
    }
    let mut app = app_at("error/d2", Zoom::Operation);
    press(&mut app, &[":tour 6", "Enter", ":set w_d2 0.5", "Enter", "]", "z", "d"]);
    let link = app.link().unwrap();
    assert_eq!(
        link,
        "chainrule swap --stop 6 --set 'w_d2=0.5' --sample 2 --decimals full --zoom term --step chain/weights --compare last"
    );
    // The message alone is not in a link.
    press(&mut app, &["d", "d"]);
    assert_eq!(shown(&link), screen(&app).trim_end());
    press(&mut app, &["u", "u"]);
    let link = app.link().unwrap();
    assert!(link.starts_with("chainrule swap --stop 6 --set 'w_d1=0.3' "), "{link}");
}

fn printed(arguments: &[&str]) -> String {
    let mut call = Command::cargo_bin("chainrule").unwrap();
    let output = call.args(arguments).assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap()
}

#[test]
fn a_tour_is_printed_in_the_teachers_order() {
    let swap = builtin("swap").unwrap();
    let said = printed(&["steps", "--tour"]);
    let mut from = 0;
    for (n, stop) in swap.tour.iter().enumerate() {
        let title = format!("{}  {}  ", n + 1, stop.at);
        let at = said[from..].find(&title).unwrap_or_else(|| panic!("no {title:?} after {from}"));
        from += at + title.len();
    }
    assert_eq!(said.matches("    Tour. ").count(), 26);
    assert!(said.contains("    tour: w_d1 = 1.3\n"));
    let one = printed(&["steps", "--stop", "6"]);
    assert!(one.starts_with("6  error/total  ") && said.contains(&one), "{one}");
    let stops: serde_json::Value =
        serde_json::from_str(&printed(&["steps", "--tour", "--format", "json"])).unwrap();
    let stops = stops.as_array().unwrap();
    assert_eq!(stops.len(), 26);
    let sixth = &stops[5];
    assert_eq!(
        (&sixth["stop"], &sixth["index"], &sixth["address"]),
        (&6.into(), &32.into(), &"error/total".into())
    );
    assert_eq!(sixth["set"], serde_json::json!([{"name": "w_d1", "value": 1.3}]));
    let app = at_stop(&swap, 6);
    assert_eq!(sixth["words"].as_str(), Some(words(&app).as_str()));
    assert_eq!(sixth["values"][0]["value"], value(&app, "E_total"));
    assert_eq!((&stops[6]["reset"], &stops[6]["set"]), (&true.into(), &serde_json::json!([])));
    let ascii = printed(&["steps", "--tour", "--ascii"]);
    assert!(ascii.is_ascii() && ascii.contains("Tour. "));
}

#[test]
fn who_reads_line_by_line_hears_the_tour() {
    let mut call = Command::cargo_bin("chainrule").unwrap();
    let output = call.args(["read", "--stop", "6"]).write_stdin("\nquit\n").assert().success();
    let said = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    let (first, second) = said.split_once("Stop 7 of 26 of the tour: The weight is back.").expect(&said);
    assert!(first.contains("Stop 6 of 26 of the tour: Let us meddle with one weight."), "{first}");
    assert!(first.contains("The tour has just set w d 1 to 1.3, and the error moved to 0.3630."), "{first}");
    assert!(second.contains("walk down, not up."), "{second}");
}

#[test]
fn what_has_no_tour_or_no_such_stop_is_refused_on_the_command_line() {
    for (arguments, said) in [
        (&["show", "and", "--tour"][..], "this scenario has no tour; a file gives one in [[tour]]"),
        (&["show", "--stop", "27"], "there is no stop 27; they count from 1 to 26"),
        (&["values", "--stop", "0"], "there is no stop 0; they count from 1 to 26"),
    ] {
        let output = Command::cargo_bin("chainrule").unwrap().args(arguments).output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), complaint.trim()), (Some(2), &*format!("chainrule: {said}")));
    }
}

#[test]
fn a_tour_is_offered_where_there_is_one() {
    let mut app = app_at("network/layers", Zoom::Operation);
    app.offer_tour();
    assert_eq!(message(&app), "A tour of 26 stops: type :tour and press Enter.");
    let mut none = open(builtin("and").unwrap(), "network/layers", Zoom::Operation);
    none.offer_tour();
    assert_eq!(message(&none), "");
    command(&mut app, "tour");
    app.offer_tour();
    assert_eq!(message(&app), "", "not to one who is on it");
}

#[test]
fn before_a_class_a_stop_is_told_part_by_part() {
    let mut app = app_at("error/d2", Zoom::Operation);
    command(&mut app, "present");
    command(&mut app, "tour 3");
    let mut keys = 0;
    while stop(&app) == 3 {
        press(&mut app, &["PageDown"]);
        keys += 1;
    }
    assert!(keys > 1 && stop(&app) == 4, "{keys}");
    press(&mut app, &["PageUp"]);
    assert_eq!((stop(&app), app.presenting().unwrap().awaits()), (3, false), "what was told before is told");
    press(&mut app, &["PageDown"]);
    assert_eq!(stop(&app), 4);
    command(&mut app, "tour 26");
    for _ in 0..9 {
        press(&mut app, &["PageDown"]);
    }
    assert_eq!((stop(&app), message(&app)), (26, "This is the last stop."));
}

/// The tours that are built in.
fn built_in_tours() -> impl Iterator<Item = (&'static str, Scenario)> {
    let all = builtins().iter().map(|each| (each.name, builtin(each.name).unwrap()));
    all.filter(|(_, scenario)| !scenario.tour.is_empty())
}

#[test]
fn no_number_of_a_built_in_tour_is_typed() {
    for (name, scenario) in built_in_tours() {
        for said in scenario.tour.iter().flat_map(|stop| &stop.words) {
            let Said::Words(words) = said else { continue };
            let is_decimal =
                |part: &[char]| part[0].is_ascii_digit() && part[1] == '.' && part[2].is_ascii_digit();
            let letters: Vec<char> = words.as_str().chars().collect();
            assert!(!letters.windows(3).any(is_decimal), "{name}: {words}");
        }
    }
}

#[test]
fn the_words_of_a_built_in_tour_fit_the_smallest_screen() {
    for (name, scenario) in built_in_tours() {
        for n in 1..=scenario.tour.len() {
            let app = at_stop(&scenario, n);
            let spoken = app.tour_words().unwrap();
            assert!(spoken.0.iter().any(|piece| matches!(piece, Piece::Text(_))));
            let frame = text(&draw(&app, 80, 24));
            let flat: String = frame.chars().filter(|c| c.is_alphanumeric()).collect();
            let mut said = String::new();
            write!(said, "{}", words(&app)).unwrap();
            let last: String = said.chars().filter(|c| c.is_alphanumeric()).collect();
            let end: String = last.chars().skip(last.chars().count().saturating_sub(12)).collect();
            assert!(flat.contains(&end), "{name}, stop {n}: {said}\n{frame}");
        }
    }
}

/// What the tour of the document's network claims is so.
#[test]
fn the_tour_of_swap_says_what_is_so() {
    let swap = builtin("swap").unwrap();
    let usual = explainer(swap.clone());
    let at = |n| at_stop(&swap, n);
    assert!(value(&at(6), "E_total") > value(&usual, "E_total"));
    let (flat, shrunk) = (at(13), at(14));
    assert!(value(&flat, "slope_d1") < 0.01 * value(&usual, "slope_d1") && value(&flat, "out_d1") > 0.99);
    assert!(value(&shrunk, "E_d1") > value(&usual, "E_d1"));
    assert!(value(&shrunk, "dE/dw_d1") < 0.01 * value(&usual, "dE/dw_d1"));
    let back_by = |target: &str, weight: &str| value(&usual, target) * value(&usual, weight);
    assert!(back_by("δ_d1", "w_d1") > 0.0 && back_by("δ_d2", "w_d4") < 0.0, "the two roads differ");
    let off = at(21);
    assert!((1..=8).all(|n| value(&off, &format!("dE/dw_b{n}")) == 0.0) && value(&off, "E_total") > 0.0);
    assert!((1..=4).all(|n| value(&off, &format!("δ_b{n}")) != 0.0), "there is still blame");
    let after = usual.lesson().value(Quantity::whole(Kind::ErrorTotalAfter)).unwrap();
    assert!(after < value(&usual, "E_total"));
    for (n, stop) in swap.tour.iter().enumerate().filter(|(_, stop)| !stop.set.is_empty()) {
        assert!(swap.tour[n + 1..].iter().take(2).any(|next| next.resets), "{} is taken back soon", stop.at);
    }
}

/// The same of the tall network.
#[test]
fn the_tour_of_vanishing_gradients_says_what_is_so() {
    let scenario = builtin("vanishing-sigmoid").unwrap();
    let usual = explainer(scenario.clone());
    let of = |name: &str| value(&usual, name).abs();
    assert!(of("net_b2") > 3.0 && of("out_b2") > 0.95);
    assert_eq!(of("slope_g1"), 1.0);
    for layer in ["c", "d", "e", "f"] {
        assert!((1..=4).all(|n| of(&format!("w_{layer}{n}")) <= 1.0), "weights around one");
    }
    let felt = ["g1", "f1", "e2", "d1", "c1", "b1"].map(|neuron| of(&format!("δ_{neuron}")));
    assert!(felt.windows(2).all(|pair| pair[1] < pair[0] / 2.0), "{felt:?}");
    assert!(of("δ_b2") < of("δ_b1"));
    let stop = scenario.tour.iter().position(|stop| !stop.set.is_empty()).unwrap() + 1;
    let freed = value(&at_stop(&scenario, stop), "δ_b2").abs();
    assert!(freed > 10.0 * of("δ_b2") && freed < of("δ_g1") / 100.0, "{freed}");
    let moved = |layer: usize| {
        let w = WeightId { layer, neuron: 0, input: 0 };
        let of = |kind| usual.lesson().exact_value(Quantity::at(kind, w)).unwrap();
        (of(Kind::WeightAfter) - of(Kind::Weight)).abs()
    };
    assert!(moved(1) * 1000.0 < 0.01 && moved(6) > 0.01, "{} {}", moved(1), moved(6));
}

#[test]
fn edits_of_a_stop_are_the_tours_in_the_history() {
    let app = at_stop(&scenario(), 4);
    let by: Vec<By> = app.history().all().iter().map(|made| made.by).collect();
    assert_eq!(by, [By::Tour, By::Tour]);
    assert!(!app.history().is_unsaved());
}

#[test]
fn stops_on_the_screen() {
    for (name, n) in [("plain", 11), ("edited", 13)] {
        let app = at_stop(&builtin("swap").unwrap(), n);
        for (width, height) in [(80, 24), (SCREEN.width, SCREEN.height)] {
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), text(&draw(&app, width, height)));
        }
        assert!(find(&draw(&app, SCREEN.width, SCREEN.height), "Tour. ").is_some());
    }
}

//! After an edit everything follows: the numbers are those of an independent computation, nothing in
//! any panel is from before, and what was taken back leaves no trace.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;
#[path = "support/plain.rs"]
mod plain;

use std::fmt::Write as _;

use assert_cmd::Command;
use chainrule::app::{App, ModeKind, Start};
use chainrule::edit::{Edit, History};
use chainrule::engine::{Activation, Kind, Loss, Quantity, WeightId};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario::{self, Scenario, name};
use chainrule::ui;
use driver::{SCREEN, app_at, command, draw, open, place, press, text};
use plain::{By, Plain};
use proptest::prelude::*;
use ratatui::buffer::Buffer;

/// Anything that changes numbers, as a person does it.
#[derive(Debug, Clone)]
enum Doing {
    Set(usize, f64),
    Fill(usize, usize, f64),
    Keys(&'static [&'static str]),
    Step(usize),
}

const NAMES: [&str; 12] = [
    "w_b1",
    "w_b4",
    "w_b8",
    "w_c1",
    "w_c7",
    "w_d1",
    "w_d6",
    "a1",
    "a2",
    "target_d1",
    "target_d2",
    "learning_rate",
];
const WHOLES: [&str; 5] = ["W_b", "W_c", "W_d", "out_a", "target_d"];
const KEYS: [&[&str]; 17] = [
    &["+"],
    &["-"],
    &["u"],
    &["u", "u"],
    &["Ctrl-R"],
    &["e", "→", "0.5", "Enter", "Esc"],
    &["e", "Tab", "-0.25", "↓", "Esc"],
    &["e", "R", "Esc"],
    &["e", "2", "*", "Esc"],
    &["s"],
    &["d"],
    &["z"],
    &[":", "epoch 3", "Enter"],
    &[":", "epoch 0", "Enter"],
    &["t", "4", "Enter", ".", "Esc"],
    &[":", "set a1@1 0.5", "Enter"],
    &[":", "reset", "Enter"],
];

fn doing() -> impl Strategy<Value = Doing> {
    let value = (-300..300_i32).prop_map(|n| f64::from(n) / 100.0);
    prop_oneof![
        5 => (0..NAMES.len(), value.clone()).prop_map(|(name, value)| Doing::Set(name, value)),
        2 => (0..WHOLES.len(), 0..3_usize, value).prop_map(|(part, how, value)| Doing::Fill(part, how, value)),
        5 => (0..KEYS.len()).prop_map(|keys| Doing::Keys(KEYS[keys])),
        3 => (0..300_usize).prop_map(Doing::Step),
    ]
}

fn carry_out(app: &mut App, doing: &Doing) {
    match doing {
        Doing::Set(name, value) => {
            let value = if NAMES[*name] == "learning_rate" { value.abs() + 0.1 } else { *value };
            command(app, &format!("set {} {value}", NAMES[*name]));
        }
        Doing::Fill(part, how, value) => {
            let rule = match how {
                0 => format!("{value}"),
                1 => format!("times {value}"),
                _ => format!("random {}", value.abs().floor()),
            };
            command(app, &format!("set {} {rule}", WHOLES[*part]));
        }
        Doing::Keys(keys) => {
            press(app, keys);
            // A number that was refused (a learning rate below 0) stays open to be mended.
            while app.mode_kind() == ModeKind::Edit {
                press(app, &["Esc"]);
            }
        }
        Doing::Step(number) => {
            press(app, &[&number.to_string(), "G"]);
        }
    }
    // What an edit says in the bottom line is not part of what is looked at.
    app.update(chainrule::app::Action::Focus(chainrule::app::Panel::Edit));
}

/// The same scenario made anew from its numbers: no pass, no lesson, no history is shared.
fn anew(scenario: &Scenario) -> Scenario {
    let mut fresh = scenario::builtin("swap").unwrap();
    for part in scenario::givens(scenario.network()) {
        for sample in 0..scenario.samples.len() {
            let values = scenario.given_numbers(part, sample).unwrap();
            fresh.put(part, sample, &values);
        }
    }
    fresh
}

/// An explainer of these numbers that has never been edited, at the same step and in the same view.
fn fresh(app: &App) -> App {
    let scenario = anew(app.lesson().scenario());
    let lesson = Lesson::new(scenario, app.lesson().view()).unwrap();
    App::new(lesson, Start { place: Some(app.place()), zoom: app.zoom(), ..Start::default() })
}

/// The frame without the top line, which says whether anything was edited.
fn body(app: &App, size: (u16, u16)) -> Vec<String> {
    let frame = draw(app, size.0, size.1);
    text(&frame).lines().skip(1).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(8) })]

    /// Every number in every panel is the one that a fresh computation gives: the frame without marks
    /// is that of an explainer which was opened on these numbers; and with marks, that of one on which
    /// only the last edit was made.
    #[test]
    fn nothing_is_ever_stale(doings in prop::collection::vec(doing(), 1..9), large: bool) {
        let size = if large { (200, 60) } else { (100, 30) };
        let mut app = app_at("chain/w_b1/path/2", Zoom::Operation);
        // Notes that quote the source's own numbers go with the first edit; they are out of the way.
        press(&mut app, &["n"]);
        for doing in &doings {
            carry_out(&mut app, doing);

            // With marks: the state before the last edit, opened anew, and that one edit made on it.
            if let (Some(before), Some(made)) = (app.before(), app.history().last()) {
                let mut scenario = anew(before.scenario());
                let start = scenario.clone();
                let mut history = History::default();
                history.apply(made.edit.clone(), &mut scenario).unwrap();
                let lesson = Lesson::new(scenario, app.lesson().view()).unwrap();
                let start_at = Start { place: Some(app.place()), zoom: app.zoom(), ..Start::default() };
                let mut other = App::new(lesson, start_at).edited(start, history).comparing(app.against(), false);
                press(&mut other, &["n"]);
                other.update(chainrule::app::Action::Focus(chainrule::app::Panel::Edit));
                // What has just been done is told in the reason; a step back and forth ends that.
                let mut shown = app.clone();
                settle(&mut shown);
                settle(&mut other);
                prop_assert_eq!(body(&shown, size), body(&other, size), "marked after {:?}", doing);
            }

            let mut unmarked = app.clone();
            press(&mut unmarked, &["Esc"]);
            let mut fresh = fresh(&unmarked);
            press(&mut fresh, &["n"]);
            fresh.update(chainrule::app::Action::Focus(chainrule::app::Panel::Edit));
            settle(&mut unmarked);
            settle(&mut fresh);
            prop_assert_eq!(body(&unmarked, size), body(&fresh, size), "unmarked after {:?}", doing);
        }
    }

    /// Byte for byte the first frame, at the same step, whatever was done in between.
    #[test]
    fn all_taken_back_is_the_first_frame(
        step in 0..264_usize,
        zoom in 0..3_usize,
        doings in prop::collection::vec(doing(), 1..10),
    ) {
        let zoom = Zoom::ALL[zoom];
        let mut app = app_at("network/layers", zoom);
        press(&mut app, &[&step.to_string(), "G"]);
        let (first, at) = (draw(&app, 120, 36), place(&app));
        for doing in &doings {
            if matches!(doing, Doing::Set(..) | Doing::Fill(..)) || matches!(doing, Doing::Keys(keys) if !is_look(keys)) {
                carry_out(&mut app, doing);
                prop_assert_eq!(place(&app), at.clone(), "the step stays: {:?}", doing);
            }
        }
        while app.history().present() > 0 {
            press(&mut app, &["u"]);
        }
        prop_assert!(draw(&app, 120, 36) == first);
    }

    /// Edits by `--set`, by commands and by keys give the numbers of an independent computation.
    #[test]
    fn edits_give_the_numbers_of_automatic_differentiation(
        edits in prop::collection::vec((0..26_usize, -300..300_i32), 1..6),
        by_keys: bool,
    ) {
        let mut plain = swap();
        let mut app = app_at("pattern/b/delta", Zoom::Operation);
        press(&mut app, &["d"]);
        let network = app.lesson().scenario().network().clone();
        let mut sets = Vec::new();
        for (which, hundredths) in edits {
            let weight = network.weight_ids().nth(which).unwrap();
            let value = f64::from(hundredths) / 100.0;
            plain.weights[weight.layer - 1][weight.neuron][weight.input] = value;
            let name = name(Quantity::at(Kind::Weight, weight), &network);
            if by_keys {
                type_at(&mut app, weight, value);
            } else {
                command(&mut app, &format!("set {name} {value}"));
            }
            sets.push(format!("{name}={value}"));
        }
        let pass = app.lesson().pass();
        let close = |computed: f64, expected: f64| (computed - expected).abs() <= 1e-12;
        prop_assert!(close(pass.value(Quantity::whole(Kind::ErrorTotal)).unwrap(), plain.error()));
        for w in network.weight_ids() {
            let expected = plain.derivative(By::Weight(w.layer - 1, w.neuron, w.input));
            let computed = pass.value(Quantity::at(Kind::Gradient, w)).unwrap();
            prop_assert!(close(computed, expected), "{:?}: {} {}", w, computed, expected);
        }
        // The command line makes the same edits.
        let mut scenario = scenario::builtin("swap").unwrap();
        for set in &sets {
            Edit::parse(set, &network, 1).unwrap().apply(&mut scenario).unwrap();
        }
        prop_assert_eq!(&scenario, app.lesson().scenario());
    }
}

/// Whether keys change how one looks rather than a number.
fn is_look(keys: &[&str]) -> bool {
    matches!(keys, ["s" | "d" | "z"]) || keys.iter().any(|key| key.starts_with("epoch"))
}

/// To the next step and back, or the other way round: no longer right after an edit.
fn settle(app: &mut App) {
    use chainrule::app::{Action, Effect};
    if app.update(Action::Next) == Effect::None {
        app.update(Action::Back);
        app.update(Action::Next);
    } else {
        app.update(Action::Back);
    }
}

/// The document's network on its second sample, by hand.
fn swap() -> Plain {
    Plain {
        widths: vec![2, 4, 3, 2],
        weights: vec![
            vec![vec![0.1, 0.2], vec![0.3, 0.4], vec![0.5, 0.6], vec![0.7, 0.8]],
            vec![vec![0.25, 0.30, 0.35, 0.40], vec![0.45, 0.50, 0.55, 0.60], vec![0.65, 0.70, 0.75, 0.80]],
            vec![vec![0.3, 0.4, 0.5], vec![0.6, 0.7, 0.8]],
        ],
        biases: vec![None, None, None],
        activations: vec![Activation::Sigmoid; 3],
        loss: Loss::HalfSquaredError,
        samples: vec![(vec![1.0, 0.0], vec![0.0, 1.0])],
    }
}

/// Goes to a weight in the panel of given numbers and types a value.
fn type_at(app: &mut App, weight: WeightId, value: f64) {
    press(app, &["e"]);
    for _ in 0..20 {
        let at = app.cursor().unwrap().at;
        if (at.kind, at.layer) == (Kind::Weight, weight.layer) {
            break;
        }
        press(app, &["Tab"]);
    }
    let mut steps = 0;
    while app.cursor().unwrap().at != Quantity::at(Kind::Weight, weight) {
        let at = app.cursor().unwrap().at;
        let key = match (at.row.cmp(&weight.neuron), at.column.cmp(&weight.input)) {
            (std::cmp::Ordering::Less, _) => "↓",
            (std::cmp::Ordering::Greater, _) => "↑",
            (_, std::cmp::Ordering::Less) => "→",
            _ => "←",
        };
        press(app, &[key]);
        steps += 1;
        assert!(steps < 20, "the cursor does not arrive");
    }
    press(app, &[&value.to_string(), "Enter", "Esc"]);
}

/// What `chainrule show` prints for a command line that a link gave.
fn shown_by_link(link: &str, size: (u16, u16)) -> String {
    let words = shlex::split(link).unwrap();
    let mut call = Command::cargo_bin("chainrule").unwrap();
    call.arg("show").args(&words[1..]).args([
        "--size",
        &format!("{}x{}", size.0, size.1),
        "--format",
        "ansi",
    ]);
    let output = call.assert().success().get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

fn ansi(frame: &Buffer) -> String {
    let mut bytes = Vec::new();
    chainrule::export::frame::ansi(frame, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_link_opens_the_same_frame() {
    for (keys, marks) in [
        (&["4", "2", "G"][..], false),
        (&["7", "0", "G", "z", "s", "d"], false),
        (&[":", "set w_d1 0.35", "Enter"], true),
        (&[":", "set w_d1 0.35", "Enter", "l"], true),
        (&["+", "+", "+", "r"], true),
        (&[":", "set W_c random 7", "Enter", ":", "set a1@3 -0.5", "Enter", "s", "h", "r"], true),
        (&[":", "set w_b1 1/3", "Enter", "+", "T", ":", "epoch 20", "Enter", "l", "Esc"], false),
        (&["+", ":", "reset", "Enter", "-", "Z", "l", "Esc"], false),
    ] {
        let mut app = app_at("pattern/c/dout/2", Zoom::Operation);
        press(&mut app, keys);
        let link = app.link().unwrap();
        assert_eq!(link.contains("--compare"), marks, "{link}");
        // The message of the last key goes with the next one.
        app.update(chainrule::app::Action::Focus(chainrule::app::Panel::Edit));
        for size in [(80, 24), (120, 36)] {
            assert_eq!(shown_by_link(&link, size), ansi(&draw(&app, size.0, size.1)), "{link}");
        }
    }
}

#[test]
fn the_link_is_shown_and_copied() {
    let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
    command(&mut app, "set w_d1 0.35");
    let effects = press(&mut app, &["y"]);
    let link = app.link().unwrap();
    assert_eq!(effects, [chainrule::app::Effect::Copy(link.clone())]);
    assert!(
        link.starts_with("chainrule swap --set 'w_d1=0.35' --sample 2 --decimals 4 ")
            || link.starts_with("chainrule swap --set w_d1=0.35 --sample 2 --decimals 4 "),
        "{link}"
    );
    let page = driver::screen(&app).replace(['┃', ' ', '\n'], "");
    assert!(page.contains(&link.replace(' ', "")[..60]), "{page}");
}

#[test]
fn a_frame_of_a_wide_network_follows_too() {
    let mut file = String::from("title = \"Wide\"\n[network]\nlayers = [30, 40, 20]\n[network.weights]\n");
    for (letter, rows, columns) in [("b", 40, 30), ("c", 20, 40)] {
        let row = |i: usize| {
            let cells: Vec<String> =
                (0..columns).map(|j| format!("{}", ((i * 7 + j * 3) % 11) as f64 / 10.0 - 0.5)).collect();
            format!("[{}]", cells.join(", "))
        };
        let all: Vec<String> = (0..rows).map(row).collect();
        writeln!(file, "{letter} = [{}]", all.join(", ")).unwrap();
    }
    let numbers = |count: usize| (0..count).map(|n| (n % 2).to_string()).collect::<Vec<_>>().join(", ");
    write!(file, "[[samples]]\ninput = [{}]\ntarget = [{}]\n", numbers(30), numbers(20)).unwrap();
    let scenario = scenario::parse(&file, "wide.toml").unwrap();
    let mut app = open(scenario.clone(), "pattern/b/dout/40", Zoom::Operation);
    command(&mut app, "set w_c800 0.123");
    press(&mut app, &["e"]);
    let frame = text(&draw(&app, 120, 36));
    assert!(frame.contains("W_c") && frame.contains("was"), "{frame}");
    assert_eq!(app.cursor().map(|cursor| cursor.at.layer), Some(2));
    assert!(ui::numbers(&app, SCREEN).len() > 5);
    let view = View::of(&scenario);
    assert_eq!(app.lesson().view(), view);
    press(&mut app, &["Esc", "u"]);
    assert!(draw(&app, 120, 36) == draw(&open(scenario, "pattern/b/dout/40", Zoom::Operation), 120, 36));
}

//! A weight that is inspected: its paths, its measurement, its learning step, its page and its keys.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::fmt::Write as _;

use chainrule::app::{Action, App, Effect, Inspecting, Mode, Start};
use chainrule::engine::{Carry, Kind, Network, Quantity, WeightId, total_error};
use chainrule::keymap::{Key, Reader};
use chainrule::lesson::inspect::{Block, MOST_LISTED, digits_apart};
use chainrule::lesson::{Inspection, Lesson, View};
use chainrule::scenario::{self, Scenario, parse_name};
use chainrule::ui;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A scenario with layers of these widths; weights, and where asked biases, come from `number`.
fn scenario_of(widths: &[usize], biases: bool, rate: f64, mut number: impl FnMut() -> f64) -> Scenario {
    let mut list = |count: usize| {
        let entries: Vec<String> = (0..count).map(|_| format!("{:?}", number())).collect();
        format!("[{}]", entries.join(", "))
    };
    let mut file = format!("title = \"Test\"\n[network]\nlayers = {widths:?}\n[network.weights]\n");
    let letters = ["b", "c", "d", "e", "f", "g"];
    for (pair, letter) in widths.windows(2).zip(letters) {
        let rows: Vec<String> = (0..pair[1]).map(|_| list(pair[0])).collect();
        writeln!(file, "{letter} = [{}]", rows.join(", ")).unwrap();
    }
    if biases {
        file.push_str("[network.biases]\n");
        for (width, letter) in widths[1..].iter().zip(letters) {
            writeln!(file, "{letter} = {}", list(*width)).unwrap();
        }
    }
    writeln!(file, "[training]\nlearning_rate = {rate:?}").unwrap();
    let (input, target) = (list(widths[0]), list(widths[widths.len() - 1]));
    write!(file, "[[samples]]\ninput = {input}\ntarget = {target}\n").unwrap();
    scenario::parse(&file, "test.toml").unwrap()
}

fn lesson_of(scenario: Scenario, carry: Carry) -> Lesson {
    let view = View { carry, ..View::of(&scenario) };
    Lesson::new(scenario, view).unwrap()
}

fn swap(carry: Carry) -> Lesson {
    lesson_of(scenario::builtin("swap").unwrap(), carry)
}

fn weight(lesson: &Lesson, name: &str) -> WeightId {
    parse_name(name, lesson.pass().network()).unwrap().weight_id()
}

fn inspected(lesson: &Lesson, name: &str) -> std::sync::Arc<Inspection> {
    lesson.inspect(weight(lesson, name), 1e-5)
}

/// All that an inspection says, in words alone.
fn said(lesson: &Lesson, inspection: &Inspection) -> String {
    let blocks = inspection.passages.iter().flat_map(|passage| &passage.blocks);
    let prose = blocks.filter_map(|block| match block {
        Block::Says(prose) => Some(prose.plain(lesson.names(), lesson.carry())),
        Block::Shows(_) => None,
    });
    prose.chain(inspection.legend.iter().map(|prose| prose.plain(lesson.names(), lesson.carry()))).fold(
        String::new(),
        |mut text, sentence| {
            writeln!(text, "{sentence}").unwrap();
            text
        },
    )
}

fn random_scenario() -> impl Strategy<Value = Scenario> {
    let widths = proptest::collection::vec(1..=5_usize, 2..=5);
    let numbers = proptest::collection::vec(-2.0..2.0_f64, 256);
    (widths, any::<bool>(), 0.01..30.0_f64, numbers).prop_map(|(widths, biases, rate, numbers)| {
        let mut numbers = numbers.into_iter().cycle();
        scenario_of(&widths, biases, rate, || numbers.next().unwrap())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn paths_add_up_to_the_gradient_of_every_weight(scenario in random_scenario()) {
        let lesson = lesson_of(scenario, Carry::Full);
        let network = lesson.pass().network();
        for weight in network.weight_ids() {
            let inspection = lesson.inspect(weight, 1e-5);
            let gradient = lesson.value(Quantity::at(Kind::Gradient, weight)).unwrap();
            let paths = &inspection.paths;
            prop_assert!((paths.total - gradient).abs() < 1e-10, "{weight:?}: {} {gradient}", paths.total);
            let count: usize = (weight.layer + 1..network.depth()).map(|layer| network.width(layer)).product();
            prop_assert_eq!(paths.count, Some(count as u128));
            prop_assert_eq!(paths.listed.len(), count.min(MOST_LISTED));
            prop_assert_eq!(paths.is_all(), count <= MOST_LISTED);
            if paths.is_all() {
                let sum: f64 = paths.listed.iter().map(|route| route.product).sum();
                prop_assert!((sum - gradient).abs() < 1e-10);
            }
            prop_assert!(paths.listed.is_sorted_by(|a, b| a.number < b.number));
        }
    }

    #[test]
    fn a_step_lands_where_the_gradient_sends_the_weight(scenario in random_scenario()) {
        let lesson = lesson_of(scenario, Carry::Decimals(3));
        let network = lesson.pass().network();
        let given = lesson.pass().given();
        for weight in network.weight_ids() {
            let inspection = lesson.inspect(weight, 1e-5);
            let gradient = lesson.exact_value(Quantity::at(Kind::Gradient, weight)).unwrap();
            let last = inspection.curves.last().unwrap();
            let (goal, there) = last.landing.unwrap();
            prop_assert_eq!(goal, network.weight(weight) - given.learning.rate * gradient);
            let error_with = |w: f64| {
                let mut moved = Network::clone(network);
                moved.layer_mut(weight.layer).weights[[weight.neuron, weight.input]] = w;
                total_error(&moved, &given.sample, Carry::Full)
            };
            prop_assert_eq!(there, error_with(goal));
            prop_assert_eq!(last.here, (network.weight(weight), error_with(network.weight(weight))));
            for curve in &inspection.curves {
                let (from, to) = (curve.points[0].0, curve.points[curve.points.len() - 1].0);
                prop_assert!((from..=to).contains(&curve.here.0));
                prop_assert!(curve.landing.is_none_or(|at| (from..=to).contains(&at.0)));
                prop_assert!(curve.points.iter().all(|&(w, error)| error == error_with(w)));
            }
        }
    }

    #[test]
    fn whatever_is_inspected_no_hole_is_left_and_any_size_is_drawn(
        scenario in random_scenario(),
        chosen in any::<proptest::sample::Index>(),
        power in -12..=0_i32,
        scroll in 0..80_usize,
        (width, height) in (0..210_u16, 0..64_u16),
        is_carrying in any::<bool>(),
    ) {
        let carry = if is_carrying { Carry::Decimals(4) } else { Carry::Full };
        let lesson = lesson_of(scenario, carry);
        let weights: Vec<WeightId> = lesson.pass().network().weight_ids().collect();
        let weight = weights[chosen.index(weights.len())];
        let epsilon = 10_f64.powi(power);
        let inspection = lesson.inspect(weight, epsilon);
        prop_assert_eq!(inspection.measured.epsilon, epsilon);
        let words = said(&lesson, &inspection);
        prop_assert!(!words.contains('{') && !words.contains("undefined"), "{}", words);
        let name = lesson.names().screen(Quantity::at(Kind::Weight, weight));
        let mut app = App::new(lesson, Start::default());
        press(&mut app, &[":"]);
        app.update(Action::Paste(format!("inspect {name}")));
        press(&mut app, &["Enter"]);
        prop_assert!(matches!(app.mode(), Mode::Inspect(at) if at.weight == weight));
        for _ in 0..scroll {
            app.update(Action::ScrollDown);
        }
        draw(&app, width, height);
    }
}

#[test]
fn what_does_not_agree_says_what_is_to_blame() {
    let lesson = swap(Carry::Decimals(4));
    for (name, epsilon, sentence) in [
        ("w_d1", 1e-5, "They agree"),
        ("w_b1", 1e-5, "They agree"),
        ("w_d1", 1.0, "ε is too large"),
        ("w_b1", 1.0, "ε is too large"),
        ("w_d1", 1e-12, "ε is too small"),
        ("w_b1", 1e-12, "ε is too small"),
    ] {
        let inspection = lesson.inspect(weight(&lesson, name), epsilon);
        let words = said(&lesson, &inspection);
        assert!(words.contains(sentence), "{name} {epsilon}\n{words}");
        assert_eq!(inspection.measured.agrees(), sentence == "They agree", "{name} {epsilon}");
    }
    // A target far from anything an output can be makes the error too large for any nudge.
    let far = "title = 'x'\nnetwork = { layers = [1, 1], weights = { b = [[1]] } }\n\
               samples = [{ input = [1], target = [1e9] }]\n";
    let lesson = lesson_of(scenario::parse(far, "far.toml").unwrap(), Carry::Full);
    let words = said(&lesson, &inspected(&lesson, "w_b1"));
    assert!(words.contains("nor would they with the usual ε"), "{words}");
}

#[test]
fn where_rounding_parts_the_pattern_and_the_paths_it_is_said() {
    let mut seen = [0, 0];
    let lesson = swap(Carry::Decimals(4));
    for weight in lesson.pass().network().weight_ids().filter(|weight| weight.layer < 3) {
        let inspection = lesson.inspect(weight, 1e-5);
        let gradient = lesson.value(Quantity::at(Kind::Gradient, weight)).unwrap();
        let differs = lesson.carry().round(inspection.paths.total) != gradient;
        let words = said(&lesson, &inspection);
        assert_eq!(words.contains("last digits part"), differs, "{weight:?}\n{words}");
        assert_eq!(words.contains("the sum over the paths is the same"), !differs, "{weight:?}\n{words}");
        seen[usize::from(differs)] += 1;
    }
    assert!(seen[0] > 0 && seen[1] > 0, "both are to be met: {seen:?}");
}

#[test]
fn counts_are_read_as_people_write_them() {
    let count = |widths: &[usize]| {
        let mut n = 0;
        let scenario = scenario_of(widths, false, 0.5, || {
            n += 1;
            f64::from(n % 7) / 10.0
        });
        let lesson = lesson_of(scenario, Carry::Full);
        said(&lesson, &inspected(&lesson, "w_b1"))
    };
    assert!(count(&[2, 2, 16, 20, 16]).contains("5,120 paths lead"));
    assert!(count(&[1, 1, 1, 1]).contains("a single path leads from w_b1"));
    assert!(count(&[1, 2, 1, 2]).contains("goes on to c1 alone"));
    // More paths than any number can count: 3 to the 81 is beyond 2 to the 128.
    let deep = "title = 'x'\nsamples = [{ input = [1], target = [1, 1, 1] }]\n[network]\n".to_owned();
    let layers: Vec<String> =
        std::iter::once("1".to_owned()).chain((0..82).map(|_| "3".to_owned())).collect();
    let mut deep = format!("{deep}layers = [{}]\n[network.weights]\n", layers.join(", "));
    for layer in 1..=82 {
        let row = if layer == 1 { "[1]" } else { "[1, 1, 1]" };
        writeln!(deep, "{} = [{row}, {row}, {row}]", chainrule::text::letters(layer)).unwrap();
    }
    let lesson = lesson_of(scenario::parse(&deep, "deep.toml").unwrap(), Carry::Full);
    let inspection = inspected(&lesson, "w_b1");
    assert_eq!((inspection.paths.count, inspection.paths.listed.len()), (None, 0));
    let words = said(&lesson, &inspection);
    assert!(words.contains("about 10^39 paths lead") && words.contains("too many even to be numbered"));
    assert!((inspection.paths.total - inspection.measured.gradient).abs() < 1e-10);
}

#[test]
fn a_trained_weight_says_that_the_pass_rounds_it() {
    let lesson = swap(Carry::Decimals(4));
    let trained = lesson.with_view(View { epoch: 5, ..lesson.view() }).unwrap();
    let inspection = inspected(&trained, "w_d1");
    let exact = trained.exact_value(Quantity::at(Kind::Weight, inspection.weight)).unwrap();
    assert_eq!(inspection.curves[0].here.0, exact);
    assert_ne!(exact, trained.value(Quantity::at(Kind::Weight, inspection.weight)).unwrap());
    assert!(said(&trained, &inspection).contains("It was trained for 5 epochs"));
    assert!(!said(&lesson, &inspected(&lesson, "w_d1")).contains("trained"));
}

#[test]
fn a_step_that_goes_nowhere_or_too_far_says_so() {
    let words = |rate: f64, input: f64| {
        let file = format!(
            "title = 'x'\nnetwork = {{ layers = [1, 1], weights = {{ b = [[1]] }} }}\n\
             training = {{ learning_rate = {rate:?} }}\nsamples = [{{ input = [{input:?}], target = [0.5] }}]\n"
        );
        let lesson = lesson_of(scenario::parse(&file, "x.toml").unwrap(), Carry::Full);
        said(&lesson, &inspected(&lesson, "w_b1"))
    };
    assert!(words(0.5, 1.0).contains("The error falls by"));
    assert!(words(500.0, 1.0).contains("the step is too long"));
    assert!(words(0.5, 0.0).contains("The gradient comes out as 0, so w_b1 stays"));
    assert!(words(1e-18, 1.0).contains("does not change in any digit"));
}

#[test]
fn numbers_get_the_digits_that_tell_them_apart() {
    assert_eq!(digits_apart(0.1, 0.2), 4);
    assert_eq!(digits_apart(0.272_334_868, 0.272_332_104), 7);
    assert_eq!(digits_apart(0.5, 0.5), 4);
}

fn app() -> App {
    App::new(swap(Carry::Decimals(4)), Start::default())
}

fn press(app: &mut App, keys: &[&str]) -> Vec<Effect> {
    let mut reader = Reader::default();
    let mut effects = Vec::new();
    for key in keys.iter().flat_map(|name| Key::sequence(name)) {
        if let Some(action) = reader.read(app.mode_kind(), key) {
            effects.push(app.update(action));
        }
    }
    effects
}

fn draw(app: &App, width: u16, height: u16) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    ui::draw(app, area, &mut buffer);
    let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..height).map(row).collect::<Vec<_>>().join("\n")
}

fn looking_at(app: &App) -> Inspecting {
    let Mode::Inspect(at) = app.mode() else { panic!("{:?}", app.mode()) };
    *at
}

fn name(app: &App) -> String {
    app.lesson().names().screen(Quantity::at(Kind::Weight, looking_at(app).weight))
}

#[test]
fn keys_go_from_weight_to_weight_through_all_and_back() {
    let mut app = app();
    press(&mut app, &["i"]);
    let first = name(&app);
    let mut forward = vec![first.clone()];
    for _ in 0..26 {
        press(&mut app, &["→"]);
        forward.push(name(&app));
    }
    assert_eq!(forward[26], first, "after 26 weights comes the first again");
    let mut seen = forward[..26].to_vec();
    let start = seen.iter().position(|name| name == "w_b1").unwrap();
    seen.rotate_left(start);
    let layer =
        |letter: &str, count: usize| (1..=count).map(move |n| format!("w_{letter}{n}")).collect::<Vec<_>>();
    assert_eq!(seen, [layer("b", 8), layer("c", 12), layer("d", 6)].concat());
    for expected in forward.iter().rev().skip(1) {
        press(&mut app, &["←"]);
        assert_eq!(name(&app), *expected);
    }
}

#[test]
fn keys_change_epsilon_within_its_bounds() {
    let mut app = app();
    press(&mut app, &["i"]);
    assert_eq!(looking_at(&app).epsilon, 1e-5);
    press(&mut app, &[">", ">"]);
    assert_eq!(looking_at(&app).epsilon, 1e-3);
    for _ in 0..9 {
        press(&mut app, &[">"]);
    }
    assert_eq!(looking_at(&app).epsilon, 1.0);
    assert!(scrolled_text(&mut app).contains("ε is too large"));
    for _ in 0..20 {
        press(&mut app, &["<"]);
    }
    assert_eq!(looking_at(&app).epsilon, 1e-12);
    assert!(scrolled_text(&mut app).contains("ε is too small"));
}

/// Everything on the page, a screen after another.
fn scrolled_text(app: &mut App) -> String {
    let mut text = draw(app, 120, 36);
    for _ in 0..12 {
        press(app, &["PageDown"]);
        text += &draw(app, 120, 36);
    }
    text
}

#[test]
fn keys_nudge_the_weight_and_leave_as_it_was() {
    let mut app = app();
    let before = draw(&app, 120, 36);
    press(&mut app, &[":"]);
    app.update(Action::Paste("inspect w_d4".into()));
    press(&mut app, &["Enter"]);
    let opened = draw(&app, 120, 36);
    assert!(opened.contains("∂E/∂w_d4 — inspected") && opened.contains("w_d4 = 0.6 leads from c1 to d2"));
    press(&mut app, &["+"]);
    assert_eq!(name(&app), "w_d4");
    assert!(draw(&app, 120, 36).contains("w_d4 = 0.61 leads from c1 to d2"));
    press(&mut app, &["u"]);
    assert!(draw(&app, 120, 36).contains("w_d4 = 0.6 leads from c1 to d2"));
    press(&mut app, &["d"]);
    let out = app.lesson().value(Quantity::of(Kind::Out, 2, 0)).unwrap();
    assert!(draw(&app, 120, 36).contains(&out.to_string()[..12]), "in full precision");
    press(&mut app, &["d", "s", "s", "s", "s"]);
    press(&mut app, &["Esc"]);
    assert_eq!(app.mode(), &Mode::Walk);
    assert_eq!(draw(&app, 120, 36), before);
    press(&mut app, &["i", "Enter"]);
    assert_eq!(app.mode(), &Mode::Walk);
    assert!(app.lesson().address_text(app.place()).starts_with("pattern/"), "its gradient's step");
}

#[test]
fn what_is_out_of_sight_is_counted_and_scrolling_ends_at_the_end() {
    for (width, height) in [(80, 24), (120, 36), (40, 12)] {
        let mut app = app();
        press(&mut app, &["i"]);
        assert!(draw(&app, width, height).contains("↓ "), "{width}x{height}");
        for _ in 0..400 {
            press(&mut app, &["↓"]);
        }
        let end = draw(&app, width, height);
        let edge = end.lines().find(|line| line.starts_with('┗')).unwrap();
        assert!(edge.contains("↑ ") && !edge.contains("↓ "), "{width}x{height}\n{end}");
    }
}

#[test]
fn the_page_of_three_weights_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        let mut all = String::new();
        for weight in ["w_b1", "w_c7", "w_d4"] {
            let mut app = app();
            press(&mut app, &[":"]);
            app.update(Action::Paste(format!("inspect {weight}")));
            press(&mut app, &["Enter"]);
            let mut frames = vec![draw(&app, width, height)];
            loop {
                (0..height.saturating_sub(8)).for_each(|_| drop(press(&mut app, &["↓"])));
                let frame = draw(&app, width, height);
                if frames.last() == Some(&frame) {
                    break;
                }
                frames.push(frame);
            }
            writeln!(all, "{weight}\n{}\n", frames.join("\n")).unwrap();
        }
        insta::assert_snapshot!(format!("inspected_{width}x{height}"), all);
    }
}

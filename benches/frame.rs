//! What a step and its draw cost beside an empty frame, an edit and its frame beside a step's, and both in the
//! largest network beside the smallest; what a key costs while one looks for a step; what the engine's pass costs.
//!
//! `cargo bench` prints the times and, at the end, the ratios measured in the same run beside their goals.

#![allow(clippy::expect_used, reason = "a benchmark that cannot set up measures nothing")]

#[path = "goal.rs"]
mod goal;

use std::hint::black_box;
use std::time::{Duration, Instant};

use chainrule::app::{Action, App, Start};
use chainrule::engine::{Carry, Kind, Pass, Quantity, WeightId};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario::{self, Scenario};
use chainrule::ui;
use criterion::Criterion;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn app() -> App {
    explainer(scenario::open(None).expect("the built-in scenario opens"))
}

/// The network of 784-512-256-10, with 535,040 weights.
fn large() -> Scenario {
    scenario::builtin("large").expect("the built-in scenario opens")
}

fn explainer(scenario: Scenario) -> App {
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).expect("it has a lesson"), Start::default())
}

fn terminal(width: u16, height: u16) -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(width, height)).expect("a test terminal opens")
}

/// One step forward, from the last to the first, and its frame. By its number: the next key would stop at
/// the pages between chapters, and stay at the last one.
fn step_and_draw(app: &mut App, terminal: &mut Terminal<TestBackend>) {
    let (number, count) = app.progress();
    app.update(Action::StepNumber(number % count + 1));
    terminal.draw(|frame| ui::draw(app, frame.area(), frame.buffer_mut())).expect("it draws");
}

fn empty(terminal: &mut Terminal<TestBackend>) {
    terminal
        .draw(|frame| {
            black_box(frame.area());
        })
        .expect("it draws");
}

/// The median time of `run` over `times` runs.
fn median(times: usize, mut run: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..times)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    all.sort_unstable();
    all[times / 2]
}

/// The median over all steps, some rounds through the whole lesson, in turn with empty frames.
fn ratio(width: u16, height: u16) -> f64 {
    const ROUNDS: usize = 9;
    let (mut app, mut full, mut blank) = (app(), terminal(width, height), terminal(width, height));
    let steps = app.lesson().outline().len(app.zoom());
    step_and_draw(&mut app, &mut full);
    let mut times = Vec::new();
    let mut empties = Vec::new();
    for _ in 0..ROUNDS * steps {
        times.push(median(1, || step_and_draw(&mut app, &mut full)));
        empties.push(median(1, || empty(&mut blank)));
    }
    times.sort_unstable();
    empties.sort_unstable();
    let (step, frame) = (times[times.len() / 2], empties[empties.len() / 2]);
    println!(
        "{width}x{height}: a step and its draw {step:?}, an empty frame {frame:?}, ratio {:.1} \
         (slowest twentieth {:?})",
        step.as_secs_f64() / frame.as_secs_f64(),
        times[times.len() * 19 / 20],
    );
    step.as_secs_f64() / frame.as_secs_f64()
}

/// An edit and its frame, in turn with a step and its frame: both through the whole lesson, a weight nudged up
/// at one round and down at the next, marks and all.
fn edit_ratio(width: u16, height: u16) -> f64 {
    const ROUNDS: usize = 10;
    let (mut edited, mut stepped) = (app(), app());
    let (mut edits, mut steps) = (terminal(width, height), terminal(width, height));
    let count = stepped.lesson().outline().len(stepped.zoom());
    let draw = |app: &App, terminal: &mut Terminal<TestBackend>| {
        terminal.draw(|frame| ui::draw(app, frame.area(), frame.buffer_mut())).expect("it draws");
    };
    let (mut edit_times, mut step_times) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let nudge = if round % 2 == 0 { Action::NudgeUp } else { Action::NudgeDown };
        for number in 1..=count {
            step_times.push(median(1, || step_and_draw(&mut stepped, &mut steps)));
            edited.update(Action::StepNumber(number));
            draw(&edited, &mut edits);
            edit_times.push(median(1, || {
                edited.update(nudge.clone());
                draw(&edited, &mut edits);
            }));
        }
    }
    edit_times.sort_unstable();
    step_times.sort_unstable();
    let (edit, step) = (edit_times[edit_times.len() / 2], step_times[step_times.len() / 2]);
    println!(
        "{width}x{height}: an edit and its draw {edit:?}, a step and its draw {step:?}, ratio {:.2}",
        edit.as_secs_f64() / step.as_secs_f64(),
    );
    edit.as_secs_f64() / step.as_secs_f64()
}

/// Goes where one can go by an address.
fn go_to(app: &mut App, address: &str) {
    let place = app.lesson().parse_address(address).unwrap_or_else(|| panic!("there is a step {address}"));
    let number = app.lesson().outline().index(app.zoom(), place);
    app.update(Action::StepNumber(number.expect("it is a step at this zoom") + 1));
}

/// Steps of the large network, each with one of the small network that shows the same: the first and
/// the last, steps of whole layers, single ones in their midst.
const PAIRS: [(Zoom, &str, &str); 24] = [
    (Zoom::Operation, "network/layers", "network/layers"),
    (Zoom::Operation, "network/names", "network/names"),
    (Zoom::Operation, "network/givens", "network/givens"),
    (Zoom::Operation, "network/samples", "network/samples"),
    (Zoom::Operation, "forward/b/net", "forward/b/net"),
    (Zoom::Layer, "forward/b/net", "forward/b/net"),
    (Zoom::Operation, "forward/b/net/300", "forward/b/net/3"),
    (Zoom::Term, "forward/b/net/300/784", "forward/b/net/3/2"),
    (Zoom::Operation, "forward/c/out", "forward/c/out"),
    (Zoom::Operation, "forward/chain", "forward/chain"),
    (Zoom::Operation, "error/samples", "error/samples"),
    (Zoom::Operation, "error/dout", "error/dout"),
    (Zoom::Operation, "chain/w_b204/sum", "chain/w_b1/sum"),
    (Zoom::Operation, "chain/bill", "chain/bill"),
    (Zoom::Operation, "pattern/b/dout", "pattern/b/dout"),
    (Zoom::Operation, "pattern/b/gradient", "pattern/b/gradient"),
    (Zoom::Operation, "pattern/b/gradient/300", "pattern/b/gradient/3"),
    (Zoom::Term, "pattern/b/gradient/300/400", "pattern/b/gradient/3/2"),
    (Zoom::Operation, "pattern/rule", "pattern/rule"),
    (Zoom::Operation, "learn/b", "learn/b"),
    (Zoom::Operation, "learn/b/300", "learn/b/3"),
    (Zoom::Operation, "learn/forward", "learn/forward"),
    (Zoom::Operation, "check/all", "check/all"),
    (Zoom::Operation, "check/train", "check/train"),
];

/// The medians of two things done in turn.
fn in_turn(times: usize, mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    // What is computed once, when it is first shown, is no frame's cost.
    one();
    other();
    for _ in 0..times {
        ones.push(median(1, &mut one));
        others.push(median(1, &mut other));
    }
    ones.sort_unstable();
    others.sort_unstable();
    (ones[times / 2], others[times / 2])
}

fn print_pair(what: &str, (large, small): (Duration, Duration)) -> f64 {
    let ratio = large.as_secs_f64() / small.as_secs_f64();
    println!("{what:44} large {large:>10.1?}, small {small:>10.1?}, ratio {ratio:.2}");
    ratio
}

/// What a step's frame costs in a network of 535,040 weights beside one of 26: the step in the middle of
/// all that are compared, and the worst.
fn large_ratios(width: u16, height: u16) -> (f64, f64) {
    const TIMES: usize = 25;
    let (mut large, mut small) = (explainer(large()), app());
    let (mut wide, mut narrow) = (terminal(width, height), terminal(width, height));
    let draw = |app: &App, terminal: &mut Terminal<TestBackend>| {
        terminal.draw(|frame| ui::draw(app, frame.area(), frame.buffer_mut())).expect("it draws");
    };
    let mut ratios = Vec::new();
    for (zoom, one, other) in PAIRS {
        for app in [&mut large, &mut small] {
            while app.zoom() != zoom {
                app.update(if app.zoom() < zoom { Action::ZoomIn } else { Action::ZoomOut });
            }
        }
        go_to(&mut large, one);
        go_to(&mut small, other);
        let times = in_turn(TIMES, || draw(&large, &mut wide), || draw(&small, &mut narrow));
        ratios.push(print_pair(&format!("{width}x{height} {} {one}", zoom.word()), times));
    }
    ratios.sort_unstable_by(f64::total_cmp);
    (ratios[ratios.len() / 2], ratios[ratios.len() - 1])
}

/// What an edit in the first layer costs: the pass, which goes through every weight, and the frame.
fn large_edit(width: u16, height: u16) {
    const TIMES: usize = 15;
    let (mut large, mut small) = (explainer(large()), app());
    let (mut wide, mut narrow) = (terminal(width, height), terminal(width, height));
    let draw = |app: &App, terminal: &mut Terminal<TestBackend>| {
        terminal.draw(|frame| ui::draw(app, frame.area(), frame.buffer_mut())).expect("it draws");
    };
    let edit = |app: &mut App, id: WeightId| {
        let weight = Quantity::at(Kind::Weight, id);
        app.update(Action::EditAt(weight));
        app.update(Action::NudgeUp);
        app.update(Action::Leave);
    };
    go_to(&mut large, "forward/b/net/300");
    go_to(&mut small, "forward/b/net/3");
    let (far, near) =
        (WeightId { layer: 1, neuron: 299, input: 100 }, WeightId { layer: 1, neuron: 2, input: 1 });
    let (edited, little) = in_turn(TIMES, || edit(&mut large, far), || edit(&mut small, near));
    print_pair(&format!("{width}x{height} an edit without its frame"), (edited, little));
    let given = || {
        let network = large.lesson().pass().given().network.clone();
        chainrule::engine::Given { network, ..large.lesson().pass().given().clone() }
    };
    let pass = median(TIMES, || drop(Pass::compute(black_box(given()), large.lesson().carry())));
    println!("    of which a pass through the large network {pass:.1?}");
    let first = in_turn(
        TIMES,
        || {
            edit(&mut large, far);
            draw(&large, &mut wide);
        },
        || {
            edit(&mut small, near);
            draw(&small, &mut narrow);
        },
    );
    print_pair(&format!("{width}x{height} an edit and its frame"), first);
    let again = in_turn(TIMES, || draw(&large, &mut wide), || draw(&small, &mut narrow));
    print_pair(&format!("{width}x{height} a frame with marks"), again);
}

/// What a key costs while a step is looked for among the large network's 1.7 million, its frame included.
fn finding(width: u16, height: u16) {
    const QUERIES: [&str; 6] =
        ["forward product 3", "de/dw_b401408", "2", "slope b17", "pattern/b/gradient/300/400", "784 w_b row"];
    let mut app = explainer(large());
    let mut terminal = terminal(width, height);
    app.update(Action::ZoomIn);
    let mut press = |app: &mut App, action: Action| {
        median(1, || {
            app.update(action.clone());
            terminal.draw(|frame| ui::draw(app, frame.area(), frame.buffer_mut())).expect("it draws");
        })
    };
    println!(
        "{width}x{height}: the index of {} steps opens in {:?}",
        app.progress().1,
        press(&mut app, Action::Find)
    );
    for query in QUERIES {
        let typed = query.chars().map(|c| (c, press(&mut app, Action::Type(c)))).collect::<Vec<_>>();
        let (c, slowest) = typed.iter().max_by_key(|(_, took)| *took).expect("no query is empty");
        println!(
            "    “{query}”: the slowest key is {c:?}, {slowest:?}; the last one {:?}",
            typed[typed.len() - 1].1
        );
        press(&mut app, Action::EraseAll);
    }
}

/// The screens of the goals.
const SIZES: [(u16, u16); 2] = [(120, 36), (200, 60)];

fn main() {
    finding(120, 36);
    let mut criterion = Criterion::default().configure_from_args();
    let scenario = scenario::open(None).expect("the built-in scenario opens");
    for (name, carry) in [("carrying 4 decimals", Carry::Decimals(4)), ("full precision", Carry::Full)] {
        criterion.bench_function(&format!("pass, {name}"), |bencher| {
            bencher.iter(|| Pass::compute(black_box(scenario.given(1)), carry));
        });
    }
    let (mut app, mut screen) = (app(), terminal(120, 36));
    criterion.bench_function("step and draw, 120x36", |bencher| {
        bencher.iter(|| step_and_draw(&mut app, &mut screen));
    });
    criterion.bench_function("empty frame, 120x36", |bencher| bencher.iter(|| empty(&mut screen)));
    criterion.final_summary();
    let steps = SIZES.map(|(width, height)| ratio(width, height));
    let edits = SIZES.map(|(width, height)| edit_ratio(width, height));
    let large = SIZES.map(|(width, height)| large_ratios(width, height));
    large_edit(120, 36);
    println!();
    goal::head();
    for (n, (width, height)) in SIZES.into_iter().enumerate() {
        let size = format!("{width}×{height}");
        goal::line(&format!("a step and its frame at {size}, beside an empty frame"), steps[n], 6.0, "");
        goal::line(&format!("an edit and its frame at {size}, beside a step's"), edits[n], 1.3, "");
        let (middle, worst) = large[n];
        goal::line(&format!("784-512-256-10 at {size}, beside 2-4-3-2; the middle step"), middle, 1.5, "");
        goal::line(&format!("784-512-256-10 at {size}, beside 2-4-3-2; the worst step"), worst, 1.5, "");
    }
}

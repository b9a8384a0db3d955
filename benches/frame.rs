//! What a step and its draw cost beside an empty frame, and what the engine's pass costs.
//!
//! `cargo bench` prints the times and, at the end, the ratio measured in the same run.

#![allow(clippy::expect_used, reason = "a benchmark that cannot set up measures nothing")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chainrule::app::{Action, App, Effect, Start};
use chainrule::engine::{Carry, Pass};
use chainrule::lesson::{Lesson, View};
use chainrule::{scenario, ui};
use criterion::Criterion;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn app() -> App {
    let scenario = scenario::open(None).expect("the built-in scenario opens");
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).expect("it has a lesson"), Start::default())
}

fn terminal(width: u16, height: u16) -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(width, height)).expect("a test terminal opens")
}

/// One step forward, from the last to the first, and its frame.
fn step_and_draw(app: &mut App, terminal: &mut Terminal<TestBackend>) {
    if app.update(Action::Next) == Effect::None {
        app.update(Action::First);
    }
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

/// Each step's median over rounds through the whole lesson, in turn with empty frames.
fn ratio(width: u16, height: u16) {
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
}

/// An edit and its frame, in turn with a step and its frame, at the same places: through the whole
/// lesson, a weight nudged up at one round and down at the next, marks and all.
fn edit_ratio(width: u16, height: u16) {
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
}

fn main() {
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
    ratio(120, 36);
    ratio(200, 60);
    edit_ratio(120, 36);
    edit_ratio(200, 60);
}

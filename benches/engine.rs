//! What forward and backward cost in the engine, beside loops written by hand, the limits of the machine,
//! and ndarray used as one finds it.
//!
//! One sample, all gradients, in `f64`; sigmoid and the half squared error; no biases. All of a network's
//! rivals are measured in turn within each round, and ratios are medians over the rounds of the quotient
//! within a round, so that a machine that is busy for a while slows both. What is compared is first seen
//! to compute the same gradients.
//!
//! ```text
//! cargo bench --bench engine                  the table and the ratios with their bounds
//! cargo bench --bench engine -- --lines       one line a figure: name, network, nanoseconds
//! cargo bench --bench engine -- --alone 1000 2-4-3-2
//!                                             the engine's sweep so many times, then as many learning steps,
//!                                             and nothing else: for a profiler, or a counter of allocations
//! ```

#![allow(clippy::expect_used, reason = "a benchmark that cannot set up measures nothing")]

#[path = "engine/flat.rs"]
mod flat;
#[path = "goal.rs"]
mod goal;
#[path = "engine/rivals.rs"]
mod rivals;
#[path = "engine/round.rs"]
mod round;
#[path = "engine/task.rs"]
mod task;

use flat::{Fixed, Flat, Sums};
use rivals::{Allocating, Floor, InPlace, exponentials};
use round::{Measured, Rival, measure};
use task::{Engine, Learner, Task};

/// The networks: that of the document, one that fits into the nearest cache, and one that fits into none
/// of the near ones.
const NETWORKS: [&[usize]; 3] = [&[2, 4, 3, 2], &[16, 32, 32, 10], &[784, 512, 256, 10]];

/// How much of the faster of the flat loops' time the engine may take, for each of them.
const BOUNDS: [f64; 3] = [1.25, 1.1, 1.0];
/// How much of the time that the traffic alone takes, where that is what counts.
const FLOOR_BOUND: f64 = 1.2;
/// How much of the time of forward and backward a learning step may take.
const LEARNING_BOUND: f64 = 1.1;

const ENGINE: &str = "chainrule";
const LEARNING: &str = "chainrule, learning from the sample";
const FLAT: &str = "flat loops, any size";
const FLAT_IN_ORDER: &str = "flat loops, any size, sums from left to right";
const FIXED: &str = "flat loops, sizes known to the compiler";
const ALLOCATING: &str = "ndarray, allocating";
const TRANSPOSED: &str = "ndarray, in place";
const BY_ROW: &str = "ndarray, in place, row by row";
const EXPONENTIALS: &str = "limit: the exponentials alone";
const FLOOR: &str = "limit: weights read, gradients written";

/// Measures everything that is to be compared on one network.
fn measured(widths: &[usize]) -> Measured {
    let task = Task::new(widths);
    let mut engine = Engine::new(&task);
    let mut learner = Learner::new(&task);
    let mut flat = Flat::new(&task, Sums::Eight);
    let mut in_order = Flat::new(&task, Sums::InOrder);
    let mut allocating = Allocating::new(&task);
    let mut transposed = InPlace::new(&task, false);
    let mut by_row = InPlace::new(&task, true);
    let mut floor = Floor::new(&task);
    let mut fixed = Fixed::new(&task);
    let neurons: Vec<f64> = (0..widths[1..].iter().sum()).map(|n| n as f64 / 10.0 - 1.0).collect();

    let wanted = engine.gradients();
    let same = |name: &str, gradients: Vec<f64>| task::assert_same(name, &gradients, &wanted);
    same(FLAT, flat.gradients());
    same(FLAT_IN_ORDER, in_order.gradients());
    same(ALLOCATING, allocating.gradients());
    same(TRANSPOSED, transposed.gradients());
    same(BY_ROW, by_row.gradients());
    same(LEARNING, learner.gradients());
    if let Some(fixed) = &mut fixed {
        same(FIXED, fixed.gradients());
    }

    let mut rivals = vec![
        Rival::new(ENGINE, || engine.run()),
        Rival::new(FLAT, || flat.run()),
        Rival::new(FLAT_IN_ORDER, || in_order.run()),
        Rival::new(ALLOCATING, || allocating.run()),
        Rival::new(TRANSPOSED, || transposed.run()),
        Rival::new(BY_ROW, || by_row.run()),
        Rival::new(EXPONENTIALS, || exponentials(&neurons)),
        Rival::new(FLOOR, || floor.run()),
        Rival::timed(LEARNING, |times| learner.run(times)),
    ];
    if let Some(fixed) = &mut fixed {
        rivals.push(Rival::new(FIXED, || fixed.run()));
    }
    measure(&mut rivals, task.multiplications())
}

/// The flat loops that took less: which way of summing is the faster one depends on the width.
fn faster(measured: &Measured) -> &'static str {
    if measured.ratio(FLAT_IN_ORDER, FLAT) < 1.0 { FLAT_IN_ORDER } else { FLAT }
}

fn print_table(widths: &[usize], measured: &Measured) {
    println!("{}, medians of {} rounds", task::name(widths), measured.rounds());
    let faster = faster(measured);
    for (name, nanoseconds) in measured.medians() {
        let ratio = measured.ratio(name, faster);
        println!("    {name:46} {nanoseconds:12.1} ns   {ratio:6.2} × {faster}");
    }
    println!();
}

fn print_goals(all: &[Measured]) {
    goal::head();
    for ((widths, measured), bound) in NETWORKS.iter().zip(all).zip(BOUNDS) {
        let (faster, name) = (faster(measured), task::name(widths));
        goal::line(&format!("{name}, beside {faster}"), measured.ratio(ENGINE, faster), bound, "");
        let learning = measured.ratio(LEARNING, ENGINE);
        goal::line(&format!("{name}, learning beside forward and backward"), learning, LEARNING_BOUND, "");
    }
    if let (Some(widths), Some(measured)) = (NETWORKS.last(), all.last()) {
        let what = format!("{}, beside reading the weights and writing the gradients", task::name(widths));
        goal::line(&what, measured.ratio(ENGINE, FLOOR), FLOOR_BOUND, "");
    }
}

fn run_alone(arguments: &[String]) {
    let [times, network] = arguments else { panic!("--alone takes a number and a network") };
    let times: usize = times.parse().expect("the first is a number");
    let widths = NETWORKS.into_iter().find(|widths| task::name(widths) == *network);
    let task = Task::new(widths.expect("the second is one of the networks"));
    let (mut engine, mut learner) = (Engine::new(&task), Learner::new(&task));
    for _ in 0..times {
        engine.run();
    }
    learner.run(times);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let wants_lines = arguments.iter().any(|argument| argument == "--lines");
    if let Some(alone) = arguments.iter().position(|argument| argument == "--alone") {
        return run_alone(&arguments[alone + 1..]);
    }
    let all: Vec<Measured> = NETWORKS.iter().map(|widths| measured(widths)).collect();
    for (widths, measured) in NETWORKS.iter().zip(&all) {
        if wants_lines {
            for (name, nanoseconds) in measured.medians() {
                println!("{name}\t{}\t{nanoseconds:.1}", task::name(widths));
            }
        } else {
            print_table(widths, measured);
        }
    }
    if !wants_lines {
        print_goals(&all);
    }
}

//! What building a step costs beside what its own numbers cost, and what finding one costs.
//!
//! A step is built as the program builds it for a frame ([`Lesson::step_in`], with what is known by then).
//! Its own numbers cost what it takes to look each of them up, to ask whether it is shown, to put them into
//! a formula (as long as a copy of it takes), and, where a step adds up products, to go through these once.
//! The rest, bound to 5 µs, is the step's. What a lesson computes once and keeps is computed before: the
//! first time is printed beside.
//!
//! `cargo bench --bench lesson` prints, for each built-in network, how the cost is spread and which steps
//! cost most; then what finding a step costs in 784-512-256-10 beside 2-4-3-2.

#![allow(clippy::expect_used, reason = "a benchmark that cannot set up measures nothing")]

#[path = "goal.rs"]
mod goal;

use std::hint::black_box;
use std::time::{Duration, Instant};

use chainrule::engine::Quantity;
use chainrule::lesson::{Address, Lesson, Place, Reveal, Section, Sight, Step, View, Zoom};
use chainrule::notation::Expr;
use chainrule::scenario;

/// What a step may cost besides its numbers.
const BOUND: Duration = Duration::from_micros(5);
/// How many times as long finding a step of the large network may take, where nothing depends on its size
/// but the length of numbers.
const FINDING_BOUND: f64 = 1.2;
/// Steps of a zoom that are built; of more, so many spread evenly, and each that is a section's own.
const MOST_STEPS: usize = 1500;
/// How often each is.
const TIMES: usize = 15;

fn lesson(name: &str) -> Lesson {
    let scenario = scenario::builtin(name).expect("it is built in");
    let view = View::of(&scenario);
    Lesson::new(scenario, view).expect("it has a lesson")
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How long it takes once; what it makes is dropped by the clock's other side.
fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(run());
    let took = start.elapsed();
    drop(made);
    took
}

/// The quantities whose numbers stand in a step's formula, each as often as it does.
fn numbers(step: &Step) -> Vec<Quantity> {
    let mut all = Vec::new();
    for line in &step.formula.lines {
        for side in line.left.iter().chain([&line.right]) {
            side.visit(&mut |piece| {
                if let Expr::Number(number) = piece {
                    all.extend(number.of);
                }
            });
        }
    }
    all
}

/// The sum of products that a step shows, or works on.
fn added_up(lesson: &Lesson, Address { section, place }: Address) -> f64 {
    let (row, terms) = match place {
        Place::Row(row) => (row, usize::MAX),
        Place::Cell(row, column) => (row, column),
        _ => return 0.0,
    };
    let pass = lesson.pass();
    match section {
        Section::Net(layer) => pass.products(layer, row).take(terms).sum(),
        Section::ByOut(layer) => pass.products_back(layer, row).take(terms).sum(),
        _ => 0.0,
    }
}

/// What building a step costs.
struct Cost {
    address: Address,
    zoom: Zoom,
    /// The first time, when what is kept is computed.
    first: Duration,
    whole: Duration,
    /// What its numbers cost, and how many they are.
    own: Duration,
    numbers: usize,
}

impl Cost {
    fn of(lesson: &Lesson, zoom: Zoom, address: Address) -> Self {
        let reveal = Reveal::AsOf(zoom);
        let build = || lesson.step_in(address, reveal, Sight::default());
        let first = timed(build);
        let numbers = numbers(&build());
        let formula = build().formula;
        let look_up = |q: &Quantity| (lesson.value(*q), lesson.is_revealed(*q, address, reveal));
        let (mut wholes, mut owns) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            wholes.push(timed(build));
            owns.push(timed(|| {
                for q in &numbers {
                    black_box(look_up(black_box(q)));
                }
                (formula.clone(), added_up(lesson, address))
            }));
        }
        let (whole, own) = (median(wholes), median(owns));
        Self { address, zoom, first, whole, own, numbers: numbers.len() }
    }

    fn rest(&self) -> Duration {
        self.whole.saturating_sub(self.own)
    }
}

/// The steps that are built at a zoom.
fn chosen(lesson: &Lesson, zoom: Zoom) -> impl Iterator<Item = Address> + '_ {
    let count = lesson.outline().len(zoom);
    let heads = (0..lesson.outline().len(Zoom::Layer)).filter_map(move |n| {
        let address = lesson.outline().at(Zoom::Layer, n)?;
        lesson.outline().index(zoom, address)
    });
    let every = count.div_ceil(MOST_STEPS).max(1);
    let mut all: Vec<usize> = (0..count).step_by(every).chain(heads.take(MOST_STEPS)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().filter_map(move |n| lesson.outline().at(zoom, n))
}

/// The slowest step, in µs.
fn print_costs(name: &str) -> f64 {
    let lesson = lesson(name);
    let mut costs: Vec<Cost> = Vec::new();
    for zoom in Zoom::ALL {
        costs.extend(chosen(&lesson, zoom).map(|address| Cost::of(&lesson, zoom, address)));
    }
    costs.sort_by_key(Cost::rest);
    let at = |share: usize| costs[(costs.len() - 1) * share / 100].rest();
    let over = costs.iter().filter(|cost| cost.rest() > BOUND).count();
    println!(
        "{name}: {} steps, besides their numbers: median {:.1?}, 99 of 100 within {:.1?}; {over} above {BOUND:?}",
        costs.len(),
        at(50),
        at(99),
    );
    for cost in costs.iter().rev().take(5) {
        println!(
            "    {:9} {:32} {:>9.1?} of {:>9.1?}, {:>4} numbers, the first time {:>9.1?}",
            cost.zoom.word(),
            lesson.address_text(cost.address),
            cost.rest(),
            cost.whole,
            cost.numbers,
            cost.first,
        );
    }
    at(100).as_secs_f64() * 1e6
}

/// What it takes to find steps of a lesson: nanoseconds for one by its number, for one's number by its
/// address, for the address by its text.
struct Finding {
    lesson: Lesson,
    /// Steps at the finest zoom, spread evenly, with their texts.
    steps: Vec<(usize, Address, String)>,
}

impl Finding {
    fn new(name: &str) -> Self {
        const STEPS: usize = 100;
        let lesson = lesson(name);
        let count = lesson.outline().len(Zoom::Term);
        let steps = (0..STEPS).map(|n| {
            let number = n * count / STEPS;
            let address = lesson.outline().at(Zoom::Term, number).expect("there is such a step");
            (number, address, lesson.address_text(address))
        });
        Self { steps: steps.collect(), lesson }
    }

    fn measure(&self) -> [f64; 3] {
        const AGAIN: usize = 20;
        let each = |find: &dyn Fn(&(usize, Address, String)) -> bool| {
            let found = || (0..AGAIN).all(|_| self.steps.iter().all(find));
            let took = timed(|| assert!(found(), "each is there"));
            took.as_secs_f64() * 1e9 / (AGAIN * self.steps.len()) as f64
        };
        let outline = self.lesson.outline();
        [
            each(&|&(number, address, _)| outline.at(Zoom::Term, black_box(number)) == Some(address)),
            each(&|&(number, address, _)| outline.index(Zoom::Term, black_box(address)) == Some(number)),
            each(&|(_, address, text)| self.lesson.parse_address(black_box(text)) == Some(*address)),
        ]
    }
}

/// What is found, and how many times as long it takes in the large network.
fn print_finding() -> [(&'static str, f64); 3] {
    const ROUNDS: usize = 201;
    let (large, small) = (Finding::new("large"), Finding::new("swap"));
    let rounds: Vec<_> = (0..ROUNDS).map(|_| (large.measure(), small.measure())).collect();
    let middle = |mut all: Vec<f64>| {
        all.sort_unstable_by(f64::total_cmp);
        all[all.len() / 2]
    };
    let found = ["a step by its number", "a number by its address", "an address by its text"];
    std::array::from_fn(|n| {
        let large = middle(rounds.iter().map(|(large, _)| large[n]).collect());
        let small = middle(rounds.iter().map(|(_, small)| small[n]).collect());
        let ratio = middle(rounds.iter().map(|(large, small)| large[n] / small[n]).collect());
        println!("{:24} 784-512-256-10 {large:6.1} ns, 2-4-3-2 {small:6.1} ns, ratio {ratio:.2}", found[n]);
        (found[n], ratio)
    })
}

fn main() {
    let slowest: Vec<_> =
        scenario::builtins().iter().map(|builtin| (builtin.name, print_costs(builtin.name))).collect();
    let finding = print_finding();
    println!();
    goal::head();
    for (name, slowest) in slowest {
        let what = format!("the slowest step of `{name}`, besides its numbers");
        goal::line(&what, slowest, BOUND.as_secs_f64() * 1e6, " µs");
    }
    for (what, ratio) in finding {
        goal::line(&format!("{what}, 784-512-256-10 beside 2-4-3-2"), ratio, FINDING_BOUND, "");
    }
}

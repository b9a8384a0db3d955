//! The order of the steps of every built-in scenario: addresses and numbers lead to each other, at
//! every zoom, and how many steps there are is a matter of arithmetic.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use chainrule::lesson::{Address, Chapter, Lesson, Outline, Reveal, Section, View, Zoom};
use chainrule::scenario::{Scenario, builtin, builtins};

/// Steps that are looked at one by one; of more, some are, and both ends.
const MOST: usize = 3000;
/// Steps that are made, of which each is looked at from every zoom.
const MADE: usize = 40;

fn lesson(name: &str) -> Lesson {
    let scenario = builtin(name).unwrap();
    let view = View::of(&scenario);
    Lesson::new(scenario, view).unwrap()
}

fn lessons() -> impl Iterator<Item = Lesson> {
    builtins().iter().map(|builtin| lesson(builtin.name))
}

/// Numbers below `count`: all, or as many as `most` from everywhere among them, the first and the last
/// included.
fn numbers(count: usize, most: usize) -> Vec<usize> {
    if count <= most {
        return (0..count).collect();
    }
    // Strides that share no factor with what they stride through meet every residue.
    let among = (0..most).map(|n| n.wrapping_mul(2_654_435_761) % count);
    [0, 1, count / 2, count - 2, count - 1].into_iter().chain(among).collect()
}

/// The parent of an address as it is written, and its parent, and so on.
fn ancestors(address: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(address), |address| address.rsplit_once('/').map(|(parent, _)| parent))
}

#[test]
fn every_address_reads_back_and_has_its_number_at_every_zoom() {
    for lesson in lessons() {
        let (title, outline) = (&lesson.scenario().title, lesson.outline());
        for zoom in Zoom::ALL {
            assert_eq!(outline.at(zoom, outline.len(zoom)), None, "{title}");
            for n in numbers(outline.len(zoom), MOST) {
                let address = outline.at(zoom, n).unwrap();
                let text = lesson.address_text(address);
                assert_eq!(lesson.parse_address(&text), Some(address), "{title}: {text}");
                assert_eq!(outline.index(zoom, address), Some(n), "{title}: {text}");
                assert_eq!(outline.insertion(zoom, address), Some((n, true)), "{title}: {text}");
                assert_eq!(outline.nearest(zoom, address), Some(address), "{title}: {text}");
                for other in Zoom::ALL {
                    let landed = outline.nearest(other, address).unwrap();
                    // What is a step at one zoom is one at every finer zoom.
                    assert!(other < zoom || landed == address, "{title}: {text}");
                    let landed_at = lesson.address_text(landed);
                    let chapter = text.split('/').next().unwrap();
                    let is_ancestor = ancestors(&text).any(|ancestor| ancestor == landed_at);
                    assert!(is_ancestor || landed_at.starts_with(chapter), "{title}: {text} → {landed_at}");
                }
            }
        }
    }
}

#[test]
fn numbers_and_addresses_are_in_the_same_order() {
    for lesson in lessons() {
        let outline = lesson.outline();
        for zoom in Zoom::ALL {
            let mut numbers = numbers(outline.len(zoom), MOST);
            numbers.sort_unstable();
            numbers.dedup();
            let ranks: Vec<_> =
                numbers.iter().map(|&n| outline.rank(outline.at(zoom, n).unwrap()).unwrap()).collect();
            assert!(ranks.is_sorted_by(|one, other| one < other), "{}", lesson.scenario().title);
        }
    }
}

#[test]
fn outputs_that_are_not_there_have_no_place_in_the_order() {
    let lesson = lesson("swap");
    let error = |output: usize| Address::head(Section::Single(output));
    assert!(lesson.outline().rank(error(0)) < lesson.outline().rank(error(1)));
    assert_eq!(lesson.outline().rank(error(2)), None);
    assert!(lesson.outline().has(error(1)) && !lesson.outline().has(error(2)));
}

#[test]
fn a_step_is_the_same_at_every_zoom() {
    for lesson in lessons() {
        let outline = lesson.outline();
        for n in numbers(outline.len(Zoom::Term), MADE) {
            let address = outline.at(Zoom::Term, n).unwrap();
            // These train, and nudge many weights: see tests/lesson.rs.
            if address.chapter() == Chapter::Check {
                continue;
            }
            let whole = lesson.step(address, Reveal::All);
            assert_eq!(whole.address, address);
            for zoom in Zoom::ALL {
                let step = lesson.step(address, Reveal::AsOf(zoom));
                let at = lesson.address_text(address);
                assert_eq!((&step.title, &step.values), (&whole.title, &whole.values), "{at}");
            }
        }
    }
}

/// What the finest zoom adds to the usual one: a step a product, a weight, a factor.
fn cells(scenario: &Scenario, outline: &Outline) -> usize {
    let network = scenario.network();
    let last = network.last();
    let weights = network.weight_count();
    let back: usize = (1..last).map(|layer| network.width(layer) * network.width(layer + 1)).sum();
    let jacobian = if network.forks_at_output() { network.width(last).pow(2) } else { 0 };
    let is_batch = scenario.learning.batch.size(scenario.samples.len()) > 1;
    let factors = |layer: usize| 3 + 2 * (last - layer);
    let derived = scenario.plan.derive.iter().filter_map(|&weight| {
        let (listed, _) = outline.paths(weight)?;
        Some(listed.len() * factors(weight.layer))
    });
    // Net values forward, gradients, the update; in a batch, its means.
    (3 + usize::from(is_batch)) * weights + back + jacobian + derived.sum::<usize>()
}

#[test]
fn how_many_steps_there_are_follows_from_the_network() {
    for lesson in lessons().filter(|lesson| lesson.scenario().plan.chapters.is_none()) {
        let outline = lesson.outline();
        let added = outline.len(Zoom::Term) - outline.len(Zoom::Operation);
        assert_eq!(added, cells(lesson.scenario(), outline), "{}", lesson.scenario().title);
    }
    let large = lesson("large");
    assert!(large.outline().len(Zoom::Term) > 1_600_000);
}

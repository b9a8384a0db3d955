//! The shape of the JSON.

use serde::Serialize;

use super::{Checks, Told, lines, word};
use crate::engine::{Checked, EPSILON, Group, Kind, RELATIVE_TOLERANCE, TOLERANCE, Tally};
use crate::text::letters;

/// Everything.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    scenario: &'a str,
    layers: Vec<usize>,
    /// From 1; nothing where the mean over all is checked.
    sample: Option<usize>,
    samples: usize,
    epoch: usize,
    epsilon: f64,
    tolerance: Tolerance,
    #[serde(flatten)]
    all: Counts,
    by_layer: Vec<OfLayer>,
    gradients: Vec<Line>,
    warnings: Vec<String>,
    #[serde(flatten)]
    told: &'a Told,
}

/// How far gradients may be apart: `absolute + relative · |gradient|`.
#[derive(Serialize)]
struct Tolerance {
    absolute: f64,
    relative: f64,
}

#[derive(Serialize)]
struct Counts {
    checked: usize,
    of: usize,
    agree: usize,
    kink: usize,
    differ: usize,
    largest_difference: f64,
}

#[derive(Serialize)]
struct OfLayer {
    layer: String,
    kind: &'static str,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct Line {
    name: String,
    gradient: f64,
    measured: f64,
    difference: f64,
    epsilon: f64,
    result: &'static str,
}

impl Counts {
    fn of(tally: Tally, of: usize) -> Self {
        Self {
            checked: tally.count(),
            of,
            agree: tally.agreeing,
            kink: tally.kinks,
            differ: tally.differing,
            largest_difference: tally.largest,
        }
    }
}

impl<'a> Report<'a> {
    pub fn of(checks: &'a Checks<'a>) -> Self {
        let lesson = checks.lesson;
        let of_layer = |(group, tally): (Group, Tally)| OfLayer {
            layer: letters(group.layer),
            kind: if group.kind == Kind::Bias { "biases" } else { "weights" },
            counts: Counts::of(tally, group.count),
        };
        let gradient = |checked: &Checked| Line {
            name: checks.name(checked),
            gradient: checked.gradient,
            measured: checked.numeric(),
            difference: checked.difference(),
            epsilon: checked.epsilon,
            result: word(checked.agreement()),
        };
        Self {
            scenario: lesson.scenario().title.as_str(),
            layers: lesson.pass().network().widths(),
            sample: checks.sample.map(|n| n + 1),
            samples: lesson.scenario().samples.len(),
            epoch: lesson.view().epoch,
            epsilon: EPSILON,
            tolerance: Tolerance { absolute: TOLERANCE, relative: RELATIVE_TOLERANCE },
            all: Counts::of(Tally::of(&checks.checked), checks.all()),
            by_layer: checks.groups().into_iter().map(of_layer).collect(),
            gradients: checks.checked.iter().map(gradient).collect(),
            warnings: checks.findings.iter().map(|finding| lines::warning(lesson, finding)).collect(),
            told: &checks.told,
        }
    }
}

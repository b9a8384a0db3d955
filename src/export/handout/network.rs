//! The picture of the network on paper: where its neurons stand. How it is drawn, the languages know.

use crate::engine::{Kind, Quantity};
use crate::lesson::Lesson;
use crate::lesson::words::handout as words;
use crate::notation::number;

/// Neurons of a layer that are drawn at most; of more the first ones and the last.
const MOST: usize = 8;
/// Between the centres of two layers, and of two neurons of one.
const STEP: (f64, f64) = (130.0, 46.0);
/// The radius of a neuron.
pub(super) const RADIUS: f64 = 15.0;
/// Room for what stands beside the first and the last layer.
const MARGIN: (f64, f64) = (56.0, 24.0);

/// A neuron in its place, or the neurons that are left out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub x: f64,
    pub y: f64,
    /// `b2`, or how many more there are.
    pub text: String,
    /// An input at its left, a target at its right.
    pub beside: Option<String>,
    pub is_neuron: bool,
}

/// All that is drawn, in units of which a neuron's radius is [`RADIUS`]; y grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Network {
    pub width: f64,
    pub height: f64,
    /// Layer by layer.
    pub layers: Vec<Vec<Node>>,
}

impl Network {
    /// The network of a lesson with the sample that it walks.
    pub fn of(lesson: &Lesson) -> Self {
        let widths = lesson.pass().network().widths();
        let shown: Vec<Vec<Option<usize>>> = widths.iter().map(|&width| shown(width)).collect();
        let most = shown.iter().map(Vec::len).max().unwrap_or(1);
        let height = (most - 1) as f64 * STEP.1 + 2.0 * MARGIN.1;
        let last = widths.len() - 1;
        let layer = |layer: usize| {
            let rows = &shown[layer];
            let top = height / 2.0 - (rows.len() - 1) as f64 * STEP.1 / 2.0;
            let node = |(place, row): (usize, &Option<usize>)| Node {
                x: MARGIN.0 + layer as f64 * STEP.0,
                y: top + place as f64 * STEP.1,
                text: row.map_or_else(
                    || words::MORE.replace("{count}", &(widths[layer] - (MOST - 1)).to_string()),
                    |row| lesson.names().neuron(layer, row),
                ),
                beside: row.and_then(|row| beside(lesson, layer, row)),
                is_neuron: row.is_some(),
            };
            rows.iter().enumerate().map(node).collect()
        };
        Self { width: last as f64 * STEP.0 + 2.0 * MARGIN.0, height, layers: (0..=last).map(layer).collect() }
    }

    /// The ends of each connection between neurons that are drawn.
    pub fn edges(&self) -> impl Iterator<Item = (&Node, &Node)> {
        let neurons = |layer: &'_ [Node]| layer.iter().filter(|node| node.is_neuron).count();
        debug_assert!(self.layers.iter().all(|layer| neurons(layer) > 0));
        self.layers.windows(2).flat_map(|pair| {
            let (from, to) = (&pair[0], &pair[1]);
            from.iter()
                .filter(|node| node.is_neuron)
                .flat_map(move |from| to.iter().filter(|node| node.is_neuron).map(move |to| (from, to)))
        })
    }
}

/// The neurons of a layer that are drawn, and nothing in place of those that are not.
fn shown(width: usize) -> Vec<Option<usize>> {
    if width <= MOST {
        return (0..width).map(Some).collect();
    }
    (0..MOST - 2).map(Some).chain([None, Some(width - 1)]).collect()
}

/// What stands beside an input or an output.
fn beside(lesson: &Lesson, layer: usize, row: usize) -> Option<String> {
    let kind = match layer {
        0 => Kind::Out,
        last if last == lesson.pass().network().last() => Kind::Target,
        _ => return None,
    };
    let value = lesson.value(Quantity::of(kind, layer, row))?;
    let text = number::with_minus(number::given(value, 0));
    Some(if kind == Kind::Target { format!("→ {text}") } else { text })
}

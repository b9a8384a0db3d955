//! The values as lines: names as the command line knows them, numbers as the screen shows them.

use std::io::{self, Write};

use crate::engine::{Carry, Kind, Network, Quantity};
use crate::lesson::{Chapter, Lesson};
use crate::notation::number;

/// Writes all groups.
pub(super) fn write(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    let network = lesson.pass().network();
    let last = network.last();
    head(lesson, to)?;
    let mut group = |title: String, quantities: &mut dyn Iterator<Item = Quantity>| {
        write_group(lesson, &title, quantities, to)
    };
    let of_layer = |chapter: Chapter, layer: usize| {
        format!("{}, layer {}", chapter.title(), lesson.names().layer(layer))
    };
    group(Chapter::Network.title().to_owned(), &mut givens(network))?;
    for layer in 1..=last {
        group(of_layer(Chapter::Forward, layer), &mut vectors(network, &[Kind::Net, Kind::Out], layer))?;
    }
    let total = [Quantity::whole(Kind::ErrorTotal)];
    group(Chapter::Error.title().to_owned(), &mut vectors(network, &[Kind::Error], last).chain(total))?;
    for layer in (1..=last).rev() {
        let by_out = vectors(network, &[Kind::ErrorByOut], layer);
        let jacobian = square(network, layer);
        let by_neuron = by_out.chain(jacobian).chain(vectors(network, &[Kind::Slope, Kind::Delta], layer));
        let gradients = matrix(network, Kind::Gradient, layer);
        let of_biases = vectors(network, &[Kind::BiasGradient], layer);
        group(of_layer(Chapter::Pattern, layer), &mut by_neuron.chain(gradients).chain(of_biases))?;
    }
    for layer in 1..=last {
        let weights = matrix(network, Kind::WeightAfter, layer);
        let biases = vectors(network, &[Kind::BiasAfter], layer);
        group(of_layer(Chapter::Learn, layer), &mut weights.chain(biases))?;
    }
    let after = vectors(network, &[Kind::OutAfter], last).chain([Quantity::whole(Kind::ErrorTotalAfter)]);
    group(Chapter::Learn.title().to_owned(), &mut after.into_iter())
}

/// What is looked at, and how.
fn head(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    let widths: Vec<String> = lesson.pass().network().widths().iter().map(usize::to_string).collect();
    let carry = match lesson.carry() {
        Carry::Decimals(1) => "1 decimal carried".to_owned(),
        Carry::Decimals(n) => format!("{n} decimals carried"),
        Carry::Full => "full precision".to_owned(),
    };
    let view = lesson.view();
    let epoch = if view.epoch == 0 { String::new() } else { format!(", after epoch {}", view.epoch) };
    let (title, widths) = (&lesson.scenario().title, widths.join("-"));
    writeln!(to, "{title}\nlayers {widths}, sample {}{epoch}, {carry}", view.sample + 1)
}

/// Writes a heading and a line for each quantity that the network has, values one below the other.
fn write_group(
    lesson: &Lesson,
    title: &str,
    quantities: &mut dyn Iterator<Item = Quantity>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let lines: Vec<(String, String)> = quantities
        .filter_map(|q| Some((lesson.names().plain(q), shown(q, lesson.value(q)?, lesson.carry()))))
        .collect();
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    // Where there are negative numbers, the others leave room for the sign.
    let sign = usize::from(lines.iter().any(|(_, value)| value.starts_with('-')));
    writeln!(to, "\n{title}")?;
    for (name, value) in &lines {
        let room = if value.starts_with('-') { 0 } else { sign };
        writeln!(to, "  {name:width$}  {:room$}{value}", "")?;
    }
    Ok(())
}

/// A number as the screen shows it, with the hyphen for minus.
fn shown(q: Quantity, value: f64, carry: Carry) -> String {
    if q.is_given() { number::given(value, 0) } else { number::named(value, carry, number::MOST_DIGITS) }
}

/// Inputs, targets, weights, biases and the learning rate.
fn givens(network: &Network) -> impl Iterator<Item = Quantity> + '_ {
    let layers = (1..=network.last())
        .flat_map(|layer| matrix(network, Kind::Weight, layer).chain(vectors(network, &[Kind::Bias], layer)));
    vectors(network, &[Kind::Out], 0)
        .chain(vectors(network, &[Kind::Target], network.last()))
        .chain(layers)
        .chain([Quantity::whole(Kind::LearningRate)])
}

/// The numbers of these kinds of every neuron of a layer, kind by kind.
fn vectors<'a>(
    network: &Network,
    kinds: &'a [Kind],
    layer: usize,
) -> impl Iterator<Item = Quantity> + use<'a> {
    let width = network.width(layer);
    kinds.iter().flat_map(move |&kind| (0..width).map(move |row| Quantity::of(kind, layer, row)))
}

/// The entries of softmax's Jacobian, row by row.
fn square(network: &Network, layer: usize) -> impl Iterator<Item = Quantity> + use<> {
    let width = if network.layer(layer).activation.is_softmax() { network.width(layer) } else { 0 };
    (0..width).flat_map(move |row| {
        (0..width).map(move |column| Quantity { kind: Kind::Jacobian, layer, row, column })
    })
}

/// The numbers of this kind of every weight of a layer, row by row.
fn matrix(network: &Network, kind: Kind, layer: usize) -> impl Iterator<Item = Quantity> + use<> {
    let (rows, columns) = (network.width(layer), network.width(layer - 1));
    (0..rows).flat_map(move |row| (0..columns).map(move |column| Quantity { kind, layer, row, column }))
}

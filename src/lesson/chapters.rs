//! What each step computes, shows and says, a file a chapter.

mod batch;
pub(super) mod chain;
pub(super) mod check;
mod error;
mod forward;
mod learn;
pub(super) mod network;
mod out;
pub(super) mod path;
mod pattern;
mod slope;

use super::address::Section;
use super::desk::Desk;
use super::step::Step;

/// Makes the step at the desk's address.
pub(super) fn step(desk: &Desk<'_>) -> Step {
    let place = desk.here.place;
    match desk.here.section {
        Section::Layers => network::layers(desk),
        Section::Names => network::names(desk),
        Section::Givens => network::givens(desk),
        Section::Samples => network::samples(desk),
        Section::Bias(layer) => forward::bias(desk, layer, place),
        Section::Net(layer) => forward::net(desk, layer, place),
        Section::Out(layer) => out::out(desk, layer, place),
        Section::Chain => forward::chain(desk),
        Section::Single(row) => error::single(desk, row),
        Section::Total => error::total(desk),
        Section::OtherSamples => error::samples(desk),
        Section::Descent => error::descent(desk),
        Section::ErrorByOut => error::by_out(desk, place),
        Section::Weights => chain::weights(desk),
        Section::Slope(layer) => slope::slope(desk, layer),
        Section::Derive(weight) if weight.layer == desk.last() && !desk.network().forks_at_output() => {
            chain::output_weight(desk, weight, place)
        }
        Section::Derive(weight) => path::hidden_weight(desk, weight, place),
        Section::HandBill => chain::bill(desk),
        Section::ByOut(layer) => pattern::by_out(desk, layer, place),
        Section::Jacobian(layer) => pattern::jacobian(desk, layer, place),
        Section::Collapse(layer) => pattern::collapse(desk, layer),
        Section::Delta(layer) => pattern::delta(desk, layer, place),
        Section::Gradient(layer) => pattern::gradient(desk, layer, place),
        Section::BiasGradient(layer) => pattern::bias(desk, layer, place),
        Section::Rule => pattern::rule(desk),
        Section::PatternBill => pattern::bill(desk),
        Section::Update(layer) => learn::update(desk, layer, place),
        Section::BiasUpdate(layer) => learn::bias(desk, layer, place),
        Section::ForwardAgain => learn::forward(desk),
        Section::ErrorAgain => learn::error(desk),
        Section::Batch => batch::batch(desk),
        Section::Mean(layer) => batch::mean(desk, layer, place),
        Section::MeanBias(layer) => batch::mean_bias(desk, layer, place),
        Section::BatchStep => batch::step(desk),
        Section::CheckWeight(weight) => check::weight(desk, weight),
        Section::CheckAll => check::all(desk),
        Section::Train => check::train(desk),
    }
}

//! The names of numbers, as one types them.

use crate::engine::{Kind, Network, Quantity};
use crate::scenario::parse_name;
use crate::text::from_letters;

/// What stands before a neuron's name, and of which kind the number is then.
const OF_NEURONS: [(&str, Kind); 12] = [
    ("de/dout_", Kind::ErrorByOut),
    ("∂e/∂out_", Kind::ErrorByOut),
    ("de/dnet_", Kind::Delta),
    ("∂e/∂net_", Kind::Delta),
    ("de/dbias_", Kind::BiasGradient),
    ("∂e/∂bias_", Kind::BiasGradient),
    ("delta_", Kind::Delta),
    ("δ_", Kind::Delta),
    ("slope_", Kind::Slope),
    ("net_", Kind::Net),
    ("out_", Kind::Out),
    ("e_", Kind::Error),
];

/// Reads the name of a number, given or computed, whatever its letters' case; `None` where the network has
/// no such number.
pub(super) fn parse(text: &str, network: &Network) -> Option<Quantity> {
    let text = text.trim().to_lowercase();
    if text == "e_total" {
        return Some(Quantity::whole(Kind::ErrorTotal));
    }
    if let Some(place) = text.strip_prefix("de/dw_").or_else(|| text.strip_prefix("∂e/∂w_")) {
        let weight = parse_name(&format!("w_{place}"), network).ok()?;
        return Some(weight.with(Kind::Gradient));
    }
    // `dout_d1/dnet_d1`, which is the slope at d1.
    if let Some((out, net)) = text.split_once('/') {
        let strip = |text: &str, name: &str| {
            let place = text.strip_prefix('d').or_else(|| text.strip_prefix('∂'))?;
            neuron(place.strip_prefix(name)?, network)
        };
        if let (Some(out), Some(net)) = (strip(out, "out_"), strip(net, "net_")) {
            let (layer, row) = out;
            return Some(match net {
                _ if layer == network.last() && network.forks_at_output() => {
                    Quantity { kind: Kind::Jacobian, layer, row, column: net.1 }
                }
                _ => Quantity::of(Kind::Slope, layer, row),
            });
        }
    }
    let computed = OF_NEURONS.iter().find_map(|(start, kind)| {
        let (layer, row) = neuron(text.strip_prefix(start)?, network)?;
        let has_it = match kind {
            Kind::Error => layer == network.last(),
            Kind::BiasGradient => layer > 0 && network.layer(layer).biases.is_some(),
            Kind::Out => true,
            _ => layer > 0,
        };
        has_it.then(|| Quantity::of(*kind, layer, row))
    });
    computed.or_else(|| parse_name(&text, network).ok()).filter(|q| q.kind != Kind::LearningRate)
}

/// The layer and the row of a neuron: `d2`.
fn neuron(name: &str, network: &Network) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    let layer = from_letters(letters).filter(|&layer| layer <= network.last())?;
    let row = number.parse::<usize>().ok()?.checked_sub(1)?;
    (row < network.width(layer)).then_some((layer, row))
}

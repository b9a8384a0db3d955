//! Room for the numbers of one pass that belong to neurons.

use ndarray::Array1;

use super::super::{Kind, Network, Quantity};

/// The numbers of neurons, layer by layer; index `l - 1` is layer `l`.
#[derive(Debug, Clone)]
pub(super) struct Vectors {
    net: Vec<Array1<f64>>,
    out: Vec<Array1<f64>>,
    by_out: Vec<Array1<f64>>,
    slope: Vec<Array1<f64>>,
    delta: Vec<Array1<f64>>,
    errors: Array1<f64>,
    total: f64,
}

impl Vectors {
    /// Room for a network's numbers.
    pub fn of(network: &Network) -> Self {
        let zeros = || (1..network.depth()).map(|layer| Array1::zeros(network.width(layer))).collect();
        let errors = Array1::zeros(network.width(network.last()));
        Self {
            net: zeros(),
            out: zeros(),
            by_out: zeros(),
            slope: zeros(),
            delta: zeros(),
            errors,
            total: 0.0,
        }
    }

    /// The order in which they are computed, `E_total` after the errors.
    pub fn order(network: &Network) -> Vec<Quantity> {
        let last = network.last();
        let each = |kind: Kind, layer: usize| {
            (0..network.width(layer)).map(move |row| Quantity::of(kind, layer, row))
        };
        let forward = (1..=last).flat_map(|layer| each(Kind::Net, layer).chain(each(Kind::Out, layer)));
        let error = each(Kind::Error, last).chain([Quantity::whole(Kind::ErrorTotal)]);
        let back = (1..=last).rev().flat_map(|layer| {
            [Kind::ErrorByOut, Kind::Slope, Kind::Delta].into_iter().flat_map(move |kind| each(kind, layer))
        });
        forward.chain(error).chain(back).collect()
    }

    /// A number; `None` for what is not kept here.
    pub fn value(&self, q: Quantity) -> Option<f64> {
        let neuron = |values: &[Array1<f64>]| values.get(q.layer.checked_sub(1)?)?.get(q.row).copied();
        match q.kind {
            Kind::Net => neuron(&self.net),
            Kind::Out => neuron(&self.out),
            Kind::ErrorByOut => neuron(&self.by_out),
            Kind::Slope => neuron(&self.slope),
            Kind::Delta => neuron(&self.delta),
            Kind::Error => self.errors.get(q.row).copied(),
            Kind::ErrorTotal => Some(self.total),
            _ => None,
        }
    }

    /// Keeps a number of [`Vectors::order`].
    pub fn set(&mut self, q: Quantity, value: f64) {
        let values = match q.kind {
            Kind::Net => &mut self.net,
            Kind::Out => &mut self.out,
            Kind::ErrorByOut => &mut self.by_out,
            Kind::Slope => &mut self.slope,
            Kind::Delta => &mut self.delta,
            Kind::Error => {
                self.errors[q.row] = value;
                return;
            }
            _ => {
                self.total = value;
                return;
            }
        };
        values[q.layer - 1][q.row] = value;
    }
}

//! The error of a sample: the output layer held against the targets.

use ndarray::Array1;

use super::Forward;
use crate::engine::loss::Logarithms;
use crate::engine::{Carry, Network, Sample};

/// The output layer held against the targets.
pub(super) struct OutputError<'a> {
    network: &'a Network,
    sample: &'a Sample,
    outs: &'a Array1<f64>,
    carry: Carry,
    /// For an error function that counts logarithms.
    logarithms: Option<Logarithms<'a>>,
}

impl<'a> OutputError<'a> {
    pub fn new(network: &'a Network, sample: &'a Sample, forward: &'a Forward, carry: Carry) -> Self {
        let nets = &forward.net[network.last() - 1];
        let logarithms =
            network.loss().is_logarithmic().then(|| Logarithms::new(network.output_activation(), nets));
        Self { network, sample, outs: forward.output(), carry, logarithms }
    }

    /// The logarithms of the net values where they are to be used: in full precision always, else
    /// only where the rounded output has none. What is carried goes from number to number, as far
    /// as it can.
    fn logarithms(&self, row: usize) -> Option<&Logarithms<'a>> {
        let has_value = self.network.loss().has_value(self.sample.target[row], self.outs[row]);
        self.logarithms.as_ref().filter(|_| self.carry == Carry::Full || !has_value)
    }

    pub fn error(&self, row: usize) -> f64 {
        let (loss, target) = (self.network.loss(), self.sample.target[row]);
        match self.logarithms(row) {
            Some(logarithms) => logarithms.error(loss, target, row),
            None => loss.error(target, self.outs[row]),
        }
    }

    pub fn by_out(&self, row: usize) -> f64 {
        let (loss, target) = (self.network.loss(), self.sample.target[row]);
        match self.logarithms(row) {
            Some(logarithms) => logarithms.by_out(loss, target, row),
            None => loss.by_out(target, self.outs[row]),
        }
    }
}

/// The error of each output and their sum, each rounded once.
pub(super) fn errors(
    network: &Network,
    sample: &Sample,
    forward: &Forward,
    carry: Carry,
) -> (Array1<f64>, f64) {
    let at_output = OutputError::new(network, sample, forward, carry);
    let errors: Array1<f64> = (0..sample.target.len()).map(|row| carry.round(at_output.error(row))).collect();
    let total = carry.round(errors.iter().fold(0.0, |sum, e| sum + e));
    (errors, total)
}

/// Their sum alone, the same to the last bit, which needs no room.
pub(in crate::engine) fn total(network: &Network, sample: &Sample, forward: &Forward, carry: Carry) -> f64 {
    let at_output = OutputError::new(network, sample, forward, carry);
    carry.round((0..sample.target.len()).fold(0.0, |sum, row| sum + carry.round(at_output.error(row))))
}

/// `E_total` of one sample by a way forward alone.
pub fn total_error(network: &Network, sample: &Sample, carry: Carry) -> f64 {
    let mut forward = Forward::for_network(network);
    forward.run(network, &sample.input, carry);
    total(network, sample, &forward, carry)
}

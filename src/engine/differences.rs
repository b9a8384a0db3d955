//! What differs between two passes of the same shape.

use super::{Kind, Pass, Quantity};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many differ.
    pub changed: usize,
    /// How many there are.
    pub of: usize,
}

/// How many numbers of each kind differ between two passes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Differences {
    /// Net values.
    pub nets: Share,
    /// Outputs of neurons.
    pub outs: Share,
    /// Errors of single outputs.
    pub errors: Share,
    /// `∂E/∂w` and `∂E/∂bias`.
    pub gradients: Share,
    /// `E_total` in the first and in the second.
    pub total: (f64, f64),
}

impl Share {
    fn count<'a>(
        &mut self,
        before: impl IntoIterator<Item = &'a f64>,
        now: impl IntoIterator<Item = &'a f64>,
    ) {
        self.count_pairs(before.into_iter().copied().zip(now.into_iter().copied()));
    }

    fn count_pairs(&mut self, pairs: impl Iterator<Item = (f64, f64)>) {
        for (before, now) in pairs {
            self.of += 1;
            self.changed += usize::from(differs(before, now));
        }
    }
}

/// Whether two numbers differ; undefined ones do not differ from each other.
pub fn differs(before: f64, now: f64) -> bool {
    before != now && !(before.is_nan() && now.is_nan())
}

impl Pass {
    /// `∂E/∂w` of a layer's weights, row by row.
    fn gradients(&self, layer: usize) -> impl Iterator<Item = f64> + '_ {
        let (rows, columns) = self.network().layer(layer).weights.dim();
        (0..rows).flat_map(move |row| (0..columns).map(move |column| self.gradient(layer, row, column)))
    }

    /// Counts what differs from an earlier pass through a network of the same shape.
    pub fn differences(&self, before: &Self) -> Differences {
        let mut found = Differences::default();
        let network = self.network();
        let (here, there) = ((self.forward(), self.backward()), (before.forward(), before.backward()));
        for layer in 0..network.last() {
            found.nets.count(&there.0.net[layer], &here.0.net[layer]);
            found.outs.count(&there.0.out[layer], &here.0.out[layer]);
            found.gradients.count_pairs(before.gradients(layer + 1).zip(self.gradients(layer + 1)));
            if network.layer(layer + 1).biases.is_some() {
                found.gradients.count(&there.1.delta[layer], &here.1.delta[layer]);
            }
        }
        found.errors.count(before.errors(), self.errors());
        let total = |pass: &Self| pass.value(Quantity::whole(Kind::ErrorTotal)).unwrap_or(f64::NAN);
        found.total = (total(before), total(self));
        found
    }
}

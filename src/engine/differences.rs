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
        for (before, now) in before.into_iter().zip(now) {
            self.of += 1;
            self.changed += usize::from(differs(*before, *now));
        }
    }
}

/// Whether two numbers differ; undefined ones do not differ from each other.
pub fn differs(before: f64, now: f64) -> bool {
    before != now && !(before.is_nan() && now.is_nan())
}

impl Pass {
    /// How many of a layer's `∂E/∂w` differ. One is `δ` times an output: where both are what they were, so
    /// is it.
    fn gradients_apart(&self, before: &Self, layer: usize) -> Share {
        let (deltas, outs) = (&self.backward().delta[layer - 1], self.outs_before(layer));
        let (old_deltas, old_outs) = (&before.backward().delta[layer - 1], before.outs_before(layer));
        let gradient = |delta: f64, out: f64| self.carry().round(delta * out);
        let same_outs = outs.iter().zip(old_outs).all(|(out, old)| out == old);
        let mut found = Share { changed: 0, of: deltas.len() * outs.len() };
        for (&delta, &old_delta) in deltas.iter().zip(old_deltas) {
            if delta == old_delta && same_outs {
                continue;
            }
            let pairs = outs.iter().zip(old_outs);
            let apart = pairs.filter(|&(&out, &old)| differs(gradient(old_delta, old), gradient(delta, out)));
            found.changed += apart.count();
        }
        found
    }

    /// Counts what differs from an earlier pass through a network of the same shape.
    pub fn differences(&self, before: &Self) -> Differences {
        let mut found = Differences::default();
        let network = self.network();
        let (here, there) = ((self.forward(), self.backward()), (before.forward(), before.backward()));
        for layer in 0..network.last() {
            found.nets.count(&there.0.net[layer], &here.0.net[layer]);
            found.outs.count(&there.0.out[layer], &here.0.out[layer]);
            let apart = self.gradients_apart(before, layer + 1);
            found.gradients.changed += apart.changed;
            found.gradients.of += apart.of;
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

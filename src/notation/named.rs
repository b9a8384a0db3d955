//! Which quantity a name names: the way back from [`Names`].

use super::Names;
use crate::engine::{Kind, Quantity};
use crate::text::from_letters;

/// What stands before the place of a neuron or weight, on the screen and in plain names.
const BEFORE: &[(&str, Kind)] = &[
    ("w_", Kind::Weight),
    ("bias_", Kind::Bias),
    ("net_", Kind::Net),
    ("out_", Kind::Out),
    ("target_", Kind::Target),
    ("E_", Kind::Error),
    ("∂E/∂out_", Kind::ErrorByOut),
    ("dE/dout_", Kind::ErrorByOut),
    ("slope_", Kind::Slope),
    ("δ_", Kind::Delta),
    ("delta_", Kind::Delta),
    ("∂E/∂net_", Kind::Delta),
    ("dE/dnet_", Kind::Delta),
    ("∂E/∂w_", Kind::Gradient),
    ("dE/dw_", Kind::Gradient),
    ("∂E/∂bias_", Kind::BiasGradient),
    ("dE/dbias_", Kind::BiasGradient),
];

impl Names {
    /// The quantity of a name, as it stands on the screen or in data: `net_c2`, `δ_d1` or `delta_d1`,
    /// `∂E/∂out_d1` or `dE/dout_d1`, `∂out_d1/∂net_d1` or `slope_d1`, `w_b3`, `a1`, `E_total`, `η`. Whether
    /// the network has it, a pass tells.
    ///
    /// ```
    /// use chainrule::engine::{Kind, Quantity};
    /// # let scenario = chainrule::scenario::builtin("swap").unwrap();
    /// let names = chainrule::notation::Names::of(scenario.network());
    /// assert_eq!(names.quantity("δ_d1"), Some(Quantity::of(Kind::Delta, 3, 0)));
    /// assert_eq!(names.quantity("w_b3").map(|w| (w.row, w.column)), Some((1, 0)));
    /// assert_eq!(names.quantity("w_b9"), None);
    /// ```
    pub fn quantity(&self, name: &str) -> Option<Quantity> {
        match name {
            "E_total" | "E" => return Some(Quantity::whole(Kind::ErrorTotal)),
            "η" | "eta" | "learning_rate" => return Some(Quantity::whole(Kind::LearningRate)),
            _ => {}
        }
        if let Some((above, below)) = name.split_once(['/']) {
            let part = |text: &str, what: &str| {
                let place = text.strip_prefix(['∂', 'd'])?.strip_prefix(what)?.to_owned();
                self.place(Kind::Slope, &place)
            };
            if let (Some(out), Some(net)) = (part(above, "out_"), part(below, "net_")) {
                let kind = if out.row == net.row { Kind::Slope } else { Kind::Jacobian };
                let column = if kind == Kind::Jacobian { net.row } else { 0 };
                return (out.layer == net.layer).then_some(Quantity { kind, column, ..out });
            }
        }
        let found = BEFORE.iter().find_map(|&(before, kind)| self.place(kind, name.strip_prefix(before)?));
        // The inputs are called by their neurons.
        found.or_else(|| self.place(Kind::Out, name).filter(|q| q.layer == 0))
    }

    /// The quantity of a kind at a place such as `d4`, where the network has such a place.
    fn place(&self, kind: Kind, place: &str) -> Option<Quantity> {
        let (layer, number) = place.split_at(place.find(|c: char| c.is_ascii_digit())?);
        let layer = from_letters(layer)?;
        let is_plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
        let index = number.parse::<usize>().ok().filter(|_| is_plain)?.checked_sub(1)?;
        let width = *self.widths().get(layer)?;
        if !kind.is_matrix() {
            return (index < width).then_some(Quantity::of(kind, layer, index));
        }
        let inputs = *self.widths().get(layer.checked_sub(1)?)?;
        let (row, column) = (index / inputs, index % inputs);
        (row < width).then_some(Quantity { kind, layer, row, column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Carry;

    #[test]
    fn every_name_that_is_written_is_read() {
        for name in ["swap", "three-classes", "mazur"] {
            let scenario = crate::scenario::builtin(name).unwrap();
            let names = Names::of(scenario.network());
            let mut count = 0;
            for (q, _) in scenario.pass(0, Carry::Full).numbers() {
                if matches!(q.kind, Kind::WeightAfter | Kind::BiasAfter | Kind::ErrorTotalAfter) {
                    continue;
                }
                // Off the diagonal softmax has no slopes of one neuron.
                let is_diagonal = q.kind == Kind::Jacobian && q.row == q.column;
                let expected = if is_diagonal { Quantity { column: 0, ..q.with(Kind::Slope) } } else { q };
                assert_eq!(names.quantity(&names.screen(q)), Some(expected));
                assert_eq!(names.quantity(&names.plain(q)), Some(expected));
                count += 1;
            }
            assert!(count > 30);
        }
    }

    #[test]
    fn what_no_network_has_is_no_name() {
        let names = Names::of(crate::scenario::builtin("swap").unwrap().network());
        for name in
            ["", "w_", "net_c4", "net_c0", "net_c02", "out_e1", "w_a1", "c1", "∂E", "d/d", "out_d1/net_d1"]
        {
            assert_eq!(names.quantity(name), None, "{name}");
        }
    }
}

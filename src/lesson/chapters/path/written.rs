//! How a path is written: its stops, where it forks, the slopes on its way.

use crate::engine::{Activation, Kind, Path, Quantity, WeightId};
use crate::lesson::desk::Desk;
use crate::lesson::functions;
use crate::lesson::words::chain as words;
use crate::notation::{Expr, Formula, Stage};

/// What a path is called in a formula.
pub(super) fn path_name(k: u128) -> Expr {
    Expr::word(words::PATH_NAME.replace("{k}", &(k + 1).to_string()))
}

/// `w_c1 → c1 → d2 → E`
pub(in crate::lesson) fn route(path: &Path) -> Expr {
    let arrow = || Expr::word(" → ");
    let mut parts = vec![Expr::symbol(Quantity::at(Kind::Weight, path.weight)), arrow()];
    parts.push(Expr::Neuron(path.weight.layer, path.weight.neuron));
    // Through softmax the last stop is another output of the same layer, or the own one again.
    let stops = path.neurons.len() - usize::from(path.forks && !path.neurons.is_empty());
    for (offset, &neuron) in path.neurons.iter().enumerate() {
        parts.push(arrow());
        if offset == stops {
            parts.push(Expr::symbol(Quantity::of(Kind::Out, path.weight.layer + stops, neuron)));
        } else {
            parts.push(Expr::Neuron(path.weight.layer + 1 + offset, neuron));
        }
    }
    parts.extend([arrow(), Expr::word("E")]);
    Expr::Row(parts)
}

/// An entry of softmax's Jacobian, in symbols: `out_d1 · (1 − out_d1)` or `−out_d1 · out_d2`.
pub(in crate::lesson) fn jacobian(entry: Quantity) -> Expr {
    written_jacobian(entry, Expr::symbol)
}

/// The same in numbers.
pub(in crate::lesson) fn jacobian_in_numbers(desk: &Desk<'_>, entry: Quantity) -> Expr {
    written_jacobian(entry, |q| desk.num(q))
}

/// An entry before it is rounded.
pub(in crate::lesson) fn exact_jacobian(desk: &Desk<'_>, entry: Quantity) -> f64 {
    let out = |row: usize| desk.value(Quantity::of(Kind::Out, entry.layer, row));
    Activation::jacobian(out(entry.row), out(entry.column), entry.row == entry.column)
}

fn written_jacobian(entry: Quantity, out: impl Fn(Quantity) -> Expr) -> Expr {
    let own = out(Quantity::of(Kind::Out, entry.layer, entry.row));
    if entry.row == entry.column {
        return Expr::wide([own.clone(), functions::one_minus(own)]);
    }
    let other = out(Quantity::of(Kind::Out, entry.layer, entry.column));
    functions::minus(Expr::wide([own, other]))
}

/// Where the paths of a weight fork: the share in the error, over all that its neuron's output, or
/// through softmax its net value, goes to.
pub(in crate::lesson) fn fork(desk: &Desk<'_>, weight: WeightId, formula: Formula) -> Formula {
    let WeightId { layer, neuron, .. } = weight;
    let (last, forks) = (desk.last(), desk.network().forks_at_output());
    if layer == last {
        let branch = |k: usize| {
            let entry = Quantity { kind: Kind::Jacobian, layer, row: k, column: neuron };
            Expr::wide([Quantity::of(Kind::ErrorByOut, layer, k), entry].map(Expr::symbol))
        };
        let delta = Quantity::of(Kind::Delta, layer, neuron);
        return formula.symbols(Expr::symbol(delta), desk.sum(layer, branch));
    }
    let next = layer + 1;
    let branch = |k: usize| {
        let at = |kind| Quantity::of(kind, next, k);
        let weight = Quantity { kind: Kind::Weight, layer: next, row: k, column: neuron };
        if forks && next == last {
            return Expr::tight([at(Kind::Delta), weight].map(Expr::symbol));
        }
        Expr::tight([at(Kind::ErrorByOut), at(Kind::Slope), weight].map(Expr::symbol))
    };
    let by_out = Quantity::of(Kind::ErrorByOut, layer, neuron);
    formula.symbols(Expr::symbol(by_out), desk.sum(next, branch))
}

/// A neuron's slope in one line: `slope_c1 = out_c1 · (1 − out_c1) = 0.2148`.
pub(super) fn slope_line(desk: &Desk<'_>, formula: Formula, slope: Quantity) -> Formula {
    let worked_out = match slope.kind {
        Kind::Jacobian => jacobian_in_numbers(desk, slope),
        _ => functions::Place::of(desk, slope).slope_in_numbers(),
    };
    let exact = match slope.kind {
        Kind::Jacobian => exact_jacobian(desk, slope),
        _ => functions::Place::of(desk, slope).exact_slope(),
    };
    let is_rounded = desk.is_rounded(exact, slope);
    formula
        .line(Stage::Numbers, Some(Expr::symbol(slope)), "=", worked_out)
        .line(Stage::Numbers, None, if is_rounded { "→" } else { "=" }, desk.num(slope))
        .joined()
}

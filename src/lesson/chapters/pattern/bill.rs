//! Chapter 5: the rule for any layer, and what it costs.

use crate::engine::{Count, Kind, Part, by_hand, by_pattern, delta_cost};
use crate::lesson::chapters::chain::bill_layers;
use crate::lesson::desk::Desk;
use crate::lesson::measure::count_text;
use crate::lesson::prose::Prose;
use crate::lesson::step::{Flow, Picture, Step, Value};
use crate::lesson::words::pattern as words;
use crate::notation::{Expr, Formula, Stage};

pub(in crate::lesson::chapters) fn rule(desk: &Desk<'_>) -> Step {
    let mut step = desk.step(Prose::text(words::RULE_TITLE));
    let of = |kind: Kind, stem: &str, which: &str| {
        // The layer is any: the name is only inked as one of its kind.
        Expr::word(format!("{stem}{which}")).of(Part::all(kind, usize::MAX))
    };
    let (this, next, before, end) = (words::THIS, words::NEXT, words::BEFORE, words::OUTPUT);
    let by_out = |which| of(Kind::ErrorByOut, "∂E/∂out_", which);
    let delta = |which| of(Kind::Delta, "δ_", which);
    let slope = |which| of(Kind::Slope, "slope_", which);
    let power_t = |e: Expr| Expr::Row(vec![e, Expr::word("ᵀ")]);
    let back = Expr::wide([power_t(of(Kind::Weight, "W_", next)), delta(next)]).grouped();
    let network = desk.network();
    let first = if network.collapses() {
        let minus = of(Kind::Target, "target_", end).negative();
        Expr::Sum(vec![of(Kind::Out, "out_", end), minus])
    } else if network.forks_at_output() {
        Expr::wide([power_t(of(Kind::Jacobian, "J_", end)), by_out(end)])
    } else {
        Expr::hadamard([by_out(end), slope(end)])
    };
    let mut formula =
        Formula::new(delta(end), first).symbols(delta(this), Expr::hadamard([back, slope(this)])).symbols(
            of(Kind::Gradient, "∂E/∂W_", this),
            Expr::wide([delta(this), power_t(of(Kind::Out, "out_", before))]),
        );
    if desk.network().has_biases() {
        formula = formula.symbols(of(Kind::BiasGradient, "∂E/∂bias_", this), delta(this));
    }
    step.formula = formula;
    step.flow = Flow::Backward;
    step.lit = (1..=desk.last()).map(|layer| Part::all(Kind::Weight, layer)).collect();
    step.shows = (1..=desk.last()).rev().map(|layer| Part::all(Kind::Delta, layer)).collect();
    step.why = words::RULE.iter().map(|text| Prose::text(*text)).collect();
    step.refresh = vec!["transpose", "element-wise", "outer-product"];
    step
}

pub(in crate::lesson::chapters) fn bill(desk: &Desk<'_>) -> Step {
    let network = desk.network();
    let last = desk.last();
    let mut step = desk.step(Prose::text(words::BILL_TITLE));
    let mut formula = Formula::default();
    let mut before = None;
    for layer in bill_layers(last) {
        formula = Desk::between(formula, before.replace(layer), layer);
        let terms = delta_cost(network, layer) as usize;
        let inner = network.width(layer) * network.width(layer - 1);
        // To carry the error terms back through this layer's weights; nobody needs them at the inputs.
        let back = if layer == 1 { 0 } else { inner };
        let holes = [("delta", terms.into()), ("gradient", inner.into()), ("back", back.into())];
        let words = Prose::fill(words::BILL_LAYER, &holes).plain(desk.lesson.names(), desk.pass().carry());
        formula = formula
            .line(Stage::Numbers, Some(Expr::symbol(Part::all(Kind::Weight, layer))), ":", Expr::word(words))
            .numbers(Expr::word((terms + inner + back).to_string()))
            .joined();
    }
    let (hand, pattern) = (by_hand(network), by_pattern(network));
    step.formula = formula.line(
        Stage::Result,
        Some(Expr::word(words::TOTAL)),
        "=",
        Expr::word(count_text(Count::Exact(pattern))),
    );
    step.values = vec![Value::Words(words::VALUE.into(), pattern as f64)];
    step.picture = Picture::Bill;
    let holes = [
        ("by_hand", count_text(hand).into()),
        ("by_pattern", count_text(Count::Exact(pattern)).into()),
        ("first", desk.layer(1)),
        ("ratio", count_text(hand.over(pattern)).into()),
    ];
    step.why = words::BILL.iter().map(|text| Prose::fill(text, &holes)).collect();
    if network.collapses() {
        step.why.push(Prose::text(words::BILL_COLLAPSED));
    } else if network.forks_at_output() {
        step.why.push(Prose::text(words::BILL_JACOBIAN));
    }
    step
}

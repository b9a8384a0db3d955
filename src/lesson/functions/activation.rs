//! Activation functions and their slopes as formulas, and what is to be said where one stands on them.

use super::{exponential, minus, one_minus};
use crate::engine::{Activation, Carry, FLAT, Kind, Quantity};
use crate::lesson::desk::Desk;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::words::activation as words;
use crate::lesson::words::activation::of;
use crate::notation::number::without_noise;
use crate::notation::{Expr, Formula};

/// The function applied to something: `sig(net_b)`.
pub(in crate::lesson) fn applied(activation: Activation, argument: Expr) -> Expr {
    Expr::call(of(activation).function, argument)
}

/// What the function does with `x`; of softmax, with its own net value `x` and the `sum` of all
/// exponentials.
pub(in crate::lesson) fn definition(activation: Activation, x: &Expr, sum: Option<Expr>) -> Expr {
    match activation {
        Activation::Sigmoid => {
            Expr::word("1").over(Expr::Sum(vec![Expr::word("1"), exponential(minus(x.clone()))]))
        }
        Activation::Tanh => {
            let (up, down) = (exponential(x.clone()), exponential(minus(x.clone())));
            let difference = Expr::Sum(vec![up.clone(), down.clone().negative()]);
            difference.over(Expr::Sum(vec![up, down]))
        }
        Activation::Relu => Expr::call("max", Expr::Row(vec![Expr::word("0"), Expr::word(", "), x.clone()])),
        Activation::LeakyRelu { leak } => {
            let leaked = Expr::tight([Expr::word(leak.to_string()), x.clone()]);
            Expr::call("max", Expr::Row(vec![leaked, Expr::word(", "), x.clone()]))
        }
        Activation::Identity => x.clone(),
        Activation::Softmax => exponential(x.clone()).over(sum.unwrap_or_else(|| Expr::word("Σ"))),
    }
}

/// The slope as it is computed, in symbols: from the output where the function allows it.
pub(super) fn slope(activation: Activation, net: Expr, out: Expr) -> Expr {
    let either = |below: String| {
        Expr::Row(vec![
            Expr::word(words::ONE_IF),
            net,
            Expr::word(words::ABOVE_ELSE.replace("{below}", &below)),
        ])
    };
    match activation {
        Activation::Sigmoid | Activation::Softmax => Expr::wide([out.clone(), one_minus(out)]),
        Activation::Tanh => Expr::Sum(vec![Expr::word("1"), out.power(Expr::word("2")).negative()]),
        Activation::Relu => either("0".to_owned()),
        Activation::LeakyRelu { leak } => either(leak.to_string()),
        Activation::Identity => Expr::word("1"),
    }
}

/// One neuron on its activation function.
#[derive(Clone, Copy)]
pub(in crate::lesson) struct Place<'a> {
    desk: &'a Desk<'a>,
    activation: Activation,
    net: Quantity,
    out: Quantity,
}

impl<'a> Place<'a> {
    /// The neuron of a quantity.
    pub fn of(desk: &'a Desk<'a>, q: Quantity) -> Self {
        let activation = desk.network().layer(q.layer).activation;
        let at = |kind| Quantity::of(kind, q.layer, q.row);
        Self { desk, activation, net: at(Kind::Net), out: at(Kind::Out) }
    }

    /// The slope in symbols.
    pub fn slope(self) -> Expr {
        slope(self.activation, Expr::symbol(self.net), Expr::symbol(self.out))
    }

    /// The slope in numbers.
    pub fn slope_in_numbers(self) -> Expr {
        let since = |value: String, sign: &'static str| {
            let since = Expr::word(words::SINCE.replace("{value}", &value));
            Expr::Row(vec![since, self.desk.num(self.net), Expr::word(sign)])
        };
        let is_above = self.desk.value(self.net) > 0.0;
        match self.activation {
            Activation::Relu | Activation::LeakyRelu { .. } if is_above => since("1".to_owned(), " > 0)"),
            Activation::Relu => since("0".to_owned(), " ≤ 0)"),
            Activation::LeakyRelu { leak } => since(leak.to_string(), " ≤ 0)"),
            activation => slope(activation, self.desk.num(self.net), self.desk.num(self.out)),
        }
    }

    /// Whether a slope's working-out is no calculation, but says with its reason what it is.
    pub fn is_told(worked_out: &Expr) -> bool {
        let start = words::SINCE.trim_start_matches("{value}");
        let is_reason = |piece: &Expr| matches!(piece, Expr::Word(word) if word.ends_with(start));
        matches!(worked_out, Expr::Row(pieces) if pieces.first().is_some_and(is_reason))
    }

    /// The slope before it is rounded, without the noise of what 1 is taken from: 0.999 · (1 − 0.999) is
    /// 0.000999.
    pub fn exact_slope(self) -> f64 {
        let (net, out) = (self.desk.value(self.net), self.desk.value(self.out));
        let from_one = |by: f64| without_noise(1.0 - by, [1.0, by]);
        let is_carried = self.desk.pass().carry() != Carry::Full;
        match self.activation {
            Activation::Sigmoid if is_carried => out * from_one(out),
            Activation::Tanh if is_carried => from_one(out) * from_one(-out),
            activation => activation.slope(net, out),
        }
    }
}

/// The derivative `left = ∂out/∂net`, from the function's definition to the form in which it is
/// computed.
pub(in crate::lesson) fn derived(
    formula: Formula,
    left: Expr,
    activation: Activation,
    net: &Expr,
    out: &Expr,
) -> Formula {
    let computed = slope(activation, net.clone(), out.clone());
    match activation {
        Activation::Sigmoid => {
            let one_more = Expr::Sum(vec![Expr::word("1"), exponential(minus(net.clone()))]).grouped();
            let quotient = exponential(minus(net.clone())).over(one_more.power(Expr::word("2")));
            let value = applied(activation, net.clone());
            formula
                .symbols(left, quotient)
                .also(Expr::wide([value.clone(), one_minus(value)]))
                .joined()
                .also(computed)
                .joined()
        }
        Activation::Tanh => {
            let (up, down) = (exponential(net.clone()), exponential(minus(net.clone())));
            let square = |second: Expr| Expr::Sum(vec![up.clone(), second]).grouped().power(Expr::word("2"));
            let (sum, difference) = (square(down.clone()), square(down.negative()));
            let quotient = Expr::Sum(vec![sum.clone(), difference.negative()]).over(sum);
            let value = applied(activation, net.clone());
            let by_value = Expr::Sum(vec![Expr::word("1"), value.power(Expr::word("2")).negative()]);
            formula.symbols(left, quotient).also(by_value).joined().also(computed).joined()
        }
        Activation::Softmax => formula,
        _ => formula.symbols(left, computed),
    }
}

/// What is worth saying of where a neuron stands: far out on a curve that levels off, on the dead
/// side of ReLU, or on the very corner.
pub(in crate::lesson) fn said_of(desk: &Desk<'_>, q: Quantity) -> Option<Prose> {
    let place = Place::of(desk, q);
    let net = desk.value(place.net);
    let slope = place.exact_slope();
    let is_cancelled = q.layer == desk.last() && desk.network().collapses();
    let text = match place.activation {
        Activation::Sigmoid if slope < FLAT && is_cancelled => words::SATURATED_CANCELS,
        Activation::Sigmoid | Activation::Tanh if slope < FLAT => words::SATURATED,
        activation if activation.has_kink() && net == 0.0 => words::KINK,
        Activation::Relu if net < 0.0 => match desk.is_dead(q.layer, q.row) {
            Some(true) if desk.lesson.scenario().samples.len() > 1 => words::DEAD,
            _ => words::OFF,
        },
        Activation::LeakyRelu { .. } if net < 0.0 => words::LEAKS,
        _ => return None,
    };
    let text = words::with_leak(text, place.activation);
    let holes = [
        ("neuron", Piece::Neuron(q.layer, q.row)),
        ("net", place.net.into()),
        ("out", place.out.into()),
        ("function", of(place.activation).name.into()),
        ("samples", desk.lesson.scenario().samples.len().into()),
    ];
    Some(Prose::fill_owned(&text, &holes))
}

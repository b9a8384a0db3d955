//! Chapter 4: a hidden weight, path by path.

mod compared;
mod written;

pub(in crate::lesson) use compared::Compared;
pub(in crate::lesson) use written::{exact_jacobian, fork, jacobian, jacobian_in_numbers, route};

use written::{path_name, slope_line};

use super::chain::{derivative, error_formula, gradient_fraction};
use crate::engine::{Activation, Carry, Kind, Part, Path, Paths, Quantity, WeightId};
use crate::lesson::address::Place;
use crate::lesson::chapter::Zoom;
use crate::lesson::desk::Desk;
use crate::lesson::functions;
use crate::lesson::known::Reveal;
use crate::lesson::measure::paths_text;
use crate::lesson::prose::{Piece, Prose};
use crate::lesson::step::{Flow, Picture, Step, Value};
use crate::lesson::words::activation as activation_words;
use crate::lesson::words::chain as words;
use crate::lesson::words::inspect as inspect_words;
use crate::notation::expr::{Form, Number};
use crate::notation::number::are_shown_apart;
use crate::notation::{Expr, Formula, Stage};

/// Paths that are named one by one at a weight's first step.
const MOST_NAMED: usize = 8;

/// One weight's paths, as the steps of its derivation need them.
struct Derivation<'a> {
    desk: &'a Desk<'a>,
    weight: WeightId,
    paths: Paths<'a>,
    listed: &'a [u128],
    /// `None` where no number holds it.
    count: Option<u128>,
}

pub(super) fn hidden_weight(desk: &Desk<'_>, weight: WeightId, place: Place) -> Step {
    let (listed, count) = desk.lesson.outline().paths(weight).unwrap_or((&[], None));
    let paths = Paths::new(desk.network(), weight);
    let derivation = Derivation { desk, weight, paths, listed, count };
    let mut step = match place {
        Place::Path(k) => derivation.path(k),
        Place::PathFactor(k, factor) => derivation.factor(k, factor),
        Place::Sum => derivation.sum(),
        _ => derivation.head(),
    };
    step.flow = Flow::Backward;
    step.refresh = vec!["chain-rule", "path"];
    step
}

impl Derivation<'_> {
    fn gradient(&self) -> Quantity {
        Quantity::at(Kind::Gradient, self.weight)
    }

    fn holes(&self) -> Vec<(&'static str, Piece)> {
        let WeightId { layer, neuron, .. } = self.weight;
        vec![
            ("gradient", self.gradient().into()),
            ("w", Quantity::at(Kind::Weight, self.weight).into()),
            ("net", Quantity::of(Kind::Net, layer, neuron).into()),
            ("out", Quantity::of(Kind::Out, layer, neuron).into()),
            ("next", self.desk.layer((layer + 1).min(self.desk.last()))),
            ("layer", self.desk.layer(layer)),
            ("paths", self.count_text().into()),
            ("listed", self.listed.len().into()),
        ]
    }

    /// How a path is read.
    fn read(&self) -> &'static str {
        match (self.forks(), self.is_output()) {
            (true, true) => words::PATH_FORKED_AT_ONCE,
            (true, false) => words::PATH_FORKED,
            (false, _) => words::PATH[0],
        }
    }

    fn count_text(&self) -> String {
        paths_text(self.desk.network(), self.weight, self.count)
    }

    fn is_all(&self) -> bool {
        self.count == Some(self.listed.len() as u128)
    }

    /// The weights and neurons along a path, to be lit.
    fn lit(&self, factors: &[Quantity]) -> Vec<Part> {
        let mut lit: Vec<Part> = vec![Quantity::at(Kind::Weight, self.weight).into()];
        for &q in factors {
            lit.push(q.into());
            match q.kind {
                Kind::Slope => lit.push(q.with(Kind::Out).into()),
                // From the net value of one neuron to the output of another, or its own.
                Kind::Jacobian => {
                    lit.push(Quantity::of(Kind::Out, q.layer, q.row).into());
                    lit.push(Quantity::of(Kind::Net, q.layer, q.column).into());
                }
                _ => {}
            }
        }
        lit
    }

    fn head(&self) -> Step {
        let desk = self.desk;
        let WeightId { layer, neuron, input } = self.weight;
        let holes = self.holes();
        let title = if self.count == Some(1) { words::ONE_PATH_TITLE } else { words::HIDDEN_TITLE };
        let mut step = desk.step(Prose::fill(title, &holes));
        let at = |kind| Quantity::of(kind, layer, neuron);
        let by_weight = derivative(
            desk,
            Some(at(Kind::Net)),
            Quantity::at(Kind::Weight, self.weight),
            Quantity::of(Kind::Out, layer - 1, input),
        );
        let mut formula = Formula::new(
            gradient_fraction(desk, self.weight),
            if self.is_output() {
                Expr::wide([derivative(desk, None, at(Kind::Net), at(Kind::Delta)), by_weight])
            } else {
                Expr::wide([
                    derivative(desk, None, at(Kind::Out), at(Kind::ErrorByOut)),
                    derivative(desk, Some(at(Kind::Out)), at(Kind::Net), at(Kind::Slope)),
                    by_weight,
                ])
            },
        );
        formula = fork(desk, self.weight, formula);
        // Dots for a single one would take as much room as it.
        let named = if self.count == Some(MOST_NAMED as u128 + 1) { MOST_NAMED + 1 } else { MOST_NAMED };
        for &k in self.listed.iter().take(named) {
            let Some(path) = self.paths.nth(k) else { continue };
            formula = formula.line(Stage::Symbols, Some(path_name(k)), ":", route(&path));
        }
        if self.count.is_some_and(|count| count > named as u128) {
            formula = formula.line(Stage::Symbols, Some(Expr::word("…")), "", Expr::word(""));
        }
        if desk.knows(self.gradient()) {
            formula = formula.line(
                Stage::Result,
                Some(Expr::symbol(self.gradient())),
                "=",
                desk.num(self.gradient()),
            );
        }
        step.formula = formula;
        step.values = vec![self.gradient().into()];
        step.new = vec![self.gradient().into()];
        step.lit = vec![
            Quantity::at(Kind::Weight, self.weight).into(),
            Quantity::of(Kind::Out, layer - 1, input).into(),
            at(Kind::Out).into(),
        ];
        if !self.is_output() {
            step.lit.push(Part::column(Kind::Weight, layer + 1, neuron));
        }
        for later in layer + 2..=desk.last() {
            step.lit.push(Part::all(Kind::Weight, later));
        }
        step.lit.extend((layer + 1..=desk.last()).map(|later| Part::all(Kind::Out, later)));
        step.shows = self.shows();
        let texts = match self.count {
            Some(1) => &words::ONE_PATH,
            _ if self.is_output() => &words::FORKED,
            _ => &words::HIDDEN,
        };
        step.why = texts.iter().map(|text| Prose::fill(text, &holes)).collect();
        if self.forks() && !self.is_output() {
            step.why.push(Prose::fill(words::HIDDEN_FORKED, &[("last", desk.layer(desk.last()))]));
        }
        if self.listed.is_empty() {
            step.why.push(Prose::text(inspect_words::TOO_MANY));
        } else if !self.is_all() {
            step.why.push(Prose::fill(words::HIDDEN_MANY, &holes));
        }
        step
    }

    /// Whether every path forks at its end, through softmax.
    fn forks(&self) -> bool {
        self.desk.network().forks_at_output()
    }

    /// Whether the weight leads to the output layer, where only softmax makes paths of its way.
    fn is_output(&self) -> bool {
        self.weight.layer == self.desk.last()
    }

    /// The matrices and slopes that paths from this weight go through.
    fn shows(&self) -> Vec<Part> {
        let last = self.desk.last();
        let end = if self.forks() { Kind::Jacobian } else { Kind::Slope };
        let mut shows = vec![Part::all(Kind::ErrorByOut, last), Part::all(end, last)];
        for layer in (self.weight.layer + 1..=last).rev() {
            shows.push(Part::all(Kind::Weight, layer));
            shows.push(Part::all(Kind::Slope, layer - 1));
        }
        shows.push(Part::all(Kind::Out, self.weight.layer - 1));
        shows
    }

    /// The path of this number; addresses are checked before a step is made.
    fn nth(&self, k: u128) -> Path {
        self.paths.nth(k).unwrap_or(Path { weight: self.weight, neurons: Vec::new(), forks: false })
    }

    /// The fraction that a factor of a path is: `∂out_d1` over `∂net_d1`, say.
    fn fraction(&self, factors: &[Quantity], index: usize) -> Expr {
        let desk = self.desk;
        let factor = factors[index];
        let at = |kind| Quantity::of(kind, factor.layer, factor.row);
        match factor.kind {
            Kind::ErrorByOut => derivative(desk, None, at(Kind::Out), factor),
            Kind::Slope => derivative(desk, Some(at(Kind::Out)), at(Kind::Net), factor),
            Kind::Jacobian => {
                let net = Quantity::of(Kind::Net, factor.layer, factor.column);
                derivative(desk, Some(at(Kind::Out)), net, factor)
            }
            Kind::Weight => {
                let from = Quantity::of(Kind::Out, factor.layer - 1, factor.column);
                derivative(desk, Some(at(Kind::Net)), from, factor)
            }
            _ => {
                let net = Quantity::of(Kind::Net, self.weight.layer, self.weight.neuron);
                derivative(desk, Some(net), Quantity::at(Kind::Weight, self.weight), factor)
            }
        }
    }

    fn path(&self, k: u128) -> Step {
        let desk = self.desk;
        let path = self.nth(k);
        let factors = path.factors();
        let mut holes = self.holes();
        holes.push(("k", (k + 1).to_string().into()));
        let mut step = desk.step(Prose::fill(words::PATH_TITLE, &holes));
        let product = path.product(desk.pass());
        let fractions: Vec<Expr> = (0..factors.len()).map(|f| self.fraction(&factors, f)).collect();
        let numbers: Vec<Expr> = factors.iter().map(|&q| desk.num(q)).collect();
        let mut formula = Formula::default().line(Stage::Symbols, Some(path_name(k)), ":", route(&path));
        for slope in self.new_slopes(&factors) {
            formula = slope_line(desk, formula, slope);
        }
        formula = formula.line(Stage::Symbols, None, "", Expr::wide(fractions)).numbers(Expr::wide(numbers));
        let is_known = desk
            .reached(crate::lesson::Address::at(desk.here.section, Place::PathFactor(k, factors.len() - 1)));
        formula = formula.result(if is_known { Expr::exact(product) } else { Expr::word("?") });
        step.formula = formula;
        step.values = vec![self.product_value(k, product)];
        step.lit = self.lit(&factors);
        step.shows = self.shows();
        let read = self.read();
        step.why = vec![Prose::fill(read, &holes)];
        if desk.pass().carry() != Carry::Full {
            let text = if self.count == Some(1) { words::PATH_ALONE } else { words::PATH[1] };
            step.why.push(Prose::fill(text, &holes));
        }
        step
    }

    /// The slopes of a path that no step before this one has worked out.
    fn new_slopes(&self, factors: &[Quantity]) -> Vec<Quantity> {
        let desk = self.desk;
        let zoom = match desk.reveal {
            Reveal::All => Zoom::Operation,
            Reveal::AsOf(zoom) | Reveal::Before(zoom) => zoom,
        };
        let outline = desk.lesson.outline();
        let before =
            outline.insertion(zoom, desk.here).and_then(|(n, _)| outline.at(zoom, n.checked_sub(1)?));
        let before = before.map(|before| desk.lesson.standpoint(before, Reveal::AsOf(zoom)));
        let was_known = |q: &Quantity| before.is_some_and(|before| desk.lesson.is_revealed_from(*q, before));
        let is_new =
            |q: &Quantity| matches!(q.kind, Kind::Slope | Kind::Jacobian) && desk.knows(*q) && !was_known(q);
        factors.iter().copied().filter(is_new).collect()
    }

    fn product_value(&self, k: u128, product: f64) -> Value {
        let gradient = self.desk.lesson.names().plain(self.gradient());
        Value::Words(format!("{gradient} path {}", k + 1), product)
    }

    fn factor(&self, k: u128, index: usize) -> Step {
        let desk = self.desk;
        let path = self.nth(k);
        let factors = path.factors();
        let factor = factors[index];
        let at = |kind| Quantity::of(kind, factor.layer, factor.row);
        let mut holes = self.holes();
        holes.retain(|(name, _)| !matches!(*name, "net" | "out") || factor.kind == Kind::Out);
        holes.extend([
            ("k", Piece::from((k + 1).to_string())),
            ("f", (index + 1).into()),
            ("count", factors.len().into()),
            ("by_out", factor.into()),
            ("neuron", Piece::Neuron(factor.layer, factor.row)),
            ("to", Piece::Neuron(factor.layer, factor.row)),
            ("net", at(Kind::Net).into()),
            (
                "function",
                activation_words::of(desk.network().layer(factor.layer.max(1)).activation).name.into(),
            ),
            ("own", Piece::Neuron(factor.layer, factor.column)),
        ]);
        let mut step = desk.step(Prose::fill(words::FACTOR_TITLE, &holes));
        let mut formula = Formula::default().line(Stage::Symbols, Some(path_name(k)), ":", route(&path));
        let fraction = self.fraction(&factors, index);
        let text = match factor.kind {
            Kind::ErrorByOut => {
                formula = error_formula(desk, formula, factor);
                words::FACTOR_ERROR
            }
            Kind::Slope => {
                let place = functions::Place::of(desk, factor);
                formula = formula.symbols(fraction, place.slope());
                if desk.network().layer(factor.layer).activation != Activation::Identity {
                    formula = formula.numbers(place.slope_in_numbers());
                }
                formula = desk.close(formula, place.exact_slope(), factor);
                step.picture = Picture::Curve { layer: factor.layer, row: Some(factor.row), tangent: true };
                words::FACTOR_SLOPE
            }
            Kind::Jacobian => {
                formula =
                    formula.symbols(fraction, jacobian(factor)).numbers(jacobian_in_numbers(desk, factor));
                formula = desk.close(formula, exact_jacobian(desk, factor), factor);
                let is_own = factor.row == factor.column;
                if is_own { words::FACTOR_JACOBIAN_OWN } else { words::FACTOR_JACOBIAN }
            }
            Kind::Weight => {
                holes.retain(|(name, _)| *name != "w");
                holes.push(("w", factor.into()));
                holes.push(("from", Piece::Neuron(factor.layer - 1, factor.column)));
                formula = formula.symbols(fraction, Expr::symbol(factor)).result(desk.num(factor));
                words::FACTOR_WEIGHT
            }
            _ => {
                formula = formula.symbols(fraction, Expr::symbol(factor)).result(desk.num(factor));
                words::FACTOR_INPUT
            }
        };
        if index + 1 == factors.len() {
            let left = Expr::wide(factors.iter().map(|&q| desk.num(q)).collect::<Vec<_>>());
            formula =
                formula.line(Stage::Numbers, None, "", left).numbers(Expr::exact(path.product(desk.pass())));
            step.values.push(self.product_value(k, path.product(desk.pass())));
        }
        step.formula = formula;
        step.values.insert(0, factor.into());
        step.new = vec![factor.into()];
        step.lit = self.lit(&factors);
        step.shows = self.shows();
        step.why = vec![Prose::fill(text, &holes)];
        step
    }

    fn sum(&self) -> Step {
        let desk = self.desk;
        let gradient = self.gradient();
        let mut holes = self.holes();
        let title = if self.count == Some(1) { words::SUM_ONE_TITLE } else { words::SUM_TITLE };
        let mut step = desk.step(Prose::fill(title, &holes));
        let products: Vec<f64> = self.listed.iter().map(|&k| self.nth(k).product(desk.pass())).collect();
        let is_all = self.is_all();
        let listed_sum = products.iter().fold(0.0, |sum, p| sum + p);
        let sum = if is_all { listed_sum } else { desk.path_sum(self.weight) };
        let mut terms: Vec<Expr> = products.iter().map(|&p| Expr::exact(p)).collect();
        if !is_all {
            terms.push(Expr::exact(sum - listed_sum));
        }
        let path_names: Vec<Expr> = match self.count {
            Some(count) if count <= MOST_NAMED as u128 => (0..count).map(path_name).collect(),
            Some(count) => vec![path_name(0), Expr::word("…"), path_name(count - 1)],
            None => vec![Expr::word(inspect_words::ALL.replace("{count}", &self.count_text()))],
        };
        let is_alone = terms.len() == 1;
        step.formula = Formula::new(gradient_fraction(desk, self.weight), Expr::Sum(path_names))
            .numbers(Expr::Sum(terms));
        let carry = desk.pass().carry();
        let rounded = carry.round(sum);
        let is_rounded = carry != Carry::Full && are_shown_apart(sum, rounded);
        // A sum of one term stands there already.
        if is_rounded && !is_alone {
            step.formula = step.formula.numbers(Expr::exact(sum));
        }
        let number = desk.num(gradient);
        let compared = Compared::of(desk, sum, gradient);
        step.formula = if compared == Compared::Same && is_rounded {
            step.formula.rounded(number)
        } else if compared == Compared::Same {
            step.formula.result(number)
        } else {
            step.formula.line(Stage::Result, Some(Expr::symbol(gradient)), "=", number)
        };
        step.values = vec![gradient.into()];
        step.new = vec![gradient.into()];
        step.lit = vec![
            Quantity::at(Kind::Weight, self.weight).into(),
            Quantity::of(Kind::Out, self.weight.layer - 1, self.weight.input).into(),
        ];
        if !self.is_output() {
            step.lit.push(Part::column(Kind::Weight, self.weight.layer + 1, self.weight.neuron));
        }
        step.shows = vec![Part::all(Kind::Gradient, self.weight.layer)];
        let text = if self.count == Some(1) { words::SUM_ONE } else { words::SUM };
        if compared != Compared::Lost {
            step.why.push(Prose::fill(text, &holes));
        }
        if self.listed.is_empty() {
            step.why.push(Prose::text(inspect_words::TOO_MANY));
        } else if !is_all {
            step.why.push(Prose::text(words::SUM_REST));
        }
        holes.push(("number", desk.said(gradient)));
        let as_shown = Number { value: rounded, of: None, form: Form::Named, hidden: false };
        holes.push(("sum", Piece::Number(as_shown)));
        let text = match compared {
            Compared::Same => words::SUM_SAME,
            Compared::LastDigits if carry == Carry::Full => words::SUM_DIFFERS_IN_FULL,
            Compared::LastDigits => words::SUM_DIFFERS,
            Compared::Lost => words::SUM_LOST,
        };
        if carry != Carry::Full || compared != Compared::Same {
            step.why.push(Prose::fill(text, &holes));
        }
        step
    }
}

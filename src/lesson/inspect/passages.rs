//! What is said and worked out about a weight, passage by passage.

use super::{Block, Inspection, Passage, Routes};
use crate::engine::{Carry, Checked, EPSILON, Kind, Quantity, WeightId};
use crate::lesson::chapters::chain::{Way, derivative, gradient_fraction, product_formula};
use crate::lesson::chapters::{check, path};
use crate::lesson::desk::Desk;
use crate::lesson::measure::Nudged;
use crate::lesson::prose::{Holes, Piece, Prose};
use crate::lesson::words::inspect as words;
use crate::notation::expr::{Form, Number};
use crate::notation::number::{significant, with_minus};
use crate::notation::{Expr, Formula, Stage};

/// A number that is no quantity of the pass, in a sentence.
fn said(value: f64, digits: usize) -> Piece {
    with_minus(significant(value, digits)).into()
}

/// One weight at the desk.
pub(super) struct Inspector<'a> {
    pub desk: &'a Desk<'a>,
    pub weight: WeightId,
}

impl Inspector<'_> {
    /// All about the weight; the curves take many passes, and so are made by who keeps them.
    pub fn inspect(&self, epsilon: f64, curves: Vec<Nudged>) -> Inspection {
        let paths = self.desk.lesson.routes(self.weight);
        let measured = self.desk.lesson.checked_with(self.weight, epsilon);
        let mut passages = vec![self.place(), self.chain(&paths)];
        if !self.is_by_factors() {
            passages.push(self.paths(&paths));
        }
        passages.extend([self.pattern(&paths), self.measured(&measured)]);
        passages.extend(curves.last().map(|curve| self.step(curve)));
        Inspection {
            weight: self.weight,
            title: self.say(words::TITLE),
            passages,
            paths,
            measured,
            legend: curves.last().map_or_else(Vec::new, |curve| self.legend(curve)),
            curves,
        }
    }

    fn is_last(&self) -> bool {
        self.weight.layer == self.desk.last()
    }

    /// Whether three factors lead to the error. Through softmax there are as many ways as outputs.
    fn is_by_factors(&self) -> bool {
        self.is_last() && !self.desk.network().forks_at_output()
    }

    pub fn at(&self, kind: Kind) -> Quantity {
        match kind {
            Kind::Weight | Kind::Gradient => Quantity::at(kind, self.weight),
            _ => Quantity::of(kind, self.weight.layer, self.weight.neuron),
        }
    }

    /// What the weight is multiplied with.
    fn input(&self) -> Quantity {
        Quantity::of(Kind::Out, self.weight.layer - 1, self.weight.input)
    }

    pub fn say(&self, text: &'static str) -> Prose {
        self.fill(text, &[])
    }

    /// A sentence, with names that any sentence may need and those of its own.
    pub fn fill(&self, text: &'static str, own: Holes<'_>) -> Prose {
        let WeightId { layer, neuron, input } = self.weight;
        let mut holes = vec![
            ("w", self.at(Kind::Weight).into()),
            ("W", Piece::all(Kind::Weight, layer)),
            ("gradient", self.at(Kind::Gradient).into()),
            ("net", self.at(Kind::Net).into()),
            ("out", self.at(Kind::Out).into()),
            ("delta", self.at(Kind::Delta).into()),
            ("x", self.input().into()),
            ("from", Piece::Neuron(layer - 1, input)),
            ("to", Piece::Neuron(layer, neuron)),
            ("neuron", Piece::Neuron(layer, neuron)),
            ("E", Quantity::whole(Kind::ErrorTotal).into()),
        ];
        if !self.is_last() {
            holes.extend([("next", self.desk.layer(layer + 1)), ("only", Piece::Neuron(layer + 1, 0))]);
        }
        holes.extend_from_slice(own);
        Prose::fill(text, &holes)
    }

    fn place(&self) -> Passage {
        let lesson = self.desk.lesson;
        let w = self.at(Kind::Weight);
        let holes = [
            ("value", self.desk.said(w)),
            ("row", (self.weight.neuron + 1).into()),
            ("column", (self.weight.input + 1).into()),
            ("input", self.desk.said(self.input())),
        ];
        let mut blocks = vec![Block::Says(self.fill(words::PLACE, &holes))];
        let epochs = lesson.view().epoch;
        if let Some(exact) = lesson.exact_value(w).filter(|_| epochs > 0 && lesson.carry() != Carry::Full) {
            let holes = [("epochs", epochs.into()), ("exact", Piece::exact(exact))];
            blocks.push(Block::Says(self.fill(words::TRAINED, &holes)));
        }
        Passage { heading: words::WEIGHT, blocks }
    }

    fn chain(&self, paths: &Routes) -> Passage {
        let desk = self.desk;
        let (out, net, w) = (self.at(Kind::Out), self.at(Kind::Net), self.at(Kind::Weight));
        let (by_out, slope, x) = (self.at(Kind::ErrorByOut), self.at(Kind::Slope), self.input());
        let passage = |blocks| Passage { heading: words::CHAIN, blocks };
        if self.is_last() && !self.is_by_factors() {
            let delta = self.at(Kind::Delta);
            let factors = Expr::wide([derivative(desk, None, net, delta), derivative(desk, Some(net), w, x)]);
            let formula = Formula::new(gradient_fraction(desk, self.weight), factors);
            let layer = [("layer", desk.layer(self.weight.layer))];
            return passage(vec![
                Block::Says(self.fill(words::FORKED, &layer)),
                Block::Shows(path::fork(desk, self.weight, formula)),
            ]);
        }
        let fractions = Expr::wide([
            derivative(desk, None, out, by_out),
            derivative(desk, Some(out), net, slope),
            derivative(desk, Some(net), w, x),
        ]);
        let formula = Formula::new(gradient_fraction(desk, self.weight), fractions)
            .also(Expr::wide([by_out, slope, x].map(Expr::symbol)));
        if self.is_last() {
            let route = paths.listed.first().map(|route| path::route(&route.path));
            let route = Formula::default().line(Stage::Symbols, None, "", route.unwrap_or(Expr::word("")));
            let formula = product_formula(desk, formula, &Way::from(self.weight));
            return passage(vec![
                Block::Says(self.say(words::OUTPUT)),
                Block::Shows(route),
                Block::Shows(formula),
            ]);
        }
        let width = desk.network().width(self.weight.layer + 1);
        let fork = path::fork(desk, self.weight, Formula::default());
        let text = if width == 1 { words::ALONE } else { words::FORKS };
        let mut blocks = vec![
            Block::Says(self.say(words::HIDDEN)),
            Block::Shows(formula),
            Block::Says(self.say(text)),
            Block::Shows(fork),
        ];
        if paths.count == Some(1) {
            blocks.push(Block::Says(self.say(words::SINGLE)));
        }
        passage(blocks)
    }

    fn pattern(&self, paths: &Routes) -> Passage {
        let desk = self.desk;
        let (gradient, delta, x) = (self.at(Kind::Gradient), self.at(Kind::Delta), self.input());
        let formula = Formula::new(Expr::symbol(gradient), Expr::wide([delta, x].map(Expr::symbol)))
            .numbers(Expr::wide([delta, x].map(|q| desk.num(q))))
            .joined();
        let formula = desk.close_in_line(formula, desk.value(delta) * desk.value(x), gradient);
        let text = if self.is_by_factors() { words::DELTA_LAST } else { words::DELTA };
        let mut blocks = vec![Block::Says(self.say(text)), Block::Shows(formula)];
        if !self.is_by_factors() {
            blocks.push(Block::Says(self.compared(paths)));
        }
        Passage { heading: words::PATTERN, blocks }
    }

    /// How the pattern's number and the sum over the paths compare.
    fn compared(&self, paths: &Routes) -> Prose {
        let gradient = self.at(Kind::Gradient);
        let carry = self.desk.pass().carry();
        let rounded = carry.round(paths.total);
        let text = match path::Compared::of(self.desk, paths.total, gradient) {
            path::Compared::Same if carry == Carry::Full => words::SAME,
            path::Compared::Same => words::SAME_ROUNDED,
            path::Compared::LastDigits if carry == Carry::Full => words::SAME_BUT_LAST,
            path::Compared::LastDigits => words::DIFFERS,
            path::Compared::Lost => words::LOST,
        };
        let sum = Piece::Number(Number { value: rounded, of: None, form: Form::Named, hidden: false });
        self.fill(text, &[("sum", sum), ("number", self.desk.said(gradient))])
    }

    fn measured(&self, measured: &Checked) -> Passage {
        let blocks = vec![
            Block::Says(self.say(words::NUDGED)),
            Block::Shows(check::measurement(measured)),
            Block::Says(self.say(self.verdict(measured))),
        ];
        Passage { heading: words::MEASURED, blocks }
    }

    /// Whether the two agree, and what is to blame where they do not. The usual nudge tells: if it
    /// agrees, a smaller one fails by rounding and a larger one by curvature.
    fn verdict(&self, measured: &Checked) -> &'static str {
        if measured.agrees() {
            return words::AGREES;
        }
        if !measured.difference().is_finite() {
            return words::NOT_FINITE;
        }
        if measured.crosses_kink {
            return words::KINK;
        }
        let usual = self.desk.lesson.checked_with(self.weight, EPSILON);
        if !usual.agrees() {
            words::UNCLEAR
        } else if measured.epsilon < EPSILON {
            words::TOO_SMALL
        } else {
            words::TOO_LARGE
        }
    }

    fn step(&self, curve: &Nudged) -> Passage {
        let rate = Quantity::whole(Kind::LearningRate);
        let (w, gradient) = (self.at(Kind::Weight), self.at(Kind::Gradient));
        let ((value, now), slope) = (curve.here, curve.checked.gradient);
        let (goal, there) = curve.landing.unwrap_or(curve.here);
        let exact = |value, q| Expr::Number(Number { value, of: Some(q), form: Form::Exact, hidden: false });
        let moved =
            |w: Expr, rate: Expr, gradient: Expr| Expr::Sum(vec![w, Expr::wide([rate, gradient]).negative()]);
        let error = |text: &'static str| {
            let (before, after) = text.split_once("{E}").unwrap_or(("", ""));
            let name = Expr::symbol(Quantity::whole(Kind::ErrorTotal));
            Expr::Row(vec![Expr::word(before), name, Expr::word(after)])
        };
        let formula = Formula::default()
            .line(
                Stage::Symbols,
                None,
                "",
                moved(Expr::symbol(w), Expr::symbol(rate), Expr::symbol(gradient)),
            )
            .numbers(moved(exact(value, w), self.desk.num(rate), exact(slope, gradient)))
            .result(Expr::exact(goal));
        let errors = Formula::default()
            .line(Stage::Numbers, Some(error(words::NOW)), "=", Expr::exact(now))
            .line(Stage::Result, Some(error(words::THERE)), "=", Expr::exact(there));
        let learning = self.desk.value(rate);
        let change = there - now;
        let holes = [("change", said(change.abs(), 4)), ("promised", said(learning * slope * slope, 4))];
        let text = match change {
            _ if slope == 0.0 => words::STAYS,
            c if c < 0.0 => words::FALLS,
            c if c > 0.0 => words::RISES,
            0.0 => words::UNMOVED,
            _ => words::NOT_FINITE,
        };
        let blocks = vec![
            Block::Says(self.say(words::MOVED)),
            Block::Shows(formula),
            Block::Shows(errors),
            Block::Says(self.fill(text, &holes)),
        ];
        Passage { heading: words::STEP, blocks }
    }

    fn legend(&self, curve: &Nudged) -> Vec<Prose> {
        let (here, landing) = (curve.here, curve.landing.unwrap_or(curve.here));
        let (of_weight, of_error) =
            (super::digits_apart(here.0, landing.0), super::digits_apart(here.1, landing.1));
        let place = |text: &'static str, (w, error): (f64, f64)| {
            self.fill(text, &[("at", said(w, of_weight)), ("error", said(error, of_error))])
        };
        vec![place(words::HERE, here), place(words::LANDING, landing), self.say(words::TANGENT)]
    }
}

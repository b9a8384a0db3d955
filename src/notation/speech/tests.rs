use proptest::prelude::*;

use super::*;
use crate::engine::{Activation, Kind, Layer, Loss, Network, Quantity};

fn names() -> Names {
    let layer = |rows, columns| Layer {
        weights: ndarray::Array2::zeros((rows, columns)),
        biases: None,
        activation: Activation::Sigmoid,
    };
    Names::of(&Network::new(vec![layer(4, 2), layer(3, 4)], Loss::default()).unwrap())
}

fn read(expr: &Expr) -> String {
    Speech { names: &names(), carry: Carry::Decimals(4) }.expr(expr)
}

fn named(kind: Kind, layer: usize, row: usize, value: f64) -> Expr {
    let of = Some(Quantity::of(kind, layer, row));
    Expr::Number(Number { value, of, form: Form::Named, hidden: false })
}

fn word(word: &'static str) -> Expr {
    Expr::word(word)
}

#[test]
fn names_are_read_letter_by_letter() {
    let names = names();
    let name = |q: Quantity| names.spoken_part(q.into());
    let at = |kind, row, column| Quantity { kind, layer: 2, row, column };
    assert_eq!(name(at(Kind::Weight, 1, 0)), "w c 5");
    assert_eq!(name(at(Kind::Gradient, 1, 0)), "partial derivative of E with respect to w c 5");
    assert_eq!(name(at(Kind::ErrorByOut, 1, 0)), "partial derivative of E with respect to out c 2");
    assert_eq!(name(at(Kind::Jacobian, 0, 1)), "partial derivative of out c 1 with respect to net c 2");
    assert_eq!(name(at(Kind::Delta, 1, 0)), "delta c 2");
    assert_eq!(name(at(Kind::Net, 1, 0)), "net c 2");
    assert_eq!(name(at(Kind::WeightAfter, 0, 0)), "new w c 1");
    assert_eq!(name(Quantity::whole(Kind::LearningRate)), "eta");
    assert_eq!(names.spoken_part(Part::row(Kind::Weight, 2, 1)), "row 2 of W c");
    assert_eq!(names.spoken_part(Part::column(Kind::Weight, 2, 0)), "column 1 of W c");
    assert_eq!(
        names.spoken_part(Part::all(Kind::Gradient, 1)),
        "partial derivative of E with respect to W b"
    );
}

#[test]
fn expressions_of_every_kind_are_read() {
    let out = Quantity::of(Kind::Out, 1, 0);
    let by_out = word("∂E").over(word("∂out_b1")).of(out.with(Kind::ErrorByOut));
    let slope = word("∂out_b1").over(word("∂net_b1"));
    let difference = || Expr::Sum(vec![word("1"), Expr::symbol(out).negative()]);
    let hidden = Expr::Number(Number { value: -3.0, of: None, form: Form::Exact, hidden: true });
    let minus = |e: Expr| Expr::Row(vec![word("−"), e]);
    let numbers = |values: &[f64]| values.iter().map(|&v| Expr::exact(v)).collect::<Vec<_>>();
    let cases = [
        (Expr::symbol(out), "out b 1"),
        (Expr::Transposed(Part::all(Kind::Weight, 2)), "W c transposed"),
        (Expr::Neuron(2, 1), "c 2"),
        (named(Kind::Out, 1, 0, -0.5), "minus 0.5000"),
        (Expr::exact(2.5e-9), "2.5 times 10 to the power of minus 9"),
        (hidden, "unknown"),
        (word("½"), "one half"),
        (
            Expr::wide([by_out.clone(), slope]),
            "partial derivative of E with respect to out b 1, times partial derivative of out b 1 with respect to net b 1",
        ),
        (Expr::symbol(out).over(word("2")), "out b 1 over 2"),
        (difference().over(word("2")), "start fraction 1 minus out b 1 over 2 end fraction"),
        (difference(), "1 minus out b 1"),
        (Expr::Sum(vec![word("1"), Expr::exact(-0.5)]), "1 minus 0.5"),
        (
            Expr::Sum(vec![word("1"), Expr::exact(-0.5).negative()]),
            "1 minus open parenthesis minus 0.5 close parenthesis",
        ),
        (
            Expr::Sum(vec![word("1"), Expr::tight([Expr::exact(-0.5), word("2")])]),
            "1 plus open parenthesis minus 0.5 close parenthesis times 2",
        ),
        (
            Expr::tight([Expr::symbol(out), difference().grouped()]),
            "out b 1 times open parenthesis 1 minus out b 1 close parenthesis",
        ),
        (Expr::hadamard([word("p"), word("q")]), "p element-wise times q"),
        (
            Expr::Row(vec![word("½"), difference().grouped().power(word("2"))]),
            "one half times open parenthesis 1 minus out b 1 close parenthesis squared",
        ),
        (Expr::exact(-2.0).power(word("2")), "open parenthesis minus 2 close parenthesis squared"),
        (word("e").power(minus(Expr::symbol(out))), "e to the power of minus out b 1"),
        (Expr::call("sig", Expr::symbol(out)), "sigmoid of out b 1"),
        (Expr::call("sig", difference()), "sigmoid of open parenthesis 1 minus out b 1 close parenthesis"),
        (Expr::call("max", Expr::Row(vec![word("0"), word(", "), word("x")])), "the larger of 0 and x"),
        (
            by_out.under(named(Kind::Out, 1, 0, 0.5)),
            "partial derivative of E with respect to out b 1, which is 0.5000",
        ),
        (Expr::vector(numbers(&[1.0, 0.0])), "column of 2: 1, 0"),
        (Expr::Matrix(vec![numbers(&[1.0, -2.0])]), "row of 2: 1, minus 2"),
        (
            Expr::wide([Expr::Matrix(vec![numbers(&[0.1, 0.2]), numbers(&[0.3, 0.4])]), word("x")]),
            "matrix with 2 rows and 2 columns: row 1: 0.1, 0.2; row 2: 0.3, 0.4, end of matrix, times x",
        ),
        (
            Expr::window((9, 5), 2..4, 1..2, |row, column| Expr::exact((10 * row + column) as f64)),
            "matrix with 9 rows and 5 columns, of which rows 3 to 4 and column 2: row 3: 21; row 4: 31",
        ),
        (
            Expr::window((9, 1), 2..4, 0..1, |row, _| Expr::exact(row as f64)),
            "column of 9, of which entries 3 to 4: 2, 3",
        ),
        (
            Expr::Sum(vec![word("p"), word("… 3 more …"), word("q")]),
            "p plus 3 more that are left out here plus q",
        ),
        (
            Expr::Row(vec![word("w_b1"), word(" → "), word("b1"), word(" → "), word("E")]),
            "w b 1, then b 1, then E",
        ),
    ];
    for (expr, expected) in cases {
        assert_eq!(read(&expr), expected);
    }
}

#[test]
fn lines_become_sentences() {
    let net = Quantity::of(Kind::Net, 1, 0);
    let formula = Formula::new(Expr::symbol(net), Expr::tight([word("w"), word("x")]))
        .numbers(Expr::tight([Expr::exact(0.5), Expr::exact(0.25)]))
        .numbers(Expr::exact(0.125))
        .rounded(named(Kind::Net, 1, 0, 0.13))
        .line(crate::notation::Stage::Result, Some(word("w")), "←", Expr::exact(1.0));
    let sentences = Speech { names: &names(), carry: Carry::Decimals(2) }.formula(&formula);
    assert_eq!(
        sentences,
        [
            "net b 1 equals w times x",
            "That is 0.5 times 0.25",
            "That is 0.125, rounded to 0.13",
            "w becomes 1"
        ]
    );
}

/// A formula as it is meant, whatever parentheses it is written with.
#[derive(Debug, Clone, PartialEq)]
enum Meant {
    Name(String),
    Minus(Box<Meant>),
    Sum(Vec<Meant>),
    Product(&'static str, Vec<Meant>),
    Over(Box<Meant>, Box<Meant>),
    Power(Box<Meant>, Box<Meant>),
    Sigmoid(Box<Meant>),
}

fn minus(meant: Meant) -> Meant {
    Meant::Minus(meant.into())
}

/// A product whose first factor is negative is read as one with a minus before it, and is the same.
fn product(sign: &'static str, mut factors: Vec<Meant>) -> Meant {
    if factors.len() == 1 {
        return factors.remove(0);
    }
    match factors[0].clone() {
        Meant::Minus(first) if !matches!(*first, Meant::Product(..) | Meant::Sum(_)) => {
            factors[0] = *first;
            minus(Meant::Product(sign, factors))
        }
        _ => Meant::Product(sign, factors),
    }
}

fn meant(expr: &Expr) -> Meant {
    match expr {
        Expr::Number(n) if n.value < 0.0 => minus(Meant::Name(number::significant(-n.value, 15))),
        Expr::Number(n) => Meant::Name(number::significant(n.value, 15)),
        Expr::Word(word) => Meant::Name(word.to_string()),
        Expr::Negative(body) => minus(meant(body)),
        Expr::Group(body) => meant(body),
        Expr::Sum(terms) => Meant::Sum(terms.iter().map(meant).collect()),
        Expr::Product(Times::Hadamard, factors) => product("⊙", factors.iter().map(meant).collect()),
        Expr::Product(_, factors) => product("·", factors.iter().map(meant).collect()),
        Expr::Fraction(top, bottom) => Meant::Over(meant(top).into(), meant(bottom).into()),
        Expr::Power(base, exponent) => Meant::Power(meant(base).into(), meant(exponent).into()),
        Expr::Row(parts) => match &parts[..] {
            [_, argument] => Meant::Sigmoid(meant(argument).into()),
            _ => panic!("no call: {expr:?}"),
        },
        _ => panic!("not generated: {expr:?}"),
    }
}

/// Understands what was read, as a listener has to.
struct Listener<'a> {
    words: &'a [&'a str],
}

impl Listener<'_> {
    fn hears(&mut self, phrase: &str) -> bool {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let is_next = self.words.starts_with(&phrase);
        if is_next {
            self.words = &self.words[phrase.len()..];
        }
        is_next
    }

    fn sum(&mut self, inside: bool) -> Meant {
        let first = if self.hears("minus") { minus(self.product(inside)) } else { self.product(inside) };
        let mut terms = vec![first];
        loop {
            if self.hears("plus") {
                terms.push(self.product(inside));
            } else if self.hears("minus") {
                terms.push(minus(self.product(inside)));
            } else {
                return if terms.len() == 1 { terms.remove(0) } else { Meant::Sum(terms) };
            }
        }
    }

    fn product(&mut self, inside: bool) -> Meant {
        let mut factors = vec![self.signed(inside)];
        let mut sign = "·";
        loop {
            if self.hears("times") {
                sign = "·";
            } else if self.hears("element-wise times") {
                sign = "⊙";
            } else {
                return product(sign, factors);
            }
            factors.push(self.signed(inside));
        }
    }

    fn signed(&mut self, inside: bool) -> Meant {
        if self.hears("minus") { minus(self.tight(inside)) } else { self.tight(inside) }
    }

    fn tight(&mut self, inside: bool) -> Meant {
        if self.hears("sigmoid of") {
            return Meant::Sigmoid(self.atom(inside).into());
        }
        let base = self.atom(inside);
        if self.hears("squared") {
            return Meant::Power(base.into(), Meant::Name("2".into()).into());
        }
        if self.hears("to the power of") {
            let exponent = if self.hears("minus") { minus(self.tight(true)) } else { self.atom(true) };
            return Meant::Power(base.into(), exponent.into());
        }
        if !inside && self.hears("over") {
            return Meant::Over(base.into(), self.atom(false).into());
        }
        base
    }

    fn atom(&mut self, inside: bool) -> Meant {
        if self.hears("open parenthesis") {
            let body = self.sum(inside);
            assert!(self.hears("close parenthesis"), "{:?}", self.words);
            return body;
        }
        if self.hears("start fraction") {
            let top = self.sum(true);
            assert!(self.hears("over"), "{:?}", self.words);
            let bottom = self.sum(true);
            assert!(self.hears("end fraction"), "{:?}", self.words);
            return Meant::Over(top.into(), bottom.into());
        }
        let (name, rest) = self.words.split_first().unwrap();
        self.words = rest;
        Meant::Name((*name).to_owned())
    }
}

fn understood(text: &str) -> Meant {
    let text = text.replace(',', "");
    let words: Vec<&str> = text.split(' ').collect();
    let mut listener = Listener { words: &words };
    let meant = listener.sum(false);
    assert!(listener.words.is_empty(), "{:?} is left of {text}", listener.words);
    meant
}

fn any_expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        Just(word("p")),
        Just(word("q")),
        Just(word("r")),
        Just(Expr::exact(-2.0)),
        Just(Expr::exact(0.5)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let several = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several().prop_map(Expr::Sum),
            several().prop_map(Expr::tight),
            several().prop_map(Expr::hadamard),
            (inner.clone(), inner.clone()).prop_map(|(top, bottom)| top.over(bottom)),
            (inner.clone(), inner.clone()).prop_map(|(base, exponent)| base.power(exponent)),
            inner.clone().prop_map(|base| base.power(word("2"))),
            inner.clone().prop_map(Expr::negative),
            inner.clone().prop_map(Expr::grouped),
            inner.prop_map(|argument| Expr::call("sig", argument)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_heard_is_what_is_written(expr in any_expr()) {
        prop_assert_eq!(understood(&read(&expr)), meant(&expr), "{}", read(&expr));
    }
}

#[test]
fn formulas_that_differ_are_read_differently() {
    let [p, q, r, s] = ["p", "q", "r", "s"].map(word);
    let apart = [
        [
            Expr::tight([p.clone(), Expr::Sum(vec![q.clone(), r.clone()]).grouped()]),
            Expr::Sum(vec![Expr::tight([p.clone(), q.clone()]), r.clone()]),
        ],
        [
            p.clone().over(Expr::tight([q.clone(), r.clone()])),
            Expr::tight([p.clone().over(q.clone()), r.clone()]),
        ],
        [
            Expr::tight([p.clone(), q.clone()]).over(Expr::tight([r.clone(), s.clone()])),
            Expr::tight([p.clone().over(r), q.clone().over(s)]),
        ],
        [p.clone().negative().grouped().power(word("2")), p.clone().power(word("2")).negative()],
        [Expr::call("sig", p.clone().power(word("2"))), Expr::call("sig", p).power(word("2"))],
    ];
    for [one, other] in apart {
        assert_ne!(read(&one), read(&other));
    }
}

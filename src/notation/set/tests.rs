//! Formulas as they look.

use super::*;
use crate::engine::{Activation, Kind, Layer, Loss, Network, Quantity};

fn names() -> Names {
    let layer = |rows, columns| Layer {
        weights: ndarray::Array2::zeros((rows, columns)),
        biases: None,
        activation: Activation::Sigmoid,
    };
    Names::of(&Network::new(vec![layer(4, 2), layer(2, 4)], Loss::default()).unwrap())
}

fn looks(formula: &Formula, width: usize, spacing: Spacing, lit: &[Part]) -> String {
    let names = names();
    let setting = Setting { names: &names, carry: Carry::Decimals(4), lit, working: &[], before: None };
    let grid = super::formula(formula, setting, width, spacing);
    assert!(grid.width() <= width, "{} columns in {width}", grid.width());
    grid.lines().join("\n")
}

fn named(value: f64, of: Quantity) -> Expr {
    Expr::Number(Number { value, of: Some(of), form: Form::Named, hidden: false })
}

const OUT: Quantity = Quantity::of(Kind::Out, 2, 0);

#[test]
fn fractions_stand_on_the_line_of_their_sign() {
    let fraction = Expr::word("∂E").over(Expr::word("∂out_c1"));
    let formula = Formula::new(fraction.under(named(0.5, OUT)), Expr::word("x")).result(named(-0.5, OUT));
    let expected = "  ∂E\n─────── = x\n∂out_c1\n╰──┬──╯\n0.5000\n        = −0.5000";
    assert_eq!(looks(&formula, 40, Spacing::Compact, &[]), expected);
}

#[test]
fn matrices_are_aligned_and_what_is_lit_is_marked() {
    let entry = |row, column| {
        let q = Quantity { kind: Kind::Weight, layer: 1, row, column };
        let value = [0.5, -1.25, 10.0, 2.0][row * 2 + column];
        Expr::Number(Number { value, of: Some(q), form: Form::Given(2), hidden: row == 1 && column == 1 })
    };
    let matrix = Expr::Matrix((0..2).map(|r| (0..2).map(|c| entry(r, c)).collect()).collect());
    let formula = Formula::new(Expr::symbol(Part::all(Kind::Weight, 1)), matrix);
    let row = looks(&formula, 40, Spacing::Airy, &[Part::row(Kind::Weight, 1, 0)]);
    assert_eq!(row, "W_b = ⎡▐ 0.50  −1.25▌⎤\n      ⎣ 10.00    ?   ⎦");
    let column = looks(&formula, 40, Spacing::Airy, &[Part::column(Kind::Weight, 1, 0)]);
    assert_eq!(column, "W_b = ⎡▐ 0.50▌ −1.25 ⎤\n      ⎣▐10.00▌   ?   ⎦");
    let all = looks(&formula, 40, Spacing::Airy, &[Part::all(Kind::Weight, 1)]);
    assert!(!all.contains('▐'), "where everything is lit, nothing is marked");
}

#[test]
fn long_sums_are_broken_before_a_sign() {
    let terms: Vec<Expr> =
        (1..=5).map(|n| Expr::exact(f64::from(n) * 1.5 * if n == 3 { -1.0 } else { 1.0 })).collect();
    let formula = Formula::new(Expr::word("s"), Expr::Sum(terms));
    assert_eq!(looks(&formula, 40, Spacing::Airy, &[]), "s = 1.5 + 3 − 4.5 + 6 + 7.5");
    assert_eq!(looks(&formula, 20, Spacing::Airy, &[]), "s = 1.5 + 3 − 4.5\n       + 6 + 7.5");
}

#[test]
fn negative_numbers_stand_in_parentheses_where_they_must() {
    let minus = || Expr::exact(-2.0);
    let formula = Formula::new(Expr::word("p"), Expr::tight([minus(), minus()]))
        .also(Expr::Sum(vec![Expr::tight([minus(), Expr::word("x")]), Expr::tight([minus(), minus()])]))
        .also(Expr::Sum(vec![minus(), minus(), minus().negative()]));
    let expected = "p = −2·(−2)\n  = −2·x + (−2)·(−2)\n  = −2 − 2 − (−2)";
    assert_eq!(looks(&formula, 40, Spacing::Compact, &[]), expected);
}

#[test]
fn rounding_joins_its_line_where_there_is_room() {
    let formula = Formula::new(Expr::word("x"), Expr::exact(0.12345)).rounded(named(0.1235, OUT));
    assert_eq!(looks(&formula, 40, Spacing::Airy, &[]), "x = 0.12345  →  0.1235");
    assert_eq!(looks(&formula, 14, Spacing::Compact, &[]), "x = 0.12345\n  → 0.1235");
}

#[test]
fn dense_lines_go_on_beside_each_other() {
    let formula =
        Formula::new(Expr::word("x"), Expr::word("a")).also(Expr::word("b")).numbers(Expr::word("c"));
    assert_eq!(looks(&formula, 20, Spacing::Dense, &[]), "x = a = b = c");
    assert_eq!(looks(&formula, 9, Spacing::Dense, &[]), "x = a = b\n  = c");
}

#[test]
fn wide_matrices_leave_out_columns_and_keep_what_is_lit() {
    let cell = |column| {
        let q = Quantity { kind: Kind::Weight, layer: 2, row: 0, column };
        Expr::Number(Number { value: column as f64, of: Some(q), form: Form::Given(4), hidden: false })
    };
    let formula = Formula::new(Expr::word("M"), Expr::Matrix(vec![(0..4).map(cell).collect()]));
    let lit = [Quantity { kind: Kind::Weight, layer: 2, row: 0, column: 3 }.into()];
    assert_eq!(looks(&formula, 25, Spacing::Airy, &lit), "M = [ ⋯  2.0000 ▐3.0000▌]\n    3–4 of 4");
    assert_eq!(looks(&formula, 25, Spacing::Airy, &[]), "M = [ 0.0000  1.0000  ⋯ ]\n    1–2 of 4");
}

#[test]
fn full_precision_shows_as_many_digits_as_fit() {
    let names = names();
    let setting = Setting { names: &names, carry: Carry::Full, lit: &[], working: &[], before: None };
    let formula = Formula::new(Expr::word("x"), named(1.0 / 3.0, OUT));
    let at = |width| super::formula(&formula, setting, width, Spacing::Airy).lines().join("");
    assert_eq!(at(30), "x = 0.333333333333333");
    assert_eq!(at(18), "x = 0.333333333333");
    assert_eq!(at(14), "x = 0.33333333");
}

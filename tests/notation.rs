//! Formulas in the languages of documents, read by those who know these languages and nothing of us: every
//! formula of every built-in scenario parses, and no number is lost on the way.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use chainrule::engine::Carry;
use chainrule::lesson::{Address, Lesson, Reveal, Sight, View, Zoom};
use chainrule::notation::math::{Math, MathRow, Setter};
use chainrule::notation::{Expr, Form, Formula, latex, mathml, number};
use chainrule::scenario;
use pulldown_latex::{Parser, Storage};

/// Steps of a lesson too long to be walked whole, spread evenly over it.
const MOST_STEPS: usize = 2000;

/// Every formula of every built-in scenario, carrying decimals and in full precision: the closest zoom keeps
/// the steps of all others. Of the two largest networks steps from all over the lesson.
fn every_formula(mut look: impl FnMut(&Lesson, Address, &Formula)) {
    for builtin in scenario::builtins() {
        for carry in [Carry::Decimals(4), Carry::Full] {
            let scenario = scenario::builtin(builtin.name).unwrap();
            let view = View { carry, ..View::of(&scenario) };
            let lesson = Lesson::new(scenario, view).unwrap();
            let count = lesson.outline().len(Zoom::Term);
            for n in (0..count).step_by((count / MOST_STEPS).max(1)) {
                let address = lesson.outline().at(Zoom::Term, n).unwrap();
                let step = lesson.step_in(address, Reveal::All, Sight::default());
                look(&lesson, address, &step.formula);
            }
        }
    }
}

fn set(lesson: &Lesson, formula: &Formula) -> Vec<MathRow> {
    Setter { names: lesson.names(), carry: lesson.carry() }.rows(formula)
}

/// What an independent reader of LaTeX says against a text.
fn refused_latex(latex: &str) -> Option<String> {
    let storage = Storage::new();
    Parser::new(latex, &storage).find_map(Result::err).map(|error| error.to_string())
}

/// What an independent reader of XML says against a text, or which element does not have as many others
/// in it as it takes.
fn refused_mathml(mathml: &str) -> Option<String> {
    let document = match roxmltree::Document::parse(mathml) {
        Ok(document) => document,
        Err(error) => return Some(error.to_string()),
    };
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let wrong = elements.filter(|node| {
        let children = node.children().filter(roxmltree::Node::is_element).count();
        match node.tag_name().name() {
            "mfrac" | "msub" | "msup" | "munder" => children != 2,
            "mi" | "mn" | "mo" | "mtext" | "mspace" => children != 0,
            _ => false,
        }
    });
    wrong.map(|node| node.tag_name().name().to_owned()).next()
}

#[test]
fn the_readers_refuse_what_is_wrong() {
    for wrong in ["\\frac{1}{", "\\nosuch{1}", "x_", "\\left(x"] {
        assert!(refused_latex(wrong).is_some(), "{wrong}");
    }
    for wrong in ["<math><mi>x</math>", "<math><mfrac><mn>1</mn></mfrac></math>", "<math>&nbsp;</math>"] {
        assert!(refused_mathml(wrong).is_some(), "{wrong}");
    }
}

/// The numbers of a formula as they are written, in their order, without signs.
fn numbers_in(formula: &Formula, carry: Carry) -> Vec<String> {
    let mut all = Vec::new();
    for line in &formula.lines {
        for side in line.left.iter().chain([&line.right]) {
            side.visit(&mut |expr| {
                if let Expr::Number(n) = expr {
                    let text = match n.form {
                        Form::Named => number::named(n.value, carry, number::MOST_DIGITS),
                        Form::Given(decimals) => number::given(n.value, decimals),
                        Form::Exact => number::significant(n.value, number::MOST_DIGITS),
                    };
                    all.push(text.trim_start_matches('-').to_owned());
                }
            });
        }
    }
    all
}

/// The numbers of a piece that is set, in their order, without signs; a power of ten as an exponent.
fn numbers_of(math: &Math, into: &mut Vec<String>) {
    match math {
        Math::Number(digits) => into.push(digits.trim_start_matches('−').to_owned()),
        Math::Words(words) if words == "undefined" => into.push(words.clone()),
        Math::Row(pieces) => match &pieces[..] {
            [Math::Number(mantissa), Math::Sign('×'), Math::Sup(_, exponent)] => {
                let Math::Number(exponent) = &**exponent else { panic!("{math:?}") };
                into.push(format!("{}e{}", mantissa.trim_start_matches('−'), exponent.replace('−', "-")));
            }
            pieces => pieces.iter().for_each(|piece| numbers_of(piece, into)),
        },
        Math::Sup(base, other) | Math::Fraction(base, other) | Math::Under(base, other) => {
            numbers_of(base, into);
            numbers_of(other, into);
        }
        Math::Group(body) => numbers_of(body, into),
        Math::Matrix(rows) => rows.iter().flatten().for_each(|cell| numbers_of(cell, into)),
        // An index is no number.
        Math::Sub(base, _) => numbers_of(base, into),
        Math::Letter(_) | Math::Name(_) | Math::Sign(_) | Math::Words(_) | Math::Space | Math::Blank => {}
    }
}

#[test]
fn every_formula_is_latex_and_mathml_and_keeps_its_numbers() {
    let (mut formulas, mut numbers) = (0, 0);
    every_formula(|lesson, address, formula| {
        let at = || format!("{}, {}", lesson.scenario().title, lesson.address_text(address));
        let rows = set(lesson, formula);
        if rows.is_empty() {
            return;
        }
        let text = latex::formula(&rows);
        assert_eq!(refused_latex(&text), None, "{}\n{text}", at());
        // With blanks to write on, too.
        let mut blank = formula.clone();
        blank.lines.iter_mut().for_each(|line| line.right = line.right.hidden());
        let text = latex::formula(&set(lesson, &blank));
        assert_eq!(refused_latex(&text), None, "{}\n{text}", at());
        let text = mathml::formula(&rows);
        assert_eq!(refused_mathml(&text), None, "{}\n{text}", at());
        let mut in_rows = Vec::new();
        for row in &rows {
            row.left.iter().chain([&row.right]).for_each(|math| numbers_of(math, &mut in_rows));
        }
        let mut rest = in_rows.iter();
        for expected in numbers_in(formula, lesson.carry()) {
            assert!(rest.any(|number| *number == expected), "{}: no {expected} in {in_rows:?}", at());
            numbers += 1;
        }
        formulas += 1;
    });
    assert!(formulas > 10_000 && numbers > 50_000, "{formulas} formulas, {numbers} numbers");
}

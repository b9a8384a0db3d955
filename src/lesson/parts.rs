//! A formula told part by part, as one does in front of a class: how many of its lines each part
//! shows, and how it stands while its result is still to come.

use crate::notation::{Expr, Form, Formula, Line, Number, Stage};

/// Parts of a formula beyond which lines of symbols come all at once.
const MOST: usize = 5;

/// The formula with `?` for what its last equation comes out as.
pub fn unsolved(formula: &Formula) -> Formula {
    let last = formula.lines.iter().rposition(|line| line.left.is_some()).unwrap_or(0);
    // Where the last equation only repeats a number, as a sum of one term does, that is what is asked for.
    let repeated = formula.lines.get(last).and_then(|line| exact(&line.right));
    let repeats = |line: &Line| exact(&line.right) == repeated;
    let mut lines: Vec<Line> = Vec::with_capacity(formula.lines.len());
    for (index, line) in formula.lines.iter().enumerate() {
        let is_asked = index >= last && is_result(line) || repeated.is_some() && repeats(line);
        let line = if is_asked { Line { right: line.right.hidden(), ..line.clone() } } else { line.clone() };
        // What comes out is rounded: of the two, one `?` is enough.
        let is_again = is_asked && lines.last().is_some_and(|before| is_asked_for(&before.right));
        if !(is_again && line.left.is_none() && is_asked_for(&line.right)) {
            lines.push(line);
        }
    }
    Formula { lines }
}

/// Whether a line says what comes out, rather than how: a result, or a number by itself.
fn is_result(line: &Line) -> bool {
    let is_number = number(&line.right).is_some();
    line.left.is_none() && (line.stage == Stage::Result || line.stage == Stage::Numbers && is_number)
}

fn is_asked_for(expr: &Expr) -> bool {
    number(expr).is_some_and(|number| number.hidden)
}

/// The value of a number on its way, if that is all there is of an expression.
fn exact(expr: &Expr) -> Option<f64> {
    number(expr).filter(|number| number.form == Form::Exact && !number.hidden).map(|number| number.value)
}

/// The number that is all there is of an expression; also as a sum of one term.
pub(super) fn number(expr: &Expr) -> Option<&Number> {
    match expr {
        Expr::Number(number) => Some(number),
        Expr::Sum(terms) if terms.len() == 1 => number(&terms[0]),
        Expr::Of(_, body) => number(body),
        _ => None,
    }
}

/// For each part of a formula, how many of its lines have been shown with it: a line of symbols at a
/// time, then all its numbers. Lines that stand in one row come together, and so do lists of numbers; a
/// `?` comes with what it is asked of.
pub fn parts(formula: &Formula) -> Vec<usize> {
    let lines = &formula.lines;
    let mut parts: Vec<usize> = Vec::new();
    for index in 1..=lines.len() {
        let ends = lines.get(index).is_none_or(|next| begins(&lines[index - 1], next));
        parts.extend(ends.then_some(index));
    }
    if parts.len() > MOST {
        // Only the last line of symbols in a row ends a part.
        let is_symbols = |n: usize| lines.get(n).is_some_and(|line| line.stage == Stage::Symbols);
        parts.retain(|&end| !(is_symbols(end - 1) && is_symbols(end)));
    }
    parts
}

/// Whether a line begins a part behind the one before it.
fn begins(before: &Line, line: &Line) -> bool {
    let is_symbols = |line: &Line| line.stage == Stage::Symbols;
    let is_asked = line.left.is_none() && is_asked_for(&line.right);
    !line.joins
        && !is_asked
        && (is_symbols(line) || is_symbols(before))
        && (line.left.is_some() || !is_symbols(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{Lesson, Reveal, View, Zoom};
    use crate::notation::set::{Setting, Spacing, formula};
    use crate::scenario;

    /// The parts of a step of the document's network, each with what it adds.
    fn told(address: &str) -> Vec<String> {
        let swap = scenario::builtin("swap").unwrap();
        let view = View::of(&swap);
        let lesson = Lesson::new(swap, view).unwrap();
        let place = lesson.parse_address(address).unwrap();
        let whole = unsolved(&lesson.step(place, Reveal::Before(Zoom::Operation)).formula);
        let mut start = 0;
        let mut set = |end: usize| {
            let lines = whole.lines[start..end].to_vec();
            start = end;
            let (names, carry) = (lesson.names(), lesson.carry());
            let setting = Setting { names, carry, lit: &[], working: &[], before: None };
            formula(&Formula { lines }, setting, 100, Spacing::Compact).lines().join("\n")
        };
        parts(&whole).into_iter().map(&mut set).collect()
    }

    #[test]
    fn a_part_is_a_line_of_symbols_or_all_numbers() {
        assert_eq!(
            told("forward/c/net/2"),
            [
                "net_c2 = w_c5·out_b1 + w_c6·out_b2 + w_c7·out_b3 + w_c8·out_b4",
                " = 0.45·0.5250 + 0.50·0.5744 + 0.55·0.6225 + 0.60·0.6682\n = ?"
            ]
        );
        let slope = told("chain/w_d1/slope");
        assert_eq!(slope.len(), 3, "{slope:#?}");
        assert!(slope[0].contains('?') && !slope[0].contains("sig"), "{slope:#?}");
        assert!(slope[1].contains("out_d1 · (1 − out_d1)") && !slope[1].contains("0.7199"), "{slope:#?}");
        assert!(slope[2].contains("0.7199 · (1 − 0.7199)") && slope[2].ends_with("= ?"), "{slope:#?}");
    }

    #[test]
    fn lists_come_at_once() {
        assert_eq!(told("learn/c/1").len(), 1);
        assert_eq!(told("chain/w_b1").len(), 1);
        assert_eq!(told("pattern/rule").len(), 3);
    }

    #[test]
    fn what_comes_out_is_asked_for_once_also_where_it_was_met_before() {
        for (address, asked) in
            [("chain/w_c1/sum", " = ?"), ("chain/w_d1/input", " = ?"), ("pattern/d/delta/1", " = ?")]
        {
            let parts = told(address);
            let last = parts.last().unwrap();
            assert!(last.ends_with(asked) && last.matches('?').count() == 1, "{address}: {parts:#?}");
        }
        let first = told("forward/c/net/2/1");
        assert!(first.len() == 2 && first.iter().all(|part| part.ends_with("= ?")), "{first:#?}");
        let delta = told("pattern/d/delta");
        assert_eq!(delta[delta.len() - 1].matches('?').count(), 2, "a matrix, entry by entry: {delta:#?}");
    }
}

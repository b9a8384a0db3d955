//! Gradients by backpropagation and as measured, one after the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::Run;
use super::super::{Scene, panel};
use super::name;
use super::table::{BETWEEN, Table};
use crate::app::Panel;
use crate::engine::{Agreement, Checked};
use crate::lesson::words::screen as words;
use crate::notation::number::{significant, with_minus};

/// Significant digits of gradients, from as many as are of use to as few as tell something.
const DIGITS: [usize; 3] = [9, 6, 4];
/// Significant digits of a difference.
const FEW: usize = 2;
/// Columns beside the name: how they compare, the gradient, the measured one, the difference.
const COLUMNS: usize = 4;

pub(super) fn draw(scene: &Scene<'_>, area: Rect, inner: Rect, buf: &mut Buffer) {
    let checks = scene.app.lesson().all_checked();
    let rows = usize::from(inner.height).saturating_sub(1);
    // What does not agree is what one looks for.
    let wrong = checks.iter().position(|checked| checked.agreement() == Agreement::Differs);
    let wrong = wrong.or_else(|| checks.iter().position(|checked| !checked.agrees()));
    let start = panel::offset(checks.len(), rows, wrong, scene.app.scroll_of(Panel::Picture));
    let shown = &checks[start..checks.len().min(start + rows)];
    let fewer = (1..COLUMNS).rev().map(|columns| (DIGITS[DIGITS.len() - 1], columns));
    let ways = DIGITS.map(|digits| (digits, COLUMNS)).into_iter().chain(fewer);
    let mut tables = ways.map(|(digits, columns)| table(scene, shown, digits, columns)).peekable();
    while let Some(table) = tables.next() {
        if table.width() <= usize::from(inner.width) || tables.peek().is_none() {
            table.draw(scene, inner, buf);
            break;
        }
    }
    panel::more(scene, start, checks.len().saturating_sub(start + shown.len()), area, buf);
}

fn table(scene: &Scene<'_>, checks: &[Checked], digits: usize, columns: usize) -> Table {
    let theme = scene.theme;
    let faint = |text: &'static str| Run::new(text, theme.faint());
    let mut heading =
        vec![faint(""), faint(""), faint(words::BACKPROP), faint(words::MEASURED), faint(words::DIFFERENCE)];
    heading.truncate(columns + 1);
    let number = |value: f64, digits: usize| with_minus(significant(value, digits));
    let rows = checks.iter().map(|checked| {
        let gradient = checked.gradient_name();
        let (sign, of_sign, style, faint) = match checked.agreement() {
            Agreement::Agrees => ("✓", theme.accent(), theme.text(), theme.faint()),
            Agreement::Kink => (words::ACROSS_KINK, theme.text(), theme.text(), theme.faint()),
            Agreement::Differs => ("✗", theme.bad(), theme.bad(), theme.bad()),
        };
        let mut row = vec![
            name(scene, gradient),
            Run::new(sign, of_sign),
            Run::number(number(checked.gradient, digits), theme.kind(gradient.kind), gradient),
            Run::new(number(checked.numeric(), digits), style),
            Run::new(number(checked.difference(), FEW), faint),
        ];
        row.truncate(columns + 1);
        row
    });
    Table { rows: rows.collect(), heading, between: BETWEEN }
}

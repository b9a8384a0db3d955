//! What of a matrix is written, and the words that say where that is.

use std::ops::Range;

use super::Setter;
use crate::notation::expr::{Expr, Window};

/// The rows and columns of a matrix that are written, by their number among those there are; `None`
/// stands for those that are left out.
#[derive(Debug)]
pub(super) struct Sight {
    pub rows: Vec<Option<usize>>,
    pub columns: Vec<Option<usize>>,
    /// What is left out of the whole: rows, columns, each only where some are.
    hidden: [Option<String>; 2],
}

impl Sight {
    pub fn of(setter: &Setter<'_>, rows: &[Vec<Expr>], window: Option<Window>) -> Self {
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let window = window.unwrap_or(Window { first: (0, 0), of: (rows.len(), count) });
        let shown = shown_columns(setter, rows, count);
        let (top, left) = window.first;
        let (down, across) = (top..top + rows.len(), left + shown.start..left + shown.end);
        let (all_rows, all_columns) = window.of;
        // The entries of a vector are neither rows nor columns to a reader.
        let (row, column) = match window.of {
            (_, 1) | (1, _) => ([""; 2], [""; 2]),
            _ => (["row ", "rows "], ["column ", "columns "]),
        };
        Self {
            rows: with_dots(0..rows.len(), down.start > 0, down.end < all_rows),
            hidden: [said(&down, all_rows, row), said(&across, all_columns, column)],
            columns: with_dots(shown, across.start > 0, across.end < all_columns),
        }
    }

    /// Where what is written stands, in lines of at most `width` if that can be: `rows 2–11 of 512,
    /// columns 1–10 of 784`.
    pub fn said(&self, width: usize) -> Vec<String> {
        let parts: Vec<&str> = self.hidden.iter().flatten().map(String::as_str).collect();
        let line = parts.join(", ");
        match parts.as_slice() {
            [rows, columns] if line.chars().count() > width => {
                vec![format!("{rows},"), (*columns).to_owned()]
            }
            [] => Vec::new(),
            _ => vec![line],
        }
    }
}

/// `rows 2–11 of 512`
fn said(shown: &Range<usize>, of: usize, [one, many]: [&str; 2]) -> Option<String> {
    let place = match shown.len() {
        1 => format!("{one}{}", shown.start + 1),
        _ => format!("{many}{}–{}", shown.start + 1, shown.end),
    };
    (shown.len() < of).then(|| format!("{place} of {of}"))
}

fn with_dots(shown: Range<usize>, before: bool, after: bool) -> Vec<Option<usize>> {
    let dots = |is_there: bool| is_there.then_some(None);
    dots(before).into_iter().chain(shown.map(Some)).chain(dots(after)).collect()
}

/// The columns that there is room for: all if they are few enough, else those around the first lit one.
fn shown_columns(setter: &Setter<'_>, rows: &[Vec<Expr>], columns: usize) -> Range<usize> {
    let most = setter.economy.columns;
    if columns <= most {
        return 0..columns;
    }
    let start = setter.known(rows).focus.saturating_sub(most / 2).min(columns - most);
    start..start + most
}

impl Setter<'_> {
    /// The first column with anything lit in it; where a whole row is, the first of all.
    pub(super) fn focus(&self, rows: &[Vec<Expr>]) -> usize {
        let lit: Vec<Vec<bool>> =
            rows.iter().map(|row| row.iter().map(|entry| self.lights(entry)).collect()).collect();
        if lit.iter().any(|row| row.len() > 1 && row.iter().all(|&lit| lit)) {
            return 0;
        }
        lit.iter().filter_map(|row| row.iter().position(|&lit| lit)).min().unwrap_or(0)
    }

    /// Whether any character of an entry is set off from the rest.
    fn lights(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Symbol(part) | Expr::Transposed(part) => self.ink(*part).tone.stands_out(),
            Expr::Number(n) => self.number_ink(n).tone.stands_out(),
            Expr::Of(part, body) => self.ink(*part).tone.stands_out() || self.lights(body),
            Expr::Word(_) => false,
            other => super::stands_out(&self.expr(other)),
        }
    }
}

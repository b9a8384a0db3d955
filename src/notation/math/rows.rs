//! The rows of a formula: equations aligned at their signs, what goes on in line, long sums broken.

use super::{Math, Setter};
use crate::notation::expr::{Expr, Formula};

/// Cells that a right side takes at most, about, before it is broken.
const MOST: usize = 84;

/// A row of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MathRow {
    /// What stands left of the sign.
    pub left: Option<Math>,
    /// The sign, unless it is a row without one.
    pub sign: Option<Math>,
    /// What stands right of it.
    pub right: Math,
}

impl Setter<'_> {
    /// A formula row by row.
    pub fn rows(self, formula: &Formula) -> Vec<MathRow> {
        let mut rows: Vec<MathRow> = Vec::new();
        for line in &formula.lines {
            let sign = sign(line.sign);
            let mut pieces = self.broken(&line.right).into_iter();
            let Some(first) = pieces.next() else { continue };
            let before = rows.last_mut().filter(|_| line.joins && line.left.is_none());
            match (before, sign) {
                (Some(before), Some(sign)) if before.right.width() + first.width() + 5 <= MOST => {
                    let open = std::mem::replace(&mut before.right, Math::Space);
                    before.right = Math::Row(vec![open, Math::Space, sign, Math::Space, first]);
                }
                (_, sign) => {
                    let left = line.left.as_ref().map(|left| self.expr(left));
                    rows.push(MathRow { left, sign, right: first });
                }
            }
            // What goes on is set in.
            rows.extend(pieces.map(|more| MathRow {
                left: None,
                sign: None,
                right: Math::Row(vec![Math::Space, more]),
            }));
        }
        rows
    }

    /// A right side, in several pieces where it is a sum or product too wide for one.
    fn broken(self, expr: &Expr) -> Vec<Math> {
        let whole = self.expr(expr);
        let pieces = match expr {
            _ if whole.width() <= MOST => return vec![whole],
            Expr::Sum(terms) => self.terms(terms),
            Expr::Product(times, factors) => self.factors(*times, factors),
            Expr::Of(_, body) => return self.broken(body),
            _ => return vec![whole],
        };
        let mut lines: Vec<Vec<Math>> = Vec::new();
        let mut used = 0;
        for piece in pieces {
            let width = piece.iter().map(Math::width).sum::<usize>();
            match lines.last_mut().filter(|_| used + width <= MOST) {
                Some(line) => line.extend(piece),
                None => {
                    used = 0;
                    lines.push(piece);
                }
            }
            used += width;
        }
        lines.into_iter().map(Math::row).collect()
    }
}

/// The sign of a line, if it has one.
fn sign(text: &str) -> Option<Math> {
    text.chars().next().map(Math::Sign)
}

//! Vectors and matrices in words.

use super::{Speech, Words};
use crate::notation::expr::{Expr, Window};

impl Speech<'_> {
    /// A matrix that says where it ends.
    pub(super) fn ended_matrix(self, rows: &[Vec<Expr>], window: Option<Window>) -> Words {
        let end = match shape(rows, window) {
            Shape::Column => "column",
            Shape::Row => "row",
            Shape::Matrix => "matrix",
        };
        Words::atom(format!("{}, end of {end},", self.matrix(rows, window)))
    }

    /// “matrix with 2 rows and 3 columns: row 1: 0.3, 0.4, 0.5; row 2: …”. Of a large one, which part is
    /// read.
    pub(super) fn matrix(self, rows: &[Vec<Expr>], window: Option<Window>) -> String {
        let columns = rows.first().map_or(0, Vec::len);
        let of = window.map_or((rows.len(), columns), |window| window.of);
        let first = window.map_or((0, 0), |window| window.first);
        let some = |first: usize, shown: usize, of: usize, [one, many]: [&str; 2]| match shown {
            _ if shown == of => None,
            1 => Some(format!("{one} {}", first + 1)),
            _ => Some(format!("{many} {} to {}", first + 1, first + shown)),
        };
        match shape(rows, window) {
            Shape::Column | Shape::Row => {
                let is_column = shape(rows, window) == Shape::Column;
                let (name, count, first, shown) = if is_column {
                    ("column", of.0, first.0, rows.len())
                } else {
                    ("row", of.1, first.1, columns)
                };
                let part = some(first, shown, count, ["entry", "entries"]);
                let part = part.map_or_else(String::new, |part| format!(", of which {part}"));
                format!("{name} of {count}{part}: {}", self.list(rows.iter().flatten()))
            }
            Shape::Matrix => {
                let parts = [
                    some(first.0, rows.len(), of.0, ["row", "rows"]),
                    some(first.1, columns, of.1, ["column", "columns"]),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                let part = if parts.is_empty() {
                    String::new()
                } else {
                    format!(", of which {}", parts.join(" and "))
                };
                let count = |count: usize, thing: &str| {
                    let plural = if count == 1 { "" } else { "s" };
                    format!("{count} {thing}{plural}")
                };
                let lines = rows
                    .iter()
                    .enumerate()
                    .map(|(index, row)| format!("row {}: {}", first.0 + index + 1, self.list(row)));
                let lines = lines.collect::<Vec<_>>().join("; ");
                format!("matrix with {} and {}{part}: {lines}", count(of.0, "row"), count(of.1, "column"))
            }
        }
    }

    /// Entries one after the other.
    pub(super) fn list<'e>(self, entries: impl IntoIterator<Item = &'e Expr>) -> String {
        let entry = |entry| self.words(entry, false).text.trim_end_matches(',').to_owned();
        entries.into_iter().map(entry).collect::<Vec<_>>().join(", ")
    }
}

/// How numbers in brackets are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Column,
    Row,
    Matrix,
}

fn shape(rows: &[Vec<Expr>], window: Option<Window>) -> Shape {
    let of = window.map_or((rows.len(), rows.first().map_or(0, Vec::len)), |window| window.of);
    match of {
        (_, 1) => Shape::Column,
        (1, _) => Shape::Row,
        _ => Shape::Matrix,
    }
}

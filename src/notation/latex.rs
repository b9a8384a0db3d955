//! Formulas in LaTeX, as `amsmath`, `MathJax` and `KaTeX` take it.
//!
//! An index stands within the braces of an upright name (`\mathrm{out_{b1}}`), so that no underscore follows
//! a brace: Markdown would take two of those for emphasis.

use super::math::{Math, MathRow};

/// A formula as the lines of an `aligned` environment; nothing where it has none.
///
/// ```
/// use chainrule::notation::{Expr, Formula, latex, math::Setter};
/// # let scenario = chainrule::scenario::builtin("swap").unwrap();
/// # let names = chainrule::notation::Names::of(scenario.network());
/// let setter = Setter { names: &names, carry: chainrule::engine::Carry::Full };
/// let half = Formula::new(Expr::word("x"), Expr::word("½"));
/// let expected = "\\begin{aligned}\nx &= \\frac{1}{2}\n\\end{aligned}\n";
/// assert_eq!(latex::formula(&setter.rows(&half)), expected);
/// ```
pub fn formula(rows: &[MathRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!("\\begin{{aligned}}\n{}\n\\end{{aligned}}\n", lines(rows))
}

/// Its lines alone, for an environment that aligns them.
pub fn lines(rows: &[MathRow]) -> String {
    let mut lines = String::new();
    for (index, line) in rows.iter().enumerate() {
        if index > 0 {
            // One writes larger than print.
            lines.push_str(if line.right.has_blank() { " \\\\[1.5ex]\n" } else { " \\\\\n" });
        }
        lines.push_str(&row(line));
    }
    lines
}

/// A line to write a number on, 15 mm wide at the usual size.
const BLANK: &str = "\\underline{\\qquad\\qquad}";

fn row(row: &MathRow) -> String {
    let left = row.left.as_ref().map(|left| math(left) + " ").unwrap_or_default();
    let sign = row.sign.as_ref().map(|sign| math(sign) + " ").unwrap_or_default();
    format!("{left}&{sign}{}", math(&row.right))
}

/// One piece.
pub fn math(math: &Math) -> String {
    let mut text = String::new();
    write(&mut text, math);
    text
}

fn write(to: &mut String, math: &Math) {
    match math {
        Math::Row(pieces) => pieces.iter().for_each(|piece| apart(to, |to| write(to, piece))),
        Math::Letter(letter) => to.push_str(&letter.chars().map(of_sign).collect::<String>()),
        Math::Name(name) => braced(to, "\\mathrm", |to| to.push_str(&text(name))),
        Math::Number(digits) => to.push_str(&digits.replace('−', "-").replace('∞', "\\infty")),
        Math::Sign(sign) => to.push_str(&of_sign(*sign)),
        Math::Words(words) => braced(to, "\\text", |to| to.push_str(&text(words))),
        Math::Space => to.push_str("\\quad"),
        Math::Sub(base, below) => match &**base {
            // Upright as a whole, see above.
            Math::Name(name) => braced(to, "\\mathrm", |to| {
                to.push_str(&text(name));
                braced(to, "_", |to| write(to, below));
            }),
            base => script(to, base, '_', below),
        },
        Math::Sup(base, above) => script(to, base, '^', above),
        Math::Fraction(top, bottom) => {
            braced(to, "\\frac", |to| write(to, top));
            braced(to, "", |to| write(to, bottom));
        }
        Math::Group(body) => {
            let is_tall = body.is_tall();
            to.push_str(if is_tall { "\\left(" } else { "(" });
            write(to, body);
            to.push_str(if is_tall { "\\right)" } else { ")" });
        }
        Math::Matrix(rows) => matrix(to, rows),
        Math::Under(body, label) => {
            braced(to, "\\underbrace", |to| write(to, body));
            braced(to, "_", |to| write(to, label));
        }
        Math::Blank => to.push_str(BLANK),
    }
}

/// Writes a piece behind others: a command does not run into the letter that follows it.
fn apart(to: &mut String, write: impl FnOnce(&mut String)) {
    let before = to.len();
    write(to);
    let ends_in_command = to[..before]
        .rfind('\\')
        .is_some_and(|at| to[at + 1..before].chars().all(|c| c.is_ascii_alphabetic()) && at + 1 < before);
    if ends_in_command && to[before..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        to.insert(before, ' ');
    }
}

fn braced(to: &mut String, command: &str, write: impl FnOnce(&mut String)) {
    to.push_str(command);
    to.push('{');
    write(to);
    to.push('}');
}

/// A script at what it belongs to; what is more than one sign is held together.
fn script(to: &mut String, base: &Math, at: char, script: &Math) {
    match base {
        Math::Letter(_) | Math::Group(_) | Math::Number(_) | Math::Sub(..) => write(to, base),
        _ => braced(to, "", |to| write(to, base)),
    }
    braced(to, &at.to_string(), |to| write(to, script));
}

/// Numbers end at one line, names are centred.
fn matrix(to: &mut String, rows: &[Vec<Math>]) {
    let is_number = |cell: &Math| matches!(cell, Math::Number(_) | Math::Sign(_));
    let column = if rows.iter().flatten().all(is_number) { "r" } else { "c" };
    to.push_str("\\left[\\begin{array}{");
    to.push_str(&column.repeat(rows.first().map_or(1, Vec::len).max(1)));
    to.push('}');
    // Fractions, and what is written by hand, take more room than a line.
    let is = |what: fn(&Math) -> bool| rows.iter().flatten().any(what);
    let end = match (is(Math::has_blank), is(Math::is_tall)) {
        (true, _) => " \\\\[1.5ex] ",
        (false, true) => " \\\\[1ex] ",
        (false, false) => " \\\\ ",
    };
    for (index, row) in rows.iter().enumerate() {
        to.push_str(if index > 0 { end } else { " " });
        for (index, cell) in row.iter().enumerate() {
            to.push_str(if index > 0 { " & " } else { "" });
            write(to, cell);
        }
    }
    to.push_str(" \\end{array}\\right]");
}

fn of_sign(c: char) -> String {
    match (sign(c), c) {
        (Some(sign), _) => sign.to_owned(),
        // These are signs of text alone.
        (None, '^' | '~' | '\\') => format!("\\text{{{}}}", text(&c.to_string())),
        (None, c) => text(&c.to_string()),
    }
}

/// The command of a sign that LaTeX has no character for.
pub fn sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '−' => "-",
        '·' => "\\cdot",
        '×' => "\\times",
        '⊙' => "\\odot",
        '∂' => "\\partial",
        'Σ' => "\\sum",
        'ᵀ' => "\\top",
        '→' => "\\to",
        '←' => "\\gets",
        '⟼' => "\\longmapsto",
        '≤' => "\\le",
        '≥' => "\\ge",
        '≠' => "\\ne",
        '≈' => "\\approx",
        '±' => "\\pm",
        '√' => "\\surd",
        '∞' => "\\infty",
        'δ' => "\\delta",
        'η' => "\\eta",
        'ε' => "\\varepsilon",
        'ℓ' => "\\ell",
        // Names of their own, since a document may be written into HTML or Markdown.
        '<' => "\\lt",
        '>' => "\\gt",
        '…' => "\\dots",
        '⋯' => "\\cdots",
        '⋮' => "\\vdots",
        '⋱' => "\\ddots",
        _ => return None,
    })
}

/// Words as the text of a document takes them: no character of theirs is a command.
pub fn text(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' => text.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => text.extend(['\\', c]),
            '~' => text.push_str("\\textasciitilde{}"),
            '^' => text.push_str("\\textasciicircum{}"),
            other => text.push(other),
        }
    }
    text
}

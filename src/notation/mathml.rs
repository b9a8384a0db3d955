//! Formulas in `MathML` Core, which browsers lay out without anything being loaded.

use super::math::{Math, MathRow};
use crate::text::escape_xml;

/// A formula as a `math` element of its own, aligned at its signs; nothing where it has no rows.
///
/// ```
/// use chainrule::notation::{Expr, Formula, math::Setter, mathml};
/// # let scenario = chainrule::scenario::builtin("swap").unwrap();
/// # let names = chainrule::notation::Names::of(scenario.network());
/// let setter = Setter { names: &names, carry: chainrule::engine::Carry::Full };
/// let formula = Formula::new(Expr::word("x"), Expr::word("1"));
/// let written = mathml::formula(&setter.rows(&formula));
/// assert!(written.contains("<mtd><mi>x</mi></mtd><mtd><mo>=</mo></mtd><mtd><mn>1</mn></mtd>"), "{written}");
/// ```
pub fn formula(rows: &[MathRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = String::from("<math display=\"block\"><mtable class=\"aligned\" displaystyle=\"true\">");
    for row in rows {
        text.push_str("\n<mtr>");
        for piece in [row.left.as_ref(), row.sign.as_ref(), Some(&row.right)] {
            element(&mut text, "mtd", |text| {
                if let Some(piece) = piece {
                    write(text, piece);
                }
            });
        }
        text.push_str("</mtr>");
    }
    text.push_str("\n</mtable></math>\n");
    text
}

/// One piece as a `math` element within a line.
pub fn in_line(math: &Math) -> String {
    let mut text = String::new();
    element(&mut text, "math", |text| write(text, math));
    text
}

fn element(to: &mut String, name: &str, write: impl FnOnce(&mut String)) {
    to.extend(["<", name, ">"]);
    write(to);
    to.extend(["</", name, ">"]);
}

/// One piece as exactly one element.
fn one(to: &mut String, math: &Math) {
    match math {
        Math::Row(_) | Math::Group(_) => element(to, "mrow", |to| write(to, math)),
        _ => write(to, math),
    }
}

fn write(to: &mut String, math: &Math) {
    match math {
        Math::Row(pieces) => pieces.iter().for_each(|piece| one(to, piece)),
        Math::Letter(name) | Math::Name(name) => element(to, "mi", |to| to.push_str(&escape_xml(name))),
        Math::Number(digits) => element(to, "mn", |to| to.push_str(digits)),
        Math::Sign('ᵀ') => to.push_str("<mi mathvariant=\"normal\">T</mi>"),
        Math::Sign('∂') => to.push_str("<mo lspace=\"0\" rspace=\"0\">∂</mo>"),
        Math::Sign('Σ') => element(to, "mo", |to| to.push('∑')),
        Math::Sign(sign) => element(to, "mo", |to| to.push_str(&escape_xml(&sign.to_string()))),
        // At its ends a browser would drop a space.
        Math::Words(words) => {
            element(to, "mtext", |to| to.push_str(&escape_xml(words).replace(' ', "\u{a0}")));
        }
        Math::Space => to.push_str("<mspace width=\"1em\"/>"),
        Math::Sub(base, script) => both(to, "msub", base, script),
        Math::Sup(base, script) => both(to, "msup", base, script),
        Math::Fraction(top, bottom) => both(to, "mfrac", top, bottom),
        Math::Group(body) => {
            // Fonts give parentheses that could grow more room than those that do not.
            let grows = if body.is_tall() { "" } else { " stretchy=\"false\"" };
            to.extend(["<mo", grows, ">(</mo>"]);
            one(to, body);
            to.extend(["<mo", grows, ">)</mo>"]);
        }
        Math::Matrix(rows) => {
            // Numbers end at one line, names are centred.
            let is_number = |cell: &Math| matches!(cell, Math::Number(_) | Math::Sign(_));
            let class = if rows.iter().flatten().all(is_number) { " class=\"numbers\"" } else { "" };
            to.extend(["<mrow><mo>[</mo><mtable", class, ">"]);
            for row in rows {
                element(to, "mtr", |to| {
                    for cell in row {
                        element(to, "mtd", |to| write(to, cell));
                    }
                });
            }
            to.push_str("</mtable><mo>]</mo></mrow>");
        }
        Math::Under(body, label) => {
            to.push_str("<munder><munder>");
            one(to, body);
            to.push_str("<mo stretchy=\"true\">⏟</mo></munder>");
            one(to, label);
            to.push_str("</munder>");
        }
        Math::Blank => to.push_str("<mtext class=\"blank\">\u{2003}\u{2003}\u{2003}\u{2003}</mtext>"),
    }
}

fn both(to: &mut String, name: &str, first: &Math, second: &Math) {
    element(to, name, |to| {
        one(to, first);
        one(to, second);
    });
}

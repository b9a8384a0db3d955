//! A formula in words, as a person reads it aloud: for a screen reader or a Braille display.
//!
//! What is heard has one meaning: where a sum is multiplied, a fraction has more than names above and
//! below its line, or a function is applied to more than a name, the words say where that begins and ends.

mod matrix;
mod signs;

use super::expr::{Expr, Form, Formula, Line, Number, Times};
use super::number;
use super::symbol::Names;
use crate::engine::{Carry, Part};
use signs::grouped;
pub use signs::signs;

/// Writes formulas in words.
#[derive(Debug, Clone, Copy)]
pub struct Speech<'a> {
    /// How things are called.
    pub names: &'a Names,
    /// How numbers are carried, and so read.
    pub carry: Carry,
}

/// How tightly the words of an expression hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    /// A name, a number, or what says where it ends.
    Atom,
    /// A function of something, a power, one name over another.
    Tight,
    /// A name or number with a minus before it.
    Signed,
    /// Factors.
    Product,
    /// Terms.
    Sum,
}

/// An expression in words.
#[derive(Debug, Clone)]
struct Words {
    text: String,
    hold: Hold,
}

impl Words {
    fn new(text: impl Into<String>, hold: Hold) -> Self {
        Self { text: text.into(), hold }
    }

    fn atom(text: impl Into<String>) -> Self {
        Self::new(text, Hold::Atom)
    }

    /// In parentheses unless it holds together as tightly as this.
    fn at_least(self, hold: Hold) -> String {
        if self.hold <= hold { self.text } else { grouped(&self.text) }
    }
}

impl Speech<'_> {
    /// A formula as sentences without full stops: an equation each, and each further form of its right
    /// side another, which begins with “that is”. What is rounded stays with what it is rounded from.
    pub fn formula(self, formula: &Formula) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        for line in &formula.lines {
            let right = self.whole(&line.right);
            let goes_on = match line.sign {
                "→" => Some(format!(", rounded to {right}")),
                "," => Some(format!(", {right}")),
                _ => None,
            };
            match (sentences.last_mut(), goes_on.filter(|_| line.left.is_none())) {
                (Some(sentence), Some(more)) => sentence.push_str(&more),
                _ => sentences.push(self.sentence(line, right)),
            }
        }
        sentences.retain(|sentence| !sentence.is_empty());
        sentences
    }

    /// One line.
    fn sentence(self, line: &Line, right: String) -> String {
        let Some(left) = &line.left else {
            return if line.sign == "=" { format!("That is {right}") } else { right };
        };
        let sign = match (left, line.sign) {
            // So many of something: `weights checked = 26`.
            (Expr::Word(words), "=") if words.contains(' ') => ":",
            (_, sign) => sign,
        };
        let mut left = self.words(left, false).text;
        if left.contains(',') && !left.ends_with(',') {
            left.push(',');
        }
        match sign {
            "" => format!("{left} {right}").trim().to_owned(),
            ":" => format!("{}: {right}", left.trim_end_matches(',')),
            "→" => format!("{}, rounded to {right}", left.trim_end_matches(',')),
            sign => format!("{left} {} {right}", signs(sign)),
        }
    }

    /// One expression.
    pub fn expr(self, expr: &Expr) -> String {
        self.whole(expr)
    }

    /// What stands for itself need not say where it ends.
    fn whole(self, expr: &Expr) -> String {
        match expr {
            Expr::Matrix(rows) => self.matrix(rows, None),
            Expr::Window(window, rows) => self.matrix(rows, Some(*window)),
            Expr::Of(_, body) if matches!(**body, Expr::Matrix(_) | Expr::Window(..)) => self.whole(body),
            _ => self.words(expr, false).text.trim_end_matches(',').to_owned(),
        }
    }

    /// An expression; within a fraction's line, `inside`, every fraction says where it ends.
    fn words(self, expr: &Expr, inside: bool) -> Words {
        match expr {
            Expr::Symbol(part) => Words::atom(self.names.spoken_part(*part)),
            Expr::Transposed(part) => Words::atom(format!("{} transposed", self.names.spoken_part(*part))),
            Expr::Neuron(layer, row) => Words::atom(signs(&self.names.neuron(*layer, *row))),
            Expr::Number(n) => {
                let is_signed = n.value < 0.0 && !n.hidden;
                Words::new(self.number(n), if is_signed { Hold::Signed } else { Hold::Atom })
            }
            Expr::Word(word) => self::word(word),
            Expr::Fraction(top, bottom) => self.fraction(top, bottom, inside),
            Expr::Sum(terms) => self.sum(terms, inside),
            Expr::Negative(term) => self.negative(term, inside),
            Expr::Product(times, factors) => self.product(*times, factors, inside, false),
            Expr::Group(body) => self.group(body, inside),
            Expr::Power(base, exponent) => self.power(base, exponent, inside),
            Expr::Matrix(rows) => self.ended_matrix(rows, None),
            Expr::Window(window, rows) => self.ended_matrix(rows, Some(*window)),
            Expr::Under(body, label) => self.under(body, label, inside),
            Expr::Row(parts) => self.row(parts, inside),
            Expr::Of(_, body) => self.words(body, inside),
        }
    }

    /// A fraction is named if it is a derivative, brief if it is of two names, and else says where it
    /// begins and ends.
    fn fraction(self, top: &Expr, bottom: &Expr, inside: bool) -> Words {
        if let (Expr::Word(of), Expr::Word(by)) = (top, bottom)
            && of.starts_with('∂')
            && by.starts_with('∂')
        {
            return Words::atom(signs(&format!("{of}/{by}")));
        }
        let (above, below) = (self.words(top, true), self.words(bottom, true));
        let is_brief = !inside && above.hold == Hold::Atom && below.hold == Hold::Atom;
        let is_brief = is_brief && [top, bottom].iter().all(|side| is_name(side));
        if is_brief {
            return Words::new(format!("{} over {}", above.text, below.text), Hold::Tight);
        }
        Words::atom(format!("start fraction {} over {} end fraction", above.text, below.text))
    }

    fn sum(self, terms: &[Expr], inside: bool) -> Words {
        if let [only] = terms {
            return self.words(only, inside);
        }
        let mut text = String::new();
        for (index, term) in terms.iter().enumerate() {
            // A long term is set off, so that one hears where the next begins.
            let is_open = text.contains(" times ") && !text.ends_with(',');
            let comma = if is_open { "," } else { "" };
            let (sign, words) = match term {
                Expr::Negative(body) => ("minus", self.signless(body, inside)),
                Expr::Number(n) if n.value < 0.0 && !n.hidden && index > 0 => {
                    ("minus", self.number(&Number { value: -n.value, ..*n }))
                }
                Expr::Product(times, factors) if index > 0 => {
                    ("plus", self.product(*times, factors, inside, true).at_least(Hold::Product))
                }
                _ if index == 0 => ("", self.words(term, inside).at_least(Hold::Product)),
                // Not “plus minus”.
                _ => {
                    let words = self.words(term, inside);
                    let is_signed = words.hold == Hold::Signed;
                    ("plus", if is_signed { grouped(&words.text) } else { words.at_least(Hold::Product) })
                }
            };
            if words.is_empty() {
                continue;
            }
            match (text.is_empty(), sign) {
                (true, "plus") => {}
                (true, _) => text.push_str(if sign.is_empty() { "" } else { "minus " }),
                (false, _) => {
                    text.push_str(comma);
                    text.push(' ');
                    text.push_str(sign);
                    text.push(' ');
                }
            }
            text.push_str(&words);
        }
        Words::new(text, Hold::Sum)
    }

    /// What a minus stands before: not another one.
    fn signless(self, body: &Expr, inside: bool) -> String {
        let words = match body {
            Expr::Product(times, factors) => self.product(*times, factors, inside, true),
            _ => self.words(body, inside),
        };
        if words.hold == Hold::Signed { grouped(&words.text) } else { words.at_least(Hold::Product) }
    }

    fn negative(self, term: &Expr, inside: bool) -> Words {
        let is_short = self.words(term, inside).hold <= Hold::Tight;
        let text = format!("minus {}", self.signless(term, inside));
        Words::new(text, if is_short { Hold::Signed } else { Hold::Sum })
    }

    /// Factors with their sign. Where one stands before them, the first has no minus of its own.
    fn product(self, times: Times, factors: &[Expr], inside: bool, is_behind_sign: bool) -> Words {
        if let [only] = factors {
            let words = self.words(only, inside);
            return if is_behind_sign && words.hold == Hold::Signed {
                Words::atom(grouped(&words.text))
            } else {
                words
            };
        }
        let sign = match times {
            Times::Tight | Times::Wide => "times",
            Times::Hadamard => "element-wise times",
        };
        let mut text = String::new();
        for (index, factor) in factors.iter().enumerate() {
            let words = self.words(factor, inside);
            let needs_group = index == 0 && is_behind_sign && words.hold == Hold::Signed;
            let is_long = matches!(factor, Expr::Of(..) | Expr::Under(..)) || words.text.contains(" of ");
            let words = if needs_group { grouped(&words.text) } else { words.at_least(Hold::Signed) };
            if index > 0 {
                text.extend([" ", sign, " "]);
            }
            text.push_str(&words);
            // A long name is set off, so that one hears where the next factor begins.
            if is_long && index + 1 < factors.len() && !text.ends_with(',') {
                text.push(',');
            }
        }
        Words::new(text, Hold::Product)
    }

    /// Parentheses are heard where they group something.
    fn group(self, body: &Expr, inside: bool) -> Words {
        let words = self.words(body, inside);
        match words.hold {
            Hold::Atom | Hold::Tight | Hold::Signed => words,
            Hold::Product | Hold::Sum => Words::atom(grouped(&words.text)),
        }
    }

    fn power(self, base: &Expr, exponent: &Expr, inside: bool) -> Words {
        let base = self.words(base, inside).at_least(Hold::Atom);
        if *exponent == Expr::word("2") {
            return Words::new(format!("{base} squared"), Hold::Tight);
        }
        let exponent = match self.words(exponent, true) {
            // A sign belongs to the one name behind it.
            words if words.hold == Hold::Signed => words.text,
            words => words.at_least(Hold::Atom),
        };
        Words::new(format!("{base} to the power of {exponent}"), Hold::Tight)
    }

    fn under(self, body: &Expr, label: &Expr, inside: bool) -> Words {
        let body = self.words(body, inside).at_least(Hold::Atom);
        let label = self.words(label, inside).at_least(Hold::Signed);
        Words::atom(format!("{body}, which is {label},"))
    }

    /// Pieces side by side. Some are a sign with what it belongs to; the rest is read as it stands.
    fn row(self, parts: &[Expr], inside: bool) -> Words {
        match parts {
            [Expr::Word(sign), body] if sign == "−" => return self.negative(body, inside),
            [Expr::Word(factor), body] if matches!(&**factor, "½" | "2") => {
                let factors = [Expr::Word(factor.clone()), body.clone()];
                return self.product(Times::Tight, &factors, inside, false);
            }
            [Expr::Word(name), Expr::Group(argument)] if signs::function(name).is_some() => {
                return self.call(name, argument, inside);
            }
            [body, Expr::Word(sign)] if sign == "ᵀ" => {
                let body = self.words(body, inside).at_least(Hold::Atom);
                return Words::atom(format!("{body} transposed"));
            }
            [top, Expr::Word(slash), bottom] if slash == "/" => return self.fraction(top, bottom, inside),
            [body, Expr::Word(index)] if index.starts_with('_') => {
                let body = self.words(body, inside).at_least(Hold::Tight);
                return Words::new(format!("entry {} of {body}", &index[1..]), Hold::Tight);
            }
            [Expr::Word(sign), body] if sign.trim() == "Σ" => {
                let body = self.words(body, inside).at_least(Hold::Tight);
                return Words::new(format!("the sum of all {body}"), Hold::Tight);
            }
            _ => {}
        }
        let mut text = String::new();
        // What comes in and what is to come out are lists rather than rows of a matrix.
        let is_example = parts.contains(&Expr::word(" ⟼ "));
        for part in parts {
            let piece = match part {
                Expr::Matrix(rows) if is_example => self.list(rows.iter().flatten()),
                Expr::Word(word) if word.trim() == "→" => ", then".to_owned(),
                Expr::Word(word) if word.trim() == "," => ",".to_owned(),
                Expr::Word(word) if word == "…" => "and so on".to_owned(),
                // A shape behind its matrix.
                Expr::Word(word) if word.contains('×') => format!("is {}", signs(word)),
                Expr::Word(word) => signs(word),
                _ => self.words(part, inside).text,
            };
            if !text.is_empty() && !piece.starts_with([',', ':', ';', '.']) {
                text.push(' ');
            }
            text.push_str(&piece);
        }
        Words::new(text, Hold::Sum)
    }

    /// A function of something.
    fn call(self, name: &str, argument: &Expr, inside: bool) -> Words {
        let read = signs::function(name).unwrap_or(name);
        let argument = match (name, argument) {
            ("max", Expr::Row(parts)) if parts.len() == 3 => {
                let [first, second] = [&parts[0], &parts[2]].map(|part| self.words(part, inside));
                format!("{} and {}", first.at_least(Hold::Tight), second.at_least(Hold::Product))
            }
            // A list stands for itself.
            (_, Expr::Row(parts)) if parts.contains(&Expr::word(", ")) => self.words(argument, inside).text,
            _ => self.words(argument, inside).at_least(Hold::Atom),
        };
        Words::new(format!("{read} of {argument}"), Hold::Tight)
    }

    /// A number as it is read: with the word for its sign.
    pub fn number(self, n: &Number) -> String {
        if n.hidden {
            return UNKNOWN.into();
        }
        let text = match n.form {
            Form::Named => number::named(n.value, self.carry, number::MOST_DIGITS),
            Form::Given(decimals) => number::given(n.value, decimals),
            Form::Exact => number::significant(n.value, number::MOST_DIGITS),
        };
        signs(&number::with_minus(text))
    }
}

/// A word of a formula.
fn word(word: &str) -> Words {
    let word = word.trim();
    match word {
        "?" => Words::atom(UNKNOWN),
        "…" => Words::atom("other terms"),
        _ if word.starts_with('−') => Words::new(signs(word), Hold::Signed),
        // So many terms or lines that are left out.
        _ if word.starts_with(['…', '⋮']) && word.chars().count() > 1 => {
            let count = word.trim_matches(|c: char| !c.is_alphanumeric());
            Words::atom(format!("{count} that are left out here"))
        }
        _ => Words::atom(signs(word)),
    }
}

/// In place of a number that is not known yet.
const UNKNOWN: &str = "unknown";

/// Whether it is a name or a number, so that it needs no end.
fn is_name(expr: &Expr) -> bool {
    match expr {
        Expr::Symbol(_) | Expr::Transposed(_) | Expr::Neuron(..) | Expr::Number(_) => true,
        Expr::Word(word) => word.chars().all(char::is_alphanumeric),
        Expr::Of(_, body) => is_name(body),
        _ => false,
    }
}

impl Names {
    /// A layer's vector or matrix, a row or column of it, or a single number, as it is read aloud:
    /// `W c`, `row 2 of W c`, `partial derivative of E with respect to out d 1`.
    pub fn spoken_part(&self, part: Part) -> String {
        let whole = |part: Part| signs(&self.in_ascii(false).screen_part(part));
        match (part.row, part.column) {
            (Some(row), None) if part.kind.is_matrix() => {
                format!("row {} of {}", row + 1, whole(Part::all(part.kind, part.layer)))
            }
            (None, Some(column)) if part.kind.is_matrix() => {
                format!("column {} of {}", column + 1, whole(Part::all(part.kind, part.layer)))
            }
            _ => whole(part),
        }
    }
}

#[cfg(test)]
mod tests;

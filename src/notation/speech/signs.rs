//! The signs of mathematics and print within a text, in words: `∂E/∂w_d1 = ½ · (t − o)²`.
//!
//! A text is read from left to right. What is known as a sign, a name or a function becomes words; what
//! is neither stays as it is, so that a text in any language keeps its letters.

mod table;

pub(super) use table::function;
use table::{QUANTITIES, apart, is_letter, neuron, sign};

/// A text with its signs in words.
///
/// ```
/// use chainrule::notation::speech::signs;
/// assert_eq!(signs("δ_d1 = ∂E/∂net_d1"), "delta d 1 equals partial derivative of E with respect to net d 1");
/// assert_eq!(signs("sig′(x) = sig(x) · (1 − sig(x))"),
///     "sigmoid prime of x equals sigmoid of x times open parenthesis 1 minus sigmoid of x close parenthesis");
/// ```
pub fn signs(text: &str) -> String {
    let mut scan = Scan { chars: text.chars().collect(), at: 0, said: Said::default() };
    while let Some(c) = scan.peek(0) {
        scan.read(c);
    }
    scan.said.finish()
}

/// What was said so far.
#[derive(Debug, Default)]
struct Said {
    text: String,
    /// A space is wanted before the next word.
    parted: bool,
    /// What comes next stands right behind a parenthesis or quotation mark that opens.
    opened: bool,
}

impl Said {
    /// Letters and punctuation as they stand.
    fn keep(&mut self, text: &str) {
        let closes = text.starts_with([',', '.', ';', ':', ')', '?', '!']);
        if self.parted && !self.text.is_empty() && !self.opened && !self.text.ends_with(' ') && !closes {
            self.text.push(' ');
        }
        (self.parted, self.opened) = (false, false);
        self.text.push_str(text);
    }

    /// A parenthesis or quotation mark that opens.
    fn open(&mut self, mark: &str) {
        self.keep(mark);
        self.opened = true;
    }

    /// Words with room around them.
    fn words(&mut self, words: &str) {
        self.parted |= !words.starts_with(',');
        self.keep(words);
        self.parted = true;
    }

    fn finish(self) -> String {
        let mut text = self.text;
        text.truncate(text.trim_end().len());
        text
    }
}

/// A place in a text.
struct Scan {
    chars: Vec<char>,
    at: usize,
    said: Said,
}

impl Scan {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|at| self.chars.get(at)).copied()
    }

    /// The characters from here on as far as they are such.
    fn run(&self, from: usize, is: impl Fn(char) -> bool) -> String {
        self.chars[(self.at + from).min(self.chars.len())..].iter().copied().take_while(|&c| is(c)).collect()
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(index, c)| self.peek(index) == Some(c))
    }

    /// Reads what begins with this character.
    fn read(&mut self, c: char) {
        match c {
            c if c.is_whitespace() => {
                self.said.parted = true;
                self.at += 1;
            }
            '∂' => self.derivative(),
            '−' if self.change().is_some() => self.read_change(),
            c if c.is_ascii_digit() => self.number(),
            c if is_letter(c) => self.name(),
            '(' => self.parenthesis(),
            '/' if self.is_over() => self.sign("over"),
            ':' if self.is_command() => self.at += 1,
            _ => match sign(c) {
                Some(words) => self.sign_here(c, words),
                None => {
                    self.said.keep(c.encode_utf8(&mut [0; 4]));
                    self.at += 1;
                }
            },
        }
    }

    fn sign(&mut self, words: &str) {
        self.said.words(words);
        self.at += 1;
    }

    /// A sign that depends on what is beside it.
    fn sign_here(&mut self, c: char, words: &str) {
        let next = self.chars[self.at + 1..].iter().copied().find(|c| !c.is_whitespace());
        match c {
            '⁻' if next == Some('ˣ') => {
                self.sign("to the power of minus x");
                self.at += 1;
            }
            '½' if next == Some('(') => self.sign("one half times"),
            '–' => {
                let is_range = self.before().is_some_and(char::is_alphanumeric)
                    && self.peek(1).is_some_and(char::is_alphanumeric);
                self.sign(if is_range { "to" } else { "," });
            }
            '[' | ']' if !self.is_math_bracket() => {
                self.said.keep(c.encode_utf8(&mut [0; 4]));
                self.at += 1;
            }
            '“' | '‘' => {
                self.said.open("\"");
                self.at += 1;
            }
            // The end of a sentence that lists.
            '…' if next.is_some_and(char::is_uppercase) => self.sign("and so on."),
            '”' => {
                self.said.parted = false;
                self.said.keep("\"");
                self.at += 1;
            }
            '’' => {
                self.said.keep("'");
                self.at += 1;
            }
            _ => self.sign(words),
        }
    }

    /// `∂E/∂w_d1`
    fn derivative(&mut self) {
        self.at += 1;
        let of = self.operand();
        if self.starts_with("/∂") {
            self.at += 2;
            let by = self.operand();
            self.said.words(&format!("partial derivative of {of} with respect to {by}"));
        } else {
            self.said.words(&format!("partial {of}"));
        }
    }

    /// A name or what stands in parentheses, read by itself.
    fn operand(&mut self) -> String {
        let end = match self.peek(0) {
            Some('(') => self.closing(self.at),
            _ => None,
        };
        let end = match end {
            Some(end) => end + 1,
            None => {
                let name = self.run(0, |c| is_letter(c) || c.is_ascii_digit() || c == '_');
                let after = self.at + name.chars().count();
                // An index of its own: `∂E/∂W_(ℓ+1)`.
                let index = name.ends_with('_') && self.chars.get(after) == Some(&'(');
                if index { self.closing(after).map_or(after, |end| end + 1) } else { after }
            }
        };
        let text: String = self.chars[self.at..end].iter().collect();
        self.at = end;
        signs(&text)
    }

    /// Where the parenthesis that opens at `open` closes.
    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for (index, c) in self.chars.iter().enumerate().skip(open) {
            match c {
                '(' => depth += 1,
                ')' if depth == 1 => return Some(index),
                ')' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// A name with its index: `w_d1`, `c2`, `δ_ℓ`; a function; or a word like any other.
    fn name(&mut self) {
        let name = self.run(0, |c| is_letter(c) || c.is_ascii_digit());
        let length = name.chars().count();
        let index = self.index(length);
        let after = length + index.as_ref().map_or(0, |(length, _)| *length);
        if index.is_none() && self.call(&name, length) {
            return;
        }
        let plain = match name.as_str() {
            "δ" => "delta".to_owned(),
            "η" => "eta".to_owned(),
            "ε" => "epsilon".to_owned(),
            "ℓ" => "l".to_owned(),
            "ln" if self.run(length, |c| c.is_alphanumeric() || c == ' ').starts_with(" of ") => {
                "natural logarithm".to_owned()
            }
            "ln" => "natural logarithm of".to_owned(),
            // A neuron by itself.
            name => neuron(name).unwrap_or_else(|| name.to_owned()),
        };
        let words = match index {
            Some((_, index)) => format!("{plain} {index}"),
            None => plain,
        };
        self.said.keep(&words);
        self.at += after;
    }

    /// What stands below a name, and how many characters it takes.
    fn index(&self, from: usize) -> Option<(usize, String)> {
        if self.peek(from) != Some('_') {
            return None;
        }
        if self.peek(from + 1) == Some('(') {
            let open = self.at + from + 1;
            let close = self.closing(open)?;
            let inner: String = self.chars[open + 1..close].iter().collect();
            return Some((close + 1 - self.at - from, format!("of layer {}", signs(&inner))));
        }
        let index = self.run(from + 1, |c| is_letter(c) || c.is_ascii_digit());
        let words = match index.as_str() {
            "" => return None,
            "ℓ" => "of layer l".to_owned(),
            "last" => "of the last layer".to_owned(),
            "ij" => "i j".to_owned(),
            index => apart(index),
        };
        Some((1 + index.chars().count(), words))
    }

    /// A function with its argument: `sig(x)`, `sig′(x)`. Says whether there is one.
    fn call(&mut self, name: &str, length: usize) -> bool {
        let Some(read) = function(name) else { return false };
        let is_prime = self.peek(length) == Some('′');
        let open = self.at + length + usize::from(is_prime);
        if self.chars.get(open) != Some(&'(') {
            // Its square: `tanh²(x)`.
            return false;
        }
        let Some(close) = self.closing(open) else { return false };
        let inner: String = self.chars[open + 1..close].iter().collect();
        let prime = if is_prime { " prime" } else { "" };
        self.said.words(&format!("{read}{prime} of {}", argument(name, &inner)));
        self.at = close + 1;
        true
    }

    /// `0.35`, `3e−12`; from one number to another: `0.3 → 0.35`.
    fn number(&mut self) {
        if self.change().is_some() {
            return self.read_change();
        }
        let (length, words) = self.number_at(0);
        self.said.keep(&words);
        self.at += length;
        // A factor right behind it: `2ε`.
        if self.peek(0).is_some_and(|c| c == 'ε') {
            self.said.words("times");
        }
    }

    /// The number so many characters from here: its length and its words.
    fn number_at(&self, from: usize) -> (usize, String) {
        let is_minus = matches!(self.peek(from), Some('−'));
        let start = from + usize::from(is_minus);
        let mut mantissa = self.run(start, |c| c.is_ascii_digit() || c == '.' || c == ',');
        // A point or comma at its end is the sentence's; so is one in a list.
        while mantissa.ends_with(['.', ',']) {
            mantissa.pop();
        }
        let mut length = start + mantissa.len();
        let mut words = if is_minus { format!("minus {mantissa}") } else { mantissa };
        if matches!(self.peek(length), Some('e' | 'E')) {
            let signed = usize::from(matches!(self.peek(length + 1), Some('−' | '-' | '+')));
            let power = self.run(length + 1 + signed, |c| c.is_ascii_digit());
            if !power.is_empty() {
                let minus = if matches!(self.peek(length + 1), Some('−' | '-')) { "minus " } else { "" };
                words = format!("{words} times 10 to the power of {minus}{power}");
                length += 1 + signed + power.len();
            }
        }
        (length - from, words)
    }

    /// Whether a change of a number stands here: the lengths of the first number and of both.
    fn change(&self) -> Option<(usize, usize)> {
        const ARROW: usize = 3;
        let is_number = |at: usize| {
            let signed = usize::from(self.peek(at) == Some('−'));
            self.peek(at + signed).is_some_and(|c| c.is_ascii_digit())
        };
        if !is_number(0) {
            return None;
        }
        let first = self.number_at(0).0;
        let has_arrow = [' ', '→', ' '].iter().enumerate().all(|(n, &c)| self.peek(first + n) == Some(c));
        (has_arrow && is_number(first + ARROW))
            .then(|| (first, first + ARROW + self.number_at(first + ARROW).0))
    }

    fn read_change(&mut self) {
        let Some((first, both)) = self.change() else { return };
        let (from, to) = (self.number_at(0).1, self.number_at(first + 3).1);
        self.said.words(&format!("from {from} to {to}"));
        self.at += both;
    }

    /// What stands in parentheses: of a formula, or of a sentence.
    fn parenthesis(&mut self) {
        let Some(close) = self.closing(self.at) else {
            self.said.keep("(");
            self.at += 1;
            return;
        };
        let inner: String = self.chars[self.at + 1..close].iter().collect();
        if is_single(&inner) && inner.starts_with('−') || self.before() == Some('^') && is_single(&inner) {
            self.said.words(&signs(&inner));
        } else if is_math(&inner) {
            self.said.words(&grouped(&signs(&inner)));
        } else {
            self.said.open("(");
            self.said.keep(&signs(&inner));
            self.said.parted = false;
            self.said.keep(")");
        }
        self.at = close + 1;
    }

    /// Whether a slash divides: between two short names or numbers, and not in an address.
    fn is_over(&self) -> bool {
        let is_word = |c: &char| is_letter(*c) || c.is_ascii_digit() || *c == '/';
        let before = self.chars[..self.at].iter().rev().take_while(|c| is_word(c)).count();
        let after = self.chars[self.at + 1..].iter().take_while(|c| is_word(c)).count();
        let is_digits = |run: &[char]| run.iter().all(char::is_ascii_digit);
        let is_short = |run: &[char]| run.len() == 1 && run[0] != '/' || !run.is_empty() && is_digits(run);
        is_short(&self.chars[self.at - before..self.at])
            && is_short(&self.chars[self.at + 1..=self.at + after])
    }

    /// Whether a colon begins a command within a sentence: `:train`. Here it is typed without.
    fn is_command(&self) -> bool {
        let is_begin = self.before().is_none_or(|c| c == ' ' || c == '(');
        is_begin && self.peek(1).is_some_and(|c| c.is_ascii_lowercase())
    }

    /// Whether a bracket belongs to a formula: `[i = j]`.
    fn is_math_bracket(&self) -> bool {
        let open = self.chars[..=self.at].iter().rposition(|&c| c == '[');
        let close = self.chars[self.at..].iter().position(|&c| c == ']').map(|at| at + self.at);
        match (open, close) {
            (Some(open), Some(close)) => self.chars[open..close].contains(&'='),
            _ => false,
        }
    }
}

/// What a function is applied to, in words.
fn argument(function: &str, inner: &str) -> String {
    if let Some((first, second)) = inner.split_once(", ").filter(|_| function == "max") {
        return format!("{} and {}", signs(first), signs(second));
    }
    let words = signs(inner);
    if is_single(inner) || !is_math(inner) { words } else { grouped(&words) }
}

/// In parentheses that are heard.
pub(super) fn grouped(words: &str) -> String {
    format!("open parenthesis {words} close parenthesis")
}

/// Whether it is one name or number, with a sign at most.
fn is_single(text: &str) -> bool {
    let text = text.strip_prefix('−').unwrap_or(text);
    !text.is_empty() && text.chars().all(|c| is_letter(c) || c.is_ascii_digit() || matches!(c, '_' | '.'))
}

/// Whether it is a formula rather than words: it has an operator, and no word of a sentence.
fn is_math(text: &str) -> bool {
    let is_operator = |c: char| matches!(c, '−' | '+' | '·' | '=' | '⊙' | '/' | '∂');
    let is_part = |c: char| is_letter(c) || c.is_ascii_digit() || matches!(c, '_' | '.');
    let words = text.split(|c| !is_part(c)).filter(|word| !word.is_empty());
    let is_quantity = |word: &str| {
        word.chars().count() == 1
            || word.contains(|c: char| c == '_' || c.is_ascii_digit())
            || QUANTITIES.contains(&word)
            || function(word).is_some()
    };
    text.contains(is_operator) && words.into_iter().all(is_quantity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_within_sentences_are_read() {
        for (written, read) in [
            ("w_d1", "w d 1"),
            ("∂E/∂out_d1", "partial derivative of E with respect to out d 1"),
            ("∂out_d1/∂net_d2", "partial derivative of out d 1 with respect to net d 2"),
            ("near 1/12, or ⅔", "near 1 over 12, or two thirds"),
            (
                "∂(w·x)/∂w = x",
                "partial derivative of open parenthesis w times x close parenthesis with respect to w equals x",
            ),
            ("the ½ cancels", "the one half cancels"),
            ("½(t − o)²", "one half times open parenthesis t minus o close parenthesis squared"),
            ("e^(−net) has", "e to the power of minus net has"),
            ("1 + e⁻ˣ", "1 plus e to the power of minus x"),
            ("{W}ᵀ. 4×2 times 2×1", "{W} transposed. 4 by 2 times 2 by 1"),
            (
                "δ_ℓ = W_(ℓ+1)ᵀ · δ_(ℓ+1)",
                "delta of layer l equals W of layer l plus 1 transposed times delta of layer l plus 1",
            ),
            ("written as 3e−12 is", "written as 3 times 10 to the power of minus 12 is"),
            ("E_total 0.2723 → 0.2773 ▲", "E total from 0.2723 to 0.2773, larger"),
            ("w_d1 −0.3 → −0.35", "w d 1 from minus 0.3 to minus 0.35"),
            ("The targets (all of them) count.", "The targets (all of them) count."),
            (
                "It is 1/x, see forward/c/net/2 and learn/b/1.",
                "It is 1 over x, see forward/c/net/2 and learn/b/1.",
            ),
            ("max(0, x)", "the larger of 0 and x"),
            ("(:epoch N) and :train.", "(epoch N) and train."),
            ("row 2 of 4 — “what”", "row 2 of 4, \"what\""),
            ("rows 2–11 of 512", "rows 2 to 11 of 512"),
            (
                "E(w + ε) − E(w − ε)",
                "E of open parenthesis w plus epsilon close parenthesis minus E of open parenthesis w minus epsilon close parenthesis",
            ),
            ("[i = j] is 1", "open bracket i equals j close bracket is 1"),
            ("1, 0; 2-4-3-2", "1, 0; 2-4-3-2"),
            ("Größe ist “ü”", "Größe ist \"ü\""),
            ("a2 at d1", "a 2 at d 1"),
            ("the −ln of it", "the minus natural logarithm of it"),
            ("−t·ln o", "minus t times natural logarithm of o"),
            ("1,000 steps, 2.", "1,000 steps, 2."),
        ] {
            assert_eq!(signs(written), read, "{written}");
        }
    }
}

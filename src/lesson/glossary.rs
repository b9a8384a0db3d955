//! Short refreshers: the words that the lesson uses, and what it takes for granted.

mod learning;
mod lesson;
mod mathematics;
mod network;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Address, Lesson, Piece, Step};
use crate::engine::{Kind, Quantity};
use crate::notation::Expr;
use crate::notation::expr::Times;

/// An entry of the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The word by which it is asked for: `:what transpose`.
    pub word: &'static str,
    /// Other words and signs for the same, as they are asked for.
    pub aliases: &'static [&'static str],
    /// Its title.
    pub title: &'static str,
    /// Its text, a paragraph each. Lines that begin with two spaces are set as they stand.
    pub text: &'static [&'static str],
    /// The words of entries to go on with.
    pub related: &'static [&'static str],
    /// Where lessons treat it: addresses, the best first, in which `{first}`, `{before}` and `{last}` are
    /// the first, the last but one and the last layer, `{out1}` the first output neuron, `{w_out}` and
    /// `{w_hidden}` the steps of the first weights derived in the output layer and before it.
    pub at: &'static [&'static str],
}

/// All entries, in the order of their words.
pub fn entries() -> &'static [&'static Entry] {
    static ALL: LazyLock<Vec<&'static Entry>> = LazyLock::new(|| {
        let parts = [mathematics::ENTRIES, network::ENTRIES, learning::ENTRIES, lesson::ENTRIES];
        let mut all: Vec<&Entry> = parts.into_iter().flatten().collect();
        all.sort_unstable_by_key(|entry| entry.word);
        all
    });
    &ALL
}

/// The entries by their words.
fn by_word() -> &'static HashMap<&'static str, &'static Entry> {
    static ALL: LazyLock<HashMap<&'static str, &'static Entry>> = LazyLock::new(|| {
        let words = |entry: &'static Entry| std::iter::once(&entry.word).chain(entry.aliases);
        entries().iter().flat_map(|entry| words(entry).map(|word| (*word, *entry))).collect()
    });
    &ALL
}

/// As words are compared: in small letters, their parts joined by hyphens.
fn joined(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_'], "-")
}

/// The entry of a word, or the only one of which a word begins with it.
pub fn find(word: &str) -> Option<&'static Entry> {
    let word = joined(word);
    by_word().get(word.as_str()).copied().or_else(|| {
        let words = |entry: &Entry| std::iter::once(entry.word).chain(entry.aliases.iter().copied());
        let begins = |entry: &&Entry| words(entry).any(|own| own.starts_with(&word));
        let mut matching = entries().iter().copied().filter(|entry| !word.is_empty() && begins(entry));
        matching.next().filter(|_| matching.next().is_none())
    })
}

impl Entry {
    /// The entries to go on with.
    pub fn related(&self) -> impl Iterator<Item = &'static Entry> + '_ {
        self.related.iter().filter_map(|word| find(word))
    }

    /// The step of a lesson that treats it; none where the lesson has no such step.
    pub fn step(&self, lesson: &Lesson) -> Option<Address> {
        let (names, last) = (lesson.names(), lesson.pass().network().last());
        let derived = &lesson.scenario().plan.derive;
        let weight = |is_output: bool| {
            let found = derived.iter().find(|weight| (weight.layer == last) == is_output)?;
            Some(names.plain(Quantity::at(Kind::Weight, *found)))
        };
        let [output, hidden] = [true, false].map(|is_output| weight(is_output).unwrap_or_default());
        self.at.iter().find_map(|address| {
            let text = address
                .replace("{first}", &names.layer(1))
                .replace("{before}", &names.layer(last - 1))
                .replace("{last}", &names.layer(last))
                .replace("{out1}", &names.neuron(last, 0))
                .replace("{w_out_name}", &output)
                .replace("{w_out}", &format!("chain/{output}"))
                .replace("{w_hidden}", &format!("chain/{hidden}"));
            lesson.parse_address(&text)
        })
    }
}

/// The entry on numbers of a kind.
fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Weight | Kind::WeightAfter => "weight",
        Kind::Bias | Kind::BiasAfter => "bias",
        Kind::Net => "net-value",
        Kind::Out | Kind::OutAfter => "output",
        Kind::Target => "target",
        Kind::Error => "error",
        Kind::ErrorTotal | Kind::ErrorTotalAfter => "error-total",
        Kind::ErrorByOut => "derivative",
        Kind::Slope => "slope",
        Kind::Jacobian => "jacobian",
        Kind::Delta => "error-term",
        Kind::Gradient | Kind::BiasGradient | Kind::MeanGradient | Kind::MeanBiasGradient => "gradient",
        Kind::LearningRate => "learning-rate",
    }
}

/// Letters that a word has at least to be known within a sentence: “out” and “net” mean too many things.
const LEAST_LETTERS: usize = 4;
/// Words that an entry's name consists of at most.
const MOST_WORDS: usize = 3;

/// The entries of the words in a sentence, each with the bytes where it stands.
pub fn words_in(text: &str) -> Vec<(std::ops::Range<usize>, &'static Entry)> {
    let mut tokens: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphabetic() || c == '-', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        let most = words_of_entries(&text[tokens[next].clone()]).min(tokens.len() - next);
        let hit = (1..=most).rev().find_map(|count| {
            let range = tokens[next].start..tokens[next + count - 1].end;
            Some((count, range.clone(), named(&text[range])?))
        });
        match hit {
            Some((count, range, entry)) => {
                found.push((range, entry));
                next += count;
            }
            None => next += 1,
        }
    }
    found
}

/// Of how many words the longest name of an entry consists that begins with this one, in the singular or
/// the plural. Most words of a sentence begin none, and are told without being spelled anew.
fn words_of_entries(word: &str) -> usize {
    static FIRST: LazyLock<Vec<(&'static str, usize)>> = LazyLock::new(|| {
        let mut all: HashMap<&'static str, usize> = HashMap::new();
        for name in by_word().keys() {
            let first = name.split('-').next().unwrap_or_default();
            let count = all.entry(first).or_default();
            *count = name.split('-').count().max(*count);
        }
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_unstable();
        all
    });
    let word = word.split('-').next().unwrap_or_default();
    let longest = |word: &str| {
        let small = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        let found = FIRST.binary_search_by(|(first, _)| first.bytes().cmp(small()));
        found.map_or(0, |found| FIRST[found].1)
    };
    if !word.is_ascii() {
        return MOST_WORDS;
    }
    longest(word).max(word.strip_suffix(['s', 'S']).map_or(0, longest)).min(MOST_WORDS)
}

/// The entry that is called just this, in the singular or the plural.
fn named(text: &str) -> Option<&'static Entry> {
    if text.chars().count() < LEAST_LETTERS {
        return None;
    }
    let word = joined(text);
    let called = |word: &str| by_word().get(word).copied();
    called(&word).or_else(|| called(word.strip_suffix('s')?))
}

/// The entries that a step's words and signs lead to: what it refreshes first, then what its formula has,
/// then the words of its title and its reason, each once.
pub fn of_step(step: &Step) -> Vec<&'static Entry> {
    let mut all: Vec<&'static Entry> = step.refresh.iter().filter_map(|word| find(word)).collect();
    let mut add = |entry: &'static Entry| {
        if !all.contains(&entry) {
            all.push(entry);
        }
    };
    for line in &step.formula.lines {
        for expr in line.left.iter().chain([&line.right]) {
            expr.visit(&mut |piece| of_piece(piece).and_then(find).into_iter().for_each(&mut add));
        }
    }
    for piece in std::iter::once(&step.title).chain(&step.why).flat_map(|prose| &prose.0) {
        match piece {
            Piece::Text(text) => words_in(text).into_iter().for_each(|(_, entry)| add(entry)),
            Piece::Symbol(part) => find(of_kind(part.kind)).into_iter().for_each(&mut add),
            Piece::Neuron(..) | Piece::Number(_) => {}
        }
    }
    all
}

/// The word for a piece of a formula.
fn of_piece(piece: &Expr) -> Option<&'static str> {
    match piece {
        Expr::Symbol(part) | Expr::Of(part, _) => Some(of_kind(part.kind)),
        Expr::Transposed(_) => Some("transpose"),
        Expr::Product(Times::Hadamard, _) => Some("element-wise"),
        Expr::Matrix(rows) | Expr::Window(_, rows) if rows.iter().any(|row| row.len() > 1) => Some("matrix"),
        Expr::Matrix(_) | Expr::Window(..) => Some("vector"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::lesson::{Reveal, View, Zoom};
    use crate::scenario::{builtin, builtins};

    fn lesson(name: &str) -> Lesson {
        let scenario = builtin(name).unwrap();
        let view = View::of(&scenario);
        Lesson::new(scenario, view).unwrap()
    }

    #[test]
    fn words_are_found_by_their_beginning_their_other_words_and_signs() {
        for (asked, found) in [
            ("trans", Some("transpose")),
            ("Chain rule", Some("chain-rule")),
            ("matrix", Some("matrix")),
            ("delta", Some("error-term")),
            ("δ", Some("error-term")),
            ("E_total", Some("error-total")),
            ("out", Some("output")),
            ("⊙", Some("element-wise")),
            ("gradien", None),
            ("", None),
        ] {
            assert_eq!(find(asked).map(|entry| entry.word), found, "{asked}");
        }
    }

    #[test]
    fn no_word_leads_to_two_entries() {
        let mut seen = HashSet::new();
        for entry in entries() {
            for word in std::iter::once(&entry.word).chain(entry.aliases) {
                assert!(seen.insert(*word), "{word}");
                assert_eq!(joined(word), *word);
                assert_eq!(find(word).map(|found| found.word), Some(entry.word), "{word}");
            }
        }
    }

    #[test]
    fn every_word_of_the_lessons_notation_has_an_entry() {
        for word in [
            "layer",
            "neuron",
            "input",
            "weight",
            "bias",
            "net value",
            "net",
            "output",
            "out",
            "activation function",
            "target",
            "error",
            "E_total",
            "derivative",
            "∂",
            "dE/dout",
            "slope",
            "dout/dnet",
            "error term",
            "delta",
            "δ",
            "element-wise product",
            "⊙",
            "hadamard",
            "jacobian",
            "gradient",
            "epoch",
            "forward pass",
            "backward pass",
            "backpropagation",
            "pattern",
            "bill",
            "path",
            "carrying",
            "full precision",
            "learning rate",
            "η",
            "sample",
            "batch",
            "zoom",
            "address",
            "scenario",
            "chapter",
            "transpose",
            "kink",
            "softmax",
            "relu",
            "leaky relu",
            "tanh",
            "sigmoid",
            "identity",
            "cross entropy",
            "gradient check",
            "ε",
            "drawn weights",
            "seed",
            "xavier",
            "update",
            "training",
            "gradient descent",
            "matrix",
            "vector",
            "loss",
        ] {
            assert!(find(word).is_some(), "{word}");
        }
    }

    #[test]
    fn what_entries_lead_to_is_there() {
        let mut lessons: Vec<Lesson> = builtins().iter().map(|builtin| lesson(builtin.name)).collect();
        // What none of them has.
        let source = "title = \"t\"\n[network]\nlayers = [1, 2, 2, 1]\n\
                      activation = [\"leaky-relu\", \"identity\", \"tanh\"]\n\
                      weights = { seed = 1, init = \"xavier\" }\n\
                      [lesson]\nweights = [\"w_b1\"]\n[[samples]]\ninput = [1]\ntarget = [1]\n";
        let scenario = crate::scenario::parse(source, "text").unwrap();
        let view = View::of(&scenario);
        lessons.push(Lesson::new(scenario, view).unwrap());
        for entry in entries() {
            for word in entry.related {
                let related = find(word).unwrap_or_else(|| panic!("{} leads to {word}", entry.word));
                assert!(related.word == *word && related.word != entry.word, "{}: {word}", entry.word);
            }
            assert!(!entry.related.is_empty(), "{} leads nowhere", entry.word);
            let has_step = lessons.iter().any(|lesson| entry.step(lesson).is_some());
            assert!(has_step || entry.at.is_empty(), "{} has no step in any lesson", entry.word);
            // Each place is one in some lesson, not only the first of them.
            for place in entry.at {
                let alone = Entry { at: std::slice::from_ref(place), ..**entry };
                assert!(lessons.iter().any(|lesson| alone.step(lesson).is_some()), "{}: {place}", entry.word);
            }
        }
        let swap = &lessons[0];
        let with_step = entries().iter().filter(|entry| entry.step(swap).is_some()).count();
        assert!(with_step * 4 > entries().len() * 3, "only {with_step} entries lead to a step of swap");
        let delta = find("delta").and_then(|entry| entry.step(swap)).unwrap();
        assert_eq!(swap.address_text(delta), "pattern/d/delta");
    }

    #[test]
    fn every_step_has_words_and_begins_with_what_it_refreshes() {
        for name in ["swap", "three-classes", "regression"] {
            let lesson = lesson(name);
            for n in 0..lesson.outline().len(Zoom::Term) {
                let address = lesson.outline().at(Zoom::Term, n).unwrap();
                let step = lesson.step(address, Reveal::All);
                let words: Vec<&str> = of_step(&step).iter().map(|entry| entry.word).collect();
                assert!(!words.is_empty(), "{name}: {}", lesson.address_text(address));
                let refreshed: Vec<&str> = step.refresh.iter().map(|word| find(word).unwrap().word).collect();
                assert_eq!(words[..refreshed.len()], refreshed);
            }
        }
    }

    #[test]
    fn words_within_sentences_are_known_in_both_numbers() {
        let text = "Its slopes, the learning rate and two biases; out of a net.";
        let words: Vec<(&str, &str)> =
            words_in(text).into_iter().map(|(range, entry)| (&text[range], entry.word)).collect();
        assert_eq!(words, [("slopes", "slope"), ("learning rate", "learning-rate"), ("biases", "bias")]);
    }
}

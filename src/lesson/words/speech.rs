//! What is heard where the lesson is read aloud: other words for what speaks of the look of a sign, and
//! for formulas of the glossary that are set in two dimensions.

use std::borrow::Cow;

use crate::lesson::glossary::Entry;
use crate::notation::speech::signs;

/// Phrases that only eyes can follow, and what is said in their place. What is left of signs in the
/// latter is read like any other.
pub(crate) const PHRASES: &[(&str, &str)] = &[
    ("with + − * / ^ and parentheses, sig(…), tanh(…), exp(…), ln(…)", "with plus, minus, times and over"),
    ("Work it out, type it and press Enter.", "Work it out and type it."),
    (
        "Go through it below, the next number is for you again.",
        "Go through it; the next number is for you again.",
    ),
    ("Transpose ᵀ", "Transpose"),
    ("Element-wise product ⊙", "Element-wise product"),
    ("⊙ multiplies element by element", "Element-wise times means: each element by its own partner"),
    ("The arrow → rounds to", "“Rounded to” means: to"),
    ("ᵀ lays the column", "Transposing lays the column"),
    (" = ∂E/∂net_", ", ∂E/∂net_"),
    ("comes to the same ∂E", "comes to the same number: ∂E"),
    ("kept a Σ that", "kept a sign for a sum that"),
    ("all derivatives ∂out/∂net of softmax", "all partial derivatives of softmax"),
    ("Go to net", "At net"),
    (
        " on the horizontal axis and from there to the curve: the height there is ",
        " the value of the function is ",
    ),
    ("The ½ changes nothing", "The factor one half changes nothing"),
    ("which the ½ cancels", "which the factor one half cancels"),
    ("stands below the line in", "is in the denominator of"),
    (
        "its own above and below the line, the others below it",
        "its own in the numerator and in the denominator, the others in the denominator",
    ),
    ("(:epoch N)", "(type: epoch and its number)"),
    ("To watch a training on its way: :train.", "To train for longer, type: train and how many epochs."),
];

/// A text as it is heard: phrases for ears, names and signs in words.
pub(crate) fn heard(text: &str) -> String {
    let mut text = Cow::Borrowed(text);
    for (seen, said) in PHRASES {
        if text.contains(seen) {
            text = text.replace(seen, said).into();
        }
    }
    let words = signs(&apposed(&text));
    // Within a sentence a derivative has its article.
    let mut articled = String::with_capacity(words.len());
    for (index, piece) in words.split("partial derivative").enumerate() {
        if index > 0 {
            let bare = articled.trim_end();
            let begins = bare.is_empty() || bare.ends_with([':', '.', ';', '"', '(']);
            let has_one = ["the", "The", "mean", "all", " a"].iter().any(|word| bare.ends_with(word));
            articled.push_str(if begins || has_one {
                "partial derivative"
            } else {
                "the partial derivative"
            });
        }
        articled.push_str(piece);
    }
    articled
}

/// Numbers that a sentence names in passing, between commas: “its `out_d1 = 0.7199` is right”.
fn apposed(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut said = String::new();
    while let Some((before, after)) = rest.split_once(" = ") {
        let name = before.rsplit(' ').next().unwrap_or_default();
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '−');
        let number = after[..after.find(|c| !is_number(c)).unwrap_or(after.len())].trim_end_matches('.');
        let goes_on = after[number.len()..].starts_with(' ');
        let is_in_passing = name.contains('_') && !number.is_empty();
        said.push_str(before);
        if is_in_passing && (goes_on || !said.trim_start_matches(name).is_empty()) {
            said.extend([", ", number, if goes_on { "," } else { "" }]);
            rest = &after[number.len()..];
        } else {
            said.push_str(" = ");
            rest = after;
        }
    }
    if said.is_empty() {
        return Cow::Borrowed(text);
    }
    said.push_str(rest);
    Cow::Owned(said)
}

/// The sentences of a text, one by one.
pub(crate) fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(' ') {
        let before = &text[start..at];
        let bare = before.trim_end_matches(['"', ')']);
        // Not behind the point of an abbreviation.
        let word = bare.rsplit(' ').next().unwrap_or(bare).trim_end_matches(['.', '?', '!']);
        let is_short = word.contains('.') && word.contains(char::is_alphabetic);
        if bare.ends_with(['.', '?', '!']) && !is_short {
            sentences.push(before.to_owned());
            start = at + 1;
        }
    }
    sentences.push(text[start..].to_owned());
    sentences.retain(|sentence| !sentence.is_empty());
    for sentence in &mut sentences {
        end(sentence);
    }
    sentences
}

/// A full stop, where nothing else ends a sentence.
pub(crate) fn end(sentence: &mut String) {
    if !sentence.trim_end_matches(['"', ')']).ends_with(['.', '?', '!', ':']) {
        sentence.push('.');
    }
}

/// Formulas of the glossary that take several lines, in their order: how they are read.
const SET: &[(&str, &[&str])] = &[
    ("chain-rule", &["∂y/∂x = ∂y/∂u · ∂u/∂x."]),
    ("element-wise", &["The column p, q, element-wise times the column x, y, is the column p·x, q·y."]),
    ("gradient-check", &["The fraction of E(w + ε) − E(w − ε) as its numerator, and 2ε as its denominator."]),
    (
        "matrix-vector",
        &["The matrix with the rows p, q; r, s; and t, u, times the column x, y, is the column p·x + q·y; \
           r·x + s·y; t·x + u·y."],
    ),
    (
        "outer-product",
        &[
            "The column p, q, r times the row x, y is the matrix with the rows p·x, p·y; q·x, q·y; and r·x, r·y.",
        ],
    ),
    (
        "sigmoid",
        &[
            "sig(x) is 1 over the sum of 1 and e⁻ˣ.",
            "sig′(x) is e⁻ˣ over the square of that sum. That is the product of two factors: 1 over the sum of \
             1 and e⁻ˣ, and e⁻ˣ over that sum.",
        ],
    ),
    ("softmax", &["Output i is e^(x_i), divided by the sum of all e^(x_j)."]),
    ("tanh", &["tanh(x) is a fraction. Its numerator is eˣ − e⁻ˣ, its denominator is eˣ + e⁻ˣ."]),
    (
        "transpose",
        &["The matrix with the rows p, q, r and s, t, u, transposed, has the rows p, s; q, t; and r, u."],
    ),
];

/// An entry of the glossary as it is read: its title, and its text sentence by sentence.
pub(crate) fn entry(entry: &Entry) -> Vec<String> {
    let mut lines = sentences(&heard(entry.title));
    let mut set = SET.iter().find(|(word, _)| *word == entry.word).map_or(&[][..], |(_, set)| *set).iter();
    let mut text = entry.text.iter().peekable();
    while let Some(paragraph) = text.next() {
        if !is_set(paragraph) {
            lines.extend(sentences(&heard(paragraph)));
            continue;
        }
        // Lines below each other are one formula.
        let mut count = 1;
        while text.next_if(|next| is_set(next)).is_some() {
            count += 1;
        }
        match set.next().filter(|_| count > 1) {
            Some(words) => lines.extend(sentences(&heard(words))),
            None => lines.extend(sentences(&heard(paragraph.trim()))),
        }
    }
    lines
}

fn is_set(paragraph: &str) -> bool {
    paragraph.starts_with("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::glossary::entries;
    use crate::lesson::inspect::Block;
    use crate::lesson::{Hint, Lesson, Reveal, Sight, View, Zoom};

    /// The formulas of an entry that take several lines.
    fn set_in_lines(entry: &Entry) -> usize {
        let groups = entry.text.chunk_by(|one, next| is_set(one) == is_set(next));
        groups.filter(|group| is_set(group[0]) && group.len() > 1).count()
    }

    #[test]
    fn the_glossary_is_read_with_words_for_each_formula_that_is_drawn() {
        for (word, set) in SET {
            let entry = entries().iter().find(|entry| entry.word == *word).unwrap();
            assert_eq!(set.len(), set_in_lines(entry), "{word}");
        }
        for glossed in entries() {
            let has_words = SET.iter().any(|(word, _)| *word == glossed.word);
            assert_eq!(has_words, set_in_lines(glossed) > 0, "{}", glossed.word);
            for line in entry(glossed) {
                // An address is said as it is typed.
                let odd = line.chars().find(|c| !c.is_ascii_alphanumeric() && !" .,;:()'\"?!-/".contains(*c));
                assert_eq!(odd, None, "{}: {line}", glossed.word);
            }
        }
    }

    #[test]
    fn every_phrase_for_eyes_is_one_of_the_lesson() {
        let mut seen = String::new();
        for builtin in
            crate::scenario::builtins().iter().filter(|builtin| !["large", "digits"].contains(&builtin.name))
        {
            let scenario = crate::scenario::builtin(builtin.name).unwrap();
            let view = View::of(&scenario);
            let lesson = Lesson::new(scenario, view).unwrap();
            let outline = lesson.outline();
            for n in 0..outline.len(Zoom::Operation) {
                let step = lesson.step(outline.at(Zoom::Operation, n).unwrap(), Reveal::All);
                for prose in step.why.iter().chain([&step.title]) {
                    seen.push_str(&prose.screen(lesson.names(), lesson.carry()));
                    seen.push('\n');
                }
                step.notes.iter().for_each(|note| seen.push_str(&note.text));
                let asked = lesson.questions(step.address, Zoom::Operation);
                for q in asked.into_iter().take(1) {
                    let question =
                        lesson.question(step.address, Zoom::Operation, Sight::default(), q, Hint::None);
                    for prose in &question.why {
                        seen.push_str(&prose.screen(lesson.names(), lesson.carry()));
                    }
                }
            }
            let weight = lesson.pass().network().weight_ids().next().unwrap();
            for passage in &lesson.inspect(weight, crate::engine::EPSILON).passages {
                for block in &passage.blocks {
                    if let Block::Says(prose) = block {
                        seen.push_str(&prose.screen(lesson.names(), lesson.carry()));
                    }
                }
            }
        }
        seen.extend(entries().iter().map(|entry| entry.title));
        seen.push_str(crate::lesson::words::predict::SHOWN);
        for (phrase, _) in PHRASES {
            assert!(seen.contains(phrase), "nobody says {phrase:?}");
        }
    }

    #[test]
    fn sentences_are_for_ears() {
        for (written, read) in [
            ("Its out_d1 = 0.7199 is right.", "Its out d 1, 0.7199, is right."),
            ("It is multiplied with out_b1 = 0.5.", "It is multiplied with out b 1, 0.5."),
            (
                "δ_d1 = ∂E/∂out_d1 · slope_d1",
                "delta d 1 equals the partial derivative of E with respect to out d 1 times slope d 1",
            ),
            ("passes one half at x = 0.", "passes one half at x equals 0."),
            (
                "So we want ∂E/∂w: mean ∂E/∂w_b1",
                "So we want the partial derivative of E with respect to w: mean partial derivative of E with respect to w b 1",
            ),
        ] {
            assert_eq!(heard(written), read);
        }
    }

    #[test]
    fn what_is_said_of_mistakes_is_words_alone() {
        use crate::engine::{Kind, Mistake};
        for mistake in Mistake::ALL {
            for kind in
                [Kind::Net, Kind::Error, Kind::ErrorByOut, Kind::Delta, Kind::Gradient, Kind::WeightAfter]
            {
                let text =
                    heard(&crate::lesson::words::mistakes::found(mistake, kind).replace(['{', '}'], ""));
                let odd = text.chars().find(|c| !c.is_ascii_alphanumeric() && !" .,;:()'-".contains(*c));
                assert_eq!(odd, None, "{text}");
            }
        }
    }

    #[test]
    fn texts_fall_into_sentences() {
        let text = "It is 0.5. So w d 1 stays. Is it \"right?\" Yes (it is).";
        let expected = ["It is 0.5.", "So w d 1 stays.", "Is it \"right?\"", "Yes (it is)."];
        assert_eq!(sentences(text), expected);
    }
}

//! What the TOML parser found wrong, said in the words of a scenario file.
//!
//! Its messages repeat the file and show Rust's names for things. They have few forms, though, and
//! what ends each of them is ours: the keys and words of `raw` and what its types expect.

use std::borrow::Cow;
use std::ops::Range;

use super::error::{ScenarioError, Source};
use super::raw::BIASES;

mod syntax;

pub(super) use syntax::syntax;

/// Characters of a name or value from the file that a sentence repeats at most.
const MOST_REPEATED: usize = 60;

/// What is right, by key.
const EXAMPLES: [(&str, &str); 31] = [
    ("title", "title = \"Swap two inputs\""),
    ("network.layers", "layers = [2, 4, 3, 2], from the input layer to the output layer"),
    ("network.activation", "activation = \"sigmoid\""),
    ("network.leaky_slope", "leaky_slope = 0.01"),
    ("network.loss", "loss = \"half-squared-error\""),
    ("network.weights.seed", "weights = { seed = 7 }"),
    ("network.weights.init", "weights = { seed = 7, init = \"he\" }"),
    ("network.weights.file", "weights = { file = \"trained.json\" }"),
    ("network.weights", "b = [[0.1, 0.2], [0.3, 0.4]], a row for each neuron of the layer"),
    ("network.biases", "b = [0.1, 0.2], one for each neuron of the layer"),
    ("training.learning_rate", "learning_rate = 0.5"),
    ("training.biases", "biases = \"frozen\""),
    ("training.batch", "batch = \"all\""),
    ("lesson.decimals", "decimals = 4"),
    ("lesson.sample", "sample = 1"),
    ("lesson.weights", "weights = [\"w_b1\"]"),
    ("lesson.chapters", "chapters = [\"forward\", \"error\"]"),
    ("samples.input", "input = [1, 0]"),
    ("samples.target", "target = [0, 1]"),
    ("notes.at", "at = \"forward/b/net\""),
    ("notes.text", "text = \"What one would say here.\""),
    ("notes.quotes", "quotes = true"),
    ("edits.set", "set = \"w_b1\", or \"a1@3\" for an input of sample 3"),
    ("edits.value", "value = 0.35"),
    ("tour.at", "at = \"forward/b/net\""),
    ("tour.text", "text = \"The error is {E_total} here.\""),
    ("tour.set", "set = { w_b1 = 0.35, a1 = 0 }"),
    ("tour.reset", "reset = true"),
    ("tour.sample", "sample = 1"),
    ("tour.decimals", "decimals = 4"),
    ("tour.zoom", "zoom = \"term\""),
];

/// The same for keys that are whole sections.
const SECTIONS: [(&str, &str); 8] = [
    ("network", "a section [network] with layers and weights"),
    ("network.biases", "biases = 0 for all, or a section [network.biases] with b = [0.1, 0.2] and so on"),
    ("training", "a section [training]"),
    ("lesson", "a section [lesson]"),
    ("samples", "a section [[samples]] with input and target for each sample"),
    ("notes", "a section [[notes]] with at and text for each note"),
    ("edits", "a section [[edits]] with set and value for each number"),
    ("tour", "a section [[tour]] with at and text for each stop"),
];

/// What would be right at a key; empty if nothing is known about it.
pub(super) fn example(key: &str) -> String {
    let inside = |of: &str| key == of || key.strip_prefix(of).is_some_and(|rest| rest.starts_with('.'));
    if let Some((_, section)) = SECTIONS.iter().find(|(of, _)| key == *of) {
        return (*section).to_owned();
    }
    EXAMPLES.iter().find(|(of, _)| inside(of)).map_or_else(String::new, |(_, line)| format!("such as {line}"))
}

/// TOML that is no scenario.
pub(super) fn content(source: &Source<'_>, mut error: toml::de::Error) -> ScenarioError {
    let span = span(&error);
    // Without its input, the error ends with the keys that lead to its place.
    error.set_input(None);
    let shown = error.to_string();
    let message = error.message();
    let keys = shown.strip_prefix(message).unwrap_or_default().trim();
    let keys = keys.strip_prefix("in `").and_then(|keys| keys.strip_suffix('`')).unwrap_or_default();
    let (key, problem, help) = translate(message, keys, Value::at(source, &span));
    source.error(&span, &key, &problem, &help)
}

/// How the value that is wrong stands in the file; the parser does not tell.
#[derive(Debug, Clone, Copy)]
struct Value<'a> {
    /// It is one of a list, rather than what its key is set to.
    is_element: bool,
    /// It is a date or time, which the parser calls a map or a text.
    is_date: bool,
    /// The value and what follows it.
    text: &'a str,
}

impl<'a> Value<'a> {
    fn at(source: &Source<'a>, span: &Range<usize>) -> Self {
        let (before, text) = source.text().split_at_checked(span.start).unwrap_or_default();
        Self {
            is_element: before.trim_end().ends_with(['[', ',']),
            is_date: text.starts_with(|c: char| c.is_ascii_digit()),
            text,
        }
    }
}

fn span(error: &toml::de::Error) -> Range<usize> {
    error.span().unwrap_or_default()
}

/// The key that a message is about, the problem and what would be right.
fn translate(message: &str, keys: &str, value: Value<'_>) -> (String, String, String) {
    let inside = |name: &str| if keys.is_empty() { name.to_owned() } else { format!("{keys}.{name}") };
    // What comes before the last "expected" may be the file's own; what comes after is ours.
    let (found, expected) = message.rsplit_once(", expected ").unwrap_or((message, ""));
    if let Some(name) = quoted(found, "unknown field `") {
        // As it is written in the file.
        let key = inside(if name.is_empty() { "\"\"".into() } else { repeated(name) }.as_ref());
        let help = match and(&words(expected)) {
            Some(known) => format!("the keys here are {known}"),
            None => format!("what stands here is {expected}"),
        };
        return (key.clone(), format!("unknown key `{key}`"), help);
    }
    if let Some(name) = quoted(found, "missing field `") {
        let key = inside(name);
        let problem = format!("`{key}` is missing");
        let help = example(&key);
        return (key, problem, help);
    }
    let key = repeated(keys).into_owned();
    if let Some(name) = quoted(found, "unknown variant `") {
        let verb = if value.is_element { "hold" } else { "be" };
        let problem = format!("`{key}` cannot {verb} \"{}\"", repeated(name));
        return (key, problem, format!("available: {}", words(expected).join(", ")));
    }
    let wrong = found.strip_prefix("invalid type: ").or_else(|| found.strip_prefix("invalid value: "));
    let problem = if let Some(wrong) = wrong {
        let (there, wanted) = (found_there(wrong, value), wanted(expected, &key));
        if value.is_element {
            format!("`{key}` holds {there}, where {wanted} should stand")
        } else {
            format!("`{key}` is {there}, but should be {wanted}")
        }
    } else if message.ends_with("number overflowed") {
        match value.text.get(..2).filter(|start| start.starts_with('0') && start.ends_with(['x', 'o', 'b'])) {
            Some(start) => {
                format!("`{key}` holds a number that has no digits behind its {start}, or too many")
            }
            None => format!("`{key}` holds a number that is too large"),
        }
    } else {
        format!("`{key}` is wrong: {}", repeated(message))
    };
    let help = example(keys);
    (key, problem, help)
}

/// The name in "unknown field `name`".
fn quoted<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix('`')
}

/// The words of "one of `a`, `b`, `c`".
fn words(expected: &str) -> Vec<&str> {
    expected.split('`').skip(1).step_by(2).collect()
}

/// "a, b and c"; `None` without any.
fn and(names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some((*one).to_owned()),
        [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
    }
}

/// What serde found, in plain words.
fn found_there<'a>(wrong: &'a str, value: Value<'_>) -> Cow<'a, str> {
    // What follows the number, if anything, is the name of a Rust type.
    let plain = |kind: &str| Some(wrong.strip_prefix(kind)?.split_once('`')?.0);
    match wrong {
        "sequence" => "a list".into(),
        "map" if value.is_date => "a date or time".into(),
        // What the parser calls it where something with a place is read.
        _ if value.is_date && wrong.starts_with("string ") => "a date or time".into(),
        "map" => "a table".into(),
        "floating point `NaN`" => "nan".into(),
        _ => {
            let number = plain("integer `").or_else(|| plain("floating point `"));
            match number.or_else(|| plain("boolean `")) {
                Some(value) => repeated(value),
                None => match wrong.strip_prefix("string ") {
                    Some(text) => format!("the text {}", repeated(text)).into(),
                    None => repeated(wrong),
                },
            }
        }
    }
}

/// What serde wanted, in plain words.
fn wanted<'a>(expected: &'a str, key: &str) -> &'a str {
    match expected {
        "a spanned value" if key == "network.biases" => BIASES,
        "a sequence" => "a list",
        "a map" | "a spanned value" => "a table",
        "a string" => "a text in quotes",
        "a boolean" => "true or false",
        other => other,
    }
}

/// The beginning of something from the file.
fn repeated(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_REPEATED) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

//! What the TOML parser found wrong, said in the words of a scenario file.
//!
//! Its messages repeat the file and show Rust's names for things. They have few forms, though, and
//! what ends each of them is ours: the keys and words of `raw` and what its types expect.

use std::borrow::Cow;
use std::ops::Range;

use super::error::{ErrorKind, ScenarioError, Source, bounded};

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

/// An error in the TOML itself.
pub(super) fn syntax(source: &Source<'_>, error: &toml::de::Error) -> ScenarioError {
    let problem = format!("this is not TOML: {}", bounded(error.message(), 200));
    let help = if error.message() == "duplicate key" {
        "a key or section stands once in its place"
    } else {
        "a line is a [section], a key = value or a # comment; a text is in quotes, a list in [ ]"
    };
    let mut error = source.error(&span(error), "", &problem, help);
    error.kind = ErrorKind::Syntax;
    error
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// It is what its key is set to.
    Whole,
    /// It is one of a list.
    Element,
    /// It is a date or time, which the parser calls a map.
    Date,
}

impl Value {
    fn at(source: &Source<'_>, span: &Range<usize>) -> Self {
        let (before, value) = source.text().split_at_checked(span.start).unwrap_or_default();
        if before.trim_end().ends_with(['[', ',']) {
            Self::Element
        } else if value.starts_with(|c: char| c.is_ascii_digit()) {
            Self::Date
        } else {
            Self::Whole
        }
    }
}

fn span(error: &toml::de::Error) -> Range<usize> {
    error.span().unwrap_or_default()
}

/// The key that a message is about, the problem and what would be right.
fn translate(message: &str, keys: &str, value: Value) -> (String, String, String) {
    let inside = |name: &str| if keys.is_empty() { name.to_owned() } else { format!("{keys}.{name}") };
    // What comes before the last "expected" may be the file's own; what comes after is ours.
    let (found, expected) = message.rsplit_once(", expected ").unwrap_or((message, ""));
    if let Some(name) = quoted(found, "unknown field `") {
        let key = inside(&repeated(name));
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
        let verb = if value == Value::Element { "hold" } else { "be" };
        let problem = format!("`{key}` cannot {verb} \"{}\"", repeated(name));
        return (key, problem, format!("available: {}", words(expected).join(", ")));
    }
    let wrong = found.strip_prefix("invalid type: ").or_else(|| found.strip_prefix("invalid value: "));
    let problem = if let Some(wrong) = wrong {
        let (there, wanted) = (found_there(wrong, value), wanted(expected));
        match value {
            Value::Element => format!("`{key}` holds {there}, where {wanted} should stand"),
            Value::Whole | Value::Date => format!("`{key}` is {there}, but should be {wanted}"),
        }
    } else if message.ends_with("number overflowed") {
        format!("`{key}` holds a number that is too large")
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
fn found_there(wrong: &str, value: Value) -> Cow<'_, str> {
    // What follows the number, if anything, is the name of a Rust type.
    let plain = |kind: &str| Some(wrong.strip_prefix(kind)?.split_once('`')?.0);
    match wrong {
        "sequence" => "a list".into(),
        "map" if value == Value::Date => "a date or time".into(),
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
fn wanted(expected: &str) -> &str {
    match expected {
        "a sequence" => "a list",
        "a map" => "a table",
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

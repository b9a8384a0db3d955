//! A file with every key that there is, and another value for any of them.

use std::collections::BTreeSet;

use chainrule::lesson::{Lesson, View};
use chainrule::scenario::{ErrorKind, ScenarioError, parse};

use super::characters::{all, assert_is_seen, quoted, texts};

/// Every key, each on a line of its own. What is commented out cannot stand beside the rest.
const FILE: &str = r#"
title = "Strange"
[network]
layers = [1, 2, 1]
activation = ["leaky-relu", "sigmoid"]
leaky_slope = 0.1
loss = "half-squared-error"
[network.weights]
layers = 1
seed = 7
init = "he"
file = "trained.json"
[network.biases]
b = [0.1, 0.2]
[training]
learning_rate = 0.5
biases = "frozen"
batch = "all"
[lesson]
decimals = 4
sample = 1
weights = ["w_b1"]
chapters = ["network", "forward", "error", "chain"]
[[samples]]
input = [1]
target = [0]
[[notes]]
at = "forward/b/net/1"
text = "Noted"
quotes = false
[[edits]]
set = "w_c1"
value = 0.4
[[tour]]
at = "forward/b/net/1"
text = "Toured"
set = { w_c1 = 0.3 }
reset = true
sample = 1
decimals = 3
zoom = "operation"
"#;

/// The sections of the file by the structs that read them.
const STRUCTS: [(&str, &str); 8] = [
    ("Raw", ""),
    ("RawNetwork", "network"),
    ("RawWeights", "network.weights"),
    ("RawTraining", "training"),
    ("RawLesson", "lesson"),
    ("RawSample", "samples"),
    ("RawNote", "notes"),
    ("RawEdit", "edits"),
];
/// The one whose name is not that of its section.
const STOPS: (&str, &str) = ("RawStop", "tour");

/// The texts that a file may fill as it likes.
pub const FREE: [&str; 3] = ["title", "notes.text", "tour.text"];

/// What a key is called from the top of the file on.
fn path(section: &str, key: &str) -> String {
    if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") }
}

/// The keys of scenario files, from the sources that read them.
fn keys() -> BTreeSet<String> {
    let sources =
        [include_str!("../../src/scenario/raw.rs"), include_str!("../../src/scenario/raw/network.rs")];
    let mut keys = BTreeSet::new();
    let mut seen = 0;
    for source in sources {
        let mut section = None;
        for line in source.lines() {
            if let Some((_, rest)) = line.split_once("struct ") {
                let name = rest.split([' ', ';', '<']).next().unwrap();
                section =
                    STRUCTS.iter().chain([&STOPS]).find(|(of, _)| *of == name).map(|(_, section)| *section);
                seen += usize::from(section.is_some());
            } else if let (Some(section), Some(field)) = (section, line.strip_prefix("    pub ")) {
                keys.insert(path(section, field.split_once(':').unwrap().0));
            }
        }
    }
    assert_eq!(seen, STRUCTS.len() + 1, "a struct of the raw form is not known here");
    keys
}

/// The file with the lines of some keys changed; `change` is given the key and its line.
pub fn file(change: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut section = "";
    let mut lines = Vec::new();
    for line in FILE.lines() {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            lines.push(line.to_owned());
        } else if let Some((key, _)) = line.split_once(" = ") {
            let path = path(section, key);
            lines.extend(change(&path, line).or_else(|| {
                // Weights are listed, drawn or read, one of them.
                let others = ["network.weights.layers", "network.weights.file"];
                (!others.contains(&path.as_str())).then(|| line.to_owned())
            }));
        }
    }
    lines.join("\n") + "\n"
}

/// A file in which a key has another value.
pub fn with(key: &str, value: &str) -> String {
    if !is_section(key) {
        let name = key.rsplit('.').next().unwrap();
        return file(|path, _| (path == key).then(|| format!("{name} = {value}")));
    }
    // What is a whole section goes, and its name is a key of the one around it.
    let (around, name) = key.rsplit_once('.').unwrap_or(("", key));
    let heads = [format!("[{key}]"), format!("[[{key}]]"), format!("[{key}.")];
    let mut lines = Vec::from([String::new()]);
    let mut is_out = false;
    for line in file(|_, _| None).lines() {
        if line.starts_with('[') {
            is_out = heads.iter().any(|head| line.starts_with(head));
        }
        if !is_out {
            lines.push(line.to_owned());
        }
    }
    let head = format!("[{around}]");
    let at = lines.iter().position(|line| *line == head).unwrap_or(0);
    lines.insert(at + 1, format!("{name} = {value}"));
    lines.join("\n") + "\n"
}

/// The lesson of a file, or what is said instead.
pub fn load(source: &str, origin: &str) -> Result<Lesson, String> {
    let scenario = parse(source, origin).map_err(|error| {
        is_placed(&error);
        error.to_string()
    })?;
    let view = View::of(&scenario);
    Lesson::new(scenario, view).map_err(|error| error.to_string())
}

fn is_placed(error: &ScenarioError) {
    assert!(error.line().is_some() && error.column().is_some(), "{error}");
}

fn assert_is_message(message: &str, of: &str) {
    assert!(message.len() <= 2048, "{of}: {} bytes", message.len());
    assert_is_seen(message, &['\n'], of);
}

#[test]
fn the_file_is_right_and_has_every_key() {
    load(&file(|_, _| None), "strange.toml").unwrap();
    let known = FILE.lines().fold((String::new(), BTreeSet::new()), |(mut section, mut all), line| {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_owned();
            all.insert(section.split('.').next().unwrap().to_owned());
            all.insert(section.clone());
        } else if let Some((key, _)) = line.split_once(" = ") {
            all.insert(path(&section, key));
        }
        (section, all)
    });
    let known = known.1;
    let of_biases: BTreeSet<String> = [path("network.biases", "b")].into();
    let lacking: Vec<_> = keys().difference(&known).cloned().collect();
    assert!(lacking.is_empty(), "these keys have no line here: {lacking:?}");
    // But for the letters of layers, nothing here is made up.
    let surplus: BTreeSet<String> =
        known.difference(&keys()).filter(|key| !is_section(key)).cloned().collect();
    assert_eq!(surplus, of_biases);
}

fn is_section(key: &str) -> bool {
    FILE.contains(&format!("[{key}]")) || FILE.contains(&format!("[[{key}]]"))
}

#[test]
fn whatever_stands_at_a_key_is_taken_as_text_or_refused_in_a_message_of_text() {
    let mut taken = BTreeSet::new();
    let mut refused = 0;
    let keys = keys().into_iter().chain(["network.biases.b".to_owned()]);
    for key in keys {
        for text in texts(40) {
            let quoted = quoted(&text);
            let forms = [
                with(&key, &quoted),
                with(&key, &format!("[{quoted}]")),
                with(&key, &format!("[1, [{quoted}]]")),
                with(&key, &format!("{{ {quoted} = 1 }}")),
                with(&key, &format!("{{ {quoted} = {quoted} }}")),
                with(&key, &format!("\"{{{}}}\"", quoted.trim_matches('"'))),
                // An unknown key beside it, and one above all.
                file(|path, line| (path == key).then(|| format!("{quoted} = 1\n{line}"))),
                format!("{quoted} = 1\n{}", file(|_, _| None)),
            ];
            for (n, form) in forms.iter().enumerate() {
                // The file's own name is a stranger's word, too.
                match load(form, &text) {
                    // A section as it stands: nothing was put beside it.
                    Ok(_) if n == 6 && is_section(&key) => (),
                    Ok(_) => drop(taken.insert(key.clone())),
                    Err(message) => {
                        refused += 1;
                        assert_is_message(&message, &format!("{key}, form {n}"));
                    }
                }
            }
        }
    }
    assert_eq!(taken, FREE.map(str::to_owned).into(), "a key takes texts, and its sinks are not looked at");
    assert!(refused > 3000, "only {refused} were refused");
}

#[test]
fn what_stands_in_a_file_as_it_is_is_text_or_refused_in_a_message_of_text() {
    let places = [
        ("title = \"", "\"\n"),
        ("title = '", "'\n"),
        ("title = \"\"\"", "\"\"\"\n"),
        ("# ", "\n"),
        ("", " = 1\n"),
        ("\"", "\" = 1\n"),
        ("tit", "le = 1\n"),
        ("title = ", "\n"),
        ("title = 1", "\n"),
        ("[", "]\n"),
        ("title = \"\\", "\"\n"),
    ];
    let rest = file(|path, _| (path == "title").then(String::new));
    let mut kinds = [0, 0];
    for c in all() {
        for (before, after) in places {
            let has_title = before.starts_with("title") && after.starts_with(['"', '\'']);
            let title = if has_title { "" } else { "title = 'Raw'\n" };
            let source = format!("{title}{before}a{c}b{after}{rest}");
            match parse(&source, "raw.toml") {
                Ok(scenario) => assert_is_seen(scenario.title.as_str(), &[], before),
                Err(error) => {
                    kinds[usize::from(error.kind == ErrorKind::Syntax)] += 1;
                    is_placed(&error);
                    assert_is_message(&error.to_string(), &format!("{before}{c:?}{after}"));
                }
            }
        }
    }
    assert!(kinds.iter().all(|&count| count > 100), "{kinds:?}");
}

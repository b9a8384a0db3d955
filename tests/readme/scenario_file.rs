//! The reference of the scenario file: its tables have every key, and what they say of each is so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chainrule::scenario::{self, Note, Scenario, ScenarioError, Stop};
use chainrule::text::from_letters;
use toml::{Table, Value};

use crate::pages::{Cell, page, root};

/// A file with nothing but what must be there.
const LEAST: &str = r#"
title = "Least"
network = { layers = [2, 3, 2], weights = { seed = 1 } }
samples = [{ input = [1, 0], target = [1, 0] }, { input = [0, 1], target = [0, 1] }]
"#;

/// The same with one entry in each list that may be there.
const LISTS: &str = r#"
notes = [{ at = "forward/b/net", text = "Look." }]
edits = [{ set = "w_b1", value = 0.5 }]
tour = [{ at = "forward/b/net", text = "Look." }]
"#;

/// How a key of a layer stands in the tables.
const LETTER: &str = "b";

/// One line of the tables.
struct Row {
    /// The section, `network.weights`; empty at the top.
    section: String,
    key: String,
    takes: Cell,
    without: Cell,
    fits: Vec<String>,
    does_not: Vec<String>,
}

impl Row {
    fn path(&self) -> String {
        if self.section.is_empty() { self.key.clone() } else { format!("{}.{}", self.section, self.key) }
    }
}

fn rows() -> Vec<Row> {
    let page = page("docs/scenario-file.md");
    let tables = page.tables();
    let mut rows = Vec::new();
    for section in page.marks("keys:") {
        let mark = if section.is_empty() {
            "<!-- keys: -->".to_owned()
        } else {
            format!("<!-- keys: {section} -->")
        };
        let line = page.line(page.text.find(&mark).unwrap());
        let (_, of_section) = tables.iter().find(|(of, _)| (line..line + 4).contains(of)).unwrap();
        for cells in of_section {
            let [key, _, takes, without, fits, does_not] = &cells[..] else { panic!("{section}: six cells") };
            rows.push(Row {
                section: section.clone(),
                key: key.code[0].clone(),
                takes: takes.clone(),
                without: without.clone(),
                fits: fits.code.clone(),
                does_not: does_not.code.clone(),
            });
        }
    }
    rows
}

/// The table that a section is, in a file; of a list of sections the first.
fn section_of<'t>(file: &'t mut Table, section: &str) -> &'t mut Table {
    let mut at = file;
    for name in section.split('.').filter(|name| !name.is_empty()) {
        at = match at.entry(name).or_insert_with(|| Value::Table(Table::new())) {
            Value::Array(list) => list[0].as_table_mut().unwrap(),
            Value::Table(table) => table,
            _ => panic!("{section} is no section"),
        };
    }
    at
}

fn least() -> Table {
    format!("{LEAST}{LISTS}").parse().unwrap()
}

/// A value as a file writes it.
fn value(text: &str) -> Value {
    let read: Result<Table, _> = format!("x = {text}").parse();
    read.unwrap_or_else(|error| panic!("{text}: {error}")).remove("x").unwrap()
}

/// The file with a value at a key of a section, and with what the value needs beside it to make sense.
fn with(section: &str, key: &str, text: &str) -> String {
    let mut file = least();
    let place = section_of(&mut file, section);
    match (section, key) {
        ("network", "leaky_slope") => drop(place.insert("activation".to_owned(), value("\"leaky-relu\""))),
        // There are three ways to give weights, of which a file takes one.
        ("network.weights", LETTER) => {
            place.clear();
            place.insert("c".to_owned(), value("[[1, 0, 1], [0, 1, 0]]"));
        }
        ("network.weights", "file") => place.clear(),
        _ => {}
    }
    place.insert(key.to_owned(), value(text));
    toml::to_string(&file).unwrap()
}

/// A file of weights for the network of these tests.
const TRAINED: &str =
    r#"{"layers": [2, 3, 2], "weights": {"b": [[1, 2], [3, 4], [5, 6]], "c": [[1, 2, 3], [4, 5, 6]]}}"#;

fn opened(source: &str) -> Result<Scenario, ScenarioError> {
    if source.contains("[network.weights]\nfile = ") {
        scenario::parse_with_weights(source, "x.toml", TRAINED)
    } else {
        scenario::parse(source, "x.toml")
    }
}

/// A scenario without the text that it came from, nor where in it a thing stood.
fn meaning(source: &str) -> Scenario {
    let mut scenario = opened(source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    scenario.source = "".into();
    scenario.notes = scenario.notes.iter().map(|note| Note { line: 0, ..note.clone() }).collect();
    scenario.tour =
        scenario.tour.iter().map(|stop| Stop { line: 0, words_line: 0, ..stop.clone() }).collect();
    scenario
}

#[test]
fn what_fits_opens_and_what_does_not_is_refused_at_its_key() {
    let mut counts = (0, 0);
    for row in rows() {
        for value in &row.fits {
            let source = with(&row.section, &row.key, value);
            let result = opened(&source);
            assert!(result.is_ok(), "{} = {value}: {}", row.path(), result.unwrap_err());
            counts.0 += 1;
        }
        for value in &row.does_not {
            let error = opened(&with(&row.section, &row.key, value)).err();
            let error = error.unwrap_or_else(|| panic!("{} = {value} opens", row.path()));
            let key = error.key.as_ref().map_or("", |key| key.as_str());
            assert!(
                key.starts_with(&row.path()),
                "{} = {value}: the error is about {key}: {error}",
                row.path()
            );
            counts.1 += 1;
        }
    }
    assert!(counts.0 > 40 && counts.1 > 60, "{counts:?}");
}

#[test]
fn what_a_file_gets_without_a_key_is_what_stands_there() {
    for row in rows() {
        let path = row.path();
        let source = with(&row.section, &row.key, row.fits.first().map_or("0", String::as_str));
        let mut file: Table = source.parse().unwrap();
        if row.without.text == "must be there" {
            section_of(&mut file, &row.section).remove(&row.key);
            let error = opened(&toml::to_string(&file).unwrap())
                .err()
                .unwrap_or_else(|| panic!("{path} is not needed"));
            assert!(error.problem.as_str().contains("is missing"), "{path}: {error}");
        } else if let [value] = &row.without.code[..] {
            let given = meaning(&with(&row.section, &row.key, value));
            let mut file: Table = with(&row.section, &row.key, value).parse().unwrap();
            section_of(&mut file, &row.section).remove(&row.key);
            assert_eq!(given, meaning(&toml::to_string(&file).unwrap()), "{path} = {value}");
        } else if !row.fits.is_empty() {
            // Nothing is said that could be compared, but the file opens.
            section_of(&mut file, &row.section).remove(&row.key);
            if !row.section.starts_with("network.weights") {
                meaning(&toml::to_string(&file).unwrap());
            }
        }
    }
}

/// Where a key takes one of a few words, the tables have these and no others.
#[test]
fn the_words_that_a_key_takes_are_all_there() {
    let mut count = 0;
    for row in rows() {
        let wrong = if row.key == "chapters" { "[\"no-such-word\"]" } else { "\"no-such-word\"" };
        let Some(error) = opened(&with(&row.section, &row.key, wrong)).err() else { continue };
        let Some(words) = error.help.as_str().strip_prefix("available: ") else { continue };
        let named: BTreeSet<&str> = row.takes.code.iter().map(String::as_str).collect();
        assert_eq!(named, words.split(", ").collect(), "{}", row.path());
        count += 1;
    }
    assert!(count >= 6, "{count}");
}

/// The words that the reader of files is written in. Each is offered as a key everywhere: what is not refused as
/// unknown is a key, whoever may have forgotten to list it.
fn words_of_the_reader() -> BTreeSet<String> {
    let mut words = BTreeSet::from([LETTER.to_owned()]);
    for file in ["src/scenario/raw.rs", "src/scenario/raw/network.rs"] {
        let source = fs::read_to_string(root().join(file)).unwrap();
        let split = source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
        words.extend(
            split.filter(|word| !word.is_empty() && word.chars().any(char::is_alphabetic)).map(str::to_owned),
        );
    }
    words
}

/// A value that no key takes.
fn nothing() -> Value {
    Value::Array(vec![Value::Array(Vec::new())])
}

#[test]
fn every_key_is_there_and_no_other() {
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows() {
        documented.entry(row.section.clone()).or_default().insert(row.key.clone());
    }
    for (section, keys) in &documented {
        let is_by_layer = ["network.weights", "network.biases"].contains(&section.as_str());
        let mut accepted = BTreeSet::new();
        for word in words_of_the_reader() {
            // A section of biases has no key yet; what is offered is its first.
            let mut file = least();
            section_of(&mut file, section).insert(word.clone(), nothing());
            let error = opened(&toml::to_string(&file).unwrap()).unwrap_err();
            if !error.problem.as_str().starts_with("unknown key") {
                accepted.insert(word);
            }
        }
        // Any letters are those of some layer.
        let is_layer = |word: &String| word != LETTER && from_letters(word).is_some() && !keys.contains(word);
        accepted.retain(|word| !(is_by_layer && is_layer(word)));
        assert_eq!(&accepted, keys, "[{section}]");
        // The reader's own list of them says the same.
        let mut file = least();
        section_of(&mut file, section).insert("no-such-key".to_owned(), nothing());
        let error = opened(&toml::to_string(&file).unwrap()).unwrap_err();
        if let Some(list) = error.help.as_str().strip_prefix("the keys here are ") {
            let list: BTreeSet<String> = list.replace(" and ", ", ").split(", ").map(str::to_owned).collect();
            assert_eq!(&list, keys, "[{section}]");
        } else {
            assert!(is_by_layer, "[{section}]: {error}");
        }
    }
}

/// Texts and lists of just the length that the tables name, and one more.
#[test]
fn lengths_are_those_of_the_tables() {
    let limit = |path: &str| -> usize {
        let row = rows().into_iter().find(|row| row.path() == path).unwrap_or_else(|| panic!("no {path}"));
        let numbers = row.takes.text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
        numbers.max().unwrap_or_else(|| panic!("no number at {path}"))
    };
    let text = |length: usize| format!("\"{}\"", "x".repeat(length));
    for (section, key) in
        [("", "title"), ("notes", "at"), ("notes", "text"), ("tour", "at"), ("tour", "text")]
    {
        let path = if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") };
        let most = limit(&path);
        assert!(opened(&with(section, key, &text(most))).is_ok(), "{path}");
        assert!(opened(&with(section, key, &text(most + 1))).is_err(), "{path}");
    }
    let repeated = |entry: &str, count: usize| format!("[{}]", vec![entry; count].join(", "));
    let entries = [
        ("notes", "{ at = \"forward/b/net\", text = \"x\" }"),
        ("edits", "{ set = \"w_b1\", value = 0.5 }"),
        ("tour", "{ at = \"forward/b/net\", text = \"x\" }"),
    ];
    for (key, entry) in entries {
        let most = limit(key);
        assert!(opened(&with("", key, &repeated(entry, most))).is_ok(), "{key}");
        assert!(opened(&with("", key, &repeated(entry, most + 1))).is_err(), "{key}");
    }
    let set = |count: usize| {
        let numbers: Vec<String> = (1..=count).map(|n| format!("\"a1@{n}\" = 0")).collect();
        let samples = repeated("{ input = [1, 0], target = [1, 0] }", count);
        let mut file: Table = with("", "samples", &samples).parse().unwrap();
        let numbers = value(&format!("{{ {} }}", numbers.join(", ")));
        section_of(&mut file, "tour").insert("set".to_owned(), numbers);
        toml::to_string(&file).unwrap()
    };
    let most = limit("tour.set");
    assert!(opened(&set(most)).is_ok() && opened(&set(most + 1)).is_err());
    let deep = |layers: usize| {
        let mut file = least();
        let widths: Vec<Value> = vec![Value::Integer(2); layers];
        section_of(&mut file, "network").insert("layers".to_owned(), Value::Array(widths));
        for list in ["edits", "notes", "tour"] {
            file.remove(list);
        }
        toml::to_string(&file).unwrap()
    };
    let most = limit("network.layers");
    assert!(opened(&deep(most)).is_ok() && opened(&deep(most + 1)).is_err());
    // Of the largest network there may be, only its refusal is cheap.
    let most = 16_777_216;
    assert!(page("docs/scenario-file.md").text.contains(&most.to_string()));
    let error = opened(&with("network", "layers", &format!("[2, {most}, 2]"))).unwrap_err();
    assert!(error.help.as_str().contains(&most.to_string()), "{error}");
}

//! What is written: every format of every command, and standard error.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

use super::characters::{assert_is_seen, on_one_line, quoted, text, texts};
use super::file::{file, with};
use super::folder::folder;

/// Characters of a title at most, and of the name of a file.
const TITLE: usize = 199;
const NAME: usize = 50;

/// Every command that writes what a file says; where in the lesson, for those that have a place.
const CALLS: &[&str] = &[
    "values --format text",
    "values --format csv",
    "values --format json",
    "steps --format text",
    "steps --format csv",
    "steps --format json",
    "steps --format speech",
    "steps --format markdown",
    "steps --format latex",
    "steps --tour --format text",
    "steps --tour --format json",
    "check --format text",
    "check --format csv",
    "check --format json",
    "train --epochs 2 --format text",
    "train --epochs 2 --format csv",
    "train --epochs 2 --format json",
    "weights",
    "show --format text --size 200x120 --step forward/b/net/1",
    "show --format ansi --size 200x120 --step forward/b/net/1",
    "show --format svg --size 200x120 --step forward/b/net/1",
    "show --format svg --size 200x120 --stop 1",
    "record --size 200x120 --steps 4..6",
    "record --size 200x120 --tour",
    "export --solution --format markdown",
    "export --solution --format latex",
    "export --solution --format html",
    "export --tour --format markdown",
    "export --tour --format latex",
    "export --tour --format html",
    "export --variants 2 --format html",
    "read --all",
];

/// What a call writes to standard output and standard error, and whether all went well.
fn called(call: &str, file: &Path) -> (String, String, bool) {
    let mut words = call.split(' ');
    let mut command = Command::cargo_bin("chainrule").unwrap();
    command.arg(words.next().unwrap()).arg(file).args(words);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.success())
}

/// A file of this name, as far as a file can have it.
fn written(folder: &Path, name: &str, source: &str) -> PathBuf {
    let name: String = name.chars().filter(|c| !matches!(c, '\0' | '/')).collect();
    let path = folder.join(OsStr::new(&format!("s{name}.toml")));
    fs::write(&path, source).unwrap();
    path
}

/// Every text of a JSON value, keys too.
fn texts_of<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => into.push(text),
        Value::Array(list) => list.iter().for_each(|one| texts_of(one, into)),
        Value::Object(map) => {
            for (key, value) in map {
                into.push(key);
                texts_of(value, into);
            }
        }
        _ => (),
    }
}

/// The text without what colours it and moves the cursor: `ESC [ … letter`. No stranger's ESC stands before a `[`.
fn without_sequences(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '?' | ';'));
        rest = rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest);
    }
    plain + rest
}

fn assert_is_written(call: &str, output: &str) {
    let is_recording = call.starts_with("record");
    if call.ends_with("json") || call == "weights" || is_recording {
        assert_is_seen(output, &['\n'], call);
        let documents = if is_recording { output.lines().collect() } else { vec![output] };
        for (n, document) in documents.into_iter().enumerate() {
            let value: Value = serde_json::from_str(document).unwrap();
            let mut texts = Vec::new();
            texts_of(&value, &mut texts);
            for text in texts {
                if is_recording && n > 0 {
                    assert_is_seen(&without_sequences(text), &['\r', '\n'], call);
                } else {
                    // A step says several sentences.
                    let ends: &[char] = if call.starts_with("steps") { &['\n'] } else { &[] };
                    assert_is_seen(text, ends, call);
                }
            }
        }
    } else if call.contains("ansi") {
        assert_is_seen(&without_sequences(output), &['\n'], call);
    } else {
        // Rows of a table end as RFC 4180 says.
        let ends: &[char] = if call.ends_with("csv") { &['\r', '\n'] } else { &['\n'] };
        assert_is_seen(output, ends, call);
    }
}

#[test]
fn no_command_writes_what_is_not_seen() {
    let folder = folder("strangers-written");
    let all = quoted(&text());
    let all = all.trim_matches('"');
    let mut shown = 0;
    let names = texts(NAME);
    for title in texts(TITLE) {
        let source = file(|path, _| match path {
            "title" => Some(format!("title = {}", quoted(&format!("t{title}")))),
            "notes.text" => Some(format!("text = \"Noted {all} noted.\"")),
            "tour.text" => Some(format!("text = \"Toured {all} toured.\"")),
            _ => None,
        });
        for (call, name) in CALLS.iter().zip(names.iter().cycle()) {
            let path = written(&folder, name, &source);
            let (output, complaint, is_well) = called(call, &path);
            assert!(is_well && complaint.is_empty(), "{call}: {complaint}");
            assert_is_written(call, &output);
            shown += output.matches('\u{fffd}').count();
        }
        let (values, ..) = called("values --format json", &written(&folder, "x", &source));
        let values: Value = serde_json::from_str(&values).unwrap();
        if !title.starts_with('x') {
            assert_eq!(values["scenario"], on_one_line(&format!("t{title}")));
        }
    }
    assert!(shown > 5_000, "only {shown} characters of strangers were shown");
}

#[test]
fn standard_error_says_what_is_seen() {
    let folder = folder("strangers-refused");
    for title in texts(NAME) {
        let quoted = quoted(&title);
        let sources = [
            format!("{quoted} = 1"),
            with("notes.at", &quoted),
            with("tour.at", &quoted),
            with("tour.text", &format!("\"{{{}}}\"", quoted.trim_matches('"'))),
            with("edits.set", &quoted),
            with("network.weights.file", &quoted),
            format!("title = '{title}'"),
            title.clone(),
        ];
        for source in sources {
            let path = written(&folder, &title, &source);
            let (output, complaint, is_well) = called("values", &path);
            assert!(output.is_empty() && !is_well, "{source:?}");
            assert!(complaint.len() <= 2048 && complaint.starts_with("chainrule: "), "{complaint}");
            assert_is_seen(&complaint, &['\n'], &source);
        }
        let path = written(&folder, &title, &file(|_, _| None));
        let (_, complaint, _) = called("values", &path.with_extension("none"));
        assert_is_seen(&complaint, &['\n'], "a file that is not there");
        // What follows on the command line is a stranger's where it was copied from somewhere.
        let word: String = title.chars().filter(|c| *c != '\0').collect();
        for option in ["--step", "--set", "--sample", "--zoom", "--theme", "--weights-from", "--unknown", ""]
        {
            let mut command = Command::cargo_bin("chainrule").unwrap();
            command.arg("values").arg(&path).arg(format!("{option}={word}"));
            let output = command.output().unwrap();
            assert!(!output.status.success(), "{option}");
            assert_is_seen(&String::from_utf8(output.stderr).unwrap(), &['\n'], option);
        }
    }
}

#[test]
fn a_file_of_weights_is_a_strangers_too() {
    let folder = folder("strangers-weights");
    for title in texts(NAME) {
        let word = serde_json::to_string(&title).unwrap();
        let path = written(&folder, &title, &with("network.weights.file", "\"trained.json\""));
        for json in [
            format!("{{{word}: 1}}"),
            format!("{{\"layers\": [1, 2, 1], \"weights\": {{{word}: [[1]]}}}}"),
            format!("{{\"layers\": {word}}}"),
            format!("{{\"layers\": [1, 2, 1], \"weights\": {{\"b\": [[{word}], [1]]}}}}"),
            word.clone(),
            title.clone(),
        ] {
            fs::write(folder.join("trained.json"), &json).unwrap();
            let (_, complaint, is_well) = called("values", &path);
            assert!(!is_well && complaint.contains("trained.json"), "{complaint}");
            assert_is_seen(&complaint, &['\n'], &json);
        }
    }
}

//! Data out and weights in, as a user has them; and the page that says so.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use chainrule::app::{App, Start};
use chainrule::export::frame;
use chainrule::lesson::{Lesson, View};
use chainrule::scenario;
use folder::folder;
use program::{chainrule, printed, refused};
use serde_json::Value;

fn rows(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).into_records().collect::<Result<_, _>>().unwrap()
}

#[test]
fn what_the_page_shows_is_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md");
    let page = fs::read_to_string(&path).unwrap();
    let (mut expected, mut rest, mut examples) = (String::new(), page.as_str(), 0);
    while let Some(at) = rest.find("<!-- run: ") {
        let call_at = at + "<!-- run: ".len();
        let call = &rest[call_at..call_at + rest[call_at..].find(" -->").unwrap()];
        let fence = call_at + rest[call_at..].find("```").unwrap();
        let code = fence + rest[fence..].find('\n').unwrap() + 1;
        let end = code + rest[code..].find("```\n<!-- /run -->").unwrap();
        let words: Vec<&str> = call.split(' ').collect();
        // The command stands above the block too, where a reader sees it.
        expected.push_str(&rest[..call_at + call.len()]);
        expected.extend([" -->\n`chainrule ", call, "`:\n\n"]);
        expected.push_str(&rest[fence..code]);
        expected.push_str(&printed(&words));
        rest = &rest[end..];
        examples += 1;
    }
    expected.push_str(rest);
    assert!(examples >= 8, "{examples}");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(path, expected).unwrap();
    } else {
        assert!(page == expected, "docs/data.md differs; UPDATE_README=1 cargo test --test data mends it");
    }
}

#[test]
fn the_page_names_every_kind_and_column() {
    let page = include_str!("../docs/data.md");
    let text = printed(&["values", "mazur", "--format", "csv"])
        + &printed(&["values", "three-classes", "--format", "csv"]);
    for row in rows(&text).iter().filter(|row| &row[0] != "name") {
        assert!(page.contains(&format!("`{}`", &row[2])), "{}", &row[2]);
    }
    let steps = printed(&["steps", "--step", "1", "--format", "csv"]);
    assert!(page.contains(steps.lines().next().unwrap()));
}

#[test]
fn csv_has_the_numbers_of_the_json() {
    let csv = printed(&["values", "--decimals", "full", "--format", "csv"]);
    let json: Value =
        serde_json::from_str(&printed(&["values", "--decimals", "full", "--format", "json"])).unwrap();
    let rows = rows(&csv);
    let row = rows.iter().find(|row| &row[0] == "dE/dw_c6").unwrap();
    assert_eq!(row.iter().skip(2).collect::<Vec<_>>(), ["dE_dW", "c", "2", "2"]);
    assert_eq!(row[1].parse::<f64>().unwrap(), json["backward"][1]["dE_dW"][1][1].as_f64().unwrap());
    // What is given, the 101 quantities of the document's network, and the outputs after the update.
    let given = 2 + 2 + 26 + 1;
    assert_eq!(rows.len(), given + 101 + 2);
    let named = rows.iter().map(|row| row[0].to_owned()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(named.len(), rows.len());
}

#[test]
fn numbers_that_are_none_are_said_in_each_way() {
    let path = folder("data-far").join("far.toml");
    let text = "title = 'Far'\nnetwork = { layers = [1, 1, 1], activation = 'identity', \
        weights = { b = [[1e200]], c = [[1e200]] } }\nsamples = [{ input = [1e200], target = [0] }]\n";
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let csv = printed(&["values", path, "--format", "csv"]);
    let value = |name: &str| rows(&csv).into_iter().find(|row| &row[0] == name).unwrap()[1].to_owned();
    assert_eq!((value("net_b1").as_str(), value("E_total").as_str()), ("inf", "inf"));
    assert_eq!(value("w_b1").parse(), Ok(1e200));
    let json: Value = serde_json::from_str(&printed(&["values", path, "--format", "json"])).unwrap();
    assert!(json["forward"][0]["net"][0].is_null());
    let steps = printed(&["steps", path, "--step", "forward/b/net/1", "--format", "csv"]);
    assert!(rows(&steps)[0][7].contains("null"), "{steps}");
}

#[test]
fn rows_of_a_tour_and_of_words_are_refused() {
    let (code, said) = refused(&mut chainrule(&["steps", "--tour", "--format", "csv"]));
    assert!(code == 2 && said.contains("text, json, markdown or latex"), "{said}");
    assert_eq!(refused(&mut chainrule(&["scenarios", "--format", "csv"])).0, 2);
    assert_eq!(refused(&mut chainrule(&["schema", "nothing"])).0, 2);
}

#[test]
fn weights_go_out_and_come_back_bit_for_bit() {
    let folder = folder("data-weights");
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for (name, epochs) in [("swap", "7"), ("mazur", "3"), ("digits", "2"), ("large", "0")] {
        let (trained, read_again) = (at(&format!("{name}.json")), at(&format!("{name}.toml")));
        chainrule(&["train", name, "--epochs", epochs, "--weights", &trained]).assert().success();
        let written = fs::read_to_string(&trained).unwrap();
        // The same weights come from the lesson after so many epochs, and from those of the file.
        assert_eq!(printed(&["weights", name, "--epoch", epochs]), written, "{name}");
        assert_eq!(printed(&["weights", name, "--weights-from", &trained]), written, "{name}");
        let piped =
            chainrule(&["weights", name, "--weights-from", "-"]).write_stdin(written.as_str()).output();
        assert_eq!(String::from_utf8(piped.unwrap().stdout).unwrap(), written);
        if name == "mazur" {
            let samples = "samples = [{ input = [0.05, 0.1], target = [0.01, 0.99] }]";
            let file = format!("weights = {{ file = '{name}.json' }}");
            fs::write(
                &read_again,
                format!("title = 'Again'\nnetwork = {{ layers = [2, 2, 2], {file} }}\n{samples}\n"),
            )
            .unwrap();
            assert_eq!(printed(&["weights", &read_again]), written);
        }
    }
    // What Python writes of it, with blanks and another order of keys, is the same.
    let value: Value = serde_json::from_str(&fs::read_to_string(at("mazur.json")).unwrap()).unwrap();
    fs::write(at("python.json"), serde_json::to_string_pretty(&value).unwrap()).unwrap();
    let again = printed(&["weights", "mazur", "--weights-from", &at("python.json")]);
    assert_eq!(again, fs::read_to_string(at("mazur.json")).unwrap());
}

#[test]
fn a_pass_and_a_training_begin_with_the_weights_of_a_file() {
    let folder = folder("data-begin");
    let file = folder.join("w.json");
    let file = file.to_str().unwrap();
    printed(&["weights", "xor", "--epoch", "5", "--output", file]);
    let (code, said) = refused(&mut chainrule(&["weights", "xor", "--output", file]));
    assert!(code == 1 && said.contains("--force"), "{said}");
    let full = ["--decimals", "full", "--format", "json"];
    let values = |more: &[&str]| printed(&[&["values", "xor"][..], more, &full].concat());
    assert_eq!(values(&["--weights-from", file]), values(&["--epoch", "5"]));
    // Rounded once, as trained weights are.
    let carried = |more: &[&str]| {
        printed(&[&["values", "xor", "--decimals", "4", "--format", "json"][..], more].concat())
    };
    assert_eq!(carried(&["--weights-from", file]), carried(&["--epoch", "5"]));
    // Edits come on top, then epochs.
    let edited = printed(&["weights", "xor", "--weights-from", file, "--set", "w_c1=0.25"]);
    assert!(edited.contains("\"c\":[[0.25,"), "{edited}");
    let on = printed(&["train", "xor", "--weights-from", file, "--epochs", "3", "--format", "csv"]);
    let through = printed(&["train", "xor", "--epochs", "8", "--format", "csv"]);
    let errors = |text: &str| rows(text).iter().map(|row| row[1].to_owned()).collect::<Vec<_>>();
    assert_eq!(errors(&on), errors(&through)[5..]);
    assert_eq!(
        printed(&["weights", "xor", "--weights-from", file, "--epoch", "3"]),
        printed(&["weights", "xor", "--epoch", "8"])
    );
}

#[test]
fn quotations_go_with_weights_of_another_source() {
    let folder = folder("data-quotes");
    let file = folder.join("w.json");
    let file = file.to_str().unwrap();
    printed(&["weights", "--epoch", "1", "--output", file]);
    let quoted =
        |more: &[&str]| printed(&[&["steps"][..], more].concat()).matches("Slip in the source.").count();
    assert!(quoted(&[]) > 0);
    assert_eq!(quoted(&["--weights-from", file]), 0);
}

/// The command line that leads to a view leads to the same numbers.
#[test]
fn a_link_names_the_file_of_weights() {
    let folder = folder("data-link");
    let file = folder.join("w.json");
    let file = file.to_str().unwrap();
    printed(&["weights", "xor", "--epoch", "4", "--output", file]);
    let scenario = scenario::open(Some("xor")).unwrap().with_weights_of(file).unwrap();
    let view = View::of(&scenario);
    let app = App::new(Lesson::new(scenario, view).unwrap(), Start::default());
    let link = app.link().unwrap();
    let words: Vec<&str> = link.split(' ').collect();
    assert!(words.windows(2).any(|pair| pair == ["--weights-from", file]), "{link}");
    let shown = printed(&[&["show"], &words[1..]].concat());
    let drawn = frame::draw(&app, 120, 36);
    let mut own = Vec::new();
    frame::text(&drawn, &mut own).unwrap();
    assert_eq!(shown, String::from_utf8(own).unwrap());
}

/// What is saved holds the numbers themselves, and names no file.
#[test]
fn a_scenario_with_weights_of_a_file_can_be_saved() {
    let folder = folder("data-save");
    let file = folder.join("w.json");
    let file = file.to_str().unwrap();
    printed(&["weights", "xor", "--epoch", "4", "--output", file]);
    let scenario = scenario::open(Some("xor")).unwrap().with_weights_of(file).unwrap();
    let path = folder.join("saved.toml");
    fs::write(&path, scenario.written_to(&path).unwrap()).unwrap();
    fs::remove_file(file).unwrap();
    assert_eq!(printed(&["weights", path.to_str().unwrap()]), printed(&["weights", "xor", "--epoch", "4"]));
}

#[test]
fn what_is_wrong_with_a_file_of_weights_is_said() {
    let folder = folder("data-wrong");
    let at = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let good = printed(&["weights", "mazur"]);
    let said = |path: &str| {
        let (code, said) = refused(&mut chainrule(&["values", "mazur", "--weights-from", path]));
        assert_eq!(code, 1, "{said}");
        assert!(said.starts_with("chainrule: ") && said.contains("\nhelp: "), "{said}");
        said
    };
    for (name, text, expected) in [
        ("layers.json", good.replace("[2,2,2]", "[2,3,2]"), "`layers` is 2-3-2, but the scenario's"),
        ("row.json", good.replacen("[[", "[[1,", 1), "row 1 of `weights.b` has 3 numbers"),
        ("cut.json", good[..40].to_owned(), "is not JSON; in line 1, column"),
        (
            "biases.json",
            good.replace(",\"c\":[0.6,0.6]}", "}"),
            "has no `biases.c`, but layer c of the scenario has biases",
        ),
        ("null.json", good.replacen("0.15", "null", 1), "expected a number"),
        (
            "key.json",
            good.replacen("\"layers\"", "\"width\"", 1),
            "a key that is not layers, weights or biases",
        ),
    ] {
        assert_ne!(text, good, "{name}");
        let path = at(name, &text);
        let said = said(&path);
        assert!(said.contains(expected) && said.contains(name), "{name}: {said}");
    }
    let nowhere = folder.join("nowhere.json");
    assert!(
        said(nowhere.to_str().unwrap())
            .contains("nowhere.json is not there\nhelp: a file of weights is what")
    );
    assert!(said(folder.to_str().unwrap()).contains("is no regular file"));
    let (code, said) =
        refused(&mut chainrule(&["values", "swap", "--weights-from", &at("mazur.json", &good)]));
    assert!(code == 1 && said.contains("2-2-2, but the scenario's `network.layers` is 2-4-3-2"), "{said}");
    let with_biases = "{\"layers\":[2,1],\"weights\":{\"b\":[[1,2]]},\"biases\":{\"b\":[0]}}";
    let none = at(
        "none.toml",
        "title = 'N'\nnetwork = { layers = [2, 1], weights = { b = [[0, 0]] } }\nsamples = [{ input = [1, 1], target = [1] }]\n",
    );
    let (code, said) =
        refused(&mut chainrule(&["values", &none, "--weights-from", &at("with.json", with_biases)]));
    assert!(
        code == 1 && said.contains("has `biases.b`, but layer b of the scenario has no biases"),
        "{said}"
    );
    let (code, said) = refused(&mut chainrule(&["values", "-", "--weights-from", "-"]));
    assert!(code == 2 && said.contains("not both"), "{said}");
}

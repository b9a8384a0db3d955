//! The command line as a user has it: what it prints, how it fails.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/program.rs"]
mod program;

use chainrule::scenario::BUILTINS;
use folder::folder;
use program::{chainrule, printed, refused};
use serde_json::Value;

#[test]
fn values_as_json_have_the_shape_of_the_contract() {
    let value: Value = serde_json::from_str(&printed(&["values", "--format", "json"])).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(value["scenario"], "Swap two inputs");
    assert_eq!(value["layers"], serde_json::json!([2, 4, 3, 2]));
    assert_eq!(value["decimals"], 4);
    assert_eq!(value["sample"], serde_json::json!({"index": 2, "input": [1, 0], "target": [0, 1]}));
    assert_eq!(value["forward"][1]["net"], serde_json::json!([0.7887, 1.2667, 1.7448]));
    assert_eq!(value["error"], serde_json::json!({"per_output": [0.2591, 0.0132], "total": 0.2723}));
    let backward = value["backward"].as_array().unwrap();
    let layers: Vec<&str> = backward.iter().map(|layer| layer["layer"].as_str().unwrap()).collect();
    assert_eq!(layers, ["d", "c", "b"], "from the output back");
    let mut of_layer = keys(&backward[0]);
    of_layer.sort();
    assert_eq!(of_layer, ["dE_dW", "dE_dout", "delta", "dout_dnet", "layer"], "no biases, no dE_dbias");
    assert_eq!(value["update"]["learning_rate"], 0.5);
    assert_eq!(value["update"]["weights"]["d"][0], serde_json::json!([0.2501, 0.3434, 0.4383]));
    assert_eq!(value["update"]["error_after"], 0.2526);
    assert!(value["update"].get("biases").is_none());
    let full: Value =
        serde_json::from_str(&printed(&["values", "--format", "json", "--decimals", "full"])).unwrap();
    assert!(full["decimals"].is_null());
    assert_eq!(full["forward"][0]["out"][0], 1.0 / (1.0 + (-0.1_f64).exp()), "reads back exactly");
}

#[test]
fn edits_change_what_follows_from_them() {
    let total = |arguments: &[&str]| {
        let all = [&["values", "--format", "json"], arguments].concat();
        let value: Value = serde_json::from_str(&printed(&all)).unwrap();
        value["error"]["total"].as_f64().unwrap()
    };
    assert_eq!(total(&["--set", "w_d1=0.35"]), 0.2773);
    assert_eq!(total(&["--set", "w_d1=0.35", "--set", "w_d1=0.3"]), total(&[]));
    assert_ne!(total(&["--set", "a2=-1"]), total(&[]));
    assert_ne!(total(&["--epoch", "5"]), total(&[]));
    assert_eq!(total(&["--sample", "2"]), total(&[]));
}

#[test]
fn steps_as_json_are_the_lesson() {
    let steps: Value = serde_json::from_str(&printed(&["steps", "--format", "json"])).unwrap();
    let steps = steps.as_array().unwrap();
    assert_eq!(steps.len(), 116);
    let step = &steps[16];
    assert_eq!(step["index"], 17);
    assert_eq!(step["address"], "forward/c/net/2");
    assert_eq!(step["chapter"], "forward");
    assert_eq!(step["formula"]["result"], "1.2667");
    assert_eq!(step["values"], serde_json::json!([{"name": "net_c2", "value": 1.2667}]));
    for step in steps {
        for key in ["index", "address", "chapter", "title", "formula", "values", "why"] {
            assert!(step.get(key).is_some(), "{step} has no {key}");
        }
    }
    let closer = printed(&["steps", "--step", "forward/c/net/2/1"]);
    assert!(closer.starts_with("30  forward/c/net/2/1"), "as closely as the step asks for: {closer}");
    let nearest = printed(&["steps", "--step", "forward/c/net/2/1", "--zoom", "layer"]);
    assert!(nearest.starts_with("7  forward/c/net  ") && !nearest.contains("\n8  "), "{nearest}");
    let one = printed(&["steps", "--step", "chain/w_d1/slope"]);
    assert!(one.starts_with("41  chain/w_d1/slope") && one.contains("0.20164399  →  0.2016"), "{one}");
    assert!(!printed(&["steps"]).contains('\x1b'));
}

#[test]
fn frames_are_printed_at_their_size() {
    let frame = printed(&["show", "--step", "17", "--size", "80x24"]);
    assert_eq!(frame.lines().count(), 24);
    assert!(frame.contains("step 17 of 116") && !frame.contains('\x1b'));
    let ansi = printed(&["show", "--step", "17", "--size", "80x24", "--format", "ansi"]);
    assert!(ansi.contains("\x1b[0;1;7"), "something is lit");
    let ascii = printed(&["show", "--ascii", "--step", "error/d1"]);
    assert!(ascii.is_ascii() && ascii.contains("E_d1 = 1/2(target_d1 - out_d1)^2"), "{ascii}");
    let ascii = printed(&["steps", "--ascii"]);
    assert!(ascii.is_ascii() && ascii.contains("delta_c = dE/dout_c (*) slope_c"));
}

#[test]
fn frames_are_printed_in_as_many_colours_as_asked_for() {
    let show = ["show", "--format", "ansi"];
    let printed = |arguments: &[&str]| printed(&[&show[..], arguments].concat());
    let has = |frame: &str| ["38;5;", "38;2;", "\x1b[0;97;40m", "\x1b[0;1m"].map(|code| frame.contains(code));
    assert_eq!(has(&printed(&[])), [true, false, false, false]);
    assert_eq!(has(&printed(&["--colors", "24bit"])), [false, true, false, false]);
    assert_eq!(has(&printed(&["--colours", "16"])), [false, false, true, false]);
    assert_eq!(has(&printed(&["--colours", "never"])), [false, false, false, true]);
    assert_eq!(has(&printed(&["--theme", "mono"])), [false, false, false, true]);
    let own = printed(&["--theme", "terminal"]);
    assert!(own.contains("\x1b[0;1;36m") && !own.contains(";40m") && !own.contains("38;"), "{own}");
    let without = |arguments: &[&str]| {
        let output = chainrule(&[&show[..], arguments].concat()).env("NO_COLOR", "1").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(has(&without(&[])), [false, false, false, true]);
    assert_eq!(has(&without(&["--theme", "light"])), [true, false, false, false]);
}

#[test]
fn built_in_scenarios_are_listed() {
    let listed = printed(&["scenarios"]);
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines[0], "swap               2-4-3-2         Swap two inputs");
    assert_eq!(lines[lines.len() - 2], "large              784-512-256-10  A large network");
    let column = |line: &str, title: &str| line.find(title);
    assert_eq!(column(lines[0], "Swap"), column(lines[lines.len() - 2], "A large"));
    // Below each stands what it shows, and all of it is seen at 80 columns.
    assert_eq!(lines[1].trim(), BUILTINS[0].shows);
    assert_eq!(column(lines[1], BUILTINS[0].shows), column(lines[0], "Swap"));
    assert!(lines.len() == 2 * BUILTINS.len() && lines.iter().all(|line| line.len() <= 80), "{listed}");
}

#[test]
fn wrong_usage_is_exit_code_2_and_one_clear_sentence() {
    for (arguments, sentence) in [
        (&["values", "--set", "w_d9=1"][..], "w_d9: W_d has 6 weights, w_d1 to w_d6"),
        (&["values", "--set", "w_d1=abc"], "'abc' is no number"),
        (&["values", "--set", "w_d1=nan"], "is no number"),
        (&["values", "--set", "w_d1"], "gives no number a value"),
        (&["values", "--set", "bias_b1=1"], "has no biases"),
        (&["values", "--sample", "9"], "there is no sample 9; the scenario has 4"),
        (&["values", "--sample", "0"], "there is no sample 0"),
        (&["show", "--step", "nowhere"], "there is no step “nowhere”"),
        (&["show", "--step", "117"], "they count from 1 to 116"),
        (&["show", "--step", "0"], "there is no step 0"),
        (&["show", "--size", "big"], "a size is columns x rows"),
        (&["show", "--zoom", "near"], "[possible values: layer, operation, term]"),
        (&["values", "--decimals", "13"], "a number from 1 to 12, or full"),
        (&["values", "--format", "xml"], "text, csv, json"),
        (&["values", "--force"], "--output"),
    ] {
        let (code, said) = refused(&mut chainrule(arguments));
        assert_eq!(code, 2, "{arguments:?}: {said}");
        assert!(said.contains(sentence), "{arguments:?}: {said}");
        assert!(said.starts_with("chainrule: "), "{said}");
        assert!(!said.contains('\x1b') && said.len() < 2048);
    }
}

#[test]
fn bad_files_are_exit_code_1_with_the_place() {
    let dir = folder("bad-files");
    let write = |name: &str, text: &str| {
        let path = dir.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let swap = include_str!("../scenarios/swap.toml");
    for (path, parts) in [
        ("no/such.toml".to_owned(), &["there is no scenario 'no/such.toml'"][..]),
        (write("broken.toml", "title = \"x\"\n[network\n"), &["broken.toml:2:9"]),
        (write("shape.toml", &swap.replace("[0.3, 0.4], [0.5", "[0.3], [0.5")), &["shape.toml:12:", "^"]),
        (write("word.toml", &swap.replace("[0.1, 0.2]", "[0.1, \"x\"]")), &["word.toml:12:", "number"]),
        (
            write("note.toml", &swap.replace("at = \"error/d1\"", "at = \"error/d9\"")),
            &["error/d9", "note.toml:"],
        ),
        (dir.to_str().unwrap().to_owned(), &["directory"]),
    ] {
        let (code, said) = refused(&mut chainrule(&["values", &path]));
        assert_eq!(code, 1, "{path}: {said}");
        assert!(said.starts_with("chainrule: "), "{said}");
        assert!(parts.iter().all(|part| said.contains(part)), "{path}: {said}");
        assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{said:?}");
    }
}

#[test]
fn a_scenario_can_come_from_standard_input() {
    let swap = include_str!("../scenarios/swap.toml").replace("Swap two inputs", "From a pipe");
    let output = chainrule(&["values", "-"]).write_stdin(swap).assert().success().get_output().clone();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("From a pipe"));
}

#[test]
fn without_a_terminal_nothing_is_opened() {
    let (code, said) = refused(chainrule(&[]).env("TERM", "xterm"));
    assert_eq!(code, 1);
    assert!(said.contains("is not a terminal") && said.lines().count() == 1, "{said}");
}

#[test]
fn files_are_not_overwritten_unasked() {
    let path = folder("output").join("values.json");
    let name = path.to_str().unwrap();
    let to_file = ["values", "--format", "json", "--output", name];
    chainrule(&to_file).assert().success().stdout("");
    let first = std::fs::read(&path).unwrap();
    let (code, said) = refused(&mut chainrule(&to_file));
    assert!(code == 1 && said.contains("exists; --force overwrites it"), "{said}");
    chainrule(&["values", "--output", name, "--force"]).assert().success();
    assert_ne!(std::fs::read(&path).unwrap(), first);
    let (code, _) = refused(&mut chainrule(&["values", "--output", "/no/such/folder/x"]));
    assert_eq!(code, 1);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    use std::io::Read as _;
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("chainrule"))
        .args(["steps", "--zoom", "term", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success(), "{:?}", output.status);
}

#[test]
fn whole_matrices_and_other_samples_are_set_and_compared() {
    let value = |arguments: &[&str], path: &str| {
        let all = [&["values", "--format", "json"], arguments].concat();
        let value: Value = serde_json::from_str(&printed(&all)).unwrap();
        value.pointer(path).unwrap().clone()
    };
    assert_eq!(value(&["--set", "W_d=zero"], "/forward/2/net"), serde_json::json!([0, 0]));
    assert!(value(&["--set", "W_d=times 2"], "/update/weights/d/1/2").as_f64().unwrap() > 1.5);
    assert_eq!(value(&["--set", "a1@3=0.5", "--sample", "3"], "/sample/input"), serde_json::json!([0.5, 1]));
    assert_eq!(value(&["--set", "a1@3=0.5"], "/sample/input"), serde_json::json!([1, 0]));
    let marked = printed(&["show", "--set", "w_d1=0.35", "--compare", "last", "--step", "forward/d/net/1"]);
    assert!(marked.contains("was 0.3·0.6876") && marked.contains("0.9784▲"), "{marked}");
    let plain = printed(&["show", "--set", "w_d1=0.35", "--step", "forward/d/net/1"]);
    assert!(plain.contains("0.9784") && !plain.contains('▲'), "{plain}");
    for (arguments, sentence) in [
        (["--set", "W_d=random x"], "'x' is no seed; write a whole number: random 7"),
        (["--set", "a1@9=1"], "there is no sample 9; there are 4"),
        (["--set", "a1@0=1"], "'0' is no number of a sample"),
        (["--compare", "now"], "[possible values: last, start]"),
    ] {
        let (code, said) = refused(chainrule(&["values"]).args(arguments));
        assert!(code == 2 && said.contains(sentence), "{arguments:?}: {said}");
    }
}

/// What a check prints, and its exit code.
fn checked(arguments: &[&str]) -> (i32, String) {
    let output = chainrule(&["check"]).args(arguments).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// A file with this text in a folder of its own.
fn file(folder_name: &str, text: &str) -> String {
    let path = folder(folder_name).join("scenario.toml");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Numbers that are all different, as many rows and columns as a matrix has.
fn matrix(rows: usize, columns: usize) -> String {
    let row = |i: usize| {
        let cells =
            (0..columns).map(|j| format!("{:.3}", ((i * columns + j) as f64 * 0.7 + 0.3).sin() * 0.5));
        format!("[{}]", cells.collect::<Vec<_>>().join(", "))
    };
    format!("[{}]", (0..rows).map(row).collect::<Vec<_>>().join(", "))
}

#[test]
fn a_check_measures_every_gradient() {
    let (code, said) = checked(&[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("mean error of 4 samples") && said.contains("All 26 gradients agree"), "{said}");
    assert!(said.lines().any(|line| line.starts_with("w_d6 ") && line.ends_with("agrees")), "{said}");
    assert!(said.is_ascii());
    let (_, of_one) = checked(&["--sample", "2"]);
    assert!(of_one.contains("error of sample 2,"), "{of_one}");
    // The same gradient as everywhere else.
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_str(&printed(&[&["check", "--format", "json"], arguments].concat())).unwrap()
    };
    let of_one = json(&["--sample", "2", "--epoch", "3"]);
    let all = ["values", "--format", "json", "--decimals", "full", "--sample", "2", "--epoch", "3"];
    let values: Value = serde_json::from_str(&printed(&all)).unwrap();
    assert_eq!(of_one["gradients"][20]["name"], "w_d1");
    assert_eq!(of_one["gradients"][20]["gradient"], values["backward"][0]["dE_dW"][0][0]);
    assert_eq!((&of_one["sample"], &of_one["epoch"]), (&Value::from(2), &Value::from(3)));
}

#[test]
fn a_check_as_data_has_every_gradient() {
    let value: Value = serde_json::from_str(&printed(&["check", "--format", "json"])).unwrap();
    assert_eq!(value["scenario"], "Swap two inputs");
    assert_eq!(value["layers"], serde_json::json!([2, 4, 3, 2]));
    assert_eq!((&value["sample"], &value["samples"]), (&Value::Null, &Value::from(4)));
    assert_eq!(value["tolerance"], serde_json::json!({"absolute": 1e-7, "relative": 1e-5}));
    for (key, count) in [("checked", 26), ("of", 26), ("agree", 26), ("kink", 0), ("differ", 0)] {
        assert_eq!(value[key], count, "{key}");
    }
    assert!(value["largest_difference"].as_f64().unwrap() < 1e-9);
    let layer = &value["by_layer"][0];
    assert_eq!((&layer["layer"], &layer["kind"], &layer["of"]), (&"b".into(), &"weights".into(), &8.into()));
    assert_eq!(value["gradients"].as_array().unwrap().len(), 26);
    assert_eq!(value["gradients"][0]["result"], "agrees");
    assert_eq!(value["warnings"], serde_json::json!([]));
    let csv = printed(&["check", "--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!((lines.len(), lines[0]), (27, "name,gradient,measured,difference,epsilon,result"));
    let cells: Vec<&str> = lines[1].split(',').collect();
    assert_eq!((cells[0], cells[4], cells[5]), ("w_b1", "1e-5", "agrees"));
    assert_eq!(cells[1].parse::<f64>().unwrap(), value["gradients"][0]["gradient"].as_f64().unwrap());
}

#[test]
fn a_kink_in_the_way_is_said_and_no_failure() {
    let text = "title = 'Kink'\nnetwork = { layers = [1, 2, 1], activation = ['relu', 'identity'], \
                weights = { b = [[1], [2]], c = [[1, 1]] }, biases = { b = [-1, 0.5], c = [0] } }\n\
                samples = [{ input = [1], target = [1] }, { input = [0.5], target = [1] }]\n";
    let path = file("check-kink", text);
    let (code, said) = checked(&[&path]);
    assert_eq!(code, 0, "{said}");
    let line = |name: &str| said.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(line("w_b1 ").ends_with("kink") && line("bias_b1 ").ends_with("kink"), "{said}");
    assert!(line("w_b2 ").ends_with("agrees") && line("bias_c1 ").ends_with("agrees"), "{said}");
    assert!(said.contains("5 of 7 gradients agree") && said.contains("2 have a kink in the way"), "{said}");
    assert!(said.contains("warning: b1 is dead"), "{said}");
    let (_, moved) = checked(&[&path, "--set", "bias_b1=-0.25"]);
    assert!(moved.contains("All 7 gradients agree") && !moved.contains("warning"), "{moved}");
}

#[test]
fn numbers_beyond_all_bounds_fail_the_check() {
    let text = "title = 'Far'\nnetwork = { layers = [1, 1], activation = 'identity', weights = { b = [[1e200]] } }\n\
                samples = [{ input = [1e200], target = [0] }]\n";
    let (code, said) = checked(&[&file("check-far", text)]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("differs") && said.contains("0 of 1 gradients agree"), "{said}");
}

#[test]
fn a_check_counts_notes_and_stops_and_computes_each_stop() {
    let (code, said) = checked(&[]);
    assert!(code == 0 && said.contains("\n8 notes; tour: 26 stops, 3 with edits\n"), "{said}");
    let (_, said) = checked(&["vanishing-relu"]);
    assert!(!said.contains("tour:") && said.contains(" notes\n"), "{said}");
    let text = "title = 'Far'\n[network]\nlayers = [1, 1]\nactivation = 'identity'\n\
        weights = { seed = 1 }\n[[samples]]\ninput = [1]\ntarget = [1]\n\
        [[tour]]\nat = 'forward/b/net'\ntext = 'Near.'\n\
        [[tour]]\nat = 'forward/b/net'\ntext = 'Far.'\nset = { w_b1 = 1e300 }\n";
    let path = file("check-tour", text);
    let (code, said) = checked(&[&path]);
    assert!(code == 1 && said.contains("\ntour: 2 stops, 1 with edits\n"), "{said}");
    assert!(
        said.contains("\nerror: at stop 2 of the tour, numbers are too large to compute with\n"),
        "{said}"
    );
    let output = chainrule(&["check", &path, "--format", "json"]).output().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["notes"], 0);
    assert_eq!(value["tour"], serde_json::json!({"stops": 2, "with_edits": 1, "not_finite": [2]}));
    let wrong = file("check-tour-step", &text.replacen("forward/b/net", "forward/c/net", 1));
    let (code, said) = refused(&mut chainrule(&["check", &wrong]));
    assert!(code == 1 && said.contains("a stop of the tour stands at \"forward/c/net\""), "{said}");
}

#[test]
fn of_many_weights_some_are_checked_and_that_is_said() {
    let text = format!(
        "title = 'Wide'\nnetwork = {{ layers = [20, 30, 3], activation = ['tanh', 'softmax'], \
         loss = 'cross-entropy', weights = {{ b = {}, c = {} }} }}\n\
         samples = [{{ input = {}], target = [0, 1, 0] }}]\n",
        matrix(30, 20),
        matrix(3, 30),
        matrix(1, 20)[1..].trim_end_matches(']'),
    );
    let path = file("check-wide", &text);
    let (code, said) = checked(&[&path, "--most", "40"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("20 of 600") && said.contains("20 of 90"), "{said}");
    assert!(said.contains("Of 690 weights and biases 40 were checked, spread evenly"), "{said}");
    let (code, all) = checked(&[&path]);
    assert!(code == 0 && all.contains("All 690 gradients agree") && !all.contains("w_b1 "), "{all}");
}

#[test]
fn a_check_refuses_what_the_lesson_refuses() {
    let swap = include_str!("../scenarios/swap.toml");
    let note = file("check-note", &swap.replace("at = \"error/d1\"", "at = \"error/d9\""));
    let (code, said) = refused(&mut chainrule(&["check", &note]));
    assert!(code == 1 && said.contains("error/d9") && said.contains(".toml:"), "{said}");
    let row = file("check-row", &swap.replace("at = \"error/d1\"", "at = \"forward/b/net/5\""));
    assert!(refused(&mut chainrule(&["check", &row])).1.contains("forward/b/net/5"));
    let shape = file("check-shape", &swap.replace("[0.3, 0.4], [0.5", "[0.3], [0.5"));
    let (code, said) = refused(&mut chainrule(&["check", &shape]));
    assert!(code == 1 && said.contains("scenario.toml:12:"), "{said}");
    for arguments in [&["--most", "0"][..], &["--sample", "9"], &["--set", "w_d9=1"], &["--format", "xml"]] {
        let (code, said) = refused(chainrule(&["check"]).args(arguments));
        assert_eq!(code, 2, "{said}");
    }
    let path = folder("check-output").join("report.csv");
    let to_file = ["check", "--format", "csv", "--output", path.to_str().unwrap()];
    chainrule(&to_file).assert().success().stdout("");
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("name,"));
    let (code, said) = refused(&mut chainrule(&to_file));
    assert!(code == 1 && said.contains("--force"), "{said}");
}

#[test]
fn a_tour_from_standard_input_is_recorded() {
    let source = include_str!("../scenarios/swap.toml");
    let mut command = chainrule(&["record", "-", "--tour", "--steps", "2..3"]);
    let output = command.write_stdin(source).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let recorded = String::from_utf8(output.stdout).unwrap();
    assert_eq!(recorded, printed(&["record", "swap", "--tour", "--steps", "2..3"]));
}

#[test]
fn stops_are_written_with_the_numbers_that_are_set() {
    let stop = ["steps", "swap", "--stop", "3", "--set", "w_b1=0.125"];
    for format in ["text", "json", "markdown", "latex"] {
        let said = printed(&[&stop[..], &["--format", format]].concat());
        assert!(said.contains("0.125"), "{format}: {said}");
    }
}

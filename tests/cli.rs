//! The command line as a user has it: what it prints, how it fails.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

fn chainrule(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("chainrule").unwrap();
    command.args(arguments);
    command
}

/// What a call prints when all goes well.
fn printed(arguments: &[&str]) -> String {
    let output = chainrule(arguments).assert().success().get_output().clone();
    assert!(output.stderr.is_empty(), "{arguments:?} complains");
    String::from_utf8(output.stdout).unwrap()
}

/// The exit code and what a failing call says; it prints nothing else.
fn refused(command: &mut Command) -> (i32, String) {
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

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
    let output = chainrule(&["show", "--format", "ansi"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!String::from_utf8(output.stdout).unwrap().contains("38;5;"));
}

#[test]
fn built_in_scenarios_are_listed() {
    assert!(printed(&["scenarios"]).lines().any(|line| line.starts_with("swap ")));
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
        (&["show", "--zoom", "near"], "layer, operation or term"),
        (&["values", "--decimals", "13"], "a number from 1 to 12, or full"),
        (&["values", "--format", "xml"], "text, json"),
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
        (write("note.toml", &swap.replace("at = \"error/d1\"", "at = \"error/d9\"")), &["error/d9", "line "]),
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
        (["--compare", "now"], "it is last or start"),
    ] {
        let (code, said) = refused(chainrule(&["values"]).args(arguments));
        assert!(code == 2 && said.contains(sentence), "{arguments:?}: {said}");
    }
}

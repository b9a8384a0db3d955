//! The pages' Python computes what the program computes, where there is a Python with `NumPy`.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;
use folder::folder;
use serde_json::Value;

/// The pages that may show it. One does.
const PAGES: [&str; 2] = ["README.md", "docs/data.md"];

/// How far numbers may be apart: other libraries sum and take exponentials in other ways.
const TOLERANCE: f64 = 1e-12;

/// What is behind the code of the page: all its numbers, for this test.
const TOLD: &str = "
json.dump({'out': [o.tolist() for o in out[1:]], 'E_total': float(E_total),
           'dE_dW': [g.tolist() for g in dE_dW], 'W': [w.tolist() for w in W]}, open('told.json', 'w'))
";

/// The code between marks of a page, with the page.
fn blocks(mark: &str) -> Vec<(&'static str, String)> {
    let page = |name: &'static str| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
        let (start, end) = (format!("<!-- {mark} -->"), format!("<!-- /{mark} -->"));
        let from = text.find(&start)? + start.len();
        let block =
            &text[from..from + text[from..].find(&end).unwrap_or_else(|| panic!("no {end} in {name}"))];
        let code = block.trim().strip_prefix("```python\n").and_then(|code| code.strip_suffix("```"));
        Some((name, code.unwrap_or_else(|| panic!("no Python after {start} in {name}")).to_owned()))
    };
    let found: Vec<_> = PAGES.into_iter().filter_map(page).collect();
    assert!(!found.is_empty(), "no page has <!-- {mark} -->");
    found
}

/// The Python that has these modules. Where there is none, that is said past the test's captured output.
fn python(modules: &str) -> Option<String> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python).args(["-c", &format!("import {modules}")]).output();
    if has.is_ok_and(|output| output.status.success()) {
        return Some(python);
    }
    let _ = writeln!(io::stderr(), "SKIPPED: {python} has no {modules}; set PYTHON to one that has");
    None
}

fn chainrule(arguments: &[&str], folder: &Path) -> String {
    let output =
        Command::cargo_bin("chainrule").unwrap().args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn run(python: &str, code: &str, folder: &Path) -> String {
    let output = Command::new(python).args(["-c", code]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{code}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Holds one tree of numbers against another; says how many there are.
fn agree(told: &Value, own: &Value, at: &str) -> usize {
    if let (Some(told), Some(own)) = (told.as_array(), own.as_array()) {
        assert_eq!(told.len(), own.len(), "{at}");
        return told.iter().zip(own).enumerate().map(|(n, (t, o))| agree(t, o, &format!("{at}/{n}"))).sum();
    }
    let (told, own) = (told.as_f64().unwrap(), own.as_f64().unwrap());
    assert!((told - own).abs() <= TOLERANCE, "{at}: Python has {told}, the program {own}");
    1
}

#[test]
fn ten_lines_of_numpy_compute_the_same() {
    // That the code is ten lines needs no Python.
    for (page, code) in blocks("numpy") {
        let lines = code.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).count();
        assert!(lines <= 10, "{lines} lines in {page}");
    }
    let Some(python) = python("numpy") else { return };
    for (page, code) in blocks("numpy") {
        let folder = folder(&format!("numpy-{}", page.replace(['/', '.'], "-")));
        chainrule(&["weights", "--output", "weights.json"], &folder);
        let back = blocks("numpy back").swap_remove(0).1;
        let printed = run(&python, &format!("{code}{TOLD}{back}"), &folder);
        let told: Value = serde_json::from_slice(&fs::read(folder.join("told.json")).unwrap()).unwrap();
        let values = |more: &[&str]| -> Value {
            let arguments = [&["values", "--decimals", "full", "--format", "json"][..], more].concat();
            serde_json::from_str(&chainrule(&arguments, &folder)).unwrap()
        };
        let own = values(&[]);
        agree(&serde_json::from_str(&printed).unwrap(), &own["error"]["total"], "what is printed");
        let mut held = agree(&told["E_total"], &own["error"]["total"], "E_total");
        for layer in 0..3 {
            held += agree(&told["out"][layer], &own["forward"][layer]["out"], "out");
            held += agree(&told["dE_dW"][layer], &own["backward"][2 - layer]["dE_dW"], "dE_dW");
            held += agree(&told["W"][layer], &own["update"]["weights"][["b", "c", "d"][layer]], "W");
        }
        assert_eq!(held, 1 + 9 + 26 + 26);
        // And back: a pass with the weights of Python has the error that learning came to.
        let after = values(&["--weights-from", "updated.json"]);
        agree(&after["error"]["total"], &own["update"]["error_after"], "the error after the update");
        // A wrong sign would be noticed.
        let wrong = code.replace("out[-1] - target", "target - out[-1]");
        assert_ne!(wrong, code);
        run(&python, &format!("{wrong}{TOLD}"), &folder);
        let told: Value = serde_json::from_slice(&fs::read(folder.join("told.json")).unwrap()).unwrap();
        let first = |value: &Value| value[0][0].as_f64().unwrap();
        let apart = first(&told["dE_dW"][0]) - first(&own["backward"][2]["dE_dW"]);
        assert!(apart.abs() > 1e-3, "{apart}");
    }
}

#[test]
fn pandas_reads_the_rows_exactly() {
    let blocks = blocks("pandas");
    let Some(python) = python("pandas") else { return };
    for (page, code) in blocks {
        let folder = folder(&format!("pandas-{}", page.replace(['/', '.'], "-")));
        chainrule(&["values", "--decimals", "full", "--format", "csv", "--output", "values.csv"], &folder);
        // Whole numbers stay whole where others of their column are empty.
        let more = "\nprint(str(values.row.dtype), str(values.column.dtype), \
                    [repr(v) for v in values.value.tolist()] == [repr(float(l.rsplit(',', 5)[1])) \
                    for l in open('values.csv').read().splitlines()[1:]])";
        let said = run(&python, &format!("{code}{more}"), &folder);
        assert!(said.ends_with("\nInt64 Int64 True\n"), "{said}");
        assert!(said.contains("dE/dw_d"), "{said}");
    }
}

//! What an installed program brings along: completions, the page of the manual, its version.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;
use chainrule::scenario;
use folder::folder;

fn chainrule(arguments: &[&str]) -> String {
    let output = Command::cargo_bin("chainrule").unwrap().args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a program that may not be there; says past the test's captured output if it is not.
fn run(program: &str, arguments: &[&str]) -> Option<String> {
    // Whatever the language of the machine, what is said is said in one.
    match Command::new(program).args(arguments).env("LC_ALL", "C").output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success() && said.is_empty(), "{program} {arguments:?}: {said}");
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(_) => {
            let _ = writeln!(io::stderr(), "SKIPPED: there is no {program}");
            None
        }
    }
}

/// The completions of a shell in a file.
fn script(shell: &str) -> String {
    let path = folder(&format!("installing-{shell}")).join("script");
    fs::write(&path, chainrule(&["completions", shell])).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn completions_are_scripts_that_their_shells_take() {
    for shell in ["bash", "zsh", "fish"] {
        run(shell, &["-n", &script(shell)]);
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let text = chainrule(&["completions", shell]);
        // Those of elvish and PowerShell know no values of options.
        let knows_values = ["bash", "zsh", "fish"].contains(&shell);
        let values: &[&str] = if knows_values { &["csv", "contrast", "layer"] } else { &[] };
        for word in ["values", "weights-from"].iter().chain(values) {
            assert!(text.contains(word), "{shell} knows no {word}");
        }
    }
}

#[test]
fn bash_completes_commands_names_and_what_an_option_takes() {
    let script = script("bash");
    let offered = |words: &str| {
        let count = words.split(' ').count() - 1;
        let call = format!(
            "source '{script}'; COMP_WORDS=({words}); [[ '{words}' == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD={count}; \
             _chainrule chainrule \"${{COMP_WORDS[$COMP_CWORD]}}\" \"${{COMP_WORDS[$((COMP_CWORD-1))]}}\" 2>/dev/null; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        run("bash", &["-c", &call]).map(|said| said.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let Some(themes) = offered("chainrule show --theme ") else { return };
    assert_eq!(themes, ["dark", "light", "contrast", "terminal", "mono"]);
    assert_eq!(offered("chainrule values --format ").unwrap(), ["text", "csv", "json"]);
    assert_eq!(offered("chainrule wei").unwrap(), ["weights"]);
    assert_eq!(offered("chainrule vanishing-r").unwrap(), ["vanishing-relu"]);
    assert_eq!(offered("chainrule values thr").unwrap(), ["three-classes"]);
    assert_eq!(offered("chainrule completions fi").unwrap(), ["fish"]);
}

/// Commands and options, as the help of each command lists them.
fn listed(help: &str) -> (Vec<String>, Vec<String>) {
    let commands = help.split("\nCommands:\n").nth(1).map_or("", |rest| rest.split("\n\n").next().unwrap());
    let command = |line: &str| {
        line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.split(' ').next().map(str::to_owned)
    };
    let option = |line: &str| {
        let word = line.trim_start();
        let word = word.strip_prefix("-h, ").or(word.strip_prefix("-V, ")).unwrap_or(word);
        let is_option = line.starts_with("  ") && word.starts_with("--");
        is_option.then(|| word.split([' ', '=']).next().unwrap().to_owned())
    };
    (commands.lines().filter_map(command).collect(), help.lines().filter_map(option).collect())
}

/// The page as it is read, in one line.
fn page() -> String {
    let page = chainrule(&["man"]);
    let plain = page.replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
    plain.replace("\\*(Aq", "'")
}

#[test]
fn the_page_of_the_manual_has_every_command_and_option() {
    let page = page();
    assert!(!page.contains('`'), "a mark of Markdown");
    for name in ["XDG_STATE_HOME", "XDG_RUNTIME_DIR"] {
        assert!(page.contains(name), "{name}");
    }
    let (commands, options) = listed(&chainrule(&["--help"]));
    assert!(commands.len() >= 13 && options.len() >= 18, "{commands:?} {options:?}");
    let (shared, of_commands) = page.split_once(".SH COMMANDS\n").unwrap();
    for option in &options {
        assert!(
            shared.contains(&format!("\n{option}")) || shared.contains(&format!(", {option}")),
            "{option}"
        );
    }
    for command in commands.iter().filter(|command| *command != "help") {
        let heading = format!(".SS \"chainrule {command} ");
        let from = of_commands.find(&heading).unwrap_or_else(|| panic!("{heading} is missing")) + 3;
        let rest = &of_commands[from..];
        let section = &rest[..rest.find("\n.S").unwrap()];
        let takes_scenario = section.lines().next().unwrap().contains("[SCENARIO]");
        let (_, own) = listed(&chainrule(&[command, "--help"]));
        assert!(!own.is_empty());
        for option in own.iter().filter(|option| *option != "--help") {
            let is_there = section.lines().any(|line| line.split(' ').next() == Some(option));
            // Those that come with a scenario stand there once, above.
            let is_shared = takes_scenario && options.contains(option);
            assert!(is_there != is_shared, "{command} {option}");
        }
    }
    for heading in
        ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"]
    {
        let quoted =
            if heading.contains(' ') { format!(".SH \"{heading}\"\n") } else { format!(".SH {heading}\n") };
        assert!(page.contains(&quoted), "{heading}");
    }
}

#[test]
fn the_page_is_one_that_man_can_set() {
    let path = folder("installing-man").join("chainrule.1");
    fs::write(&path, chainrule(&["man"])).unwrap();
    let Some(set) = run("groff", &["-ww", "-man", "-Tascii", "-P-c", path.to_str().unwrap()]) else { return };
    let set = set.replace('\u{8}', "");
    assert!(set.contains("CHAINRULE(1)") && set.lines().count() > 200);
}

#[test]
fn the_examples_of_the_manual_are_calls_that_can_be_made() {
    let page = page();
    let examples = page.split(".SH EXAMPLES\n").nth(1).unwrap();
    let calls: Vec<&str> = examples.lines().filter(|line| line.starts_with("chainrule ")).collect();
    assert!(calls.len() >= 4, "{calls:?}");
    let folder = folder("installing-examples");
    fs::copy("scenarios/xor.toml", folder.join("my.toml")).unwrap();
    for call in calls {
        let words: Vec<&str> = call.split(' ').skip(1).collect();
        let output =
            Command::cargo_bin("chainrule").unwrap().args(&words).current_dir(&folder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        // Those that open the explainer come as far as asking for a terminal.
        let is_explainer = !["values", "train"].contains(&words[0]);
        assert!(output.status.success() || is_explainer && said.contains("terminal"), "{call}: {said}");
    }
}

#[test]
fn the_version_says_the_commit_of_a_checkout() {
    let said = chainrule(&["--version"]);
    let version = env!("CARGO_PKG_VERSION");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).current_dir(root).output().ok()?;
        let said = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        Some(said).filter(|said| output.status.success() && !said.is_empty())
    };
    let top = git(&["rev-parse", "--show-toplevel"]);
    let is_checkout = top.is_some_and(|top| fs::canonicalize(top).ok() == fs::canonicalize(root).ok());
    let commit = git(&["log", "-1", "--format=%h %cs", "--abbrev=7"]).filter(|_| is_checkout);
    match commit {
        Some(commit) => assert_eq!(said, format!("chainrule {version} ({commit})\n")),
        None => assert_eq!(said, format!("chainrule {version}\n")),
    }
}

/// The crate as it is packed, installed, and called from an empty folder with an empty home.
#[test]
#[ignore = "takes a release build: cargo test --test installing -- --ignored"]
fn an_installed_program_needs_no_file_beside_it() {
    let folder = folder("installing-alone");
    let run = |program: &str, arguments: &[&str]| {
        let status = Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).status();
        assert!(status.unwrap().success(), "{program} {arguments:?}");
    };
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (cargo, version) = (env!("CARGO"), env!("CARGO_PKG_VERSION"));
    run(cargo, &["package", "--locked", "--allow-dirty", "--no-verify", "--target-dir", &at("target")]);
    // With the time of now: a crate's files are dated so far back that cargo would take an older build for new.
    run("tar", &["-xzmf", &at(&format!("target/package/chainrule-{version}.crate")), "-C", &at("")]);
    let source = at(&format!("chainrule-{version}"));
    // Where other release builds are, so that dependencies that are built already are not built again.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_str().unwrap();
    run(cargo, &["install", "--locked", "--path", &source, "--root", &at("root"), "--target-dir", target]);
    fs::remove_dir_all(source).unwrap();

    let (home, here) = (at("home"), at("here"));
    for path in [&home, &here] {
        fs::create_dir(path).unwrap();
    }
    let program = at("root/bin/chainrule");
    let call = |words: &str| {
        let mut command = Command::new(&program);
        command.args(words.split(' ').filter(|word| !word.is_empty()));
        command.env_clear().env("HOME", &home).current_dir(&here).output().unwrap()
    };
    // A crate is no checkout, wherever it lies.
    assert_eq!(String::from_utf8_lossy(&call("--version").stdout), format!("chainrule {version}\n"));
    let help = call("--help");
    let (commands, _) = listed(&String::from_utf8_lossy(&help.stdout));
    let calls = [
        "scenarios",
        "scenarios --format json",
        "values",
        "values --format json",
        "values --format csv",
        "steps --zoom layer",
        "steps --format json",
        "steps --format csv",
        "steps --format speech",
        "steps --format markdown",
        "steps --format latex",
        "steps --tour",
        "export",
        "record --steps error",
        "show --format svg",
        "export --format latex --solution",
        "export --format html --variants 2 --seed 7 --steps error",
        "check",
        "train --epochs 2",
        "weights",
        "weights --epoch 2",
        "read --all",
        "show",
        "show --format ansi",
        "schema values",
        "schema steps",
        "schema tour",
        "schema train",
        "schema check",
        "schema weights",
        "schema scenarios",
        "completions bash",
        "completions zsh",
        "completions fish",
        "completions elvish",
        "completions powershell",
        "man",
        "help",
        "help train",
    ];
    let names = scenario::builtins().iter().map(|builtin| format!("values {} --format json", builtin.name));
    let mut called: Vec<String> = calls.into_iter().map(str::to_owned).chain(names).collect();
    for words in &called {
        let output = call(words);
        assert!(output.status.success() && output.stderr.is_empty(), "{words}: {output:?}");
        let words: Vec<&str> = words.split(' ').collect();
        if !["help", "man"].contains(&words[0]) {
            let own = Command::cargo_bin("chainrule").unwrap().args(&words).output().unwrap();
            assert!(output.stdout == own.stdout, "{words:?}");
        }
    }
    // Without a terminal, these say that they need one.
    for words in ["", "--tour", "follow --once"] {
        let output = call(words);
        assert!(
            !output.status.success() && String::from_utf8_lossy(&output.stderr).contains("terminal"),
            "{output:?}"
        );
    }
    called.push("follow".to_owned());
    for command in commands {
        assert!(
            called.iter().any(|call| call.split(' ').next() == Some(&command)),
            "{command} was not called"
        );
    }
    for path in [home, here] {
        assert_eq!(fs::read_dir(path).unwrap().count(), 0, "something was left behind");
    }
}

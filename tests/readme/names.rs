//! Whatever a page puts into backticks is there: a key, a command, an option, a file, a step, a quantity.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chainrule::app::COMMANDS;
use chainrule::edit::evaluate;
use chainrule::keymap::BINDINGS;
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario;

use crate::commands::tasks;
use crate::driver;
use crate::pages::{pages, root};
use crate::program::{binary, environment, home, printed, refused};

/// Names that stand for what a reader puts in their place.
const FILES_OF_A_READER: &[&str] =
    &["my.toml", "lesson.toml", "weights.json", "trained.json", "runs/trained.json", "lesson.txt"];

/// What belongs to other programs.
const OF_OTHERS: &[&str] = &[
    "-W",
    "-R",
    "-c NAME:PASSWORD",
    "json.loads",
    "csv.field_size_limit(2**31 - 1)",
    "~/.cargo/bin",
    "kill -TSTP",
    "Wrap",
    "Chart",
    "Gauge",
    "restore()",
    "init()",
    "ESC[;m",
];

/// All that a span may be.
struct Known {
    lessons: Vec<Lesson>,
    options: BTreeSet<String>,
    /// Everything that the project's sources say.
    sources: String,
}

impl Known {
    fn gather() -> Self {
        let lesson = |builtin: &scenario::Builtin| {
            let scenario = scenario::builtin(builtin.name).unwrap();
            let view = View::of(&scenario);
            Lesson::new(scenario, view).unwrap()
        };
        // A large one has no name that a smaller one has not.
        let small =
            scenario::builtins().iter().filter(|builtin| !["large", "digits"].contains(&builtin.name));
        let lessons = small.map(lesson).collect();
        let helps = std::iter::once(printed(&["--help"]))
            .chain(tasks().iter().filter(|task| *task != "help").map(|task| printed(&[task, "--help"])));
        let options = helps.flat_map(|help| options(&help)).collect();
        let mut sources = String::new();
        for folder in ["src", "tests", "scenarios", "schemas", "benches"] {
            read_all(&root().join(folder), &mut sources);
        }
        sources.push_str(&fs::read_to_string(root().join("Cargo.toml")).unwrap());
        Self { lessons, options, sources }
    }

    /// What a span is, if it is anything.
    fn kind(&self, span: &str) -> Option<&'static str> {
        let is_key = |name: &str| {
            let name = name.trim_start_matches(|c: char| c.is_ascii_digit() && name.len() > 1);
            BINDINGS.iter().any(|binding| binding.keys.contains(&name))
        };
        if let Some(call) =
            span.strip_prefix("chainrule").filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            // `N` stands for a number.
            let arguments = shlex::split(&format!("{call} ").replace(" N ", " 1 "))?;
            return refused(&arguments).is_none().then_some("call");
        }
        if let Some(option) = span.strip_prefix("--") {
            let name = option.split(['=', ' ']).next()?;
            return self.options.contains(&format!("--{name}")).then_some("option");
        }
        if OF_OTHERS.contains(&span) {
            return Some("of another program");
        }
        // Before a call may stand what it finds in its environment.
        let call = span.split_once(' ').filter(|(set, _)| is_set(set)).map_or(span, |(_, call)| call);
        if let Some(call) = call.strip_prefix("cargo ") {
            return is_of_cargo(call).then_some("call of cargo");
        }
        if is_module(span) || root().join(format!("tests/{span}.rs")).exists() {
            return Some("module or test");
        }
        if span.starts_with('$') || span.starts_with("~/") {
            let parts = span.split('/').map(|part| part.trim_start_matches('$'));
            let is_said = |part: &str| part == "~" || self.sources.contains(&format!("\"{part}"));
            return parts.into_iter().all(is_said).then_some("place");
        }
        if is_path(span) {
            let is_there = root().join(span).exists() || FILES_OF_A_READER.contains(&span);
            return is_there.then_some("file");
        }
        if is_key(span) {
            return Some("key");
        }
        if let Some(line) = span.strip_prefix(':') {
            return is_command(line).then_some("command");
        }
        let is_step =
            |lesson: &Lesson| lesson.parse_address(span).is_some() || lesson.names().quantity(span).is_some();
        if self.lessons.iter().any(is_step) || scenario::builtin(span).is_some() {
            return Some("name");
        }
        if tasks().contains(span) {
            return Some("task");
        }
        if toml::from_str::<toml::Table>(&format!("x = {span}")).is_ok()
            || toml::from_str::<toml::Table>(span).is_ok()
        {
            return Some("value");
        }
        let value = |lesson: &Lesson, name: &str| lesson.value(lesson.names().quantity(name)?);
        if self.lessons.iter().any(|lesson| evaluate(span, |name| value(lesson, name)).is_ok()) {
            return Some("expression");
        }
        // Any other word of the program, or several.
        if self.is_said(span) {
            return Some("word");
        }
        let words: Vec<&str> = span.split([' ', '·', '=']).filter(|word| !word.is_empty()).collect();
        if words.len() > 1 && words.iter().all(|word| self.kind(word).is_some()) {
            return Some("words");
        }
        is_heard(span).then_some("line for reading")
    }
}

impl Known {
    /// Whether the sources say it, not as a piece of a longer word.
    fn is_said(&self, span: &str) -> bool {
        let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
        self.sources.match_indices(span).any(|(at, _)| {
            let (before, after) = (&self.sources[..at], &self.sources[at + span.len()..]);
            let starts_whole = !span.starts_with(is_of_word) || !before.ends_with(is_of_word);
            starts_whole && (!span.ends_with(is_of_word) || !after.starts_with(is_of_word))
        })
    }
}

/// `EVENTS=20000`: a name in capitals, and a value.
fn is_set(word: &str) -> bool {
    let (name, value) = word.split_once('=').unwrap_or_default();
    let is_of_name = |c: char| c.is_ascii_uppercase() || c == '_';
    !name.is_empty() && !value.is_empty() && name.chars().all(is_of_name)
}

/// `runtime::screen`: a module of the library.
fn is_module(path: &str) -> bool {
    path.contains("::") && root().join(format!("src/{}.rs", path.replace("::", "/"))).exists()
}

/// Whether a call of cargo names tests, benches and modules that are there.
fn is_of_cargo(call: &str) -> bool {
    let mut words = call.split(' ');
    let folder = match words.next() {
        Some("test") => "tests",
        Some("bench") => "benches",
        _ => return false,
    };
    let mut named = String::new();
    let mut is_lib = false;
    while let Some(word) = words.next() {
        let is_there = match word {
            "--test" | "--bench" => {
                words.next().unwrap_or_default().clone_into(&mut named);
                root().join(format!("{folder}/{named}.rs")).exists()
            }
            "--lib" => {
                is_lib = true;
                true
            }
            "--locked" | "--release" | "--" | "--ignored" | "--nocapture" => true,
            filter if is_lib => is_module(filter),
            // A function of the test, or a module of it.
            filter => {
                let mut sources = fs::read_to_string(root().join(format!("{folder}/{named}.rs"))).unwrap();
                if root().join(folder).join(&named).is_dir() {
                    read_all(&root().join(folder).join(&named), &mut sources);
                }
                let is_said = |part: &str| {
                    ["fn ", "mod "].iter().any(|what| sources.contains(&format!("{what}{part}")))
                        || sources.contains(part) && filter == part
                };
                filter.split("::").all(is_said)
            }
        };
        if !is_there {
            return false;
        }
    }
    true
}

/// Whether it is a line that reading understands, or an answer to its question for a number.
fn is_heard(span: &str) -> bool {
    let answer = said_to_reading(&format!("predict\n{span}\n"));
    let is_answer = ["That is right", "is not it"].iter().any(|said| answer.contains(said));
    is_answer || !said_to_reading(&format!("{span}\n")).contains("There is no word")
}

/// Whether a line, without its colon, is a command of the screen: its name alone, as the table has it, or carried
/// out without complaint.
fn is_command(line: &str) -> bool {
    let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else { return false };
    if argument.is_empty() || argument == command.argument {
        return true;
    }
    let mut app = driver::app_at("chain/w_d1/product", Zoom::default());
    driver::command(&mut app, line);
    app.message().is_none_or(|message| !message.is_error)
}

/// What reading says to these lines.
fn said_to_reading(lines: &str) -> String {
    static HOME: OnceLock<PathBuf> = OnceLock::new();
    let home = HOME.get_or_init(|| home("reading"));
    let mut command = assert_cmd::Command::new(binary());
    command.current_dir(home).env_clear().envs(environment(home));
    let output = command.args(["read", "--step", "chain/w_d1/product"]).write_stdin(lines).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Whether a span means a file of the project, or one beside a scenario.
fn is_path(span: &str) -> bool {
    let folders =
        ["src/", "tests/", "docs/", "scenarios/", "schemas/", "pictures/", "scripts/", "benches/", ".ci/"];
    let is_file =
        Path::new(span).extension().is_some_and(|e| ["rs", "toml", "md", "json"].iter().any(|of| e == *of));
    !span.contains([' ', '<', '"', '*']) && (folders.iter().any(|folder| span.starts_with(folder)) || is_file)
}

/// The options that a help lists.
fn options(help: &str) -> Vec<String> {
    let starts = help.match_indices("--").map(|(at, _)| &help[at..]);
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    starts.map(|rest| rest.chars().take_while(|c| is_of_name(*c)).collect()).collect()
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What these tests say of a page does not make it so.
        if path.is_dir() && !path.ends_with("tests/readme") {
            read_all(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "toml" || e == "json") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn what_stands_in_backticks_is_there() {
    let known = Known::gather();
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in pages() {
        for (line, span) in page.spans() {
            count += 1;
            if known.kind(&span).is_none() {
                wrong.push(format!("{}:{line}: `{span}`", page.name));
            }
        }
    }
    assert!(wrong.is_empty(), "these name nothing:\n{}", wrong.join("\n"));
    assert!(count > 200, "{count}: the reading of the pages is broken");
}

#[test]
fn what_is_not_there_is_noticed() {
    let known = Known::gather();
    for nothing in [
        ":fly",
        ":wrong fly",
        ":set w_e1 2",
        "chainrule fly --high",
        "chainrule show --fly",
        // A task, a scenario, a file, a step that there is not.
        "chainrule valuse",
        "chainrule swpa",
        "chainrule fly.toml",
        "chainrule values swpa",
        "chainrule --step nowhere",
        "chainrule show --step nowhere",
        // An option without the one that it needs, or with one that it excludes.
        "chainrule train",
        "chainrule --reach",
        "chainrule values --compare last",
        "chainrule export --seed 7",
        "chainrule export --steps 1 --step 2",
        "chainrule follow --view all --step 2",
        "--fly",
        "src/fly.rs",
        "fly.toml",
        "flies + fly",
    ] {
        assert_eq!(known.kind(nothing), None, "{nothing}");
    }
}

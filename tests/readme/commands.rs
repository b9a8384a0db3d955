//! Every command that a page prints in a block of `sh` runs as printed.
//!
//! Those that only print run in a folder that holds the files which the pages tell how to make; those that open
//! the screen run in a terminal until it shows something, and are quit there; the few that need more than a
//! test has are listed with the reason, and what they pass to `chainrule` is held against what it takes.

use std::collections::BTreeSet;
use std::fs;
use std::panic::resume_unwind;
use std::thread;

use crate::pages::{Page, pages, root};
use crate::program::{home, refused, shell, write_files};

/// What lines begin with that are not run here, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("cargo run --release", "builds the program, and opens it in the terminal"),
    ("cargo install --path . --locked", "builds the program, and puts it into the user's own folder"),
    ("cargo uninstall", "takes it away from there"),
    ("cargo install cargo-deny", "builds another program"),
    ("cargo deny check", "needs that program"),
    ("cargo fuzz run", "needs cargo-fuzz, and runs for hours"),
    ("cargo install cargo-mutants", "builds another program"),
    ("PROPTEST_DISABLE_FAILURE_PERSISTENCE=true cargo mutants", "runs for days"),
    ("man ", "needs a reader of manuals"),
    ("cargo test --locked", "is what runs this test"),
    ("cargo bench --bench", "measures for minutes"),
    ("UPDATE_README=1 cargo test", "writes the pages"),
    ("scripts/measure", "measures for minutes, beside other programs"),
    ("scripts/check-handouts", "needs Chromium and pdfLaTeX, and minutes"),
    ("ssh -t", "needs another machine"),
    ("tmux new", "needs tmux"),
    ("ttyd", "needs ttyd, and listens to the network"),
];

/// One line of a block.
struct Line {
    page: String,
    number: usize,
    /// As it stands there.
    text: String,
    /// Its words, without the comment at its end.
    words: Vec<String>,
}

/// Every command of a page, in order.
fn lines(page: &Page) -> Vec<Line> {
    let mut lines = Vec::new();
    for fence in page.fences().into_iter().filter(|fence| fence.language == "sh") {
        let text = fence.text.replace("\\\n", "  ");
        for (number, text) in (fence.line..).zip(text.lines()) {
            let words = shlex::split(text).unwrap_or_else(|| panic!("{}:{number}: {text}", page.name));
            if !words.is_empty() {
                lines.push(Line { page: page.name.clone(), number, text: text.to_owned(), words });
            }
        }
    }
    lines
}

impl Line {
    fn elsewhere(&self) -> Option<&'static str> {
        ELSEWHERE.iter().find(|(start, _)| self.text.starts_with(start)).map(|(start, _)| *start)
    }

    /// Whether it opens the screen, and so needs a terminal.
    fn is_screen(&self) -> bool {
        let task = self.words.get(1).map(String::as_str);
        let opens = self.words[0] == "chainrule"
            && task.is_none_or(|task| task == "follow" || !tasks().contains(task));
        opens && !self.words.iter().any(|word| ["|", ">", "--version", "--help"].contains(&word.as_str()))
    }

    /// What it passes to `chainrule`, where it does.
    fn arguments(&self) -> Option<&[String]> {
        // A call of cargo ends with them.
        let name = if self.text.starts_with("cargo run ") { "--" } else { "chainrule" };
        let at = self.words.iter().position(|word| word == name)?;
        let rest = &self.words[at + 1..];
        let end = rest.iter().position(|word| ["|", ">", "<", "&&", ";"].contains(&word.as_str()));
        Some(&rest[..end.unwrap_or(rest.len())])
    }
}

/// The subcommands, as the help lists them.
pub fn tasks() -> &'static BTreeSet<String> {
    static TASKS: std::sync::OnceLock<BTreeSet<String>> = std::sync::OnceLock::new();
    TASKS.get_or_init(|| {
        let help = crate::program::printed(&["--help"]);
        let (_, rest) = help.split_once("Commands:\n").unwrap();
        let lines = rest.lines().take_while(|line| line.starts_with("  "));
        lines
            .filter(|line| !line.starts_with("   "))
            .map(|line| line.trim().split(' ').next().unwrap().to_owned())
            .collect()
    })
}

#[test]
fn every_command_runs_as_printed() {
    let run = |page: &Page| {
        let home = home(&format!("commands-{}", page.name.replace('/', "-")));
        write_files(&home);
        let mut count = 0;
        for line in lines(page).iter().filter(|line| line.elsewhere().is_none()) {
            let place = format!("{}:{}: {}", line.page, line.number, line.text);
            if line.is_screen() {
                screen::opens_and_quits(&place, line.arguments().unwrap(), &home);
            } else {
                let output = shell(&line.text, &home);
                let complaint = String::from_utf8_lossy(&output.stderr);
                assert!(
                    output.status.success() && complaint.is_empty(),
                    "{place}\n{}: {complaint}",
                    output.status
                );
            }
            count += 1;
        }
        count
    };
    let pages = pages();
    // A page after the other within itself, since a line may need what one before it wrote.
    let counts = thread::scope(|scope| {
        let runs: Vec<_> = pages.iter().map(|page| scope.spawn(|| run(page))).collect();
        runs.into_iter()
            .map(|run| run.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect::<Vec<usize>>()
    });
    assert!(counts.iter().sum::<usize>() > 20, "{counts:?}: the reading of the pages is broken");
}

#[test]
fn what_is_not_run_here_is_right_as_far_as_can_be_told() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut used = BTreeSet::new();
    for line in pages().iter().flat_map(lines) {
        let Some(start) = line.elsewhere() else { continue };
        used.insert(start);
        if let Some(arguments) = line.arguments() {
            let complaint = refused(arguments);
            assert!(complaint.is_none(), "{}:{}: {}", line.page, line.number, complaint.unwrap_or_default());
        }
        let after = |flag: &str| {
            let at = line.words.iter().position(|word| word == flag)?;
            line.words.get(at + 1)
        };
        if let Some(bench) = after("--bench") {
            assert!(manifest.contains(&format!("[[bench]]\nname = \"{bench}\"")), "no bench {bench}");
        }
        if let Some(test) = after("--test") {
            assert!(root().join(format!("tests/{test}.rs")).exists(), "no test {test}");
        }
    }
    let unused: Vec<_> = ELSEWHERE.iter().filter(|(start, _)| !used.contains(start)).collect();
    assert!(unused.is_empty(), "no page has {unused:?} any more");
}

/// A terminal for the lines that open the screen.
mod screen {
    use std::io::{Read as _, Write as _};
    use std::path::Path;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use crate::program::{binary, environment};

    /// How long a screen may take on a busy machine; no test waits that long when all is well.
    const DEADLINE: Duration = Duration::from_secs(30);

    /// Runs the program in a terminal, waits until it has drawn something, quits, and waits for a good end.
    pub fn opens_and_quits(place: &str, arguments: &[String], home: &Path) {
        let pair = native_pty_system()
            .openpty(PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 })
            .unwrap();
        let mut command = CommandBuilder::new(binary());
        command.args(arguments);
        command.env_clear();
        command.cwd(home);
        command.env("TERM", "xterm-256color");
        for (name, value) in environment(home) {
            command.env(name, value);
        }
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut keys = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (told, heard) = mpsc::channel();
        let reading = thread::spawn(move || {
            let mut screen = vt100::Parser::new(36, 120, 0);
            let mut bytes = [0; 4096];
            let mut is_told = false;
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                screen.process(&bytes[..count]);
                let is_drawn =
                    screen.screen().alternate_screen() && !screen.screen().contents().trim().is_empty();
                if is_drawn && !is_told {
                    // The test may have given up by now.
                    is_told = told.send(()).is_ok();
                }
            }
            screen.screen().contents()
        });
        let is_open = heard.recv_timeout(DEADLINE).is_ok();
        if is_open {
            keys.write_all(b"q").unwrap();
            keys.flush().unwrap();
        } else {
            let _ = child.kill();
        }
        let status = child.wait().unwrap();
        let shown = reading.join().unwrap();
        assert!(is_open && status.success(), "{place}: {status:?}\n{shown}");
    }
}

//! The programs that are measured side by side, where they are installed.

use std::path::{Path, PathBuf};

/// A program, how it is opened, and keys that each bring something new.
pub struct Peer {
    pub name: &'static str,
    pub command: Vec<String>,
    /// Each is pressed so many times; then they begin again.
    pub keys: &'static [(&'static str, usize)],
}

impl Peer {
    /// The keys one after the other, without an end.
    pub fn presses(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().flat_map(|&(key, times)| std::iter::repeat_n(key, times)).cycle()
    }
}

/// A text that is longer than any screen.
const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/app/command.rs");
/// Slides of ours for a program that shows slides.
const SLIDES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/slides.md");
/// A small program of ours for Textual.
const TEXTUAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/small_textual.py");

/// Where a command is, as a shell would find it.
fn which(command: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(command)).find(|file| file.is_file())
}

/// Those that are installed, this program first, and the names of the others.
pub fn peers() -> (Vec<Peer>, Vec<&'static str>) {
    let (mut here, mut missing) =
        (vec![ours("chainrule", &[]), ours("chainrule large", &["large"])], Vec::new());
    let mut add = |name, command: &[&str], keys: &'static [(&'static str, usize)]| match which(command[0]) {
        Some(_) => here.push(Peer { name, command: command.iter().map(|&word| word.into()).collect(), keys }),
        None => missing.push(name),
    };
    add("less", &["less", TEXT], &[("j", 1)]);
    add("vim -u NONE", &["vim", "-u", "NONE", TEXT], &[("j", 1)]);
    add("presenterm", &["presenterm", SLIDES], &[("n", 1), ("p", 1)]);
    add("bottom", &["btm"], &[("\u{1b}[B", 1), ("\u{1b}[A", 1)]);
    match textual() {
        Some(python) => here.push(Peer {
            name: "Textual, a small program",
            command: vec![python, TEXTUAL.into()],
            keys: &[("j", 1)],
        }),
        None => missing.push("Textual"),
    }
    for (name, example) in
        [("ratatui, one paragraph", "one-paragraph"), ("ratatui, several panels", "several-panels")]
    {
        match example_of_ours(example) {
            Some(file) => here.push(Peer { name, command: vec![file], keys: &[("j", 1)] }),
            None => missing.push(name),
        }
    }
    (here, missing)
}

/// This program, built as it is released.
pub fn ours(name: &'static str, arguments: &[&str]) -> Peer {
    let mut command = vec![env!("CARGO_BIN_EXE_chainrule").to_owned()];
    command.extend(arguments.iter().map(|&word| word.to_owned()));
    Peer { name, command, keys: &[("\u{1b}[C", 100), ("\u{1b}[D", 100)] }
}

/// A program of `benches/peers` that was built with this benchmark's profile.
fn example_of_ours(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_BIN_EXE_chainrule")).parent()?;
    let file = folder.join("examples").join(name);
    file.is_file().then(|| file.display().to_string())
}

/// A Python that knows Textual: the one that `PYTHON` names, or the usual one.
fn textual() -> Option<String> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let asked = std::process::Command::new(&python).args(["-c", "import textual"]).output().ok()?;
    asked.status.success().then_some(python)
}

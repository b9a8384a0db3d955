//! The house: which module may use which, held against the sources.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module names directly; what those may use, it may use too.
const MAY_USE: &[(&str, &[&str])] = &[
    ("engine", &[]),
    ("text", &[]),
    ("scenario", &["engine", "text"]),
    ("notation", &["engine", "text"]),
    ("lesson", &["scenario", "notation"]),
    ("edit", &["scenario"]),
    ("app", &["lesson", "edit"]),
    ("keymap", &["app"]),
    ("ui", &["app", "keymap"]),
    ("export", &["ui"]),
    ("runtime", &["export"]),
    ("cli", &["runtime"]),
];

/// Crates that only some modules may name. What is not here may be named anywhere: [`ANYWHERE`].
const CRATES: &[(&str, &[&str])] = &[
    ("ratatui", &["ui", "export", "runtime"]),
    ("crossterm", &["runtime"]),
    ("signal_hook", &["runtime"]),
    ("rustix", &["runtime"]),
    ("itoa", &["notation"]),
    ("jiff", &["runtime"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("csv", &["export"]),
    ("foldhash", &["lesson"]),
    ("anyhow", &["cli", "main"]),
    ("toml", &["scenario"]),
    ("textwrap", &["text", "ui"]),
    ("anstyle_lossy", &["ui", "export"]),
    ("rand_chacha", &["engine"]),
    ("serde", &["scenario", "export", "runtime"]),
    ("serde_json", &["scenario", "export", "runtime"]),
    ("shlex", &["app"]),
    ("tempfile", &["runtime"]),
    ("unicode_segmentation", &["text", "app"]),
    ("unicode_width", &["text"]),
];

/// Matrices, and errors with their sentences.
const ANYWHERE: &[&str] = &["ndarray", "thiserror"];

fn allowed(module: &str) -> BTreeSet<&'static str> {
    let mut all = BTreeSet::new();
    let mut open: Vec<&str> = vec![module];
    while let Some(next) = open.pop() {
        let direct = MAY_USE.iter().find(|(name, _)| *name == next).map_or(&[][..], |(_, uses)| uses);
        for used in direct {
            if all.insert(*used) {
                open.push(used);
            }
        }
    }
    all
}

/// Every source file below `src`, by the module that it belongs to.
fn sources() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    fn visit(dir: &Path, root: &Path, into: &mut BTreeMap<String, Vec<(PathBuf, String)>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, root, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let relative = path.strip_prefix(root).unwrap();
                let first = relative.components().next().unwrap().as_os_str().to_string_lossy();
                let module = first.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                into.entry(module).or_default().push((relative.to_owned(), code_of(&text)));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = BTreeMap::new();
    visit(&root, &root, &mut all);
    all
}

/// The code without comments, and without the tests at its end, which may look anywhere.
fn code_of(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
    let is_tests = |pair: &[&str]| pair[0].trim() == "#[cfg(test)]" && pair[1].trim_end().ends_with('{');
    let end = lines.windows(2).position(is_tests).unwrap_or(lines.len());
    lines[..end].join("\n")
}

/// The words that stand before `::` or after `use crate::` and the like.
fn names_after<'t>(code: &'t str, prefix: &str) -> Vec<&'t str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (start, _) in code.match_indices(prefix) {
        let rest = &code[start + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word_start = Some(0);
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => word_start = Some(i + 1),
                    _ => {}
                }
                if let Some(start) = word_start.filter(|_| depth == 0 && is_word(c)) {
                    let word = group[start..].trim_start();
                    found.push(&word[..word.find(|c| !is_word(c)).unwrap_or(word.len())]);
                    word_start = None;
                }
            }
        } else {
            found.push(&rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())]);
        }
    }
    found
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let known: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    let mut checked = 0;
    for (module, files) in sources().iter().filter(|(module, _)| known.contains(module.as_str())) {
        let may = allowed(module);
        for (path, code) in files {
            for used in names_after(code, "crate::") {
                checked += 1;
                let is_fine = used == module || !known.contains(used) || may.contains(used);
                assert!(is_fine, "{} uses {used}, which {module} may not", path.display());
            }
        }
    }
    assert!(checked > 100, "only {checked} uses were found: the reading of the sources is broken");
}

#[test]
fn libraries_stay_in_their_rooms() {
    for (module, files) in sources() {
        for (path, code) in files {
            for (library, rooms) in CRATES {
                let names_it = [format!("use {library}::"), format!("{library}::")].iter().any(|pattern| {
                    code.match_indices(pattern.as_str()).any(|(at, _)| starts_path(&code, at))
                });
                assert!(!names_it || rooms.contains(&module.as_str()), "{} uses {library}", path.display());
            }
        }
    }
}

#[test]
fn every_library_has_its_rooms() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let unix = &manifest["target"]["cfg(unix)"]["dependencies"];
    let needed = [&manifest["dependencies"], unix].map(|table| table.as_table().unwrap().keys());
    let needed: BTreeSet<String> = needed.into_iter().flatten().map(|name| name.replace('-', "_")).collect();
    let placed = CRATES.iter().map(|(name, _)| *name).chain(ANYWHERE.iter().copied());
    assert_eq!(needed, placed.map(str::to_owned).collect());
}

/// Whether what stands at `at` begins a path rather than going one on.
fn starts_path(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':')
}

/// What of ratatui may be drawn with. Others hang, panic or overflow on inputs that can come here: `docs/reliability.md`
/// tells which.
const DRAWN_WITH: &[(&str, &[&str])] = &[
    ("ratatui::widgets::", &["Clear", "Widget"]),
    ("ratatui::layout::", &["Rect", "Position", "Size"]),
    ("ratatui::text::", &[]),
];

#[test]
fn what_hangs_or_panics_is_not_drawn_with() {
    let mut found = 0;
    for (path, code) in sources().into_values().flatten() {
        for (prefix, allowed) in DRAWN_WITH {
            for name in names_after(&code, prefix) {
                found += 1;
                assert!(allowed.contains(&name), "{} uses {prefix}{name}", path.display());
            }
        }
        let sets_symbols = code.contains(".set_symbol(") || code.contains("SetTitle");
        assert!(!sets_symbols, "{} writes to the terminal what may hold a control", path.display());
    }
    assert!(found > 10, "only {found} names were found: the reading of the sources is broken");
}

#[test]
fn nothing_is_printed_that_a_closed_pipe_would_make_a_panic() {
    for (path, code) in sources().into_values().flatten() {
        let prints = ["print!(", "println!(", "dbg!("].iter().any(|name| code.contains(name));
        assert!(!prints, "{} prints", path.display());
    }
}

#[test]
fn every_module_is_on_the_map() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for module in sources().keys().filter(|module| !matches!(module.as_str(), "lib" | "main")) {
        assert!(map.contains(&format!("//! | [`{module}`] |")), "{module} is not on the map of lib.rs");
        assert!(MAY_USE.iter().any(|(name, _)| name == module), "{module} is not in the table");
    }
}

#[test]
fn no_module_is_a_mod_rs() {
    for files in sources().values() {
        assert!(files.iter().all(|(path, _)| !path.ends_with("mod.rs")));
    }
}

#[test]
fn the_reading_of_the_sources_sees_groups() {
    let code = "use crate::{engine::{Kind, Part}, text, ui::draw}; let x = crate::lesson::Zoom;";
    assert_eq!(names_after(code, "crate::"), ["engine", "text", "ui", "lesson"]);
}

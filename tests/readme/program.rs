//! The program as a reader of the pages has it: built, on the path, with a home of its own.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::commands::tasks;
use crate::folder::folder;
use crate::pages::page;

/// The built program.
pub fn binary() -> PathBuf {
    assert_cmd::cargo::cargo_bin("chainrule")
}

/// Environment variables of someone who has just logged in, and whose home is a folder of this test.
pub fn environment(home: &Path) -> Vec<(&'static str, std::ffi::OsString)> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(binary().parent().unwrap().to_owned()).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).unwrap();
    vec![
        ("PATH", path),
        ("HOME", home.into()),
        ("XDG_STATE_HOME", home.join("state").into()),
        ("XDG_CONFIG_HOME", home.join("config").into()),
        ("XDG_RUNTIME_DIR", home.join("run").into()),
        ("LC_ALL", "C.UTF-8".into()),
    ]
}

/// A home that nobody else can open, with the folder in it that a session has.
pub fn home(name: &str) -> PathBuf {
    let home = folder(name);
    let run = home.join("run");
    std::fs::create_dir_all(&run).unwrap();
    std::fs::set_permissions(&run, std::fs::Permissions::from_mode(0o700)).unwrap();
    home
}

/// Runs a line as a shell does, with nothing to read.
pub fn shell(line: &str, home: &Path) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(home).env_clear().envs(environment(home)).stdin(Stdio::null());
    command.output().unwrap()
}

/// What a call prints when all goes well.
pub fn printed(arguments: &[&str]) -> String {
    let output = Command::new(binary()).args(arguments).env_remove("NO_COLOR").output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.is_empty(), "chainrule {arguments:?}: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// The files that the pages tell how to make.
pub fn write_files(home: &Path) {
    let scenario = page("README.md").fenced_between("<!-- scenario -->", "<!-- /scenario -->");
    let lesson = page("docs/teaching.md").fenced_between("<!-- lesson -->", "<!-- /lesson -->");
    std::fs::write(home.join("my.toml"), scenario).unwrap();
    std::fs::write(home.join("lesson.toml"), lesson).unwrap();
    // What a class goes on with in Python comes back in the same shape.
    std::fs::write(home.join("updated.json"), printed(&["weights"])).unwrap();
}

/// What is wrong with a call's arguments, if anything. It is carried out, in a folder of its own with the files of a
/// reader. One that opens the screen shows a frame instead; one that follows an explainer comes as far as asking for a
/// terminal.
pub fn refused(arguments: &[String]) -> Option<String> {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    let home = home(&format!("call-{}", CALLS.fetch_add(1, Ordering::Relaxed)));
    write_files(&home);
    let first = arguments.first().map(String::as_str).unwrap_or_default();
    let is_task = tasks().contains(first) || ["--help", "--version"].contains(&first);
    let mut command = Command::new(binary());
    if !is_task {
        command.arg("show");
    }
    command.args(arguments).current_dir(&home).env_clear().envs(environment(&home)).stdin(Stdio::null());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_fine = output.status.success() || first == "follow" && said.contains("is not a terminal");
    (!is_fine).then_some(said)
}

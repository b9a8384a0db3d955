//! The program as a reader of the pages has it: built, on the path, with a home of its own.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::folder::folder;

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

/// What is wrong with a call's arguments, if anything; nothing is carried out.
pub fn refused(arguments: &[String]) -> Option<String> {
    let output = Command::new(binary()).args(arguments).arg("--help").output().unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

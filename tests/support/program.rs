//! The program as a user calls it: what it prints, how it fails.

use assert_cmd::Command;

/// A call with these arguments.
pub fn chainrule(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("chainrule").unwrap();
    command.args(arguments);
    command
}

/// What a call prints when all goes well.
pub fn printed(arguments: &[&str]) -> String {
    let output = chainrule(arguments).assert().success().get_output().clone();
    assert!(output.stderr.is_empty(), "{arguments:?} complains");
    String::from_utf8(output.stdout).unwrap()
}

/// The exit code and what a failing call says; it prints nothing else.
pub fn refused(command: &mut Command) -> (i32, String) {
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

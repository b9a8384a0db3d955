//! Where there is no terminal: nothing of one is written, a closed pipe ends quietly, and what needs a terminal
//! says so.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;

use std::process::{Command, Output, Stdio};

use folder::folder;

/// Every way to write something; some write more than a pipe holds.
const WRITING: &[&[&str]] = &[
    &["scenarios"],
    &["values"],
    &["values", "--format", "json"],
    &["steps"],
    &["steps", "--format", "json"],
    &["steps", "--format", "markdown"],
    &["steps", "--format", "latex"],
    &["steps", "--format", "speech"],
    &["steps", "--tour"],
    &["show", "--size", "300x100"],
    &["show", "--format", "svg"],
    &["train", "--epochs", "3000"],
    &["train", "--epochs", "3000", "--format", "csv"],
    &["train", "--epochs", "3000", "--format", "json"],
    &["check"],
    &["check", "--format", "csv"],
    &["export"],
    &["export", "--format", "latex"],
    &["export", "--format", "html", "--solution"],
    &["read", "--all"],
    &["--help"],
    &["help", "train"],
    &["--version"],
];

/// Those whose business escapes are: pictures of a terminal, and recordings of one.
const OF_TERMINALS: &[&[&str]] = &[&["show", "--format", "ansi"], &["record", "--steps", "1..20"]];

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("chainrule"));
    command.args(arguments).stdin(Stdio::null());
    command
}

#[test]
fn a_reader_that_has_had_enough_ends_it_quietly() {
    for arguments in WRITING.iter().chain(OF_TERMINALS) {
        // As a shell does it; what the program says goes to its own standard error.
        let mut head =
            Command::new("head").arg("-1").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let pipe = head.stdin.take().unwrap();
        let mut command = program(arguments);
        let child = command.stdout(pipe).stderr(Stdio::piped()).spawn().unwrap();
        drop(command);
        let line = head.wait_with_output().unwrap().stdout;
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&stderr);
        assert!(status.success() && said.is_empty(), "{arguments:?}: {status} {said}");
        assert_eq!(line.split(|&byte| byte == b'\n').count() - 1, 1, "{arguments:?}");
    }
}

#[test]
fn a_pipe_that_nobody_reads_ends_it_quietly() {
    for arguments in WRITING.iter().chain(OF_TERMINALS) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = program(arguments);
        let output =
            command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{arguments:?}: {} {said}", output.status);
    }
}

/// Whether a byte is one that controls a terminal.
fn controls(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' || byte == 0x7f
}

#[test]
fn nothing_that_controls_a_terminal_is_written_where_none_is() {
    for arguments in WRITING {
        // As if it were in a terminal with all colours; what is asked is where standard output goes.
        let output =
            program(arguments).env("TERM", "xterm-256color").env("COLORTERM", "truecolor").output().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            let found = bytes.iter().position(|&byte| controls(byte));
            assert_eq!(found, None, "{arguments:?}: {:?}", String::from_utf8_lossy(bytes));
        }
        assert!(output.status.success() && !output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_needs_a_terminal_says_so() {
    let file = folder("piped").join("out");
    for arguments in [&[][..], &["xor"], &["--present"], &["follow"]] {
        for term in ["xterm-256color", "dumb", ""] {
            let to = std::fs::File::create(&file).unwrap();
            let output =
                program(arguments).env("TERM", term).stdout(to).stderr(Stdio::piped()).spawn().unwrap();
            let output = output.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains("is not a terminal") && said.lines().count() == 1, "{said}");
            assert_eq!(
                std::fs::metadata(&file).unwrap().len(),
                0,
                "{arguments:?} wrote to what is no terminal"
            );
        }
    }
}

#[test]
fn a_full_disk_is_told() {
    let full = || std::fs::File::options().write(true).open("/dev/full");
    if full().is_err() {
        return;
    }
    for arguments in WRITING
        .iter()
        .chain(OF_TERMINALS)
        .filter(|arguments| !arguments[0].contains("help") && arguments[0] != "--version")
    {
        let output = program(arguments).stdout(full().unwrap()).stderr(Stdio::piped()).spawn().unwrap();
        let output = output.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {said}");
        assert!(said.starts_with("chainrule: ") && said.contains("No space left"), "{arguments:?} {said}");
    }
}

//! Tells the program its version: that of the package, and of a checkout the commit and its day.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let version = env!("CARGO_PKG_VERSION");
    let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let version = match commit(&root) {
        Some(commit) => format!("{version} ({commit})"),
        None => version.to_owned(),
    };
    println!("cargo:rustc-env=CHAINRULE_VERSION={version}");
}

/// `13c594d 2026-11-27`; nothing where there is no git, or no repository of this package.
///
/// What is changed and not committed is not told of: cargo runs this when a commit is made, not when a
/// file is saved, so that a mark would be wrong half of the time.
fn commit(root: &Path) -> Option<String> {
    // The sources of a released package may lie inside of somebody's repository of something else.
    let top = fs::canonicalize(git(root, &["rev-parse", "--show-toplevel"])?).ok()?;
    if top != fs::canonicalize(root).ok()? {
        return None;
    }
    // In a worktree they lie elsewhere. The log grows with each commit; the others are for a repository
    // that keeps none.
    let branch = git(root, &["symbolic-ref", "--quiet", "HEAD"]);
    for path in ["HEAD", "logs/HEAD", "packed-refs"].into_iter().chain(branch.as_deref()) {
        let path = root.join(git(root, &["rev-parse", "--git-path", path])?);
        // Cargo would run this each time for a file that is not there.
        if path.exists() {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
    git(root, &["log", "-1", "--format=%h %cs", "--abbrev=7"])
}

/// What git says, in one line.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").current_dir(root).args(arguments).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    Some(said.trim().to_owned()).filter(|said| output.status.success() && !said.is_empty())
}

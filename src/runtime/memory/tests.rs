use std::collections::HashMap;

use super::*;

fn keeper() -> (tempfile::TempDir, Keeper) {
    let folder = tempfile::tempdir().unwrap();
    let keeper = Keeper { folder: Some(folder.path().join("state/chainrule")) };
    (folder, keeper)
}

fn at(step: &str, changes: &[(&str, bool)]) -> Remembering {
    let left = Left { step: step.into(), zoom: "operation".into(), sample: 2 };
    Remembering { left, changes: changes.iter().map(|(step, is_set)| ((*step).into(), *is_set)).collect() }
}

const SWAP: Origin = Origin::Builtin("swap");

fn folder(keeper: &Keeper) -> &Path {
    keeper.folder.as_deref().unwrap()
}

fn files(keeper: &Keeper) -> Vec<PathBuf> {
    fs::read_dir(folder(keeper)).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn what_is_kept_comes_back_for_its_own_scenario_only() {
    let (_folder, keeper) = keeper();
    assert_eq!(keeper.recall(&SWAP), None, "there is no folder yet");
    keeper.remember(&SWAP, &at("chain/bill", &[("error/d1", true), ("error/d2", true), ("error/d1", false)]));
    let memory = keeper.recall(&SWAP).unwrap();
    assert_eq!(memory.left, Some(at("chain/bill", &[]).left));
    assert_eq!(memory.bookmarks, ["error/d2"]);
    assert_eq!(keeper.recall(&Origin::Builtin("xor")), None);
    keeper.remember(&Origin::Text, &at("chain/bill", &[]));
    assert_eq!((files(&keeper).len(), keeper.recall(&Origin::Text)), (1, None));
}

#[test]
fn two_runs_keep_each_others_marks() {
    let (_folder, keeper) = keeper();
    keeper.remember(&SWAP, &at("a", &[("error/d1", true)]));
    keeper.remember(&SWAP, &at("b", &[("error/d2", true)]));
    keeper.remember(&SWAP, &at("a", &[]));
    assert_eq!(keeper.recall(&SWAP).unwrap().bookmarks, ["error/d1", "error/d2"]);
}

#[cfg(unix)]
#[test]
fn the_folder_and_its_files_are_the_users_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, keeper) = keeper();
    keeper.remember(&SWAP, &at("chain/bill", &[]));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder(&keeper)), 0o700);
    assert_eq!(mode(&files(&keeper)[0]), 0o600);
}

#[test]
fn damaged_files_are_as_if_they_were_not_there_and_are_replaced() {
    let (_folder, keeper) = keeper();
    keeper.remember(&SWAP, &at("chain/bill", &[("error/d1", true)]));
    let path = files(&keeper).remove(0);
    let whole = fs::read(&path).unwrap();
    let other = String::from_utf8(whole.clone()).unwrap().replace("builtin swap", "builtin xor");
    for damaged in [&b""[..], b"{", b"[1, 2]", &whole[..whole.len() / 2], &[0xff; 100], other.as_bytes()] {
        fs::write(&path, damaged).unwrap();
        assert_eq!(keeper.recall(&SWAP), None, "{damaged:?}");
    }
    // So much is never read.
    fs::write(&path, [&whole[..], &vec![b' '; MOST_BYTES as usize], b"x"].concat()).unwrap();
    assert!(keeper.recall(&SWAP).is_none_or(|memory| memory.bookmarks.len() == 1));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(keeper.recall(&SWAP), None);
    keeper.remember(&SWAP, &at("chain/bill", &[]));
    fs::remove_dir(&path).unwrap();
    keeper.remember(&SWAP, &at("chain/bill", &[]));
    assert!(keeper.recall(&SWAP).is_some());
    assert_eq!(files(&keeper).len(), 1, "nothing is left of what could not be put in place");
}

#[test]
fn the_oldest_are_forgotten() {
    let (folder, keeper) = keeper();
    let names: Vec<PathBuf> = (0..MOST_FILES + 5).map(|n| folder.path().join(format!("{n}.toml"))).collect();
    for name in &names {
        fs::write(name, "").unwrap();
        keeper.remember(&Origin::File(name.clone()), &at("chain/bill", &[]));
    }
    assert_eq!(files(&keeper).len(), MOST_FILES);
    assert!(keeper.recall(&Origin::File(names[MOST_FILES + 4].clone())).is_some());
}

#[test]
fn without_a_home_nothing_is_kept() {
    let keeper = Keeper { folder: None };
    keeper.remember(&SWAP, &at("chain/bill", &[]));
    assert_eq!(keeper.recall(&SWAP), None);
}

#[test]
fn a_folder_that_cannot_be_made_is_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let keeper = Keeper { folder: Some(file.join("below")) };
    keeper.remember(&SWAP, &at("chain/bill", &[]));
    assert_eq!(keeper.recall(&SWAP), None);
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn the_environment_says_where() {
    let of = |variables: &[(&str, &str)]| {
        let all: HashMap<&str, &str> = variables.iter().copied().collect();
        state_folder(|name| all.get(name).map(OsString::from))
    };
    assert_eq!(of(&[("XDG_STATE_HOME", "/s"), ("HOME", "/h")]), Some("/s/chainrule".into()));
    assert_eq!(of(&[("XDG_STATE_HOME", "s"), ("HOME", "/h")]), Some("/h/.local/state/chainrule".into()));
    assert_eq!(of(&[("HOME", "/h")]), Some("/h/.local/state/chainrule".into()));
    assert_eq!(of(&[("HOME", "")]), None);
    assert_eq!(of(&[]), None);
}

use tempfile::TempDir;

use super::*;

const OLD: &str = "title = \"old\"\n";
const NEW: &str = "title = \"new\"\r\n# ä";

/// A folder with a file of this name that holds the old text.
fn with_old(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, OLD).unwrap();
    (folder, path)
}

fn saved(path: &Path, replaces: Replaces) -> Result<(), String> {
    save(&Saving { path: path.to_owned(), text: NEW.to_owned(), replaces, command: "save" })
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// The names in a folder.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_file_is_written_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    for (name, replaces) in
        [("a", Replaces::Nothing), ("b", Replaces::Anything), ("c", Replaces::Exactly(OLD.into()))]
    {
        let path = folder.path().join(name);
        assert_eq!(saved(&path, replaces), Ok(()));
        assert_eq!(read(&path), NEW);
    }
    assert_eq!(names(&folder), ["a", "b", "c"]);
}

#[test]
fn what_is_there_is_replaced_only_if_it_may_be() {
    let (folder, path) = with_old("my.toml");
    let shown = path.display();
    assert_eq!(saved(&path, Replaces::Nothing), Err(format!("{shown} exists; :save !{shown} overwrites it")));
    let changed =
        format!("{shown} was changed by someone else since it was opened; :save !{shown} overwrites it");
    for other in ["", "title = \"odd\"\n", "title = \"older\"\n"] {
        assert_eq!(saved(&path, Replaces::Exactly(other.into())), Err(changed.clone()));
    }
    assert_eq!((read(&path), names(&folder)), (OLD.into(), vec!["my.toml".into()]));

    assert_eq!(saved(&path, Replaces::Exactly(OLD.into())), Ok(()));
    assert_eq!(read(&path), NEW);
    fs::write(&path, [0xff]).unwrap();
    assert_eq!(saved(&path, Replaces::Anything), Ok(()));
    assert_eq!((read(&path), names(&folder)), (NEW.into(), vec!["my.toml".into()]));
}

#[test]
fn a_name_that_is_no_file_is_told_why() {
    let (folder, path) = with_old("my.toml");
    for other in [folder.path().to_owned(), path.join("").join(""), folder.path().join("no/")] {
        let message = format!("{} is a folder; name a file in it", other.display());
        assert_eq!(saved(&other, Replaces::Anything), Err(message));
    }
    let missing = folder.path().join("no/my.toml");
    let (shown, no) = (missing.display(), folder.path().join("no"));
    let message = format!("{shown} cannot be written: there is no folder {}", no.display());
    assert_eq!(saved(&missing, Replaces::Nothing), Err(message));
    let inside = path.join("x");
    let message = format!("{} cannot be written: {} is no folder", inside.display(), path.display());
    assert_eq!(saved(&inside, Replaces::Nothing), Err(message));
    let long = saved(&folder.path().join("x".repeat(300)), Replaces::Nothing).unwrap_err();
    assert!(long.ends_with("cannot be written: the name is too long"), "{long}");
    assert_eq!((read(&path), names(&folder)), (OLD.into(), vec!["my.toml".into()]));
}

#[test]
fn a_file_in_the_present_folder_needs_no_folder() {
    assert_eq!(folder(Path::new("my.toml")), Path::new("."));
    assert_eq!(folder(Path::new("../my.toml")), Path::new(".."));
}

#[test]
fn what_a_disk_refuses_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.toml");
    let says = |kind: ErrorKind| sentence(&kind.into(), "my.toml", &path);
    assert!(says(ErrorKind::StorageFull).ends_with("there is no room left on its disk"));
    assert!(says(ErrorKind::ReadOnlyFilesystem).ends_with("its disk can only be read"));
    let refused = says(ErrorKind::PermissionDenied);
    assert!(refused.ends_with(&format!("{} takes no new files from you", folder.path().display())));
    assert!(says(ErrorKind::NotFound).starts_with("my.toml cannot be written: "));
    let odd = sentence(&io::Error::other("odd\x1b[31m"), "my.toml", &path);
    assert_eq!(odd, "my.toml cannot be written: odd�[31m");
}

/// A disk that is full after half of it.
fn full(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(&bytes[..bytes.len() / 2])?;
    Err(ErrorKind::StorageFull.into())
}

#[test]
fn a_full_disk_is_told_and_leaves_all_as_it_was() {
    let (folder, path) = with_old("my.toml");
    for (path, replaces) in [
        (path.clone(), Replaces::Anything),
        (path.clone(), Replaces::Exactly(OLD.into())),
        (folder.path().join("new.toml"), Replaces::Nothing),
    ] {
        let shown = path.display().to_string();
        let saving = Saving { path, text: NEW.to_owned(), replaces, command: "save" };
        let message = format!("{shown} cannot be written: there is no room left on its disk");
        assert_eq!(save_by(full, &saving), Err(message));
        assert_eq!(names(&folder), ["my.toml"]);
    }
    assert_eq!(read(&path), OLD);
}

#[test]
fn what_a_killed_program_left_behind_is_gone_after_the_next_saving() {
    let (folder, path) = with_old("my.toml");
    fs::write(folder.path().join(".chainrule-a1B2c3.tmp"), "half").unwrap();
    assert_eq!(saved(&path, Replaces::Exactly(OLD.into())), Ok(()));
    assert_eq!(names(&folder), ["my.toml"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    #[test]
    fn the_mode_and_owner_stay() {
        let (_folder, path) = with_old("my.toml");
        let owner = |path: &Path| fs::metadata(path).map(|old| (old.uid(), old.gid())).unwrap();
        let before = owner(&path);
        for kept in [0o600, 0o664, 0o751] {
            set_mode(&path, kept);
            assert_eq!(saved(&path, Replaces::Anything), Ok(()));
            assert_eq!((mode(&path), owner(&path)), (kept, before));
        }
    }

    #[test]
    fn a_new_file_is_as_open_as_any_other() {
        let (folder, usual) = with_old("usual");
        let path = folder.path().join("my.toml");
        assert_eq!(saved(&path, Replaces::Nothing), Ok(()));
        assert_eq!(mode(&path), mode(&usual));
    }

    #[test]
    fn a_symbolic_link_stays_one() {
        let (folder, path) = with_old("my.toml");
        let (near, far) = (folder.path().join("near"), folder.path().join("far"));
        symlink("my.toml", &near).unwrap();
        symlink(&near, &far).unwrap();
        assert_eq!(saved(&far, Replaces::Exactly(OLD.into())), Ok(()));
        assert!(fs::symlink_metadata(&near).unwrap().is_symlink());
        assert!(fs::symlink_metadata(&far).unwrap().is_symlink());
        assert_eq!(read(&path), NEW);
        // One that leads to nothing leads to the new file.
        fs::remove_file(&path).unwrap();
        assert_eq!(saved(&far, Replaces::Nothing), Ok(()));
        assert_eq!(
            (read(&path), names(&folder)),
            (NEW.into(), vec!["far".into(), "my.toml".into(), "near".into()])
        );
    }

    #[test]
    fn links_in_a_circle_lead_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        symlink(&one, &two).unwrap();
        symlink(&two, &one).unwrap();
        let message = saved(&one, Replaces::Anything).unwrap_err();
        assert!(message.ends_with("cannot be written: its symbolic links lead in a circle"), "{message}");
        assert_eq!(names(&folder), ["one", "two"]);
    }

    #[test]
    fn a_file_with_two_names_keeps_both() {
        let (folder, path) = with_old("my.toml");
        fs::hard_link(&path, folder.path().join("other")).unwrap();
        let message = saved(&path, Replaces::Anything).unwrap_err();
        assert!(message.contains("several names (hard links)"), "{message}");
        assert_eq!((read(&path), names(&folder)), (OLD.into(), vec!["my.toml".into(), "other".into()]));
    }

    #[test]
    fn what_is_no_regular_file_is_not_written_to() {
        // Not a device of the system: who saved over that would take it from everybody.
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let message = format!("{} is no regular file; save to another name", socket.display());
        assert_eq!(saved(&socket, Replaces::Anything), Err(message));
        assert_eq!(names(&folder), ["socket"]);
    }

    /// The superuser may write anywhere, so this says something only where others run it.
    #[test]
    fn what_is_protected_stays() {
        let (folder, path) = with_old("my.toml");
        set_mode(&path, 0o444);
        let is_superuser = OpenOptions::new().write(true).open(&path).is_ok();
        if is_superuser {
            return;
        }
        let message = saved(&path, Replaces::Anything).unwrap_err();
        assert!(message.contains("cannot be written: it is protected"), "{message}");
        set_mode(folder.path(), 0o555);
        let message = saved(&folder.path().join("new"), Replaces::Nothing).unwrap_err();
        set_mode(folder.path(), 0o755);
        assert!(message.ends_with("takes no new files from you"), "{message}");
        assert_eq!((read(&path), names(&folder)), (OLD.into(), vec!["my.toml".into()]));
    }
}

thread_local! {
    /// What somebody else does while this thread writes: puts a text at a path, or takes away what is there.
    static MEANWHILE: std::cell::RefCell<Option<(PathBuf, Option<&'static str>)>> =
        const { std::cell::RefCell::new(None) };
}

fn disturbed(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    if let Some((path, text)) = MEANWHILE.take() {
        match text {
            Some(text) => fs::write(path, text)?,
            None => fs::remove_file(path)?,
        }
    }
    file.write_all(bytes)
}

#[test]
fn what_comes_while_it_is_written_is_replaced_only_if_it_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.toml");
    let shown = path.display().to_string();
    let saved_then = |replaces: Replaces, text: Option<&'static str>| {
        MEANWHILE.set(Some((path.clone(), text)));
        save_by(disturbed, &Saving { path: path.clone(), text: NEW.to_owned(), replaces, command: "save" })
    };
    let exists = format!("{shown} exists; :save !{shown} overwrites it");
    assert_eq!(saved_then(Replaces::Nothing, Some(OLD)), Err(exists));
    assert_eq!(read(&path), OLD, "somebody else's");
    fs::remove_file(&path).unwrap();

    let changed =
        format!("{shown} was changed by someone else since it was opened; :save !{shown} overwrites it");
    assert_eq!(saved_then(Replaces::Exactly("x".into()), Some(OLD)), Err(changed));
    assert_eq!(read(&path), OLD, "somebody else's");
    fs::remove_file(&path).unwrap();

    assert_eq!(saved_then(Replaces::Anything, Some(OLD)), Ok(()));
    assert_eq!(read(&path), NEW);

    assert_eq!(saved_then(Replaces::Exactly(NEW.into()), None), Ok(()), "what vanished holds nothing else");
    assert_eq!((read(&path), names(&folder)), (NEW.into(), vec!["my.toml".into()]));
}

#[test]
fn what_was_left_beside_a_file_is_cleared() {
    let (folder, path) = with_old("my.toml");
    fs::write(folder.path().join(".chainrule-x.tmp"), "half").unwrap();
    clear_up(&path);
    assert_eq!(names(&folder), ["my.toml"]);
}

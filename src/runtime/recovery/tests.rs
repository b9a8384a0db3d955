use super::*;
use crate::app::{Action, App, Start};
use crate::lesson::{Lesson, View};
use crate::scenario::{self, Scenario};

/// A folder of a user's state.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// What keeps the edits of one run.
    fn run(&self) -> Recovery {
        Recovery { folder: Some(self.folder()), left: None, clerk: None }
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("chainrule/unsaved")
    }

    fn files(&self) -> Vec<PathBuf> {
        newest_first(&self.folder())
    }
}

fn app_of(scenario: Scenario) -> App {
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).unwrap(), Start::default())
}

fn swap() -> App {
    app_of(scenario::builtin("swap").unwrap())
}

fn origin(app: &App) -> Origin {
    app.lesson().scenario().origin.clone()
}

fn command(app: &mut App, line: &str) -> String {
    app.update(Action::CommandLine);
    app.update(Action::Paste(line.to_owned()));
    app.update(Action::Submit);
    app.message().map_or_else(String::new, |message| message.text.clone())
}

/// A run that makes these edits and breaks off.
fn broken_off(home: &Home, mut app: App, lines: &[&str]) -> App {
    let mut recovery = home.run();
    for line in lines {
        command(&mut app, line);
        recovery.keep(app.keeping());
    }
    // What was handed over is written by the end, and no end was wished for.
    drop(recovery);
    app
}

#[test]
fn edits_of_a_run_that_broke_off_are_offered_to_the_next_and_give_the_same_numbers() {
    let home = Home::new();
    let lines =
        ["set w_d1 1/3", "set W_c random 7", "set a2@3 0.1", "set W_b times 0.3", "undo", "nudge 0.001"];
    let lost = broken_off(&home, swap(), &lines);
    let (mut app, mut recovery) = (swap(), home.run());
    assert_eq!(recovery.recover(&Origin::Builtin("xor")), None, "each scenario has its own");
    let record = recovery.recover(&origin(&app)).unwrap();
    app.offer_edits(record);
    let said = app.message().unwrap().text.clone();
    assert_eq!(said, "3 edits were not saved. :recover makes them again, :recover no drops them.");
    let said = command(&mut app, "recover");
    assert_eq!(said, "3 unsaved edits are made again: u takes back, :save keeps.");
    assert_eq!(app.lesson().scenario(), lost.lesson().scenario());
    assert!(app.keeping().unsaved.is_some(), "they are not saved yet");
    recovery.keep(app.keeping());
    drop(recovery);
    assert_eq!(home.files().len(), 1, "the same file");
    assert!(home.run().recover(&origin(&app)).is_some());
}

#[test]
fn a_run_that_goes_on_keeps_its_edits_to_itself() {
    let home = Home::new();
    let mut app = swap();
    command(&mut app, "set w_d1 2");
    let record = app.keeping().unsaved.unwrap().record().unwrap();
    let mut living = None;
    write(&home.folder(), "builtin swap".into(), record.clone(), &mut living).unwrap();
    assert_eq!(home.run().recover(&origin(&app)), None);
    // Also while it writes anew.
    write(&home.folder(), "builtin swap".into(), record.clone(), &mut living).unwrap();
    assert_eq!((home.run().recover(&origin(&app)), home.files().len()), (None, 1));
    broken_off(&home, swap(), &["set w_d1 1"]);
    let mut holder = home.run();
    assert_eq!(holder.recover(&origin(&app)).unwrap().edits, ["w_d1=1"]);
    assert_eq!(home.run().recover(&origin(&app)), None, "one is offered elsewhere, one goes on");
    drop(living);
    assert_eq!(home.run().recover(&origin(&app)), Some(record));
    drop(holder);
    assert_eq!(home.files().len(), 2, "nothing was decided about either");
}

#[test]
fn nothing_is_kept_of_what_is_saved_taken_back_or_left_knowingly() {
    let home = Home::new();
    for end in ["undo", "reset", "set w_d1 0.3"] {
        broken_off(&home, swap(), &["set w_d1 1", end]);
        assert!(home.files().is_empty(), "{end}");
    }
    let (mut app, mut recovery) = (swap(), home.run());
    command(&mut app, "set w_d1 1");
    recovery.keep(app.keeping());
    recovery.keep(app.keeping_at_the_end());
    drop(recovery);
    assert!(home.files().is_empty());
    broken_off(&home, swap(), &["next", "sample 3"]);
    assert!(!home.folder().exists() || home.files().is_empty());
}

#[test]
fn who_was_not_edited_makes_no_folder_and_no_thread() {
    let home = Home::new();
    let mut recovery = home.run();
    recovery.keep(swap().keeping());
    assert!(recovery.clerk.is_none() && !home.folder().exists());
}

#[test]
fn what_is_not_wanted_is_dropped_and_what_is_not_decided_stays() {
    let home = Home::new();
    broken_off(&home, swap(), &["set w_d1 1"]);
    let (mut app, mut recovery) = (swap(), home.run());
    app.offer_edits(recovery.recover(&origin(&app)).unwrap());
    recovery.keep(app.keeping_at_the_end());
    drop(recovery);
    assert_eq!(home.files().len(), 1);
    let mut recovery = home.run();
    app.offer_edits(recovery.recover(&origin(&app)).unwrap());
    assert_eq!(command(&mut app, "recover no"), "They are dropped.");
    recovery.keep(app.keeping());
    drop(recovery);
    assert!(home.files().is_empty());
    assert_eq!(command(&mut app, "recover"), "No edits are left of a run that broke off.");
}

#[test]
fn a_scenario_that_was_saved_has_a_file_of_its_own_name() {
    let home = Home::new();
    let path = home.0.path().join("my.toml");
    let (mut app, mut recovery) = (swap(), home.run());
    command(&mut app, "set w_d1 1");
    recovery.keep(app.keeping());
    app.update(Action::CommandLine);
    app.update(Action::Paste(format!("save {}", path.display())));
    let crate::app::Effect::Save(saving) = app.update(Action::Submit) else { panic!("nothing is saved") };
    super::super::saving::save(&saving).unwrap();
    app.saved(&saving, Ok(()));
    recovery.keep(app.keeping());
    command(&mut app, "set w_d2 2");
    recovery.keep(app.keeping());
    drop(recovery);
    assert_eq!(home.run().recover(&Origin::Builtin("swap")), None);
    let mut recovery = home.run();
    let record = recovery.recover(&Origin::File(path.clone())).unwrap();
    assert_eq!(record.edits, ["w_d2=2"]);
    let mut again = app_of(scenario::open(path.to_str()).unwrap());
    again.offer_edits(record);
    command(&mut again, "recover");
    assert_eq!(again.lesson().scenario().network(), app.lesson().scenario().network());

    // Written by hand meanwhile, the edits come on top of other numbers, or do not fit at all.
    let record = || home_record(&recovery);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("[0.1, 0.2]", "[0.1, 0.9]")).unwrap();
    let mut changed = app_of(scenario::open(path.to_str()).unwrap());
    changed.offer_edits(record());
    let said = command(&mut changed, "recover");
    let expected =
        "1 edit was not saved and is made again, on other numbers: the scenario was changed since.";
    assert_eq!(said, expected);
    let mut other = app_of(scenario::builtin("xor").unwrap());
    other.offer_edits(record());
    let said = command(&mut other, "recover");
    assert!(said.starts_with("The scenario was changed since, and the edits do not fit it: "), "{said}");
    assert!(!other.is_edited() && command(&mut other, "recover no") == "They are dropped.");
    // Saved after all, with no time to say so: then there is nothing to offer.
    fs::write(&path, text.replace("[1.0, 0.4, 0.5]", "[1.0, 2, 0.5]")).unwrap();
    let mut saved = app_of(scenario::open(path.to_str()).unwrap());
    saved.offer_edits(record());
    assert!(saved.message().is_none() && saved.keeping().left == Decided::Dropped);
}

/// What a run was offered, once more.
fn home_record(recovery: &Recovery) -> Record {
    let own = recovery.left.as_ref().unwrap();
    let kept: Kept = serde_json::from_slice(&fs::read(&own.path).unwrap()).unwrap();
    Record { base: kept.base, now: kept.now, edits: kept.edits }
}

#[test]
fn edits_do_not_come_on_top_of_others() {
    let home = Home::new();
    broken_off(&home, swap(), &["set w_d1 1"]);
    let (mut app, mut recovery) = (swap(), home.run());
    app.offer_edits(recovery.recover(&origin(&app)).unwrap());
    command(&mut app, "set w_d2 5");
    assert!(command(&mut app, "recover").starts_with("They would come on top of what you changed"));
    command(&mut app, "undo");
    assert!(command(&mut app, "recover all").contains("recover no drops"));
    assert!(command(&mut app, "recover").starts_with("1 unsaved edit is made again: "));
}

#[test]
fn damaged_files_are_as_if_they_were_not_there() {
    let home = Home::new();
    broken_off(&home, swap(), &["set w_d1 1"]);
    let path = home.files().remove(0);
    let whole = fs::read(&path).unwrap();
    let other = String::from_utf8(whole.clone()).unwrap().replace("builtin swap", "builtin xor");
    for damaged in [&b""[..], b"{", b"[1, 2]", &whole[..whole.len() / 2], &[0xff; 100], other.as_bytes()] {
        fs::write(&path, damaged).unwrap();
        assert_eq!(home.run().recover(&Origin::Builtin("swap")), None, "{damaged:?}");
    }
    // A name of an edit may say anything.
    let odd = String::from_utf8(whole.clone()).unwrap().replace("w_d1=1", "w_d1=1\\u001b[31m");
    fs::write(&path, odd).unwrap();
    let mut app = swap();
    app.offer_edits(home.run().recover(&Origin::Builtin("swap")).unwrap());
    let said = command(&mut app, "recover");
    assert!(said.contains("do not fit") && !said.contains('\x1b'), "{said:?}");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(home.run().recover(&Origin::Builtin("swap")), None);
    broken_off(&home, swap(), &["set w_d1 1"]);
    assert!(home.run().recover(&Origin::Builtin("swap")).is_some());
}

#[cfg(unix)]
#[test]
fn the_folder_and_its_files_are_the_users_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    broken_off(&home, swap(), &["set w_d1 1"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.folder()), 0o700);
    assert_eq!(mode(&home.files()[0]), 0o600);
}

#[test]
fn the_oldest_are_forgotten_and_what_was_being_written_is_cleared_up() {
    let home = Home::new();
    fs::create_dir_all(home.folder()).unwrap();
    for n in 0..MOST_FILES + 5 {
        fs::write(home.folder().join(format!("{n}{ENDING}")), "").unwrap();
    }
    fs::write(home.folder().join(".chainrule-half.tmp"), "").unwrap();
    broken_off(&home, swap(), &["set w_d1 1"]);
    assert_eq!(home.files().len(), MOST_FILES);
    assert!(home.run().recover(&Origin::Builtin("swap")).is_some());
    assert_eq!(fs::read_dir(home.folder()).unwrap().count(), MOST_FILES);
}

#[test]
fn what_cannot_be_kept_is_no_trouble() {
    let nowhere = || Recovery { folder: None, left: None, clerk: None };
    let home = Home::new();
    let file = home.0.path().join("file");
    fs::write(&file, "").unwrap();
    let below_a_file = || Recovery { folder: Some(file.join("below")), left: None, clerk: None };
    for mut recovery in [nowhere(), below_a_file()] {
        let mut app = swap();
        command(&mut app, "set w_d1 1");
        recovery.keep(app.keeping());
        assert_eq!(recovery.recover(&origin(&app)), None);
    }
    // A text that cannot be had again.
    let swap = scenario::builtin("swap").unwrap();
    broken_off(&home, app_of(scenario::parse(&swap.source, "text").unwrap()), &["set w_d1 1"]);
    assert!(home.files().is_empty());
}

#[test]
fn what_comes_quickly_is_written_once_and_what_is_to_go_goes_at_once() {
    let (sender, orders) = channel();
    let mut app = swap();
    let order = |app: &App| Order { unsaved: app.keeping().unsaved, taken: None, dropped: None };
    for n in 1..10 {
        command(&mut app, &format!("set w_d1 {n}"));
        sender.send(order(&app)).unwrap();
    }
    // So far away that a test which waits for it never ends.
    let due = Instant::now() + Duration::from_hours(24);
    command(&mut app, "set w_d1 0.3");
    sender.send(order(&app)).unwrap();
    let newest_one = newest(orders.recv().unwrap(), &orders, Some(due));
    assert!(newest_one.unsaved.is_none() && orders.try_recv().is_err());
    // At the end nothing is waited for.
    command(&mut app, "set w_d1 11");
    sender.send(order(&app)).unwrap();
    drop(sender);
    let last = newest(orders.recv().unwrap(), &orders, Some(due));
    assert_eq!(last.unsaved.unwrap().record().unwrap().edits.last().unwrap(), "w_d1=11");
}

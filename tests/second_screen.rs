//! A second screen over a real socket: whatever the explainer does, the follower ends with its frame.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chainrule::app::{Action, App, Start};
use chainrule::export::{frame, weights};
use chainrule::lesson::{Lesson, View};
use chainrule::runtime::second_screen::{
    Heard, Mirror, News, Publisher, Wanted, folder, folders, running, scout,
};
use chainrule::scenario::{self, Scenario};
use driver::{app_at, command, press};
use ratatui::buffer::Buffer;

/// How long news may take at most on a busy machine; no test waits that long when all is well.
const DEADLINE: Duration = Duration::from_mins(1);
/// Sizes at which the frames are compared.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// One who follows.
struct Follower {
    news: Arc<News>,
    told: Receiver<()>,
    mirror: Option<Mirror>,
    /// How many states were looked at.
    looked_at: usize,
}

impl Follower {
    fn of(folders: &[PathBuf]) -> Self {
        let news = Arc::new(News::default());
        let (sender, told) = channel();
        let tell = move || sender.send(()).is_ok();
        scout(folders.to_vec(), Wanted::default(), Arc::clone(&news), tell).unwrap();
        Self { news, told, mirror: None, looked_at: 0 }
    }

    /// Takes news as they come until what is heard is as it should be.
    fn until(&mut self, what: &str, is_so: impl Fn(&Heard, Option<&Mirror>) -> bool) {
        let end = Instant::now() + DEADLINE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let is_told = self.told.recv_timeout(left);
            assert!(is_told.is_ok(), "{what} does not come");
            let Some(heard) = self.news.take() else { continue };
            if let Heard::State { received, .. } = &heard {
                self.looked_at += 1;
                match &mut self.mirror {
                    Some(mirror) => mirror.follow(*received.clone()).unwrap(),
                    None => self.mirror = Some(Mirror::new(*received.clone()).unwrap()),
                }
            }
            if is_so(&heard, self.mirror.as_ref()) {
                return;
            }
        }
    }

    /// Waits until it shows just what the explainer shows, at several sizes.
    fn shows(&mut self, app: &App) {
        let wanted = frames(app);
        self.until(&driver::screen(app), |_, mirror| {
            mirror.is_some_and(|mirror| mirror.app().shown() == app.shown() && frames(mirror.app()) == wanted)
        });
    }
}

fn frames(app: &App) -> Vec<Buffer> {
    SIZES.map(|(width, height)| frame::draw(app, width, height)).into()
}

fn home() -> (tempfile::TempDir, [PathBuf; 1]) {
    let home = tempfile::tempdir().unwrap();
    let folders = [home.path().join("chainrule")];
    folder(&folders).unwrap();
    (home, folders)
}

/// How many things that are.
const KINDS_OF_THINGS: usize = 45;

/// What a person at the explainer may do, by number.
fn do_something(app: &mut App, number: usize) {
    let keys: &[&str] = match number % KINDS_OF_THINGS {
        0..=6 | 30..=44 => &["→"],
        7 => &["gg"],
        8 | 9 => &["←"],
        10 => &["+"],
        11 => &["+", "-"],
        12 => &["u"],
        13 => &["Ctrl-R"],
        14 => &["z"],
        15 => &["Z"],
        16 => &["s"],
        17 => &["d"],
        18 => &["]"],
        19 => &["r"],
        20 => &["T"],
        21 => &["f"],
        22 => &["Tab", "↓"],
        23 => &["n"],
        24 => &["Esc"],
        25 => return drop(command(app, "set W_c times 0.9")),
        26 => return drop(command(app, "set target_d1@3 0.25")),
        27 => return drop(command(app, "reset")),
        28 => &["PageDown", "PageUp", "→"],
        _ => return drop(command(app, &format!("epoch {}", number % 4))),
    };
    press(app, keys);
}

#[test]
fn a_thousand_fast_steps_and_edits_end_in_the_explainers_frame() {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    let mut app = app_at("network/layers", chainrule::lesson::Zoom::Operation);
    let mut follower = Follower::of(&folders);
    // A simple random sequence, the same at each run.
    let mut random = 7_u64;
    let mut steps = Vec::new();
    for _ in 0..1000 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        do_something(&mut app, (random >> 33) as usize);
        publisher.publish(&app);
        // A page between two chapters is a place of its own.
        steps.push((app.place(), app.mode_kind()));
    }
    assert!(app.history().all().len() > 50, "{}", app.history().all().len());
    steps.dedup();
    assert!(steps.len() > 300, "{}", steps.len());
    follower.shows(&app);
    assert!(follower.told.try_recv().is_err(), "that was the last that was told");
    assert!(follower.looked_at <= 1000);

    // Each single step is followed, too.
    for number in 0..KINDS_OF_THINGS {
        let before = (app.shown(), app.history().present(), app.lesson().view());
        do_something(&mut app, number);
        publisher.publish(&app);
        if before != (app.shown(), app.history().present(), app.lesson().view()) {
            follower.shows(&app);
        }
    }
}

/// Trains to an epoch and walks with its weights.
fn train_to(app: &mut App, epoch: usize) {
    command(app, &format!("epoch {epoch}"));
    while app.is_training() {
        app.update(Action::Tick(Duration::ZERO));
    }
    assert_eq!(app.lesson().view().epoch, epoch, "{:?}", app.message());
}

fn explainer(scenario: Scenario) -> App {
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).unwrap(), Start::default())
}

/// Goes through some steps and edits, with a follower that must show each.
fn is_followed(mut app: App, edit: &str) {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    publisher.publish(&app);
    let mut follower = Follower::of(&folders);
    follower.shows(&app);
    for line in ["goto pattern/rule", edit, "epoch 1", "sample 2", "goto 5"] {
        command(&mut app, line);
        publisher.publish(&app);
        follower.shows(&app);
    }
    assert_eq!(app.lesson().view().epoch, 1, "{:?}", app.message());
}

#[test]
fn scenarios_of_every_origin_are_followed() {
    let text = include_str!("../scenarios/xor.toml");
    is_followed(explainer(scenario::parse(text, "standard input").unwrap()), "set w_b1 2");
    is_followed(explainer(scenario::builtin("three-classes").unwrap()), "set W_b random 3");
    is_followed(explainer(scenario::builtin("digits").unwrap()), "set w_c1 0.5");
}

#[test]
fn weights_of_a_file_beside_the_scenario_are_told_with_it() {
    let home = tempfile::tempdir().unwrap();
    let scenario = "title = 'Trained'\n[network]\nlayers = [2, 2]\nbiases = 0\nweights = { file = 'w.json' }\n\
                    [[samples]]\ninput = [1, 0]\ntarget = [0, 1]\n[[samples]]\ninput = [0, 1]\ntarget = [1, 0]\n";
    let path = home.path().join("trained.toml");
    std::fs::write(&path, scenario).unwrap();
    std::fs::write(
        home.path().join("w.json"),
        "{\"layers\":[2,2],\"weights\":{\"b\":[[0.125,-3],[1e-9,0.7]]}}",
    )
    .unwrap();
    let opened = scenario::open(path.to_str()).unwrap();
    // What is told must not depend on what becomes of the file.
    std::fs::remove_file(home.path().join("w.json")).unwrap();
    is_followed(explainer(opened), "set bias_b1 0.5");
}

#[test]
fn what_lies_over_the_lesson_is_followed() {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    let mut follower = Follower::of(&folders);
    let mut app = app_at("chain/w_c1", chainrule::lesson::Zoom::Operation);
    command(&mut app, "set w_c1 0.5");
    let ways: [&[&str]; 11] = [
        &["e", "1.2"],
        &["Esc", "Esc", "i", "→"],
        &["↓"],
        &["Esc", "Enter"],
        &["→", ":set w_d1 0.3", "←", "←"],
        &["Esc", "?", "train"],
        &["Esc", "Esc", "c"],
        &["Esc", "y"],
        &["Esc", ":history", "Enter"],
        &["Esc", ":what delta", "Enter"],
        &["Esc", "t", "12"],
    ];
    for keys in ways {
        press(&mut app, keys);
        publisher.publish(&app);
        follower.shows(&app);
    }
    press(&mut app, &["Esc", "q"]);
    publisher.publish(&app);
    follower.shows(&app);
    assert_eq!(app.mode_kind(), chainrule::app::ModeKind::Unsaved);
    press(&mut app, &["Esc"]);

    // A number that is asked for is no more shown there than here.
    command(&mut app, "goto pattern/d/delta");
    for keys in [&["p"][..], &["0.7"], &["Enter"], &["Tab", "?"], &["Esc", "→"], &["Enter", "1+", "Enter"]]
    {
        press(&mut app, keys);
        publisher.publish(&app);
        follower.shows(&app);
    }
    let asking = app.predicting().unwrap();
    assert!(!asking.told.is_empty() && !asking.is_done, "{asking:?}");

    press(&mut app, &["Esc", "Esc", "Esc"]);
    command(&mut app, "wrong early-update");
    assert_eq!(app.mode_kind(), chainrule::app::ModeKind::Wrong);
    publisher.publish(&app);
    follower.shows(&app);
}

/// A tour that sets one number, then two, then takes both back.
const TOUR: &str = "title = 'Tour'\n[network]\nlayers = [2, 2, 1]\nweights = { seed = 1 }\n\
    [[samples]]\ninput = [1, 0]\ntarget = [1]\n[[samples]]\ninput = [0, 1]\ntarget = [0]\n\
    [[tour]]\nat = 'forward/b/net/1'\ntext = 'It says {net_b1}.'\nset = { w_b1 = 2 }\n\
    [[tour]]\nat = 'error/total'\ntext = 'The error is {E_total}.'\nset = { w_c1 = 3, \"a1@2\" = 0.5 }\n\
    sample = 2\nzoom = 'layer'\n\
    [[tour]]\nat = 'learn/error'\ntext = 'Back.'\nreset = true\n";

#[test]
fn a_tour_is_followed() {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    let mut follower = Follower::of(&folders);
    let mut app = explainer(chainrule::scenario::parse(TOUR, "tour.toml").unwrap());
    command(&mut app, "set w_b2 0.25");
    let ways: [&[&str]; 10] = [
        &[":tour", "Enter"],
        &["→"],
        &[":history", "Enter"],
        &["Esc", "u"],
        &["Ctrl-R", "+"],
        &["]"],
        &["→"],
        &["→"],
        &["←", "1G"],
        &["Esc"],
    ];
    for keys in ways {
        press(&mut app, keys);
        publisher.publish(&app);
        follower.shows(&app);
    }
    assert!(!app.is_touring() && app.history().all().len() == 1);
}

#[test]
fn a_presentation_is_followed_part_by_part() {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    let mut follower = Follower::of(&folders);
    let mut app = app_at("forward/c/net/2", chainrule::lesson::Zoom::Operation);
    command(&mut app, "present");
    let moment = chainrule::app::Moment { hour: 9, minute: 5, since: std::time::Duration::from_secs(61) };
    app.update(chainrule::app::Action::Clock(moment));
    for keys in [&["→"][..], &["o"], &["→"], &["→"], &["←"], &["←"], &["a", "<"], &["b"], &["x"], &["←", "+"]]
    {
        press(&mut app, keys);
        publisher.publish(&app);
        follower.shows(&app);
    }
    assert!(app.presenting().is_some_and(chainrule::app::Presenting::awaits));
    command(&mut app, "present");
    publisher.publish(&app);
    follower.shows(&app);
}

#[test]
fn who_reads_nothing_or_writes_changes_nothing_for_anyone() {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    let mut app = explainer(scenario::builtin("digits").unwrap());
    publisher.publish(&app);
    let stuck = UnixStream::connect(socket(&folders[0])).unwrap();
    let mut talking = UnixStream::connect(socket(&folders[0])).unwrap();
    let mut follower = Follower::of(&folders);
    follower.shows(&app);
    // It was let in, and nobody reads there what it says.
    talking.read_exact(&mut [0; 8]).unwrap();
    assert!(talking.write_all(b"chr\x01\0\0\0\x06\"quit\"").is_err());
    // Each state has all the weights: far more altogether than a socket takes on its way.
    for epoch in 1..=15 {
        train_to(&mut app, epoch);
        publisher.publish(&app);
    }
    follower.shows(&app);
    drop(stuck);
}

/// The only socket in a folder.
fn socket(folder: &Path) -> PathBuf {
    std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path()
}

#[test]
fn no_more_than_eight_follow_and_one_who_leaves_makes_room() {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    let app = app_at("network/layers", chainrule::lesson::Zoom::Operation);
    publisher.publish(&app);
    let first = || {
        let mut stream = UnixStream::connect(socket(&folders[0])).unwrap();
        let mut head = [0; 12];
        stream.read_exact(&mut head).unwrap();
        (stream, head[8..] != *b"\"ful")
    };
    let mut all: Vec<(UnixStream, bool)> = (0..9).map(|_| first()).collect();
    let let_in: Vec<bool> = all.iter().map(|(_, is_in)| *is_in).collect();
    assert_eq!(let_in, [true, true, true, true, true, true, true, true, false]);
    // As soon as it is seen that one has left, another is let in.
    all.pop();
    all.pop();
    let end = Instant::now() + DEADLINE;
    while !first().1 {
        assert!(Instant::now() < end, "there is no room again");
    }
}

#[test]
fn when_an_explainer_ends_the_next_one_is_followed() {
    let (_home, folders) = home();
    let mut first = Publisher::open(&folders[0], 1).unwrap();
    let mut app = app_at("forward/c/net/2", chainrule::lesson::Zoom::Operation);
    first.publish(&app);
    let mut follower = Follower::of(&folders);
    follower.shows(&app);
    drop(first);
    follower.until(
        "the end",
        |heard, _| matches!(heard, Heard::Nobody(Some(why)) if why.contains("1 has ended")),
    );
    assert!(running(&folders).is_empty());
    let mut second = Publisher::open(&folders[0], 2).unwrap();
    command(&mut app, "set w_d1 0.4");
    second.publish(&app);
    follower.shows(&app);
}

#[test]
fn the_socket_is_for_the_user_alone() {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
    let (_home, folders) = home();
    let _publisher = Publisher::open(&folders[0], 77).unwrap();
    let socket = socket(&folders[0]);
    assert!(socket.ends_with("explainer-77.sock"), "{}", socket.display());
    let about = std::fs::metadata(&socket).unwrap();
    assert!(about.file_type().is_socket());
    assert_eq!(about.permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(&folders[0]).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(self::folders().iter().all(|folder| folder.is_absolute()));
}

#[test]
fn weights_are_told_as_they_are_to_the_last_bit() {
    let (_home, folders) = home();
    let mut publisher = Publisher::open(&folders[0], 1).unwrap();
    let mut app = explainer(scenario::builtin("digits").unwrap());
    train_to(&mut app, 2);
    publisher.publish(&app);
    let mut follower = Follower::of(&folders);
    follower.shows(&app);
    let text = |app: &App| {
        let mut text = Vec::new();
        weights::json(app.lesson().trained(), &mut text).unwrap();
        text
    };
    assert!(text(follower.mirror.as_ref().unwrap().app()) == text(&app));
}

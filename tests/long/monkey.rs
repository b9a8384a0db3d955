//! The monkey: random keys, pastes, clicks, resizes and signals in the real loop, on a screen in memory.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chainrule::app::{Action, App, COMMANDS, Memory, ModeKind, Remembering, Saving, Start, ThemeName};
use chainrule::keymap::{self, BINDINGS, Code, Key};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::runtime::{Ended, Event, Host, Time, run};
use chainrule::scenario::{self, Origin, Scenario};
use chainrule::ui;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell as Drawn};
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr as _;

/// A frame takes no longer, in a release build.
const MOST_FRAME: Duration = Duration::from_secs(1);
/// A file with texts of all kinds, and a tour.
const STRANGE: &str = r#"
title = "界界界 e\u0301 👩‍👩‍👧‍👦 عربى 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 and a title that is longer than any line of a small screen has room for"
[network]
layers = [3, 2, 2, 2]
activation = ["relu", "leaky-relu", "softmax"]
loss = "cross-entropy"
weights = { seed = 3, init = "he" }
[network.biases]
b = [0.1, -0.2]
[lesson]
decimals = "full"
[[samples]]
input = [1e9, -1e-9, 0]
target = [0, 1]
[[samples]]
input = [0, 0, 0]
target = [0.5, 0.5]
[[notes]]
at = "forward/b/net"
text = "界 wide, e\u0301 combined, 👩‍👩‍👧‍👦 joined. A_word_without_any_place_to_break_it_that_goes_on_and_on_and_on_and_on_and_on"
[[tour]]
at = "forward/b/net/1"
text = "界 Here."
set = { w_d1 = 1e300 }
[[tour]]
at = "pattern/c/delta"
text = "There."
"#;

/// What the monkey does. What depends on where it is is chosen when it is done.
#[derive(Debug, Clone)]
enum Gesture {
    /// The n-th key of the mode at hand.
    Bound(usize),
    /// The n-th key of all.
    AnyKey(usize),
    /// A key, so many times.
    Often(Code, usize),
    Char(char),
    Typed(&'static str),
    /// The n-th command, with the m-th of what may follow; maybe completed, maybe not carried out.
    Command(usize, usize, bool, bool),
    Paste(String),
    Click(u16, u16),
    OtherClick(u16, u16),
    Wheel(u16, u16, bool),
    Moved(u16, u16),
    /// Another size; what was drawn is lost.
    Resized(u16, u16),
    Suspended,
    Continued,
    Ended(bool),
}

/// What happens before the next frame, and how much time goes by until then.
type Burst = (Vec<Gesture>, usize);

/// One explainer from its start.
#[derive(Debug, Clone)]
struct Script {
    scenario: usize,
    size: (u16, u16),
    ascii: bool,
    present: bool,
    bursts: Vec<Burst>,
}

/// What was seen.
#[derive(Debug, Default)]
struct Log {
    events: usize,
    frames: usize,
    compared: usize,
    slowest: Duration,
    slowest_at: String,
    entered: BTreeMap<String, usize>,
    /// How explainers ended.
    ends: BTreeMap<String, usize>,
    /// Frames while all that was going on.
    while_training: usize,
    while_presenting: usize,
    while_touring: usize,
    while_edited: usize,
}

/// A screen in memory that several hold, that measures frames and forgets what it shows when its size changes.
#[derive(Clone)]
struct Wall {
    screen: Rc<RefCell<TestBackend>>,
    began: Rc<Cell<Option<Instant>>>,
    took: Rc<Cell<Duration>>,
    /// The size that it gets before it is looked at again.
    next: Rc<Cell<Option<(u16, u16)>>>,
}

impl Wall {
    fn new((width, height): (u16, u16)) -> Self {
        let screen = Rc::new(RefCell::new(TestBackend::new(width, height)));
        Self { screen, began: Rc::default(), took: Rc::default(), next: Rc::default() }
    }

    /// Another size, if it was given one, and rubbish on it.
    fn settle(&self) {
        let Some((width, height)) = self.next.take() else { return };
        let mut screen = TestBackend::new(width, height);
        let rubbish = Drawn::new("#");
        let cells = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        screen.draw(cells.map(|(x, y)| (x, y, &rubbish))).unwrap();
        *self.screen.borrow_mut() = screen;
    }
}

impl Backend for Wall {
    type Error = Infallible;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Drawn)>>(&mut self, content: I) -> Result<(), Infallible> {
        let (blank, mut screen) = (Drawn::new(" "), self.screen.borrow_mut());
        for (x, y, cell) in content {
            // As on a terminal, nothing is left of what a wide character covers.
            let covered = (1..cell.symbol().width() as u16).map(|more| (x + more, y, &blank));
            let right = screen.buffer().area.width;
            screen.draw(covered.filter(|(x, ..)| *x < right))?;
            screen.draw(std::iter::once((x, y, cell)))?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.screen.borrow_mut().hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.screen.borrow_mut().show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        panic!("where the cursor is would be asked of the thread that reads keys")
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.screen.borrow_mut().set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.screen.borrow_mut().clear()
    }

    fn clear_region(&mut self, kind: ClearType) -> Result<(), Infallible> {
        self.screen.borrow_mut().clear_region(kind)
    }

    fn size(&self) -> Result<Size, Infallible> {
        self.settle();
        self.began.set(Some(Instant::now()));
        self.screen.borrow().size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        self.screen.borrow_mut().window_size()
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        if let Some(began) = self.began.take() {
            self.took.set(began.elapsed());
        }
        self.screen.borrow_mut().flush()
    }
}

/// The host: it plays the script whenever the loop has nothing to do.
struct Monkey<'a> {
    bursts: VecDeque<Burst>,
    sender: Option<Sender<Event>>,
    wall: Wall,
    log: &'a mut Log,
    /// Every so many frames one is compared with a freshly drawn one.
    compare_every: usize,
    mode: ModeKind,
    /// Looks at the clock before the next burst comes.
    patience: usize,
    start: Instant,
    gone: Duration,
}

impl Monkey<'_> {
    /// Sends what happens next; nobody sends anything after the last.
    fn go_on(&mut self) {
        let Some((gestures, patience)) = self.bursts.pop_front() else {
            self.sender = None;
            return;
        };
        self.patience = patience;
        let events: Vec<Event> = gestures.into_iter().flat_map(|gesture| self.events(gesture)).collect();
        self.log.events += events.len();
        if let Some(sender) = &self.sender {
            for event in events {
                sender.send(event).unwrap();
            }
        }
    }

    fn events(&self, gesture: Gesture) -> Vec<Event> {
        let keys = |keys: Vec<Key>| keys.into_iter().map(Event::Key).collect();
        let typed = |text: &str| text.chars().map(Code::Char).map(Key::plain).collect::<Vec<_>>();
        match gesture {
            Gesture::Bound(n) => {
                let all: Vec<_> = keymap::bindings(self.mode).collect();
                let mut binding = all[n % all.len()];
                if binding.action == Action::Quit && n / all.len() % 16 > 0 {
                    binding = all[0];
                }
                let name = binding.keys[n / all.len() % binding.keys.len()];
                keys(Key::sequence(name))
            }
            Gesture::AnyKey(n) => {
                let binding = &BINDINGS[n % BINDINGS.len()];
                if binding.action == Action::Quit { Vec::new() } else { keys(Key::sequence(binding.keys[0])) }
            }
            Gesture::Often(code, count) => keys(vec![Key::plain(code); count]),
            Gesture::Char(c) => keys(vec![Key::plain(Code::Char(c))]),
            Gesture::Typed(text) => keys(typed(text)),
            Gesture::Command(n, m, is_completed, is_meant) => {
                let name = COMMANDS[n % COMMANDS.len()].name;
                let mut all = typed(&format!(":{name} {}", argument(name, m)));
                all.extend(is_completed.then_some(Key::plain(Code::Tab)));
                all.extend((is_meant && name != "quit").then_some(Key::plain(Code::Enter)));
                keys(all)
            }
            Gesture::Paste(text) => vec![Event::Paste(text)],
            Gesture::Click(x, y) => vec![Event::Click(x, y)],
            Gesture::OtherClick(x, y) => vec![Event::OtherClick(x, y)],
            Gesture::Wheel(x, y, up) => vec![Event::Wheel(x, y, up)],
            Gesture::Moved(x, y) => vec![Event::Moved(x, y)],
            Gesture::Resized(width, height) => {
                self.wall.next.set(Some((width, height)));
                vec![Event::Resized]
            }
            Gesture::Suspended => vec![Event::Stop],
            Gesture::Continued => vec![Event::Continue],
            Gesture::Ended(by_signal) => vec![if by_signal { Event::End(15) } else { Event::Gone }],
        }
    }

    /// Holds the screen against the frame drawn on an empty one.
    fn compare(&mut self, app: &App) {
        let screen = self.wall.screen.borrow();
        let drawn = screen.buffer();
        let area = drawn.area;
        let mut fresh = Buffer::empty(area);
        ui::draw(app, area, &mut fresh);
        for y in 0..area.height {
            let mut x = 0;
            while x < area.width {
                let (is, wanted) = (&drawn[(x, y)], &fresh[(x, y)]);
                assert!(is == wanted, "at {x}, {y} of {area} stands {is:?}, and not {wanted:?}");
                // What is under a wide character is not seen.
                x += wanted.symbol().width().max(1) as u16;
            }
        }
        self.log.compared += 1;
    }
}

/// The m-th of what may follow a command.
fn argument(command: &str, m: usize) -> String {
    let one = |all: &[&str]| all[m % all.len()].to_owned();
    match command {
        "goto" => one(&[
            "chain/w_d1/slope",
            "forward/c/net/2/1",
            "check/train",
            "pattern/b/dout/1",
            "7",
            "0",
            "x/y",
            "",
        ]),
        "set" | "edit" | "inspect" | "reset" => one(&[
            "w_d1 0.9",
            "w_d1",
            "W_c random 7",
            "W_b zero",
            "a1 1e300",
            "w_b1 nan",
            "bias_b1 1/3",
            "learning_rate 99",
            "W_d times 1e200",
            "target_d1 -0",
            "W_c",
            "",
        ]),
        "sample" | "tour" | "train" => one(&["1", "2", "3", "20", "0", "-1", ""]),
        "epoch" => one(&["0", "1", "30", "x"]),
        "decimals" => one(&["1", "4", "12", "full", "13"]),
        "nudge" => one(&["0.1", "1e-12", "1e300", "0"]),
        "find" => one(&["slope", "w_d1", "zzz", ""]),
        "what" => one(&["gradient", "softmax", "tr", ""]),
        "wrong" => one(&[
            "no-slope",
            "net-in-slope",
            "one-path",
            "untransposed",
            "row-for-column",
            "sign",
            "early-update",
            "no-half",
            "no-square",
            "no-bias",
            "no-activation",
            "no-input",
            "no-rate",
            "",
        ]),
        "zoom" => one(&["layer", "operation", "term"]),
        "theme" => ThemeName::ALL[m % ThemeName::ALL.len()].word().to_owned(),
        "save" | "weights" => one(&["a.toml", "!a.toml", "", "/"]),
        _ => String::new(),
    }
}

impl Host<Infallible> for Monkey<'_> {
    fn can_suspend(&self) -> bool {
        self.log.frames.is_multiple_of(2)
    }

    fn suspend(&mut self) -> Result<(), Infallible> {
        self.wall.clear()
    }

    fn resume(&mut self) -> Result<(), Infallible> {
        self.wall.clear()
    }

    fn copy(&mut self, text: &str) -> Result<(), Infallible> {
        assert!(!text.contains(char::is_control));
        Ok(())
    }

    fn tell(&mut self, app: &App) {
        let log = &mut *self.log;
        log.frames += 1;
        if self.mode != app.mode_kind() || log.frames == 1 {
            self.mode = app.mode_kind();
            *log.entered.entry(format!("{:?}", self.mode)).or_default() += 1;
        }
        log.while_training += usize::from(app.is_training());
        log.while_presenting += usize::from(app.presenting().is_some());
        log.while_touring += usize::from(app.is_touring());
        log.while_edited += usize::from(app.is_edited());
        let took = self.wall.took.get();
        if took > log.slowest {
            log.slowest = took;
            let size = self.wall.screen.borrow().buffer().area;
            let place = app.lesson().address_text(app.place());
            log.slowest_at = format!("{} {place} {:?} {size}", app.lesson().scenario().title, self.mode);
        }
        if log.frames.is_multiple_of(self.compare_every) {
            self.compare(app);
        }
    }

    fn now(&mut self) -> Instant {
        self.gone += Duration::from_millis(7);
        match self.patience.checked_sub(1) {
            Some(left) => self.patience = left,
            None => self.go_on(),
        }
        self.start + self.gone
    }

    fn time(&mut self) -> Time {
        let minutes = self.gone.as_secs() / 60;
        Time {
            hour: (minutes / 60 % 24) as u8,
            minute: (minutes % 60) as u8,
            second: (self.gone.as_secs() % 60) as u8,
        }
    }

    fn wait_for_any(&mut self, events: &Receiver<Event>) -> Option<Event> {
        loop {
            match events.try_recv() {
                Ok(event) => return Some(event),
                Err(_) if self.sender.is_none() => return None,
                Err(_) => self.go_on(),
            }
        }
    }

    fn wait(&mut self, events: &Receiver<Event>, until: Instant) -> Result<Event, RecvTimeoutError> {
        if let Ok(event) = events.try_recv() {
            return Ok(event);
        }
        if let Some(left) = self.patience.checked_sub(1) {
            self.patience = left;
            self.gone += until.saturating_duration_since(self.start + self.gone);
            return Err(RecvTimeoutError::Timeout);
        }
        self.wait_for_any(events).ok_or(RecvTimeoutError::Disconnected)
    }

    fn save(&mut self, _: &Saving) -> Result<(), String> {
        if self.log.frames.is_multiple_of(2) { Ok(()) } else { Err("the disk is full".into()) }
    }

    fn recall(&mut self, _: &Origin) -> Option<Memory> {
        None
    }

    fn remember(&mut self, _: &Origin, _: &Remembering) {}
}

/// The n-th of those that are built in, and one more.
fn scenario(n: usize) -> Scenario {
    let all = scenario::builtins();
    match all.get(n % (all.len() + 1)) {
        Some(builtin) => scenario::builtin(builtin.name).unwrap(),
        None => scenario::parse(STRANGE, "strange").unwrap(),
    }
}

/// Plays a script to its end. Whoever quits begins again with the rest of it.
fn play(script: &Script, log: &mut Log, compare_every: usize) {
    let scenario = scenario(script.scenario);
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let start =
        Start { zoom: Zoom::default(), ascii: script.ascii, present: script.present, ..Start::default() };
    let mut bursts: VecDeque<Burst> = script.bursts.clone().into();
    let mut wall = Wall::new(script.size);
    while !bursts.is_empty() {
        let mut app = App::new(lesson.clone(), start);
        app.offer_tour();
        wall.clear().unwrap();
        let mut terminal = Terminal::new(wall.clone()).unwrap();
        let (sender, events) = channel();
        let mut monkey = Monkey {
            bursts,
            sender: Some(sender),
            wall: wall.clone(),
            log: &mut *log,
            compare_every,
            mode: ModeKind::Walk,
            patience: 0,
            start: Instant::now(),
            gone: Duration::ZERO,
        };
        let Ok(ended) = run(&mut terminal, &mut app, &events, &mut monkey);
        bursts = monkey.bursts;
        log.events -= events.try_iter().count();
        let is_over = bursts.is_empty() && ended == Ended::Gone;
        *log.ends.entry(if is_over { "Over".into() } else { format!("{ended:?}") }).or_default() += 1;
    }
}

/// Sizes: tiny ones, usual ones, any.
fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        2 => (0..8_u16, 0..6_u16),
        6 => (60..140_u16, 15..45_u16),
        1 => (0..=300_u16, 0..=100_u16),
        1 => (0..=300_u16, 0..6_u16),
        1 => (0..8_u16, 0..=100_u16),
    ]
}

/// Places of the mouse, most of them on a usual screen.
fn spot() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![8 => (0..140_u16, 0..45_u16), 2 => (0..=300_u16, 0..=100_u16), 1 => (any::<u16>(), any::<u16>())]
}

fn code() -> impl Strategy<Value = Code> {
    prop::sample::select(vec![
        Code::Left,
        Code::Right,
        Code::Up,
        Code::Down,
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::PageUp,
        Code::PageDown,
        Code::Home,
        Code::End,
        Code::Delete,
    ])
}

const TYPED: &[&str] = &[
    "0.35", "-1,5\t", "1/3", "1e308", "1e-320", "nan", "3*w_d1", "界", "e\u{301}", "12", "w_d1", "G", "gg",
    "42G",
];

fn gesture() -> impl Strategy<Value = Gesture> {
    prop_oneof![
        30 => any::<u16>().prop_map(|n| Gesture::Bound(n.into())),
        8 => any::<u16>().prop_map(|n| Gesture::AnyKey(n.into())),
        5 => (code(), 1..12_usize).prop_map(|(code, count)| Gesture::Often(code, count)),
        3 => Just(Gesture::Often(Code::Enter, 1)),
        3 => Just(Gesture::Often(Code::Esc, 1)),
        2 => any::<char>().prop_map(Gesture::Char),
        5 => prop::sample::select(TYPED).prop_map(Gesture::Typed),
        5 => (any::<u16>(), any::<u16>(), any::<bool>(), prop::bool::weighted(0.8))
            .prop_map(|(n, m, tab, enter)| Gesture::Command(n.into(), m.into(), tab, enter)),
        2 => any::<String>().prop_map(Gesture::Paste),
        1 => prop::sample::select(TYPED).prop_map(|text| Gesture::Paste(text.repeat(300))),
        8 => spot().prop_map(|(x, y)| Gesture::Click(x, y)),
        2 => spot().prop_map(|(x, y)| Gesture::OtherClick(x, y)),
        4 => (spot(), any::<bool>()).prop_map(|((x, y), up)| Gesture::Wheel(x, y, up)),
        4 => spot().prop_map(|(x, y)| Gesture::Moved(x, y)),
        4 => size().prop_map(|(width, height)| Gesture::Resized(width, height)),
        1 => Just(Gesture::Suspended),
        1 => Just(Gesture::Continued),
    ]
}

/// An explainer, and up to so many bursts.
fn script(most: usize) -> impl Strategy<Value = Script> {
    let patience = prop_oneof![4 => Just(0_usize), 2 => 1..6_usize, 1 => 6..80_usize];
    let burst = (prop::collection::vec(gesture(), 1..5), patience);
    let end = prop::option::weighted(0.1, any::<bool>());
    let bursts = (prop::collection::vec(burst, 1..most), end);
    (any::<u8>(), size(), prop::bool::weighted(0.2), prop::bool::weighted(0.15), bursts).prop_map(
        |(scenario, size, ascii, present, (mut bursts, end))| {
            bursts.extend(end.map(|by_signal| (vec![Gesture::Ended(by_signal)], 0)));
            Script { scenario: scenario.into(), size, ascii, present, bursts }
        },
    )
}

/// Plays scripts until there were so many events.
fn play_until(events: usize, most: usize, compare_every: usize) -> Log {
    let log = RefCell::new(Log::default());
    let mut reported = 0;
    while log.borrow().events < events {
        let config =
            Config { cases: 1, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
        let result = TestRunner::new(config).run(&script(most), |script| {
            play(&script, &mut log.borrow_mut(), compare_every);
            Ok(())
        });
        if let Err(failure) = result {
            panic!("{failure}");
        }
        let log = log.borrow();
        if log.events / 50_000 > reported {
            reported = log.events / 50_000;
            println!(
                "{} events, {} frames, slowest {:?} at {}",
                log.events, log.frames, log.slowest, log.slowest_at
            );
        }
    }
    log.into_inner()
}

#[test]
fn any_events_at_any_size_end_in_the_frame_that_a_fresh_screen_shows() {
    let log = play_until(1500, 40, 2);
    assert!(log.frames > 200 && log.compared > 100, "{log:?}");
}

#[test]
#[ignore = "long: a million events, about half an hour"]
fn monkey() {
    let wanted = std::env::var("EVENTS").map_or(1_000_000, |n| n.parse().unwrap());
    let began = Instant::now();
    let log = play_until(wanted, 250, 16);
    println!("{log:#?}\nin {:?}", began.elapsed());
    for mode in ModeKind::ALL {
        assert!(log.entered.contains_key(&format!("{mode:?}")), "{mode:?} was never entered");
    }
    if !cfg!(debug_assertions) {
        assert!(log.slowest < MOST_FRAME, "{:?} at {}", log.slowest, log.slowest_at);
    }
}

/// A script of many sizes; each is drawn, or only what is there when they have come together.
fn storm(count: usize, together: usize) -> Log {
    let mut number = 7_usize;
    let mut next = |most: usize| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((number >> 33) % most) as u16
    };
    let mut sizes = (0..count).map(|_| Gesture::Resized(next(301), next(101))).collect::<Vec<_>>();
    // The last is one as at the start: nothing but what was drawn is lost.
    sizes.push(Gesture::Resized(120, 36));
    let bursts = sizes.chunks(together).map(|chunk| (chunk.to_vec(), 0)).collect();
    let script = Script { scenario: 0, size: (120, 36), ascii: false, present: false, bursts };
    let mut log = Log::default();
    play(&script, &mut log, 1);
    log
}

#[test]
fn after_ten_thousand_resizes_the_frame_is_as_freshly_drawn() {
    let log = storm(10_000, 400);
    assert_eq!(log.events, 10_001);
    assert!(log.compared > 25, "{log:?}");
}

#[test]
#[ignore = "long: ten thousand resizes, each drawn"]
fn resizes() {
    let began = Instant::now();
    let log = storm(10_000, 1);
    assert!(log.events == 10_001 && log.compared > 10_000, "{log:?}");
    println!("{log:#?}\nin {:?}", began.elapsed());
}

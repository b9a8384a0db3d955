//! How long after an explainer's frame a follower has drawn its own.
//!
//! `cargo bench --bench follow` runs both ends in one process over a real socket, at 120×36.

#![cfg_attr(unix, allow(clippy::expect_used, reason = "a benchmark that cannot set up measures nothing"))]

#[cfg(unix)]
fn main() {
    unix::main();
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod unix {
    use std::path::PathBuf;
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::{Duration, Instant};

    use chainrule::app::{Action, App, Start};
    use chainrule::lesson::{Lesson, View};
    use chainrule::runtime::second_screen::{Heard, Mirror, News, Publisher, Wanted, folder, scout};
    use chainrule::{scenario, ui};
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    /// Frames that are measured.
    const FRAMES: usize = 200;

    pub fn main() {
        for (name, edit) in [("swap", "w_d1"), ("digits", "w_c1"), ("large", "w_d1")] {
            // From number to number: beyond the end of a chapter is a page, beyond the last one nothing new.
            let steps = measured(name, |app, number| {
                app.update(Action::StepNumber(number % 100 + 2));
            });
            let edits = measured(name, |app, number| {
                let line = format!("set {edit} 0.{}", number + 100);
                for action in [Action::CommandLine, Action::Paste(line), Action::Submit] {
                    app.update(action);
                }
            });
            println!("{name:8} a step: {}   an edit: {}", told(steps), told(edits));
        }
    }

    fn told(mut times: Vec<Duration>) -> String {
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        format!("median {:.2?}, 99 of 100 within {:.2?}, longest {:.2?}", at(50), at(99), at(100))
    }

    /// The times from telling what a frame shows to the follower's frame of it.
    fn measured(name: &str, change: impl Fn(&mut App, usize)) -> Vec<Duration> {
        let home = tempfile::tempdir().expect("a folder is made");
        let folders: Vec<PathBuf> = vec![home.path().join("chainrule")];
        let mut publisher =
            Publisher::open(folder(&folders).expect("it is private"), 1).expect("a socket is made");
        let scenario = scenario::builtin(name).expect("it is built in");
        let view = View::of(&scenario);
        let mut app = App::new(Lesson::new(scenario, view).expect("it has a lesson"), Start::default());
        let mut terminal = Terminal::new(TestBackend::new(120, 36)).expect("a test terminal opens");
        let news = Arc::new(News::default());
        let (sender, events) = channel();
        let tell = move || sender.send(()).is_ok();
        scout(folders, Wanted::default(), Arc::clone(&news), tell).expect("a thread starts");
        publisher.publish(&app);
        let mut mirror = None;
        follow(&app, &mut mirror, &news, &events, &mut terminal);
        let one = |number: usize| {
            change(&mut app, number);
            let start = Instant::now();
            publisher.publish(&app);
            follow(&app, &mut mirror, &news, &events, &mut terminal);
            start.elapsed()
        };
        (0..FRAMES).map(one).collect()
    }

    /// Draws what is heard until it is what the explainer shows.
    fn follow(
        app: &App,
        mirror: &mut Option<Mirror>,
        news: &News,
        events: &Receiver<()>,
        terminal: &mut Terminal<TestBackend>,
    ) {
        loop {
            events.recv().expect("there is more news");
            let Some(Heard::State { received, .. }) = news.take() else { continue };
            match mirror {
                Some(mirror) => mirror.follow(*received).expect("it is understood"),
                None => *mirror = Some(Mirror::new(*received).expect("it is understood")),
            }
            let shown = mirror.as_ref().expect("it was just built").app();
            terminal.draw(|frame| ui::draw(shown, frame.area(), frame.buffer_mut())).expect("it draws");
            // What the bottom line says of an edit tells it from any other.
            if shown.shown() == app.shown() {
                return;
            }
        }
    }
}

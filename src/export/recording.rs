//! Steps as a terminal recording, which a player plays: asciicast, version 2.
//!
//! The first line says what it is; then comes an event a line, each with the seconds since the start. A step
//! is a frame, or one for each part where it is told part by part: the first whole, later ones only what
//! has changed. Before a step stands a mark with its title, at which a player can stop. How long a frame
//! stands follows from what there is to read on it; no clock is looked at.

mod pace;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use ratatui::buffer::Buffer;
use serde::Serialize;

use super::colour::{GROUND, INK, SIXTEEN, Seen, hex, seen};
use super::frame;
use super::pen::Pen;
use crate::app::{Action, App};
use pace::Reading;

/// Takes up the other screen, hides the cursor and clears what is there.
const BEGIN: &str = "\x1b[?1049h\x1b[?25l\x1b[0m\x1b[2J";
/// All as it was before.
const END: &str = "\x1b[0m\x1b[?25h\x1b[?1049l";

/// What is recorded, and how.
#[derive(Debug, Clone, Copy)]
pub struct Recording {
    /// How many steps, or stops of a tour, from the one at hand on.
    pub steps: usize,
    /// The columns of the screen.
    pub width: u16,
    /// Its rows.
    pub height: u16,
    /// How long each frame stands; else as long as it takes to read what is new on it.
    pub pace: Option<Duration>,
}

/// The first line.
#[derive(Serialize)]
struct Header<'a> {
    version: u8,
    width: u16,
    height: u16,
    title: &'a str,
    env: Environment,
    theme: Colours,
}

#[derive(Serialize)]
struct Environment {
    #[serde(rename = "TERM")]
    term: &'static str,
}

/// Colours of the terminal that is shown, for who can choose.
#[derive(Serialize)]
struct Colours {
    fg: String,
    bg: String,
    palette: String,
}

impl Recording {
    /// Records an explainer that goes through its steps.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub fn asciicast(self, mut app: App, to: &mut dyn Write) -> io::Result<()> {
        let mut frames = Frames::begin(&app, self, to)?;
        let first = place(&app);
        for n in first..first + self.steps {
            if n > first {
                app.update(Action::StepNumber(n));
            }
            frames.mark(&title(&app))?;
            let mut before = Reading::default();
            loop {
                let reading = Reading::of(&app);
                let stands = self.pace.unwrap_or_else(|| reading.since(before));
                frames.frame(frame::draw(&app, self.width, self.height), stands)?;
                if !app.awaits_part() {
                    break;
                }
                before = reading;
                app.update(Action::Next);
            }
        }
        frames.end()
    }
}

/// The number of the step, or on a tour of the stop, from 1.
fn place(app: &App) -> usize {
    app.tour_progress().unwrap_or_else(|| app.progress()).0
}

/// What the step is called.
fn title(app: &App) -> String {
    app.step().title.screen(&app.names(), app.lesson().carry())
}

/// The colours that most of a frame's cells have.
fn usual(frame: &Buffer) -> Seen {
    let mut counts = BTreeMap::new();
    for Seen { ink, ground } in frame.content.iter().map(seen) {
        *counts.entry((ground, ink)).or_insert(0_usize) += 1;
    }
    let most = counts.into_iter().max_by_key(|&(_, count)| count);
    most.map_or(Seen { ink: INK, ground: GROUND }, |((ground, ink), _)| Seen { ink, ground })
}

/// Writes frames as what a terminal is told to show them.
struct Frames<'w> {
    shown: Buffer,
    /// When the next event comes.
    at: Duration,
    /// What the terminal is told before the next frame.
    before: &'static str,
    to: &'w mut dyn Write,
}

impl<'w> Frames<'w> {
    fn begin(
        app: &App,
        Recording { width, height, .. }: Recording,
        to: &'w mut dyn Write,
    ) -> io::Result<Self> {
        let first = frame::draw(app, width, height);
        let Seen { ink, ground } = usual(&first);
        let header = Header {
            version: 2,
            width,
            height,
            title: app.lesson().scenario().title.as_str(),
            env: Environment { term: "xterm-256color" },
            theme: Colours { fg: hex(ink), bg: hex(ground), palette: SIXTEEN.map(hex).join(":") },
        };
        serde_json::to_writer(&mut *to, &header).map_err(io::Error::from)?;
        writeln!(to)?;
        Ok(Self { shown: Buffer::empty(first.area), at: Duration::ZERO, before: BEGIN, to })
    }

    fn mark(&mut self, label: &str) -> io::Result<()> {
        self.event("m", label)
    }

    fn frame(&mut self, frame: Buffer, stands: Duration) -> io::Result<()> {
        let output = format!("{}{}", self.before, changes(&self.shown, &frame));
        (self.shown, self.before) = (frame, "");
        if !output.is_empty() {
            self.event("o", &output)?;
        }
        self.at += stands;
        Ok(())
    }

    fn end(mut self) -> io::Result<()> {
        self.event("o", END)
    }

    fn event(&mut self, kind: &str, data: &str) -> io::Result<()> {
        let (seconds, millis) = (self.at.as_secs(), self.at.subsec_millis());
        let data = serde_json::to_string(data).map_err(io::Error::from)?;
        writeln!(self.to, "[{seconds}.{millis:03}, \"{kind}\", {data}]")
    }
}

/// What makes one frame into another.
fn changes(from: &Buffer, to: &Buffer) -> String {
    let (mut pen, mut output) = (Pen::default(), String::new());
    from.diff_iter(to).for_each(|(x, y, cell)| pen.put((x, y), cell, &mut output));
    output
}

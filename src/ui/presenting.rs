//! What is drawn otherwise while presenting: the clock in the header, a formula as far as it is told,
//! all that takes no part dimmed.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::formula;
use super::paint::Run;
use super::theme::Theme;
use super::why;
use super::{Scene, layout::Columns};
use crate::app::{App, Panel};
use crate::lesson::words::presenting as words;
use crate::lesson::{Picture, Sight};
use crate::notation::Ink;
use crate::notation::grid::Tone;
use crate::notation::set::{Rows, Spacing};

/// The step at hand as its last part shows it: what is shown before has its place by that.
#[derive(Debug)]
pub(super) struct Whole {
    pub formula: Rows,
    pub why: usize,
    pub picture: Picture,
}

impl Whole {
    /// Nothing where the step is whole already.
    pub fn of(app: &App, sight: Sight, theme: Theme, columns: Columns) -> Option<Self> {
        if !app.awaits_part() {
            return None;
        }
        let step = app.whole_step_in(sight);
        let formula = formula::set(app, &step, None, columns.right.width, Spacing::Airy);
        let why = why::of_step(app, &step, theme, columns.why_width(&step.picture)).len();
        Some(Self { formula, why, picture: step.picture })
    }
}

/// Columns left free at both sides within the frame of a panel of this width.
pub(super) fn air(app: &App, panel: Panel, width: u16) -> u16 {
    let has_text = matches!(panel, Panel::Formula | Panel::Why | Panel::Known);
    match width {
        _ if app.presenting().is_none() || !has_text => 0,
        0..=50 => 0,
        51..=99 => 1,
        _ => 3,
    }
}

/// Whether a panel has nothing to show before the step is whole.
pub(super) fn is_to_come(scene: &Scene<'_>, panel: Panel, area: Rect, screen: Rect) -> bool {
    let is_alone = area.width >= screen.width;
    scene.whole.is_some()
        && match panel {
            Panel::Why => !is_alone,
            Panel::Picture => scene.step.picture == Picture::None,
            _ => false,
        }
}

impl Scene<'_> {
    /// Whether all that takes no part in the step steps back.
    pub fn dims(&self) -> bool {
        self.app.presenting().is_some_and(crate::app::Presenting::dims)
    }

    /// A character of a formula or a matrix.
    pub fn ink(&self, ink: Ink) -> Style {
        let steps_back = self.dims() && !ink.tone.stands_out() && ink.tone != Tone::Mark;
        if steps_back { self.theme.faint() } else { self.theme.ink(ink) }
    }
}

/// Whether it plays, the time and for how long one has been presenting: in full, and in short.
pub(super) fn clock(scene: &Scene<'_>) -> Option<Vec<Vec<Run>>> {
    let presenting = scene.app.presenting()?;
    let pace = presenting.pace().as_secs().to_string();
    let plays = presenting.plays().then(|| words::PLAYS.replace("{seconds}", &pace));
    let time = presenting.moment().map(|moment| format!("{:02}:{:02}", moment.hour, moment.minute));
    let minutes = presenting
        .moment()
        .map(|moment| words::MINUTES.replace("{minutes}", &(moment.since.as_secs() / 60).to_string()));
    let line = |parts: Vec<Option<String>>| {
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let mut runs: Vec<Run> =
            plays.clone().map(|plays| Run::new(plays, scene.theme.accent())).into_iter().collect();
        if !runs.is_empty() && !text.is_empty() {
            runs.push(Run::new(" · ", scene.theme.faint()));
        }
        runs.push(Run::new(format!("{text} "), scene.theme.faint()));
        runs
    };
    let view = scene.app.lesson().view();
    let epoch = (view.epoch > 0).then(|| format!("epoch {}", view.epoch));
    let sample = format!("sample {} of {}", view.sample + 1, scene.app.lesson().scenario().samples.len());
    Some(vec![
        line(vec![epoch.clone(), Some(sample), time.clone(), minutes.clone()]),
        line(vec![epoch, time, minutes]),
    ])
}

/// A dot for each part of the step, full as far as it is told; nothing where it comes in one piece.
pub(super) fn dots(app: &App) -> Option<String> {
    let (part, parts) = app.presenting().filter(|_| app.is_told())?.part();
    let dots = "●".repeat(part) + &"○".repeat(parts - part);
    Some(if parts > 1 { dots } else { String::new() })
}

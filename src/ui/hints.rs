//! The bottom line: the command that is being typed, a message, or the keys of the mode.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::paint::{self, Run};
use super::{Scene, predict, under};
use crate::app::{Action, Field, Mode, ModeKind, Run as Training};
use crate::keymap;
use crate::lesson::words::predict::NEXT;
use crate::lesson::words::{tour, training};
use crate::text::{cut, width};

/// Columns from which hints need not be brief.
const WIDE: u16 = 100;

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = scene.theme;
    if let Mode::Command(field) = scene.app.mode() {
        let mut runs = self::field(scene, &[Run::new(" :", theme.accent())], field, area.width);
        if let Some(message) = scene.app.message() {
            runs.push(Run::new(format!("   {}", message.text), theme.faint()));
        }
        paint::runs(&paint::cut(&runs, area.width.into()), area.x, area.y, area.width, buf);
        return;
    }
    if let (Mode::Epochs(field), None) = (scene.app.mode(), scene.app.message()) {
        return question(scene, field, area, buf);
    }
    // What the mouse is over comes first; a message is there again when it moves on.
    if let Some(message) = scene.app.message().filter(|_| scene.app.hovered().is_none()) {
        let style = if message.is_error { theme.bad() } else { theme.accent() };
        // A mark besides the colour.
        let said = format!(" {}{}", if message.is_error { "✗ " } else { "" }, message.text);
        let longer = message.key.as_ref().and_then(|(action, sentence)| {
            let key = keymap::key_of(scene.app.mode_kind(), action)?;
            Some(format!("{said} {}", sentence.replace("{key}", key)))
        });
        let text = longer.filter(|text| width(text) <= usize::from(area.width)).unwrap_or(said);
        let text = cut(&text, area.width.into()).into_owned();
        paint::runs(&[Run::new(text, style)], area.x, area.y, area.width, buf);
        return;
    }
    match scene.app.mode() {
        Mode::Predict(predicting) => predict::draw(scene, predicting, area, buf),
        _ => {
            let mut before = vec![Run::new("  ", theme.text())];
            before.extend(under::named_here(scene));
            keys(scene, before, area, buf);
        }
    }
}

/// A field behind what it is for. A long text shows its end, where the cursor is.
pub(super) fn field(scene: &Scene<'_>, start: &[Run], field: &Field, columns: u16) -> Vec<Run> {
    let theme = scene.theme;
    let mut before = field.before_cursor();
    let after = &field.text()[before.len()..];
    let (at, after) = match after.chars().next() {
        Some(c) => (c.to_string(), after[c.len_utf8()..].to_owned()),
        None => (" ".into(), String::new()),
    };
    let taken: usize = start.iter().map(|run| width(&run.text)).sum();
    let room = usize::from(columns).saturating_sub(taken + 1);
    while width(before) > room {
        before = &before[before.chars().next().map_or(1, char::len_utf8)..];
    }
    let mut runs = start.to_vec();
    runs.extend([
        Run::new(before.to_owned(), theme.strong()),
        Run::new(at, theme.strong().add_modifier(Modifier::REVERSED)),
        Run::new(after, theme.strong()),
    ]);
    runs
}

/// The question for how many epochs, with what is typed, and behind it what Enter alone would do.
fn question(scene: &Scene<'_>, field: &Field, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let has_begun = scene.app.training().is_some_and(|run| run.course().epochs() > 0);
    let ask = if has_begun { training::ASK_MORE } else { training::ASK };
    let line = |anew: &str, usual: &str| {
        let anew = if scene.app.trains_anew() { format!("{anew} ") } else { String::new() };
        let usual = usual.replace("{epochs}", &scene.app.usual_epochs().to_string());
        let mut runs = vec![
            Run::new(format!(" {anew}"), theme.text()),
            Run::new(format!("{ask} "), theme.accent()),
            Run::new(field.text().to_owned(), theme.strong()),
            Run::new(" ", theme.strong().add_modifier(Modifier::REVERSED)),
        ];
        if field.text().is_empty() {
            runs.push(Run::new(format!("  {usual}"), theme.faint()));
        }
        for (hint, _) in keymap::hints(scene.app.mode_kind()) {
            runs.extend([
                Run::new(format!("   {} ", hint.keys), theme.accent()),
                Run::new(hint.word, theme.faint()),
            ]);
        }
        runs
    };
    let ([anew, anew_short], [usual, usual_short]) = (training::ASK_ANEW, training::ASK_USUAL);
    let fits = |runs: &Vec<Run>| runs.iter().map(|run| width(&run.text)).sum::<usize>() <= area.width.into();
    let ways = [(anew, usual), (anew, usual_short), (anew_short, usual)].map(|(a, u)| line(a, u));
    let runs = ways.into_iter().find(fits).unwrap_or_else(|| line(anew_short, usual_short));
    paint::runs(&paint::cut(&runs, area.width.into()), area.x, area.y, area.width, buf);
}

/// A hint as it is written.
struct Shown {
    keys: &'static str,
    /// What its keys do, with the blanks around it.
    said: String,
    cells: usize,
    /// Those of the highest rank go first where there is no room.
    rank: u8,
    action: &'static Action,
}

/// The keys of the mode behind what stands before them, as many as fit; those that matter most stay
/// longest.
pub(super) fn keys(scene: &Scene<'_>, before: Vec<Run>, area: Rect, buf: &mut Buffer) {
    let mode = scene.app.mode_kind();
    let is_wide = area.width >= WIDE;
    let word = |usual: &'static str, action: &Action| match (action, scene.app.training()) {
        (Action::Pause, Some(run)) => pause_word(run, is_wide).into(),
        (Action::Next, _) if mode == ModeKind::Walk && scene.app.is_touring() => tour::STOP.into(),
        (Action::Submit, _) if predict::is_answered(scene.app) => NEXT.into(),
        _ => Cow::Borrowed(usual),
    };
    // Behind the last chapter no key goes on.
    let ends =
        matches!(scene.app.mode(), Mode::Recap { chapter, .. } if !scene.app.has_chapter_after(*chapter));
    let is_of_use = |action: &Action| match action {
        Action::Next if ends => false,
        Action::Hint => !predict::is_answered(scene.app) && predict::has_hint(scene.app),
        Action::Next => !predict::is_answered(scene.app),
        Action::Leave if mode == ModeKind::Walk => scene.app.is_touring(),
        _ => true,
    };
    let mut shown: Vec<Shown> = keymap::hints(mode)
        .filter(|(_, action)| is_of_use(action))
        .map(|(hint, action)| {
            let said = format!(" {}   ", word(hint.word, action));
            Shown { keys: hint.keys, rank: hint.rank, cells: width(hint.keys) + width(&said), said, action }
        })
        .collect();
    let taken: usize = before.iter().map(|run| width(&run.text)).sum();
    while taken + shown.iter().map(|hint| hint.cells).sum::<usize>() > usize::from(area.width) + 2 {
        let Some(least) = shown.iter().map(|hint| hint.rank).max() else { break };
        shown.retain(|hint| hint.rank != least);
    }
    // In front of a class, they are for who knows where to look.
    let key = if mode == ModeKind::Present { scene.theme.faint() } else { scene.theme.accent() };
    let mut runs = before;
    let mut x = area.x.saturating_add(taken as u16);
    for hint in shown {
        runs.push(Run::new(hint.keys, key));
        runs.push(Run::new(hint.said, scene.theme.faint()));
        // A click on a hint does what its key does.
        let end = x.saturating_add(hint.cells as u16);
        let button = Rect::new(x, area.y, (end - x).saturating_sub(2), 1);
        scene.spots.button(button, hint.action.clone());
        x = end;
    }
    paint::runs(&runs, area.x, area.y, area.width, buf);
}

/// What the key that pauses a training does now.
fn pause_word(run: &Training, is_wide: bool) -> String {
    let [pause, go_on, more, briefly, helps] = training::PAUSE_WORDS;
    let course = run.course();
    match () {
        () if run.is_running() => pause.to_owned(),
        () if course.diverged() => helps.to_owned(),
        () if course.epochs() < run.goal() => go_on.to_owned(),
        () => (if is_wide { more } else { briefly }).replace("{epochs}", &run.asked().to_string()),
    }
}

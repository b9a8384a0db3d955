//! Predicting: what the keys do, and the line in which an answer is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::hints;
use super::paint::Run;
use super::theme::Theme;
use crate::app::{Action, App, Mode, ModeKind, Predicting};
use crate::keymap;
use crate::lesson::Hint;
use crate::lesson::words::predict as words;

/// What can be done about the number that is asked for.
pub(super) fn way_on(app: &App, theme: Theme) -> Option<Vec<Run>> {
    let predicting = app.predicting()?;
    let text = match predicting.hint {
        _ if predicting.is_done => words::ON,
        Hint::None => words::HINT_FORMULA,
        Hint::Formula => words::HINT_NUMBERS,
        Hint::Numbers => words::HINT_NONE,
    };
    let key = |action: &Action| keymap::key_of(ModeKind::Predict, action).unwrap_or_default();
    let text = text
        .replace("{hint}", key(&Action::Hint))
        .replace("{skip}", key(&Action::Next))
        .replace("{next}", key(&Action::Submit));
    Some(vec![Run::new(text, theme.faint())])
}

/// The answer as far as it is typed, behind the name of what is asked for; then the keys.
pub(super) fn draw(scene: &Scene<'_>, predicting: &Predicting, area: Rect, buf: &mut Buffer) {
    if predicting.is_done {
        return hints::keys(scene, vec![Run::new("  ", scene.theme.text())], area, buf);
    }
    let name = scene.app.names().screen(predicting.asked);
    let start = [Run::new(format!(" {name} = "), scene.theme.kind(predicting.asked.kind))];
    let mut runs = hints::field(scene, &start, &predicting.field, area.width);
    runs.push(Run::new("   ", scene.theme.text()));
    hints::keys(scene, runs, area, buf);
}

/// Whether there is a further hint.
pub(super) fn has_hint(app: &App) -> bool {
    matches!(app.mode(), Mode::Predict(predicting) if predicting.hint.next().is_some())
}

/// Whether the number that was asked for is shown, in the mode that asks.
pub(super) fn is_answered(app: &App) -> bool {
    matches!(app.mode(), Mode::Predict(predicting) if predicting.is_done)
}

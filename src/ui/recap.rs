//! The page between two chapters: what was done, what to remember, what comes next.

use super::Scene;
use super::paint::{self, Run};
use crate::app::{Action, ModeKind};
use crate::keymap;
use crate::lesson::words::recap as words;
use crate::lesson::{Chapter, Piece, Prose};

/// The title and the lines of the page.
pub(super) fn page(scene: &Scene<'_>, chapter: Chapter, width: usize) -> (String, Vec<Vec<Run>>) {
    let (app, theme) = (scene.app, scene.theme);
    let recap = app.lesson().recap(chapter, app.zoom());
    let runs = |prose: &Prose| paint::prose(prose, app, theme, theme.text());
    let labelled =
        |label: &'static str, prose: &Prose| [vec![Run::new(label, theme.accent())], runs(prose)].concat();
    let mut paragraphs: Vec<Vec<Run>> = Vec::new();
    let mut done: Vec<Run> = Vec::new();
    for sentence in &recap.done {
        done.extend((!done.is_empty()).then(|| Run::new(" ", theme.text())));
        done.extend(runs(sentence));
    }
    paragraphs.push(done);
    // How its reader did, who was asked for numbers on the way.
    paragraphs.extend(app.told_tally(chapter).iter().map(&runs));
    paragraphs.push(labelled(words::REMEMBER, &recap.remember));
    paragraphs.push(match &recap.next {
        Some(next) => labelled(words::NEXT, next),
        None => runs(&end()),
    });
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for paragraph in &paragraphs {
        lines.extend((!lines.is_empty()).then(Vec::new));
        lines.extend(paint::wrap(paragraph, width));
    }
    (words::TITLE.replace("{chapter}", chapter.title()), lines)
}

/// What there is to do behind the last chapter, with the keys that do it here.
fn end() -> Prose {
    let key = |action| Piece::from(keymap::key_of(ModeKind::Recap, &action).unwrap_or_default());
    let holes = [("edit", key(Action::Edit)), ("train", key(Action::Train)), ("find", key(Action::Find))];
    Prose::fill(words::END, &holes)
}

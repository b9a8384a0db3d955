//! The panel in which given numbers are changed: the matrix with the cursor, what follows from it at
//! once, and what changed in all.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::{Scene, panel};
use crate::app::{Action, Cursor, ModeKind, Panel};
use crate::engine::{Differences, Kind, Part, Quantity, differs};
use crate::keymap;
use crate::lesson::words::screen as words;
use crate::notation::set::{self, Before, Setting, arrow};
use crate::notation::{Expr, Grid, Tone, number};

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let app = scene.app;
    let Some(cursor) = app.cursor() else { return };
    let name = app.names().screen_part(cursor.part());
    let epoch = app.lesson().view().epoch;
    let before_training = if epoch > 0 { words::BEFORE_TRAINING } else { "" };
    let title = [Run::new(format!("{} {name}{before_training}", words::EDIT), scene.theme.accent())];
    let inner = panel::thick_frame(scene, &title, area, buf);
    if inner.is_empty() {
        return;
    }
    let width = usize::from(inner.width).saturating_sub(1).max(1);
    let rows = usize::from(inner.height);
    let matrix = matrix(scene, cursor, width);
    let mut sums = summary(scene, width);
    if !says_what_was(scene, cursor) {
        sums.splice(0..0, cell(scene, cursor));
    }
    let keys = keys(scene, width);
    // The matrix and what changed in all come first; what follows at once, and the keys, as there is room.
    let needed = matrix.height() + sums.len();
    let left = rows.saturating_sub(needed + 1);
    let effects = effects(scene, cursor, width, left).filter(|grid| grid.height() <= left);
    let taken = needed + effects.as_ref().map_or(0, |grid| grid.height() + 1);
    let keys: Vec<_> = if taken + keys.len() < rows { keys } else { Vec::new() };
    let spare = rows.saturating_sub(taken + keys.len());
    let mut air = Air { left: spare };

    let mut y = inner.y + air.take();
    let shown = matrix.height().min(rows);
    let wanted =
        (0..matrix.height()).find(|&row| matrix.row(row).iter().any(|(_, ink)| ink.tone == Tone::Lit));
    let start = panel::offset(matrix.height(), shown, wanted, 0);
    let place = Rect { y, height: (shown as u16).min(inner.bottom().saturating_sub(y)), ..inner };
    paint::grid(scene, Panel::Edit, &matrix, start, place, buf);
    y = place.bottom() + air.take();
    if let Some(grid) = effects {
        let place = Rect { y, height: grid.height() as u16, ..inner };
        paint::grid(scene, Panel::Edit, &grid, 0, place, buf);
        y = place.bottom() + 1;
    }
    for line in &sums {
        put(line, y, inner, buf);
        y += 1;
    }
    y += air.take();
    for line in &keys {
        put(line, y, inner, buf);
        y += 1;
    }
}

fn put(line: &[Run], y: u16, area: Rect, buf: &mut Buffer) {
    if y < area.bottom() {
        paint::runs(line, area.x, y, area.width, buf);
    }
}

/// Empty rows between what is shown, while there are any.
struct Air {
    left: usize,
}

impl Air {
    fn take(&mut self) -> u16 {
        let row = self.left.min(1);
        self.left -= row;
        row as u16
    }
}

/// Entries of a matrix beyond which it is said of the one at the cursor alone what it was.
const MOST_ENTRIES: usize = 40;

/// Whether the matrix itself says what its numbers were. After training, the pass has other weights than
/// those that are changed here.
fn says_what_was(scene: &Scene<'_>, cursor: &Cursor) -> bool {
    let lesson = scene.app.lesson();
    let numbers = lesson.scenario().given_numbers(cursor.part(), lesson.view().sample);
    lesson.view().epoch == 0 && numbers.is_some_and(|numbers| numbers.len() <= MOST_ENTRIES)
}

/// The number at the cursor with what it was, if it changed.
fn cell(scene: &Scene<'_>, cursor: &Cursor) -> Option<Vec<Run>> {
    let (app, theme) = (scene.app, scene.theme);
    let (before, now) = (app.before()?.given(cursor.at)?, app.lesson().given(cursor.at)?);
    let text = |value| number::with_minus(number::given(value, 0));
    differs(before, now).then(|| {
        vec![
            Run::new(app.names().screen(cursor.at), theme.kind(cursor.at.kind)),
            Run::new(" = ", theme.faint()),
            Run::new(text(now), theme.kind(cursor.at.kind)),
            Run::new(format!(" {} {}", arrow(before, now), words::WAS), theme.mark()),
            Run::new(text(before), theme.faint()),
        ]
    })
}

fn setting<'a>(
    scene: &'a Scene<'_>,
    names: &'a crate::notation::Names,
    lit: &'a [Part],
    marks: bool,
) -> Setting<'a> {
    let app = scene.app;
    let before = app.before().filter(|_| marks);
    let before = before.map(|before| Before { pass: before.pass(), formula: None });
    Setting { names, carry: app.lesson().carry(), lit, working: &[], before }
}

/// The matrix that the cursor is in.
fn matrix(scene: &Scene<'_>, cursor: &Cursor, width: usize) -> Grid {
    let names = scene.app.names();
    let lit = [Part::from(cursor.at)];
    let typed = cursor.typed.text();
    // A block is where the next character will stand.
    let typed = (!typed.is_empty()).then(|| format!("{}▏", number::with_minus(typed.to_owned())));
    let part = cursor.part();
    let entries = scene.app.lesson().given_tensor(part, cursor.at, typed.as_deref());
    let equation = Expr::Row(vec![Expr::symbol(part), Expr::word(" = "), entries]);
    set::expr(&equation, setting(scene, &names, &lit, says_what_was(scene, cursor)), width)
}

/// What follows at once: the net values and outputs of the layer that a weight leads to, the errors
/// that a target belongs to; as far as the lesson has come.
fn effects(scene: &Scene<'_>, cursor: &Cursor, width: usize, rows: usize) -> Option<Grid> {
    let (app, lesson) = (scene.app, scene.app.lesson());
    if lesson.view().epoch > 0 {
        // They follow from the trained weights, not from these.
        return None;
    }
    let kinds_and_layer = match cursor.at.kind {
        Kind::Weight | Kind::Bias => ([Kind::Net, Kind::Out], cursor.at.layer),
        Kind::Out => ([Kind::Net, Kind::Out], 1),
        Kind::Target => ([Kind::Error, Kind::ErrorByOut], cursor.at.layer),
        _ => return None,
    };
    let (kinds, layer) = kinds_and_layer;
    let focus = if cursor.at.kind == Kind::Out { 0 } else { cursor.at.row };
    let names = app.names();
    let items: Vec<Grid> = kinds
        .into_iter()
        .filter(|&kind| app.knows(Quantity::of(kind, layer, focus)))
        .map(|kind| {
            let part = Part::all(kind, layer);
            let focus = [Part::row(kind, layer, focus)];
            let entries = lesson.tensor(
                part,
                app.place(),
                app.reveal(),
                &focus,
                app.sight(rows.saturating_sub(1), usize::MAX),
            );
            let equation = Expr::Row(vec![Expr::symbol(part), Expr::word(" = "), entries]);
            set::expr(&equation, setting(scene, &names, &[], true), width)
        })
        .collect();
    (!items.is_empty()).then(|| super::known::flow(items, width, rows))
}

/// `E_total` now and before, and how much of what changed.
fn summary(scene: &Scene<'_>, width: usize) -> Vec<Vec<Run>> {
    let (app, theme) = (scene.app, scene.theme);
    let text = |value| number::with_minus(number::named(value, app.lesson().carry(), 8));
    let total = Quantity::whole(Kind::ErrorTotal);
    let now = app.lesson().value(total).unwrap_or(f64::NAN);
    let mut first = vec![
        Run::new(app.names().screen(total), theme.kind(Kind::ErrorTotal)),
        Run::new(" = ", theme.faint()),
        Run::number(text(now), theme.kind(Kind::ErrorTotal), total),
    ];
    let Some(differences) = app.differences() else { return vec![first] };
    let (before, now) = differences.total;
    if differs(before, now) {
        first.push(Run::new(format!(" {} {}", arrow(before, now), words::WAS), theme.mark()));
        first.push(Run::new(text(before), theme.faint()));
    }
    let changed = [Run::new(changed_text(&differences), theme.text())];
    let mut lines = vec![first];
    lines.extend(paint::wrap(&changed, width));
    lines
}

/// How much of what changed.
fn changed_text(differences: &Differences) -> String {
    let Differences { nets, outs, errors, gradients, .. } = differences;
    words::CHANGED
        .replace("{nets}", &words::of(nets.changed, nets.of, "net"))
        .replace("{outs}", &words::of(outs.changed, outs.of, "out"))
        .replace("{errors}", &words::of(errors.changed, errors.of, "error"))
        .replace("{gradients}", &words::of(gradients.changed, gradients.of, "gradient"))
}

/// The keys that the bottom line has no room for.
fn keys(scene: &Scene<'_>, width: usize) -> Vec<Vec<Run>> {
    let (strong, faint) = (scene.theme.accent(), scene.theme.faint());
    let nudge = words::EDIT_NUDGE.replace("{nudge}", &scene.app.nudge().to_string());
    let pairs = [
        ("0-9".to_owned(), words::EDIT_TYPE.to_owned()),
        (keys_of(&[Action::NudgeUp, Action::NudgeDown]), nudge),
        (keys_of(&[Action::NudgeFiner, Action::NudgeCoarser]), words::EDIT_BY.to_owned()),
        (keys_of(&[Action::FillZero]), words::EDIT_ZERO.to_owned()),
        (keys_of(&[Action::FillEqual]), words::EDIT_EQUAL.to_owned()),
        (keys_of(&[Action::FillScaled]), words::EDIT_TIMES.to_owned()),
        (keys_of(&[Action::FillRandom]), words::EDIT_RANDOM.to_owned()),
    ];
    let mut runs: Vec<Run> = Vec::new();
    for (index, (keys, label)) in pairs.into_iter().enumerate() {
        if index > 0 {
            runs.push(Run::new(" · ", faint));
        }
        // Kept together, so that no line ends between a key and what it does.
        runs.push(Run::new(format!("{}\u{a0}", keys.replace(' ', "\u{a0}")), strong));
        runs.push(Run::new(label.replace(' ', "\u{a0}"), faint));
    }
    paint::wrap(&runs, width)
}

/// The keys of these actions where numbers are open, from the one table of keys.
fn keys_of(actions: &[Action]) -> String {
    let keys: Vec<&str> =
        actions.iter().filter_map(|action| keymap::key_of(ModeKind::Edit, action)).collect();
    keys.join(" ")
}

//! What stands on pages that list things: the edits made, where carrying and full precision part, the
//! link, the question before edits are lost.

use ratatui::style::{Modifier, Style};

use super::Scene;
use super::paint::{self, Run};
use super::words::Link;
use crate::app::{Action, ModeKind};
use crate::edit::By;
use crate::keymap;
use crate::lesson::words::{bookmarks as marks, screen as words, tour};
use crate::notation::number;
use crate::scenario::Origin;
use crate::text::{self, SafeText};

/// Decimals of a full number beyond those that are carried: enough to see which way it was rounded.
const MORE_DECIMALS: usize = 4;

/// The sign of a marked step.
pub(super) const MARKED: &str = "◆";

/// Where to scroll a page whose line `chosen` is to be in sight, the first lines with it if they fit.
pub(super) fn scroll_to(chosen: usize, room: usize) -> usize {
    (chosen + 2).saturating_sub(room)
}

/// The edits in their order, and where to scroll so that the chosen one is in sight.
pub(super) fn history(scene: &Scene<'_>, row: usize, room: usize) -> (Vec<Vec<Run>>, usize) {
    let (app, theme) = (scene.app, scene.theme);
    let made = app.history().all();
    let present = app.history().present();
    let digits = made.len().to_string().len();
    let texts = std::iter::once(words::HISTORY_START.to_owned()).chain(made.iter().map(|made| {
        let whose = if made.by == By::Tour { tour::SETS } else { "" };
        format!("{whose}{}", app.told(&made.edit, &made.inverse))
    }));
    let lines = texts.enumerate().map(|(index, text)| {
        let style = match index {
            _ if index == row => theme.strong().add_modifier(Modifier::REVERSED),
            _ if index > present => theme.faint(),
            _ => theme.text(),
        };
        let mark = if index == present { "●" } else { " " };
        let mut line =
            vec![Run::new(format!("{mark} {index:digits$}  "), theme.accent()), Run::new(text, style)];
        if index == present {
            line.push(Run::new(format!("  {}", words::HISTORY_HERE), theme.faint()));
        }
        line
    });
    (lines.collect(), scroll_to(row, room))
}

/// Where the two ways of carrying part, and where to scroll so that the chosen quantity is in sight.
pub(super) fn comparison(scene: &Scene<'_>, row: usize, room: usize) -> (Vec<Vec<Run>>, usize) {
    let (app, theme) = (scene.app, scene.theme);
    let partings = app.partings();
    let decimals = usize::from(partings.decimals);
    let largest = number::with_minus(number::significant(partings.largest, 2));
    let fill = |text: &str| {
        text.replace("{decimals}", &decimals.to_string())
            .replace("{count}", &partings.count.to_string())
            .replace("{listed}", &partings.list.len().to_string())
            .replace("{of}", &partings.of.to_string())
            .replace("{largest}", &largest)
    };
    let sentence = |text: String| paint::wrap(&[Run::new(text, theme.text())], 70);
    let Some(first) = partings.list.first() else {
        return (sentence(fill(words::COMPARISON_NONE)), 0);
    };
    let mut lines = sentence(fill(words::COMPARISON_INTRO));
    let outline = app.lesson().outline();
    let seen = |home| outline.nearest(app.zoom(), home);
    if let Some(home) = first.home.and_then(seen) {
        let step = outline.insertion(app.zoom(), home).map_or(0, |(before, _)| before + 1);
        let address = app.lesson().address_text(home);
        let text =
            words::COMPARISON_FIRST.replace("{step}", &step.to_string()).replace("{address}", &address);
        lines.push(Vec::new());
        lines.extend(sentence(text));
    }
    if partings.list.len() < partings.count {
        lines.push(Vec::new());
        lines.extend(sentence(fill(words::COMPARISON_LISTED)));
    }
    lines.push(Vec::new());
    let rows = partings.list.iter().map(|parting| {
        let carried = number::with_minus(number::fixed(parting.carried, decimals));
        let full = number::with_minus(number::fixed(parting.full, decimals + MORE_DECIMALS));
        let step = parting.home.and_then(seen).map_or_else(String::new, |at| app.lesson().address_text(at));
        [app.names().screen(parting.quantity), carried, full, step]
    });
    let rows: Vec<[String; 4]> = rows.collect();
    let heads = words::COMPARISON_HEADS.map(str::to_owned);
    let widths: [usize; 4] = std::array::from_fn(|column| {
        let cells = rows.iter().chain([&heads]).map(|row| text::width(&row[column]));
        cells.max().unwrap_or(0)
    });
    let line = |cells: &[String; 4], style: Style| {
        let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            let pad = " ".repeat(width - text::width(cell));
            // Numbers are set flush right.
            if (1..=2).contains(&column) { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
        });
        vec![Run::new(padded.collect::<Vec<_>>().join("  "), style)]
    };
    lines.push(line(&heads, theme.faint()));
    let chosen = lines.len() + row;
    lines.extend(rows.iter().enumerate().map(|(index, cells)| {
        let style = theme.text();
        line(cells, if index == row { style.add_modifier(Modifier::REVERSED) } else { style })
    }));
    (lines, scroll_to(chosen, room))
}

/// The marked steps, behind them where one left off; the places of each, and where to scroll.
pub(super) fn bookmarks(
    scene: &Scene<'_>,
    row: usize,
    width: usize,
    room: usize,
) -> (Vec<Vec<Run>>, Vec<Link>, usize) {
    let (app, theme) = (scene.app, scene.theme);
    let outline = app.lesson().outline();
    let left = app.left_at().map(|address| (marks::LEFT, address));
    let all: Vec<_> = app.bookmarks().iter().map(|&address| (MARKED, address)).chain(left).collect();
    if all.is_empty() {
        let key = keymap::key_of(ModeKind::Walk, &Action::Bookmark).unwrap_or_default();
        return (
            paint::wrap(&[Run::new(marks::EMPTY.replace("{key}", key), theme.text())], width),
            Vec::new(),
            0,
        );
    }
    let (mut lines, mut links) = (Vec::new(), Vec::new());
    for (n, &(sign, address)) in all.iter().enumerate() {
        let number = outline.index(app.zoom(), address).map_or_else(|| "–".into(), |n| (n + 1).to_string());
        let mut line = vec![Run::new(format!("{sign} {number:>4}  "), theme.faint())];
        line.extend(paint::prose(&app.lesson().title(address), app, theme, theme.text()));
        line.push(Run::new(format!("  {}", app.lesson().address_text(address)), theme.faint()));
        let mut line = paint::cut(&line, width).into_owned();
        if n == row {
            for run in &mut line {
                run.style = run.style.add_modifier(Modifier::REVERSED);
            }
        }
        links.push((n, 0, line.iter().map(|run| text::width(&run.text)).sum(), Action::Choose(n)));
        lines.push(line);
    }
    (lines, links, scroll_to(row, room))
}

/// The command line that leads here.
pub(super) fn link(scene: &Scene<'_>, text: &str, width: usize) -> Vec<Vec<Run>> {
    let mut lines = paint::wrap(&[Run::new(text.to_owned(), scene.theme.strong())], width);
    lines.push(Vec::new());
    lines.extend(paint::wrap(&[Run::new(words::LINK_ABOUT, scene.theme.text())], width));
    lines
}

/// What would be lost, and what can be done.
pub(super) fn unsaved(scene: &Scene<'_>, width: usize) -> Vec<Vec<Run>> {
    let file = match &scene.app.lesson().scenario().origin {
        Origin::File(path) => SafeText::new(&path.display().to_string()).to_string(),
        Origin::Builtin(_) | Origin::Text => words::UNSAVED_NOWHERE.to_owned(),
    };
    let key = |action| keymap::key_of(ModeKind::Unsaved, &action).unwrap_or_default();
    let text = words::UNSAVED_ABOUT
        .replace("{quit}", key(Action::Quit))
        .replace("{save}", key(Action::Save))
        .replace("{leave}", key(Action::Leave))
        .replace("{where}", &file);
    paint::wrap(&[Run::new(text, scene.theme.text())], width)
}

//! Every text stands out from its ground, in every theme whose colours are known.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::super::testing::{app, network, set, swap};
use super::eyes::{Light, Terminal, contrast};
use super::palette::{CONTRAST, DARK, LIGHT, Paint, Roles};
use crate::app::{Action, Against, App, ColourDepth, ThemeName};
use crate::lesson::Zoom;

/// The least contrast of a text with its ground, and in the theme that is made for it.
const TEXT: f64 = 4.5;
const TEXT_HIGH: f64 = 7.0;
/// The least of a line that is no text: a frame, the strongest of the connections that take no part.
const LINE: f64 = 3.0;
/// The least of the weakest connection. Its paleness says that its weight is small, which the weight's
/// own number says too.
const FAINTEST: f64 = 2.3;

/// The screen that is looked at.
const SCREEN: Rect = Rect { x: 0, y: 0, width: 120, height: 36 };

const FIXED: [(ThemeName, Roles<Paint>); 3] =
    [(ThemeName::Dark, DARK), (ThemeName::Light, LIGHT), (ThemeName::Contrast, CONTRAST)];

fn least_for_text(theme: ThemeName) -> f64 {
    if theme == ThemeName::Contrast { TEXT_HIGH } else { TEXT }
}

fn light(terminal: Terminal, colour: Color) -> Light {
    terminal.light(colour).unwrap_or_else(|| panic!("{colour:?} is not fixed"))
}

/// Roles that text is written in.
fn texts<C: Copy>(roles: &Roles<C>) -> [(&'static str, C); 14] {
    [
        ("text", roles.text),
        ("faint", roles.faint),
        ("accent", roles.accent),
        ("weight", roles.weight),
        ("net", roles.net),
        ("out", roles.out),
        ("target", roles.target),
        ("error", roles.error),
        ("slope", roles.slope),
        ("delta", roles.delta),
        ("gradient", roles.gradient),
        ("bad", roles.bad),
        ("changed", roles.changed),
        ("changed_back", roles.changed_back),
    ]
}

/// In reverse, the two change places, and their contrast is the same.
#[test]
fn every_text_colour_stands_out_from_the_ground() {
    for (theme, paints) in FIXED {
        for depth in [ColourDepth::Direct, ColourDepth::Indexed] {
            let roles = paints.map(|paint| light(Terminal::Xterm, paint.at(depth)));
            let against = |colour: Light| contrast(colour, roles.ground);
            for (name, colour) in texts(&roles) {
                let found = against(colour);
                assert!(found >= least_for_text(theme), "{theme:?} {depth:?} {name}: {found:.2}");
            }
            let [weakest, strongest] = roles.edges.map(against);
            assert!(against(roles.border) >= LINE, "{theme:?} {depth:?}");
            assert!(strongest >= LINE && weakest >= FAINTEST && strongest > weakest, "{theme:?} {depth:?}");
        }
    }
}

#[test]
fn sixteen_colours_stand_out_as_the_best_known_terminals_have_them() {
    for (theme, paints) in FIXED {
        for terminal in Terminal::ALL {
            let roles = paints.map(|paint| light(terminal, paint.at(ColourDepth::Sixteen)));
            for (name, colour) in texts(&roles) {
                let found = contrast(colour, roles.ground);
                assert!(found >= TEXT, "{theme:?} {terminal:?} {name}: {found:.2}");
            }
        }
    }
}

/// What a cell shows on which ground, modifiers taken into account.
fn pair(cell: &Cell) -> (Color, Color) {
    if cell.modifier.contains(Modifier::REVERSED) { (cell.bg, cell.fg) } else { (cell.fg, cell.bg) }
}

/// Lines and dots, whose contrast is that of what is no text.
fn is_line(symbol: &str) -> bool {
    symbol.chars().all(|c| matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}'))
}

/// Explainers in which nearly everything occurs that is drawn, in a theme.
fn many(theme: ThemeName) -> Vec<App> {
    let steps = ["network/names", "forward/c/net/2", "forward/d/out/1", "error/dout/1", "chain/w_c1/path/1"];
    let others = ["chain/bill", "pattern/c/delta", "pattern/c/gradient/2", "learn/d/1", "check/all"];
    let mut apps: Vec<App> = steps.into_iter().chain(others).map(swap).collect();
    apps.push(app(network(&[40, 30, 20, 10]), "pattern/c/dout", Zoom::Operation));
    apps.push(set(swap("pattern/c/delta"), "w_d1 0.35").comparing(Against::LastEdit, true));
    let opened = [Action::Help, Action::Edit, Action::Point, Action::CommandLine, Action::History];
    apps.extend(opened.iter().map(|_| swap("pattern/c/delta")));
    for (app, action) in
        apps.iter_mut().rev().zip(opened.into_iter().map(Some).chain(std::iter::repeat(None)))
    {
        for _ in ThemeName::ALL {
            if app.theme() != theme {
                app.update(Action::NextTheme);
            }
        }
        assert_eq!(app.theme(), theme);
        if let Some(action) = action {
            let action = super::super::resolve(app, SCREEN, action);
            app.update(action);
        }
    }
    apps
}

/// The same as above of what is really drawn, so that no text can be in another colour.
#[test]
fn every_cell_of_a_frame_stands_out_from_its_ground() {
    for (theme, _) in FIXED {
        for app in many(theme) {
            let mut frame = Buffer::empty(SCREEN);
            super::super::draw(&app, SCREEN, &mut frame);
            for (index, cell) in frame.content.iter().enumerate().filter(|(_, cell)| cell.symbol() != " ") {
                let (colour, ground) = pair(cell);
                let found = contrast(light(Terminal::Xterm, colour), light(Terminal::Xterm, ground));
                let least = if is_line(cell.symbol()) { FAINTEST } else { least_for_text(theme) };
                let (x, y) = (index % 120, index / 120);
                assert!(found >= least, "{theme:?} “{}” at {x}, {y}: {found:.2}", cell.symbol());
                assert!(!cell.modifier.contains(Modifier::DIM), "{theme:?}: {cell:?}");
            }
        }
    }
}

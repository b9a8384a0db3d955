//! What has to be told apart, and by what other than a hue.
//!
//! Kinds of quantities have colours of their own, but each stands with its name, or its sign (`→` of a
//! target, `δ`), or in a place that only it has. The rest is this list: by lightness, or by a modifier,
//! which no eyes and no terminal can miss. What the drawing adds is in [`SIGNS`].

use ratatui::style::{Modifier, Style};

use super::super::testing::{set, swap};
use super::Theme;
use super::eyes::{Eyes, Terminal, lightness};
use crate::app::{Against, App, ColourDepth, ThemeName};
use crate::engine::Kind;
use crate::notation::{Ink, Tone};

/// The least difference of two lightnesses (L*, from 0 to 100) that are told apart at a glance: a step of
/// a tenth of the whole, some ten times what can just be seen.
const AT_A_GLANCE: f64 = 10.0;

/// Two looks that mean different things.
struct Pair {
    what: &'static str,
    looks: fn(Theme) -> [Style; 2],
    by: By,
}

/// What tells two looks apart.
enum By {
    /// Lightness; where a theme has no colours of its own, a modifier.
    Lightness,
    /// A modifier in every theme.
    Modifier(Modifier),
}

fn ink(tone: Tone, changed: bool) -> Ink {
    Ink { kind: Some(Kind::Out), of: None, tone, changed }
}

fn edge_at_work(theme: Theme, kind: Kind) -> Style {
    theme.kind(kind).add_modifier(Modifier::BOLD)
}

const PAIRS: [Pair; 10] = [
    Pair {
        what: "a connection that takes part with its weight; one that takes none: no arrow where nothing flows",
        looks: |theme| [edge_at_work(theme, Kind::Weight), theme.edge(1.0)],
        by: By::Lightness,
    },
    Pair {
        what: "a connection that takes part with its gradient; one that takes none",
        looks: |theme| [edge_at_work(theme, Kind::Gradient), theme.edge(1.0)],
        by: By::Lightness,
    },
    Pair {
        what: "the frame of the panel with the focus; the others",
        looks: |theme| [theme.border(true), theme.border(false)],
        by: By::Lightness,
    },
    Pair {
        what: "where a change goes forward; where it goes back",
        looks: |theme| [theme.changed(), theme.changed_back()],
        by: By::Lightness,
    },
    Pair {
        what: "edits that are made; those that were taken back, below “here”",
        looks: |theme| [theme.text(), theme.faint()],
        by: By::Lightness,
    },
    Pair {
        what: "a number that is new at the step; one that it is computed from",
        looks: |theme| [theme.ink(ink(Tone::Lit, false)), theme.ink(ink(Tone::Working, false))],
        by: By::Modifier(Modifier::REVERSED),
    },
    Pair {
        what: "a number that the step computes from; one that it has no use for",
        looks: |theme| [theme.ink(ink(Tone::Working, false)), theme.ink(ink(Tone::Plain, false))],
        by: By::Modifier(Modifier::BOLD),
    },
    Pair {
        what: "a number that changed; one that did not",
        looks: |theme| [theme.ink(ink(Tone::Plain, true)), theme.ink(ink(Tone::Plain, false))],
        by: By::Modifier(Modifier::UNDERLINED),
    },
    Pair {
        what: "the number that is pointed at; one that is lit",
        looks: |theme| [theme.pointed(), theme.lit(Kind::Out)],
        by: By::Modifier(Modifier::UNDERLINED),
    },
    Pair {
        what: "the number that is pointed at; any other",
        looks: |theme| [theme.pointed(), theme.kind(Kind::Out)],
        by: By::Modifier(Modifier::REVERSED),
    },
];

/// Whether two looks differ in lightness as these eyes see them on any terminal.
fn differ_in_lightness([one, other]: [Style; 2], eyes: Eyes) -> bool {
    let seen = |style: Style| style.fg.and_then(|colour| Terminal::Xterm.light(colour));
    let (Some(one), Some(other)) = (seen(one), seen(other)) else { return false };
    (lightness(eyes.see(one)) - lightness(eyes.see(other))).abs() >= AT_A_GLANCE
}

#[test]
fn nothing_is_told_by_hue_alone() {
    for Pair { what, looks, by } in PAIRS {
        for name in ThemeName::ALL {
            for depth in [ColourDepth::Direct, ColourDepth::Indexed] {
                let looks = looks(Theme::of(name, depth));
                let is_fixed = !matches!(name, ThemeName::Terminal | ThemeName::Mono);
                let [one, other] = looks.map(|style| style.add_modifier);
                match by {
                    By::Lightness if is_fixed => {
                        for eyes in Eyes::ALL {
                            assert!(differ_in_lightness(looks, eyes), "{what}: {name:?} {depth:?} {eyes:?}");
                        }
                    }
                    By::Lightness => assert_ne!(one, other, "{what}: {name:?}"),
                    By::Modifier(modifier) => {
                        assert!(one.contains(modifier) && !other.contains(modifier), "{what}: {name:?}");
                    }
                }
            }
        }
    }
}

/// The measure can fail: these two differ in hue alone.
#[test]
fn hue_alone_is_noticed() {
    let looks = |theme: Theme| [theme.kind(Kind::Slope), theme.kind(Kind::Out)];
    let looks = looks(Theme::of(ThemeName::Dark, ColourDepth::Direct));
    assert!(Eyes::ALL.into_iter().all(|eyes| !differ_in_lightness(looks, eyes)));
}

/// Two things that signs tell apart, whatever the colours, and where they are drawn.
struct Signs {
    what: &'static str,
    drawn: fn() -> [App; 2],
    stand: [&'static str; 2],
}

fn reach(address: &str) -> App {
    set(swap(address), "w_d1 0.35").comparing(Against::LastEdit, true)
}

const SIGNS: [Signs; 3] = [
    Signs {
        what: "values that flow forward; derivatives that flow back",
        drawn: || [swap("forward/c/net/2"), swap("pattern/c/dout/1")],
        stand: ["▶", "◀"],
    },
    Signs {
        what: "where a change goes forward; where it goes back",
        drawn: || [reach("pattern/c/delta"), reach("pattern/c/delta")],
        stand: ["▷", "◁"],
    },
    Signs {
        what: "a number that grew; one that shrank",
        drawn: || [set(swap("forward/d/out"), "w_d1 0.35"), set(swap("forward/d/out"), "w_d1 0.25")],
        stand: ["▲", "▼"],
    },
];

#[test]
fn signs_stand_where_hues_would_tell() {
    for Signs { what, drawn, stand } in SIGNS {
        for (app, sign) in drawn().iter().zip(stand) {
            let area = ratatui::layout::Rect::new(0, 0, 120, 36);
            let mut frame = ratatui::buffer::Buffer::empty(area);
            super::super::draw(app, area, &mut frame);
            assert!(frame.content.iter().any(|cell| cell.symbol() == sign), "{what}: no {sign}");
        }
    }
}

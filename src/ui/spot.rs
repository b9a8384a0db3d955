//! Where numbers and connections stand on the screen, noted while a frame is drawn; and what an arrow
//! key or a click means there.
//!
//! The state knows no geometry: [`resolve`] turns an action that speaks of places into one that
//! speaks of numbers and panels.

use std::cell::RefCell;
use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Action, App, Mode, Panel, Pointer};
use crate::engine::{Kind, Quantity, WeightId};

/// A number that is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub pointer: Pointer,
    pub area: Rect,
}

/// A connection that is drawn, by the cells where it begins and ends.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Lead {
    weight: WeightId,
    from: (f64, f64),
    to: (f64, f64),
}

/// What is drawn where.
#[derive(Debug, Clone, Default)]
pub(super) struct Spots {
    /// Numbers, in the order in which they were drawn.
    noted: RefCell<Vec<(Panel, Quantity, Rect)>>,
    leads: RefCell<Vec<Lead>>,
    buttons: RefCell<Vec<(Rect, Action)>>,
    /// Names, by the panel in which they stand.
    names: RefCell<Vec<(Panel, Quantity, Rect)>>,
    /// Where there is more than is in sight.
    scrolling: RefCell<Vec<Rect>>,
}

/// How far from a connection a click may be, in cells.
const NEAR: f64 = 1.2;

impl Spots {
    /// A number stands here.
    pub fn note(&self, panel: Panel, quantity: Quantity, area: Rect) {
        if !area.is_empty() {
            self.noted.borrow_mut().push((panel, quantity, area));
        }
    }

    /// The numbers, those that stand in a panel several times told apart. Most frames are drawn without
    /// anyone asking for them.
    fn numbers(&self) -> Vec<Spot> {
        let mut times: HashMap<(Panel, Quantity), usize> = HashMap::new();
        let spot = |&(panel, quantity, area): &(Panel, Quantity, Rect)| {
            let count = times.entry((panel, quantity)).or_default();
            let nth = *count;
            *count += 1;
            Spot { pointer: Pointer { panel, quantity, nth }, area }
        };
        self.noted.borrow().iter().map(spot).collect()
    }

    /// A connection runs from here to there.
    pub fn lead(&self, weight: WeightId, from: (f64, f64), to: (f64, f64)) {
        self.leads.borrow_mut().push(Lead { weight, from, to });
    }

    /// The name of a quantity, or what stands for its number, stands here.
    pub fn name(&self, panel: Panel, quantity: Quantity, area: Rect) {
        self.names.borrow_mut().push((panel, quantity, area));
    }

    /// What is drawn here can be scrolled.
    pub fn scrolls(&self, area: Rect) {
        self.scrolling.borrow_mut().push(area);
    }

    /// A click here does this.
    pub fn button(&self, area: Rect, action: Action) {
        self.buttons.borrow_mut().push((area, action));
    }

    fn button_at(&self, x: u16, y: u16) -> Option<Action> {
        let buttons = self.buttons.borrow();
        // What was drawn last lies on top.
        buttons.iter().rev().find(|(area, _)| area.contains((x, y).into())).map(|(_, action)| action.clone())
    }

    /// Where the number pointed at stands; if it is there less often now, its last place.
    pub fn find(&self, pointer: Pointer) -> Option<Rect> {
        let numbers = self.numbers();
        let same = |spot: &&Spot| {
            let at = spot.pointer;
            at.panel == pointer.panel && at.quantity == pointer.quantity && at.nth <= pointer.nth
        };
        let number = numbers.iter().filter(same).max_by_key(|spot| spot.pointer.nth).map(|spot| spot.area);
        number.or_else(|| {
            let names = self.names.borrow();
            let same =
                |&&(panel, q, _): &&(Panel, Quantity, Rect)| (panel, q) == (pointer.panel, pointer.quantity);
            names.iter().find(same).map(|&(_, _, area)| area)
        })
    }

    /// The name at a cell, and in which panel.
    fn name_at(&self, x: u16, y: u16) -> Option<(Panel, Quantity)> {
        let names = self.names.borrow();
        let found = names.iter().rev().find(|(_, _, area)| area.contains((x, y).into()));
        found.map(|&(panel, q, _)| (panel, q))
    }

    /// What a name points at: its number in the same panel, else in any, else the name itself.
    fn of_name(&self, panel: Panel, q: Quantity) -> Pointer {
        let numbers = self.numbers();
        let of = || numbers.iter().map(|spot| spot.pointer).filter(|pointer| pointer.quantity == q);
        let here = of().find(|pointer| pointer.panel == panel);
        here.or_else(|| of().next()).unwrap_or(Pointer { panel, quantity: q, nth: 0 })
    }

    /// What has a name at a cell: a number, a name, a neuron, a connection of the graph.
    fn quantity_at(&self, layout: &super::layout::Layout, x: u16, y: u16) -> Option<Quantity> {
        let number = self.at(x, y).map(|pointer| pointer.quantity);
        let named = || self.name_at(x, y).map(|(_, q)| q);
        let lead = || {
            let weight = self.lead_at(x, y).filter(|_| panel_at(layout, x, y) == Some(Panel::Graph))?;
            Some(Quantity::at(Kind::Weight, weight))
        };
        number.or_else(named).or_else(lead)
    }

    /// Whether what is at a cell can be scrolled.
    fn scrolls_at(&self, x: u16, y: u16) -> bool {
        self.scrolling.borrow().iter().any(|area| area.contains((x, y).into()))
    }

    /// Some number.
    fn any(&self) -> Option<Pointer> {
        self.numbers().first().map(|spot| spot.pointer)
    }

    /// The number at a cell; what was drawn last lies on top.
    fn at(&self, x: u16, y: u16) -> Option<Pointer> {
        let numbers = self.numbers();
        numbers.iter().rev().find(|spot| spot.area.contains((x, y).into())).map(|spot| spot.pointer)
    }

    /// The connection nearest to a cell, if any is near.
    fn lead_at(&self, x: u16, y: u16) -> Option<WeightId> {
        let leads = self.leads.borrow();
        let distances = leads.iter().map(|lead| (distance(lead, (f64::from(x), f64::from(y))), lead.weight));
        let near = distances.filter(|(distance, _)| *distance <= NEAR);
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, weight)| weight)
    }

    /// The weight whose own number, or one that belongs to it, is at a cell, or whose connection is near.
    fn weight_at(&self, x: u16, y: u16) -> Option<WeightId> {
        let named = self.at(x, y).map(|pointer| pointer.quantity).or(self.name_at(x, y).map(|(_, q)| q));
        named.filter(|q| q.kind.is_matrix()).map(Quantity::weight_id).or_else(|| self.lead_at(x, y))
    }

    /// The number to which a key goes from a place: the nearest in that direction, the panel's own
    /// rows and columns first.
    fn towards(&self, from: Rect, action: &Action) -> Option<Pointer> {
        let numbers = self.numbers();
        let (x, y) = middle(from);
        let cost = |area: Rect| {
            let (to_x, to_y) = middle(area);
            // A cell is about twice as high as it is wide.
            let (along, across) = match action {
                Action::CursorLeft => (x - to_x, (to_y - y).abs() * 2.0),
                Action::CursorRight => (to_x - x, (to_y - y).abs() * 2.0),
                Action::ScrollUp => ((y - to_y) * 2.0, (to_x - x).abs()),
                _ => ((to_y - y) * 2.0, (to_x - x).abs()),
            };
            (along > 0.4).then_some(along + 2.5 * across)
        };
        let candidates = numbers.iter().filter_map(|spot| Some((cost(spot.area)?, spot.pointer)));
        candidates.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, pointer)| pointer)
    }
}

fn middle(area: Rect) -> (f64, f64) {
    (f64::from(area.x) + f64::from(area.width) / 2.0, f64::from(area.y))
}

/// The distance of a place from a connection, in cells of height.
fn distance(lead: &Lead, at: (f64, f64)) -> f64 {
    let scale = |(x, y): (f64, f64)| (x / 2.0, y);
    let (from, to, at) = (scale(lead.from), scale(lead.to), scale(at));
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((at.0 - from.0) * dx + (at.1 - from.1) * dy) / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    (from.0 + share * dx - at.0).hypot(from.1 + share * dy - at.1)
}

/// Turns an action that speaks of places on a screen of this size into one that speaks of what is
/// there. Any other comes back as it is.
pub fn resolve(app: &App, area: Rect, action: Action) -> Action {
    let is_moving = matches!(
        action,
        Action::ScrollUp | Action::ScrollDown | Action::CursorLeft | Action::CursorRight | Action::NextPanel
    );
    match (&action, app.mode()) {
        (Action::Hover(..), mode) if !has_panels(mode) => return Action::HoverAt(None),
        (
            Action::Hover(..)
            | Action::Point
            | Action::Click(..)
            | Action::OtherClick(..)
            | Action::Wheel(..),
            _,
        ) => {}
        (_, Mode::Point(_)) if is_moving => {}
        _ => return action,
    }
    let mut buffer = Buffer::empty(area);
    let drawn = super::draw_noting(app, area, &mut buffer);
    let Some((spots, layout)) = drawn else { return action };
    match (&action, app.mode()) {
        (Action::Point, _) => {
            let found = first(app, &spots, app.focus()).or_else(|| spots.any());
            found.map_or(action, Action::PointAt)
        }
        (&Action::Click(x, y), mode) => match spots.button_at(x, y) {
            // What a key would do there, which may itself speak of places.
            Some(button) if !matches!(button, Action::Click(..)) => resolve(app, area, button),
            _ => clicked(app, &spots, &layout, mode, (x, y)).unwrap_or(action),
        },
        (&Action::OtherClick(x, y), Mode::Walk | Mode::Edit(_) | Mode::Point(_)) => {
            spots.weight_at(x, y).map_or(action, Action::InspectAt)
        }
        (&Action::Hover(x, y), _) => Action::HoverAt(spots.quantity_at(&layout, x, y)),
        // Where there is nothing to scroll, the wheel steps.
        (&Action::Wheel(x, y, up), Mode::Walk) if !spots.scrolls_at(x, y) => {
            if up {
                Action::Back
            } else {
                Action::Next
            }
        }
        (&Action::Wheel(x, y, up), _) => match (panel_at(&layout, x, y), app.mode()) {
            (Some(panel), Mode::Walk | Mode::Edit(_) | Mode::Point(_)) => Action::Scroll(panel, up),
            (None, Mode::Walk | Mode::Edit(_) | Mode::Point(_)) => action,
            _ if up => Action::ScrollUp,
            _ => Action::ScrollDown,
        },
        (Action::NextPanel, Mode::Point(pointer)) => {
            let index = Panel::ALL.iter().position(|&panel| panel == pointer.panel).unwrap_or(0);
            let panels = Panel::ALL.iter().cycle().skip(index + 1).take(Panel::ALL.len());
            let found = panels.into_iter().find_map(|&panel| first(app, &spots, panel));
            found.map_or(action, Action::PointAt)
        }
        (_, Mode::Point(pointer)) => {
            let from = spots.find(*pointer);
            let next = match from {
                Some(from) => spots.towards(from, &action),
                None => first(app, &spots, pointer.panel).or_else(|| spots.any()),
            };
            next.map_or(action, Action::PointAt)
        }
        _ => action,
    }
}

/// Every number that is in sight on a screen of this size, in the order of the panels.
pub fn numbers(app: &App, area: Rect) -> Vec<Pointer> {
    let drawn = super::draw_noting(app, area, &mut Buffer::empty(area));
    let numbers = drawn.map(|(spots, _)| spots.numbers()).unwrap_or_default();
    numbers.into_iter().map(|spot| spot.pointer).collect()
}

/// The number of a panel that is pointed at first: one that is new at the step, else the first.
fn first(app: &App, spots: &Spots, panel: Panel) -> Option<Pointer> {
    let numbers = spots.numbers();
    let new = app.step().new;
    let is_new = |spot: &&Spot| new.iter().any(|part| part.contains(spot.pointer.quantity));
    let here = || numbers.iter().filter(|spot| spot.pointer.panel == panel);
    let found = here().find(is_new).or_else(|| here().next());
    found.map(|spot| spot.pointer)
}

fn panel_at(layout: &super::layout::Layout, x: u16, y: u16) -> Option<Panel> {
    let found = layout.panels.iter().find(|(_, area)| area.contains((x, y).into()));
    found.map(|(panel, _)| *panel)
}

/// Whether the panels can be seen, and what stands in them be pointed at.
fn has_panels(mode: &Mode) -> bool {
    matches!(mode, Mode::Walk | Mode::Edit(_) | Mode::Point(_))
}

/// What a click means: a given number is changed, a computed one pointed at, and gone to where it
/// comes from when it was pointed at already; a name, or a neuron, is as good as its number; a
/// connection's weight is changed; a panel gets the focus.
fn clicked(
    app: &App,
    spots: &Spots,
    layout: &super::layout::Layout,
    mode: &Mode,
    (x, y): (u16, u16),
) -> Option<Action> {
    if !has_panels(mode) {
        return None;
    }
    if let Some(pointer) = spots.at(x, y) {
        return Some(match mode {
            _ if pointer.quantity.is_given() => Action::EditAt(pointer.quantity),
            Mode::Point(at) if *at == pointer => Action::Jump,
            _ => Action::PointAt(pointer),
        });
    }
    if let Some((panel, q)) = spots.name_at(x, y) {
        return Some(match mode {
            _ if q.is_given() => Action::EditAt(q),
            Mode::Point(at) if at.quantity == q => Action::Jump,
            _ => Action::PointAt(spots.of_name(panel, q)),
        });
    }
    let panel = panel_at(layout, x, y)?;
    if panel == Panel::Graph
        && let Some(weight) = spots.lead_at(x, y)
    {
        return Some(Action::EditAt(Quantity::at(Kind::Weight, weight)));
    }
    (app.focus() != panel).then_some(Action::Focus(panel))
}

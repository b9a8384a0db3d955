//! The picture that goes with a step.
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use super::Scene;
pub(super) fn draw(_: &Scene<'_>, _: Rect, _: &mut Buffer) {}

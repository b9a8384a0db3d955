//! The names of numbers, as one types them.

use crate::engine::{Kind, Quantity};
use crate::lesson::Lesson;

/// The number that has this name, whatever its letters' case; `None` where the network has no such number.
pub(super) fn parse(text: &str, lesson: &Lesson) -> Option<Quantity> {
    let small = text.to_lowercase().replace("de/d", "dE/d").replace("∂e/∂", "∂E/∂");
    let spelled = small.strip_prefix("e_").map(|place| format!("E_{place}")).unwrap_or(small);
    let q = [text, &spelled].into_iter().find_map(|name| lesson.names().quantity(name))?;
    // Through softmax, the derivative of an output by its own net value stands in the matrix of them all.
    let own = Quantity { kind: Kind::Jacobian, column: q.row, ..q };
    let ways = [Some(q), (q.kind == Kind::Slope).then_some(own)];
    ways.into_iter().flatten().find(|&q| lesson.value(q).is_some())
}

//! Every quantity of one pass.

mod csv;
mod json;
mod lines;
mod order;

use std::io::{self, Write};

use crate::lesson::Lesson;

/// Writes one JSON object in one line. Numbers read back exactly; infinity and what is undefined,
/// which JSON has no numbers for, are `null`.
///
/// # Errors
/// When the bytes cannot be written.
///
/// ```
/// use chainrule::{export::values, lesson::{Lesson, View}, scenario::builtin};
/// let swap = builtin("swap").unwrap();
/// let view = View::of(&swap);
/// let mut bytes = Vec::new();
/// values::json(&Lesson::new(swap, view).unwrap(), &mut bytes).unwrap();
/// assert!(bytes.starts_with(br#"{"scenario":"Swap two inputs","layers":[2,4,3,2],"decimals":4,"#));
/// ```
pub fn json(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, &json::Values::of(lesson)).map_err(io::Error::from)?;
    writeln!(to)
}

/// Writes a line a quantity, in groups in the order of the lesson.
///
/// # Errors
/// When the bytes cannot be written.
pub fn text(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    lines::write(lesson, to)
}

/// Writes a row a quantity below a heading, in the order of the text:
/// `name,value,kind,layer,row,column`. Numbers read back exactly; what is not finite is `inf`, `-inf` or
/// `NaN`.
///
/// # Errors
/// When the bytes cannot be written.
pub fn csv(lesson: &Lesson, to: &mut dyn Write) -> io::Result<()> {
    csv::write(lesson, to)
}

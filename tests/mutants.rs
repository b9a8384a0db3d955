//! The tests that hold the engine, the lesson, edits, the sanitiser and saving, linked once. Only `cargo mutants`
//! builds this: for every mutant one program more to link, not twenty.

#[path = "data.rs"]
mod data;
#[path = "document.rs"]
mod document;
#[path = "editing.rs"]
mod editing;
#[path = "finding.rs"]
mod finding;
#[path = "functions.rs"]
mod functions;
#[path = "golden.rs"]
mod golden;
#[path = "handouts.rs"]
mod handouts;
#[path = "inspect.rs"]
mod inspect;
#[path = "lesson.rs"]
mod lesson;
#[path = "mazur.rs"]
mod mazur;
#[path = "mistakes.rs"]
mod mistakes;
#[path = "oracle.rs"]
mod oracle;
#[path = "outline.rs"]
mod outline;
#[path = "predicting.rs"]
mod predicting;
#[path = "saving.rs"]
mod saving;
#[path = "saying.rs"]
mod saying;
#[path = "scenario_files.rs"]
mod scenario_files;
#[path = "telling.rs"]
mod telling;
#[path = "touring.rs"]
mod touring;
#[path = "training.rs"]
mod training;
#[path = "wrong.rs"]
mod wrong;

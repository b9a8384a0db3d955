//! The command line: arguments to calls, errors to exit codes.
//!
//! 0: done. 1: it could not be done. 2: it was asked for wrongly. An error goes to standard error, one
//! clear sentence first.

mod args;
mod check;
mod colours;
mod follow;
mod handout;
mod manual;
mod opened;
mod output;
mod range;
mod read;
mod record;
mod selected;
mod steps;
mod training;
mod weights;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser as _;

use crate::app::App;
use crate::export::{frame, scenarios, svg, values};
use crate::runtime::{self, Ended};
use crate::text::SafeText;
use args::{Arguments, Common, FrameFormat, RowFormat, Size, Task, TextFormat, Writing};
use opened::Opened;

/// Why a call ends without what it was asked for.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// It was asked for wrongly.
    #[error("{0}")]
    Usage(String),
    /// It could not be done.
    #[error("{0:#}")]
    Failed(#[from] anyhow::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Runs the program with the arguments that it was called with.
pub fn run() -> ExitCode {
    runtime::end_on_panic();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            // It repeats what was given, which may hold anything.
            let said = error.render().to_string();
            let lines = SafeText::lines(said.strip_prefix("error: ").unwrap_or(&said));
            let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
            return complain(&lines.join("\n"), 2);
        }
        Err(help) => {
            // A closed pipe is no reason to complain.
            let _ = help.print();
            return ExitCode::SUCCESS;
        }
    };
    match carry_out(arguments) {
        Ok(code) => code,
        Err(failure @ Failure::Usage(_)) => complain(&failure.to_string(), 2),
        Err(failure @ Failure::Failed(_)) => complain(&failure.to_string(), 1),
    }
}

/// Says what is wrong. Where even that cannot be written, the exit code says it.
fn complain(what: &str, code: u8) -> ExitCode {
    let _ = writeln!(io::stderr(), "chainrule: {}", what.trim_end());
    ExitCode::from(code)
}

fn carry_out(arguments: Arguments) -> Result<ExitCode, Failure> {
    match arguments.task {
        None => return explain(&arguments.common),
        Some(Task::Scenarios { format, writing }) => output::write(&writing, |to| match format {
            TextFormat::Text => scenarios::text(to),
            TextFormat::Json => scenarios::json(to),
        })?,
        Some(Task::Values { common, format, writing }) => {
            let opened = Opened::new(&common)?;
            output::write(&writing, |to| match format {
                RowFormat::Text => values::text(&opened.lesson, to),
                RowFormat::Csv => values::csv(&opened.lesson, to),
                RowFormat::Json => values::json(&opened.lesson, to),
            })?;
        }
        Some(Task::Steps { common, format, writing }) => steps::steps(&common, format, &writing)?,
        Some(Task::Export { common, sheets }) => handout::export(&common, &sheets)?,
        Some(Task::Check { common, checking }) => return check::check(&common, &checking),
        Some(Task::Train { common, training }) => training::train(&common, &training)?,
        Some(Task::Weights { common, writing }) => weights::weights(&common, &writing)?,
        Some(Task::Read { common, all }) => read::read(&common, all)?,
        Some(Task::Follow(following)) => return follow::follow(&following),
        Some(Task::Record { common, recording }) => record::record(&common, &recording)?,
        Some(Task::Schema { of, writing }) => output::write(&writing, |to| to.write_all(of.text.as_bytes()))?,
        Some(Task::Completions { shell, writing }) => manual::completions(shell, &writing)?,
        Some(Task::Man(writing)) => manual::man(&writing)?,
        Some(Task::Show { common, size, format, writing }) => show(&common, size, format, &writing)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn show(common: &Common, size: Size, format: FrameFormat, writing: &Writing) -> Result<(), Failure> {
    let app = Opened::new(common)?.app();
    let drawn = frame::draw(&app, size.width, size.height);
    output::write(writing, |to| match format {
        FrameFormat::Text => frame::text(&drawn, to),
        FrameFormat::Ansi => frame::ansi(&drawn, to),
        FrameFormat::Svg => svg::svg(&drawn, &svg::About::of(&app), to),
    })
}

fn explain(common: &Common) -> Result<ExitCode, Failure> {
    // The terminal first: who has none need not wait for a file to be read and computed.
    runtime::check_terminal().map_err(anyhow::Error::from)?;
    let mut app: App = Opened::new(&common.for_this_terminal())?.app();
    if common.step.is_none() {
        app.offer_tour();
    }
    Ok(exit_code(runtime::explain(&mut app).context("the terminal failed")?))
}

/// How a program on the whole screen ended, as its exit code says it.
fn exit_code(ended: Ended) -> ExitCode {
    match ended {
        Ended::Quit => ExitCode::SUCCESS,
        Ended::Signal(number) => ExitCode::from(128_u8.saturating_add(number)),
        Ended::Gone => ExitCode::FAILURE,
    }
}

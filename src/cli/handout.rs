//! Hand-outs: which sheets there are, and where each goes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::{Common, Writing};
use super::opened::scenario_of;
use super::range::StepRange;
use super::selected::Selected;
use super::{Failure, output};
use crate::engine::{Kind as What, Quantity};
use crate::export::handout::{Document, Format, Handout, Kind, Student};
use crate::lesson::words::handout as words;
use crate::scenario::Scenario;
use crate::text::letters;

/// How far the seeds of two classes are apart: a student's own is the class's times this, and the student's
/// number, which is smaller.
const SEEDS_APART: u64 = 1000;
/// The largest seed of a class, far from where a student's would not be a number any more.
const MOST_SEED: u64 = 1_000_000_000_000;

/// Which hand-outs are made, and how they are written.
#[derive(Debug, Clone, Args)]
pub(super) struct Sheets {
    /// The language: Markdown with LaTeX mathematics, a LaTeX document, or one HTML page with `MathML`
    #[arg(long, value_enum, default_value_t)]
    pub format: HandoutFormat,
    /// The solution alone: every step worked
    #[arg(long)]
    pub solution: bool,
    /// Steps A to B, both included, by number, address or chapter: 5..20, ..error, chain, pattern/d/delta..
    /// (with --tour, its stops by number) [default: all]
    #[arg(long, value_name = "A..B", conflicts_with_all = ["step", "stop"])]
    pub steps: Option<StepRange>,
    /// Sheets for so many students, each with other weights, and the solution of each
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..SEEDS_APART as i64))]
    pub variants: Option<u16>,
    /// What the weights of --variants are drawn from
    #[arg(
        long,
        value_name = "S",
        default_value_t = 1,
        value_parser = clap::value_parser!(u64).range(..=MOST_SEED),
        requires = "variants"
    )]
    pub seed: u64,
    /// Write each sheet to a file of its own in this directory
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub directory: Option<PathBuf>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite files that exist
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum HandoutFormat {
    /// With mathematics in LaTeX between dollar signs
    #[default]
    Markdown,
    /// A document of its own
    Latex,
    /// A page of its own: nothing is loaded from elsewhere
    Html,
}

impl HandoutFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Latex => "tex",
            Self::Html => "html",
        }
    }
}

impl From<HandoutFormat> for Format {
    fn from(format: HandoutFormat) -> Self {
        match format {
            HandoutFormat::Markdown => Self::Markdown,
            HandoutFormat::Latex => Self::Latex,
            HandoutFormat::Html => Self::Html,
        }
    }
}

/// A sheet that is to be written.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    kind: Kind,
    student: Option<Student>,
}

/// Writes worksheets, solutions, or both.
pub(super) fn export(common: &Common, sheets: &Sheets) -> Result<(), Failure> {
    let class = Class { common, sheets, scenario: scenario_of(common)? };
    let wanted = class.wanted();
    // Whatever is wrong with one of them is said before anything is written.
    for wanted in &wanted {
        class.select(*wanted)?;
    }
    match &sheets.directory {
        Some(directory) => class.write_each(&wanted, directory)?,
        None => {
            let writing = Writing { output: sheets.output.clone(), force: sheets.force };
            output::write(&writing, |to| class.document(&wanted, to))?;
        }
    }
    let asleep = class.asleep()?;
    if !asleep.is_empty() {
        let numbers: Vec<String> = asleep.iter().map(usize::to_string).collect();
        let sentence = words::ASLEEP.replace("{students}", &numbers.join(", "));
        // Who cannot be told has the sheets all the same.
        let _ = writeln!(io::stderr(), "chainrule: {sentence}");
    }
    Ok(())
}

/// `worksheet.md`, in a class set `03-worksheet.md`.
fn file_name(wanted: Wanted, format: HandoutFormat) -> String {
    let kind = if wanted.kind == Kind::Worksheet { "worksheet" } else { "solution" };
    let ending = format.ending();
    match wanted.student {
        Some(Student { number, count }) => {
            let digits = count.to_string().len().max(2);
            format!("{number:0digits$}-{kind}.{ending}")
        }
        None => format!("{kind}.{ending}"),
    }
}

/// What all sheets are made of.
struct Class<'a> {
    common: &'a Common,
    sheets: &'a Sheets,
    scenario: Scenario,
}

impl Class<'_> {
    /// Worksheets first, then solutions, each in the order of the students.
    fn wanted(&self) -> Vec<Wanted> {
        let is_pair = self.sheets.variants.is_some() || self.sheets.directory.is_some();
        let kinds: &[Kind] = match (self.sheets.solution, is_pair) {
            (true, _) => &[Kind::Solution],
            (false, true) => &[Kind::Worksheet, Kind::Solution],
            (false, false) => &[Kind::Worksheet],
        };
        let students: Vec<Option<Student>> = match self.sheets.variants {
            Some(count) => {
                let count = usize::from(count);
                (1..=count).map(|number| Some(Student { number, count })).collect()
            }
            None => vec![None],
        };
        kinds.iter().flat_map(|&kind| students.iter().map(move |&student| Wanted { kind, student })).collect()
    }

    /// Opens the scenario with the numbers of a student: all weights drawn, behind the edits asked for.
    fn select(&self, wanted: Wanted) -> Result<Selected, Failure> {
        let mut common = self.common.clone();
        if let Some(student) = wanted.student {
            let seed = self.sheets.seed * SEEDS_APART + student.number as u64;
            let layers = 1..self.scenario.network().depth();
            common.set.extend(layers.map(|layer| format!("W_{} = random {seed}", letters(layer))));
        }
        Selected::new(&self.scenario, &common, self.sheets.steps.as_ref())
    }

    /// Writes each sheet to a file of its own.
    fn write_each(&self, wanted: &[Wanted], directory: &Path) -> Result<(), Failure> {
        let (format, force) = (self.sheets.format, self.sheets.force);
        let shown = directory.display();
        if directory.exists() && !directory.is_dir() {
            return Err(anyhow::anyhow!("{shown} is a file; --directory takes a folder").into());
        }
        let file = |wanted: &Wanted| directory.join(file_name(*wanted, format));
        if !force && let Some(taken) = wanted.iter().map(file).find(|file| file.exists()) {
            return Err(anyhow::anyhow!("{} exists; --force overwrites it", taken.display()).into());
        }
        std::fs::create_dir_all(directory)
            .map_err(|error| anyhow::Error::from(error).context(format!("{shown} cannot be made")))?;
        for wanted in wanted {
            let writing = Writing { output: Some(file(wanted)), force };
            output::write(&writing, |to| self.document(std::slice::from_ref(wanted), to))?;
        }
        Ok(())
    }

    /// The students with whose weights nothing of the error arrives at the first layer.
    fn asleep(&self) -> Result<Vec<usize>, Failure> {
        let mut asleep = Vec::new();
        for wanted in self.wanted().into_iter().filter(|wanted| wanted.kind == Kind::Solution) {
            let Some(student) = wanted.student else { continue };
            let selected = self.select(wanted)?;
            let lesson = &selected.opened.lesson;
            let is_zero = |row| lesson.value(Quantity::of(What::Delta, 1, row)) == Some(0.0);
            if (0..self.scenario.network().width(1)).all(is_zero) {
                asleep.push(student.number);
            }
        }
        Ok(asleep)
    }

    /// Writes sheets one after the other; each is opened when its turn has come, so that a large class takes
    /// no more memory than one student.
    fn document(&self, wanted: &[Wanted], to: &mut dyn Write) -> io::Result<()> {
        let mut title = vec![self.scenario.title.to_string()];
        if let [Wanted { kind, student }] = wanted {
            title.push(kind.title().to_owned());
            title.extend(student.map(Student::title));
        }
        let mut document = Document::begin(self.sheets.format.into(), &title.join(" · "), to)?;
        for &wanted in wanted {
            let selected = self.select(wanted).map_err(|failure| io::Error::other(failure.to_string()))?;
            let handout = selected.handout(wanted.kind);
            let is_edited = handout.is_edited && wanted.student.is_none();
            let command = selected.command();
            document.sheet(&Handout { is_edited, student: wanted.student, command, ..handout }, to)?;
        }
        document.end(to)
    }
}

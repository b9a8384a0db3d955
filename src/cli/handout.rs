//! Hand-outs: which sheets there are, and where each goes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::{Common, HandoutFormat, Sheets, Writing};
use super::opened::{Opened, scenario_of};
use super::output;
use crate::export::handout::{Content, Document, Format, Handout, Kind, Student};
use crate::scenario::Scenario;
use crate::text::letters;

/// Students that a class has at most, so that no two of them draw from one seed.
const MOST_STUDENTS: u64 = 1000;

/// A sheet that is to be written.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    kind: Kind,
    student: Option<Student>,
}

/// Writes worksheets, solutions, or both.
pub(super) fn export(common: &Common, sheets: &Sheets) -> Result<(), Failure> {
    let scenario = scenario_of(common)?;
    let class = Class { common, sheets, scenario };
    let wanted = class.wanted();
    let writing = Writing { output: sheets.output.clone(), force: sheets.force };
    let Some(directory) = &sheets.directory else {
        // Whatever is wrong with one of them is said before anything is written.
        let made = wanted.iter().map(|wanted| class.open(*wanted)).collect::<Result<Vec<_>, _>>()?;
        return output::write(&writing, |to| class.document(&made, to));
    };
    let file = |wanted: &Wanted| directory.join(file_name(*wanted, sheets.format));
    if !sheets.force
        && let Some(taken) = wanted.iter().map(file).find(|file| file.exists())
    {
        return Err(anyhow::anyhow!("{} exists; --force overwrites it", taken.display()).into());
    }
    let shown = directory.display();
    std::fs::create_dir_all(directory)
        .map_err(|error| anyhow::Error::from(error).context(format!("{shown} cannot be made")))?;
    for wanted in &wanted {
        let made = [class.open(*wanted)?];
        let writing = Writing { output: Some(file(wanted)), force: sheets.force };
        output::write(&writing, |to| class.document(&made, to))?;
    }
    Ok(())
}

/// Writes steps, or the stops of a tour, as a text to read.
pub(super) fn steps(
    opened: &Opened,
    common: &Common,
    format: Format,
    writing: &Writing,
) -> Result<(), Failure> {
    let content = opened.content(common, None)?;
    let is_edited = opened.is_edited();
    let handout = Handout { content, kind: Kind::Lesson, is_edited, student: None, command: None };
    output::write(writing, |to| {
        let mut document = Document::begin(format, opened.lesson.scenario().title.as_str(), to)?;
        document.sheet(&handout, to)?;
        document.end(to)
    })
}

/// `worksheet.md`, in a class set `03-worksheet.md`.
fn file_name(wanted: Wanted, format: HandoutFormat) -> PathBuf {
    let kind = if wanted.kind == Kind::Worksheet { "worksheet" } else { "solution" };
    let ending = match format {
        HandoutFormat::Markdown => "md",
        HandoutFormat::Latex => "tex",
        HandoutFormat::Html => "html",
    };
    let name = match wanted.student {
        Some(Student { number, count }) => {
            let digits = count.to_string().len().max(2);
            format!("{number:0digits$}-{kind}.{ending}")
        }
        None => format!("{kind}.{ending}"),
    };
    Path::new(&name).to_owned()
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

/// What all sheets are made of.
struct Class<'a> {
    common: &'a Common,
    sheets: &'a Sheets,
    scenario: Scenario,
}

/// A sheet with its own numbers.
struct Made {
    wanted: Wanted,
    opened: Opened,
    command: Option<String>,
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
    fn open(&self, wanted: Wanted) -> Result<Made, Failure> {
        let mut common = self.common.clone();
        if let Some(student) = wanted.student {
            let seed = self.sheets.seed * MOST_STUDENTS + student.number as u64;
            let layers = 1..self.scenario.network().depth();
            common.set.extend(layers.map(|layer| format!("W_{} = random {seed}", letters(layer))));
        }
        let opened = Opened::of(self.scenario.clone(), &common)?;
        let mut made = Made { wanted, opened, command: None };
        made.command = made.opened.command(&self.content(&made)?);
        Ok(made)
    }

    fn content<'m>(&self, made: &'m Made) -> Result<Content<'m>, Failure> {
        made.opened.content(self.common, self.sheets.steps.as_ref())
    }

    fn document(&self, made: &[Made], to: &mut dyn Write) -> io::Result<()> {
        let title = self.scenario.title.as_str();
        let mut document = Document::begin(self.sheets.format.into(), title, to)?;
        for made in made {
            // It was asked for once before, so it is there.
            let Ok(content) = self.content(made) else { continue };
            let Wanted { kind, student } = made.wanted;
            let is_edited = student.is_none() && made.opened.is_edited();
            let command = made.command.clone();
            document.sheet(&Handout { content, kind, is_edited, student, command }, to)?;
        }
        document.end(to)
    }
}

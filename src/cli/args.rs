//! What the command line takes.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use clap_complete::Shell;

use super::colours::{self, Colours};
use super::handout::Sheets;
use super::record::Recording;
use crate::app::{Against, ColourDepth, ThemeName};
use crate::engine::Carry;
use crate::export::schemas::{SCHEMAS, Schema};
use crate::lesson::Zoom;

/// Backpropagation explained by doing it: one visible operation a keypress, on a network that you can
/// change.
#[derive(Debug, Parser)]
#[command(name = "chainrule", version = env!("CHAINRULE_VERSION"), args_conflicts_with_subcommands = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub task: Option<Task>,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// List the built-in scenarios
    Scenarios {
        /// How they are written
        #[arg(long, value_enum, default_value_t)]
        format: TextFormat,
        #[command(flatten)]
        writing: Writing,
    },
    /// Print every quantity of one pass
    Values {
        #[command(flatten)]
        common: Common,
        /// How it is written
        #[arg(long, value_enum, default_value_t)]
        format: RowFormat,
        #[command(flatten)]
        writing: Writing,
    },
    /// Print the lesson as a sequence of steps; with --step, that step alone; with --tour, the stops of the
    /// tour and its words
    Steps {
        #[command(flatten)]
        common: Common,
        /// How it is written
        #[arg(long, value_enum, default_value_t)]
        format: StepFormat,
        #[command(flatten)]
        writing: Writing,
    },
    /// Validate a scenario and check its gradients by nudging each weight and bias
    ///
    /// The gradient is that of the mean error over all samples, or with --sample that of one. Both ways
    /// it is in full precision. Notes and the tour are held against the lesson. Exit code 0: the file is
    /// good and no gradient differs from what a nudge measures; 1: the file is bad or one does.
    Check {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        checking: Checking,
    },
    /// Train: one row an epoch, the error at the start first
    ///
    /// A row is an epoch's number and the mean `E_total` over all samples after it, in full precision.
    /// `--format csv` prints `epoch,error`, `--format json` an array of `{"epoch": 0, "error": 0.5}`;
    /// their numbers read back exactly. Where an epoch's numbers grow too large to compute with, the
    /// last row, and the weights, are those of the epoch before, and the exit code is 1.
    Train {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        training: Training,
    },
    /// Make hand-outs: a worksheet with blanks, its solution, a class set with other weights for each student
    ///
    /// Without --solution it is a worksheet: the formulas in symbols, blanks for what the learner computes, and
    /// room to write. --variants and --directory make worksheets and solutions. A student's weights are drawn
    /// from the seed and the student's number, the same on every machine.
    Export {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        sheets: Sheets,
    },
    /// Print the weights and biases as JSON, as --set and --epoch make them
    ///
    /// They are never rounded, and read back exactly: by --weights-from, or by a scenario with
    /// `weights = { file = "FILE" }`.
    Weights {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        writing: Writing,
    },
    /// Read the lesson line by line, formulas in words: for a screen reader, a Braille display, a pipe
    ///
    /// Enter goes on to the next step. The words that move, change numbers and look things up are the
    /// commands of the screen; help lists them.
    Read {
        #[command(flatten)]
        common: Common,
        /// The whole lesson at once, from --step on if that is given
        #[arg(long)]
        all: bool,
    },
    /// Print one frame of the screen; no terminal is needed
    Show {
        #[command(flatten)]
        common: Common,
        /// Columns and rows of the frame
        #[arg(long, default_value = "120x36", value_name = "COLUMNSxROWS")]
        size: Size,
        /// How it is written
        #[arg(long, value_enum, default_value_t)]
        format: FrameFormat,
        #[command(flatten)]
        writing: Writing,
    },
    /// Record steps for a player of terminal recordings (asciicast v2); no terminal is needed
    ///
    /// Each step is a frame, or with --present one for each of its parts, and stands as long as it takes to
    /// read. Before each is a mark with its title, at which a player can stop.
    Record {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        recording: Recording,
    },
    /// Mirror a running explainer in a second terminal on this machine
    ///
    /// It shows what the explainer shows, at the size of its own terminal, or a teacher's page: the notes on
    /// the step, the reason, the step that comes next, and the time. It waits until an explainer starts, and
    /// again when it has ended. The explainer does not change by being followed, nor wait for anyone.
    Follow(#[command(flatten)] Following),
    /// Print the JSON Schema of an output
    Schema {
        /// The command that writes it; tour: `steps --tour`
        #[arg(value_parser = schema(), value_name = "OUTPUT")]
        of: Schema,
        #[command(flatten)]
        writing: Writing,
    },
    /// Print what a shell completes this program's arguments by
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
        #[command(flatten)]
        writing: Writing,
    },
    /// Print the page of the manual, for man
    Man(#[command(flatten)] Writing),
}

/// Whom to follow, and what to show of it.
#[derive(Debug, Clone, Args)]
pub(super) struct Following {
    /// What is shown: all that the explainer shows, or the notes for whoever teaches
    #[arg(long, value_enum, default_value_t)]
    pub view: FollowedView,
    /// The explainer of this process, where several run [default: the newest]
    #[arg(long, value_name = "PID")]
    pub leader: Option<u32>,
    /// End when the explainer ends rather than wait for another
    #[arg(long)]
    pub once: bool,
    /// Colours of its own [default: the explainer's]
    #[arg(long, value_parser = theme(), hide_possible_values = true, value_name = "dark|light|mono")]
    pub theme: Option<ThemeName>,
    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum FollowedView {
    #[default]
    All,
    Notes,
}

/// What is looked at, and how.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(super) struct Common {
    /// A built-in scenario's name, a file, or - for standard input [default: the document's network]
    #[arg(value_hint = ValueHint::FilePath)]
    pub scenario: Option<String>,
    /// The step to show, by address (as forward/c/net/2) or number
    #[arg(long, value_name = "ADDRESS|N")]
    pub step: Option<String>,
    /// Take the scenario's tour, from its first stop
    #[arg(long)]
    pub tour: bool,
    /// Take the tour at its stop N, with the numbers that it sets there
    #[arg(long, value_name = "N")]
    pub stop: Option<usize>,
    /// How closely to look: a step a matrix operation, a neuron, or a product [default: operation, or as
    /// closely as --step asks for]
    #[arg(long, value_parser = zoom(), hide_possible_values = true, value_name = "layer|operation|term")]
    pub zoom: Option<Zoom>,
    /// The sample to walk, from 1
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// Decimals carried from one quantity to the next, 1 to 12, or full precision
    #[arg(long, value_parser = carry, value_name = "N|full")]
    pub decimals: Option<Carry>,
    /// Begin with the weights and biases of this file, or of standard input (-), as `chainrule weights`
    /// writes them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub weights_from: Option<String>,
    /// Change a weight, a bias, an input, a target or the `learning_rate` (repeatable): `w_d1=0.35`
    #[arg(long, value_name = "NAME=VALUE", allow_hyphen_values = true)]
    pub set: Vec<String>,
    /// Mark what the last --set changed, or what differs from the start
    #[arg(long, value_parser = against(), hide_possible_values = true, value_name = "last|start", requires = "set")]
    pub compare: Option<Against>,
    /// Show also what the change reaches, and why
    #[arg(long, requires = "compare")]
    pub reach: bool,
    /// Train so many epochs first, from the weights as set
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub epoch: usize,
    /// The colours: on a dark ground, for a projector, of high contrast, the terminal's own, none
    /// [default: dark; mono where `NO_COLOR` is set]
    #[arg(long, value_parser = theme(), hide_possible_values = true, value_name = "dark|light|contrast|terminal|mono")]
    pub theme: Option<ThemeName>,
    /// How many colours there are [default: auto on a terminal, else 256]
    #[arg(
        long,
        visible_alias = "colors",
        value_name = "auto|16|256|24bit|never",
        hide_possible_values = true
    )]
    pub colours: Option<Colours>,
    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,
    /// Present to a class: larger air, a clock, each step told part by part
    #[arg(long)]
    pub present: bool,
    /// How much of the step to tell at first: so many of its parts
    #[arg(long, value_name = "N", requires = "present")]
    pub part: Option<NonZeroUsize>,
}

/// What is checked, and how it is written.
#[derive(Debug, Clone, Args)]
pub(super) struct Checking {
    /// Check about so many weights and biases at most, spread evenly over each layer [default: as many as a
    /// second or so allows]
    #[arg(long, value_name = "N")]
    pub most: Option<NonZeroUsize>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub format: RowFormat,
    #[command(flatten)]
    pub writing: Writing,
}

/// How long a training goes on, and what comes of it.
#[derive(Debug, Clone, Args)]
pub(super) struct Training {
    /// How many epochs; each shows every sample once, in the scenario's order
    #[arg(long, value_name = "N")]
    pub epochs: usize,
    /// How rows are written
    #[arg(long, value_enum, default_value_t)]
    pub format: RowFormat,
    /// Print only the rows of epochs 0, K, 2K, and so on, and the last one
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub every: usize,
    /// Write the weights and biases after the last epoch to this file, as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub weights: Option<PathBuf>,
    /// Write the rows to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite files that exist
    #[arg(long)]
    pub force: bool,
}

/// Where the output goes.
#[derive(Debug, Clone, Args)]
pub(super) struct Writing {
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite the file if it exists
    #[arg(long, requires = "output")]
    pub force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum TextFormat {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum StepFormat {
    #[default]
    Text,
    Csv,
    Json,
    /// In words, formulas too: for a screen reader
    Speech,
    /// With mathematics in LaTeX between dollar signs
    Markdown,
    /// A document of its own
    Latex,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum RowFormat {
    #[default]
    Text,
    Csv,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum FrameFormat {
    #[default]
    Text,
    Ansi,
    /// A picture: characters that can be selected, each at its place, whatever font there is
    Svg,
}

/// Columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub width: u16,
    pub height: u16,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let side = |word: &str| word.parse::<u16>().ok().filter(|n| (1..=1000).contains(n));
        text.split_once('x')
            .and_then(|(width, height)| Some(Self { width: side(width)?, height: side(height)? }))
            .ok_or_else(|| "a size is columns x rows, such as 120x36, each from 1 to 1000".to_owned())
    }
}

fn zoom() -> impl TypedValueParser<Value = Zoom> {
    one_of(&Zoom::ALL, Zoom::word)
}

fn theme() -> impl TypedValueParser<Value = ThemeName> {
    one_of(&ThemeName::ALL, ThemeName::word)
}

fn schema() -> impl TypedValueParser<Value = Schema> {
    one_of(&SCHEMAS, |schema| schema.name)
}

fn against() -> impl TypedValueParser<Value = Against> {
    one_of(&[Against::LastEdit, Against::Start], |against| against.word().unwrap_or_default())
}

/// Takes the word of one of these, and tells all words to a shell that completes them.
fn one_of<T: Copy + Send + Sync>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|&one| word(one)))
        .try_map(move |text| all.iter().copied().find(|&one| word(one) == text).ok_or("it is none of them"))
}

fn carry(text: &str) -> Result<Carry, String> {
    if text == "full" {
        return Ok(Carry::Full);
    }
    text.parse::<u8>()
        .ok()
        .filter(|n| Carry::RANGE.contains(n))
        .map(Carry::Decimals)
        .ok_or_else(|| "it is a number from 1 to 12, or full".to_owned())
}

impl Common {
    /// With what the environment says of this terminal's characters and colours.
    pub fn for_this_terminal(&self) -> Self {
        let colours = self.colours.or(Some(Colours::Auto));
        Self { ascii: self.ascii || !speaks_utf8(), colours, ..self.clone() }
    }

    /// The theme, and how many colours there are for it.
    pub fn look(&self) -> (ThemeName, ColourDepth) {
        colours::look(self.theme, self.colours, |name| std::env::var(name).ok())
    }
}

impl Following {
    /// How it looks on this terminal: colours and characters of its own only where it must have them.
    pub fn look(&self) -> (Option<ThemeName>, ColourDepth, bool) {
        let (theme, depth) = colours::look(self.theme, Some(Colours::Auto), |name| std::env::var(name).ok());
        let own = self.theme.or((theme == ThemeName::Mono).then_some(theme));
        (own, depth, self.ascii || !speaks_utf8())
    }
}

/// Whether the locale's characters are UTF-8. Where none is named, a terminal of today is.
fn speaks_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let Some(locale) = locale else { return true };
    let locale = locale.to_lowercase();
    cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_definitions_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn sizes_are_two_numbers() {
        assert_eq!("80x24".parse(), Ok(Size { width: 80, height: 24 }));
        for wrong in ["", "80", "80x", "x24", "0x1", "80x24x3", "-1x5", "1001x1"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
    }
}

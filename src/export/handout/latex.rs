//! A LaTeX document of the class `article`, which needs no package but `amsmath` and `geometry`. pdfLaTeX,
//! `XeLaTeX` and `LuaLaTeX` take it; letters that pdfLaTeX's fonts do not have it shows by their numbers.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::block::{Block, Inline, Level};
use super::network::{Network, RADIUS};
use crate::notation::latex::{self, math};
use crate::notation::math::{Math, MathRow};

/// What a page has room for, in points.
const PAGE: f64 = 480.0;
/// Lines that a formula has at most to be kept on one page.
const MOST_IN_ONE_PIECE: usize = 24;
/// Units from one dot of a connection to the next.
const DOT: f64 = 2.5;
/// Points that a unit of the network's picture is at most.
const UNIT: f64 = 0.75;

pub(super) fn begin(title: &str, to: &mut dyn Write) -> io::Result<()> {
    writeln!(
        to,
        "% {}
\\documentclass[10pt,a4paper]{{article}}
\\usepackage[margin=2cm]{{geometry}}
\\usepackage{{amsmath}}
\\setlength{{\\parindent}}{{0pt}}
\\setlength{{\\parskip}}{{0.5em}}
\\pagestyle{{myheadings}}
\\postdisplaypenalty=5000
\\setlength{{\\fboxsep}}{{1pt}}
\\providecommand{{\\lt}}{{<}}
\\providecommand{{\\gt}}{{>}}
% A letter with its number: older engines have fonts without most letters.
\\ifdefined\\Umathcode
\\newcommand{{\\letter}}[2]{{#2}}
\\else
\\newcommand{{\\letter}}[2]{{\\fbox{{\\tiny U+#1}}}}
\\fi
\\newcommand{{\\writingline}}{{\\par\\nopagebreak\\vspace{{1.6em}}\\nopagebreak\\hrule}}
\\begin{{document}}",
        title.replace('\n', " ")
    )
}

pub(super) fn end(to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "\\end{{document}}")
}

/// Writes a block and an empty line.
pub(super) fn block(block: &Block, to: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Title { kind, title, lines } => {
            let head: Vec<String> = [*kind, title.as_str()]
                .into_iter()
                .chain(lines.iter().skip(1).map(String::as_str))
                .map(text)
                .collect();
            writeln!(to, "\\setcounter{{page}}{{1}}\\markright{{{}}}", head.join(" $\\cdot$ "))?;
            writeln!(to, "{{\\LARGE\\bfseries {}: {}}}\n", text(kind), text(title))?;
            lines.iter().try_for_each(|line| writeln!(to, "{}\n", text(line)))
        }
        Block::Fields(fields) => {
            let field = |field: &&str| format!("{}: \\underline{{\\hspace{{6cm}}}}", text(field));
            writeln!(to, "{}\n", fields.iter().map(field).collect::<Vec<_>>().join("\\quad "))
        }
        Block::Heading(level, title, address) => {
            let command = if *level == Level::Part { "section" } else { "subsection" };
            let address = address
                .as_ref()
                .map(|address| format!(" \\hfill{{\\normalfont\\small\\ttfamily {}}}", text(address)));
            writeln!(to, "\\{command}*{{{}{}}}\n", line(title), address.unwrap_or_default())
        }
        Block::List(lines) => {
            writeln!(to, "\\begin{{flushleft}}")?;
            lines.iter().try_for_each(|pieces| writeln!(to, "{}\\\\", line(pieces)))?;
            writeln!(to, "\\end{{flushleft}}\n")
        }
        Block::Before(pieces) => writeln!(to, "{}\\nopagebreak\n", line(pieces)),
        Block::Paragraph(pieces) => writeln!(to, "{}\n", line(pieces)),
        Block::Note(pieces) => writeln!(to, "\\begin{{quote}}\n{}\n\\end{{quote}}\n", line(pieces)),
        // Unlike `aligned`, it may go on on the next page.
        Block::Formula(rows) => {
            let (smaller, end) = smaller(rows);
            let lines = latex::lines(rows);
            let breaks = if height(rows) > MOST_IN_ONE_PIECE { "\\allowdisplaybreaks\n" } else { "" };
            writeln!(to, "{{{smaller}{breaks}\\begin{{align*}}\n{lines}\n\\end{{align*}}{end}}}\n")
        }
        Block::Network(network) => picture(network, to),
        Block::Room(lines) => writeln!(to, "{}\n", "\\writingline".repeat(*lines)),
        Block::Code(command) => {
            writeln!(to, "\\begin{{flushleft}}\n\\ttfamily\\small {}\n\\end{{flushleft}}\n", code(command))
        }
        Block::NewSheet => writeln!(to, "\\clearpage\n"),
    }
}

/// Lines of text that a formula is high, about.
fn height(rows: &[MathRow]) -> usize {
    fn of(math: &Math) -> usize {
        match math {
            Math::Row(pieces) => pieces.iter().map(of).max().unwrap_or(1),
            Math::Matrix(rows) => rows.iter().map(|row| row.iter().map(of).max().unwrap_or(1)).sum(),
            Math::Group(body) => of(body),
            Math::Fraction(..) | Math::Under(..) | Math::Blank => 2,
            _ => 1,
        }
    }
    rows.iter().map(|row| of(&row.right).max(row.left.as_ref().map_or(1, of))).sum()
}

/// What makes a formula small enough for the page, where it is too wide, and what ends that.
fn smaller(rows: &[MathRow]) -> (&'static str, &'static str) {
    let left = rows.iter().filter_map(|row| row.left.as_ref()).map(Math::width).max().unwrap_or(0);
    let right = rows.iter().map(|row| row.right.width()).max().unwrap_or(0);
    match left + right {
        0..=78 => ("", "\\par"),
        79..=87 => ("\\small\n", "\\par"),
        88..=98 => ("\\footnotesize\n", "\\par"),
        _ => ("\\scriptsize\n", "\\par"),
    }
}

fn line(pieces: &[Inline]) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(words) => text(words),
        Inline::Math(piece) => format!("${}$", math(piece)),
    };
    pieces.iter().map(piece).collect()
}

/// Words as every engine takes them.
fn text(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        let _ = match c {
            // Two hyphens would become a dash, and quotes depend on the language.
            '-' => write!(text, "{{-}}"),
            // What the oldest font encoding has elsewhere.
            '"' | '<' | '>' | '|' => write!(text, "{{\\ttfamily\\char{}}}", u32::from(c)),
            'ᵀ' => write!(text, "$^{{\\top}}$"),
            '“' => write!(text, "``"),
            '”' => write!(text, "''"),
            '’' => write!(text, "'"),
            '–' => write!(text, "--"),
            '—' => write!(text, "---"),
            '…' => write!(text, "\\dots{{}}"),
            '½' => write!(text, "$\\frac{{1}}{{2}}$"),
            '²' => write!(text, "$^2$"),
            'Σ' => write!(text, "$\\Sigma$"),
            'ⁿ' => write!(text, "$^n$"),
            '\0'..='~' => write!(text, "{}", latex::text(&c.to_string())),
            other => match latex::sign(other) {
                Some(sign) => write!(text, "$\\mathord{{{sign}}}$"),
                None if is_everywhere(other) => write!(text, "{other}"),
                None => write!(text, "\\letter{{{:04X}}}{{{other}}}", u32::from(other)),
            },
        };
    }
    text
}

/// Whether a letter beyond ASCII is in the fonts of every engine: those made of a letter and an accent, and the
/// few that stand in the oldest encoding by themselves.
fn is_everywhere(letter: char) -> bool {
    const LETTERS: &str = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ\
        ĀāĂăĆćĈĉĊċČčĎďĒēĔĕĖėĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŴŵŶŷŸŹźŻżŽž";
    LETTERS.contains(letter)
}

/// A command line as it can be copied: spaces and quotes stay what they are.
fn code(command: &str) -> String {
    let piece = |c: char| match c {
        ' ' => "\\ \\allowbreak{}".to_owned(),
        '\'' => "\\textquotesingle{}".to_owned(),
        '`' => "\\textasciigrave{}".to_owned(),
        c => text(&c.to_string()),
    };
    command.chars().map(piece).collect()
}

/// The network with means that every LaTeX has.
fn picture(network: &Network, to: &mut dyn Write) -> io::Result<()> {
    let unit = UNIT.min(PAGE / network.width);
    writeln!(to, "\\begin{{center}}\n\\setlength{{\\unitlength}}{{{unit:.3}pt}}")?;
    writeln!(to, "\\begin{{picture}}({:.0},{:.0})", network.width, network.height)?;
    let up = |y: f64| network.height - y;
    for (from, to_node) in network.edges() {
        let (dx, dy) = (to_node.x - from.x, to_node.y - from.y);
        let share = RADIUS / dx.hypot(dy);
        let (x1, y1) = (from.x + dx * share, from.y + dy * share);
        let (x2, y2) = (to_node.x - dx * share, to_node.y - dy * share);
        let (x, y) = (f64::midpoint(x1, x2), f64::midpoint(up(y1), up(y2)));
        // Dotted: LaTeX by itself draws a line in any direction as so many dots.
        let dots = ((x2 - x1).hypot(y2 - y1) / DOT).ceil();
        writeln!(to, "\\qbezier[{dots:.0}]({x1:.1},{:.1})({x:.1},{y:.1})({x2:.1},{:.1})", up(y1), up(y2))?;
    }
    for (place, layer) in network.layers.iter().enumerate() {
        for node in layer {
            let (x, y) = (node.x, up(node.y));
            if node.is_neuron {
                writeln!(to, "\\put({x:.1},{y:.1}){{\\circle{{{:.0}}}}}", 2.0 * RADIUS)?;
            }
            let name = if node.is_neuron { node.text.clone() } else { format!("⋮ {}", node.text) };
            writeln!(to, "\\put({x:.1},{y:.1}){{\\makebox(0,0){{\\small {}}}}}", text(&name))?;
            let Some(beside) = &node.beside else { continue };
            let (x, side) = if place == 0 { (x - RADIUS - 5.0, "r") } else { (x + RADIUS + 5.0, "l") };
            writeln!(to, "\\put({x:.1},{y:.1}){{\\makebox(0,0)[{side}]{{\\small {}}}}}", text(beside))?;
        }
    }
    writeln!(to, "\\end{{picture}}\n\\end{{center}}\n")
}

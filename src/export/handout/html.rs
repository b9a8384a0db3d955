//! An HTML page by itself: formulas as `MathML`, the network as SVG, nothing loaded, no script. It is XML as
//! well, so that any tool reads it.

use std::io::{self, Write};

use super::block::{Block, Inline, Level};
use super::network::{Network, RADIUS};
use crate::lesson::words::handout as words;
use crate::notation::mathml;
use crate::text::escape_xml;

const STYLE: &str = include_str!("style.css");

pub(super) fn begin(title: &str, to: &mut dyn Write) -> io::Result<()> {
    writeln!(
        to,
        "<!DOCTYPE html>
<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">
<head>
<meta charset=\"utf-8\"/>
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>
<meta name=\"color-scheme\" content=\"light dark\"/>
<title>{}</title>
<link rel=\"icon\" href=\"data:,\"/>
<style>
{STYLE}</style>
</head>
<body>
<main>
<article>",
        escape_xml(title)
    )
}

pub(super) fn end(to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "</article>\n</main>\n</body>\n</html>")
}

/// Writes a block.
pub(super) fn block(block: &Block, to: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Title { kind, title, lines } => {
            writeln!(to, "<h1>{}: {}</h1>", escape_xml(kind), escape_xml(title))?;
            lines.iter().try_for_each(|line| writeln!(to, "<p class=\"about\">{}</p>", escape_xml(line)))
        }
        Block::Fields(fields) => {
            write!(to, "<p class=\"fields\">")?;
            for field in *fields {
                write!(to, "<span>{}: <span class=\"field\"></span></span> ", escape_xml(field))?;
            }
            writeln!(to, "</p>")
        }
        Block::Heading(level, title, aside) => {
            let tag = if *level == Level::Part { "h2" } else { "h3" };
            let aside = aside.as_ref().map(|aside| format!(" <code>{}</code>", escape_xml(aside)));
            writeln!(to, "<{tag}>{}{}</{tag}>", line(title), aside.unwrap_or_default())
        }
        Block::List(lines) => {
            writeln!(to, "<ul class=\"answers\">")?;
            lines.iter().try_for_each(|pieces| writeln!(to, "<li>{}</li>", line(pieces)))?;
            writeln!(to, "</ul>")
        }
        Block::Before(pieces) => writeln!(to, "<p class=\"before\">{}</p>", line(pieces)),
        Block::Paragraph(pieces) => writeln!(to, "<p>{}</p>", line(pieces)),
        Block::Note(pieces) => writeln!(to, "<blockquote>{}</blockquote>", line(pieces)),
        Block::Formula(rows) => {
            writeln!(to, "<div class=\"formula\">{}</div>", mathml::formula(rows).trim_end())
        }
        Block::Network(network) => picture(network, to),
        Block::Room(lines) => {
            writeln!(to, "<div class=\"room\" aria-hidden=\"true\">{}</div>", "<i></i>".repeat(*lines))
        }
        Block::Code(command) => writeln!(to, "<pre><code>{}</code></pre>", escape_xml(command)),
        Block::NewSheet => writeln!(to, "</article>\n<article>"),
    }
}

fn line(pieces: &[Inline]) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(words) => escape_xml(words),
        Inline::Math(math) => mathml::in_line(math),
    };
    pieces.iter().map(piece).collect()
}

/// The network as a drawing in the page's own colours.
fn picture(network: &Network, to: &mut dyn Write) -> io::Result<()> {
    let (width, height) = (network.width, network.height);
    writeln!(
        to,
        "<svg class=\"network\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\
         <title>{}</title>",
        escape_xml(words::PICTURE)
    )?;
    for (from, to_node) in network.edges() {
        let (x1, y1, x2, y2) = (from.x, from.y, to_node.x, to_node.y);
        writeln!(to, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>")?;
    }
    for (place, layer) in network.layers.iter().enumerate() {
        for node in layer {
            let (x, y) = (node.x, node.y);
            if node.is_neuron {
                writeln!(to, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\"/>")?;
            }
            let name = if node.is_neuron { node.text.clone() } else { format!("⋮ {}", node.text) };
            writeln!(to, "<text x=\"{x}\" y=\"{y}\">{}</text>", escape_xml(&name))?;
            let Some(beside) = &node.beside else { continue };
            let (x, anchor) =
                if place == 0 { (x - RADIUS - 6.0, "end") } else { (x + RADIUS + 6.0, "start") };
            writeln!(
                to,
                "<text x=\"{x}\" y=\"{y}\" style=\"text-anchor:{anchor}\">{}</text>",
                escape_xml(beside)
            )?;
        }
    }
    writeln!(to, "</svg>")
}

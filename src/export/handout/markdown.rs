//! Markdown with mathematics between dollar signs, as GitHub, GitLab, Jupyter and Pandoc take it.

use std::io::{self, Write};

use super::block::{Block, Inline, Level};
use crate::notation::latex;

/// Writes a block and an empty line.
pub(super) fn block(block: &Block, to: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Title { kind, title, lines } => {
            writeln!(to, "# {kind}: {}\n", text(title))?;
            lines.iter().try_for_each(|line| writeln!(to, "{}\n", text(line)))
        }
        Block::Fields(fields) => {
            let line = "\\_".repeat(24);
            let fields: Vec<String> = fields.iter().map(|field| format!("{field}: {line}")).collect();
            writeln!(to, "{}\n", fields.join(" "))
        }
        Block::Heading(level, title, address) => {
            let marks = if *level == Level::Part { "##" } else { "###" };
            writeln!(to, "{marks} {}\n", line(title))?;
            address.iter().try_for_each(|address| writeln!(to, "`{address}`\n"))
        }
        Block::List(lines) => {
            lines.iter().try_for_each(|pieces| writeln!(to, "- {}", line(pieces)))?;
            writeln!(to)
        }
        Block::Before(pieces) | Block::Paragraph(pieces) => writeln!(to, "{}\n", line(pieces)),
        Block::Note(pieces) => writeln!(to, "> {}\n", line(pieces)),
        Block::Formula(rows) => writeln!(to, "$$\n{}$$\n", latex::formula(rows)),
        // The layers and all weights stand below as matrices; Markdown has no drawings.
        Block::Network(_) => Ok(()),
        Block::Room(lines) => writeln!(to, "{}\n", "<br>".repeat(*lines)),
        Block::Code(command) => writeln!(to, "```sh\n{command}\n```\n"),
        Block::NewSheet => writeln!(to, "---\n"),
    }
}

fn line(pieces: &[Inline]) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(words) => text(words),
        Inline::Math(math) => format!("${}$", latex::math(math)),
    };
    pieces.iter().map(piece).collect()
}

/// Words none of whose characters mean anything to Markdown or HTML.
fn text(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '<' => text.push_str("&lt;"),
            '&' => text.push_str("&amp;"),
            // ASCII punctuation that Markdown, or what is often added to it, reads as markup.
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '>' | '#' | '|' | '$' | '~' | '^' | '@' => {
                text.extend(['\\', c]);
            }
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_no_markup() {
        assert_eq!(super::text("*a* <b> $x$ [y](z) `c`"), "\\*a\\* &lt;b\\> \\$x\\$ \\[y\\](z) \\`c\\`");
    }
}

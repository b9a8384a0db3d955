//! The pages of the project, README.md and those of `docs`, taken apart, and blocks in them that are the
//! program's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The folder that the project is in.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// One page.
pub struct Page {
    /// Its path from the root of the project.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A block of code.
pub struct Fence {
    /// What stands behind its fence.
    pub language: String,
    /// The line of its first line, from 1.
    pub line: usize,
    /// What is in it.
    pub text: String,
}

/// README.md and the pages of `docs`.
pub fn pages() -> Vec<Page> {
    let in_docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        in_docs.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    paths.sort();
    paths.insert(0, root().join("README.md"));
    paths.iter().map(|path| Page::read(path)).collect()
}

/// The page of this name, seen from the root of the project.
pub fn page(name: &str) -> Page {
    Page::read(&root().join(name))
}

impl Page {
    fn read(path: &Path) -> Self {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        Self { name, text: fs::read_to_string(path).unwrap() }
    }

    /// What stands between two marks.
    pub fn between<'t>(&'t self, start: &str, end: &str) -> &'t str {
        let from =
            self.text.find(start).unwrap_or_else(|| panic!("no {start} in {}", self.name)) + start.len();
        let rest = &self.text[from..];
        &rest[..rest.find(end).unwrap_or_else(|| panic!("no {end} in {}", self.name))]
    }

    /// The code of the first fence between two marks.
    pub fn fenced_between(&self, start: &str, end: &str) -> String {
        let part = Self { name: self.name.clone(), text: self.between(start, end).to_owned() };
        part.fences().remove(0).text
    }

    /// What stands behind `<!-- kind ` in each mark of a kind: `swap: chain/bill`.
    pub fn marks(&self, kind: &str) -> Vec<String> {
        let starts = self.text.match_indices("<!-- ").map(|(at, open)| &self.text[at + open.len()..]);
        let of_kind = starts.filter_map(|rest| rest.strip_prefix(kind)?.split_once(" -->"));
        of_kind.map(|(said, _)| said.trim().to_owned()).collect()
    }

    /// The line at an offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }

    fn events(&self) -> impl Iterator<Item = (Event<'_>, usize)> {
        let parser = Parser::new_ext(&self.text, Options::ENABLE_TABLES | Options::ENABLE_MATH);
        parser.into_offset_iter().map(|(event, range)| (event, range.start))
    }

    /// Its blocks of code.
    pub fn fences(&self) -> Vec<Fence> {
        let mut fences: Vec<Fence> = Vec::new();
        let mut is_open = false;
        for (event, offset) in self.events() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    let language = match kind {
                        CodeBlockKind::Fenced(language) => language.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    fences.push(Fence { language, line: self.line(offset) + 1, text: String::new() });
                    is_open = true;
                }
                Event::End(TagEnd::CodeBlock) => is_open = false,
                Event::Text(text) if is_open => fences.last_mut().unwrap().text.push_str(&text),
                _ => {}
            }
        }
        fences
    }

    /// What stands in backticks, with its line.
    pub fn spans(&self) -> Vec<(usize, String)> {
        let code = |(event, offset)| match event {
            Event::Code(text) => Some((self.line(offset), text.to_string())),
            _ => None,
        };
        self.events().filter_map(code).collect()
    }

    /// Its formulas in LaTeX, with their lines: blocks of `math`, and what stands between dollars and backticks,
    /// which GitHub and GitLab keep from being read as Markdown.
    pub fn formulas(&self) -> Vec<(usize, String)> {
        let inline = self.events().filter_map(|(event, offset)| match event {
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                let formula = text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
                let formula =
                    formula.unwrap_or_else(|| panic!("{}: ${text}$ is not in backticks", self.name));
                Some((self.line(offset), formula.to_owned()))
            }
            _ => None,
        });
        let blocks = self.fences().into_iter().filter(|fence| fence.language == "math");
        inline.chain(blocks.map(|fence| (fence.line, fence.text))).collect()
    }

    /// Where its links and pictures lead, with their lines.
    pub fn links(&self) -> Vec<(usize, String)> {
        let link = |(event, offset)| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some((self.line(offset), dest_url.to_string()))
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let (_, rest) = html.split_once("src=\"").or_else(|| html.split_once("srcset=\""))?;
                Some((self.line(offset), rest.split_once('"')?.0.to_owned()))
            }
            _ => None,
        };
        self.events().filter_map(link).collect()
    }

    /// What its headings are called in links, as GitHub makes it: in small letters, without signs, a hyphen for
    /// a blank, and with a number where one comes again.
    pub fn anchors(&self) -> Vec<String> {
        let mut anchors: Vec<String> = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut heading: Option<String> = None;
        for (event, _) in self.events() {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
                    let words: String = heading.take().unwrap().to_lowercase().chars().filter(kept).collect();
                    let anchor = words.replace(' ', "-");
                    let times = seen.entry(anchor.clone()).or_default();
                    anchors.push(if *times == 0 { anchor } else { format!("{anchor}-{times}") });
                    *times += 1;
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        anchors
    }

    /// Its tables: the line of each, and the code spans and the whole text of each cell, row by row, without
    /// the heads.
    pub fn tables(&self) -> Vec<(usize, Vec<Vec<Cell>>)> {
        let mut tables: Vec<(usize, Vec<Vec<Cell>>)> = Vec::new();
        let mut is_cell = false;
        for (event, offset) in self.events() {
            if let Event::Start(Tag::Table(_)) = event {
                tables.push((self.line(offset), Vec::new()));
            }
            let Some((_, rows)) = tables.last_mut() else { continue };
            match event {
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                // The head has cells too, but no row.
                Event::Start(Tag::TableCell) => {
                    if let Some(row) = rows.last_mut() {
                        row.push(Cell::default());
                        is_cell = true;
                    }
                }
                Event::End(TagEnd::TableCell) => is_cell = false,
                Event::Text(ref text) | Event::Code(ref text) if is_cell => {
                    let cell = rows.last_mut().unwrap().last_mut().unwrap();
                    cell.text.push_str(text);
                    if matches!(event, Event::Code(_)) {
                        cell.code.push(text.to_string());
                    }
                }
                _ => {}
            }
        }
        tables
    }
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What stands in backticks in it.
    pub code: Vec<String>,
}

/// Tests run side by side, and some hold blocks of the same page.
static WRITING: Mutex<()> = Mutex::new(());

/// Compares what stands between two marks with what should, or writes the page anew where `UPDATE_README` is set.
pub fn hold(page: &Page, start: &str, end: &str, expected: &str) {
    if page.between(start, end) == expected {
        return;
    }
    assert!(
        std::env::var_os("UPDATE_README").is_some(),
        "{} differs from the program after {start}; UPDATE_README=1 cargo test --test readme mends it",
        page.name
    );
    let _one_at_a_time = WRITING.lock().unwrap();
    let path = root().join(&page.name);
    let now = fs::read_to_string(&path).unwrap();
    let at = now.find(start).unwrap() + start.len();
    let until = at + now[at..].find(end).unwrap();
    fs::write(path, format!("{}{expected}{}", &now[..at], &now[until..])).unwrap();
}

//! Links within the project lead somewhere, formulas are LaTeX, and each page says for whom it is.

use std::path::Path;

use pulldown_latex::{Parser, Storage};

use crate::pages::{Page, page, pages, root};

/// Where a link of a page leads, from the root of the project, and the heading that it names; nothing where it
/// leaves the project.
fn target(page: &Page, link: &str) -> Option<(String, Option<String>)> {
    if link.contains("://") {
        return None;
    }
    let (path, anchor) =
        link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    if path.is_empty() {
        return Some((page.name.clone(), anchor));
    }
    let mut parts: Vec<&str> = page.name.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), anchor))
}

#[test]
fn links_lead_somewhere() {
    let mut count = 0;
    for from in pages() {
        for (line, link) in from.links() {
            let place = format!("{}:{line}: {link}", from.name);
            let Some((path, anchor)) = target(&from, &link) else {
                assert!(link.starts_with("https://") || link.starts_with("http://"), "{place}");
                continue;
            };
            count += 1;
            assert!(root().join(&path).exists(), "{place} is not there");
            if let Some(anchor) = anchor {
                assert!(page(&path).anchors().contains(&anchor), "{place}: no such heading");
            }
        }
    }
    assert!(count > 20, "{count}: the reading of the pages is broken");
}

#[test]
fn every_page_of_docs_is_linked_from_the_front_and_says_for_whom_it_is() {
    let front = page("README.md");
    let linked: Vec<String> =
        front.links().iter().filter_map(|(_, link)| target(&front, link)).map(|(path, _)| path).collect();
    for page in pages().iter().filter(|page| page.name != front.name) {
        assert!(linked.contains(&page.name), "README.md has no link to {}", page.name);
        let first = page.text.split("\n\n").nth(1).unwrap_or_default();
        assert!(first.starts_with("For "), "{} begins “{first}”", page.name);
    }
}

#[test]
fn every_formula_is_latex() {
    let mut count = 0;
    for page in pages() {
        for (line, formula) in page.formulas() {
            let storage = Storage::new();
            let wrong = Parser::new(&formula, &storage).find_map(Result::err);
            assert!(wrong.is_none(), "{}:{line}: {formula}\n{}", page.name, wrong.unwrap());
            count += 1;
        }
    }
    assert!(count > 30, "{count}: the reading of the pages is broken");
    let storage = Storage::new();
    assert!(Parser::new(r"\frac{1}{", &storage).any(|event| event.is_err()), "the parser notices nothing");
}

#[test]
fn headings_are_called_as_github_calls_them() {
    let text = "# The `map` of it\n## A, B & C\n## A, B & C\n".to_owned();
    let page = Page { name: "x.md".to_owned(), text };
    assert_eq!(page.anchors(), ["the-map-of-it", "a-b--c", "a-b--c-1"]);
    let here = Page { name: "docs/x.md".to_owned(), text: String::new() };
    assert_eq!(target(&here, "../README.md#start"), Some(("README.md".to_owned(), Some("start".to_owned()))));
    assert_eq!(target(&here, "https://example.org"), None);
    assert!(Path::new(&root()).is_dir());
}

//! The page between two chapters.

use super::action::{Action, Effect};
use super::mode::Mode;
use super::state::App;
use super::update::scrolled;
use crate::lesson::Chapter;

impl App {
    /// On to the next step; at the end of a chapter, first to the page that says what was done in it.
    pub(super) fn next_or_recap(&mut self) -> Effect {
        if self.awaits_part() {
            return self.next();
        }
        let outline = self.lesson.outline();
        let (before, is_step) = outline.insertion(self.zoom, self.place).unwrap_or((0, true));
        let following = outline.at(self.zoom, if is_step { before + 1 } else { before });
        let chapter = self.place.chapter();
        if following.is_some_and(|next| next.chapter() == chapter) {
            return self.next();
        }
        // One has moved on, also if one comes back to this step.
        self.shows_cone = false;
        self.enter(Mode::Recap { chapter, scroll: 0 })
    }

    pub(super) fn read_recap(&mut self, action: &Action) -> Effect {
        let Mode::Recap { chapter, scroll } = &mut self.mode else { return Effect::None };
        if scrolled(scroll, action) {
            return Effect::Redraw;
        }
        let chapter = *chapter;
        match action {
            Action::Next | Action::NextChapter => self.begin_after(chapter),
            Action::Back => self.leave(),
            Action::PreviousChapter => {
                self.leave_all();
                self.chapter(false);
                Effect::Redraw
            }
            Action::ToggleDecimals
            | Action::NextSample
            | Action::NextTheme
            | Action::Find
            | Action::Edit
            | Action::Train => self.walk(action),
            _ => self.read_page(action),
        }
    }

    /// The page between two chapters is of no use any more where one went to another step.
    pub(super) fn leave_recap(&mut self) {
        self.below.retain(|mode| !matches!(mode, Mode::Recap { .. }));
        if matches!(self.mode, Mode::Recap { .. }) {
            self.leave();
        }
    }

    /// Whether the lesson has steps behind a chapter.
    pub fn has_chapter_after(&self, chapter: Chapter) -> bool {
        self.start_after(chapter).is_some()
    }

    /// The number of the first step behind a chapter.
    fn start_after(&self, chapter: Chapter) -> Option<usize> {
        let outline = self.lesson.outline();
        let next = outline.chapters(self.zoom).into_iter().find(|&next| next > chapter)?;
        outline.chapter_start(self.zoom, next)
    }

    /// The first step of the chapter after one. Behind the last there is none, and the page stays.
    fn begin_after(&mut self, chapter: Chapter) -> Effect {
        let Some(start) = self.start_after(chapter) else { return Effect::None };
        self.leave_all();
        self.go_to_number(start);
        Effect::Redraw
    }
}

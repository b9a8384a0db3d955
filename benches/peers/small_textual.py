"""A small program of Textual: a line that counts keys."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Small(App):
    """Counts how often j was pressed."""

    BINDINGS = [("j", "count", "count"), ("q", "quit", "quit")]
    count = 0

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("0 keys were pressed", id="words")
        yield Footer()

    def action_count(self) -> None:
        self.count += 1
        self.query_one("#words", Static).update(f"{self.count} keys were pressed")


if __name__ == "__main__":
    Small().run()

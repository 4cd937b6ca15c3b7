"""Text that is wrapped with what belongs together on one line. Imports rich; see ``terminal``."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

JOIN = "\ue000"
"""Shown as a space at which no line ends, unless what it joins is longer than a line."""


def joined(words: str) -> str:
    """Return words that stay on one line where they fit."""
    return words.replace(" ", JOIN)


class Wrapped:
    """A text whose lines after the first are indented by ``hang`` spaces."""

    def __init__(self, text: Text, hang: int = 0) -> None:
        self.text = text
        self.hang = hang

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        text = _parted(self.text, width - self.hang)
        lines = list(text.wrap(console, width, overflow="fold"))
        if self.hang and len(lines) > 1 and width > 2 * self.hang:
            rest = text[len(lines[0].plain) :]
            rest = rest[len(rest.plain) - len(rest.plain.lstrip(" ")) :]
            below = rest.wrap(console, width - self.hang, overflow="fold")
            indent = Text(" " * self.hang)
            lines = [lines[0], *(Text.assemble(indent, line) for line in below)]
        for line in lines:
            line.plain = line.plain.replace(JOIN, " ")
            line.no_wrap = True
            yield line


def _parted(text: Text, width: int) -> Text:
    """Return a text without the joins that no line is long enough for, but for the first each."""
    plain = " ".join(
        word if len(word) <= width else word.replace(JOIN, " ").replace(" ", JOIN, 1)
        for word in text.plain.split(" ")
    )
    parted = text.copy()
    parted.plain = plain
    return parted

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.text import Text

from connector.cli.wrapping import Wrapped, joined


def shown(text: str, width: int, hang: int = 0) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(Wrapped(Text(text), hang))
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a b c", 20, ["a b c"]),
        (f"one two {joined('E.g. Ada Lovelace')}", 20, ["one two", "E.g. Ada Lovelace"]),
        # Too long for any line: only its beginning stays together.
        (f"one {joined('E.g. Ada Lovelace Byron')}", 12, ["one E.g. Ada", "Lovelace", "Byron"]),
        (
            f"one tw {joined('E.g. Ada Lovelace Byron')}",
            12,
            ["one tw", "E.g. Ada", "Lovelace", "Byron"],
        ),
    ],
)
def test_what_is_joined_stays_on_one_line(text: str, width: int, lines: list[str]) -> None:
    assert shown(text, width) == lines


def test_later_lines_are_indented() -> None:
    assert shown("one two three four five", 10, hang=2) == [
        "one two",
        "  three",
        "  four",
        "  five",
    ]
    assert shown("one two", 10, hang=2) == ["one two"]


def test_no_line_is_longer_than_the_terminal() -> None:
    lines = shown("word " * 40 + "x" * 90, 17, hang=4)
    assert max(map(len, lines)) <= 17
    assert "".join(lines).count("x") == 90

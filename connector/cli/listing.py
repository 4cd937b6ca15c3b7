"""``connector run --all``: every item of a listing, written as it comes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..model import Action
from .output import is_terminal, json_text

if TYPE_CHECKING:
    from ..paging import Page

MAX_SHOWN_NAME = 30
"""Characters of a file's name beside its bar, so that both fit on one line."""


def pieces(
    action: Action, pages: Iterator[Page], form: str | None, *, counted: bool = True
) -> Iterator[bytes]:
    """Yield the items of all pages as bytes of that form.

    JSON and JSON lines are written as the pages come; the columns of the other forms are only known
    at the end. ``counted`` is off where the pieces go to the terminal that would show the count.
    """
    from .run import encoded

    with _counting(action, counted) as count:
        items = _items(pages, count)
        if form == "jsonl":
            for item in items:
                text = json_text(item, indent=None)
                yield text.encode(errors="backslashreplace") + b"\n"
        elif form in (None, "json"):
            opening = b"[\n  "
            for item in items:
                yield opening + json_text(item).replace("\n", "\n  ").encode()
                opening = b",\n  "
            yield b"[]\n" if opening == b"[\n  " else b"\n]\n"
        else:
            yield encoded(action, list(items), form)


def _items(pages: Iterator[Page], count: Callable[[Page], None]) -> Iterator[Any]:
    for page in pages:
        count(page)
        yield from page.items


@contextmanager
def _counting(action: Action, counted: bool) -> Iterator[Callable[[Page], None]]:
    """Show on a terminal how many items have come; stdout stays for the items."""
    if not counted or not sys.stderr.isatty():
        yield lambda page: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ..dotted import value_at

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    total = action.pager.total if action.pager else None
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("items", total=None)

        def count(page: Page) -> None:
            known = value_at(page.data, total) if total else None
            bar.update(task, total=known if isinstance(known, int) else None)
            bar.advance(task, len(page.items))

        yield count


@contextmanager
def download_bar(name: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """Show on a terminal how much of a file has come."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn()
    with Progress(
        *columns,
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(name[:MAX_SHOWN_NAME], total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def is_streamed(form: str | None) -> bool:
    """Whether a listing goes to stdout piece by piece, and is not shown as a table."""
    return form in ("json", "jsonl", "csv") or not is_terminal()

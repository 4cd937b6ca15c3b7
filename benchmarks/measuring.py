"""Medians of interleaved rounds, and plain tables.

Contenders take turns within a round, in an order that moves on by one each round, so that a slow
moment of the machine falls on all of them alike. A ratio is the median of the rounds' ratios.
"""

from __future__ import annotations

import gc
import os
import platform
import statistics
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

# Without sniffio, httpcore searches for it in vain during every async request: bare httpx needs it.
_PACKAGES = ("intercom-connector", "httpx", "httpcore", "sniffio", "python-intercom")

Measurement = TypeVar("Measurement")


def interleaved(
    contenders: Mapping[str, Callable[[], Measurement]], rounds: int
) -> dict[str, list[Measurement]]:
    """Run every contender once to warm up, then once in each round.

    Returns by contender what its rounds measured, in the order of the rounds.

    What is alive after the warm-up is kept out of garbage collections, so that none of the
    contenders pays for the modules that another has loaded.
    """
    for measure in contenders.values():
        measure()
    gc.collect()
    gc.freeze()
    taken: dict[str, list[Measurement]] = {name: [] for name in contenders}
    order = list(contenders)
    for _ in range(rounds):
        gc.collect()
        for name in order:
            taken[name].append(contenders[name]())
        order.append(order.pop(0))
    return taken


def ratio(above: Sequence[float], below: Sequence[float]) -> str:
    """Return the median over the rounds of ``above`` / ``below``, for a table."""
    return f"{statistics.median(_ratios(above, below)):.2f}"


def spread_ratio(above: Sequence[float], below: Sequence[float]) -> str:
    """Return the median ratio and the quartiles between which half of the rounds fell."""
    ratios = _ratios(above, below)
    low, _, high = statistics.quantiles(ratios, n=4)
    return f"{statistics.median(ratios):.2f} ({low:.2f}-{high:.2f})"


def _ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    return [a / b for a, b in zip(above, below, strict=True)]


def machine() -> str:
    """Return what the numbers were measured on and with, in one line."""
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}{load}; {', '.join(found)}"
    )


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table whose first column is text and whose others stand to the right."""
    lines = [list(columns), *(list(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns))]
    print(f"\n{title}")
    for line in lines:
        first, *others = (cell for cell in line)
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]), flush=True)

"""Run every fault against every kind of call, sync and async, and print what came of it.

Run it as ``python -m tests.faults.table [WORDS]``; only the faults whose name holds WORDS are run.
Exit code 1 where a rule is broken.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from .fault import CALLS
from .faults import FAULTS
from .trial import MODES, Trial, run_trial

AT_ONCE = 12
HEADINGS = ("fault", "call", "mode", "outcome", "attempts", "carried out", "verdict")


def run_all(words: str = "") -> list[Trial]:
    """Run the trials, several at once, and return them in the order of the list."""
    chosen = [
        (fault, call, mode)
        for fault in FAULTS
        if words in fault.name
        for call in CALLS
        for mode in MODES
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda one: run_trial(*one), chosen))


def row(trial: Trial) -> tuple[str, ...]:
    return (
        trial.fault.name,
        trial.call,
        trial.mode,
        trial.outcome,
        str(trial.facts.attempts),
        str(trial.facts.carried_out),
        "FAIL" if trial.broken else "ok",
    )


def main(arguments: Sequence[str]) -> int:
    trials = run_all(" ".join(arguments))
    rows = [HEADINGS, *map(row, trials)]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(HEADINGS))]
    for cells, trial in zip(rows, [None, *trials], strict=True):
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        print(line.rstrip())
        for rule in trial.broken if trial else ():
            print(f"    {rule}")
    broken = [trial for trial in trials if trial.broken]
    hung = sum(trial.ending is None for trial in trials)
    twice = sum(trial.call == "POST" and trial.facts.carried_out > 1 for trial in trials)
    faults = len({trial.fault.name for trial in trials})
    print(
        f"\n{faults} faults, {len(trials)} trials: {len(trials) - len(broken)} ok, "
        f"{len(broken)} FAIL; {hung} hung, {twice} carried out twice."
    )
    return 1 if broken or not trials else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Every fault against every kind of call, sync and async; ``table`` prints the same trials."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from connector import Catalog

from .fault import CALLS, IDEMPOTENT, Fault
from .faults import FAULTS
from .trial import MODES, run_trial


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_survived_or_told_truly(fault: Fault) -> None:
    cases = [(call, mode) for call in CALLS for mode in MODES]
    with ThreadPoolExecutor(len(cases)) as pool:
        trials = pool.map(lambda case: run_trial(fault, *case), cases)
        broken = [f"{t.call}, {t.mode}: {rule}" for t in trials for rule in t.broken]
    assert not broken, "\n".join(broken)


def test_each_fault_has_a_name_of_its_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("call", CALLS)
def test_the_kinds_of_calls_are_what_the_catalog_says(call: str, catalog: Catalog) -> None:
    action = catalog[CALLS[call][0]]
    assert action.method == call.split()[0]
    assert action.idempotent is (call in IDEMPOTENT)

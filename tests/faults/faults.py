"""All faults: see ``fault`` for what one is."""

from __future__ import annotations

from . import broken_connections, odd_answers, redirections, refusals
from .fault import Fault

FAULTS: tuple[Fault, ...] = (
    *broken_connections.FAULTS,
    *odd_answers.FAULTS,
    *refusals.FAULTS,
    *redirections.FAULTS,
)

"""Times as ISO 8601 text, for the few answers that do not give UNIX seconds."""

from __future__ import annotations

from datetime import UTC, datetime


def iso_time(at: int) -> str:
    """A time in UNIX seconds as text, in UTC.

    >>> iso_time(1769428800)
    '2026-01-26T12:00:00Z'
    """
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_time_ms(at: int) -> str:
    """As `iso_time`, with the milliseconds some answers show.

    >>> iso_time_ms(1769428800)
    '2026-01-26T12:00:00.000Z'
    """
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")

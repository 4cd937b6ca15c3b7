"""Times as people write them in a filter: ``7d``, ``yesterday``, ``2026-11-20``. Pure.

A time is a stretch: a day has 86 400 seconds, a date with minutes 60, ``7d`` a single one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

TIME_FORMS = "7d, 24h, 2w, 3mo (ago), today, monday, 2026-01-31, 2026-01-31T09:30, UNIX seconds"
"""What a time may be written as, for a message."""

_AGO = re.compile(r"([+-]?)([0-9]{1,6})(mo|[smhdwy])", re.IGNORECASE)
_UNIX = re.compile(r"-?[0-9]{5,19}")
_COMPACT_DAY = re.compile(r"((?:19|2[01])[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_YEAR = re.compile(r"(19|2[01])[0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:?[0-9]{2})?")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST_MILLISECOND = 10**11
"""Seconds so large lie beyond the year 5000: milliseconds are meant."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` until before ``end``, in UNIX seconds."""

    start: int
    end: int

    @property
    def is_moment(self) -> bool:
        """Whether it is a single second, as of a time that is told exactly."""
        return self.end - self.start == 1


def stretch_of(text: str, now: int, zone: tzinfo) -> Stretch:
    """Return the stretch that a text stands for; raises ``ValueError`` with the reason.

    ``now`` is in UNIX seconds. ``zone`` is where days begin, and that of times without one. A unit
    alone is ago, with ``+`` ahead; weekdays are the latest ones, today included.

    >>> stretch_of("2026-11-20", 0, UTC)
    Stretch(start=1795132800, end=1795219200)
    >>> stretch_of("7d", 1_000_000, UTC).start
    395200
    """
    try:
        found = _stretch(text.strip(), now, zone)
    except OverflowError as error:
        raise ValueError(f"{text!r} is too far away") from error
    if found is None:
        raise ValueError(f"{text!r} is no time")
    return found


def is_relative(text: str) -> bool:
    """Whether a time counts from now, to the second."""
    return text.strip().lower() == "now" or _AGO.fullmatch(text.strip()) is not None


def _stretch(text: str, now: int, zone: tzinfo) -> Stretch | None:
    if _YEAR.fullmatch(text):
        return _from_day(date(int(text), 1, 1), date(int(text) + 1, 1, 1), zone)
    if day := _COMPACT_DAY.fullmatch(text):
        # As seconds it would be a day of 1970, which nobody means.
        raise ValueError(f"{text} looks like a date: write it as {'-'.join(day.groups())}")
    if _UNIX.fullmatch(text):
        if abs(int(text)) >= _FIRST_MILLISECOND:
            raise ValueError(f"{text} is no time in seconds: it looks like milliseconds")
        return _moment(int(text))
    if ago := _AGO.fullmatch(text):
        return _moment(_moved(now, ago[1] == "+", int(ago[2]), ago[3].lower(), zone))
    if month := _MONTH.fullmatch(text):
        first = date(int(month[1]), int(month[2]), 1)
        return _from_day(first, first + timedelta(monthrange(first.year, first.month)[1]), zone)
    if _DAY.fullmatch(text):
        return _whole_day(date.fromisoformat(text), zone)
    if named := _named(text.lower(), now, zone):
        return named
    return _instant(text, zone)


def _instant(text: str, zone: tzinfo) -> Stretch | None:
    if not text[:4].isdigit() or ":" not in text:
        return None
    told = datetime.fromisoformat(text.upper())
    start = int((told if told.tzinfo else told.replace(tzinfo=zone)).timestamp())
    return Stretch(start, start + 60) if _MINUTE.fullmatch(text.upper()) else _moment(start)


def _named(word: str, now: int, zone: tzinfo) -> Stretch | None:
    if word == "now":
        return _moment(now)
    today = datetime.fromtimestamp(now, zone).date()
    days = {"today": 0, "yesterday": 1, "tomorrow": -1}
    if word in days:
        return _whole_day(today - timedelta(days[word]), zone)
    for number, weekday in enumerate(_WEEKDAYS):
        if word in (weekday, weekday[:3]):
            return _whole_day(today - timedelta((today.weekday() - number) % 7), zone)
    return None


def _moved(now: int, ahead: bool, count: int, unit: str, zone: tzinfo) -> int:
    sign = 1 if ahead else -1
    if unit in _SECONDS:
        moved = now + sign * count * _SECONDS[unit]
        datetime.fromtimestamp(moved, zone)
        return moved
    here = datetime.fromtimestamp(now, zone)
    months = here.year * 12 + here.month - 1 + sign * count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    day = min(here.day, monthrange(year, month + 1)[1])
    return int(here.replace(year=year, month=month + 1, day=day).timestamp())


def _moment(at: int) -> Stretch:
    return Stretch(at, at + 1)


def _whole_day(day: date, zone: tzinfo) -> Stretch:
    return _from_day(day, day + timedelta(1), zone)


def _from_day(first: date, behind: date, zone: tzinfo) -> Stretch:
    start, end = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in (first, behind))
    return Stretch(int(start.timestamp()), int(end.timestamp()))


def zone_of(name: str | tzinfo) -> tzinfo:
    """Return a time zone by its name; raises ``ValueError`` for one that is not known."""
    if isinstance(name, tzinfo):
        return name
    if name.upper() in ("UTC", "Z"):
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone: give one such as Europe/Dublin") from error


def time_words(at: int, zone: tzinfo) -> str:
    """Return a time for people, seconds only where there are any.

    >>> time_words(1795168800, UTC)
    '2026-11-20 10:00 UTC'
    """
    try:
        told = datetime.fromtimestamp(at, zone)
    except (OverflowError, ValueError, OSError):
        return f"UNIX time {at}"
    name = "UTC" if zone is UTC else str(zone)
    return f"{told:%Y-%m-%d %H:%M:%S}".removesuffix(":00") + f" {name}"

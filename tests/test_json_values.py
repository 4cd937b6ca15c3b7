from __future__ import annotations

import datetime
import decimal
import enum
import uuid
from collections import OrderedDict
from typing import Any

import pytest

from connector.json_values import MAX_DEPTH, unsendable_values


class Colour(enum.StrEnum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 2


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, 2.5, "x", None, True, {"b": []}]},
        {"colour": Colour.RED, "level": Level.HIGH},
        OrderedDict(a=1),
        {"emoji": "🚲", "ç": 1},
        {"big": 10**40},
    ],
    ids=repr,
)
def test_what_json_carries_passes(value: Any) -> None:
    assert list(unsendable_values(value)) == []


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"data": {"score": float("nan")}}, "data.score"),
        ({"data": [1.0, float("inf")]}, "data.1"),
        ({"data": float("-inf")}, "data"),
        ({"when": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}, "when"),
        ({"price": decimal.Decimal("1.5")}, "price"),
        ({"id": uuid.UUID(int=1)}, "id"),
        ({"file": b"bytes"}, "file"),
        ({"pair": (1, 2)}, "pair"),
        ({"bag": {1, 2}}, "bag"),
        ({"data": {7: "x"}}, "data.7"),
        ({"text": "\ud800"}, "text"),
        ({"\udfff": 1}, ""),
        (range(2), ""),
    ],
    ids=lambda case: repr(case)[:40],
)
def test_what_json_cannot_carry_is_named_with_its_place(value: Any, path: str) -> None:
    problems = list(unsendable_values(value))
    assert [problem.path for problem in problems] == [path]


def test_all_faults_are_told_at_once() -> None:
    value = {"a": float("nan"), "b": [b"x", {"c": (1,)}]}
    assert {problem.path for problem in unsendable_values(value)} == {"a", "b.0", "b.1.c"}


def test_a_value_within_itself_ends() -> None:
    loop: dict[str, Any] = {}
    loop["self"] = loop
    problems = list(unsendable_values(loop))
    assert len(problems) == 1
    assert str(MAX_DEPTH) in problems[0].message

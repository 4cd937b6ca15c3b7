from __future__ import annotations

import datetime
import decimal
import enum
import uuid
from collections import OrderedDict
from types import MappingProxyType
from typing import Any

import pytest

from connector.json_values import (
    MAX_DEPTH,
    TOO_DEEP,
    sendable_copy,
    shown_key,
    unsendable_values,
)


class Colour(enum.StrEnum):
    RED = "red"


class Size(enum.IntEnum):
    HUGE = 2**80


class Level(enum.IntEnum):
    HIGH = 2


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, 2.5, "x", None, True, {"b": []}]},
        {"colour": Colour.RED, "level": Level.HIGH},
        OrderedDict(a=1),
        {"emoji": "🚲", "ç": 1},
        {"big": 2**64 - 1, "small": -(2**63)},
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
        ({"a": {"\udfff": 1}}, "a.\\udfff"),
        ({"big": 2**64}, "big"),
        ({"small": -(2**63) - 1}, "small"),
        ({"huge": 10**5000}, "huge"),
        ({"enum": Size.HUGE}, "enum"),
        ({"data": {None: 1}}, "data.None"),
        ({"data": {10**5000: 1}}, "data.<int>"),
        ({"data": {(1, 2): 1}}, "data.<tuple>"),
        ({"data": MappingProxyType({})}, "data"),
        (range(2), ""),
    ],
    ids=lambda case: case if isinstance(case, str) else "case",
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


def test_a_value_shared_by_many_within_itself_ends() -> None:
    loop: list[Any] = []
    loop += [loop, loop]
    assert list(unsendable_values({"loop": loop}))[-1].message == TOO_DEEP


def test_a_copy_keeps_what_json_carries() -> None:
    given = {"a": [float("nan"), "x", Level.HIGH], 7: 1, "\ud800": 2, "b": {"c": {1, 2}}}
    assert sendable_copy(given) == {"a": [None, "x", 2], "b": {"c": None}}
    assert list(unsendable_values(sendable_copy(given))) == []
    assert 7 in given


@pytest.mark.parametrize(
    "key",
    ["x" * 10_000, b"x" * 10_000, 10**5000, object(), Colour.RED],
    ids=lambda key: type(key).__name__,
)
def test_names_are_shown_short(key: object) -> None:
    assert len(shown_key(key)) < 70

from __future__ import annotations

import enum
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from connector.encoding import (
    header_value,
    path_segment,
    query_pairs,
    query_string,
)


class Order(enum.StrEnum):
    DOWN = "desc"


class Plain(str, enum.Enum):  # noqa: UP042 - its str() is not its value, unlike StrEnum's
    UP = "asc"


class Level(enum.IntEnum):
    HIGH = 2


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("123", "123"),
        (123, "123"),
        (5.0, "5"),
        (-0.0, "0"),
        (2.5, "2.5"),
        (1e300, "1e%2B300"),
        (Level.HIGH, "2"),
        (Order.DOWN, "desc"),
        (Plain.UP, "asc"),
        ("a/b", "a%2Fb"),
        ("../admins", "..%2Fadmins"),
        ("%2e%2e", "%252e%252e"),
        ("a b?c#d", "a%20b%3Fc%23d"),
        ("naïve+tag@example.com", "na%C3%AFve%2Btag%40example.com"),
        ("...", "..."),
        ("a\nb", "a%0Ab"),
    ],
)
def test_a_path_value_stays_one_segment(value: Any, segment: str) -> None:
    assert path_segment(value) == segment
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        assert unquote(segment) == value


@pytest.mark.parametrize("value", ["", " ", "\t", ".", ".."])
def test_a_path_value_that_would_change_the_path_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="must not be"):
        path_segment(value)


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (True, None, "x=true"),
        (5, None, "x=5"),
        (Order.DOWN, None, "x=desc"),
        (Plain.UP, None, "x=asc"),
        ([5.0, Level.HIGH], "form", "x=5%2C2"),
        ({"a": 5.0}, "deepObject", "x%5Ba%5D=5"),
        ("a b&c=d", None, "x=a%20b%26c%3Dd"),
        (["a", "b"], None, "x=a&x=b"),
        (["a", "b"], "form", "x=a%2Cb"),
        (["a", "b"], "pipeDelimited", "x=a%7Cb"),
        (["a", "b"], "spaceDelimited", "x=a%20b"),
        ({"user_id": "7"}, None, "user_id=7"),
        ({"user_id": "7"}, "deepObject", "x%5Buser_id%5D=7"),
        ({"a": 1, "b": 2}, "form", "x=a%2C1%2Cb%2C2"),
    ],
)
def test_query_styles(value: Any, style: str | None, expected: str) -> None:
    assert query_string(list(query_pairs("x", value, style))) == expected


def test_a_query_decodes_to_what_was_given() -> None:
    pairs = [("email", "a+b@example.com"), ("näme", "Zoë & co"), ("empty", "")]
    assert parse_qsl(query_string(pairs), keep_blank_values=True) == pairs


@pytest.mark.parametrize(
    "value",
    [
        *("a\r\nX-Evil: 1", "a\nb", "a\0b", "snow ☃", "é", "\x01", "a\x7f", "a\x85b"),
        *(" a", "a ", "a\t", " ", ["a", "b\n"]),
    ],
)
def test_a_header_value_cannot_start_another_header(value: Any) -> None:
    with pytest.raises(ValueError, match="header"):
        header_value(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *(("2.14", "2.14"), ("a\tb ~!", "a\tb ~!"), ("", ""), (["a", 5.0], "a,5")),
        *((Plain.UP, "asc"), (Order.DOWN, "desc"), (7, "7")),
    ],
)
def test_header_values(value: Any, text: str) -> None:
    assert header_value(value) == text

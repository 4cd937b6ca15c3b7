from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from connector.cli.rows import Rows, cell, csv_text, jsonl, plain_table, rows_of, table


@pytest.mark.parametrize(
    ("data", "items", "records", "is_list"),
    [
        ([{"a": 1}], None, [{"a": 1}], True),
        ({"data": [1, 2]}, "data", [1, 2], True),
        ({"data": {"articles": [{"id": 1}]}}, "data.articles", [{"id": 1}], True),
        ({"type": "list", "tags": [{"id": 1}], "total_count": 9}, None, [{"id": 1}], True),
        ({"type": "list", "tags": []}, None, [], True),
        ({"id": 1, "notes": [{"id": 2}]}, None, [{"id": 1, "notes": [{"id": 2}]}], False),
        ({"a": [{}], "b": [{}]}, None, [{"a": [{}], "b": [{}]}], False),
        ({"data": None}, "data", [{"data": None}], False),
        ("text", None, ["text"], False),
        (None, None, [None], False),
    ],
)
def test_records_of_a_result(
    data: Any, items: str | None, records: list[Any], is_list: bool
) -> None:
    rows = rows_of(data, items)
    assert (list(rows.records), rows.is_list) == (records, is_list)


def test_total_is_told_where_the_answer_tells() -> None:
    assert rows_of({"data": [], "total_count": 9}, "data").total == 9
    assert rows_of({"data": [], "total_count": None}, "data").total is None


def test_jsonl_is_one_record_a_line() -> None:
    rows = Rows(({"a": "é\n"}, {"a": None}), True)
    assert [json.loads(line) for line in jsonl(rows).splitlines()] == [{"a": "é\n"}, {"a": None}]
    assert "é" in jsonl(rows)


def test_csv_spreads_objects_and_keeps_lists() -> None:
    rows = Rows(
        ({"id": 1, "a": {"b": "x,y", "c": None}}, {"id": 2, "tags": [{"n": 1}], "ok": True}, 7),
        True,
    )
    read = list(csv.DictReader(io.StringIO(csv_text(rows))))
    assert read == [
        {"id": "1", "a.b": "x,y", "a.c": "", "tags": "", "ok": "", "value": ""},
        {"id": "2", "a.b": "", "a.c": "", "tags": '[{"n": 1}]', "ok": "true", "value": ""},
        {"id": "", "a.b": "", "a.c": "", "tags": "", "ok": "", "value": "7"},
    ]


def test_a_table_shows_what_tells_most_and_fits() -> None:
    records = tuple(
        {"type": "user", "zip": "1", "tags": {"data": []}, "none": None, "name": name, "id": name}
        for name in ("Ada", "Bo")
    )
    whole = table(Rows(records, True), 100)
    assert whole.columns == ("id", "name", "zip")
    assert whole.lines == (("Ada", "Ada", "1"), ("Bo", "Bo", "1"))
    assert whole.hidden == 3
    assert table(Rows(records, True), 8).columns == ("id",)
    assert plain_table(whole) == "id   name  zip\nAda  Ada   1\nBo   Bo    1\n"


def test_a_table_of_nothing() -> None:
    assert plain_table(table(Rows((), True), 80)) == "\n"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("created_at", 1767225600, "2026-01-01 00:00"),
        ("waiting_since", 1767225600, "2026-01-01 00:00"),
        ("count", 1767225600, "1767225600"),
        ("created_at", True, "yes"),
        ("created_at", "soon", "soon"),
        ("body", "<p>a\n\tb</p>\x1b[2J", "<p>a b</p> [2J"),
        ("body", "x" * 50, "x" * 39 + "…"),
        ("tags", [1, 2], "[2]"),
        ("tags", {"a": 1}, "{…}"),
        ("name", None, ""),
    ],
)
def test_a_cell_is_one_short_line(name: str, value: Any, text: str) -> None:
    assert cell(name, value) == text

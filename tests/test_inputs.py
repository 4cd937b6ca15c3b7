"""What an action takes, and what the catalog knows of it beyond the schema."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connector import Catalog
from connector.inputs import body_lines, param_lines
from connector.model import Action, Pager
from connector.outline import Line

SCHEMA = {
    "properties": {
        "note": {"type": "string"},
        "id": {"type": "string"},
        "per_page": {"type": "integer"},
        "data": {
            "properties": {
                "query": {"properties": {"per_page": {"type": "integer"}}},
                "page": {"properties": {"per_page": {"type": "integer"}}},
            }
        },
    },
    "required": ["id"],
}


def action_with(pager: Pager | None) -> Action:
    return Action(
        "run_it", "POST", "/run", "Runs", "Run it.", pager=pager, load_schema=lambda: SCHEMA
    )


def limits(lines: list[Line]) -> list[str]:
    return [line.limits for line in lines if line.name == "per_page"]


def test_what_is_required_comes_first() -> None:
    names = [line.name for line in param_lines(action_with(None))]
    assert names == ["id", "note", "per_page", "data"]


def test_how_large_a_page_may_be_is_told_where_its_size_is_set() -> None:
    pager = Pager("page", size_param="data.page.per_page", max_size=60)
    assert limits(body_lines(action_with(pager))) == ["", "at most 60"]
    assert limits(param_lines(action_with(pager))) == [""]
    pager = replace(pager, size_param="per_page")
    assert limits(body_lines(action_with(pager))) == ["", ""]
    assert limits(param_lines(action_with(pager))) == ["at most 60"]
    assert limits(param_lines(action_with(replace(pager, max_size=None)))) == [""]


def test_an_action_without_a_body_has_no_lines_of_one(catalog: Catalog) -> None:
    assert body_lines(catalog["get_tags"]) == []


@pytest.mark.parametrize(
    ("versions", "example", "lacks"),
    [
        (("2.7", "2.16", "Preview"), "2.16", False),
        (("Preview",), "Preview", True),
        (("2.7", "2.8"), "2.8", True),
        ((), "2.16", False),
    ],
)
def test_the_version_shown_has_the_action(
    versions: tuple[str, ...], example: str, lacks: bool, catalog: Catalog
) -> None:
    action = replace(catalog["get_tags"], versions=versions)
    [line] = [
        line
        for line in param_lines(action, catalog.header.version)
        if line.name == "Intercom-Version"
    ]
    assert line.example == example
    assert "left out: the version of the connection, else 2.16" in line.limits
    assert line.limits.endswith("which lacks this action") == lacks


def test_a_version_that_is_required_cannot_be_left_out(catalog: Catalog) -> None:
    action = next(
        each for each in catalog.values() if "Intercom-Version" in each.schema.get("required", ())
    )
    first = param_lines(action, catalog.header.version)
    assert [line.limits for line in first if line.name == "Intercom-Version"] == [""]

"""Saved replies, and who sees them."""

from __future__ import annotations

import pytest

from ..api import NORA, WORKSHOP_TEAM, Api


def names(api: Api, **query: object) -> list[str]:
    return [macro["name"] for macro in api.get("/macros", **query)["data"]]


def test_placeholders_are_elements_in_the_body_and_texts_beside_it(api: Api) -> None:
    macro = api.get("/macros/2298")
    assert macro["body"].startswith('<p>Hi <attribute key="user.first_name" default="there"/>,</p>')
    assert macro["body_text"].startswith('Hi {{user.first_name|fallback:"there"}},\nYour bike')
    assert macro["updated_at"] == "2025-03-04T08:00:00.000Z"
    assert macro in api.get("/macros")["data"]


def test_macros_of_other_teams_are_hidden_until_one_joins(api: Api) -> None:
    assert names(api) == ["Ready for pick-up", "Ask for a photo"]
    reply = api.send("GET", "/macros/2300")
    assert (reply.status, reply.code, reply.message) == (404, "not_found", "Macro not found")
    api.put(f"/teams/{WORKSHOP_TEAM}", {"admin_ids": [int(NORA)]})
    assert names(api) == ["Ready for pick-up", "Part on order", "Ask for a photo"]
    assert 'default="Monday"' in api.get("/macros/2300")["body"]


def test_pages_and_time(api: Api) -> None:
    first = api.get("/macros", per_page=1)
    assert first["pages"]["per_page"] == 1
    after = first["pages"]["next"]["starting_after"]
    last = api.get("/macros", per_page=1, starting_after=after)
    assert [macro["name"] for macro in last["data"]] == ["Ask for a photo"]
    assert last["pages"]["next"] is None
    assert names(api, updated_since=1740988800) == ["Ready for pick-up"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"updated_since": "yesterday"}, "parameter_invalid"),
        ({"per_page": 0}, "parameter_invalid"),
        ({"starting_after": "x"}, "client_error"),
    ],
)
def test_refusals(api: Api, query: dict[str, object], code: str) -> None:
    reply = api.send("GET", "/macros", query=query)
    assert (reply.status, reply.code) == (400, code)

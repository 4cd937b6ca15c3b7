from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock


def test_deleted_conversations_are_listed_latest_first(api: Api, clock: Clock) -> None:
    assert api.get("/conversations/deleted")["conversations"] == []
    for id, query in (
        ("1001", ""),
        ("1002", "?retain_metrics=true"),
        ("1003", "?retain_metrics=false"),
    ):
        clock.pass_(1)
        api.delete(f"/conversations/{id}{query}")
    listed = api.get("/conversations/deleted")
    assert (listed["type"], listed["total_count"]) == ("conversations.list", 3)
    found = [
        (each["id"], each["metrics_retained"], each["deleted_at"])
        for each in listed["conversations"]
    ]
    now = int(clock())
    assert found == [("1003", False, now), ("1002", True, now - 1), ("1001", True, now - 2)]
    oldest = api.get("/conversations/deleted", order="asc")["conversations"]
    assert oldest == listed["conversations"][::-1]


def test_pages_lead_on(api: Api) -> None:
    for id in ("1001", "1002", "1003"):
        api.delete(f"/conversations/{id}")
    first = api.get("/conversations/deleted", per_page=2)
    following = first["pages"]["next"]
    assert following.endswith("/conversations/deleted?per_page=2&order=desc&page=2")
    rest = api.get(following.partition("intercom.io")[2])
    assert (rest["pages"]["next"], rest["pages"]["page"]) == (None, 2)
    assert [each["id"] for each in rest["conversations"]] == ["1001"]
    assert api.get("/conversations/deleted", per_page=100)["pages"]["per_page"] == 60


@pytest.mark.parametrize("query", [{"order": "up"}, {"page": -1}, {"per_page": 0}, {"page": "x"}])
def test_refusals(api: Api, query: dict[str, Any]) -> None:
    reply = api.send("GET", "/conversations/deleted", query=query)
    assert (reply.status, reply.code) == (400, "parameter_invalid")

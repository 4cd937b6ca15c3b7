from __future__ import annotations

import pytest

from ..api import AIKO, TOMAS, Api


def test_threads_beside_a_conversation(api: Api) -> None:
    listed = api.get("/conversations/1001/side_conversations")
    assert (listed["type"], listed["total_count"]) == ("side_conversation.list", 2)
    assert listed["pages"] == {"type": "pages", "page": 1, "per_page": 25, "total_pages": 1}
    first, second = listed["side_conversations"]
    assert (first["side_conversation_id"], first["total_count"]) == ("901", 2)
    writers = [part["author"]["id"] for part in first["conversation_parts"]]
    assert writers == [TOMAS, AIKO]
    later = api.get("/conversations/1001/side_conversations", page=2, per_page=1)
    assert later["side_conversations"] == [second]
    assert api.get("/conversations/1001/side_conversations", per_page=99)["pages"]["per_page"] == 50
    assert api.get("/conversations/1002/side_conversations")["side_conversations"] == []
    assert api.send("GET", "/conversations/901").status == 404


def test_pauses_of_teammates(api: Api) -> None:
    paused, resumed = api.get("/conversations/1001/handling_events")["handling_events"]
    assert (paused["type"], paused["reason"]) == ("paused", "Paused")
    assert paused["teammate"]["id"] == int(TOMAS)
    assert (resumed["type"], resumed["timestamp"]) == ("resumed", "2025-03-25T00:11:00Z")
    assert "reason" not in resumed
    assert api.get("/conversations/1002/handling_events") == {"handling_events": []}


@pytest.mark.parametrize("name", ["side_conversations", "handling_events"])
def test_a_deleted_conversation_has_neither(api: Api, name: str) -> None:
    api.delete("/conversations/1001")
    reply = api.send("GET", f"/conversations/1001/{name}")
    assert (reply.status, reply.code) == (404, "not_found")


@pytest.mark.parametrize("query", [{"page": -1}, {"per_page": 0}, {"per_page": "x"}])
def test_pages_refused(api: Api, query: dict[str, object]) -> None:
    assert api.send("GET", "/conversations/1001/side_conversations", query=query).status == 400

from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock

DEPOSIT = "5801"
BLOCKS = [{"type": "heading", "text": "Locks"}, {"type": "paragraph", "text": "Use two."}]


def found(api: Api, query: str) -> list[str]:
    results = api.get("/content/search", query=query, content_types="snippet")["data"]
    return [result["id"] for result in results]


def test_create_with_blocks(api: Api, clock: Clock) -> None:
    reply = api.send("POST", "/content_snippets", {"title": "Locks", "json_blocks": BLOCKS})
    assert reply.status == 201
    assert reply.data == {
        "type": "content_snippet",
        "id": "5802",
        "title": "Locks",
        "locale": "en",
        "json_blocks": BLOCKS,
        "body_markdown": "# Locks\n\nUse two.\n",
        "chatbot_availability": 0,
        "copilot_availability": 0,
        "ai_chatbot_availability": False,
        "ai_copilot_availability": False,
        "ai_sales_agent_availability": False,
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "audience_ids": [],
    }
    assert api.get("/content_snippets/5802") == reply.data
    listed = api.get("/content_snippets", per_page=1)
    assert (listed["total_count"], listed["total_pages"], len(listed["data"])) == (2, 2, 1)
    assert found(api, "locks two") == ["5802"]


def test_update_sets_only_what_is_sent(api: Api, clock: Clock) -> None:
    before = api.get(f"/content_snippets/{DEPOSIT}")
    clock.pass_(5)
    sent = {"body_markdown": "Now 150 euros.", "ai_chatbot_availability": False, "locale": "es"}
    after = api.put(f"/content_snippets/{DEPOSIT}", sent)
    assert after == {
        **before,
        **sent,
        "json_blocks": [{"type": "paragraph", "text": "Now 150 euros."}],
        "chatbot_availability": 0,
        "updated_at": int(clock()),
    }
    assert found(api, "150") == [DEPOSIT]
    assert found(api, "100") == []


def test_delete(api: Api) -> None:
    reply = api.send("DELETE", f"/content_snippets/{DEPOSIT}")
    assert (reply.status, reply.data) == (204, None)
    assert api.send("GET", f"/content_snippets/{DEPOSIT}").status == 404
    assert found(api, "deposit") == []


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("", []),
        ("One\ntwo\n\nthree", [("paragraph", "One\ntwo"), ("paragraph", "three")]),
        ("# A\n### B\ntext", [("heading", "A"), ("subheading", "B"), ("paragraph", "text")]),
        ("- a\n2. b\n\nc", [("unorderedList", ["a", "b"]), ("paragraph", "c")]),
        ("```py\n# x\n\ny\n```", [("code", "# x\n\ny")]),
        ("```\nopen", [("code", "open")]),
    ],
)
def test_markdown_becomes_blocks(
    api: Api, markdown: str, blocks: list[tuple[str, str | list[str]]]
) -> None:
    made = api.post("/content_snippets", {"title": "T", "body_markdown": markdown})
    shown = [(each["type"], each.get("text", each.get("items"))) for each in made["json_blocks"]]
    assert shown == blocks
    again = api.put(f"/content_snippets/{made['id']}", {"json_blocks": made["json_blocks"]})
    assert again["json_blocks"] == made["json_blocks"]
    same = api.put(f"/content_snippets/{made['id']}", {"body_markdown": again["body_markdown"]})
    assert same["json_blocks"] == made["json_blocks"]


def test_blocks_without_text_are_no_markdown(api: Api) -> None:
    blocks = [{"type": "image", "url": "x"}, {"type": "paragraph", "text": 5}, {"text": "Last"}]
    made = api.post("/content_snippets", {"title": "T", "json_blocks": blocks})
    assert (made["json_blocks"], made["body_markdown"]) == (blocks, "Last\n")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"title": None}, 422, "validation_error"),
        ({"title": " "}, 422, "validation_error"),
        ({"title": "x" * 256}, 422, "validation_error"),
        ({"locale": "klingon"}, 422, "validation_error"),
        ({"body_markdown": "x"}, 422, "validation_error"),
        ({"json_blocks": None}, 422, "validation_error"),
        ({"json_blocks": ["x"]}, 422, "validation_error"),
        ({"ai_copilot_availability": "yes"}, 422, "validation_error"),
        ({"audience_ids": "61"}, 422, "validation_error"),
        ({"audience_ids": [61, 999]}, 404, "parameter_invalid"),
    ],
)
def test_create_refuses(api: Api, changes: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", "/content_snippets", {"title": "T", "json_blocks": [], **changes})
    assert (reply.status, reply.code) == (status, code)
    assert api.get("/content_snippets")["total_count"] == 1


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_unknown_snippets(api: Api, method: str) -> None:
    reply = api.send(method, "/content_snippets/9", {"title": "T"} if method == "PUT" else None)
    assert (reply.status, reply.code) == (404, "not_found")

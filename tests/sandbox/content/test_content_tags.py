from __future__ import annotations

from typing import Any

import pytest

from ..api import AIKO, NORA, Api, Clock

VIP, FEEDBACK = "301", "304"
ARTICLE, INTERNAL, SNIPPET = "/articles/5001", "/internal_articles/5501", "/content_snippets/5801"
NOUNS = [
    (ARTICLE, "article"),
    (INTERNAL, "internal_article"),
    (SNIPPET, "content_snippet"),
]


def found(api: Api, tag_id: str) -> list[str]:
    return [result["type"] for result in api.get("/content/search", tag_ids=tag_id)["data"]]


@pytest.mark.parametrize(("path", "type"), NOUNS)
def test_a_tag_is_put_on_and_taken_off(api: Api, clock: Clock, path: str, type: str) -> None:
    tag = api.post(f"{path}/tags", {"id": int(FEEDBACK)})
    assert tag == {
        "type": "tag",
        "id": FEEDBACK,
        "name": "Feedback",
        "applied_at": int(clock()),
        "applied_by": {"type": "admin", "id": NORA},
    }
    assert found(api, FEEDBACK) == [type]
    again = api.post(f"{path}/tags", {"id": FEEDBACK, "admin_id": AIKO})
    assert again["applied_by"] == tag["applied_by"]
    if path != SNIPPET:
        assert api.get(path)["tags"] == {"type": "tag.list", "tags": [tag]}
    removed = api.delete(f"{path}/tags/{FEEDBACK}")
    assert removed == {**tag, "applied_at": None, "applied_by": None}
    assert found(api, FEEDBACK) == []
    assert api.send("DELETE", f"{path}/tags/{FEEDBACK}").code == "tag_not_found"


def test_another_teammate_may_be_named(api: Api) -> None:
    tag = api.post(f"{ARTICLE}/tags", {"id": VIP, "admin_id": int(AIKO)})
    assert tag["applied_by"]["id"] == AIKO


def test_tags_go_with_the_tag_and_with_the_content(api: Api) -> None:
    for path, _ in NOUNS:
        api.post(f"{path}/tags", {"id": FEEDBACK})
    api.delete(SNIPPET)
    assert sorted(found(api, FEEDBACK)) == ["article", "internal_article"]
    api.delete(f"/tags/{FEEDBACK}")
    assert api.get(ARTICLE)["tags"]["tags"] == api.get(INTERNAL)["tags"]["tags"] == []


@pytest.mark.parametrize(("path", "type"), NOUNS)
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "parameter_missing"),
        ({"id": ["301"]}, 400, "parameter_invalid"),
        ({"id": "9"}, 404, "tag_not_found"),
        ({"id": VIP, "admin_id": "1"}, 404, "admin_not_found"),
    ],
)
def test_refusals(api: Api, path: str, type: str, body: Any, status: int, code: str) -> None:
    reply = api.send("POST", f"{path}/tags", body)
    assert (reply.status, reply.code) == (status, code)
    unknown = f"{path.rpartition('/')[0]}/9/tags"
    assert api.send("POST", unknown, {"id": VIP}).code == f"{type}_not_found"
    assert api.send("DELETE", f"{unknown}/{VIP}").code == f"{type}_not_found"

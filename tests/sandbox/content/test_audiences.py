from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock

TRADE = "61"
BY_NAME = {"attribute": "company.name", "type": "string", "comparison": "eq", "value": "Velo"}


def test_create_and_list(api: Api, clock: Clock) -> None:
    reply = api.send("POST", "/audiences", {"name": "Couriers", "predicates": [BY_NAME]})
    assert reply.status == 201
    assert reply.data == {
        "type": "audience",
        "id": "62",
        "name": "Couriers",
        "predicates": [BY_NAME],
        "role_predicates": [],
        "created_at": int(clock()),
        "updated_at": int(clock()),
    }
    assert api.get("/audiences/62") == reply.data
    listed = api.get("/audiences", per_page=1, page=2)
    assert listed == {
        "type": "list",
        "data": [reply.data],
        "total_count": 2,
        "page": 2,
        "per_page": 1,
        "total_pages": 2,
    }
    assert api.get("/audiences", per_page=500)["per_page"] == 50


def test_update_sets_only_what_is_sent(api: Api, clock: Clock) -> None:
    before = api.get(f"/audiences/{TRADE}")
    clock.pass_(5)
    after = api.put(f"/audiences/{TRADE}", {"predicates": []})
    assert after == {**before, "predicates": [], "updated_at": int(clock())}
    assert api.get(f"/audiences/{TRADE}") == after


def test_content_is_for_an_audience_until_it_is_deleted(api: Api) -> None:
    audience_ids = [int(TRADE)]
    article = {"title": "T", "author_id": int(NORA), "audience_ids": audience_ids}
    spanish = {"es": {"audience_ids": audience_ids}}
    internal = {**article, "owner_id": int(NORA)}
    paths = {
        f"/articles/{api.post('/articles', article)['id']}",
        f"/internal_articles/{api.post('/internal_articles', internal)['id']}",
        "/content_snippets/5801",
    }
    api.put("/content_snippets/5801", {"audience_ids": [TRADE]})
    api.put("/articles/5001", {"translated_content": spanish})
    assert [api.get(path)["audience_ids"] for path in paths] == [audience_ids] * 3
    shown = api.get("/articles/5001")
    assert "audience_ids" not in shown
    assert shown["translated_content"]["en"]["audience_ids"] == []
    assert shown["translated_content"]["es"]["audience_ids"] == audience_ids
    assert api.send("DELETE", f"/audiences/{TRADE}").status == 204
    assert [api.get(path)["audience_ids"] for path in paths] == [[]] * 3
    assert api.get("/articles/5001")["translated_content"]["es"]["audience_ids"] == []
    assert api.send("GET", f"/audiences/{TRADE}").status == 404


def test_audiences_of_an_article_are_those_of_all_its_languages(api: Api) -> None:
    content = {"es": {"audience_ids": []}}
    changed = {"audience_ids": [int(TRADE)], "translated_content": content}
    shown = api.put("/articles/5001", changed)["translated_content"]
    assert shown["en"]["audience_ids"] == shown["es"]["audience_ids"] == [int(TRADE)]


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/articles"), ("POST", "/internal_articles"), ("PUT", "/articles/5001")],
)
@pytest.mark.parametrize(("sent", "status"), [([9, 61], 404), ("61", 400), ([True], 400)])
def test_unknown_audiences(api: Api, method: str, path: str, sent: Any, status: int) -> None:
    body = {"title": "T", "author_id": int(NORA), "owner_id": int(NORA), "audience_ids": sent}
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, "parameter_invalid")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/audiences", {}, 422, "validation_error"),
        ("POST", "/audiences", {"name": " "}, 422, "validation_error"),
        ("POST", "/audiences", {"name": 5}, 422, "validation_error"),
        ("POST", "/audiences", {"name": "N", "predicates": "x"}, 422, "validation_error"),
        ("POST", "/audiences", {"name": "N", "predicates": [{}]}, 422, "validation_error"),
        (
            "POST",
            "/audiences",
            {"name": "N", "role_predicates": [{**BY_NAME, "value": 5}]},
            422,
            "validation_error",
        ),
        ("PUT", f"/audiences/{TRADE}", {"name": None}, 422, "validation_error"),
        ("PUT", "/audiences/9", {"name": "N"}, 404, "not_found"),
        ("GET", "/audiences/x", None, 404, "not_found"),
        ("DELETE", "/audiences/9", None, 404, "not_found"),
        ("GET", "/audiences?per_page=0", None, 400, "parameter_invalid"),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)

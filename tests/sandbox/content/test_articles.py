from __future__ import annotations

from typing import Any

import pytest

from ..api import AIKO, NORA, Api, Clock

RETURNS, BRAKES, TERMS, WINTER = "5001", "5002", "5003", "5004"
SITE = "https://help.wheelhouse.example.com"


def new_article(**changes: Any) -> dict[str, Any]:
    return {"title": "Oil the chain", "author_id": int(NORA), **changes}


def ids(page: dict[str, Any]) -> list[str]:
    data = page["data"]
    return [doc["id"] for doc in (data if isinstance(data, list) else data["articles"])]


def test_create_a_draft_that_stands_alone(api: Api, clock: Clock) -> None:
    made = api.post("/articles", new_article(body="One drop a link."))
    assert made["id"] == "5005"
    assert (made["state"], made["url"], made["parent_ids"]) == ("draft", None, [])
    assert made["body"] == '<p class="no-margin">One drop a link.</p>'
    assert made["created_at"] == made["updated_at"] == int(clock())
    assert made["statistics"]["views"] == 0
    assert "translated_content" not in made
    assert api.get("/articles/5005") == made


def test_create_in_a_collection(api: Api) -> None:
    place = {"parent_id": 153, "parent_type": "collection", "folder_id": 6}
    made = api.post("/articles", new_article(state="published", **place))
    assert (made["parent_ids"], made["folder_id"]) == ([153], 6)
    assert made["url"] == f"{SITE}/en/articles/{made['id']}-oil-the-chain"


def test_title_and_author_may_come_from_the_default_locale(api: Api) -> None:
    content = {
        "en": {"title": "Oil the chain", "author_id": int(AIKO)},
        "fr": {"title": "Huiler la chaîne", "body": "Une goutte.", "state": "published"},
    }
    made = api.post("/articles", {"translated_content": content})
    assert (made["title"], made["author_id"]) == ("Oil the chain", int(AIKO))
    assert made["default_locale"] == "en"
    french = made["translated_content"]["fr"]
    assert french["type"] == "article_content"
    assert (french["author_id"], french["state"]) == (int(AIKO), "published")
    assert french["url"] == f"{SITE}/fr/articles/{made['id']}-huiler-la-chaîne"
    assert "url" not in made["translated_content"]["en"]
    assert ids(api.get("/articles/search", phrase="chaîne")) == [made["id"]]


def test_lists_are_last_changed_first_and_leave_out_statistics(api: Api, clock: Clock) -> None:
    listed = api.get("/articles")
    assert ids(listed) == [WINTER, TERMS, BRAKES, RETURNS]
    assert all("statistics" not in article for article in listed["data"])
    assert api.get(f"/articles/{RETURNS}")["statistics"]["views"] == 214
    clock.pass_(1)
    api.put(f"/articles/{TERMS}", {"description": "For shops"})
    first = api.get("/articles", per_page=2)
    assert (ids(first), first["total_count"]) == ([TERMS, WINTER], 4)
    assert first["pages"]["next"] == {"page": 2, "per_page": 2}
    last = api.get("/articles", per_page=2, page=2)
    assert (ids(last), last["pages"]["next"]) == ([BRAKES, RETURNS], None)


def test_update_sets_only_what_is_sent(api: Api, clock: Clock) -> None:
    before = api.get(f"/articles/{WINTER}")
    clock.pass_(5)
    after = api.put(f"/articles/{WINTER}", {"body": "<p>Indoors.</p>"})
    assert after == {
        **before,
        "body": '<p class="no-margin">Indoors.</p>',
        "updated_at": int(clock()),
    }
    live = api.put(f"/articles/{WINTER}", {"state": "published", "parent_id": "152"})
    assert (live["parent_ids"], live["state"]) == ([152], "published")
    assert ids(api.get("/articles/search", help_center_id=71, phrase="winter")) == [WINTER]
    alone = api.put(f"/articles/{WINTER}", {"parent_id": None, "description": None})
    assert (alone["parent_ids"], alone["description"]) == ([], "")


def test_translations_are_changed_and_taken_away(api: Api, clock: Clock) -> None:
    created_at = api.get(f"/articles/{RETURNS}")["created_at"]
    clock.pass_(5)
    body = {"translated_content": {"es": {"state": "draft"}, "en": {"title": "Returns"}}}
    changed = api.put(f"/articles/{RETURNS}", body)
    spanish = changed["translated_content"]["es"]
    assert (spanish["title"], spanish["state"]) == ("Devolver una bicicleta", "draft")
    assert (spanish["created_at"], spanish["updated_at"]) == (created_at, int(clock()))
    assert changed["title"] == "Returns"
    without = api.put(f"/articles/{RETURNS}", {"translated_content": {"es": None}})
    assert "translated_content" not in without
    assert ids(api.get("/articles/search", phrase="bicicleta")) == []


def test_delete(api: Api) -> None:
    deleted = api.delete(f"/articles/{TERMS}")
    assert deleted == {"id": TERMS, "object": "article", "deleted": True}
    assert api.send("GET", f"/articles/{TERMS}").status == 404
    assert TERMS not in ids(api.get("/articles"))
    assert ids(api.get("/articles/search", phrase="invoices")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [WINTER, TERMS, BRAKES, RETURNS]),
        ({"phrase": "bike"}, [WINTER, RETURNS]),
        ({"phrase": "RETURN 30 days"}, [RETURNS]),
        ({"phrase": "30 days"}, [TERMS, RETURNS]),
        ({"phrase": "squeal"}, [BRAKES]),
        ({"phrase": "queal"}, []),
        ({"phrase": "!?"}, []),
        ({"phrase": "<b>"}, []),
        ({"phrase": "bike " * 3000}, [WINTER, RETURNS]),
        ({"phrase": "bicicleta"}, [RETURNS]),
        ({"state": "draft"}, [WINTER]),
        ({"state": "published"}, [TERMS, BRAKES, RETURNS]),
        ({"state": "all", "phrase": "bike"}, [WINTER, RETURNS]),
        ({"help_center_id": 71}, [BRAKES, RETURNS]),
        ({"help_center_id": "72", "state": "published"}, [TERMS]),
        ({"help_center_id": 9}, []),
    ],
)
def test_search(api: Api, query: dict[str, Any], expected: list[str]) -> None:
    found = api.get("/articles/search", **query)
    assert (ids(found), found["total_count"]) == (expected, len(expected))
    assert found["data"]["highlights"] == []
    assert found["pages"]["per_page"] == 10


def test_search_shows_where_the_words_are(api: Api) -> None:
    found = api.get("/articles/search", phrase="bed brake", highlight="true")
    assert found["data"]["highlights"] == [
        {
            "article_id": BRAKES,
            "highlighted_title": [
                {"type": "plain", "text": "Stop "},
                {"type": "highlight", "text": "brakes"},
                {"type": "plain", "text": " from squealing"},
            ],
            "highlighted_summary": [
                [
                    {"type": "plain", "text": "Clean first, then "},
                    {"type": "highlight", "text": "bed"},
                    {"type": "plain", "text": " in."},
                ],
                [
                    {"type": "highlight", "text": "Brake"},
                    {"type": "plain", "text": " hard ten times to "},
                    {"type": "highlight", "text": "bed"},
                    {"type": "plain", "text": " in new pads."},
                ],
            ],
        }
    ]


def test_every_result_has_its_highlights_even_without_a_phrase(api: Api) -> None:
    found = api.get("/articles/search", highlight="true", per_page=1)["data"]
    assert found["highlights"] == [
        {
            "article_id": WINTER,
            "highlighted_title": [{"type": "plain", "text": "Store your bike over winter"}],
            "highlighted_summary": [],
        }
    ]


def test_markdown_is_taken_as_text(api: Api) -> None:
    made = api.post("/articles", new_article(body_markdown="First.\n\nSecond."))
    assert made["body"].count('<p class="no-margin">') == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"author_id": None}, "parameter_not_found"),
        ({"title": None}, "parameter_not_found"),
        ({"title": " "}, "parameter_missing"),
        ({"title": 5}, "parameter_invalid"),
        ({"author_id": 1}, "parameter_invalid"),
        ({"author_id": "Nora"}, "parameter_invalid"),
        ({"state": "live"}, "parameter_invalid"),
        ({"parent_id": 9}, "parameter_invalid"),
        ({"parent_type": "folder"}, "parameter_invalid"),
        ({"folder_id": "x"}, "parameter_invalid"),
        ({"folder_id": 9}, "parameter_invalid"),
        ({"body": ["x"]}, "parameter_invalid"),
        ({"translated_content": ["fr"]}, "parameter_invalid"),
        ({"translated_content": {"klingon": {"title": "x"}}}, "parameter_invalid"),
        ({"translated_content": {"fr": {"body": "no title"}}}, "parameter_invalid"),
    ],
)
def test_create_refuses(api: Api, changes: dict[str, Any], code: str) -> None:
    before = api.get("/articles")
    reply = api.send("POST", "/articles", new_article(**changes))
    assert (reply.status, reply.code) == (400, code)
    assert api.get("/articles") == before


@pytest.mark.parametrize(
    ("method", "path", "query", "status", "code"),
    [
        ("GET", "/articles/9", {}, 404, "not_found"),
        ("PUT", "/articles/9", {}, 404, "not_found"),
        ("DELETE", "/articles/x", {}, 404, "not_found"),
        ("GET", "/articles", {"page": -1}, 400, "parameter_invalid"),
        ("GET", "/articles", {"per_page": "many"}, 400, "parameter_invalid"),
        ("GET", "/articles/search", {"state": "live"}, 400, "parameter_invalid"),
        ("GET", "/articles/search", {"help_center_id": "x"}, 400, "parameter_invalid"),
        ("GET", "/articles/search", {"highlight": "perhaps"}, 400, "parameter_invalid"),
    ],
)
def test_refusals(
    api: Api, method: str, path: str, query: dict[str, Any], status: int, code: str
) -> None:
    reply = api.send(method, path, {"title": "x"} if method == "PUT" else None, query)
    assert (reply.status, reply.code) == (status, code)

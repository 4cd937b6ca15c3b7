from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ..api import AIKO, NORA, Api, Clock

SIZING, WARRANTY, HOURS = "20", "21", "22"
RETURNS, BRAKES, TERMS, WINTER = "5001", "5002", "5003", "5004"
REFUND, LOANER, DEPOSIT = "5501", "5502", "5801"
ARTICLES, INTERNAL, PAGES = [WINTER, TERMS, BRAKES, RETURNS], [LOANER, REFUND], [HOURS, WARRANTY]
EVERYTHING = [DEPOSIT, *PAGES, *INTERNAL, *ARTICLES, SIZING]


def ids(answer: dict[str, Any]) -> list[str]:
    return [result["id"] for result in answer["data"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, EVERYTHING),
        ({"query": "BIKE"}, [DEPOSIT, LOANER, WINTER, RETURNS]),
        ({"query": "bike 100 euros"}, [DEPOSIT]),
        ({"query": "bicicleta"}, [RETURNS]),
        ({"query": "!?"}, []),
        ({"states": "draft"}, [WINTER]),
        ({"states": "published,draft"}, EVERYTHING),
        ({"locales": "es"}, [RETURNS]),
        ({"locales": "es,en"}, EVERYTHING),
        ({"locales": "es", "states": "draft"}, []),
        ({"content_types": "article"}, ARTICLES),
        ({"content_types": "snippet,internal_article"}, [DEPOSIT, *INTERNAL]),
        ({"content_types": "external_content"}, [*PAGES, SIZING]),
        ({"content_types": "file_source_content"}, []),
        ({"fin_service_state": "off"}, [HOURS, *INTERNAL]),
        ({"copilot_state": "off"}, INTERNAL),
        ({"fin_sales_state": "on"}, ARTICLES),
        ({"folder_ids": "7", "folder_entity_type": "folder"}, [LOANER]),
        ({"folder_ids": "6,9", "folder_entity_type": "folder"}, []),
        ({"created_by_ids": f"{AIKO},1"}, []),
        ({"created_by_ids": NORA}, [DEPOSIT, *INTERNAL, *ARTICLES]),
        ({"last_updated_by_ids": NORA, "content_types": "snippet"}, [DEPOSIT]),
        ({"created_at_before": 1740988800}, [SIZING]),
        ({"created_at_after": 1740988801, "updated_at_before": 1740988900}, []),
        ({"updated_at_after": 2_000_000_000}, []),
    ],
)
def test_what_is_found(api: Api, query: dict[str, Any], expected: list[str]) -> None:
    answer = api.get("/content/search", **{"per_page": 50, **query})
    assert (ids(answer), answer["total_count"]) == (expected, len(expected))


def test_an_article_shows_its_languages(api: Api) -> None:
    found = api.get("/content/search", query="bicicleta")
    assert found["data"] == [
        {
            "type": "article",
            "id": RETURNS,
            "title": "Return a bike within 30 days",
            "contents": [
                {
                    "type": "article_content",
                    "id": "9001",
                    "title": "Return a bike within 30 days",
                    "locale": "en",
                },
                {
                    "type": "article_content",
                    "id": "9002",
                    "title": "Devolver una bicicleta",
                    "locale": "es",
                },
            ],
        }
    ]
    deposit = api.get("/content/search", query="deposit")["data"]
    assert deposit == [
        {"type": "content_snippet", "id": DEPOSIT, "title": "Deposit for a loaner bike"}
    ]


def test_changes_are_found_at_once(api: Api, clock: Clock) -> None:
    clock.pass_(5)
    api.put(f"/internal_articles/{REFUND}", {"body": "Ask the treasurer."})
    assert ids(api.get("/content/search", query="treasurer")) == [REFUND]
    assert ids(api.get("/content/search"))[0] == REFUND
    api.delete(f"/ai/external_pages/{HOURS}")
    assert HOURS not in ids(api.get("/content/search"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"tag_ids": "303"}, [REFUND]),
        ({"tag_ids": "303,304"}, [REFUND, RETURNS]),
        ({"any_tag_ids": "303,304"}, [REFUND, RETURNS]),
        ({"tag_ids": "303,304", "tag_operator": "NIN", "content_types": "internal_article"},
         [LOANER]),
        ({"tag_ids": "304", "tag_operator": "NIN", "any_tag_ids": "303,304"}, [REFUND]),
    ],
)  # fmt: skip
def test_tags(api: Api, query: dict[str, Any], expected: list[str]) -> None:
    api.post(f"/articles/{RETURNS}/tags", {"id": "304"})
    api.post(f"/internal_articles/{REFUND}/tags", {"id": "303"})
    assert ids(api.get("/content/search", **query)) == expected


def test_lists_may_be_repeated(api: Api) -> None:
    answer = api.get("/content/search?content_types=snippet&content_types=article")
    assert ids(answer) == [DEPOSIT, *ARTICLES]


def test_pages_are_addresses(api: Api) -> None:
    found: list[str] = []
    address = "/content/search?per_page=4&content_types=article,external_content&page=-3"
    for _ in range(2):
        answer = api.get(address)
        found += ids(answer)
        parts = urlsplit(answer["pages"]["next"] or "")
        address = f"{parts.path}?{parts.query}"
    assert found == [*PAGES, *ARTICLES, SIZING]
    assert (answer["pages"]["page"], answer["pages"]["total_pages"]) == (2, 2)
    assert answer["pages"]["next"] is None
    back = parse_qs(urlsplit(answer["pages"]["prev"]).query)
    assert back == {
        "per_page": ["4"],
        "content_types": ["article,external_content"],
        "page": ["1"],
    }
    assert api.get("/content/search", per_page=80)["pages"]["per_page"] == 50


@pytest.mark.parametrize(
    "query",
    [
        {"query": "x" * 501},
        {"page": "x"},
        {"per_page": 0},
        {"states": "live"},
        {"content_types": "articles"},
        {"tag_ids": "vip"},
        {"any_tag_ids": "1,x"},
        {"tag_operator": "AND"},
        {"folder_ids": "7"},
        {"folder_ids": "7", "folder_entity_type": "article"},
        {"copilot_state": "true"},
        {"created_by_ids": "Nora"},
        {"updated_at_after": "yesterday"},
    ],
)
def test_refusals(api: Api, query: dict[str, Any]) -> None:
    reply = api.send("GET", "/content/search", query=query)
    assert (reply.status, reply.code) == (422, "data_invalid")

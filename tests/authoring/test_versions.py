from __future__ import annotations

from typing import Any

from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.versions import merged, version_ranges, view
from connector.model import expanded_ranges

KNOWN = ["1.9", "1.10", "1.11", "next"]


def entry(**more: Any) -> dict[str, Any]:
    facts = {"effect": "read", "idempotent": True, "irreversible": False, "returns": "json"}
    return {"request": "GET /books", "group": "Books", "summary": "List books.", **facts, **more}


def schema(part: str = "book", **properties: Any) -> dict[str, Any]:
    reference = {"$ref": f"shared/{part}.json"}
    return {"type": "object", "properties": {"book": reference, **properties}}


def catalogs() -> dict[str, CatalogFiles]:
    old = {"book": {"type": "object", "properties": {"title": {"type": "string"}}}}
    new = {"book": {"type": "object", "properties": {"title": {"type": ["string", "null"]}}}}
    page = {"type": "integer", "description": "Which page."}
    return {
        "next": CatalogFiles(
            {}, {"get_books": entry(query=["page"])}, {"get_books": schema(page=page)}, new
        ),
        "1.9": CatalogFiles(
            {},
            {"get_books": entry(), "get_old": entry()},
            {"get_books": schema(), "get_old": schema()},
            old,
        ),
        "1.10": CatalogFiles({}, {"get_books": entry()}, {"get_books": schema()}, new),
        "1.11": CatalogFiles({}, {"get_books": entry()}, {"get_books": schema()}, new),
    }


def test_ranges_are_of_the_given_order_not_of_numbers() -> None:
    assert version_ranges(["1.9", "1.10", "next"], KNOWN) == ["1.9..1.10", "next"]
    assert expanded_ranges(["1.9..1.11"], KNOWN) == ["1.9", "1.10", "1.11"]


def test_each_action_is_stored_once_and_what_differs_as_a_patch() -> None:
    whole, problems = merged(catalogs(), KNOWN, "1.11")
    assert problems == []
    assert whole.entries["get_books"]["versions"] == ["1.9..next"]
    assert whole.entries["get_old"]["versions"] == ["1.9"]
    assert whole.entries["get_books"]["query"] == ["page"]
    assert whole.schemas["get_books"] == schema()
    assert {tuple(each["versions"]) for each in whole.variants["get_books"]} == {
        ("next",),
        ("1.9",),
    }
    assert set(whole.shared) == {"book", "book-1.9"}
    assert whole.schemas["get_old"] == schema("book-1.9")


def test_the_view_of_a_version_is_what_its_own_document_says() -> None:
    whole, _ = merged(catalogs(), KNOWN, "1.11")
    for label, one in catalogs().items():
        alone, _ = merged({label: one}, KNOWN, label)
        assert view(whole, label, KNOWN) == view(alone, label, KNOWN)


def test_a_fact_that_cannot_differ_between_versions_is_a_problem() -> None:
    two = catalogs()
    two["1.9"].entries["get_books"]["returns"] = "text"
    assert merged(two, KNOWN, "1.11")[1] == [
        "get_books: returns differs between versions; say which in the overlay"
    ]

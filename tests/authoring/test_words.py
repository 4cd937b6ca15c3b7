"""Words survive a refresh, wherever their place still exists."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

from connector.authoring.catalog_files import CatalogFiles, read_catalog, write_catalog
from connector.authoring.importing import import_catalog
from connector.authoring.json_patch import patch_between
from connector.authoring.schema_tree import without_words
from connector.authoring.versions import in_order_of
from connector.authoring.words import collect_words, facts_only, restore_words
from connector.patching import patched


def test_words_by_hand_survive_an_import(library_path: Path, tmp_path: Path) -> None:
    import_catalog([library_path], tmp_path, overlay=None, texts=False)
    catalog = read_catalog(tmp_path)
    assert {entry["summary"] for entry in catalog.entries.values()} == {""}
    catalog.entries["get_books"]["summary"] = "See what is on the shelves."
    catalog.entries["get_books"]["hint"] = "For one book use another."
    catalog.schemas["post_loans"]["properties"]["data"]["anyOf"][1]["title"] = "to a branch"
    book = catalog.schemas["post_books"]["properties"]["data"]
    book["properties"]["description"]["description"] = "What it is about."
    catalog.shared["Genre"]["title"] = "kind of book"
    write_catalog(catalog, tmp_path)

    for texts in (False, True):
        report = import_catalog([library_path], tmp_path, overlay=None, texts=texts)
        assert report.lost_words == ()
        again = read_catalog(tmp_path)
        assert again.entries["get_books"]["summary"] == "See what is on the shelves."
        assert again.entries["get_books"]["hint"] == "For one book use another."
        assert list(again.entries["get_books"])[:4] == ["request", "group", "summary", "hint"]
        data = again.schemas["post_loans"]["properties"]["data"]
        assert data["anyOf"][1]["title"] == "to a branch"
        book = again.schemas["post_books"]["properties"]["data"]
        assert book["properties"]["description"]["description"] == "What it is about."
        assert again.shared["Genre"]["title"] == "kind of book"
        assert again.entries["post_books"]["summary"] == ("Add a book." if texts else "")


def test_words_without_a_place_are_handed_back(library: CatalogFiles) -> None:
    words = collect_words(library)
    words.entries["get_gone"] = {"summary": "Gone."}
    words.schemas["get_books"]["/properties/gone"] = {"title": "gone"}
    words.shared["Gone"] = {"": {"title": "gone"}}
    restored, lost = restore_words(library, words)
    assert lost == [
        "get_gone",
        "schemas/get_books.json#/properties/gone",
        "schemas/shared/Gone.json",
    ]
    assert restored == library


def test_facts_hold_no_words(library: CatalogFiles) -> None:
    facts = facts_only(library)
    words = collect_words(facts)
    assert not any([*words.entries.values(), *words.schemas.values(), *words.shared.values()])
    assert restore_words(facts, collect_words(library))[0] == library


def test_words_of_other_versions_go_with_their_patches(library: CatalogFiles) -> None:
    data = library.schemas["post_books"]["properties"]["data"]
    book = data["properties"]
    book["description"] = {"type": "string", "description": "What it is about."}
    other = copy.deepcopy(library.schemas["post_books"])
    other["properties"]["data"]["properties"]["description"] = {"type": "integer"}
    other["properties"]["data"]["properties"]["blurb"] = {"type": "string"}
    patch = list(
        patch_between(
            without_words(library.schemas["post_books"]),
            in_order_of(library.schemas["post_books"], without_words(other)),
        )
    )
    facts = replace(
        facts_only(library), variants={"post_books": [{"versions": ["1"], "patch": patch}]}
    )
    words = collect_words(library)
    words.variants["post_books"] = {
        "/properties/data/properties/blurb": {"description": "On the back."}
    }

    catalog, lost = restore_words(facts, words)

    assert lost == []
    (variant,) = catalog.variants["post_books"]
    written = patched(catalog.schemas["post_books"], variant["patch"])
    fields = written["properties"]["data"]["properties"]
    assert fields["description"] == {"type": "integer", "description": "What it is about."}
    assert fields["blurb"] == {"type": "string", "description": "On the back."}
    assert fields["title"] == book["title"]
    assert collect_words(catalog).variants == words.variants
    assert facts_only(catalog).variants == facts.variants
    words.variants["post_books"]["/properties/gone"] = {"title": "gone"}
    gone = "schemas/variants/post_books.json#/properties/gone"
    assert restore_words(facts, words)[1] == [gone]

    without = facts_only(library)
    assert not without.variants
    blurb = "schemas/variants/post_books.json#/properties/data/properties/blurb"
    assert restore_words(without, words)[1] == [blurb, gone]

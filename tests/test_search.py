"""People's requests lead to the right actions. The requests were written before the search was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connector import load_catalog, search_actions
from connector.errors import CatalogError

REQUESTS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "searches.json").read_text(encoding="utf-8")
)
GOALS = {"en": (0.92, 0.70), "pt": (0.80, 0.0), "es": (0.80, 0.0)}
"""Language -> share of requests whose action is among the first five, and is the first."""


def names(query: str, **filters: Any) -> list[str]:
    return [action.name for action in search_actions(query, **filters)]


@pytest.mark.parametrize("half", ["tuned", "held back"])
@pytest.mark.parametrize("language", GOALS)
def test_requests_lead_to_their_actions(language: str, half: str) -> None:
    asked = [each for each in REQUESTS if (each["lang"], each["half"]) == (language, half)]
    found = [names(each["query"], limit=5) for each in asked]
    among = sum(
        bool(set(each["actions"]) & {*five}) for each, five in zip(asked, found, strict=True)
    )
    first = sum(five[0] in each["actions"] for each, five in zip(asked, found, strict=True) if five)
    assert among / len(asked) >= GOALS[language][0]
    assert first / len(asked) >= GOALS[language][1]


def test_the_requests_are_many_and_in_halves() -> None:
    english = [each for each in REQUESTS if each["lang"] == "en"]
    assert len(english) >= 300
    assert len({each["query"].casefold() for each in REQUESTS}) == len(REQUESTS)
    catalog = load_catalog()
    assert all(name in catalog for each in REQUESTS for name in each["actions"])
    for language in GOALS:
        halves = [each["half"] for each in REQUESTS if each["lang"] == language]
        assert halves.count("tuned") == halves.count("held back")


def test_a_name_finds_itself_first() -> None:
    for name in load_catalog():
        assert names(name)[0] == name


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("snoze the conversaton", "post_conversations_by_id_parts"),
        ("who is ada@example.com", "post_contacts_search"),
        ("MERGE THE DUPLICATES", "post_contacts_merge"),
        ("post_contacts_search please", "post_contacts_search"),
    ],
)
def test_spelling_matters_little(words: str, meant: str) -> None:
    assert meant in names(words, limit=5)


def test_what_can_be_told_apart_is() -> None:
    assert names("what tags do we have")[0] == "get_tags"
    assert names("show me tag 17")[0] == "get_tags_by_id"
    assert names("make a new tag called VIP")[0] == "post_tags"
    assert names("delete the tag 17 for good")[0] == "delete_tags_by_id"


def test_filters_leave_out_the_others() -> None:
    catalog = load_catalog()
    assert {catalog[name].group for name in names("delete it", group="tags")} == {"Tags"}
    assert {catalog[name].effect for name in names("a contact", effect="destroy")} == {"destroy"}
    old = names("merge two conversations", version="2.7", limit=300)
    assert old
    assert set(old) <= set(load_catalog(version="2.7"))
    assert "post_conversations_by_id_merge" in names("merge two conversations")
    assert names("merge two conversations", catalog=load_catalog(version="2.7"), limit=300) == old
    with pytest.raises(CatalogError, match="two"):
        search_actions("tags", version="two")


def test_filters_that_fit_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="'reed' is no effect: use read, write, destroy"):
        search_actions("tags", effect="reed")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'Contact' is no group: did you mean Contacts"):
        search_actions("tags", group="Contact")
    with pytest.raises(ValueError, match="has them all"):
        search_actions("tags", group="xyzzy")


def test_limits_and_empty_queries() -> None:
    assert len(search_actions("contact", limit=3)) == 3
    assert search_actions("contact", limit=0) == []
    assert search_actions("") == []
    assert search_actions("zzqx") == []
    assert search_actions("the of and") == []


def test_the_model_is_asked_only_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def nearness(catalog: object, query: str) -> dict[str, float]:
        asked.append(query)
        return {name: float(name == "get_brands") for name in load_catalog()}

    monkeypatch.setattr("connector.search.semantic_scores", nearness)
    assert names("what tags do we have")[0] == "get_tags"
    assert asked == []
    assert names("zzqx", semantic=True)[0] == "get_brands"
    assert asked == ["zzqx"]
    assert names(" ", semantic=True) == []

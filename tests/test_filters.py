"""Filters: every text of the table becomes its query, or every fault of it is told with its place.

The clock of the cases stands at 2026-11-20 10:00 UTC.
"""

from __future__ import annotations

import asyncio
import copy
import doctest
import itertools
import json
import pickle
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import connector.filter_times
import connector.filters
from connector import Catalog, aconnect, connect, filters, load_catalog
from connector.errors import InvalidParams, UnknownName
from connector.filter_fields import search_of
from connector.filter_text import MAX_NESTING
from connector.filter_tree import FilterProblem
from connector.model import Action

NOW = 1795168800
CASES = json.loads((Path(__file__).parent / "cases" / "filters.json").read_text(encoding="utf-8"))
CONVERSATIONS = "post_conversations_search"
CONTACTS = "post_contacts_search"
IDS = {"Billing": "123", "VIP": "99", "me": "5"}


def known_ids(kind: str, name: str) -> str:
    if name not in IDS:
        raise UnknownName(kind, name)
    return IDS[name]


@pytest.mark.parametrize("case", CASES["queries"], ids=lambda case: case["text"])
def test_a_text_becomes_a_query(case: dict[str, Any], catalog: Catalog) -> None:
    found = filters.read(case["text"], case["action"], resolve=known_ids, now=NOW)
    assert found.query == case["query"]
    assert found.place == "data.query"
    assert found.explanation == case.get("words", found.explanation)
    catalog[case["action"]].validate({"data": {"query": found.query}})


@pytest.mark.parametrize("case", CASES["problems"], ids=lambda case: case["text"])
def test_a_text_that_cannot_be_meant_tells_all_its_faults(case: dict[str, Any]) -> None:
    with pytest.raises(InvalidParams) as caught:
        filters.query(case["text"], case["action"], resolve=known_ids, now=NOW)
    problems = caught.value.problems
    assert len(problems) == len(case["told"]), problems
    for problem, (start, end, message, suggestion) in zip(problems, case["told"], strict=True):
        assert isinstance(problem, FilterProblem)
        assert (problem.start, problem.end, problem.suggestion) == (start, end, suggestion)
        assert message in problem.message
        assert problem.path == "data.query"
    assert caught.value.action == case["action"]


def test_a_fault_is_marked_in_its_line() -> None:
    with pytest.raises(InvalidParams) as caught:
        filters.query("state=open\ntem=3", CONVERSATIONS)
    assert str(caught.value.problems[0]).splitlines() == [
        "at 12: there is no field 'tem'. Did you mean 'team'?",
        "      tem=3",
        "      ^^^",
    ]


def test_a_long_line_is_cut_around_the_fault() -> None:
    text = " ".join(["state=open"] * 30 + ["tem=3"] + ["state=open"] * 30)
    with pytest.raises(InvalidParams) as caught:
        filters.query(text, CONVERSATIONS)
    problem = next(each for each in caught.value.problems if each.suggestion)
    lines = str(problem).splitlines()
    start = lines[2].index("^")
    assert lines[1][start : start + len(lines[2].strip())] == "tem"
    assert len(lines[1]) < 120


def test_faults_reach_a_machine_with_their_places() -> None:
    with pytest.raises(InvalidParams) as caught:
        filters.query("tem=3", CONVERSATIONS)
    again = pickle.loads(pickle.dumps(caught.value))
    told = again.to_dict()["problems"][0]
    assert (told["start"], told["end"], told["text"]) == (0, 3, "tem=3")
    assert told["suggestion"] == "team"


# ── Limits ──


def test_a_group_takes_fifteen_conditions_and_no_more() -> None:
    conditions = [f"parts={number}" for number in range(16)]
    assert len(filters.query(" or ".join(conditions[:15]), CONVERSATIONS)["value"]) == 15
    with pytest.raises(InvalidParams, match=r"OR holds 16 conditions here, and the API takes 15"):
        filters.query(" or ".join(conditions), CONVERSATIONS)


def test_groups_of_one_operator_are_one_however_deep() -> None:
    made = filters.query("parts=1 (parts=2 (parts=3 (parts=4 and parts=5)))", CONVERSATIONS)
    assert [part["value"] for part in made["value"]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("text", ["(" * 100_000, "(" * 40 + "state=open" + ")" * 40])
def test_nesting_without_end_is_refused(text: str) -> None:
    with pytest.raises(InvalidParams) as caught:
        filters.query(text, CONVERSATIONS)
    assert f"more than {MAX_NESTING} parentheses" in str(caught.value)


def test_a_long_row_of_negations_is_read() -> None:
    made = filters.query("not " * 10_001 + "state=open", CONVERSATIONS)
    assert made == {"field": "state", "operator": "!=", "value": "open"}


# ── Times ──


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("now", 1795168800),
        ("90s", 1795168710),
        ("30m", 1795167000),
        ("24h", 1795082400),
        ("2w", 1793959200),
        ("-1D", 1795082400),
        ("+1d", 1795255200),
        ("3mo", 1787220000),
        ("1y", 1763632800),
        ("2026-11-20T09:30:05", 1795167005),
        ("2026-11-20T09:30:05Z", 1795167005),
        ("2026-11-20T09:30:05+01:00", 1795163405),
    ],
)
def test_a_moment_is_compared_as_it_stands(text: str, at: int) -> None:
    made = filters.query(f"updated<{text}", CONVERSATIONS, now=NOW)
    assert made == {"field": "updated_at", "operator": "<", "value": at}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("today", "2026-11-20 00:00", "2026-11-21 00:00"),
        ("yesterday", "2026-11-19 00:00", "2026-11-20 00:00"),
        ("tomorrow", "2026-11-21 00:00", "2026-11-22 00:00"),
        ("friday", "2026-11-20 00:00", "2026-11-21 00:00"),
        ("Monday", "2026-11-16 00:00", "2026-11-17 00:00"),
        ("sat", "2026-11-14 00:00", "2026-11-15 00:00"),
        ("2026", "2026-01-01 00:00", "2027-01-01 00:00"),
        ("2026-02", "2026-02-01 00:00", "2026-03-01 00:00"),
        ('"2026-11-20 09:30"', "2026-11-20 09:30", "2026-11-20 09:31"),
    ],
)
@pytest.mark.parametrize("action", [CONVERSATIONS, CONTACTS])
def test_a_stretch_is_all_of_its_seconds(text: str, start: str, end: str, action: str) -> None:
    words = filters.explain(f"updated={text}", action, now=NOW).splitlines()[0]
    assert words == f"updated_at at or after {start} UTC AND updated_at before {end} UTC"


def test_days_are_those_of_the_time_zone() -> None:
    words = filters.explain("created=2026-07-01", CONVERSATIONS, timezone="Europe/Dublin")
    assert "created_at at or after 2026-07-01 00:00 Europe/Dublin" in words
    made = filters.query("created>2026-07-01T00:00", CONVERSATIONS, timezone="Europe/Dublin")
    assert made["value"] == datetime(2026, 6, 30, 23, 1, tzinfo=UTC).timestamp()


def test_now_may_be_a_time() -> None:
    now = datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert filters.query("updated>7d", CONVERSATIONS, now=now)["value"] == NOW - 7 * 86_400


@pytest.mark.parametrize("text", ["999999y", "999999mo", "+999999w", "9999999999999999999"])
def test_a_time_out_of_reach_is_a_fault(text: str) -> None:
    with pytest.raises(InvalidParams):
        filters.query(f"updated>{text}", CONVERSATIONS, now=NOW)


def test_a_date_without_hyphens_is_not_taken_for_seconds() -> None:
    with pytest.raises(InvalidParams, match="20261120 looks like a date: write it as 2026-11-20"):
        filters.query("updated>20261120", CONVERSATIONS, now=NOW)
    query = filters.query("updated>20261320", CONVERSATIONS, now=NOW)
    assert query["value"] == 20261320, "no such month: seconds"


def test_an_unknown_time_zone_is_told() -> None:
    with pytest.raises(InvalidParams, match="is no time zone: give one such as Europe/Dublin"):
        filters.query("created=today", CONVERSATIONS, timezone="Dublin")


# ── Names ──


def test_without_a_directory_it_says_which_action_gives_the_ids() -> None:
    with pytest.raises(InvalidParams, match=r"'Billing' is no id of a team.*get_teams gives"):
        filters.query("team=Billing", CONVERSATIONS)


def test_a_name_is_looked_up_once() -> None:
    asked: list[tuple[str, str]] = []

    def resolve(kind: str, name: str) -> str:
        asked.append((kind, name))
        return "7"

    filters.query("admin=me or teammate=me or contact_ids=me", CONVERSATIONS, resolve=resolve)
    assert asked == [("admin", "me"), ("contact", "me")]


def test_what_is_an_id_is_not_looked_up() -> None:
    contact = "65f0a1b2c3d4e5f6a7b8c9d0"
    made = filters.query(f"contact={contact} admin=5", CONVERSATIONS, resolve=known_ids)
    assert [part["value"] for part in made["value"]] == [contact, 5]


def test_other_errors_of_the_directory_come_through() -> None:
    def broken(kind: str, name: str) -> str:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        filters.query("team=Billing", CONVERSATIONS, resolve=broken)


def test_asynchronous_code_looks_names_up_first() -> None:
    text = 'state=open team="Customer Support" admin=me'
    asked = filters.names(f"{text} tem=3", CONVERSATIONS)
    assert asked == [("team", "Customer Support"), ("admin", "me")]

    async def looked_up() -> dict[tuple[str, str], str]:
        async with await aconnect("sandbox") as conn:
            return {each: await conn.resolve(*each) for each in asked}

    ids = asyncio.run(looked_up())
    made = filters.query(text, CONVERSATIONS, resolve=lambda *each: ids[each])
    assert [part["value"] for part in made["value"]] == ["open", 6140001, 8140001]


# ── Explaining a query ──


def test_a_query_is_explained() -> None:
    made = filters.query("(state=open or read=true) tag=1,2", CONVERSATIONS)
    words = "(state is open OR read is true) AND tag_ids is one of 1, 2"
    assert filters.explain(made, CONVERSATIONS) == words


def test_a_query_that_the_action_refuses_is_not_explained() -> None:
    with pytest.raises(InvalidParams) as caught:
        filters.explain({"field": "state", "operator": ">", "value": "x"}, CONVERSATIONS)
    assert caught.value.problems[0].path == "data.query.operator"


def test_bounds_are_told_as_the_api_reads_them() -> None:
    single = {"field": "created_at", "operator": "<", "value": 1795132799}
    assert filters.explain(single, CONVERSATIONS) == "created_at before 2026-11-20 00:00 UTC"
    strictly = "created_at before 2026-11-19 23:59:59 UTC"
    assert filters.explain(single, CONTACTS).splitlines()[0] == strictly


# ── Any field, any operator, any catalog ──

VALUES = ["open", "1", "1.5", "true", "7d", "2026-11-20", "none", '"a b"', "a,b", "1,2", "today"]
SEARCHES = ("post_contacts_search", "post_conversations_search", "post_tickets_search")
OPERATORS = ["=", "!=", ">", ">=", "<", "<=", "~", "!~", "^", "$", ":"]


@pytest.mark.parametrize("action", [*SEARCHES, "post_companies_search"])
def test_what_comes_out_is_always_accepted(action: str, catalog: Catalog) -> None:
    search = search_of(catalog[action])
    assert search is not None
    fields = [*search.fields, *search.short, "custom_attributes.plan"]
    faults: list[InvalidParams] = []
    made = 0
    chosen = random.Random(action)
    for field, operator in itertools.product(fields, OPERATORS):
        value = chosen.choice(VALUES)
        try:
            query = filters.query(f"{field}{operator}{value}", action, resolve=lambda *_: "7")
        except InvalidParams as error:
            faults.append(error)
        else:
            catalog[action].validate({"data": {"query": query}})
            assert filters.explain(query, action)
            made += 1
    assert min(made, len(faults)) > 40
    assert are_told_with_their_places(faults)


def are_told_with_their_places(faults: list[InvalidParams]) -> bool:
    return all(
        error.problems and all(isinstance(problem, FilterProblem) for problem in error.problems)
        for error in faults
    )


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_read_or_refused(seed: int) -> None:
    pieces = [
        *("state=open", "tag", "in", "not", "and", "or", "(", ")", ",", "=", ">", "-", "|", "&"),
        *("'", '"', "7d", " ", "\n", "é", "\\", ".", "$", "x.y", "updated>7d", "tag in (1)", "!"),
    ]
    chosen = random.Random(seed)
    faults: list[InvalidParams] = []
    for _ in range(200):
        text = chosen.choice(("", " ")).join(chosen.choices(pieces, k=chosen.randint(1, 12)))
        try:
            filters.query(text, CONVERSATIONS, resolve=lambda *_: "7", now=NOW)
        except InvalidParams as error:
            faults.append(error)
    assert are_told_with_their_places(faults)
    assert all(map(str, faults))


def test_short_names_are_of_fields_and_hide_none(catalog: Catalog) -> None:
    for name in filters.filterable(catalog.values()):
        search = search_of(catalog[name])
        assert search is not None
        assert set(search.short.values()) <= set(search.fields)
        assert not set(search.short) & set(search.fields)
        kinds = {each.kind for each in search.fields.values()} - {None}
        assert kinds <= {kind.name for kind in catalog.id_kinds.kinds}


def test_which_actions_take_a_filter(catalog: Catalog) -> None:
    assert sorted(filters.filterable(catalog.values())) == sorted(
        (*SEARCHES, "post_companies_search")
    )
    assert filters.takes_filter(catalog[CONTACTS])
    with pytest.raises(InvalidParams, match=r"takes no filter.*post_companies_search"):
        filters.query("a=1", "get_me")


@pytest.mark.parametrize("version", ["2.7", "2.11", "2.16", "Preview"])
def test_filters_fit_each_version(version: str) -> None:
    catalog = load_catalog(version=version)
    made = filters.query("role=user tag=1,2", CONTACTS, catalog=catalog)
    catalog[CONTACTS].validate({"data": {"query": made}})


FILTER: dict[str, Any] = {
    "properties": {
        "field": {"type": "string"},
        "operator": {"enum": ["=", "!=", ">", ">=", "<", "<=", "~"]},
        "value": {},
    },
    "required": ["field", "operator", "value"],
    "allOf": [
        {
            "if": {"properties": {"field": {"const": "genre"}}, "required": ["field"]},
            "then": {
                "properties": {
                    "operator": {"enum": ["=", "!="]},
                    "value": {"type": "string", "enum": ["poetry", "prose"]},
                }
            },
        },
        {
            "if": {"properties": {"field": {"enum": ["lent_at"]}}, "required": ["field"]},
            "then": {"properties": {"value": {"type": "integer", "format": "unix-time"}}},
        },
        {
            "if": {"properties": {"field": {"enum": ["pages"]}}, "required": ["field"]},
            "then": {"properties": {"value": {"type": "integer"}}},
        },
    ],
}
GROUP: dict[str, Any] = {
    "properties": {
        "operator": {"enum": ["AND", "OR"]},
        "value": {"type": "array", "items": {"$ref": "#/$defs/Filter"}, "maxItems": 3},
    },
    "required": ["operator", "value"],
}


def library(query: dict[str, Any], **definitions: Any) -> Action:
    schema = {"properties": {"where": query}, "$defs": {"Filter": FILTER, **definitions}}
    return Action(
        "find_books", "POST", "/books", "Books", "Find books.", load_schema=lambda: schema
    )


def test_a_schema_of_ones_own_says_what_its_fields_take() -> None:
    action = library({"anyOf": [{"$ref": "#/$defs/Filter"}, GROUP]})
    found = filters.read("genre=poetry pages>100 lent>=1970-01-02", action)
    assert found.place == "where"
    assert [part["value"] for part in found.query["value"]] == ["poetry", 100, 86_400]
    assert found.query["value"][2]["operator"] == ">="
    assert found.put_into({"page": 2})["where"] == found.query
    with pytest.raises(InvalidParams) as caught:
        filters.query("genre=poetr (genre=prose or pages=1)", action)
    assert [problem.suggestion for problem in caught.value.problems] == ["poetry", None]
    with pytest.raises(InvalidParams, match="nest at most 1 levels deep"):
        filters.query("genre=prose (genre=prose or pages=1)", action)
    with pytest.raises(InvalidParams, match="the API takes 3"):
        filters.query("pages>1 pages>2 pages>3 pages>4", action)


def test_an_operator_of_ones_own_is_explained_as_it_stands() -> None:
    operator = {"enum": ["=", "has"]}
    own = {**FILTER, "properties": {**FILTER["properties"], "operator": operator}}
    query = {"field": "lent_at", "operator": "has", "value": 86_400}
    assert filters.explain(query, library(own)) == "lent_at has 1970-01-02 00:00 UTC"


def test_what_only_the_validator_knows_is_told_with_its_place() -> None:
    short = {"properties": {"value": {"maximum": 9}}}
    rule = {"if": {"properties": {"field": {"const": "pages"}}}, "then": short}
    limited = {**FILTER, "allOf": [*FILTER["allOf"], rule]}
    with pytest.raises(InvalidParams) as caught:
        filters.query(
            "genre=prose or pages=10", library({"anyOf": [limited, GROUP]}, Filter=limited)
        )
    problem = caught.value.problems[0]
    assert isinstance(problem, FilterProblem)
    assert problem.path == "where.value.1.value"
    assert problem.text[problem.start : problem.end] == "pages=10"


def test_a_schema_without_groups_takes_one_condition() -> None:
    action = library({"$ref": "#/$defs/Filter"})
    assert filters.query("pages>1", action)["value"] == 1
    with pytest.raises(InvalidParams, match="nest at most 0 levels deep"):
        filters.query("pages>1 genre=prose", action)


def test_a_schema_that_contains_itself_nests_without_end() -> None:
    group = copy.deepcopy(GROUP)
    group["properties"]["value"]["items"] = {"$ref": "#/$defs/Query"}
    query = {"anyOf": [{"$ref": "#/$defs/Filter"}, group]}
    action = library({"$ref": "#/$defs/Query"}, Query=query)
    made = filters.query("pages>1 (pages<9 or genre=prose (pages=3 or pages=4))", action)
    assert made["value"][1]["value"][1]["value"][1]["operator"] == "OR"


@pytest.mark.parametrize(
    "query", [{"type": "string"}, {"properties": {"field": {}, "operator": {}, "value": {}}}]
)
def test_a_schema_of_another_structure_takes_none(query: dict[str, Any]) -> None:
    action = library(query)
    assert not filters.takes_filter(action)
    with pytest.raises(InvalidParams, match="its schema has no query of field, operator and value"):
        filters.query("a=1", action)


# ── In the sandbox ──


@pytest.fixture
def searches() -> Iterator[Any]:
    with connect("sandbox") as conn:

        def found(action: str, text: str) -> int:
            query = filters.query(text, action, resolve=conn.resolve)
            params: dict[str, Any] = {"data": {"query": query}}
            return int(conn.run(action, params)["total_count"])

        yield found


@pytest.mark.parametrize(
    ("action", "every", "parts"),
    [
        (CONTACTS, "created>2000", ["role=user", "role=lead"]),
        (CONTACTS, "created>2000", ["email$@example.com", "not email~@example.com"]),
        (CONVERSATIONS, "created>2000", ["state=open", "state!=open"]),
        (CONVERSATIONS, "created>2000", ["admin=me", "not admin=me"]),
        (CONVERSATIONS, "created>2000", ["team='Customer Support'", "-team='Customer Support'"]),
        ("post_tickets_search", "created>2000", ["open=true", "open=false"]),
        ("post_tickets_search", "created>2000", ["type='Recall'", "type!='Recall'"]),
    ],
)
def test_parts_of_the_sandbox_make_up_the_whole(
    action: str, every: str, parts: list[str], searches: Any
) -> None:
    whole = searches(action, every)
    assert whole > 0
    assert sum(searches(action, part) for part in parts) == whole


@pytest.mark.parametrize("module", [connector.filters, connector.filter_times])
def test_the_examples_are_right(module: Any) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0

"""Finding out whether a call happened, with checks made by hand; no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from connector.calls import Run
from connector.errors import (
    BrokenCall,
    ConnectorError,
    NotFound,
    RateLimited,
    ServerError,
    Timeout,
)
from connector.model import Action, Check, Pager
from connector.reconciliation import CLOCK_SKEW_S, MAX_PAGES, Reconciled, reconcile_steps
from connector.retry import RetryPolicy
from connector.wire import Headers, Response

BEGAN = 1_760_000_000.0
PARAMS = {"id": "7", "data": {"body": "A & B", "admin_id": 5, "tag": None}}
CHECK = Check(
    action="list_notes",
    missing="not_done",
    fill={"id": "params.id"},
    items="notes",
    same={"body": "params.data.body", "author.id": "params.data.admin_id"},
    since="created_at",
)
PAGED = Pager(style="cursor", items="notes", next="next", cursor_param="after")


@dataclass
class Made:
    """A call as the flow had it made."""

    action: str
    params: Mapping[str, Any]


def broken(outcome: str = "unknown", params: Any = PARAMS) -> ConnectorError:
    error = Timeout("too late")
    error.outcome = outcome  # type: ignore[assignment]
    error.call = BrokenCall("add_note", params, BEGAN)
    return error


def note(body: Any = "A & B", author: Any = 5, at: Any = BEGAN + 1) -> dict[str, Any]:
    return {"body": body, "author": {"id": author}, "created_at": at}


def reconciled(
    error: ConnectorError,
    checks: tuple[Check, ...],
    answers: list[Any],
    pager: Pager | None = None,
    ahead_s: float = 0.0,
) -> tuple[Reconciled, list[Made]]:
    """Answer each read in turn (an exception is raised); gives what came out and the reads."""
    add = Action("add_note", "POST", "/notes", "Notes", "Add a note.", reconcile=checks)
    read = Action("list_notes", "GET", "/notes", "Notes", "List notes.", effect="read", pager=pager)
    made: list[Made] = []

    def prepare(name: str, params: Mapping[str, Any]) -> Any:
        made.append(Made(name, params))
        caller = SimpleNamespace(policy=RetryPolicy())
        return SimpleNamespace(caller=caller, action=read, params=params)

    find = {"add_note": add, "list_notes": read}.__getitem__
    flow = reconcile_steps(error, find, prepare, lambda: ahead_s)
    left = list(answers)
    try:
        step = next(flow)
        while True:
            assert isinstance(step, Run)
            answer = left.pop(0)
            if isinstance(answer, Exception):
                step = flow.throw(answer)
            else:
                step = flow.send(Response(200, Headers(), answer))
    except StopIteration as done:
        assert left == []
        return done.value, made


def verdict(answer: Any, check: Check = CHECK, params: Any = PARAMS) -> str:
    return reconciled(broken(params=params), (check,), [answer])[0].verdict


@pytest.mark.parametrize(("outcome", "word"), [("not_sent", "never sent"), ("rejected", "refused")])
def test_what_certainly_did_not_happen_needs_no_read(outcome: str, word: str) -> None:
    told, made = reconciled(broken(outcome), (CHECK,), [])
    assert (told.verdict, made) == ("not_done", [])
    assert word in told.reason


def test_without_a_call_or_a_check_nothing_can_be_said() -> None:
    lost = broken()
    lost.call = None
    assert reconciled(lost, (CHECK,), [])[0].verdict == "unknown"
    assert reconciled(broken(), (), [])[0].verdict == "unknown"


@pytest.mark.parametrize(
    ("needs", "applies"),
    [
        ((), True),
        (("data.body",), True),
        (("data.body", "id"), True),
        (("data.missing",), False),
        (("data.tag",), False),
        (("data.body", "data.missing"), False),
    ],
)
def test_a_check_applies_where_the_call_has_what_it_needs(
    needs: tuple[str, ...], applies: bool
) -> None:
    check = replace(CHECK, needs=needs)
    told, made = reconciled(broken(), (check,), [{"notes": []}] if applies else [])
    assert told.verdict == ("not_done" if applies else "unknown")
    assert len(made) == applies


def test_the_first_check_that_applies_is_used() -> None:
    first = replace(CHECK, needs=("data.missing",))
    second, third = replace(CHECK, missing="unknown"), CHECK
    told, _ = reconciled(broken(), (first, second, third), [{"notes": []}])
    assert told.verdict == "unknown"
    assert "may lag behind" in told.reason


def test_what_shows_it_is_given_back() -> None:
    found = note()
    answer = {"notes": [note(body="else"), found, note()]}
    told, made = reconciled(broken(), (CHECK,), [answer])
    assert (told.verdict, told.reason) == ("done", "list_notes shows it.")
    assert told.object is found
    assert made == [Made("list_notes", {"id": "7"})]
    assert "A & B" not in repr(told)


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (note(), "done"),
        (note(author="5"), "done"),
        (note(body="<p>A &amp; B</p>"), "done"),
        (note(body="<p>a &amp;\n b</p>"), "done"),
        (note(body="A & B!"), "not_done"),
        (note(body=None), "not_done"),
        (note(author=6), "not_done"),
        ({"body": "A & B", "created_at": BEGAN}, "not_done"),
        (note(at=BEGAN - CLOCK_SKEW_S), "done"),
        (note(at=BEGAN - CLOCK_SKEW_S - 1), "not_done"),
        (note(at=None), "unknown"),
        (note(at="yesterday"), "unknown"),
        (None, "not_done"),
        ("A & B", "not_done"),
    ],
)
def test_which_candidates_are_the_calls_work(candidate: Any, expected: str) -> None:
    assert verdict({"notes": [candidate]}) == expected


@pytest.mark.parametrize(
    ("made_at", "ahead_s", "expected"),
    [
        (BEGAN - 59, -60.0, "done"),
        (BEGAN - 59, 0.0, "not_done"),
        (BEGAN + 1, 60.0, "not_done"),
        (BEGAN + 61, 60.0, "done"),
    ],
)
def test_times_are_told_by_the_apis_clock(made_at: float, ahead_s: float, expected: str) -> None:
    answer = {"notes": [note(at=made_at)]}
    assert reconciled(broken(), (CHECK,), [answer], ahead_s=ahead_s)[0].verdict == expected


def test_a_value_that_the_call_did_not_give_is_not_compared() -> None:
    without_author = {"id": "7", "data": {"body": "A & B"}}
    assert verdict({"notes": [note(author=99)]}, params=without_author) == "done"


def test_a_null_of_the_call_stands_for_nothing_there() -> None:
    check = replace(CHECK, same={"tag": "params.data.tag"})
    assert verdict({"notes": [note()]}, check) == "done"
    assert verdict({"notes": [{**note(), "tag": None}]}, check) == "done"
    assert verdict({"notes": [{**note(), "tag": "VIP"}]}, check) == "not_done"


def test_fixed_values_must_be_there_too() -> None:
    check = replace(CHECK, fixed={"kind": "note"})
    assert verdict({"notes": [{**note(), "kind": "note"}]}, check) == "done"
    assert verdict({"notes": [{**note(), "kind": "close"}]}, check) == "not_done"
    assert verdict({"notes": [note()]}, check) == "not_done"


def test_one_that_is_only_alike_leaves_it_open() -> None:
    check = replace(CHECK, like={"title": "params.data.title"})
    params = {"id": "7", "data": {**PARAMS["data"], "title": "Hello"}}  # type: ignore[dict-item]
    alike, same = {**note(), "title": "Bye"}, {**note(), "title": "hello"}
    told, _ = reconciled(broken(params=params), (check,), [{"notes": [alike]}])
    assert (told.verdict, told.object) == ("unknown", alike)
    told, _ = reconciled(broken(params=params), (check,), [{"notes": [alike, same]}])
    assert (told.verdict, told.object) == ("done", same)


def test_lists_and_objects_are_compared_whole() -> None:
    check = replace(CHECK, same={"tags": "params.data.tags"}, since=None)
    params = {"id": "7", "data": {"tags": ["a", "b"]}}
    assert verdict({"notes": [{"tags": ["a", "b"]}]}, check, params) == "done"
    assert verdict({"notes": [{"tags": ["b", "a"]}]}, check, params) == "not_done"
    assert verdict({"notes": [{"tags": "a b"}]}, check, params) == "not_done"


@pytest.mark.parametrize(
    ("items", "answer", "expected"),
    [
        ("notes", {}, "not_done"),
        ("notes", {"notes": None}, "not_done"),
        ("parts.notes", {"parts": {"notes": [note()]}}, "done"),
        ("note", {"note": note()}, "done"),
        (None, note(), "done"),
        (None, [note()], "done"),
        (None, None, "not_done"),
    ],
)
def test_where_the_candidates_are(items: str | None, answer: Any, expected: str) -> None:
    assert verdict(answer, replace(CHECK, items=items)) == expected


def test_the_reads_params_are_filled_also_inside_lists() -> None:
    fixed: dict[str, Any] = {
        "data": {"query": {"operator": "AND", "value": [{"field": "a"}, {"field": "at"}]}}
    }
    check = replace(
        CHECK,
        params=fixed,
        fill={
            "data.query.value.0.value": "params.data.body",
            "data.query.value.1.value": "call.started_at",
            "data.missing": "params.data.missing",
            "per_page": "params.data.admin_id",
        },
    )
    _, [made] = reconciled(broken(), (check,), [{"notes": []}])
    began = int(BEGAN - CLOCK_SKEW_S)
    value = [{"field": "a", "value": "A & B"}, {"field": "at", "value": began}]
    assert made.params == {"data": {"query": {"operator": "AND", "value": value}}, "per_page": 5}
    assert fixed["data"]["query"]["value"] == [{"field": "a"}, {"field": "at"}]


@pytest.mark.parametrize(
    ("missing", "expected"), [("not_done", "not_done"), ("unknown", "unknown")]
)
def test_a_404_means_that_it_is_not_there(missing: Any, expected: str) -> None:
    gone = NotFound("no such thing", status=404)
    assert reconciled(broken(), (replace(CHECK, missing=missing),), [gone])[0].verdict == expected


@pytest.mark.parametrize(
    "error",
    [RateLimited("later", status=429), ServerError("down", status=503), Timeout("too late")],
    ids=lambda error: type(error).__name__,
)
def test_a_check_that_fails_says_nothing(error: ConnectorError) -> None:
    with pytest.raises(type(error)) as caught:
        reconciled(broken(), (CHECK,), [error])
    assert caught.value is error


# ── Listings ──


def pages_of(count: int, last: Any = None) -> list[Any]:
    pages: list[Any] = [
        {"notes": [note(body=f"other {number}")], "next": str(number + 1)}
        for number in range(count)
    ]
    pages[-1]["next"] = last
    return pages


def test_every_page_is_looked_at() -> None:
    pages = pages_of(3)
    pages[2]["notes"].append(note())
    told, made = reconciled(broken(), (CHECK,), pages, PAGED)
    assert told.verdict == "done"
    assert [each.params.get("after") for each in made] == [None, "1", "2"]
    assert reconciled(broken(), (CHECK,), pages_of(3), PAGED)[0].verdict == "not_done"


def test_a_listing_without_end_is_left_and_nothing_is_claimed() -> None:
    told, made = reconciled(broken(), (CHECK,), pages_of(MAX_PAGES, last="more"), PAGED)
    assert (told.verdict, len(made)) == ("unknown", MAX_PAGES)
    assert f"first {MAX_PAGES} pages" in told.reason
    exactly, _ = reconciled(broken(), (CHECK,), pages_of(MAX_PAGES), PAGED)
    assert exactly.verdict == "not_done"
    pages = pages_of(MAX_PAGES, last="more")
    pages[-1]["notes"].append(note())
    assert reconciled(broken(), (CHECK,), pages, PAGED)[0].verdict == "done"


def test_an_error_between_pages_says_nothing() -> None:
    with pytest.raises(ServerError):
        reconciled(broken(), (CHECK,), [pages_of(2)[0], ServerError("down", status=503)], PAGED)


def test_the_broken_calls_params_stay_as_they_were() -> None:
    before = repr(PARAMS)
    reconciled(broken(), (CHECK,), pages_of(2), PAGED)
    assert repr(PARAMS) == before

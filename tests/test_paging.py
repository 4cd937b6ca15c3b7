from __future__ import annotations

import copy
from typing import Any

import pytest

from connector.errors import (
    ApiError,
    ConnectError,
    InvalidParams,
    NotFound,
    PagingError,
)
from connector.model import Pager

from .listings import (
    BASE,
    Cursored,
    Numbered,
    Scripted,
    items_of,
    listing_action,
    pages_of,
    slow,
)

BODY = Pager(
    "cursor",
    next="pages.next.starting_after",
    cursor_param="data.pagination.starting_after",
    size_param="data.pagination.per_page",
    max_size=150,
)
QUERY = Pager("cursor", "rows", "pages.next.starting_after", "starting_after")
NUMBER = Pager(
    "page", next="pages.next", page_param="page", size_param="per_page",
    total_pages="pages.total_pages", max_size=50,
)  # fmt: skip
URL = Pager("url", "events", "pages.next", size_param="per_page")
SCROLL = Pager("cursor", next="scroll_param", cursor_param="scroll_param", stop_when_empty=True)


def page(*ids: int, following: Any = None, items: str = "data", **more: Any) -> dict[str, Any]:
    return {items: [{"id": n} for n in ids], "pages": {"next": following}, **more}


def ids(items: list[Any]) -> list[int]:
    return [item["id"] for item in items]


def test_an_action_without_pages_is_no_listing() -> None:
    with pytest.raises(PagingError, match=r"list_x.*run\(\)"):
        list(pages_of(listing_action(None), Scripted([])))


def test_a_page_tells_its_items_its_answer_its_number_and_its_place() -> None:
    answers = [page(1, 2, following={"starting_after": "c2"}), page(3)]
    server = Scripted(copy.deepcopy(answers))
    pages = list(pages_of(listing_action(BODY), server))
    assert [(p.items, p.number, p.after) for p in pages] == [
        ([{"id": 1}, {"id": 2}], 1, "c2"),
        ([{"id": 3}], 2, None),
    ]
    assert [p.data for p in pages] == answers


def test_nothing_is_asked_for_before_it_is_wanted() -> None:
    server = Cursored(1000)
    pages = pages_of(listing_action(BODY), server)
    assert server.sizes == []
    next(pages)
    assert server.sizes == [150]


def test_the_cursor_goes_into_the_body_beside_what_is_there() -> None:
    params = {"data": {"query": {"field": "id"}, "pagination": {"per_page": 2}}, "x": "y"}
    before = copy.deepcopy(params)
    server = Scripted([page(1, following={"starting_after": "c2"}), page(3)])
    assert ids(items_of(pages_of(listing_action(BODY), server, params))) == [1, 3]
    assert params == before, "the caller's params are left as they were"
    second = {"per_page": 2, "starting_after": "c2"}
    assert server.asked == [before, {"data": {**before["data"], "pagination": second}, "x": "y"}]


# What stands at ``pages.next`` of a cursor's last answer: the listing's end, or none it can read.
@pytest.mark.parametrize("pages", [{"next": None}, {"next": {}}, {}, None, {"next": ""}])
def test_a_cursor_listing_ends_where_there_is_no_next(pages: Any) -> None:
    server = Scripted([{"rows": [1], "pages": pages}])
    assert items_of(pages_of(listing_action(QUERY), server)) == [1]
    server = Scripted([{"rows": [1]}])
    assert items_of(pages_of(listing_action(QUERY), server)) == [1]


UNREADABLE = [
    (QUERY, {"next": f"{BASE}/x?page=2"}),
    (QUERY, {"next": {"starting_after": {"id": 1}}}),
    (QUERY, {"next": {"starting_after": ["a", "b"]}}),
    (QUERY, {"next": {"starting_after": True}}),
    (URL, {"next": {"starting_after": "c2"}}),
]


@pytest.mark.parametrize(("pager", "pages"), UNREADABLE)
def test_a_next_that_cannot_be_read_is_never_taken_for_the_end(pager: Pager, pages: Any) -> None:
    server = Scripted([{pager.items: [1], "pages": pages}])
    with pytest.raises(PagingError):
        items_of(pages_of(listing_action(pager), server))


def test_a_cursor_may_be_a_number() -> None:
    server = Scripted([{"rows": [1], "pages": {"next": {"starting_after": 7}}}, {"rows": [2]}])
    assert items_of(pages_of(listing_action(QUERY), server)) == [1, 2]
    assert server.asked[1] == {"starting_after": "7"}


@pytest.mark.parametrize("total", [0, 1, 9, 10, 11, 95, 100])
@pytest.mark.parametrize("tells_total", [True, False])
@pytest.mark.parametrize("first", [0, 1])
def test_page_numbers_run_to_the_end(total: int, tells_total: bool, first: int) -> None:
    server = Numbered(total, first=first, tells_total=tells_total)
    pager = Pager(
        "page", next="pages.next", page_param="page", total_pages="pages.total_pages",
        first_page=first,
    )  # fmt: skip
    assert ids(items_of(pages_of(listing_action(pager), server))) == list(range(total))
    assert len(server.asked) <= total // 10 + 2


def test_page_numbers_start_where_the_params_say() -> None:
    pages = pages_of(listing_action(NUMBER), Numbered(100), {"page": "3", "per_page": "20"})
    assert ids(items_of(pages)) == list(range(40, 100))


NEXT_URLS = [
    (BASE, f"{BASE}/x?page=2&q=a%20b", "/x?page=2&q=a%20b"),
    (BASE, "/y?page=2", "/y?page=2"),
    (BASE, "?page=2", "/x?page=2"),
    (BASE, f"{BASE}:443/x?page=2", "/x?page=2"),
    (f"{BASE}/v1", f"{BASE}/v1/x?page=2", "/x?page=2"),
]


@pytest.mark.parametrize(("base", "following", "target"), NEXT_URLS)
def test_the_next_address_is_asked_for_as_it_is(base: str, following: str, target: str) -> None:
    server = Scripted([page(1, following=following, items="events"), page(2, items="events")])
    got = items_of(pages_of(listing_action(URL), server, {"per_page": 5}, base_url=base))
    assert ids(got) == [1, 2]
    assert [call.request.target for call in server.calls] == ["/x?per_page=5", target]


@pytest.mark.parametrize(
    ("base", "following"),
    [
        (BASE, "https://evil.example.org/x?page=2"),
        (BASE, "//evil.example.org/x"),
        (BASE, "http://api.example.com/x"),
        (BASE, f"{BASE}:8443/x"),
        (BASE, f"{BASE}.evil.example.org/x"),
        (BASE, "https://[::1/x"),
        (BASE, "file:///x"),
        (f"{BASE}/v1", "/x?page=2"),
        (f"{BASE}/v1", f"{BASE}/v1/../x"),
    ],
)
def test_a_next_address_that_is_not_our_own_is_refused(base: str, following: str) -> None:
    server = Scripted([page(1, following=following, items="events")])
    pages = pages_of(listing_action(URL), server, base_url=base)
    assert ids(next(pages).items) == [1]
    with pytest.raises(PagingError, match="not the connection's own"):
        next(pages)
    assert len(server.calls) == 1


def test_a_scroll_repeats_its_param_and_ends_when_empty() -> None:
    answers = [{"data": [n], "scroll_param": "s", "pages": None} for n in range(3)]
    server = Scripted([*answers, {"data": [], "scroll_param": "s"}])
    pages = list(pages_of(listing_action(SCROLL, idempotent=False), server))
    assert [p.items for p in pages] == [[0], [1], [2], []]
    assert pages[-1].after is None
    assert server.asked == [{}, *[{"scroll_param": "s"}] * 3]


@pytest.mark.parametrize(
    ("pager", "after", "asked"),
    [
        (QUERY, "c9", {"starting_after": "c9"}),
        (SCROLL, "s9", {"scroll_param": "s9"}),
        (NUMBER, "4", {"page": 4, "per_page": 50}),
        (NUMBER, "4:20", {"page": 4, "per_page": 20}),
        (Pager("page", page_param="page"), "4", {"page": 4}),
    ],
)
def test_a_listing_is_taken_up_at_a_saved_place(
    pager: Pager, after: str, asked: dict[str, Any]
) -> None:
    server = Scripted([{pager.items: []}])
    list(pages_of(listing_action(pager), server, after=after))
    assert server.asked == [asked]


@pytest.mark.parametrize("after", ["c9", "-1", "1.5", "", "4:", "4:0", ":20", "4:20:1"])
def test_a_place_that_is_no_page_number_is_refused(after: str) -> None:
    with pytest.raises(InvalidParams, match="after"):
        list(pages_of(listing_action(NUMBER), Scripted([]), after=after))


@pytest.mark.parametrize("limit", [1, 7, 50, 60, 149, 1000])
@pytest.mark.parametrize("stop", [1, 2, 3])
def test_what_was_stopped_and_taken_up_again_has_no_hole(limit: int, stop: int) -> None:
    for pager, server in ((NUMBER, Numbered(200)), (BODY, Cursored(200))):
        action = listing_action(pager)
        first = [
            p for p, _ in zip(pages_of(action, server, limit=limit), range(stop), strict=False)
        ]
        got = [item for p in first for item in p.items]
        if first[-1].after is not None:
            got += items_of(pages_of(action, server, after=first[-1].after))
        assert ids(got) == list(range(200))


STUCK: list[tuple[Pager, list[Any], int, str]] = [
    (QUERY, [{"rows": [n], "pages": {"next": {"starting_after": "c"}}} for n in (1, 2)], 1,
     "same cursor"),
    (QUERY, [{"rows": [1], "pages": {"next": {"starting_after": c}}} for c in "abcd"], 1,
     "same page"),
    (NUMBER, [page(1, following="x")] * 3, 1, "same page"),
    (SCROLL, [{"data": [1], "scroll_param": "s"}] * 3, 1, "same page"),
    (QUERY, [{"other": []}], 0, "no list at 'rows'"),
    (QUERY, [{"rows": {"id": 1}}], 0, "no list at 'rows'"),
    (QUERY, [None], 0, "no list at 'rows'"),
    (QUERY, [[]], 0, "no list at 'rows'"),
    (QUERY, [{"rows": [1], "pages": {"next": {"starting_after": "c"}}}, {}], 1, "no list"),
]  # fmt: skip


@pytest.mark.parametrize(("pager", "answers", "whole", "why"), STUCK)
def test_a_listing_never_repeats_or_ends_in_silence(
    pager: Pager, answers: list[Any], whole: int, why: str
) -> None:
    pages = pages_of(listing_action(pager), Scripted(answers))
    got = [next(pages) for _ in range(whole)]
    with pytest.raises(PagingError, match=why) as caught:
        next(pages)
    assert caught.value.after == (got[-1].after if got else None)
    assert ("after=" in str(caught.value)) is bool(got)


def test_one_thing_asked_for_by_its_key_is_a_listing_of_one() -> None:
    thing = {"type": "company", "id": "7", "name": "Analytical Engines"}
    pages = list(pages_of(listing_action(NUMBER), Scripted([thing]), {"company_id": "7"}))
    assert [(p.items, p.data, p.after) for p in pages] == [([thing], thing, None)]


@pytest.mark.parametrize("rows", [None, []])
def test_a_page_may_be_empty(rows: Any) -> None:
    answers = [{"rows": rows, "pages": {"next": {"starting_after": c}}} for c in ("a", "b", None)]
    assert items_of(pages_of(listing_action(QUERY), Scripted(answers))) == []


@pytest.mark.parametrize(
    ("total", "limit", "raised"), [(100, None, False), (101, None, True), (500, 100, False)]
)
def test_all_that_the_api_lists_comes_before_it_is_told_that_more_exists(
    total: int, limit: int | None, raised: bool
) -> None:
    pager = Pager("cursor", next="pages.next.starting_after", max_items=100)
    server = Scripted([page(*range(100), total_count=total)])
    pages = pages_of(listing_action(pager), server, limit=limit)
    assert len(next(pages).items) == 100
    if raised:
        with pytest.raises(PagingError, match=f"100 of {total}"):
            next(pages)
    else:
        assert next(pages, None) is None


@pytest.mark.parametrize(
    "error", [NotFound("m", status=404), ConnectError("m", outcome="not_sent"), slow(504)]
)
def test_an_error_in_the_middle_says_where_to_go_on(error: Any) -> None:
    server = Scripted([{"rows": [1], "pages": {"next": {"starting_after": "c2"}}}, error])
    pages = pages_of(listing_action(QUERY), server)
    next(pages)
    with pytest.raises(type(error), match="after='c2'"):
        next(pages)
    with pytest.raises(ApiError) as caught:
        next(pages_of(listing_action(QUERY), Scripted([NotFound("m", status=404)])))
    assert "after=" not in str(caught.value)

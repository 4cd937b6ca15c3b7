from __future__ import annotations

import random
from typing import Any

import pytest

from connector.errors import ApiError, ConnectorError, Timeout
from connector.model import Pager
from connector.paging import ASSUMED_SIZE

from .listings import Cursored, Numbered, Scripted, items_of, listing_action, pages_of, slow
from .test_paging import BODY, NUMBER, QUERY, URL, ids, page


# Limit, and the sizes of the pages then asked for.
@pytest.mark.parametrize(
    ("limit", "sizes"),
    [(None, [150, 150, 150]), (0, []), (1, [1]), (40, [40]), (150, [150]), (200, [150, 150])],
)
def test_a_limit_asks_for_no_more_than_is_wanted(limit: int | None, sizes: list[int]) -> None:
    server = Cursored(400)
    list(pages_of(listing_action(BODY), server, limit=limit))
    assert server.sizes == sizes


@pytest.mark.parametrize("given", [5, 150, "5", 400])
def test_the_size_that_the_caller_names_is_kept(given: Any) -> None:
    server = Scripted([page(1)])
    list(pages_of(listing_action(NUMBER), server, {"per_page": given}, limit=2))
    assert server.asked[0]["per_page"] == int(given)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("size", [7, 10, 25, 50, 64, 97, 150])
def test_slow_pages_grow_smaller_and_nothing_is_lost(size: int, seed: int) -> None:
    draw = random.Random(seed)
    quick = draw.randrange(1, 12)
    numbered = Numbered(1000, quick=quick, draw=draw)
    pages = pages_of(listing_action(NUMBER), numbered, {"per_page": size})
    assert ids(items_of(pages)) == list(range(1000))
    sizes = [asked for _, asked in numbered.asked]
    assert sizes == sorted(sizes, reverse=True), "once smaller, always smaller"
    cursored = Cursored(1000, quick=quick, draw=draw)
    params = {"data": {"pagination": {"per_page": size}}}
    assert ids(items_of(pages_of(listing_action(BODY), cursored, params))) == list(range(1000))
    assert cursored.sizes == sorted(cursored.sizes, reverse=True)


@pytest.mark.parametrize("seed", range(20))
def test_a_listing_that_grew_smaller_is_taken_up_without_a_hole(seed: int) -> None:
    draw = random.Random(seed)
    action, got, after = listing_action(NUMBER), [], None
    for _ in range(1000):
        server = Numbered(300, quick=draw.randrange(3, 60), draw=draw)
        for each in pages_of(action, server, after=after, limit=draw.randrange(1, 90)):
            got += each.items
            after = each.after
        if after is None:
            break
    assert ids(got) == list(range(300))


@pytest.mark.parametrize("error", [slow(), slow(504), slow(408)])
def test_the_first_page_is_asked_for_again_at_half_the_size(error: ConnectorError) -> None:
    server = Scripted([error, error, page(1)])
    assert ids(items_of(pages_of(listing_action(NUMBER), server))) == [1]
    assert [asked["per_page"] for asked in server.asked] == [50, 25, 12]


def test_where_nobody_named_a_size_one_is_assumed() -> None:
    pager = Pager("page", page_param="page", size_param="per_page")
    server = Scripted([slow(), page(1)])
    items_of(pages_of(listing_action(pager), server))
    assert server.asked == [{}, {"per_page": ASSUMED_SIZE // 2}]


def test_where_the_size_is_not_known_a_later_page_cannot_shrink() -> None:
    pager = Pager("page", next="pages.next", page_param="page", size_param="per_page")
    server = Scripted([page(1, following="x"), slow()])
    with pytest.raises(Timeout, match="after='2'"):
        items_of(pages_of(listing_action(pager), server))


def test_a_page_of_one_item_that_is_slow_is_an_error() -> None:
    server = Scripted([slow()] * 6)
    with pytest.raises(Timeout):
        items_of(pages_of(listing_action(NUMBER), server))
    assert [asked["per_page"] for asked in server.asked] == [50, 25, 12, 6, 3, 1]


NOT_SMALLER: list[tuple[Pager, bool, list[Any]]] = [
    (NUMBER, True, [slow(500)]),
    (NUMBER, True, [slow(429)]),
    (NUMBER, False, [slow()]),
    (QUERY, True, [slow()]),
    # An address says its size itself.
    (URL, True, [page(1, following="/x?page=2", items="events"), slow()]),
]


@pytest.mark.parametrize(("pager", "idempotent", "answers"), NOT_SMALLER)
def test_what_a_smaller_page_would_not_help_is_an_error(
    pager: Pager, idempotent: bool, answers: list[Any]
) -> None:
    server = Scripted(list(answers))
    with pytest.raises((Timeout, ApiError)):
        items_of(pages_of(listing_action(pager, idempotent=idempotent), server))
    assert len(server.calls) == len(answers)


@pytest.mark.parametrize(
    ("pager", "idempotent", "params", "repeated"),
    [
        (NUMBER, True, {}, False),
        (NUMBER, True, {"per_page": 1}, True),
        (NUMBER, False, {}, True),
        (QUERY, True, {}, True),
    ],
)
def test_a_slow_page_is_repeated_as_it_was_only_where_it_cannot_shrink(
    pager: Pager, idempotent: bool, params: dict[str, Any], repeated: bool
) -> None:
    server = Scripted([{pager.items: []}])
    list(pages_of(listing_action(pager, idempotent=idempotent), server, params))
    policy = server.calls[0].caller.policy
    assert policy.repeat_timeouts is repeated
    assert policy.max_retries == 3
